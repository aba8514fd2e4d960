"""Small books of all layouts: where each letter begins and ends, and what stands round the letters."""

from __future__ import annotations

import pytest
from printed import MANNERS, book, found_in, letter

from letterbook.model import Span, Topic
from letterbook.settle.structure.regions import Region, Structure, _is_scrap, find_structure

PROSE = MANNERS["en"]["body"]
TITLE = "LETTERS OF BEN ORME\nTO HIS SISTER\n\nLeeds, 1850"


def structure(text: str, language: str = "en", **pinned: object) -> Structure:
    found = find_structure(found_in(text, language, **pinned))
    ends = [0, *(region.span.end for region in found.regions)]
    assert [region.span.start for region in found.regions] == ends[:-1]
    assert ends[-1] == len(text)
    return found


def regions(text: str, language: str = "en", **pinned: object) -> list[str]:
    """Return each region as its key, or its kind, and its first line."""
    rows = structure(text, language, **pinned).regions
    return [f"{r.key or r.kind}: {text[r.span.start : r.span.end].strip().splitlines()[0]}" for r in rows]


def letters(*heads: str, language: str = "en") -> list[str]:
    return [letter(head, language) for head in heads]


FRONT = "front: LETTERS OF BEN ORME"
NUMBERED = [
    ("en", ["No. 1", "No. 2", "No. 3"], ["1", "2", "3"]),
    ("en", ["LETTER FIRST.", "LETTER SECOND.", "LETTER THIRD."], ["1", "2", "3"]),
    ("en", ["XIX.", "XX.", "XXI."], ["19", "20", "21"]),
    ("en", ["12", "12a", "13"], ["12", "12a", "13"]),
    ("en", ["[101]", "[102]"], ["101", "102"]),
    ("en", ["1. To Ann Orme", "2. To the Same", "3. To Mrs. Reed"], ["1", "2", "3"]),
    ("en", ["No. 1", "No. 2", "No. 5", "No. 6"], ["1", "2", "5", "6"]),
    ("en", ["No.\n1.", "No.\n2.", "No.\n3."], ["1", "2", "3"]),
    ("de", ["Erster Brief", "Zweiter Brief", "Dritter Brief"], ["1", "2", "3"]),
    ("de", ["I. An Anna.", "II. An dieselbe.", "III. An Clara."], ["1", "2", "3"]),
    ("fr", ["LETTRE PREMIÈRE", "LETTRE DEUXIÈME", "LETTRE TROISIÈME"], ["1", "2", "3"]),
    ("fr", ["N° 1. — À Anne Orme", "N° 2. — À la même", "N° 3. — À Louise"], ["1", "2", "3"]),
]


@pytest.mark.parametrize(("language", "heads", "keys"), NUMBERED)
def test_letters_are_found_by_their_numbers(language, heads, keys):
    text = book(TITLE, *letters(*heads, language=language))
    lines = [head.splitlines()[0] for head in heads]
    assert regions(text, language) == [FRONT, *(f"{k}: {h}" for k, h in zip(keys, lines, strict=True))]


def test_letters_are_found_by_their_names():
    text = book(TITLE, *letters("BEN TO ANN", "ANN TO BEN", "TO THE SAME."))
    assert regions(text) == [FRONT, "n1: BEN TO ANN", "n2: ANN TO BEN", "n3: TO THE SAME."]


def test_names_in_a_letter_head_none():
    inner = f"{PROSE}\n\nTHE MILLER TO THE CART\n\nis a song that we sing."
    text = book(TITLE, *letters("BEN TO ANN", "ANN TO BEN"), letter("BEN TO ANN", body=inner))
    assert regions(text) == [FRONT, "n1: BEN TO ANN", "n2: ANN TO BEN", "n3: BEN TO ANN"]


def test_a_number_above_names_begins_the_heading():
    text = book(TITLE, *letters("1.\n\nBEN TO ANN", "2.\n\nANN TO BEN", "3.\n\nBEN TO ANN"))
    assert regions(text) == [FRONT, "1: 1.", "2: 2.", "3: 3."]


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_letters_without_headings_begin_with_their_datelines(language):
    text = book("ORME", *letters("", "", "", language=language))
    line = MANNERS[language]["date"]
    assert regions(text, language) == ["front: ORME", f"n1: {line}", f"n2: {line}", f"n3: {line}"]


def test_letters_without_headings_and_dates_begin_with_their_salutations():
    text = book("ORME", *[letter(date="")] * 3)
    assert regions(text) == ["front: ORME", *(f"n{n}: My dear Ann," for n in (1, 2, 3))]


# ------------------------------------------------------------------ what looks like a heading and is none

CONTENTS = [
    "CONTENTS\n\nNo. 1. To Ann ..... 3\nNo. 2. To Ann ..... 5\nNo. 3. To Ann ..... 9",
    "CONTENTS\n\nNo. 1\n\nNo. 2\n\nNo. 3",
    "CONTENTS.\n\n\nNo. 1\n\n\nNo. 2\n\n\nNo. 3",
]


