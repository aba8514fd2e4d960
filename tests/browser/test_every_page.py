"""Every page of every test edition, looked at once: is it small, still, closed, and never too wide?"""

from __future__ import annotations

import re

import pytest
from browser.pages import KINDS

#: Bytes of a letter's page, as it lies on the disk.
LETTER_AT_MOST = 30_000

#: How a page begins.
POLICY = (
    r'^<!DOCTYPE html>\s*<html[^>]*><head><meta charset="utf-8">'
    r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"'
)

#: Run in a page: what sticks out of it at the right, where it can be scrolled sideways.
WIDE = """() => {
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const boxed = (part) => part !== document.body
    && (getComputedStyle(part.parentElement).overflowX !== "visible" || boxed(part.parentElement));
  return Array.from(document.querySelectorAll("body *"))
    .filter((part) => part.getBoundingClientRect().right > wide && !boxed(part))
    .map((part) => part.outerHTML.slice(0, 100));
}"""

#: What moves in a page of itself, or glides.
MOVING = """() => Array.from(document.querySelectorAll("*")).filter((part) => {
  const style = getComputedStyle(part);
  return style.animationName !== "none" || !/^0s(, 0s)*$/.test(style.transitionDuration)
    || style.scrollBehavior === "smooth";
}).map((part) => part.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module")
def addresses(editions):
    """Return the addresses of all pages, from the folder of the editions."""
    pages = [page for part in ("html", "report") for page in editions.glob(f"*/{part}/**/*.html")]
    return sorted(page.relative_to(editions).as_posix() for page in pages)


def allowed(policy):
    """Return what a page's policy lets in beyond its edition's files, and scripts whose sums it names."""
    rules = dict(part.split(None, 1) for part in policy.split("; "))
    sources = {name: rule.split() for name, rule in rules.items() if name.endswith("-src")}
    harmless = ("'none'", "'self'", "data:", "'sha256-")
    closed = all(rules.get(name) == "'none'" for name in ("default-src", "base-uri", "form-action"))
    found = [f"{name} {s}" for name, rule in sources.items() for s in rule if not s.startswith(harmless)]
    return found if closed else [policy]


def test_no_page_is_wider_than_a_narrow_window(visit, editions, addresses):
    page = visit(addresses[0], viewport={"width": 320, "height": 900})
    found = {}
    for address in addresses:
        page.goto(f"{editions.as_uri()}/{address}")
        found[address] = page.evaluate(WIDE)
    assert len(found) > 300
    assert {address: parts for address, parts in found.items() if parts} == {}


def test_every_page_has_its_language_and_lets_nothing_in(editions, addresses):
    """The policy stands before anything that it could forbid."""
    for address in addresses:
        page = (editions / address).read_text(encoding="utf-8")
        assert re.search(r'<html lang="(de|en|fr)">', page), address
        policy = re.search(POLICY, page, re.IGNORECASE)
        assert policy, address
        assert allowed(policy[1]) == [], address


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_for_those_who_want_no_motion(visit, kind):
    assert visit(KINDS[kind], reduced_motion="reduce").evaluate(MOVING) == []


def test_what_is_too_wide_or_moves_is_found(visit):
    page = visit(KINDS["errata"], viewport={"width": 320, "height": 900})
    assert page.evaluate(WIDE) == page.evaluate(MOVING) == []
    page.evaluate("document.querySelector('h1').style.width = '400px'")
    page.evaluate("document.querySelector('h1').style.transition = 'color 1s'")
    assert [part[:3] for part in page.evaluate(WIDE)] == ["<h1"]
    assert [part[:3] for part in page.evaluate(MOVING)] == ["<h1"]


def test_a_letters_page_is_small(editions):
    sizes = {page: page.stat().st_size for page in editions.glob("*/html/letters/*.html")}
    assert len(sizes) > 100
    assert [(page.name, size) for page, size in sizes.items() if size >= LETTER_AT_MOST] == []
