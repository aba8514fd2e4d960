"""Each "must" of RO-Crate 1.1 for such a crate, asked of the sample's and of crates that break it."""

from __future__ import annotations

import copy
import io
import json
import re
import zipfile

import pytest

from letterbook.deposit.crate import FILE
from letterbook.deposit.described import crate_faults

#: The terms of the context of RO-Crate 1.1 (version 1.1.3) that are used here: types, then properties.
TYPES = {"CreateAction", "CreativeWork", "Dataset", "File", "Organization", "Person", "SoftwareApplication"}
TERMS = {
    "about",
    "agent",
    "author",
    "conformsTo",
    "contentSize",
    "copyrightHolder",
    "datePublished",
    "description",
    "encodingFormat",
    "endTime",
    "familyName",
    "givenName",
    "hasPart",
    "identifier",
    "inLanguage",
    "instrument",
    "license",
    "mainEntity",
    "mentions",
    "name",
    "object",
    "publisher",
    "result",
    "softwareVersion",
    "version",
}


@pytest.fixture(scope="module")
def held(package):
    """Return the files of the payload: path from its root -> bytes."""
    with zipfile.ZipFile(io.BytesIO(package.data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("sample/data/")]
        return {name.removeprefix("sample/data/"): archive.read(name) for name in names}


@pytest.fixture(scope="module")
def whole(held):
    return json.loads(held[FILE])


@pytest.fixture(scope="module")
def entities(whole):
    return {entity["@id"]: entity for entity in whole["@graph"]}


def types(entity):
    return entity["@type"] if isinstance(entity["@type"], list) else [entity["@type"]]


def values(entity):
    for key, value in entity.items():
        for one in value if isinstance(value, list) else [value]:
            yield key, one


# ------------------------------------------------------------------ the sample's crate


def test_the_metadata_file_lies_in_the_root_under_its_name(held):
    assert "ro-crate-metadata.json" in held


def test_it_is_flattened_and_compacted_json_ld(held, whole):
    """Every entity stands in @graph, others are named by @id alone, one value stands without a list."""
    assert list(whole) == ["@context", "@graph"]
    assert whole["@context"] == "https://w3id.org/ro/crate/1.1/context"
    for entity in whole["@graph"]:
        for key, value in entity.items():
            assert not (isinstance(value, list) and len(value) == 1), (entity["@id"], key)
        for key, one in values(entity):
            assert isinstance(one, str) or set(one) == {"@id"}, (entity["@id"], key)
    held[FILE].decode("utf-8")
    assert not held[FILE].startswith(b"\xef\xbb\xbf")


def test_no_two_entities_have_one_id(whole):
    ids = [entity["@id"] for entity in whole["@graph"]]
    assert len(ids) == len(set(ids))


def test_it_uses_terms_of_the_context_alone(whole):
    for entity in whole["@graph"]:
        assert set(types(entity)) <= TYPES
        assert set(entity) - {"@id", "@type"} <= TERMS


def test_the_descriptor_describes_the_file_and_leads_to_the_root(entities):
    descriptor = entities["ro-crate-metadata.json"]
    assert descriptor["@type"] == "CreativeWork"
    assert descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}


def test_the_root_says_what_it_must(entities):
    root = entities["./"]
    assert root["@type"] == "Dataset"
    assert root["name"] == "Letters & <cables>: a sample"
    assert len(root["description"]) > 100
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", root["datePublished"])
    licence = entities[root["license"]["@id"]]
    assert types(licence) == ["CreativeWork"]
    assert licence["name"]
    assert licence["description"]


def test_every_file_is_described_but_the_description_itself(held, entities):
    files = {key for key, entity in entities.items() if "File" in types(entity)}
    assert files == set(held) - {FILE}
    for name in files:
        assert entities[name]["contentSize"] == str(len(held[name]))
        assert "/" in entities[name]["encodingFormat"]


