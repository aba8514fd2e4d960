"""The records are those that DataCite, Dublin Core and the Citation File Format define."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from datacite import schema45
from lxml import etree

from letterbook.deposit.record import Record, _spdx
from letterbook.deposit.records import citation, datacite, datacite_xml, dublin_core
from letterbook.project.creators import Creator

FULL = Record(
    id="letters",
    title="Letters & <cables>",
    creators=(
        Creator("Müller", "E.", orcid="0000-0002-1825-0097"),
        Creator(name='The "G." project'),
        Creator("Ann"),
        Creator(name="Voltaire", orcid="0000-0001-5109-3700"),
    ),
    publisher="University Library of G.",
    date="2024-05-31",
    licence="Creative Commons Attribution 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    rights_holder="E. F.",
    authors=("A. B.", "C. D."),
    editor="E. F.",
    responsible=(("transcription", "H. I."), ("proof-reading", "H. I.")),
    languages=("en", "fr"),
    extent=((27, "letters"), (1, "notes")),
    source="The printed book",
    doi="10.1234/abc.5",
    url="https://example.org/a?b&c",
    spdx="CC-BY-4.0",
)
BARE = replace(
    FULL,
    creators=(Creator(name="The G. project"),),
    licence="All rights reserved",
    licence_url="https://example.org/terms",
    authors=(),
    editor="",
    responsible=(),
    languages=(),
    extent=(),
    source="",
    doi="",
    url="",
    spdx="",
)
FAULTY = replace(FULL, faults=3)
ALL = pytest.mark.parametrize("record", [FULL, BARE, FAULTY], ids=["full", "bare", "faulty"])


@ALL
def test_datacite_is_valid_by_datacites_own_schema(record):
    assert [error.message for error in schema45.validator.iter_errors(datacite(record))] == []


def test_the_records_of_the_package_are_valid(package):
    assert [error.message for error in schema45.validator.iter_errors(datacite(package.record))] == []


def test_datacites_schema_would_notice():
    told = datacite(FULL)
    for key in ("creators", "titles", "publisher", "publicationYear", "types"):
        assert not schema45.validator.is_valid({name: value for name, value in told.items() if name != key})


def canonical(root):
    """Give a tree as (name, attributes, text, children), blanks between elements left out."""
    text = (root.text or "").strip()
    return root.tag, dict(root.attrib), text, [canonical(child) for child in root]


@pytest.mark.parametrize("record", [FULL, FAULTY], ids=["full", "faulty"])
def test_the_xml_says_what_datacites_own_program_makes_of_the_json(record):
    """Rights attributes apart, which that program writes in another order; attributes have none."""
    theirs = canonical(etree.fromstring(schema45.tostring(datacite(record)).encode()))
    ours = canonical(etree.fromstring(datacite_xml(record)))
    assert sorted(ours[3]) == sorted(theirs[3])
    assert ours[:2] == theirs[:2]


def test_without_a_doi_the_xml_says_that_it_is_to_come():
    root = etree.fromstring(datacite_xml(BARE))
    identifier = root.find("{*}identifier")
    assert (identifier.get("identifierType"), identifier.text) == ("DOI", "(:tba)")
    assert "doi" not in datacite(BARE)


@ALL
def test_dublin_core_has_its_fifteen_elements_and_no_other(record):
    root = etree.fromstring(dublin_core(record))
    assert root.tag == "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
    fifteen = {
        "title",
        "creator",
        "subject",
        "description",
        "publisher",
        "contributor",
        "date",
        "type",
        "format",
        "identifier",
        "source",
        "language",
        "relation",
        "coverage",
        "rights",
    }
    told = [etree.QName(each) for each in root]
    assert {each.namespace for each in told} == {"http://purl.org/dc/elements/1.1/"}
    assert {each.localname for each in told} <= fifteen
    assert all(each.text.strip() for each in root)


def test_dublin_core_says_it():
    told = [(etree.QName(each).localname, each.text) for each in etree.fromstring(dublin_core(FULL))]
    for pair in (
        ("title", "Letters & <cables>"),
        ("creator", "Müller, E."),
        ("creator", 'The "G." project'),
        ("contributor", "H. I."),
        ("identifier", "https://doi.org/10.1234/abc.5"),
        ("language", "fr"),
        ("source", "The printed book"),
        ("rights", "Rights holder: E. F."),
    ):
        assert told.count(pair) == 1, pair


def test_the_citation_file():
    assert citation(FULL).decode().splitlines() == [
        "cff-version: 1.2.0",
        'message: "If you use this edition, please cite it as below."',
        "type: dataset",
        'title: "Letters & <cables>"',
        "authors:",
        '  - family-names: "Müller"',
        '    given-names: "E."',
        '    orcid: "https://orcid.org/0000-0002-1825-0097"',
        '  - name: "The \\"G.\\" project"',
        '  - family-names: "Ann"',
        '  - name: "Voltaire"',
        '    orcid: "https://orcid.org/0000-0001-5109-3700"',
        'date-released: "2024-05-31"',
        f"abstract: {json.dumps(FULL.abstract)}",
        "license: CC-BY-4.0",
        'doi: "10.1234/abc.5"',
        'url: "https://example.org/a?b&c"',
        "keywords:",
        '  - "letters"',
        '  - "correspondence"',
        '  - "TEI"',
        '  - "CMIF"',
    ]
    assert 'license-url: "https://example.org/terms"' in citation(BARE).decode().splitlines()


def test_the_abstract_counts():
    assert "letters by A. B. and C. D. (27 letters, 1 note) in TEI" in FULL.abstract
    assert "An edition of letters in TEI" in BARE.abstract


def test_faults_are_told_in_every_record():
    for written in (datacite_xml(FAULTY), dublin_core(FAULTY), json.dumps(datacite(FAULTY)).encode()):
        assert b"made in spite of 3 errors" in written
    for written in (datacite_xml(FULL), dublin_core(FULL)):
        assert b"in spite of" not in written


LICENCES = {
    "https://creativecommons.org/licenses/by/4.0/": "CC-BY-4.0",
    "http://creativecommons.org/licenses/by-nc-sa/3.0/de/": "CC-BY-NC-SA-3.0",
    "https://creativecommons.org/licenses/by-nd/2.5": "CC-BY-ND-2.5",
    "https://creativecommons.org/licenses/by-nc-nd/4.0/legalcode": "CC-BY-NC-ND-4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0-1.0",
    "https://creativecommons.org/publicdomain/mark/1.0/": "",
    "https://creativecommons.org/licenses/by-sa-nc/4.0/": "",
    "https://creativecommons.org/licenses/nc/1.0/": "",
    "https://example.org/?https://creativecommons.org/licenses/by/4.0/": "",
    "https://creativecommons.org/licenses/by/4.01/": "",
}


@pytest.mark.parametrize(("url", "name"), LICENCES.items())
def test_the_short_name_of_a_licence(url, name):
    assert _spdx(url) == name


def test_a_citation_reads_well():
    assert FULL.citation == (
        'Müller, E.; The "G." project; Ann; Voltaire (2024): Letters & <cables>. University Library of G. '
        "https://doi.org/10.1234/abc.5"
    )
    assert re.search(r"[.] University Library of G[.]$", BARE.citation)
