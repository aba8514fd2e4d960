"""The kinds of findings: what each says, the type of its value, who proposes it and who judges it.

A new rule uses one of these kinds, or adds a row here and, for a new value, a type to `model/values.py`.
`found.of(HEADING)` yields findings whose value is known to be a `Heading`. `tests/test_finding_kinds.py`
holds that no finding has a kind or a value that is not declared; docs/findings.md is made from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, cast

from letterbook.model.facts import Guess, When
from letterbook.model.finding import Decision, Finding, Kind
from letterbook.model.values import (
    Anchor,
    Annotation,
    Break,
    Credit,
    DateLine,
    Decided,
    Fault,
    Given,
    Heading,
    Imprint,
    Label,
    LeftOut,
    LetterFile,
    Licence,
    Link,
    LooseMark,
    NoteCall,
    NoteManner,
    NoteOpening,
    PageNumber,
    PartTitle,
    Party,
    Remark,
    Rendition,
    Sides,
)

HEADING = Kind[Heading]("letter.head")
PART_TITLE = Kind[PartTitle]("matter.title")
CREDIT = Kind[Credit]("credit")
IMPRINT = Kind[Imprint]("imprint")
LICENCE = Kind[Licence]("licence")
CORRESPONDENTS = Kind[Sides]("book.correspondents")
PAGE_BREAK = Kind[PageNumber]("page.break")
PAGE_MARK = Kind[PageNumber]("page.mark")
PRINT_HI = Kind[Rendition]("print.hi")
PRINT_PAGE = Kind[PageNumber]("print.page")
PRINT_CALL = Kind[Link]("print.call")
PRINT_NOTE = Kind[Anchor]("print.note")
PRINT_QUOTE = Kind[Rendition]("print.quote")
PRINT_LETTER = Kind[LetterFile]("print.letter")
DATELINE = Kind[DateLine]("dateline")
LOOSE_DATELINE = Kind[DateLine]("dateline.loose")
HEADLINE = Kind[DateLine]("headline")
LABEL = Kind[Label]("paragraph.label")
NOTE_MANNER = Kind[NoteManner]("note.manner")
NOTE_TEXT = Kind[NoteOpening]("note.text")
NOTE_PROSE = Kind[Annotation]("note.prose")
NOTE_BODY = Kind[NoteOpening]("note.body")
NOTE_UNREAD = Kind[LooseMark]("note.unread")
NOTE_UNANSWERED = Kind[LooseMark]("note.unanswered")
CALL = Kind[NoteCall]("note.call")
CORRECTION = Kind[Fault]("correction")
JOIN = Kind[Break]("join")
REMARK = Kind[Remark]("remark")
HI = Kind[Rendition]("hi")
SKIP = Kind[LeftOut]("skip")
DATE = Kind[Guess[When]]("date")
SENDER = Kind[Party]("letter.sender")
RECIPIENT = Kind[Party]("letter.recipient")
GATHERED = Kind[Party]("person.gathered")


class About(NamedTuple):
    """What there is to know of a kind of finding.

    `value` is the type of its value, None where the span says it all; `says` what it claims of its span;
    `by` the room or module that makes such findings, `judge` the one that compares them and decides which
    hold.
    """

    value: type | None
    says: str
    by: str
    judge: str


#: Every kind of finding that rules make, and that judges make for one another.
KINDS: Mapping[str, About] = {
    # ------------------------------------------------------------------ the structure of the book
    HEADING: About(Heading, "this line heads a letter", "rules/headings.py", "settle/structure"),
    PART_TITLE: About(
        PartTitle,
        "this line is the title of a part that is no letter",
        "rules/front_and_back_matter.py",
        "settle/structure/front_matter.py",
    ),
    CREDIT: About(
        Credit,
        "this line says who published, transcribed or licensed the text",
        "rules/front_and_back_matter.py",
        "settle/structure/front_matter.py",
    ),
    IMPRINT: About(
        Imprint,
        "the year at the foot of the title page, with who printed or sold the book, or where",
        "rules/imprints.py",
        "settle/structure/front_matter.py",
    ),
    LICENCE: About(
        Licence,
        "a distributor's words around the book",
        "rules/front_and_back_matter.py",
        "settle/structure/regions.py",
    ),
    CORRESPONDENTS: About(
        Sides,
        "who corresponds with whom in the whole book",
        "settle/parties/correspondents.py",
        "settle/parties/judge.py",
    ),
    # ------------------------------------------------------------------ pages
    PAGE_BREAK: About(PageNumber, "the number of a page", "rules/page_numbers.py", "settle/text/flow.py"),
    PAGE_MARK: About(
        PageNumber,
        "a mark of a page inside a line, which the view leaves out",
        "read/view.py",
        "build/on_source.py",
    ),
    "fw": About(None, "a running head or foot", "rules/page_numbers.py", "settle/text/flow.py"),
    # ------------------------------------------------------------------ what the markup of an original says
    PRINT_HI: About(Rendition, "these words are set off", "read", "read/view.py"),
    PRINT_PAGE: About(PageNumber, "a page begins here", "read", "read/view.py"),
    PRINT_CALL: About(Link, "a link that calls a note", "read", "build/on_source.py"),
    PRINT_NOTE: About(Anchor, "a note begins here", "read", "build/on_source.py"),
    PRINT_QUOTE: About(Rendition, "these paragraphs are quoted", "read", "build/plan.py"),
    PRINT_LETTER: About(
        LetterFile, "a letter begins here: a file of its own", "read", "settle/structure/one_letter.py"
    ),
    # ------------------------------------------------------------------ the lines of a letter
    DATELINE: About(
        DateLine, "place and date of a letter", "rules/datelines.py", "settle/text/letter_parts.py"
    ),
    LOOSE_DATELINE: About(
        DateLine,
        "a date at the end of a line that says more",
        "rules/datelines.py",
        "settle/text/letter_parts.py",
    ),
    HEADLINE: About(
        DateLine,
        "an editor's line that says when the letter was sent or received",
        "rules/datelines.py",
        "settle/text/letter_parts.py",
    ),
    "salute": About(
        None, "a salutation on its own line", "rules/set_phrases.py", "settle/text/letter_parts.py"
    ),
    "salute.run": About(
        None,
        "a salutation with which a paragraph begins",
        "rules/salutations.py",
        "settle/text/letter_parts.py",
    ),
    "valediction": About(None, "a closing formula", "rules/set_phrases.py", "settle/text/letter_parts.py"),
    "postscript": About(
        None, "the beginning of a postscript", "rules/set_phrases.py", "settle/text/letter_parts.py"
    ),
    "marking": About(
        None,
        "a remark on how the letter was sent: “By hand”, “Secret”",
        "rules/set_phrases.py",
        "settle/text/letter_parts.py",
    ),
    "ornament": About(None, "a row of stars, a rule", "rules/set_phrases.py", "settle/text/letter_parts.py"),
    LABEL: About(
        Label,
        "the number of a paragraph or of an item of a list",
        "rules/numbered_paragraphs.py",
        "build/plan.py",
    ),
    # ------------------------------------------------------------------ notes and calls
    NOTE_MANNER: About(
        NoteManner, "how this book prints its notes", "rules/notes", "settle/notes/answered.py"
    ),
    NOTE_TEXT: About(
        NoteOpening, "a paragraph that answers a mark", "rules/notes", "settle/notes/answered.py"
    ),
    NOTE_PROSE: About(
        Annotation,
        "an annotation that no mark calls begins here",
        "rules/notes/prose.py",
        "settle/notes/prose.py",
    ),
    NOTE_UNREAD: About(
        LooseMark,
        "a mark as before a note, that no note which was read has",
        "rules/notes",
        "settle/doubts/notes.py",
    ),
    NOTE_UNANSWERED: About(
        LooseMark, "a mark as of a call, that no note answers", "rules/notes", "settle/doubts/notes.py"
    ),
    "note.title": About(None, "a title above notes", "rules/note_bodies.py", "settle/notes/sections.py"),
    NOTE_BODY: About(
        NoteOpening, "this line may begin a note", "rules/note_bodies.py", "settle/notes/judge.py"
    ),
    "note": About(None, "a note inside a paragraph", "build/plan.py", "build/tree.py"),
    CALL: About(NoteCall, "this mark calls a note", "settle/calls", "settle/calls/judge.py"),
    # ------------------------------------------------------------------ inside the text
    CORRECTION: About(
        Fault, "these words are misprinted or misread", "rules/faults", "settle/text/by_editor.py"
    ),
    "join.paragraphs": About(
        None,
        "the white space here parts one paragraph in two",
        "rules/faults",
        "settle/doubts/broken_paragraphs.py",
    ),
    JOIN: About(
        Break,
        "two paragraphs that may be one, for the editor",
        "settle/doubts/broken_paragraphs.py",
        "review/facts.py",
    ),
    REMARK: About(
        Remark, "an editor's remark in the line: “[illegible]”", "rules/set_phrases.py", "build/tree.py"
    ),
    HI: About(Rendition, "words that the print sets off", "build/on_source.py", "build/tree.py"),
    SKIP: About(LeftOut, "characters that are no words of the text", "build/on_source.py", "build/tree.py"),
    DATE: About(Guess, "a printed date of a letter", "settle/judges.py", "build/tree.py"),
    "placeName": About(None, "the printed place of a letter", "settle/judges.py", "build/tree.py"),
    # ------------------------------------------------------------------ facts of a letter that lost or won
    SENDER: About(Party, "who wrote a letter", "settle/parties/claims.py", "settle/parties/judge.py"),
    RECIPIENT: About(Party, "who received a letter", "settle/parties/claims.py", "settle/parties/judge.py"),
    GATHERED: About(
        Party,
        "a person whom several printed names mean",
        "settle/parties/prints.py",
        "settle/parties/judge.py",
    ),
    **{
        f"letter.{fact}": About(
            Given,
            f"the {what} that a decision or the levels of certainty took away",
            "settle/facts_by_editor.py, settle/levels.py",
            "review/facts.py",
        )
        for fact, what in (("sent", "day of sending"), ("received", "day of receipt"), ("place", "place"))
    },
}


def decided(decision: Decision) -> Finding[Decided] | None:
    """Return what an editor decided, or None where a judge did."""
    kept = decision.kept
    return cast("Finding[Decided]", kept) if kept is not None and isinstance(kept.value, Decided) else None
