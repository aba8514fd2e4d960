"""Which grammar a document is checked by: what it names, or what is asked for; and schemas that are none."""

from __future__ import annotations

import importlib.metadata

import pytest
from lxml import etree

from letterbook import assets
from letterbook.check.many_files import Asked, check_document
from letterbook.check.which_schema import named_schema, tei_all
from letterbook.problems import Refused

LETTER = """{}<TEI xmlns="http://www.tei-c.org/ns/1.0"{}><teiHeader><fileDesc>
<titleStmt><title>t</title></titleStmt><publicationStmt><p>p</p></publicationStmt>
<sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>
<text><body><bold/></body></text></TEI>"""
MODEL = '<?xml-model href="{}" type="application/xml"?>\n'
LOCATION = (
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://www.tei-c.org/ns/1.0 {}"'
)


def told(before: str = "", root: str = "", schema: str = "") -> list[str]:
    data = LETTER.format(before, root).encode()
    return [p.code for p in check_document(data, "l.xml", Asked(schema)).problems]


@pytest.mark.parametrize(
    ("before", "root", "named"),
    [
        ("", "", ""),
        (MODEL.format("../schema/letterbook.rng"), "", "letterbook"),
        (MODEL.format("letterbook.xsd?v=1"), "", "letterbook"),
        (
            MODEL.format("https://vault.tei-c.org/P5/current/xml/tei/custom/schema/relaxng/tei_all.rng"),
            "",
            "tei_all",
        ),
        (MODEL.format("a.sch") + MODEL.format("tei_all.rng"), "", "tei_all"),
        ("<?other letterbook.rng?>", "", ""),
        (MODEL.format("my-letterbook.rng"), "", ""),
        (MODEL.format("/etc/passwd"), "", ""),
        ("", LOCATION.format("letterbook.xsd"), "letterbook"),
        ("", LOCATION.format("../meta/edition.xsd"), ""),
    ],
)
def test_the_schema_that_a_document_names(before, root, named):
    tree = etree.fromstring(LETTER.format(before, root).encode())
    assert named_schema(tree) == named


def test_nothing_is_said_of_a_grammar_that_is_not_here():
    assert told() == []
    assert told(MODEL.format("edition.rng")) == []


def test_a_document_that_names_letterbooks_schema_is_checked_by_it():
    assert "tei-invalid" in told(MODEL.format("letterbook.rng"))


def test_a_schema_that_is_asked_for(tmp_path):
    rng = tmp_path / "small.rng"
    rng.write_text(
        '<element name="p" xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"><empty/></element>'
    )
    assert told(schema="letterbook")[0] == "tei-invalid"
    assert "schema-invalid" in told(schema=str(assets.schema("letterbook.xsd")))
    assert "schema-invalid" in told(schema=str(assets.schema("letterbook.rng")))
    assert told(schema=str(rng))[0] == "schema-invalid"
    sch = tmp_path / "small.sch"
    sch.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">'
        '<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/><pattern><rule context="t:bold">'
        '<assert test="false()">No bold.</assert></rule></pattern></schema>'
    )
    assert told(schema=str(sch)) == ["rule"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("none.rng", None),
        ("x.rng", "no XML"),
        ("x.rng", "<p/>"),
        ("x.xsd", "<p/>"),
        ("x.sch", "<p/>"),
        ("x.sch", None),
    ],
)
def test_a_schema_that_is_none(tmp_path, name, text):
    path = tmp_path / name
    if text is not None:
        path.write_text(text)
    with pytest.raises(Refused) as refused:
        told(schema=str(path))
    (found,) = refused.value.problems
    assert (found.code, found.place.file) == ("schema-unusable", str(path))


def test_teis_own_grammar_is_used_if_it_is_installed_and_missed_if_not(monkeypatch, tmp_path):
    def absent(_name):
        raise importlib.metadata.PackageNotFoundError

    monkeypatch.setattr(importlib.metadata, "distribution", absent)
    assert told(MODEL.format("tei_all.rng")) == ["schema-missing"]
    with pytest.raises(Refused) as refused:
        tei_all()
    assert refused.value.problems[0].code == "schema-missing"

    class Installed:
        @staticmethod
        def locate_file(_member):
            return tmp_path / "tei_all.rng"

    monkeypatch.setattr(importlib.metadata, "distribution", lambda _name: Installed)
    (tmp_path / "tei_all.rng").write_bytes(assets.schema("letterbook.rng").read_bytes())
    assert set(told(MODEL.format("tei_all.rng"))) == {"schema-invalid"}
    assert (
        "TEI P5 4.3.0"
        in check_document(LETTER.format("", "").encode(), "l.xml", Asked("tei_all")).problems[0].message
    )
