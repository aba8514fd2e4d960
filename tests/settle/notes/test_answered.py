"""Notes that answer marks: where they stand, how they are counted, and what an editor says of them."""

from __future__ import annotations

from letters_of_ada import HEAD
from printed import MANNERS, book, edition_in, found_in, letter

from letterbook.model import Finding, Span, leaves, notes
from letterbook.model.kinds import NOTE_TEXT
from letterbook.model.values import NoteOpening
from letterbook.project.letterbook_toml import load
from letterbook.settle.notes.answered import _each_once
from letterbook.settle.notes.judge import find_notes
from letterbook.settle.structure.regions import find_structure
from letterbook.stages import encode, understand

PROSE = MANNERS["en"]["body"]
MARKED = PROSE.replace("bad", "bad[1]").replace("better", "better[2]")
END = "NOTES\n\n[1] Of Leeds.\n\n[2] The book."


def judged(text: str, **pinned: object):
    found = found_in(text, **pinned)
    return find_notes(found, find_structure(found))


def rows(edition) -> list[tuple[str, str, int]]:
    text = edition.source.text
    found = []
    for note in notes(edition):
        spans = [leaf.span for leaf in leaves(note.children)]
        found.append((note.number, text[spans[0].start : spans[-1].end].strip(), len(note.calls)))
    return found


def test_numbers_run_through_the_book_or_begin_anew_with_each_letter():
    through = book("ORME", letter("No. 1", body=MARKED), letter("No. 2"), END)
    assert [note.scope for note in judged(through).notes] == ["", ""]
    anew = book("ORME", *(f"{letter(f'No. {n}', body=MARKED)}\n\n{END}" for n in (1, 2, 3)))
    assert [note.scope for note in judged(anew).notes] == ["1", "1", "2", "2", "3", "3"]


def test_notes_of_the_book_stand_at_its_end_and_others_at_the_foot():
    end = book("ORME", letter("No. 1", body=MARKED), letter("No. 2"), END)
    assert {note.place for note in judged(end).notes} == {"end"}
    below = f"{MARKED}\n\n[1] Of Leeds.\n\n[2] The book."
    foot = book("ORME", letter("No. 1", body=below), letter("No. 2"))
    assert {note.place for note in judged(foot).notes} == {"foot"}


def test_what_is_pinned_holds():
    text = book("ORME", letter("No. 1", body=MARKED), letter("No. 2"), END)
    assert len(judged(text, notes="end").notes) == 2
    assert judged(text, notes="none").notes == ()


def test_notes_of_two_sets_are_told_apart():
    body = f"{PROSE.replace('bad', 'bad*').replace('better', 'better[1]')}\n\n* So he says."
    edition = edition_in(book("ORME", letter("No. 1", body=body), letter("No. 2"), "NOTES\n\n[1] Of Leeds."))
    assert sorted((note.number, note.series) for note in notes(edition)) == [
        ("*", "starred"),
        ("1", "numbered"),
    ]


def ruled(tmp_path, text: str, ruling: str):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "decisions.toml").write_text(HEAD + ruling, encoding="utf-8")
    return understand(load(tmp_path / "a.txt").value)


def test_what_an_editor_says_is_no_note_belongs_to_the_one_before(tmp_path):
    body = PROSE.replace("bad", "bad[1]").replace("late", "late[2]").replace("better", "better[3]")
    end = "NOTES\n\n[1] Of Leeds.\n\n[2] The book.\n\n[3] Of songs."
    text = book("ORME", letter("No. 1", body=body), letter("No. 2"), end)
    ruling = '[[not-note]]\nquote = "[2] The book."\nreason = "It is a line of the first."\n'
    edition, problems = ruled(tmp_path, text, ruling)
    assert [p.code for p in problems if p.code.startswith("decision")] == []
    assert rows(edition) == [("1", "[1] Of Leeds.\n\n[2] The book.", 1), ("3", "[3] Of songs.", 1)]


def test_an_editor_parts_a_note_in_two(tmp_path):
    end = "NOTES\n\n[1] Of Leeds.\n\nA. The house.\n\n[2] The book."
    text = book("ORME", letter("No. 1", body=MARKED), letter("No. 2"), end)
    ruling = '[[note]]\nquote = "A. The house."\nnote = "1a"\nreason = "It has its own mark."\n'
    edition, problems = ruled(tmp_path, text, ruling)
    assert [p.code for p in problems if p.code.startswith("decision")] == []
    assert [row[1] for row in rows(edition)] == ["[1] Of Leeds.", "A. The house.", "[2] The book."]


def test_the_tei_says_which_set_a_note_belongs_to(tmp_path):
    body = f"{PROSE.replace('bad', 'bad*').replace('better', 'better[1]')}\n\n* So he says."
    text = book("ORME", letter("No. 1", body=body), letter("No. 2"), "NOTES\n\n[1] Of Leeds.")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    project = load(tmp_path / "a.txt").value
    root = encode(understand(project).value, project).value.root
    types = {n.get("n"): n.get("type") for n in root.iter("{http://www.tei-c.org/ns/1.0}note") if n.get("n")}
    assert types == {"*": "starred", "1": "numbered"}


def test_a_paragraph_is_one_note_though_two_manners_could_have_it():
    def text(start, manner, *calls):
        return Finding(NOTE_TEXT, Span(start, start + 5), "r", 0.9, NoteOpening(manner=manner, calls=calls))

    filling, asked, other = text(10, 0), text(10, 1, Span(3, 6)), text(20, 0)
    assert _each_once([filling, asked, other]) == [asked, other]
    assert _each_once([asked, filling, other]) == [asked, other]
