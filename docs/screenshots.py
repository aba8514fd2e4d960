"""Takes the pictures of the README and the manual, with headless Chromium, from the published sample.

    pip install --group browser && python docs/screenshots.py [CHROMIUM]

Chromium is looked for as `chromium`, `chromium-browser` or `google-chrome`, or named as the argument. The
letters are those of the machine's fonts: the manual's are in P052, a Palatino (Debian's fonts-urw-base35).
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
EDITION = HERE.parent / "output" / "churchill-stalin"


class Shot(NamedTuple):
    """A picture: its name, the page in the edition's folder, the window's width and height.

    Dark or not; what is pressed before it is taken; and whether the whole page is, however high.
    """

    name: str
    page: str
    width: int
    height: int
    dark: bool = False
    press: str = ""
    whole: bool = False


LETTER = "html/letters/letter-2.html"
SHOTS = (
    Shot("index", "html/index.html", 1100, 1000),
    Shot("overview", "html/overview.html", 1100, 1000, whole=True),
    Shot("letter", LETTER, 1000, 1150),
    Shot("letter-dark", LETTER, 1000, 1150, dark=True),
    Shot("letter-narrow", LETTER, 400, 900),
    Shot("note", "html/letters/letter-9.html", 1000, 760, press="#call-8-1 button"),
    Shot("search", "html/search.html#Archangel", 1000, 760),
    Shot("review", "report/review.html", 1300, 1700),
)


def main() -> None:
    """Take all pictures."""
    names = sys.argv[1:] or ["chromium", "chromium-browser", "google-chrome"]
    program = next((found for name in names if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("Chromium was not found; name it: python docs/screenshots.py /path/to/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--disable-background-networking"]
        )
        for shot in SHOTS:
            take(browser, shot)
        browser.close()


def take(browser: Browser, shot: Shot) -> None:
    """Take one picture."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, color_scheme="dark" if shot.dark else "light"
    )
    page = context.new_page()
    page.goto(f"{EDITION.as_uri()}/{shot.page}")
    if shot.press:
        page.click(shot.press)
    page.screenshot(path=HERE / "images" / f"{shot.name}.png", full_page=shot.whole)
    context.close()


if __name__ == "__main__":
    main()
