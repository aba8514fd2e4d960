"""The review: what waits for the editor, why it is believed, and the lines to copy."""

from __future__ import annotations

import pytest
from browser.pages import REAL
from playwright.sync_api import expect

#: An edition that leaves something to decide, and the real one, which has been decided.
OPEN, DECIDED = "en-governess/report/review.html", f"{REAL}/report/review.html"


def facts(page):
    return page.locator(".fact:visible")


def test_only_what_waits_is_shown_and_all_again(visit):
    page = visit(OPEN)
    every = facts(page).count()
    waiting = page.get_by_role("button", name="Only what waits")
    waiting.click()
    expect(waiting).to_have_attribute("aria-pressed", "true")
    shown = facts(page).count()
    assert 0 < shown < every
    expect(page.locator("#shown")).to_have_text(f"{shown} of {every} facts shown")
    waiting.click()
    expect(facts(page)).to_have_count(every)


def test_a_kind_of_fact_is_filtered_out(visit):
    page = visit(OPEN)
    every = facts(page).count()
    senders = page.locator(".fact[data-kind=sender]:visible").count()
    box = page.get_by_role("checkbox", name="Sender", exact=True)
    box.uncheck()
    expect(facts(page)).to_have_count(every - senders)
    assert senders > 0
    box.check()
    expect(facts(page)).to_have_count(every)


def test_the_keys_go_from_fact_to_fact(visit):
    page = visit(OPEN)
    page.keyboard.press("n")
    first = page.locator(".fact.lit")
    expect(first).to_have_count(1)
    expect(first.locator("summary").first).to_be_focused()
    name = first.get_attribute("id")
    page.keyboard.press("n")
    expect(page.locator(".fact.lit")).not_to_have_id(name)
    page.keyboard.press("p")
    expect(page.locator(".fact.lit")).to_have_id(name)


def test_a_mark_in_the_text_says_why_and_leads_to_its_fact_and_back(visit):
    page = visit(OPEN)
    mark = page.locator(".unit .text a[data-own]").first
    mark.focus()
    tip = page.get_by_role("tooltip")
    expect(tip).to_be_visible()
    expect(mark).to_have_attribute("aria-describedby", "tip")
    page.keyboard.press("Enter")
    expect(page.locator(".fact.lit summary").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_lines_are_gathered_for_the_decisions(visit):
    page = visit(OPEN)
    tray = page.get_by_role("complementary", name="Gathered lines")
    expect(tray).to_have_count(0)
    page.keyboard.press("n")
    fact = page.locator(".fact.lit")
    lines = fact.locator("details.toml").first
    lines.evaluate("(details) => { details.open = true; }")
    wanted = lines.locator("pre").text_content()
    lines.get_by_role("button", name="Gather").click()
    expect(tray).to_be_visible()
    tray.locator("summary").click()
    expect(tray.get_by_role("textbox")).to_have_value(f"{wanted}\n")
    tray.get_by_role("button", name="Empty").click()
    expect(tray).to_have_count(0)


@pytest.mark.parametrize("address", [OPEN, DECIDED])
def test_without_scripts_all_facts_are_there_and_nothing_that_does_not_work(visit, address):
    page = visit(address, java_script_enabled=False)
    assert facts(page).count() == page.locator(".fact").count() >= 30
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    closed = page.locator(".fact > details:not([open])")
    before = closed.count()
    closed.first.locator("summary").first.click()
    expect(closed).to_have_count(before - 1)
