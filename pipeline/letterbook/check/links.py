"""Do the ids and pointers of a document agree? In time proportional to its size.

The grammar sees single elements and the rules see letterbook's own forms. This looks at what any TEI
of letters has: ids, pointers to them (TEI P5 1.3.1.1.2 and 17.1), notes and the calls of notes (3.9.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from letterbook.check.places import place_of
from letterbook.problems import Problem, problem

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

_POINTERS = (
    "active ana calendar change copyOf corresp datingMethod datingPoint decls edRef exclude facs from hand "
    "mutual next nymRef origin passive period prev ref resp sameAs scheme select source spanTo synch target "
    "targetEnd to unitRef url where who wit"
)
#: The attributes whose values are pointers (teidata.pointer).
POINTERS = frozenset(_POINTERS.split())


def check_links(root: etree._Element, name: str) -> tuple[Problem, ...]:
    """Find equal ids, pointers to nothing, calls without a note and notes without a call.

    Pointers into other files are left alone, as are those with a scheme of XPointer (`#range(...)`).
    """
    ids: dict[str, etree._Element] = {}
    found: list[Problem] = []
    for element in root.iter(etree.Element):
        own = element.get(XML_ID)
        if own is None:
            continue
        if own in ids:
            first = place_of(ids[own], name).line
            found.append(
                _about(element, "id-duplicate", f"The id '{own}' is given to line {first} too", name)
            )
        else:
            ids[own] = element
    called: set[str] = set()
    for element in root.iter(etree.Element):
        is_call = element.tag == f"{TEI}ref" and element.get("type") == "note"
        for attribute, pointer in _pointers(element):
            if attribute not in ("next", "prev"):
                called.add(pointer)
            if pointer not in ids and not (is_call and attribute == "target"):
                message = f"@{attribute} points to '#{pointer}', and nothing here has this id"
                found.append(_about(element, "pointer-dangling", message, name))
        if is_call and not _names_note(element, ids):
            message = f"This call names no note: its @target reads '{element.get('target', '')}'"
            found.append(_about(element, "call-note", message, name))
    found += _uncalled(root, ids, called, name)
    return tuple(sorted(found, key=lambda p: p.place.line))


def _pointers(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the ids that an element points to in its own document, each with the attribute that does."""
    for attribute, value in element.attrib.items():
        if "#" in value and attribute in POINTERS:
            for pointer in value.split():
                if pointer.startswith("#") and "(" not in pointer and "=" not in pointer:
                    yield str(attribute), unquote(pointer[1:])


def _names_note(call: etree._Element, ids: dict[str, etree._Element]) -> bool:
    targets = call.get("target", "").split()
    if len(targets) == 1 and not targets[0].startswith("#"):
        return True  # in another file
    return bool(targets) and all(
        t.startswith("#") and unquote(t[1:]) in ids and ids[unquote(t[1:])].tag == f"{TEI}note"
        for t in targets
    )


def _uncalled(
    root: etree._Element, ids: dict[str, etree._Element], called: set[str], name: str
) -> Iterator[Problem]:
    """Yield the collected notes that nothing points to and that themselves point to no place.

    Collected is a note that is a child of a division of the back matter or of one for notes. Any other
    is attached where it stands.
    """
    for note in root.iter(f"{TEI}note"):
        home = note.getparent()
        if home is None or home.tag not in (f"{TEI}div", f"{TEI}back", f"{TEI}noteGrp"):
            continue
        collected = home.get("type") == "notes" or any(a.tag == f"{TEI}back" for a in note.iterancestors())
        attached = any(a in ("target", "corresp") and pointer in ids for a, pointer in _pointers(note))
        if collected and not attached and note.get(XML_ID, "") not in called:
            which = note.get("n") or note.get(XML_ID) or "without a number"
            yield _about(note, "note-uncalled", f"No call names the note {which}", name)


def _about(element: etree._Element, code: str, message: str, name: str) -> Problem:
    return problem(code, message, place_of(element, name))
