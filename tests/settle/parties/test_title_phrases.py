"""Names in the words of a title."""

from __future__ import annotations

import pytest

from letterbook.settle.parties.title_phrases import read_pair, read_titles


@pytest.mark.parametrize("text", ["..", "...", ". .", "....... ...."])
def test_a_row_of_stops_names_nobody(text: str) -> None:
    assert read_pair(text, ("it",)) == ()


def test_two_names_and_nothing_else_are_a_pair() -> None:
    assert [name.text for name in read_pair("Anne Holt and Carl Post", ("en",))] == ["Anne Holt", "Carl Post"]


@pytest.mark.parametrize(
    ("language", "title", "reader"),
    [
        ("es", "CARTAS\nDE DON TOMÁS DE LEZO\nÁ SU HERMANO\nDON PEDRO DE LEZO", "Pedro de Lezo"),
        ("it", "LETTERE DI ANNA RIVA A SUO FRATELLO\nPAOLO RIVA", "Paolo Riva"),
        ("de", "Briefe von Karl Brandt an seine Schwester\nherausgegeben von Otto Lang", "seine Schwester"),
        ("en", "LETTERS OF JOHN HOLT TO HIS SON\nEDITED BY CARL POST", "his Son"),
        ("en", "LETTERS OF JOHN HOLT TO HIS SON\nby Carl Post", "his Son"),
    ],
)
def test_who_the_brother_is_may_stand_behind_the_word_for_him(language, title, reader):
    assert [[name.text for name in one.other] for one in read_titles(title, (language,))] == [[reader]]
