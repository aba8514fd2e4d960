"""Compare a unit with the others of its book: indents against the usual one, brackets, quotations.

An editor's words are told from a letter's by a printer's means: another indent, brackets round several
paragraphs, quotation marks before each; and by what they say: names of the title page, the word for a letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from letterbook.structure_model.looks import SHORT, step
from letterbook.structure_model.units import Unit
from letterbook.words import known

_WIDE = 2  # spaces by which an indent differs from another
_SPAN = 30  # units that a bracket may hold
_QUOTES = "\"“„«»'‘"
_FRONT = 40  # units at the head of a book among which its title is
_WORD = re.compile(r"[^\W\d_]{4,}")


def add_book_looks(units: Sequence[Unit], looks: Sequence[list[str]], tongues: tuple[str, ...]) -> None:
    """Add to the looks of each unit how it stands among the others."""
    _add_indents(units, looks)
    _add_brackets(units, looks)
    _add_quotes(units, looks)
    _add_names(units, looks, tongues)


def _add_indents(units: Sequence[Unit], looks: Sequence[list[str]]) -> None:
    """Add how far prose is indented against most prose of the book, and against the prose before it."""
    prose = [i for i, unit in enumerate(units) if len(unit.text) > SHORT]
    counts = Counter(units[i].indent for i in prose)
    usual = min(counts, key=lambda one: (-counts[one], one)) if counts else 0
    rest = sum(n for indent, n in counts.items() if abs(indent - usual) >= _WIDE)
    share = step(rest / max(len(prose), 1), (0.02, 0.1, 0.25))
    before = None
    for i in prose:
        way = _way(units[i].indent - usual)
        looks[i] += [f"pi={way}", f"pi={way},{share}"]
        if before is not None:
            looks[i].append(f"dp={_way(units[i].indent - before)}")
        before = units[i].indent


def _way(value: int) -> str:
    return "+" if value >= _WIDE else "-" if value <= -_WIDE else "="


def _add_brackets(units: Sequence[Unit], looks: Sequence[list[str]]) -> None:
    """Add which units a bracket holds that is opened before one and closed behind another."""
    at = 0
    while at < len(units):
        text = units[at].text
        if text[0] != "[" or _depth(text) <= 0:
            at += 1
            continue
        depth, end = 0, at
        while end < min(len(units), at + _SPAN):
            depth += _depth(units[end].text)
            if depth <= 0:
                break
            end += 1
        if depth > 0 or end == len(units):
            at += 1
            continue
        for i in range(at, end + 1):
            looks[i] += ["held", "held." + ("open" if i == at else "close" if i == end else "in")]
        at = end + 1


def _depth(text: str) -> int:
    return text.count("[") - text.count("]")


def _add_quotes(units: Sequence[Unit], looks: Sequence[list[str]]) -> None:
    """Add which units begin with quotation marks, and whether those before and behind do."""
    quoted = [unit.text[0] in _QUOTES for unit in units]
    for i, mine in enumerate(quoted):
        if mine:
            before = i > 0 and quoted[i - 1]
            after = i + 1 < len(units) and quoted[i + 1]
            looks[i] += [
                "quoted",
                f"quoted={before:d}{after:d}",
                f"quoted.end={units[i].text[-1] in _QUOTES:d}",
            ]


def _add_names(units: Sequence[Unit], looks: Sequence[list[str]], tongues: tuple[str, ...]) -> None:
    """Add how often prose names whom the title page names, and whether it speaks of letters."""
    head = [unit.text for unit in units[:_FRONT] if len(unit.text) <= SHORT]
    low = {word for unit in units[:2000] if len(unit.text) > SHORT for word in _WORD.findall(unit.text[:600])}
    names = {word.lower() for text in head for word in _WORD.findall(text) if word[0].isupper()}
    names -= {word for word in low if word[0].islower()}
    said = {word for word, key in known(tongues, "head_prefixes").items() if key == "letter"}
    for i, unit in enumerate(units):
        if len(unit.text) <= SHORT:
            continue
        words = _WORD.findall(unit.text[:800])
        count = sum(word[0].isupper() and word.lower() in names for word in words)
        looks[i].append(f"named={step(count, (1, 2, 4))}")
        if any(word.lower() in said for word in words):
            looks[i].append("ofletters")
