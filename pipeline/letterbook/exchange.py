"""The TEI of an edition for other machines: single letters for repositories, an index for aggregators.

Both are made from the edition's TEI by XSLT alone, so that they can also be made of a TEI that an editor
has changed by hand.
"""

from __future__ import annotations

from letterbook import assets
from letterbook.problems import Outcome
from letterbook.render import transform

#: The folder of the single letters, beside the edition.
LETTERS = "tei/letters"


def single_letters(tei: bytes, name: str = "tei/edition.xml") -> Outcome[dict[str, bytes]]:
    """Make each letter of an edition a TEI document of its own: "tei/letters/letter-12.xml" and its bytes.

    Raises Refused for a document that cannot be parsed.
    """
    made, found = transform(assets.xslt("exchange/letters.xsl"), tei, name=name)
    return Outcome({f"{LETTERS}/{file}": data for file, data in made.items()}, found)
