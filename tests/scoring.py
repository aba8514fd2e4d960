"""How right an edition is: its TEI against its gold, measured at the characters of the source.

Each printed word of the TEI has its place in the source, which the ledger tells. So nothing is guessed by
comparing words: a letter, a note, a call stands where it stands, or it does not.

letters     precision, recall and F1: a letter of the gold is found when one letter of the TEI holds its
            first and its last character, and the first of no other
calls       precision and recall: a call is right when it stands on the mark and leads to the mark's note
notes       the share of the gold's notes whose words, and no others, make a note of the TEI
dates       the share of the printed dates that stand in the right correspAction
senders     the share of the letters with a named sender that have this sender and no other, compared by the
            last word of the name; recipients likewise

    python tests/scoring.py NAME ...      score these test editions (all, if none is named)
"""

from __future__ import annotations

import json
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from letterbook import stages
from letterbook.project.letterbook_toml import load
from letterbook.xml_input.tei_names import BLOCKS, HOLDERS, STRUCTURE, UNREAD

SAMPLES = Path(__file__).resolve().parent / "samples"
MEASURES = ("letters", "calls_precision", "calls_recall", "notes", "dates", "senders", "recipients")
_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def editions() -> list[str]:
    """Return the names of the test editions that have a gold."""
    return sorted(path.parent.name for path in SAMPLES.glob("*/gold.json"))


def build(name: str) -> stages.Run:
    """Build a test edition as a user would who has written no configuration."""
    project, _ = load(SAMPLES / name / "source.txt")
    return stages.run(project)[0]


def score(run: stages.Run, gold: Mapping[str, Any]) -> dict[str, float]:
    """Score what a run made against a gold; a measure of which the gold has nothing is left out."""
    tei = Located(run.files["tei/edition.xml"], run.files["tei/edition.ledger.json"])
    owner = _owners(tei, gold)
    result = _prf("letters", len(owner), len(tei.letters), len(gold["letters"]), whole=True)
    marks = list(_gold_calls(gold))
    right = {(start, end) for start, end, number in marks if (start, end, number) in _matches(tei, marks)}
    result |= _prf("calls", len(right), len(tei.calls), len(marks))
    have = {tuple(_words(run, spans)) for spans in tei.notes.values()}
    bodies = [tuple(_words(run, [(note["body_start"], note["end"])])) for note in gold["notes"]]
    result |= _share("notes", [body in have for body in bodies])
    dates, senders, recipients = [], [], []
    for i, letter in enumerate(gold["letters"]):
        desc = tei.description(owner[i]) if i in owner else None
        dates += [date["iso"] in _whens(desc, date["role"]) for date in letter["dates"]]
        senders += [_names(desc, "sent") == _last_words(letter["sender"])] if letter["sender"] else []
        if letter["recipient"]:
            recipients.append(_names(desc, "received") == _last_words(letter["recipient"]))
    result |= _share("dates", dates) | _share("senders", senders) | _share("recipients", recipients)
    return result


# ------------------------------------------------------------------ the TEI, with the source's offsets


@dataclass(frozen=True)
class Call:
    """A call of the TEI: where it stands in the source, and the printed number of its note."""

    start: int
    end: int
    number: str


