from __future__ import annotations

import codecs
import os
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.problems import Refused
from letterbook.read import plain_text
from letterbook.read.plain_text import read


@pytest.fixture
def file(tmp_path):
    def make(data: bytes):
        path = tmp_path / "source.txt"
        path.write_bytes(data)
        return path

    return make


def refusal(path, encoding=None):
    with pytest.raises(Refused) as refused:
        read(path, encoding)
    (fault,) = refused.value.problems
    assert fault.place.file == str(path)
    assert fault.hint
    return fault


@pytest.mark.parametrize(
    ("data", "text", "encoding", "newline", "bom"),
    [
        (b"Sir,\n", "Sir,\n", "utf-8", "\n", b""),
        (b"Sir", "Sir", "utf-8", "\n", b""),
        ("Grüße\r\nan Dich\r\n".encode(), "Grüße\nan Dich\n", "utf-8", "\r\n", b""),
        (b"a\rb\r", "a\nb\n", "utf-8", "\r", b""),
        (codecs.BOM_UTF8 + b"a\n", "a\n", "utf-8", "\n", codecs.BOM_UTF8),
        (codecs.BOM_UTF16_LE + "é\r\n".encode("utf-16-le"), "é\n", "utf-16-le", "\r\n", codecs.BOM_UTF16_LE),
        (codecs.BOM_UTF16_BE + "é😀".encode("utf-16-be"), "é😀", "utf-16-be", "\n", codecs.BOM_UTF16_BE),
        (codecs.BOM_UTF32_LE + "é".encode("utf-32-le"), "é", "utf-32-le", "\n", codecs.BOM_UTF32_LE),
        (codecs.BOM_UTF32_BE + "é".encode("utf-32-be"), "é", "utf-32-be", "\n", codecs.BOM_UTF32_BE),
    ],
)
def test_sound_texts(file, data, text, encoding, newline, bom):
    found, problems = read(file(data))
    assert (found.text, found.encoding, found.newline, found.bom) == (text, encoding, newline, bom)
    assert found.name == "source.txt"
    assert found.bytes() == data
    assert problems == ()


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"a\r\nb\n", ["source-line-ends"]),
        (b"a\rb\n", ["source-line-ends"]),
        (b"a\r\nb\r", ["source-line-ends"]),
        (b"a\r\r\nb\r\n", ["source-line-ends"]),
        ("a\ufeffb".encode(), ["source-control-character"]),
        (b"a\0b", ["source-control-character"]),
        (b"a\x0cb\x0cc", ["source-control-character"]),
        (b"a\x0cb\0c", ["source-control-character", "source-control-character"]),
        ("a\ufffdb\u0080".encode(), ["source-control-character", "source-replacement-character"]),
        ("a\uffffb".encode(), ["source-control-character"]),
        ("a\u2028b\u00ad\u200d".encode(), []),
    ],
)
def test_odd_texts_are_kept_whole_with_a_warning(file, data, codes):
    found, problems = read(file(data))
    assert found.text == data.decode()
    assert found.bytes() == data
    assert [p.code for p in problems] == codes
    assert {p.severity for p in problems} <= {"warning"}


def test_warnings_say_where_and_how_often(file):
    _, problems = read(file(b"one\r\ntwo \0 three \0\r\n\x0c\r\n"))
    assert [str(p).splitlines()[0] for p in problems] == [
        "source.txt:2:5: warning: U+0000 (NUL) stands here and at 1 more place [source-control-character]",
        "source.txt:3:1: warning: U+000C (form feed) stands here [source-control-character]",
    ]
    _, problems = read(file(b"a\r\nb\nc\r"))
    assert problems[0].message == "the lines end in different ways (1 LF, 1 CR LF, 1 CR)"


def check_rebuilt(path, encoding):
    """Whatever the bytes are: they are refused with a reason, or can be rebuilt."""
    found = None
    with suppress(Refused):
        found = read(path, encoding).value
    assert found is None or found.bytes() == path.read_bytes()


@given(st.binary(max_size=60), st.sampled_from([b"", *(mark for mark, _ in plain_text._MARKS)]))
def test_what_is_read_can_be_rebuilt(tmp_path_factory, data, mark):
    path = tmp_path_factory.mktemp("bytes") / "source.txt"
    path.write_bytes(mark + data)
    check_rebuilt(path, None)


_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@given(
    st.lists(st.tuples(st.text(max_size=8), _ENDS), max_size=6),
    st.sampled_from(
        [codec for _, codec in plain_text._MARKS] + ["latin-1", "utf-7", "shift_jis", "utf-16", "hz", "cp037"]
    ),
    st.booleans(),
)
def test_every_text_in_every_encoding_can_be_rebuilt_or_is_refused(tmp_path_factory, lines, codec, marked):
    data = "".join(line + end for line, end in lines).encode(codec, errors="ignore")
    mark = next((mark for mark, name in plain_text._MARKS if name == codec and marked), b"")
    path = tmp_path_factory.mktemp("text") / "source.txt"
    path.write_bytes(mark + data)
    check_rebuilt(path, codec)


