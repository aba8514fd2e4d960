"""The rules beyond the grammar: Schematron, run as XSLT 3.0.

A schema is turned into a stylesheet by xslt/check/schematron.xsl: letterbook's own when it is built, any
other once per process. The stylesheet is compiled once, and kept, by saxon.py.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from lxml import etree

from letterbook import assets
from letterbook.problems import CODES, Place, Problem, Severity, problem
from letterbook.publish.saxon import transform_text
from letterbook.xml_input.place import place_of

#: What the roles of a rule mean here; a rule without one is an error.
_SEVERITIES = {
    "": Severity.ERROR,
    "fatal": Severity.ERROR,
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "info": Severity.NOTE,
    "information": Severity.NOTE,
}


def check_rules(
    data: bytes, root: etree._Element, name: str, rules: Path | None = None
) -> tuple[Problem, ...]:
    """Check a document by letterbook's rules, or by another Schematron file.

    `data` is what `root` was parsed from. The code of a problem is the rule's id, where CODES knows it.
    Raises SaxonFault if the rules themselves are at fault.
    """
    if (root.getroottree().docinfo.encoding or "UTF-8").upper() not in ("UTF-8", "ASCII", "US-ASCII"):
        data = etree.tostring(root, encoding="UTF-8")
    found = json.loads(transform_text(written_rules(rules) if rules else _own_rules(), data)[0])
    wanted = {int(finding["nth"]) for finding in found}
    numbered = enumerate(root.iter(etree.Element), start=1) if wanted else ()
    places = {nth: place_of(element, name) for nth, element in numbered if nth in wanted}
    return tuple(_problem(finding, places[int(finding["nth"])]) for finding in found)


@cache
def _own_rules() -> str:
    return assets.schema("letterbook.sch.xsl").read_text(encoding="utf-8")


@cache
def written_rules(rules: Path) -> str:
    """Return a Schematron schema as an XSLT stylesheet. Raises SaxonFault for what is not understood."""
    return transform_text(assets.xslt("check/schematron.xsl"), rules.read_bytes())[0]


def _problem(finding: dict[str, str], place: Place) -> Problem:
    rule, message = finding["rule"], finding["message"]
    if rule in CODES:
        return problem(rule, message, place)
    severity = _SEVERITIES.get(finding["role"].lower(), Severity.ERROR)
    return Problem("rule", severity, f"{message} ({rule})" if rule else message, place, CODES["rule"].remedy)
