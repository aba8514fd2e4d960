"""Which language a text is in, which ones a book is in, and by which ones a line is read."""

from __future__ import annotations

import pytest

from letterbook.values.languages import Tongues, language_of, tell_languages

GERMAN = "Ich habe deinen Brief erhalten und danke dir für alles, was du mir über das Haus schreibst."
FRENCH = (
    "J'ai reçu votre lettre et je vous remercie de tout ce que vous me dites de la maison et des enfants."
)
LATIN = "Litteras tuas accepi et gratias tibi ago, quod ad me omnia de te et de tuis scripsisti."
MIXED = f"{GERMAN} Er schrieb mir: „{FRENCH}“"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de"),
        (FRENCH, "fr"),
        (LATIN, "la"),
        (MIXED, ""),  # a quotation makes no passage
        ("Wien, den 3. Mai 1850.", ""),
        ("sleep till ten, dine till eleven, walk till twelve, ride till one, rest till two, read", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_passage_is_told_only_beyond_doubt(text, language):
    assert language_of(text) == language


def spoken(*paragraphs: str):
    starts = [sum(len(one) + 2 for one in paragraphs[:at]) for at in range(len(paragraphs))]
    return tell_languages(zip(starts, paragraphs, strict=True)), starts


def test_a_line_is_read_by_the_language_of_what_stands_about_it():
    heard, starts = spoken(
        GERMAN, "Dein Karl", "Paris, 3 mai 1840.", FRENCH, "Votre ami", "III.", GERMAN, GERMAN
    )
    by = Tongues(("de",), heard)
    assert [by.at(start) for start in starts] == [
        ("de",),
        ("fr", "de"),
        ("fr", "de"),
        ("fr", "de"),
        ("de", "fr"),
        ("de", "fr"),
        ("de",),
        ("de",),
    ]


def test_pinned_languages_are_the_only_ones():
    heard, starts = spoken(GERMAN, FRENCH, GERMAN)
    assert Tongues(("de",), heard, only=True).at(starts[1]) == ("de",)
    assert Tongues(("de", "fr"), heard, only=True).at(starts[1]) == ("fr", "de")


def test_a_letter_is_read_by_the_language_of_most_of_it():
    heard, starts = spoken(GERMAN, FRENCH, FRENCH, LATIN, GERMAN)
    by = Tongues(("de",), heard)
    assert by.of(starts[1], starts[4]) == ("fr", "de")
    assert by.foreign(starts[1], starts[4]) == "fr"
    assert by.foreign(starts[3], starts[4]) == "la"
    assert by.foreign(starts[4], starts[4] + 9) is None


def test_a_language_without_words_is_spoken_and_not_read_by():
    polish = (
        "Otrzymałem list od pana; proszę mi napisać, kiedy pan będzie u nas, bo bardzo się o pana boję i już "
        "tylko przez gazety wiem, że pan jest jeszcze w mieście, gdzie by nie był nikt, kto może wyjechać."
    )
    heard, starts = spoken(GERMAN, polish, GERMAN)
    by = Tongues(("de",), heard)
    assert by.at(starts[1]) == ("de",)
    assert by.foreign(starts[1], starts[2]) == "pl"
