"""Restrict what a stylesheet that is not letterbook's may import: its own modules, and letterbook's.

Saxon reads files while it compiles (see `publish/saxon.py`), so the modules are examined before.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

from letterbook import assets
from letterbook.file_bytes import STYLES, read_bytes
from letterbook.publish.saxon_faults import SaxonFault

#: What a stylesheet of somebody else's calls the folder of letterbook's: xslt/catalog.xml says where it lies.
SCHEME = "letterbook"

_XSLT = "http://www.w3.org/1999/XSL/Transform"
_XML_BASE = "http://www.w3.org/XML/1998/namespace base"


def is_ours(path: Path) -> bool:
    """Tell whether a resolved path is one of letterbook's own stylesheets."""
    return path.is_relative_to(assets.xslt().resolve())


def refuse_eager_modules(entry: Path, home: Path) -> str:
    """Refuse a foreign stylesheet that would read files while it is compiled.

    Its modules may lie in the folder of the entry, below it, or among letterbook's own. What XSLT 3.0
    evaluates statically (static variables, use-when, shadow attributes: sections 3.13.1 and 3.13.2)
    is refused in them, as is xml:base, which would move what an href means. Returns a sum of what was read.
    """
    queue, known = [entry], {entry}
    read = sha256()
    while queue:
        module = queue.pop()
        data = _module(module)
        read.update(b"%d %s" % (len(data), data))
        for found in _imports(module, data):
            if is_ours(found) or found in known:
                continue
            if not found.is_relative_to(home):
                raise SaxonFault(
                    message=f"The stylesheet imports {found}, which lies outside its folder", file=str(entry)
                )
            known.add(found)
            queue.append(found)
    return read.hexdigest()


def _module(path: Path) -> bytes:
    try:
        return read_bytes(path, STYLES)
    except OSError as error:
        raise SaxonFault(message=f"The stylesheet cannot be read: {error.strerror}", file=str(path)) from None


def _imports(module: Path, data: bytes) -> Iterator[Path]:
    hrefs: list[str] = []

    def refuse(what: str) -> None:
        raise SaxonFault(
            message=f"A stylesheet of your own may not use {what}",
            line=parser.CurrentLineNumber,
            column=parser.CurrentColumnNumber + 1,
            file=str(module),
        )

    def start(name: str, attributes: dict[str, str]) -> None:
        is_xslt = name.startswith(f"{_XSLT} ")
        for attribute in attributes:
            if attribute == _XML_BASE:
                refuse("xml:base")
            elif attribute == f"{_XSLT} use-when" or (is_xslt and attribute == "use-when"):
                refuse("use-when")
            elif is_xslt and (attribute == "static" or attribute.startswith("_")):
                refuse(f"the attribute {attribute!r}")
        if name in (f"{_XSLT} import", f"{_XSLT} include"):
            hrefs.append(attributes.get("href", ""))

    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = lambda *_: refuse("a document type declaration")
    try:
        parser.Parse(data, True)  # noqa: FBT003 (expat's own positional flag)
    except ExpatError as error:
        raise SaxonFault(
            message=f"The stylesheet is not well formed: {ErrorString(error.code)}",
            line=error.lineno,
            column=error.offset + 1,
            file=str(module),
        ) from None
    for href in hrefs:
        parts = urlsplit(href)
        if parts.scheme == SCHEME and not (parts.netloc or parts.query or parts.fragment):
            ours = assets.xslt(unquote(parts.path)).resolve()
            if not (is_ours(ours) and ours.is_file()):
                raise SaxonFault(message=f"Letterbook has no stylesheet {href}", file=str(module))
            yield ours
            continue
        if (parts.scheme and parts.scheme != "file") or parts.netloc or parts.query or parts.fragment:
            raise SaxonFault(message=f"The stylesheet imports {href}, which is no file", file=str(module))
        yield (module.parent / unquote(parts.path)).resolve()
