"""What a book's title says holds for no letter of which something nearer speaks for somebody else."""

from __future__ import annotations

import pytest
from settle.parties.test_readers import judge, letter

from letterbook.model import Source, Span
from letterbook.settle.parties.grounds import pooled
from letterbook.settle.parties.judge import judge_parties
from letterbook.settle.parties.taken_names import take_name

PROSE = ("p", "The rain has not ceased since Monday, and strangers come to the door.")


def judged(title: str, *rows: str | list[tuple[str, str]]) -> list[tuple[str, str, str, str]]:
    """Return parties and their grounds, of letters between which titles stand."""
    text, letters = f"{title}\n\n", []
    for row in rows:
        if isinstance(row, str):
            text += f"\n\n{row}\n\n\n"
            continue
        printed, signs = letter(*row, at=len(text), key=f"letter-{len(letters) + 1}")
        text += printed
        letters.append(signs)
    found = judge_parties(Source("t", text, ""), letters, [Span(0, len(title))], ("en",)).parties
    told = [(found[signs.key].senders, found[signs.key].recipients) for signs in letters]
    names = [[" & ".join(guess.value.name for guess in side) for side in one] for one in told]
    grounds = [[" & ".join(guess.ground for guess in side) for side in one] for one in told]
    return [(*who, *why) for who, why in zip(names, grounds, strict=True)]


def to(name: str, signed: str = "") -> list[tuple[str, str]]:
    return [("head", f"TO {name}."), PROSE, *([("signed", signed)] if signed else [])]


@pytest.mark.parametrize(
    ("part", "sender"),
    [
        ("THE\n\nCORRESPONDENCE\n\nOF\n\nANN LEE.", ""),
        ("ANN LEE'S CORRESPONDENCE.", ""),
        ("THE CORRESPONDENCE OF KARL BRAND.", "Karl Brand"),
        ("THE CORRESPONDENCE OF ROBERT MOON.", "Karl Brand"),  # nobody of these letters
        ("", "Karl Brand"),
    ],
)
def test_a_part_of_somebody_else_is_not_the_titles(part, sender):
    mine = [to("GEORGE HOLT", "KARL BRAND.") for _ in range(4)]
    theirs = [to("PETER MARSH", "ANN LEE."), to("PETER MARSH")]
    rows = judged("THE CORRESPONDENCE OF KARL BRAND", *mine, *([part] if part else []), *theirs)
    assert [row[0] for row in (*rows[:4], rows[-1])] == ["Karl Brand"] * 4 + [sender]


@pytest.mark.parametrize(
    ("head", "signed", "reader"),
    [
        ("FROM ANN LEE.", "", "Karl Brand"),
        ("MEMORANDUM BY MRS. LEE.", "", ""),
        ("FROM COLONEL BRAND.", "", ""),  # he himself, by his rank
        ("FROM MRS. BRAND.", "", "Karl Brand"),
        ("General Orders of the Day", "ANN LEE.", ""),
        ("", "ANN LEE.", "Karl Brand"),
    ],
)
def test_the_other_side_is_the_titles_only_where_nothing_speaks_against(head, signed, reader):
    both = [to("GEORGE HOLT", "KARL BRAND."), [("head", "FROM GEORGE HOLT."), PROSE]] * 3
    one = [*([("head", head)] if head else []), PROSE, *([("signed", signed)] if signed else [])]
    assert judged("THE CORRESPONDENCE OF KARL BRAND", *both, one)[-1][1] == reader


def test_a_given_name_alone_is_not_surely_the_writers():
    rows = [[("head", f"No. {n}."), PROSE] for n in range(1, 5)]
    assert {row[::2] for row in judged("LETTERS OF JAMES", *rows)} <= {
        ("James", "party.title.given"),
        ("", ""),
    }
    assert pooled("party.title.given") == "party.title.given"


@pytest.mark.parametrize(
    ("text", "name", "surname"),
    [
        ("James, Eighth Earl of Marne, Governor", "James, Eighth Earl of Marne", "Marne"),
        ("JAMES, EARL OF MARNE", "James, Earl of Marne", "Marne"),
        ("James, the Painter", "James", "James"),
        ("James Holt, Earl of Marne", "James Holt", "Holt"),
    ],
)
def test_a_land_behind_a_given_name_is_part_of_the_name(text, name, surname):
    taken = take_name(text, ("en",))
    assert taken is not None
    assert (taken[0].text, taken[0].surname) == (name, surname)


@pytest.mark.parametrize(
    ("head", "reader", "ground"),
    [
        ("TO STRANGERS.", "Strangers", "party.heading.office"),
        ("TO THE STRANGERS.", "The Strangers", "party.heading.office"),
        ("TO THE BRANDTS.", "Brandts", "party.heading.named"),
        ("TO MARSH.", "Marsh", "party.heading.named"),
    ],
)
def test_a_word_that_stands_small_is_nobodys_name(head, reader, ground):
    rows = [to("GEORGE HOLT", "KARL BRAND.") for _ in range(3)]
    said = judged("LETTERS OF KARL BRAND", *rows, [("head", head), PROSE])[-1]
    assert said[1::2] == (reader, ground)


def test_places_behind_names_are_taken_off_where_that_is_the_custom():
    prose = (
        "p",
        "I was in Madrid and in Lyon, in Ghent, at Madrid, in Lyon, at Ghent, in Madrid, in Lyon, in Ghent.",
    )
    heads = ("TO FELIX HARE MADRID", "TO ANN LEE LYON", "TO PETER MARSH GHENT", "TO ANN LEE")
    rows = [[("head", head), prose] for head in heads]
    names = [row[1] for row in judged("LETTERS OF KARL BRAND", *rows)]
    assert names == ["Felix Hare", "Ann Lee", "Peter Marsh", "Ann Lee"]
    one = [[("head", head), prose] for head in ("TO GEORGE MADRID", "TO ANN LEE", "TO PETER MARSH")]
    assert next(row[1] for row in judged("LETTERS OF KARL BRAND", *one)) == "George Madrid"


@pytest.mark.parametrize(
    ("heads", "reader"),
    [
        (("THE MINISTER TO KARL BRAND.",), "Karl Brand"),
        (("THE KING'S ROAD TO NORTON.",), ""),
    ],
)
def test_a_heading_from_an_office_to_the_writer_is_no_letter_of_theirs(heads, reader):
    rows = [to("GEORGE HOLT", "KARL BRAND.") for _ in range(4)]
    (said,) = judged("LETTERS OF KARL BRAND", *rows, *([("head", head), PROSE] for head in heads))[4:]
    assert said[1] == reader
    assert reader == "" or said[0] != "Karl Brand"


def test_the_reader_of_a_title_stays_where_letters_are_others():
    assert judge("LETTERS TO ANN LEE", [to("ANN LEE"), to("ANN LEE")])[0][1] == "Ann Lee"
