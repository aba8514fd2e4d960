"""Schematron as the standard has it (ISO/IEC 19757-3), by small schemas and smaller documents."""

from __future__ import annotations

import json

import pytest

from letterbook.check.schematron import check_rules, written_rules
from letterbook.problems import Severity
from letterbook.publish.saxon import SaxonFault, transform_text
from letterbook.xml_input.parse import parse

SCHEMA = (
    '<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"'
    ' xmlns:xsl="http://www.w3.org/1999/XSL/Transform">{}</sch:schema>'
)
PATTERN = SCHEMA.format('<sch:pattern id="it">{}</sch:pattern>')


@pytest.fixture
def run(tmp_path):
    def run(schema, document):
        path = tmp_path / "rules.sch"
        path.write_text(schema, encoding="utf-8")
        return json.loads(transform_text(written_rules(path), document.encode())[0])

    return run


def rule(context, *inside):
    return f'<sch:rule context="{context}">{"".join(inside)}</sch:rule>'


def yes(words, test="1"):
    return f'<sch:report test="{test}">{words}</sch:report>'


def no(words, test="0"):
    return f'<sch:assert test="{test}">{words}</sch:assert>'


NAMES = yes('In <sch:name path=".."/>, <sch:emph><sch:name/></sch:emph>.')
VALUES = yes('<sch:value-of select="@x"/>;\n  <sch:value-of select="1 to 3"/>. {no braces} &amp; "all"')
LETS = '<sch:let name="own" value="count(*)"/><sch:let name="sum" value="$own + $all"/>'
ALL = '<sch:let name="all" value="count(//b)"/>'
SUM = yes('<sch:value-of select="$sum"/>')
OWN = yes('<sch:value-of select="."/>')

# the inside of a pattern, a document, and (nth element, message) of what is found
CASES = [
    # assert and report
    (rule("a", no("No b.", "b")), "<a/>", [(1, "No b.")]),
    (rule("a", no("No b.", "b")), "<a><b/></a>", []),
    (rule("a", yes("A b.", "b")), "<a><b/></a>", [(1, "A b.")]),
    (rule("a", yes("A b.", "b")), "<a/>", []),
    # a test may be a sequence
    (rule("a", no("x", "b, c")), "<a><c/></a>", []),
    # the first rule that matches fires, and no other of its pattern, also where it finds nothing
    (rule("b[@x]", no("1", "1")) + rule("b", yes("2")), '<a><b x=""/><b/></a>', [(3, "2")]),
    (rule("b", yes("1")) + rule("a | b | c", yes("2")), "<a><b/></a>", [(1, "2"), (2, "1")]),
    # a union that a node meets twice fires once
    (rule("a | *", yes("1")), "<a/>", [(1, "1")]),
    # asserts and reports in the order of the schema; elements in the order of the document
    (rule("*", yes("1"), no("2")), "<a><b/></a>", [(1, "1"), (1, "2"), (2, "1"), (2, "2")]),
    # messages
    (rule("b", NAMES), "<a><b/></a>", [(2, "In a, b.")]),
    (rule("a", VALUES), """<a x="it's"/>""", [(1, """it's; 1 2 3. {no braces} & "all\"""")]),
    # let, of the pattern and of the rule
    (
        ALL + rule("b", LETS, SUM),
        "<a><b><c/></b><b/></a>",
        [(2, "3"), (4, "2")],
    ),
    # contexts that are no elements
    (rule("@x", yes("<sch:name/>", ". = '1'")), '<a x="1"><b x="1" y="1"/></a>', [(1, "x"), (2, "x")]),
    (rule("text()", OWN), "<a>1<b>2</b>3</a>", [(1, "1"), (2, "2"), (1, "3")]),
    (rule("/", yes("root", "a")), "<a/>", [(1, "root")]),
    (rule("comment()", yes("c")), "<a><b/><!----></a>", [(1, "c")]),
    # a predicate that speaks of attributes or text still holds, though only elements are visited
    (rule("b[@x][text()]", yes("b")), '<a><b x="">1</b><b x=""/></a>', [(2, "b")]),
    # comments and processing instructions are not counted
    (rule("b", yes("b")), "<a><!--x--><?x?><b/></a>", [(2, "b")]),
]


@pytest.mark.parametrize(("inside", "document", "found"), CASES)
def test_what_a_pattern_finds(inside, document, found, run):
    results = run(PATTERN.format(inside), document)
    assert [(result["nth"], result["message"]) for result in results] == found
    assert {result["rule"] for result in results} <= {"it"}


