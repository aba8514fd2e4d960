"""Find the blocks of lines in which a letter may print its day and place: at its head and its foot.

A block is a run of lines with no blank line between them, without marks of emphasis. What a block is
(a heading, lines above the salutation, the first words of a paragraph ...) is kept: how far a date can be
believed depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.settle.text.letter_parts import Part
from letterbook.values.dates.among_words import find_in_line
from letterbook.values.dates.plain import Plain, plain
from letterbook.values.dates.reading import Context, Refusal
from letterbook.values.dates.tokens import Token, tokenise
from letterbook.words import languages

GAP = 3  # blank lines above the heading of a part
_PROSE = 240  # code points of a paragraph that is prose, however it stands
_SENTENCE = 13  # words in small letters that make a short paragraph prose
_OPENING = 12  # parts that are looked at from either end of a letter
_SIGNED = frozenset({"signed", "valediction", "dateline", "address"})
_BELOW = 2  # paragraphs of prose below a signature
_SUMMARY = 3  # parts at the head of a letter that may say what it is about, or where to send the answer,
_SHORT_PROSE = 160  # each of so many code points
_DATELINE = 100  # code points of a paragraph that is a dateline
_RUN_IN = 170  # code points at the head of a paragraph that may hold a dateline
_TAIL = 150  # code points at the end of a paragraph that may hold one
_BELOW_FIRST = 40  # paragraphs that are looked at
_HEADS = frozenset({"head", "headline", "label", "dateline", "address", "ornament", "salute"})
_STRANGE = "_noqxym"  # signs of tokens: other words, days, years, months
_WORD = re.compile(r"[^\W\d_]+")


class Block(NamedTuple):
    """Lines of a letter: the part where they begin, where they stand, and their text.

    `where` is "heading", "opening", "run-in", "foot", "within" (further up than the foot), "tail" (the end of
    a paragraph), or "postscript" (below one); `blank` the number of blank lines above; `below_head` whether
    another heading of the letter stands above.
    """

    part: Part
    where: str
    plain: Plain
    blank: int = 0
    below_head: bool = False


def is_prose(text: str, kind: str, spoken: tuple[str, ...]) -> bool:
    """Tell whether a paragraph is running text and no line of a letter's head or foot.

    One that nothing has shown to be such a line is prose as soon as it has words that no dateline has.
    """
    if kind == "p" and any(token.sign == "_" for token in _tokens(text, spoken)):
        return True
    small = sum(word[0].islower() for word in _WORD.findall(text))
    return len(" ".join(text.split())) > _PROSE or small > _SENTENCE


@lru_cache(maxsize=256)  # a letter's paragraphs are looked at again where its head and foot give no day
def _tokens(text: str, spoken: tuple[str, ...]) -> Sequence[Token]:
    tokens = tokenise(plain(text[: 2 * _PROSE]).text, spoken, prose=True)
    return () if isinstance(tokens, Refusal) else tokens


def is_strange(beside: str, context: Context) -> bool:
    """Tell whether words beside a date hold one that no dateline has, or another figure or month."""
    tokens = tokenise(beside, context.languages, prose=True)
    return isinstance(tokens, Refusal) or any(token.sign in _STRANGE for token in tokens)


def find_blocks(found: Found, parts: Sequence[Part], context: Context) -> list[Block]:
    """Return the blocks of a letter, those at its head first, in the order of the text."""
    quote = found.page.source.quote
    prose = [is_prose(quote(part.span), part.kind, context.languages) for part in parts]
    for at in range(min(len(parts) - 1, _SUMMARY)):
        if parts[at].kind == "salute":
            break  # below it no editor sums up
        if not prose[at]:
            continue
        short = parts[at].span.end - parts[at].span.start <= _SHORT_PROSE
        # "I came on 3 May" is no summary; "Write to me at 45 Rue de Lille" is one
        short = short and not find_in_line(plain(quote(parts[at].span)).text, context)
        prose[at] = not (short and _is_dateline(quote(parts[at + 1].span), context))
        if prose[at]:
            break
    opening = _opening(parts, prose)
    rows: list[tuple[Part, Span, str, bool]] = []
    for at in range(opening):
        part = parts[at]
        if part.kind not in {"salute", "ornament"} or at == opening - 1:
            rows += _rows(found, part, "heading" if part.kind == "head" else "opening")
    if opening < len(parts):
        first = parts[opening].span
        rows.append(
            (parts[opening], Span(first.start, min(first.end, first.start + _RUN_IN)), "run-in", True)
        )
    closing = _closing(parts, prose, opening)
    rows += _tail(parts, prose, closing, opening)
    below = False
    for at in range(closing, len(parts)):
        below = below or parts[at].kind == "postscript" or prose[at]
        if parts[at].kind != "ornament" and not prose[at]:
            rows += _rows(found, parts[at], "postscript" if below else "foot")
    return _blocks(found, rows)


def find_dateline_within(found: Found, parts: Sequence[Part], context: Context) -> Block | None:
    """Return the one paragraph of a letter, below its prose, that is nothing but a place and a whole day.

    What stands below it may be read as prose: "Servitor fidelis,", an address, what was added later. Without
    a place it must not stand within the prose. Of several such paragraphs each may head a part of the letter:
    then it is None.
    """
    quote = found.page.source.quote
    prose = [is_prose(quote(part.span), part.kind, context.languages) for part in parts]
    first = prose.index(True) if any(prose) else len(parts)
    dated = [
        at
        for at in range(first + 1, len(parts))
        if not prose[at]
        and parts[at].span.end - parts[at].span.start <= _DATELINE
        and _is_dateline(quote(parts[at].span), context)
    ]
    if len(dated) != 1:
        return None
    at = dated[0]
    blocks = _blocks(found, _rows(found, parts[at], "within"))
    if len(blocks) != 1:
        return None
    signs = "".join(token.sign for token in _tokens(blocks[0].plain.text, context.languages))
    placed = "A" in re.split("[noqrm]", signs)[0]  # a name before the day
    return blocks[0] if placed or at + 1 == len(parts) or not prose[at + 1] else None


def find_run_ins_below(found: Found, parts: Sequence[Part], context: Context) -> list[Block]:
    """Return the heads of a letter's paragraphs of prose below its first, for a date that runs in there.

    Above it may stand what an editor tells of the letter.
    """
    quote = found.page.source.quote
    prose = [part for part in parts if is_prose(quote(part.span), part.kind, context.languages)]
    rows = [
        (part, Span(part.span.start, min(part.span.end, part.span.start + _RUN_IN)), "run-in", True)
        for part in prose[1:_BELOW_FIRST]
    ]
    return _blocks(found, rows)


def _is_dateline(text: str, context: Context) -> bool:
    """Tell whether a paragraph is a whole date and a place, in any language."""
    if len(text) > _PROSE or not re.search(r"\d", text):
        return False
    for spoken in (context.languages, *((one,) for one in languages())):
        if is_prose(text, "p", spoken):
            continue
        found = find_in_line(plain(text).text, context._replace(languages=spoken))
        if any(len(one.when.when or "") == len("1790-05-12") for one in found):
            return True
    return False


def _opening(parts: Sequence[Part], prose: Sequence[bool]) -> int:
    """Return how many parts stand before a letter's prose."""
    saluted = 0
    for at, part in enumerate(parts[:_OPENING]):
        if prose[at] and part.kind not in {"head", "headline", "dateline"}:
            return at
        if saluted and at > saluted and part.kind not in _HEADS:
            return at
        saluted = at + 1 if part.kind == "salute" else saluted
    return min(len(parts), _OPENING)


