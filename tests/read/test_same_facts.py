"""A text in another form gives the TEI that the text gives: letters, dates, parties, notes, calls."""

from __future__ import annotations

import json
import re

import pytest
from made_pages import archive_page

from letterbook import stages
from letterbook.model import letters, notes
from letterbook.project.letterbook_toml import load

_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"


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


def squeezed(words):
    return "".join(sign for sign in words if sign.isalnum())


def footnotes(path):
    """Return the words of the note that each call calls, in the order of the calls, by the TEI."""
    project = load(path).value
    root = stages.encode(stages.understand(project)[0], project)[0].root
    bodies = {}
    for note in root.iter(_TEI + "note"):
        for label in note.iter(_TEI + "label"):
            label.text = ""
        bodies[note.get(_ID)] = squeezed("".join(note.itertext()))
    return [bodies[ref.get("target")[1:]] for ref in root.iter(_TEI + "ref") if ref.get("type") == "note"]


@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize("name", ["de-gelehrte", "en-naturalists", "fr-cousines"])
def test_footnotes_that_libreoffice_writes(root, name, form):
    """The documents are made by samples/footnotes/make.py from the gold."""
    samples = root / "tests" / "samples"
    document = samples / "footnotes" / f"{name}.{form}"
    assert facts(document)[0] == facts(samples / name / "source.txt")[0]
    gold = json.loads((samples / name / "gold.json").read_text("utf-8"))
    words = {note["id"]: squeezed(note["text"]) for note in gold["notes"]}
    called = sorted((mark["span"], mark["note"]) for letter in gold["letters"] for mark in letter["markers"])
    assert footnotes(document) == [words[key] for _, key in called]


def test_a_page_of_an_archive_on_the_web(sample, root, tmp_path):
    text = tmp_path / "text.txt"
    text.write_bytes(sample.read_bytes())
    ledger = (root / "output/churchill-stalin/tei/edition.ledger.json").read_bytes()
    page = tmp_path / "page.html"
    page.write_text(archive_page(sample.read_text("utf-8"), ledger), "utf-8")
    assert facts(page) == facts(text)


def test_quotations_and_tables_of_a_page_are_such_in_the_tei(root, tmp_path):
    page = (root / "tests/samples/inputs/harbour.html").read_text("utf-8")
    more = (
        "<blockquote><p>The pier is ours.</p><p>The mole is theirs.</p></blockquote>"
        "<table><tr><td>rope</td><td>3 s.</td></tr><tr><td>tar</td><td>4 s.</td></tr></table>"
    )
    whole = re.sub(r"(<h2>2.</h2>)(.*)(<hr>)", r"\1<blockquote>\2</blockquote>\3", page, flags=re.DOTALL)
    path = tmp_path / "page.html"
    path.write_text(whole.replace("<p>Tell mother", f"{more}<p>Tell mother"), "utf-8")
    project = load(path).value
    root = stages.encode(stages.understand(project)[0], project)[0].root
    quoted = [["".join(p.itertext()) for p in one.iter(_TEI + "p")] for one in root.iter(_TEI + "quote")]
    assert quoted == [["The pier is ours.", "The mole is theirs."]]  # and not the second letter
    rows = [["".join(cell.itertext()) for cell in row] for row in root.iter(_TEI + "row")]
    assert rows == [["rope", "3 s."], ["tar", "4 s."]]
