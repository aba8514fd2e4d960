"""Every kind of decision that an editor can write, one row each.

The parser of decisions.toml, the messages about contradictions, the sentences in the TEI's revisionDesc and
the tables of the manual (`python docs/decision_kinds.py`) are made from these rows. What a decision does is
written in the module named in `judge`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from letterbook.values.authorities import SCHEMES

#: The keys of a date, in the order of `model.When`.
DATES = ("date", "not-before", "not-after", "from", "to")
_CERTAINTY = ("cert", "evidence")


@dataclass(frozen=True)
class Kind:
    """A kind of decision: what it says, its keys, what it contradicts, and where it is applied.

    `sentence` tells one such decision; braces name its keys, or `names`, `when`. `without_quote` is for one
    that quotes no words. A decision must have all keys of `must` and one of `one_of`, and may have those of
    `may`; `dated` kinds give a date. On words that meet, it contradicts decisions of the kinds `against`, and
    where it `agrees`, another of its kind that says something else. `judge` is the module below `settle`.
    """

    says: str
    sentence: str
    must: tuple[str, ...]
    judge: str
    one_of: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    without_quote: str = ""
    dated: bool = False
    agrees: bool = False
    against: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Return all keys that a decision of this kind may have."""
        place = ("quote", "line") if "quote" in self.must else ()
        return tuple(dict.fromkeys((*place, *self.must, *self.one_of, *self.may, "reason", "by", "on")))


_QUOTED = ("quote",)
_OF_LETTER = ("letter",)

#: The decisions on the text, named by words of the source.
TEXT_KINDS: Mapping[str, Kind] = {
    "heading": Kind(
        "a letter begins here",
        "A letter begins at {quote}.",
        _QUOTED,
        "structure.by_editor",
        may=("number",),
        agrees=True,
        against=("matter",),
    ),
    "not-heading": Kind(
        "no letter begins here",
        "No letter begins at {quote}.",
        _QUOTED,
        "structure.by_editor",
        against=("heading",),
    ),
    "matter": Kind(
        "from here to the next letter it is no letter, but other matter: an essay, an index",
        "No letter, but other matter begins at {quote}.",
        _QUOTED,
        "structure.by_editor",
    ),
    "not-matter": Kind(
        "this belongs to the letter before it",
        "The letter goes on at {quote}.",
        _QUOTED,
        "structure.by_editor",
        against=("matter",),
    ),
    "join": Kind(
        "these words belong to one paragraph: quote across the false break",
        "One paragraph: {quote}.",
        _QUOTED,
        "text.by_editor",
        against=("split",),
    ),
    "split": Kind(
        "a new paragraph begins with these words", "A paragraph begins at {quote}.", _QUOTED, "text.by_editor"
    ),
    "line": Kind(
        "what these lines are",
        "{quote} is a line of the kind “{is}”.",
        ("quote", "is"),
        "text.by_editor",
        agrees=True,
    ),
    "note": Kind(
        "a note begins here; or, without a quote, a note that nothing calls belongs to a letter",
        "Note {note} begins at {quote}.",
        ("note",),
        "structure.by_editor",
        one_of=("letter", "quote"),
        may=("line",),
        without_quote="Note {note} belongs to letter {letters}.",
        agrees=True,
    ),
    "not-note": Kind(
        "no note begins here",
        "No note begins at {quote}.",
        _QUOTED,
        "structure.by_editor",
        against=("note",),
    ),
    "call": Kind(
        "the mark at the end of the quote calls a note",
        "{which} is called at {quote}{though}.",
        _QUOTED,
        "text.by_editor",
        may=("mark", "note", "sense", "cert"),
        agrees=True,
    ),
    "not-call": Kind(
        "it calls none",
        "No note is called at {quote}.",
        _QUOTED,
        "text.by_editor",
        may=("mark",),
        against=("call",),
    ),
    "correction": Kind(
        "the quoted words should read otherwise",
        "{quote} reads “{reading}”.",
        ("quote", "reading"),
        "text.by_editor",
        may=("cert",),
        agrees=True,
    ),
    "not-correction": Kind(
        "they are right as printed",
        "{quote} is no misprint.",
        _QUOTED,
        "text.by_editor",
        against=("correction",),
    ),
    "date": Kind(
        "what a printed date means",
        "{quote} is the date {when}.",
        _QUOTED,
        "facts_by_editor",
        one_of=DATES,
        may=_CERTAINTY,
        dated=True,
        agrees=True,
    ),
    "not-date": Kind(
        "the words are no date", "{quote} is no date.", _QUOTED, "facts_by_editor", against=("date",)
    ),
}

