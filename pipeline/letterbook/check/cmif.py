"""Check an index of letters in CMIF, without a network.

The rules of correspSearch are in schema/cmif.sch; schema/cmif.rng is the grammar of the format.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook import assets
from letterbook.check.document import Survey
from letterbook.check.links import surveyed_links
from letterbook.check.schematron import check_rules
from letterbook.check.which_schema import faults_of
from letterbook.problems import Place, Problem, Severity, problem

#: So many faults of the form are told of an index.
_TOLD = 20


def check_index(data: bytes, root: etree._Element, name: str) -> tuple[Problem, ...]:
    """Check a document by the rules for indexes, and its ids and pointers; `data` and `root` are the same."""
    links = surveyed_links(Survey(root, name))
    told = {(p.code, p.place.line) for p in links}
    rules = check_rules(data, root, name, assets.schema("cmif.sch"))
    # a @source that names nothing is told by both
    if any(p.code == "cmif-source" for p in rules):
        links = tuple(p for p in links if p.code != "pointer-dangling" or "@source" not in p.message)
    found = [*links, *(p for p in rules if (p.code, p.place.line) not in told)]
    # The rules say what is wrong in words; the grammar, which says less, has what they do not know.
    if not any(p.severity is Severity.ERROR for p in found):
        found += _form(root, name)
    return tuple(sorted(found, key=lambda p: p.place.line))


def _form(root: etree._Element, name: str) -> Iterator[Problem]:
    lines: set[int] = set()
    for line, said in faults_of(root, assets.schema("cmif.rng")):
        if line not in lines and len(lines) < _TOLD:
            lines.add(line)
            yield problem("cmif-form", f"This is not as CMIF has it: {said}", Place(name, line))
