"""Divide what stands behind a letter's prose: valediction, signature, dateline, address, postscript.

A close may stand at the end, or a postscript may follow it that is prose like any other; then valediction
and signature must both be there, and what follows must be short beside the letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Finding
from letterbook.read.page import Paragraph
from letterbook.settle.text.close_lines import (
    SAID,
    ends_in_name,
    ends_letter,
    indents_of,
    is_mark,
    is_phrase_above,
    is_told_behind,
    is_writer,
    signs,
    tells,
)
from letterbook.settle.text.close_starts import FAREWELL, start_of
from letterbook.settle.text.farewells import (
    bids_alone,
    farewell_and_name,
    is_farewell,
    yours_and_name,
)
from letterbook.settle.text.line_looks import (
    SHORT,
    Part,
    broken,
    calls_itself,
    date_and_name,
    goes_on,
    is_dated,
    is_docket,
    is_foot_address,
    is_like,
    is_sidenote,
    is_titled,
    is_titled_name,
    is_told,
    kinds_of,
    quoted,
    speaks,
)
from letterbook.words import known

_CLOSING = 20  # paragraphs and lines that may stand behind a letter's prose
_FAR = 2  # times the usual number of blank lines (and two more) stand above what is no part of the letter
_FARTHEST = 4  # blank lines, at least
_APART = 2  # blank lines above the title of a part, at least
_SPOKEN = 4  # words of a sentence below a signature
_STOPS = ".!?:;…-—"
_ORDINAL = re.compile(r"[IVX]{1,5}\.")  # of a king, on a line of its own


def close(found: Found, rest: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Part]]:
    """Divide the paragraphs behind an opening into the letter's prose and the parts of its close."""
    rest, behind = _apart(found, rest)
    tail = list(rest[-_CLOSING:])
    lead = list(rest[: len(rest) - len(tail)])
    units = [one for unit in broken(found, tail) for one in _torn(found, unit)]
    start = start_of(found, units, sum(p.span.end - p.span.start for p in rest))
    if not lead and start == 0:
        start = 1  # a letter says something: its first words are no close
    if start is None or start >= len(units):
        return [*lead, *tail, *behind], []
    begins = units[start].span.start
    body = [p for p in tail if p.span.end <= begins]
    torn = [
        line
        for p in tail
        if p.span.start < begins < p.span.end
        for line in p.lines
        if line.span.end <= begins
    ]
    body += [Paragraph(tuple(torn))] if torn else []
    return [*lead, *body], [*_parts(found, units[start:], units[:start]), *(_said(found, p) for p in behind)]


def _torn(found: Found, unit: Paragraph) -> Sequence[Paragraph]:
    """Split off a farewell that breaks off inside a paragraph's sentence: "... as dull as / Your servant"."""
    *above, last = unit.lines
    if not above or above[-1].text[-1:] in _STOPS or not last.text[:1].isupper():
        return [unit]
    line = Paragraph((last,))
    if is_like(found, "valediction", last.text) and is_farewell(found, line, {}):
        return [Paragraph(tuple(above)), line]
    return [unit]


