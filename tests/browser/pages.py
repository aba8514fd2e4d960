"""The editions that the browser reads, and a page of every kind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "samples"

#: The real edition; and one in French and German that has all kinds of page, and words in both.
REAL, TWO_TONGUES = "churchill-stalin", "de-zwei-sprachen-mean"

#: A page of each kind, by what a reader would call it. test_every_kind_of_page_is_looked_at keeps it whole.
KINDS = {
    "index": f"{REAL}/html/index.html",
    "overview": f"{REAL}/html/overview.html",
    "calendar": f"{REAL}/html/calendar.html",
    "letter": f"{REAL}/html/letters/letter-2.html",
    "part": "de-dichter/html/parts/preface-1.html",
    "persons": f"{REAL}/html/persons.html",
    "places": f"{TWO_TONGUES}/html/places.html",
    "person": f"{REAL}/html/persons/person-stalin-j-v.html",
    "place": f"{TWO_TONGUES}/html/places/named-tilsit.html",
    "notes": f"{REAL}/html/notes.html",
    "errata": f"{REAL}/html/errata.html",
    "about": f"{REAL}/html/about.html",
    "search": f"{REAL}/html/search.html",
    "review": "en-settlers/report/review.html",
    "library": "library/index.html",
    "persons of a library": "library/persons.html",
    "places of a library": "library/places.html",
    "search of a library": "library/search.html",
}

#: Pages that print what others do not: verse, a table, signs for notes, notes by the page, another language.
MORE = {
    "letter with a table": "en-cablegrams/html/letters/letter-32.html",
    "letter with verse": "de-dichter/html/letters/letter-2.html",
    "letter with notes by the page": "fr-ambassade/html/letters/letter-1.html",
    "letter with an enclosed one": "en-poets/html/letters/letter-3.html",
    "letter in another language": f"{TWO_TONGUES}/html/letters/letter-6.html",
    "index in French": f"{TWO_TONGUES}/html/index.html",
    "about in German": "de-kaufmann/html/about.html",
}


def write_editions(folder: Path) -> None:
    """Build every test edition into a folder, as one library."""
    write_library(folder, SAMPLES / "*" / "source.txt")


def write_library(folder: Path, *texts: Path) -> None:
    """Build editions of some texts into a folder, as one library."""
    command = [sys.executable, "-P", "-m", "letterbook", "build", *map(str, texts), "-o", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (folder / "library" / "index.html").is_file(), done.stderr


def addresses(folder: Path) -> list[str]:
    """Return the addresses of all pages, from the folder that holds the editions.

    Those for addresses that lead nowhere are left out: their links begin at the address of the site.
    """
    parts = ("*/html/**/*.html", "*/report/*.html", "library/*.html")
    pages = (page for part in parts for page in folder.glob(part) if page.name != "404.html")
    return sorted(page.relative_to(folder).as_posix() for page in pages)


def kind_of(address: str) -> str:
    """Return what kind of page stands at an address: its name, or that of the folder of its like."""
    page = Path(address)
    if page.parts[0] == "library":
        return "library" if page.stem == "index" else f"{page.stem} of a library"
    return page.stem if page.parent.name in ("html", "report") else page.parent.name.removesuffix("s")
