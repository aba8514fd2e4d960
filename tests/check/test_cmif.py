"""The rules for indexes of letters: each with a fault that breaks it alone."""

from __future__ import annotations

import re

import pytest

from letterbook import assets
from letterbook.check.many_files import Asked, check_document
from letterbook.problems import CODES

INDEX = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
 <teiHeader>
  <fileDesc>
   <titleStmt><title>Letters</title><editor>A. Editor <email>a@example.org</email></editor></titleStmt>
   <publicationStmt>
    <publisher>Press</publisher>
    <idno type="url">https://example.org/cmif.xml</idno>
    <date when="2024-05-31"/>
    <availability>
     <licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability>
   </publicationStmt>
   <sourceDesc>
    <bibl type="hybrid" xml:id="uuid-8098f2e7-0bab-50fa-8a80-aa74cc1c427c">Letters.
     <ref target="https://example.org/">https://example.org/</ref></bibl>
   </sourceDesc>
  </fileDesc>
  <profileDesc>
   <correspDesc key="1" ref="https://example.org/1" source="#uuid-8098f2e7-0bab-50fa-8a80-aa74cc1c427c">
    <correspAction type="sent">
     <persName ref="https://d-nb.info/gnd/118540238">Anna</persName>
     <placeName ref="https://www.geonames.org/2644688">Leeds</placeName>
     <date when="1801-05-04"/>
    </correspAction>
    <correspAction type="received"><persName>Unknown</persName><date notAfter="1801"/></correspAction>
   </correspDesc>
  </profileDesc>
 </teiHeader>
 <text><body><p/></body></text>
