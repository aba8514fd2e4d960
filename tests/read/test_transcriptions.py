"""Pages of transcription tools, and e-books."""

from __future__ import annotations

import re

import pytest
from made_documents import alto_xml, archive, epub, hocr_page, page_xml, paged
from originals import read_original

from letterbook.model.values import PageNumber
from letterbook.problems import Refused
from letterbook.read.sources import read_source


def words_without_pages(source):
    out, at = [], 0
    for one in source.origin.evidence:
        if one.kind == "print.page":
            out.append(source.text[at : one.span.start])
            at = one.span.end
    return "".join([*out, source.text[at:]]).split()


def forms(pages):
    members = {
        f"doc/page/{n:02}.xml": page_xml(page, str(n), f"{n}.jpg", turned=n % 2 == 0)
        for n, page in enumerate(pages, 1)
    }
    yield "a.zip", archive(members)
    yield (
        "b.zip",
        archive({f"alto/{n}.xml": alto_xml(page, str(n), f"{n}.jpg") for n, page in enumerate(pages, 1)}),
    )
    yield "c.hocr", hocr_page(pages)


@pytest.mark.parametrize("form", [0, 1, 2])
def test_ten_pages_give_the_text_that_they_were_made_of(sample, tmp_path, form):
    text = sample.read_text("utf-8")
    pages = paged(text)
    assert len(pages) == 10
    assert sum(line.endswith("-") for page in pages for region in page for line in region) > 100
    name, data = list(forms(pages))[form]
    source, _ = read_original(tmp_path / name, data)
    words, wanted = words_without_pages(source), text.split()
    assert "".join(words).replace("-", "") == "".join(wanted).replace("-", "")
    # “Teh- ran” and “in- ternal” of the sample stand at the end of a line by chance, and are mended with it
    assert [word for word in words if word not in wanted] == []
    assert len(words) == len(wanted) - 2
    told = [one.value for one in source.origin.evidence if one.kind == "print.page"]
    assert told == [PageNumber(str(n), f"{n}.jpg") for n in range(1, 11)]


def test_places_on_the_image(tmp_path):
    source, _ = read_original(tmp_path / "p.xml", page_xml([["Dear Ann,"], ["all is", "well"]]))
    assert [one.where for one in source.origin.taken] == [
        "p.xml, line r0l0 at 10,0,90,9", "p.xml, line r1l0 at 10,0,90,9", "p.xml, line r1l1 at 10,10,90,19",
    ]  # fmt: skip
    assert source.text == "[Pg 1]\nDear Ann,\n\nall is\nwell\n"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["the har-", "bour is"], "the harbour is"),
        (["the har¬", "bour is"], "the harbour is"),
        (["the har⸗", "Bour is"], "the harBour is"),
        (["an anti-", "aircraft gun, anti-aircraft"], "an anti- aircraft gun, anti-aircraft"),
        (["the North-", "East wind"], "the North- East wind"),
        (["1914-", "1918"], "1914- 1918"),
        (["a dash -", "and more"], "a dash - and more"),
    ],
)
def test_hyphens_at_the_end_of_a_line(tmp_path, lines, text):
    source, _ = read_original(tmp_path / "p.xml", page_xml([lines]))
    assert " ".join(words_without_pages(source)) == text


def test_a_word_broken_over_a_page(tmp_path):
    data = archive({"1.xml": page_xml([["the har-"]], "7"), "2.xml": page_xml([["bour is"]], "8")})
    source, _ = read_original(tmp_path / "p.zip", data)
    assert source.text == "[Pg 7]\nthe har[Pg 8]bour is\n"


def test_mets_names_the_pages_beside_it_and_no_others(tmp_path):
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "2.xml").write_bytes(page_xml([["second"]]))
    (tmp_path / "page" / "1.xml").write_bytes(page_xml([["first"]]))
    refs = "".join(
        f'<file SEQ="{n}"><FLocat href="{name}"/></file>'
        for n, name in (
            (2, "page/2.xml"),
            (1, "page/1.xml"),
            (3, "../out.xml"),
            (4, "/etc/x.xml"),
            (5, "page/3.xml"),
        )
    )
    source, problems = read_original(
        tmp_path / "mets.xml", f'<mets xmlns="http://www.loc.gov/METS/">{refs}</mets>'.encode()
    )
    assert source.text.index("first") < source.text.index("second")
    assert [each.code for each in problems] == ["source-link"]  # page/3.xml is not there


def test_an_e_book_in_the_order_of_its_spine(tmp_path):
    pages = {
        "b.xhtml": "<h2>1.</h2><p>The <i>ship</i><a href='n.xhtml#n1' epub:type='noteref'>1</a> came.</p>",
        "a.xhtml": "<h2>2.</h2><p>And left.</p>",
        "n.xhtml": "<aside id='n1' epub:type='footnote'><p>1. A brig.</p></aside>",
    }
    source, _ = read_original(tmp_path / "a.epub", epub(pages))
    assert re.sub(r"\n{3,}", "\n\n", source.text) == (
        "1.\n\nThe ship[1] came.\n\n2.\n\nAnd left.\n\n1. A brig.\n"
    )
    kinds = [one.kind for one in source.origin.evidence]
    assert kinds == ["print.hi", "print.call", "print.note"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.epub", archive({"META-INF/container.xml": "<c/>"}), "source-format"),
        ("a.epub", archive({"META-INF/container.xml": "<!DOCTYPE c><c/>"}), "xml-doctype"),
        ("a.xml", b"<PcGts/>", "source-format"),
        ("a.xml", b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><PcGts>&e;</PcGts>", None),
        ("a.xml", b"<PcGts>&e;</PcGts>", "xml-entity"),
        ("a.xml", b"<PcGts>" + b"<a>" * 400 + b"</a>" * 400 + b"</PcGts>", "xml-deep"),
        ("a.xml", b"<mets/>", "source-format"),
        ("a.zip", archive({"../x.xml": "<PcGts/>"}), "source-archive"),
        ("a.zip", archive({"/x.xml": "<PcGts/>"}), "source-archive"),
        ("a.zip", archive({"word/document.xml": b"<x>" + b"a" * (8 << 20) + b"</x>"}), "source-archive"),
        ("a.zip", archive({"x.xml": "<spreadsheet/>"}), "source-binary"),
        ("a.zip", archive({"x.txt": "Dear Ann"}), "source-binary"),
        ("a.zip", b"PK\x03\x04 and no more", "source-archive"),
        ("a.html", b"<html><body></body></html>", "source-empty"),
    ],
)
def test_hostile_and_broken_files_are_refused(tmp_path, name, data, code):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_source(path)
    assert code in (None, *(each.code for each in refused.value.problems))
    assert "root:" not in str(refused.value.problems)
