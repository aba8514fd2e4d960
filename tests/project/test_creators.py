"""Who made an edition is read in its parts, and every fault is told."""

from __future__ import annotations

import pytest

from letterbook.problems import Refused
from letterbook.project.creators import Creator
from letterbook.project.letterbook_toml import FILE, load


def read(folder, text):
    (folder / FILE).write_text(text, encoding="utf-8")
    return load(folder / "letters.txt").value.creators


def test_creators_are_read(tmp_path):
    text = """
    [[creator]]
    family = "Müller"
    given = "Anna Maria"
    orcid = "https://orcid.org/0000-0002-1825-0097"
    [[creator]]
    name = "The G. project"
    [[creator]]
    family = "Platon"
    """
    assert read(tmp_path, text) == (
        Creator("Müller", "Anna Maria", orcid="0000-0002-1825-0097"),
        Creator(name="The G. project"),
        Creator("Platon"),
    )


def test_no_creator(tmp_path):
    assert read(tmp_path, "") == ()


NAMES = {
    Creator("Müller", "Anna Maria"): ("Müller, Anna Maria", "Anna Maria Müller"),
    Creator("Platon"): ("Platon", "Platon"),
    Creator(name="The G. project"): ("The G. project", "The G. project"),
}


@pytest.mark.parametrize("creator", NAMES)
def test_how_a_creator_is_called(creator):
    assert (creator.sorted, creator.spoken) == NAMES[creator]


FAULTS = {
    "a single name": ('creator = "A. B."', "config-type", "[[creator]]"),
    "a list of names": ('creator = ["A. B."]', "config-type", "[[creator]]"),
    "nothing in it": ("[[creator]]", "config-value", "needs “family” and “given”"),
    "given alone": ('[[creator]]\ngiven = "A."', "config-value", "needs “family” and “given”"),
    "both ways": ('[[creator]]\nname = "A. B."\nfamily = "B."', "config-value", "needs “family” and “given”"),
    "a name and given": ('[[creator]]\nname = "A. B."\ngiven = "A."', "config-value", "needs “family”"),
    "a key mistyped": ('[[creator]]\nfamily = "B."\nfirst = "A."', "config-unknown-key", "“first”"),
    "a number": ("[[creator]]\nfamily = 3", "config-type", "“family” must be words in quotes, not a number"),
    "a blank": ('[[creator]]\nfamily = " "', "config-value", "“family” must be words"),
    "a line end": ('[[creator]]\nfamily = "A\\nB"', "config-value", "“family” must be words"),
    "an ORCID with a slip": (
        '[[creator]]\nfamily = "B."\norcid = "0000-0002-1825-0098"',
        "config-value",
        "wrong check digit",
    ),
    "an ORCID that is none": ('[[creator]]\nfamily = "B."\norcid = "none"', "config-value", "is no ORCID"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault(tmp_path, name):
    text, code, said = FAULTS[name]
    with pytest.raises(Refused) as raised:
        read(tmp_path, text)
    (problem,) = raised.value.problems
    assert problem.code == code
    assert said in problem.message
    assert problem.place.line > 0


def test_every_fault_is_told_at_once(tmp_path):
    text = '[[creator]]\nfamily = 1\n[[creator]]\n[[creator]]\nname = "A"\nage = 3\n'
    with pytest.raises(Refused) as raised:
        read(tmp_path, text)
    assert [each.place.line for each in raised.value.problems] == [2, 3, 6]
