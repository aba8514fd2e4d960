"""Score a TEI edition made from the text of a printed volume of letters against the gold of that volume.

    python gold/score.py EDITION.xml SOURCE.txt GOLD.json [--json] [--show N]

It reads TEI only, and so judges any tool that writes it. It needs lxml.

A letter is an element with type="letter" (div, text or TEI); its correspDesc is the one that @decls points
to, or the one of its own header. A call is a ref whose @target is the xml:id of a note; a note has its
number in @n. Texts are compared by letters and digits alone (NFKC, case folded), reading sic, orig and abbr
and passing over corr, reg, expan and supplied: line ends, hyphens and repairs do not count.

letters     precision, recall, F1. A letter of the gold is right where one letter of the TEI holds its first
            and its last words, the first words of no other, and nothing before or behind it (give or take
            80 letters, or a twentieth of the letter)
calls       precision, recall. A call is right on the very character of the marker, leading to the note of
            that number
notes       the share of the gold's notes whose whole text is the whole text of a note
dates       the share of dates that stand as @when of the sent action (or, in the printed calendar, as
            @when-custom)
senders,    the share of those that the book tells which are right: a name must be liker to the right person
recipients  than to any other person of the book
places      the share of the printed places of writing that are given (one may hold the other)

Of facts is also counted how many are wrong (given, and another than the gold's), how many of the right and
of the wrong ones are given as sure (as printed, or with cert="high"), and how many are given where the gold
knows none.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

FACTS = ("dates", "senders", "recipients", "places")
_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_UNREAD = {_TEI + name for name in ("corr", "reg", "expan", "supplied", "teiHeader", "am")}
_PERSONS = tuple(_TEI + name for name in ("persName", "orgName", "name", "rs"))
_PLACES = tuple(_TEI + name for name in ("placeName", "settlement", "name"))
#: How many letters and digits of a text's beginning and end are looked for.
_PROBE, _LONG, _TAIL = 25, 250, 12
#: How many letters may stand before or behind a letter, or which part of its length.
_ROOM, _SHARE = 80, 20
#: Below this likeness a name is nobody's of the book.
_ALIKE = 0.2

_SMALL = set("de von of the le la les l d der die das van und and et e y du des zu to in at".split())
_WOMAN = set(
    "mrs miss lady mme madame mlle mademoiselle frau fraulein fräulein signora madonna duchess countess "
    "marquise marchioness comtesse duchesse gräfin wife mother sister daughter royne reine queen aunt".split()
)
_MAN = set(
    "mr sir lord herr monsieur signor messer duke earl count comte duc graf father brother son uncle roy "
    "roi king captain colonel general major".split()
)
#: A person known by these words alone has no name.
_KIN = set(
    "mother father wife sister brother son daughter parents his her my mère père soeur frère sa mutter vater "
    "frau schwester bruder seine seinen madre padre".split()
)


class Norm(NamedTuple):
    """The letters and digits of a text, and the offset of each."""

    text: str
    back: Sequence[int]

    def before(self, offset: int) -> int:
        """Return how many letters and digits stand before an offset of the text."""
        return bisect_left(self.back, offset)


def normed(text: str) -> Norm:
    """Return the letters and digits of a text, case folded, with their offsets."""
    signs: list[str] = []
    back: list[int] = []
    for offset, sign in enumerate(text):
        for one in unicodedata.normalize("NFKC", sign).casefold():
            if one.isalnum():
                signs.append(one)
                back.append(offset)
    return Norm("".join(signs), back)


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, case folded."""
    return normed(text).text


# ------------------------------------------------------------------ the TEI


class Call(NamedTuple):
    """A call: the words of its letter before it, its printed mark, and the id of its note."""

    before: str
    mark: str
    note: str


