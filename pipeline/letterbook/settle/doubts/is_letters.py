"""Decide whether the text is an edition of letters. A novel, a diary, a play and a log file are refused.

A letter is addressed to somebody: it has a salutation, a close, a heading that says to whom, or a line that
says when it was received or sent; and it says "you" to somebody, in the languages whose words for that are
known. Dates alone make a diary, unless the title page says "letters" or the dated pieces address somebody;
a name alone on a last line signs a letter only where a date is read too. A novel that quotes a letter is no
edition of it: most of its text lies outside of what is addressed. Where the words of a language are not
known, only the layout can speak against a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.model.kinds import HEADING, LICENCE
from letterbook.problems import Place, Problem, problem
from letterbook.rules.headings import to_words
from letterbook.settle.structure.heading_evidence import find_openings
from letterbook.settle.structure.judged import book_span
from letterbook.settle.structure.pinned import is_pinned, keep_pinned
from letterbook.settle.structure.regions import Region
from letterbook.settle.text.letter_parts import Part
from letterbook.words import known, languages, read_languages, words

_FEWEST = 0.25  # the share of letters that must be addressed to somebody
_LITTLE = 0.2  # the share of a book's text in such letters, below which they may be quoted in it
_PARTLY = 0.5  # the share of the text of all its letters
_NOBODY = 0.1  # the share of letters that say "you", below which a book speaks to nobody
_TELLING = 20  # words of a letter by which it can be told whether it speaks to somebody
_ENOUGH = 3  # such letters by which it can be told of a book
_MOST = 0.5
_OFTEN = 1.0  # times in a hundred words that most letters say "you" which only their dates show to be letters
_TITLE_LINES = 30  # lines of a title page, and of what a transcriber puts before it
_ABOVE = 4  # lines above the first letter among which the title of a part may stand
_TITLED = 6  # words of a line that may be the title of a part
_TITLE = 60  # code points of a line of a title
_SPEECHES = 5  # of one speaker; and of all, in each piece
_SPOKEN = 0.2  # of the paragraphs of prose are speeches, or name who speaks
_PAIR = 2  # letters of a text that is told from a novel by each of them
_FRAME = frozenset({"dateline", "salute", "valediction", "signed", "postscript"})
#: A name in capitals above a speech, or before one: "HALE:", "HALE (rising). Who comes?".
_SPEAKER = re.compile(r"\W*((?:[^\W\d_a-zß-ÿ]{2,}[ '’-]?){1,4})(?:[.:]|\s+\(|$)")
_WORD = re.compile(r"[^\W\d_]+")

Letters = Sequence[tuple[Region, Sequence[Part]]]


class Speech(NamedTuple):
    """How a book speaks to somebody: the share of its letters that do, and how often, in a hundred words.

    `often` is that of the letter in the middle, if they are put in order.
    """

    share: float
    often: float


def doubt_letters(found: Found, parts_by_letter: Letters) -> Problem | None:
    """Return the problem that the text is no edition of letters, or None where it is one."""
    if message := _doubt(found, parts_by_letter):
        code = "not-letters" if _openings(found) else "no-letters"
        return problem(code, message, Place(found.page.source.name))
    return None


def _doubt(found: Found, parts_by_letter: Letters) -> str:
    """Return why the text is no edition of letters, or ""."""
    if not parts_by_letter:
        lines, openings = len(found.page.lines), _openings(found)
        counts = f"{lines} line{'s' * (lines != 1)}, {openings} of them could open one"
        return f"no letters were found in this text ({counts})"
    many = len(parts_by_letter)
    if many == 1:
        kinds = {part.kind for part in parts_by_letter[0][1]}
        if not ({"salute", "headline"} & kinds and {"valediction", "signed", "dateline", "headline"} & kinds):
            return "one part looks like a letter, but it has no salutation and no close"
    if len(parts_by_letter) == _PAIR and not all(_is_framed(found, *one) for one in parts_by_letter):
        return "two parts look like letters, but one of them has no date, salutation, close or name"
    if speaker := _speaker(found, parts_by_letter):
        return f"{many} parts look like letters, but are the speeches of a play: “{speaker}”"
    titled = _is_titled(found, parts_by_letter)
    if not titled and (other := _other_work(found, parts_by_letter)):
        return f"{many} parts look like letters, but are headed as another kind of text is: “{other}”"
    spoken = speech(found, parts_by_letter)
    if titled and _is_shown(parts_by_letter, spoken):
        return ""
    if spoken is not None and spoken.share < _NOBODY and not _is_formal(found, parts_by_letter):
        some = "hardly any" if spoken.share else "none"
        return f"{many} parts look like letters, but {some} of them speaks to anybody"
    spans = [region.span for region, parts in parts_by_letter if _is_addressed(found, region, parts)]
    addressed = len(spans)
    few = (
        addressed == 0
        or addressed < _FEWEST * len(parts_by_letter)
        or _is_little(found, spans, parts_by_letter)
    )
    if few and not _are_dated(parts_by_letter, spoken):
        return (
            f"{many} parts look like letters, but only {addressed} of them are addressed to anybody "
            "(by a salutation, a close, a signature, a heading that says to whom): this may be a diary, or a "
            "book of chapters"
        )
    return ""


def _openings(found: Found) -> int:
    """Return how many lines could open a letter: headings of the kind that is pinned, dates, salutations."""
    book = book_span(found)
    kept = keep_pinned(found, [*found.of(HEADING, book), *find_openings(found, book)])
    run = () if is_pinned(found) else found.of("salute.run", book)
    return len({found.line_at(head.span.start) for head in (*kept, *run)})


def speech(found: Found, parts_by_letter: Letters) -> Speech | None:
    """Return how a book speaks to somebody; None where that cannot be told."""
    if found.languages[0] not in read_languages():
        return None
    small: set[str] = set()
    printed: set[str] = set()  # words that count only as they are printed: "Sie" is "you", "sie" is not
    for language in found.languages:
        small |= set(words(language, "speech").get("second", ()))
        for row in words(language, "second_person").values():
            printed |= set(row)
    rates = []
    for _, parts in parts_by_letter:
        tokens = [token for part in parts for token in _WORD.findall(found.page.source.quote(part.span))]
        if len(tokens) >= _TELLING:
            times = sum(token.lower() in small or token in printed for token in tokens)
            rates.append(100 * times / len(tokens))
    if len(rates) < _ENOUGH:
        return None
    return Speech(sum(rate > 0 for rate in rates) / len(rates), sorted(rates)[len(rates) // 2])


def _is_formal(found: Found, parts_by_letter: Letters) -> bool:
    """Tell whether pieces without "you" are letters: most name their reader, or have salutation and close.

    "Your Excellency" is written in letters of its own: "V. E.".
    """
    named = sum(_says_to_whom(found, region, parts) for region, parts in parts_by_letter)
    kinds = [{part.kind for part in parts} for _, parts in parts_by_letter]
    framed = sum("salute" in one and bool({"valediction", "signed"} & one) for one in kinds)
    return named >= _MOST * len(parts_by_letter) or framed >= _FEWEST * len(parts_by_letter)


def _is_framed(found: Found, region: Region, parts: Sequence[Part]) -> bool:
    """Tell whether a letter has any line that letters have and chapters have not."""
    return _says_to_whom(found, region, parts) or bool(_FRAME & {part.kind for part in parts})


def _says_to_whom(found: Found, region: Region, parts: Sequence[Part]) -> bool:
    """Tell whether a letter has a line that says so: a header line, "To his Sister", "LETTER IV"."""
    if any(part.kind == "headline" for part in parts):
        return True
    kinds = known(found.languages, "head_prefixes")
    if region.head is not None and kinds.get(region.head.value.prefix) in {"letter", "document"}:
        return True
    tos = to_words(found.languages)
    for part in parts:
        tokens = _WORD.findall(found.page.source.quote(part.span)) if part.kind == "head" else []
        for before, word, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
            if word.lower() in tos and (not before or after[:1].isupper()):
                return True
    return False


def _other_work(found: Found, parts_by_letter: Letters) -> str:
    """Return the word for a part of a work of another kind that heads most of the letters: "SERMON IV."."""
    others = known(found.languages, "other_works")
    times: dict[str, int] = {}
    for _, parts in parts_by_letter:
        above = list(takewhile(lambda part: part.kind not in {"p", "salute"}, parts))
        heads = [_WORD.findall(found.page.source.quote(part.span).lower()) for part in above]
        for token in {
            token for tokens in heads if len(tokens) <= _TITLED for token in tokens
        } & others.keys():
            times[token] = times.get(token, 0) + 1
    word = min(times, key=lambda one: (-times[one], one), default="")
    return word if word and 2 * times[word] > len(parts_by_letter) else ""


def _speaker(found: Found, parts_by_letter: Letters) -> str:
    """Return the name in capitals that stands above the most speeches, if the pieces are a play's."""
    names: dict[str, int] = {}
    prose = 0
    for _, parts in parts_by_letter:
        for part in parts:
            if part.kind in {"p", "salute"}:
                prose += 1
                if said := _SPEAKER.match(found.page.source.quote(part.span)):
                    names[said[1]] = names.get(said[1], 0) + 1
    speeches = sum(times for times in names.values() if times >= _SPEECHES)
    if speeches < max(_SPEECHES * len(parts_by_letter), _SPOKEN * prose):
        return ""
    return min(names, key=lambda one: (-names[one], one), default="")


