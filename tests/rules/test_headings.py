"""Which lines may head a letter, and what is read in them; which lines may not."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from letterbook.model import Source
from letterbook.read.page import read_lines
from letterbook.rules.headings import find_heads, is_names, part_words, particles, to_words, without_call


def heads(text: str, language: str = "en") -> list[tuple[str, ...]]:
    """Return number, style, prefix, mark and rest of every heading proposed below a blank line."""
    source = Source("t", f"\n{text}\n", "")
    return [astuple(head.value)[:5] for head in find_heads(read_lines(source), (language,))]


NUMBERED = [
    ("en", "No. 12", "12", "arabic", "no", "", "bare"),
    ("en", "No. 12345", "12345", "arabic", "no", "", "bare"),
    ("en", "12345. To his Sister.", "12345", "arabic", "", ".", "names"),
    ("en", "NO. 12.", "12", "arabic", "no", ".", "bare"),
    ("en", "No.12", "12", "arabic", "no", "", "bare"),
    ("en", "No. 12a", "12a", "arabic", "no", "", "bare"),
    ("en", "Telegram 12", "12", "arabic", "telegram", "", "bare"),
    ("en", "12", "12", "arabic", "", "", "bare"),
    ("en", "12.", "12", "arabic", "", ".", "bare"),
    ("en", "[12]", "12", "arabic", "", "]", "bare"),
    ("en", "(12)", "12", "arabic", "", ")", "bare"),
    ("en", "== 12 ==", "12", "arabic", "", "", "bare"),
    ("en", "_No. 12_", "12", "arabic", "no", "", "bare"),
    ("en", "XII.", "12", "roman", "", ".", "bare"),
    ("en", "xii.", "12", "small", "", ".", "bare"),
    ("en", "XIIII", "14", "roman", "", "", "bare"),
    ("en", "Letter XII.", "12", "roman", "letter", ".", "bare"),
    ("en", "LETTER\nXII.", "12", "roman", "letter", ".", "bare"),
    ("en", "No.\n182.", "182", "arabic", "no", ".", "bare"),
    ("en", "LETTER FIRST.", "1", "word", "letter", ".", "bare"),
    ("en", "LETTER THE TWELFTH.", "12", "word", "letter", ".", "bare"),
    ("en", "Letter Twenty-First", "21", "word", "letter", "", "bare"),
    ("en", "The third letter", "3", "word", "letter", "", "bare"),
    ("en", "TWELVE", "12", "word", "", "", "bare"),
    ("en", "XII. To his Sister.", "12", "roman", "", ".", "names"),
    ("en", "12 Orme to Reed", "12", "arabic", "", "", "names"),
    ("en", "12. On the harvest at home", "12", "arabic", "", ".", "words"),
    ("de", "Nr. 9", "9", "arabic", "nr", "", "bare"),
    ("de", "9.", "9", "arabic", "", ".", "bare"),
    ("de", "Brief 12", "12", "arabic", "brief", "", "bare"),
    ("de", "Erster Brief.", "1", "word", "brief", ".", "bare"),
    ("de", "Zweiundzwanzigster Brief", "22", "word", "brief", "", "bare"),
    ("de", "I. An Christian Brandt.", "1", "roman", "", ".", "names"),
    ("de", "7. Clara Brandt an ihre Mutter", "7", "arabic", "", ".", "names"),
    ("fr", "N° 12", "12", "arabic", "n°", "", "bare"),
    ("en", "Third Letter to Mr. Hale", "3", "word", "letter", "", "names"),
    ("de", "Erster Brief an Clara", "1", "word", "brief", "", "names"),
    ("fr", "Lettre première à Madame de Brun", "1", "word", "lettre", "", "names"),
    ("fr", "LETTRE PREMIÈRE.", "1", "word", "lettre", ".", "bare"),
    ("fr", "Première lettre", "1", "word", "lettre", "", "bare"),
    ("fr", "Lettre cinquième et dernière", "5", "word", "lettre", "", "bare"),
    ("fr", "N° 1. — De M. de Brun", "1", "arabic", "n°", ".", "names"),
    ("fr", "12. — Jeanne Morel à Paul Vidal", "12", "arabic", "", ".", "names"),
    ("en", "121 Letter 4", "4", "arabic", "letter", "", "bare"),  # behind the number of the page
    ("en", "12 Hale Street", "12", "arabic", "", "", "names"),
]


@pytest.mark.parametrize(("language", "text", "number", "style", "prefix", "mark", "rest"), NUMBERED)
def test_a_number_may_head_a_letter(language, text, number, style, prefix, mark, rest):
    assert heads(text, language) == [(number, style, prefix, mark, rest)]


#: A call at the end of a heading is no part of what it says.
CALLED = [
    ("en", "No. 2 1A.", "2", "bare"),
    ("en", "No. 12*", "12", "bare"),
    ("en", "No. 12 [3]", "12", "bare"),
    ("en", "XII. †", "12", "bare"),
    ("en", "12. ORME TO REED. 3", "12", "names"),
    ("de", "Nr. 9 1)", "9", "bare"),
    ("de", "9. Brandt an Stern ²", "9", "names"),
    ("fr", "LETTRE XII (1)", "12", "bare"),
]


@pytest.mark.parametrize(("language", "text", "number", "rest"), CALLED)
def test_a_call_does_not_change_what_a_heading_says(language, text, number, rest):
    assert [(head[0], head[4]) for head in heads(text, language)] == [(number, rest)]


#: Misprints are candidates too: the judge of series knows which number is wanted.
MISPRINTED = [
    ("en", "Mo. 27", "27", "mo"),
    ("en", "No. 1O", "1O", "no"),
    ("en", "LXV", "65", ""),
    ("de", "Ar. 9", "9", "ar"),
    ("fr", "M° 12", "12", "m°"),
]


@pytest.mark.parametrize(("language", "text", "number", "prefix"), MISPRINTED)
def test_a_misprint_may_head_a_letter(language, text, number, prefix):
    assert [(head[0], head[2]) for head in heads(text, language)] == [(number, prefix)]


NAMED = [
    ("en", "TO MRS. HALE", "to"),
    ("en", "To Mrs. Hale.", "to"),
    ("en", "To the Same.", "to"),
    ("en", "John Orme to Ann Reed", "from-to"),
    ("en", "JOHN ORME TO HIS WIFE. 4", "from-to"),
    ("en", "Orme to Reed. Leeds, 3 May 1798.", "from-to"),
    ("de", "An Christian Brandt", "to"),
    ("de", "An denselben.", "to"),
    ("de", "Brandt an Stern", "from-to"),
    ("de", "Brandt an Stern. Weimar, 3. Mai 1798", "from-to"),
    ("fr", "À MADAME DE BRUN", "to"),
    ("fr", "À la même.", "to"),
    ("fr", "AU MÊME", "to"),
    ("fr", "Le vicomte de H. à Louise Morel", "from-to"),
    ("fr", "Louise Morel au même", "from-to"),
    ("en", "From Mrs. Hale", "from"),
    ("de", "Von Christian Brandt", "from"),
    ("fr", "DE MADAME DE BRUN", "from"),
    ("en", "To his sister.", "to"),
    ("de", "An seine Mutter", "to"),
    ("fr", "À sa mère.", "to"),
    ("en", "[Sidenote: Mr. Henry Hale.]", ""),
]


@pytest.mark.parametrize(("language", "text", "prefix"), NAMED)
def test_names_and_a_word_for_to_whom_may_head_a_letter(language, text, prefix):
    assert heads(text, language) == [("", "none", prefix, "", "names")]


def test_a_heading_of_names_may_run_over():
    wide = "JOHN ORME TO MRS. REED. 17 Spring Gardens, London, Tuesday, September"
    assert heads(f"{wide}\n6, 1831.\n") == [("", "none", "from-to", "", "names")]
    assert heads("John Orme to the Earl of Reed.--(Received\nSeptember 20.)\n") == [
        ("", "none", "from-to", "", "names")
    ]
    told = "John Orme to Mrs. Reed. He had been ill for six weeks when the news came to"
    assert heads(f"{told}\nhim in 1831.\n") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "7 July, 1836, Malaga"), ("de", "7 Juli 1836"), ("fr", "7 juillet 1836, Caen")],
)
def test_a_day_heads_no_letter(language, text):
    assert heads(text, language) == []


#: What prose may look like too: the judge of series knows that no number follows.
DOUBTFUL = [
    ("en", "I am well.", "1"),
    ("en", "12 men came in the boat", "12"),
    ("en", "1843.", "1843"),
    ("de", "12. Mai 1798", "12"),
    ("en", "They went to London", ""),
]


@pytest.mark.parametrize(("language", "text", "number"), DOUBTFUL)
def test_a_rule_proposes_what_a_judge_may_drop(language, text, number):
    assert [head[0] for head in heads(text, language)] == [number]


NO_HEADING = [
    ("en", ""),
    ("en", "* * *"),
    ("en", "Page 12"),
    ("en", "Chapter 3"),
    ("en", "May 12"),
    ("en", "12th May 1843"),
    ("en", "2nd"),
    ("en", "John Orme"),
    ("en", "To be or not to be"),
    ("en", "To all who come and go in these hills,"),
    ("en", "Where are you going to?"),
    ("en", "third time lucky"),
    ("en", "IV. The road is long and nobody walks it in winter because of the wolves in the woods there."),
    ("en", "No. 12 " + "of a very long row of barrels " * 4),
    ("de", "Kapitel 9"),
    ("de", "Drittens"),
    ("de", "an demselben Tage noch"),
    ("de", "er ging an Land"),
    ("de", "An diesem Tage kam er spät nach Hause"),
    ("de", "Seite 12"),
    ("fr", "Chapitre III"),
    ("fr", "À la campagne on dort bien"),
    ("fr", "à la même heure"),
    ("fr", "il est allé à Paris"),
    ("fr", "M. de Brun"),
    ("en", "M. Ellwood"),
]


INITIALS = [
    ("en", "C.H. to E.H.", ("", "none", "from-to", "", "names")),
    ("en", "M. DE LA TOUR TO A. B. HALE.", ("", "none", "from-to", "", "names")),
    ("en", "I. A. B. HALE TO MR. ORME.", ("1", "roman", "", ".", "names")),
    ("en", "C. To Mr. Orme", ("100", "roman", "", ".", "names")),
    ("en", "L. A. HALE TO MR. ORME.", ("50", "roman", "", ".", "names")),
    ("en", "MDCC. To Mr. Orme", ("1700", "roman", "", ".", "names")),
]


@pytest.mark.parametrize(("language", "text", "read"), INITIALS)
def test_an_initial_is_no_number(language, text, read):
    assert heads(text, language) == [read]


@pytest.mark.parametrize(("language", "text"), NO_HEADING)
def test_most_lines_head_no_letter(language, text):
    assert heads(text, language) == []


def test_a_line_inside_a_paragraph_heads_nothing():
    text = (
        "The boat came in before noon, and on board of it we counted\n12\nbarrels of herring, as they said\n"
    )
    assert heads(text * 3) == []


def test_a_number_that_begins_a_paragraph_of_prose_heads_nothing():
    text = (
        "12 men came in the boat, and on board of it we counted\nmore barrels of herring than I like to say\n"
    )
    assert heads(text) == []


def test_the_parts_of_a_split_heading_stand_close():
    assert [head[2] for head in heads("No.\n\n182.")] == ["no", ""]
    assert [head[2] for head in heads("No.\n\n\n182.")] == [""]


NAMES = [
    ("en", "John Orme to the Duke of Leeds", True),
    ("en", "MRS. A. HALE & CO.", True),
    ("en", "his to her and by", False),
    ("en", "John Orme writes to her", False),
    ("en", "12 34", False),
    ("en", " ".join(["Orme"] * 19), False),
    ("de", "Clara von Stern an ihre Mutter", True),
    ("de", "Clara geht nach Stern", False),
    ("fr", "Madame d'Argens à sa sœur", False),
    ("fr", "Madame de Brun à Paul Vidal", True),
]


@pytest.mark.parametrize(("language", "text", "expected"), NAMES)
def test_names_are_capitals_but_for_small_words(language, text, expected):
    assert is_names(text, particles((language,))) is expected


CALLS = [
    ("ORME TO REED. 3", "ORME TO REED."),
    ("ORME TO REED [12]", "ORME TO REED"),
    ("Brandt an Stern*", "Brandt an Stern"),
    ("Brandt an Stern. *", "Brandt an Stern."),
    ("À Louise (1).", "À Louise"),
    ("Leeds, 3 May 1843", "Leeds, 3 May 1843"),
    ("Room 1234", "Room 1234"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "bare"), CALLS)
def test_a_call_is_taken_off_the_end(text, bare):
    assert without_call(text) == bare


def test_languages_are_put_together():
    assert to_words(("de", "fr")) == {"an", "à", "au", "aux", "a"}
    assert to_words(()) == frozenset()
    assert {"book", "buch", "livre"} <= part_words(("en", "de", "fr"))
    assert heads("Nr. 9", "fr") == [("9", "arabic", "nr", "", "bare")]
    assert heads("Brief 9", "fr") == []
