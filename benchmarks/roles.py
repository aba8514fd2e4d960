"""How right the parts of letters are: dateline, salutation, signature, postscript, and what they stand in.

    python benchmarks/quality.py --roles --volumes FOLDER [NAME ...]

`gold/roles` has them of letters drawn by lot (gold/README.md). A part is right if one of the edition has its
role and four fifths of its letters and digits, and as few others; parts of one role that follow each other
are one. What is printed within a paragraph (`run_in`) is no part of its own, and counts neither for nor
against, nor does what stands in the middle of a letter, which was not labelled (`seen` has what was).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from printed_volumes import GOLD, choose_model

from letterbook import stages
from letterbook.model import Block, Edition, leaves, letters
from letterbook.problems import Refused
from letterbook.project.letterbook_toml import Project

ROLES = GOLD / "roles"
NAMED = ("opener", "dateline", "salute", "closer", "signed", "postscript")
_OPENS = frozenset({"dateline", "salute", "address"})
_CLOSES = frozenset({"dateline", "valediction", "signed", "address"})
_ALIKE = 0.8


class Mark(NamedTuple):
    """A part: its role, and where it begins and ends in the source."""

    role: str
    start: int
    end: int
    run_in: bool = False


class Count(NamedTuple):
    """Parts of one role: in the gold, in the edition, and right."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    def f1(self) -> float:
        """Return the F1."""
        return 2 * self.right / max(self.wanted + self.found, 1)


class Wrong(NamedTuple):
    """A part that is missing (`found` is false) or should not be there, and its words."""

    name: str
    letter: int
    role: str
    found: bool
    words: str


def joined(marks: Iterable[Mark], text: str) -> list[Mark]:
    """Return the parts, those of one role with nothing but marks between them as one."""
    out: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        last = out[-1] if out else None
        if last and last.role == mark.role and not any(map(str.isalnum, text[last.end : mark.start])):
            out[-1] = last._replace(end=max(mark.end, last.end))
        else:
            out.append(mark)
    return out


def grouped(marks: Sequence[Mark], text: str, start: int, end: int) -> list[Mark]:
    """Return the parts with opener and closer round them: what stands before, and behind, the letter's prose.

    The prose is the longest stretch of letters and digits in no part.
    """
    edges = [(start, start), *((one.start, one.end) for one in marks if not one.run_in), (end, end)]
    gaps = [(sum(map(str.isalnum, text[a[1] : b[0]])), a[1]) for a, b in pairwise(edges)]
    prose = max(gaps, key=lambda one: (one[0], -one[1]))[1]
    plain = [one for one in marks if not one.run_in]
    opening = [one for one in plain if one.end <= prose and one.role in _OPENS]
    closing = [one for one in plain if one.start >= prose and one.role in _CLOSES]
    last = next((one.start for one in plain if one.start >= prose and one.role == "postscript"), end)
    closing = [one for one in closing if one.start < last] or closing
    out = list(plain)
    if opening:
        out.append(Mark("opener", opening[0].start, opening[-1].end))
    if closing:
        out.append(Mark("closer", closing[0].start, closing[-1].end))
    return out


def _alike(a: Mark, b: Mark, text: str) -> bool:
    def size(start: int, end: int) -> int:
        return sum(map(str.isalnum, text[start:end])) if start < end else 0

    both = size(max(a.start, b.start), min(a.end, b.end))
    return a.role == b.role and both >= _ALIKE * max(size(a.start, a.end), size(b.start, b.end), 1)


def marks_of(edition: Edition) -> list[Mark]:
    """Return the parts of all letters of an edition."""
    out = []
    for letter in letters(edition):
        for child in letter.children:
            if isinstance(child, Block) and child.kind in _OPENS | _CLOSES | {"postscript"}:
                spans = [leaf.span for leaf in leaves([child])]
                if spans:
                    out.append(Mark(child.kind, spans[0].start, spans[-1].end))
    return out


def judge(volume: Path, *, shipped: bool = False) -> tuple[dict[str, Count], list[Wrong]]:
    """Read a volume as letterbook reads it alone, and compare the parts of the letters that were drawn."""
    choose_model(volume.name, shipped=shipped)
    gold = json.loads((ROLES / f"{volume.name}.json").read_text(encoding="utf-8"))
    text = (volume / "source.txt").read_text(encoding="utf-8")
    try:
        edition, _ = stages.understand(Project(id=volume.name, source=volume / "source.txt"))
        found = marks_of(edition)
    except Refused:
        found = []
    return compare(text, volume.name, gold["letters"], found)


def compare(
    text: str, name: str, gold: Sequence[Mapping[str, Any]], found: Sequence[Mark]
) -> tuple[dict[str, Count], list[Wrong]]:
    """Compare the parts that were found in a text with those of its letters in the gold."""
    counts: dict[str, Count] = defaultdict(Count)
    wrong = []
    for letter in gold:
        start, end = letter["start"], letter["end"]
        wanted = [
            Mark(one["role"], one["start"], one["end"], one.get("run_in", False)) for one in letter["roles"]
        ]
        inside = [one for one in found if one.end > start and one.start < end]
        seen = letter["seen"]
        inside = [one for one in inside if any(one.end > a and one.start < b for a, b in seen)]
        inline = [one for one in wanted if one.run_in]
        inside = [one for one in inside if not any(one.start <= own.start < one.end for own in inline)]
        right = grouped(joined(wanted, text), text, start, end)
        given = grouped(joined(inside, text), text, start, end)
        for role in NAMED:
            mine = [one for one in right if one.role == role]
            theirs = [one for one in given if one.role == role]
            met = [one for one in mine if any(_alike(one, other, text) for other in theirs)]
            old = counts[role]
            counts[role] = Count(old.wanted + len(mine), old.found + len(theirs), old.right + len(met))
            missing = [one for one in mine if one not in met]
            added = [one for one in theirs if not any(_alike(one, other, text) for other in mine)]
            for one, is_found in [*((m, False) for m in missing), *((a, True) for a in added)]:
                words = " ".join(text[one.start : one.end].split())
                wrong.append(Wrong(name, letter["n"], role, is_found, words))
    return dict(counts), wrong


def print_roles(chosen: Sequence[Path], jobs: int, *, shipped: bool = False) -> None:
    """Print F1 by role, over the volumes that have labels, and what is wrong."""
    labelled = [one for one in chosen if (ROLES / f"{one.name}.json").exists()]
    total: dict[str, Count] = defaultdict(Count)
    wrong: list[Wrong] = []
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for counts, faults in pool.map(partial(judge, shipped=shipped), labelled):
            wrong += faults
            for role, count in counts.items():
                old = total[role]
                total[role] = Count(*(a + b for a, b in zip(old, count, strict=True)))
    print("\n".join(table(total)))
    for one in wrong:
        print(f"  {one.name} {one.letter}: {one.role} {'+' if one.found else '-'} {one.words[:80]}")


def table(counts: Mapping[str, Count]) -> list[str]:
    """Return the figures by role."""
    rows = [f"{'role':12} {'gold':>5} {'found':>6} {'right':>6}   P     R     F1"]
    for role in NAMED:
        one = counts.get(role, Count())
        precision, recall = one.right / max(one.found, 1), one.right / max(one.wanted, 1)
        rows.append(
            f"{role:12} {one.wanted:5} {one.found:6} {one.right:6}  "
            f"{precision:.2f}  {recall:.2f}  {one.f1():.3f}"
        )
    return rows
