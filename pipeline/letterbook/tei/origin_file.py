"""The account of how a transcript was taken from its originals, as the file edition.origin.json.

It stands beside the ledger: the ledger proves that the TEI holds the transcript, this that the transcript
holds the originals. `check/origin.py` reads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, cast

from letterbook.model import Source

NAME = "tei/edition.origin.json"
#: The form of the file; a later letterbook that changes it counts on.
FORM = 1


def serialise_origin(source: Source) -> bytes:
    """Write the account of a transcript as JSON in ASCII, a booking a line."""
    origin = source.origin
    if origin is None:
        message = "the text is no transcript"
        raise ValueError(message)
    head = {
        "origin": FORM,
        "kind": origin.kind,
        "transcript": {"name": source.name, "sha256": source.sha256, "characters": len(source.text)},
        "files": [{"name": f.name, "sha256": f.sha256, "bytes": len(f.data)} for f in origin.files],
        "parts": [part._asdict() for part in origin.parts],
    }
    rows = {
        "taken": ([*t.span, t.part, t.node, t.at, t.where] for t in origin.taken),
        "added": ([*a.span, source.quote(a.span), a.reason, a.shown] for a in origin.added),
        "left": ([*one] for one in origin.left),
        "evidence": ([*f.span, f.kind, _held(f.value)] for f in origin.evidence),
    }
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    lines += [f"{json.dumps(key)}: {_rows(each)}" for key, each in rows.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("ascii")


def _held(value: object) -> dict[str, object]:
    """Return what a finding holds, by the names of its fields; what is not printed is left out."""
    return {key: said for key, said in asdict(cast("Any", value)).items() if said not in ("", None)}


def _rows(rows: Iterable[list[object]]) -> str:
    written = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    return f"[\n{written}\n]" if written else "[]"
