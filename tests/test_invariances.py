"""What a printer or a transcriber may do without changing what is said does not change what is read.

Small made books are printed again, each with one change, and the letters are compared: how many, their
numbers, their first and their last words. EXEMPT lists the books in which what is changed is the only sign of
a letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

import pytest
from made_books import BOOKS

from letterbook.detect.run import detect
from letterbook.model import Source
from letterbook.settle.structure.one_letter import structure_of

_WORD = re.compile(r"[^\W\d_]+")
#: What changes put between paragraphs.
_ROW = re.compile(r"\[(?:Illustration|Sidenote): [^\]]*\]")
#: Books whose letters are compared: those of which all are found, from their first word, unchanged.
NAMES = [name for name in BOOKS if name not in {"days alone, fr", "postcards, it", "in Estonian, unknown"}]


@cache
def read(text: str) -> list[tuple[str, str, str]]:
    """Return the letters of a book: number, first words, last words, as letters alone."""
    found = detect(Source("t.txt", text, ""))
    source = found.page.source
    out = []
    for one in structure_of(found).letters():
        words = [word.lower() for word in _WORD.findall(_ROW.sub("", source.quote(one.span)))]
        out.append((one.number or "", " ".join(words[:6]), " ".join(words[-4:])))
    return out


def between(text: str, row: str, every: int = 3) -> str:
    """Put a row of its own between some of the paragraphs."""
    parts = re.split(r"(\n\n+)", text)
    out, count = [], 0
    for i, part in enumerate(parts):
        out.append(part)
        if i % 2 == 0 and len(part) > 200 and i + 2 < len(parts):
            count += 1
            if count % every == 0:
                out.append(f"\n\n{row.format(n=count + 10)}")
    return "".join(out)


def within(text: str, mark: str) -> str:
    """Put a mark of its own line inside long paragraphs."""
    pages = iter(range(11, 10_000))
    return re.sub(r"(?<=[^\n]{60}\n)(?=[a-zäöü][^\n]{40})", lambda _: mark.format(n=next(pages)) + "\n", text)


NOTE = (
    "+" + "-" * 70 + "+\n"
    "| Transcriber's Note: Obvious misprints have been mended, and the spelling  |\n"
    "| of the book has been kept.                                            |\n"
    "+" + "-" * 70 + "+\n\n\n\n"
)
LICENCE = "*** START OF THE PROJECT GUTENBERG EBOOK OF THIS BOOK ***\n\n\n\n"
END = "\n\n\n\n*** END OF THE PROJECT GUTENBERG EBOOK OF THIS BOOK ***\n\nYou may copy it and use it.\n"
INDEX = "\n\n\n\nINDEX\n\nAbbey, 12, 45\n\nBread, 3\n\nCandles, 77, 80\n\nDover, 19\n"
SHOP = (
    "\n\n\n\nBY THE SAME AUTHOR\n\nTHE MILL. A Novel. Crown 8vo, 6s.\n\nPOEMS. Fcap. 8vo, 3s. 6d.\n\n"
    "THE BRIDGE AND OTHER STORIES. Crown 8vo, 5s.\n"
)

Change = Callable[[str], str]
CHANGES: Mapping[str, Change] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "no indents": lambda text: re.sub(r"(?m)^[ \t]+", "", text),
    "all indented": lambda text: re.sub(r"(?m)^(?=\S)", "    ", text),
    "blank lines with blanks": lambda text: re.sub(r"(?m)^$", "   ", text),
    "two blank lines": lambda text: re.sub(r"\n{4,}", "\n\n\n", text),
    "four blank lines": lambda text: re.sub(r"\n{3,}", "\n\n\n\n\n", text),
    "dates in italics": lambda text: re.sub(r"(?m)^([^\n]*\b18\d\d\b\.?)$", r"_\1_", text),
    "page numbers": lambda text: between(text, "{n}"),
    "page marks": lambda text: between(text, "[Pg {n}]"),
    "page marks within": lambda text: within(text, "[Pg {n}]"),
    "file marks": lambda text: within(text, "-----File: {n:03}.png---------------------"),
    "form feeds": lambda text: within(text, "\f"),
    "illustrations": lambda text: between(text, "[Illustration: The mill from the south.]"),
    "sidenotes": lambda text: between(text, "[Sidenote: Of the mill.]"),
    "transcriber's note": lambda text: NOTE + text,
    "licence": lambda text: LICENCE + text + END,
    "index": lambda text: text + INDEX,
    "publisher's list": lambda text: text + SHOP,
}
#: (change, book): the change takes away the only sign, or adds what may be the letter's.
EXEMPT = {
    ("two blank lines", "undated, nl"): "letters are told apart by their gaps alone",
    ("two blank lines", "one is long, es"): "letters are told apart by their gaps alone",
    ("publisher's list", "in Polish"): "the close has no word that is known",
    ("publisher's list", "one is long, es"): "English titles behind Spanish letters",
}


CASES = [(change, name) for change in CHANGES for name in NAMES if (change, name) not in EXEMPT]


@pytest.mark.parametrize(("change", "name"), CASES)
def test_what_a_printer_may_change_changes_no_letter(change, name):
    text = BOOKS[name][0]()
    assert len(read(text)) == BOOKS[name][1]
    assert read(CHANGES[change](text)) == read(text)
