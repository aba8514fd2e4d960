"""Find where the close of a letter begins: with its farewell, signature, date, or postscript."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.detect.found import Found
from letterbook.read.page import Paragraph
from letterbook.settle.text.close_lines import (
    DATES,
    dates,
    ends_in_name,
    indents_of,
    is_phrase_above,
    is_told_behind,
    is_writer,
    may_close,
    signs,
    signs_whole,
    tells,
)
from letterbook.settle.text.farewells import (
    is_farewell,
)
from letterbook.settle.text.line_looks import (
    RIGHT,
    SHORT,
    calls_itself,
    date_and_name,
    is_like,
    kinds_of,
    quoted,
)

FAREWELL = 5  # lines from the first word of a close to its signature
_BEHIND = 6  # paragraphs of a postscript that nothing calls one
_SHARE = 0.5  # of the letter's text, at most, stand in it, or so many code points:
_FEW = 700


def start_of(found: Found, units: Sequence[Paragraph], size: int) -> int | None:
    """Return which unit begins the close, or None where there is none."""
    for i, unit in enumerate(units):
        kinds = kinds_of(found, unit)
        if i and ("postscript" in kinds or calls_itself(found, quoted(found, unit), "ps", "nb")):
            above = _farewell_above(found, units, i)
            if above < i:
                return above
        if (
            is_farewell(found, unit, kinds)
            or signs_whole(found, unit)
            or is_writer(found, units, i)
            or ends_in_name(found, units, i)
        ):
            behind = units[i + 1 :]
            if all(may_close(found, p) for p in behind):
                if i and dates(found, units[i - 1]):
                    return i - 1
                return _with_vocative(found, units, i)
            whole = signs_whole(found, unit) or is_writer(found, units, i)
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
        if all(may_close(found, p) for p in behind) and (
            DATES & kinds.keys()
            or "postscript" in kinds
            or date_and_name(found, quoted(found, unit), unit.span.start)
            or signs(found, unit)
        ):
            return i - 1 if i > 1 and is_phrase_above(found, units, i) else i
    return _signed_above_narrative(found, units)


def _signed_above_narrative(found: Found, units: Sequence[Paragraph]) -> int | None:
    """Return which line signs, where nothing but what an editor tells stands behind it.

    It stands to the right of the prose, or is in capitals: a name in a list of names is not.
    """
    for i, unit in enumerate(units[1:-1], 1):
        prose = indents_of(found, units[:i])
        left = min(prose, default=0)
        text = quoted(found, unit)
        set_off = unit.first.indent >= left + RIGHT or text.isupper()
        if (
            set_off
            and signs(found, unit)
            and all(is_told_behind(found, other, prose) for other in units[i + 1 :])
        ):
            return i
    return None


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
    for i in range(at + 1, min(at + FAREWELL, len(units))):
        text = quoted(found, units[i])
        kinds = kinds_of(found, units[i])
        if len(text) > SHORT or ("salute" in kinds and i > at + 1):
            return None
        bids = is_farewell(found, units[i], kinds)
        if signs(found, units[i]) and not bids:
            return i
        if text[-1:] in ".!?" and not bids and not dates(found, units[i]):
            return None
    return None


def _signed_and_dated(found: Found, units: Sequence[Paragraph], at: int) -> int:
    """Return the second of two lines that are a signature and a date, in either order; else 0."""
    if at + 1 >= len(units) or units[at + 1].first.blank > 1:
        return 0
    signed = [signs(found, unit) for unit in units[at : at + 2]]
    dated = [dates(found, unit) for unit in units[at : at + 2]]
    return at + 1 if (signed[0] and dated[1]) or (dated[0] and signed[1]) else 0


def _is_postscript(found: Found, behind: Sequence[Paragraph], size: int) -> bool:
    """Tell whether what stands behind a signature can be a postscript: short, and no letter's opening.

    Behind the editor's narrative anything may stand.
    """
    narrative = next((i for i, p in enumerate(behind) if tells(found, p)), len(behind))
    behind = behind[:narrative]
    said = sum(p.span.end - p.span.start for p in behind)
    prose = [p for p in behind if not may_close(found, p)]
    opens = any("salute" in kinds_of(found, p) for p in behind)
    return not opens and len(prose) <= _BEHIND and said <= max(_FEW, _SHARE * size)


def _farewell_above(found: Found, units: Sequence[Paragraph], postscript: int) -> int:
    """Return where the close above a postscript begins: with its valediction, signature or date."""
    at = postscript
    while at > 0:
        above = units[at - 1]
        text, kinds = quoted(found, above), kinds_of(found, above)
        if len(text) > SHORT or not (
            {"dateline"} & kinds.keys() or is_farewell(found, above, kinds) or signs(found, above)
        ):
            break
        at -= 1
    return at
