"""Notes as books print them: for every manner, small texts by several hands, read without an editor.

The texts stand in `printed/`. `⟪3 [A]⟫` is a mark that calls the third note, `⟪=3 [A] ⟫ ... ⟪.⟫` that note.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from letterbook.build.plan import plan
from letterbook.build.tree import build
from letterbook.detect.run import detect
from letterbook.model import Source, leaves, notes
from letterbook.settle.judges import settle

_PLACE = Path(__file__).parent / "printed"
_MARK = re.compile(r"⟪(?P<kind>=?)(?P<n>\d+) (?P<mark>[^⟫]*)⟫|⟪\.⟫")


def _texts():
    for file in sorted(_PLACE.glob("*.txt")):
        for part in file.read_text(encoding="utf-8").split("#### ")[1:]:
            name, _, text = part.partition("\n")
            yield pytest.param(text, id=f"{file.stem}: {name}")


def _read(marked: str):
    """Return the plain text, and for each note its words and the places of its calls."""
    plain, at = "", 0
    words: dict[str, list[int]] = {}
    calls: dict[str, list[tuple[int, int]]] = {}
    open_ = ""
    for found in _MARK.finditer(marked):
        plain += marked[at : found.start()]
        at = found.end()
        if found[0] == "⟪.⟫":
            words[open_].append(len(plain))
        elif found["kind"]:
            open_ = found["n"]
            words[open_] = [len(plain)]
            plain += found["mark"]
        else:
            calls.setdefault(found["n"], []).append((len(plain), len(plain) + len(found["mark"])))
            plain += found["mark"]
    plain += marked[at:]
    return plain, {n: (plain[slice(*span)].strip(), calls[n]) for n, span in words.items()}


@pytest.mark.parametrize("marked", list(_texts()))
def test_every_note_is_read_whole_and_tied_to_its_call(marked):
    text, wanted = _read(marked)
    source = Source("book.txt", text, "")
    edition = build(source, plan(settle(detect(source)).value))
    read = []
    for note in notes(edition):
        spans = [leaf.span for leaf in leaves(note.children)]
        words = text[spans[0].start : spans[-1].end].strip()
        read.append((words, sorted((call.start, call.end) for call in note.calls)))
    assert sorted(read) == sorted(wanted.values())


SERIES = """LETTERS OF ANN WARD

FIRST SERIES

LETTER I.

York, 1 May 1812.

Dear Sir,

I have sent the pears{0} and the boxes{1} by the waggon, and more will come.

Yours ever,

ANN WARD.

LETTER II.

York, 2 May 1812.

Dear Sir,

The dean has written{2} at last, and nothing is done in the matter of the house.

Yours ever,

ANN WARD.

SECOND SERIES

LETTER I.

Bath, 1 May 1822.

Dear Sir,

The waters{3} are bitter, and I have seen nobody that I know in the pump room.

Yours ever,

ANN WARD.

LETTER II.

Bath, 9 May 1822.

Dear Sir,

We have the same rooms{4} as in the spring, and the stairs{5} are no better.

Yours ever,

ANN WARD.
"""
BODIES = (
    "Winter pears.",
    "Two were lost.",
    "From Wells.",
    "Of the King's bath.",
    "In Gay Street.",
    "There are ninety.",
)
ANEW = ("1", "2", "3", "1", "2", "3")
STYLES = {"bracket": ("[{}]", "[{}] "), "paren": ("({})", "({}) "), "brace": ("{{{}}}", "{{{}}} ")}


@pytest.mark.parametrize("at_end", [False, True], ids=["behind-each-series", "at-the-end"])
@pytest.mark.parametrize("style", STYLES)
def test_numbers_that_begin_anew_with_a_series_of_letters_call_the_notes_of_that_series(style, at_end):
    call, head = STYLES[style]
    calls = [call.format(n) for n in ANEW]
    rows = [f"{head.format(n)}{body}" for n, body in zip(ANEW, BODIES, strict=True)]
    text = SERIES.format(*calls)
    if at_end:
        text += (
            "\n\nNOTES\n\nFIRST SERIES\n\n"
            + "\n\n".join(rows[:3])
            + "\n\nSECOND SERIES\n\n"
            + "\n\n".join(rows[3:])
        )
    else:
        first, second = text.split("SECOND SERIES")
        text = (
            f"{first}NOTES\n\n"
            + "\n\n".join(rows[:3])
            + f"\n\nSECOND SERIES{second}\n\nNOTES\n\n"
            + "\n\n".join(rows[3:])
        )
    source = Source("book.txt", text + "\n", "")
    edition = build(source, plan(settle(detect(source)).value))
    read = []
    for note in notes(edition):
        (one,) = note.calls
        spans = [leaf.span for leaf in leaves(note.children)]
        read.append((text[: one.start].count("\n\n"), " ".join(text[spans[0].start : spans[-1].end].split())))
    assert [words for _, words in read] == rows
    assert sorted(read, key=lambda row: row[0]) == read
