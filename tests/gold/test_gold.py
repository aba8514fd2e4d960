"""The scripts of gold/: what is scored, what is refused; and the changed editions of benchmarks/."""

from __future__ import annotations

import hashlib
import importlib.machinery
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "gold"

TEXT = """LETTERS OF ADA REED TO JOHN HOLT

I.

Dover, 3 May 1812.

Dear John, the ship has come at last and all of us are well again.[1]

Ada Reed.

II.

Paris, 9 June 1812.

Dear John, we have found rooms near the river and the bread is good.

Ada Reed.

[1] The Swan, out of Deal.
"""


def load(path: Path) -> ModuleType:
    loader = importlib.machinery.SourceFileLoader(f"script_{path.stem}", str(path))
    module = ModuleType(loader.name)
    sys.modules[loader.name] = module
    loader.exec_module(module)
    return module


SCORE, CHECK, TAKE = (load(GOLD / f"{name}.py") for name in ("score", "check", "take"))
CHANGED = load(ROOT / "benchmarks" / "changed_editions.py")


def letter(n: int, start: str, first: str, end: str, date: str, place: str) -> dict[str, object]:
    at = TEXT.index(start)
    return {
        "n": n,
        "start": at,
        "first": TEXT.index(first, at),
        "end": TEXT.index(end, at) + len(end),
        "number": start,
        "heading": start,
        "date_printed": None,
        "date": date,
        "date_how": "printed",
        "place": place,
        "sender": ["Ada Reed"],
        "sender_how": "signature",
        "recipient": ["John Holt"],
        "recipient_how": "title",
    }


def gold() -> dict[str, object]:
    note = TEXT.index("[1] The")
    return {
        "dataset": "made-up",
        "language": "en",
        "origin": {},
        "layout": "",
        "letters": [
            letter(1, "I.\n", "Dear John, the", "Ada Reed.", "1812-05-03", "Dover"),
            letter(2, "II.\n", "Dear John, we", "Ada Reed.", "1812-06-09", "Paris"),
        ],
        "notes_complete": True,
        "notes": [{"id": "1", "start": note, "body_start": note + 4, "end": len(TEXT) - 1}],
        "markers": [{"note": "1", "start": TEXT.index("[1]"), "end": TEXT.index("[1]") + 3}],
        "not_letters": [],
    }


def tei(*, date: str = "1812-05-03", cert: str = "", name: str = "Ada Reed", more: str = "") -> str:
    return f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc>
