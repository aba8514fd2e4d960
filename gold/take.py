"""Make the text that a gold speaks of from the file that the library issued.

    python gold/take.py ISSUED.txt gold/volumes/NAME.json FOLDER

writes FOLDER/NAME/source.txt and FOLDER/NAME/gold.json: the issued file in UTF-8, its line ends LF, and of
its lines those that `origin.lines_kept` names (from 1, both ends counted). The checksums of the gold must
fit, of the issued file and of what is made of it; otherwise nothing is written, and the message says which
does not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
from pathlib import Path


def taken(issued: bytes, encoding: str, kept: list[list[int]] | None) -> str:
    """Return the lines that are kept of an issued file, with line ends LF."""
    text = issued.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    if kept is None:
        return text
    lines = _lines(text)
    return "".join(line for first, last in kept for line in lines[first - 1 : last])


def _lines(text: str) -> list[str]:
    """Cut a text at line feeds alone: a form feed or another separator ends no line."""
    pieces = text.split("\n")
    return [piece + "\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])


def main() -> int:
    """Write one volume."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("issued", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    origin = json.loads(asked.gold.read_text(encoding="utf-8"))["origin"]
    issued = asked.issued.read_bytes()
    if hashlib.sha256(issued).hexdigest() != origin["sha256_issued"]:
        print(
            f"{asked.issued}: is not the file that {asked.gold} speaks of: {origin['path']}", file=sys.stderr
        )
        return 1
    source = taken(issued, origin["encoding"], origin.get("lines_kept")).encode("utf-8")
    if hashlib.sha256(source).hexdigest() != origin["sha256_source"]:
        print(f"{asked.issued}: the lines kept have another checksum than {asked.gold} says", file=sys.stderr)
        return 1
    folder = asked.folder / asked.gold.stem
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.txt").write_bytes(source)
    shutil.copyfile(asked.gold, folder / "gold.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
