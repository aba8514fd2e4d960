"""Check that the ids and pointers of a document agree, in time proportional to its size.

The grammar looks at single elements, and the rules at letterbook's own forms. This module looks at what any
TEI of letters has: ids, pointers to them (TEI P5 1.3.1.1.2 and 17.1), notes and the calls of notes (3.9.1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from letterbook.check.document import TEI, XML_ID, Attribute, Survey, bearer
from letterbook.check.names import is_responsible, is_to_entry
from letterbook.problems import Problem, problem
from letterbook.xml_input.place import place_of


def check_links(root: etree._Element, name: str) -> tuple[Problem, ...]:
    """Find equal ids, pointers to nothing, calls without a note and notes without a call.

    Pointers into other files are left alone, as are those with a scheme of XPointer (`#range(...)`).
    """
    return surveyed_links(Survey(root, name))


class Dangling(NamedTuple):
    """A pointer to an id that its document lacks: the id, and what would be told if no other file has it."""

    pointer: str
    told: Problem


def surveyed_links(seen: Survey, *, is_whole: bool = True) -> tuple[Problem, ...]:
    """Find what `check_links` finds.

    Of a document that may not be whole, pointers to ids that it lacks are left to `dangling_of`, and
    names that lead to no entry to check/names.
    """
    found: list[Problem] = []
    if not seen.are_unique:
        found += _repeated(seen)
    if seen.leads_out and is_whole:
        found += (one.told for one in _dangling(seen))
    notes = {note.get(XML_ID, "") for note in seen.all("note")} if seen.calls else set()
    for call in seen.calls:
        if not _names_note(call, notes):
            message = f"This call names no note: its @target reads '{call.get('target', '')}'"
            found.append(_about(call, "call-note", message, seen.name))
    found += _uncalled(seen)
    return tuple(sorted(found, key=lambda p: p.place.line))


def dangling_of(seen: Survey) -> tuple[Dangling, ...]:
    """Return the pointers of a document to ids that it lacks, which another file of the same run may have.

    Names are not among them, nor who is responsible for something.
    """
    return tuple(_dangling(seen, but=_leads_elsewhere)) if seen.leads_out else ()


def _leads_elsewhere(attribute: Attribute) -> bool:
    return is_to_entry(attribute) or is_responsible(attribute)


def _repeated(seen: Survey) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for own in seen.borne_ids:
        if own in first:
            message = f"The id '{own}' is given to line {first[own]} too"
            yield _about(bearer(own), "id-duplicate", message, seen.name)
        else:
            first[own] = place_of(bearer(own), seen.name).line


def _dangling(seen: Survey, but: Callable[[Attribute], bool] = lambda _: False) -> Iterator[Dangling]:
    calls = set(seen.calls)
    for attribute, pointer in seen.pointers:
        kind = attribute.attrname
        if pointer in seen.ids or but(attribute) or (kind == "target" and bearer(attribute) in calls):
            continue
        message = f"@{kind} points to '#{pointer}', and nothing here has this id"
        yield Dangling(pointer, _about(bearer(attribute), "pointer-dangling", message, seen.name))


def _names_note(call: etree._Element, notes: set[str]) -> bool:
    targets = call.get("target", "").split()
    if len(targets) == 1 and not targets[0].startswith("#"):
        return True  # in another file
    return bool(targets) and all(t.startswith("#") and unquote(t[1:]) in notes for t in targets)


def _uncalled(seen: Survey) -> Iterator[Problem]:
    """Yield the collected notes that nothing points to and that themselves point to no place here.

    Collected is a note that is a child of a division of the back matter or of one for notes. Any other
    is attached where it stands.
    """
    loose = [note for note in seen.all("note") if _is_collected(note) and not _is_attached(note, seen)]
    called: set[str] = set()
    if any(note.get(XML_ID) in seen.named for note in loose):
        called = {p for attribute, p in seen.pointers if attribute.attrname not in ("next", "prev")}
    for note in loose:
        if note.get(XML_ID, "") not in called:
            which = note.get("n") or note.get(XML_ID) or "without a number"
            yield _about(note, "note-uncalled", f"No call names the note {which}", seen.name)


def _is_collected(note: etree._Element) -> bool:
    home = note.getparent()
    if home is None or home.tag not in (f"{TEI}div", f"{TEI}back", f"{TEI}noteGrp"):
        return False
    return home.get("type") == "notes" or any(True for _ in note.iterancestors(f"{TEI}back"))


def _is_attached(note: etree._Element, seen: Survey) -> bool:
    pointers = f"{note.get('target', '')} {note.get('corresp', '')}".split()
    return any(pointer.startswith("#") and unquote(pointer[1:]) in seen.ids for pointer in pointers)


def _about(element: etree._Element, code: str, message: str, name: str) -> Problem:
    return problem(code, message, place_of(element, name))
