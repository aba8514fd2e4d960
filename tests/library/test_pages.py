"""The page, the search and the index over all editions of a library."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree, html
from volumes import build, library, little

from letterbook import stages, writing
from letterbook.cli import letterbook
from letterbook.library import volume
from letterbook.library.outcome import BUILT, FAILED
from letterbook.library.pages import publish
from letterbook.project.letterbook_toml import load

TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture
def texts(tmp_path):
    return library(tmp_path / "texts", {"b.txt": "two", "a.txt": "one"})


@pytest.fixture
def output(tmp_path):
    return tmp_path / "output"


def page(output: Path, name: str = "index.html"):
    return html.fromstring((output / "library" / name).read_text(encoding="utf-8"))


def words(element) -> str:
    return " ".join(element.text_content().split())


def index(output: Path, name: str = "cmif.xml"):
    return etree.parse(output / "library" / name).getroot()


def test_the_page_leads_to_each_edition(texts, output):
    build(texts, output, little)
    main = page(output).find(".//main")
    assert words(main.find(".//p[@class='subtitle']")) == "2 editions, 2 letters, 1800–1801"
    rows = main.findall(".//tbody/tr")
    assert [[words(cell) for cell in row] for row in rows] == [
        ["1", "Of a", "", "1", "1800–1801"],
        ["2", "Of b", "", "1", "1800–1801"],
    ]
    assert [row.find(".//a").get("href") for row in rows] == ["../a/html/index.html", "../b/html/index.html"]


def test_the_library_is_named_and_introduced_by_its_editors(texts, output):
    build(texts, output, little)
    assert words(page(output).find(".//h1")) == "Editions of letters"
    settings = output / "library.toml"
    settings.write_text(
        'title = "Lamps & Letters"\nintroduction = """\nOf oil.\n\nOf <glass>.\n"""\n', encoding="utf-8"
    )
    build(texts, output, little)
    main = page(output).find(".//main")
    assert words(main.find(".//h1")) == "Lamps & Letters"
    assert [words(p) for p in main.findall(".//p[@class='introduction']")] == ["Of oil.", "Of <glass>."]
    assert "Lamps & Letters" in words(page(output, "search.html").find(".//title"))


@pytest.mark.parametrize(
    ("settings", "code"),
    [("titel = 'x'", "config-unknown-key"), ("title = 7", "config-type"), ("title = ", "config-syntax")],
)
def test_a_fault_in_what_the_editors_say_is_told(texts, output, settings, code):
    build(texts, output, little)
    (output / "library.toml").write_text(settings, encoding="utf-8")
    assert [one.code for one in publish(output)] == [code]


def test_persons_and_places_of_all_editions_are_listed_once(root, output):
    samples = [str(root / "tests" / "samples" / name / "source.txt") for name in ("en-joint", "en-poets")]
    CliRunner().invoke(letterbook, ["build", *samples, "-o", str(output)])
    persons = page(output, "persons.html")
    names = [words(name) for name in persons.iter("h2")]
    assert names
    assert len(names) == len(set(names))
    for link in persons.find(".//main").iter("a"):
        path, _, anchor = link.get("href").partition("#")
        if path:
            there = html.fromstring((output / "library" / path).read_text(encoding="utf-8"))
            assert not anchor or there.get_element_by_id(anchor) is not None
        else:
            assert persons.get_element_by_id(anchor) is not None
    assert page(output).xpath("//*[local-name()='svg']//*[local-name()='rect']")


def test_the_index_has_the_letters_of_all(texts, output):
    build(texts, output, little)
    for name in ("cmif.xml", "cmif-v2.xml"):
        root = index(output, name)
        sources = [one.get("{http://www.w3.org/XML/1998/namespace}id") for one in root.iter(f"{TEI}bibl")]
        assert sources == ["uuid-a", "uuid-b"]
        assert [one.get("source") for one in root.iter(f"{TEI}correspDesc")] == ["#uuid-a", "#uuid-b"]
        assert [one.text for one in root.iter(f"{TEI}editor")] == ["E"]


BY, ZERO = (
    "https://creativecommons.org/licenses/by/4.0/",
    "https://creativecommons.org/publicdomain/zero/1.0/",
)


@pytest.mark.parametrize(
    ("licences", "of_all"), [((BY, BY), BY), ((ZERO, BY), BY), ((ZERO, ZERO), ZERO), ((BY, ""), None)]
)
def test_the_licence_is_one_that_holds_for_all(texts, output, licences, of_all):
    def made(job):
        target = licences["ab".index(job.edition)]
        return little(job, licence=f'<licence target="{target}">L</licence>' if target else "<p/>")

    build(texts, output, made)
    found = index(output).find(f".//{TEI}licence")
    assert (None if found is None else found.get("target")) == of_all


@pytest.mark.parametrize(
    ("home", "address"),
    [
        ("https://letters.example/x/{}/cmif/cmif.xml", "https://letters.example/x/library/cmif.xml"),
        ("https://{}.example/a/cmif/cmif.xml", "urn:uuid:"),
    ],
)
def test_the_index_stands_beside_the_editions_on_the_web(texts, output, home, address):
    build(texts, output, lambda job: little(job, url=home.format(job.edition)))
    assert index(output).find(f".//{TEI}idno").text.startswith(address)


def test_who_is_named_is_told_once_and_nobody_only_where_nobody_is(texts, output):
    nobody = "No editor is named."
    build(texts, output, lambda job: little(job, editor="Ada" if job.edition == "a" else nobody))
    assert [one.text for one in index(output).iter(f"{TEI}editor")] == ["Ada"]
    build(texts, output, partial(little, editor=nobody), force=True)
    assert [one.text for one in index(output).iter(f"{TEI}editor")] == [nobody]


def test_what_stands_is_on_the_page_whoever_built_it(texts, output, tmp_path):
    build(texts, output, little)
    build(library(tmp_path / "more", {"c.txt": "three"}), output, little)
    assert len(page(output).findall(".//tbody/tr")) == 3
    build(library(tmp_path / "more", {"c.txt": "die"}), output, volume.make)  # it fails: the old one stands
    assert len(page(output).findall(".//tbody/tr")) == 3


def test_an_edition_that_was_built_alone_is_on_the_page_too(root, texts, output):
    source = root / "tests" / "samples" / "en-joint" / "source.txt"
    done = CliRunner().invoke(letterbook, ["build", str(source), "-o", str(output)])
    assert done.exit_code == 0
    build(texts, output, little)
    assert "../en-joint/html/index.html" in [a.get("href") for a in page(output).iter("a")]


def test_pages_that_say_the_same_are_left_alone(texts, output):
    build(texts, output, little)
    before = (output / "library").stat().st_ino
    build(texts, output, little)
    build(texts, output, little, force=True)
    assert (output / "library").stat().st_ino == before
    (output / "library" / "mine.html").write_text("mine")
    told = build(texts, output, little)
    assert told["library"].outcome == FAILED
    assert [p.code for p in told["library"].problems] == ["output-foreign"]
    assert (output / "library" / "mine.html").exists()


def test_where_nothing_stands_there_is_no_page(tmp_path, output):
    build(library(tmp_path / "texts", {"a.txt": "no letters"}), output, volume.make)
    assert not (output / "library").exists()


def test_an_edition_called_library_is_not_written_over(root, texts, output):
    folder = library(texts.parent / "one", {"library.txt": ""})
    text = (root / "tests" / "samples" / "en-joint" / "source.txt").read_text()
    (folder / "library.txt").write_text(text)
    CliRunner().invoke(letterbook, ["build", str(folder / "library.txt"), "-o", str(output)])
    told = build(texts, output, little)
    assert [p.code for p in told["library"].problems] == ["library-clash"]
    assert (output / "library" / "tei" / "edition.xml").exists()
    assert told["a"].outcome == BUILT


def test_the_search_reads_the_texts_of_each_edition(texts, output):
    build(texts, output, little)
    scripts = [one.get("src") for one in page(output, "search.html").iter("script")]
    assert scripts == ["script/library-data.js", "script/library.js", "script/search.js"]
    data = (output / "library" / "script" / "library-data.js").read_text(encoding="utf-8")
    known = json.loads(re.fullmatch(r"window\.letterbookLibrary = (.*);\n", data, re.DOTALL)[1])
    assert known["volumes"] == [["a", "Of a"], ["b", "Of b"]]
    assert known["labels"].keys() == {"none", "count", "first", "missing"}


def test_every_link_of_the_pages_leads_somewhere(root, output):
    texts = root / "tests" / "samples" / "de-dichter"
    build(texts, output, volume.make)
    for name in ("index.html", "search.html"):
        root_ = page(output, name)
        assert root_.get("lang") == "de"
        targets = [*root_.xpath("//a/@href"), *root_.xpath("//script/@src | //link[@rel='stylesheet']/@href")]
        for target in targets:
            path, _, anchor = target.partition("#")
            assert not path or (output / "library" / path).is_file(), target
            year = anchor.partition("year=")[2]
            there = page(output, path) if path else root_
            assert not anchor or there.xpath("//*[@id=$id] | //tr[@data-year=$year]", id=anchor, year=year)


def test_what_is_said_of_an_edition(sample):
    project, _ = load(sample)
    run, _ = stages.run(project)
    facts = etree.fromstring(volume.facts_of(run.files["tei/edition.xml"]))
    assert dict(facts.attrib) == {
        "letters": "27",
        "from": "1941",
        "to": "1941",
        "{http://www.w3.org/XML/1998/namespace}lang": "en",
    }
    assert facts.findtext("author") == "J. V. Stalin"


def test_a_year_before_christ_or_none_is_no_fault():
    for value, years in (("-0050-01-01", {}), ("1800", {"from": "1800", "to": "1800"}), ("", {})):
        tei = (
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>'
            f'<correspAction type="sent"><date when="{value}"/></correspAction></correspDesc>'
            '</profileDesc></teiHeader><text><body><div type="letter"/></body></text></TEI>'
        )
        assert {**years, "letters": "1"} == dict(etree.fromstring(volume.facts_of(tei.encode())).attrib)


def test_the_years_of_a_library_are_those_that_its_editions_tell():
    """A doubtful date before all sure ones is no year of the book; persons and places have their pages."""
    tei = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc>
      <correspDesc xml:id="d1"><correspAction type="sent"><persName>Karl van der Meer</persName>
        <placeName>Hafen</placeName><date when="1772" cert="low"/></correspAction></correspDesc>
      <correspDesc xml:id="d2"><correspAction type="sent"><persName>Karl van der Meer</persName>
        <date when="1801-05-02"/></correspAction></correspDesc></profileDesc></teiHeader>
      <text><body><div type="letter" decls="#d1"/><div type="letter" decls="#d2"/></body></text></TEI>"""
    facts = etree.fromstring(volume.facts_of(tei.encode()))
    assert (facts.get("from"), facts.get("to")) == ("1801", "1801")
    assert [dict(year.attrib) for year in facts.findall("year")] == [{"n": "1801", "letters": "1"}]
    assert dict(facts.find("person").attrib) == {
        "key": "=karl van der meer",
        "letters": "2",
        "address": "persons/named-karl-van-der-meer.html",
        "sort": "meer karl van der meer",
    }
    assert facts.find("place").get("address") == "places/named-hafen.html"


def test_the_pages_are_letterbooks_own_folder(texts, output):
    build(texts, output, little)
    text = (output / "library" / writing.MARKER).read_text()
    assert {line.partition("  ")[2] for line in text.splitlines()} == {
        "cmif-v2.xml", "cmif.xml", "index.html", "search.html", "style/edition.css", "script/letters.js",
        "script/library-data.js", "script/library.js", "script/search.js",
    }  # fmt: skip
