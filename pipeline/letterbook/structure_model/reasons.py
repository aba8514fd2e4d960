"""Explain in words why the model begins a letter at a unit: the decisive features, what came second.

A feature without words here counts all the same, but is not shown.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache

from letterbook.structure_model.labels import BACK, BEGIN, BETWEEN, END, FRONT, HEAD, INSIDE, NOTE

_TOLD = 3  # reasons that are told
#: The model is too sure: of the borders that it gives 94 per cent, 73 to 79 in a hundred are right. To this
#: power, the odds agree with what volumes that it had not seen showed (docs/structure.md).
_TEMPER = 0.5
#: How probable the end of a letter must be, so that nothing is said of it.
_SURE = 0.8
#: What each label says of a paragraph.
SAID = {
    BEGIN: "a letter begins here",
    HEAD: "it belongs to a heading that began above",
    INSIDE: "the letter above goes on",
    END: "the letter above ends here",
    NOTE: "it is a note",
    FRONT: "the letters have not begun yet",
    BETWEEN: "it stands between two letters",
    BACK: "the letters have ended",
}
#: What a feature says of the paragraph that has it.
_WORDS = {
    "mdy": "has a day, a month and a year",
    "md": "has a day and a month",
    "my": "is a month and a year",
    "ds=3": "is a date and no more",
    "ds=2": "is mostly a date",
    "md.run": "begins with a date",
    "dh": "begins with a date that ends there",
    "year.alone": "is a year alone",
    "colon": "ends in a colon",
    "r:dateline": "reads as a dateline",
    "r:headline": "reads as a heading with a date",
    "dear": "begins like a salutation",
    "dear.run": "begins with a salutation",
    "dear.quoted": "is a salutation in quotation marks",
    "r:salute": "reads as a salutation",
    "r:salute.run": "begins with a salutation",
    "r:valediction": "reads as a close",
    "closing": "ends like a close",
    "r:postscript": "reads as a postscript",
    "to": "begins with a word for “to”",
    "to.in": "has a word for “to”",
    "prefix": "has a word for a letter or a number",
    "num": "is a number alone",
    "numh": "begins with a number",
    "caps": "is in capitals",
    "em": "is all emphasised",
    "name": "is a name",
    "ornament": "is a row of stars or dashes",
    "centred": "is centred",
    "right": "stands at the right",
    "j": "heads a letter by the judge of headings",
    "j.sure": "continues the numbers of the headings without a gap",
    "held": "stands in brackets that hold several paragraphs",
    "quoted": "begins with a quotation mark",
    "leader": "ends like an entry of a contents list",
}
_KIND = {
    "orn": "a row of stars or dashes", "num": "a number", "numh": "a numbered line", "mdy": "a date",
    "md": "a date", "date": "a dateline", "dear": "a salutation", "val": "a close",
    "to": "a line with “to”",
    "name": "a name", "caps": "a line in capitals", "ps": "a postscript", "note": "a note",
    "ch": "a number of a series", "brk": "a line in brackets", "Brk": "a paragraph in brackets",
}  # fmt: skip
_SHARES = (
    (r"B[swclb][-+]?[=:'].*", "most lines of this look begin letters in this book"),
    (r"b0(?!!|~).*", "it has the signs that the letters of this book begin with"),
    (r"b1(?!!|~).*", "the line below has the signs that follow the beginnings of letters in this book"),
    (r"ch\d.*", "its number belongs to a series that runs through the book"),
    (r"-1:stars[<>][1-3]", "a row of stars such as parts letters in this book stands above it"),
    (r"line>[1-3]", "lines of this look stand above dates or salutations in this book"),
    (r"line<[1-3]", "lines of this look stand below closes or signatures in this book"),
    (r"gap[<>][1-3]", "gaps as wide as the one above it stand between letters in this book"),
    (r"rb=[1-9]|c0,rb=.*,[1-9]", "more lines than usual are blank above it"),
    (r"j=.*|j\.rest=.*", _WORDS["j"]),
)  # fmt: skip


@cache
def say(feature: str) -> str:
    """Return what a feature says, in words, or "" if nothing that a reader would understand."""
    if feature in _WORDS:
        return f"it {_WORDS[feature]}"
    near = re.fullmatch(r"(-?[1-3]):(.+)", feature)
    if near and near[2] in _WORDS:
        return f"the line {'above' if near[1][0] == '-' else 'below'} {_WORDS[near[2]]}"
    beside = re.fullmatch(r"c(-?1)=(.+)", feature)
    if beside and beside[2] in _KIND:
        return f"{_KIND[beside[2]]} stands {'above' if beside[1][0] == '-' else 'below'} it"
    blank = re.fullmatch(r"blank=([2-5])", feature)
    if blank:
        return f"{blank[1]} lines{' or more' if blank[1] == '5' else ''} are blank above it"
    return next((said for pattern, said in _SHARES if re.fullmatch(pattern, feature)), "")


def tempered(chance: float) -> float:
    """Calibrate a probability of the model by its record on gold, to three places."""
    yes, no = math.pow(chance, _TEMPER), math.pow(1.0 - chance, _TEMPER)
    return round(yes / (yes + no), 3)


def why_begins(
    shares: Sequence[tuple[str, Sequence[int]]], chances: Sequence[float]
) -> tuple[str, tuple[str, ...]]:
    """Return what the model thinks of a unit that begins a letter, and the reasons that weigh most.

    `shares` are the features of the unit with their weights for each label, `chances` the labels'
    probabilities.
    """
    rival = max((one for one in range(len(chances)) if one != BEGIN), key=lambda one: (chances[one], -one))
    sums: dict[str, int] = {}
    for feature, weights in shares:
        if said := say(feature):
            sums[said] = sums.get(said, 0) + weights[BEGIN] - weights[rival]
    best = sorted((said for said in sums if sums[said] > 0), key=lambda said: (-sums[said], said))[:_TOLD]
    verdict = f"the model gives {_percent(tempered(chances[BEGIN]))} that a letter begins here"
    if chances[rival] >= 0.005:  # noqa: PLR2004
        verdict += f"; second, with {_percent(tempered(chances[rival]))}: {SAID[rival]}"
    return verdict, tuple(best)


def doubt_of_end(chance: float) -> str:
    """Return what is said of where a letter ends, if that is doubtful though it may surely begin there."""
    true = tempered(chance)
    return "" if true >= _SURE else f"; that it ends before the next, {_percent(true)}"


def _percent(chance: float) -> str:
    return "over 99%" if chance > 0.99 else "below 1%" if chance < 0.01 else f"{chance:.0%}"  # noqa: PLR2004


def shares_of(
    features: Sequence[str], tables: Sequence[tuple[int, Mapping[str, Sequence[int]]]]
) -> list[tuple[str, list[int]]]:
    """Return the features that have weights, with their weights in all passes, by how much a pass counts."""
    out = []
    for name in dict.fromkeys(features):
        rows = [[part * weight for weight in table[name]] for part, table in tables if name in table]
        if rows:
            out.append((name, [sum(column) for column in zip(*rows, strict=True)]))
    return out
