"""What the checks of any TEI look at, gathered in one walk through the document.

A walk costs more than all checks together where a file is small, and thousands of files are checked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

_POINTERS = (
    "active ana calendar change copyOf corresp datingMethod datingPoint decls edRef exclude facs from hand "
    "mutual next nymRef origin passive period prev ref resp sameAs scheme select source spanTo synch target "
    "targetEnd to unitRef url where who wit"
)
#: The attributes whose values are pointers (teidata.pointer).
POINTERS = frozenset(_POINTERS.split())

#: Attributes of att.datable.w3c that mean a date wherever they stand (13.4), and those that may mean others.
_DATING = frozenset({"when", "notBefore", "notAfter"})

#: Elements that are kept by their names.
_KEPT = frozenset(
    TEI + name
    for name in (
        *("note", "correspDesc", "date", "docDate", "origDate", "birth", "death", "div", "text", "TEI"),
        *("idno", "correspContext"),
        *(
            "person",
            "personGrp",
            "place",
            "org",
            "bibl",
            "biblStruct",
            "biblFull",
            "event",
            "nym",
            "category",
        ),
    )
)


@dataclass(slots=True)
class Survey:
    """A document as its checks see it.

    `ids` gives the first bearer of each xml:id, `repeated` the later ones; `pointers` are those into the
    document itself: element, attribute, id. `dated` are elements with a date in an attribute, `identified`
    elements with @ref or @key. `kept` are elements by name (without namespace), in document order.
    """

    root: etree._Element
    name: str
    ids: dict[str, etree._Element] = field(default_factory=dict)
    repeated: list[tuple[etree._Element, str]] = field(default_factory=list)
    pointers: list[tuple[etree._Element, str, str]] = field(default_factory=list)
    calls: list[etree._Element] = field(default_factory=list)
    dated: list[etree._Element] = field(default_factory=list)
    identified: list[tuple[etree._Element, str]] = field(default_factory=list)
    kept: dict[str, list[etree._Element]] = field(default_factory=dict)

    def all(self, *names: str) -> list[etree._Element]:
        """Return the elements of these names, in document order within each name."""
        return [element for name in names for element in self.kept.get(name, ())]


def survey(root: etree._Element, name: str) -> Survey:
    """Walk through a document once."""
    found = Survey(root, name)
    ids, pointers, kept = found.ids, found.pointers, found.kept
    note_call = f"{TEI}ref"
    for element in root.iter(etree.Element):
        tag = element.tag
        if tag in _KEPT:
            kept.setdefault(tag[len(TEI) :], []).append(element)
        is_dated = False
        for attribute, value in element.items():
            if attribute == XML_ID:
                if value in ids:
                    found.repeated.append((element, value))
                else:
                    ids[value] = element
                continue
            if attribute in _DATING:
                is_dated = True
            elif attribute in ("ref", "key"):
                found.identified.append((element, value))
            elif attribute == "type" and value == "note" and tag == note_call:
                found.calls.append(element)
            if "#" in value and attribute in POINTERS:
                for pointer in value.split():
                    if pointer[0] == "#" and "(" not in pointer and "=" not in pointer:
                        target = pointer[1:]
                        pointers.append((element, attribute, unquote(target) if "%" in target else target))
        if is_dated or (tag == f"{TEI}date" and (element.get("from") or element.get("to"))):
            found.dated.append(element)
    return found
