"""Other editions of a printed volume: what a printer may change without changing what is said.

Each change is a list of edits of the text; the offsets of the gold move with them. What letterbook reads in
the changed edition is to be what it reads in the unchanged one (docs/architecture.md, law 7).

    python benchmarks/quality.py --volumes FOLDER --changed

EXEMPT names the books in which what is changed is the only sign of a letter or a note.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

Gold = Mapping[str, Any]

_EMPHASIS = re.compile(r"(?<![\w_])_(?=[^\s_])|(?<=[^\s_])_(?![\w_])")
_INDENT = re.compile(r"^[ \t]+(?=\S)", re.MULTILINE)
_GAP = re.compile(r"\n(?:[ \t]*\n){2,}")
_SHORT = 60  # code points of a line that is not rewrapped
_WIDTH = 90
_FAR = 60  # lines between two page numbers that are put in


class Edit(NamedTuple):
    """Words put in the place of a stretch of the text, in code points; new words have an empty stretch."""

    start: int
    end: int
    words: str


def changed(text: str, gold: Gold, edits: Iterable[Edit]) -> tuple[str, dict[str, Any]]:
    """Return a text with edits made, and its gold moved along; of edits that overlap, the first is made."""
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    pieces: list[str] = []
    moves: list[tuple[int, int, int, int]] = []  # old start, old end, new start, new end
    at = size = 0
    for edit in kept:
        pieces += [text[at : edit.start], edit.words]
        size += edit.start - at
        moves.append((edit.start, edit.end, size, size + len(edit.words)))
        size += len(edit.words)
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces), _moved(gold, _Mover(moves))


class _Mover:
    """Says where an offset of the old text lies in the new one."""

    def __init__(self, moves: list[tuple[int, int, int, int]]) -> None:
        self._moves, self._starts = moves, [move[0] for move in moves]

    def __call__(self, offset: int, *, is_end: bool = False) -> int:
        i = bisect_right(self._starts, offset - is_end) - 1
        if i < 0:
            return offset
        start, end, new_start, new_end = self._moves[i]
        if offset >= end:
            return offset - end + new_end
        return min(new_start + offset - start, new_end)


def _moved(gold: Gold, move: _Mover) -> dict[str, Any]:
    moved: dict[str, Any] = dict(gold)
    for kind in ("letters", "notes", "markers", "not_letters"):
        moved[kind] = [
            {
                key: move(value, is_end=key == "end")
                if key in {"start", "first", "end", "body_start"} and isinstance(value, int)
                else value
                for key, value in row.items()
            }
            for row in gold.get(kind, [])
        ]
    return moved


# ------------------------------------------------------------------ the changes


def _no_emphasis(text: str, _: Gold) -> Iterator[Edit]:
    yield from (Edit(found.start(), found.end(), "") for found in _EMPHASIS.finditer(text))


def _headings_in_emphasis(text: str, gold: Gold) -> Iterator[Edit]:
    """Put marks of emphasis round each line of a heading that has none."""
    for letter in gold["letters"]:
        for line in re.finditer(r"[^\n]*\S[^\n]*", text[letter["start"] : letter["first"]]):
            words = line[0].strip()
            if "_" not in words and letter["start"] + line.end() < letter["first"]:
                at = letter["start"] + line.start() + len(line[0]) - len(line[0].lstrip())
                yield Edit(at, at, "_")
                yield Edit(at + len(words), at + len(words), "_")


def _no_indents(text: str, _: Gold) -> Iterator[Edit]:
    yield from (Edit(found.start(), found.end(), "") for found in _INDENT.finditer(text))


def _wide(text: str, _: Gold) -> Iterator[Edit]:
    """Fill the lines of long paragraphs anew, to another width."""
    for paragraph in re.finditer(r"(?:[^\n]*\S[^\n]*\n){4,}", text):
        lines = paragraph[0].split("\n")[:-1]
        if any(len(line) < _SHORT or line.startswith(" ") for line in lines[:-1]):
            continue
        length = 0
        for word in re.finditer(r"(\S+)(\s+)(?=\S)", paragraph[0]):
            length += len(word[1]) + 1
            new = "\n" if length > _WIDTH else " "
            length = 0 if new == "\n" else length
            if word[2] != new:
                yield Edit(paragraph.start() + word.start(2), paragraph.start() + word.end(2), new)


def _two_blank_lines(text: str, _: Gold) -> Iterator[Edit]:
    """Make two blank lines of all gaps that are wider."""
    yield from (Edit(gap.start(), gap.end(), "\n\n\n") for gap in _GAP.finditer(text))


def _four_blank_lines(text: str, _: Gold) -> Iterator[Edit]:
    yield from (Edit(gap.start(), gap.end(), "\n\n\n\n\n") for gap in _GAP.finditer(text))


def _ornaments(text: str, gold: Gold) -> Iterator[Edit]:
    """Put a row of stars before every letter but the first."""
    for before, letter in pairwise(gold["letters"]):
        at = text.rfind("\n", 0, letter["start"]) + 1
        if at > before["end"]:
            yield Edit(at, at, "       *       *       *       *       *\n\n\n")


def _page_numbers(text: str, _: Gold) -> Iterator[Edit]:
    """Put a page number between two paragraphs now and then."""
    last, page = 0, 11
    for gap in re.finditer(r"(?<=\S)\n\n(?=\S)", text):
        if text.count("\n", last, gap.start()) >= _FAR:
            last, page = gap.start(), page + 1
            yield Edit(gap.end(), gap.end(), f"[Pg {page}]\n\n")


def _framed(text: str, gold: Gold) -> Iterator[Edit]:
    """Put a contents list and a transcriber's note before the book, and an index behind it."""
    numbers = [f"{one['number']}. {9 + 3 * i}" for i, one in enumerate(gold["letters"]) if one.get("number")]
    contents = "\n".join(["CONTENTS", "", *numbers[:40]]) if numbers else "CONTENTS\n\nThe letters        1"
    words = "Transcriber's note: obvious misprints have been mended; spelling stands as it was printed."
    yield Edit(0, 0, f"{words}\n\n\n\n{contents}\n\n\n\n")
    yield Edit(len(text), len(text), "\n\n\n\nINDEX\n\nAbbey, 12, 45\nBread, 3\nCandles, 77, 80\nDover, 19\n")


