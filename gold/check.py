"""Check a gold against its text, and print letters to be read by eye.

    python gold/check.py FOLDER/NAME [--samples N]     a folder that gold/take.py made, or your own
    python gold/check.py --texts FOLDER                all folders below FOLDER, without samples

Exit code 1 where anything is wrong. FORMAT.md says what a gold holds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_DATED = {"printed", "context", "editor", "none"}
_TOLD = {"heading", "title", "signature", "salutation", "context", "none"}
#: A shorter text is no letter, in words; a longer marker is none, in code points.
_FEWEST, _LONGEST = 8, 8
#: How far before a letter its printed date may stand, in code points.
_ABOVE = 400


def faults(text: str, gold: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a gold of a text."""
    if "\r" in text:
        yield "the text has carriage returns"
    digest = gold.get("origin", {}).get("sha256_source")
    if digest and hashlib.sha256(text.encode("utf-8")).hexdigest() != digest:
        yield "the text has another checksum than the gold says"
    reached = 0
    for letter in gold["letters"]:
        where = f"letter {letter.get('n')}: "
        yield from (where + fault for fault in _faults_of_letter(text, letter, reached))
        reached = letter["end"]
    ids: set[str] = set()
    for note in gold["notes"]:
        if note["id"] in ids:
            yield f"note {note['id']} stands twice"
        ids.add(note["id"])
        if not note["start"] <= note["body_start"] < note["end"] <= len(text):
            yield f"note {note['id']}: its offsets are out of order"
    for mark in gold["markers"]:
        if mark["note"] not in ids:
            yield f"a marker calls note {mark['note']}, which is not there"
        if not 0 < mark["end"] - mark["start"] <= _LONGEST:
            yield f"the marker of note {mark['note']} is {mark['end'] - mark['start']} characters long"


def _faults_of_letter(text: str, letter: Mapping[str, Any], reached: int) -> Iterator[str]:
    start, first, end = letter["start"], letter["first"], letter["end"]
    if not reached <= start <= first < end <= len(text):
        yield f"its offsets are out of order: {start}, {first}, {end} after {reached}"
        return
    if len(text[start:end].split()) < _FEWEST and not letter.get("unsure"):
        yield f"has fewer than {_FEWEST} words"
    for name, offset in (("start", start), ("first", first)):
        if text[offset].isspace():
            yield f"`{name}` is white space"
    day = letter.get("date")
    if day is not None and not _DAY.fullmatch(day):
        yield f"its date is {day}"
    if (day is None) != (letter.get("date_how", "none") == "none"):
        yield "`date` and `date_how` disagree"
    printed = letter.get("date_printed")
    if printed and printed not in text[max(0, start - _ABOVE) : end]:
        yield f"its date is not printed there: {printed!r}"
    if letter.get("heading") and letter["heading"] not in text[start:end]:
        yield f"its heading is not printed there: {letter['heading']!r}"
    for key, known in (("date_how", _DATED), ("sender_how", _TOLD), ("recipient_how", _TOLD)):
        if letter.get(key, "none") not in known:
            yield f"`{key}` is {letter[key]}"
    for key in ("sender", "recipient"):
        names = letter.get(key)
        if names is not None and not (
            isinstance(names, list) and all(isinstance(n, str) and n.strip() for n in names)
        ):
            yield f"`{key}` is no list of names"


def shown(text: str, gold: Mapping[str, Any], count: int) -> Iterator[str]:
    """Yield so many letters, drawn by chance (always the same ones), as an eye must see them."""
    letters = gold["letters"]
    drawn = random.Random(7).sample(letters, min(count, len(letters)))  # noqa: S311 (no secret)
    for letter in sorted(drawn, key=lambda one: one["start"]):
        start, first, end = letter["start"], letter["first"], letter["end"]
        facts = ", ".join(f"{key} {letter.get(key)}" for key in ("date", "place", "sender", "recipient"))
        yield f"--- {letter['n']}: {facts}"
        yield f"    before {text[max(0, start - 60) : start]!r}"
        yield f"    head   {text[start:first]!r}"
        yield f"    first  {text[first : first + 70]!r}"
        yield f"    end    {text[max(first, end - 80) : end]!r} | {text[end : end + 50]!r}"


def main() -> int:
    """Check one folder, or all."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", action="store_true", help="the folder holds folders of volumes")
    parser.add_argument("--samples", type=int, default=20, metavar="N")
    asked = parser.parse_args()
    folders = sorted(p.parent for p in asked.folder.glob("*/gold.json")) if asked.texts else [asked.folder]
    bad = 0
    for folder in folders:
        text = (folder / "source.txt").read_bytes().decode("utf-8")
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        found = list(faults(text, gold))
        bad += len(found)
        print(
            f"{folder.name}: {len(gold['letters'])} letters, {len(gold['notes'])} notes, {len(found)} faults"
        )
        print("".join(f"  {fault}\n" for fault in found), end="")
        if not asked.texts:
            print("\n".join(shown(text, gold, asked.samples)))
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
