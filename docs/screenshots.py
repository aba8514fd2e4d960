"""Takes the pictures of the README and the manual, with headless Chromium, from the published sample.

    python docs/screenshots.py [CHROMIUM]

Chromium is looked for as `chromium`, `chromium-browser` or `google-chrome`, or named as the argument.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
EDITION = HERE.parent / "output" / "churchill-stalin"


class Shot(NamedTuple):
    """A picture: its name, the page in the edition's folder, the window's width and height, dark or not."""

    name: str
    page: str
    width: int
    height: int
    dark: bool = False


SHOTS = (
    Shot("index", "html/index.html", 1100, 1000),
    Shot("letter", "html/letters/letter-2.html", 1000, 1150),
    Shot("letter-dark", "html/letters/letter-2.html", 1000, 1150, dark=True),
    Shot("letter-narrow", "html/letters/letter-2.html", 500, 1100),
    Shot("review", "report/review.html", 1300, 1700),
)


def main() -> None:
    """Take all pictures."""
    names = sys.argv[1:] or ["chromium", "chromium-browser", "google-chrome"]
    program = next((found for name in names if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("Chromium was not found; name it: python docs/screenshots.py /path/to/chromium")
    for shot in SHOTS:
        take(program, shot)


def take(program: str, shot: Shot) -> None:
    """Take one picture; Chromium gets a home of its own, and makes no request."""
    with tempfile.TemporaryDirectory() as home:
        command = [
            program,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--disable-background-networking",
            "--no-first-run",
            f"--user-data-dir={home}",
            f"--window-size={shot.width},{shot.height}",
            f"--screenshot={HERE / 'images' / shot.name}.png",
            *(["--blink-settings=preferredColorScheme=0"] if shot.dark else []),
            (EDITION / shot.page).as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60)


if __name__ == "__main__":
    main()
