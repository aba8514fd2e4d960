"""The index of letters: what correspSearch takes, and an account of all that it cannot carry."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree
from scoring import build, editions
from strategies import editions as drawn

from letterbook.check.many_files import Asked, check_document
from letterbook.problems import Severity
from letterbook.project.letterbook_toml import INDEX_LICENCES, Project
from letterbook.publish.exchange import edition_uuid, index_of_letters
from letterbook.tei import encode, serialise

T = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
BARE = Project(id="mill", source=Path("text.txt"))
FULL = replace(
    BARE,
    editor="A. Editor",
    editor_email="a.editor@example.org",
    publisher="The Mill Press",
    url="https://example.org/mill",
    date="2024-05-31",
    index_licence=INDEX_LICENCES[1],
)
BOTH = ("cmif/cmif.xml", "cmif/cmif-v2.xml")

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="mill" xml:lang="en"><teiHeader>
<fileDesc><titleStmt><title>Letters from a mill</title><editor>B. Other</editor></titleStmt>
<publicationStmt><publisher>The Mill Press</publisher>
<idno type="letterbook">mill</idno></publicationStmt>
<sourceDesc><bibl type="print"><title>Letters from a mill</title></bibl></sourceDesc>
</fileDesc><profileDesc><correspDesc xml:id="corresp-1">{}</correspDesc>
<correspDesc xml:id="corresp-2"><p>Nothing is known.</p></correspDesc></profileDesc></teiHeader>
<standOff><listPerson>
<person xml:id="anna"><persName>Anna</persName><idno type="wikidata">Q1</idno>
<idno type="viaf">24602065</idno><idno type="gnd">118540238</idno></person>
<person xml:id="loc"><persName>L</persName><idno type="lccn">n79003362</idno></person>
<person xml:id="web"><persName>W</persName><idno type="gnd">http://d-nb.info/gnd/118540238/</idno>
</person>
<person xml:id="wiki"><persName>W</persName><idno type="wikidata">Q1</idno></person></listPerson>
<listPlace>
<place xml:id="leeds"><placeName>Leeds</placeName><idno type="geonames">2644688</idno></place></listPlace>
</standOff><text><body><div type="letter" xml:id="letter-1" n="1" decls="#corresp-1">
<p>See <placeName ref="#leeds">Leeds</placeName> and <persName ref="#wiki">W</persName>.</p></div>
<div type="letter" xml:id="letter-2" decls="#corresp-2"><p>x</p></div></body></text></TEI>"""


def made(inside: str, project: Project = FULL) -> dict[str, bytes]:
    files, problems = index_of_letters(TEI.format(inside).encode(), project)
    assert [p.code for p in problems if p.code != "cmif-metadata"] == []
    return files


def actions(inside: str, file: str = "cmif/cmif.xml", project: Project = FULL) -> list[str]:
    """Return the two actions of the first letter as short strings."""
    root = etree.fromstring(made(inside, project)[file])
    found = root.find(".//t:correspDesc", T).iterfind("t:correspAction", T)
    shown = (etree.tostring(one, encoding="unicode", with_tail=False) for one in found)
    return [re.sub(r' xmlns="[^"]*"|\n *|</?correspAction[^>]*>', "", one) for one in shown]


def faults(data: bytes, *severities: Severity) -> list[str]:
    problems = check_document(data, "cmif.xml", Asked(cmif=True)).problems
    return [str(p) for p in problems if p.severity in severities]


def errors(data: bytes) -> list[str]:
    return faults(data, Severity.ERROR)


# ------------------------------------------------------------------ the facts of a letter

SENT = '<correspAction type="sent">{}</correspAction>'


@pytest.mark.parametrize(
    ("inside", "sent"),
    [
        ("<persName>Anna</persName>", "<persName>Anna</persName>"),
        ("", "<persName>Unknown</persName>"),
        ("<persName/>", "<persName>Unknown</persName>"),
        (
            '<orgName ref="#anna">Mill</orgName>',
            '<orgName ref="https://d-nb.info/gnd/118540238">Mill</orgName>',
        ),
        ('<persName ref="#loc">L</persName>', '<persName ref="https://lccn.loc.gov/n79003362">L</persName>'),
        ('<persName ref="#web">W</persName>', '<persName ref="https://d-nb.info/gnd/118540238">W</persName>'),
        ('<persName ref="#wiki">W</persName>', "<persName>W</persName>"),
        (
            '<persName ref="http://viaf.org/viaf/24602065">V</persName>',
            '<persName ref="https://viaf.org/viaf/24602065">V</persName>',
        ),
        ("<persName>A</persName><persName>B</persName>", "<persName>A</persName><persName>B</persName>"),
        (
            '<placeName ref="#leeds">Leeds</placeName><persName>A</persName>',
            '<persName>A</persName><placeName ref="https://www.geonames.org/2644688">Leeds</placeName>',
        ),
        ("<date/>", "<persName>Unknown</persName>"),
        ('<date when="1801-05-04">4 May</date>', '<persName>Unknown</persName><date when="1801-05-04"/>'),
        ('<date when="1801-05-04T10:00:00"/>', "<persName>Unknown</persName>"),
        ('<date when="--05-04"/>', "<persName>Unknown</persName>"),
        (
            '<date notAfter="1801" cert="low"/>',
            '<persName>Unknown</persName><date notAfter="1801" cert="low"/>',
        ),
        ('<date notAfter="1801" cert="medium"/>', '<persName>Unknown</persName><date notAfter="1801"/>'),
        ('<date when="--05"/><date when="1801"/>', '<persName>Unknown</persName><date when="1801"/>'),
        ('<date when="1801"/><date when="1802"/>', '<persName>Unknown</persName><date when="1801"/>'),
        ('<persName cert="low" evidence="conjecture" resp="#x">A</persName>', "<persName>A</persName>"),
        ("<persName>A <hi>Miller</hi></persName>", "<persName>A Miller</persName>"),
    ],
)
def test_what_the_plain_index_carries(inside, sent):
    files = made(SENT.format(inside))
    assert actions(SENT.format(inside)) == [sent, "<persName>Unknown</persName>"]
    assert errors(files["cmif/cmif.xml"]) == []
    assert errors(files["cmif/cmif-v2.xml"]) == []


