"""Mend links of a web site that lead to a place which its pages do not have.

A stylesheet makes each page by itself, and cannot know what other pages leave out: in TEI of other projects
a call may stand in a gap, or a note in a running head, and no page prints these. A link to such a place
then leads to the page; on the same page it loses its href. The words of the link stay.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import cache
from html import unescape
from urllib.parse import unquote

_ID = re.compile(rb'\sid="([^"]+)"')
#: A link to a place of the same site: before the place, the page, which has no scheme; then the place.
_LINK = re.compile(rb'\shref="([^"#:?]*)#([^"]+)"')


def without_dead_links(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a site; a link to no place of a page leads to the page, or nowhere."""

    @cache
    def places(name: str) -> frozenset[bytes]:
        return frozenset(_ID.findall(files[name]))

    @cache
    def page_of(folder: str, path: bytes) -> str | None:
        name = posixpath.normpath(posixpath.join(folder, unquote(path.decode())))
        return name if name.endswith(".html") and name in files else None

    def is_dead(name: str, link: re.Match[bytes]) -> bool:
        path, place = link.groups()
        page = page_of(posixpath.dirname(name), path) if path else name
        return page is not None and place not in places(page) and _plain(place) not in places(page)

    def mended(name: str, data: bytes) -> bytes:
        if not any(is_dead(name, link) for link in _LINK.finditer(data)):
            return data
        return _LINK.sub(lambda link: _alone(link) if is_dead(name, link) else link[0], data)

    return {name: mended(name, data) if name.endswith(".html") else data for name, data in files.items()}


def _plain(place: bytes) -> bytes:
    """Return an id as it stands in its page, where signs beyond ASCII are not escaped."""
    return unquote(unescape(place.decode())).encode()


def _alone(link: re.Match[bytes]) -> bytes:
    """Return a link without its place."""
    return b' href="' + link[1] + b'"' if link[1] else b""
