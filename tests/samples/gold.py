"""Makes source.txt and gold.json of a test edition out of its marked-up text, gold.txt.

A mark stands in ⟦double brackets⟧; without the marks the text is the printed text, to the
character. So whoever reads gold.txt sees both the edition and what is true of it, and no offset is
ever typed by hand. A line that holds nothing but marks is no line of the text.

    ⟦edition en | what it tests⟧        the first line: languages, and a sentence
    ⟦letter KEY | from: A & B | to: C | sent: 1871-05-03 | received: 1871-05-09⟧
                                        a letter begins here, with its heading. What the printed
                                        text does not tell is left out.
    ⟦p⟧ ... ⟦/p⟧                        from the first word of its running text to its last word
    ⟦end⟧                               the letter ends here, though no other follows at once
    ⟦c KEY⟧12⟦/c⟧                       a note call, as printed
    ⟦o⟧12⟦/o⟧                           a call whose note the book does not print
    ⟦n KEY⟧12. ⟦b⟧The words.⟦/n⟧        a note: its label, its body. ⟦n KEY | *⟧ if it is printed
                                        with another number than its key,
                                        ⟦n KEY | ⟧ if with none (a note in brackets in the line),
                                        ⟦n KEY | 8 | 3⟧ if it is number 8, misprinted 3
    ⟦x⟧ ... ⟦/x⟧                        a page number or running head

Offsets in gold.json are code points, end exclusive. The `start` of a call is its first letter or digit,
without the bracket, and for a star (which has none) the letter or digit that follows it: so scorers
count that compare words and not signs. `span` holds the mark itself.

    python tests/samples/gold.py [NAME ...]      writes the files anew (all, or those named)
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
_MARK = re.compile(r"⟦([^⟦⟧]*)⟧")
_ONLY_MARKS = re.compile(r"^(?:⟦[^⟦⟧]*⟧)+\n", re.MULTILINE)


def editions() -> list[Path]:
    """Return the folders of the test editions that have a marked-up text, sorted."""
    return sorted(path.parent for path in HERE.glob("*/gold.txt"))


def read_marks(marked: str) -> tuple[str, list[tuple[int, str]]]:
    """Take the marks out: return the text, and each mark with the offset where it stood."""
    marked = _ONLY_MARKS.sub(lambda line: line[0][:-1], marked)
    text, marks, at, length = [], [], 0, 0
    for mark in _MARK.finditer(marked):
        text.append(marked[at : mark.start()])
        length += mark.start() - at
        marks.append((length, mark[1]))
        at = mark.end()
    return "".join([*text, marked[at:]]), marks


def gold_of(marked: str) -> tuple[str, dict[str, Any]]:
    """Return the printed text and the gold of a marked-up text; ValueError where the marks are wrong."""
    text, marks = read_marks(marked)
    gold: dict[str, Any] = {"letters": [], "notes": [], "page_numbers": []}
    letter: dict[str, Any] | None = None
    opened: dict[str, tuple[int, str]] = {}
    for at, mark in marks:
        name, _, rest = mark.partition(" ")
        if name == "edition":
            languages, _, tests = rest.partition(" | ")
            gold = {"languages": languages.split(), "tests": tests} | gold
        elif name in ("letter", "end"):
            _close(letter, at)
            letter = _letter(rest, at) if name == "letter" else None
            gold["letters"] += [letter] if letter else []
        elif name == "p" and letter is not None:
            letter["heading"]["end"] = at
            letter["paragraphs"][0]["start"] = at
        elif name == "/p" and letter is not None:
            letter["paragraphs"][0]["end"] = at
        elif name in ("c", "o", "n", "x", "b"):
            opened[name] = (at, rest)
        elif name == "/c":
            start, key = opened.pop("c")
            call = {
                "note": key,
                "start": _counted(text, start),
                "span": [start, at],
                "text": text[start:at],
            }
            (letter or gold).setdefault("markers", []).append(call)
        elif name == "/o":
            start, _ = opened.pop("o")
            gold.setdefault("calls_without_note", []).append(
                {"start": start, "end": at, "text": text[start:at]}
            )
        elif name == "/n":
            (start, label), (body, _) = opened.pop("n"), opened.pop("b")
            key, *given = (field.strip() for field in label.split("|"))
            note = {"id": key, "printed": given[0] if given else key}
            note |= {"misprint": given[1]} if len(given) > 1 else {}
            note |= {"start": start, "body_start": body, "end": at}
            gold["notes"].append(note | {"text": text[body:at]})
        elif name == "/x":
            start, _ = opened.pop("x")
            gold["page_numbers"].append({"start": start, "end": at, "text": text[start:at]})
        else:
            msg = f"offset {at}: what is ⟦{mark}⟧?"
            raise ValueError(msg)
    _close(letter, len(text))
    if opened:
        msg = f"never closed: {opened}"
        raise ValueError(msg)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return text, {"sha256": digest, "chars": len(text)} | gold


def _letter(rest: str, at: int) -> dict[str, Any]:
    key, *fields = rest.split(" | ")
    facts = dict(field.split(": ", 1) for field in fields)
    unknown = facts.keys() - {"from", "to", "sent", "received"}
    if unknown:
        msg = f"letter {key}: what is {sorted(unknown)}?"
        raise ValueError(msg)
    return {
        "n": key,
        "block": {"start": at, "end": -1},
        "heading": {"start": at, "end": -1},
        "paragraphs": [{"start": -1, "end": -1}],
        "sender": facts["from"].split(" & ") if "from" in facts else None,
        "recipient": facts["to"].split(" & ") if "to" in facts else None,
        "dates": [{"role": role, "iso": facts[role]} for role in ("sent", "received") if role in facts],
        "markers": [],
    }


def _close(letter: dict[str, Any] | None, at: int) -> None:
    if letter is not None:
        letter["block"]["end"] = at
        if -1 in (letter["paragraphs"][0]["start"], letter["paragraphs"][0]["end"]):
            msg = f"letter {letter['n']}: ⟦p⟧ or ⟦/p⟧ is missing"
            raise ValueError(msg)


def _counted(text: str, start: int) -> int:
    """Return where the scorer counts a call: at its first letter or digit, or at the next after a star."""
    return next(at for at in range(start, len(text)) if unicodedata.normalize("NFKC", text[at]).isalnum())


def write(folder: Path) -> None:
    """Write source.txt and gold.json beside a gold.txt."""
    text, gold = gold_of((folder / "gold.txt").read_text(encoding="utf-8"))
    (folder / "source.txt").write_text(text, encoding="utf-8", newline="\n")
    (folder / "gold.json").write_text(as_json(gold), encoding="utf-8", newline="\n")


def as_json(gold: dict[str, Any]) -> str:
    """Write a gold as it is kept in the file."""
    return json.dumps(gold, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for folder in editions():
        if not sys.argv[1:] or folder.name in sys.argv[1:]:
            write(folder)
