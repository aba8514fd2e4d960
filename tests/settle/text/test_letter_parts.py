"""What each paragraph of a letter is: its opening, its prose, its close."""

from __future__ import annotations

from itertools import pairwise

import pytest
from printed import MANNERS, book, found_in

from letterbook.model import Span
from letterbook.settle.structure.regions import find_structure
from letterbook.settle.text.letter_parts import cut, find_parts_of_letter

PROSE = {language: manner["body"] for language, manner in MANNERS.items()}


def zones(*paragraphs: str, language: str = "en", **pinned: object) -> list[str]:
    """Return what each paragraph of the second of three letters is."""
    frame = "\n\n".join(MANNERS[language].values())
    text = book("BOOK", f"No. 1\n\n{frame}", "No. 2\n\n" + "\n\n".join(paragraphs), f"No. 3\n\n{frame}")
    found = found_in(text, language, **pinned)
    region = next(r for r in find_structure(found).letters() if r.number == "2")
    rest = cut(found, region.span)
    parts = find_parts_of_letter(found, region, rest)
    assert [part.span for part in parts] == [paragraph.span for paragraph in rest]
    assert parts[0].kind == "head"
    return [part.kind for part in parts[1:]]


def test_a_salutation_may_stand_beside_the_date():
    beside = f"My Lord,{' ' * 26}Leeds, 3 May 1843."
    found = found_in(book("BOOK", *(f"No. {n}\n\n{beside}\n\n{P}\n\nYours,\n\nBen" for n in (1, 2, 3))))
    region = find_structure(found).letters()[1]
    parts = find_parts_of_letter(found, region, cut(found, region.span))
    assert [part.kind for part in parts] == ["head", "salute", "dateline", "p", "valediction", "signed"]


P = PROSE["en"]
ZONES = [
    (
        "en",
        ["Leeds, 3 May 1843.", "My dear Ann,", P, "Yours ever,", "Ben Orme"],
        "dateline salute p valediction signed",
    ),
    # dated below the salutation; dated above the valediction; a summary above the salutation
    ("en", ["My dear Ann,", "Leeds, 3 May 1843.", P, "Yours ever,"], "salute dateline p valediction"),
    ("en", ["My dear Ann,", P, "Leeds, 3 May 1843.", "Yours ever,"], "salute p dateline valediction"),
    ("en", ["On the state of the roads.", "My dear Ann,", P, "Yours ever,"], "label salute p valediction"),
    ("en", ["To Ann, on the roads.", "My dear Ann,", P, "Yours ever,"], "head salute p valediction"),
    ("en", [P, P, "Yours ever,"], "p p valediction"),
    ("en", ["Received on May 4, 1843", "Most secret", P], "headline label p"),
    ("en", ["To Ann Orme.", "Leeds, 3 May 1843.", P, P, "Leeds, 4 May 1843."], "head dateline p p dateline"),
    ("en", ["BEN TO ANN", "My dear Ann,", P, "B. O."], "head salute p signed"),
    ("en", ["My dear Ann,", P, "BEN ORME.", "P.S. The book is here."], "salute p signed postscript"),
    (
        "en",
        ["My dear Ann,", P, "BEN ORME.", "P.S. The book is here.", "so is the pen"],
        "salute p signed postscript postscript",
    ),
    (
        "en",
        ["My dear Ann,", P, "Yours,", "Ben", "P.S. The book is here.", P],
        "salute p valediction signed postscript postscript",
    ),
    ("en", ["My dear Ann,", P, "* * *", P, "Ben"], "salute p ornament p signed"),
    (
        "en",
        ["My dear Ann,", P, "I am, Sir,", "your obedient servant,", "Ben Orme", "Leeds, 3 May 1843."],
        "salute p valediction valediction signed dateline",
    ),
    (
        "en",
        ["My dear Ann,", P, "Yours,", "B. O.", "Miss Orme,\nThe Mill, Leeds."],
        "salute p valediction signed address address",
    ),
    (
        "en",
        ["11, Mill Lane,\n3 May 1843.", "My dear Ann,", P, "Ben Orme"],
        "dateline dateline salute p signed",
    ),
    ("en", ["_Ben Orme to Ann Orme._", "Leeds, 3 May 1843.", P], "head dateline p"),
    ("en", [P], "p"),
    ("en", ["Ben Orme"], "p"),
    ("en", [], ""),
    (
        "de",
        ["Weimar, den 3. Mai 1843.", "Liebe Anna!", PROSE["de"], "Mit herzlichen Grüßen", "Ben Ohm"],
        "dateline salute p valediction signed",
    ),
    (
        "de",
        ["An Anna Ohm.", "Liebe Anna!", PROSE["de"], "Dein", "B.", "N.S. Das Buch ist da."],
        "head salute p valediction signed postscript",
    ),
    (
        "fr",
        ["Lyon, le 3 mai 1843.", "Ma chère Anne,", PROSE["fr"], "Tout à vous,", "B. O."],
        "dateline salute p valediction signed",
    ),
    ("fr", ["Confidentielle", "Monsieur,", PROSE["fr"], "Benoît"], "label salute p signed"),
]


