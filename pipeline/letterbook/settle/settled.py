"""What the judges kept of a book, which `build` makes a plan and a tree of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from letterbook.detect.found import Found
from letterbook.model import Decision, Entry, Finding, Span
from letterbook.model.values import Label, NoteCall
from letterbook.read.page import Paragraph
from letterbook.settle.dates.judge import Dating
from letterbook.settle.letter_lines import Parties
from letterbook.settle.structure.front_matter import Matter
from letterbook.settle.structure.regions import Structure
from letterbook.settle.text.flow import Asides
from letterbook.settle.text.letter_parts import PartsByLetter


@dataclass(frozen=True)
class Settled:
    """What the judges kept: the parts of the book, the findings inside its text, and what is known of it.

    `calls` are all note calls, `labels` those of numbered paragraphs, `inlines` all findings inside the text
    that become elements. `dating` and `parties` are by the letters' keys. `assigned` says to which letter an
    editor assigns a note, and which editor, by the note's key; `note_paragraphs` are the paragraphs of each
    note, by its span.
    """

    found: Found
    structure: Structure
    asides: Asides
    parts_by_letter: PartsByLetter
    front: Matter
    back: Matter
    dating: Mapping[str, Dating]
    parties: Mapping[str, Parties]
    labels: tuple[Finding[Label], ...]
    calls: tuple[Finding[NoteCall], ...]
    inlines: tuple[Finding, ...]
    assigned: Mapping[str, tuple[str, str]]
    note_paragraphs: Mapping[Span, Sequence[Paragraph]]
    register: tuple[Entry, ...] = ()
    decisions: tuple[Decision, ...] = ()
