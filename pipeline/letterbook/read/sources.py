"""Read a source in any form: a plain text as it is, all other forms as a transcript with its account."""

from __future__ import annotations

from pathlib import Path

from letterbook.model import Source
from letterbook.problems import Outcome, Place, Refused, problem
from letterbook.project.letters_csv import Letters
from letterbook.read import plain_text
from letterbook.read.folder_of_letters import read_folder
from letterbook.read.forms import form_of
from letterbook.read.transcript import Transcript


def read_source(path: Path, encoding: str | None = None, letters: Letters | None = None) -> Outcome[Source]:
    """Read the source at `path`. `encoding` is the editor's word on a text or a page.

    With `letters` the source stands for the folder of letters that it lies in. Raises Refused with the reason
    and the place, never another exception for a bad file.
    """
    if letters is not None:
        return read_folder(path, letters, encoding)
    data = plain_text.bytes_of(path)
    form = form_of(data)
    if form.is_text:
        return plain_text.read_data(data, path, encoding)
    made = Transcript(form.kind, wrapped=form.wrapped or form.width > 0, width=form.width)
    problems = form.take(made, data, path, path.name, encoding)
    source = made.source(path.name)
    if not source.text.strip():
        raise Refused(problem("source-empty", "holds no words", Place(str(path))), *problems)
    return Outcome(source, tuple(problems))
