"""Reads an editor's lists of persons, bodies and places (Guidelines 14.3: listPerson, listOrg, listPlace)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from letterbook.problems import Outcome, Place, problem
from letterbook.xml_input.parse import parse
from letterbook.xml_input.tei_names import tei

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_KINDS = {
    tei("person"): ("person", tei("persName")),
    tei("org"): ("org", tei("orgName")),
    tei("place"): ("place", tei("placeName")),
}


class Listed(NamedTuple):
    """An entry of a list: the first name is its name, the others are aliases; `ids` are (type, number)s.

    `about` has what the list tells besides, by the columns of a table.
    """

    kind: str
    key: str
    name: str
    aliases: tuple[str, ...]
    ids: tuple[tuple[str, str], ...]
    place: Place
    about: tuple[tuple[str, str], ...] = ()


def read_listed(data: bytes, name: str) -> Outcome[tuple[Listed, ...]]:
    """Read all persons, bodies and places of a document in the namespace of the TEI, whatever its root."""
    root, problems = parse(data, name)
    if root is None:
        return Outcome((), problems)
    found = tuple(_entries(root, name))
    if not found:
        said = "there is no person, org or place of the TEI in this file"
        return Outcome((), (*problems, problem("register-empty", said, Place(name))))
    return Outcome(found, problems)


def _entries(root: etree._Element, name: str) -> Iterator[Listed]:
    for element in root.iter(*_KINDS):
        kind, title = _KINDS[str(element.tag)]
        names = [_words(one) for one in element.iterchildren(title)]
        names = [one for one in names if one]
        ids = tuple((one.get("type") or "", _words(one)) for one in element.iterchildren(tei("idno")))
        line = int(element.sourceline or 0)
        first = names[0] if names else ""
        about = tuple(_about(element))
        yield Listed(kind, element.get(_ID) or "", first, tuple(names[1:]), ids, Place(name, line), about)


def _about(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield birth, death, where a place lies, and the notes: words, or a day that an attribute has."""
    for column, name in (("born", "birth"), ("died", "death")):
        told = (_words(one) or one.get("when") or "" for one in element.iterchildren(tei(name)))
        if words := next(filter(None, told), ""):
            yield column, words
    for one in element.iterfind(f"{tei('location')}/{tei('geo')}"):
        yield "coordinates", _words(one)
        break
    if notes := " ".join(filter(None, (_words(one) for one in element.iterchildren(tei("note"))))):
        yield "note", notes


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())
