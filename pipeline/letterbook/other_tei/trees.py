"""Pieces of TEI trees, changed and put together for `gather`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from lxml import etree

from letterbook.other_tei.dialects import leave, words

_T = "{http://www.tei-c.org/ns/1.0}"


def as_letter(text: etree._Element) -> etree._Element:
    """Return a text of its own as a division of type letter."""
    letter = etree.Element(f"{_T}div", type="letter")
    for part in list(text):
        if part.tag in (f"{_T}front", f"{_T}body", f"{_T}back"):
            letter.extend(list(part))
        else:
            letter.append(part)
    return letter


def holds_words(text: etree._Element) -> bool:
    """Tell whether a text has words besides the lists of its registers, which are gone by now."""
    return bool(words(text)) or text.find(f".//{_T}graphic") is not None


_pointing = etree.XPath(
    "descendant-or-self::*[@target or @corresp or @ref or @key or @*[contains(., '#')]]", smart_strings=False
)


def pointing(within: etree._Element) -> list[etree._Element]:
    """Return the elements that have a pointer, or what may be one: few of many."""
    found = _pointing(within)
    return [each for each in found if etree.iselement(each)] if isinstance(found, list) else []


def rewrite(element: etree._Element, renamed: dict[str, str]) -> None:
    """Let references lead to ids that were renamed."""
    for name, value in element.attrib.items():
        if "#" in value:
            tokens = [f"#{renamed.get(t[1:], t[1:])}" if t.startswith("#") else t for t in value.split()]
            if tokens != value.split():
                element.set(name, " ".join(tokens))


def unite(into: etree._Element, headers: Iterable[etree._Element], *paths: str) -> None:
    """Take of all headers what is not yet there in the same words."""
    known: set[str] = set()
    for path in paths:
        for header in headers:
            found = [*header.iterfind(path_of(f"fileDesc/{path}")), *header.iterfind(path_of(path))]
            for element in [name for each in found for name in _each_name(each)]:
                licence = element.find(f"{_T}licence[@target]")
                said = f"{path} {words(element) if licence is None else licence.get('target')}"
                if said not in known and words(element):
                    known.add(said)
                    leave(element)
                    into.append(element)


def _each_name(element: etree._Element) -> list[etree._Element]:
    """Return an editor for each name, where one element has several."""
    names = list(element.iterchildren(f"{_T}name", f"{_T}persName"))
    if etree.QName(element).localname == "publisher" and names:
        element[:] = names[:1]
        element.text, names[0].tail = None, None
    if etree.QName(element).localname != "editor" or not names[1:]:
        return [element]
    editors = []
    for name in names:
        name.tag, name.tail = f"{_T}editor", None
        editors.append(name)
    return editors


def path_of(path: str) -> str:
    """Return a path of names of TEI with their namespace."""
    return "/".join(f"{_T}{step}" if step else "" for step in path.split("/"))


def safe_id(name: str) -> str:
    """Return a name that can be an xml:id."""
    safe = re.sub(r"[^A-Za-z0-9_.-]+", "-", name).strip("-.")
    return safe if re.match(r"[A-Za-z_]", safe) else f"letter-{safe}".rstrip("-")


def unused(name: str, used: Container[str]) -> str:
    """Return a name that is not used yet: the name itself, or one with a number."""
    number, free = 2, name
    while free in used:
        free, number = f"{name}-{number}", number + 1
    return free
