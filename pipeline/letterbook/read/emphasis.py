"""Read marks of emphasis and raised letters, as plain texts write them: _italics_, =bold=, Jan{y.}, D^r.

They are the transcriber's, and not printed. They separate words that belong together ("18_th_"), and what a
line says does not depend on them. So they are read once, here, and the rules see the text without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from letterbook.model import Span

#: How TEI hi/@rend calls what each mark sets off, by the mark and how often it is written.
_RENDERED = {
    "_": "italic",
    "__": "bold",
    "=": "bold",
    "~": "spaced",
    "/": "italic",
    "*": "italic",
    "**": "bold",
    "***": "bold",
    "^": "distinct",
    "+": "distinct",
    "#": "distinct",
    "$": "distinct",
}
_FEWEST = 2  # pairs of a mark other than the underscore that make it the text's manner
_LONGEST = 300  # code points of a passage set off by such a mark
_LONGEST_TILDE = 8000  # by one that has no other use: whole letters in another language are set in other type
_FARTHEST = 1500  # code points of a passage in italics that runs over blank lines
_RAISED = 6  # letters raised inside a word: "18_th_", "Capt_n_"

_UNDERSCORES = re.compile(r"(?<!_)__?(?!_)")
#: What has underscores of its own: a place on the web, the name of a file.
_ADDRESS = re.compile(r"\S*(?:://|www\.|@\w|\.html?\b)\S*")
#: The line by which an archive fences a book off: its stars are no emphasis.
_FENCE = re.compile(r"\*{3}(?:START|END)\b")
_INSIDE_WORD = re.compile(rf"[^\W_]{{1,{_RAISED}}}\.?_(?![^\W_])")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
#: A raised ending of a word in braces or behind a caret. Figures are none: they call notes.
_SUPERSCRIPT = re.compile(
    r"(?<=[^\W_])(?:(?P<open>\^?\{)(?P<braced>[^\W\d_]{1,6}[.,:]?)(?P<close>\})|(?P<caret>\^)(?P<bare>[^\W\d_]{1,4})(?!\w))"
)
#: A note under a raised letter: "^a At York.", "{b} At Hull."
_LETTERED = re.compile(r"^[ \t]*(?P<mark>\^[a-z]|\^?\{[a-z]\})[ \t]+(?=\S)", re.MULTILINE)


class Emphasis(NamedTuple):
    """A passage set off: the span of its words with the marks, the spans of the marks, and @rend.

    A mark that stands alone sets nothing off; then `rend` is "".
    """

    span: Span
    marks: tuple[Span, ...]
    rend: str


def find_emphasis(text: str) -> Iterator[Emphasis]:
    """Yield the passages set off in a text, those of one mark in the order of the text."""
    yield from _underscored(text)
    for mark in "=~/*^+#$":
        yield from _paired(text, mark)


def find_superscripts(text: str) -> Iterator[Emphasis]:
    """Yield the raised letters behind words, save those that call notes: lines begin with them too."""
    if "{" not in text and "^" not in text:
        return
    opened = {found["mark"] for found in _LETTERED.finditer(text)}
    for found in _SUPERSCRIPT.finditer(text):
        span = Span(found.start(), found.end())
        if found[0] in opened:
            continue
        if found["caret"]:
            yield Emphasis(span, (Span(span.start, span.start + 1),), "superscript")
        else:
            marks = (Span(*found.span("open")), Span(*found.span("close")))
            yield Emphasis(span, marks, "superscript")


# ------------------------------------------------------------------ underscores


class _Open(NamedTuple):
    span: Span
    mark: str


def _underscored(text: str) -> Iterator[Emphasis]:
    """Pair underscores, which open behind no word and before one, and close behind one.

    A passage may run over lines, and over a blank line where nothing opens before it closes: "_Norton,
    (blank line) May 5th._" One that is never closed ends with its paragraph. What may neither open nor
    close is none: "____", "snake_case", "a _ b".
    """
    if "_" not in text:
        return
    addresses = [Span(*found.span()) for found in _ADDRESS.finditer(text) if "_" in found[0]]
    opened: _Open | None = None
    inside = False  # the passage was opened inside a word
    for found in _UNDERSCORES.finditer(text):
        span = Span(*found.span())
        if any(address.holds(span) for address in addresses):
            continue
        before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
        glued_before, glued_after = _is_word(before), _is_word(after)
        spaced_before, spaced_after = not before or before.isspace(), not after or after.isspace()
        if opened and (
            opened.mark != found[0]
            or span.start - opened.span.end > _FARTHEST
            or (spaced_before and not spaced_after)
        ):
            yield _unclosed(text, opened, span.start)
            opened = None
        if opened is None:
            raises = glued_before and glued_after and _INSIDE_WORD.match(text, span.end)
            if raises or (not glued_before and not spaced_after):
                opened, inside = _Open(span, found[0]), bool(raises)
            elif not spaced_before and not glued_after and len(found[0]) == 1:
                yield Emphasis(span, (span,), "")
        elif not spaced_before or inside:
            yield Emphasis(Span(opened.span.start, span.end), (opened.span, span), _RENDERED[opened.mark])
            opened = None
    if opened:
        yield _unclosed(text, opened, len(text))


def _unclosed(text: str, opened: _Open, limit: int) -> Emphasis:
    """End a passage that nothing closes with its paragraph."""
    if len(opened.mark) > 1:
        return Emphasis(opened.span, (), "")
    found = _BLANK_LINE.search(text, opened.span.end, limit)
    end = found.start() if found else opened.span.end
    rend = _RENDERED[opened.mark] if found else ""
    return Emphasis(Span(opened.span.start, end), (opened.span,), rend)


def _is_word(sign: str) -> bool:
    return sign.isalnum()


# ------------------------------------------------------------------ other marks


def _paired(text: str, mark: str) -> Iterator[Emphasis]:
    """Pair a sign that has other uses too: only where both of a pair stand right, and several pairs do.

    Stars call notes, strokes part numbers: a sign with many more other uses than pairs is no mark.
    """
    if text.count(mark) < 2 * _FEWEST:
        return
    one = re.escape(mark)
    run = rf"{one}{{1,3}}" if mark == "*" else one
    longest = _LONGEST_TILDE if mark == "~" else _LONGEST
    inside = rf"(?:[^{one}\n]|\n(?![ \t\r]*\n))"  # no blank line: a sign of another paragraph is none of this
    pattern = re.compile(
        rf"(?<![^\W_])(?<![{one}/:.<]){run}(?![\s{one}])({inside}{{1,{longest}}}?)(?<!\s){one}+(?![^\W_]|{one})"
    )
    pairs = []
    for found in pattern.finditer(text):
        size, closing = found.start(1) - found.start(), found.end() - found.end(1)
        if size == closing and any(map(str.isalpha, found[1])) and not _FENCE.match(found[0]):
            pairs.append((Span(*found.span()), size))
    uses = len(re.findall(rf"(?:(?<=\S){one}+|{one}+(?=\S))", text)) if mark not in "=~" else 0
    if len(pairs) < _FEWEST or 4 * len(pairs) < uses:
        return
    for span, size in pairs:
        marks = (Span(span.start, span.start + size), Span(span.end - size, span.end))
        yield Emphasis(span, marks, _RENDERED[mark * size])
    if mark == "~":  # one whose other is lost, at the edge of a word
        paired = {at for span, _ in pairs for at in (span.start, span.end - 1)}
        for found in re.finditer(r"(?<![\s~])~(?=\s|$)|(?<!\S)~(?![\s~])", text):
            if found.start() not in paired:
                span = Span(*found.span())
                yield Emphasis(span, (span,), "")