</TEI>
"""
WHEN = '<date when="1801-05-04"/>'
ANNA = '<persName ref="https://d-nb.info/gnd/118540238">Anna</persName>'


def told(*changes: tuple[str, str]) -> list[str]:
    text = INDEX
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return [p.code for p in check_document(text.encode(), "cmif.xml", Asked(cmif=True)).problems]


def test_a_good_index_has_no_fault():
    assert told() == []


FAULTS = [
    (("<title>Letters</title>", ""), ["cmif-header"]),
    (("<publisher>Press</publisher>", ""), ["cmif-header"]),
    (('    <date when="2024-05-31"/>\n', ""), ["cmif-header"]),
    (("<p/>", ""), ["cmif-header"]),
    ((" <email>a@example.org</email>", ""), ["cmif-editor"]),
    (('idno type="url"', 'idno type="URL"'), ["cmif-url"]),
    (("https://example.org/cmif.xml<", "cmif.xml<"), ["cmif-url"]),
    (('<date when="2024-05-31"/>', "<date/>"), ["cmif-timestamp"]),
    (('<date when="2024-05-31"/>', '<date when="2024-05-31T10:00:00+02:00"/>'), []),
    (('<date when="2024-05-31"/>', '<date when="2024"/>'), ["cmif-timestamp"]),
    (("licenses/by/4.0/", "licenses/by-sa/4.0/"), ["cmif-licence"]),
    (("licenses/by/4.0/", "licenses/by/4.0"), ["cmif-licence"]),
    (("licenses/by/4.0/", "publicdomain/zero/1.0/"), []),
    (('type="hybrid"', 'type="digital"'), ["cmif-bibl"]),
    ((">https://example.org/</ref>", "/>"), ["cmif-bibl"]),
    (('source="#uuid-8098f2e7', 'source="#uuid-0000f2e7'), ["cmif-unused", "cmif-source"]),
    ((' source="#uuid-8098f2e7-0bab-50fa-8a80-aa74cc1c427c"', ""), ["cmif-unused", "cmif-source"]),
    ((' key="1" ref="https://example.org/1"', ""), ["cmif-key"]),
    ((' key="1"', ""), []),
    (('ref="https://example.org/1"', 'ref="letter1.html"'), ["cmif-ref"]),
    (('type="sent"', 'type="transmitted"'), ["cmif-actions", "cmif-actions"]),
    ((ANNA, ""), ["cmif-party"]),
    ((ANNA, ANNA + "<persName/>"), ["cmif-name"]),
    ((ANNA, ANNA.replace("Anna", "<hi>Anna</hi>")), ["cmif-name"]),
    ((ANNA, ANNA.replace('8">', '8 https://viaf.org/viaf/1">')), ["cmif-name"]),
    (
        (ANNA, ANNA.replace("https://d-nb.info/gnd/118540238", "https://www.wikidata.org/wiki/Q1")),
        ["cmif-authority"],
    ),
    ((ANNA, ANNA.replace("d-nb.info/gnd", "id.loc.gov/authorities/names")), ["cmif-authority"]),
    ((ANNA, ANNA.replace("https://d-nb.info/gnd", "http://viaf.org/viaf")), []),
    ((ANNA, "<persName>Anna</persName><persName>Anna</persName>"), ["cmif-unidentified"]),
    (("geonames.org/2644688", "geonames.org/2644688/leeds.html"), ["cmif-place"]),
    (("https://www.geonames.org/2644688", "https://d-nb.info/gnd/4035206-7"), ["cmif-place"]),
    ((WHEN, WHEN * 2), ["cmif-dates"]),
    ((WHEN, "<date/>"), ["cmif-dates"]),
    ((WHEN, ""), []),
    ((WHEN, '<date when="1801-5-4"/>'), ["cmif-date-form"]),
    ((WHEN, '<date when="--05-04"/>'), ["cmif-date-form"]),
    ((WHEN, '<date when="1801-02-30"/>'), ["cmif-date-form"]),
    ((WHEN, '<date from="1801-05" to="1801"/>'), []),
    ((WHEN, '<date when="1801-05-04">4. Mai 1801</date>'), ["cmif-words"]),
    ((WHEN, '<date when="1801-05-04">on the eve of the fair</date>'), []),
    ((WHEN, '<date when="1801-05-04" calendar="#julian">x</date>'), ["pointer-dangling", "cmif-attribute"]),
    ((WHEN, '<date when="1801-05-04" cert="low"/>'), []),
    ((WHEN, '<date when="1801-05-04" cert="high"/>'), ["cmif-attribute"]),
    ((ANNA, ANNA.replace(">", ' evidence="conjecture">', 1)), ["cmif-newer"]),
    ((ANNA, ANNA.replace(">", ' evidence="internal">', 1)), ["cmif-attribute", "cmif-newer"]),
    ((ANNA, ANNA + "<settlement>Leeds</settlement>"), ["cmif-element"]),
    (("</correspDesc>", '<note><ref target="#x"/></note></correspDesc>'), ["pointer-dangling", "cmif-ref"]),
    (("</correspDesc>", '<note><ref target="https://example.org/x"/></note></correspDesc>'), []),
    (("8098f2e7-0bab", "x098f2e7-0bab"), ["cmif-uuid", "cmif-unused", "cmif-source"]),
]


@pytest.mark.parametrize(("change", "found"), FAULTS)
def test_each_fault_is_told(change, found):
    assert sorted(told(change)) == sorted(found)


def test_every_rule_has_a_code_and_a_fault_here():
    rules = re.findall(r'<sch:pattern id="([^"]+)"', assets.schema("cmif.sch").read_text(encoding="utf-8"))
    others = {"cmif-metadata", "cmif-form"}
    assert set(rules) == {code for code in CODES if code.startswith("cmif-")} - others
    assert set(rules) <= {code for _, found in FAULTS for code in found}


#: What no rule knows and the grammar of CMIF refuses, and what it takes.
FORMS = [
    (("<title>Letters", "<title>Letters <desc/>"), ["cmif-form"]),
    (("<title>Letters", '<title type="main">Letters <name>A</name>'), []),
    (("<title>Letters", "<title><date when='1801'/>Letters"), ["cmif-form"]),
    (("<availability>", "<availability>words"), ["cmif-form"]),
    (("<availability>", '<availability status="free">'), []),
    (("<availability>", '<availability status="mine">'), ["cmif-form"]),
    (("<publisher>", '<publisher cert="high">'), ["cmif-form"]),
    (("<publisher>", '<publisher cert="low" ref="https://example.org/">'), []),
    (("<profileDesc>", "<profileDesc>words"), ["cmif-form"]),
    (('<correspAction type="sent">', '<correspAction type="sent">words'), ["cmif-form"]),
    (("<body><p/>", '<body><p ref="x"/>'), ["cmif-form"]),
    (("<body><p/>", "<body><note>x</note><p>No <name>text</name></p><note/>"), []),
    (("<editor>", '<editor when="soon">'), ["cmif-form"]),
    (("<editor>", '<editor when="1801-02">'), []),
    (("<TEI ", '<TEI ana="https://example.org" '), ["cmif-form"]),
    (("<email>", "<email><date/>"), ["cmif-form"]),
    ((WHEN, '<date when="1801-05-04">a <note/></date>'), ["cmif-form"]),
]


@pytest.mark.parametrize(("change", "found"), FORMS)
def test_the_form_is_that_of_cmif(change, found):
    assert [code for code in told(change) if code != "pointer-dangling"] == found


def test_an_index_that_is_none():
    assert [p.code for p in check_document(b"<a/>", "a.xml", Asked(cmif=True)).problems] == ["tei-root"]
