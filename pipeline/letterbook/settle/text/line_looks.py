"""What a line at a letter's head or foot looks like: a signature, an address, a date, a set phrase."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.read.page import Paragraph
from letterbook.rules.headings import is_names, particles, without_call
from letterbook.rules.set_phrases import phrase_tests
from letterbook.rules.signatures import is_address

SHORT = 110  # code points of a line that is no prose
_INITIALS = 4  # words of a signature that may be initials, "J. v. H.", each of at most so many letters:
_INITIAL = 3
_ADDRESS = 5  # lines of an address below a letter
_LINES = 8  # lines of a head or foot that are printed without a blank line between them
_BROKEN = 0.75  # the share of the margin that a line broken on purpose stays below
_SIGNED = 70  # code points of a signature
_SIGNED_WORDS = 7
#: What is dated or headed over several lines is one part.
_WHOLE = frozenset({"dateline", "dateline.loose", "headline", "letter.head", "postscript"})
_SIDENOTE = re.compile(r"\[Sidenote:[^\[\]]*\]", re.IGNORECASE)


class Part(NamedTuple):
    """A paragraph of a letter, what it is (a kind of block, model.BLOCKS), and the finding that says so."""

    span: Span
    kind: str
    finding: Finding | None = None


@cache
def _tests(languages: tuple[str, ...]) -> Mapping[str, Callable[[str], bool]]:
    return phrase_tests(languages)


def quoted(found: Found, paragraph: Paragraph) -> str:
    """Return the words of a paragraph."""
    return found.page.source.quote(paragraph.span)


def kinds_of(found: Found, paragraph: Paragraph) -> Mapping[str, Finding]:
    """Return the findings that begin with a paragraph, without those that reach beyond it."""
    end = paragraph.span.end
    return {
        kind: one
        for kind, one in found.kinds(paragraph.first.index).items()
        if kind not in _WHOLE or one.span.end <= end or kind == "postscript"
    }


def is_like(found: Found, kind: str, text: str) -> bool:
    """Tell whether a short line is a set phrase of a kind: "salute", "valediction" ..."""
    return len(text) <= SHORT and _tests(tuple(found.languages))[kind](" ".join(text.split()))


def broken(found: Found, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Cut paragraphs of lines that are broken on purpose into their lines.

    Such lines stay clear of the margin, or stand to its right. One that begins small goes on with the line
    above: "I am, Sir, / your obedient servant". What a rule has read as one sign stays whole.
    """
    out: list[Paragraph] = []
    for paragraph in paragraphs:
        lines = paragraph.lines
        reach = _BROKEN * max(found.page.width, 1)
        kinds = found.kinds(paragraph.first.index)
        whole = any(kind in _WHOLE and kinds[kind].span.end > lines[0].span.end for kind in kinds)
        if not 1 < len(lines) <= _LINES or whole or any(len(line.text) > reach for line in lines):
            out.append(paragraph)
            continue
        run = [lines[0]]
        for line in lines[1:]:
            if not line.text[:1].islower():
                out.append(Paragraph(tuple(run)))
                run = []
            run.append(line)
        out.append(Paragraph(tuple(run)))
    return out


def is_sidenote(text: str) -> bool:
    """Tell whether a paragraph is what a book prints in its margin, as transcribers write it."""
    return bool(_SIDENOTE.fullmatch(text))


def is_foot_address(found: Found, paragraph: Paragraph, text: str) -> bool:
    """Tell whether short lines are an address as it stands below a letter: "Miss Vane, / Kintbury."."""
    return (
        len(paragraph.lines) <= _ADDRESS
        and len(text) <= SHORT
        and all(len(line.text) <= SHORT // 2 for line in paragraph.lines)
        and is_address(text, found.languages)
        and is_names(text, particles(found.languages))
    )


def goes_on(found: Found, paragraph: Paragraph, text: str) -> bool:
    """Tell whether a line directly below an address is one more line of it."""
    return (
        not paragraph.first.blank and len(text) <= SHORT // 2 and is_names(text, particles(found.languages))
    )


def is_signature(found: Found, paragraph: Paragraph, text: str) -> bool:
    """Tell whether a short line looks like a signature: names in capitals, initials, a name and a title."""
    if any(text.startswith(printed) for printed, _ in found.layout.signatures):
        return True
    if len(text) > _SIGNED or len(paragraph.lines) > 1:
        return False
    bare = without_call(text.strip("[]()")).strip(" .,-–—")
    if not bare or re.search(r"\d", bare):
        return False
    tokens = bare.split()
    if len(tokens) > _SIGNED_WORDS:
        return False
    short = re.split(r"[. —-]+", bare)
    if len(short) <= _INITIALS and all(len(t) <= _INITIAL for t in short):
        return short[0][:1].isupper() and short[-1][:1].isupper()
    if text[-1:] in ";:!?" or (text[-1:] == "," and not bare.isupper()):
        return False
    return is_names(bare, particles(found.languages))
