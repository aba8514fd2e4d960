"""The letterbook.toml that `letterbook init` writes: the layout as found, line by line, ready to edit.

What letterbook is sure of stands there as it would be pinned; building with the file as it was written makes
the same edition as building without. What only an editor can know stands behind a #, as an example.
"""

from __future__ import annotations

import json
import os
import textwrap
from collections.abc import Iterator
from pathlib import Path

from letterbook.project.layout import CALLS, HEADINGS, PLACES, SCOPES, profiles, written
from letterbook.survey import Survey
from letterbook.words import languages as known_languages

_WIDTH = 100
#: The last line, by which a file is known as one that `init` wrote, also after it was changed.
_SIGNED = "# letterbook init wrote this file."
_HEAD = """\
How letterbook reads {name}. What stands here is never overruled; a line that is taken out, or has a # \
before it, is found by letterbook itself. `letterbook inspect` shows what it finds, and why.\
"""


def draft(survey: Survey, encoding: str | None = None) -> str:
    """Write the file for a book that was surveyed; `encoding` is that of its text, if it had to be named."""
    lines = [*_remark(_HEAD.format(name=survey.name)), "", *_edition(encoding), "", "[layout]"]
    for key, remark, value, example in _rows(survey):
        lines += ["", *_remark(remark)]
        lines.append(f"{key} = {_toml(value)}" if value is not None else f"# {key} = {_toml(example)}")
    return "\n".join([*lines, "", _SIGNED]) + "\n"


def is_draft(path: Path) -> bool:
    """Tell whether a letterbook.toml was written by `init`, changed since or not."""
    try:
        with path.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(-min(file.tell(), 4 * len(_SIGNED)), os.SEEK_END)
            return file.read().rstrip().endswith(_SIGNED.encode())
    except OSError:
        return False


def _edition(encoding: str | None) -> Iterator[str]:
    yield from _remark("The edition itself; docs/configuration.md explains each key.")
    for key, example in (
        ("id", "my-letters"),
        ("title", "The letters of A. B."),
        ("author", "A. B."),
        ("editor", "C. D."),
        ("publisher", "University Library of E."),
        ("licence", "Creative Commons Attribution 4.0"),
        ("licence-url", "https://creativecommons.org/licenses/by/4.0/"),
        ("viewpoint", "A. B."),
    ):
        yield f"# {key} = {_toml(example)}"
    if encoding is not None:
        yield f"encoding = {_toml(encoding)}"


def _rows(survey: Survey) -> Iterator[tuple[str, str, object, object]]:
    """Yield for each key a remark, the value if it is pinned, and an example if it is not."""
    layout = survey.layout
    said = {trait.name: trait.found for trait in survey.traits}
    known = ", ".join(known_languages())
    spoken = [language for language in layout.languages if language in known_languages()]
    series = f"A file with such a table, for several volumes; or one of these: {_either(profiles())}."
    yield "profile", series, None, "numbered-documents"
    yield (
        "languages",
        f"The languages whose words are looked for; there are {known}.",
        spoken or None,
        ["en"],
    )
    yield "wrapped", "Whether paragraphs run over several lines.", layout.wrapped, True
    yield "page-numbers", "Whether page numbers stand in the text.", layout.page_numbers, True
    heads = f"What heads a letter: {_either(HEADINGS)}. Found: {said.get('headings', 'nothing')}."
    yield "headings", heads, layout.headings, "numbers"
    shown = "Instead of “headings”: headings as the book prints them; others like them are looked for."
    yield "heading-like", shown, list(layout.heading_like) or None, ["No. 12"]
    whole = "Whether the whole file is one letter, however short."
    yield "one-letter", whole, layout.one_letter or None, False
    years = "The first and the last year of the letters."
    yield "years", years, list(layout.years) if layout.years else None, [1841, 1859]
    order = "What 3/4 is: the 3rd of April (dmy) or March 4th (mdy)."
    yield "date-order", order, layout.date_order, "dmy"
    calendar = "The calendar of the dates, where the days of the week do not tell: gregorian, julian."
    yield "calendar", calendar, layout.calendar, "julian"
    alone = "Whether a year alone on a line may date a letter."
    yield "years-alone", alone, layout.years_alone or None, True
    notes = f"Where the notes stand: {_either(PLACES)}. Found: {said.get('notes', 'none')}."
    yield "notes", notes, layout.notes, "end"
    yield (
        "numbering",
        f"How far their numbers run on: through the {_either(SCOPES)}.",
        layout.numbering,
        "book",
    )
    printed = f"How they are called: {_either(tuple(CALLS))}."
    yield "calls", printed, written(layout.calls), "[12]"
    found = said.get("parties", "")
    yield "sender", f"Who wrote every letter. Found: {found}.", None, layout.sender or "A. B."
    yield "recipient", "Who received every letter.", None, layout.recipient or "C. D."
    yield "signatures", "How persons sign, where it is not their name.", None, {"A.": "Ann Bell"}
    cuts = f"The first words of the line with which the letters begin. Found: {said.get('parts', '')}."
    yield "letters-begin", cuts, None, layout.letters_begin or "No. 1"
    ends = "The first words of the first line behind the last letter."
    yield "letters-end", ends, None, layout.letters_end or "Index"
    backs = "The first words of the line with which the back matter begins."
    yield "back-begins", backs, None, layout.back_begins or "Index"


def _either(options: tuple[str, ...]) -> str:
    return ", ".join(f'"{option}"' for option in options)


def _remark(text: str) -> list[str]:
    return [
        f"# {line}" for line in textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    ]


def _toml(value: object) -> str:
    """Write a value in TOML; JSON's strings, numbers, lists and truth values are TOML's too."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_toml(key)} = {_toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, str):
        value = " ".join(value.split())
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