@pytest.mark.parametrize(
    ("inside", "sent"),
    [
        (
            '<persName cert="low" evidence="conjecture" resp="#x">A</persName>',
            '<persName cert="low" evidence="conjecture">A</persName>',
        ),
        ('<persName cert="high" evidence="internal" resp="#x">A</persName>', "<persName>A</persName>"),
        (
            '<persName>A</persName><date when="1801-05-04" evidence="conjecture" cert="high">4 May</date>',
            '<persName>A</persName><date when="1801-05-04" evidence="conjecture">4 May</date>',
        ),
    ],
)
def test_what_the_later_index_carries(inside, sent):
    assert actions(SENT.format(inside), "cmif/cmif-v2.xml")[0] == sent


def test_the_later_index_says_how_sure_facts_are_and_what_is_named():
    inside = SENT.format('<persName cert="medium" evidence="internal" resp="#letterbook">A</persName>')
    root = etree.fromstring(made(inside)["cmif/cmif-v2.xml"])
    notes = root.find(".//t:correspDesc", T).findall("t:note", T)
    assert notes[1].text == "Certainty: sent name (A) medium, internal, by letterbook."
    refs = {ref.get("type").rpartition("/")[2]: ref.get("target") for ref in notes[0].iterfind("t:ref", T)}
    assert refs == {
        "isAvailableAsTEIfile": "https://example.org/mill/tei/letters/letter-1.xml",
        "isPublishedWith": "https://lod.academy/cmif/vocab/terms/transcription",
        "mentionsPlace": "https://www.geonames.org/2644688",
    }


def test_letters_are_named_by_number_or_id_and_by_address():
    root = etree.fromstring(made(SENT.format("<persName>A</persName>"))["cmif/cmif.xml"])
    found = [(one.get("key"), one.get("ref")) for one in root.iterfind(".//t:correspDesc", T)]
    assert found == [
        ("1", "https://example.org/mill/html/letters/letter-1.html"),
        ("2", "https://example.org/mill/html/letters/letter-2.html"),
    ]


# ------------------------------------------------------------------ what the file says of itself


def test_an_index_with_all_that_is_asked_for_has_no_fault():
    files, problems = index_of_letters(TEI.format("").encode(), FULL)
    assert problems == ()
    for file in BOTH:
        assert faults(files[file], Severity.ERROR, Severity.WARNING) == []
    text = files["cmif/cmif.xml"].decode()
    for said in (
        "a.editor@example.org",
        "https://example.org/mill/cmif/cmif.xml",
        'when="2024-05-31"',
        INDEX_LICENCES[1],
    ):
        assert said in text


def test_what_is_missing_is_told_by_name_all_at_once():
    files, problems = index_of_letters(TEI.format("").encode(), BARE)
    asked = [re.search("“(.*)”", p.message)[1] for p in problems]
    assert asked == ["editor", "editor-email", "publisher", "url", "date", "index-licence"]
    assert {(p.code, p.severity) for p in problems} == {("cmif-metadata", Severity.NOTE)}
    for file in BOTH:
        codes = {
            p.code
            for p in check_document(files[file], file, Asked(cmif=True)).problems
            if p.severity is Severity.ERROR
        }
        assert codes == {"cmif-url", "cmif-timestamp", "cmif-licence"}
    assert edition_uuid("mill").removeprefix("uuid-") in files["cmif/cmif.xml"].decode()


@pytest.mark.parametrize(
    ("stated", "own", "taken"),
    [
        (INDEX_LICENCES[0], None, INDEX_LICENCES[0]),
        (INDEX_LICENCES[0].rstrip("/"), None, INDEX_LICENCES[0]),
        (INDEX_LICENCES[0], INDEX_LICENCES[1], INDEX_LICENCES[1]),
        ("https://creativecommons.org/licenses/by-sa/4.0/", None, None),
        (None, None, None),
    ],
)
def test_the_licence_is_the_editions_if_correspsearch_takes_it(stated, own, taken):
    project = replace(FULL, licence_url=stated, index_licence=own)
    root = etree.fromstring(index_of_letters(TEI.format("").encode(), project).value["cmif/cmif.xml"])
    licence = root.find(".//t:licence", T)
    assert (licence.get("target") if licence is not None else None) == taken


