"""Names cut to a letter on the title page: whole where the book prints one that fits, often enough."""

from __future__ import annotations

import pytest

from letterbook.model import Source
from letterbook.settle.parties.masked import _whole
from letterbook.values.names.forms import Name

MASKED = Name("Marquise de R.", surname="de R.")


@pytest.mark.parametrize(
    ("prose", "name"),
    [
        ("The Marquise de Rivan lived. Of the marquise de Rivan little is known.", "Marquise de Rivan"),
        ("The Marquise de Rivan lived at Blois.", "Marquise de R."),  # once may be another
        ("The Marquise de Rivan, and the Marquise de Roche.", "Marquise de R."),  # two fit
        ("The Marquise de Rivan, and the Marquise de Blois, and the Marquise de Rivan.", "Marquise de Rivan"),
        ("The MARQUISE DE RIVAN. The Marquise de Rivan again.", "Marquise de Rivan"),
        ("The Marquise de Ru, and the Marquise de Ru.", "Marquise de R."),  # too short for a name
        ("The Marquise de Rue, and the Marquise de Rue.", "Marquise de Rue"),
        ("Rivan was her name, and Rivan his.", "Marquise de R."),  # what stands before it is wanted too
    ],
)
def test_a_name_in_full(prose, name):
    assert _whole(MASKED, Source("t.txt", prose, "")).text == name


def test_a_letter_alone_tells_nothing():
    assert _whole(Name("R.", surname="R."), Source("t.txt", "Rivan, Rivan, Rivan", "")).text == "R."
