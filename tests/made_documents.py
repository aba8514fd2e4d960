"""Documents of word processors, transcription tools and e-books, not made by letterbook's readers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def archive(members: Mapping[str, str | bytes]) -> bytes:
    """Pack members into an archive, the first of them unpacked as formats want it for "mimetype"."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """Write a document of Word: `body` are the paragraphs, `parts` footnotes, endnotes, comments, styles."""
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
    }
    for name, words in parts.items():
        members[f"word/{name}.xml"] = f"<w:{name} {_W}>{words}</w:{name}>"
    return archive(members)


def odt(text: str, styles: str = "") -> bytes:
    """Write a text document of OpenDocument."""
    content = (
        f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def epub(pages: Mapping[str, str]) -> bytes:
    """Write an e-book of pages of XHTML, by their names."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)
    )
    refs = "".join(f'<itemref idref="i{n}"/>' for n, _ in enumerate(pages))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f"<manifest>{items}</manifest><spine>{refs}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml">'
    )
    members: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
    }
    members["OEBPS/content.opf"] = package
    members |= {f"OEBPS/{name}": f"{head}<body>{page}</body></html>" for name, page in pages.items()}
    return archive(members)


# ------------------------------------------------------------------ pages of a transcription


def paged(text: str, width: int = 60, pages: int = 10) -> list[list[list[str]]]:
    """Set a text in lines of a width, words broken by hyphens, on so many pages: pages of regions of lines.

    Words are broken at their fourth letter, where they have eight and no sign but letters; headings and short
    lines stay. A paragraph is a region; one that goes on over the page is a region on each.
    """
    rows: list[tuple[int, str]] = []
    for number, paragraph in enumerate(block for block in text.split("\n") if block.strip()):
        line = ""
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > width:
                if len(word) >= 8 and word.isalpha() and word.islower() and len(line) + 6 <= width + 4:
                    rows.append((number, f"{line} {word[:4]}-"))
                    line = word[4:]
                    continue
                rows.append((number, line))
                line = word
            else:
                line = f"{line} {word}" if line else word
        rows.append((number, line))
    size = -(-len(rows) // pages)
    found = []
    for at in range(0, len(rows), size):
        regions: dict[int, list[str]] = {}
        for number, line in rows[at : at + size]:
            regions.setdefault(number, []).append(line)
        found.append(list(regions.values()))
    return found


def page_xml(
    regions: Sequence[Sequence[str]], number: str = "", image: str = "1.jpg", *, turned: bool = False
) -> bytes:
    """Write a page of PAGE XML; `turned`: regions stand in the file in the other order."""
    blocks, refs = [], []
    for r, lines in enumerate(regions):
        refs.append(f'<RegionRefIndexed index="{r}" regionRef="r{r}"/>')
        rows = "".join(
            f'<TextLine id="r{r}l{n}"><Coords points="10,{n}0 90,{n}0 90,{n}9 10,{n}9"/>'
            f"<TextEquiv><Unicode>{escape(line)}</Unicode></TextEquiv></TextLine>"
            for n, line in enumerate(lines)
        )
        blocks.append(f'<TextRegion id="r{r}">{rows}<TextEquiv><Unicode>x</Unicode></TextEquiv></TextRegion>')
    if number:
        blocks.append(
            '<TextRegion id="no" type="page-number"><TextLine id="nol"><TextEquiv>'
            f"<Unicode>{number}</Unicode></TextEquiv></TextLine></TextRegion>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15">'
        f"<Page imageFilename={quoteattr(image)}><ReadingOrder><OrderedGroup>{''.join(refs)}</OrderedGroup>"
        f"</ReadingOrder>{''.join(reversed(blocks) if turned else blocks)}</Page></PcGts>"
    ).encode()


def alto_xml(regions: Sequence[Sequence[str]], number: str = "", image: str = "1.jpg") -> bytes:
    """Write a page of ALTO, the hyphens at ends of lines as HYP."""
    blocks = []
    for r, lines in enumerate(regions):
        rows = []
        for n, line in enumerate(lines):
            broken = len(line) > 1 and line.endswith("-") and line[-2].isalpha()
            words = (line[:-1] if broken else line).split()
            strings = "<SP/>".join(f"<String CONTENT={quoteattr(word)}/>" for word in words)
            hyphen = '<HYP CONTENT="-"/>' if broken else ""
            rows.append(
                f'<TextLine ID="b{r}l{n}" HPOS="10" VPOS="{n}0" WIDTH="80" HEIGHT="9">'
                f"{strings}{hyphen}</TextLine>"
            )
        blocks.append(f'<TextBlock ID="b{r}">{"".join(rows)}</TextBlock>')
    printed = f' PRINTED_IMG_NR="{number}"' if number else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">'
        f"<Description><sourceImageInformation><fileName>{image}</fileName></sourceImageInformation></Description>"
        f"<Layout><Page{printed}><PrintSpace>{''.join(blocks)}</PrintSpace></Page></Layout></alto>"
    ).encode()


def hocr_page(pages: Sequence[Sequence[Sequence[str]]]) -> bytes:
    """Write pages as hOCR."""
    out = []
    for p, regions in enumerate(pages, 1):
        pars = []
        for r, lines in enumerate(regions):
            rows = []
            for n, line in enumerate(lines):
                words = " ".join(f'<span class="ocrx_word">{escape(word)}</span>' for word in line.split())
                rows.append(
                    f'<span class="ocr_line" id="l{p}_{r}_{n}" title="bbox 10 {n}0 90 {n}9">{words}</span>'
                )
            pars.append(f'<p class="ocr_par" id="p{p}_{r}">' + "\n".join(rows) + "</p>")
        out.append(
            f'<div class="ocr_page" title="image &quot;{p}.jpg&quot;; ppageno {p - 1}">{"".join(pars)}</div>'
        )
    return (
        "<!DOCTYPE html>\n<html><head><title></title></head><body>" + "".join(out) + "</body></html>"
    ).encode()


def pdf(pages: Sequence[Sequence[str]], *, trailer: str = "", leading: int = 12) -> bytes:
    """Write a PDF of pages of lines, in Courier of ten points; indents and blank lines are moves of the pen.

    `trailer` is written into its last dictionary.
    """
    kids = " ".join(f"{4 + 2 * n} 0 R" for n, _ in enumerate(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        content = b"\n".join(
            _shown(line, 780 - leading * row) for row, line in enumerate(lines) if line.strip()
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R {trailer}>>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    return bytes(out) + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def _shown(line: str, height: int) -> bytes:
    words = line.strip()
    left = 72 + 6 * (len(line) - len(line.lstrip()))
    signs = re.sub(rb"([\\()])", rb"\\\1", words.encode("cp1252"))
    return b"BT /F1 10 Tf %d %d Td (%s) Tj ET" % (left, height, signs)
