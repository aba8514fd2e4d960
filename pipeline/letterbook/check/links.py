"""Do the ids and pointers of a document agree? In time proportional to its size.

The grammar sees single elements and the rules see letterbook's own forms. This looks at what any TEI
of letters has: ids, pointers to them (TEI P5 1.3.1.1.2 and 17.1), notes and the calls of notes (3.9.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from letterbook.check.named import TO_ENTRIES
from letterbook.check.places import place_of
from letterbook.check.survey import TEI, XML_ID, Survey, survey
from letterbook.problems import Problem, problem


def check_links(root: etree._Element, name: str) -> tuple[Problem, ...]:
    """Find equal ids, pointers to nothing, calls without a note and notes without a call.

    Pointers into other files are left alone, as are those with a scheme of XPointer (`#range(...)`).
    """
    return surveyed_links(survey(root, name))


def surveyed_links(seen: Survey, *, names: bool = True) -> tuple[Problem, ...]:
    """Find what `check_links` finds. Without `names`, those that lead to no entry are left to check/named."""
    name = seen.name
    ids = seen.ids
    found: list[Problem] = []
    for element, own in seen.repeated:
        first = place_of(ids[own], name).line
        found.append(_about(element, "id-duplicate", f"The id '{own}' is given to line {first} too", name))
    calls = set(seen.calls)
    called: set[str] = set()
    for element, attribute, pointer in seen.pointers:
        if attribute not in ("next", "prev"):
            called.add(pointer)
        if pointer in ids or (attribute in TO_ENTRIES and not names):
            continue
        if not (attribute == "target" and element in calls):
            message = f"@{attribute} points to '#{pointer}', and nothing here has this id"
            found.append(_about(element, "pointer-dangling", message, name))
    for call in seen.calls:
        if not _names_note(call, ids):
            message = f"This call names no note: its @target reads '{call.get('target', '')}'"
            found.append(_about(call, "call-note", message, name))
    found += _uncalled(seen, called)
    return tuple(sorted(found, key=lambda p: p.place.line))


def _names_note(call: etree._Element, ids: dict[str, etree._Element]) -> bool:
    targets = call.get("target", "").split()
    if len(targets) == 1 and not targets[0].startswith("#"):
        return True  # in another file
    return bool(targets) and all(
        t.startswith("#") and unquote(t[1:]) in ids and ids[unquote(t[1:])].tag == f"{TEI}note"
        for t in targets
    )


def _uncalled(seen: Survey, called: set[str]) -> Iterator[Problem]:
    """Yield the collected notes that nothing points to and that themselves point to no place here.

    Collected is a note that is a child of a division of the back matter or of one for notes. Any other
    is attached where it stands.
    """
    for note in seen.all("note"):
        home = note.getparent()
        if home is None or home.tag not in (f"{TEI}div", f"{TEI}back", f"{TEI}noteGrp"):
            continue
        collected = home.get("type") == "notes" or any(a.tag == f"{TEI}back" for a in note.iterancestors())
        attached = any(
            pointer.startswith("#") and unquote(pointer[1:]) in seen.ids
            for pointer in f"{note.get('target', '')} {note.get('corresp', '')}".split()
        )
        if collected and not attached and note.get(XML_ID, "") not in called:
            which = note.get("n") or note.get(XML_ID) or "without a number"
            yield _about(note, "note-uncalled", f"No call names the note {which}", seen.name)


def _about(element: etree._Element, code: str, message: str, name: str) -> Problem:
    return problem(code, message, place_of(element, name))
