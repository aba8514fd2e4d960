"""Decide how far each note reaches.

Notes that stand directly below one another each reach to the next; that they stand so is told by their
calls, since the next note was called above them both. The last note of a group, or one alone below its
paragraph, is one paragraph and what continues it: paragraphs that are indented as the note is and the text
is not, what a colon or an open quotation mark announces, and below a title of notes whatever follows
without a wider gap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from letterbook.model import Span
from letterbook.read.page import Line, Page
from letterbook.rules.notes.pairs import Manner, NotePair
from letterbook.rules.set_phrases import is_ornament

_PAIRS = {"[": "]", "(": ")", "{": "}"}
_LONGEST = 20_000  # code points of a note in brackets
_OPENERS = {"“": "”", "„": "“", "«": "»", '"': '"', "‘": "’"}
_ANNOUNCES = (":", ":-", ":--", ",", ";", "-", "--", "—", "–")
_BETWEEN = 6  # line ends from a title to the first note below it
_TITLE = 60  # code points: so short a line may stand over notes
_WORDS = 4  # words of a sentence, at least
_SHORT = 40  # code points: so short a paragraph may be a line of verse or a title


class Reach(NamedTuple):
    """A note with the whole span that it takes, and which manner it belongs to.

    `sure` tells that its end is known: by its bracket, by the next note, which is called above both.
    """

    pair: NotePair
    span: Span
    manner: int
    sure: bool = False


def find_reaches(
    page: Page,
    manners: Sequence[Manner],
    titles: Sequence[Span] = (),
    told: Mapping[int, int] = {},
) -> tuple[Reach, ...]:
    """Return how far each note of some manners reaches, in order; `titles` are the lines over notes.

    `told` says where notes end, by where they begin, if the original does.
    """
    rows = sorted(
        ((pair, index) for index, manner in enumerate(manners) for pair in manner.pairs),
        key=lambda row: row[0].body.span,
    )
    looks = [_Look.of(page, manner) for manner in manners]
    over = sorted(title.start for title in titles)
    found: list[Reach] = []
    under = False  # the group of notes stands under a title
    for at, (pair, index) in enumerate(rows):
        after, other = rows[at + 1] if at + 1 < len(rows) else (None, index)
        start = pair.body.span.start
        before = found[-1].span.end if found else 0
        joined = bool(found) and not page.source.text[before:start].strip()
        under = (joined and under) or before <= _title_over(page, over, start)
        end = _end(page, pair, after, looks[index], alike=other == index, under=under)
        sure = _is_closed(page, pair) or (other == index and _is_called_above(pair, after))
        found.append(Reach(pair, Span(start, told.get(start, end)), index, sure))
    return tuple(_apart(found))


def _title_over(page: Page, over: Sequence[int], start: int) -> int:
    """Return where the title stands that is directly over an offset; -1 where none is."""
    at = bisect_left(over, start) - 1
    near = at >= 0 and page.source.text[over[at] : start].count("\n") <= _BETWEEN
    return over[at] if near else -1


def _apart(found: Sequence[Reach]) -> list[Reach]:
    """Let no note reach into the next, save one that wholly holds it."""
    out: list[Reach] = []
    for reach in found:
        if out and reach.span.start < out[-1].span.end:
            if reach.span.end <= out[-1].span.end and out[-1].pair.body.closes:
                continue  # a note within the brackets of another is part of it
            out[-1] = out[-1]._replace(span=Span(out[-1].span.start, reach.span.start))
        out.append(reach)
    return out


class _Look(NamedTuple):
    """How a manner's notes look: how far they are set in beyond the text, and the blank lines between two."""

    indent: int
    gap: int

    @classmethod
    def of(cls, page: Page, manner: Manner) -> _Look:
        lines = [page.lines[pair.body.line] for pair in manner.pairs]
        text = Counter(line.indent for line in page.lines).most_common(1)[0][0]
        indents = Counter(line.indent for line in lines)
        indent = max(indents, key=lambda i: (indents[i], -i))
        gaps = Counter(line.blank for line in lines)
        return cls(indent if indent > text else 0, max(1, max(gaps, key=lambda g: (gaps[g], -g))))


def _end(page: Page, pair: NotePair, after: NotePair | None, look: _Look, *, alike: bool, under: bool) -> int:
    """Return where a note ends; `alike`: the next is of the same set, `under`: a title stands over it."""
    text = page.source.text
    limit = _limit(page, pair, after) if after else len(text)
    if pair.body.closes:
        end = bracket_end(text, _bracket(text, pair))
        if end is not None:
            return end
    lines = page.lines
    first = _first_line(page, pair)
    grouped = alike and _is_called_above(pair, after)
    last = first
    for line in lines[first + 1 :]:
        if line.span.start >= limit:
            break
        parted = line.blank > 0
        if parted and not (
            (grouped and line.blank <= look.gap and line.indent >= look.indent)
            or (under and line.blank <= look.gap and (grouped or not _may_be_title(_block(page, line))))
            or _goes_on(page, pair, lines[last], line, look)
        ):
            break
        if is_ornament(line.text) and not grouped:
            break
        verse = line.indent > 0 and line.indent >= look.indent
        if not parted and not page.wrapped and not (grouped or verse) and page.ends_early(lines[last], line):
            break
        last = line.index
    return max(pair.body.span.end, min(lines[last].span.end, limit))


