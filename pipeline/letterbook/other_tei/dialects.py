"""Bring the ways in which TEI may say one thing to the one way that the stylesheets read.

Most differ in notes (Guidelines 3.9.1, 17.1.2, 17.3): a note may stand where it belongs, or elsewhere and
point to its place with @target or @corresp; or its place points to it with `ptr` or `ref`. Here a note that
does not stand where it belongs gets a `ref` of type `note` there, and notes without a number are numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from lxml import etree

from letterbook.other_tei.tidy import FRAMES, close_up, frame, part_names

_T = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"

#: What a call looks like: a number, a letter, a sign, with brackets or a point or without.
_MARK = re.compile(r"[\[(]?(?:\d{1,4}[a-zA-Z]?|[a-zA-Z]|[*†‡§¶]+)[\])]?[.:]?")

#: What a paragraph of any kind is: a note in the same one as its anchor stands where it belongs.
_BLOCKS = frozenset(
    f"{_T}{name}"
    for name in (
        *("p", "ab", "l", "head", "item", "cell", "salute", "signed", "dateline", "opener", "closer"),
        *("postscript", "trailer", "byline", "addrLine", "quote", "label", "div", "body", "front", "back"),
    )
)

#: Divisions of notes, by what they are called.
_SECTIONS = frozenset({"notes", "note", "endnotes", "footnotes", "annotations", "commentary", "anmerkungen"})

#: What marks a place, and holds nothing.
_BREAKS = tuple(f"{_T}{name}" for name in ("pb", "lb", "cb", "gb", "milestone", "anchor"))

_string = etree.XPath("string()")


def words(element: etree._Element) -> str:
    """Return the words of an element, single spaces between them."""
    return " ".join(str(_string(element)).split())


def leave(element: etree._Element) -> None:
    """Take an element out of its tree, and leave the text after it where it is."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def settle(tei: etree._Element) -> None:
    """Bring a TEI element's texts to the one dialect."""
    for text in tei.iterchildren(f"{_T}text"):
        frame(text)
        for group in list(text.iter(f"{_T}noteGrp")):
            _dissolve(group)
        for running in text.iter(f"{_T}fw"):
            running.tag, kind = f"{_T}seg", running.get("type")
            running.set("type", " ".join(filter(None, ("fw", kind))))
        for entry in reversed(list(text.iter(f"{_T}app"))):  # what is within is in the readings around it
            _explain(entry)
        pour_out(text)
        part_names(text, in_text=True)
        close_up(text)
    notes = _Notes(tei)
    notes.call()
    notes.number()


def take_note_sections(text: etree._Element) -> list[etree._Element]:
    """Take the divisions of notes out of a text, and the notes that stand behind it alone, as divisions."""
    found: list[etree._Element] = []
    for div in list(text.iter(f"{_T}div")):
        if (
            div.getparent() is not None
            and _is_section(div)
            and not any(a in found for a in div.iterancestors())
        ):
            div.set("type", "notes")
            found.append(div)
    loose = [note for back in text.iter(f"{_T}back") for note in back.iterchildren(f"{_T}note")]
    for div in found:
        leave(div)
    if loose:
        section = etree.Element(f"{_T}div", type="notes")
        for note in loose:
            leave(note)
            section.append(note)
        found.append(section)
    return found


def belong(section: etree._Element, text: etree._Element, letter: str) -> None:
    """Let the notes of a letter's file that nothing calls belong to the letter: they are shown with it."""
    called = {
        token
        for each in (text, section)
        for ref in each.iter(f"{_T}ref", f"{_T}ptr")
        for token in (ref.get("target") or "").split()
    }
    for note in section.iter(f"{_T}note"):
        if not note.get("corresp") and f"#{note.get(_ID)}" not in called and _standing(note) != "note":
            note.set("corresp", f"#{letter}")


def settle_description(description: etree._Element) -> None:
    """Bring the neighbours of a letter to one dialect: by prev and next; names in parts are parted."""
    part_names(description)
    for ref in description.iter(f"{_T}ref", f"{_T}ptr"):
        said = " ".join((ref.get("type", ""), ref.get("subtype", ""))).lower()
        way = re.search(r"\b(prev|next)", said)
        if way:
            whole = "collection" in said
            ref.set("type", way[1])
            ref.set("subtype", "sequence" if whole else "exchange")


# ------------------------------------------------------------------ notes