def _headings_in_capitals(text: str, gold: Gold) -> Iterator[Edit]:
    for letter in gold["letters"]:
        words = text[letter["start"] : letter["first"]].split("\n", 1)[0]
        if letter.get("heading") and len(words.upper()) == len(words) and not re.search(r"\d", words):
            yield Edit(letter["start"], letter["start"] + len(words), words.upper())


Change = Callable[[str, Gold], Iterable[Edit]]
CHANGES: Mapping[str, Change] = {
    "no emphasis": _no_emphasis,
    "headings in emphasis": _headings_in_emphasis,
    "no indents": _no_indents,
    "wide lines": _wide,
    "two blank lines": _two_blank_lines,
    "four blank lines": _four_blank_lines,
    "ornaments": _ornaments,
    "page numbers": _page_numbers,
    "framed": _framed,
    "headings in capitals": _headings_in_capitals,
}
#: Books in which what is changed is the only sign of a letter or a note.
EXEMPT: Mapping[str, frozenset[str]] = {name: frozenset() for name in CHANGES}


def write_changed(volume: Path, name: str, folder: Path) -> Path | None:
    """Write a changed edition of a volume; None where nothing changes, or the book is exempt."""
    text = (volume / "source.txt").read_bytes().decode("utf-8")
    gold = json.loads((volume / "gold.json").read_text(encoding="utf-8"))
    new, moved = changed(text, gold, CHANGES[name](text, gold))
    if new == text or volume.name in EXEMPT[name]:
        return None
    moved.get("origin", {}).pop("sha256_source", None)
    made = folder / volume.name
    made.mkdir(parents=True, exist_ok=True)
    (made / "source.txt").write_bytes(new.encode("utf-8"))
    (made / "gold.json").write_text(json.dumps(moved, ensure_ascii=False), encoding="utf-8")
    return made
