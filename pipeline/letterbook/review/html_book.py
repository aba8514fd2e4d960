"""The book as a strip and a table, and what looks odd in its order: what an editor looks at first of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from letterbook.review.book_order import Book, Odd, Row, Way
from letterbook.review.html_markup import Markup, element, join
from letterbook.review.html_rows import brief

#: How high the bars of the strip can be, in steps.
_STEPS = 12
_KINDS = {
    "gap": "Numbers that lack",
    "contents": "In the contents, not found",
    "length": "Very long",
    "double": "Twice",
    "between": "Between the letters",
    "order": "Out of order",
}


def book_section(
    book: Book, address: Callable[[str], str | None], spot: Callable[[int], str | None]
) -> Markup:
    """Write the section. `address` gives the link to a letter, `spot` to the part in which a line lies."""
    odd = {one.letter for one in book.odd}
    count = len(book.odd)
    said = (
        f"{count} thing{'s' if count > 1 else ''} in the order of the book to look at."
        if count
        else "The numbers, lengths and dates of the letters are in order, and no text stands between them."
    )
    return element(
        "section",
        element("h2", f"The book, letter by letter ({len(book.rows)})", id="book"),
        element("p", said),
        _strip(book.rows, odd, address),
        *_oddities(book.odd, address, spot),
        _table(book.rows, odd, address),
        class_="book-order",
        aria_labelledby="book",
    )


def _strip(rows: tuple[Row, ...], odd: set[str], address: Callable[[str], str | None]) -> Markup:
    most = max((row.length for row in rows), default=1) or 1
    bars = [_bar(row, most, row.letter in odd, address(row.letter)) for row in rows]
    return element("ol", *bars, class_="strip", aria_label="All letters by their length")


def _bar(row: Row, most: int, odd: bool, link: str | None) -> Markup:  # noqa: FBT001 (one call)
    size = 1 + round((_STEPS - 1) * (row.length / most) ** 0.5)
    words = f"Letter {row.letter}, {row.sent or 'no date'}, {row.length:,} characters{', odd' * odd}"
    bar = element("a", element("span", words, class_="unseen"), href=link or "#book", title=words)
    return element("li", bar, class_=f"h{size}{' odd-bar' * odd}")


def _oddities(
    odd: tuple[Odd, ...], address: Callable[[str], str | None], spot: Callable[[int], str | None]
) -> Iterator[Markup]:
    for kind, these in groupby(odd, key=lambda one: one.kind):
        mine = list(these)
        items = [_odd(one, spot(one.line) or address(one.letter)) for one in mine]
        yield element("h3", f"{_KINDS[kind]} ({len(mine)})")
        yield element("ul", *items, class_="oddities")


def _odd(one: Odd, link: str | None) -> Markup:
    place = f"line {one.line}"
    head = element("summary", element("span", one.says, class_="says"))
    body = [
        element("p", element("a", place, href=link) if link else place, "; ", one.why, class_="where"),
        *([element("p", f"It could also be: {brief(one.second)}", class_="lost")] if one.second else []),
        *map(_way, one.ways),
    ]
    return element("li", element("details", head, join(body), open=True), class_="odd", data_kind=one.kind)


def _way(way: Way) -> Markup:
    code = element("pre", element("code", way.lines.rstrip("\n")))
    return element("details", element("summary", way.words), code, class_="toml", data_way="do")


def _table(rows: tuple[Row, ...], odd: set[str], address: Callable[[str], str | None]) -> Markup:
    names = ("Letter", "Number", "Line", "Sent", "Characters", "Who to whom", "")
    head = element("tr", *(element("th", name, scope="col") if name else element("td", "") for name in names))
    body = [_tr(row, address(row.letter), row.letter in odd) for row in rows]
    table = element("table", element("thead", head), element("tbody", *body))
    return element(
        "details",
        element("summary", element("h3", "All letters as a table")),
        element(
            "div", table, class_="scroll", tabindex=0, role="region", aria_label="All letters as a table"
        ),
        class_="all-letters",
    )


def _tr(row: Row, link: str | None, odd: bool) -> Markup:  # noqa: FBT001 (one call)
    cells = (
        element("a", row.letter, href=link) if link else row.letter,
        row.number or "–",
        str(row.line),
        row.sent or "–",
        f"{row.length:,}",
        element("bdi", row.people),
        "odd" if odd else "",
    )
    return element("tr", *(element("td", cell) for cell in cells))
