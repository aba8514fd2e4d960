"""Letters that a narrative quotes: what opens and closes a quotation, with a case on either side."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.settle.structure.quoted_letters import _quoted
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
