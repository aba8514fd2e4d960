"""What is found in the view of a marked text lies on the right words of the source below it."""

from __future__ import annotations

import re

import pytest

from letterbook import stages
from letterbook.project.letterbook_toml import load

BOOK = """LETTERS OF ADA

No. 1
Ada Lee to Bob Ray
London, 3 May 1850

My dear {0}Bob{0},

I {0}write{0} with {0}great{0} haste.[1] There is nothing {0}more{0} to say of it now,
and I shall not say it, dear Bob.

Yours ever,
Ada Lee

No. 2
Bob Ray to Ada Lee
Paris, 5 May 1850

My dear Ada,

I have {0}your{0} letter.[2] It is {0}well{0}, and I thank you for it with all my
heart today.

Yours ever,
Bob Ray

NOTES

[1] He was {0}late{0}.--ED.

[2] She was not late.--ED.
"""


@pytest.mark.parametrize("mark", ["", "_"])
def test_what_signs_a_note_is_quoted_from_the_source(tmp_path, mark):
    (tmp_path / "book.txt").write_text(BOOK.format(mark), encoding="utf-8")
    files = stages.run(load(tmp_path / "book.txt")[0]).value.files
    said = re.search(r"<resp>(Notes signed [^<]*)</resp>", files["tei/edition.xml"].decode())
    assert said is not None
    assert said[1] == "Notes signed as the editor's (“--ED.”)"
