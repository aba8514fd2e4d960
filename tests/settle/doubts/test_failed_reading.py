"""How sound a reading is held to be: what counts as the opening of a letter."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.model import Span
from letterbook.settle.doubts.failed_reading import doubt_reading, measure
from letterbook.settle.notes.judge import Notes
from letterbook.settle.structure.regions import Region, Structure
from letterbook.settle.text.flow import gather_asides
from letterbook.settle.text.letter_parts import Part, cut

PROSE = "we have had a wet week and the roads are deep in mud, but the horses are well."


@pytest.mark.parametrize(
    ("above", "first", "foot", "unopened"),
    [
        ("The narrator goes on.", f"Yesterday {PROSE}", "A. Brand", 1),
        ("The narrator goes on.", f'"DEAR OLD DAD: You ask for news; {PROSE}"', "", 0),
        ("The narrator goes on.", f"July 7. As you know {PROSE}", "", 0),
        ("* * * * *", f"Yesterday {PROSE}", "A. Brand", 0),
        ("* * * * *", f"Yesterday {PROSE}", "", 1),
    ],
)
def test_what_opens_a_letter(above, first, foot, unopened):
    text = "\n\n".join(piece for piece in (above, first, foot, "* * *", "The end.") if piece) + "\n"
    found = found_in(text)
    span = Span(text.index(first), text.index(foot or first) + len(foot or first))
    region = Region("letter", span)
    kinds = ("p", "signed")
    parts = [Part(paragraph, kind) for paragraph, kind in zip(cut(found, span), kinds, strict=False)]
    told = measure(
        found, Structure((region,), None), gather_asides(found, Notes((), (), {})), [(region, parts)], 0
    )
    assert told.unopened == unopened


def measured(rows: list[tuple[str, str]], chance: float = 0.6, missing: int = 0):
    """Measure one letter that is made of paragraphs, each with its kind."""
    text = "\n\n".join(words for words, _ in rows) + "\n"
    found = found_in(text)
    region = Region("letter", Span(0, len(text) - 1), chance=chance)
    cuts = cut(found, region.span)
    parts = [Part(paragraph, kind) for paragraph, (_, kind) in zip(cuts, rows, strict=True)]
    asides = gather_asides(found, Notes((), (), {}))
    return measure(found, Structure((region,), None), asides, [(region, parts)], missing)


DATE, LINE, CLOSE = ("Leeds, 3 May 1843.", "dateline"), (f"Yesterday {PROSE}", "p"), ("Ben Orme", "signed")


@pytest.mark.parametrize(
    ("rows", "chance", "missing", "sound"),
    [
        # two letters that are sound by nine tenths are added to every book
        ([DATE, LINE, CLOSE], 0.6, 0, (0.75 + 1.8) / 3),  # opened and closed: three quarters at least
        ([DATE, LINE, CLOSE], 0.9, 0, (0.9 + 1.8) / 3),
        ([DATE, LINE], 0.6, 0, (0.6 + 1.8) / 3),  # opened alone: what the model says
        ([LINE, CLOSE], 0.6, 0, (0.3 + 1.8) / 3),  # closed alone: half of it
        ([LINE], 0.6, 0, (0.15 + 1.8) / 3),  # neither: a quarter
        ([DATE, LINE, CLOSE], 0.6, 1, (0.75 + 1.8) / 4),  # a missing letter is one that is wrong
        ([DATE, LINE, CLOSE], 0.6, 3, (0.75 + 1.8) / 6),
    ],
)
def test_how_sound_a_letter_is(rows, chance, missing, sound):
    assert measured(rows, chance, missing).sound == pytest.approx(sound)


@pytest.mark.parametrize(("chance", "doubtful"), [(0.49, 1), (0.5, 0)])
def test_a_border_is_doubtful_that_is_rather_wrong_than_right(chance, doubtful):
    assert measured([DATE, LINE], chance).doubtful == doubtful


@pytest.mark.parametrize(("at", "many", "held"), [(5, 14, 0), (6, 14, 1), (6, 13, 0), (7, 15, 1), (7, 14, 0)])
def test_what_opens_another_letter_stands_behind_the_head_and_before_the_foot(at, many, held):
    """The head are the first six lines that are not blank, the foot the last seven."""
    rows = [DATE, *([LINE] * (many - 1))]
    rows[at] = ("My dear Ann,", "p")
    told = measured(rows, 0.6)
    assert told.holding == held
    assert told.sound == pytest.approx(((0.3 if held else 0.6) + 1.8) / 3)


def alike(head: str, letters: int) -> int:
    """Measure letters that begin with a line of that look and lack all else that opens one."""
    one = "{head}\n\n{prose}"
    texts = [one.format(head=head.format(n=n), prose=f"Yesterday {PROSE}") for n in range(letters)]
    text = "\n\n".join(texts) + "\n"
    found = found_in(text)
    parts_by_letter = []
    at = 0
    for piece in texts:
        region = Region("letter", Span(at, at + len(piece)), chance=1.0)
        parts_by_letter.append((region, [Part(paragraph, "p") for paragraph in cut(found, region.span)]))
        at += len(piece) + 2
    told = measure(
        found,
        Structure(tuple(r for r, _ in parts_by_letter), None),
        gather_asides(found, Notes((), (), {})),
        parts_by_letter,
        0,
    )
    return told.unopened


@pytest.mark.parametrize(
    ("head", "letters", "unopened"),
    [
        ("(Letter for Miss Hale, number {n}.)", 6, 0),
        ("(Letter for Miss Hale, number {n}.)", 5, 5),
        ("A{n} word{n} of his.", 8, 8),
    ],
)
def test_the_words_with_which_letter_after_letter_begins_open_them(head, letters, unopened):
    assert alike(head, letters) == unopened


@pytest.mark.parametrize(("chance", "failed"), [(0.95, False), (0.7, True)])
def test_few_letters_in_a_long_life_are_told_as_failed_only_if_they_are_not_sound(chance, failed):
    letters = [f"Leeds, {n} May 1843.\n\nMy dear Ann,\n\nYesterday {PROSE}" for n in range(3, 9)]
    told = "He had the wall mended before he thought of the roof, and the neighbours laughed. " * 200
    text = "\n\n".join(letters) + f"\n\n{told}\n"
    found = found_in(text)
    parts_by_letter, at = [], 0
    for piece in letters:
        region = Region("letter", Span(at, at + len(piece)), chance=chance)
        kinds = ("dateline", "salute", "p")
        parts_by_letter.append(
            (region, [Part(one, kind) for one, kind in zip(cut(found, region.span), kinds, strict=True)])
        )
        at += len(piece) + 2
    regions = (*(region for region, _ in parts_by_letter), Region("back", Span(at, len(text))))
    doubt = doubt_reading(
        found, Structure(regions, None), gather_asides(found, Notes((), (), {})), parts_by_letter, 0
    )
    assert (doubt is not None) == failed


def test_a_heading_with_nothing_below_it_is_worth_nothing():
    assert measured([("LETTER I", "head")], 1.0).sound == pytest.approx(1.8 / 3)


@pytest.mark.parametrize(("rows", "holding"), [(5, 0), (6, 1)])
def test_many_rows_of_stars_part_more_than_paragraphs(rows, holding):
    prose = [one for _ in range(rows) for one in (("* * * * *", "ornament"), LINE)]
    assert measured([DATE, LINE, *prose, CLOSE], 0.9).holding == holding
