"""Set phrases on lines of their own, and the lines that only begin like one."""

from __future__ import annotations

import pytest

from letterbook.model import Source
from letterbook.read.page import read_lines
from letterbook.rules.set_phrases import begins, find_inline_remarks, find_phrases, is_ornament


def kinds(text: str, language: str = "en") -> list[str]:
    return [finding.kind for finding in find_phrases(read_lines(Source("t", text, "")), (language,))]


PHRASES = [
    ("en", "My dear Ann,", "salute"),
    ("en", "Dear Sir:", "salute"),
    ("en", "DEAR SIR,—", "salute"),
    ("en", "My dear Ann. 4", "salute"),
    ("en", "My dear Ann,[4]", "salute"),
    ("en", "My dear Ann", "salute"),
    ("en", "_Sir,_", "salute"),
    ("de", "Lieber Freund!", "salute"),
    ("de", "Hochverehrter Herr Doktor,", "salute"),
    ("de", "„Liebste Schwester“!", "salute"),
    ("fr", "Mon cher ami,", "salute"),
    ("fr", "Monsieur,", "salute"),
    ("fr", "Chère Madame", "salute"),
    ("en", "Yours ever,", "valediction"),
    ("en", "I am, Sir,\nyour obedient servant,", "valediction"),
    ("de", "Herzliche Grüße", "valediction"),
    ("de", "Ihr ergebenster", "valediction"),
    ("fr", "Tout à vous,", "valediction"),
    ("fr", "Votre dévoué", "valediction"),
    ("en", "P.S. The ship is in.", "postscript"),
    ("en", "P. S.--The ship is in.", "postscript"),
    ("en", "PS", "postscript"),
    ("de", "N.S. Das Buch ist da.", "postscript"),
    ("de", "Nachschrift.", "postscript"),
    ("fr", "P.-S. Le bateau est là.", "postscript"),
    ("en", "Highly confidential", "marking"),
    ("en", "[Private.]", "marking"),
    ("en", "SECRET AND PERSONAL. FOR THE MINISTER ALONE", "marking"),
    ("de", "Vertraulich", "marking"),
    ("fr", "Confidentielle", "marking"),
    ("en", "(incomplete)", "remark"),
    ("en", "[Not signed.]", "remark"),
    ("de", "[Schluß fehlt.]", "remark"),
    ("fr", "(la fin manque)", "remark"),
    ("en", "* * *", "ornament"),
    ("en", "-----", "ornament"),
    ("en", "❦", "ornament"),
]


@pytest.mark.parametrize(("language", "text", "kind"), PHRASES)
def test_a_set_phrase_is_found(language, text, kind):
    assert kinds(text, language) == [kind]


LONG = (
    "I am going to the mill and shall write again when I am back from the river, in a week, if the horses "
    "can be had."
)
PLAIN = [
    ("en", ""),
    ("en", "Sirius rose early,"),
    ("en", "Dear me, what a day it was. she said nothing more all evening,"),
    ("en", "The dear child,"),
    ("en", "Dear bread is the ruin of the poor, and cheap bread of the farmer, as my father used to say."),
    ("en", LONG),
    ("en", "Our brother has come."),
    ("en", "Psalms are sung"),
    ("en", "ps. this is added"),
    ("en", "psalms"),
    ("en", "Private matters keep me"),
    ("en", "The secret is out"),
    ("en", "incomplete"),
    ("en", "(signed) John Orme"),
    ("en", "* The first of them"),
    ("en", "- 12 -"),
    ("de", "Die liebe Not,"),
    ("de", "Lieberose liegt an einem See,"),
    ("de", "Das Buch von dir"),
    ("de", "Vertraulichkeit war nie"),
    ("de", "(er lacht)"),
    ("fr", "Le cher homme,"),
    ("fr", "Monsieurs et dames,"),
    ("fr", "Il est à vous"),
    ("fr", "(elle rit)"),
]


@pytest.mark.parametrize(("language", "text"), PLAIN)
def test_a_line_that_is_no_set_phrase_is_let_be(language, text):
    assert kinds(text, language) == []


def test_a_line_may_be_two_things():
    assert kinds("Yours\n\nDear", "en") == ["valediction", "salute"]
    assert kinds("Liebe Grüße", "de") == ["salute"]
    assert kinds("Gruß und Kuß", "de") == ["valediction"]
    assert sorted(kinds("Herzlich", "de")) == ["salute", "valediction"]


def test_a_paragraph_is_no_phrase():
    text = (
        "My dear Ann, the ship is in and we are all of us well and glad,\n"
        "and the cargo is safe, though the rats have eaten of the cheese and\n"
        "of the candles,\n"
    )
    assert kinds(text * 2) == []


def test_a_postscript_may_run_on_but_a_salutation_may_not():
    long = "the ship is in and we are all of us well and glad to be on land, and the cargo is safe " * 2
    assert kinds(f"P.S. {long}") == ["postscript"]
    assert kinds(f"My dear Ann, {long}") == []


ORNAMENTS = [
    ("* * *", True),
    ("—", True),
    ("o o o", True),
    ("#", True),
    ("", False),
    ("*" * 81, False),
    ("* 3 *", False),
    ("xxx", False),
    ("oh", False),
]


@pytest.mark.parametrize(("text", "expected"), ORNAMENTS)
def test_an_ornament_holds_no_word(text, expected):
    assert is_ornament(text) is expected


def test_a_phrase_begins_a_text_as_whole_words():
    assert begins("“Dear Sir", ("dear",))
    assert begins("D’accord", ("d'accord",))
    assert not begins("Dearest", ("dear",))
    assert not begins("My dear", ("dear",))
    assert not begins("", ("dear",))
    assert not begins("Dear", ())


REMARKS = [
    ("en", "We sailed (incomplete) at noon", [("(incomplete)", "gap")]),
    ("en", "a rose [sic] of (end  missing.)", [("[sic]", "editorial"), ("(end  missing.)", "gap")]),
    ("de", "das [unleserlich] Buch", [("[unleserlich]", "gap")]),
    ("fr", "le (illisible) mot", [("(illisible)", "gap")]),
    ("en", "We sailed (in haste) at noon [or so]", []),
    ("en", "an incomplete set (very incomplete)", []),
    ("en", "(incomplete", []),
    ("en", "(in\ncomplete)", []),
    ("de", "das (incomplete) Buch", []),
    ("fr", "le [mot]", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), REMARKS)
def test_an_editors_remark_in_a_line_is_found(language, text, expected):
    found = find_inline_remarks(text, 100, (language,))
    shown = [(text[r.span.start - 100 : r.span.end - 100], r.value.type) for r in found]
    assert shown == expected
