"""Every page of every test edition, looked at once: is it small, still, closed, and never too wide?"""

from __future__ import annotations

import re

import pytest
from browser.pages import KINDS, addresses

#: Bytes of a letter's page, as it lies on the disk.
LETTER_AT_MOST = 30_000

#: How a page begins.
POLICY = (
    r'^<!DOCTYPE html>\s*<html[^>]*><head><meta charset="utf-8">'
    r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"'
)

#: Shows pages in frames as wide as a narrow window, and returns of each what sticks out at the right where
#: it can be scrolled sideways.
WIDE = """async (addresses) => {
  const shown = (address) => new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.style.cssText = "width: 320px; height: 900px; border: 0";
    frame.addEventListener("load", () => resolve(frame));
    frame.src = address;
    document.body.append(frame);
  });
  const sticking = async (address) => {
    const frame = await shown(address);
    const page = frame.contentDocument;
    const overflow = (part) => frame.contentWindow.getComputedStyle(part).overflowX;
    const boxed = (part) => part !== page.body
      && (overflow(part.parentElement) !== "visible" || boxed(part.parentElement));
    for (const details of page.querySelectorAll("details")) details.open = true;
    const wide = page.documentElement.clientWidth;
    const found = page.documentElement.scrollWidth <= wide ? []
      : Array.from(page.body.querySelectorAll("*"))
        .filter((part) => part.getBoundingClientRect().right > wide && !boxed(part))
        .map((part) => part.outerHTML.slice(0, 100));
    frame.remove();
    return [address, found];
  };
  const found = [];
  for (let at = 0; at < addresses.length; at += 8) {
    found.push(...await Promise.all(addresses.slice(at, at + 8).map(sticking)));
  }
  return found;
}"""

#: What moves in a page of itself, or glides.
MOVING = """() => Array.from(document.querySelectorAll("*")).filter((part) => {
  const style = getComputedStyle(part);
  return style.animationName !== "none" || !/^0s(, 0s)*$/.test(style.transitionDuration)
    || style.scrollBehavior === "smooth";
}).map((part) => part.outerHTML.slice(0, 100))"""


def allowed(policy):
    """Return what a page's policy lets in beyond its edition's files, and scripts whose sums it names."""
    rules = dict(part.split(None, 1) for part in policy.split("; "))
    sources = {name: rule.split() for name, rule in rules.items() if name.endswith("-src")}
    harmless = ("'none'", "'self'", "data:", "'sha256-")
    closed = all(rules.get(name) == "'none'" for name in ("default-src", "base-uri", "form-action"))
    found = [f"{name} {s}" for name, rule in sources.items() for s in rule if not s.startswith(harmless)]
    return found if closed else [policy]


def test_no_page_is_wider_than_a_narrow_window_but_the_one_made_so(served, server, editions):
    """From the server, since pages from a disk may not look into one another."""
    open_page, _ = served
    page = open_page(None)
    page.route("**/frames.html", lambda route: route.fulfill(body="<link rel='icon' href='data:,'>"))
    page.route("**/too-wide.html", lambda route: route.fulfill(body="<h1 style='width: 400px'>Wide</h1>"))
    page.goto(f"{server}/frames.html")
    found = dict(page.evaluate(WIDE, [*addresses(editions), "too-wide.html"]))
    assert len(found) > 300
    assert found.pop("too-wide.html")[0].startswith("<h1")
    assert {address: parts for address, parts in found.items() if parts} == {}


def test_every_page_has_its_language_and_lets_nothing_in(editions):
    """The policy stands before anything that it could forbid."""
    for address in addresses(editions):
        page = (editions / address).read_text(encoding="utf-8")
        assert re.search(r'<html lang="(de|en|es|fr|it|la|nl)">', page), address
        policy = re.search(POLICY, page, re.IGNORECASE)
        assert policy, address
        assert allowed(policy[1]) == [], address


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_for_those_who_want_no_motion(visit, kind):
    assert visit(KINDS[kind], reduced_motion="reduce").evaluate(MOVING) == []


def test_what_moves_is_found(visit):
    page = visit(KINDS["errata"])
    page.evaluate("document.querySelector('h1').style.transition = 'color 1s'")
    assert [part[:3] for part in page.evaluate(MOVING)] == ["<h1"]


def test_a_letters_page_is_small(editions):
    sizes = {page: page.stat().st_size for page in editions.glob("*/html/letters/*.html")}
    assert len(sizes) > 100
    assert [(page.name, size) for page, size in sizes.items() if size >= LETTER_AT_MOST] == []