@pytest.mark.parametrize(("language", "paragraphs", "kinds"), ZONES)
def test_a_letter_opens_and_closes(language, paragraphs, kinds):
    assert zones(*paragraphs, language=language) == kinds.split()


#: Openings and closes of several lines, each paragraph as printed; the parts are those of its lines.
LINES = [
    (["To his Father.", "Leeds, 3 May 1843.", "Sir,", P], "head dateline salute p"),
    (["(Addressed to the Mill.)", "Leeds, 3 May 1843.", "My dear Ann,", P], "label dateline salute p"),
    (["[Illustration: The Mill]", "Leeds, 3 May 1843.", "Sir,", P], "label dateline salute p"),
    (["The Mill, Saturday,", "'43?", "My dear Ann,", P], "dateline dateline salute p"),
    (["My dear Ann,", "Leeds, 3 May 1843.", P, "Ben Orme"], "salute dateline p signed"),
    (["My dear Ann,", P, "Yours ever,      BEN."], "salute p valediction signed"),
    (["My dear Ann,", P, "I am, Sir,\nYours ever,\nB. O."], "salute p valediction valediction signed"),
    (
        ["My dear Ann,", P, "Yours ever,", "Ben Orme", "I shall write to you."],
        "salute p valediction signed postscript",
    ),
    (
        ["My dear Ann,", P, "Leeds, 3 May 1843.", "B. O.", f"And you? {P}"],
        "salute p dateline signed postscript",
    ),
    (["My dear Ann,", P, "The Mill, den 3 May 1843. Orme."], "salute p dateline signed"),
    (
        ["My dear Ann,", P, "Yours,", "Ben", "P.S. The book is here.", "To Ann Orme,\nThe Mill,\nLeeds."],
        "salute p valediction signed postscript address address address",
    ),
    (["My dear Ann,", P, "Yours,", "Ben", "[Sidenote: A JOURNEY]"], "salute p valediction signed fw"),
    (["My dear Ann,", P, "[Sidenote: A JOURNEY]", P, "Yours,", "Ben"], "salute p fw p valediction signed"),
    # hard negatives
    (["My dear Ann,", P, "I thank you for your letter of 3 May."], "salute p p"),
    (
        ["My dear Ann,", P, "Yours ever,", "Ben", "He went to Leeds and writes:", P],
        "salute p valediction signed p p",
    ),
    (["My dear Ann,", P, "Yours ever,", "Ben", "\n\n\n\nLETTERS TO A LADY"], "salute p valediction signed"),
    (["My dear Ann,", P, "Ben", "My dear Sir,"], "salute p p p"),
]


@pytest.mark.parametrize(("paragraphs", "kinds"), LINES)
def test_a_letter_opens_and_closes_line_by_line(paragraphs, kinds):
    frame = "\n\n".join(MANNERS["en"].values())
    text = book("BOOK", f"No. 1\n\n{frame}", "No. 2\n\n" + "\n\n".join(paragraphs), f"No. 3\n\n{frame}")
    found = found_in(text, "en")
    region = next(r for r in find_structure(found).letters() if r.number == "2")
    parts = find_parts_of_letter(found, region, cut(found, region.span))
    assert [part.kind for part in parts[1:]] == kinds.split()
    assert all(one.span.end <= two.span.start for one, two in pairwise(parts))


