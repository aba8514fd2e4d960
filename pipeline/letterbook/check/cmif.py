"""Check an index of letters in CMIF by the rules of correspSearch (schema/cmif.sch), without a network."""

from __future__ import annotations

from lxml import etree

from letterbook import assets
from letterbook.check.document import Survey
from letterbook.check.links import surveyed_links
from letterbook.check.schematron import check_rules
from letterbook.problems import Problem


def check_index(data: bytes, root: etree._Element, name: str) -> tuple[Problem, ...]:
    """Check a document by the rules for indexes, and its ids and pointers; `data` and `root` are the same."""
    links = surveyed_links(Survey(root, name))
    told = {(p.code, p.place.line) for p in links}
    rules = check_rules(data, root, name, assets.schema("cmif.sch"))
    # a @source that names nothing is told by both
    if any(p.code == "cmif-source" for p in rules):
        links = tuple(p for p in links if p.code != "pointer-dangling" or "@source" not in p.message)
    found = (*links, *(p for p in rules if (p.code, p.place.line) not in told))
    return tuple(sorted(found, key=lambda p: p.place.line))