# ------------------------------------------------------------------ encodings


@pytest.mark.parametrize(
    ("text", "saved", "first"),
    [
        ("Mon cher ami, j’ai reçu votre lettre; l’été dernier", "windows-1252", "windows-1252 (“j’ai”)"),
        ("Mon cher ami, j’ai reçu votre lettre; l’été dernier", "macintosh", "macintosh (“j’ai”)"),
        ("Lieber Freund! Schöne Grüße aus Köln, den 3. März", "latin-1", "windows-1252 (“Schöne”)"),
        ("Lieber Freund! Schöne Grüße aus Köln, den 3. März", "cp850", "cp850 (“Schöne”)"),
        ("Lieber Freund! Schöne Grüße", "utf-16-le", "utf-16-le (“Schöne”)"),
        ("Дорогой друг, я получил ваше письмо", "windows-1251", "windows-1251 (“Дорогой”)"),
        ("Дорогой друг, я получил ваше письмо", "koi8-r", "koi8-r (“Дорогой”)"),
        (
            "Drogi przyjacielu, byłem tego dnia w Krakowie i piszę list",
            "windows-1250",
            "windows-1250 (“byłem”)",
        ),
        ("Αγαπητέ φίλε, έλαβα το γράμμα σας", "windows-1253", "windows-1253 (“Αγαπητέ”)"),
    ],
)
def test_the_refusal_names_the_likely_encoding_first(file, text, saved, first):
    fault = refusal(file(text.encode(saved)))
    assert fault.code == "source-encoding"
    assert f"reads rightly: {first}" in fault.hint
    encoding = first.partition(" ")[0]
    assert f"--encoding {encoding}" in fault.hint
    assert read(file(text.encode(saved)), encoding).value.text == text


def test_the_refusal_names_the_place_in_characters(file):
    fault = refusal(file("Grüße\r\nschöne ".encode() + b"Gr\xfc\xdfe"))
    assert (fault.place.line, fault.place.column) == (2, 10)
    assert "byte 0xFC here (offset 19)" in fault.message
    assert "Most of the file is UTF-8" in fault.hint


def test_bytes_no_encoding_explains(file):
    assert "Find out" in refusal(file(b"abc \x81\x8d\x8f\x90\x9d\xff\xfe\xa0")).hint


def test_an_encoding_named_wrongly(file):
    fault = refusal(file(b"abc\nd\x81"), "windows-1252")
    assert (fault.code, fault.place.line, fault.place.column) == ("source-encoding", 2, 2)
    assert refusal(file(b"abc"), "windoze").code == "source-encoding-unknown"
    assert refusal(file(b"abc"), "hex").code == "source-encoding-unknown"
    assert refusal(file(b"+AGE-"), "utf-7").code == "source-encoding-inexact"


@pytest.mark.parametrize(
    ("data", "named", "codec", "codes"),
    [
        ("é".encode(), "latin-1", "utf-8", ["source-encoding-other"]),
        ("é".encode("latin-1"), "latin-1", "iso8859-1", []),
        (b"plain", "cp1252", "cp1252", []),
        (b"plain", "utf8", "utf-8", []),
        (codecs.BOM_UTF8 + b"a", "utf-8", "utf-8", []),
        (codecs.BOM_UTF8 + b"a", "utf-8-sig", "utf-8", []),
        (codecs.BOM_UTF8 + b"a", "cp1252", "utf-8", ["source-encoding-other"]),
        (codecs.BOM_UTF16_LE + b"a\0", "utf-16", "utf-16-le", []),
        (codecs.BOM_UTF16_BE + b"\0a", "utf-16", "utf-16-be", []),
        (b"a\0b\0", "utf-16", "utf-16-le", []),
        ("あ".encode("iso2022_jp"), "iso2022_jp", "iso2022_jp", []),
    ],
)
def test_what_the_bytes_tell_goes_before_what_the_editor_names(file, data, named, codec, codes):
    found, problems = read(file(data), named)
    assert (found.encoding, [p.code for p in problems]) == (codec, codes)
    assert found.bytes() == data


def test_utf_16_without_its_mark_is_recognised(file):
    for text in ("Dear Sir, I have your letter", "Дорогой друг, я получил"):
        for wide in ("utf-16-le", "utf-16-be"):
            fault = refusal(file(text.encode(wide)))
            assert fault.code == "source-encoding"
            assert f"--encoding {wide}" in fault.hint


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"ab\nc\xed\xa0\x80", 2, 2),
        (codecs.BOM_UTF16_LE + "ab\n".encode("utf-16-le") + b"\x00\xd8a\0", 2, 1),
        (codecs.BOM_UTF16_BE + "ab".encode("utf-16-be") + b"\xdc\x00", 1, 3),
        (codecs.BOM_UTF32_BE + "a".encode("utf-32-be") + b"\0\0\xd8\0", 1, 2),
    ],
)
def test_unpaired_surrogates_are_refused_with_their_place(file, data, line, column):
    fault = refusal(file(data))
    assert (fault.code, fault.place.line, fault.place.column) == ("source-surrogate", line, column)


