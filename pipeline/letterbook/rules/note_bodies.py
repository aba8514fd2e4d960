"""Find where the bodies of notes may begin, and the titles above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterbook.model import Finding, Span
from letterbook.model.kinds import NOTE_BODY
from letterbook.model.values import NoteOpening
from letterbook.read.page import Page
from letterbook.rules.notes.note_words import either, run_in_titles
from letterbook.rules.set_phrases import bare_among, is_ornament
from letterbook.words import known
from letterbook.words.patterns import bracket_words

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
#: A number of five figures that no sign parts from the words counts something.
_MARKED = re.compile(
    r"""(?P<open>[\[(]?)
    (?P<mark>\d{1,4}[A-Za-z]?(?![\w,])|\d{5}(?=[.:)\]])|\*{1,4}(?!\*)|[†‡§¶]{1,3}|[⁰¹²³⁴-⁹]{1,4})
    (?P<close>[\])]?[.:)]?)
    (?P<gap>\s*)(?=\S)""",
    re.VERBOSE,
)


#: Marks that are pages' elsewhere, and notes' below a title of notes: "{12} ", "<12> ".
_BELOW_TITLES = re.compile(r"(?P<open>[{<])(?P<mark>\d{1,4}[A-Za-z]?)(?P<close>[}>][.:]?)(?P<gap>\s*)(?=\S)")
_GAP = 2  # blank lines between notes below a title, at most
#: A whole sentence in square brackets is the editor's; pictures and music are no notes.
_SENTENCE = re.compile(
    rf"\[(?!(?:{bracket_words('picture', 'other', capital=True)})\b)"
    r"(?=[A-ZÄÖÜÀ-Þ])[^\[\]:]{12,400}[.!?]\]"
)


def _titles(languages: Sequence[str]) -> frozenset[str]:
    return frozenset(known(languages, "note_titles"))


def _labelled(languages: Sequence[str]) -> re.Pattern[str]:
    return re.compile(
        rf"[\[({{]\s*{either(languages, 'note_labels')}\.?\s*"
        r"(?P<mark>\d{1,4}[A-Za-z]?|[*†‡§]{1,4}|)\s*[:.]\s*",
        re.IGNORECASE,
    )


def find_note_titles(page: Page, languages: Sequence[str]) -> Iterator[Finding]:
    """Propose the lines that stand over notes ("NOTES", "FOOTNOTES:", "Anmerkungen zu den Briefen")."""
    titles = _titles(languages)
    run_in = run_in_titles(tuple(languages))
    for paragraph in page.paragraphs:
        if found := run_in.match(paragraph.first.text):
            start = paragraph.span.start
            end = start + len(found[0].rstrip())
            yield Finding("note.title", Span(start, end), "note_bodies.run_in_title", 0.8)
        if len(paragraph.lines) > 1:
            continue
        if bare_among(paragraph.first.text, titles):
            yield Finding("note.title", paragraph.span, "note_bodies.title", 0.8)


def find_note_bodies(page: Page, languages: Sequence[str]) -> Iterator[Finding[NoteOpening]]:
    """Propose every line that may open a note (kind "note.body").

    The span is the mark with its brackets and stop, and the white space behind it; the note itself
    reaches as far as the judge lets it. The value holds the mark as printed, without brackets.
    """
    openers = {p.first.index for p in page.paragraphs}
    below = _below_titles(page, languages)
    starts: set[int] = set()
    for found in _labelled(languages).finditer(page.source.text):
        if not found["mark"] and found[0][0] != "[":
            continue
        starts.add(found.start())
        label = found[0][: found.start("mark") - found.start()].strip("[({ ")
        value = NoteOpening(found["mark"], "labelled", label)
        yield Finding(NOTE_BODY, Span(found.start(), found.end()), "note_bodies.labelled", 0.95, value)
    for found in _SENTENCE.finditer(page.source.text):
        if len(found[0].split()) > 3:  # noqa: PLR2004 (fewer words are a name or a date supplied)
            spot = Span(found.start(), found.start() + 1)
            yield Finding(NOTE_BODY, spot, "note_bodies.sentence", 0.7, NoteOpening(form="labelled"))
            starts.add(found.start())
    for line in page.lines:
        if line.span.start in starts:
            continue
        marked = None if is_ornament(line.text) else _MARKED.match(line.text)
        marked = marked or (_BELOW_TITLES.match(line.text) if line.index in below else None)
        if not marked or (not marked["gap"] and marked["mark"][0].isdecimal() and not marked["close"]):
            continue
        if marked["open"] and not marked["close"]:
            continue
        number = marked["mark"].translate(_SUPERSCRIPT)
        raised = number != marked["mark"]
        form = (
            "raised"
            if raised
            else f"{marked['open']}{'*' if not number[0].isalnum() else '1'}{marked['close']}"
        )
        spot = Span(line.span.start, line.span.start + marked.end())
        odds = 0.5 if line.index in openers else 0.3
        yield Finding(NOTE_BODY, spot, "note_bodies.marked", odds, NoteOpening(number, form))


def _below_titles(page: Page, languages: Sequence[str]) -> frozenset[int]:
    """Return the first lines of the paragraphs below each title of notes, up to a wide gap."""
    titles = {title.span.start for title in find_note_titles(page, languages)}
    below: set[int] = set()
    under = first = False
    for paragraph in page.paragraphs:
        if paragraph.span.start in titles:
            under = first = True
            continue
        under = under and (first or paragraph.first.blank <= _GAP)
        first = False
        if under:
            below.add(paragraph.first.index)
    return frozenset(below)
