"""An edition made again and again in one process: what did not change is kept, what nobody looks at waits.

The web site is made at once. The rest (plain text, single letters, indexes, the review) is made when it is
asked for, or when there is nothing else to do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from letterbook import stages
from letterbook.problems import Problem, Refused
from letterbook.project import Project, load
from letterbook.report import is_clean
from letterbook.stages import Looked, Written

#: Makes some files of an edition.
_Part = Callable[[], "tuple[dict[str, bytes], tuple[Problem, ...]]"]


class Making:
    """An edition in the making. Everything but `files`, `version` and `may_have` is for one thread alone."""

    def __init__(self, source: Path, encoding: str | None = None) -> None:
        """Make nothing yet."""
        self.files: dict[str, bytes] = {}
        self.version = 0
        self.summary = ""
        self._source = source
        self._encoding = encoding
        self._looked: tuple[object, Looked] | None = None
        self._written: tuple[Project, Written] | None = None
        self._problems: tuple[Problem, ...] = ()
        self._waiting: dict[str, _Part] = {}

    def make(self) -> tuple[Problem, ...]:
        """Make the edition anew, up to its web site, and return what is wrong with it.

        Where it cannot be made, what was made last stands.
        """
        self.summary = ""
        try:
            project, problems = load(self._source)
            if self._encoding is not None:
                project = replace(project, encoding=self._encoding)
            written, found = stages.write(project, look=self._look)
            problems += found
            parts = dict(stages.parts(written.tei, project))
            site, found = parts.pop("html")()
        except Refused as refused:
            return refused.problems
        problems += found
        if not is_clean(problems):
            return problems
        self._written = project, written
        self._problems = problems
        self._waiting = {**parts, "report": lambda: (self._review(), ())}
        self.files = {**written.files, **site}
        self.summary = f"{stages.summary(written.edition)}: built"
        self.version += 1
        return problems

    def may_have(self, name: str) -> bool:
        """Tell whether a file may be among those that are not made yet."""
        return self._part_of(name) is not None

    def make_part_of(self, name: str) -> tuple[Problem, ...]:
        """Make the files among which one may be, unless they are made, and return what is wrong."""
        part = self._part_of(name)
        return () if part is None else self._make_part(part)

    def make_next(self) -> tuple[Problem, ...] | None:
        """Make some files that are not made yet, and return what is wrong; None, if all are made."""
        part = next(iter(self._waiting), None)
        return None if part is None else self._make_part(part)

    def _make_part(self, part: str) -> tuple[Problem, ...]:
        try:
            made, found = self._waiting[part]()
        except Refused as refused:
            made, found = {}, refused.problems
        self._problems += found
        self.files = {**self.files, **made}
        del self._waiting[part]  # only now: a browser may look for it meanwhile
        if found and part != "report":  # the review tells of all problems
            self.files |= self._review()
        return found

    def _part_of(self, name: str) -> str | None:
        first = name.split("/", 1)[0]
        part = "exchange" if first in ("cmif", "tei") else first
        return part if part in self._waiting else None

    def _review(self) -> dict[str, bytes]:
        if self._written is None:
            return {}
        project, written = self._written
        return stages.reviewed(written.edition, self._problems, project)

    def _look(self, project: Project) -> Looked:
        """Read a text and find its signs, unless that was done with the same text last time."""
        try:
            data: object = project.source.read_bytes()
        except OSError:
            data = None  # what is wrong is told when it is read in full
        key = (data, project.encoding, project.language, project.layout)
        if self._looked is None or self._looked[0] != key:
            self._looked = key, stages.detected(project)
        return self._looked[1]
