"""Decide in which languages a book is read, and tell what is not read for want of words."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.detect.found import Found
from letterbook.model import Finding
from letterbook.problems import Place, Problem, problem
from letterbook.read.page import Page
from letterbook.values.languages import Spoken, tell_languages
from letterbook.words import lacking, name_of, read_languages

#: The code of a language that cannot be told (BCP 47).
UNKNOWN = "und"
_FEWEST = 200  # words of a text by which it can be said that its language is unknown


def tell_languages_of_page(page: Page, licences: Sequence[Finding] = ()) -> Spoken:
    """Tell the languages of a page's paragraphs, those of a distributor's licence left out."""
    outside = (p for p in page.paragraphs if not any(one.span.holds(p.span) for one in licences))
    text = page.source.text
    return tell_languages((p.span.start, text[p.span.start : p.span.end]) for p in outside)


def languages_of(spoken: Spoken, named: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the languages to read a book by, the main one first.

    `named` are the editor's; one that letterbook has no words for stands before those that are found, so that
    the edition is in it and its words are still read where they are known. A book of a few words is English
    where no language is found, any other is in a language that cannot be told ("und").
    """
    bases = tuple(dict.fromkeys(language.split("-")[0].lower() for language in named))
    if bases and all(base in read_languages() for base in bases):
        return bases
    told = spoken.main or ((UNKNOWN,) if sum(spoken.weights.values()) >= _FEWEST else ("en",))
    if not bases:
        return told
    return tuple(dict.fromkeys((*bases, *(one for one in told if one in read_languages()))))


def doubt_language(found: Found) -> Problem | None:
    """Return the problem that letterbook has no words, or not all, for the main language of a book, or None.

    What is in no language that is known by its commonest words is told as such.
    """
    main = found.languages[0]
    missing = lacking(main)
    place = Place(found.page.source.name)
    if main == UNKNOWN:
        said = "the commonest words are none of " + " or ".join(map(name_of, read_languages()))
        return problem("language-unknown", f"{said}: the book is read by its layout alone", place)
    if not missing:
        return None
    said = f"letterbook lacks words of {name_of(main)}: what it cannot read are {', '.join(missing)}"
    return problem("language-incomplete", said, place)
