"""The kinds of evidence a party can rest on, as the ids by which levels are measured on gold.

An id names the line that tells ("heading", "signature"), what it tells there, and the form of the name:
a whole name is seldom read wrongly, a single word often.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from letterbook.values.names.forms import Name, fold, lexicon
from letterbook.words import languages as known_languages

#: What a heading tells: both parties, the reader, the writer, or a bare name whose part the book decides;
#: a line below it tells the reader; an office is one of the two sides.
PARTS = ("pair", "to", "from", "bare", "below", "office")
#: How a name is printed; "loose" names may have a place behind them, "several" are more than one.
FORMS = ("full", "titled", "surname", "given", "initials", "role", "body", "loose", "several")
#: What shows the way of a letter between two sides.
WAYS = (
    "heading",
    "header",
    "signature",
    "salutation",
    "vocative",
    "address",
    "title",
    "reference",
    "pair",
    "constant",
)


GROUNDS: frozenset[str] = frozenset(
    {
        *(f"party.heading.{part}.{form}" for part in PARTS for form in FORMS),
        *(
            f"party.{line}.{form}"
            for line in ("signature", "salutation", "call", "address")
            for form in FORMS
        ),
        *(f"party.sides.{way}.{whose}" for way in WAYS for whose in ("own", "other")),
        *(f"party.sides.{way}.{whose}.faint" for way in WAYS for whose in ("own", "other")),
        "party.heading.doubt",
        "party.heading.same",
        "party.header",
        "party.joint",
        "party.part-title.writer",
        "party.part-title.reader",
        "party.title.constant",
        "party.title.borne-out",
        "party.title.signed",
        "party.title.received",
        "party.title.other",
        "party.main-bearer",
    }
)


@cache
def _given() -> frozenset[str]:
    return lexicon("given_names", ("male", "female"), known_languages())


def form_of(names: Sequence[Name], *, loose: bool = False) -> str:
    """Return the form in which names are printed, of `FORMS`."""
    if loose:
        return "loose"
    if len(names) != 1:
        return "several"
    name = names[0]
    if name.kind != "person":
        return name.kind if name.kind in FORMS else "role"
    if name.initials:
        return "initials"
    if name.given:
        return "full"
    if name.lone and name.female is None and fold(name.surname) in _given():
        return "given"
    return "titled" if name.female is not None or " " in name.text else "surname"
