"""Write README.md of a package: what somebody needs to know who finds it in fifty years."""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Mapping
from typing import Any

from letterbook.deposit.record import Record

#: What the files of a package are: the beginning of their names, in the order in which they are told.
PARTS: Mapping[str, str] = {
    "tei/edition.xml": "the edition as TEI P5",
    "tei/edition.ledger.json": "the ledger: what became of each character of the source",
    "tei/letters/": "each letter as a TEI document of its own",
    "cmif/": "the index of the letters in the Correspondence Metadata Interchange Format",
    "html/": "the edition to read, as web pages; begin with html/index.html",
    "text/": "the edition as plain text",
    "schema/": "the schema of the TEI: ODD, RELAX NG, XSD and Schematron",
    "source/": "the text the edition was made from, with the files of its editor",
    "report/": "reports: what was checked, and what was found",
    "provenance.json": "which program made the edition from what, with check sums",
    "CITATION.cff": "how to cite the edition, for programs",
    "README.md": "this page",
    "ro-crate-metadata.json": "the description of all files (RO-Crate 1.1)",
}


_WHOLE = """\
The folder above this one is a BagIt 1.0 bag (RFC 8493). Its manifests hold a SHA-256 and a SHA-512 sum of
each file; in that folder, `sha256sum -c manifest-sha256.txt` compares them. With the zip file,
`letterbook deposit --verify` does the same, and proves besides that the edition holds the whole source."""

_AGAIN = """\
The edition was made by letterbook {version}, a free program. The same program makes the same bytes again;
the sums in `provenance.json` say which program is the same. In a copy of the folder of this page:"""


def readme(record: Record, made: Mapping[str, Any], names: list[str]) -> bytes:
    """Write the page; `names` are the files of the payload, `made` is what provenance.json says."""
    parts = [
        f"# {record.title}",
        record.abstract,
        *([f"**{record.warning}**"] if record.warning else []),
        f"Cite as: {record.citation}",
        f"Licence: {record.licence}, <{record.licence_url}>. Rights: {record.rights_holder.rstrip('.')}.",
        "## What is here",
        "\n".join(
            f"- `{part}`: {means}" for part, means in PARTS.items() if any(n.startswith(part) for n in names)
        ),
        "## Whether it is whole",
        _WHOLE,
        "## To make it again",
        _AGAIN.format(version=made["made-by"]["letterbook"] or "(its version is not known)"),
        "\n".join(["```sh", *_commands(made), "```"]),
        "The folder that it writes then holds `tei`, `html`, `text` and so on, as they are here.",
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _commands(made: Mapping[str, Any]) -> list[str]:
    renamed = made["rename"]
    folders = {posixpath.dirname(was) for was in renamed.values()}
    new = sorted(folders - {posixpath.dirname(place) for place in renamed})
    lines = [shlex.join(["mkdir", "-p", folder]) for folder in new]
    lines += [shlex.join(["cp", place, was]) for place, was in renamed.items()]
    return [*lines, shlex.join(made["build"])]
