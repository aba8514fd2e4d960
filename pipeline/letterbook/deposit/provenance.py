"""Write into one file what made an edition: enough to make the same bytes again from the package alone."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from typing import Any

from letterbook import __version__
from letterbook.check.ledger_file import Posted
from letterbook.other_tei.stated import Stated
from letterbook.project.inputs import FOLDER
from letterbook.provenance import sums


def provenance(
    header: Stated, ledger: Posted, edition: str, places: Mapping[str, str], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """Say which letterbook made an edition from which files, and how to make it again.

    `header` is that of its TEI, which names the letterbook that wrote it; `places` says where in the package
    each file lies of those it was made from, by the names they had.
    """
    source = places[ledger.name]
    home = f"{FOLDER}/{edition}"
    command = ["letterbook", "build", posixpath.normpath(f"{home}/{ledger.name}"), "-o", "rebuilt"]
    if not ledger.bom and ledger.encoding != "utf-8":
        command += ["--encoding", ledger.encoding]
    return {
        "made-by": {"letterbook": header.version, "sha256": dict(header.sums)},
        "packed-by": {"letterbook": __version__, "sha256": dict(sums())},
        "source": {"file": source, "name": ledger.name, "encoding": ledger.encoding, "sha256": ledger.sha256},
        "inputs": [
            {"file": place, "name": name, "sha256": hashlib.sha256(files[place]).hexdigest()}
            for name, place in sorted(places.items())
            if place in files and name != ledger.name
        ],
        "rename": {
            place: was
            for name, place in sorted(places.items())
            if place in files and (was := posixpath.normpath(f"{home}/{name}")) != place
        },
        "build": command,
    }


def is_this_letterbook(made: Mapping[str, Any]) -> bool:
    """Tell whether the letterbook that runs is the one that made the edition, rule for rule."""
    by, here = made["made-by"], made["packed-by"]
    same = all(here["sha256"].get(part) == digest for part, digest in by["sha256"].items())
    return bool(by["sha256"]) and by["letterbook"] == here["letterbook"] and same
