"""The persons of the edition as a table, and beside each who may be the same person."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.review.html_markup import Markup, element
from letterbook.review.persons import Met, spare

_COLUMNS = ("Person", "Also called", "Wrote", "Received", "The same as")


def persons_section(found: Sequence[Met]) -> Markup:
    """Write the section, closed as long as nobody seems to stand in it twice."""
    doubles = spare(found)
    said = f"Persons ({len(found)})" + (f", {doubles} perhaps there twice" if doubles else "")
    head = element("tr", *(element("th", name, scope="col") for name in _COLUMNS))
    table = element("table", element("thead", head), element("tbody", *map(_row, found)))
    return element(
        "details",
        element("summary", element("h2", said, id="persons")),
        element("p", "Who stands here under two names can be made one person, in all letters and for good."),
        element("div", table, class_="scroll", tabindex=0, role="region", aria_labelledby="persons"),
        class_="persons",
        open=bool(doubles),
    )


def _row(one: Met) -> Markup:
    ways = [
        element(
            "details",
            element("summary", element("bdi", other.name)),
            element("pre", element("code", other.lines.rstrip("\n"))),
            class_="toml",
            data_way="do",
        )
        for other in one.like
    ]
    cells = (
        element("bdi", one.name),
        element("bdi", ", ".join(one.aliases)),
        str(one.sent or "–"),
        str(one.received or "–"),
    )
    return element(
        "tr",
        *(element("td", cell) for cell in cells),
        element("td", *ways, class_="same"),
        class_="person",
        data_name=one.name,
    )
