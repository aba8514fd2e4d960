"""The images of pages in TEI, in the files of single letters, and on the site."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from made_documents import alto_xml, archive, hocr_page, page_xml

from letterbook import stages
from letterbook.check.many_files import Asked, check_document
from letterbook.project.letterbook_toml import load

T = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
PAGES = (
    [["1. ADA TO BEN"], ["London, 3 May 1871."], ["Dear Ben,"], ["I have your", "letter."]],
    [["Yours truly,"], ["Ada"], ["2. BEN TO ADA"], ["Rome, 9 May 1871."], ["Dear Ada,"], ["All well."]],
)


def built(folder, name, data):
    (folder / name).write_bytes(data)
    run, _ = stages.run(load(folder / name).value)
    return run.files


def forms(image):
    pages = [(page, str(n), image(n)) for n, page in enumerate(PAGES, 11)]
    yield "a.zip", archive({f"page/{n}.xml": page_xml(*page) for n, page in enumerate(pages)})
    yield "b.zip", archive({f"alto/{n}.xml": alto_xml(*page) for n, page in enumerate(pages)})


@pytest.mark.parametrize("form", [0, 1])
def test_page_breaks_lead_to_surfaces_and_paragraphs_to_zones(tmp_path, form, tei_all_oracle):
    files = built(tmp_path, *list(forms(lambda n: f"scan {n}.jpg"))[form])
    tei = etree.fromstring(files["tei/edition.xml"])
    assert [each.tag for each in tei][1] == f"{T}facsimile"
    surfaces = tei.findall(f"{T}facsimile/{T}surface")
    assert [one.find(f"{T}graphic").get("url") for one in surfaces] == ["scan%2011.jpg", "scan%2012.jpg"]
    assert [one.get("n") for one in surfaces] == ["11", "12"]
    assert [one.get("facs") for one in tei.iter(f"{T}pb")] == [f"#{one.get(ID)}" for one in surfaces]
    flowing = next(one for one in tei.iter(f"{T}p") if "I have your" in "".join(one.itertext()))
    zones = {one.get(ID): one for one in tei.iter(f"{T}zone")}
    boxes = [[zones[name[1:]].get(key) for key in ("uly", "lry")] for name in flowing.get("facs").split()]
    assert boxes == [["0", "9"], ["10", "19"]]
    told = check_document(files["tei/edition.xml"], "a.xml", Asked("letterbook")).problems
    # a given name alone, in two letters, tells nobody: what else would be wrong?
    assert {one.code for one in told} <= {"corresp-sender", "corresp-recipient"}
    assert tei_all_oracle({"edition": files["tei/edition.xml"]}) == []


def test_the_file_of_a_letter_leads_to_the_surfaces_of_the_edition(tmp_path):
    files = built(tmp_path, *next(forms(lambda n: f"{n}.jpg")))
    letter = files["tei/letters/letter-2.xml"].decode()
    said = re.findall(r'facs="([^"]*)"', letter)
    assert said
    assert all(one.startswith("../edition.xml#") for each in said for one in each.split())


def test_the_site_names_images_and_links_to_those_on_the_web_alone(tmp_path):
    page = built(tmp_path, *next(forms(lambda n: f"{n}.jpg")))["html/letters/letter-1.html"].decode()
    assert 'aria-label="page 12" title="12.jpg">12</span>' in page
    (tmp_path / "web").mkdir()
    files = built(tmp_path / "web", *next(forms(lambda n: f"https://example.org/iiif/{n}.jpg")))
    page = files["html/letters/letter-1.html"].decode()
    assert (
        'title="https://example.org/iiif/12.jpg"><a href="https://example.org/iiif/12.jpg">12</a></span>'
        in page
    )
    (tmp_path / "bad").mkdir()
    bad = built(tmp_path / "bad", *next(forms(lambda n: f"javascript:x({n})")))
    assert b'href="javascript' not in bad["html/letters/letter-1.html"]


def test_hocr_names_its_image(tmp_path):
    files = built(tmp_path, "c.hocr", hocr_page(PAGES))
    assert files["tei/edition.xml"].count(b"<surface ") == len(PAGES)
    assert b"<zone " in files["tei/edition.xml"]


def test_a_web_page_with_numbers_of_pages_has_no_facsimile(tmp_path):
    said = "<p>1. ADA TO BEN</p><p>London, 3 May 1871.</p><p>Dear Ben,</p><p>So <a id='Page_3'></a>it is.</p>"
    files = built(tmp_path, "a.html", f"<!DOCTYPE html><html><body>{said}</body></html>".encode())
    assert b"<pb " in files["tei/edition.xml"]
    assert b"facs" not in files["tei/edition.xml"].partition(b"<text>")[2]
    assert b"<facsimile>" not in files["tei/edition.xml"]
