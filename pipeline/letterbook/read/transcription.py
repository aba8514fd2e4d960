"""Read exports of transcription tools: PAGE XML, ALTO and hOCR, of one page or many.

Each line of a page is a line of the transcript, in the reading order that the export states; regions are
parted by a blank line. A hyphen that breaks a word at the end of a line is left out with the line's end, and
booked. Where pages begin, with their images, and where each line stands on its image, is in the account.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from lxml import etree

from letterbook.model import Part
from letterbook.model.kinds import PRINT_PAGE
from letterbook.model.values import PageNumber
from letterbook.problems import Place, Refused, problem
from letterbook.read.transcript import Transcript
from letterbook.read.word_processor import attribute_of, child_of, name_of
from letterbook.xml_input.parse import parse
from letterbook.xml_input.web_page import parse_page
from letterbook.xml_input.words_of import nodes_of, pieces

#: Regions whose words are no text of the letter, and what the running text calls them.
_ASIDE = {
    "page-number": "number of a page", "header": "running head", "footer": "running foot",
    "catch-word": "catchword", "signature-mark": "signature of a sheet",
}  # fmt: skip
_HYPHENS = "-¬⸗\N{SOFT HYPHEN}‐="
_SURE = "¬⸗\N{SOFT HYPHEN}"
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_NUMBER = re.compile(r"\W*(\d{1,4}|[ivxlc]{1,8})\W*", re.IGNORECASE)


class Bit(NamedTuple):
    """Words of one piece of a page: the piece, how many visible signs stand before them, the words.

    `glued`: no blank stands before them.
    """

    node: int
    at: int
    words: str
    glued: bool = False


class Line(NamedTuple):
    """A line of a page: its bits with blanks between, where it stands, and the region that holds it.

    `joined` are the bits that hold its hyphen alone, where the export keeps it apart (ALTO HYP).
    """

    bits: tuple[Bit, ...]
    where: str
    region: str
    kind: str = ""
    hyphen: bool = False
    box: tuple[int, int, int, int] | None = None

    @property
    def words(self) -> str:
        """Return the words of the line."""
        words = [bit.words for bit in self.bits]
        return f"{' '.join(words[:-1])}{words[-1]}" if self.hyphen else " ".join(words)


class Sheet(NamedTuple):
    """A page: its document, its lines in reading order, its number and its image."""

    part: Part
    lines: tuple[Line, ...]
    number: str
    image: str
    rest: tuple[tuple[int, str], ...] = ()  # pieces of words that are no lines of it


def take_sheets(made: Transcript, sheets: Sequence[Sheet]) -> None:
    """Take pages into a transcript, one after the other."""
    known = _vocabulary(line.words for sheet in sheets for line in sheet.lines)
    flowing = False  # the last line of the page before breaks a word
    current: Part | None = None
    for count, sheet in enumerate(sheets, 1):
        if sheet.part != current:
            made.part(sheet.part)
            current = sheet.part
        text = [line for line in sheet.lines if line.kind not in _ASIDE]
        aside = [line for line in sheet.lines if line.kind in _ASIDE]
        for line in aside:
            for bit in line.bits:
                made.leave(bit.words, bit.node, bit.at, line.where, _ASIDE[line.kind])
        for node, words in sheet.rest:
            made.leave(words, node, 0, f"page {count}", "no line of the page")
        printed = next(
            (m[1] for one in aside if one.kind == "page-number" and (m := _NUMBER.fullmatch(one.words))), ""
        )
        number = printed or sheet.number or str(count)
        if not flowing:
            made.line() if made.length else None
        span = made.add(f"[Pg {number}]", "number of a page")
        made.find(PRINT_PAGE, span.start, span.end, PageNumber(number, sheet.image or ""))
        if not flowing:
            made.line()
        flowing = _take_lines(made, text, known, glued=flowing)


def _take_lines(made: Transcript, lines: Sequence[Line], known: frozenset[str], *, glued: bool) -> bool:
    """Take the lines of a page, and tell whether the last breaks a word."""
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if glued:
            glued = False
        elif before is not None and before.region != line.region:
            made.blank()
        else:
            made.line()
        start = made.length
        after = lines[index + 1] if index + 1 < len(lines) else None
        broken = _breaks(line, after, known)
        for number, bit in enumerate(line.bits):
            last = number == len(line.bits) - 1
            if number and not (line.hyphen and last) and not bit.glued:
                made.space()
            if last and broken:
                words = bit.words.rstrip()
                kept = words.rstrip(_HYPHENS)
                made.take(kept, bit.node, bit.at, line.where)
                made.leave(
                    words[len(kept) :], bit.node, bit.at + len("".join(kept.split())), line.where, _HYPHEN
                )
            else:
                made.take(bit.words, bit.node, bit.at, line.where)
        made.zone(start, line.box)
        glued = broken
    return glued


_HYPHEN = "hyphen at the end of a line"


def _breaks(line: Line, after: Line | None, known: frozenset[str]) -> bool:
    """Tell whether a line ends within a word whose hyphen is the printer's.

    Words that stand elsewhere with their hyphen keep it; before a capital it is a word's own.
    """
    words = line.words.rstrip()
    if not words or words[-1] not in _HYPHENS or not re.search(r"[^\W\d_][-¬⸗\N{SOFT HYPHEN}‐=]$", words):
        return False
    if line.hyphen or words[-1] in _SURE:
        return True
    if after is None:
        return True
    head = re.search(r"([^\W\d_]+)[-‐=]$", words)
    tail = re.match(r"[^\W\d_]+", after.words)
    if head is None or tail is None or not tail[0][0].islower():
        return False
    whole, parted = (head[1] + tail[0]).lower(), f"{head[1]}-{tail[0]}".lower()
    return whole in known or parted not in known


def _vocabulary(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(found[0].lower() for line in lines for found in _WORD.finditer(line))


# ------------------------------------------------------------------ PAGE


def page_sheet(data: bytes, file: str, member: str = "") -> Sheet:
    """Read a page of PAGE XML (PRImA, all versions; as Transkribus and eScriptorium export it)."""
    root, found = parse(data, f"{file}!{member}" if member else file)
    if root is None:
        raise Refused(*found)
    numbers = {node: number for number, node in nodes_of(root)}
    page = child_of(root, "Page")
    if page is None:
        raise Refused(problem("source-format", "is no PAGE XML: it has no Page", Place(file)))
    lines: list[Line] = []
    used: set[int] = set()
    for region in _in_order(page):
        kind = _region_kind(region)
        name = attribute_of(region, "id") or str(len(lines))
        text_lines = [one for one in region if name_of(one) == "TextLine"]
        for one in _by_custom(text_lines):
            unicode = _unicode(one)
            if unicode is None:
                continue
            used.add(2 * numbers[unicode])
            where = _where(file, member, attribute_of(one, "id"), _box(one))
            bit = Bit(2 * numbers[unicode], 0, " ".join((unicode.text or "").split()))
            if bit.words:
                lines.append(Line((bit,), where, name, kind, box=_box(one)))
        if not text_lines and (unicode := _unicode(region)) is not None and (unicode.text or "").strip():
            used.add(2 * numbers[unicode])
            at = 0
            for row in (unicode.text or "").splitlines():
                if row.strip():
                    where = _where(file, member, name, _box(region))
                    lines.append(
                        Line((Bit(2 * numbers[unicode], at, " ".join(row.split())),), where, name, kind)
                    )
                    at += len("".join(row.split()))
    rest = tuple((n, words) for n, words in pieces(root, "xml") if words.strip() and n not in used)
    image = _image(attribute_of(page, "imageFilename") or "")
    return Sheet(Part(file, member, "xml"), tuple(lines), "", image, rest)


def _unicode(node: etree._Element) -> etree._Element | None:
    """Return the text of a line: the first TextEquiv, or that of the lowest index."""
    told = [one for one in node if name_of(one) == "TextEquiv"]
    told.sort(key=lambda one: int(i) if (i := attribute_of(one, "index") or "0").isdecimal() else 0)
    return next((text for one in told if (text := child_of(one, "Unicode")) is not None), None)


def _in_order(page: etree._Element) -> list[etree._Element]:
    """Return the regions of text in the order in which they are read."""
    regions = {
        attribute_of(one, "id") or "": one for one in page.iter(etree.Element) if name_of(one) == "TextRegion"
    }
    order: list[str] = []
    stated = child_of(page, "ReadingOrder")
    if stated is not None:
        order = list(_refs(stated))
    known = [regions[name] for name in dict.fromkeys(order) if name in regions]
    left = [one for one in regions.values() if one not in known]
    return [*known, *left]


def _refs(group: etree._Element) -> Iterator[str]:
    rows = [one for one in group if isinstance(one.tag, str)]
    rows.sort(key=lambda one: int(i) if (i := attribute_of(one, "index") or "").isdecimal() else 0)
    for one in rows:
        if ref := attribute_of(one, "regionRef"):
            yield ref
        yield from _refs(one)


def _by_custom(lines: list[etree._Element]) -> list[etree._Element]:
    """Return lines in the order that Transkribus writes into @custom, where every line has it."""
    found = [
        re.search(r"readingOrder\s*\{\s*index\s*:\s*(\d+)", attribute_of(one, "custom") or "")
        for one in lines
    ]
    if not all(found):
        return lines
    order = [int(one[1]) for one in found if one]
    return [line for _, line in sorted(zip(order, lines, strict=True), key=lambda row: row[0])]


def _region_kind(region: etree._Element) -> str:
    told = re.search(r"structure\s*\{\s*type\s*:\s*([\w-]+)", attribute_of(region, "custom") or "")
    return told[1] if told else (attribute_of(region, "type") or "")


def _box(node: etree._Element) -> tuple[int, int, int, int] | None:
    coords = child_of(node, "Coords")
    points = [
        (int(x[:7]), int(y[:7]))
        for x, y in re.findall(
            r"(\d+),(\d+)", (attribute_of(coords, "points") or "") if coords is not None else ""
        )
    ]
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _image(said: str) -> str:
    """Return the name of an image, without the folders of another machine; an address on the web stays."""
    said = said.strip()
    if re.match(r"https?://\S+$", said):
        return said
    return said.replace("\\", "/").rpartition("/")[2]


def _where(file: str, member: str, name: str | None, box: tuple[int, int, int, int] | None) -> str:
    document = PurePosixPath(member or file).name
    at = f" at {box[0]},{box[1]},{box[2]},{box[3]}" if box else ""
    return f"{document}, line {name or '?'}{at}"


# ------------------------------------------------------------------ ALTO


def alto_sheets(data: bytes, file: str, member: str = "") -> list[Sheet]:
    """Read the pages of an ALTO document (Library of Congress, versions 2 to 4)."""
    root, found = parse(data, f"{file}!{member}" if member else file)
    if root is None:
        raise Refused(*found)
    numbers = {node: number for number, node in nodes_of(root)}
    named = next((one for one in root.iter(etree.Element) if name_of(one) == "fileName"), None)
    image = _image((named.text or "") if named is not None else "")
    part = Part(file, member, "alto")
    sheets = []
    used: set[int] = set()
    for page in (one for one in root.iter(etree.Element) if name_of(one) == "Page"):
        lines: list[Line] = []
        for margin in page:
            kind = {"TopMargin": "header", "BottomMargin": "footer"}.get(name_of(margin), "")
            for line in (one for one in margin.iter(etree.Element) if name_of(one) == "TextLine"):
                bits = []
                hyphen = False
                for one in line:
                    words = attribute_of(one, "CONTENT")
                    if words and words.strip() and name_of(one) in ("String", "HYP"):
                        hyphen = name_of(one) == "HYP"
                        used.add(2 * numbers[one])
                        bits.append(Bit(2 * numbers[one], 0, " ".join(words.split())))
                parent = line.getparent()
                region = (attribute_of(parent, "ID") if parent is not None else None) or str(len(lines))
                sides = [attribute_of(line, key) or "" for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT")]
                whole = [
                    int(float(side)) if re.fullmatch(r"\d{1,7}(?:\.\d+)?", side) else None for side in sides
                ]
                box = None
                if None not in whole:
                    x, y, width, height = (side or 0 for side in whole)
                    box = (x, y, x + width, y + height)
                where = _where(file, member, attribute_of(line, "ID"), box)
                if bits:
                    lines.append(Line(tuple(bits), where, region, kind, hyphen, box))
        number = attribute_of(page, "PRINTED_IMG_NR") or ""
        sheets.append(Sheet(part, tuple(lines), number, image))
    if sheets:
        rest = tuple((n, words) for n, words in pieces(root, "alto") if words.strip() and n not in used)
        sheets[-1] = sheets[-1]._replace(rest=rest)
    return sheets


# ------------------------------------------------------------------ hOCR


def hocr_sheets(text: str, file: str, encoding: str, member: str = "") -> list[Sheet]:
    """Read the pages of an hOCR document (version 1.2, as Tesseract and others write it)."""
    root, found = parse_page(text, file)
    if root is None:
        raise Refused(*found)
    numbers = {node: number for number, node in nodes_of(root)}
    part = Part(file, member, "html", encoding)
    sheets = []
    used: set[int] = set()
    for page in _of_class(root, {"ocr_page"}):
        title = page.get("title") or ""
        image = re.search(r"image\s+[\"']?([^\"';]+)", title)
        logical = re.search(r"lpageno\s+(\d+)", title)
        lines = []
        for line in _of_class(page, {"ocr_line", "ocrx_line", "ocr_header", "ocr_caption", "ocr_textfloat"}):
            bits = _bits_in(line, numbers)
            used |= {bit.node for bit in bits}
            above = next((one for one in line.iterancestors() if "ocr_par" in (one.get("class") or "")), line)
            region = above.get("id") or str(numbers[above])
            found_ = re.search(r"bbox\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)", line.get("title") or "")
            x, y, right, low = (int(side[:7]) for side in found_.groups()) if found_ else (0, 0, 0, 0)
            where = _where(file, member, line.get("id"), (x, y, right, low) if found_ else None)
            if bits:
                lines.append(Line(bits, where, region, box=(x, y, right, low) if found_ else None))
        name = _image(image[1]) if image else ""
        sheets.append(Sheet(part, tuple(lines), logical[1] if logical else "", name))
    if sheets:
        rest = tuple((n, words) for n, words in pieces(root, "html") if words.strip() and n not in used)
        sheets[-1] = sheets[-1]._replace(rest=rest)
    return sheets


def _bits_in(line: etree._Element, numbers: dict[etree._Element, int]) -> tuple[Bit, ...]:
    bits: list[Bit] = []
    spaced = True
    for node in _flow(line):
        one, side = node
        words = one.tail if side else one.text
        if not words:
            continue
        if words.strip():
            glued = not (spaced or words[0].isspace())
            bits.append(Bit(2 * numbers[one] + side, 0, " ".join(words.split()), glued))
            spaced = words[-1].isspace()
        else:
            spaced = True
    return tuple(bits)


def _flow(line: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """Yield the pieces inside a line in the order of reading."""
    for event, one in etree.iterwalk(line, events=("start", "end")):
        if event == "start":
            yield one, 0
        elif one is not line:
            yield one, 1


def _of_class(root: etree._Element, wanted: set[str]) -> Iterator[etree._Element]:
    for one in root.iter(etree.Element):
        if wanted & set((one.get("class") or "").split()):
            yield one
