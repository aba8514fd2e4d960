"""The proof finds every change of either file, and says where it is."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import Compositor, editions

from letterbook import model as m
from letterbook.check.ledger import prove
from letterbook.problems import CODES, Refused
from letterbook.project.letterbook_toml import Project
from letterbook.tei import Ledger, encode, serialise
from letterbook.tei.ledger import Posting, check_sum

PROJECT = Project("book", Path("text.txt"))


def made(edition):
    encoded, _ = encode(edition, PROJECT)
    return serialise(encoded.root), encoded.ledger.serialise()


def small(**form):
    c = Compositor()
    letter = c.letter(
        "1",
        c.block("head", c.t("No. 1")),
        c.skip("\n\n", "blank line"),
        c.block(
            "p", c.t("The hill\nis "), c.correct("hi- gh", "high"), c.t(", and stony."), c.call("1", "1")
        ),
        c.skip("\n\n", "blank line"),
        c.block("p", c.t("The river is cold.")),
        c.skip("\n\n", "blank line"),
    )
    note = c.note("1", "1", "end", c.inline("label", c.t("1.")), c.t(" It is."))
    return c.edition(letter, back=(note, c.skip("\n", "last line end")), **form)


def codes(problems):
    return [one.code for one in problems]


def test_what_the_proof_says():
    edition = small()
    proof, problems = prove(*made(edition))
    assert problems == ()
    assert proof.holds
    assert proof.name == "text of.txt"
    assert proof.source == edition.source.bytes()
    assert proof.kinds == {"text": 56, "correction": 6, "call": 1}
    assert proof.reasons == {"blank line": 6, "last line end": 1}
    assert proof.postings[:3] == (
        Posting(0, 5, "text", 0, ""),
        Posting(5, 7, "skip", 0, "blank line"),
        Posting(7, 19, "text", 5, ""),
    )


FORMS = [
    ("utf-8", "\n", b""),
    ("utf-8", "\r\n", b"\xef\xbb\xbf"),
    ("utf-8", "\r", b""),
    ("utf-16-le", "\n", b"\xff\xfe"),
    ("latin-1", "\r\n", b""),
    ("cp1252", "\n", b""),
    ("koi8-r", "\n", b""),
]


@pytest.mark.parametrize(("encoding", "newline", "bom"), FORMS)
def test_every_form_of_a_file_comes_back(encoding, newline, bom):
    edition = small(encoding=encoding, newline=newline, bom=bom)
    proof, problems = prove(*made(edition))
    assert problems == ()
    assert hashlib.sha256(proof.source).hexdigest() == edition.source.sha256
    assert proof.source.startswith(bom)


def test_the_ledger_reads_well():
    _tei, ledger = made(small())
    lines = ledger.decode("ascii").split("\n")
    assert lines[0] == "{"
    assert [json.loads(line.rstrip(","))[2] for line in lines[5:8]] == ["text", "skip", "text"]
    assert ledger.endswith(b"}\n")


CHANGES = {
    "a letter of a paragraph": (b"cold.", b"bold.", "ledger-text", "The river", 6),
    "a letter more": (b"The river", b"The rivver", "ledger-added", "The riv", 6),
    "a letter less": (b"The river", b"The rier", "ledger-text", "The rier", 6),
    "a letter of a call": (b">1</ref>", b">7</ref>", "ledger-text", "</ref>", 4),
    "a letter of what is corrected": (b"hi- gh", b"hi- gx", "ledger-text", "hi- gx", 4),
    "a space of mixed content": (b", and stony", b",and stony", "ledger-text", ",and stony", 4),
    "a line end of mixed content": (b"The hill\n", b"The hill ", "ledger-text", "The hill", 3),
    "words between blocks": (b"<p>The river", b"so<p>The river", "ledger-added", "so<p>", None),
    "a paragraph more": (b"<p>The river", b"<p>Well.</p><p>The river", "ledger-added", "Well.", 6),
    "a paragraph less": (b"<p>The river is cold.</p>", b"", "ledger-text", "<note", None),
    "words at the end": (b" It is.</p>", b" It is.</p><p>Amen.</p>", "ledger-added", "Amen", None),
    "a letter of a note": (b"It is.", b"It as.", "ledger-text", "It as.", 8),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_the_tei_is_found(name):
    before, after, code, near, line = CHANGES[name]
    tei, ledger = made(small())
    assert tei.count(before) == 1
    changed = tei.replace(before, after)
    proof, problems = prove(changed, ledger)
    assert not proof.holds
    first = problems[0]
    assert first.code == code
    assert first.place.file == "tei/edition.xml"
    lines = changed.decode().split("\n")
    assert near in "\n".join(lines[first.place.line - 2 : first.place.line + 1])
    if line:
        assert f"line {line}" in first.message or f"lines {line} to" in first.message


ALLOWED = {
    "a reading": (b">high<", b">higher<"),
    "an attribute": (b'<ref xml:id="call-1-1" ', b'<ref rend="sup" xml:id="call-1-1" '),
    "an element around words": (b"The river is", b"<hi>The river</hi> is"),
    "words supplied": (b"The river is", b"The <supplied>broad</supplied>river is"),
    "layout": (b"\n    <p>The river", b"<!-- here -->  \n\n<p>The river"),
    "the header": (b"<authority>", b"<authority>So: "),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_an_editor_may_add_what_is_not_printed(name):
    before, after = ALLOWED[name]
    tei, ledger = made(small())
    assert tei.count(before) == 1
    assert prove(tei.replace(before, after), ledger).problems == ()


LEDGER_CHANGES = {
    "the words of a skip": (b'"last line end","\\n"', b'"last line end","\\t"', "ledger-altered"),
    "the reason of a skip": (b"last line end", b"last line and", "ledger-altered"),
    "a start": (b'[7,19,"text"', b'[8,19,"text"', "ledger-altered"),
    "an end": (b'[7,19,"text"', b'[7,18,"text"', "ledger-altered"),
    "an address": (b'"text",5,', b'"text",6,', "ledger-altered"),
    "a kind": (b'"call",', b'"correction",', "ledger-altered"),
    "the name": (b"text of.txt", b"text if.txt", "ledger-altered"),
    "the encoding": (b"utf-8", b"utf-7", "ledger-altered"),
    "what is printed": (b'["text"]', b'["texts"]', "ledger-text"),
    "a space": (b'"ledger": 1,', b'"ledger":  1,', "ledger-altered"),
    "the seal": (b'"seal": "', b'"seal": "x', "ledger-altered"),
}


@pytest.mark.parametrize("name", LEDGER_CHANGES)
def test_a_change_of_the_ledger_is_found(name):
    before, after, code = LEDGER_CHANGES[name]
    tei, ledger = made(small())
    assert ledger.count(before) == 1
    changed = ledger.replace(before, after)
    proof, problems = prove(tei, changed)
    assert not proof.holds
    assert code in codes(problems)
    line = ledger.count(b"\n", 0, ledger.index(before)) + 1
    if name not in ("what is printed", "a space", "the seal"):
        assert ("tei/edition.ledger.json", line) in [(one.place.file, one.place.line) for one in problems]


UNREADABLE = {
    "nothing": (b"", 1),
    "no JSON": (b'{\n"ledger": 1,\n,', 3),
    "no ledger": (b"[]", 0),
    "another form": (b'{"ledger": 2}', 0),
    "no source": (b'{"ledger": 1, "source": {}, "edition": {}, "postings": []}', 0),
    "too deep": (b"[" * 100_000, 0),
    "no text": (b"\xff\xfe\xfd", 0),
    "a number too long": (b"[" + b"1" * 5000 + b"]", 0),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_ledger_is_refused(name):
    data, line = UNREADABLE[name]
    with pytest.raises(Refused) as refused:
        prove(made(small())[0], data)
    assert [(one.code, one.place.line) for one in refused.value.problems] == [("ledger-unreadable", line)]


ROWS = [
    b"[7,19]",
    b"7",
    b'[7,"19","text",5,"x"]',
    b'[19,7,"text",5,"x"]',
    b'[7,19,"text",null,"x"]',
    b'[7,19,"word",5,"x"]',
    b'[7,19,"skip",5,"x"]',
    b'[-7,19,"text",5,"x"]',
]


@pytest.mark.parametrize("row", ROWS)
def test_a_line_that_is_no_posting_is_refused_with_its_place(row):
    tei, ledger = made(small())
    lines = ledger.split(b"\n")
    lines[7] = row + b","
    with pytest.raises(Refused) as refused:
        prove(tei, b"\n".join(lines))
    assert [(one.code, one.place.line) for one in refused.value.problems] == [("ledger-unreadable", 8)]


def test_what_is_no_tei_is_refused():
    with pytest.raises(Refused) as refused:
        prove(b"<TEI>", made(small())[1])
    assert codes(refused.value.problems) == ["xml-syntax"]
    other = b'<html xmlns="http://www.w3.org/1999/xhtml"/>'
    assert "ledger-text" in codes(prove(other, made(small())[1]).problems)


def test_the_ledger_of_another_edition_is_found():
    c = Compositor()
    tei, _ = made(small())
    _, ledger = made(c.edition(c.letter("1", c.block("p", c.t("Other words.")))))
    assert "ledger-source" in codes(prove(tei, ledger).problems)


def resealed(edition, postings):
    """Write a false ledger with true check sums, as nobody does by accident."""
    return Ledger(edition.source, ("text",), postings).serialise()


@pytest.mark.parametrize("drop", [0, 1, 3, -1])
def test_a_posting_that_is_missing_is_found(drop):
    edition = small()
    encoded, _ = encode(edition, PROJECT)
    postings = list(encoded.ledger.postings)
    del postings[drop]
    proof, problems = prove(serialise(encoded.root), resealed(edition, tuple(postings)))
    assert not proof.holds
    assert {"ledger-tiling", "ledger-source", "ledger-added", "ledger-text"} & set(codes(problems))


def test_words_counted_twice_are_found():
    edition = small()
    encoded, _ = encode(edition, PROJECT)
    postings = list(encoded.ledger.postings)
    postings[2:3] = [postings[2], replace_end(postings[2], 4)]
    problems = prove(serialise(encoded.root), resealed(edition, tuple(postings))).problems
    assert "ledger-source" in codes(problems)


def replace_end(posting, length):
    return posting._replace(end=posting.start + length)


@pytest.mark.parametrize("encoding", ["no-such", "zlib", "ascii"])
def test_an_encoding_that_cannot_be_is_a_problem(encoding):
    c = Compositor()
    edition = c.edition(c.letter("1", c.block("p", c.t("über"))))
    tei, _ = made(edition)
    source = replace(edition.source, encoding=encoding)
    ledger = Ledger(source, ("text",), encode(edition, PROJECT).value.ledger.postings).serialise()
    assert codes(prove(tei, ledger).problems) == ["ledger-source"]


def test_many_faults_are_counted_not_listed():
    c = Compositor()
    blocks = [node for n in range(40) for node in (c.block("p", c.t(f"Line {n} is so.")), c.skip("\n"))]
    tei, ledger = made(c.edition(c.letter("1", *blocks)))
    problems = prove(tei.replace(b"is so", b"is no"), ledger).problems
    assert len(problems) < 25
    assert any("20 more" in one.message for one in problems)


def test_long_text_is_posted_in_pieces_that_end_with_a_line():
    c = Compositor()
    text = "".join(f"This is line {n} of a paragraph as it was printed.\n" for n in range(60))
    tei, ledger = made(c.edition(c.letter("1", c.block("p", c.t(text)))))
    problems = prove(tei.replace(b"line 33 of", b"line 33 if"), ledger).problems
    assert "lines 31 to 35" in problems[0].message or "lines 30 to 35" in problems[0].message
    lines = tei.decode().split("\n")
    near = "\n".join(lines[problems[0].place.line - 1 : problems[0].place.line + 5])
    assert "line 33 of" in near


def test_check_sums_tell_everything_apart():
    rows = [
        (0, 5, "text", "0", "No. 1"),
        (0, 5, "call", "0", "No. 1"),
        (0, 5, "text", "1", "No. 1"),
        (1, 6, "text", "0", "No. 1"),
        (0, 5, "text", "0", "No. 2"),
    ]
    assert len({check_sum(*row) for row in rows}) == len(rows)


@given(editions(), st.data())
def test_any_character_changed_in_the_printed_words_is_found(edition, data):
    tei, ledger = made(edition)
    unread = {i for one in re.finditer(rb"<corr [^>/]*>[^<]*</corr>", tei) for i in range(*one.span())}
    printed = re.finditer(rb">[^<]+<", tei[tei.index(b"<text>") :])
    words = [
        (
            tei.index(b"<text>") + one.start() + 1,
            re.sub(rb"&[^;]*;", lambda e: b" " * len(e[0]), one[0][1:-1]),
        )
        for one in printed
    ]
    inside = [start + i for start, found in words for i, c in enumerate(found) if bytes([c]) in b"aeiD12"]
    assume(inside)
    spot = data.draw(st.sampled_from(inside))
    changed = tei[:spot] + b"X" + tei[spot + 1 :]
    assert prove(changed, ledger).value.holds is (spot in unread)


@given(editions(), st.data())
def test_any_byte_changed_in_the_ledger_is_found(edition, data):
    tei, ledger = made(edition)
    spot = data.draw(st.integers(0, len(ledger) - 1))
    changed = ledger[:spot] + (b"7" if ledger[spot : spot + 1] != b"7" else b"3") + ledger[spot + 1 :]
    try:
        found = codes(prove(tei, changed).problems)
    except Refused as refused:
        found = codes(refused.problems)
    assert found


def test_every_code_has_a_meaning():
    assert all(CODES[code].remedy for code in CODES if code.startswith("ledger-"))


def test_a_tree_may_be_proved_as_well_as_bytes():
    encoded, _ = encode(small(), PROJECT)
    assert prove(encoded.root, encoded.ledger.serialise()).value.holds


def test_ledger_is_a_value():
    source = m.Source("a", "b", "c")
    assert Ledger(source, ("text",), ()) == Ledger(source, ("text",), ())
