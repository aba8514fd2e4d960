"""For everybody: what axe-core finds on each kind of page, by day and by night, wide and narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.pages import KINDS, MORE, addresses, kind_of
from playwright.sync_api import expect

#: WCAG 2.2, levels A and AA, and what axe-core calls best practice. Style sheets are not fetched again.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,
    "resultTypes": ["violations"],
}
#: Those that ask for colours: all that another scheme can change on a page of the same width.
COLOURS = {**RULES, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
AXE = Axe().axe_script
LOOKS = [(width, scheme) for width in (320, 1400) for scheme in ("light", "dark")]


def violations(page, looks=LOOKS):
    """Return what axe-core finds wrong, one line a place, in each of the looks."""
    page.evaluate(AXE)
    lines = []
    seen = set()
    for width, scheme in looks:
        rules = COLOURS if width in seen else RULES
        seen.add(width)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.evaluate("scrollTo(0, 0)")  # where bars that stay in sight cover half of nothing
        for found in page.evaluate("rules => axe.run(rules)", rules)["violations"]:
            lines += [f"{found['id']}, {width}, {scheme}: {node['html']}" for node in found["nodes"]]
    return lines


def test_every_kind_of_page_is_looked_at(editions):
    assert {kind_of(address) for address in addresses(editions)} == KINDS.keys()


def open_details(page):
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(visit, kind):
    page = visit(KINDS[kind])
    open_details(page)
    assert violations(page) == []


@pytest.mark.parametrize("kind", MORE)
def test_axe_finds_nothing_in_what_few_pages_have(visit, kind):
    page = visit(MORE[kind])
    open_details(page)
    assert violations(page, [LOOKS[0], LOOKS[-1]]) == []


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_where_a_note_is_open(visit, look):
    page = visit(KINDS["letter"], viewport={"width": look[0], "height": 900})
    page.get_by_role("button", name="Note 2").click()
    expect(page.locator(":popover-open")).to_be_visible()
    assert violations(page, [look]) == []


def test_axe_finds_what_is_wrong(visit):
    page = visit(KINDS["letter"])
    page.evaluate("document.querySelector('p.legend').style.color = '#999'")
    page.evaluate("document.querySelector('.call button').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('.call button').textContent = ''")
    page.evaluate("document.querySelector('h1').style.color = '#444'")  # seen by day alone
    found = {line.partition(": ")[0] for line in violations(page)}
    faults = {"color-contrast, 1400, light", "color-contrast, 1400, dark", "button-name, 320, light"}
    assert faults <= found