class Letter:
    """A letter of the TEI: its words without notes, its calls, and what its correspDesc says."""

    def __init__(
        self, element: etree._Element, ids: Collection[str], descs: Mapping[str, etree._Element]
    ) -> None:
        pieces: list[str] = []
        self.calls: list[Call] = []
        _read(element, ids, pieces, self.calls, notes=False)
        self.text = squeezed("".join(pieces))
        decls = (element.get("decls") or "").replace("#", " ").split()
        own = element.find(f"{_TEI}teiHeader/{_TEI}profileDesc/{_TEI}correspDesc")
        self._desc = next((descs[key] for key in decls if key in descs), own)

    def _action(self, kind: str) -> Sequence[etree._Element]:
        found = None if self._desc is None else self._desc.find(f"{_TEI}correspAction[@type='{kind}']")
        return () if found is None else list(found)

    def dates(self) -> set[str]:
        """Return the days of writing, as @when and as @when-custom."""
        dates = [date for child in self._action("sent") for date in child.iter(_TEI + "date")]
        return {value for date in dates for name in ("when", "when-custom") if (value := date.get(name))}

    def persons(self, kind: str) -> list[str]:
        """Return the names of those who send or receive."""
        return [_words(child) for child in self._action(kind) if child.tag in _PERSONS]

    def places(self) -> list[str]:
        """Return the places of writing, squeezed."""
        named = (child for child in self._action("sent") if child.tag in _PLACES)
        return [
            squeezed("".join(child.itertext())) for child in named if child.get("type") in {None, "place"}
        ]

    def is_sure(self, kind: str, tags: Collection[str]) -> bool:
        """Tell whether one of these facts is given as printed, or as high."""
        return any(child.get("cert") in {None, "high"} for child in self._action(kind) if child.tag in tags)


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _read(
    element: etree._Element,
    ids: Collection[str],
    pieces: list[str],
    calls: list[Call],
    *,
    notes: bool,
    passed: Collection[etree._Element] = (),
) -> None:
    """Gather an element's words and its calls, save those in `passed`. Notes are read if `notes` says so."""
    if (
        not isinstance(element.tag, str)
        or element.tag in _UNREAD
        or (element.tag == _TEI + "note" and not notes)
    ):
        return
    target = (element.get("target") or "")[1:]
    if element.tag == _TEI + "ref" and target in ids and element not in passed:
        before = squeezed("".join(pieces[-400:]))[-30:]
        calls.append(Call(before, squeezed("".join(element.itertext())), target))
    pieces.append(element.text or "")
    for child in element:
        _read(child, ids, pieces, calls, notes=notes, passed=passed)
        pieces.append(child.tail or "")


class Tei(NamedTuple):
    """What is read of an edition: its letters, its notes by id, and the calls that stand in no letter."""

    letters: Sequence[Letter]
    notes: Mapping[str, etree._Element]
    outside: Sequence[Call]