#: The decisions on facts, named by letters.
LETTER_KINDS: Mapping[str, Kind] = {
    "sender": Kind(
        "who wrote it",
        "Letter {letter} was sent by {names}.",
        ("letter", "person"),
        "parties.by_editor",
        may=_CERTAINTY,
    ),
    "not-sender": Kind(
        "who did not",
        "Letter {letter} was not sent by {names}.",
        ("letter", "person"),
        "parties.by_editor",
    ),
    "recipient": Kind(
        "who received it",
        "Letter {letter} was sent to {names}.",
        ("letter", "person"),
        "parties.by_editor",
        may=_CERTAINTY,
    ),
    "not-recipient": Kind(
        "who did not",
        "Letter {letter} was not sent to {names}.",
        ("letter", "person"),
        "parties.by_editor",
    ),
    "sent": Kind(
        "when it was sent",
        "Letter {letter} was sent {when}.",
        _OF_LETTER,
        "facts_by_editor",
        one_of=DATES,
        may=_CERTAINTY,
        dated=True,
    ),
    "not-sent": Kind(
        "the day found is wrong",
        "The day when letter {letter} was sent is not known.",
        _OF_LETTER,
        "facts_by_editor",
    ),
    "received": Kind(
        "when it was received",
        "Letter {letter} was received {when}.",
        _OF_LETTER,
        "facts_by_editor",
        one_of=DATES,
        may=_CERTAINTY,
        dated=True,
    ),
    "not-received": Kind(
        "the day found is wrong",
        "The day when letter {letter} was received is not known.",
        _OF_LETTER,
        "facts_by_editor",
    ),
    "place": Kind(
        "where it was sent from",
        "Letter {letter} was sent from {place}.",
        ("letter", "place"),
        "facts_by_editor",
        may=_CERTAINTY,
    ),
    "not-place": Kind(
        "the place found is wrong",
        "The place from which letter {letter} was sent is not known.",
        _OF_LETTER,
        "facts_by_editor",
    ),
    "reply": Kind(
        "it answers another letter",
        "Letter {letter} answers letter {to}.",
        ("letter", "to"),
        "facts_by_editor",
        may=("cert",),
    ),
    "not-reply": Kind(
        "it does not answer that letter",
        "Letter {letter} does not answer letter {to}.",
        ("letter", "to"),
        "facts_by_editor",
    ),
}

#: What can be left open: facts of a letter, a note that nothing calls, what looks odd in the book's order.
OPEN_FACTS = (
    "sender", "recipient", "sent", "received", "place", "reply", "note",
    "number", "length", "order",
)  # fmt: skip

#: The decisions that change nothing: they are for the editors themselves.
DESK_KINDS: Mapping[str, Kind] = {
    "open": Kind(
        "it was looked at, and stays as it is: the review asks no more",
        "The {fact} of {letter} was looked at, and stays as it is.",
        ("fact",),
        "left_open",
        one_of=("letter", "note"),
        agrees=True,
    ),
    "remark": Kind(
        "a note to yourself and to the other editors, in `reason`; it stays in the review",
        "A remark on {letter}{quote}.",
        (),
        "left_open",
        one_of=("letter", "quote"),
        may=("line",),
    ),
}

#: The decisions on the register.
REGISTER_KINDS: Mapping[str, Kind] = {
    "person": Kind(
        "names and numbers of one person",
        "{name} is entered in the register.",
        ("name",),
        "registers",
        may=("aliases", *SCHEMES),
    ),
    "same-person": Kind(
        "these are one person, who goes by `name`, in all letters",
        "{names}: the same person as {name}.",
        ("person", "name"),
        "parties.merged_persons",
    ),
}

#: All kinds, by the name of their table in decisions.toml.
KINDS: Mapping[str, Kind] = {**TEXT_KINDS, **LETTER_KINDS, **DESK_KINDS, **REGISTER_KINDS}

#: What each key says, for the manual; `quote`, `line`, `reason` and `by` are explained there.
KEYS: Mapping[str, str] = {
    "number": "the letter's number, if it is misprinted or none is printed",
    "is": (
        "`paragraph`, `heading`, `header`, `marking`, `dateline`, `address`, `salutation`, `valediction`,"
        " `signature`, `postscript`, `ornament`; or `page-number`, `running-head`, which belong to no letter"
    ),
    "note": "the number of the note; for a call, if it is not the one printed",
    "letter": (
        'the letter, a list of letters, or a range such as `"2-9"`, by number or key; `letters` is the same'
    ),
    "mark": "the mark, if the quote goes on behind it",
    "sense": "the note that is meant, if the print calls another",
    "reading": "the words as they should be",
    "person": "a name, or a list of names",
    "place": "the name of the place",
    "to": "the other letter",
    "name": "the name in the register",
    "aliases": "other names of the same person",
    "date": '`1941-07-18`, `"1941-07"` or `"1941"`',
    "not-before": "the earliest day that it can be",
    "not-after": "the latest day that it can be",
    "from": "the first day",
    "to (date)": "the last day",
    "fact": (
        "what is left open: " + ", ".join(f"`{fact}`" for fact in OPEN_FACTS) + "; the last three are what"
        " looks odd: numbers that lack before the letter, its length, its place among the dates"
    ),
    "on": "the day on which it was decided; it may also stand once, above all tables",
    "cert": "how sure you are: `high` (if you say nothing), `medium`, `low`",
    "evidence": "`internal`, `external` or `conjecture`; see below",
}
