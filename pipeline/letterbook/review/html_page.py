"""The review as a page for people: one file, which asks for nothing; of very large editions several.

Text and facts are plain HTML; the script only filters, copies and shows beside a word why it is marked. The
page runs no script and takes no style but its own two, which its policy names by their digests (CSP level 3).
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path

from letterbook.model import Decision, Edition, letters, notes
from letterbook.problems import Problem
from letterbook.review.book_order import Book
from letterbook.review.fact import Fact
from letterbook.review.html_book import book_section
from letterbook.review.html_controls import bar, filters, tray
from letterbook.review.html_markup import Markup, element
from letterbook.review.html_overview import judgements, messages, parts, worklist
from letterbook.review.html_persons import persons_section
from letterbook.review.html_remarks import remark, remarks
from letterbook.review.html_rows import like, row, value_of
from letterbook.review.html_text import TextWriter, fact_id
from letterbook.review.html_units import Unit, divide, paginate
from letterbook.review.persons import Met
from letterbook.review.standing import is_doubtful

_HERE = Path(__file__).resolve().parent
#: Stands for the parts of the book while what is around them is written; no text can hold it.
_SEAM = Markup("\0")


@cache
def _asset(name: str) -> Markup:
    """Return the style sheet or the script."""
    return Markup((_HERE / name).read_text(encoding="utf-8"))


@cache
def _script() -> Markup:
    """Return the scripts as one; the last line begins."""
    return Markup("".join((*map(_asset, ("review.js", "line_roles.js")), "begin();\narrive();\n")))


def as_pages(
    edition: Edition,
    told: Sequence[Fact],
    judged: Sequence[Decision],
    problems: Sequence[Problem],
    book: Book,
    persons: Sequence[Met] = (),
) -> dict[str, bytes]:
    """Return the pages by file name, review.html the first."""
    return _Writer(edition, told, judged, problems, book, persons).pages()


def _name(number: int) -> str:
    return f"review-{number + 1}.html" if number else "review.html"


class _Writer:
    """Writes the pages of one edition, the first first: the text goes on from page to page."""

    def __init__(
        self,
        edition: Edition,
        told: Sequence[Fact],
        judged: Sequence[Decision],
        problems: Sequence[Problem],
        book: Book,
        persons: Sequence[Met],
    ) -> None:
        self._edition = edition
        self._source = edition.source
        self._told = told
        self._judged = judged
        self._problems = problems
        self._order = book
        self._persons = persons
        self._pages = paginate(divide(edition, told))
        self._home = {f.id: n for n, page in enumerate(self._pages) for unit in page for f in unit.facts}
        self._text = TextWriter(self._source, told, self._address)
        self._now = 0
        self._remarks = remarks(edition, [unit for page in self._pages for unit in page])

    def pages(self) -> dict[str, bytes]:
        """Write all pages, of each the text first: rows may lead to passages on other pages."""
        texts: list[list[Markup]] = []
        for number, units in enumerate(self._pages):
            self._now = self._text.page = number
            texts.append([self._text.write(unit.nodes) for unit in units])
        return {_name(n): b"".join(self._page(n, texts[n])) for n in range(len(self._pages))}

    @cached_property
    def _alike(self) -> Counter[str]:
        """Count the facts that one word decides; a review of one page counts for itself."""
        return (
            Counter(like(fact) for fact in self._told if not fact.decided) if self._pages[1:] else Counter()
        )

    def _spot(self, offset: int) -> str | None:
        page = self._text.anchors.get(offset)
        if page is None:
            return None
        return f"{'' if page == self._now else _name(page)}#t{offset}"

    def _address(self, fact: Fact) -> str:
        page = self._home[fact.id]
        return f"{'' if page == self._now else _name(page)}#{fact_id(fact)}"

    def _page(self, number: int, texts: Sequence[Markup]) -> Iterator[bytes]:
        """Write one page, piece by piece: large ones are not copied from element to element."""
        self._now = number
        units = self._pages[number]
        title = f"Review of {self._source.name}"
        name = title if len(self._pages) == 1 else f"{title}, page {number + 1} of {len(self._pages)}"
        here = [fact for unit in units for fact in unit.facts]
        work = (worklist(self._told, self._source, self._address),) if number == 0 else ()
        main = element(
            "main",
            bar(len(here)),
            *((book_section(self._order, self._letter, self._part),) if number == 0 else ()),
            element("div", *work, filters(here), class_="desk"),
            *(self._overview() if number == 0 else ()),
            element("h2", "The text and its facts", id="text"),
            _SEAM,
            self._turn(number),
        )
        body = element(
            "body",
            element("a", "To the text and its facts", href="#text", class_="skip-link"),
            self._header(name),
            main,
            tray(),
            element("div", id="tip", role="tooltip", hidden=True),
            element("p", id="said", role="status", class_="unseen"),
            element("script", _script()),
        )
        above, below = element("html", _head(name), body, lang="en").split(_SEAM)
        yield f"<!DOCTYPE html>\n{above}".encode()
        for unit, text in zip(units, texts, strict=True):
            yield self._unit(unit, text).encode()
        yield f"{below}\n".encode()

    # ---------------------------------------------------------------- above the text

    def _header(self, title: str) -> Markup:
        return element(
            "header",
            element("h1", title),
            *self._book(),
            self._size,
            element(
                "p",
                "Copy what you decide into ",
                element("code", "decisions.toml"),
                " beside the text, give your reason, and build again.",
            ),
        )

    @cached_property
    def _size(self) -> Markup:
        """Say how much there is, on every page the same."""
        edition = self._edition
        counts = (len(letters(edition)), sum(1 for _ in notes(edition)), len(self._told))
        size = "{} letters, {} notes, {} facts".format(*counts)
        return element("p", f"{size}. ", *_doubts(self._told), class_="size")

    def _book(self) -> Iterator[Markup]:
        """Name the book as its title page does."""
        if self._edition.title:
            words = self._source.quote(self._edition.title)
            language = next(iter(self._edition.languages), None)
            yield element("p", " ".join(words.split()), class_="book", lang=language, dir="auto")

    def _letter(self, key: str) -> str | None:
        """Return the link to a letter."""
        pages = enumerate(self._pages)
        return next((self._unit_address(u, n) for n, page in pages for u in page if u.letter == key), None)

    def _part(self, line: int) -> str | None:
        """Return the link to the part in which a line lies."""
        offset = self._source.line_starts[line - 1]
        units = [(u, n) for n, page in enumerate(self._pages) for u in page if u.start <= offset]
        return self._unit_address(*units[-1]) if units else None

    def _unit_address(self, unit: Unit, page: int) -> str:
        return f"{'' if page == self._now else _name(page)}#{unit.id}"

    def _overview(self) -> Iterator[Markup]:
        places = [(u, self._unit_address(u, n)) for n, page in enumerate(self._pages) for u in page]
        if self._persons:
            yield persons_section(self._persons)
        yield parts(places)
        if self._problems:
            yield messages(self._problems)
        if self._judged:
            yield judgements(self._judged, self._source)

    # ---------------------------------------------------------------- text and facts

    def _unit(self, unit: Unit, text: Markup) -> Markup:
        name = unit.id
        language = self._language(unit)
        rows = [row(fact, self._source, self._spot, self._alike[like(fact)]) for fact in unit.facts]
        listed = (
            element("ul", *rows, class_="facts")
            if rows
            else element("p", "No facts belong here.", class_="none")
        )
        return element(
            "section",
            element("div", element("h3", unit.title, id=name, tabindex=-1), *self._gist(unit), class_="top"),
            element(
                "div",
                text,
                class_="text",
                role="group",
                aria_label=f"Text: {unit.title}",
                lang=language,
                data_from=self._source.place(unit.start).line,
            ),
            element(
                "div",
                *map(remark, self._remarks.get(unit.id, ())),
                listed,
                class_="side",
                role="group",
                aria_label=f"Facts: {unit.title}",
            ),
            class_="unit",
            aria_labelledby=name,
        )

    def _gist(self, unit: Unit) -> Iterator[Markup]:
        """Say in a line who wrote to whom, and when."""
        told = {f.kind: value_of(f, self._source) for f in unit.facts if f.value and f.status != "suggested"}
        if unit.letter:
            way = f"{told.get('sender', '?')} to {told.get('recipient', '?')}"
            days = [f"{kind} {told[kind]}" for kind in ("sent", "received") if kind in told]
            yield element("p", element("bdi", ", ".join([way, *days])), class_="gist")

    def _language(self, unit: Unit) -> str | None:
        own = next((getattr(node, "lang", None) for node in unit.nodes), None)
        return own or next(iter(self._edition.languages), None)

    def _turn(self, number: int) -> Markup:
        """Lead to the pages before and after, where there are several."""
        if len(self._pages) == 1:
            return Markup()
        links = [
            element(
                "li",
                element(
                    "a",
                    f"Page {n + 1}: {page[0].title} …",
                    href=_name(n),
                    aria_current="page" if n == number else None,
                ),
            )
            for n, page in enumerate(self._pages)
        ]
        return element("nav", element("ol", *links), aria_label="Pages of the review", class_="turn")


def _doubts(told: Sequence[Fact]) -> Iterator[str]:
    count = sum(map(is_doubtful, told))
    yield element(
        "b", f"{count} of them wait for an editor." if count else "None of them waits for an editor."
    )


def _head(title: str) -> Markup:
    policy = (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; "
        f"style-src '{_digest(_asset('review.css'))}'; script-src '{_digest(_script())}'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("title", title),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("link", rel="icon", href="data:,"),
        element("style", _asset("review.css")),
    )


def _digest(words: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(words.encode('utf-8')).digest()).decode('ascii')}"