def read_tei(path: Path) -> Tei:
    """Read an edition."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.parse(path, parser).getroot()
    notes = {key: note for note in root.iter(_TEI + "note") if (key := note.get(_ID))}
    descs = {key: desc for desc in root.iter(_TEI + "correspDesc") if (key := desc.get(_ID))}
    tags = {_TEI + "div", _TEI + "text", _TEI + "TEI"}
    elements = [one for one in root.iter() if one.get("type") == "letter" and one.tag in tags]
    if not elements:
        texts = (one for one in root.iter(_TEI + "TEI") if one is not root)
        elements = [one for one in texts if one.find(f".//{_TEI}correspDesc") is not None]
    inside = {ref for one in elements for ref in one.iter(_TEI + "ref")}
    outside: list[Call] = []
    for text in root.findall(_TEI + "text"):
        _read(text, notes, [], outside, notes=True, passed=inside)
    return Tei([Letter(one, notes, descs) for one in elements], notes, outside)


def text_of_note(note: etree._Element) -> str:
    """Return the words of a note without its label, squeezed."""
    pieces = [note.text or ""]
    for child in note:
        if child.tag != _TEI + "label":
            _read(child, (), pieces, [], notes=False)
        pieces.append(child.tail or "")
    return squeezed("".join(pieces))


# ------------------------------------------------------------------ names


def _tokens(name: str) -> list[str]:
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", name).casefold())
    return [word for word in words if word not in _SMALL]


def likeness(one: str, other: str) -> float:
    """Say how alike two names are, from 0 to 1, by shared words and initials; a woman is not a man."""
    mine, rest = _tokens(one), _tokens(other)
    if not mine or not rest:
        return 0.0
    whole, theirs, shared = len(mine) + len(rest), set(rest), 0.0
    for word in mine:
        initial = next((w for w in rest if 1 in (len(w), len(word)) and w[0] == word[0]), None)
        if word in rest:
            rest.remove(word)
            shared += 1
        elif initial:
            rest.remove(initial)
            shared += 0.5
    words = set(mine)
    crossed = (_WOMAN & words and _MAN & theirs and not _WOMAN & theirs) or (
        _WOMAN & theirs and _MAN & words and not _WOMAN & words
    )
    return max(0.0, shared / (whole - shared) - (0.5 if crossed else 0.0))


def are_these(names: Sequence[str], wanted: Sequence[str], people: Mapping[str, int]) -> bool:
    """Tell whether names mean the persons wanted. `people` counts how often each person of the book occurs.

    A bare surname means the one who bears it most often.
    """
    meant = set()
    for name in names:
        words = set(_tokens(name))
        alike = [p for p in people if _tokens(p) == _tokens(name)]
        alike = alike or [p for p in people if words and words <= set(_tokens(p))]
        if not alike:
            best = max((likeness(name, p) for p in people), default=0.0)
            if best < _ALIKE:
                return False
            alike = [p for p in people if likeness(name, p) >= best - 1e-9]
        most = max(people[p] for p in alike)
        usual = [p for p in alike if people[p] == most]
        meant.add(next((p for p in wanted if p in usual), usual[0]))
    return meant == set(wanted)


def are_called(names: Sequence[str], aliases: Sequence[str]) -> bool:
    """Tell whether names are such by which, as the gold tells, this letter calls its writer or reader."""
    called = [_tokens(alias) for alias in aliases]
    return bool(names) and all(_tokens(name) in called for name in names)


# ------------------------------------------------------------------ the comparison


class Compared:
    """An edition laid beside the gold of its volume.

    `owner` says which letter of the TEI holds the first words of one of the gold, by their indexes.
    """

    def __init__(self, tei: Tei, source: str, gold: Mapping[str, Any]) -> None:
        self.tei, self.source, self.gold = tei, source, gold
        self.letters: Sequence[Mapping[str, Any]] = gold["letters"]
        self.whole = normed(source)
        self.running = normed(_without_notes(source, gold))
        self._heads = [self._from(letter["first"]) for letter in self.letters]
        self.owner: dict[int, int] = {}
        at = -1
        for i, head in enumerate(self._heads):
            order = sorted(range(len(tei.letters)), key=lambda j, at=at: (j <= at, abs(j - at)))  # type: ignore[misc]
            hits = [j for j in order if head in tei.letters[j].text]
            if len(hits) > 1:  # letters that begin alike: more of their words tell them apart
                letter = self.letters[i]
                more = self._from(letter["first"], _LONG, letter["end"])
                hits.sort(key=lambda j, more=more: more not in tei.letters[j].text)  # type: ignore[misc]
            if hits:
                self.owner[i] = at = hits[0]
        self._shared = {j for j, times in Counter(self.owner.values()).items() if times > 1}
        self.wrong: dict[str, list[Any]] = {}

    def _from(self, offset: int, length: int = _PROBE, end: int | None = None) -> str:
        low = self.running.before(offset)
        high = low + length if end is None else min(low + length, self.running.before(end))
        return self.running.text[low:high]

    def letter(self, i: int) -> Letter | None:
        """Return the letter of the TEI that holds the first words of one of the gold, and of no other."""
        j = self.owner.get(i, -1)
        return self.tei.letters[j] if j >= 0 and j not in self._shared else None

    def is_whole(self, i: int) -> bool:
        """Tell whether a letter of the gold is one letter of the TEI, both ends right."""
        letter, gold = self.letter(i), self.letters[i]
        if letter is None:
            return False
        low, high = self.running.before(gold["start"]), self.running.before(gold["end"])
        if self.running.text[max(0, high - _TAIL) : high] not in letter.text:
            return False
        room = max(_ROOM, (high - low) // _SHARE)
        tail = self.running.text[max(low, high - _PROBE) : high]
        begins, ends = letter.text.find(self._heads[i]), letter.text.rfind(tail)
        if ends < 0:
            ends = letter.text.rfind(tail[-_TAIL:]) - len(tail) + _TAIL
        before = self.running.before(gold["first"]) - low
        return begins - before <= room and len(letter.text) - ends - len(tail) <= room

    def score_letters(self) -> dict[str, float]:
        """Score the borders of letters. Those of which the gold is unsure count neither way."""
        sure = [i for i, letter in enumerate(self.letters) if not letter.get("unsure")]
        lost = [i for i in sure if not self.is_whole(i)]
        self.wrong["letters"] = [self.letters[i]["n"] for i in lost]
        owned = {self.owner[i] for i in sure if i in self.owner}
        unsure = {j for i, j in self.owner.items() if self.letters[i].get("unsure")}
        return _rates(len(sure) - len(lost), len(self.tei.letters) - len(unsure - owned), len(sure))

    # -------------------------------------------------------------- notes

    def score_calls(self) -> dict[str, float]:
        """Score the calls."""
        numbers = {note["id"]: squeezed(str(note.get("printed", note["id"]))) for note in self.gold["notes"]}
        wanted = {(self._sign(mark["start"]), numbers[mark["note"]]) for mark in self.gold["markers"]}
        found: set[tuple[int, str]] = set()
        lost = 0
        home: dict[int, int] = {}
        for i, j in self.owner.items():
            home.setdefault(j, i)
        for j, calls in enumerate([*(letter.calls for letter in self.tei.letters), self.tei.outside]):
            own = self.letters[home[j]] if j in home else {"start": 0, "end": len(self.source)}
            low, high = self.whole.before(own["start"]), self.whole.before(own["end"])
            last = low
            for call in calls:
                place = self._place(call, low, high, last)
                if place < 0:
                    lost += 1
                    continue
                last = place
                number = squeezed(self.tei.notes[call.note].get("n") or call.mark)
                found.add((self.whole.back[place], number))
        self.wrong["calls missed"] = [self._shown(*one) for one in sorted(wanted - found)]
        self.wrong["calls invented"] = [self._shown(*one) for one in sorted(found - wanted)]
        return _rates(len(found & wanted), len(found) + lost, len(wanted))

    def _sign(self, offset: int) -> int:
        """Return where the first letter or digit of a marker stands; a bare sign, before the next one."""
        place = self.whole.before(offset)
        return self.whole.back[place] if place < len(self.whole.back) else len(self.source)

    def _place(self, call: Call, low: int, high: int, last: int) -> int:
        """Return where a call stands among the source's letters and digits, by the words before it; or -1."""
        for size in (30, 16, 10, 6):
            words = call.before[-size:]
            areas = [(max(low, last - 60), high + 1), (low, high + 1)]
            if size >= 16:  # noqa: PLR2004 (a letter that has swallowed others)
                areas.append((0, len(self.whole.text)))
            for start, end in areas:
                place = self.whole.text.find(words + call.mark, start, end)
                if place >= 0:
                    return place + len(words)
        return -1

    def _shown(self, offset: int, number: str) -> list[str]:
        return [number, self.source[max(0, offset - 20) : offset + 12]]

    def score_notes(self) -> dict[str, float]:
        """Score the texts of the notes."""
        have = {text_of_note(note) for note in self.tei.notes.values()}
        bodies = [squeezed(self.source[note["body_start"] : note["end"]]) for note in self.gold["notes"]]
        self.wrong["notes"] = [body[:40] for body in bodies if body not in have]
        right = sum(body in have for body in bodies)
        rate = round(right / len(bodies), 4) if bodies else 1.0
        return {"rate": rate, "right": right, "wanted": len(bodies), "found": len(have)}

    # -------------------------------------------------------------- facts

    def people(self) -> Mapping[str, int]:
        """Return the persons of the book, and how often each writes or receives."""
        sides = (letter.get(key) or [] for letter in self.letters for key in ("sender", "recipient"))
        return Counter(name for side in sides for name in side)

    def facts(self) -> Iterator[tuple[str, Mapping[str, Any], Any, Any, bool | None, bool]]:
        """Yield each fact that the gold knows or the TEI gives.

        The kind, the gold's letter, what it says, what is given, whether that is right (None where nothing
        is given), and whether it is given as sure. Nothing is yielded where neither says anything.
        """
        people = self.people()
        for i, gold in enumerate(self.letters):
            if gold.get("unsure"):
                continue
            letter = self.letter(i)
            dates = letter.dates() if letter else set()
            if not gold.get("date_unsure"):
                day = gold.get("date")
                right = (day in dates) if dates else None
                sure = bool(letter and letter.is_sure("sent", [_TEI + "date"]))
                yield from _told("dates", gold, day, sorted(dates), right, sure)
            for name, action in (("sender", "sent"), ("recipient", "received")):
                wanted, given = gold.get(name), letter.persons(action) if letter else []
                called = are_called(given, gold.get(name + "_aliases", ()))
                right = (called or are_these(given, wanted or [], people)) if given else None
                if not right and all(set(_tokens(one)) <= _KIN for one in given):
                    given, right = [], None  # "his mother" names nobody
                sure = bool(letter and letter.is_sure(action, _PERSONS))
                yield from _told(name + "s", gold, wanted, given, right, sure)
            place, places = squeezed(gold.get("place") or ""), letter.places() if letter else []
            right = any(is_same_place(place, one) for one in places) if places else None
            sure = bool(letter and letter.is_sure("sent", _PLACES))
            yield from _told("places", gold, gold.get("place"), places, right, sure)

    def score_facts(self) -> dict[str, dict[str, float]]:
        """Score dates, places and parties."""
        counts = {kind: Counter[str]() for kind in FACTS}
        for kind, gold, wanted, given, right, sure in self.facts():
            count = counts[kind]
            if not wanted:
                count["extra"] += 1
                continue
            count["wanted"] += 1
            if right is not None:
                count["right" if right else "wrong"] += 1
                count["right_high" if right else "wrong_high"] += sure
            if not right:
                self.wrong.setdefault(kind, []).append([gold["n"], wanted, given])
        keys = ("right", "wanted", "wrong", "wrong_high", "right_high", "extra")
        return {
            kind: {"rate": round(count["right"] / count["wanted"], 4), **{key: count[key] for key in keys}}
            for kind, count in counts.items()
            if count["wanted"]
        }

    def score(self) -> dict[str, dict[str, float]]:
        """Score everything that the gold tells."""
        result = {"letters": self.score_letters()}
        if self.gold.get("notes_complete") is not False:
            result |= {"calls": self.score_calls(), "notes": self.score_notes()}
        return result | self.score_facts()


