"""What stands at the head and at the foot of a letter: header lines, datelines, salutation, close.

A line that could be a dateline or a salutation is one only where a letter has them: between its
heading and its first paragraph of prose, or behind its last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.read.page import Line, Paragraph, paragraphs
from letterbook.rules.datelines import is_address_line
from letterbook.rules.headings import is_names, particles, to_words, without_call
from letterbook.rules.signatures import is_address
from letterbook.settle.structure.regions import Region

_OPENING = 9  # paragraphs that may stand before a letter's prose
_CLOSING = 8  # paragraphs that may stand behind it
_INITIALS = 4  # words of a signature that may be initials, "J. v. H.", each of at most so many letters:
_INITIAL = 3
_ARGUMENT = 3  # lines of an editor's summary above a salutation
_ADDRESS = 5  # lines of an address below a letter
_SHORT = 110  # code points of a line that is no prose


class Part(NamedTuple):
    """A paragraph of a letter, what it is (a kind of block, model.BLOCKS), and the finding that says so."""

    span: Span
    kind: str
    finding: Finding | None = None


#: The letters of a book, each with its paragraphs.
Zoned = tuple[tuple[Region, tuple[Part, ...]], ...]


def cut(found: Found, span: Span) -> list[Paragraph]:
    """Cut a span of the source into paragraphs; a line that lies partly outside is clipped."""
    lines = [
        line if span.holds(line.span) else _clipped(found, line, span)
        for line in found.page.lines[found.line_at(span.start) : found.line_at(span.end - 1) + 1]
        if line.span.meets(span)
    ]
    whole = [line for line in lines if line.text]
    return paragraphs(whole, found.page.width, wrapped=found.page.wrapped)


def _clipped(found: Found, line: Line, span: Span) -> Line:
    start, end = max(line.span.start, span.start), min(line.span.end, span.end)
    raw = found.page.source.text[start:end]
    words = raw.strip()
    start += len(raw) - len(raw.lstrip())
    return replace(line, span=Span(start, start + len(words)), text=words)


def zone_letter(found: Found, region: Region, rest: Sequence[Paragraph]) -> tuple[Part, ...]:
    """Say what each paragraph of a letter is. `rest` are its paragraphs, without the notes."""
    parts: list[Part] = []
    head = region.head
    at = 0
    for at, paragraph in enumerate(rest):  # noqa: B007 (the place reached is used below)
        if head is None or paragraph.span.start >= head.span.end:
            break
        parts.append(_part(found, paragraph, _kind_at_head(found, paragraph, head)))
    else:
        return tuple(parts)
    rest = rest[at:]
    opened = _open(found, region, rest)
    parts += opened
    rest = rest[len(opened) :]
    closed = _close(found, rest)
    body = rest[: len(rest) - len(closed)]
    parts += [_body(found, paragraph) for paragraph in body]
    parts += closed
    return tuple(parts)


def _kind_at_head(found: Found, paragraph: Paragraph, head: Finding) -> str:
    """Return what a paragraph above a letter's number or names is, or the heading itself."""
    if head.span.meets(paragraph.span):
        return "head"
    kinds = found.kinds(paragraph.first.index)
    return next((kind for kind in ("headline", "dateline", "ornament") if kind in kinds), "head")


def _part(found: Found, paragraph: Paragraph, kind: str) -> Part:
    names = {"headline": "headline", "label": "marking", "dateline": "dateline", "salute": "salute"}
    finding = found.kinds(paragraph.first.index).get(names.get(kind, kind))
    return Part(paragraph.span, kind, finding)


def _body(found: Found, paragraph: Paragraph) -> Part:
    kinds = found.kinds(paragraph.first.index)
    if "ornament" in kinds and kinds["ornament"].span == paragraph.span:
        return Part(paragraph.span, "ornament", kinds["ornament"])
    return Part(paragraph.span, "p")


