"""Pages of the web made of a sample's text, in the manner of archives on the web: not by letterbook's reader.

The places of the calls are those of the ledger of an edition that was made of the text.
"""

from __future__ import annotations

import html
import json
import re

_NOTE = re.compile(r"(\d{1,3}[A-Z]?)\. ")
_HEAD = re.compile(r"No\. \d+")


def archive_page(text: str, ledger: bytes, title: str = "Letters") -> str:
    """Write a text as the Marxists Internet Archive does: raised calls with links, notes with anchors."""
    calls = [(row[0], row[1]) for row in json.loads(ledger)["postings"] if row[2] == "call"]
    out = [
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">',
        '<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
        f"<title>{title}</title>",
        '<link rel="stylesheet" type="text/css" href="../css/letters.css">\n</head>\n<body>',
    ]
    at = 0
    for block in text.split("\n"):
        here = [(start - at, end - at) for start, end in calls if at <= start < at + len(block)]
        at += len(block) + 1
        if not block.strip():
            continue
        line = _linked(block, here)
        note = _NOTE.match(block) if at > calls[-1][1] else None
        if note:
            mark = note[1]
            rest = html.escape(block[note.end() :], quote=False)
            out.append(f'<p class="endnote"><a name="n{mark}" href="#f{mark}">{mark}.</a> {rest}</p>')
        elif _HEAD.match(block):
            out.append(f"<h4>{line}</h4>")
        else:
            out.append(f'<p class="fst">\n{_filled(line)}\n</p>')
    out.append('<hr class="end">\n<!-- navigation below -->\n</body>\n</html>\n')
    return "\n".join(out)


def _linked(block: str, calls: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in calls:
        mark = block[start:end].strip()
        name = mark.strip(".")
        parts.append(html.escape(block[at:start], quote=False))
        parts.append(f'<sup class="enote"><a href="#n{name}" name="f{name}">{mark}</a></sup>')
        at = end
    return "".join([*parts, html.escape(block[at:], quote=False)])


def _filled(line: str, width: int = 90) -> str:
    """Break a line of HTML at blanks, as people do; never inside a tag."""
    out, size = [], 0
    for word in re.findall(r"(?:<[^>]*>|[^\s<])+", line):
        if size + len(word) > width and out:
            out.append("\n")
            size = 0
        elif out:
            out.append(" ")
        out.append(word)
        size += len(word) + 1
    return "".join(out)
