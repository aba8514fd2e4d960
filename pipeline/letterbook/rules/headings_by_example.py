"""Find headings like the editor's examples: every line printed in the same manner.

An example that the rules can read ("No. 12", "XII. To his Sister.") says by its look what to look for. From
any other ("Telegram 12 / Vienna") the number is taken out: lines with the same words before another number
match. An example without a number, such as a row of stars, matches only itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from letterbook.model import Finding, Source, Span
from letterbook.model.kinds import HEADING
from letterbook.model.values import Heading
from letterbook.read.page import Line, Page, read_lines
from letterbook.rules.headings import LONGEST, find_heads
from letterbook.values.numerals import read_number

RULE = "heads.like"
_NUMBER = re.compile(r"(?<!\w)(?:\d{1,5}[a-zA-Z]?|[IVXLCDM]+)(?!\w)")


def find_like(
    page: Page, examples: Sequence[str], languages: Sequence[str], heads: Sequence[Finding[Heading]]
) -> Iterator[Finding[Heading]]:
    """Propose every line that is like one of the examples (kind "letter.head", rule "heads.like").

    `heads` are those the other rules propose. All findings have the look of the first example, so that
    they make one series.
    """
    model: Heading | None = None
    for example in examples:
        read = read_example(example, languages)
        model = model or (read.value if read else _plain(example))
        mine = [h for h in heads if _alike(h, read)] if read else _search(page, example)
        for head in mine:
            yield Finding(HEADING, head.span, RULE, 1.0, _like(model, head.value))


def _like(model: Heading, read: Heading) -> Heading:
    """Return a heading with the look of a model, and its own number."""
    return replace(read, prefix=model.prefix, style=model.style, mark=model.mark, rest=model.rest)


def read_example(example: str, languages: Sequence[str]) -> Finding[Heading] | None:
    """Read an example as a heading of a text that holds nothing else; None where no rule can."""
    return next(find_heads(read_lines(Source("", example, "")), languages), None)


def _alike(head: Finding[Heading], example: Finding[Heading]) -> bool:
    """Tell whether two headings look alike; a stop behind a number tells only where no word is before it."""
    one, other = head.value, example.value
    if (one.prefix, one.style) != (other.prefix, other.style):
        return False
    bare = {one.rest == "bare", other.rest == "bare"}
    return len(bare) == 1 and (bool(one.prefix) or one.mark == other.mark)


def _plain(example: str) -> Heading:
    number = _NUMBER.search(example)
    read = read_number(number[0]) if number else None
    rest = "bare" if not number or not example[number.end() :].strip(" .:)]") else "words"
    return Heading(style=read.style if read else "none", rest=rest)


def _place(line: Line, at: int, length: int) -> Span:
    """Return the span of words at an offset in a line whose white space was made single blanks."""
    words = " ".join(line.text.split())
    start = list(re.finditer(r"\S+", line.text))[words.count(" ", 0, at)].start()
    start += line.span.start + at - (words.rfind(" ", 0, at) + 1)
    return Span(start, start + length)


def _search(page: Page, example: str) -> list[Finding[Heading]]:
    """Find the lines with an example's words before a number, or the example itself where it has none."""
    text = " ".join(example.split())
    number = _NUMBER.search(text)
    if number is None:
        return [
            Finding(HEADING, line.span, RULE, 1.0, _plain(example))
            for line in page.lines
            if " ".join(line.text.split()) == text
        ]
    before = r"\s+".join(re.escape(word) for word in text[: number.start()].split())
    gap = r"\s*" if before else ""
    tail = r"[\s.:)\]]*" if not text[number.end() :].strip(" .:)]") else r"(?!\w).*"
    like = re.compile(rf"{before}{gap}(?P<n>{_NUMBER.pattern}){tail}", re.IGNORECASE)
    wanted = read_number(number[0])
    found = []
    for line in page.lines:
        match = like.fullmatch(" ".join(line.text.split())) if len(line.text) <= LONGEST else None
        read = read_number(match["n"]) if match else None
        if read and wanted and read.style == wanted.style:
            figures = _place(line, match.start("n"), len(match["n"])) if match else None
            value = replace(_plain(example), number=read.label, number_at=figures)
            found.append(Finding(HEADING, line.span, RULE, 1.0, value))
    return found
