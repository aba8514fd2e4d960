"""A bag, BagIt 1.0 (RFC 8493), in a zip whose bytes are the same on every system.

Nothing is compressed: what zlib makes of the same bytes differs from one build of it to another.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

#: The algorithms of the manifests, for programs that read old bags and for those that read new ones.
ALGORITHMS = ("sha256", "sha512")
#: The first and last day that a zip can tell.
_FIRST, _LAST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)
_UNIX, _REGULAR = 3, 0o100644


def bag(
    name: str,
    payload: Mapping[str, bytes],
    tags: Mapping[str, bytes],
    info: Sequence[tuple[str, str]],
    made: datetime,
) -> bytes:
    """Pack a bag called `name`, which unpacks into a folder of that name.

    `payload` goes into data/, `tags` beside it, `info` into bag-info.txt (section 2.2.2) together with the
    Payload-Oxum. Every file gets the time `made`. Names must be safe: nothing in them is escaped.
    """
    files = {f"data/{path}": data for path, data in payload.items()}
    size = sum(map(len, payload.values()))
    labels = [*info, ("Bagging-Date", made.date().isoformat()), ("Payload-Oxum", f"{size}.{len(payload)}")]
    rest = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{label}: {' '.join(value.split())}\n" for label, value in labels).encode(),
        **{f"manifest-{each}.txt": _manifest(files, each) for each in ALGORITHMS},
        **tags,
    }
    rest |= {f"tagmanifest-{each}.txt": _manifest(dict(rest), each) for each in ALGORITHMS}
    return _zip({f"{name}/{path}": data for path, data in {**rest, **files}.items()}, made)


def _manifest(files: Mapping[str, bytes], algorithm: str) -> bytes:
    lines = (f"{hashlib.new(algorithm, files[path]).hexdigest()}  {path}\n" for path in sorted(files))
    return "".join(lines).encode()


def _zip(files: Mapping[str, bytes], made: datetime) -> bytes:
    stamp = min(max(made, _FIRST), _LAST)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, stamp.timetuple()[:6])
            entry.create_system = _UNIX
            entry.external_attr = _REGULAR << 16
            archive.writestr(entry, files[path])
    return stream.getvalue()
