"""Prints small books of letters as text, for the tests of the judges."""

from __future__ import annotations

from letterbook.build.plan import plan
from letterbook.build.tree import build
from letterbook.detect.found import Found
from letterbook.detect.run import detect
from letterbook.model import Edition, Source, Span
from letterbook.project.layout import Layout
from letterbook.settle.judges import settle

#: What stands in a letter of each language: date, salutation, prose, close, signature.
MANNERS = {
    "en": {
        "date": "Leeds, 3 May 1843.",
        "salute": "My dear Ann,",
        "body": "The roads are bad and the post is late. I shall write again when they are better, and then "
        "you shall have the book that you asked for.",
        "close": "Yours ever,",
        "signed": "Ben Orme",
    },
    "de": {
        "date": "Weimar, den 3. Mai 1843.",
        "salute": "Liebe Anna!",
        "body": "Die Wege sind schlecht, und die Post kommt spät. Ich schreibe wieder, wenn sie besser sind, "
        "und dann sollst du auch das Buch haben.",
        "close": "Mit herzlichen Grüßen",
        "signed": "Ben Ohm",
    },
    "fr": {
        "date": "Lyon, le 3 mai 1843.",
        "salute": "Ma chère Anne,",
        "body": "Les chemins sont mauvais et la poste est en retard. Je vous écrirai quand ils seront "
        "meilleurs, et vous aurez alors le livre.",
        "close": "Tout à vous,",
        "signed": "Benoît Orme",
    },
}


def letter(head: str = "", language: str = "en", **parts: str) -> str:
    """Print a letter: its heading, then date, salute, body, close and signed; "" leaves one out."""
    manner = {**MANNERS[language], **parts}
    return "\n\n".join(row for row in (head, *manner.values()) if row)


def book(*parts: str) -> str:
    """Print a book: its parts, with two blank lines between them."""
    return "\n\n\n".join(parts) + "\n"


def found_in(text: str, language: str = "en", **pinned: object) -> Found:
    """Return what the rules find in a text; `pinned` are fields of the layout."""
    return detect(Source("t.txt", text, ""), (language,), Layout(**pinned))


def edition_in(text: str, language: str = "en", **pinned: object) -> Edition:
    """Return the edition that is made of a text."""
    found = found_in(text, language, **pinned)
    return build(found.page.source, plan(settle(found)[0]))


def at(text: str, words: str) -> Span:
    """Return where words stand in a text, which they must do once."""
    assert text.count(words) == 1, words
    start = text.index(words)
    return Span(start, start + len(words))