def _open(found: Found, region: Region, rest: Sequence[Paragraph]) -> list[Part]:
    """Return the parts before the prose: header lines, datelines, markings, names, the salutation."""
    parts: list[Part] = []
    small = particles(found.languages)
    bare = region.head is None or region.head.value["rest"] == "bare"
    for paragraph in rest[:_OPENING]:
        kinds = found.kinds(paragraph.first.index)
        text = found.page.source.quote(paragraph.span)
        last = parts[-1].kind if parts else "head"
        if last == "salute":
            # Spanish and Italian letters may be dated below the salutation
            if date := kinds.get("dateline"):
                parts.append(Part(paragraph.span, "dateline", date))
            break
        if "headline" in kinds:
            parts.append(Part(paragraph.span, "headline", kinds["headline"]))
        elif date := kinds.get("dateline") or kinds.get("dateline.loose"):
            parts.append(Part(paragraph.span, "dateline", date))
        elif "marking" in kinds:
            parts.append(Part(paragraph.span, "label", kinds["marking"]))
        elif "ornament" in kinds:
            parts.append(Part(paragraph.span, "ornament", kinds["ornament"]))
        elif (
            last in {"head", "label", "ornament"}
            and len(text) <= _SHORT
            and (
                (bare and is_names(without_call(text), small) and (text.isupper() or _is_to(found, text)))
                or _says_to(kinds.get("letter.head"))  # "Aan denzelfden" has no name
            )
        ):
            parts.append(Part(paragraph.span, "head", kinds.get("letter.head")))
        elif "salute" in kinds and len(rest) > len(parts) + 1:
            parts.append(Part(paragraph.span, "salute", kinds["salute"]))
        elif _is_unread(found, paragraph, rest[len(parts) + 1 : len(parts) + 2]):
            parts.append(Part(paragraph.span, "dateline"))
        elif _is_above_date(found, paragraph, rest[len(parts) + 1 : len(parts) + 1 + _ADDRESS]):
            parts.append(Part(paragraph.span, "address"))
        elif bare and not parts and _is_argument(found, paragraph, rest[1:2]):
            parts.append(Part(paragraph.span, "head" if _is_to(found, text) else "label"))
        else:
            break
    return parts


def _is_argument(found: Found, paragraph: Paragraph, after: Sequence[Paragraph]) -> bool:
    """Tell whether a short paragraph is the editor's summary between the number and the salutation.

    "Al Virey, sobre demarcacion." above "Exmo. Señor:": no words of a letter stand before its salutation.
    """
    below = found.kinds(after[0].first.index) if after else {}
    if "salute" not in below or "marking" in below or len(after[0].lines) > 1:
        return False
    return len(paragraph.lines) <= _ARGUMENT and paragraph.span.end - paragraph.span.start <= 2 * _SHORT


def _is_unread(found: Found, paragraph: Paragraph, after: Sequence[Paragraph]) -> bool:
    """Tell whether a line stands where a dateline does, directly above the salutation, and names a year."""
    text = found.page.source.quote(paragraph.span)
    if len(paragraph.lines) > 1 or len(text) > _SHORT or not re.search(r"\b1[4-9]\d\d\b", text):
        return False
    return any("salute" in found.kinds(p.first.index) for p in after)


def _is_above_date(found: Found, paragraph: Paragraph, after: Sequence[Paragraph]) -> bool:
    """Tell whether a line is one of the writer's address: a date stands directly below, or below such lines.

    "Paris, 11 rue Toullier, / am 22. Januar 1902".
    """
    for one, below in zip((paragraph, *after), after, strict=False):
        if len(one.lines) > 1 or not is_address_line(one.first.text) or below.first.blank:
            return False
        if "dateline" in found.kinds(below.first.index):
            return True
    return False


def _is_to(found: Found, text: str) -> bool:
    return text.split(maxsplit=1)[0].lower() in to_words(found.languages)


def _says_to(head: Finding | None) -> bool:
    """Tell whether a line is names and a word for to whom, as it stands below a number and a date."""
    return head is not None and head.rule == "heads.names"


def _close(found: Found, rest: Sequence[Paragraph]) -> list[Part]:
    """Return the parts behind the prose: valediction, signature, closing dateline, postscript."""
    first = max(0, len(rest) - _CLOSING)
    tail = rest[first:]
    start = _close_start(found, tail)
    start = len(tail) if start is None else start
    if first + start == 0:
        start = 1  # a letter says something: its first words are no close
    parts: list[Part] = []
    for paragraph in tail[start:]:
        kinds = found.kinds(paragraph.first.index)
        text = found.page.source.quote(paragraph.span)
        after = bool(parts) and parts[-1].kind == "postscript"
        if "postscript" in kinds:
            parts.append(Part(paragraph.span, "postscript", kinds["postscript"]))
        elif date := kinds.get("dateline") or kinds.get("dateline.loose"):
            parts.append(Part(paragraph.span, "dateline", date))
        elif "ornament" in kinds:
            parts.append(Part(paragraph.span, "ornament", kinds["ornament"]))
        elif after and len(text) > _SHORT:
            parts.append(Part(paragraph.span, "postscript"))
        elif "valediction" in kinds and len(text) <= _SHORT:
            parts.append(Part(paragraph.span, "valediction", kinds["valediction"]))
        elif parts and (
            _is_foot_address(found, paragraph, text)
            or (parts[-1].kind == "address" and _goes_on(found, paragraph, text))
        ):
            parts.append(Part(paragraph.span, "address"))
        elif _is_signature(found, paragraph, text):
            parts.append(Part(paragraph.span, "signed"))
        else:  # it may not close a letter: it goes on with the postscript above
            parts.append(Part(paragraph.span, "postscript"))
    return parts


