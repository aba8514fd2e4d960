"""HTML written so that no words of a source can become markup.

Whatever is put into an element is escaped, unless it was made here: safety lies in the type, not in the
care of those who write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

#: Elements without content (HTML 13.1.2).
_VOID = frozenset({"br", "col", "hr", "input", "link", "meta"})
_SPECIAL = re.compile(
    '[&<>"\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]'
)
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\x7f": "\u2421"}
_BLANK = 0x20  # the first character that is no control


class Markup(str):
    """HTML that may stand as it is."""

    __slots__ = ()


def escape(words: str) -> Markup:
    """Write words for any place in HTML; a control character, which HTML forbids, is shown by its picture."""
    return Markup(_SPECIAL.sub(_escaped, words))


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    if char in _NAMED:
        return _NAMED[char]
    return chr(0x2400 + ord(char)) if ord(char) < _BLANK else "\ufffd"


def join(pieces: Iterable[str], between: str = "") -> Markup:
    """Join pieces, with something between them; what is no markup is escaped."""
    return Markup(_safe(between).join(map(_safe, pieces)))


def element(name: str, /, *children: str, **attributes: str | int | bool | None) -> Markup:
    """Write an element. `class_` is class, `data_kind` data-kind; None and False are left out."""
    start = name
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        words = "" if value is True else _SPECIAL.sub(_escaped, str(value))
        start += f' {_attribute(key)}="{words}"'
    if name in _VOID:
        return Markup(f"<{start}>")
    return Markup(f"<{start}>{''.join(map(_safe, children))}</{name}>")


@cache
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _safe(piece: str) -> str:
    return piece if isinstance(piece, Markup) else _SPECIAL.sub(_escaped, piece)