def test_the_editions_uuid_is_a_uuid_of_its_id_alone():
    assert edition_uuid("mill") == f"uuid-{uuid.uuid5(uuid.NAMESPACE_URL, 'urn:letterbook:mill')}"
    assert edition_uuid("mill") != edition_uuid("mill-2")


# ------------------------------------------------------------------ the account of losses


def losses(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return json.loads(files["report/cmif-loss.json"])[name]["losses"]


def facts(action: etree._Element) -> dict[str, int]:
    """Return what an action of the edition says that an index may lack: attributes, words, elements."""
    found: dict[str, int] = {}
    for one in action.iterchildren(etree.Element):
        kind = etree.QName(one).localname
        for name, value in one.attrib.items():
            if name not in ("ref", ID) and kind != "note":
                key = f"{kind} {etree.QName(name).localname}={value}"
                found[key] = found.get(key, 0) + 1
        words = " ".join("".join(one.itertext()).split())
        if words:
            found[f"{kind} {words}"] = found.get(f"{kind} {words}", 0) + 1
    return found


def account(tei: bytes, files: dict[str, bytes], file: str) -> None:
    """Assert that each fact of sending and receiving stands in the index, or in the report of losses."""
    edition, index = etree.fromstring(tei), etree.fromstring(files[file])
    letters = [one for one in edition.iterfind(".//t:div[@type='letter']", T) if one.get("decls")]
    descriptions = {one.get(ID): one for one in edition.iterfind(".//t:correspDesc", T)}
    entries = index.findall(".//t:correspDesc", T)
    assert len(entries) == len(letters)
    lost = losses(files, file.rpartition("/")[2])
    for letter, entry in zip(letters, entries, strict=True):
        mine = [one for one in lost if one["letter"] == letter.get(ID)]
        said = " ".join(one["value"] for one in mine)
        notes = " ".join("".join(note.itertext()) for note in entry.iterfind("t:note", T))
        for action in descriptions[letter.get("decls")[1:]].iterfind("t:correspAction", T):
            there = entry.find(f"t:correspAction[@type='{action.get('type')}']", T)
            kept = facts(there)
            for fact in facts(action):
                bare = fact.partition(" ")[2]
                value = bare.partition("=")[2].lstrip("#")
                assert fact in kept or bare in said or (value or bare) in notes, (letter.get(ID), fact)


@pytest.mark.parametrize("name", [*editions(), "churchill-stalin"])
def test_every_fact_of_a_test_edition_is_in_the_index_or_told_as_lost(name):
    run = build(name)
    tei = run.files["tei/edition.xml"]
    files = index_of_letters(tei, FULL).value
    for file in BOTH:
        assert errors(files[file]) == []
        account(tei, files, file)


@settings(max_examples=40)
@given(drawn())
def test_every_fact_of_any_edition_is_in_the_index_or_told_as_lost(edition):
    tei = serialise(encode(edition, Project(id="book", source=Path("text.txt"))).value.root)
    files = index_of_letters(tei, FULL).value
    for file in BOTH:
        assert errors(files[file]) in ([], [one for one in errors(files[file]) if "cmif-header" in one])
        account(tei, files, file)


MUCH = (
    SENT.format(
        '<persName ref="#anna" cert="high" evidence="internal" resp="#x">Anna</persName>'
        '<date when="1801-05-16" when-custom="1801-05-04" calendar="#julian">4 May</date><date when="1802"/>'
        '<note type="alternatives">Or else: Bert.</note>'
    )
    + '<correspAction type="forwarded"><persName>C</persName></correspAction>'
    '<correspContext><ref type="next" subtype="edition" target="#letter-2">Letter 2</ref></correspContext>'
)


def test_losses_are_counted_and_named():
    files = made(MUCH)
    report = json.loads(files["report/cmif-loss.json"])
    assert report["edition"] == "mill"
    plain, later = report["cmif.xml"], report["cmif-v2.xml"]
    counts = {"action": 1, "alternatives": 1, "calendar": 1, "certainty": 1, "context": 1, "date": 1}
    assert plain["count"] == counts | {"identifier": 2, "words": 1}
    assert later["count"] == {"action": 1, "calendar": 1, "date": 1, "identifier": 2}
    assert {"letter": "letter-1", "of": "sent date", "what": "date", "value": "when=1802 "} in plain["losses"]
    assert "wikidata:Q1" in {one["value"] for one in later["losses"]}


def test_the_index_is_tei_by_the_rules_of_the_tei_itself(tei_all_oracle):
    files = {
        f"{name} {file}": data
        for name in ("churchill-stalin", "en-joint", "de-dichter")
        for project in (FULL, BARE)
        for file, data in index_of_letters(build(name).files["tei/edition.xml"], project).value.items()
        if file in BOTH
    }
    assert tei_all_oracle(files) == []
