"""Headings like those that the editor shows: every line printed in the same manner as an example.

An example that the rules can read ("No. 12", "XII. To his Sister.") says by its look what to look for. Of
another ("Telegram 12 / Vienna") the number is taken out: a line is like it that has the same words before
another number. An example without a number is like itself alone: a row of stars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterbook.model import Finding, Source
from letterbook.read.page import Page, read_lines
from letterbook.rules.headings import LONGEST, find_heads
from letterbook.values.numerals import read_number

RULE = "heads.like"
_NUMBER = re.compile(r"(?<!\w)(?:\d{1,5}[a-zA-Z]?|[IVXLCDM]+)(?!\w)")
_LOOK = ("prefix", "style", "mark", "rest")


def find_like(
    page: Page, examples: Sequence[str], languages: Sequence[str], heads: Sequence[Finding]
) -> Iterator[Finding]:
    """Propose every line that is like one of the examples (kind "letter.head", rule "heads.like").

    `heads` are those the other rules propose. All findings have the look of the first example, so that
    they make one series.
    """
    model: dict[str, str] = {}
    for example in examples:
        read = read_example(example, languages)
        model = model or (dict(read.value) if read else _plain(example))
        mine = [h for h in heads if _alike(h, read)] if read else _search(page, example)
        for head in mine:
            value = {**head.value, **{key: model[key] for key in _LOOK}}
            yield Finding(head.kind, head.span, RULE, 1.0, value)


def read_example(example: str, languages: Sequence[str]) -> Finding | None:
    """Read an example as a heading of a text that holds nothing else; None where no rule can."""
    return next(find_heads(read_lines(Source("", example, "")), languages), None)


def _alike(head: Finding, example: Finding) -> bool:
    """Tell whether two headings look alike; a stop behind a number tells only where no word is before it."""
    one, other = head.value, example.value
    if any(one[key] != other[key] for key in ("prefix", "style")):
        return False
    bare = {one["rest"] == "bare", other["rest"] == "bare"}
    return len(bare) == 1 and (bool(one["prefix"]) or one["mark"] == other["mark"])


def _plain(example: str) -> dict[str, str]:
    number = _NUMBER.search(example)
    read = read_number(number[0]) if number else None
    rest = "bare" if not number or not example[number.end() :].strip(" .:)]") else "words"
    return {"number": "", "style": read.style if read else "none", "prefix": "", "mark": "", "rest": rest}


def _search(page: Page, example: str) -> list[Finding]:
    """Find the lines with an example's words before a number, or the example itself where it has none."""
    text = " ".join(example.split())
    number = _NUMBER.search(text)
    if number is None:
        return [
            Finding("letter.head", line.span, RULE, 1.0, _plain(example))
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
            value = {**_plain(example), "number": read.label}
            found.append(Finding("letter.head", line.span, RULE, 1.0, value))
    return found
