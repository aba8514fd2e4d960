"""A text in another form gives the TEI that the text gives: letters, dates, parties, notes, calls."""

from __future__ import annotations

from made_pages import archive_page

from letterbook import stages
from letterbook.model import letters, notes
from letterbook.project.letterbook_toml import load


def facts(path):
    edition, _ = stages.understand(load(path).value)
    told = []
    for letter in letters(edition):
        acts = [
            ([p.value.name for p in act.persons], [d.value for d in act.dates], act.place and act.place.value)
            for act in (letter.sent, letter.received)
        ]
        told.append((letter.number, *acts, [tie.letter for tie in letter.ties]))
    calls = [(note.number, len(note.calls)) for note in notes(edition)]
    marks = [edition.source.quote(call).strip() for note in notes(edition) for call in note.calls]
    return told, calls, marks


def test_a_page_of_an_archive_on_the_web(sample, root, tmp_path):
    text = tmp_path / "text.txt"
    text.write_bytes(sample.read_bytes())
    ledger = (root / "output/churchill-stalin/tei/edition.ledger.json").read_bytes()
    page = tmp_path / "page.html"
    page.write_text(archive_page(sample.read_text("utf-8"), ledger), "utf-8")
    assert facts(page) == facts(text)
