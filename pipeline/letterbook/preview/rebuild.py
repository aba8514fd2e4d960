"""Rebuild an edition incrementally: cache unchanged stages, render pages on demand.

What leads to the letters is made at once. The rest (the page of each letter, plain text, single letters,
indexes, the review) is made when it is asked for, or when there is nothing else to do. So a decision costs
what shows it: the letter's page is made without the review, and the review without any page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from letterbook import stages
from letterbook.file_bytes import read_bytes
from letterbook.model import Edition
from letterbook.preview.desk import Names
from letterbook.problems import Outcome, Place, Problem, Refused, problem
from letterbook.project.decisions_toml import FILE
from letterbook.project.letterbook_toml import Project, load
from letterbook.publish.exchange import INDEX_LOSS
from letterbook.publish.render import Pages
from letterbook.report import as_short_fault, is_clean
from letterbook.review import Review
from letterbook.stages import Looked

#: Where the web site stands in an edition, and how many of its pages are made when there is nothing to do.
_SITE, _AT_ONCE = "html/", 10

#: Makes some files of an edition.
_Part = Callable[[], "tuple[dict[str, bytes], tuple[Problem, ...]]"]


class Making:
    """An edition in the making. Everything but `files`, `version` and `may_have` is for one thread alone."""

    def __init__(self, source: Path, encoding: str | None = None) -> None:
        """Make nothing yet."""
        self.files: dict[str, bytes] = {}
        self._last = self.files
        self.version = 0
        self.summary = ""
        self.names, self.seen = Names(), ""
        self._source = source
        self._encoding = encoding
        self._looked: tuple[object, Looked] | None = None
        self._judged: tuple[Project, Looked, Outcome[Edition]] | None = None
        self._review: Review | None = None
        self._problems: tuple[Problem, ...] = ()
        self._waiting: dict[str, _Part] = {}
        self._site: Pages | None = None
        self._pages: frozenset[str] = frozenset()  # that are not made yet
        self._said: tuple[Problem, ...] = ()  # by the stylesheets of the web site
        self._faulty: set[str] = set()  # pages that could not be made

    def make(self) -> tuple[Problem, ...]:
        """Rebuild the edition, except the pages of its letters, and return its problems.

        Where it cannot be made, what was made last stands.
        """
        self.summary = ""
        try:
            project, problems = load(self._source)
            if self._encoding is not None:
                project = replace(project, encoding=self._encoding)
            understood = self._known(project) or stages.understand(project, look=self._look)
            written, found = stages.encoded(understood, project)
            problems += found
            site = stages.site(written.tei, project)
            made, found = site.take([name for name in site.names if name not in site.later])
        except Refused as refused:
            return refused.problems
        except Exception as fault:  # noqa: BLE001 (whatever it is, what was made last stands)
            return (self._fault(fault),)
        if not is_clean((*problems, *found)):
            return (*problems, *found)
        self._based_on(project)
        self._problems, self._said = problems, found
        parts = {name: part for name, part in stages.parts(written.tei, project) if name != "html"}
        check: _Part = lambda: ({}, stages.checked(written))  # noqa: E731 (a part like those beside it)
        if self._review is None or self._review.edition is not written.edition:
            self._review = stages.review_of(written.edition, project)
        self._waiting = {"check": check, **parts, **self._parts_of_review()}
        self._site, self._pages, self._faulty = site, frozenset(site.later), set()
        self._last, self.files = self.files, {**written.files, **_placed(made)}
        self.summary = f"{stages.summary(written.edition)}: built"
        self.version += 1
        return (*problems, *found)

    def judge(self) -> tuple[Problem, ...]:
        """Understand the edition as the files have it now, and return what is wrong.

        The review is made anew when it is asked for, and all else when `make` follows. With errors the last
        review stands.
        """
        try:
            project, problems = load(self._source)
            if self._encoding is not None:
                project = replace(project, encoding=self._encoding)
            looked = self._look(project)
            edition, found = stages.understand(project, look=lambda _: looked)
        except Refused as refused:
            return refused.problems
        except Exception as fault:  # noqa: BLE001 (whatever it is, what was made last stands)
            return (self._fault(fault),)
        told = (*problems, *found)
        if is_clean(told):
            self._review, self._problems, self._said = stages.review_of(edition, project), told, ()
            self._review_again()
            self._based_on(project)
            self._judged = project, looked, Outcome(edition, found)
        return told

    def _known(self, project: Project) -> Outcome[Edition] | None:
        """Return the edition that was judged last, where nothing has changed since."""
        if self._judged is None:
            return None
        judged, looked, edition = self._judged
        return edition if judged == project and self._look(project) is looked else None

    def _based_on(self, project: Project) -> None:
        """Note who may decide, and the state of decisions.toml on which all pages now rest."""
        signed = (*project.responsible, *project.decisions.responsible)
        self.names = Names(tuple(dict.fromkeys(name for _, name in signed)), project.decider)
        data = project.inputs.get(FILE)
        self.seen = hashlib.sha256(data).hexdigest() if data is not None else ""

    def _fault(self, fault: Exception) -> Problem:
        return problem("preview-fault", as_short_fault(fault), Place(str(self._source)))

    def later(self) -> frozenset[str]:
        """Return the names of the pages that are not made yet."""
        return frozenset(map(_place, self._pages))

    def may_have(self, name: str) -> bool:
        """Tell whether a file may be one that is not rendered yet."""
        return self._page_of(name) is not None or self._part_of(name) is not None

    def make_part_of(self, name: str) -> tuple[Problem, ...]:
        """Make the files among which one may be, unless they are made, and return what is wrong."""
        page = self._page_of(name)
        if page is not None:
            return self._make_pages([page])
        part = self._part_of(name)
        return () if part is None else self._make_part(part)

    def make_next(self) -> tuple[Problem, ...] | None:
        """Make some files that are not made yet, and return what is wrong; None, if all are made."""
        if self._pages:
            return self._make_pages(sorted(self._pages)[:_AT_ONCE])
        part = next(iter(self._waiting), None)
        return None if part is None else self._make_part(part)

    def _make_pages(self, pages: list[str]) -> tuple[Problem, ...]:
        """Make some pages of the web site. One that cannot be made stays as it was made last.

        Where none of some can be made, the fault is no single letter's: all others stay as they were too.
        """
        if self._site is None:
            return ()
        try:
            made, found = self._site.take(pages)
        except Refused as refused:
            if len(pages) == 1:
                found = tuple(each for each in refused.problems if each not in self._problems)
                self._problems += found
                self._faulty.update(pages)
                self._done(
                    pages, {name: self._last[name] for name in map(_place, pages) if name in self._last}
                )
                if found:
                    self._review_again()
                return found
            found = tuple(each for page in pages for each in self._make_pages([page]))
            if self._faulty.issuperset(pages):
                kept = set(map(_place, self._pages)) & self._last.keys()
                self._done(self._pages, {name: self._last[name] for name in kept})
            return found
        self._said = self._site.problems()
        self._done(pages, _placed(made))
        if found:
            self._review_again()
        return found

    def _done(self, pages: Iterable[str], files: dict[str, bytes]) -> None:
        self.files = {**self.files, **files}
        self._pages = self._pages.difference(pages)  # only now: a browser may look for one meanwhile
        if not self._pages:
            self._site, self._last = None, {}

    def _review_again(self) -> None:
        """Have the review made anew when it is asked for: it tells of all problems."""
        parts = self._parts_of_review()
        self._waiting |= parts  # first of all: a browser may look for it meanwhile
        self.files = {name: data for name, data in self.files.items() if _part_of(name) not in parts}

    def _parts_of_review(self) -> dict[str, _Part]:
        return {f"{stages.REPORT}{part}": partial(self._make_review, part) for part in Review.PARTS}

    def _make_review(self, part: str) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        if self._review is None:
            return {}, ()
        return stages.reviewed_part(self._review, part, (*self._problems, *self._said)), ()

    def _make_part(self, part: str) -> tuple[Problem, ...]:
        try:
            made, found = self._waiting[part]()
        except Refused as refused:
            made, found = {}, refused.problems
        except Exception as fault:  # noqa: BLE001 (one format is lost, the others are not)
            made, found = {}, (self._fault(fault),)
        self._problems += found
        self.files = {**self.files, **made}
        del self._waiting[part]  # only now: a browser may look for it meanwhile
        if found:
            self._review_again()
        return found

    def _page_of(self, name: str) -> str | None:
        page = name.removeprefix(_SITE)
        return page if page != name and page in self._pages else None

    def _part_of(self, name: str) -> str | None:
        part = _part_of(name)
        return part if part in self._waiting else None

    def _look(self, project: Project) -> Looked:
        """Run read and detect, unless the text is the same as last time."""
        try:
            data: object = read_bytes(project.source)
        except OSError:
            data = None  # what is wrong is told when it is read in full
        key = (data, project.encoding, project.language, project.layout)
        if self._looked is None or self._looked[0] != key:
            self._looked = key, stages.detected(project)
        return self._looked[1]


def _part_of(name: str) -> str:
    """Return the part of an edition to which a file belongs."""
    if name.startswith(stages.REPORT) and name != INDEX_LOSS:
        return f"{stages.REPORT}{Review.part_of(name)}"
    first = name.split("/", 1)[0]
    return "exchange" if first in ("cmif", "tei", "report") else first


def _placed(pages: dict[str, bytes]) -> dict[str, bytes]:
    return {_place(page): data for page, data in pages.items()}


def _place(page: str) -> str:
    return f"{_SITE}{page}"
