"""Tell the language of a paragraph, and keep the answer for the live preview."""

from __future__ import annotations

from letterbook.model import Source, Span
from letterbook.settle.kept import Kept
from letterbook.values.languages import language_of


def _nothing_known(_: Source) -> dict[tuple[Span, str], str]:
    return {}


#: The languages that were told of a source, by the stretch and the language around it.
_told = Kept(_nothing_known)


def language_at(source: Source, span: Span, around: str) -> str:
    """Return the language of a stretch of a source as `language_of` does."""
    told, asked = _told(source), (span, around)
    if asked not in told:
        told[asked] = language_of(source.quote(span), around)
    return told[asked]
