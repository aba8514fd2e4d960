"""Tells the languages of a text that no project holds."""

from __future__ import annotations

from letterbook.detect.languages import languages_of, tell_languages_of_page
from letterbook.model import Source
from letterbook.read.page import read_lines


def detect_languages(text: str) -> tuple[str, ...]:
    """Return the languages of a text, most used first; ("en",) for a few words in none that is known."""
    return languages_of(tell_languages_of_page(read_lines(Source("", text, ""))))
