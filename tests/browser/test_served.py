"""The site from a server: what it asks for, what it leaves, and that nothing moves while it comes."""

from __future__ import annotations

import threading

import pytest
from browser.conftest import visits
from browser.pages import KINDS, REAL
from playwright.sync_api import expect

#: Comes to an end when something of the page has been painted.
SEEN = """() => new Promise((resolve) => {
  new PerformanceObserver(() => resolve()).observe({ type: "paint", buffered: true });
})"""

#: All shifts of the page's layout until now, as Core Web Vitals count them.
SHIFTS = """() => new Promise((resolve) => {
  const shifts = [];
  const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => {
    shifts.push(...observer.takeRecords());
    resolve(shifts.map((shift) =>
      `${shift.value}: ${shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 60)).join(", ")}`));
  }));
})"""


def test_reading_asks_for_nothing_but_the_page_and_its_style(served, server):
    open_page, record = served
    page = open_page(f"{REAL}/html/letters/letter-2.html")
    page.get_by_role("button", name="Note 2").click()
    page.get_by_label("as printed").check()
    letters = f"{server}/{REAL}/html/letters/letter-2.html"
    assert record.requests == [letters, f"{server}/{REAL}/html/style/edition.css"]


def test_a_search_asks_for_nothing_more(served):
    open_page, record = served
    page = open_page(f"{REAL}/html/search.html")
    before = list(record.requests)
    page.get_by_role("searchbox").fill("Hitlerism")
    expect(page.locator("mark").first).to_have_text("Hitlerism")
    assert record.requests == before
    page.get_by_role("link", name="8. ").first.click()
    expect(page.locator(":target")).to_contain_text("Hitlerism")


def test_the_policy_keeps_out_what_somebody_puts_into_a_page(chromium, server):
    with visits(chromium, server) as (open_page, record):
        page = open_page(f"{REAL}/html/index.html")
        page.evaluate("""() => {
          const script = document.createElement("script");
          script.textContent = "document.title = 'taken'";
          document.body.append(script);
        }""")
        with page.expect_console_message(lambda said: "img-src" in said.text):
            page.evaluate("new Image().src = 'http://127.0.0.1:9/picture.png'")
        assert page.title() != "taken"
        assert any("script-src" in fault for fault in record.faults)


# ------------------------------------------------------------------ what moves while a page comes


def shifts_of(page, address):
    """Open a page that comes piece by piece, and its scripts when it is seen already, as over a slow line."""
    seen, held = threading.Event(), []
    page.route("**/*.js", lambda route: route.continue_() if seen.is_set() else held.append(route))
    page.goto(f"{address}?slowly", wait_until="commit")
    page.evaluate(SEEN)
    seen.set()
    for route in held:
        route.continue_()
    page.wait_for_load_state("load")
    return page.evaluate(SHIFTS)


@pytest.mark.parametrize("width", [320, 1400])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_while_a_page_comes(served, server, kind, width):
    open_page, _ = served
    page = open_page(None, viewport={"width": width, "height": 900})
    assert shifts_of(page, f"{server}/{KINDS[kind]}") == []


def test_what_moves_is_found(served):
    open_page, _ = served
    page = open_page(KINDS["letter"])
    page.evaluate(SEEN)
    page.evaluate("document.querySelector('main').style.marginTop = '200px'")
    assert len(page.evaluate(SHIFTS)) == 1
