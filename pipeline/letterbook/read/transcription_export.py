"""Read whole exports of transcription tools: an archive of pages, or a folder with its METS file.

The METS file says in which order the pages stand; without one, the names of the files do, 2 before 10.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from lxml import etree

from letterbook.file_bytes import read_bytes, refuse_outside
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.read.transcript import Transcript
from letterbook.read.transcription import Sheet, alto_sheets, page_sheet, take_sheets
from letterbook.read.word_processor import attribute_of, name_of
from letterbook.xml_input.parse import parse
from letterbook.xml_input.zip_files import Archive

MAX_PAGES = 20_000
_PAGE, _ALTO = b"<PcGts", b"<alto"


def take_archive(made: Transcript, data: bytes, name: str) -> list[Problem]:
    """Take the pages of an export that is an archive. Raises Refused where it holds none."""
    archive = Archive(data, name)
    made.file(name, data)
    members = sorted((one for one in archive.names if one.lower().endswith(".xml")), key=_natural)
    sheets: list[Sheet] = []
    forms: dict[str, list[Sheet]] = {"page": [], "alto": []}
    mets = next((one for one in members if PurePosixPath(one).name.lower() == "mets.xml"), None)
    if mets is not None:
        order = [one for one in _order(archive.read(mets), name) if one]
        rank = {PurePosixPath(one).name: index for index, one in enumerate(order)}
        members.sort(key=lambda one: rank.get(PurePosixPath(one).name, len(rank)))
    for member in members[:MAX_PAGES]:
        read = archive.read(member)
        head = read[:4096]
        if _PAGE in head or b":PcGts" in head:
            forms["page"].append(page_sheet(read, name, member))
        elif _ALTO in head or b":alto" in head:
            forms["alto"] += alto_sheets(read, name, member)
    sheets = forms["page"] or forms["alto"]  # an export has the same pages in both
    if not sheets:
        said = "is an archive that holds no document which letterbook reads"
        raise Refused(problem("source-binary", said, Place(name)))
    take_sheets(made, sheets)
    return problems_of(sheets, name)


def take_mets(made: Transcript, data: bytes, path: Path, name: str) -> list[Problem]:
    """Take the pages that a METS file names, from beside it. Raises Refused where there are none."""
    problems: list[Problem] = []
    sheets: dict[str, list[Sheet]] = {"page": [], "alto": []}
    made.file(name, data)
    for address in _order(data, name)[:MAX_PAGES]:
        place = PurePosixPath(address)
        if place.is_absolute() or ".." in place.parts or ":" in address or "\\" in address:
            continue
        try:
            refuse_outside(path.parent / address, path.parent)
            read = read_bytes(path.parent / address)
        except (OSError, ValueError) as fault:
            why = getattr(fault, "strerror", None) or str(fault)
            problems.append(problem("source-link", f"“{address}” cannot be read: {why}", Place(name)))
            continue
        if _PAGE in read[:4096] or b":PcGts" in read[:4096]:
            sheets["page"].append(page_sheet(read, address))
        elif _ALTO in read[:4096] or b":alto" in read[:4096]:
            sheets["alto"] += alto_sheets(read, address)
        else:
            continue
        made.file(address, read)
    taken = sheets["page"] or sheets["alto"]
    if not taken:
        raise Refused(*problems, problem("source-format", "names no page that can be read", Place(name)))
    take_sheets(made, taken)
    return [*problems, *problems_of(taken, name)]


def _order(data: bytes, name: str) -> list[str]:
    """Return the files of XML that a METS file names, in its order."""
    root, found = parse(data, name)
    if root is None:
        raise Refused(*found)
    rows: list[tuple[int, str]] = []
    for file in (one for one in root.iter(etree.Element) if name_of(one) == "file"):
        for place in (one for one in file if name_of(one) == "FLocat"):
            address = unquote(attribute_of(place, "href") or "")
            if address.lower().endswith(".xml"):
                count = attribute_of(file, "SEQ") or ""
                rows.append((int(count[:6]) if count.isdecimal() else len(rows), address))
    return [address for _, address in sorted(rows, key=lambda row: row[0])]


def _natural(name: str) -> list[tuple[int, str]]:
    return [
        (int(part[:9]), "") if part.isdecimal() else (-1, part)
        for part in re.split(r"(\d+)", name.casefold())
    ]


def problems_of(sheets: Sequence[Sheet], file: str) -> list[Problem]:
    """Tell of pages without words."""
    empty = sum(not sheet.lines for sheet in sheets)
    if not empty:
        return []
    said = f"{empty} of {len(sheets)} pages hold no lines of text"
    return [problem("source-left-out", said, Place(file))]
