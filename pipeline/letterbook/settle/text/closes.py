"""What stands behind a letter's prose: valediction, signature, dateline, address, postscript.

A close may stand at the end, or a postscript may follow it that is prose like any other; then valediction
and signature must both be there, and what follows must be short beside the letter.
"""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.detect.found import Found
from letterbook.model.kinds import HEADING
from letterbook.read.page import Line, Paragraph
from letterbook.settle.text.farewells import (
    farewell_and_name,
    is_farewell,
    leads_to_name,
    says_who_writes,
)
from letterbook.settle.text.line_looks import (
    SHORT,
    Part,
    broken,
    calls_itself,
    date_and_name,
    goes_on,
    is_dated,
    is_foot_address,
    is_like,
    is_narrative,
    is_of_others,
    is_sidenote,
    is_signature,
    is_title,
    is_titled,
    is_titled_name,
    is_told,
    kinds_of,
    quoted,
    speaks,
    yours_and_name,
)
from letterbook.words import known

_CLOSING = 20  # paragraphs and lines that may stand behind a letter's prose
_FAREWELL = 5  # lines from the first word of a close to its signature
_BEHIND = 6  # paragraphs of a postscript that nothing calls one
_SHARE = 0.5  # of the letter's text, at most, stand in it, or so many code points:
_FEW = 700
_FAR = 2  # times the usual number of blank lines (and two more) stand above what is no part of the letter
_FARTHEST = 4  # blank lines, at least
_APART = 2  # blank lines above the title of a part, at least
_SAID = 6  # words of a line below a signature by which it can be told whether it is the letter's
_SPOKEN = 4  # words of a sentence below a signature
_PHRASE = 60  # code points of a line above a signature
_PROSE = 9  # words of a paragraph of prose, at least
_STANZA = 2  # lines; more of them that stay clear of the margin are verse
_MARGIN = 0.8  # of the width of the page
_RIGHT = 12  # columns to the right of the prose
_STOPS = ".!?:;…-—"
_DATES = frozenset({"dateline", "dateline.loose"})


def close(found: Found, rest: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Part]]:
    """Part the paragraphs behind an opening: those of the letter's prose, and the parts of its close."""
    rest, behind = _apart(found, rest)
    tail = list(rest[-_CLOSING:])
    lead = list(rest[: len(rest) - len(tail)])
    units = [one for unit in broken(found, tail) for one in _torn(found, unit)]
    start = _start(found, units, sum(p.span.end - p.span.start for p in rest))
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
    """Part from a paragraph a farewell that was broken off amid its sentence: "... as dull as / Your servant"."""
    *above, last = unit.lines
    if not above or above[-1].text[-1:] in _STOPS or not last.text[:1].isupper():
        return [unit]
    line = Paragraph((last,))
    if is_like(found, "valediction", last.text) and is_farewell(found, line, {}):
        return [Paragraph(tuple(above)), line]
    return [unit]


