"""A folder of letters as a table, one row a letter: report/letters.csv, in the form in which it is read.

Beside the letters it says the same as before: a name that the editor wrote stays as it is, where the letter
prints a shorter form of it. What letterbook found stands in the last column once more, so
that only what the editor changes is a decision (`letterbook.project.letters_found`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from letterbook.model import Edition, Guess, Letter, Person, letters
from letterbook.model.kinds import PRINT_LETTER
from letterbook.model.values import LetterFile
from letterbook.project.decisions_toml import Ruling
from letterbook.project.letter_folders import FILE
from letterbook.project.letters_csv import COLUMNS
from letterbook.project.letters_found import FACTS, FOUND, write_found
from letterbook.review.as_csv import disarmed

#: The columns of facts, in the order in which the table has them.
_FACTS = tuple(column for column in COLUMNS if any(column in columns for columns in FACTS.values()))
_PARTIES = ("sender", "recipient")
_OURS = "letterbook"


def as_letters(edition: Edition, rulings: Sequence[Ruling] = ()) -> dict[str, bytes]:
    """Return the table by its name; nothing where the edition was made from no folder of letters.

    `rulings` are the editor's, those of the table among them.
    """
    origin = edition.source.origin
    given = [one.value for one in PRINT_LETTER.pick(origin.evidence)] if origin else []
    if not given:
        return {}
    by_key = {letter.key: letter for letter in letters(edition)}
    written = {
        (ruling.letters[0].casefold(), ruling.table): ruling.names
        for ruling in rulings
        if ruling.table in _PARTIES and PurePath(ruling.place.file).name == FILE
    }
    kept = sorted({column for one in given for column, _ in one.kept})
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    columns = ("file", "number", *_FACTS, *kept, FOUND[0])
    writer.writerow(columns)
    for one in given:
        letter = by_key.get(one.key)
        names = {role: written.get((one.key.casefold(), role), ()) for role in _PARTIES}
        cells = _row(one, letter, names) if letter else {"file": one.file, "number": one.number}
        writer.writerow([disarmed(cells.get(column, "")) for column in columns])
    return {FILE: page.getvalue().encode("utf-8")}


def _row(one: LetterFile, letter: Letter, written: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    cells: dict[str, str] = {}
    ours: dict[str, str] = {}

    def say(column: str, value: str | None, said_by: Sequence[str]) -> None:
        if value:
            cells[column] = value
            if all(resp == _OURS for resp in said_by):
                ours[column] = value

    for column, persons in zip(_PARTIES, (letter.sent.persons, letter.received.persons), strict=True):
        if persons and len(persons) == len(written[column]):
            cells[column] = "; ".join(written[column])
        else:
            say(column, _names(persons), [guess.resp for guess in persons])
    for guess in letter.sent.dates[:1]:
        when = guess.value
        limits = (when.when, when.not_before, when.not_after, when.start, when.end)
        for column, day in zip(("date", "not-before", "not-after", "from", "to"), limits, strict=True):
            say(column, day, [guess.resp])
    for guess in letter.received.dates[:1]:
        say("received", guess.value.when, [guess.resp])
    if letter.sent.place is not None:
        say("place", letter.sent.place.value.name, [letter.sent.place.resp])
    return {**dict(one.kept), **cells, "file": one.file, "number": one.number, FOUND[0]: write_found(ours)}


def _names(persons: Sequence[Guess[Person]]) -> str:
    return "; ".join(" ".join(guess.value.name.split()) for guess in persons)
