"""Divide what stands behind a letter's prose: valediction, signature, dateline, address, postscript.

A close may stand at the end, or a postscript may follow it that is prose like any other; then valediction
and signature must both be there, and what follows must be short beside the letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from letterbook.detect.found import Found
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


def _parts(found: Found, units: Sequence[Paragraph], above: Sequence[Paragraph]) -> list[Part]:
    """Say what each line of a close is, up to the editor's narrative, if that stands behind it.

    `above` are the letter's last paragraphs of prose.
    """
    parts: list[Part] = []
    prose = indents_of(found, above)
    for at, unit in enumerate(units):
        said = {part.kind for part in parts}
        if parts and (tells(found, unit) or ("signed" in said and is_told_behind(found, unit, prose))):
            return [*parts, *(_said(found, other) for other in units[at:])]
        kinds = kinds_of(found, unit)
        before = parts[-1].kind if parts else ""
        text = quoted(found, unit)
        date = kinds.get("dateline") or kinds.get("dateline.loose")
        if is_sidenote(text) or is_docket(found, text):
            parts.append(Part(unit, "fw" if is_sidenote(text) else "label"))
        elif "postscript" in kinds or calls_itself(found, text, "ps", "nb"):
            parts.append(Part(unit, "postscript", kinds.get("postscript")))
        elif (both := date_and_name(found, text, unit.span.start)) and "signed" not in said:
            parts += [Part(unit.within(both[0]), "dateline"), Part(unit.within(both[1]), "signed")]
        elif "signed" not in said and (both := yours_and_name(found, text, unit.span.start)):
            if bids_alone(found, text.partition(" ")[0]):
                parts += [Part(unit.within(both[0]), "valediction"), Part(unit.within(both[1]), "signed")]
            else:
                parts.append(Part(unit, "signed"))
        elif "signed" not in said and (both := farewell_and_name(found, text, unit.span.start)):
            parts += [Part(unit.within(both[0]), "valediction"), Part(unit.within(both[1]), "signed")]
        elif (date and (any(map(str.isdigit, text)) or not signs(found, unit))) or is_dated(found, text):
            parts.append(Part(unit, "dateline", date))
        elif parts and is_mark(text):
            parts.append(Part(unit, "dateline"))
        elif before == "signed" and unit.first.blank > 1 and signs(found, unit):
            return [*parts, *(_said(found, other) for other in units[at:])]  # the title of the next part
        elif "ornament" in kinds:
            parts.append(Part(unit, "ornament", kinds["ornament"]))
        elif before == "postscript" and (len(text) > SHORT or not unit.first.blank):
            parts.append(Part(unit, "postscript"))
        elif before == "signed" and (is_titled_name(found, text) and not is_like(found, "salute", text)):
            parts.append(Part(unit, "address"))
        elif "signed" in said and not _signs_below(found, units, at) and _goes_on_below(found, unit, before):
            parts.append(Part(unit, "postscript"))
        elif ("signed" not in said and is_writer(found, units, at)) or (
            before == "signed" and _ORDINAL.fullmatch(text)
        ):
            parts.append(Part(unit, "signed"))
        elif (
            is_farewell(found, unit, kinds)
            or ends_in_name(found, units, at)
            or (not parts and is_like(found, "salute", text))
        ):
            parts.append(Part(unit, "valediction", kinds.get("valediction")))
        elif parts and (
            is_foot_address(found, unit, text) or (before == "address" and goes_on(found, unit, text))
        ):
            parts.append(Part(unit, "address"))
        elif not parts and at + 1 < len(units) and is_phrase_above(found, [*above, *units], len(above) + 1):
            parts.append(Part(unit, "valediction"))
        elif signs(found, unit):
            parts.append(Part(unit, "signed"))
        elif (
            "signed" not in said
            and before in {"valediction", "dateline"}
            and _goes_to_signature(found, units[at:])
        ):
            parts.append(Part(unit, "valediction"))
        elif "postscript" not in said and is_told(found, text, SAID):
            return [*parts, *(_said(found, other) for other in units[at:])]
        else:  # it may not close a letter: it goes on with the postscript above
            parts.append(Part(unit, "postscript"))
    return parts


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
