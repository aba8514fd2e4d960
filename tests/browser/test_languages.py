"""The language of each passage, as a screen reader, a hyphenator and a translator have it."""

from __future__ import annotations

import pytest
from browser.pages import TWO_TONGUES

#: The language of the element that holds these words.
LANGUAGE = "(part) => part.closest('[lang]').lang"


@pytest.mark.parametrize(
    ("address", "words", "language"),
    [
        ("de-kaufmann/html/index.html", "Briefe", "de"),
        ("fr-soldat/html/index.html", "Lettres", "fr"),
        ("de-kaufmann/html/about.html", "Wie der Text behandelt wurde", "de"),
        ("de-kaufmann/html/about.html", "Trennstriche, Rechtschreibung und Großschreibung", "de"),
        ("de-kaufmann/html/about.html", "Weder der Herausgeber noch die Vorlage nennt eine Lizenz.", "de"),
        ("de-kaufmann/html/about.html", "Von letterbook aus source.txt kodiert", "de"),
        ("de-kaufmann/html/letters/letter-1.html", "die Unterschrift (“Gottlieb”)", "de"),
        ("de-kaufmann/html/letters/letter-1.html", "Deine Waare ist hier", "de"),
        (f"{TWO_TONGUES}/report/review.html", "Only what waits", "en"),
        (f"{TWO_TONGUES}/report/review.html", "Le piano n'était pas d'accord", "fr"),
    ],
)
def test_words_stand_in_their_language(visit, address, words, language):
    page = visit(address)
    assert page.get_by_text(words).first.evaluate(LANGUAGE) == language
