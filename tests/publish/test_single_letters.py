"""Single letters: each a whole document, and all of them together the edition's letters."""

from __future__ import annotations

import copy
import functools
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree
from scoring import build, editions
from strategies import Compositor
from strategies import editions as drawn

from letterbook.check import check
from letterbook.problems import Severity
from letterbook.project.letterbook_toml import Project
from letterbook.publish.exchange import single_letters
from letterbook.tei import encode, serialise
from letterbook.xml_input.parse import parse

T = {"t": "http://www.tei-c.org/ns/1.0"}
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
EVERY = [*editions(), "churchill-stalin"]


@functools.cache
def tei_of(name: str) -> bytes:
    return build(name).files["tei/edition.xml"]


@functools.cache
def letters_of(tei: bytes) -> dict[str, bytes]:
    made, problems = single_letters(tei)
    assert problems == ()
    return made


def encoded(edition) -> bytes:
    return serialise(encode(edition, Project(id="book", source=Path("text.txt"))).value.root)


def errors(data: bytes, name: str) -> list[str]:
    root, problems = parse(data, name)
    assert root is not None, problems
    return [str(one) for one in check(data, root, name) if one.severity is Severity.ERROR]


# ------------------------------------------------------------------ joined again


def restored(part: etree._Element, names: dict[str, str]) -> etree._Element:
    """Undo what was done to a part of the edition when it was put into a letter's document.

    `names` are the ids of the letters by their files.
    """
    part = copy.deepcopy(part)
    for element in part.iter(etree.Element):
        if element.tag in (f"{TEI}ref", f"{TEI}note") and element.get("corresp", "").startswith(
            "../edition.xml#"
        ):
            own, _, rest = element.attrib.pop("corresp").partition(" ")
            element.set(ID, own.partition("#")[2])
            if rest:
                element.set("corresp", rest)
        for name, value in element.attrib.items():
            if "../edition.xml#" in value or (name in ("target", "source") and ".xml" in value):
                element.set(name, " ".join(_edition_pointer(one, names) for one in value.split()))
    return part


def _edition_pointer(pointer: str, names: dict[str, str]) -> str:
    file, _, fragment = pointer.partition("#")
    if not file.endswith(".xml"):
        return pointer
    return f"#{fragment or names[file]}"


def same(one: etree._Element, other: etree._Element) -> bool:
    return etree.tostring(one, method="c14n", with_tail=False) == etree.tostring(
        other, method="c14n", with_tail=False
    )


def called(root: etree._Element) -> dict[str, str]:
    """Return the ids of calls in a letter's document: there, and in the edition."""
    return {
        ref.get(ID): ref.get("corresp").split()[0].partition("#")[2]
        for ref in root.iterfind(".//t:ref[@type='note']", T)
        if ref.get(ID) is not None
    }


def assert_joined_again_they_are_the_edition(tei: bytes, letters: dict[str, bytes]) -> None:
    edition = etree.fromstring(tei)
    wanted = {one.get(ID): one for one in edition.iter(etree.Element) if one.get(ID)}
    divs = [one for one in edition.iterfind(".//t:div[@type='letter']", T) if one.get("decls")]
    assert len(letters) == len(divs)
    calls: dict[str, set[str]] = {}
    roots = {file.rpartition("/")[2]: etree.fromstring(data) for file, data in letters.items()}
    files = {file: root.find("t:text/t:body/t:div", T).get(ID) for file, root in roots.items()}
    for root in roots.values():
        (letter,) = (one for one in root.iterfind("t:text/t:body/t:div", T) if one.get("decls"))
        assert same(restored(letter, files), wanted[letter.get(ID)])
        (description,) = root.iterfind(".//t:correspDesc", T)
        assert same(restored(description, files), wanted[description.get(ID)])
        for entry in root.iterfind("t:standOff/*/*", T):
            assert same(restored(entry, files), wanted[entry.get(ID)])
        own = called(root)
        for note in root.iterfind("t:text/t:back/t:div/t:note", T):
            whole = restored(note, files)
            calls.setdefault(note.get(ID), set()).update(own[c[1:]] for c in note.get("target", "").split())
            assert without_target(whole) == without_target(wanted[note.get(ID)])
    assert set(files.values()) == {div.get(ID) for div in divs}
    for note, callers in calls.items():
        assert callers == {c[1:] for c in wanted[note].get("target", "").split()} & callers
        inside = {c for c in (wanted[note].get("target") or "").split() if in_letter(wanted[c[1:]])}
        assert {f"#{c}" for c in callers} >= inside


def without_target(note: etree._Element) -> bytes:
    note = copy.deepcopy(note)
    for one in note.iter(f"{TEI}note"):
        one.attrib.pop("target", None)
    return etree.tostring(note, method="c14n", with_tail=False)


def in_letter(call: etree._Element) -> bool:
    return any(one.get("type") == "letter" and one.get("decls") for one in call.iterancestors(f"{TEI}div"))


@pytest.mark.parametrize("name", EVERY)
def test_joined_again_they_give_the_letters_of_a_test_edition(name):
    assert_joined_again_they_are_the_edition(tei_of(name), letters_of(tei_of(name)))


