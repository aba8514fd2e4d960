"""Files that are no TEI, or are meant to do harm: a clear message, bounded memory, the right exit code."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import pytest

from letterbook.check.many_files import check_document, check_file, files_in

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
TEI = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>%s</p></body></text></TEI>'
BOMB = (
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><a>&j;</a>"
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "xml-empty"),
        (b"  \n", "xml-empty"),
        (HEAD, "xml-empty"),
        ((HEAD + TEI % b"words")[:-20], "xml-syntax"),  # cut off
        (b"Dear Sir,\n", "xml-syntax"),
        (b"PK\x03\x04\x14\x00\x06\x00", "xml-syntax"),
        (b"<letters><letter/></letters>", "tei-root"),
        (b"<TEI><teiHeader/></TEI>", "tei-root"),
        (b'<p xmlns="http://www.tei-c.org/ns/1.0"/>', "tei-root"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "xml-html"),
        (b"<!-- x -->\n<!doctype HTML>\n<p>never closed", "xml-html"),
        (b"<html lang='en'><br></html>", "xml-html"),
        (HEAD + b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "xml-html"),
        (b"<htmlx/>", "tei-root"),
        (HEAD + TEI % "Müller".encode("latin-1"), "xml-encoding"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "xml-encoding"),
        (b"<!DOCTYPE TEI SYSTEM 'file:///etc/passwd'>" + TEI % b"", "xml-doctype"),
        (BOMB, "xml-doctype"),
        (TEI % b"&nbsp;", "xml-entity"),
        (TEI % (b"<hi>" * 300 + b"</hi>" * 300), "xml-deep"),
        (TEI % (b"<hi>" * 200_000), "xml-deep"),
        (TEI % (b"x" * 11_000_000), "xml-large"),
        (TEI % b"\x01", "xml-syntax"),
    ],
)
def test_one_clear_message(data, code):
    problems = check_document(data, "x.xml").problems
    assert [p.code for p in problems] == [code]
    assert problems[0].message
    assert problems[0].hint


def test_encodings_that_are_told_are_read(tmp_path):
    for encoding in ("utf-8", "iso-8859-1", "utf-16"):
        declared = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + TEI % "Müller".encode()
        data = declared.decode().encode(encoding)
        (tmp_path / "x.xml").write_bytes(data)
        assert check_file(tmp_path / "x.xml").problems == ()


def test_a_byte_order_mark_is_a_note():
    (found,) = check_document(b"\xef\xbb\xbf" + HEAD + TEI % b"", "x.xml").problems
    assert found.code == "xml-bom"


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "folder.xml").mkdir()
    (tmp_path / "loop.xml").symlink_to(tmp_path / "loop.xml")
    for name in ("none.xml", "folder.xml", "loop.xml", "a\0b.xml"):
        assert [p.code for p in check_file(tmp_path / name).problems] == ["file-unreadable"]


def test_folders_stand_for_their_files(tmp_path):
    for name in ("b.xml", "a.xml", "x.txt", "deep/c.xml", ".git/d.xml", "deep/.e.xml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<a/>")
    (tmp_path / "none").mkdir()
    found = files_in([tmp_path / "x.txt", tmp_path, tmp_path / "a.xml", tmp_path / "none"])
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "x.txt",
        "a.xml",
        "b.xml",
        "deep/c.xml",
        "none",
    ]


def test_a_file_of_a_gigabyte_is_refused_unread(tmp_path):
    path = tmp_path / "huge.xml"
    with path.open("wb") as file:
        file.write(HEAD)
        os.truncate(file.fileno(), 1 << 30)
    limit = 700 << 20

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    command = [sys.executable, "-m", "letterbook", "check", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=bounded)
    assert (done.returncode, done.stderr) == (1, "")
    assert "huge.xml: error: The document has 1,073,741,824 bytes; at most" in done.stdout
    assert "[xml-large]" in done.stdout