<correspDesc xml:id="c1"><correspAction type="sent"><persName>{name}</persName><placeName>Dover</placeName>
<date when="{date}"{cert}/></correspAction>
<correspAction type="received"><persName>John Holt</persName></correspAction></correspDesc>
<correspDesc xml:id="c2"><correspAction type="sent"><persName>Ada Reed</persName><placeName>Paris</placeName>
<date when="1812-06-09"/></correspAction>
<correspAction type="received"><persName>John Holt</persName></correspAction></correspDesc>
</profileDesc></teiHeader><text><body>
<div type="letter" decls="#c1"><head>I.</head><p>Dover, 3 May 1812.</p><p>Dear John, the ship has come at last
and all of us are well again.<ref target="#n1">[1]</ref></p><p>Ada Reed.</p>{more}</div>
<div type="letter" decls="#c2"><head>II.</head><p>Paris, 9 June 1812.</p>
<p>Dear John, we have found rooms near the river and the bread is good.</p><p>Ada Reed.</p></div>
<note xml:id="n1" n="1"><label>[1]</label> The Swan, out of Deal.</note></body></text></TEI>"""


def scored(tmp_path: Path, words: str) -> dict[str, dict[str, float]]:
    (tmp_path / "edition.xml").write_text(words, encoding="utf-8")
    (tmp_path / "source.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold.json").write_text(json.dumps(gold()), encoding="utf-8")
    return SCORE.compare(tmp_path / "edition.xml", tmp_path / "source.txt", tmp_path / "gold.json").score()


def test_an_edition_that_is_right_in_all_scores_one(tmp_path):
    scores = scored(tmp_path, tei())
    assert {scores[kind]["f1"] for kind in ("letters", "calls")} == {1.0}
    assert {scores[kind]["rate"] for kind in ("notes", *SCORE.FACTS)} == {1.0}


def test_letters_that_begin_alike_are_told_apart_by_more_of_their_words(tmp_path):
    words = [
        f"In the name of God and of the sweet child of Bethlehem: {more} Your servant, Ada Reed."
        for more in ("the mill burnt down.", "we sail on Friday next.", "the bread is dear this year.")
    ]
    text = "\n\n".join(words)
    one = gold()["letters"][0]
    letters = [
        one | {"n": n, "start": at, "first": at, "end": at + len(said)}
        for n, said in enumerate(words, 1)
        for at in [text.index(said)]
    ]
    merged = f'<div type="letter"><p>{words[0]}</p><p>{words[1]}</p></div>'
    header = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
    edition = f'{header}{merged}<div type="letter"><p>{words[2]}</p></div></body></text></TEI>'
    (tmp_path / "edition.xml").write_text(edition, encoding="utf-8")
    compared = SCORE.Compared(SCORE.read_tei(tmp_path / "edition.xml"), text, gold() | {"letters": letters})
    assert [compared.is_whole(i) for i in range(3)] == [False, False, True]


def test_words_behind_a_letter_make_it_wrong(tmp_path):
    behind = "<p>" + "The editor found the ship's log in the harbour office. " * 4 + "</p>"
    assert scored(tmp_path, tei(more=behind))["letters"]["right"] == 1
    assert scored(tmp_path, tei(more="<p>1812</p>"))["letters"]["right"] == 2


@pytest.mark.parametrize(("cert", "sure"), [("", 1), (' cert="high"', 1), (' cert="medium"', 0)])
def test_a_wrong_day_is_counted_and_whether_it_was_sure(tmp_path, cert, sure):
    dates = scored(tmp_path, tei(date="1812-05-04", cert=cert))["dates"]
    assert (dates["right"], dates["wrong"], dates["wrong_high"]) == (1, 1, sure)


def test_another_person_is_wrong_and_kin_without_a_name_is_nobody(tmp_path):
    assert scored(tmp_path, tei(name="John Holt"))["senders"]["wrong"] == 1
    assert scored(tmp_path, tei(name="his mother"))["senders"]["wrong"] == 0


def test_another_name_that_the_letter_prints_is_right():
    assert SCORE.are_called(["Ada Vane"], ["Ada Vane", "A. V."])
    assert not SCORE.are_called(["Ada Vane", "John Holt"], ["Ada Vane"])
    assert not SCORE.are_called([], ["Ada Vane"])


def test_a_gold_is_checked_against_its_text():
    assert not list(CHECK.faults(TEXT, gold()))
    bad = gold()
    bad["letters"][1]["end"] = len(TEXT) + 9
    bad["markers"][0]["note"] = "7"
    assert len(list(CHECK.faults(TEXT, bad))) == 2


def test_every_gold_of_the_project_is_sound_in_itself():
    files = sorted((GOLD / "volumes").glob("*.json"))
    assert f"knows of {len(files)} printed volumes" in (GOLD / "README.md").read_text(encoding="utf-8")
    for path in files:
        rows = json.loads(path.read_text(encoding="utf-8"))
        assert rows["dataset"] == path.stem
        ends = [0, *(one["end"] for one in rows["letters"])]
        assert all(
            end <= one["start"] <= one["first"] < one["end"]
            for end, one in zip(ends, rows["letters"], strict=False)
        ), path.stem
        assert {mark["note"] for mark in rows["markers"]} <= {note["id"] for note in rows["notes"]}


def test_a_text_is_taken_only_where_the_checksums_fit(tmp_path):
    issued = "one\r\ntwo\r\nthree\r\n".encode("latin-1")
    origin = {
        "path": "x.txt",
        "encoding": "latin-1",
        "sha256_issued": hashlib.sha256(issued).hexdigest(),
        "sha256_source": hashlib.sha256(b"two\nthree\n").hexdigest(),
        "lines_kept": [[2, 3]],
    }
    (tmp_path / "volume.json").write_text(json.dumps({"origin": origin}), encoding="utf-8")
    (tmp_path / "issued.txt").write_bytes(issued)
    command = [
        sys.executable,
        GOLD / "take.py",
        tmp_path / "issued.txt",
        tmp_path / "volume.json",
        tmp_path / "made",
    ]
    assert subprocess.run(command, check=False).returncode == 0
    assert (tmp_path / "made" / "volume" / "source.txt").read_bytes() == b"two\nthree\n"
    (tmp_path / "issued.txt").write_bytes(issued + b"four\r\n")
    refused = subprocess.run([*command[:-1], tmp_path / "other"], capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "is not the file" in refused.stderr
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("name", sorted(CHANGED.CHANGES))
def test_a_change_leaves_the_words_of_letters_and_marks_as_they_are(name):
    new, moved = CHANGED.changed(TEXT, gold(), CHANGED.CHANGES[name](TEXT, gold()))

    def words(text: str, one: dict[str, int]) -> str:
        return "".join(c for c in text[one["first"] : one["end"]] if c.isalnum())

    for old, one in zip(gold()["letters"], moved["letters"], strict=True):
        assert words(TEXT, old) == words(new, one)
    (mark,) = moved["markers"]
    assert new[mark["start"] : mark["end"]] == "[1]"


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 9), st.text(max_size=4)), max_size=8))
def test_offsets_move_with_the_words(rows):
    edits = [CHANGED.Edit(start, min(start + size, len(TEXT)), words) for start, size, words in rows]
    new, moved = CHANGED.changed(TEXT, gold(), edits)
    for old, one in zip(gold()["letters"], moved["letters"], strict=True):
        if not any(edit.start < old["end"] and edit.end > old["first"] for edit in edits) and not any(
            edit.start in {old["first"], old["end"]} for edit in edits
        ):
            assert new[one["first"] : one["end"]] == TEXT[old["first"] : old["end"]]
