"""Letters in languages without words are found by their layout; other books in them stay what they are."""

from __future__ import annotations

import textwrap

import pytest
from printed import edition_in

from letterbook.model import Source
from letterbook.model import letters as letters_of
from letterbook.problems import Refused
from letterbook.read.page import read_lines
from letterbook.rules.lines_by_layout import _looked_at

POLISH = """
Dziękuję ci za paczkę, która przyszła we wtorek; rękawice pasują mi lepiej, niż na to zasłużyłem.
Pytasz o swego brata: był u nas w niedzielę i zjadł cały placek, a potem poszedł do młyna.
Deszcz pada od tygodnia i drogi są tak złe, że poczta przychodzi tylko raz na cztery dni, o ile przychodzi.
Matka jest zdrowa i prosi, abyś napisała, czy sukno się nadaje, bo kupiec chce wiedzieć, czy zamówić więcej.
""".strip().splitlines()
DATES = ("Warszawa, 3 maja", "Kraków, 8 czerwca", "Warszawa, 13 lipca", "Lwów, 18 sierpnia")
GREETED = ("Droga Mario!", "Kochana siostro!", "Droga Mario,", "Droga Mario!")
SIGNED = ("Benedykt", "B.", "Benedykt", "Twój brat")


def said(n: int) -> str:
    return textwrap.fill(f"{POLISH[n % 4]} {POLISH[(n + 1) % 4]}", 76)


def book(*rows: str, gap: int = 3, count: int = 4) -> tuple[str, list[int]]:
    """Return a book, each letter the rows named, and where its letters begin."""
    lines = {
        "number": lambda n: f"{n + 1}.",
        "date": lambda n: f"{DATES[n % 4]} {1843 + n}.",
        "day": lambda n: f"{DATES[n % 4]}.",
        "salute": lambda n: GREETED[n % 4],
        "prose": said,
        "signed": lambda n: SIGNED[n % 4],
    }
    text, starts = "LISTY DO SIOSTRY\n\n\n\n\n", []
    for n in range(count):
        starts.append(len(text))
        text += "\n\n".join(lines[row](n) for row in rows) + "\n" * (gap + 1)
    return text, starts


@pytest.mark.parametrize("gap", [1, 2, 6])
@pytest.mark.parametrize(
    "rows",
    [
        ("date", "salute", "prose", "prose"),
        ("date", "prose", "signed"),
        ("day", "salute", "prose", "signed"),
        ("salute", "prose", "signed", "date"),
        ("salute", "prose", "signed"),
        ("number", "salute", "prose", "signed"),
    ],
    ids="-".join,
)
def test_letters_begin_where_their_lines_say(rows, gap):
    text, starts = book(*rows, gap=gap)
    edition = edition_in(text, "pl")
    found = [text.index(_first_words(edition, one)) for one in letters_of(edition)]
    assert found == starts


def _first_words(edition, letter) -> str:
    """Return the text of a letter from its first word on."""

    def spans(nodes):
        for node in nodes:
            if hasattr(node, "span"):
                yield node.span
            yield from spans(getattr(node, "children", ()))

    source = edition.source.text
    start = next(span.start for span in spans(letter.children) if source[span.start : span.end].strip())
    return source[start:]


def chapters(*rows: str) -> str:
    return "POWIEŚĆ\n\n\n\n\n" + "\n\n\n\n".join(rows) + "\n"


VERSE = "Deszcz pada od tygodnia\nI drogi są tak złe,\nŻe poczta nie przychodzi,\nO ile przyjdzie gdzie."
TALK = ("Chodźmy!", "Droga Mario!", "Nigdy!", "Gdzie on jest?", "Panie Janie!")


@pytest.mark.parametrize(
    "text",
    [
        chapters(*(f"{day} {1843 + n}.\n\n{said(n)}" for n, day in enumerate(DATES * 2))),
        chapters(*(f"{day}.\n\n{said(n)}" for n, day in enumerate(DATES * 2))),
        chapters(*(f"{title}!\n\n{said(n)}" for n, title in enumerate(("Wyjazd", "Młyn", "Zima", "Koniec")))),
        chapters(*(f"{n}. Kupić {what}" for n, what in enumerate(("chleb", "mleko", "sukno", "sól") * 3))),
        chapters(
            *(f"Do {name}\n\n{VERSE}\n\n{DATES[0]} 1843." for name in ("Marii", "Anny", "Zofii", "Ewy"))
        ),
        "POWIEŚĆ\n\n\n\n"
        + "\n\n".join(f"{said(n)}\n\n{TALK[n % 5]}\n\n{TALK[n * 2 % 5]}" for n in range(12)),
        chapters(*(f"{3 + n} maja {1800 + n}. Urodził się Jan." for n in range(9))),
    ],
    ids=["diary", "diary without years", "chapters", "list", "poems", "talk", "annals"],
)
def test_what_is_no_book_of_letters_is_refused(text):
    with pytest.raises(Refused):
        edition_in(text, "pl")


def test_where_words_are_known_no_line_is_told_by_its_looks():
    text = chapters(*(f"Off we go!\n\n{said(n)}" for n in range(4)))
    with pytest.raises(Refused):
        edition_in(text, "en")


def looks(text: str) -> str:
    """Return what a paragraph may be by its look, in a language whose words nobody knows."""
    (paragraph,) = read_lines(Source("t.txt", text, "")).paragraphs
    line = _looked_at(paragraph)
    flags = {"date": line.date, "year": line.year, "salute": line.salute, "prose": line.prose}
    return " ".join(name for name, holds in flags.items() if holds)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kraków, 3 maja 1843.", "date year"),
        ("Kraków, 3 maja", "date"),
        ("Kraków, 31 maja", "date"),
        ("Kraków, 32 maja", ""),
        ("Kraków, 0 maja", ""),
        ("Kraków, 3 4 maja", ""),  # two days
        ("Kraków, 3 maja!", ""),
        ("kraków, 3 maja", ""),
        ("3. maja 1843", "date year"),
        ("3. maja", ""),  # an item of a list, unless a year follows
        ("V. 3", ""),  # no word of three letters
        ("Abc 3", "date"),
        ("Kraków, dnia 3 maja roku pana naszego bieżącego", "date"),  # eight words
        ("Kraków, dnia 3 maja roku pana naszego tu bieżącego", ""),
        ("K" + "a" * 62 + " 3 maja", "date"),  # seventy signs
        ("K" + "a" * 63 + " 3 maja", ""),
    ],
)
def test_what_looks_like_a_date(text, expected):
    assert looks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Droga Mario!", "salute"),
        ("Droga Mario,", "salute"),
        ("Droga Mario.", ""),
        ("droga Mario,", ""),
        ("Droga Mario 2!", ""),
        ("Moja droga i dobra siostro Mario!", "salute"),  # six words
        ("Moja droga i tak dobra siostro Mario!", ""),
        ("D" + "a" * 42 + "!", "salute"),  # forty-four signs
        ("D" + "a" * 43 + "!", ""),
    ],
)
def test_what_looks_like_a_salutation(text, expected):
    assert looks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("d" * 80, "prose"),
        ("d" * 79, ""),
        ("d" * 45 + "\n" + "d" * 35, "prose"),
        ("d" * 44 + "\n" + "d" * 44, ""),  # verse
    ],
)
def test_what_looks_like_prose(text, expected):
    assert looks(text) == expected