def _is_little(found: Found, spans: Sequence[Span], parts_by_letter: Letters) -> bool:
    """Tell whether what is addressed is little of the book's text, and of the text of all its letters."""
    size = _bulk(spans)
    book = len(found.page.source.text) - _bulk(licence.span for licence in found.of(LICENCE))
    return size < _LITTLE * book and size < _PARTLY * _bulk(region.span for region, _ in parts_by_letter)


def _bulk(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _dated(parts_by_letter: Letters) -> float:
    return sum(any(part.kind == "dateline" for part in parts) for _, parts in parts_by_letter) / len(
        parts_by_letter
    )


def _is_shown(parts_by_letter: Letters, spoken: Speech | None) -> bool:
    """Tell whether what a title page calls letters shows it: most are dated, or speak to somebody."""
    return _dated(parts_by_letter) > _MOST or (spoken is not None and spoken.share > _MOST)


def _are_dated(parts_by_letter: Letters, spoken: Speech | None) -> bool:
    """Tell whether most pieces are dated, and most speak to somebody, and often: no diary does."""
    return spoken is not None and _dated(parts_by_letter) > _MOST < spoken.share and spoken.often >= _OFTEN


def _is_titled(found: Found, parts_by_letter: Letters) -> bool:
    """Tell whether the title page, or the title of a part right above the first letter, speaks of letters."""
    letters = tuple(known(found.languages, "title_words"))
    fences = [licence.span for licence in found.of(LICENCE)]
    first = parts_by_letter[0][0]
    begins = max(first.head.span.start if first.head else 0, first.span.start)
    front = [line for line in found.page.lines if line.span.end <= begins]
    titles = [line.text for line in front if not any(fence.holds(line.span) for fence in fences)]
    above = [text for text in titles[-_ABOVE:] if text[-1] not in ".,;:!?" and len(text.split()) <= _TITLED]
    return any(
        word.endswith(letters)  # "Feldpostbriefe"
        for text in (*titles[:_TITLE_LINES], *above)
        if len(text) <= _TITLE
        for word in _WORD.findall(text.lower())
    )


def _is_addressed(found: Found, region: Region, parts: Sequence[Part]) -> bool:
    if _is_unknown(found):
        return any(part.kind in {"salute", "signed", "headline"} for part in parts)
    kinds = {part.kind for part in parts}
    first = next((part for part in parts if part.kind == "p"), None)
    if first and "salute.run" in found.kinds(found.line_at(first.span.start)):
        return True
    if {"salute", "valediction", "headline"} & kinds or ({"signed", "label"} & kinds and "dateline" in kinds):
        return True
    head = region.head
    numbers = {"", *(word for la in languages() for word in words(la, "head_prefixes").get("number", ()))}
    if head is not None and (head.value.rest == "names" or head.value.prefix not in numbers):
        return True
    return _says_to_whom(found, region, parts)


def _is_unknown(found: Found) -> bool:
    """Tell whether the main language is one whose salutations nobody has written down."""
    return found.languages[0] not in read_languages()
