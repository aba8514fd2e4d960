"""The kinds of evidence a party can rest on, as the ids by which levels are measured on gold.

Lines that print a name are one kind where one reading of names makes them: whole names, surnames and bodies
in headings are read alike. What is read otherwise, and what errs more, is apart: kin, offices, several names,
a name that the book gives in a fuller form, the faint signs.
"""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.values.names.forms import Name, fold, lexicon
from letterbook.words import languages as known_languages

#: How a name is printed in a heading; "fuller" where the person is given by more names than the heading has,
#: "loose" where a place may stand behind the name, "several" where they are more than one.
FORMS = ("named", "fuller", "loose", "several", "kin", "office")
#: What shows the way of a letter between two sides and is no name on a line of its own.
CONCLUDED = ("constant", "title", "pair", "reference", "header")

GROUNDS: frozenset[str] = frozenset(
    {
        *(f"party.heading.{form}" for form in FORMS),
        *(f"party.heading.same.{form}" for form in FORMS),
        *(f"party.heading.bare.{form}" for form in FORMS),
        *(f"party.heading.meant.{form}" for form in FORMS),
        *(
            f"party.{line}.{form}"
            for line in ("signature", "salutation", "call", "address")
            for form in FORMS
        ),
        *(f"party.signature.{form}" for form in ("initials",)),
        *(f"party.sides.{whose}{faint}" for whose in ("own", "other") for faint in ("", ".faint")),
        *(f"party.sides.{way}{faint}" for way in CONCLUDED for faint in ("", ".faint")),
        "party.heading.same",
        "party.heading.doubt",
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


def form_of(names: Sequence[Name], *, loose: bool = False, given: Sequence[str] = ()) -> str:
    """Return the form in which names are printed, of `FORMS`. `given` are the names that the register has."""
    if loose:
        return "loose"
    if len(names) != 1:
        return "several"
    name = names[0]
    if name.kind == "role":
        words = {fold(word) for word in name.text.split()}
        return "kin" if words & lexicon("person_words", ("relation",), known_languages()) else "office"
    more = {fold(word) for text in given for word in text.split()} - {
        fold(word) for word in name.text.split()
    }
    return "fuller" if more and not name.given and name.kind == "person" else "named"
