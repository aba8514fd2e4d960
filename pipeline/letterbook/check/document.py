"""Collect what the checks of any TEI look at: the ids, pointers and elements of a document, each found once.

Thousands of files are checked, and most have no fault. So libxml2 is asked for the values alone, since
making the elements costs more than all checks. The elements are looked up only where there is a fault.
"""

from __future__ import annotations

from functools import cached_property
from urllib.parse import unquote

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_POINTERS = (
    "active ana calendar change copyOf corresp datingMethod datingPoint decls edRef exclude facs from hand "
    "mutual next nymRef origin passive period prev ref resp sameAs scheme select source spanTo synch target "
    "targetEnd to unitRef url where who wit"
)
#: The attributes whose values are pointers (teidata.pointer).
POINTERS = frozenset(_POINTERS.split())

#: Elements that can be dated by att.datable.w3c (13.4) and that letters' documents have.
DATED = (
    *("date", "docDate", "origDate", "birth", "death", "change", "time", "event", "floruit", "residence"),
    *("occupation", "affiliation", "education", "state", "creation"),
)
#: The elements that are entries of registers.
ENTRIES = (
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
)

#: Elements that are kept by their names.
_KEPT = tuple(
    {TEI + name: name for name in ("note", "ref", "correspDesc", "div", "text", "idno", *DATED, *ENTRIES)}
)

_IDS = etree.XPath("/descendant::*/@xml:id", smart_strings=False)
_VALUES = etree.XPath("/descendant::*/@*", smart_strings=False)
# each with its name and its element
_BORNE_IDS = etree.XPath("/descendant::*/@xml:id")
_BORNE_POINTING = etree.XPath("/descendant::*/@*[contains(., '#')]")
_ADDRESSES = tuple(etree.XPath(f"/descendant::*/@{name}[contains(., '://')]") for name in ("ref", "key"))

#: The value of an attribute, with `attrname` and `getparent()`.
Attribute = etree._ElementUnicodeResult  # noqa: SLF001 (lxml gives it no other name)


class Survey:
    """A document as its checks see it; `name` is what its problems call it.

    `ids` are the values of xml:id, `are_unique` tells whether each is given once. `named` are the ids that
    some attribute may name, `leads_out` tells whether the document has not all of them: only then, or for
    one of them, need anybody look at `pointers`.
    """

    def __init__(self, root: etree._Element, name: str) -> None:
        """Look at a document."""
        self.root = root
        self.name = name
        ids = _IDS(root)
        self.ids = frozenset[str](ids)
        self.are_unique = len(ids) == len(self.ids)
        values = _VALUES(root)
        self.named = frozenset(one for value in values if "#" in value for one in _named(value))
        self.leads_out = not self.named <= self.ids
        self._has_addresses = any("://" in value for value in values)
        self._kept: dict[str, list[etree._Element]] = {}
        cut = len(TEI)
        for element in root.iter(*_KEPT):
            self._kept.setdefault(str(element.tag)[cut:], []).append(element)
        self.calls = [ref for ref in self.all("ref") if ref.get("type") == "note"]

    def all(self, *names: str) -> list[etree._Element]:
        """Return the elements of these names (of those that are kept), in their order within each name."""
        return [element for name in names if name in self._kept for element in self._kept[name]]

    @cached_property
    def borne_ids(self) -> tuple[Attribute, ...]:
        """Every xml:id, in the order of the document."""
        return tuple(_BORNE_IDS(self.root))

    @cached_property
    def pointers(self) -> tuple[tuple[Attribute, str], ...]:
        """Every pointer into the document itself: the attribute, and the id that it names."""
        return tuple(
            (attribute, pointer)
            for attribute in _BORNE_POINTING(self.root)
            if attribute.attrname in POINTERS
            for pointer in _named(attribute)
        )

    def addresses(self) -> list[Attribute]:
        """Return @ref and @key that hold addresses of the web."""
        return [one for find in _ADDRESSES for one in find(self.root)] if self._has_addresses else []


def _named(value: str) -> list[str]:
    """Return the ids that a value names; an XPointer with a scheme names none."""
    if value[0] == "#" and value.isascii() and value[1:].replace("-", "").replace(".", "").isalnum():
        return [value[1:]]  # so are nearly all
    return [unquote(one[1:]) for one in value.split() if one[0] == "#" and "(" not in one and "=" not in one]


def bearer(attribute: Attribute) -> etree._Element:
    """Return the element that has an attribute."""
    element = attribute.getparent()
    if element is None:  # the tree is held by the survey: it cannot be gone
        raise AssertionError
    return element
