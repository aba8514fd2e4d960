"""Whom the words above a letter say that it went to, and what they do not say."""

from __future__ import annotations

import pytest
from settle.parties.test_readers import judge, letter

from letterbook.model import Source, Span
from letterbook.settle.parties.introductions import read_introduction, read_line_above, read_writer
from letterbook.settle.parties.judge import judge_parties


@pytest.mark.parametrize(
    ("language", "above", "reader"),
    [
        ("en", "He stayed. In May he wrote to his friend Ann Holt:", "Ann Holt"),
        ("en", "The next letter is to Mr. Holt, of Norton:--", "Holt"),
        ("de", "Sie schreibt darüber an ihre Schwester Luise Sartor im April 1849:", "Luise Sartor"),
        ("de", "Ihr letzter Brief an ihre Freundin Luise Heck spricht das aus:", "Luise Heck"),
        ("fr", "Le lendemain il écrivit à Madame Anne Roux:", "Anne Roux"),
        ("fr", "Le lendemain il écrivit à M. Roux:", "Roux"),
        # whose wife, a place, nothing of writing, nothing that leads on, no name, a house, another
        ("en", "He wrote to Mrs. Holt:", ""),
        ("en", "He went to Norton Ferry and said:", ""),
        ("en", "He spoke to Ann Holt of this:", ""),
        ("en", "He wrote to Ann Holt.", ""),
        ("en", "He wrote to his mother:", ""),
        ("en", "He wrote to Ann:", ""),
        ("en", "They wrote of it to Mary Holt's:", ""),
        ("en", "He wrote to Ann Holt. She replied:", ""),
        ("en", "He wrote to Ann Holt:\n\nA new paragraph stands between.", ""),
    ],
)
def test_the_sentence_above_a_letter_names_its_reader(language, above, reader):
    text = f"{above}\n\nI came."
    said = read_introduction(Source("t", text, ""), len(above) + 2, (language,))
    assert (" & ".join(name.text for name in said.names) if said else "") == reader


def test_the_words_that_name_a_reader_are_quoted_whole():
    text = "In May he wrote\nto Mr. Thomas Crewe:\n\nI came."
    said = read_introduction(Source("t", text, ""), text.index("I came"), ("en",))
    assert said is not None
    assert text[said.span.start : said.span.end] == "to Mr. Thomas Crewe"


def told(above: str, *parts: tuple[str, str]) -> str:
    """Return the recipient of a letter in a life of Carl Brand, with what stands above it."""
    title = f"LIFE OF CARL BRAND\n\n{'Carl Brand wrote much, and Brand kept it. ' * 8}\n\n{above}"
    return judge(title, [list(parts)])[0][1]


def test_a_heading_or_a_greeting_of_somebody_else_goes_before_the_narrative():
    above = "In May he wrote to his friend Ann Holt:"
    assert told(above, ("p", "I came.")) == "Ann Holt"
    assert told(above, ("salute", "Dear Ann,"), ("p", "I came.")) == "Ann Holt"
    assert told(above, ("head", "TO GUY TRILL"), ("p", "I came.")) == "Guy Trill"
    assert told(above, ("salute", "Dear Mr. Trill,"), ("p", "I came.")) != "Ann Holt"
    assert told(above, ("salute", "Dear friends,"), ("p", "I came.")) == ""


@pytest.mark.parametrize(
    ("language", "above", "both"),
    [
        ("fr", "II\n\nMADAME ROUX A M. G. CAVIGNY", ("Madame Roux", "G. Cavigny")),
        ("en", "ANN HOLT TO GUY TRILL.", ("Ann Holt", "Guy Trill")),
        ("en", "HOLT TO TRILL.", ("", "")),  # "BACK TO NORTON."
        ("en", "Ann Holt to Guy Trill.", ("", "")),  # it may be a sentence's
        ("en", "TO GUY TRILL.", ("", "")),  # it may be the letter's before
        ("en", "ANN HOLT TO GUY TRILL.\n\nThey met.", ("", "")),
    ],
)
def test_a_line_next_above_a_letter_that_names_both_is_its_heading(language, above, both):
    text = f"{above}\n\nI came."
    heading = read_line_above(Source("t", text, ""), len(above) + 2, (language,))
    names = [said.names[0].text if said else "" for said in (heading.senders, heading.recipients)]
    assert tuple(names) == both


def test_a_letter_that_greets_somebody_else_is_not_to_the_one_reader_of_the_title():
    title = "LETTERS OF ANN HOLT TO CARL LODGE"
    mine = [("salute", "Dear Mr. Lodge,"), ("p", "I came."), ("signed", "Ann Holt")]
    other = [("salute", "Dear Mr. Post,"), ("p", "I came."), ("signed", "Ann Holt")]
    silent = [("p", "I came."), ("signed", "Ann Holt")]
    told = [reader for _, reader in judge(title, [mine, other, silent])]
    assert told[0] == told[2] == "Carl Lodge"
    assert told[1] != "Carl Lodge"


@pytest.mark.parametrize(
    ("language", "above", "writer"),
    [
        ("en", "Brand writes:", "Brand"),
        ("en", "He had been ill. On Sunday Peter Wray wrote to his father:--", "Peter Wray"),
        ("en", "The editor of that work, Dr. Maddox,\nanswered with impatience:", "Dr. Maddox"),
        ("en", "In these lines Brand asks for his hat:\n\n   *   *   *   *   *", "Brand"),
        ("de", "So schrieb Karl Brandt an seine Mutter:", "Karl Brandt"),
        ("fr", "Louis Marsac répond de Lyon:", "Louis Marsac"),
        # who reads it, whose it is, a passive, nothing that leads on, nobody by name
        ("en", "In May he wrote to his friend Ann Holt:", ""),
        ("en", "A letter to Peter Wray follows:", ""),
        ("en", "Brand's sister replied:", ""),
        ("en", "Mr. Holt was ill, and the letter was written from Norton:", ""),
        ("en", "Brand writes no more.", ""),
        ("en", "His wife wrote, the same week, to her sister:", ""),
    ],
)
def test_the_sentence_above_a_letter_names_its_writer(language, above, writer):
    text = f"Some narrative.\n\n{above}\n\nI came."
    said = read_writer(Source("t", text, ""), len(text) - len("I came."), (language,))
    assert (" & ".join(name.text for name in said.names) if said else "") == writer


@pytest.mark.parametrize(
    ("above", "signed", "sender"),
    [
        ("Holt writes:", "", ""),  # he is the reader of all others
        ("Brand writes:", "", "Karl Brand"),
        ("Holt writes:", "Karl Brand.", "Karl Brand"),  # the letter's own line is nearer
    ],
)
def test_who_is_said_to_write_stands_against_the_title(above, signed, sender):
    title = "LETTERS OF KARL BRAND TO GEORGE HOLT"
    text, letters = f"{title}\n\n", []
    for n in range(4):
        text += f"{above}\n\n" if n == 3 else ""
        parts = [("p", "All is well here."), *([("signed", signed)] if n == 3 and signed else [])]
        printed, signs = letter(*parts, at=len(text), key=f"letter-{n}")
        text += printed
        letters.append(signs)
    found = judge_parties(Source("t", text, ""), letters, [Span(0, len(title))], ("en",)).parties
    assert " & ".join(guess.value.name for guess in found["letter-3"].senders) == sender
    assert [guess.value.name for guess in found["letter-0"].senders] == ["Karl Brand"]
