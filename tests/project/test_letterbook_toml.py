from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.problems import Refused, Severity
from letterbook.project.edition_id import is_safe, safe_id
from letterbook.project.letterbook_toml import Project, load
from letterbook.project.toml_file import key_places


def write(folder: Path, text: str) -> Path:
    (folder / "letterbook.toml").write_text(text, encoding="utf-8")
    return folder / "source.txt"


def faults(folder: Path, text: str) -> list[tuple[int, int, str, str]]:
    source = write(folder, text)
    with pytest.raises(Refused) as refused:
        load(source)
    assert all(p.severity is Severity.ERROR for p in refused.value.problems)
    assert {p.place.file for p in refused.value.problems} == {str(folder / "letterbook.toml")}
    return [(p.place.line, p.place.column, p.code, f"{p.message} | {p.hint}") for p in refused.value.problems]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("churchill-stalin/source.txt", "churchill-stalin"),
        ("x/Source.TXT", "x"),
        ("x/letters.txt", "letters"),
        ("x/Briefwechsel Müller – Weiß (1820).txt", "Briefwechsel-Muller-Weiss-1820"),
        ("x/1812.txt", "edition-1812"),
        ("x/письма.txt", "edition"),
        ("x/con.txt", "edition-con"),
        ("x/a..b.txt", "a.b"),
        ("x/.txt", "txt"),
        ("x/" + "a" * 300 + ".txt", "a" * 90),
    ],
)
def test_an_edition_without_a_file_is_named_by_its_place(path, expected):
    assert load(Path(path)).value == Project(id=expected, source=Path(path))


def test_source_in_the_working_folder_is_named_by_it(tmp_path, monkeypatch):
    (tmp_path / "mail").mkdir()
    monkeypatch.chdir(tmp_path / "mail")
    assert load(Path("source.txt")).value.id == "mail"


@given(st.text())
def test_every_name_makes_a_safe_id(name):
    assert is_safe(safe_id(name))


def test_all_keys_are_read(tmp_path):
    source = write(
        tmp_path,
        """\ufeff# an edition
        id = "my-letters"
        title = "Letters"
        author = 'A'
        editor = "E"
        publisher = "P"
        licence = "CC BY 4.0"
        licence-url = "https://creativecommons.org/licenses/by/4.0/"
        language = "de-AT"
        encoding = "windows-1252"
        viewpoint = "B"
        source-spans = true

        [[responsible]]
        did = "transcription"
        name = "T"
        [[responsible]]
        name = "U"
        did = "proof-reading"
        """,
    )
    assert load(source) == (
        Project(
            id="my-letters",
            source=source,
            title="Letters",
            author="A",
            editor="E",
            publisher="P",
            licence="CC BY 4.0",
            licence_url="https://creativecommons.org/licenses/by/4.0/",
            language="de-AT",
            encoding="windows-1252",
            viewpoint="B",
            responsible=(("transcription", "T"), ("proof-reading", "U")),
            source_spans=True,
        ),
        (),
    )


def test_every_fault_is_told_at_once_with_its_place(tmp_path):
    found = faults(
        tmp_path,
        """titel = "x"
id = "a b"
 language = "English"
licence-url = [
  "#", ']',
]
encoding = "rot13"
source_spans = true
viewpoint = ""
title = 3

[[responsible]]
name = "x"
[[responsible]]
did = "a\\u0001b"
name = 1
role = \"\"\"
id = 3
\"\"\"
""",
    )
    assert [(line, column, code) for line, column, code, _ in found] == [
        (1, 1, "config-unknown-key"),
        (2, 1, "config-value"),
        (3, 2, "config-value"),
        (4, 1, "config-type"),
        (7, 1, "config-value"),
        (8, 1, "config-unknown-key"),
        (9, 1, "config-value"),
        (10, 1, "config-type"),
        (12, 1, "config-value"),
        (15, 1, "config-value"),
        (16, 1, "config-type"),
        (17, 1, "config-unknown-key"),
    ]
    assert "Did you mean “title”?" in found[0][3]
    assert "Did you mean “source-spans”?" in found[5][3]
    assert "lacks “did”" in found[8][3]
    assert "The keys are: did, name." in found[11][3]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("title = 'a'\nauthor 'b'\n", 2, 8),
        ("title = 'a'\ntitle = 'b'\n", 2, 12),
        ('title = "', 1, 10),
        ("[responsible", 1, 13),
    ],
)
def test_a_slip_of_the_pen_has_its_place(tmp_path, text, line, column):
    assert [(a, b, code) for a, b, code, _ in faults(tmp_path, text)] == [(line, column, "config-syntax")]


def test_wrong_shapes(tmp_path):
    for text in ("responsible = 'me'", "responsible = ['me']", "[responsible]\ndid = 'x'\nname = 'y'"):
        assert [code for _, _, code, _ in faults(tmp_path, text)] == ["config-type"]
    for value, kind in (
        ("1.5", "a number"),
        ("[1]", "a list"),
        ("{a=1}", "a table"),
        ("1941-07-08", "a date"),
    ):
        assert kind in faults(tmp_path, f"title = {value}")[0][3]
    assert "not true or false" in faults(tmp_path, "title = true")[0][3]
    assert "true or false" in faults(tmp_path, "source-spans = 'yes'")[0][3]


def test_bytes_that_are_no_text_are_placed(tmp_path):
    (tmp_path / "letterbook.toml").write_bytes("title = 'é'\nauthor = 'ü".encode() + b"\xe9'")
    with pytest.raises(Refused) as refused:
        load(tmp_path / "source.txt")
    (fault,) = refused.value.problems
    assert (fault.code, fault.place.line, fault.place.column) == ("config-unreadable", 2, 12)


def test_a_folder_of_that_name_is_refused(tmp_path):
    (tmp_path / "letterbook.toml").mkdir()
    with pytest.raises(Refused, match="cannot be read"):
        load(tmp_path / "source.txt")


def test_keys_are_found_behind_strings_brackets_and_comments():
    text = 'a = """\nb = 1\n"""\n\n# c = 2\nd = [ # ]\n'
    text += '  "]", {e = 1},\n]\n"f g" = 1\n[t.u]\nh.i = \'#\' # x\n[[v]]\nw=1\n[[v]]\nw=2'
    assert key_places(text) == {
        ("a",): (1, 1),
        ("d",): (6, 1),
        ("f g",): (9, 1),
        ("t", "u"): (10, 1),
        ("t", "u", "h"): (11, 1),
        ("t", "u", "h", "i"): (11, 1),
        ("v",): (12, 1),
        ("v", 0): (12, 1),
        ("v", 0, "w"): (13, 1),
        ("v", 1): (14, 1),
        ("v", 1, "w"): (15, 1),
    }


@given(st.text(alphabet="ab=[]{}\"'\\\n#. 1,", max_size=40))
def test_no_text_ends_in_a_traceback(tmp_path_factory, text):
    source = write(tmp_path_factory.mktemp("toml"), text)
    try:
        found = load(source).problems
    except Refused as refused:
        found = refused.problems
        assert found
    assert all(p.severity is Severity.ERROR for p in found)


def test_the_places_of_many_keys_are_found_in_time_that_grows_as_they_do():
    def taken(many):
        text = "".join(f"k{n} = 1\n" for n in range(many))
        begun = time.process_time()
        places = key_places(text)
        assert places[f"k{many - 1}",] == (many, 1)
        return time.process_time() - begun

    assert taken(32_000) < 16 * max(taken(4_000), 0.01)
