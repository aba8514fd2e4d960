"""Headings that greet: who stands in the nominative writes to whom stands in the dative."""

from __future__ import annotations

import pytest

from letterbook.settle.parties.headings import read_heading
from letterbook.values.names.greetings import read_greeting

#: A heading, the writer, the reader.
GREETS = [
    ("M. CICERO S. D. ATTICO", "M. CICERO", "ATTICO"),
    ("M. CICERO S. D. P. LENTULO PROCOS.", "M. CICERO", "P. LENTULO"),
    ("M. CICERO P. LENTULO S. D. P.", "M. CICERO", "P. LENTULO"),
    ("CICERO ATTICO SAL.", "CICERO", "ATTICO"),
    ("C. Plinius Tacito suo s.", "C. Plinius", "Tacito"),
    ("C. PLINIUS CALPURNIAE SUAE S.", "C. PLINIUS", "CALPURNIAE"),
    ("M. CICERO P. LENTULO PROCOS. S. D.", "M. CICERO", "P. LENTULO"),
    (
        "M. TULLIUS M. F. CICERO CN. POMPEIO CN. F. MAGNO IMPERATORI S. D.",
        "M. TULLIUS CICERO",
        "CN. POMPEIO MAGNO",
    ),
    ("MARCUS CICERO TIRONI SUO S. P. D.", "MARCUS CICERO", "TIRONI"),
    ("TULLIUS TERENTIAE ET TULLIOLAE S. P.", "TULLIUS", "TERENTIAE ET TULLIOLAE"),
    ("TULLIUS ET CICERO TIRONI SUO SAL. DIC.", "", ""),  # no greeting that is known
    ("TULLIUS ET CICERO TIRONI SUO SALUTEM DICUNT", "TULLIUS ET CICERO", "TIRONI"),
    ("Erasmus Roterodamus Guilielmo Budaeo S. D.", "Erasmus Roterodamus", "Guilielmo Budaeo"),
    ("ERASMUS R. P. IODOCO IONAE S. P.", "ERASMUS", "R. P. IODOCO IONAE"),
    ("JOHANNES FISCHERUS THOMAE HALLAMO S. D.", "JOHANNES FISCHERUS", "THOMAE HALLAMO"),
]
#: Headings that greet nobody, or of which the cases do not tell who is who.
OTHERS = [
    "AD ATTICUM",
    "EPISTULA AD ATTICUM S.",
    "C. PLINIUS TRAIANO IMPERATORI",  # no greeting
    "DE AMICITIA S.",
    "LIBER PRIMUS S.",
    "MARCUS TULLIUS CICERO S. D.",  # nobody in the dative
    "CICERO S. D.",
    "ATTICO S. D.",
    "IOANNI PETREIO S. D.",  # one name, in the dative
    "C. M. S. D.",
    "S. D.",
    "Haec scripsi Romae amico salutem",
    "CICERO ATTICO 12 S. D.",
    "CICERO (ATTICO) S. D.",
]


@pytest.mark.parametrize(("text", "sender", "recipient"), GREETS)
def test_the_cases_say_who_writes_to_whom(text, sender, recipient):
    assert read_greeting(text, ("la",)) == ((sender, recipient) if sender else None)


@pytest.mark.parametrize("text", OTHERS)
def test_what_greets_nobody_is_left_alone(text):
    assert read_greeting(text, ("la",)) is None


def test_only_a_language_with_cases_has_such_headings():
    assert read_greeting("M. CICERO S. D. ATTICO", ("en", "it")) is None


def test_both_are_parties_of_the_letter():
    said = read_heading("XII. C. PLINIUS TACITO SUO S.", ("la",), "12")
    assert [name.text for name in said.senders.names] == ["C. Plinius"]
    assert [name.text for name in said.recipients.names] == ["Tacito"]
