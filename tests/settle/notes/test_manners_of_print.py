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