def _apart(found: Found, rest: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """Part from a letter what stands far below it: the title of the next part, "1837. / NARRATIVE."."""
    gaps = sorted(p.first.blank for p in rest[1:])
    usual = gaps[len(gaps) // 2] if gaps else 0
    for i in range(max(1, len(rest) - _CLOSING), len(rest)):
        if rest[i].first.blank >= max(_FAR * usual + 2, _FARTHEST):
            return rest[:i], rest[i:]
    return _without_title(found, rest)


def _without_title(
    found: Found, rest: Sequence[Paragraph]
) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """Part from a letter the title of the next part, "LETTERS TO A LADY", and what stands below it.

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
    prose = _indents(found, above)
    for at, unit in enumerate(units):
        said = {part.kind for part in parts}
        if parts and (_tells(found, unit) or ("signed" in said and _is_told(found, unit, prose))):
            return [*parts, *(_said(found, other) for other in units[at:])]
        kinds = kinds_of(found, unit)
        before = parts[-1].kind if parts else ""
        text = quoted(found, unit)
        date = kinds.get("dateline") or kinds.get("dateline.loose")
        if is_sidenote(text):
            parts.append(Part(unit, "fw"))
        elif "postscript" in kinds or calls_itself(found, text, "ps", "nb"):
            parts.append(Part(unit, "postscript", kinds.get("postscript")))
        elif (both := date_and_name(found, text, unit.span.start)) and "signed" not in said:
            parts += [Part(unit.within(both[0]), "dateline"), Part(unit.within(both[1]), "signed")]
        elif "signed" not in said and yours_and_name(found, text, unit.span.start):
            parts.append(Part(unit, "signed"))
        elif "signed" not in said and (both := farewell_and_name(found, text, unit.span.start)):
            parts += [Part(unit.within(both[0]), "valediction"), Part(unit.within(both[1]), "signed")]
        elif (date and (any(map(str.isdigit, text)) or not _signs(found, unit))) or is_dated(found, text):
            parts.append(Part(unit, "dateline", date))
        elif parts and _is_mark(text):
            parts.append(Part(unit, "dateline"))
        elif before == "signed" and unit.first.blank > 1 and _signs(found, unit):
            return [*parts, *(_said(found, other) for other in units[at:])]  # the title of the next part
        elif "ornament" in kinds:
            parts.append(Part(unit, "ornament", kinds["ornament"]))
        elif before == "postscript" and (len(text) > SHORT or not unit.first.blank):
            parts.append(Part(unit, "postscript"))
        elif before == "signed" and (is_titled_name(found, text) and not is_like(found, "salute", text)):
            parts.append(Part(unit, "address"))
        elif "signed" in said and not _signs_below(found, units, at) and _goes_on_below(found, unit, before):
            parts.append(Part(unit, "postscript"))
        elif "signed" not in said and _is_writer(found, units, at):
            parts.append(Part(unit, "signed"))
        elif (
            is_farewell(found, unit, kinds)
            or _leads_to_name(found, units, at)
            or (not parts and is_like(found, "salute", text))
        ):
            parts.append(Part(unit, "valediction", kinds.get("valediction")))
        elif parts and (
            is_foot_address(found, unit, text) or (before == "address" and goes_on(found, unit, text))
        ):
            parts.append(Part(unit, "address"))
        elif not parts and at + 1 < len(units) and _is_phrase_above(found, [*above, *units], len(above) + 1):
            parts.append(Part(unit, "valediction"))
        elif _signs(found, unit):
            parts.append(Part(unit, "signed"))
        elif (
            "signed" not in said
            and before in {"valediction", "dateline"}
            and _goes_to_signature(found, units[at:])
        ):
            parts.append(Part(unit, "valediction"))
        elif "postscript" not in said and is_told(found, text, _SAID):
            return [*parts, *(_said(found, other) for other in units[at:])]
        else:  # it may not close a letter: it goes on with the postscript above
            parts.append(Part(unit, "postscript"))
    return parts


def _is_mark(text: str) -> bool:
    """Tell whether a line is what was stamped or written on a letter later: "[Postmark: ...]"."""
    return len(text) <= SHORT and text[:1] == "[" and text[-1:] == "]" and any(map(str.isdigit, text))


def _tells(found: Found, unit: Paragraph) -> bool:
    """Tell whether a paragraph is an editor's between two letters."""
    return not _may_close(found, unit) and is_narrative(found, quoted(found, unit))


def _said(found: Found, unit: Paragraph) -> Part:
    kinds = kinds_of(found, unit)
    return Part(unit, "ornament", kinds["ornament"]) if "ornament" in kinds else Part(unit, "p")


def _goes_to_signature(found: Found, units: Sequence[Paragraph]) -> bool:
    """Tell whether a line of a close stands between its first line and its signature: "Dear Madam,"."""
    text = quoted(found, units[0])
    if len(text) > SHORT or text[-1:] in ".!?":
        return False
    return any(_signs(found, unit) for unit in units[1:_FAREWELL])


def ends_letter(found: Found, unit: Paragraph) -> bool:
    """Tell whether a paragraph ends as a letter does: in its last line somebody signs, or bids farewell."""
    last = broken(found, [unit])[-1]
    text = quoted(found, last)
    return len(text) <= SHORT and (_signs(found, last) or is_farewell(found, last, kinds_of(found, last)))


def _start(found: Found, units: Sequence[Paragraph], size: int) -> int | None:
    """Return which unit begins the close, or None where there is none."""
    for i, unit in enumerate(units):
        kinds = kinds_of(found, unit)
        if i and ("postscript" in kinds or calls_itself(found, quoted(found, unit), "ps", "nb")):
            above = _farewell_above(found, units, i)
            if above < i:
                return above
        if (
            is_farewell(found, unit, kinds)
            or _signs_whole(found, unit)
            or _is_writer(found, units, i)
            or _leads_to_name(found, units, i)
        ):
            behind = units[i + 1 :]
            if all(_may_close(found, p) for p in behind):
                if i and "dateline" in kinds_of(found, units[i - 1]):
                    return i - 1
                return _with_vocative(found, units, i)
            whole = _signs_whole(found, unit) or _is_writer(found, units, i)
            signed = i if whole else _signature_below(found, units, i)
            if signed is not None and _is_postscript(found, units[signed + 1 :], size):
                return _with_vocative(found, units, i)
        if (
            i
            and (signed := _signed_and_dated(found, units, i))
            and _is_postscript(found, units[signed + 1 :], size)
        ):
            return i
    for i, unit in enumerate(units):
        behind = units[i:]
        kinds = kinds_of(found, unit)
        if i and calls_itself(found, quoted(found, unit), "ps") and _is_postscript(found, behind, size):
            return i
        if all(_may_close(found, p) for p in behind) and (
            _DATES & kinds.keys()
            or "postscript" in kinds
            or date_and_name(found, quoted(found, unit), unit.span.start)
            or _signs(found, unit)
        ):
            return i - 1 if i > 1 and _is_phrase_above(found, units, i) else i
    return _signed_above_narrative(found, units)


def _signs_below(found: Found, units: Sequence[Paragraph], at: int) -> bool:
    return any(_signs(found, unit) for unit in units[at + 1 :])


def _goes_on_below(found: Found, unit: Paragraph, before: str) -> bool:
    """Tell whether a line below a signature says one more thing: "A thousand kisses to all.", "Let us hope."."""
    text = quoted(found, unit)
    if text[-1:] not in ".!?" or text.isupper():
        return False
    words = text.split()
    if before == "postscript":
        return len(words) == 1 or words[0].lower() in known(found.languages, "person_words")
    return is_farewell(found, unit, {}) and len(words) >= _SPOKEN


def _is_writer(found: Found, units: Sequence[Paragraph], at: int) -> bool:
    """Tell whether a line says who writes, and no name stands below it: "Deine Großmutter."."""
    if not says_who_writes(found, quoted(found, units[at])):
        return False
    return not any(_signs(found, unit) for unit in units[at + 1 : at + 2])


def _leads_to_name(found: Found, units: Sequence[Paragraph], at: int) -> bool:
    """Tell whether a paragraph is a farewell that the signature, or one more line of farewell, ends."""
    if at + 1 >= len(units) or not leads_to_name(found, units[at]):
        return False
    below = units[at + 1]
    return _signs(found, below) or is_farewell(found, below, kinds_of(found, below))


def _is_phrase_above(found: Found, units: Sequence[Paragraph], at: int) -> bool:
    """Tell whether a line directly above a signature bids farewell, in whatever words.

    It has no stop and stands to the right of the prose, as the signature does: "Ihren ergebensten Diener".
    """
    above, below = units[at - 1], units[at]
    text = quoted(found, above)
    prose = _indents(found, units[: at - 1])
    return (
        bool(prose)
        and _signs(found, below)
        and not below.first.blank
        and len(text) <= _PHRASE
        and text[-1] not in ".!?:;"
        and len(text.split()) > 1
        and not any(map(str.isdigit, text))
        and above.first.indent >= min(prose) + _RIGHT
    )


def _signed_above_narrative(found: Found, units: Sequence[Paragraph]) -> int | None:
    """Return which line signs, where nothing but what an editor tells stands behind it.

    It stands to the right of the prose, or is in capitals: a name in a list of names is not.
    """
    for i, unit in enumerate(units[1:-1], 1):
        prose = _indents(found, units[:i])
        left = min(prose, default=0)
        text = quoted(found, unit)
        set_off = unit.first.indent >= left + _RIGHT or text.isupper()
        if set_off and _signs(found, unit) and all(_is_told(found, other, prose) for other in units[i + 1 :]):
            return i
    return None


def _indents(found: Found, units: Sequence[Paragraph]) -> list[int]:
    """Return the indents of the paragraphs that are prose."""
    return [unit.first.indent for unit in units if len(quoted(found, unit).split()) >= _PROSE]


def _is_told(found: Found, unit: Paragraph, prose: Sequence[int]) -> bool:
    """Tell whether a paragraph behind a signature is an editor's: by its words, or set off from the `prose`.

    `prose` holds the indents of the letter's paragraphs.
    """
    text = quoted(found, unit)
    apart = len(unit.lines) > 1 and {line.indent for line in unit.lines}.isdisjoint(prose)
    verse = is_verse(unit.lines, found.page.width)
    told = is_narrative(found, text) or is_told(found, text, _SAID) or (apart and is_of_others(found, text))
    return not verse and not _may_close(found, unit) and told


def is_verse(lines: Sequence[Line], width: int) -> bool:
    """Tell whether lines are a poem's: all clear of the margin, or all with a capital at their head."""
    if len(lines) <= _STANZA:
        return False
    clear = max(line.indent + len(line.text) for line in lines) < _MARGIN * width
    return clear or all(line.text.lstrip("\"'“„«‘")[:1].isupper() for line in lines)


def _signs_whole(found: Found, unit: Paragraph) -> bool:
    """Tell whether one line bids farewell and signs."""
    text, at = quoted(found, unit), unit.span.start
    return (yours_and_name(found, text, at) or farewell_and_name(found, text, at)) is not None


def _with_vocative(found: Found, units: Sequence[Paragraph], at: int) -> int:
    """Return where a close begins, with a line above that calls upon the reader: "and am, / Dear Madam,"."""
    if (
        at > 1
        and is_like(found, "salute", quoted(found, units[at - 1]))
        and quoted(found, units[at - 2])[-1:] == ","
    ):
        return at - 1
    return at


def _signature_below(found: Found, units: Sequence[Paragraph], at: int) -> int | None:
    """Return which of the lines directly below a valediction signs, or None; no prose stands between them."""
    for i in range(at + 1, min(at + _FAREWELL, len(units))):
        text = quoted(found, units[i])
        kinds = kinds_of(found, units[i])
        if len(text) > SHORT or ("salute" in kinds and i > at + 1):
            return None
        bids = is_farewell(found, units[i], kinds)
        if _signs(found, units[i]) and not bids:
            return i
        if text[-1:] in ".!?" and not bids and not _dates(found, units[i]):
            return None
    return None


def _signed_and_dated(found: Found, units: Sequence[Paragraph], at: int) -> int:
    """Return the second of two lines that are a signature and a date, in either order; else 0."""
    if at + 1 >= len(units) or units[at + 1].first.blank > 1:
        return 0
    signed = [_signs(found, unit) for unit in units[at : at + 2]]
    dated = [_dates(found, unit) for unit in units[at : at + 2]]
    return at + 1 if (signed[0] and dated[1]) or (dated[0] and signed[1]) else 0


def _signs(found: Found, unit: Paragraph) -> bool:
    """Tell whether a line signs: it looks so, and is no salutation, and no title of the part that follows."""
    text = quoted(found, unit)
    if not is_signature(found, unit, text) or is_like(found, "salute", text):
        return False
    kinds = kinds_of(found, unit)
    head = HEADING.among(kinds)
    if "matter.title" in kinds or (head is not None and is_title(head, text)):
        return False
    return not is_titled(found, text)


def _dates(found: Found, unit: Paragraph) -> bool:
    return bool(_DATES & kinds_of(found, unit).keys()) or is_dated(found, quoted(found, unit))


def _is_postscript(found: Found, behind: Sequence[Paragraph], size: int) -> bool:
    """Tell whether what stands behind a signature can be a postscript: short, and no letter's opening.

    Behind the editor's narrative anything may stand.
    """
    narrative = next((i for i, p in enumerate(behind) if _tells(found, p)), len(behind))
    behind = behind[:narrative]
    said = sum(p.span.end - p.span.start for p in behind)
    prose = [p for p in behind if not _may_close(found, p)]
    opens = any("salute" in kinds_of(found, p) for p in behind)
    return not opens and len(prose) <= _BEHIND and said <= max(_FEW, _SHARE * size)


def _farewell_above(found: Found, units: Sequence[Paragraph], postscript: int) -> int:
    """Return where the close above a postscript begins: with its valediction, signature or date."""
    at = postscript
    while at > 0:
        above = units[at - 1]
        text, kinds = quoted(found, above), kinds_of(found, above)
        if len(text) > SHORT or not (
            {"dateline"} & kinds.keys() or is_farewell(found, above, kinds) or _signs(found, above)
        ):
            break
        at -= 1
    return at


def _may_close(found: Found, unit: Paragraph) -> bool:
    """Tell whether a paragraph may stand behind a letter's prose."""
    kinds, text = kinds_of(found, unit), quoted(found, unit)
    if {"postscript", "ornament"} & kinds.keys() or _DATES & kinds.keys() or is_sidenote(text):
        return True
    if calls_itself(found, text, "ps"):
        return True
    if is_farewell(found, unit, kinds) or is_dated(found, text) or _is_mark(text):
        return True
    if says_who_writes(found, text) or leads_to_name(found, unit):
        return True
    return is_foot_address(found, unit, text) or _signs(found, unit) or _signs_whole(found, unit)
