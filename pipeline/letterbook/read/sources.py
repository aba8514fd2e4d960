"""Which reader takes a source: its first bytes tell, and for archives and XML what is in it.

Each form has one file in this room. What none of them takes is read as plain text, which tells what it is
where it is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from letterbook.model import Source
from letterbook.problems import Outcome
from letterbook.read import plain_text, web_site

_HEAD = 4096  # bytes that are looked at
_PROLOG = r"(?:\s|<\?xml.*?\?>|<!--.*?-->)*"
_HTML = re.compile(rf"{_PROLOG}<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE | re.DOTALL)

Reader = Callable[[bytes, Path, str | None], Outcome[Source]]


def read_source(path: Path, encoding: str | None = None) -> Outcome[Source]:
    """Read the source at `path`, whatever its form. `encoding` is the editor's word on a text or a page.

    Raises Refused with the reason and the place, never another exception for a bad file.
    """
    data = plain_text.bytes_of(path)
    return reader_of(data)(data, path, encoding)


def reader_of(data: bytes) -> Reader:
    """Return the reader that takes a file with these bytes."""
    head = _head(data)
    if _HTML.match(head):
        return web_site.read_site
    return plain_text.read_data


def _head(data: bytes) -> str:
    """Return the beginning of a file as text, near enough to tell markup."""
    part = data[:_HEAD]
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if part.startswith(mark):
            return part[2:].decode(codec, errors="replace")
    return part.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