@settings(max_examples=40)
@given(drawn())
def test_joined_again_they_give_the_letters_of_any_edition(edition):
    tei = encoded(edition)
    assert_joined_again_they_are_the_edition(tei, letters_of(tei))


# ------------------------------------------------------------------ each by itself


@pytest.mark.parametrize("name", EVERY)
def test_each_is_valid_and_whole(name):
    for file, data in letters_of(tei_of(name)).items():
        assert errors(data, file) == []


@settings(max_examples=40)
@given(drawn())
def test_each_of_any_edition_is_valid_where_the_edition_is(edition):
    tei = encoded(edition)
    assert errors(tei, "edition.xml") == []
    for file, data in letters_of(tei).items():
        assert errors(data, file) == []


def test_each_is_tei_by_the_rules_of_the_tei_itself(tei_all_oracle):
    documents = {f"{name} {file}": data for name in EVERY for file, data in letters_of(tei_of(name)).items()}
    assert len(documents) > 100
    assert tei_all_oracle(documents) == []


def test_each_tells_its_place_in_the_edition():
    data = letters_of(tei_of("churchill-stalin"))["tei/letters/letter-11.xml"]
    root = etree.fromstring(data)
    said = {
        ref.get("type"): ref.get("target")
        for ref in root.iterfind(".//t:correspContext/t:ref[@subtype='edition']", T)
    }
    assert said == {"prev": "letter-10.xml", "next": "letter-12.xml"}
    (place,) = root.iterfind(".//t:sourceDesc/t:bibl[@type='edition']", T)
    assert place.find("t:ptr", T).get("target") == "../edition.xml#letter-11"
    assert place.findtext("t:biblScope", namespaces=T) == "11"


def test_a_letter_in_a_part_names_the_part():
    c = Compositor()
    head = c.block("head", c.t("The year 1812"))
    letters = [c.letter(key, c.block("head", c.t(f"No. {key}")), c.block("p", c.t("Text."))) for key in "12"]
    part = c.block("matter", head, *letters, value="part")
    root = etree.fromstring(letters_of(encoded(c.edition(part)))["tei/letters/letter-2.xml"])
    scopes = [(one.get("unit"), one.text) for one in root.iterfind(".//t:biblScope", T)]
    assert scopes == [("part", "The year 1812"), ("letter", "2")]


def test_a_note_called_in_three_letters_stands_in_each():
    letters = letters_of(tei_of("churchill-stalin"))
    for number in (10, 11, 14):
        root = etree.fromstring(letters[f"tei/letters/letter-{number}.xml"])
        (note,) = (one for one in root.iter(f"{TEI}note") if one.get(ID) == "note-12")
        assert note.get("corresp") == "../edition.xml#note-12"
        assert note.get("target").split()[0] == "#call-12-1"
    third = etree.fromstring(letters["tei/letters/letter-14.xml"])
    assert called(third)["call-12-1"] == "call-12-3"


def test_a_note_that_a_note_calls_comes_along():
    c = Compositor()
    letter = c.letter("1", c.block("p", c.t("Rye"), c.call("1", "1")))
    first = c.note("1", "1", "end", c.block("p", c.t("See"), c.call("2", "2")))
    other = c.note("2", "2", "end", c.block("p", c.t("Oats.")))
    stray = c.note("3", "3", "end", c.block("p", c.t("Never called.")))
    edition = c.edition(letter, back=(c.block("matter", first, other, stray, value="notes"),))
    root = etree.fromstring(letters_of(encoded(edition))["tei/letters/letter-1.xml"])
    assert [one.get(ID) for one in root.iter(f"{TEI}note")] == ["note-1", "note-2"]


# ------------------------------------------------------------------ stable


def small(*keys: str):
    """Make an edition of letters that all call the one note."""
    c = Compositor()
    letters = [c.letter(key, c.block("p", c.t(f"Letter {key}"), c.call("1", "1"))) for key in keys]
    note = c.note("1", "1", "end", c.block("p", c.t("Rye.")))
    return c.edition(*letters, back=(c.block("matter", note, value="notes"),))


@pytest.mark.parametrize("keys", [("0", "1", "2", "3"), ("1", "1a", "2", "3"), ("1", "2", "3", "4")])
def test_a_letter_put_in_elsewhere_changes_no_id(keys):
    before = letters_of(encoded(small("1", "2", "3")))
    after = letters_of(encoded(small(*keys)))
    for file, data in before.items():
        one, other = etree.fromstring(data), etree.fromstring(after[file])
        assert one.xpath("//@xml:id") == other.xpath("//@xml:id")
        for root in (one, other):
            etree.strip_attributes(root, "corresp")
        assert same(one.find("t:text", T), other.find("t:text", T))


def test_the_same_edition_gives_the_same_bytes():
    tei = tei_of("en-poets")
    assert dict(single_letters(tei).value) == letters_of(tei)


@pytest.mark.parametrize(
    ("keys", "files"),
    [
        (("1", "1A"), ["letter-1.xml", "letter-1A.xml"]),
        (("1", "*"), ["letter-1.xml", "letter-x002A.xml"]),
        (("a", "A"), ["letter-1..xml", "letter-2..xml"]),
    ],
)
def test_files_have_names_that_every_archive_takes(keys, files):
    made = letters_of(encoded(small(*keys)))
    assert sorted(name.rpartition("/")[2] for name in made) == files