def test_a_text_that_ends_within_a_character_was_cut_off(file):
    assert "it was cut off" in refusal(file("Grüße aus Köln und Grüße aus Trier, ü".encode()[:-1])).hint
    assert "put together" in refusal(file("Grüße aus Köln, ".encode() + b"\xfc, und so fort.")).hint


def test_a_cut_off_utf16_file_is_refused(file):
    assert refusal(file(codecs.BOM_UTF16_LE + b"a\0b")).code == "source-encoding"


# ------------------------------------------------------------------ what is no text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "source-empty"),
        (b" \r\n\t\n", "source-empty"),
        (codecs.BOM_UTF8, "source-empty"),
        ("\ufeff\x0c\n\u00a0".encode(), "source-empty"),
        (b"%PDF-1.7\n", "source-binary"),
        (b"PK\x03\x04abc", "source-binary"),
        (b"{\\rtf1 Dear Sir}", "source-binary"),
        (b"\x89PNG\r\n\x1a\n", "source-binary"),
        (bytes(range(256)) * 4, "source-binary"),
        (b"\0" * 1000, "source-binary"),
        (b"<?xml version='1.0'?><TEI/>", "source-markup"),
        (b"\n<!doctype html><p>Dear Sir", "source-markup"),
        (codecs.BOM_UTF8 + b"<html><p>Dear Sir", "source-markup"),
        (b"<TEI xmlns='http://www.tei-c.org/ns/1.0'>", "source-markup"),
    ],
)
def test_files_that_are_no_plain_text(file, data, code):
    assert refusal(file(data)).code == code


def test_angle_brackets_in_a_text_are_text(file):
    assert read(file(b"<Here the page is torn.>\nDear <Sir>,")).problems == ()


def test_a_missing_file_a_folder_and_a_locked_file(tmp_path, monkeypatch):
    assert refusal(tmp_path / "none.txt").code == "source-missing"
    assert refusal(tmp_path / "a\0b").code == "source-missing"
    assert refusal(tmp_path).code == "source-folder"
    (tmp_path / "a").write_text("x")
    assert refusal(tmp_path / "a" / "b").code == "source-missing"

    def locked(*_args, **_kwargs):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr("pathlib.Path.open", locked)
    fault = refusal(tmp_path / "a")
    assert (fault.code, fault.message) == ("source-unreadable", "cannot be read: Permission denied")


def test_a_file_too_large_is_refused_without_being_read_whole(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as handle:
        handle.truncate(1 << 40)  # a terabyte of nothing, sparse on the disk
    assert refusal(path).code == "source-too-large"


def test_the_largest_file_is_read(file, monkeypatch):
    monkeypatch.setattr(plain_text, "LIMIT", 8)
    assert read(file(b"12345678")).value.text == "12345678"
    assert refusal(file(b"123456789")).code == "source-too-large"


def test_the_sample(sample):
    found, problems = read(sample)
    assert found.bytes() == sample.read_bytes()
    assert problems == ()


@pytest.mark.parametrize(
    ("text", "encoding", "taken"),
    [
        ("Liebe Mutter, es grüßt Dich Dein Söhnchen, schöne Grüße an Käthe", "cp1252", "cp1252"),
        ("Ma chère amie, j’étais à Orléans après l’été, voilà où j’en suis", "cp1252", "cp1252"),
        ("Liebe Mutter, es grüßt Dich Dein Söhnchen, schöne Grüße an Käthe", "mac-roman", "mac-roman"),
        ("Liebe Mutter, es grüßt Dich Dein Söhnchen, schöne Grüße an Käthe", "cp850", "cp850"),
        ("Liebe Mutter, es grüßt Dich Dein Söhnchen", "utf-16-le", "utf-16-le"),
    ],
)
def test_auto_takes_the_likeliest_encoding_and_says_so(file, text, encoding, taken):
    found, problems = read(file(text.encode(encoding)), "auto")
    assert codecs.lookup(found.encoding).name == codecs.lookup(taken).name
    assert found.text == text
    assert [each.code for each in problems] == ["source-encoding-guessed"]


@pytest.mark.parametrize("text", ["Dear Ann", "Grüße"])
def test_auto_leaves_utf_8_alone(file, text):
    found, problems = read(file(text.encode()), "auto")
    assert (found.text, found.encoding, problems) == (text, "utf-8", ())


@pytest.mark.parametrize("signs", ["† ‡ • ™ ", "¼ ½ ¾ ", "¦ ¬ ¤ ", "÷ × ± ", "… † "])
def test_a_candidate_is_named_for_every_text(file, signs):
    assert "--encoding" in refusal(file(f"Chapter one {signs * 20}".encode("cp1252"))).hint


@pytest.mark.parametrize(
    ("data", "help_"),
    [
        (b"{\\rtf1 Dear Sir}", ".docx or .odt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".docx or .odt"),
        (b"\x89PNG\r\n\x1a\n", "plain text"),
    ],
)
def test_what_to_do_with_what_is_no_text(tmp_path, data, help_):
    path = tmp_path / "letters"
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read(path)
    assert help_ in refused.value.problems[0].hint
