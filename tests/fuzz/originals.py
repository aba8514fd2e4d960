"""Documents in other forms than text, changed as nobody would: bytes, elements, members of archives."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

_TAG = re.compile(rb"<[^<>]*>")
_ODD = (
    *(b"", b"<", b"&", b"&x;", b"\0", b"\xff\xfe", b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE a>", b"\f"),
    *(b"\xe2\x80\xa8", b"<p>", b"</p>", b"\xc2\xad", b"-\n", b"[1]", b"1.", b"%", b"id", b"0", b"-1"),
    b"99999999999999999999",
)


def changed(rnd: random.Random, folder: Path) -> tuple[str, bytes]:
    """Return the name and bytes of a sample with a few changes."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    name = rnd.choice(names)
    data = (folder / name).read_bytes()
    if data.startswith(b"PK") and rnd.random() < 0.9:
        return name, _archive(rnd, data)
    return name, _change(rnd, data)


def _archive(rnd: random.Random, data: bytes) -> bytes:
    """Change one member of an archive, or the list of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        members = [one for one in old.namelist() if not one.endswith("/")]
        words = [
            one for one in members if re.search(r"document|content|notes|styles|numbering|html|page|opf", one)
        ]
        chosen = rnd.choice(words or members)
        gone = rnd.choice(members) if rnd.random() < 0.1 else ""
        for one in members:
            if one != gone:
                new.writestr(one, _change(rnd, old.read(one)) if one == chosen else old.read(one))
    return out.getvalue()


def _change(rnd: random.Random, data: bytes) -> bytes:
    for _ in range(rnd.randint(1, 6)):
        tags = [found.span() for found in _TAG.finditer(data)]
        match rnd.randrange(6 if tags else 3):
            case 0:
                at = rnd.randrange(len(data) + 1)
                data = data[:at] + rnd.choice(_ODD) + data[at:]
            case 1:
                at = rnd.randrange(len(data) + 1)
                data = data[:at] + data[at + rnd.randint(1, 40) :]
            case 2:
                at = rnd.randrange(len(data) + 1)
                data = data[:at] + data[at : at + 200] * rnd.randint(2, 30) + data[at:]
            case 3:  # an element's tag goes
                start, end = rnd.choice(tags)
                data = data[:start] + data[end:]
            case 4:  # a tag moves
                start, end = rnd.choice(tags)
                other = rnd.choice(tags)[0]
                data = data[:other] + data[start:end] + data[other:]
            case _:  # a stretch from tag to tag goes elsewhere
                (start, _), (_, end), (other, _) = rnd.choice(tags), rnd.choice(tags), rnd.choice(tags)
                part = data[min(start, end) : max(start, end)]
                data = data[:other] + part + data[other:]
    return data
