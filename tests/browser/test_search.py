"""The search of the site: from a disk, without a server, in letters and in notes."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from browser.pages import KINDS, REAL
from playwright.sync_api import expect

SEARCH = f"{REAL}/html/search.html"


def search(page, words):
    """Type a search, and wait until the page has done it: first it goes to the search's own address."""
    page.get_by_role("searchbox").fill(words)
    expect(page).to_have_url(re.compile(re.escape("#" + quote(words, safe="!~*'()"))))
    expect(page.get_by_role("status")).not_to_have_attribute("aria-busy", "true")


def found(page, kind):
    """Return what was found in letters or in notes: the heading of each place."""
    return page.locator(f"#in-{kind} li a").all_inner_texts()


def test_all_words_are_wanted(visit):
    page = visit(SEARCH)
    search(page, "tenacity bravery")
    expect(page.get_by_role("status")).to_have_text("Places found in letters: 1, in notes: 0.")
    assert found(page, "letters") == ["1. Winston S. Churchill to J. V. Stalin, received 8 July 1941"]
    assert page.locator("mark").all_inner_texts() == ["bravery", "tenacity"]
    search(page, "tenacity bravery nowhere")
    expect(page.get_by_role("status")).to_have_text("Nothing found.")
    expect(page.get_by_role("heading", level=2)).to_have_count(0)


@pytest.mark.parametrize(
    ("words", "is_found"),
    [('"mutual help"', True), ("“mutual help”", True), ('"help mutual"', False), ("help mutual", True)],
)
def test_a_phrase_stands_word_for_word(visit, words, is_found):
    page = visit(SEARCH)
    search(page, words)
    assert any(name.startswith("2. Winston") for name in found(page, "letters")) == is_found


@pytest.mark.parametrize(
    ("edition", "words", "text"),
    [
        ("fr-ambassade", "forêt", "forêt"),
        ("fr-ambassade", "foret CHEMINEES", "forêt"),
        ("de-kaufmann", "dreissig", "dreißig"),
        ("de-kaufmann", "Grusse", "Grüße"),
    ],
)
def test_case_and_diacritics_make_no_difference(visit, edition, words, text):
    page = visit(f"{edition}/html/search.html")
    search(page, words)
    assert text in page.locator("mark").all_inner_texts()


def test_letters_and_notes_are_found_apart(visit):
    page = visit(SEARCH)
    search(page, "Golikov")
    expect(page.get_by_role("heading", name="Letters", level=2)).to_have_count(0)
    expect(page.get_by_role("heading", name="Notes", level=2)).to_be_visible()
    assert found(page, "notes") == ["Note 1"]


@pytest.mark.parametrize(
    ("edition", "word", "kind", "marked"),
    [
        (REAL, "Hitlerism", "letters", "Hitlerism"),  # corrected from "Hit-lerism"
        (REAL, "representatives", "notes", "representatives"),  # from "represent- atives"
        ("de-kaufmann", "Fuhrmann", "letters", "Fuhr- mann"),  # not corrected: two lines of the print
    ],
)
def test_words_that_the_print_breaks_are_found_whole(visit, edition, word, kind, marked):
    page = visit(f"{edition}/html/search.html")
    search(page, word)
    assert marked in page.locator(f"#in-{kind} mark").all_inner_texts()


def test_calls_are_no_part_of_the_text(visit):
    """The letters print "No. 2 1A." and "immediately thereafter. 2"."""
    page = visit(SEARCH)
    search(page, '"thereafter 2"')
    expect(page.get_by_role("status")).to_have_text("Nothing found.")
    search(page, "1A")
    assert found(page, "letters") == []


def test_a_place_found_leads_to_its_paragraph(visit):
    page = visit(SEARCH)
    search(page, '"wholly in favour"')
    page.get_by_role("link", name="2. Winston S. Churchill to J. V. Stalin").click()
    target = page.locator(":target")
    expect(target).to_contain_text("we are wholly in favour of the agreed declaration")
    expect(target).to_be_in_viewport()
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value('"wholly in favour"')
    expect(page.locator("mark")).to_have_text(["wholly in favour"])


def test_the_address_of_a_search_can_be_kept(visit):
    page = visit(f"{SEARCH}#Hitlerism")
    expect(page.get_by_role("searchbox")).to_have_value("Hitlerism")
    expect(page.locator("mark").first).to_have_text("Hitlerism")
    page.goto(f"{page.url.partition('#')[0]}#tenacity")  # the page stays
    expect(page.get_by_role("searchbox")).to_have_value("tenacity")
    expect(page.locator("mark")).to_have_text(["tenacity"])


def test_a_library_is_searched_as_a_whole(visit):
    page = visit(KINDS["search of a library"])
    search(page, "foret")
    assert set(page.locator("mark").all_inner_texts()) == {"forêt"}
    search(page, "Hitlerism")
    page.get_by_role("link", name="8. Franklin D. Roosevelt").first.click()
    expect(page.locator(":target")).to_contain_text("Hitlerism")
    assert f"/{REAL}/html/letters/letter-8.html#" in page.url


@pytest.mark.parametrize("words", ["%E0%A4%A", "(((", ".*", "\\", '"', "« »", "<b>x</b>", "   "])
def test_odd_searches_find_nothing_and_break_nothing(visit, words):
    page = visit(f"{SEARCH}#{words}")
    page.get_by_role("searchbox").fill(words + "zzz")
    expect(page.get_by_role("status")).to_have_text("Nothing found.")
    expect(page.locator("#in-letters b")).to_have_count(0)


def test_without_scripts_the_page_says_what_is_lacking(visit):
    page = visit(SEARCH, java_script_enabled=False)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    assert "JavaScript" in page.locator("noscript").evaluate("(part) => part.innerText")