def test_patterns_are_independent_of_each_other(run):
    patterns = [rule("a", yes("1")), rule("*", yes("2")), rule("b", yes("3")) + rule("*", yes("4"))]
    inside = "".join(f'<sch:pattern id="p{n}">{pattern}</sch:pattern>' for n, pattern in enumerate(patterns))
    found = {(r["rule"], r["nth"], r["message"]) for r in run(SCHEMA.format(inside), "<a><b/></a>")}
    assert found == {("p0", 1, "1"), ("p1", 1, "2"), ("p2", 1, "4"), ("p1", 2, "2"), ("p2", 2, "3")}


def test_the_nearest_id_and_role_count(run):
    schema = SCHEMA.format(
        '<sch:pattern id="p"><sch:rule context="a" id="r" role="warning"><sch:report test="1">x</sch:report>'
        '<sch:report test="1" id="it\'s" role="info">y</sch:report></sch:rule></sch:pattern>'
        '<sch:pattern><sch:rule context="a"><sch:report test="1">z</sch:report></sch:rule></sch:pattern>'
    )
    assert [(r["rule"], r["role"]) for r in run(schema, "<a/>")] == [
        ("r", "warning"),
        ("it's", "info"),
        ("", ""),
    ]


def test_namespaces_keys_and_functions(run):
    schema = SCHEMA.format(
        '<sch:ns prefix="t" uri="urn:t"/><sch:ns prefix="f" uri="urn:f"/><sch:title>T</sch:title>'
        "<sch:p>P</sch:p>"
        '<xsl:key name="k" match="t:b" use="@n"/><xsl:function name="f:twice"><xsl:param name="x"/>'
        '<xsl:sequence select="2 * $x"/></xsl:function><sch:pattern>'
        + rule("t:c", no('<sch:value-of select="f:twice(4)"/>', "key('k', @n)"))
        + "</sch:pattern>"
    )
    found = run(schema, '<a xmlns="urn:t"><b n="1"/><c n="1"/><c n="2"/></a>')
    assert [(r["nth"], r["message"]) for r in found] == [(4, "8")]


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        (SCHEMA.format('<sch:phase id="x"/>'), "sch:phase"),
        (SCHEMA.format("<sch:diagnostics/>"), "sch:diagnostics"),
        (SCHEMA.format('<sch:include href="x"/>'), "sch:include"),
        (SCHEMA.format('<sch:pattern is-a="x"/>'), "sch:pattern with @is-a"),
        (SCHEMA.format('<sch:pattern abstract="true"/>'), "sch:pattern with @abstract"),
        (PATTERN.format('<sch:rule abstract="true" id="x"/>'), "sch:rule with @abstract"),
        (PATTERN.format('<sch:rule context="a"><sch:extends rule="x"/></sch:rule>'), "sch:extends"),
        (PATTERN.format('<sch:let name="x">1</sch:let>'), "sch:let without @value"),
        ("<html/>", "This is no Schematron schema: its root is html"),
    ],
)
def test_what_is_not_read_is_refused(schema, said, run):
    with pytest.raises(SaxonFault, match=said):
        run(schema, "<a/>")


def test_a_rule_with_a_fault_of_its_own_is_told_as_such(run):
    with pytest.raises(SaxonFault):
        run(PATTERN.format('<sch:rule context="a"><sch:assert test="b[">x</sch:assert></sch:rule>'), "<a/>")


@pytest.mark.parametrize(
    ("role", "severity"),
    [
        ("", Severity.ERROR),
        (' role="error"', Severity.ERROR),
        (' role="fatal"', Severity.ERROR),
        (' role="Warning"', Severity.WARNING),
        (' role="info"', Severity.NOTE),
        (' role="whatever"', Severity.ERROR),
    ],
)
def test_another_schema_has_the_severity_of_its_roles(role, severity, tmp_path):
    path = tmp_path / "own.sch"
    path.write_text(
        PATTERN.format(f'<sch:rule context="b"><sch:report test="1"{role}>Told.</sch:report></sch:rule>')
    )
    data = b"<a>\n\n<b/></a>"
    (problem,) = check_rules(data, parse(data, "f.xml").value, "f.xml", path)
    assert (problem.code, problem.severity, problem.message) == ("rule", severity, "Told. (it)")
    assert problem.place == ("f.xml", 3, 0)
