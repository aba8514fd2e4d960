"""A reader at a letter: notes beside their calls and at the foot, both readings, and why a fact stands."""

from __future__ import annotations

import pytest
from browser.pages import REAL
from playwright.sync_api import expect

LETTERS = f"{REAL}/html/letters"
#: One note, called twice; a note each; four notes, the last of a long letter; corrections in its text.
TWICE, TWO, FOUR, CORRECTED = (f"{LETTERS}/letter-{n}.html" for n in (22, 2, 9, 8))

#: Whether a part of a page lies in the window, as a whole.
INSIDE = """(part) => {
  const { left, top, right, bottom } = part.getBoundingClientRect();
  return right > left && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
}"""


def call(page, name, nth=0):
    return page.get_by_role("button", name=name, exact=True).nth(nth)


def shown(page):
    """Return the note that is shown beside its call."""
    return page.locator(":popover-open")


# ------------------------------------------------------------------ notes beside their calls


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def scripts(request):
    """Return whether pages may run scripts."""
    return {"java_script_enabled": request.param}


def test_a_call_shows_its_note_and_escape_gives_the_focus_back(visit, scripts):
    page = visit(TWICE, **scripts)
    second = call(page, "Note 15", 1)
    second.click()
    expect(shown(page)).to_contain_text("Britain declared war on Finland, Hungary and Roumania")
    page.keyboard.press("Escape")
    expect(shown(page)).to_have_count(0)
    expect(second).to_be_focused()


def test_a_note_opens_and_closes_by_keys_alone(visit, scripts):
    page = visit(TWO, **scripts)
    call(page, "Note 2").focus()
    page.keyboard.press("Enter")
    expect(shown(page)).to_contain_text("On July 12, 1941, the Soviet and British Governments")
    close = shown(page).get_by_role("button", name="Close the note")
    expect(close).to_be_focused()
    page.keyboard.press("Enter")
    expect(shown(page)).to_have_count(0)
    expect(call(page, "Note 2")).to_be_focused()


def test_a_touch_elsewhere_closes_the_note_and_only_one_is_open(visit, scripts):
    page = visit(TWO, **scripts)
    call(page, "Note 1A").click()
    expect(shown(page)).to_contain_text("The Second World War")
    call(page, "Note 2").focus()
    page.keyboard.press("Space")
    expect(shown(page)).to_have_count(1)
    expect(shown(page)).to_contain_text("On July 12, 1941")
    page.get_by_role("heading", level=1).click(position={"x": 2, "y": 2})
    expect(shown(page)).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (1400, 900)])
def test_a_note_is_seen_whole_and_leaves_its_call_in_sight(visit, width, height):
    page = visit(FOUR, viewport={"width": width, "height": height})
    for name in ("Note 8", "Note 9", "Note 10", "Note 11"):
        caller = call(page, name)
        caller.click()
        expect(shown(page)).to_be_visible()
        assert shown(page).evaluate(INSIDE), name
        assert caller.evaluate(INSIDE), name
        caller.click(trial=True)  # nothing lies over it
        page.keyboard.press("Escape")


def test_a_note_says_to_a_screen_reader_what_it_is(visit):
    page = visit(TWO)
    call(page, "Note 2").click()
    dialog = page.get_by_role("dialog", name="Note 2")
    expect(dialog).to_have_accessible_description(page.locator("#note-2 > .body > p").first.inner_text())


# ------------------------------------------------------------------ notes at the foot


def test_each_call_is_found_again_from_the_foot(visit):
    page = visit(TWICE)
    note = page.locator("#note-15")
    for nth, name in enumerate(("Back to the text, place 1", "Back to the text, place 2"), 1):
        note.get_by_role("link", name=name, exact=True).click()
        target = page.locator(":target")
        expect(target).to_have_id(f"call-15-{nth}")
        expect(target).to_be_in_viewport()


def test_on_paper_a_call_is_a_link_to_the_foot(visit):
    page = visit(TWO)
    page.emulate_media(media="print")
    expect(call(page, "Note 2")).to_have_count(0)
    link = page.locator("a[role=doc-noteref]").last
    expect(link).to_be_visible()
    expect(link).to_have_accessible_name("Note 2")
    assert page.locator(link.get_attribute("href")).inner_text().startswith("2")


# ------------------------------------------------------------------ the text


def test_the_switch_shows_what_is_printed(visit, scripts):
    page = visit(CORRECTED, **scripts)
    text = page.locator("div.text")
    expect(text).to_contain_text("Hitlerism", use_inner_text=True)
    expect(text).not_to_contain_text("Hit-lerism", use_inner_text=True)
    switch = page.get_by_role("group", name="Text")
    switch.get_by_label("as printed").check()
    expect(text).to_contain_text("Hit-lerism", use_inner_text=True)
    expect(text).not_to_contain_text("Hitlerism", use_inner_text=True)
    switch.get_by_label("as printed").focus()
    page.keyboard.press("ArrowLeft")
    expect(switch.get_by_label("for reading")).to_be_checked()
    expect(text).to_contain_text("Hitlerism", use_inner_text=True)


def test_a_correction_leads_to_its_entry_and_back(visit):
    page = visit(CORRECTED)
    page.get_by_role("link", name="Hitlerism", exact=True).click()
    entry = page.locator("li", has=page.locator(":target"))
    expect(entry).to_contain_text("Hit-lerism, read as Hitlerism")
    entry.get_by_role("link", name="Back to the place of correction").click()
    expect(page.locator(":target")).to_contain_text("Hitlerism")
    expect(page.locator(":target")).to_be_in_viewport()


def test_why_a_fact_stands_is_one_key_away(visit, scripts):
    page = visit(TWO, **scripts)
    why = page.locator("details.why").first
    reason = why.get_by_text("the salutation names Winston S. Churchill")
    expect(reason).to_be_hidden()
    why.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(reason).to_be_visible()


def test_a_paragraph_has_an_address(visit):
    page = visit(TWO)
    link = page.get_by_role("link", name="Paragraph 2")
    expect(link).to_have_css("opacity", "1")
    # Where there is no margin to stand in, it is there for the hand that is near.
    page.set_viewport_size({"width": 500, "height": 800})
    page.mouse.move(0, 0)
    expect(link).to_have_css("opacity", "0")
    page.locator("#par-2").hover()
    expect(link).to_have_css("opacity", "1")
    link.click()
    assert page.url.endswith("letter-2.html#par-2")
    expect(page.locator(":target")).to_contain_text("I have immediately convened the War Cabinet")


def test_next_leads_through_the_whole_edition(visit):
    page = visit(f"{LETTERS}/letter-1.html")
    for number in range(2, 28):
        page.get_by_role("navigation", name="Letters before and after").locator("a[rel=next]").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"{number}.")
    expect(page.locator("a[rel=next]")).to_have_count(0)
