"""Find the words that an editor quotes in the source, whatever the white space and quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from letterbook.model import Source, Span
from letterbook.problems import Outcome, problem
from letterbook.project.decisions_toml import Ruling
from letterbook.project.toml_file import shown

_TRIES = 40  # places of each rare word of a lost quote that are compared with it
_ALIKE = 0.6  # how like a lost quote a passage must be to be named
_NAMED = 3  # passages named
_MORE, _AROUND = 8, 200  # words, and characters, by which a quote is made longer until it stands once


def _pattern(quote: str) -> re.Pattern[str]:
    parts = []
    for word in quote.split():
        written = re.sub(r"['’‘]", "'", re.sub(r'["“”„«»]', '"', word))
        escaped = re.escape(written).replace("'", "['’‘]").replace('"', '["“”„«»]')
        parts.append(escaped)
    return re.compile(r"\s+".join(parts))


def find_quote(source: Source, ruling: Ruling, starts: Sequence[int]) -> Outcome[Span | None]:
    """Find the words that a ruling quotes: on its line, if it names one, else where they stand alone.

    `starts` are the offsets of the lines. With a line, only that one is searched, unless the words moved.
    In a view the words may be quoted as they stand below it, with the marks, or without them.
    """
    if source.view is None:
        return _find_quote(source, ruling, starts)
    view = source.view
    below = view.below.line_starts
    span, problems = _find_quote(view.below, ruling, below)
    if span is not None:
        return Outcome(Span(view.above(span.start), view.above(span.end)), problems)
    clean = _pattern(ruling.quote or "").search(source.text)
    if clean is None or any(one.code == "decision-twice" for one in problems):
        return Outcome(None, problems)
    return _find_quote(source, ruling, [view.above(start) for start in below])


def _find_quote(source: Source, ruling: Ruling, starts: Sequence[int]) -> Outcome[Span | None]:
    quote = ruling.quote or ""
    pattern = _pattern(quote)
    where = ruling.at("quote")
    here: list[Span] = []
    if ruling.line is not None and ruling.line <= len(starts):
        end = starts[ruling.line] if ruling.line < len(starts) else len(source.text) + 1
        at = starts[ruling.line - 1]
        while (match := pattern.search(source.text, at)) and match.start() < end and len(here) < 2:  # noqa: PLR2004
            here.append(Span(match.start(), match.end()))
            at = match.end()
        if len(here) == 1:
            return Outcome(here[0])
    found = [Span(m.start(), m.end()) for m in pattern.finditer(source.text)]
    here = [span for span in found if source.place(span.start).line == ruling.line]
    if not found:
        near = "; ".join(
            f"line {source.place(span.start).line}: “{shown(' '.join(source.quote(span).split()))}”"
            for span in near_matches(source.text, quote)
        )
        said = f"“{shown(' '.join(quote.split()))}” stands nowhere in {source.name}"
        hint = f"Did you mean {near}?" if near else ""
        return Outcome(None, (problem("decision-lost", said, where, hint),))
    if len(found) == 1:
        line = source.place(found[0].start).line
        moved = ruling.line is not None and ruling.line != line
        said = f"“{shown(' '.join(quote.split()))}” stands on line {line} now, not {ruling.line}"
        return Outcome(found[0], (problem("decision-moved", said, ruling.at("line")),) if moved else ())
    times = Counter(source.place(span.start).line for span in here or found)
    lines = list(times)
    named = ", ".join(map(str, lines[:6])) + (" ..." if len(lines) > 6 else "")  # noqa: PLR2004
    words = shown(" ".join(quote.split()))
    said = f"“{words}” stands {times.total()} times in {source.name}: on line{'s' * (len(lines) > 1)} {named}"
    more = next((longer for span in here or found if (longer := _alone(source.text, span))), "")
    alone = next((line for line in lines if times[line] == 1), None)
    ways = [f"quote more, such as “{more}”"] * bool(more) + [f"say which: line = {alone}"] * bool(alone)
    hint = ", or ".join(ways) or "quote more"
    return Outcome(None, (problem("decision-twice", said, where, f"{hint[:1].upper()}{hint[1:]}"),))


def _alone(text: str, span: Span) -> str:
    """Return a passage with as few words more, behind or before, as make it stand once; "" if none does."""
    behind = re.findall(r"\S+|\s+", text[span.end : span.end + _AROUND])[: 2 * _MORE]
    before = text[max(0, span.start - _AROUND) : span.start].split()[-_MORE:]
    own = text[span.start : span.end]
    longer = [
        own + "".join(behind[:count]) for count in range(1, len(behind) + 1) if behind[count - 1].strip()
    ]
    longer += [" ".join([*before[-count:], own]) for count in range(1, len(before) + 1)]
    for words in sorted(longer, key=len):
        if len(words.split()) > len(own.split()) and len(_pattern(words).findall(text)) == 1:
            return " ".join(words.split())
    return ""


def near_matches(text: str, quote: str) -> list[Span]:
    """Return up to three passages that are most like a quote, the likest first.

    Only the surroundings of its longer words are compared, so that a long book costs no more than a short.
    """
    words = sorted(set(quote.split()), key=lambda word: (-len(word), word))[:6]
    wanted = " ".join(quote.split())
    tried: dict[Span, float] = {}
    for word in words:
        offset = quote.find(word)
        for tries, found in enumerate(re.finditer(re.escape(word), text)):
            if tries >= _TRIES:
                break
            start = _at_word(text, max(0, found.start() - offset))
            end = _at_word(text, min(len(text), start + len(quote)), after=True)
            span = Span(start, end)
            if span not in tried:
                passage = " ".join(text[start:end].split())
                tried[span] = SequenceMatcher(None, wanted, passage, autojunk=False).ratio()
    best: list[Span] = []
    for span in sorted(tried, key=lambda span: (-tried[span], span)):
        if tried[span] >= _ALIKE and not any(span.meets(other) for other in best):
            best.append(span)
    return best[:_NAMED]


def _at_word(text: str, at: int, *, after: bool = False) -> int:
    """Move an offset out of a word: to its beginning, or behind its end."""
    if after:
        while at < len(text) and not text[at].isspace():
            at += 1
        return at
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def trimmed(printed: str, reading: str, at: int = 0) -> tuple[Span, str]:
    """Return where two readings differ, as a span of the printed one, and what is to be read there.

    The words that both have at the beginning and at the end are left out: "at Hit-lerism now" and "at
    Hitlerism now" differ in one word.
    """
    old = [(m.start(), m.end()) for m in re.finditer(r"\S+", printed)]
    new = reading.split()
    low = 0
    while low < min(len(old), len(new)) and printed[slice(*old[low])] == new[low]:
        low += 1
    high = 0
    while high < min(len(old), len(new)) - low and printed[slice(*old[-1 - high])] == new[-1 - high]:
        high += 1
    if low + high >= len(new) or low + high >= len(old):
        # words are left out, or added: one neighbour stays, so that there is something to read
        low, high = (max(0, low - 1), high) if low else (low, max(0, high - 1))
    first, last = old[low], old[len(old) - 1 - high]
    return Span(at + first[0], at + last[1]), " ".join(new[low : len(new) - high])
