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
        ("de-kaufmann/html/about.html", "Spelling, punctuation and capitals are not normalised.", "en"),
        ("de-kaufmann/html/about.html", "Neither the editor nor the source states a licence.", "en"),
        ("de-kaufmann/html/about.html", "Read from the plain text, and encoded", "en"),
        ("de-kaufmann/html/letters/letter-1.html", "the signature (“Gottlieb”)", "en"),
        ("de-kaufmann/html/letters/letter-1.html", "Deine Waare ist hier", "de"),
        (f"{TWO_TONGUES}/report/review.html", "Only what waits", "en"),
        (f"{TWO_TONGUES}/report/review.html", "Le piano n'était pas d'accord", "fr"),
    ],
)
def test_words_stand_in_their_language(visit, address, words, language):
    page = visit(address)
    assert page.get_by_text(words).first.evaluate(LANGUAGE) == language
