"""Pieces of a book that are no letters, made of its own words: poems with names above them, an index."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

_LINES = (4, 14)  # lines of a poem
_WIDTH = (24, 44)  # code points of a line of verse
_ENTRIES = (8, 30)  # of an index
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][^\W\d_]{3,}(?: [A-ZÀ-Þ][^\W\d_]{3,})?")


def poems(prose: str, names: Sequence[str], to: str, lot: random.Random) -> str:
    """Return a few poems: prose broken into lines, under titles that name somebody as headings do."""
    words = prose.split()
    indents = lot.choice(((0,), (4,), (0, 2), (2, 2, 2, 5), (0, 4)))
    upper, numbered, dated = lot.random() < 0.5, lot.random() < 0.3, lot.random() < 0.2  # noqa: PLR2004
    out = []
    at = 0
    for n in range(1, lot.randint(2, 7)):
        width = lot.randint(*_WIDTH)
        title = f"{to.title()} {lot.choice(names)}".strip() if names and lot.random() < 0.7 else ""  # noqa: PLR2004
        title = (title or " ".join(words[at : at + 3]).strip(".,;:")) + lot.choice(("", "."))
        title = title.upper() if upper else title
        lines: list[str] = []
        for _ in range(lot.randint(*_LINES)):
            line = ""
            while at < len(words) and len(line) + len(words[at]) < width:
                line, at = f"{line} {words[at]}".strip(), at + 1
            if line:
                lines.append(" " * indents[len(lines) % len(indents)] + line[0].upper() + line[1:])
        if not lines:
            break
        half = len(lines) // 2 if len(lines) > 7 and lot.random() < 0.6 else 0  # noqa: PLR2004
        verse = "\n".join(lines[:half]) + "\n\n" + "\n".join(lines[half:]) if half else "\n".join(lines)
        head = f"{n}.\n\n" if numbered else ""
        out.append(f"{head}{title}\n\n{verse}" + (f"\n\n{lot.randint(1500, 1890)}." if dated else ""))
    return ("\n" * lot.choice((3, 4, 5))).join(out)


def index(prose: str, title: str, lot: random.Random) -> str:
    """Return an index: names of the text with the numbers of pages."""
    names = sorted(set(_NAME.findall(prose)))
    if len(names) < _ENTRIES[0]:
        return ""
    lot.shuffle(names)
    gap = lot.choice(("\n", "\n\n"))
    entries = [
        f"{name}, " + ", ".join(str(lot.randint(2, 400)) for _ in range(lot.randint(1, 5)))
        for name in sorted(names[: lot.randint(*_ENTRIES)])
    ]
    return f"{title.upper()}\n\n\n" + gap.join(entries) + "\n"
