"""The kinds of evidence a party can rest on, as the ids by which levels are measured on gold.

Names read by the same code are one kind: whole names, surnames and bodies in headings. What is read
differently or errs more often has a kind of its own: kin, offices, several names, names completed from the
book, faint signs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from letterbook.values.names.forms import Name, fold, lexicon
from letterbook.words import languages as known_languages

#: How a name is printed in a heading: "initials" where they stand for all given names, "given" where it is
#: a given name alone, "titled" where a title stands for one, "namesake" where somebody else of the book
#: has that surname too, "fuller" where the person is given by more names
#: than the heading has, "loose" where a place may stand behind it, "several" where they are more than one.
FORMS = (
    "named",
    "initials",
    "given",
    "titled",
    "namesake",
    "fuller",
    "loose",
    "several",
    "kin",
    "relation",
    "office",
)
#: An initial has no more letters: "S.", "Th.".
_INITIAL = 2
_REGNAL = re.compile(r"\s[IVX]+$")
#: What shows the way of a letter between two sides and is no name on a line of its own.
CONCLUDED = ("constant", "title", "pair", "reference", "header")

#: Kinds that are read alike, and err alike, are one row of the table of levels: by the last word of their id.
_ALIKE = {
    "party.heading": dict.fromkeys(("named", "loose", "initials"), "named"),
    "party.heading.bare": dict.fromkeys(("named", "fuller", "loose", "titled", "initials"), "named"),
    "party.heading.same": dict.fromkeys(("named", "fuller", "loose", "titled", "initials"), "named"),
    "party.heading.meant": dict.fromkeys(("named", "fuller", "titled", "given", "initials"), "named"),
    "party.signature": {"fuller": "named"},
    "party.salutation": {"fuller": "named", "titled": "named"},
    "party.salutation.meant": dict.fromkeys(("named", "fuller", "titled", "given", "initials"), "named"),
    "party.call": {"fuller": "named", "titled": "named"},
    # the one side that the title says is the same in all letters
    "party.title": {"received": "constant"},
}
#: The faint signs of a letter's way between two sides are one kind, and what is concluded of the other side.
_FAINT = ("own", "other", "constant", "pair", "title")
_CONCLUSIONS = ("party.sides.pair", "party.sides.masked")
#: What a heading does not say in full, and the book says elsewhere: the letter before, its title, the custom
#: of its headings, what a word for kin means.
_COMPLETED = (
    "party.heading.same.named",
    "party.heading.bare.named",
    "party.heading.meant.named",
    "party.heading.kin",
    "party.title.other",
)

GROUNDS: frozenset[str] = frozenset(
    {
        *(f"party.heading.{form}" for form in FORMS),
        *(f"party.heading.same.{form}" for form in FORMS),
        *(f"party.heading.bare.{form}" for form in FORMS),
        *(f"party.heading.meant.{form}" for form in FORMS),
        *(
            f"party.{line}.{form}"
            for line in ("signature", "salutation", "salutation.meant", "call", "address", "told")
            for form in FORMS
        ),
        *(f"party.sides.{whose}{faint}" for whose in ("own", "other") for faint in ("", ".faint")),
        *(f"party.sides.{way}{faint}" for way in CONCLUDED for faint in ("", ".faint")),
        "party.heading.same",
        "party.heading.doubt",
        "party.heading.stranger",
        "party.sides.masked",
        "party.header",
        "party.joint",
        *(f"party.part-title.{whose}{less}" for whose in ("writer", "reader") for less in ("", ".less")),
        "party.title.constant",
        "party.title.untold",
        "party.title.given",
        "party.title.borne-out",
        "party.title.signed",
        "party.title.received",
        "party.title.other",
        "party.title.other.signed",
        "party.main-bearer",
    }
)


def pooled(ground: str) -> str:
    """Return the row of the table of levels that a kind of evidence for a party belongs to."""
    if ground == "party.part-title.reader":
        return "party.title.constant"  # the title of a part is read as that of a book, and says as much
    if ground.startswith("party.part-title."):
        return "party.part-title.named"  # writers; names of which the book has more: "To Mrs. Holt"
    line, _, form = ground.rpartition(".")
    if (form == "faint" and line.rpartition(".")[2] in _FAINT) or ground in _CONCLUSIONS:
        return "party.sides.faint"
    kind = f"{line}.{alike}" if (alike := _ALIKE.get(line, {}).get(form)) else ground
    return "party.heading.completed" if kind in _COMPLETED else kind


def form_of(names: Sequence[Name], *, loose: bool = False, given: Sequence[str] = ()) -> str:
    """Return the form in which names are printed, of `FORMS`.

    `given` are the names that the register has.
    """
    if loose:
        return "loose"
    if len(names) != 1:
        return "several"
    name = names[0]
    if name.kind == "role":
        words = {fold(word) for word in re.findall(r"[^\W\d_]+", name.text)}
        if words & lexicon("kin", (), known_languages()):
            return "kin"
        return "relation" if words & lexicon("person_words", ("relation",), known_languages()) else "office"
    more = {fold(word) for text in given for word in text.split()} - {
        fold(word) for word in name.text.split()
    }
    if name.initials:
        return "initials"
    if name.given:
        return "initials" if all(len(fold(one)) <= _INITIAL for one in name.given) else "named"
    if name.kind != "person":
        return "named"
    if more:
        return "fuller"
    first = lexicon("given_names", ("male", "female"), known_languages())
    numbered = bool(_REGNAL.search(name.text))  # "Charles IV." is a whole name
    if name.lone and name.female is None and fold(name.surname) in first and not numbered:
        return "given"  # "his Brother Karl" too
    return "titled" if name.female is not None or " " in name.text else "named"
