"""The TEI of an edition for other machines: single letters for repositories, an index for aggregators.

Both are made from the edition's TEI by XSLT alone, so that they can also be made of a TEI that an editor
has changed by hand.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from letterbook import assets
from letterbook.problems import Outcome, Place, Problem, problem
from letterbook.project.letterbook_toml import FILE, INDEX_LICENCES, Project
from letterbook.publish.render import Transform, transform

#: The folder of the single letters, beside the edition.
LETTERS = "tei/letters"

#: The account of what the index could not carry, among the edition's files.
INDEX_LOSS = "report/cmif-loss.json"

#: What is told of a fact that the index could not carry.
_LOSS = ("letter", "of", "what", "value")

#: The name space of URLs (RFC 4122, appendix C).
_URLS = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")


def single_letters(tei: bytes, name: str = "tei/edition.xml") -> Outcome[dict[str, bytes]]:
    """Make each letter of an edition a TEI document of its own: "tei/letters/letter-12.xml" and its bytes.

    Raises Refused for a document that cannot be parsed.
    """
    made, found = transform(assets.xslt("exchange/letters.xsl"), tei, name=name)
    return Outcome({f"{LETTERS}/{file}": data for file, data in made.items()}, found)


def index_asked(project: Project) -> tuple[Path, dict[str, str]]:
    """Return the stylesheet of the index, and what it is told of a project."""
    return assets.xslt("exchange/cmif.xsl"), {
        "uuid": edition_uuid(project.id),
        "editor": project.editor or "",
        "email": project.editor_email or "",
        "url": _folder(project.url),
        "date": project.date or "",
        "licence": _index_licence(project),
    }


def index_of_letters(
    tei: bytes, project: Project, name: str = "tei/edition.xml", by: Transform = transform
) -> Outcome[dict[str, bytes]]:
    """Make the index for aggregators, in CMIF, from the correspDescs of an edition.

    Three files: "cmif/cmif.xml", which the checkers of correspSearch take as they are; "cmif/cmif-v2.xml",
    with what later versions of the format allow; "report/cmif-loss.json", what of the edition's facts is in
    neither or in one alone. What CMIF asks for and the project lacks is a Problem each, all at once; the
    files are written all the same, without it, and are valid by CMIF's grammar.
    `by` stands for `render.transform`. Raises Refused for a document that cannot be parsed.
    """
    stylesheet, params = index_asked(project)
    made, found = by(stylesheet, tei, params, name)
    loss = json.dumps(_in_order(json.loads(made["loss.json"])), ensure_ascii=False, indent=1) + "\n"
    files = {
        "cmif/cmif.xml": made["cmif.xml"],
        "cmif/cmif-v2.xml": made["cmif-v2.xml"],
        INDEX_LOSS: loss.encode(),
    }
    return Outcome(files, (*found, *_lacking(project)))


def _in_order(report: dict[str, Any]) -> dict[str, Any]:
    """Put the account of losses in the order in which it is read."""
    accounts = {
        name: {
            "count": dict(sorted(report[name]["count"].items())),
            "losses": [{key: loss[key] for key in _LOSS} for loss in report[name]["losses"]],
        }
        for name in ("cmif.xml", "cmif-v2.xml")
    }
    return {"edition": report["edition"], **accounts}


def edition_uuid(key: str) -> str:
    """Return the id by which an index names its edition: "uuid-" and a UUID of version 5 (RFC 4122, 4.3).

    It is made of the edition's id alone, so that it stays the same for ever; it begins with letters, since
    an xml:id must.
    """
    digest = hashlib.sha1(_URLS + f"urn:letterbook:{key}".encode()).digest()  # noqa: S324 (as RFC 4122 has it)
    number = bytearray(digest[:16])
    number[6] = number[6] & 0x0F | 0x50
    number[8] = number[8] & 0x3F | 0x80
    digits = number.hex()
    return f"uuid-{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _folder(url: str | None) -> str:
    return f"{url.rstrip('/')}/" if url else ""


def _index_licence(project: Project) -> str:
    """Return the licence of the index: its own, else the edition's if correspSearch takes it."""
    if project.index_licence:
        return project.index_licence
    stated = project.licence_url or ""
    return next((known for known in INDEX_LICENCES if stated.rstrip("/") == known.rstrip("/")), "")


def _lacking(project: Project) -> tuple[Problem, ...]:
    wanted = {
        "editor": project.editor,
        "editor-email": project.editor_email,
        "publisher": project.publisher,
        "url": project.url,
        "date": project.date,
        "index-licence": _index_licence(project),
    }
    return tuple(
        problem("cmif-metadata", f"“{key}” is not set, and correspSearch asks for it", Place(FILE))
        for key, value in wanted.items()
        if not value
    )
