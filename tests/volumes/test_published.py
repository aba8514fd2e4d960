"""The published pages of six printed volumes: every word, every link, small pages, no fault for any reader.

    python3 run.py test -e browser -- tests/volumes/test_published.py
    python3 run.py test -e browser -- tests/volumes/test_published.py -k fr-zola

LETTERBOOK_VOLUMES names the folder of the volumes (tests/volumes/test_floors.py); Chromium and the Nu checker
are needed as for tests/browser (CONTRIBUTING.md).
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from browser.conftest import chromium, visits, written_once  # noqa: F401 (chromium is a fixture)
from browser.pages import write_library
from browser.test_access import LOOKS, open_details, violations
from browser.test_validity import errors
from lxml import etree, html

#: One of each language, and of each manner of notes.
NAMES = ("de-tieck1", "en-keats", "es-azara", "fr-zola", "it-ariosto", "nl-willigen")
T, ID = "{http://www.tei-c.org/ns/1.0}", "{http://www.w3.org/XML/1998/namespace}id"
#: Bytes of a letter's page, of letters whose words take less than the second: the rest are marks beside them.
LETTER_AT_MOST, WORDS_AT_MOST = 30_000, 16_000
#: What stands in the TEI and on no page: what a correction replaces, running heads.
SILENT = {f"{T}sic", f"{T}fw"}


@pytest.fixture(scope="session")
def volumes(tmp_path_factory, worker_id) -> Path:
    """Return the folder in which the six are built as one library."""
    folder = Path(os.environ.get("LETTERBOOK_VOLUMES", ""))
    texts = [folder / name / "source.txt" for name in NAMES]
    if missing := [str(text) for text in texts if not text.is_file()]:
        pytest.fail(f"LETTERBOOK_VOLUMES must name a folder of printed volumes; missing: {missing}")
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "volumes"
    return written_once(shared, lambda made: write_library(made, *texts))


@pytest.fixture(params=NAMES)
def edition(request, volumes) -> Path:
    return volumes / request.param


def pages_of(edition: Path) -> dict[str, etree._Element]:
    """Return the pages by their addresses, without that for lost ones: its links begin at the site's."""
    site = edition / "html"
    return {
        page.relative_to(site).as_posix(): html.document_fromstring(page.read_bytes())
        for page in sorted(site.rglob("*.html"))
        if page.name != "404.html"
    }


def signs(text: str) -> str:
    """Return the letters and figures of a text: what typesetting leaves as it is."""
    return re.sub(r"[\W_]+", "", text)


def texts_of(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the texts inside an element, each with the page that must show it."""
    for text in element.xpath(".//text()[normalize-space()]"):
        around = text.getparent().getparent() if text.is_tail else text.getparent()
        above = [around, *around.iterancestors()]
        if any(one.tag in SILENT for one in above):
            continue
        notes = [one for one in above if one.tag == f"{T}note" and one.get("place") != "inline"]
        letters = [one for one in above if one.get("type") == "letter"]
        if notes:
            yield "notes.html", str(text)
        else:
            yield f"letters/{letters[-1].get(ID)}.html" if letters else "parts", str(text)


def test_every_word_of_the_text_is_on_its_page(edition):
    shown = {name: signs("".join(page.find("body").itertext())) for name, page in pages_of(edition).items()}
    shown["parts"] = "".join(signs_ for name, signs_ in shown.items() if name.startswith("parts/"))
    (text,) = etree.parse(edition / "tei" / "edition.xml").getroot().findall(f"{T}text")
    assert [(page, words) for page, words in texts_of(text) if signs(words) not in shown[page]] == []


def test_every_link_leads_somewhere(edition):
    pages = pages_of(edition)
    ids = {name: {one.get("id") for one in page.iter() if one.get("id")} for name, page in pages.items()}
    dead = []
    for name, page in pages.items():
        for href in page.xpath("//@href[not(contains(., ':')) or contains(., '#:~:')]"):
            path, _, place = href.partition("#")
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
            )
            place = unquote(place.partition(":~:")[0])
            if target not in pages:
                dead += [] if (edition / "html" / target).exists() else [(name, href)]
            elif place and place not in ids[target]:
                dead.append((name, href))
    assert dead == []


def test_a_letters_page_is_small(edition):
    large = {}
    for page in sorted((edition / "html" / "letters").glob("*.html")):
        body = html.document_fromstring(page.read_bytes()).find("body")
        words = len("".join(body.itertext()).encode())
        if page.stat().st_size >= LETTER_AT_MOST and words < WORDS_AT_MOST:
            large[page.name] = page.stat().st_size, words
    assert large == {}


def test_the_nu_checker_finds_nothing(edition):
    pages = [*(edition / "html").rglob("*.html"), *(edition / "report").glob("*.html")]
    assert errors(sorted(pages)) == {}


def test_axe_finds_nothing(edition, chromium):  # noqa: F811 (the fixture)
    site = edition / "html"
    several = [sorted((site / folder).glob("*.html")) for folder in ("letters", "parts", "persons", "places")]
    some = {page for pages in several for page in (pages[:1] + pages[len(pages) // 2 :][:1])}
    with visits(chromium, site.as_uri()) as (visit, record):
        for page in sorted({*site.glob("*.html"), *some} - {site / "404.html"}):
            shown = visit(page.relative_to(site).as_posix())
            open_details(shown)
            assert violations(shown, [LOOKS[1], LOOKS[2]]) == [], page.name
            assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.name
    assert record.faults == []
