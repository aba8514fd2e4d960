"""Find what the printed pages leave in a text: page numbers and running heads.

They stand between paragraphs, or cut one in two. A number alone on a line may also head a letter. What
tells them apart is that page numbers run on while the text around them does not stop.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from letterbook.model import Finding, Span
from letterbook.model.kinds import PAGE_BREAK
from letterbook.model.values import PageNumber
from letterbook.read.page import Line, Page
from letterbook.values.numerals import read_number
from letterbook.words import languages
from letterbook.words.patterns import any_of, phrases

_WORD = any_of(
    phrases(languages(), "page_words", "page")
)  # in whichever language: a printer's, or a transcriber's
_ALONE = re.compile(
    rf"(?P<open>[\[({{<|~—–-]*)\s*(?P<word>(?:{_WORD})\b\.?)?\s*(?P<n>\d{{1,4}}|[ivxlc]{{1,8}})\s*[\])}}>|~—–-]*\.?",
    re.IGNORECASE,
)
_WITH_HEAD = re.compile(r"(?:(?P<a>\d{1,4})\s+(?P<left>\D{4,70}))|(?:(?P<right>\D{4,70}?)\s+(?P<b>\d{1,4}))")
_HEAD = 70  # code points of a running head
_GREETS = ",!:;"  # a running head ends in none of these; a salutation does
_SHORTEST_PAGE = 300  # code points
_FEWEST = 3  # page numbers that make a series


def _ends_sentence(text: str) -> bool:
    return text.rstrip("\"'”’»_*)]")[-1:] in ".!?:"


def breaks_off(before: Line | None, after: Line | None) -> bool:
    """Tell whether a sentence runs from one line on into another."""
    if before is None or after is None:
        return False
    return not _ends_sentence(before.text) and after.text.lstrip("_*\"'“„»«")[:1].islower()


def _rising(rows: Sequence[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """Return the longest run of candidates whose numbers rise by one or two. Quadratic in no input."""
    best: dict[int, tuple[int, int | None]] = {}
    back: list[int | None] = []
    length: list[int] = []
    for i, (n, _) in enumerate(rows):
        options = [best[m] for m in (n - 1, n - 2, n - 3) if m in best]
        size, at = max(options, key=lambda o: o[0], default=(0, None))
        length.append(size + 1)
        back.append(at)
        if n not in best or size + 1 >= best[n][0]:
            best[n] = (size + 1, i)
    if not rows:
        return []
    at = max(range(len(rows)), key=lambda i: (length[i], -i))
    chain: list[tuple[int, Line]] = []
    while at is not None:
        chain.append(rows[at])
        at = back[at]
    return chain[::-1]


def find_pages(
    page: Page,
    openings: Sequence[Finding] = (),
    dated: frozenset[Span] = frozenset(),
    marks: frozenset[int] = frozenset(),
    *,
    pinned: bool | None = None,
) -> tuple[Finding, ...]:
    """Find page numbers (kind "page.break", value `n`) and running heads (kind "fw"), in order.

    A series of numbers alone on their lines counts as page numbers when sentences run over at least
    a fifth of them, when a word ("Page 12") or dashes say so, or when a running head stands beside.
    `openings` are the lines that may open notes: a sentence may run on over a note at the page's foot.
    `dated` are the lines that date a letter: a number directly above one heads a letter.
    `marks` are where notes and their calls have their marks.
    `pinned` is the editor's word that there are such numbers, or none.
    """
    if pinned is False:
        return ()
    feet = _foot_lines(page, openings)
    found = _with_heads(page, feet) or _alone(page, feet, dated, marks)
    if pinned and not found:
        found = _alone(page, feet, dated, marks, pinned=True)
    return tuple(sorted(found, key=lambda f: f.span))


def _alone(
    page: Page,
    feet: frozenset[int],
    dated: frozenset[Span],
    taken: frozenset[int] = frozenset(),
    *,
    pinned: bool = False,
) -> list[Finding]:
    """Find page numbers alone on their lines, and the running heads beside them."""
    rows: dict[str, list[tuple[int, Line]]] = {"arabic": [], "small": [], "roman": []}
    marks: dict[Line, re.Match[str]] = {}
    for line in page.lines:
        mark = _ALONE.fullmatch(line.text) if len(line.text) <= 16 else None  # noqa: PLR2004
        number = read_number(mark["n"]) if mark else None
        if mark and number and line.span.start not in taken:
            rows[number.style].append((number.value, line))
            marks[line] = mark
    for row in rows.values():
        chain = [line for _, line in _rising(row)]
        heads = sum(_heads_letter(page.lines[line.index + 1 : line.index + 2], dated) for line in chain)
        named = [line for line in chain if _heads_letter(page.lines[line.index + 1 : line.index + 3], dated)]
        cut = any(_cuts(page, line, feet) for line in chain if line not in named)
        if not pinned and (heads * 2 >= len(chain) or (len(named) * 2 >= len(chain) and not cut)):
            continue
        if found := _page_numbers(page, chain, marks, feet, dated, pinned=pinned):
            return found
    return []


def _heads_letter(after: Sequence[Line], dated: frozenset[Span]) -> bool:
    """Tell whether a date stands below a number: directly, or with one line, to whom it is, between them."""
    for line in after:
        if line.span in dated:
            return True
        if not line.blank or len(line.text) > _HEAD or line.text[0].islower():
            return False
    return False


def _page_numbers(
    page: Page,
    chain: Sequence[Line],
    marks: Mapping[Line, re.Match[str]],
    feet: frozenset[int],
    dated: frozenset[Span],
    *,
    pinned: bool,
) -> list[Finding]:
    """Return the findings of a chain of numbers if they are page numbers, else nothing."""
    if len(chain) < (1 if pinned else _FEWEST):
        return []
    heads = _heads_beside(page, chain, feet, dated)
    passed = feet | {line.index for line, _ in heads}
    cut = sum(_cuts(page, line, passed) for line in chain)
    worded = sum(
        bool(marks[line]["word"]) or marks[line]["open"][:1] in "~—–-"
        for line in chain
        if marks[line]["open"] or marks[line]["word"]
    )
    under = sum(line.index - 1 in feet for line in chain)
    titles = {_folded(title) for line in chain if (title := _title_below(page, line))}
    apart = all(line.blank > 1 for line in chain) and 2 * len(titles) <= len(chain)
    sure = (
        cut * 5 >= len(chain)
        or ((cut or apart) and (cut + under) * 2 >= len(chain))
        or worded * 2 > len(chain)
        or (cut * 10 >= len(chain) and 2 * len(heads) > len(chain))
    )
    if not pinned and (not sure or not _are_pages_apart(chain)):
        return []
    breaks = [
        Finding(PAGE_BREAK, line.span, "pages.alone", 0.9, PageNumber(marks[line]["n"])) for line in chain
    ]
    return [*breaks, *(head for _, head in heads)]


def _title_below(page: Page, line: Line) -> str:
    """Return the short line of its own below a number that says to whom a letter is: "To Ann Hale."."""
    below = page.lines[line.index + 1 : line.index + 3]
    if len(below) < 2 or not (below[0].blank and below[1].blank):  # noqa: PLR2004 (the title, and what follows)
        return ""
    text = below[0].text.lstrip("_*=~\"'“„«")
    return text if len(text.split()) > 1 and len(text) <= _HEAD and text[0].isupper() else ""


def _are_pages_apart(chain: Sequence[Line]) -> bool:
    """Tell whether the numbers stand as far from each other as pages do, not as the rows of a table."""
    steps = [b.span.start - a.span.end for a, b in pairwise(chain)]
    return sum(step > _SHORTEST_PAGE for step in steps) >= 0.8 * len(steps)


def _foot_lines(page: Page, openings: Sequence[Finding]) -> frozenset[int]:
    """Return the lines of the paragraphs that may be notes, by their index."""
    starts = {opening.span.start for opening in openings}
    lines: set[int] = set()
    inside = False
    for line in page.lines:
        inside = line.span.start in starts or (inside and not line.blank)
        if inside:
            lines.add(line.index)
    return frozenset(lines)


def _cuts(page: Page, line: Line, passed: frozenset[int]) -> bool:
    """Tell whether a sentence runs over a line, and over the running heads round it."""
    sides = []
    for step in (-1, 1):
        at = line.index + step
        while at in passed:
            at += step
        sides.append(page.lines[at] if 0 <= at < len(page.lines) else None)
    return breaks_off(sides[0], sides[1])


def _folded(text: str) -> str:
    return re.sub(r"[\W\d_]+", " ", text.lower()).strip()


def _heads_beside(
    page: Page, chain: Sequence[Line], feet: frozenset[int], dated: frozenset[Span]
) -> list[tuple[Line, Finding]]:
    """Return the running heads: the same short line beside at least three page numbers."""
    rows: dict[Line, str] = {}
    for line in chain:
        for at in (line.index - 1, line.index + 1):
            beside = page.lines[at] if 0 <= at < len(page.lines) and at not in feet else None
            if (
                beside
                and len(beside.text) <= _HEAD
                and beside.span not in dated
                and beside.text[-1] not in _GREETS
            ):
                rows[beside] = _folded(beside.text)
    times = Counter(rows.values())
    return [
        (line, Finding("fw", line.span, "pages.running", 0.8))
        for line, key in rows.items()
        if key and times[key] >= max(_FEWEST, len(chain) // 6)
    ]


def _with_heads(page: Page, feet: frozenset[int]) -> list[Finding]:
    """Find running heads that hold the page number in their own line ("12 LETTERS OF ...")."""
    rows: list[tuple[int, Line]] = []
    marks: dict[Line, re.Match[str]] = {}
    for line in page.lines:
        text = line.text
        if len(text) > _HEAD + 10 or not (text[0].isdecimal() or text[-1].isdecimal()):
            continue
        mark = _WITH_HEAD.fullmatch(text)
        if mark and not _ALONE.fullmatch(text):
            marks[line] = mark
            rows.append((int(mark["a"] or mark["b"]), line))
    times = Counter(_folded(mark["left"] or mark["right"]) for mark in marks.values())
    rows = [row for row in rows if times[_folded(marks[row[1]]["left"] or marks[row[1]]["right"])] >= 2]  # noqa: PLR2004
    chain = [line for _, line in _rising(rows)]
    cut = sum(_cuts(page, line, feet) for line in chain)
    if len(chain) < _FEWEST or cut * 5 < len(chain) or not _are_pages_apart(chain):
        return []
    found: list[Finding] = []
    for line in chain:
        mark, start = marks[line], line.span.start
        number, words = ("a", "left") if mark["a"] else ("b", "right")
        at = Span(start + mark.start(number), start + mark.end(number))
        found.append(Finding(PAGE_BREAK, at, "pages.running", 0.9, PageNumber(mark[number])))
        found.append(
            Finding("fw", Span(start + mark.start(words), start + mark.end(words)), "pages.running", 0.8)
        )
    return found
