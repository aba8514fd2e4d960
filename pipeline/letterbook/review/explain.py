"""Tell what was kept at a place of an edition, what lost, and why: the answer of `letterbook explain`."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from letterbook.model import (
    Block,
    Call,
    Correction,
    Edition,
    Finding,
    Inline,
    Letter,
    Node,
    Note,
    PageBreak,
    Skip,
    Span,
    leaves,
    letters,
)
from letterbook.problems import Outcome, Place, Problem, problem
from letterbook.project.decisions_toml import LINES
from letterbook.review.book_order import survey
from letterbook.review.fact import Fact
from letterbook.review.facts import facts
from letterbook.review.quoting import whole

_PLACE = re.compile(r"(?:(?P<file>.+):)?(?P<line>\d+):(?P<column>\d+)|(?P<only>.+):(?P<row>\d+)")
_WIDTH = 96  # columns of a terminal that any will have
_OF_DECISIONS = "For decisions.toml"

_BLOCKS = {kind: name for name, kind in LINES.items()} | {
    "list": "list",
    "item": "item of a list",
    "fw": "running head, or title over notes",
    "titlepart": "line of the title page",
    "matter": "part of the front or back matter",
    "quote": "quotation",
    "lg": "verse",
    "l": "line of verse",
}
_PHRASES = {
    "date": "date",
    "placeName": "name of a place",
    "label": "number of a paragraph",
    "note": "remark",
}


def explain(edition: Edition, place: str, by: str = "") -> Outcome[list[str]]:
    """Say what is known of a place: a letter ("12"), a fact ("12/sender"), or "FILE:LINE:COLUMN".

    `by` is who decides, for the lines offered for decisions.toml. Returns lines for a terminal; where there
    is no such place, a problem that names what is near.
    """
    told = facts(edition, by)
    if spot := _PLACE.fullmatch(place.strip()):
        line = int(spot["line"] or spot["row"])
        return _at(edition, told, line, int(spot["column"] or 0), place)
    name = re.sub(r"^(?:letter|no\.?|nr\.?)\s+", "", place.strip(), flags=re.IGNORECASE).casefold()
    exact = [fact for fact in told if fact.id.casefold() == name]
    if exact:
        return Outcome([line for fact in exact for line in _whole(edition, fact)])
    several = [fact for fact in told if fact.id.casefold().startswith(f"{name}/")]
    if "/" in name and several:
        return Outcome([line for fact in several for line in _whole(edition, fact)])
    key = _letter(edition, name)
    if key is not None:
        mine = [fact for fact in told if fact.letter == key]
        return Outcome(
            [f"Letter {key}", *(line for fact in mine for line in _short(edition, fact)), _hint(key)]
        )
    if several:
        return Outcome([line for fact in several for line in _short(edition, fact)])
    if lost := _lost(edition, told, name, by):
        return Outcome(lost)
    return Outcome([], (_nothing(edition, told, place, name),))


def _letter(edition: Edition, name: str) -> str | None:
    """Return the key of the letter of a key or number; of several with one number the first."""
    known = letters(edition)
    by_key = [letter.key for letter in known if letter.key.casefold() == name]
    by_number = [letter.key for letter in known if letter.number and letter.number.casefold() == name]
    return next(iter((*by_key, *by_number)), None)


def _hint(key: str) -> str:
    return f"More of each: letterbook explain {key}/sender, and so on."


def _lost(edition: Edition, told: Sequence[Fact], name: str, by: str) -> list[str]:
    """Say of the number of a letter that was not found where its text lies, and what can be done."""
    if not name.isdecimal():
        return []
    numbered = [
        (int(letter.number or 0), letter) for letter in letters(edition) if (letter.number or "").isdecimal()
    ]
    before = max((one for one in numbered if one[0] < int(name)), key=lambda one: one[0], default=None)
    after = min((one for one in numbered if one[0] > int(name)), key=lambda one: one[0], default=None)
    if before is None or after is None:
        return []
    span = whole(before[1])
    first, last = (edition.source.place(at).line for at in (span.start, span.end - 1))
    lines = [
        f"Letter {name} was not found.",
        f"  If it is printed, its text is with letter {before[1].key}, lines {first} to {last}.",
    ]
    for odd in survey(edition, told, by).odd:
        if odd.kind in ("gap", "contents") and odd.letter == after[1].key:
            lines += [f"  {odd.why[:1].upper()}{odd.why[1:]}."]
            for way in odd.ways:
                if re.search(rf"\b{name}\b", way.words) or "no such" in way.words:
                    lines += [f"  {_OF_DECISIONS}, if {way.words[:1].lower()}{way.words[1:]}:"]
                    lines += [f"    {line}" for line in way.lines.splitlines()]
    return lines


def _nothing(edition: Edition, told: Sequence[Fact], place: str, name: str) -> Problem:
    known = dict.fromkeys((*(letter.key for letter in letters(edition)), *(fact.id for fact in told)))
    near = get_close_matches(name, list(known), n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else ""
    return problem(
        "explain-place", f"there is no “{place}” in this edition", Place(edition.source.name), hint
    )


# ------------------------------------------------------------------ facts


def _short(edition: Edition, fact: Fact) -> Iterator[str]:
    why = _because(edition, fact)
    yield f"  {fact.id:<16} {fact.value or '(not known)'}  [{_status(fact)}]"
    if why:
        yield from _wrapped(f"{' ' * 19}because ", why[0])


def _whole(edition: Edition, fact: Fact) -> Iterator[str]:
    yield f"{fact.id}: {fact.value or '(not known)'}"
    yield f"  {_status(fact)}, at {edition.source.place(fact.span.start)}" + (
        f", by the rule {fact.rule}" if fact.rule and fact.rule != "editor" else ""
    )
    for why in _because(edition, fact):
        yield from _wrapped("  because ", why)
    for other in fact.alternatives:
        yield from _wrapped("  not     ", other)
    ways = {"confirm": fact.confirm, "change": fact.change, "reject": fact.reject, "leave": fact.leave}
    for title, lines in ways.items():
        if lines and not (fact.status == "decided" and title == "confirm"):
            shown = "set" if title == "change" and not fact.value else title
            yield f"  {_OF_DECISIONS}, to {shown} it{' as it is' if title == 'leave' else ''}:"
            yield from (f"    {line}" for line in lines.splitlines())


def _status(fact: Fact) -> str:
    match fact.status:
        case "decided":
            return f"decided by {fact.by}" + (
                f", {fact.certainty}" if fact.certainty not in ("", "printed") else ""
            )
        case "printed":
            return "printed"
        case "left":
            return f"left as it is by {fact.by}"
        case "open":
            return "open: nothing tells it for certain"
        case "suggested":
            return f"suggested, {fact.certainty}: not applied until an editor confirms it"
        case _:
            return f"inferred, {fact.certainty}"


def _because(edition: Edition, fact: Fact) -> list[str]:
    name = edition.source.name
    return [
        f"{why.says} (“{_cut(why.quote)}”, {name}:{why.line})" if why.quote else why.says
        for why in fact.reasons
    ]


def _cut(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"  # noqa: PLR2004 (a line's worth)


def _wrapped(first: str, words: str) -> Iterator[str]:
    yield from textwrap.wrap(
        words, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_long_words=False
    ) or [first.rstrip()]


# ------------------------------------------------------------------ places


def _at(edition: Edition, told: Sequence[Fact], line: int, column: int, place: str) -> Outcome[list[str]]:
    """Explain what stands at a line and column; without a column, on the whole line."""
    text = edition.source.text
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    if not 1 <= line <= len(starts):
        said = f"there is no line {line} in {edition.source.name}, which has {len(starts)}"
        return Outcome([], (problem("explain-place", said, Place(edition.source.name)),))
    start = starts[line - 1]
    end = starts[line] - 1 if line < len(starts) else len(text)
    if column > end - start + 1:
        said = f"there is no column {column} on line {line}, which has {end - start}"
        return Outcome([], (problem("explain-place", said, Place(edition.source.name, line)),))
    span = Span(start + column - 1, start + column) if column else Span(start, end)
    lines = [f"{place}: “{_cut(' '.join(text[start:end].split()))}”"]
    lines += [f"  {what}" for what in _chain((*edition.front, *edition.body, *edition.back), span)]
    here = [fact for fact in told if fact.span.meets(span)]
    for fact in here:
        lines += list(_whole(edition, fact))
    lines += list(_judged(edition, span))
    return Outcome(lines)


def _chain(nodes: Sequence[Node], span: Span) -> Iterator[str]:
    """Yield what holds a place, from the outermost part to the character itself."""
    for node in nodes:
        inside = [leaf.span for leaf in leaves((node,))]
        if not inside or not (inside[0].start < span.end and span.start < inside[-1].end):
            continue
        if said := _named(node):
            yield f"in {said}" if isinstance(node, Letter | Note | Block | Inline) else said
        if isinstance(node, Letter | Note | Block | Inline):
            yield from _chain(node.children, span)


def _named(node: Node) -> str:
    match node:
        case Letter():
            return f"letter {node.key}"
        case Note():
            return f"note {node.key}"
        case Block():
            return f"a {_BLOCKS.get(node.kind, node.kind)}"
        case Inline():
            return f"a {_PHRASES.get(node.kind, node.kind)}"
        case Call():
            return f"the call of note {node.note}"
        case Correction():
            return f"a misprint, read as “{node.reading}”"
        case PageBreak():
            return f"the number of page {node.n}"
        case Skip():
            return f"left out of the text: {node.reason}"
        case _:
            return ""


def _judged(edition: Edition, span: Span) -> Iterator[str]:
    """Yield what the judges decided about a place: what was kept there, and what lost."""
    for decision in edition.decisions:
        kept = decision.kept
        if kept is not None and kept.span.meets(span):
            yield from _wrapped("  kept    ", f"{_found(kept)}: {decision.reason}")
        for lost in decision.dropped:
            if lost.span.meets(span):
                yield from _wrapped("  lost    ", f"{_found(lost)}: {decision.reason}")


def _found(finding: Finding) -> str:
    shown = (
        (key, getattr(finding.value, key, "")) for key in ("number", "person", "reading", "value", "note")
    )
    said = ", ".join(f"{key} {value}" for key, value in shown if value)
    return f"{finding.kind}{f' ({said})' if said else ''} by {finding.rule}"
