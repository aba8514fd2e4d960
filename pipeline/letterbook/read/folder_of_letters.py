"""Read a folder of letters as one source: one letter a file, in any form, in the order of the table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from letterbook.file_bytes import read_bytes, refuse_outside
from letterbook.model import Source
from letterbook.model.kinds import PRINT_LETTER
from letterbook.model.values import LetterFile
from letterbook.problems import Outcome, Place, Problem, Refused, problem
from letterbook.project.letters_csv import Letters
from letterbook.read import plain_text
from letterbook.read.forms import Form, form_of
from letterbook.read.transcript import Transcript

KIND = "folder of letters"


def read_folder(source: Path, letters: Letters, encoding: str | None = None) -> Outcome[Source]:
    """Read the letters of the folder in which `source` lies. Raises Refused with what cannot be read."""
    folder = source.parent
    faults: list[Problem] = []
    problems: list[Problem] = []
    read: dict[str, tuple[bytes, Form]] = {}
    for one in letters.listed:
        try:
            refuse_outside(folder / one.file, folder)
            data = read_bytes(folder / one.file, plain_text.LIMIT)
            read[one.file] = data, form_of(data)
        except Refused as refused:
            faults += refused.problems
        except (OSError, ValueError) as fault:
            why = getattr(fault, "strerror", None) or str(fault)
            faults.append(problem("letters-file", f"cannot be read: {why}", Place(str(folder / one.file))))
    if faults:
        raise Refused(*faults)
    made = Transcript(KIND, plain=all(form.is_text for _, form in read.values()), wrapped=_wrapped(read))
    for one in letters.listed:
        data, form = read[one.file]
        made.blank()
        start = made.length
        try:
            problems += form.take(made, data, folder / one.file, one.file, encoding)
        except Refused as refused:
            faults += refused.problems
            continue
        if made.length == start:
            faults.append(problem("source-empty", "is empty or blank", Place(str(folder / one.file))))
        made.find(PRINT_LETTER, start, made.length, LetterFile(one.number, one.file, one.key, one.kept))
    if faults:
        raise Refused(*faults)
    return Outcome(made.source(folder.absolute().name), tuple(problems))


def _wrapped(read: Mapping[str, tuple[bytes, Form]]) -> bool | None:
    """Tell whether paragraphs run over lines, where all files agree by their form; else None."""
    said = {form.wrapped for _, form in read.values()}
    return said.pop() if len(said) == 1 else None
