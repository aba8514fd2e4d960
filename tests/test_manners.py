"""Manners of printing letters, each as a small book: how many letters, when, from whom, to whom.

The manners stand in manners.txt, and are those of printed editions; persons, places and words are
invented. A manner begins with "=== language: name" and the title page; then come the forms that its
letters have in turns, each below "--- sender | recipient", of which nothing names one that is left out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from letterbook import stages
from letterbook.model import Letter, letters
from letterbook.project.letterbook_toml import Project

BODIES = {
    "en": (
        """
I have your long letter before me, and have read it twice by the fire. The rain has
not ceased since Monday, and the lower meadow is under water. There were 14 at table.
""",
        """
We walked to the lighthouse and back, some 9 miles, without meeting a soul. I send the
proofs of the second volume; pray look at page 112 with care.

Do not believe what the newspapers say of the harvest.
""",
        """
The piano has been tuned at last by a man from Bristol. As to money, I have 30 pounds
in the bank and owe 25 of them; the canal, they say, will be open next spring.
""",
    ),
    "de": (
        """
Der Regen hat seit Montag nicht aufgehört, und die Wiese steht unter Wasser. Bei Tisch
waren es 14 Personen, und niemand sprach ein Wort.
""",
        """
Gestern wurde das dritte Kapitel fertig, heute früh habe ich es verbrannt. Man sehe Seite
112 genau an.

Von der Ernte glaube man nicht, was in den Zeitungen steht.
""",
        """
Das Klavier ist endlich gestimmt worden. Was das Geld betrifft, so sind 30 Taler da, und
25 davon gehören dem Arzt; die neue Straße wird im Frühjahr fertig sein.
""",
    ),
    "fr": (
        """
La pluie n'a pas cessé depuis lundi, et le pré est sous l'eau. On était 14 à table, et
personne ne disait mot.
""",
        """
Hier le troisième chapitre fut achevé, et brûlé ce matin. Qu'on voie bien la page 112.

Il ne faut pas croire ce que les journaux disent de la récolte.
""",
        """
Le piano est enfin accordé. Quant à l'argent, il y a là 30 francs, dont 25 sont au
médecin; le canal sera ouvert au printemps.
""",
    ),
}
MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August"),
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
ORDINALS = ("FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH", "SEVENTH", "EIGHTH")


LETTERS = 8


class Form(NamedTuple):
    """What a letter looks like, and who writes it to whom."""

    sender: str
    recipient: str
    text: str


class Manner(NamedTuple):
    """A manner of printing: the title page, and the forms that its letters have in turns."""

    language: str
    name: str
    title: str
    forms: tuple[Form, ...]


def read_manners() -> list[Manner]:
    text = Path(__file__).with_name("manners.txt").read_text(encoding="utf-8")
    manners = []
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        title, *forms = re.split(r"^--- ", part, flags=re.MULTILINE)
        said, _, title = title.partition("\n")
        language, _, name = said.partition(": ")
        read = []
        for form in forms:
            parties, _, words = form.partition("\n")
            sender, _, recipient = parties.partition("|")
            read.append(Form(sender.strip(), recipient.strip(), words.strip()))
        manners.append(Manner(language, name, title.strip(), tuple(read)))
    return manners


def form_of(manner: Manner, letter: int) -> Form:
    return manner.forms[letter % len(manner.forms)]


def printed(manner: Manner) -> str:
    parts = [manner.title]
    for i in range(LETTERS):
        words = form_of(manner, i).text.format(
            n=i + 1,
            R=ROMAN[i],
            ordinal=ORDINALS[i],
            day=10 + i,
            month=MONTHS[manner.language][i],
            body=BODIES[manner.language][i % 3].strip(),
        )
        parts.append(words)
    return "\n\n\n".join(parts) + "\n"


def read(manner: Manner, folder: Path) -> list[Letter]:
    path = folder / "book.txt"
    path.write_text(printed(manner), encoding="utf-8")
    edition, _ = stages.understand(Project(id="book", source=path))
    return list(letters(edition))


def last_word(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold() if name else ""


@pytest.mark.parametrize("manner", read_manners(), ids=lambda manner: manner.name)
def test_letters_are_read_in_many_manners(manner, tmp_path):
    found = read(manner, tmp_path)
    days = [guess.value.when for letter in found for guess in letter.sent.dates]
    assert days == [f"1829-{i + 1:02}-{10 + i}" for i in range(LETTERS)]
    told = [
        tuple(
            " & ".join(last_word(guess.value.name) for guess in act.persons)
            for act in (one.sent, one.received)
        )
        for one in found
    ]
    wanted = [form_of(manner, i) for i in range(LETTERS)]
    assert told == [(last_word(form.sender), last_word(form.recipient)) for form in wanted]
