"""Each file of an edition tells what an archive asks: who wrote it, when it was published, by what right."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from scoring import SAMPLES, editions

from letterbook import deposit, stages, writing
from letterbook.check.many_files import Asked, check_document, check_files
from letterbook.deposit.manifests import read_info
from letterbook.problems import Severity
from letterbook.project.creators import Creator
from letterbook.project.letterbook_toml import Project, load

T = "{http://www.tei-c.org/ns/1.0}"
FILE = f"{T}teiHeader/{T}fileDesc/"
STATED = Project(
    id="letters",
    source=SAMPLES,
    editor="E. F.",
    publisher="A press",
    date="2024-05-31",
    doi="10.1234/abc.5",
    url="https://example.org/letters/",
    licence="CC BY",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    creators=(Creator(family="F.", given="E.", orcid="0000-0002-1825-0097"), Creator(name="A project")),
)


def words(element):
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("name", [*editions(), "churchill-stalin"])
def test_every_letter_names_its_sender_date_licence_and_identifiers(name):
    run, _ = stages.run(replace(STATED, source=SAMPLES / name / "source.txt"))
    files = [each for each in run.files if re.fullmatch(r"tei/(edition|letters/[^/]+)\.xml", each)]
    assert len(files) > 1
    for each in files:
        root = etree.fromstring(run.files[each])
        published = root.find(f"{FILE}{T}publicationStmt")
        assert [date.get("when") for date in published.iterchildren(f"{T}date")] == ["2024-05-31"]
        numbers = {idno.get("type"): idno.text for idno in published.iterchildren(f"{T}idno")}
        assert numbers["DOI"] == "10.1234/abc.5"
        assert numbers["URI"] == "https://example.org/letters/"
        assert numbers["letterbook"].startswith("letters")
        assert published.find(f"{T}availability/{T}licence").get("target") == STATED.licence_url
        editors = [(words(e), e.get("ref")) for e in root.iterfind(f"{FILE}{T}titleStmt/{T}editor")]
        assert editors == [("E. F.", "https://orcid.org/0000-0002-1825-0097"), ("A project", None)]
        if "letters/" in each:
            authors = [words(author) for author in root.iterfind(f"{FILE}{T}titleStmt/{T}author")]
            sent = root.iterfind(f".//{T}correspAction[@type='sent']/*")
            assert authors == [words(one) for one in sent if one.tag in (f"{T}persName", f"{T}orgName")]
            assert len(list(root.iterfind(f".//{T}application/{T}p"))) == 1


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """Return the edition of the sample, built as it is shipped."""
    folder = tmp_path_factory.mktemp("shipped")
    desk = folder / "desk"
    shutil.copytree(SAMPLES / "churchill-stalin", desk)
    project, _ = load(desk / "source.txt")
    writing.write_folder(stages.run(project)[0].files, folder / project.id, force=True)
    return folder / project.id


def test_the_sample_is_deposited_as_it_is_shipped(shipped):
    package, problems = deposit.pack(shipped, "sample")
    assert [str(each) for each in problems if each.severity is Severity.ERROR] == []
    assert package.record.authors[:2] == ("Winston S. Churchill", "J. V. Stalin")


#: The rules of the official Schematron of CMIF, in XPath 1.0: what must be nowhere.
OFFICIAL = {
    "E0001": "//t:correspDesc[not(t:correspAction[@type='sent'])]",
    "E0002": "//t:correspDesc[not(t:correspAction[@type='received'])]",
    "E0003": "//t:correspDesc[@source][not(substring-after(@source, '#') = //t:bibl/@xml:id)]",
    "E0004": "//t:date[not(@when or @from or @to or @notBefore or @notAfter)]",
}


@pytest.mark.parametrize("rule", OFFICIAL)
def test_the_index_of_the_sample_keeps_the_official_rules(shipped, rule):
    for name in ("cmif.xml", "cmif-v2.xml"):
        root = etree.parse(shipped / "cmif" / name)
        assert root.xpath(OFFICIAL[rule], namespaces={"t": T[1:-1]}) == []
        assert [
            p.code
            for p in check_files([shipped / "cmif" / name], Asked(cmif=True))
            if p.severity is Severity.ERROR
        ] == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("<correspDesc ", '<correspDesc sameAs="x" ', "cmif-attribute"),
        ("<correspDesc ", '<correspDesc corresp="x" ', "cmif-attribute"),
        ("<correspDesc ", '<correspDesc type="x" ', ""),
        ("<correspAction ", '<correspAction when="1895" ', "cmif-attribute"),
        ("<profileDesc>", '<profileDesc corresp="x">', "cmif-attribute"),
        ("<idno ", '<idno subtype="x" ', "cmif-attribute"),
        ("</profileDesc>", "<langUsage/></profileDesc>", "cmif-element"),
        ("</teiHeader>", "<revisionDesc/></teiHeader>", "cmif-element"),
        ("<body>", "<body><div/>", "cmif-element"),
    ],
)
def test_an_index_with_what_cmif_has_not_is_refused(shipped, old, new, found):
    text = (shipped / "cmif" / "cmif.xml").read_text(encoding="utf-8")
    assert old in text
    data = text.replace(old, new, 1).encode()
    errors = {
        p.code
        for p in check_document(data, "c.xml", Asked(cmif=True)).problems
        if p.severity is Severity.ERROR
    }
    assert errors == ({found} if found else set())


def test_the_description_has_what_is_recommended_where_it_is_stated(tmp_path):
    folder = tmp_path / "desk"
    shutil.copytree(SAMPLES / "churchill-stalin", folder)
    toml = folder / "letterbook.toml"
    person = """[[creator]]
family = "F."
given = "E."
affiliation = "University of G."
affiliation-url = "https://example.org/g"
"""
    toml.write_text(toml.read_text(encoding="utf-8") + person, encoding="utf-8")
    project, _ = load(folder / "source.txt")
    writing.write_folder(stages.run(project)[0].files, tmp_path / project.id, force=True)
    package = deposit.pack(tmp_path / project.id, "sample").value
    graph = json.loads(crate_of(package.data))["@graph"]
    bodies = [each for each in graph if each["@type"] == "Organization"]
    assert bodies
    assert all(each.get("url") for each in bodies)
    people = [each for each in graph if each["@type"] == "Person"]
    assert [each["affiliation"] for each in people] == [{"@id": "https://example.org/g"}]
    assert {each["@id"] for each in bodies} >= {"https://example.org/g"}


def crate_of(data):

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith("data/ro-crate-metadata.json"))
        return archive.read(name)


@pytest.mark.parametrize(
    ("line", "version", "good"),
    [
        ("Tag: 3", (1, 0), True),
        ("Tag : 3", (1, 0), False),
        ("Tag : 3", (0, 97), True),
        ("Tag:3", (0, 96), True),
        ("Tag 3", (0, 97), False),
    ],
)
def test_white_space_before_a_colon_was_allowed_once(line, version, good):
    _, problems = read_info([line], "bag-info.txt", version)
    assert (problems == []) is good
