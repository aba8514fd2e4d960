"""Read back from the TEI of an edition what its header says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from letterbook.xml_input.tei_names import tei

#: So many senders are the authors of a book; of more, none is more so than another.
_FEW = 5
_SUM = re.compile(r"\b(rules|words|schema) ([0-9a-f]{64})\b")


@dataclass(frozen=True)
class Stated:
    """A header's statements, "" and empty where it says nothing.

    `senders` are those who wrote most of the letters, as these are described; none where they are many.
    `key` is the edition's id, `source` the printed book. `extent` are counts and what is counted: (27,
    "letters"). `version` and `sums` tell the letterbook that wrote it, and what that was made of.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    source: str
    languages: tuple[str, ...]
    extent: tuple[tuple[int, str], ...]
    version: str
    sums: Mapping[str, str]
    senders: tuple[str, ...] = ()


def read_header(root: etree._Element) -> Stated:
    """Read the header of a document that letterbook wrote, or of any other as far as it says the same."""
    application = next(iter(root.iter(tei("application"))), None)
    said = "" if application is None else "".join(map(str, application.itertext()))
    return Stated(
        _text(root, "publicationStmt/{*}idno[@type='letterbook']"),
        _text(root, "titleStmt/{*}title"),
        tuple(dict.fromkeys(_texts(root, "titleStmt/{*}author"))),
        _text(root, "sourceDesc/{*}bibl[@type='print']/{*}title"),
        tuple(code for each in root.iter(tei("language")) if (code := each.get("ident"))),
        tuple(_extent(root)),
        "" if application is None else application.get("version", ""),
        dict(_SUM.findall(said)),
        tuple(_senders(root)),
    )


def _senders(root: etree._Element) -> list[str]:
    """Return who wrote the letters, the most frequent first; nobody where many did."""
    sent = Counter(
        name
        for action in root.iter(tei("correspAction"))
        if action.get("type") == "sent"
        for party in action.iterchildren(tei("persName"), tei("orgName"))
        if (name := " ".join("".join(map(str, party.itertext())).split()))
    )
    return [name for name, _ in sent.most_common()] if len(sent) <= _FEW else []


def _texts(root: etree._Element, path: str) -> Iterator[str]:
    for each in root.iterfind(f"{{*}}teiHeader/{{*}}fileDesc/{{*}}{path}"):
        if text := " ".join("".join(map(str, each.itertext())).split()):
            yield text


def _text(root: etree._Element, path: str) -> str:
    return next(_texts(root, path), "")


def _extent(root: etree._Element) -> Iterator[tuple[int, str]]:
    for each in root.iterfind("{*}teiHeader/{*}fileDesc/{*}extent/{*}measure"):
        count, unit = each.get("quantity", ""), each.get("unit", "")
        if count.isdecimal() and unit:
            yield int(count), unit
