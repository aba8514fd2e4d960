"""The editions that the browser reads, and a page of every kind."""

from __future__ import annotations

from pathlib import Path

from letterbook import stages, writing
from letterbook.project import load

SAMPLES = Path(__file__).resolve().parents[1] / "samples"

#: The real edition; and one in French and German that has all kinds of page, and words in both.
REAL, TWO_TONGUES = "churchill-stalin", "de-zwei-sprachen-mean"

#: A page of each kind, by what a reader would call it. test_every_kind_of_page_is_listed keeps it whole.
KINDS = {
    "index": f"{REAL}/html/index.html",
    "overview": f"{REAL}/html/overview.html",
    "letter": f"{REAL}/html/letters/letter-2.html",
    "persons": f"{REAL}/html/persons.html",
    "places": f"{TWO_TONGUES}/html/places.html",
    "notes": f"{REAL}/html/notes.html",
    "errata": f"{REAL}/html/errata.html",
    "about": f"{REAL}/html/about.html",
    "search": f"{REAL}/html/search.html",
    "review": "en-settlers/report/review.html",
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
    """Build every test edition into a folder, as a reader gets them."""
    for source in sorted(SAMPLES.glob("*/source.txt")):
        project, _ = load(source)
        files = stages.run(project)[0].files
        writing.write_folder(files, folder / source.parent.name)


def kind_of(page: Path) -> str:
    """Return what kind of page a file is: its name, or the folder of those that have one to themselves."""
    return page.stem if page.parent.name in ("html", "report") else page.parent.name.removesuffix("s")