#: Lines that look like part of an opening or a close, where letters have neither.
PLAIN = [
    ("en", ["My dear Ann,", P, "My dear child,", P, P], "salute p p p p"),
    ("en", ["My dear Ann,", P, "3 May 1843.", P, P], "salute p p p p"),
    ("en", ["My dear Ann,", P, "Yours ever,", P, P], "salute p p p p"),
    ("en", ["My dear Ann,", P, "The house is let.", "Ben Orme"], "salute p p signed"),
    ("en", ["My dear Ann,", P, "Ben Orme", P], "salute p p p"),
    ("en", ["My dear Ann,", "My dear child,", P], "salute p p"),
    ("en", [P, "Most secret", P], "p p p"),
    ("en", ["My dear Ann,", P, "and 12 barrels"], "salute p p"),
    ("de", ["Liebe Anna!", PROSE["de"], "Herzlich gelacht haben wir.", PROSE["de"]], "salute p p p"),
    ("fr", ["Ma chère Anne,", PROSE["fr"], "Votre lettre est là.", PROSE["fr"]], "salute p p p"),
]


@pytest.mark.parametrize(("language", "paragraphs", "kinds"), PLAIN)
def test_what_stands_in_the_prose_is_prose(language, paragraphs, kinds):
    assert zones(*paragraphs, language=language) == kinds.split()


SIGNED = [
    "Ben Orme",
    "B. O.",
    "BEN ORME.",
    "B—",
    "Ben Orme, M.P.",
    "[Ben]",
    "_Ben Orme_",
    "Ann and Ben",
    "Ben v. Orme",
    "J. v. H.",
]
UNSIGNED = [
    "Ben is well.",
    "All is on.",
    "So I go",
    "12 Orme Street",
    "Ben Orme?",
    "A B C D E F G H",
    "Ben, " * 20,
]


@pytest.mark.parametrize("line", SIGNED)
def test_a_short_line_of_names_signs(line):
    assert zones("My dear Ann,", P, line) == ["salute", "p", "signed"]


@pytest.mark.parametrize("line", UNSIGNED)
def test_other_short_lines_sign_nothing(line):
    assert zones("My dear Ann,", P, line) == ["salute", "p", "p"]


@pytest.mark.parametrize("end", ["the end", "THE END.", "FINIS", "End of Volume I"])
def test_the_end_of_the_book_is_no_part_of_its_last_letter(end):
    letters = (f"No. {n}\n\nMy dear Ann,\n\n{P}\n\nYours,\n\nBen" for n in (1, 2, 3))
    found = found_in(f"{book('BOOK', *letters)}\n\n\n{end}\n")
    last = find_structure(found).letters()[-1]
    parts = find_parts_of_letter(found, last, cut(found, last.span))
    assert [part.kind for part in parts] == ["head", "salute", "p", "valediction", "signed"]


def test_an_editor_knows_how_somebody_signs():
    assert zones("My dear Ann,", P, "he who mills") == ["salute", "p", "p"]
    assert zones("My dear Ann,", P, "he who mills", signatures=(("he who mills", "Ben"),))[-1] == "signed"


def test_a_header_line_may_stand_above_the_heading():
    text = book(
        "BOOK",
        f"No. 1\n\nReceived on 3 May 1843\n\n{P}",
        f"Received on 4 May 1843\n\nNo. 2\n\nMy dear Ann,\n\n{P}",
        f"No. 3\n\nReceived on 5 May 1843\n\n{P}",
    )
    found = found_in(text)
    (region,) = (r for r in find_structure(found).letters() if r.number == "2")
    parts = find_parts_of_letter(found, region, cut(found, region.span))
    assert [part.kind for part in parts] == ["headline", "head", "salute", "p"]
    assert parts[0].finding.value.role == "received"


def test_a_line_that_lies_partly_outside_is_clipped():
    found = found_in("one two three\n\nfour five")
    assert [p.span for p in cut(found, Span(4, 17))] == [Span(4, 13), Span(15, 17)]
    assert [p.first.text for p in cut(found, Span(3, 8))] == ["two"]
    assert cut(found, Span(3, 4)) == []
    assert cut(found, Span(13, 15)) == []
