"""Ways to letters: choices above their table, persons, the marks of a search, the site kept offline."""

from __future__ import annotations

import re

import pytest
from browser.conftest import visits
from browser.pages import REAL
from playwright.sync_api import expect

from letterbook.publish import render

INDEX = f"{REAL}/html/index.html"
ROWS = "table.letters tbody tr:visible"


def test_person_year_and_words_are_chosen_together_and_stand_in_the_address(visit):
    page = visit(INDEX)
    page.get_by_label("Person").select_option("Franklin D. Roosevelt")
    rows = page.locator(ROWS)
    expect(rows).to_have_count(1)
    page.get_by_label("Person").select_option("J. V. Stalin")
    all_of_him = rows.count()
    page.get_by_role("searchbox").fill("december")
    expect(page).to_have_url(re.compile(r"#person=J\.\+V\.\+Stalin&words=december$"))
    assert 0 < rows.count() < all_of_him
    assert all("December" in row and "Stalin" in row for row in rows.all_inner_texts())
    kept = rows.all_inner_texts()
    again = visit(page.url.partition("/html/")[0].rpartition("/")[2] + "/html/" + page.url.rpartition("/")[2])
    assert again.locator(ROWS).all_inner_texts() == kept
    expect(again.get_by_label("Person")).to_have_value("J. V. Stalin")
    again.get_by_label("Person").select_option("")
    again.get_by_role("searchbox").fill("")
    expect(again).not_to_have_url(re.compile("#"))
    expect(again.locator(ROWS)).to_have_count(27)


def test_without_scripts_persons_and_days_are_plain_lists(visit):
    page = visit(f"{REAL}/html/persons.html", java_script_enabled=False)
    page.get_by_role("link", name="J. V. Stalin", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("J. V. Stalin")
    page.get_by_role("link", name=re.compile("^2. Winston S. Churchill to J. V. Stalin")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2. Winston S. Churchill")
    page.goto(page.url.replace("letters/letter-2.html", "calendar.html"))
    page.locator("#text section").get_by_role("link").first.click()
    expect(page.locator("article.letter")).to_be_visible()


def test_a_hit_leads_to_its_place_with_its_words_marked(visit):
    page = visit(f"{REAL}/html/search.html")
    page.get_by_role("searchbox").fill("Hitlerism")
    link = page.locator("#in-letters li a").first
    expect(link).to_have_attribute(
        "href", re.compile(r"^letters/letter-\d+\.html#par-\d+:~:text=.*Hitlerism$")
    )
    link.click()
    expect(page.locator(":target")).to_contain_text("Hitlerism")
    expect(page.locator(":target")).to_be_in_viewport()


def test_an_edition_is_kept_for_reading_offline_when_asked_and_forgotten_again(served):
    open_page, record = served
    page = open_page(f"{REAL}/html/about.html")
    page.get_by_role("button", name="Keep for reading offline").click()
    expect(page.get_by_text("Kept in this browser.")).to_be_visible()
    page.context.set_offline(True)
    page.goto(page.url.replace("about.html", "letters/letter-3.html"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("3. ")
    page.goto(page.url.replace("letters/letter-3.html", "search.html"))
    page.get_by_role("searchbox").fill("Hitlerism")
    expect(page.locator("mark").first).to_have_text("Hitlerism")
    page.context.set_offline(False)
    page.goto(page.url.partition("search.html")[0] + "about.html")
    page.get_by_role("button", name="Forget it again").click()
    expect(page.get_by_role("button", name="Keep for reading offline")).to_be_visible()
    assert page.evaluate("caches.keys()") == []
    # What was asked for without a network failed, as it had to.
    record.faults[:] = [fault for fault in record.faults if "ERR_INTERNET_DISCONNECTED" not in fault]


#: Letters of two kinds, as an editor's own TEI has them.
KINDS = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
    "</fileDesc><profileDesc>"
    + "".join(
        f'<correspDesc xml:id="c-{n}"><correspAction type="sent"><persName>{who}</persName>'
        f'<date when="{when}"/></correspAction></correspDesc>'
        for n, who, when in ((1, "Ada", "1871"), (2, "Müller", "1871"), (3, "Ada", "1872"))
    )
    + "</profileDesc></teiHeader><text><body>"
    + "".join(
        f'<div type="letter" subtype="{kind}" xml:id="letter-{n}" n="{n}" decls="#c-{n}"><p>Words.</p></div>'
        for n, kind in ((1, "telegram"), (2, "postcard"), (3, "telegram"))
    )
    + "</body></text></TEI>"
)


@pytest.fixture
def kinds(chromium, tmp_path):
    for name, page in render.render(KINDS.encode(), "html").value.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(page)
    with visits(chromium, tmp_path.as_uri()) as (open_page, record):
        yield open_page
    assert record.faults == []


def test_a_kind_is_chosen_together_with_a_year(kinds):
    page = kinds("index.html")
    rows = page.locator(ROWS)
    page.get_by_label("Kind").select_option("telegram")
    expect(rows).to_have_count(2)
    page.get_by_label("Year").select_option("1872")
    expect(rows).to_have_count(1)
    expect(page).to_have_url(re.compile(r"#year=1872&kind=telegram$"))
    again = kinds("index.html#year=1872&kind=telegram")
    expect(again.locator(ROWS)).to_have_count(1)
    expect(again.get_by_label("Kind")).to_have_value("telegram")


def test_mueller_finds_a_letter_with_an_umlaut(kinds):
    page = kinds("index.html")
    page.get_by_role("searchbox").fill("mueller")
    expect(page.locator(ROWS)).to_have_count(1)