def test_every_folder_is_described_as_a_dataset(held, entities):
    folders = {f"{'/'.join(name.split('/')[:n])}/" for name in held for n in range(1, name.count("/") + 1)}
    described = {key for key, entity in entities.items() if "Dataset" in types(entity)}
    assert described == folders | {"./"}


def test_the_root_leads_to_every_file_and_folder(entities):
    def reached(key):
        yield key
        for name, one in values(entities[key]):
            if name == "hasPart":
                yield from reached(one["@id"])

    data = {key for key, entity in entities.items() if {"File", "Dataset"} & set(types(entity))}
    assert sorted(reached("./")) == sorted(data)


def test_whatever_is_named_is_described(entities):
    for entity in entities.values():
        for key, one in values(entity):
            if isinstance(one, dict) and key != "conformsTo":
                assert one["@id"] in entities, (entity["@id"], key)


def test_every_contextual_entity_is_named_by_another(entities):
    named = {one["@id"] for entity in entities.values() for _, one in values(entity) if isinstance(one, dict)}
    assert set(entities) - named == {FILE}


def test_ids_are_uris(entities):
    for key in entities:
        assert re.fullmatch(r"https://[^\s<>\"]+|#[a-z0-9-]+|[A-Za-z0-9./-]+", key), key


def test_people_have_their_orcid_and_are_described_once(entities):
    person = entities["https://orcid.org/0000-0002-1825-0097"]
    assert (person["@type"], person["familyName"], person["givenName"]) == ("Person", "Müller", "E.")
    assert person["name"] == "E. Müller"
    assert entities["#creator-2"]["@type"] == "Organization"


def test_the_making_names_program_sources_and_results(entities, desk):
    made = entities["#made"]
    assert made["@type"] == "CreateAction"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", made["endTime"])
    program = entities[made["instrument"]["@id"]]
    assert program["@type"] == "SoftwareApplication"
    assert program["version"] == "0.1.0"
    assert len(re.findall(r"(?:rules|words|schema) [0-9a-f]{64}", program["description"])) == 2
    sources = {entities[one["@id"]]["name"] for one in made["object"]}
    assert sources == {path.name for path in desk.iterdir()}
    assert {"@id": "tei/edition.xml"} in made["result"]


# ------------------------------------------------------------------ crates that break a rule


def faults(whole, files):
    return list(crate_faults(json.dumps(whole).encode(), files))


def test_the_judge_finds_no_fault_with_it(held):
    assert list(crate_faults(held[FILE], set(held))) == []


def entity(whole, key):
    return next(each for each in whole["@graph"] if each["@id"] == key)


def with_(key, **changes):
    def change(whole):
        one = entity(whole, key)
        for name, value in changes.items():
            if value is None:
                del one[name.replace("at_", "@")]
            else:
                one[name.replace("at_", "@")] = value

    return change


def without(key):
    return lambda whole: whole["@graph"].remove(entity(whole, key))


def added(**one):
    return lambda whole: whole["@graph"].append({name.replace("at_", "@"): v for name, v in one.items()})


