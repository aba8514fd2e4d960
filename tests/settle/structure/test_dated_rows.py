"""Books in languages whose words nobody has written down: their letters are read by figures and gaps."""

from __future__ import annotations

import pytest
from printed import edition_in

from letterbook.model import letters as letters_of
from letterbook.problems import Refused

CZECH = (
    ("Praha, 3. ledna 1843.", "Milá Anno!", "Tvůj bratr", "Benedikt"),
    ("Brno, 17. února 1843.", "Milá Anno!", "Tvůj bratr", "Benedikt"),
    ("Praha, 9. května 1843.", "Drahá sestro,", "Tvůj", "B."),
)
HUNGARIAN = (
    ("Buda, 1843. május 3.", "Kedves Anna!", "Szerető bátyád,", "Benedek"),
    ("Pest, 1843. június 12.", "Kedves Anna!", "Szerető bátyád,", "Benedek"),
    ("Buda, 1843. július 30.", "Kedves húgom,", "Ölel", "B."),
)
SAID = {
    "cs": (
        (
            "Děkuji ti za balíček, který přišel v úterý; rukavice mi padnou lépe, než si zasloužím.\n"
            "Ptáš se na svého bratra: byl u nás v neděli a snědl celý koláč, a mlýn teď nelze opustit."
        ),
        "LISTY SESTŘE",
    ),
    "hu": (
        (
            "Köszönöm a csomagot, amely kedden érkezett; a kesztyű jobban illik rám, mint megérdemlem.\n"
            "A bátyádról kérdezel: vasárnap nálunk volt, és megette az egész süteményt."
        ),
        "LEVELEK A HÚGÁHOZ",
    ),
}


def printed(rows: tuple[tuple[str, ...], ...], language: str, gap: int = 2) -> str:
    said, title = SAID[language]
    parts = ("\n\n".join((date, salute, said, *foot)) for date, salute, *foot in rows)
    return f"{title}\n\n\n\n\n" + ("\n" * (gap + 1)).join(parts) + "\n"


@pytest.mark.parametrize("gap", [1, 2, 4])
@pytest.mark.parametrize(("rows", "language"), [(CZECH, "cs"), (HUNGARIAN, "hu")])
def test_three_letters_in_a_language_without_words_are_read_by_their_dates(rows, language, gap):
    edition = edition_in(printed(rows, language, gap), language)
    assert len(list(letters_of(edition))) == len(rows)


@pytest.mark.parametrize(("rows", "language"), [(CZECH, "cs"), (HUNGARIAN, "hu")])
def test_letters_with_numbers_in_a_language_without_words_keep_them(rows, language):
    numbered = tuple((f"{n}.\n\n{row[0]}", *row[1:]) for n, row in enumerate(rows * 2, 1))
    edition = edition_in(printed(numbered, language), language)
    assert [one.number for one in letters_of(edition)] == [str(n) for n in range(1, 2 * len(rows) + 1)]


def test_a_diary_in_a_language_without_words_is_none():
    said, _ = SAID["cs"]
    days = "\n\n\n".join(f"{row[0]}\n\n{said}" for row in CZECH * 3)
    with pytest.raises(Refused):
        edition_in(f"DENÍK\n\n\n\n\n{days}\n", "cs")


def test_a_year_without_a_day_above_prose_is_no_letter():
    said, _ = SAID["cs"]
    parts = "\n\n\n".join(f"Rok {year}\n\nPraha\n\n{said}" for year in (1841, 1842, 1843, 1844))
    with pytest.raises(Refused):
        edition_in(f"DĚJINY\n\n\n\n\n{parts}\n", "cs")
