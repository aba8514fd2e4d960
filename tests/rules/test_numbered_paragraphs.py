"""Labels of numbered paragraphs and of items: 2 follows 1, (b) follows (a); and what only looks like one."""

from __future__ import annotations

import pytest

from letterbook.model import Source
from letterbook.read.page import read_lines
from letterbook.rules.numbered_paragraphs import find_labels


def labels(*paragraphs: str) -> list[tuple[str, str]]:
    """Return the words and the form of every label, in the order of the text."""
    page = read_lines(Source("t", "\n\n".join(paragraphs), ""))
    found = sorted(find_labels(page.source, page.paragraphs), key=lambda label: label.span)
    assert all(label.value.n in page.source.quote(label.span) for label in found)
    return [(page.source.quote(label.span), label.value.form) for label in found]


P, I = "paragraph", "item"  # noqa: E741 (as short as the labels)
LABELLED = [
    (["1. The house is let.", "2. The garden is not."], [("1.", P), ("2.", P)]),
    (["The house is let.", "2. The garden is not."], [("2.", P)]),
    (["1. Das Haus.", "Es ist alt.", "2. Der Garten.", "3. Der Hof."], [("1.", P), ("2.", P), ("3.", P)]),
    (["La maison.", "2. Le jardin.", "3. La cour."], [("2.", P), ("3.", P)]),
    (["I. Das Haus.", "II. Der Garten."], [("I.", P), ("II.", P)]),
    (["La maison.", "ii. Le jardin."], [("ii.", P)]),
    (["A. The house.", "B. The garden."], [("A.", P), ("B.", P)]),
    (["(1) mutual help;", "(2) no peace alone."], [("(1)", I), ("(2)", I)]),
    (["a) das Haus;", "b) der Garten;", "c) der Hof."], [("a)", I), ("b)", I), ("c)", I)]),
    (["(i) la maison;", "(ii) le jardin."], [("(i)", I), ("(ii)", I)]),
    (["[1] a house", "[2] a garden"], [("[1]", I), ("[2]", I)]),
    (["(h) a house", "(i) a garden"], []),
    (["1. A.", "(1) x;", "(2) y.", "2. B."], [("1.", P), ("(1)", I), ("(2)", I), ("2.", P)]),
    (["1. A.", "2. B.", "1. C.", "2. D."], [("1.", P), ("2.", P), ("1.", P), ("2.", P)]),
    (["(g) x", "(a) x", "(b) y"], [("(a)", I), ("(b)", I)]),
]


@pytest.mark.parametrize(("paragraphs", "expected"), LABELLED)
def test_labels_follow_each_other(paragraphs, expected):
    assert labels(*paragraphs) == expected


UNLABELLED = [
    [],
    ["1. The house is let."],
    ["1. The house is let.", "3. The garden is not."],
    ["3. Drei Jahre sind es.", "4. Vier werden es."],
    ["12 men came.", "13 went."],
    ["1 The house.", "2 The garden."],
    ["1.5 miles of road", "2.5 miles of wall"],
    ["(1) mutual help;", "no peace alone."],
    ["The house.", "(2) no peace alone."],
    ["A. war gestern hier.", "Er geht heute."],
    ["Gestern war A. hier.", "B. kam auch."],
    ["La maison est grande.", "B. est venu hier."],
    ["I. Orme is dead.", "He was old."],
    ["IV. The house.", "V. The garden."],
    ["IIX. The house.", "The garden."],
    ["1) The house.", "3. The garden."],
    ["(a) the house", "b. the garden"],
    ["1.", "2."],
]


@pytest.mark.parametrize("paragraphs", UNLABELLED)
def test_a_number_alone_labels_nothing(paragraphs):
    assert labels(*paragraphs) == []


def test_a_label_holds_no_space():
    source = Source("t", "(1)   mutual help;\n\n(2)\tno peace", "")
    found = list(find_labels(source, read_lines(source).paragraphs))
    assert [source.quote(label.span) for label in found] == ["(1)", "(2)"]
    assert [label.value.n for label in found] == ["1", "2"]
