"""The keyboard alone: each stop in the order of the page, seen, and none without a way on."""

from __future__ import annotations

import pytest
from browser.pages import KINDS, REAL
from playwright.sync_api import expect

#: What the tab key should reach, in the order of the page. Of radio buttons only the chosen one.
STOPS = """() => [...document.querySelectorAll(
    "a[href], button, input, select, summary, textarea, [tabindex='0']"
  )]
  .filter((part) => part.tabIndex >= 0 && part.checkVisibility({ visibilityProperty: true }))
  .filter((part) => part.type !== "radio" || part.checked)
  .map((part, nth) => (part.dataset.stop = String(nth)))"""

#: The stop where the focus is: which, and what is wrong with how it is seen.
FOCUS = """() => {
  const part = document.activeElement;
  if (part === document.body) return null;
  const style = getComputedStyle(part);
  const { left, top, right, bottom } = part.getBoundingClientRect();
  const faults = [];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("no outline");
  if (style.opacity !== "1") faults.push("not seen");
  if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) faults.push("out of sight");
  return [part.dataset.stop ?? part.outerHTML.slice(0, 100), ...faults];
}"""

#: How much the outline stands out from the page: the ratio of contrast, as WCAG reckons it.
CONTRAST = """() => {
  const light = (colour) => colour.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, nth) => sum + c * [0.2126, 0.7152, 0.0722][nth], 0);
  const outline = light(getComputedStyle(document.activeElement).outlineColor);
  const paper = light(getComputedStyle(document.body).backgroundColor);
  return (Math.max(outline, paper) + 0.05) / (Math.min(outline, paper) + 0.05);
}"""


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "review"])  # has stops of its own
def test_the_tab_key_reaches_all_that_can_be_used_in_order_and_in_sight(visit, kind):
    page = visit(KINDS[kind], viewport={"width": 1000, "height": 700})
    wanted = page.evaluate(STOPS)
    assert len(wanted) >= 5
    for stop in wanted:
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS) == [stop]
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUS) == [wanted[-2]]


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_stop_leads_past_what_all_pages_have(visit, kind):
    page = visit(KINDS[kind])
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_be_in_viewport(ratio=1)
    target = skip.get_attribute("href").removeprefix("#")
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_have_id(target)
    page.keyboard.press("Tab")
    assert page.evaluate(
        """(id) => {
      const target = document.getElementById(id);
      const place = target.compareDocumentPosition(document.activeElement);
      return Boolean(place & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY));
    }""",
        target,
    )
    expect(page.locator(".masthead :focus")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_focus_stands_out(visit, kind, scheme):
    page = visit(KINDS[kind], color_scheme=scheme)
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate(CONTRAST) >= 3


def test_a_whole_way_by_keys(visit):
    """From the table to a letter, its note, the reading as printed, and on to the next letter."""
    page = visit(f"{REAL}/html/index.html")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("Cripps")
    page.get_by_role("link", name="2", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2.")
    page.get_by_role("button", name="Note 1A").focus()
    page.keyboard.press("Space")
    expect(page.locator(":popover-open")).to_contain_text("The Second World War")
    page.keyboard.press("Tab")  # to what the note links to, not out of it
    assert page.evaluate("document.activeElement.closest('[popover]') !== null")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Note 1A")).to_be_focused()
    page.get_by_label("for reading").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("as printed")).to_be_checked()
    page.locator("a[rel=next]").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3.")