@pytest.mark.parametrize("contents", CONTENTS)
def test_a_table_of_contents_repeats_the_headings_without_the_letters(contents):
    text = book(TITLE, contents, *letters("No. 1", "No. 2", "No. 3"))
    assert regions(text) == [FRONT, "1: No. 1", "2: No. 2", "3: No. 3"]
    text = book(TITLE, *letters("No. 1", "No. 2", "No. 3"), contents)
    assert regions(text) == [FRONT, "1: No. 1", "2: No. 2", "3: No. 3", f"back: {contents.splitlines()[0]}"]


def test_a_year_alone_heads_no_letter():
    text = book(TITLE, "1843", *letters("No. 1", "No. 2"), "[1844.]", *letters("No. 3", "No. 4"))
    assert regions(text) == [FRONT, "1: No. 1", "2: No. 2", "matter: [1844.]", "3: No. 3", "4: No. 4"]
    text = book(TITLE, *letters("1", "2"), "1844", *letters("3", "4"))
    assert regions(text) == [FRONT, "1: 1", "2: 2", "matter: 1844", "3: 3", "4: 4"]


def test_numbered_paragraphs_head_no_letters():
    listed = "1. The house is let.\n\n2. The garden is not let at all.\n\n3. The field is sold, and the wood."
    text = book(TITLE, letter("1."), letter("2.", body=listed), letter("3."))
    assert regions(text) == [FRONT, "1: 1.", "2: 2.", "3: 3."]


def test_a_king_in_a_signature_heads_no_letter():
    text = book(TITLE, letter("III."), letter("IV.", signed="GEORGE\n\nIV."), letter("V."))
    assert regions(text) == [FRONT, "3: III.", "4: IV.", "5: V."]


def test_a_number_alone_inside_a_letter_heads_none():
    text = book(TITLE, letter("1."), letter("2.", body=f"{PROSE}\n\n17\n\n{PROSE}"), letter("3."))
    assert regions(text) == [FRONT, "1: 1.", "2: 2.", "3: 3."]


def test_a_text_without_letters_has_none():
    for text in ("", "\n\n", "A STORY\n", book("A STORY", *[PROSE] * 5), book("1", "2", "3")):
        assert structure(text).letters() == ()
        assert structure(text).series is None


# ------------------------------------------------------------------ misprints

MISPRINTS = [
    (["No. 1", "No. 2", "Mo. 3", "No. 4"], "3: Mo. 3", {"prefix": "no"}),
    (["No. 1", "No. 2", "Mo. 3"], "3: Mo. 3", {"prefix": "no"}),
    (["No. 8", "No. 9", "No. 1O", "No. 11"], "10: No. 1O", {"number": "10"}),
    (["No. 26", "No. 72", "No. 28"], "27: No. 72", {"number": "27"}),
    (["XLIII.", "XLIV.", "LXV.", "XLVI."], "45: LXV.", {"number": "45"}),
]


@pytest.mark.parametrize(("heads", "line", "change"), MISPRINTS)
def test_a_misprinted_heading_is_read_as_the_one_that_is_missing(heads, line, change):
    text = book(TITLE, *letters(*heads))
    assert line in regions(text)
    (mended,) = [region for region in structure(text).letters() if region.amended]
    assert mended.amended == change
    assert mended.number == line.partition(":")[0]
    assert mended.because


def test_a_heading_without_its_number_stands_where_one_is_missing():
    text = book(TITLE, *letters("1. BEN TO ANN", "2. ANN TO BEN", "BEN TO ANN", "4. ANN TO BEN"))
    rows = ["1: 1. BEN TO ANN", "2: 2. ANN TO BEN", "n3: BEN TO ANN", "4: 4. ANN TO BEN"]
    assert regions(text) == [FRONT, *rows]
    assert [region.number for region in structure(text).letters()] == ["1", "2", None, "4"]


def test_a_farewell_that_names_somebody_heads_no_letter():
    rows = [letter("", "fr", close="Tout à Vous, à Louise")] * 3
    assert regions(book("ORME", *rows), "fr")[1:] == [f"n{n}: Lyon, le 3 mai 1843." for n in (1, 2, 3)]


# ------------------------------------------------------------------ header lines, series, matter between

DAY = "Received on {} May 1843"


def test_a_header_line_may_stand_before_its_number():
    one, two, three = (DAY.format(n) for n in (3, 4, 5))
    after = [letter("No. 1", date=one), f"{two}\n\n{letter('No. 2', date='')}", letter("No. 3", date=three)]
    assert regions(book(TITLE, *after)) == [FRONT, "1: No. 1", f"2: {two}", "3: No. 3"]


