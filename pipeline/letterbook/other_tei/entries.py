"""Collect the entries of registers in others' TEI: persons, bodies, places, works, events, each once."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.other_tei.dialects import leave, words
from letterbook.other_tei.tidy import part_names

_T = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"

#: An entry, and the list that it stands in.
_LISTS = {
    "person": "listPerson",
    "personGrp": "listPerson",
    "org": "listOrg",
    "place": "listPlace",
    "bibl": "listBibl",
    "biblStruct": "listBibl",
    "event": "listEvent",
}

#: Where a list is a register, and no part of a letter.
_ASIDE = tuple(f"{_T}{name}" for name in ("back", "standOff", "particDesc", "settingDesc"))


#: What a letter has, and no register.
_OF_LETTERS = tuple(
    f"{_T}{name}" for name in ("opener", "closer", "salute", "signed", "dateline", "postscript")
)
#: So many characters are a preface to a register, however short that is.
_PREFACE = 2000


def entries_of(tei: etree._Element) -> Iterator[etree._Element]:
    """Yield the entries of a document that have an id, taken out of it, and leave no empty list behind.

    A document that has a register and no letter may hold it in its body.
    """
    entries = [each for each in tei.iter(*(f"{_T}{name}" for name in _LISTS)) if _is_entry(each)]
    chosen = [each for each in entries if _is_aside(each)]
    if len(chosen) < len(entries) and is_register(tei):
        chosen = entries
    lists = {}
    for entry in chosen:
        parent = entry.getparent()
        if parent is not None:
            lists[id(parent)] = parent
            leave(entry)
            yield entry
    for each in lists.values():
        _take_if_empty(each)


def is_register(tei: etree._Element) -> bool:
    """Tell whether a document is a register: it has entries, a preface at most, and nothing of a letter."""
    body = tei.find(f"{_T}text/{_T}body")
    if body is None or next(tei.iter(f"{_T}correspDesc", *_OF_LETTERS), None) is not None:
        return False
    entries = [each for each in body.iter(*(f"{_T}{name}" for name in _LISTS)) if _is_entry(each)]
    inside = sum(len(words(each)) for each in entries)
    names = [etree.QName(each).localname for each in body.iterchildren(f"{_T}*")]
    if names and all(name.startswith("list") and name != "list" for name in names):
        return True  # whatever the lists hold, be it of a project's own
    return bool(entries) and (
        all(name.startswith("list") for name in names) or len(words(body)) - inside <= max(inside, _PREFACE)
    )


def _is_entry(element: etree._Element) -> bool:
    parent = element.getparent()
    if not element.get(_ID) or parent is None:
        return False
    return str(parent.tag).startswith(f"{_T}list") and not any(
        a.tag in [f"{_T}{name}" for name in _LISTS] for a in element.iterancestors()
    )


def _is_aside(element: etree._Element) -> bool:
    return any(above.tag in _ASIDE for above in element.iterancestors())


def _take_if_empty(each: etree._Element) -> None:
    parent = each.getparent()
    if parent is None or words(each):
        return
    leave(each)
    if str(parent.tag).startswith(f"{_T}list") or parent.tag == f"{_T}div":
        _take_if_empty(parent)


class Register:
    """Entries from many files: those with the same id are one, which has all that any of them says."""

    def __init__(self) -> None:
        """Begin with none."""
        self._entries: dict[str, etree._Element] = {}

    @property
    def ids(self) -> set[str]:
        """The ids of all entries."""
        return set(self._entries)

    def __contains__(self, name: str) -> bool:
        """Tell whether an entry has this id."""
        return name in self._entries

    def take(self, entry: etree._Element) -> bool:
        """Add an entry, or to the one with its id what that does not say yet; tell whether it is new."""
        part_names(entry)
        known = self._entries.setdefault(entry.get(_ID, ""), entry)
        if known is entry:
            return True
        said = {(child.tag, words(child)) for child in known.iterchildren("*")}
        for child in list(entry.iterchildren("*")):
            if (child.tag, words(child)) not in said and words(child):
                known.append(child)
        return False

    def lists(self) -> list[etree._Element]:
        """Return the lists of a standOff that hold the entries."""
        lists: dict[str, etree._Element] = {}
        for entry in self._entries.values():
            name = _LISTS[etree.QName(entry).localname]
            lists.setdefault(name, etree.Element(f"{_T}{name}", type="register")).append(entry)
        return list(lists.values())


def set_apart(tei: etree._Element) -> None:
    """Let the registers of a volume stand beside its text, wherever it has them."""
    register = Register()
    for entry in entries_of(tei):
        register.take(entry)
    lists = register.lists()
    if not lists:
        return
    aside = tei.find(f"{_T}standOff")
    if aside is None:
        aside = etree.Element(f"{_T}standOff")
        text = tei.find(f"{_T}text")
        if text is None:
            tei.append(aside)
        else:
            text.addprevious(aside)
    aside.extend(lists)
