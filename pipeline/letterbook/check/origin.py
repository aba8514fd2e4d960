"""The proof that a transcript was taken from its originals without loss: the first of the two proofs.

The originals are taken apart anew, into the numbered pieces of `xml_input/words_of.py`, without the readers.
For each piece the words that were taken, and those that were left out with a reason, must be all its visible
signs in their order; and what stands in the transcript must be taken, or added with a reason.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from letterbook.check.printed_text import short
from letterbook.model import Part
from letterbook.problems import Outcome, Place, Problem, Refused, problem
from letterbook.tei.origin_file import FORM, NAME
from letterbook.xml_input.parse import parse
from letterbook.xml_input.pdf_pages import text_layer
from letterbook.xml_input.web_page import parse_page
from letterbook.xml_input.words_of import lines_of, pieces, visible
from letterbook.xml_input.zip_files import Archive

_TOLD = 20  # faults told one by one


class Account(NamedTuple):
    """What the account says, in numbers: signs taken, added and left out by reason. `holds`: it is proved."""

    holds: bool
    kind: str
    files: tuple[str, ...]
    taken: int
    added: Mapping[str, int]
    left: Mapping[str, int]


def prove_origin(
    account: bytes, transcript: bytes, originals: Mapping[str, bytes], name: str = NAME
) -> Outcome[Account]:
    """Prove a transcript from its account and the originals, by their names. Raises Refused like `prove`."""
    try:
        whole = json.loads(account)
        if whole["origin"] != FORM:
            raise ValueError  # noqa: TRY301 (it is told below, with all else that is wrong with the form)
        parts = [Part(**part) for part in whole["parts"]]
        proof = _Proof(whole, parts, transcript.decode("utf-8", "surrogatepass"), originals, name)
        problems = tuple(proof.problems())
        added, left = Counter[str](), Counter[str]()
        for start, end, _, reason, _ in whole["added"]:
            added[reason] += end - start
        for row in whole["left"]:
            left[row[5]] += len(visible(row[3]))
        files = tuple(file["name"] for file in whole["files"])
        taken = sum(row[1] - row[0] for row in whole["taken"])
        return Outcome(Account(not problems, str(whole["kind"]), files, taken, added, left), problems)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        said = "is no account of a transcript that letterbook can read"
        raise Refused(problem("origin-account", said, Place(name))) from None


class _Proof:
    def __init__(
        self, whole: dict[str, Any], parts: list[Part], text: str, originals: Mapping[str, bytes], name: str
    ) -> None:
        self._whole, self._parts, self._text = whole, parts, text
        self._originals, self._name = originals, name

    def problems(self) -> Iterator[Problem]:
        place = Place(self._name)
        named = self._whole["transcript"]
        if hashlib.sha256(self._text.encode("utf-8", "surrogatepass")).hexdigest() != named["sha256"]:
            yield problem("origin-sum", "The transcript is not the one that the account names", place)
        for file in self._whole["files"]:
            data = self._originals.get(file["name"])
            if data is None:
                yield problem("origin-file", f"The original “{short(file['name'])}” is not there", place)
            elif hashlib.sha256(data).hexdigest() != file["sha256"]:
                said = f"The original “{short(file['name'])}” was changed since it was read"
                yield problem("origin-sum", said, place)
        yield from self._tiling(place)
        yield from self._pieces()

    def _tiling(self, place: Place) -> Iterator[Problem]:
        """Yield the first stretch of the transcript that nobody took or added, or that was booked twice."""
        at = 0
        booked = sorted((row[0], row[1]) for key in ("taken", "added") for row in self._whole[key])
        for start, end in [*booked, (len(self._text), len(self._text))]:
            if start < at or self._text[at:start].strip():
                said = f"Characters {min(at, start)} to {max(at, start)} are booked nowhere, or twice"
                yield problem("origin-tiling", said, place)
                return
            at = end

    def _pieces(self) -> Iterator[Problem]:
        booked: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
        for start, end, part, node, at, _ in self._whole["taken"]:
            booked[part, node].append((at, visible(self._text[start:end])))
        for part, node, at, words, _, _ in self._whole["left"]:
            booked[part, node].append((at, visible(words)))
        told = 0
        for index, part in enumerate(self._parts):
            data = self._originals.get(part.file)
            if data is None:
                continue
            try:
                found = {number: visible(words) for number, words in pieces_of(part, data)}
            except Refused as refused:
                yield from refused.problems
                continue
            wanted = {node for of, node in booked if of == index} | {n for n, words in found.items() if words}
            for node in sorted(wanted):
                words = "".join(words for _, words in sorted(booked.get((index, node), [])))
                if words != found.get(node, ""):
                    told += 1
                    if told <= _TOLD:
                        said = f"“{short(found.get(node, ''))}” is not all taken, nor left out for a reason"
                        where = f"{part.file}{'!' if part.member else ''}{part.member}"
                        yield problem("origin-lost", said, Place(where))


def pieces_of(part: Part, data: bytes) -> Iterator[tuple[int, str]]:
    """Yield the numbered pieces of words of a document. Raises Refused where it cannot be read."""
    if part.member:
        data = Archive(data, part.file).read(part.member)
    if part.form == "pdf":
        yield from enumerate(text_layer(data, part.file).pages)
        return
    if part.form in ("text", "html"):
        text = data.decode(part.encoding)
        text = text.removeprefix("\ufeff")
        if part.form == "text":
            yield from lines_of(text)
            return
        root, found = parse_page(text, part.file)
    else:
        root, found = parse(data, part.file)
    if root is None:
        raise Refused(*found)
    yield from pieces(root, part.form)


def as_lines(account: Account) -> list[str]:
    """Say what an account says, for people."""
    count = len(account.files)
    named = account.files[0] if count == 1 else f"{count} files"
    what = "nothing of it is lost" if account.holds else "it does not hold the originals' words"
    lines = [f"a transcript of {named} ({account.kind}); {what}", f"{account.taken:>12,}  taken"]
    rows = [("added", account.added), ("left out of the original", account.left)]
    lines += [f"{count:>12,}  {how}: {why}" for how, each in rows for why, count in sorted(each.items())]
    return lines


def prove_edition(folder: Path, account: bytes, transcript: bytes, name: str) -> Outcome[Account]:
    """Prove the transcript of an edition's folder from the originals that are kept in it, by their sums."""
    kept = {}
    for path in sorted((folder / "source").rglob("*")):
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            kept[hashlib.sha256(data).hexdigest()] = data
    try:
        sums = {file["name"]: file["sha256"] for file in json.loads(account)["files"]}
        originals = {file: kept[digest] for file, digest in sums.items() if digest in kept}
    except (ValueError, KeyError, TypeError, RecursionError):
        originals = {}  # what is wrong with the account is told by the proof
    return prove_origin(account, transcript, originals, name)
