"""Tell what a line at a letter's foot does: it signs, dates, names the writer, closes, or is an editor's."""

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
    yours_and_name,
)
from letterbook.settle.text.line_looks import (
    RIGHT,
    SHORT,
    broken,
    calls_itself,
    is_dated,
    is_docket,
    is_foot_address,
    is_like,
    is_narrative,
    is_of_others,
    is_sidenote,
    is_signature,
    is_title,
    is_titled,
    is_told,
    kinds_of,
    quoted,
    speaks,
)

SAID = 6  # words of a line below a signature by which it can be told whether it is the letter's
_LED = 100  # code points of a line that its signature ends
_PHRASE = 60  # code points of a line above a signature
_PROSE = 9  # words of a paragraph of prose, at least
_STANZA = 2  # lines; more of them that stay clear of the margin are verse
_MARGIN = 0.8  # of the width of the page
DATES = frozenset({"dateline", "dateline.loose"})


def ends_letter(found: Found, unit: Paragraph) -> bool:
    """Tell whether a paragraph ends as a letter does: in its last line somebody signs, or bids farewell."""
    last = broken(found, [unit])[-1]
    text = quoted(found, last)
    return len(text) <= SHORT and (signs(found, last) or is_farewell(found, last, kinds_of(found, last)))


def signs(found: Found, unit: Paragraph) -> bool:
    """Tell whether a line signs: it looks so, and is no salutation, and no title of the part that follows."""
    text = quoted(found, unit)
    if not is_signature(found, unit, text) or is_like(found, "salute", text):
        return False
    kinds = kinds_of(found, unit)
    head = HEADING.among(kinds)
    if "matter.title" in kinds or (head is not None and is_title(head, text)):
        return False
    return not is_titled(found, text)


def dates(found: Found, unit: Paragraph) -> bool:
    """Tell whether a line dates a letter."""
    return bool(DATES & kinds_of(found, unit).keys()) or is_dated(found, quoted(found, unit))


def signs_whole(found: Found, unit: Paragraph) -> bool:
    """Tell whether one line bids farewell and signs."""
    text, at = quoted(found, unit), unit.span.start
    return (yours_and_name(found, text, at) or farewell_and_name(found, text, at)) is not None


def is_writer(found: Found, units: Sequence[Paragraph], at: int) -> bool:
    """Tell whether a line says who writes, and no name stands below it: "Deine Großmutter."."""
    if not says_who_writes(found, quoted(found, units[at])):
        return False
    return not any(signs(found, unit) for unit in units[at + 1 : at + 2])


def ends_in_name(found: Found, units: Sequence[Paragraph], at: int) -> bool:
    """Tell whether a paragraph is a farewell that the signature, or one more line of farewell, ends.

    One line that says I or you and breaks off in a comma above it is one, whatever it says: "Write soon to,".
    """
    if at + 1 >= len(units):
        return False
    text = quoted(found, units[at])
    led = len(units[at].lines) == 1 and len(text) <= _LED and text[-1:] == "," and speaks(found, text)
    if not (led or leads_to_name(found, units[at])) or is_like(found, "salute", text):
        return False
    below = units[at + 1]
    return signs(found, below) or is_farewell(found, below, kinds_of(found, below))


def is_mark(text: str) -> bool:
    """Tell whether a line is what was stamped or written on a letter later: "[Postmark: ...]"."""
    return len(text) <= SHORT and text[:1] == "[" and text[-1:] == "]" and any(map(str.isdigit, text))


def tells(found: Found, unit: Paragraph) -> bool:
    """Tell whether a paragraph is an editor's between two letters."""
    return not may_close(found, unit) and is_narrative(found, quoted(found, unit))


def indents_of(found: Found, units: Sequence[Paragraph]) -> list[int]:
    """Return the indents of the paragraphs that are prose."""
    return [unit.first.indent for unit in units if len(quoted(found, unit).split()) >= _PROSE]


def is_told_behind(found: Found, unit: Paragraph, prose: Sequence[int]) -> bool:
    """Tell whether a paragraph behind a signature is an editor's: by its words, or set off from the `prose`.

    `prose` holds the indents of the letter's paragraphs.
    """
    text = quoted(found, unit)
    apart = len(unit.lines) > 1 and {line.indent for line in unit.lines}.isdisjoint(prose)
    verse = is_verse(unit.lines, found.page.width)
    told = is_narrative(found, text) or is_told(found, text, SAID) or (apart and is_of_others(found, text))
    return not verse and not may_close(found, unit) and told


def is_verse(lines: Sequence[Line], width: int) -> bool:
    """Tell whether lines are a poem's: all clear of the margin, or all with a capital at their head."""
    if len(lines) <= _STANZA:
        return False
    clear = max(line.indent + len(line.text) for line in lines) < _MARGIN * width
    return clear or all(line.text.lstrip("\"'“„«‘")[:1].isupper() for line in lines)


def is_phrase_above(found: Found, units: Sequence[Paragraph], at: int) -> bool:
    """Tell whether a line directly above a signature bids farewell, in whatever words.

    It has no stop and stands to the right of the prose, as the signature does: "Ihren ergebensten Diener".
    """
    above, below = units[at - 1], units[at]
    text = quoted(found, above)
    prose = indents_of(found, units[: at - 1])
    return (
        bool(prose)
        and signs(found, below)
        and not below.first.blank
        and len(text) <= _PHRASE
        and text[-1] not in ".!?:;"
        and len(text.split()) > 1
        and not any(map(str.isdigit, text))
        and above.first.indent >= min(prose) + RIGHT
    )


def may_close(found: Found, unit: Paragraph) -> bool:
    """Tell whether a paragraph may stand behind a letter's prose."""
    kinds, text = kinds_of(found, unit), quoted(found, unit)
    if (
        {"postscript", "ornament"} & kinds.keys()
        or DATES & kinds.keys()
        or is_sidenote(text)
        or is_docket(found, text)
    ):
        return True
    if calls_itself(found, text, "ps"):
        return True
    if is_farewell(found, unit, kinds) or is_dated(found, text) or is_mark(text):
        return True
    if says_who_writes(found, text) or leads_to_name(found, unit):
        return True
    return is_foot_address(found, unit, text) or signs(found, unit) or signs_whole(found, unit)
