"""The table of letters: ordered, filtered, and a plain table without scripts."""

from __future__ import annotations

import pytest
from browser.pages import KINDS, REAL
from playwright.sync_api import expect

INDEX, FRENCH = f"{REAL}/html/index.html", "fr-cousines/html/index.html"
NUMBERS = [str(n) for n in range(1, 28)]


def column(page, name):
    """Return the words of a column, row by row, of the rows that are seen."""
    return [cell.strip() for cell in page.locator(f"table.letters tbody tr:visible {name}").all_inner_texts()]


def order(page, name):
    page.get_by_role("columnheader", name=name, exact=True).get_by_role("button").click()


def test_it_begins_in_the_order_of_the_book(visit):
    page = visit(INDEX)
    assert column(page, "th") == NUMBERS
    expect(page.get_by_role("columnheader", name="No.")).to_have_attribute("aria-sort", "ascending")


def test_dates_are_ordered_as_dates(visit):
    page = visit(INDEX)
    days = page.locator("table.letters tbody td.date")
    order(page, "Date")
    sorts = [cell.get_attribute("data-sort") for cell in days.all()]
    assert sorts == sorted(sorts, key=lambda day: (day == "", day))
    expect(page.get_by_role("columnheader", name="Date")).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_role("columnheader", name="No.")).not_to_have_attribute("aria-sort", "ascending")
    order(page, "Date")
    falling = [cell.get_attribute("data-sort") for cell in days.all()]
    assert falling == sorted(falling, reverse=True)
    assert falling[0] > falling[-1]


def test_names_are_ordered_and_ordered_back_by_keys(visit):
    page = visit(INDEX)
    head = page.get_by_role("columnheader", name="From", exact=True)
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    names = [name.strip("[]") for name in column(page, "td.from")]
    assert names == sorted(names)
    page.keyboard.press("Space")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert [name.strip("[]") for name in column(page, "td.from")] == sorted(names, reverse=True)
    order(page, "No.")
    assert column(page, "th") == NUMBERS


@pytest.mark.parametrize(
    ("address", "words", "rows"),
    [
        (INDEX, "december 1941", None),
        (INDEX, "no such letter", 0),
        (FRENCH, "etang", 1),
        (FRENCH, "FRERE noce", 1),
    ],
)
def test_the_filter_leaves_the_rows_with_all_words(visit, address, words, rows):
    page = visit(address)
    every = page.locator("table.letters tbody tr").count()
    page.get_by_role("searchbox").fill(words)
    status = page.get_by_role("status")
    expect(status).to_contain_text(str(every))
    seen = page.locator("table.letters tbody tr:visible")
    if rows is None:
        assert 0 < seen.count() < every
        assert all("december 1941" in row.lower() for row in seen.all_inner_texts())
    else:
        expect(seen).to_have_count(rows)
    expect(status).to_contain_text(str(seen.count()))
    page.get_by_role("searchbox").fill("")
    expect(seen).to_have_count(every)
    expect(status).to_be_empty()


def test_the_editions_of_a_library_are_ordered_and_filtered_so_too(visit):
    page = visit(KINDS["library"])
    rows = page.locator("table.letters tbody tr:visible")
    every = rows.count()
    assert every > 20
    order(page, "Letters")
    counts = [int(cell) for cell in column(page, "td:nth-child(4)")]
    assert counts == sorted(counts)
    page.get_by_role("searchbox").fill("leinwandhandler")
    expect(rows).to_have_count(1)
    rows.first.get_by_role("link").first.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_row_leads_to_its_letter(visit):
    page = visit(INDEX)
    words = page.locator("table.letters tbody tr").nth(1).locator("td.begins")
    words.scroll_into_view_if_needed()
    box = words.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("heading", level=1)).to_contain_text("2. Winston S. Churchill to J. V. Stalin")


def test_without_scripts_it_is_a_plain_table(visit):
    page = visit(INDEX, java_script_enabled=False)
    assert column(page, "th") == NUMBERS
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.get_by_role("link", name="27", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("27.")
