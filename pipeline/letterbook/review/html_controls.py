"""Write the tools of the page: the table that counts and filters, and the tray where lines are gathered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from letterbook.review.fact import KINDS, Fact
from letterbook.review.html_markup import Markup, element
from letterbook.review.html_rows import KIND_NAMES
from letterbook.review.standing import STANDINGS, standing_of


def filters(told: Sequence[Fact]) -> Markup:
    """Write the table of all facts by kind and standing, whose head and side are the filters."""
    counts = Counter((fact.kind, standing_of(fact)) for fact in told)
    kinds = [kind for kind in KINDS if any(counts[kind, standing] for standing in STANDINGS)]
    head = element(
        "tr",
        element("th", "Show", scope="col"),
        *(element("th", _choice("standing", standing, standing), scope="col") for standing in STANDINGS),
        element("th", "all", scope="col"),
    )
    rows = [
        element(
            "tr",
            element("th", _choice("kind", kind, KIND_NAMES[kind]), scope="row", class_=kind),
            *(_count(counts[kind, standing]) for standing in STANDINGS),
            _count(sum(counts[kind, standing] for standing in STANDINGS)),
        )
        for kind in kinds
    ]
    totals = element(
        "tr",
        element("th", "all", scope="row"),
        *(_count(sum(counts[kind, standing] for kind in kinds)) for standing in STANDINGS),
        _count(len(told)),
    )
    columns = element("colgroup", *(element("col") for _ in range(len(STANDINGS) + 2)))
    table = element(
        "table", columns, element("thead", head), element("tbody", *rows), element("tfoot", totals)
    )
    keys = element(
        "p",
        element("kbd", "n"),
        " and ",
        element("kbd", "p"),
        " go to the next and the previous fact that waits; ",
        element("kbd", "←"),
        " and ",
        element("kbd", "→"),
        " go from mark to mark within a text; ",
        element("kbd", "m"),
        " says what a line is; ",
        element("kbd", "Esc"),
        " closes what is shown beside a word.",
        class_="keys",
    )
    return element(
        "details",
        element("summary", element("h2", "How sure the facts are: count and choose")),
        element(
            "div",
            table,
            class_="scroll",
            tabindex=0,
            role="region",
            aria_label="Facts by kind and certainty",
        ),
        element("dl", *map(_meaning, STANDINGS), class_="standings"),
        element("label", element("input", type="checkbox", id="keys", checked=True), " single keys"),
        keys,
        class_="filter",
        open=True,
    )


def bar(shown: int) -> Markup:
    """Write the bar that stays in sight: filter by one press, go on, go back."""
    return element(
        "div",
        element("button", "Only what waits", type="button", id="waiting", aria_pressed="false"),
        element("button", "Previous", type="button", id="previous"),
        element("button", "Next", type="button", id="next"),
        element("button", "This line is …", type="button", id="line"),
        element("output", f"{shown} facts shown", id="shown"),
        class_="bar",
        role="toolbar",
        aria_label="Go through the facts",
    )


def tray() -> Markup:
    """Write the place where lines for decisions.toml are gathered and filled in before they are copied."""
    return element(
        "aside",
        element(
            "details",
            element("summary", "Gathered for decisions.toml: ", element("span", "0", id="gathered")),
            element("label", "You may write in here; nothing is sent or saved.", for_="lines"),
            element("textarea", id="lines", rows=10, spellcheck="false", autocomplete="off"),
            element("button", "Copy all", type="button", id="copy-all"),
            element("button", "Empty", type="button", id="empty"),
        ),
        id="tray",
        aria_label="Gathered lines",
        hidden=True,
    )


def _choice(group: str, value: str, name: str) -> Markup:
    box = element("input", type="checkbox", name=group, value=value, checked=True)
    return element("label", box, f" {name}")


def _meaning(standing: str) -> Markup:
    """Say what a standing means, and show the line by which it is known in the text."""
    shown = element("span", standing, class_=f"m {standing}")
    return element("div", element("dt", shown), element("dd", STANDINGS[standing]))


def _count(number: int) -> Markup:
    return element("td", str(number) if number else "·", class_=None if number else "nought")
