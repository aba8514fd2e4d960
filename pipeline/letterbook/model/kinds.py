"""The kinds of findings: what each says, what its value holds, who proposes it and who judges it.

A new rule uses one of these kinds, or adds a row here. `tests/test_finding_kinds.py` holds that no finding
has a kind or a key that is not declared, and docs/findings.md is made from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of finding.

    `says` is what it claims of its span; `keys` what its value holds, by key; `by` the room or module that
    makes such findings, `judge` the one that compares them and decides which hold.
    """

    says: str
    by: str
    judge: str
    keys: Mapping[str, str] = {}


_MARK = {
    "number": "the printed mark: “1”, “1a”, “*”; empty where none is printed",
    "form": "how it is printed: “labelled”, “bracketed” ...",
    "label": "the word before it, such as “Note”",
    "opens": "offset where the words of the note begin",
    "manner": "the number of the manner in which this book prints notes",
    "style": "how its call is printed (rules/calls/marks.py, STYLES)",
    "call": "span of the mark that it answers, as “start:end”; empty where none does",
    "printed": "the number as printed, where it is read otherwise",
}

_LEFT = {"number": "the printed mark", "known": "“yes” where the book's notes have such marks"}

#: Every kind of finding that rules make, and that judges make for one another.
KINDS: Mapping[str, Kind] = {
    # ------------------------------------------------------------------ the structure of the book
    "letter.head": Kind(
        "this line heads a letter",
        "rules/headings.py",
        "settle/structure",
        {
            "number": "the number as a plain numeral; empty where none is printed",
            "style": "“arabic”, “roman”, “small”, “word”, “none”",
            "prefix": "the word before the number, such as “letter”",
            "mark": "the mark behind the number",
            "rest": "what the words behind it are: “names”, “date”, “words”, “”",
        },
    ),
    "matter.title": Kind(
        "this line is the title of a part that is no letter",
        "rules/front_and_back_matter.py",
        "settle/structure/front_matter.py",
        {"type": "TEI div/@type: “preface”, “contents”, “index” ..."},
    ),
    "credit": Kind(
        "this line says who published, transcribed or licensed the text",
        "rules/front_and_back_matter.py",
        "settle/structure/front_matter.py",
        {"type": "“publisher”, “transcription”, “licence”, “title”, “author” ..."},
    ),
    "licence": Kind(
        "a distributor's words around the book",
        "rules/front_and_back_matter.py",
        "settle/structure/regions.py",
        {"place": "“front” or “back”"},
    ),
    "book.frame": Kind(
        "who corresponds with whom in the whole book",
        "settle/parties/correspondents.py",
        "settle/parties/judge.py",
        {
            "kind": "“pair”, “hub”, “from”, “to”, “of”, “open” ...",
            "one": "names of the one side",
            "other": "names of the other side",
            "viewpoint": "the person from whom “sent” and “received” are counted",
        },
    ),
    # ------------------------------------------------------------------ pages
    "page.break": Kind(
        "the number of a page",
        "rules/page_numbers.py",
        "settle/text/flow.py",
        {
            "n": "the number as printed",
            "facs": "the file of the page's image",
        },
    ),
    "page.mark": Kind(
        "a mark of a page inside a line, which the view leaves out",
        "read/view.py",
        "build/on_source.py",
        {"n": "the number of the page"},
    ),
    "fw": Kind("a running head or foot", "rules/page_numbers.py", "settle/text/flow.py"),
    # ------------------------------------------------------------------ what the markup of an original says
    "print.hi": Kind("these words are set off", "read", "read/view.py", {"value": "TEI hi/@rend"}),
    "print.page": Kind(
        "a page begins here",
        "read",
        "read/view.py",
        {"n": "the number of the page", "facs": "the file of its image"},
    ),
    "print.call": Kind("a link that calls a note", "read", "build/on_source.py", {"target": "the note"}),
    "print.note": Kind(
        "a note begins here", "read", "build/on_source.py", {"id": "its name in the original"}
    ),
    "print.letter": Kind(
        "a letter begins here: a file of its own",
        "read",
        "settle/structure/one_letter.py",
        {"number": "its number", "file": "the file", "key": "its key in the edition"},
    ),
    # ------------------------------------------------------------------ the lines of a letter
    "dateline": Kind("place and date of a letter", "rules/datelines.py", "settle/text/letter_parts.py"),
    "dateline.loose": Kind(
        "a date at the end of a line that says more",
        "rules/datelines.py",
        "settle/text/letter_parts.py",
        {"from": "offset where the date begins"},
    ),
    "headline": Kind(
        "an editor's line that says when the letter was sent or received",
        "rules/datelines.py",
        "settle/text/letter_parts.py",
        {"role": "“sent”, “received” or “”"},
    ),
    "salute": Kind("a salutation on its own line", "rules/set_phrases.py", "settle/text/letter_parts.py"),
    "salute.run": Kind(
        "a salutation with which a paragraph begins", "rules/salutations.py", "settle/text/letter_parts.py"
    ),
    "valediction": Kind("a closing formula", "rules/set_phrases.py", "settle/text/letter_parts.py"),
    "postscript": Kind(
        "the beginning of a postscript", "rules/set_phrases.py", "settle/text/letter_parts.py"
    ),
    "marking": Kind(
        "a remark on how the letter was sent: “By hand”, “Secret”",
        "rules/set_phrases.py",
        "settle/text/letter_parts.py",
    ),
    "ornament": Kind("a row of stars, a rule", "rules/set_phrases.py", "settle/text/letter_parts.py"),
    "paragraph.label": Kind(
        "the number of a paragraph or of an item of a list",
        "rules/numbered_paragraphs.py",
        "build/plan.py",
        {"n": "the number", "form": "“item” or “paragraph”"},
    ),
    # ------------------------------------------------------------------ notes and calls
    "note.manner": Kind(
        "how this book prints its notes",
        "rules/notes",
        "settle/notes/answered.py",
        {
            "manner": "the number of the manner",
            "calls": "the style of the calls",
            "notes": "the style of the marks before notes",
            "family": "“figure”, “letter” or “sign”",
            "count": "how many notes answer a mark",
            "called": "how many marks are answered",
            "unanswered": "how many marks of the style no note answers",
            "second": "the manner that came second, in words; empty where none came near",
        },
    ),
    "note.text": Kind("a paragraph that answers a mark", "rules/notes", "settle/notes/answered.py", _MARK),
    "note.unread": Kind(
        "a mark as before a note, that no note which was read has",
        "rules/notes",
        "settle/doubts/notes.py",
        _LEFT,
    ),
    "note.unanswered": Kind(
        "a mark as of a call, that no note answers", "rules/notes", "settle/doubts/notes.py", _LEFT
    ),
    "note.title": Kind("a title above notes", "rules/note_bodies.py", "settle/notes/sections.py"),
    "note.body": Kind("this line may begin a note", "rules/note_bodies.py", "settle/notes/judge.py", _MARK),
    "note": Kind("a note inside a paragraph", "build/plan.py", "build/tree.py"),
    "note.call": Kind(
        "this mark calls a note",
        "settle/calls",
        "settle/calls/judge.py",
        {
            "number": "the number that is printed",
            "scope": "whose notes: “” for the book, else the key of the letter or page",
            "rank": "the place of the note in its scope, from 0",
            "style": "how it is printed (rules/calls/marks.py, STYLES)",
            "note": "the key of the note",
            "sense.scope": "scope of the note that is meant, where the print calls another",
            "sense.rank": "rank of the note that is meant",
            "sense": "key of the note that is meant",
            "cert": "how sure the editor is",
            "resp": "the editor who decided",
        },
    ),
    # ------------------------------------------------------------------ inside the text
    "correction": Kind(
        "these words are misprinted or misread",
        "rules/faults",
        "settle/text/by_editor.py",
        {
            "reading": "how they should read",
            "cert": "“high” is applied, “medium” and “low” wait for an editor",
            "class": "which rule: “hyphen”, “fusion”, “stop” ...",
            "resp": "the editor who decided",
        },
    ),
    "join.paragraphs": Kind(
        "the white space here parts one paragraph in two",
        "rules/faults",
        "settle/doubts/broken_paragraphs.py",
    ),
    "join": Kind(
        "two paragraphs that may be one, for the editor",
        "settle/doubts/broken_paragraphs.py",
        "review/facts.py",
        {
            "reading": "the words around the break",
            "cert": "how sure the rule is",
            "break": "offset of the second paragraph",
        },
    ),
    "remark": Kind(
        "an editor's remark in the line: “[illegible]”",
        "rules/set_phrases.py",
        "build/tree.py",
        {"type": "TEI note/@type, or “gap”"},
    ),
    "hi": Kind(
        "words that the print sets off", "build/on_source.py", "build/tree.py", {"value": "TEI hi/@rend"}
    ),
    "skip": Kind(
        "characters that are no words of the text",
        "build/on_source.py",
        "build/tree.py",
        {"reason": "why, as the ledger says it"},
    ),
    "date": Kind("a printed date of a letter", "settle/judges.py", "build/tree.py"),
    "placeName": Kind("the printed place of a letter", "settle/judges.py", "build/tree.py"),
    # ------------------------------------------------------------------ facts of a letter that lost or won
    "letter.sender": Kind(
        "who wrote a letter",
        "settle/parties/claims.py",
        "settle/parties/judge.py",
        {"person": "names, joined with “; ”", "key": "keys of the persons, joined with blanks"},
    ),
    "letter.recipient": Kind(
        "who received a letter",
        "settle/parties/claims.py",
        "settle/parties/judge.py",
        {"person": "names, joined with “; ”", "key": "keys of the persons, joined with blanks"},
    ),
    **{
        f"letter.{fact}": Kind(
            f"the {what} that a decision or the levels of certainty took away",
            "settle/facts_by_editor.py, settle/levels.py",
            "review/facts.py",
            {"value": "the value that lost", fact: "the value that lost", "key": "its key"},
        )
        for fact, what in (("sent", "day of sending"), ("received", "day of receipt"), ("place", "place"))
    },
}