class _Notes:
    """The notes of one TEI element, and what points to them or they to."""

    def __init__(self, tei: etree._Element) -> None:
        self.ids: dict[str, etree._Element] = {}
        for element in tei.iter(etree.Element):
            self.ids.setdefault(element.get(_ID) or "", element)
        del self.ids[""]
        self.texts = list(tei.iterchildren(f"{_T}text"))
        self._take_from_aside(tei)
        self.notes = [note for text in self.texts for note in text.iter(f"{_T}note") if _is_numbered(note)]

    def _take_from_aside(self, tei: etree._Element) -> None:
        """Put the notes that stand beside the text behind it."""
        aside = [note for each in tei.iterchildren(f"{_T}standOff") for note in each.iter(f"{_T}note")]
        aside = [
            note for note in aside if _standing(note) in ("standOff", "noteGrp", "listAnnotation", "list")
        ]
        if not aside or not self.texts:
            return
        back = self.texts[0].find(f"{_T}back")
        if back is None:
            back = etree.SubElement(self.texts[0], f"{_T}back")
        section = etree.SubElement(back, f"{_T}div", type="notes")
        for note in aside:
            leave(note)
            section.append(note)

    def _named(self, pointers: str | None) -> Iterator[etree._Element]:
        for token in (pointers or "").split():
            found = self.ids.get(token[1:]) if token.startswith("#") else None
            if found is not None:
                yield found

    def call(self) -> None:
        """Make what calls a note a `ref` of type `note`, and add a call where a note only says its place."""
        known = set(self.notes)
        called = set()
        for text in self.texts:
            for ref in text.iter(f"{_T}ref", f"{_T}ptr"):
                note = next(self._named(ref.get("target")), None)
                if note in known and note not in ref.iterancestors() and self._calls(ref, note):
                    self._make_call(ref, note)
                    called.add(note)
        for note in self.notes:
            if note in called:
                continue
            places = [*self._named(note.get("targetEnd")), *self._named(note.get("target"))]
            if not places:
                places = [each for each in self._named(note.get("corresp")) if each.tag not in FRAMES]
            for place in places[:1] if note.get("targetEnd") else places:
                if place.tag not in (f"{_T}TEI", f"{_T}text", *FRAMES) and not _together(place, note):
                    self._call_at(place, note)

    def _calls(self, ref: etree._Element, note: etree._Element) -> bool:
        mark = words(ref)
        kind = (ref.get("type") or "").lower()
        return (
            not mark
            or "note" in kind
            or mark.strip(".:()[] ") == (note.get("n") or "").strip(".:()[] ")
            or _MARK.fullmatch(mark) is not None
        )

    def _make_call(self, ref: etree._Element, note: etree._Element) -> None:
        ref.tag = f"{_T}ref"
        ref.set("type", "note")
        ref.set("target", f"#{self._id_of(note)}")

    def _id_of(self, element: etree._Element) -> str:
        """Return the id of a note or call, which is given one where it has none: the way back needs it."""
        if not element.get(_ID):
            name = "note" if element.tag == f"{_T}note" else "call"
            number = next(n for n in count(len(self.ids)) if f"{name}.{n}" not in self.ids)
            element.set(_ID, f"{name}.{number}")
            self.ids[f"{name}.{number}"] = element
        return element.get(_ID) or ""

    def _call_at(self, place: etree._Element, note: etree._Element) -> None:
        """Call a note behind its place; at the end of a paragraph that is its place."""
        if place.tag in (f"{_T}ref", f"{_T}ptr") and self._calls(place, note):
            self._make_call(place, note)
            return
        call = etree.Element(f"{_T}ref", type="note", target=f"#{self._id_of(note)}")
        if place.tag in _BLOCKS:
            place.append(call)
        else:
            call.tail, place.tail = place.tail, None
            place.addnext(call)

    def number(self) -> None:
        """Give numbers, in the order of the text, where no note has one, and fill empty calls."""
        calls = [ref for text in self.texts for ref in text.iter(f"{_T}ref") if ref.get("type") == "note"]
        target = {call: next(self._named(call.get("target")), None) for call in calls}
        for note in self.notes:
            label = note.find(f"{_T}label")
            if not note.get("n") and label is not None and label is note[0] and not (note.text or "").strip():
                note.set("n", words(label).strip(".:()[] "))
            marks = {words(call) for call, called in target.items() if called is note and words(call)}
            if not note.get("n") and len(marks) == 1:
                note.set("n", marks.pop().strip(".:()[] "))
        if not any(note.get("n") for note in self.notes):
            called_elsewhere = {note for note in target.values() if note is not None}
            marks_: list[etree._Element] = []
            known = set(self.notes)
            for text in self.texts:
                for element in text.iter(f"{_T}ref", f"{_T}note"):
                    meant = target.get(element) if element.tag == f"{_T}ref" else element
                    if meant in known and (meant is not element or meant not in called_elsewhere):
                        marks_.append(meant)
            for number, each in enumerate(dict.fromkeys(marks_), 1):
                each.set("n", str(number))
        for call, called in target.items():
            self._id_of(call)
            if called is not None and not words(call) and len(call) == 0:
                call.text = called.get("n") or "*"


