"""Tell whether the TEI is valid, its links whole, and every character of the source accounted for.

Each check says what is wrong and where, and none stops at the first fault. `ledger`, which needs the
edition beside its TEI, is called by the stage; the others need the document alone.
"""

from __future__ import annotations

from lxml import etree

from letterbook.check.links import check_links
from letterbook.check.schematron import check_rules
from letterbook.check.xsd import check_schema
from letterbook.problems import Problem


def check(data: bytes, root: etree._Element, name: str) -> tuple[Problem, ...]:
    """Check a document by grammar, links and rules; `root` is what was parsed from `data`.

    Problems come in the order of their lines. What two checks find, two equal ids or a call that names no
    note, is told once. A document that is not TEI at all gets no further.
    """
    grammar = check_schema(root, name)
    if any(p.code == "tei-root" for p in grammar):
        return grammar
    links = check_links(root, name)
    told = {(p.code, p.place.line) for p in links}
    others = (*grammar, *check_rules(data, root, name))
    found = (*links, *(p for p in others if (p.code, p.place.line) not in told))
    return tuple(sorted(found, key=lambda p: p.place.line))
