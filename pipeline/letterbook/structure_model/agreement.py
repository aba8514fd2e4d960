"""Let the units of a book correct each other, after each was judged by itself.

Lines of one look are of one kind in a book: where most of them begin letters, the doubtful ones do too. And
where the numbers of headings run on, the labels of two of them tell what stands between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import fsum
from types import MappingProxyType
from typing import NamedTuple

from letterbook.structure_model.features import run_in
from letterbook.structure_model.labels import BEGIN, BETWEEN, END, INSIDE, NAMES, NOTE
from letterbook.structure_model.looks import SHORT, shape, step
from letterbook.structure_model.tagger import Clamps
from letterbook.structure_model.units import Unit

_FEWEST = 4  # lines of one look that may vote
#: What share of the lines of one look begins letters, and what that adds to each, in hundredths of the scale.
_SHARES = (0.05, 0.1, 0.2, 0.35, 0.65, 0.8, 0.9, 0.95)
_WORTH = (-300, -200, -140, -80, 0, 80, 140, 200, 300)
_BLANKS_COUNT = 2  # how much the blank lines above a unit count, against its look
_EDITOR = 800  # what the editor's word on a line adds to the others of its look, in hundredths of the scale
_MOST = 0.65  # share of the lines of one look above which the editor's "no" to one is an exception
_LINKS = 5  # numbers of a chain
_RUNS_ON = 0.7  # share of its steps that are steps by one
_BELIEVED = 0.5  # how probable a number must begin a letter to count as a letter's
_NO_BEGINNING = frozenset(range(len(NAMES))) - {BEGIN}
#: How sure it must be that what stands between two letters is no part of the first: usually; where numbers
#: run on without a gap, for a book seldom has anything else between them; in a book that has much between.
_SURE, _SURER, _EVEN = 0.8, 0.96, 0.5
_CERTAIN = 0.9  # a gap that counts as one for sure
_MUCH = 0.1  # of the letters, how many must have such a gap behind them
_GAPS = 3


class Link(NamedTuple):
    """A unit whose heading bears a number; `runs_on` says that it is the number behind that of the last."""

    at: int
    runs_on: bool


def vote(
    units: Sequence[Unit],
    looks: Sequence[Sequence[str]],
    scores: Sequence[Sequence[int]],
    told: Sequence[Sequence[float]],
    scale: int,
    ruled: Mapping[int, bool] = MappingProxyType({}),
) -> list[list[int]]:
    """Adjust the scores of units by those of the same look.

    Short lines of one shape, under as many blank lines and with the same indent, and prose that begins with a
    date or a salutation of one kind, speak for and against each other; units, short or long, under as many
    blank lines only for each other. `ruled` are the units of which the editor says that they begin a
    letter, or begin none: what is said of one line holds for its look, unless the editor says both of it, or
    no to one where most others begin letters.
    """
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        short = len(unit.text) <= SHORT
        groups["short" if short else "long", str(min(unit.blank, 5))].append(i)
        if short:
            groups["line", shape(unit.text), f"{min(unit.blank, 4)},{unit.indent // 4}"].append(i)
        elif head := run_in(looks[i]):
            groups["line", head, f"{min(unit.blank, 4)}"].append(i)
    out = [list(row) for row in scores]
    for look, members in groups.items():
        said = {ruled[i] for i in members if i in ruled} if look[0] == "line" else set()
        others = [told[i][BEGIN] for i in members if i not in ruled]
        if len(said) == 1 and (True in said or sum(others) <= _MOST * len(others)):
            for i in members:
                out[i][BEGIN] += (_EDITOR if True in said else -_EDITOR) * scale // 100
        if len(members) < _FEWEST:
            continue
        total = fsum(told[i][BEGIN] for i in members)
        for i in members:
            share = (total - told[i][BEGIN] + 0.25) / (len(members) - 0.5)
            worth = _WORTH[step(share, _SHARES)]
            if look[0] == "line":
                out[i][BEGIN] += worth * scale // 100
            else:
                out[i][BEGIN] += max(worth, 0) * _BLANKS_COUNT * scale // 100
    return out


def confirm(links: Sequence[Link], told: Sequence[Sequence[float]], clamps: Clamps) -> Clamps:
    """Add to the clamps those that follow from numbers that the model takes for letters'.

    Between two of these, one behind the other, nothing begins; and a number between two of them begins a
    letter if it runs on from the one and the other from it.
    """
    if len(links) < _LINKS or sum(link.runs_on for link in links) < _RUNS_ON * (len(links) - 1):
        return clamps
    out = dict(clamps)
    believed = [told[link.at][BEGIN] >= _BELIEVED for link in links]
    for k in range(1, len(links) - 1):
        if links[k].runs_on and links[k + 1].runs_on and believed[k - 1] and believed[k + 1]:
            out.setdefault(links[k].at, frozenset({BEGIN}))
            believed[k] = True
    for k, (one, two) in enumerate(pairwise(links)):
        if two.runs_on and believed[k] and believed[k + 1]:
            for i in range(one.at + 1, two.at):
                out.setdefault(i, _NO_BEGINNING)
    return out


def without_doubtful_gaps(
    labels: Sequence[int],
    told: Sequence[Sequence[float]],
    prose: Sequence[bool],
    signed: Sequence[bool] = (),
) -> list[int]:
    """Return labels in which what stands between two letters belongs to the first, if in doubt.

    In a book that certainly has other matter behind many letters, less is doubted. `prose` tells of each unit
    whether it is long, in a book whose numbers run on without a gap: there a letter does not end between two
    paragraphs of prose, and other prose behind it must be surer than a title. `signed` tells of each unit
    whether it stands below a close that waits for a name: alone between two letters it is no other matter.
    """
    gaps = _gaps(labels, told)
    certain = sum(chance >= _CERTAIN for _, _, chance in gaps)
    much = certain >= max(_GAPS, _MUCH * sum(label == BEGIN for label in labels))
    out = list(labels)
    for at, end, chance in gaps:
        running = bool(prose) and any(prose[at:end])
        sure = (_SURE if much else _SURER) if running else _EVEN if much and not prose else _SURE
        within = bool(prose) and not much and prose[at - 1] and prose[at]
        if chance < sure or within or (bool(signed) and signed[at] and end == at + 1):
            if out[at - 1] == END:
                out[at - 1] = INSIDE
            out[at : end - 1] = [INSIDE] * (end - 1 - at)
            out[end - 1] = END
    return out


def _gaps(labels: Sequence[int], told: Sequence[Sequence[float]]) -> list[tuple[int, int, float]]:
    """Return what stands between two letters: its first unit, the one behind it, and how sure it is."""
    out = []
    at = 0
    while at < len(labels):
        end = at
        while end < len(labels) and labels[end] in {NOTE, BETWEEN}:
            end += 1
        if 0 < at < end < len(labels):
            out.append((at, end, max(told[i][NOTE] + told[i][BETWEEN] for i in range(at, end))))
        at = end + 1
    return out
