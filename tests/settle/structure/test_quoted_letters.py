"""Letters that a narrative quotes: what opens and closes a quotation, with a case on either side."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.settle.structure.quoted_letters import _quoted, without_excerpts, without_unquoted
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import cut_units

PROSE = "the roads are bad and the post is late, and you shall have the book that you asked for soon"
TOLD = f"He wrote to her that {PROSE}."


def quoted(*rows: str) -> list[tuple[int, int]]:
    """Return the first and the last unit of each letter that is quoted."""
    found = found_in("\n\n".join(rows) + "\n")
    return [(first, last) for first, _, last in _quoted(cut_units(found))]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((TOLD, "“My dear Ann,", f"“So {PROSE}.”", TOLD), [(1, 2)]),
        ((TOLD, "“Leeds, 3 May 1843.", "“My dear Ann,", f"“So {PROSE}.”", TOLD), [(1, 3)]),  # its date
        ((TOLD, "“Leeds, 3 May 1843.”", "“My dear Ann,", f"“So {PROSE}.”", TOLD), [(2, 3)]),  # a quotation
        ((TOLD, "“My dear Ann,", f"“So {PROSE}.", f"“And {PROSE}.”", TOLD), [(1, 3)]),
        (
            (TOLD, "“My dear Ann,", f"“So {PROSE}.", f"And {PROSE}.”", TOLD),
            [],
        ),  # one without its mark
        ((TOLD, "“My dear Ann,", f"“So {PROSE}.", TOLD), []),  # nothing closes
        ((TOLD, "My dear Ann,", f"“So {PROSE}.”", TOLD), []),
        ((TOLD, f"“So {PROSE}.”", TOLD), []),  # no salutation
        ((TOLD, "“My dear Ann,", "“The mill is shut.”", TOLD), []),  # too short
        (
            (TOLD, "“My dear Ann,", f"“So {PROSE}.”", TOLD, "“My dear Ben,", f"“So {PROSE}.”"),
            [(1, 2), (4, 5)],
        ),
    ],
)
def test_what_a_narrative_quotes_whole(rows, expected):
    assert quoted(*rows) == expected


OPENED = ("Leeds, 3 May 1843.", f"Yesterday {PROSE}; {PROSE}.")
LONG = f"So {PROSE}; and {PROSE}."


@pytest.mark.parametrize(
    ("piece", "others", "kept"),
    [
        ((f"“{LONG}”",), 4, False),
        ((f"“{LONG}”",), 3, True),  # too few that open
        ((f"“{LONG}", f"“{LONG}”"), 4, False),
        ((LONG,), 4, True),  # nobody quotes it
        ((f"“{LONG}", "“Your devoted father,", "“R. BRAND.”"), 4, True),  # closes
        (("“Leeds, 3 May 1843.", f"“{LONG}”"), 4, True),  # opens
        ((f"“My dear Ann: {LONG}”",), 4, True),
        (("“He is well.”",), 4, True),  # too short to tell
    ],
)
def test_what_a_narrative_quotes_of_a_letter_is_none(piece, others, kept):
    rows = [*OPENED * others, *piece]
    found = found_in("\n\n".join(rows) + "\n")
    units = cut_units(found)
    letters = [Letter(2 * i, 2 * i + 1, 2 * i + 1, 2 * i + 1, 0.9, 0.9) for i in range(others)]
    last = len(units) - 1
    letters.append(Letter(2 * others, min(2 * others + 1, last), last, last, 0.9, 0.9))
    assert (len(without_excerpts(found, units, letters)) == others + 1) == kept


def in_quotes(*behind: str) -> list[tuple[str, str]]:
    """Return the first and last words of letters in quotation marks; `behind` stands below the third."""
    rows = ["SOME LETTERS"]
    for n in range(1, 6):
        rows += [f"Leeds, {n} May 1843.", f"“{LONG}", f"“{LONG}”[{n}]", *(behind if n == 3 else ())]
    found = found_in("\n\n".join(rows) + "\n")
    units = cut_units(found)
    at = [i for i, unit in enumerate(units) if unit.text.startswith("Leeds")]
    ends = [*(i - 1 for i in at[1:]), len(units) - 1]
    letters = [Letter(a, a + 1, b, b, 1.0, 1.0) for a, b in zip(at, ends, strict=True)]
    return [(units[one.begin].text, units[one.end].text[-6:]) for one in without_unquoted(units, letters)]


def test_a_letter_in_quotation_marks_ends_where_they_close():
    told = f"{TOLD} {TOLD}"
    assert in_quotes("* * *", told)[2][1].endswith("”[3]")
    assert in_quotes()[2][1].endswith("”[3]")
    assert in_quotes("Ann Hale.")[2][1].endswith("Hale.")  # her signature
    assert in_quotes(f"“{LONG}")[2][1].endswith("soon.")  # the quotation goes on