def _close_start(found: Found, tail: Sequence[Paragraph]) -> int | None:
    """Return which paragraph of the tail begins the close, or None where there is none."""
    for i, paragraph in enumerate(tail):
        kinds = found.kinds(paragraph.first.index)
        if "postscript" in kinds and i:
            above = _farewell_above(found, tail, i)
            if above < i:
                return above
        if "valediction" in kinds and len(found.page.source.quote(paragraph.span)) <= _SHORT:
            behind = tail[i + 1 :]
            if all(_may_close(found, p) for p in behind):
                dated = i > 0 and "dateline" in found.kinds(tail[i - 1].first.index)
                return i - 1 if dated else i
    for i, paragraph in enumerate(tail):
        behind = tail[i:]
        if all(_may_close(found, p) for p in behind) and (
            {"dateline", "dateline.loose"} & found.kinds(paragraph.first.index).keys()
            or "postscript" in found.kinds(paragraph.first.index)
            or _is_signature(found, paragraph, found.page.source.quote(paragraph.span))
        ):
            return i
    return None


def _farewell_above(found: Found, tail: Sequence[Paragraph], postscript: int) -> int:
    """Return where the close above a postscript begins: with its valediction, signature or date."""
    at = postscript
    while at > 0:
        above = tail[at - 1]
        text = found.page.source.quote(above.span)
        is_farewell = {"valediction", "dateline"} & found.kinds(above.first.index).keys()
        if len(text) > _SHORT or not (is_farewell or _is_signature(found, above, text)):
            break
        at -= 1
    return at


def _may_close(found: Found, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph may stand behind a letter's prose."""
    kinds = found.kinds(paragraph.first.index)
    if {"dateline", "dateline.loose", "valediction", "postscript", "ornament"} & kinds.keys():
        return True
    text = found.page.source.quote(paragraph.span)
    return _is_foot_address(found, paragraph, text) or _is_signature(found, paragraph, text)


def _is_foot_address(found: Found, paragraph: Paragraph, text: str) -> bool:
    """Tell whether short lines are an address as it stands below a letter: "Miss Vane, / Kintbury."."""
    return (
        len(paragraph.lines) <= _ADDRESS
        and len(text) <= _SHORT
        and all(len(line.text) <= _SHORT // 2 for line in paragraph.lines)
        and is_address(text, found.languages)
        and is_names(text, particles(found.languages))
    )


def _goes_on(found: Found, paragraph: Paragraph, text: str) -> bool:
    """Tell whether a line directly below an address is one more line of it."""
    return (
        not paragraph.first.blank and len(text) <= _SHORT // 2 and is_names(text, particles(found.languages))
    )


def _is_signature(found: Found, paragraph: Paragraph, text: str) -> bool:
    """Tell whether a short line looks like a signature: names in capitals, initials, a name and a title."""
    if any(text.startswith(printed) for printed, _ in found.layout.signatures):
        return True
    if len(text) > 70 or len(paragraph.lines) > 1:  # noqa: PLR2004
        return False
    bare = without_call(text.strip("_*=~[]()")).strip(" .,-–—_")
    if not bare or re.search(r"\d", bare):
        return False
    tokens = bare.split()
    if len(tokens) > 7:  # noqa: PLR2004
        return False
    short = re.split(r"[. —-]+", bare)
    if len(short) <= _INITIALS and all(len(t) <= _INITIAL for t in short):
        return short[0][:1].isupper() and short[-1][:1].isupper()
    if text[-1:] in ";:!?" or (text[-1:] == "," and not bare.isupper()):
        return False
    return is_names(bare, particles(found.languages))