def _apart(found: Found, rest: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """Cut off what stands far below a letter: the title of the next part, "1837. / NARRATIVE."."""
    gaps = sorted(p.first.blank for p in rest[1:])
    usual = gaps[len(gaps) // 2] if gaps else 0
    for i in range(max(1, len(rest) - _CLOSING), len(rest)):
        if rest[i].first.blank >= max(_FAR * usual + 2, _FARTHEST):
            return rest[:i], rest[i:]
    return _without_title(found, rest)


def _without_title(
    found: Found, rest: Sequence[Paragraph]
) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """Cut off the title of the next part, "LETTERS TO A LADY", and what stands below it.

    It stands apart, says nothing to anybody, and nothing below it closes a letter.
    """
    for i in range(max(1, len(rest) - _CLOSING), len(rest)):
        unit, text = rest[i], quoted(found, rest[i])
        if unit.first.blank < _APART or len(text) > SHORT or speaks(found, text):
            continue
        stands = text.isupper() or text[-1:] not in ".,;:!?"
        if not ("matter.title" in kinds_of(found, unit) or (stands and is_titled(found, text))):
            continue
        if ends_letter(found, rest[i - 1]) and not any(_is_closing(found, one) for one in rest[i + 1 :]):
            return rest[:i], rest[i:]
    return rest, ()


def _is_closing(found: Found, unit: Paragraph) -> bool:
    kinds = kinds_of(found, unit)
    return "postscript" in kinds or is_farewell(found, unit, kinds) or ends_letter(found, unit)


class _Line(NamedTuple):
    """A line of a close, with those above and below it, and the parts read so far."""

    found: Found
    units: Sequence[Paragraph]
    at: int
    above: Sequence[Paragraph]
    parts: Sequence[Part]
    unit: Paragraph
    text: str
    kinds: Mapping[str, Finding]
    said: frozenset[str]  # the kinds of the parts read so far
    before: str  # the kind of the last of them


def _parts(found: Found, units: Sequence[Paragraph], above: Sequence[Paragraph]) -> list[Part]:
    """Say what each line of a close is, up to the editor's narrative, if that stands behind it.

    `above` are the letter's last paragraphs of prose. The first rule that knows a line decides.
    """
    parts: list[Part] = []
    prose = indents_of(found, above)
    for at, unit in enumerate(units):
        line = _Line(
            found, units, at, above, parts, unit, quoted(found, unit), kinds_of(found, unit),
            frozenset(part.kind for part in parts), parts[-1].kind if parts else "",
        )  # fmt: skip
        if parts and (tells(found, unit) or ("signed" in line.said and is_told_behind(found, unit, prose))):
            return [*parts, *(_said(found, other) for other in units[at:])]
        known_ = next((read for rule in _RULES if (read := rule(line)) is not None), None)
        if known_ == []:
            return [*parts, *(_said(found, other) for other in units[at:])]
        # what no rule knows may not close a letter: it goes on with the postscript above
        parts += known_ or [Part(unit, "postscript")]
    return parts


def _beside_the_text(line: _Line) -> list[Part] | None:
    """Read a sidenote, a docket, or a line that calls itself a postscript."""
    if is_sidenote(line.text) or is_docket(line.found, line.text):
        return [Part(line.unit, "fw" if is_sidenote(line.text) else "label")]
    if "postscript" in line.kinds or calls_itself(line.found, line.text, "ps", "nb"):
        return [Part(line.unit, "postscript", line.kinds.get("postscript"))]
    return None


def _signed_in_one(line: _Line) -> list[Part] | None:
    """Read a line that signs and does more: it dates, says whose the name is, or bids farewell."""
    if "signed" in line.said:
        return None
    start = line.unit.span.start
    if both := date_and_name(line.found, line.text, start):
        return [Part(line.unit.within(both[0]), "dateline"), Part(line.unit.within(both[1]), "signed")]
    if both := yours_and_name(line.found, line.text, start):
        if not bids_alone(line.found, line.text.partition(" ")[0]):
            return [Part(line.unit, "signed")]
    else:
        both = farewell_and_name(line.found, line.text, start)
    if both:
        return [Part(line.unit.within(both[0]), "valediction"), Part(line.unit.within(both[1]), "signed")]
    return None


def _dated(line: _Line) -> list[Part] | None:
    """Read a date, or what was stamped on the letter later."""
    found, unit, text = line.found, line.unit, line.text
    date = line.kinds.get("dateline") or line.kinds.get("dateline.loose")
    if (date and (any(map(str.isdigit, text)) or not signs(found, unit))) or is_dated(found, text):
        return [Part(unit, "dateline", date)]
    return [Part(unit, "dateline")] if line.parts and is_mark(text) else None


def _next_title(line: _Line) -> list[Part] | None:
    """Return no part where the title of the next part begins: far below the signature, in capitals."""
    far = line.before == "signed" and line.unit.first.blank > 1
    return [] if far and signs(line.found, line.unit) else None


def _behind_signature(line: _Line) -> list[Part] | None:
    """Read what stands behind the signature: a row of stars, more of a postscript, an address."""
    found, unit, text, before = line.found, line.unit, line.text, line.before
    if "ornament" in line.kinds:
        return [Part(unit, "ornament", line.kinds["ornament"])]
    if before == "postscript" and (len(text) > SHORT or not unit.first.blank):
        return [Part(unit, "postscript")]
    if before == "signed" and (is_titled_name(found, text) and not is_like(found, "salute", text)):
        return [Part(unit, "address")]
    goes_on_ = "signed" in line.said and not _signs_below(found, line.units, line.at)
    return [Part(unit, "postscript")] if goes_on_ and _goes_on_below(found, unit, before) else None


def _writer(line: _Line) -> list[Part] | None:
    """Read a line that says who writes, or the number behind a ruler's name."""
    writes = "signed" not in line.said and is_writer(line.found, line.units, line.at)
    ruler = line.before == "signed" and _ORDINAL.fullmatch(line.text)
    return [Part(line.unit, "signed")] if writes or ruler else None


def _farewell(line: _Line) -> list[Part] | None:
    """Read a line that bids farewell, or a salutation that is printed again with the close."""
    found, parts = line.found, line.parts
    if (
        is_farewell(found, line.unit, line.kinds)
        or ends_in_name(found, line.units, line.at)
        or (not parts and is_like(found, "salute", line.text))
    ):
        return [Part(line.unit, "valediction", line.kinds.get("valediction"))]
    return None


def _address(line: _Line) -> list[Part] | None:
    """Read the address below a letter, line by line."""
    found, unit, text = line.found, line.unit, line.text
    goes = line.before == "address" and goes_on(found, unit, text)
    return [Part(unit, "address")] if line.parts and (is_foot_address(found, unit, text) or goes) else None


def _signature(line: _Line) -> list[Part] | None:
    """Read a signature, or a line of the close above it that is known by nothing but its place."""
    found, units, at = line.found, line.units, line.at
    phrase = not line.parts and at + 1 < len(units)
    if phrase and is_phrase_above(found, [*line.above, *units], len(line.above) + 1):
        return [Part(line.unit, "valediction")]
    if signs(found, line.unit):
        return [Part(line.unit, "signed")]
    begun = "signed" not in line.said and line.before in {"valediction", "dateline"}
    return [Part(line.unit, "valediction")] if begun and _goes_to_signature(found, units[at:]) else None


def _told_behind(line: _Line) -> list[Part] | None:
    """Return no part where few words of an editor end the close."""
    return [] if "postscript" not in line.said and is_told(line.found, line.text, SAID) else None


#: In this order: what a rule reads, no later one sees.
_RULES = (
    _beside_the_text, _signed_in_one, _dated, _next_title, _behind_signature, _writer, _farewell, _address,
    _signature, _told_behind,
)  # fmt: skip


def _said(found: Found, unit: Paragraph) -> Part:
    kinds = kinds_of(found, unit)
    return Part(unit, "ornament", kinds["ornament"]) if "ornament" in kinds else Part(unit, "p")


def _goes_to_signature(found: Found, units: Sequence[Paragraph]) -> bool:
    """Tell whether a line of a close stands between its first line and its signature: "Dear Madam,"."""
    text = quoted(found, units[0])
    if len(text) > SHORT or text[-1:] in ".!?":
        return False
    return any(signs(found, unit) for unit in units[1:FAREWELL])


def _signs_below(found: Found, units: Sequence[Paragraph], at: int) -> bool:
    return any(signs(found, unit) for unit in units[at + 1 :])


def _goes_on_below(found: Found, unit: Paragraph, before: str) -> bool:
    """Tell whether a line below a signature adds one more thing: "A thousand kisses.", "Let us hope."."""
    text = quoted(found, unit)
    if text[-1:] not in ".!?" or text.isupper():
        return False
    words = text.split()
    if before == "postscript":
        return len(words) == 1 or words[0].lower() in known(found.languages, "person_words")
    return is_farewell(found, unit, {}) and len(words) >= _SPOKEN
