"""Whom the words above a letter say that it went to, and what they do not say."""

from __future__ import annotations

import pytest
from settle.parties.test_readers import judge

from letterbook.model import Source
from letterbook.settle.parties.introductions import read_introduction, read_line_above


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
