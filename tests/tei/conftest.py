"""To say in tests what an edition's TEI looks like: elements as strings, without namespace and layout."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from letterbook.check.ledger import prove
from letterbook.check.xsd import check_schema
from letterbook.model import Edition
from letterbook.project.letterbook_toml import Project
from letterbook.tei import encode, serialise

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
Show = Callable[..., str]


@pytest.fixture
def show() -> Show:
    """Return what an edition's TEI holds at a path, once document and ledger have been found sound."""

    def shown(edition: Edition, path: str, **project: Any) -> str:
        root = document(edition, **project)
        found = root.xpath(path, namespaces=TEI)
        return "".join(one if isinstance(one, str) else _tight(one) for one in found)

    return shown


def document(edition: Edition, **project: Any) -> etree._Element:
    encoded, _ = encode(edition, Project(**{"id": "book", "source": Path("text.txt")} | project))
    data = serialise(encoded.root)
    assert check_schema(encoded.root, "edition.xml") == ()
    proof, problems = prove(data, encoded.ledger.serialise())
    assert problems == ()
    assert proof.source == edition.source.bytes()
    return encoded.root


def _tight(element: etree._Element) -> str:
    said = etree.tostring(element, encoding="unicode", with_tail=False)
    said = re.sub(r' xmlns="[^"]*"', "", said)
    return re.sub(r"\n *(?=<)", "", said)


@pytest.fixture
def tree() -> Callable[..., etree._Element]:
    """Return an edition's TEI tree, found sound."""
    return document