def _told(
    kind: str,
    gold: Mapping[str, Any],
    wanted: Any,
    given: Any,
    right: bool | None,
    sure: bool,
) -> Iterator[tuple[str, Mapping[str, Any], Any, Any, bool | None, bool]]:
    if wanted or given:
        yield kind, gold, wanted, given, right, sure


def is_same_place(one: str, other: str) -> bool:
    """Tell whether two squeezed names of places are one, or one of them holds the other and little more."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) > 3 and short in long and len(long) <= 3 * len(short))  # noqa: PLR2004


def _without_notes(source: str, gold: Mapping[str, Any]) -> str:
    """Return the source with the notes blanked: the running text of the letters."""
    signs = list(source)
    for note in gold["notes"]:
        signs[note["start"] : note["end"]] = " " * (note["end"] - note["start"])
    return "".join(signs)


def _rates(right: int, found: int, wanted: int) -> dict[str, float]:
    precision = right / found if found else float(not wanted)
    recall = right / wanted if wanted else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    rates = {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
    return {**rates, "right": right, "found": found, "wanted": wanted}


def compare(edition: Path, source: Path, gold: Path) -> Compared:
    """Lay an edition beside the gold of its volume."""
    text = source.read_bytes().decode("utf-8")
    return Compared(read_tei(edition), text, json.loads(gold.read_text(encoding="utf-8")))


def main() -> int:
    """Print the scores of one edition."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("edition", type=Path)
    parser.add_argument("source", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="print the first N faults of each kind"
    )
    asked = parser.parse_args()
    compared = compare(asked.edition, asked.source, asked.gold)
    scores = compared.score()
    if asked.json:
        print(json.dumps(scores, indent=1))
    else:
        for kind, row in scores.items():
            print(f"{kind:11}" + "  ".join(f"{name} {value}" for name, value in row.items()))
    for kind, items in compared.wrong.items():
        for item in items[: asked.show]:
            print(f"  {kind}: {json.dumps(item, ensure_ascii=False)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
