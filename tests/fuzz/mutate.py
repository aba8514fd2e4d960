"""Mutations of texts and of TEI: small damage of the kinds that scans, hands and programs do."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from lxml import etree

#: Signs and lines that have once misled a rule, or may: marks of notes, brackets, controls, other scripts.
_SIGNS = (
    "*",
    "\N{DAGGER}",
    "\N{DOUBLE DAGGER}",
    "[1]",
    "1)",
    "\N{SUPERSCRIPT TWO}",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "_",
    "&",
    "<",
    ">",
    '"',
    "'",
    "--",
    "\N{EM DASH}",
    "\t",
    "\f",
    "\x85",
    "\x1f",
    "\u202e",
    "\ufeff",
    "\u0301",
    "\xa0",
    "\N{ARABIC-INDIC DIGIT ONE}",
    "\N{CYRILLIC CAPITAL LETTER ZHE}",
    "\U0001f600",
    "|",
    "~",
    "\\",
    "%",
    "#",
    "^",
)
_LINES = (
    "[Page 12]",
    "{p. 3}",
    "NOTES",
    "CONTENTS",
    "INDEX",
    "[Illustration]",
    "* * *",
    "12",
    "XII",
    "CHAPTER II",
    "LETTER IV.",
    "To the same",
    "Dear Sir,",
    "London, 31 May 1871",
    "10.30",
    "8.30/9.30",
    "30 February 1880",
    "Yours,",
    "P.S.",
    "1. 2. 3.",
    "[1] A note.",
    "* See above.",
    "Ibid.",
    "5 Brumaire an VII",
    "Anmerkungen",
)

#: Changes a list of lines in place.
Change = Callable[[random.Random, list[str]], None]


def _at(rnd: random.Random, lines: Sequence[str]) -> int:
    return rnd.randrange(len(lines)) if lines else 0


def _drop(rnd: random.Random, lines: list[str]) -> None:
    at = _at(rnd, lines)
    del lines[at : at + rnd.randint(1, 4)]


def _double(rnd: random.Random, lines: list[str]) -> None:
    at = _at(rnd, lines)
    lines[at:at] = lines[at : at + rnd.randint(1, 12)] * rnd.randint(1, 4)


def _move(rnd: random.Random, lines: list[str]) -> None:
    at = _at(rnd, lines)
    some = lines[at : at + rnd.randint(1, 8)]
    del lines[at : at + len(some)]
    to = rnd.randint(0, len(lines))
    lines[to:to] = some


def _join(rnd: random.Random, lines: list[str]) -> None:
    at = _at(rnd, lines)
    lines[at : at + 2] = [" ".join(lines[at : at + 2])]


def _split(rnd: random.Random, lines: list[str]) -> None:
    at = _at(rnd, lines)
    for line in lines[at : at + 1]:
        cut = rnd.randint(0, len(line))
        lines[at : at + 1] = [line[:cut], line[cut:]]


def _unblank(_rnd: random.Random, lines: list[str]) -> None:
    lines[:] = [line for line in lines if line.strip()]


def _insert_line(rnd: random.Random, lines: list[str]) -> None:
    at = rnd.randint(0, len(lines))
    lines[at:at] = rnd.choice([[rnd.choice(_LINES)], ["", rnd.choice(_LINES), ""]])


def _insert_sign(rnd: random.Random, lines: list[str]) -> None:
    for _ in range(rnd.randint(1, 12)):
        at = _at(rnd, lines)
        for line in lines[at : at + 1]:
            cut = rnd.randint(0, len(line))
            lines[at] = line[:cut] + rnd.choice(_SIGNS) * rnd.choice((1, 1, 1, 2, 9)) + line[cut:]


def _digits(rnd: random.Random, lines: list[str]) -> None:
    for at, line in enumerate(lines):
        if rnd.random() < 0.2:
            lines[at] = "".join(rnd.choice("0123456789") if c.isdigit() else c for c in line)


def _case(rnd: random.Random, lines: list[str]) -> None:
    at = _at(rnd, lines)
    how = rnd.choice((str.upper, str.lower, str.swapcase, str.title))
    lines[at : at + 5] = [how(line) for line in lines[at : at + 5]]


def _every_line(rnd: random.Random, lines: list[str]) -> None:
    before, after = rnd.choice(
        (("*", "*"), ("> ", ""), ("    ", ""), ("_", "_"), ("", " "), ("\t", ""), ("[", "]"))
    )
    lines[:] = [f"{before}{line}{after}" for line in lines]


def _cut(rnd: random.Random, lines: list[str]) -> None:
    at = _at(rnd, lines)
    lines[:] = rnd.choice((lines[at:], lines[: at + 1]))


_CHANGES: tuple[Change, ...] = (
    _drop,
    _double,
    _move,
    _join,
    _split,
    _unblank,
    _insert_line,
    _insert_line,
    _insert_sign,
    _insert_sign,
    _digits,
    _case,
    _every_line,
    _cut,
)

#: A text is made of so many lines of a sample at most, so that many texts can be tried.
_LONGEST = 260


def text(rnd: random.Random, samples: Sequence[str]) -> str:
    """Return a damaged part of a sample, or of two that were bound together."""
    lines: list[str] = []
    for sample in rnd.sample(samples, rnd.choice((1, 1, 1, 2))):
        whole = sample.split("\n")
        at = rnd.choice((0, rnd.randrange(len(whole))))
        lines += whole[at : at + rnd.randint(20, _LONGEST)]
    for _ in range(rnd.choice((1, 2, 3, 5, 8, 13))):
        rnd.choice(_CHANGES)(rnd, lines)
    return rnd.choice(("\n", "\n", "\n", "\r\n")).join(lines)


# ------------------------------------------------------------------ TEI

_NS = "http://www.tei-c.org/ns/1.0"
_NAMES = (
    "p",
    "div",
    "note",
    "ref",
    "date",
    "persName",
    "placeName",
    "choice",
    "sic",
    "corr",
    "opener",
    "closer",
    "salute",
    "signed",
    "head",
    "list",
    "item",
    "lg",
    "l",
    "table",
    "row",
    "cell",
    "fw",
    "pb",
    "lb",
    "milestone",
    "hi",
    "unclear",
    "gap",
    "del",
    "add",
    "q",
    "quote",
    "figure",
    "ptr",
    "correspAction",
    "person",
    "listPerson",
    "standOff",
    "back",
)
_ATTRIBUTES = (
    "ref",
    "key",
    "target",
    "corresp",
    "when",
    "n",
    "type",
    "rend",
    "xml:id",
    "place",
    "notBefore",
    "lang",
)
_VALUES = (
    "",
    "#",
    "#x",
    "#letter-1",
    "1871-02-31",
    "1871",
    "a b",
    "0",
    "note",
    "letter",
    "javascript:x",
    "\u202e",
    "*",
)


def tei(rnd: random.Random, samples: Sequence[bytes]) -> bytes:
    """Return a document whose elements were moved, doubled, taken out and renamed."""
    root = etree.fromstring(rnd.choice(samples))
    for _ in range(rnd.choice((1, 2, 4, 8, 16))):
        every = [each for each in root.iter("*") if each.getparent() is not None]
        if not every:
            break
        _damage(rnd, rnd.choice(every), rnd.choice(every))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _damage(rnd: random.Random, one: etree._Element, other: etree._Element) -> None:
    what = rnd.randrange(8)
    parent = one.getparent()
    if parent is None:
        return
    if what == 0:
        parent.remove(one)
    elif what == 1:
        one.tag = f"{{{_NS}}}{rnd.choice(_NAMES)}"
    elif what in (2, 3):
        name = rnd.choice(_ATTRIBUTES).replace("xml:", "{http://www.w3.org/XML/1998/namespace}")
        one.set(name, rnd.choice(_VALUES))
    elif what == 4:
        if not any(above is one for above in (other, *other.iterancestors())):
            other.append(one)
    elif what == 5:
        one.append(etree.SubElement(one, f"{{{_NS}}}{rnd.choice(_NAMES)}"))
    elif what == 6:
        one.text = rnd.choice((None, "", "x", "\x85", "1871", "31 May 1871", "*" * 40, "\u05d0\u05d1"))
    else:
        one.insert(0, rnd.choice((etree.Comment("x"), etree.ProcessingInstruction("oxy", "x"))))