def _is_numbered(note: etree._Element) -> bool:
    return note.get("place") not in ("inline", "margin")


def _standing(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else etree.QName(parent).localname


def _together(place: etree._Element, note: etree._Element) -> bool:
    """Tell whether a note stands where it says that it belongs: in the same paragraph."""
    return _block(place) is _block(note) or any(above is place for above in note.iterancestors())


def _block(element: etree._Element) -> etree._Element | None:
    return next((each for each in element.iterancestors() if each.tag in _BLOCKS), None)


def _is_section(div: etree._Element) -> bool:
    """Tell whether a division holds notes alone, with a heading perhaps."""
    kinds = [etree.QName(each).localname for each in div.iterchildren(f"{_T}*")]
    if "note" not in kinds and not any(_is_section(each) for each in div.iterchildren(f"{_T}div")):
        return False
    named = (div.get("type") or "").lower() in _SECTIONS
    plain = {"note", "head", "pb", "fw", "lb", "milestone"}
    for each in div.iterchildren(f"{_T}*"):
        name = etree.QName(each).localname
        if name == "div" and not _is_section(each):
            return False
        if name != "div" and name not in plain and not named:
            return False
    return True


# ------------------------------------------------------------------ the rest


def pour_out(text: etree._Element) -> None:
    """Put what stands in the mark of a place, which can hold nothing, behind it."""
    for mark in [each for each in text.iter(*_BREAKS) if each.text or len(each)]:
        _pour_out(mark)


def _pour_out(mark: etree._Element) -> None:
    tail, mark.tail, mark.text = mark.tail or "", mark.text, None
    last = mark
    for each in list(mark):
        words, each.tail = each.tail, None
        last.addnext(each)
        each.tail = words
        last = each
    last.tail = (last.tail or "") + tail


def _dissolve(group: etree._Element) -> None:
    """Let the notes of a group stand by themselves."""
    for note in list(group):
        note_tail, note.tail = note.tail, None
        group.addprevious(note)
        note.tail = note_tail if (note_tail or "").strip() else None
    leave(group)


def _explain(entry: etree._Element) -> None:
    """Give an entry of an apparatus a note with the readings that do not stand in the text."""
    shown = entry.find(f"{_T}lem")
    readings = [each for each in entry.iter(f"{_T}rdg") if each is not shown]
    if shown is None:
        shown = readings.pop(0) if readings else None
    note = etree.Element(f"{_T}note", type="apparatus")
    witness = "" if shown is None else _witness(shown)
    lemma = "" if shown is None else _without_notes(shown)
    note.text = f"{lemma} {witness}".strip() + "] " if lemma or witness else ""
    for place, reading in enumerate(readings):
        remarks = list(reading.iter(f"{_T}note"))
        said = "; ".join(filter(None, map(words, remarks)))
        for each in remarks:
            leave(each)
        part = etree.SubElement(note, f"{_T}seg", type="rdg")
        part.text = reading.text
        part.extend(list(reading))
        if not words(part):
            part.text = "–"
        after = " ".join(filter(None, (_witness(reading), f"({said})" if said else "")))
        part.tail = f" {after}".rstrip() + ("; " if place < len(readings) - 1 else "")
    for each in entry.iterchildren(f"{_T}note"):
        each.tag = f"{_T}seg"
        if words(note):
            last = note[-1] if len(note) else None
            if last is not None:
                last.tail = (last.tail or "") + " "
        note.append(each)
    if words(note):
        note.tail, entry.tail = entry.tail, None
        entry.addnext(note)
    if shown is not None:
        entry.insert(0, shown)
    for each in list(entry):
        if each is not shown:
            entry.remove(each)


def _without_notes(element: etree._Element) -> str:
    """Return the words of an element without those of its notes."""
    said = _unnoted(element)
    return " ".join("".join(map(str, said)).split()) if isinstance(said, list) else ""


_unnoted = etree.XPath("descendant::text()[not(ancestor::t:note)]", namespaces={"t": _T[1:-1]})


def _witness(reading: etree._Element) -> str:
    return " ".join(
        token.removeprefix("#") for token in (reading.get("wit") or reading.get("source") or "").split()
    )
