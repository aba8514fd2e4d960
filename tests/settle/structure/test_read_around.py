"""The editor's word on one heading: it holds, the rest is read around it, and its kin are mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from printed import MANNERS, found_in

from letterbook.project.decisions_toml import read_decisions
from letterbook.settle.editor.bind import bind
from letterbook.settle.structure.by_editor import read_around
from letterbook.settle.structure.one_letter import structure_of

PROSE = MANNERS["en"]["body"]
HEADS = ("THE MILL.", "THE BARN.", "THE FARM.", "THE KILN.", "THE SHED.", "THE YARD.")
#: Six letters under the names of houses; nothing else tells where one begins.
TEXT = "LETTERS OF BEN ORME\n\n\n\n" + "\n\n\n".join(
    f"{head}\n\n{PROSE}\n\n{PROSE} {PROSE}" for head in HEADS
)
DATED = "\n\n\n".join(
    f"Leeds, {day} May 1843.\n\nMy dear Ann,\n\n{PROSE}\n\nBen Orme" for day in (3, 9, 14, 21)
)


def letters(folder: Path, text: str, decisions: str = "") -> tuple[list[str], list[str]]:
    """Return the first line and the key of each letter, as read with an editor's decisions."""
    (folder / "decisions.toml").write_text(f'by = "A. B."\n{decisions}', encoding="utf-8")
    found = found_in(text)
    bound, problems = bind(read_decisions(folder, ("A. B.",)), found.page.source)
    assert not problems
    structure, _ = read_around(found, structure_of(found), bound)
    ends = [0, *(region.span.end for region in structure.regions)]
    assert [region.span.start for region in structure.regions] == ends[:-1]
    told = structure.letters()
    return [text[r.span.start : r.span.end].strip().splitlines()[0] for r in told], [r.key for r in told]


def ruling(table: str, quote: str) -> str:
    return f'[[{table}]]\nquote = "{quote}"\nreason = "So it is."\n'


MIXED = f"{DATED}\n\n\n" + "\n\n\n".join(f"{h.title()}\n\n{PROSE}\n\n{PROSE} {PROSE}" for h in HEADS)
NUMBERED = "LETTERS OF BEN ORME\n\n\n" + "\n\n\n".join(
    f"No. {n}\n\n{MANNERS['en']['date']}\n\nMy dear Ann,\n\n{PROSE}\n\nBen Orme" for n in (1, 2, 3, 4)
)


def test_one_corrected_heading_mends_its_kin(tmp_path):
    assert not set(HEADS) & set(letters(tmp_path, TEXT)[0])
    found, keys = letters(tmp_path, TEXT, ruling("heading", "THE FARM."))
    assert {"THE FARM.", "THE KILN.", "THE SHED.", "THE YARD."} <= set(found)
    assert len(set(keys)) == len(keys)


def test_letters_found_without_the_editor_keep_their_keys(tmp_path):
    before, keys = letters(tmp_path, MIXED)
    after, new = letters(tmp_path, MIXED, ruling("heading", "The Farm."))
    assert after[: len(before)] == before
    assert new[: len(keys)] == keys
    assert {"The Farm.", "The Kiln.", "The Shed."} <= set(after)
    assert len(set(new)) == len(new)


def test_what_the_editor_says_of_two_of_one_look_holds_for_these(tmp_path):
    both = ruling("heading", "The Farm.") + ruling("not-heading", "The Kiln.")
    after, _ = letters(tmp_path, MIXED, both)
    assert "The Farm." in after
    assert not {"The Kiln.", "The Shed.", "The Yard."} & set(after)


@pytest.mark.parametrize("table", ["heading", "not-matter"])
def test_a_decision_that_says_what_was_found_changes_nothing(tmp_path, table):
    before = letters(tmp_path, NUMBERED)
    assert len(before[0]) == 4
    assert letters(tmp_path, NUMBERED, ruling(table, "No. 3")) == before


def test_no_to_one_number_leaves_the_others(tmp_path):
    found, keys = letters(tmp_path, NUMBERED, ruling("not-heading", "No. 3"))
    assert (found, keys) == (["No. 1", "No. 2", "No. 4"], ["1", "2", "4"])
