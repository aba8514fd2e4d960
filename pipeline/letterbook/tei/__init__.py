"""Edition to TEI: the only writers of lxml trees.

They are loaded when one is asked for: who only reads TEI, in several processes at once, needs none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letterbook.tei.document import Encoded, encode, serialise
    from letterbook.tei.ledger import Ledger

__all__ = ["Encoded", "Ledger", "encode", "serialise"]


def __getattr__(name: str) -> object:
    """Load the writers (PEP 562)."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from letterbook.tei import document  # noqa: PLC0415

    return getattr(document, name)
