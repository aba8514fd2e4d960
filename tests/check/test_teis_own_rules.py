"""What letterbook writes keeps the Schematron rules of TEI itself, which stand in TEI's own grammar."""

from __future__ import annotations

import copy

import pytest
from lxml import etree
from tei_all_judge import tei_all_grammar

from letterbook.check.schematron import check_rules
from letterbook.xml_input.parse import parse

SCH = "{http://purl.oclc.org/dsdl/schematron}"


@pytest.fixture(scope="module")
def rules(pytestconfig, tmp_path_factory):
    """Return the path of TEI's rules as a schema by themselves."""
    grammar = etree.parse(tei_all_grammar(pytestconfig.cache.mkdir("tei_all"))).getroot()
    schema = etree.Element(f"{SCH}schema", nsmap={"sch": SCH[1:-1]}, queryBinding="xslt2")
    known = {"tei": "http://www.tei-c.org/ns/1.0"}
    known |= {one.get("prefix"): one.get("uri") for one in grammar.iter(f"{SCH}ns")}
    for prefix, uri in known.items():
        etree.SubElement(schema, f"{SCH}ns", prefix=prefix, uri=uri)
    patterns = list(grammar.iter(f"{SCH}pattern"))
    alone = [rule for rule in grammar.iter(f"{SCH}rule") if rule.getparent().tag != f"{SCH}pattern"]
    for group in [*patterns, *([rule] for rule in alone)]:
        pattern = etree.SubElement(schema, f"{SCH}pattern")
        pattern.extend(copy.deepcopy(one) for one in group if one.tag in (f"{SCH}rule", f"{SCH}let"))
    assert sum(1 for _ in schema.iter(f"{SCH}assert", f"{SCH}report")) > 40
    path = tmp_path_factory.mktemp("tei") / "tei_all.sch"
    etree.ElementTree(schema).write(path, encoding="utf-8", xml_declaration=True)
    return path


def broken(rules, path, data):
    return [one.message for one in check_rules(data, parse(data, path.name).value, path.name, rules)]


def test_the_shipped_edition_keeps_teis_own_rules(root, rules):
    folder = root / "output" / "churchill-stalin" / "tei"
    for path in [folder / "edition.xml", *sorted((folder / "letters").glob("*.xml"))[:3]]:
        assert broken(rules, path, path.read_bytes()) == []


def test_the_rules_would_notice(root, rules):
    path = root / "output" / "churchill-stalin" / "tei" / "edition.xml"
    data = path.read_bytes().replace(b"<ref ", b'<ref cRef="x" ', 1)
    assert len(broken(rules, path, data)) == 1