class Located:
    """A TEI document whose words know where in the source they stand."""

    def __init__(self, document: bytes, ledger: bytes) -> None:
        self.root = etree.fromstring(document)
        book = json.loads(ledger)
        rows = sorted((row for row in book["postings"] if row[2] != "skip"), key=lambda row: row[3])
        self._ats, self._rows = [row[3] for row in rows], rows
        self.letters: dict[Any, list[tuple[int, int]]] = {}
        self.notes: dict[str, list[tuple[int, int]]] = {}
        refs: dict[Any, list[tuple[int, int]]] = {}
        ids = {note.get(_ID): note for note in self.root.iter(f"{_TEI}note") if note.get(_ID)}
        for element in self.root.iter(f"{_TEI}div"):
            if element.get("type") == "letter":
                self.letters[element] = []
        for element, spans in self._pieces(tuple(book["edition"]["printed"])):
            note = label = False
            for above in (element, *element.iterancestors()):
                label = label or (above.tag == f"{_TEI}label" and not note)
                if above.tag == f"{_TEI}ref" and above.get("target", "")[1:] in ids:
                    refs.setdefault(above, []).extend(spans)
                elif above.tag == f"{_TEI}note" and above.get(_ID) and not note:
                    note = True
                    if not label:
                        self.notes.setdefault(above.get(_ID), []).extend(spans)
                elif above in self.letters and not note:
                    self.letters[above].extend(spans)
        self.calls = [
            Call(min(spans)[0], max(spans)[1], _figure(ids[ref.get("target")[1:]].get("n", "")))
            for ref, spans in refs.items()
        ]

    def _pieces(self, parts: tuple[str, ...]) -> Iterator[tuple[Any, list[tuple[int, int]]]]:
        """Yield the printed words by the element that holds them, as stretches of the source."""
        at = 0
        for part in parts:
            path = f"//*[@xml:id='{part[1:]}']" if part.startswith("#") else f"//{_TEI}{part}"
            for element, words in _printed(etree.ETXPath(path)(self.root)[0]):
                yield element, list(self._source(at, at + len(words)))
                at += len(words)

    def _source(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        i = bisect_left(self._ats, start + 1) - 1
        while i < len(self._rows) and self._ats[i] < end:
            low, high, _, at, _ = self._rows[i]
            first = low + max(0, start - at)
            yield first, min(high, low + end - at)
            i += 1

    def description(self, letter: Any) -> Any:
        """Return a letter's correspDesc, or None."""
        wanted = letter.get("decls", "")[1:]
        rows = self.root.iter(f"{_TEI}correspDesc")
        return next((row for row in rows if row.get(_ID) == wanted), None)


def _printed(element: Any) -> Iterator[tuple[Any, str]]:
    """Yield the words of an element in their order; what stands between blocks is layout."""
    holds_blocks = element.tag in HOLDERS and any(child.tag in BLOCKS for child in element)
    layout = element.tag in STRUCTURE or holds_blocks
    if element.text and not layout:
        yield element, element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in UNREAD:
            yield from _printed(child)
        if child.tail and not layout:
            yield element, child.tail


def _owners(tei: Located, gold: Mapping[str, Any]) -> dict[int, Any]:
    """Return for each letter of the gold that is found the letter of the TEI."""
    first: dict[int, Any] = {}
    for i, one in enumerate(gold["letters"]):
        low, high = one["paragraphs"][0]["start"], one["paragraphs"][-1]["end"] - 1
        holder = [e for e, spans in tei.letters.items() if _holds(spans, low)]
        if holder:
            first[i] = (holder[0], _holds(tei.letters[holder[0]], high))
    begun = [letter for letter, _ in first.values()]
    return {i: letter for i, (letter, whole) in first.items() if whole and begun.count(letter) == 1}


def _holds(spans: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)


def _gold_calls(gold: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    numbers = {note["id"]: note["printed"] for note in gold["notes"]}
    rows = [*gold.get("markers", ()), *(mark for letter in gold["letters"] for mark in letter["markers"])]
    for mark in rows:
        yield (*mark["span"], _figure(numbers[mark["note"]]))


def _matches(tei: Located, marks: list[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
    return {
        mark
        for mark in marks
        for call in tei.calls
        if call.start < mark[1] and mark[0] < call.end and call.number == mark[2]
    }


def _figure(number: str) -> str:
    return unicodedata.normalize("NFKC", number).strip("[](). :").casefold()


def _words(run: stages.Run, spans: list[tuple[int, int]]) -> list[str]:
    text = "".join(run.edition.source.text[start:end] for start, end in sorted(spans))
    return [c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum()]


def _whens(desc: Any, role: str) -> set[str | None]:
    path = f"{_TEI}correspAction[@type='{role}']/{_TEI}date"
    return {date.get("when") for date in desc.iterfind(path)} if desc is not None else set()


def _names(desc: Any, role: str) -> set[str]:
    path = f"{_TEI}correspAction[@type='{role}']/*"
    rows = desc.iterfind(path) if desc is not None else ()
    return _last_words("".join(r.itertext()) for r in rows if r.tag in (f"{_TEI}persName", f"{_TEI}orgName"))


def _last_words(names: Any) -> set[str]:
    return {name.split()[-1].strip(".,").casefold() for name in names if name.split()}


def _prf(name: str, right: int, found: int, wanted: int, *, whole: bool = False) -> dict[str, float]:
    precision = right / found if found else float(not wanted)
    recall = right / wanted if wanted else 1.0
    if whole:
        both = precision + recall
        return {name: round(2 * precision * recall / both if both else 0.0, 3)}
    return {f"{name}_precision": round(precision, 3), f"{name}_recall": round(recall, 3)}


def _share(name: str, answers: list[bool]) -> dict[str, float]:
    return {name: round(sum(answers) / len(answers), 3)} if answers else {}


def table(rows: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Write scores as a table, a line an edition."""
    short = [measure.replace("calls_", "c.").replace("precision", "prec")[:10] for measure in MEASURES]
    width = max(map(len, rows), default=0)
    yield " ".join([" " * width, *(f"{name:>10}" for name in short)])
    for name, row in rows.items():
        cells = [f"{row[m]:10.3f}" if m in row else f"{'-':>10}" for m in MEASURES]
        yield " ".join([f"{name:{width}}", *cells])


def gold_of(name: str) -> dict[str, Any]:
    """Read the gold of a test edition."""
    return json.loads((SAMPLES / name / "gold.json").read_text(encoding="utf-8"))


if __name__ == "__main__":
    scores = {name: score(build(name), gold_of(name)) for name in sys.argv[1:] or editions()}
    sys.stdout.write("\n".join(table(scores)) + "\n")
