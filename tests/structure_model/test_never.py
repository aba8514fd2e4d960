"""What no letter does: begin with the title of a preface, end before its signature."""

from __future__ import annotations

from printed import found_in

from letterbook.structure_model.agreement import without_doubtful_gaps
from letterbook.structure_model.labels import BEGIN, BETWEEN, END, FRONT, INSIDE, NAMES
from letterbook.structure_model.never import rule_out, signatures
from letterbook.structure_model.units import cut_units

PROSE = (
    "The roads are bad and the post is late, and I shall write again when they are better than they were. "
    * 2
)


def ruled(*paragraphs: str, clamps=None):
    units = cut_units(found_in("\n\n".join(paragraphs) + "\n", "en"))
    return {units[i].text: labels for i, labels in rule_out(units, clamps or {}).items()}


def test_no_letter_begins_with_the_title_of_a_preface():
    told = ruled("PREFACE", PROSE, "LEEDS", PROSE, "INDEX", PROSE)
    assert [BEGIN in labels for labels in told.values()] == [False, False]
    assert told.keys() == {"PREFACE", "INDEX"}


def test_what_is_clamped_stays():
    assert ruled("PREFACE", PROSE, clamps={0: frozenset({BEGIN})})["PREFACE"] == {BEGIN}
    assert ruled("PREFACE", PROSE, clamps={0: frozenset({BEGIN, FRONT})})["PREFACE"] == {FRONT}


def test_what_stands_below_a_close_with_a_comma_is_a_signature():
    texts = (PROSE, "Yours ever,", "THE EARL OF LEEDS", PROSE, "Yours ever.", "LEEDS", "Yours,", PROSE)
    told = signatures(cut_units(found_in("\n\n".join(texts) + "\n", "en")))
    assert [text for text, is_so in zip(texts, told, strict=True) if is_so] == ["THE EARL OF LEEDS"]


def test_a_signature_between_two_letters_is_the_first_ones():
    labels = [BEGIN, END, BETWEEN, BEGIN, END]
    told = [[0.99 if label == mine else 0.0 for label in range(len(NAMES))] for mine in labels]
    alone = [False, False, True, False, False]
    assert without_doubtful_gaps(labels, told, []) == labels
    assert without_doubtful_gaps(labels, told, [], alone) == [BEGIN, INSIDE, END, BEGIN, END]