def _is_called_above(pair: NotePair, after: NotePair | None) -> bool:
    """Tell whether the next note is called above a note: the two stand together."""
    return after is not None and after.call is not None and after.call.span.start < pair.body.span.start


def _is_closed(page: Page, pair: NotePair) -> bool:
    return pair.body.closes and bracket_end(page.source.text, _bracket(page.source.text, pair)) is not None


def _limit(page: Page, pair: NotePair, after: NotePair) -> int:
    """Return where the next note begins, or the short line over it, where the numbers begin anew."""
    start = after.body.span.start
    over = page.lines[after.body.line - 1] if after.body.line else None
    if over is None or after.order > pair.order or not page.lines[after.body.line].blank:
        return start
    alone = over.blank > 0 and over.index > pair.body.line and len(over.text) <= _TITLE
    return over.span.start if alone else start


def _first_line(page: Page, pair: NotePair) -> int:
    """Return the line on which a note's words begin: behind a mark that stands alone, the next one."""
    at = pair.body.line
    while (
        at + 1 < len(page.lines)
        and page.lines[at].span.end <= pair.body.span.end
        and (page.lines[at + 1].span.start <= pair.body.span.end)
    ):
        at += 1
    return at


def _goes_on(page: Page, pair: NotePair, last: Line, line: Line, look: _Look) -> bool:
    """Tell whether a note goes on in another paragraph, behind a blank line."""
    if line.blank > max(1, look.gap):
        return False
    if pair.body.style == "reference" and line.indent > page.lines[pair.body.line].indent:
        return True  # in light markup, what is set in belongs to the note
    if look.indent and _is_set_in(page, line, look.indent):
        return True
    before = last.text.rstrip("_ ")
    if before.endswith(_ANNOUNCES):
        return line.blank <= 1
    return _is_quoted(page.source.text[pair.body.span.end : last.span.end]) and line.text[:1] in _OPENERS


def _is_set_in(page: Page, line: Line, indent: int) -> bool:
    """Tell whether a whole paragraph is set in as far as the notes are; verse among it may be set in further.

    One that is all set in further, with nothing of the notes' own indent behind it, is the text's.
    """
    at = line.index
    while at < len(page.lines):
        one = page.lines[at]
        if one.blank > 1 and at > line.index:
            return False
        if one.indent < indent:
            return False
        if one.indent == indent:
            break
        at += 1
    block = _block(page, line)
    return all(one.indent >= indent for one in block) and at < len(page.lines) and not _is_short(block)


def _block(page: Page, line: Line) -> list[Line]:
    """Return the lines from one on to the next blank line."""
    block = [line]
    for one in page.lines[line.index + 1 :]:
        if one.blank:
            break
        block.append(one)
    return block


def _is_short(block: Sequence[Line]) -> bool:
    """Tell whether a paragraph may be a signature, a dateline or a title: one short line, and no sentence."""
    words = block[0].text.split()
    small = sum(word[0].islower() for word in words)
    sentence = len(words) >= _WORDS and small * 2 >= len(words) and words[-1][-1] in '.!?»”"'
    return len(block) == 1 and len(block[0].text) < _SHORT and not sentence


def _may_be_title(block: Sequence[Line]) -> bool:
    """Tell whether a paragraph may be a title: one short line that ends like none, or has no small word."""
    words = block[0].text.split()
    stopped = words[-1][-1] in '.!?»”"'
    return (
        len(block) == 1
        and len(block[0].text) < _SHORT
        and not (stopped and any(word[0].islower() for word in words))
    )


def _is_quoted(text: str) -> bool:
    """Tell whether a quotation that a text opens is still open at its end."""
    for opener, closer in _OPENERS.items():
        if opener == closer and text.count(opener) % 2:
            return True
        if opener not in {closer, "‘"} and text.count(opener) > text.count(closer):
            return True
    return False


def _bracket(text: str, pair: NotePair) -> int:
    """Return where the bracket stands that a note ends with."""
    start, end = pair.body.span
    return next((at for at in range(start, end) if text[at] in _PAIRS and text[at : at + 2] != "(r"), start)


def bracket_end(text: str, start: int) -> int | None:
    """Return where a bracket opened at an offset closes; None where it does not."""
    opened = text[start]
    close = _PAIRS.get(opened)
    depth = 0
    for i in range(start, min(len(text), start + _LONGEST) if close else start):
        if text[i] == opened:
            depth += 1
        elif text[i] == close:
            depth -= 1
            if depth == 0:
                return i + 1
    return None
