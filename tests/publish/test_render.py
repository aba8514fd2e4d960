"""TEI to files: formats, parameters, and what a stylesheet says."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pytest

from letterbook import assets
from letterbook.problems import CODES, Refused, Severity
from letterbook.publish import render

SAMPLE = Path(__file__).parents[1] / "xslt" / "lighthouse.xml"


@cache
def tei() -> bytes:
    return SAMPLE.read_bytes()


def refused(*arguments) -> str:
    with pytest.raises(Refused) as caught:
        render.render(*arguments)
    (problem,) = caught.value.problems
    assert problem.code in CODES
    return str(problem)


def test_formats_are_the_stylesheets_at_the_top():
    assert {"html", "text"} <= set(render.formats())
    assert render.formats() == tuple(sorted(render.formats()))
    assert all(assets.xslt(f"{name}.xsl").is_file() for name in render.formats())


@pytest.mark.parametrize("name", render.formats())
def test_every_parameter_is_documented_inside_itself(name):
    for parameter in render.parameters(name):
        assert parameter.default, parameter.name
        assert len(parameter.means.split()) > 5, parameter.name
        assert parameter.means.endswith("."), parameter.name


def test_text_says_what_it_can_be_told():
    assert [parameter.name for parameter in render.parameters("text")] == [
        "reading",
        "notes",
        "form",
        "width",
    ]


@pytest.mark.parametrize("name", render.formats())
def test_a_sound_edition_gives_files_and_no_problem(name):
    files, problems = render.render(tei(), name)
    assert problems == ()
    assert files
    assert all(isinstance(data, bytes) for data in files.values())
    assert list(files) == sorted(files)


@pytest.mark.parametrize("name", render.formats())
def test_the_same_document_gives_the_same_bytes(name):
    def sums():
        return {
            file: hashlib.sha256(data).hexdigest() for file, data in render.render(tei(), name).value.items()
        }

    first = sums()
    render.render(tei().replace(b"Skarholm", b"Elsewhere"), name)
    assert sums() == first


def test_each_letter_has_its_file():
    letters = ["letter-1", "letter-2", "letter-2a", "letter-3", "letter-4"]
    html = render.render(tei(), "html").value
    assert [name for name in html if "/" in name] == [
        *(f"letters/{letter}.html" for letter in letters),
        *(f"parts/{part}-1.html" for part in ("index", "preface", "text", "title-page")),
        *(f"persons/{one}.html" for one in ("named-the-harbour-board", "p-lindqvist", "p-marten")),
        *(f"places/{one}.html" for one in ("named-karlsund", "pl-skarholm")),
        "script/letters.js",
        "script/search-data.js",
        "script/search.js",
        "style/edition.css",
    ]
    text = render.render(tei(), "text").value
    assert list(text) == ["edition.txt", *(f"letters/{letter}.txt" for letter in letters)]


@pytest.mark.parametrize(
    ("ids", "files"),
    [
        (("letter-1", "letter-1A"), ("letter-1", "letter-1A")),
        (("letter-a", "letter-A"), ("letter-1.", "letter-2.")),
        (("letter-ä", "letter-2"), ("letter-1", "letter-2")),
        (("letter-ß/..", "letter-2"), None),
    ],
)
def test_file_names_are_names_everywhere(ids, files):
    letters = "".join(f'<div type="letter" xml:id="{name}"><p>Words.</p></div>' for name in ids)
    document = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        f"</fileDesc></teiHeader><text><body>{letters}</body></text></TEI>"
    ).encode()
    made = [name for name in render.render(document, "text").value if "/" in name]
    if files is not None:
        assert [name.removeprefix("letters/").removesuffix(".txt").rstrip(".") for name in made] == sorted(
            file.rstrip(".") for file in files
        )
    assert all(name.isascii() for name in made)
    assert len({name.lower() for name in made}) == len(ids)


def test_an_element_without_a_template_is_said_once_with_its_line():
    strange = tei().replace(b"<ab>", b"<ab><strange>").replace(b"</ab>", b"</strange></ab>")
    strange = strange.replace(b"<p>One bill.</p>", b"<p>One <strange>bill</strange>.</p>")
    line = strange[: strange.index(b"<strange>")].count(b"\n") + 1
    for name in ("html", "text"):
        files, (problem,) = render.render(strange, name, {}, "my.xml")
        assert problem.code == "render-unhandled"
        assert problem.severity is Severity.WARNING
        assert "'strange'" in problem.message
        assert "(and 1 more)" in problem.message
        assert (problem.place.file, problem.place.line) == ("my.xml", line)
        assert b"bill" in b"".join(files.values())


def test_what_is_not_there_is_refused():
    assert "there are html, text" in refused(tei(), "pdf").replace("exchange, ", "").replace(", letters", "")
    assert "no parameter “colour”; it has reading, notes, form, width" in refused(
        tei(), "text", {"colour": "red"}
    )


@pytest.mark.parametrize(("name", "value"), [("width", "wide"), ("width", "7.5"), ("reading", "as printed")])
def test_a_parameter_of_the_wrong_kind_is_refused(name, value):
    assert value in refused(tei(), "text", {name: value})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "xml-empty"),
        (b"<TEI>", "xml-syntax"),
        (b"<!DOCTYPE TEI><TEI/>", "xml-doctype"),
    ],
)
def test_a_document_that_cannot_be_parsed_is_refused(data, code):
    assert f"[{code}]" in refused(data, "html", {}, "my.xml")


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_a_document_in_another_encoding_is_read(encoding):
    document = tei().decode().replace('encoding="UTF-8"', f'encoding="{encoding}"').replace("–", "-")
    document = document.replace("Karlsund", "Karlsünd")
    text = render.render(document.encode(encoding), "text").value["edition.txt"].decode()
    assert "Karlsünd, 1903" in text


@pytest.mark.parametrize(
    "document",
    [
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Words.</p></body></text></TEI>',
        b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><TEI><text><body><p>Words.</p></body></text></TEI></teiCorpus>',
    ],
)
@pytest.mark.parametrize("name", ["html", "text"])
def test_what_is_hardly_an_edition_is_still_published(document, name):
    files, problems = render.render(document, name)
    assert problems == ()
    assert (b"Words." in b"".join(files.values())) is (b"Words." in document)


def test_what_is_no_tei_is_refused():
    assert "[tei-root]" in refused(b"<p>Words.</p>", "html")