BROKEN = {
    "no context": (lambda whole: whole.pop("@context"), "flattened JSON-LD"),
    "no graph": (lambda whole: whole.pop("@graph"), "flattened JSON-LD"),
    "a graph that is no list": (lambda whole: whole.update({"@graph": {}}), "flattened JSON-LD"),
    "an entity without id": (lambda whole: whole["@graph"].append({"@type": "Thing"}), "with @id and @type"),
    "an entity without type": (with_("#made", at_type=None), "with @id and @type"),
    "an entity that is a word": (lambda whole: whole["@graph"].append("x"), "with @id and @type"),
    "two of one id": (added(at_id="#made", at_type="Thing"), "describes “#made” twice"),
    "an entity inside another": (with_("./", author={"@type": "Person", "name": "A"}), "inside of “./”"),
    "a list inside a list": (with_("./", author=[[{"@id": "#made"}]]), "inside of “./”"),
    "no descriptor": (without(FILE), "does not describe itself"),
    "a descriptor of another type": (with_(FILE, at_type="Dataset"), "is a CreativeWork"),
    "a descriptor about nothing": (with_(FILE, about=None), "leads nowhere"),
    "a descriptor about something unsaid": (with_(FILE, about={"@id": "#x"}), "leads nowhere"),
    "no version": (with_(FILE, conformsTo=None), "to which RO-Crate"),
    "another standard": (with_(FILE, conformsTo={"@id": "https://example.org/"}), "to which RO-Crate"),
    "a root that is no dataset": (with_("./", at_type="CreativeWork"), "is a Dataset"),
    "no name": (with_("./", name=None), "the name of"),
    "no description": (with_("./", description=None), "the description of"),
    "no licence": (with_("./", license=None), "the license of"),
    "no date": (with_("./", datePublished=None), "the datePublished of"),
    "a date in words": (with_("./", datePublished="May 2024"), "ISO 8601"),
    "a day that never was": (with_("./", datePublished="2024-02-30"), "ISO 8601"),
    "a date that is a number": (with_("./", datePublished=2024), "ISO 8601"),
    "a file that is not there": (with_("tei/edition.xml", at_id="tei/other.xml"), "is not in the crate"),
    "a folder that is not there": (
        added(at_id="pictures/", at_type="Dataset"),
        "“pictures/”, which is not in the crate",
    ),
    "a file no hasPart leads to": (with_("schema/", hasPart={"@id": "schema/letterbook.rng"}), "no hasPart"),
    "a part of no kind": (with_("README.md", at_type="CreativeWork"), "neither that it is a File"),
    "a part that is not described": (without("README.md"), "does not describe it"),
    "a file elsewhere": (with_("README.md", at_id="../README.md"), "no path within the crate"),
    "a path of Windows": (with_("README.md", at_id="tei\\edition.xml"), "no path within the crate"),
    "a path with a blank": (with_("README.md", at_id="tei/my edition.xml"), "no path within the crate"),
    "an absolute path": (with_("README.md", at_id="/README.md"), "no path within the crate"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_a_rule_is_told(whole, held, name):
    change, said = BROKEN[name]
    broken = copy.deepcopy(whole)
    change(broken)
    assert any(said in fault for fault in faults(broken, set(held))), faults(broken, set(held))


RIGHT = {
    "a year alone": with_("./", datePublished="2024"),
    "a moment": with_("./", datePublished="2024-05-31T12:00:00+02:00"),
    "several types": with_("./", at_type=["Dataset", "CreativeWork"]),
    "a value with its type": with_("./", version={"@value": "1", "@type": "xsd:string"}),
    "a file on the web": added(at_id="https://example.org/x.xml", at_type="CreativeWork"),
    "a dataset of the world": added(at_id="#other-data", at_type="Dataset"),
    "a licence in words": with_("./", license="Ask the archive."),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_allowed_is_no_fault(whole, held, name):
    changed = copy.deepcopy(whole)
    RIGHT[name](changed)
    assert faults(changed, set(held)) == []


def test_names_that_are_escaped_are_found():
    files = {FILE, "my letters/50%.xml", "über.xml"}
    root = {
        "@id": "./", "@type": "Dataset", "name": "n", "description": "d", "license": "l",
        "datePublished": "2024", "hasPart": [{"@id": "my%20letters/50%25.xml"}, {"@id": "über.xml"}],
    }  # fmt: skip
    about = {
        "@id": FILE,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }
    parts = [{"@id": one["@id"], "@type": "File"} for one in root["hasPart"]]
    assert faults({"@context": "x", "@graph": [about, root, *parts]}, files) == []


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[" * 100_000, b"\xff\xfe{}", b"null", b'"x"', b"1e999999", b"{}"]
)
def test_what_is_no_description_at_all(data):
    assert len(list(crate_faults(data, set()))) == 1