def _closing(parts: Sequence[Part], prose: Sequence[bool], opening: int) -> int:
    """Return the part where a letter's foot begins: behind its last prose that is no postscript."""
    low = max(opening, len(parts) - _OPENING)
    closing = len(parts)
    passed = 0
    for at in range(len(parts) - 1, low - 1, -1):
        if prose[at] and at > low and parts[at - 1].kind in _SIGNED and passed < _BELOW:
            passed += 1  # what stands below a signature: a postscript, the address on the outside
            continue
        if prose[at] and parts[at].kind != "postscript":
            break
        closing = at
    return closing


def _tail(
    parts: Sequence[Part], prose: Sequence[bool], closing: int, opening: int
) -> list[tuple[Part, Span, str, bool]]:
    """Return the last words of the last paragraph of prose, and of a postscript in prose."""
    rows = []
    for at in range(max(0, closing - 1), len(parts)):
        if at < opening or not prose[at]:
            continue
        span = parts[at].span
        where = "tail" if at < closing else "postscript"
        rows.append((parts[at], Span(max(span.start, span.end - _TAIL), span.end), where, True))
    return rows


def _rows(found: Found, part: Part, where: str) -> list[tuple[Part, Span, str, bool]]:
    """Return the lines of a part, each with whether a block begins with it.

    A part may begin within a line.
    """
    first, last = found.line_at(part.span.start), found.line_at(part.span.end - 1)
    lines = found.page.lines[first : last + 1]
    return [
        (
            part,
            Span(max(line.span.start, part.span.start), min(line.span.end, part.span.end)),
            where,
            line.blank > 0 or (at == 0 and where == "heading"),
        )
        for at, line in enumerate(lines)
        if line.text and line.span.meets(part.span)
    ]


def _blocks(found: Found, rows: Sequence[tuple[Part, Span, str, bool]]) -> list[Block]:
    blocks: list[Block] = []
    run: list[tuple[Part, Span, str, bool]] = []
    for row in [*rows, None]:
        if run and (row is None or row[3] or row[2] != run[-1][2]):
            span = Span(run[0][1].start, run[-1][1].end)
            above = found.lines_in(Span(span.start, span.start + 1))
            text = plain(found.page.source.quote(span), span.start, quoted=True)
            below = bool(blocks) and blocks[-1].where == "heading" and run[0][2] == "heading"
            blocks.append(Block(run[0][0], run[0][2], text, above[0].blank if above else 0, below))
            run = []
        if row is not None:
            run.append(row)
    return blocks
