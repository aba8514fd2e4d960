"""Every page of every test edition, looked at once: is it small, still, closed, and never too wide?"""

from __future__ import annotations

import pytest
from browser.pages import KINDS

#: Bytes of a letter's page, as it lies on the disk.
LETTER_AT_MOST = 30_000

#: Run in a page: what sticks out of it at the right, where it can be scrolled sideways; what moves in it.
LOOK = """() => {
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
  const all = Array.from(document.querySelectorAll("body *"));
  const wide = document.documentElement.clientWidth;
  const shown = (parts) => parts.map((part) => part.outerHTML.slice(0, 100));
  return {
    wide: document.documentElement.scrollWidth > wide
      ? shown(all.filter((part) => part.getBoundingClientRect().right > wide)) : [],
    moving: shown(all.filter((part) => {
      const style = getComputedStyle(part);
      return style.animationName !== "none" || !/^0s(, 0s)*$/.test(style.transitionDuration)
        || style.scrollBehavior === "smooth";
    })),
    policy: document.querySelector("meta[http-equiv='Content-Security-Policy']").content,
    language: document.documentElement.lang,
  };
}"""


@pytest.fixture(scope="module")
def addresses(editions):
    """Return the addresses of all pages, from the folder of the editions."""
    pages = [page for part in ("html", "report") for page in editions.glob(f"*/{part}/**/*.html")]
    return sorted(page.relative_to(editions).as_posix() for page in pages)


def look(page):
    return page.evaluate(LOOK)


def allowed(policy):
    """Return what a page's policy lets in beyond its edition's files, and scripts whose sums it names."""
    rules = dict(part.split(None, 1) for part in policy.split("; "))
    sources = {name: rule.split() for name, rule in rules.items() if name.endswith("-src")}
    harmless = ("'none'", "'self'", "data:", "'sha256-")
    closed = all(rules.get(name) == "'none'" for name in ("default-src", "base-uri", "form-action"))
    found = [f"{name} {s}" for name, rule in sources.items() for s in rule if not s.startswith(harmless)]
    return found if closed else [policy]


def test_no_page_is_wider_than_a_narrow_window_or_moves_or_lacks_its_policy(visit, editions, addresses):
    page = visit(addresses[0], viewport={"width": 320, "height": 900}, reduced_motion="reduce")
    faults = {}
    for address in addresses:
        page.goto(f"{editions.as_uri()}/{address}")
        seen = look(page)
        found = [*seen["wide"], *seen["moving"], *allowed(seen["policy"])]
        if found or seen["language"] not in ("de", "en", "fr"):
            faults[address] = found
    assert len(addresses) > 300
    assert faults == {}


def test_what_is_too_wide_or_moves_is_found(visit):
    page = visit(KINDS["errata"], viewport={"width": 320, "height": 900})
    assert look(page)["wide"] == look(page)["moving"] == []
    page.evaluate("document.querySelector('h1').style.width = '400px'")
    page.evaluate("document.querySelector('h1').style.transition = 'color 1s'")
    seen = look(page)
    assert any("<h1" in part for part in seen["wide"])
    assert [part[:3] for part in seen["moving"]] == ["<h1"]


def test_a_letters_page_is_small(editions):
    sizes = {page: page.stat().st_size for page in editions.glob("*/html/letters/*.html")}
    assert len(sizes) > 100
    assert [(page.name, size) for page, size in sizes.items() if size >= LETTER_AT_MOST] == []
