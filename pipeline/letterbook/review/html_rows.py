"""A fact as a row of the review: what it says, why, what lost, and the lines that decide it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from letterbook.model import Source
from letterbook.review.fact import Fact
from letterbook.review.html_markup import Markup, element, join
from letterbook.review.html_text import fact_id
from letterbook.review.quoting import Reason
from letterbook.review.standing import cost_of, is_doubtful, standing_of

#: What each kind of fact is called.
KIND_NAMES = {
    "heading": "Heading",
    "sender": "Sender",
    "recipient": "Recipient",
    "sent": "Sent",
    "received": "Received",
    "place": "Place",
    "reply": "Answers",
    "note": "Note without a call",
    "call": "Note call",
    "correction": "Correction",
    "join": "Paragraph",
    "date": "Date",
}
_LONG = 90  # characters of a quotation
_WAYS = {"leave": "leave as it is"}
#: What a reason says of one place alone: quotations, numbers, names.
_OWN = re.compile(r"“[^”]*”|\d+|\b[A-ZÀ-Þ]\w+")


def value_of(fact: Fact, source: Source) -> str:
    """Say a fact's value in words."""
    if not fact.value:
        return "not known"
    if fact.kind == "correction":
        return f"“{brief(source.quote(fact.span))}” reads “{brief(fact.value)}”"
    if fact.kind == "join":
        return f"“{brief(fact.value)}” in one paragraph"
    if fact.kind == "reply":
        return f"letter {fact.value}"
    if fact.kind in ("sent", "received"):
        first, slash, last = fact.value.partition("/")
        if not slash:
            return first
        if ".." in (first, last):
            return f"no later than {last}" if first == ".." else f"no earlier than {first}"
        return f"{first} to {last}"
    return fact.value


def brief(words: str) -> str:
    """Put words on one line, and shorten them if they are many."""
    plain = " ".join(words.split()) or words.replace("\n", "⏎")
    return plain if len(plain) <= _LONG else f"{plain[: _LONG - 1]}…"


def badge(fact: Fact) -> Markup:
    """Write how a fact stands, in words."""
    standing = standing_of(fact)
    words = f"suggested, {fact.certainty}" if standing == "suggested" else standing
    return element("span", words, class_=f"badge {standing}")


def row(fact: Fact, source: Source, spot: Callable[[int], str | None], alike: int = 0) -> Markup:
    """Write the row of a fact. `spot` gives the link to an offset of the text that begins a mark.

    `alike` counts the facts like it in the whole review, itself too, where the page cannot count them.
    """
    head = element(
        "summary",
        element("span", KIND_NAMES[fact.kind], class_="kind"),
        " ",
        element("bdi", value_of(fact, source), class_="value"),
        " ",
        badge(fact),
    )
    body = join((*_why(fact, spot), *_lines(fact)))
    return element(
        "li",
        element("details", head, body, open=is_doubtful(fact)),
        id=fact_id(fact),
        class_=f"fact {fact.kind}",
        data_kind=fact.kind,
        data_standing=standing_of(fact),
        data_letter=fact.letter or None,
        data_decided=fact.decided or None,
        data_plain=plain_of(fact) or None,
        data_like=like(fact),
        data_alike=alike or None,
        data_cost=round(cost_of(fact) * 100) or None,
    )


def plain_of(fact: Fact) -> str:
    """Return a fact's value as an editor would write it: of a call or a note only the number."""
    first, _, rest = fact.value.partition(" ")
    return rest.split(",")[0] if fact.kind in ("call", "note") and first in ("note", "letter") else fact.value


def like(fact: Fact) -> str:
    """Say in a few words what facts have in common that one word of an editor can decide."""
    said = fact.reasons[0].says if fact.reasons and fact.status not in ("decided", "left") else ""
    for name in filter(None, fact.value.split("; ")):
        said = said.replace(name, "…")
    return f"{fact.kind}, {standing_of(fact)}, {fact.rule}, {_OWN.sub('…', said)}"


def _why(fact: Fact, spot: Callable[[int], str | None]) -> Iterator[Markup]:
    where = spot(fact.span.start)
    place = f"line {fact.line}"
    day = f" on {fact.on}" if fact.on else ""
    by = f"by {fact.by}{day}" if fact.by else f"by the rule “{fact.rule}”" if fact.rule else ""
    yield element(
        "p",
        element("a", place, href=where) if where else place,
        f"; {by}" if by else "",
        class_="where",
    )
    if fact.reasons:
        yield element("ul", *(_reason(why, spot) for why in fact.reasons), class_="why")
    if fact.alternatives:
        lost = [_lost(fact, other) for other in fact.alternatives]
        yield element("p", "What lost:" if fact.value else "What was not sure enough:", class_="lost")
        yield element("ul", *lost, class_="lost")


def _lost(fact: Fact, other: str) -> Markup:
    """Write a value that lost; what can be decided as it stands says so, for who decides by a click."""
    ready = fact.kind in ("sender", "recipient", "sent", "received", "place")
    words = element("bdi", brief(other))
    return element("li", words, class_="offer" if ready else None, data_offer=other if ready else None)


def _reason(why: Reason, spot: Callable[[int], str | None]) -> Markup:
    says = element("bdi", why.says)
    if not why.quote or why.span is None:
        return element("li", says)
    quote = element("bdi", f"“{brief(why.quote)}”")
    line = f"line {why.line}"
    where = spot(why.span.start)
    linked = element("a", line, href=where) if where else line
    return element("li", says, ": ", quote, ", ", linked)


def _lines(fact: Fact) -> Iterator[Markup]:
    """Write the lines for decisions.toml; the likeliest of the three stands open in doubtful facts."""
    ways = {
        "confirm": fact.confirm if fact.status != "decided" else "",
        "change": fact.change,
        "reject": fact.reject,
        "leave": fact.leave,
    }
    ready = is_doubtful(fact)
    for way, lines in ways.items():
        if not lines:
            continue
        name = "set" if way == "change" and not fact.value else _WAYS.get(way, way)
        code = element("pre", element("code", lines.rstrip("\n")))
        yield element(
            "details", element("summary", name.capitalize()), code, class_="toml", data_way=way, open=ready
        )
        ready = False
