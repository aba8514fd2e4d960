"""Whether each fact of an edition is true, by a gold: what the scale of certainty is calibrated with.

A gold may have one of three shapes: as the test editions write it, and the annotation of the sample (with
`dates`); as sets that were rendered as print from a database (`sent`, `received`); or as real print that was
read by hand (`date`, `place`). Offsets are code points, ends exclusive.

What a gold does not tell is not judged. A fact that is less exact than the gold, and agrees with it, is true.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from letterbook.model import Edition, Letter, leaves, letters, notes
from letterbook.review.fact import Fact
from letterbook.review.facts import facts

Gold = Mapping[str, Any]


@dataclass(frozen=True)
class Verdict:
    """A fact, whether it is true (None: the gold does not tell), and what the gold has instead."""

    fact: Fact
    true: bool | None
    truth: str = ""


def verdicts(edition: Edition, gold: Gold) -> Iterator[Verdict]:
    """Judge every fact that an edition gives; what it leaves open is not given."""
    owned = _owned(edition, gold)
    marks = _marks(gold)
    numbers = {note.key: _figure(note.number) for note in notes(edition)}
    faults = gold.get("transcription_faults", gold.get("noise", ()))
    for fact in facts(edition):
        if not fact.value:
            continue
        if fact.kind == "call":
            number = numbers.get(fact.note if not fact.letter else fact.value.split()[1], "")
            here = [mark for start, mark in marks if fact.span.start <= start < fact.span.end]
            yield Verdict(fact, number in here, ", ".join(here) or "no call")
        elif fact.kind == "correction":
            yield _correction(fact, edition, faults, whole="transcription_faults" in gold)
        elif fact.letter:
            yield _of_letter(fact, owned.get(fact.letter, ()))
        else:
            yield Verdict(fact, None)


def _of_letter(fact: Fact, mine: Sequence[Gold]) -> Verdict:
    """Judge a fact of a letter by the gold's letters that begin in it; there should be one."""
    if len(mine) != 1:
        return Verdict(fact, true=False, truth=f"{len(mine)} letters stand here")
    (one,) = mine
    match fact.kind:
        case "heading":
            return Verdict(fact, true=True)
        case "sender" | "recipient":
            truth = one.get(fact.kind) or []
            truth = [truth] if isinstance(truth, str) else truth
            given = {_last_word(name) for name in fact.value.split("; ")}
            return Verdict(fact, given == set(map(_last_word, truth)) if truth else None, "; ".join(truth))
        case "sent" | "received":
            truth = _day(one, fact.kind)
            return Verdict(
                fact, any(_agrees(v, truth) for v in fact.value.split("; ")) if truth else None, truth
            )
        case "reply" if "refers_to_letters" in one:
            truth = [str(n) for n in one["refers_to_letters"]]
            return Verdict(fact, fact.value in truth, ", ".join(truth) or "none")
        case "place" if one.get("place"):  # what stands in print, perhaps with the day of the week
            return Verdict(fact, _plain(one["place"]).startswith(_plain(fact.value)), one["place"])
        case _:
            return Verdict(fact, None)


def _correction(fact: Fact, edition: Edition, faults: Sequence[Gold], *, whole: bool) -> Verdict:
    """Judge a correction; only where the gold has all faults of the text is another one wrong."""
    for fault in faults:
        start, end = fault["start"], fault["end"]
        if not (start < fact.span.end and fact.span.start < end):
            continue
        truth = fault.get("suggested", fault.get("original"))
        if truth is None:
            return Verdict(fact, None)
        text = edition.source.text
        low, high = min(start, fact.span.start), max(end, fact.span.end)
        ours = text[low : fact.span.start] + fact.value + text[fact.span.end : high]
        theirs = text[low:start] + truth + text[end:high]
        # what the gold says of a fault may be a remark, and no reading
        return Verdict(fact, " ".join(ours.split()) == " ".join(theirs.split()) or fact.value in truth, truth)
    return Verdict(fact, False if whole else None, "no fault")


# ------------------------------------------------------------------ the gold


def _owned(edition: Edition, gold: Gold) -> dict[str, list[Gold]]:
    """Return for each letter of the edition the gold's letters whose first words stand in it."""
    reach = [(*_reach(letter), letter.key) for letter in letters(edition)]
    starts = [start for start, _, _ in reach]
    owned: dict[str, list[Gold]] = {}
    text = edition.source.text
    for one in gold["letters"]:
        at = _first(one)
        while at < len(text) - 1 and text[at].isspace():
            at += 1
        i = bisect_right(starts, at) - 1
        if i >= 0 and at < reach[i][1]:
            owned.setdefault(reach[i][2], []).append(one)
    return owned


def _reach(letter: Letter) -> tuple[int, int]:
    inside = [leaf.span for leaf in leaves(letter.children)]
    return inside[0].start, inside[-1].end


def _first(one: Gold) -> int:
    paragraphs = one.get("paragraphs")
    if isinstance(paragraphs, list) and paragraphs:
        return paragraphs[0]["start"]
    return one["body"]["start"] if one.get("body") else one["heading"]["end"]


def _day(one: Gold, role: str) -> str:
    if "dates" in one:
        return next((date["iso"] for date in one["dates"] if date["role"] == role), "")
    if role in one:
        return (one[role] or {}).get("when") or ""
    return (one.get("date") or "") if role == "sent" else ""


def _marks(gold: Gold) -> list[tuple[int, str]]:
    numbers = {note["id"]: note.get("printed", note["id"]) for note in gold["notes"]}
    rows = [*gold.get("markers", ()), *(m for one in gold["letters"] for m in one.get("markers") or ())]
    return [
        ((row["span"][0] if "span" in row else row["start"]), _figure(numbers[row["note"]])) for row in rows
    ]


# ------------------------------------------------------------------ comparing


def _agrees(given: str, truth: str) -> bool:
    """Tell whether a date as EDTF writes it holds the true day (or month, or year)."""
    first, slash, last = given.partition("/")
    if not slash:
        return truth.startswith(first)
    after = first in ("", "..") or truth[: len(first)] >= first[: len(truth)]
    return after and (last in ("", "..") or truth[: len(last)] <= last[: len(truth)])


def _figure(number: Any) -> str:
    return unicodedata.normalize("NFKC", str(number)).strip("[](). :").casefold()


def _plain(words: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", words).casefold() if c.isalnum())


def _last_word(name: str) -> str:
    words = name.split()
    return _plain(words[-1]) if words else ""
