"""Edition to TEI: the only writers of lxml trees."""

from letterbook.tei.account import Ledger
from letterbook.tei.document import Encoded, encode, serialise

__all__ = ["Encoded", "Ledger", "encode", "serialise"]