def test_a_header_line_that_closes_a_letter_stays_with_it():
    rows = [letter(f"No. {n}", date=f"Sent on {n} May 1843", signed=DAY.format(n)) for n in (1, 2, 3)]
    assert regions(book(TITLE, *rows)) == [FRONT, "1: No. 1", "2: No. 2", "3: No. 3"]


def test_numbers_that_begin_again_make_series():
    text = book(TITLE, *letters("No. 1", "No. 2"), "PART THE SECOND", *letters("No. 1", "No. 2"))
    rows = [FRONT, "1.1: No. 1", "1.2: No. 2", "matter: PART THE SECOND", "2.1: No. 1", "2.2: No. 2"]
    assert regions(text) == rows


def test_an_essay_between_two_series_is_no_letter():
    essay = f"OF THE SECOND JOURNEY\n\n{PROSE}\n\n{PROSE}"
    text = book(TITLE, *letters("No. 1", "No. 2"), essay, *letters("No. 1", "No. 2"))
    assert "matter: OF THE SECOND JOURNEY" in regions(text)


def test_a_signature_in_capitals_is_no_title():
    text = book(TITLE, letter("No. 1"), letter("No. 2", signed="\nTHE EARL OF LEEDS"), letter("No. 3"))
    assert regions(text) == [FRONT, "1: No. 1", "2: No. 2", "3: No. 3"]


AROUND = [
    ("en", "PREFACE", "APPENDIX"),
    ("de", "Vorwort", "Register"),
    ("fr", "Préface", "Table des matières"),
]


@pytest.mark.parametrize(("language", "before", "after"), AROUND)
def test_prefaces_and_indexes_stand_round_the_letters(language, before, after):
    prose = MANNERS[language]["body"]
    inner = letters("1.", "2.", "3.", language=language)
    text = book(TITLE, f"{before}\n\n{prose}", *inner, f"{after}\n\nAnna, 3\n\nBen, 5")
    assert regions(text, language) == [FRONT, "1: 1.", "2: 2.", "3: 3.", f"back: {after}"]


def test_a_preface_between_letters_is_matter():
    text = book(TITLE, *letters("1.", "2."), f"INTRODUCTORY NOTE\n\n{PROSE}", *letters("3.", "4."))
    assert regions(text) == [FRONT, "1: 1.", "2: 2.", "matter: INTRODUCTORY NOTE", "3: 3.", "4: 4."]


def test_licences_stand_outside_the_book():
    filler = [letter(f"No. {n}") for n in range(1, 9)]
    text = book(
        "No. 1. Free for all.\n*** START OF THE BOOK ***", TITLE, *filler, "*** END ***\n\nNo. 9. Bye."
    )
    kinds = [region.kind for region in structure(text).regions]
    assert kinds == ["licence", "front", *["letter"] * 8, "licence"]


# ------------------------------------------------------------------ what the editor pins


def test_the_editor_says_what_heads_a_letter():
    text = book("THE LETTERS OF BEN ORME", *letters("1. BEN TO ANN", "2. ANN TO BEN"))
    assert len(structure(text).letters()) == 2
    assert len(structure(text, headings="names").letters()) == 0
    assert len(structure(text, headings="dateline").letters()) == 2
    assert len(structure(text, headings="salutation").letters()) == 2


def test_the_editor_cuts_the_book():
    text = book(TITLE, *letters("No. 1", "No. 2", "No. 3", "No. 4"))
    kept = regions(text, letters_begin="No. 2", letters_end="No. 4")
    assert kept == [FRONT, "2: No. 2", "3: No. 3", "back: No. 4"]
    parted = regions(text, letters_end="No. 3", back_begins="No. 4")
    assert parted == [FRONT, "1: No. 1", "2: No. 2", "back: No. 3", "back: No. 4"]


def test_the_series_that_lost_are_told():
    found = structure(book("THE LETTERS OF BEN ORME", *letters("No. 1", "No. 2", "No. 3")))
    assert found.series.look == ("no", "arabic", "", "bare")
    assert [rival.look[3] for rival in found.rivals] == ["dateline"]
    (told,) = (one for one in found.decisions if one.subject.topic is Topic.HEADING_SERIES)
    assert told.kept == found.rivals[0].kept[0]
    assert "less" in told.reason


@pytest.mark.parametrize(
    ("lines", "chance", "many", "scrap"),
    [
        (1, 0.9, 1, True),  # one line alone
        (2, 0.9, 1, False),
        (2, 0.8, 1, False),
        (2, 0.79, 1, True),  # the model hardly believes in it
        (1, 0.01, 2, False),  # two letters are no scrap
    ],
)
def test_one_line_or_a_letter_that_is_hardly_believed_in_is_a_scrap(lines, chance, many, scrap):
    text = "The mill is shut.\n" * lines
    found = found_in(text)
    region = Region("letter", Span(0, len(text) - 1), chance=chance)
    assert _is_scrap(found, [region] * many) == scrap
