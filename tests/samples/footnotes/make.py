"""Writes test editions as DOCX and ODT with real footnotes, by LibreOffice: another hand than the reader's.

    python tests/samples/footnotes/make.py        writes the files anew; needs `soffice` on the PATH

What is a call, a note or a page number, gold.json of the edition says. Each call becomes a footnote of its
own, as a word processor has them; page numbers and running heads are left out, and a paragraph that they cut
in two is one. Italics are those that the text marks with signs.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NAMES = ("de-gelehrte", "en-naturalists", "fr-cousines")
_FILTERS = ("odt:writer8", "docx:MS Word 2007 XML")
_ITALIC = re.compile(r"\b_([^_]+)_\b|(?<=\s)\*(\w[^*]*\w)\*")
_TITLES = re.compile(r"^(?:NOTES|Notes)\.?$")
#: A paragraph whose lines are all shorter than this keeps them: a title, a closing, verse.
_SHORT = 45


def calls_of(gold: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Return where each call stands, and the key of its note, in the order of the text."""
    marks = [mark for letter in gold["letters"] for mark in letter.get("markers", ())]
    return sorted((*mark["span"], mark["note"]) for mark in marks if mark["note"])


def page_of(text: str, gold: dict[str, Any]) -> str:
    """Return an edition as HTML with the footnotes of LibreOffice's own manner."""
    signs = list(text)
    for one in [*gold["notes"], *gold["page_numbers"]]:
        signs[one["start"] : one["end"]] = [""] * (one["end"] - one["start"])
    for number, (start, end, _) in enumerate(calls_of(gold), 1):
        signs[start:end] = [f"\x02{number}\x03", *[""] * (end - start - 1)]
    out = ['<html><head><meta charset="utf-8"></head><body>']
    cut = {one["start"] for one in gold["page_numbers"]}
    for block in _paragraphs(signs, cut):
        lines = [line.strip() for line in block.strip().split("\n")]
        if not block.strip() or _TITLES.match(block.strip()):
            continue
        joint = "<br>" if max(map(len, lines)) < _SHORT else " "
        out.append(f"<p>{joint.join(map(_line, lines))}</p>")
    bodies = {note["id"]: note["text"] for note in gold["notes"]}
    for number, (_, _, key) in enumerate(calls_of(gold), 1):
        link = f'<a class="sdfootnotesym" name="sdfootnote{number}sym" href="#sdfootnote{number}anc">'
        words = _line(" ".join(bodies[key].split()))
        out.append(f'<div id="sdfootnote{number}"><p>{link}{number}</a> {words}</p></div>')
    return "\n".join([*out, "</body></html>"])


def _paragraphs(signs: list[str], cut: set[int]) -> list[str]:
    """Return the paragraphs; two that a page number parts in mid-sentence are one."""
    marked = "".join("\x04" * (at in cut) + sign for at, sign in enumerate(signs))
    marked = re.sub(r"(?<![.!?:,;\s\x04])\s*\x04\s*(?=[a-zäöüàâçéèêô])", "\n", marked)
    return re.split(r"\n\s*\n", marked.replace("\x04", ""))


def _line(words: str) -> str:
    words = _ITALIC.sub(lambda found: f"\x05{found[1] or found[2]}\x06", words)
    words = html.escape(words, quote=False).replace("\x05", "<i>").replace("\x06", "</i>")
    return re.sub(
        r"\x02(\d+)\x03",
        r'<a class="sdfootnoteanc" name="sdfootnote\1anc" href="#sdfootnote\1sym"><sup>\1</sup></a>',
        words,
    )


def main() -> None:
    """Write the files."""
    for name in NAMES:
        folder = HERE.parent / name
        page = page_of(
            (folder / "source.txt").read_text("utf-8"), json.loads((folder / "gold.json").read_text("utf-8"))
        )
        with tempfile.TemporaryDirectory() as scratch:
            made = Path(scratch) / f"{name}.html"
            made.write_text(page, "utf-8")
            for through in _FILTERS:
                subprocess.run(
                    ["soffice", "--headless", "--convert-to", through, "--outdir", str(HERE), str(made)],
                    check=True,
                )
                made = HERE / f"{name}.odt"  # footnotes are footnotes from here on


if __name__ == "__main__":
    main()
