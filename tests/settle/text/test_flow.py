"""What stands aside is taken out of the text, and the text flows on over it."""

from __future__ import annotations

from printed import MANNERS, at, book, found_in, letter

from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.settle.notes.judge import find_notes
from letterbook.settle.structure.regions import find_structure
from letterbook.settle.text.flow import Asides, gather_asides

PROSE = MANNERS["en"]["body"]
LONG = f"{PROSE} {PROSE} {PROSE}"
ON = "goes home on every market day, when the roads are dry and the mill is open to all."
#: Three letters whose paragraphs are cut by the foot of a page.
CUT = book(
    "LETTERS",
    *(
        letter(f"No. {n}", body=f"The mill* is old. {LONG} The cart\n\n* At York {n}.\n\n{n + 11}\n\n{ON}")
        for n in (1, 2, 3)
    ),
)


def asides(text: str, **pinned: object) -> tuple[Found, Asides]:
    found = found_in(text, **pinned)
    return found, gather_asides(found, find_notes(found, find_structure(found)))


def flow(text: str, **pinned: object) -> list[str]:
    """Return the paragraphs of a whole text, without what stands aside; "|" where one was cut."""
    found, aside = asides(text, **pinned)
    rows = []
    for paragraph in aside.flow(found, Span(0, len(text))):
        pieces = aside.texts_of(paragraph.span)
        rows.append("|".join(" ".join(text[s.start : s.end].split()) for s in pieces))
    return rows


def test_a_paragraph_that_a_page_cut_is_one_again():
    rows = flow(CUT)
    assert [row for row in rows if "cart" in row] == [f"The mill* is old. {LONG} The cart||{ON}"] * 3
    assert not [row for row in rows if "At York" in row or row in {"12", "13", "14"}]


def test_all_that_stands_aside_is_sorted_and_apart():
    _, aside = asides(CUT)
    words = [CUT[s.start : s.end] for s in aside.spans]
    assert words == ["* At York 1.", "12", "* At York 2.", "13", "* At York 3.", "14"]
    assert all(one.end <= other.start for one, other in zip(aside.spans, aside.spans[1:], strict=False))


def test_what_is_left_of_a_span_and_what_was_taken_out_make_the_span():
    _, aside = asides(CUT)
    for span in (Span(0, len(CUT)), at(CUT, "12"), Span(30, 31), Span(200, 900)):
        rest = aside.texts_of(span)
        gone = [Span(max(s.start, span.start), min(s.end, span.end)) for s in aside.spans if s.meets(span)]
        assert sorted([*rest, *gone]) == sorted({*rest, *gone})
        assert sum(s.end - s.start for s in (*rest, *gone)) == span.end - span.start


def test_a_sentence_that_ended_before_the_note_does_not_run_on():
    body = f"The mill* is old.\n\n-----\n\n* At York.\n\n{PROSE}"
    text = book("LETTERS", letter("No. 1", body=body), letter("No. 2", body=body))
    assert [row for row in flow(text) if "mill" in row] == ["The mill* is old."] * 2


def test_a_note_inside_a_line_is_taken_out_and_parts_nothing():
    body = "The mill [Footnote 1: at York] is old and the miller gone, as he said that he would go."
    text = book("LETTERS", letter("No. 1", body=body), letter("No. 2"))
    whole = "The mill|is old and the miller gone, as he said that he would go."
    assert [row for row in flow(text) if "mill" in row] == [whole]


def test_a_note_that_reaches_over_paragraphs_joins_them():
    body = (
        "The mill\n[Footnote 1: at York, where there are two of them, and a\n"
        "third is built] is old and the miller\nhas gone away to the town of Hull."
    )
    text = book("LETTERS", letter("No. 1", body=body), letter("No. 2"))
    _, aside = asides(text, wrapped=True)
    assert [text[s.start : s.end].split()[0] for s in aside.spans] == ["[Footnote"]
    assert sum("mill" in row for row in flow(text, wrapped=True)) == 1


def test_the_text_does_not_reach_into_the_notes_at_the_end():
    body = PROSE.replace("bad.", "bad. 1").replace("better,", "better, 2")
    text = book(
        "LETTERS", letter("No. 1", body=body), letter("No. 2"), "NOTES\n\n1. Of Leeds.\n\n2. The book."
    )
    found, aside = asides(text)
    assert aside.tail == text.index("NOTES")
    assert not [row for row in flow(text) if "Leeds." in row and "May" not in row]
    assert aside.flow(found, Span(aside.tail, len(text))) == []


def test_where_nothing_stands_aside_the_text_is_whole():
    text = book("LETTERS", letter("No. 1"), letter("No. 2"))
    _, aside = asides(text)
    assert aside.spans == aside.breaks == ()
    assert aside.tail == len(text)
    assert aside.texts_of(Span(3, 40)) == (Span(3, 40),)
    assert aside.texts_of(Span(3, 3)) == ()
