"""Declare the forms in which texts come, and tell from the bytes of a file which of them it has.

Each form has a file in this folder. What none of them takes is read as plain text, or refused with the
reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from letterbook.model import Part
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.read import (
    e_book,
    open_document,
    pdf,
    plain_text,
    transcription,
    transcription_export,
    web_site,
    word_document,
)
from letterbook.read.transcript import Transcript
from letterbook.xml_input.pdf_pages import SIGNATURE as _PDF
from letterbook.xml_input.words_of import lines_of
from letterbook.xml_input.zip_files import Archive

_HEAD = 1 << 16  # bytes that are looked at
_PROLOG = r"(?:\s|<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*"
_HTML = re.compile(rf"{_PROLOG}<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(rf"{_PROLOG}<(?:\w+:)?(?P<name>\w+)[\s/>]", re.DOTALL)
_HOCR = re.compile(r"class\s*=\s*[\"']ocr_(?:page|line)[\s\"']")
_ZIP = b"PK\x03\x04"

#: Lines of a book on the web are broken so that they hold so many signs at most.
WIDTH = 72
#: Takes the words of a file into a transcript: its bytes, its path, its name in the account, the encoding.
Take = Callable[[Transcript, bytes, Path, str, "str | None"], Sequence[Problem]]


class Form(NamedTuple):
    """A form of input: what people call it, what takes it, and whether its paragraphs run over lines.

    `is_text`: it is plain text, as it was typed. With a `width` the transcript of a whole book breaks the
    lines of its paragraphs, which have none of their own, where a typist would.
    """

    kind: str
    take: Take
    wrapped: bool | None
    is_text: bool = False
    width: int = 0


def form_of(data: bytes) -> Form:
    """Return the form of a file with these bytes."""
    if data.startswith(_ZIP):
        return _archive(data)
    if data.startswith(_PDF):
        return PDF
    head = _head(data)
    if _HTML.match(head):
        return HOCR if _HOCR.search(head) else HTML
    root = _ROOT.match(head)
    if root and root["name"] == "PcGts":
        return PAGE
    if root and root["name"] == "alto":
        return ALTO
    if root and root["name"] == "mets":
        return METS
    return TEXT


def _archive(data: bytes) -> Form:
    try:
        archive = Archive(data, "")
    except Refused:
        return BROKEN
    if word_document.MAIN in archive:
        return DOCX
    kind = archive.read("mimetype").strip() if "mimetype" in archive else b""
    if kind.startswith(open_document.MIMETYPE) and open_document.MAIN in archive:
        return ODT
    if e_book.CONTAINER in archive:
        return EPUB
    if any(name.lower().endswith(".xml") for name in archive.names):
        return EXPORT
    return TEXT


def _head(data: bytes) -> str:
    """Return the beginning of a file as text, near enough to tell markup."""
    part = data[:_HEAD]
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if part.startswith(mark):
            return part[2:].decode(codec, errors="replace")
    return part.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


# ------------------------------------------------------------------ how each is taken


def _take_text(
    made: Transcript, data: bytes, path: Path, name: str, encoding: str | None
) -> Sequence[Problem]:
    text, codec, problems = plain_text.decoded(data, path, encoding)
    made.file(name, data)
    made.part(Part(name, "", "text", codec))
    for number, line in lines_of(text.removeprefix("\ufeff")):
        if line.strip():
            made.take(line.rstrip(), number, 0, f"line {number + 1}")
        made.add("\n", "")
    return problems


def _take_html(
    made: Transcript, data: bytes, path: Path, name: str, encoding: str | None
) -> Sequence[Problem]:
    return web_site.take_site(made, data, path, name, encoding)


def _take_word(made: Transcript, data: bytes, _: Path, name: str, __: str | None) -> Sequence[Problem]:
    return word_document.take_word(made, data, name)


def _take_odt(made: Transcript, data: bytes, _: Path, name: str, __: str | None) -> Sequence[Problem]:
    return open_document.take_open_document(made, data, name)


def _take_epub(made: Transcript, data: bytes, _: Path, name: str, __: str | None) -> Sequence[Problem]:
    return e_book.take_book(made, data, name)


def _take_pdf(made: Transcript, data: bytes, _: Path, name: str, __: str | None) -> Sequence[Problem]:
    return pdf.take_pdf(made, data, name)


def _take_page(made: Transcript, data: bytes, _: Path, name: str, __: str | None) -> Sequence[Problem]:
    made.file(name, data)
    sheets = [transcription.page_sheet(data, name)]
    transcription.take_sheets(made, sheets)
    return transcription_export.problems_of(sheets, name)


def _take_alto(made: Transcript, data: bytes, _: Path, name: str, __: str | None) -> Sequence[Problem]:
    made.file(name, data)
    sheets = transcription.alto_sheets(data, name)
    transcription.take_sheets(made, sheets)
    return transcription_export.problems_of(sheets, name)


def _take_hocr(
    made: Transcript, data: bytes, path: Path, name: str, encoding: str | None
) -> Sequence[Problem]:
    page, problems = web_site.read_page(data, path, name, encoding)
    made.file(name, data)
    sheets = transcription.hocr_sheets(page.text, name, page.encoding)
    transcription.take_sheets(made, sheets)
    return (*problems, *transcription_export.problems_of(sheets, name))


def _take_mets(made: Transcript, data: bytes, path: Path, name: str, _: str | None) -> Sequence[Problem]:
    return transcription_export.take_mets(made, data, path, name)


def _take_export(made: Transcript, data: bytes, _: Path, name: str, __: str | None) -> Sequence[Problem]:
    return transcription_export.take_archive(made, data, name)


def _refuse(_: Transcript, data: bytes, path: Path, name: str, __: str | None) -> Sequence[Problem]:
    Archive(data, str(path))  # says what is wrong
    raise Refused(problem("source-archive", "is no archive that can be read", Place(name)))


TEXT = Form("text", _take_text, None, is_text=True)
HTML = Form("HTML", _take_html, wrapped=False, width=WIDTH)
DOCX = Form("DOCX", _take_word, wrapped=False)
ODT = Form("ODT", _take_odt, wrapped=False)
EPUB = Form("EPUB", _take_epub, wrapped=False, width=WIDTH)
PDF = Form("PDF", _take_pdf, wrapped=True)
PAGE = Form("PAGE XML", _take_page, wrapped=True)
ALTO = Form("ALTO", _take_alto, wrapped=True)
HOCR = Form("hOCR", _take_hocr, wrapped=True)
METS = Form("export of a transcription", _take_mets, wrapped=True)
EXPORT = Form("export of a transcription", _take_export, wrapped=True)
BROKEN = Form("archive", _refuse, None)
