"""Tell who signs a note: "--ED.", "[Anm. d. Verf.]", "(N. de l'É.)".

A book may have notes of the letters' writer, of an editor and of a translator. A note that nobody signs is
left without an author, even if its neighbours are signed.
"""

from __future__ import annotations

import re

from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.rules.set_phrases import bare_words
from letterbook.settle.notes.numbering import PrintedNote
from letterbook.words import known

#: What ends a note and may be a signature: behind a dash, in brackets, or on a line of its own.
_LAST = re.compile(
    r"(?P<signed>(?:--|[—–]|\s-\s|[\[(]|\n)[\s_]*(?P<words>[^\[\]()—–\n]{1,40}?)[\s._]*[\])]?)\]?[\s_]*\Z"
)


def signature_of(found: Found, note: PrintedNote) -> tuple[str, Span] | None:
    """Return whose a note is by its signature ("editor", "author", "translator"), and where that stands."""
    last = _LAST.search(found.page.source.text, max(note.opening.span.end, note.span.end - 60), note.span.end)
    if last is None:
        return None
    signers = known(found.languages, "note_signatures")
    signer = signers.get(bare_words(last["words"]))
    start, end = last.span("signed")
    text = found.page.source.text
    while text[start].isspace():
        start += 1
    return (signer, Span(start, end)) if signer else None
