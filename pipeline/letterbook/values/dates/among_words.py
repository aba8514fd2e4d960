"""Find dates in a line that says other things too: an address, an hour, a remark, who received it.

`lines.read_line` reads a line of which every word is accounted for. Lines above and below a letter often say
more ("No. 9 Long Row, 4 February (old style), 1834", "(Endorsed: recd. Aug. 13, 1833)"). This module reads
the dates among the words, each with the role that the words before it give. Use it only for lines where
letters have their dates: in prose a date may be that of anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from letterbook.model import Basis, Cert, Span, When
from letterbook.values.dates.phrases import Phrase, read_phrase
from letterbook.values.dates.reading import Context, Reading, Refusal, Unread
from letterbook.values.dates.spans import state
from letterbook.values.dates.tokens import Token, is_given_name, tokenise
from letterbook.words import languages, patterns
from letterbook.words.patterns import any_of, phrases

_INSIDE = frozenset("noykaqrRKmtwsfpcBTbVYIDOPiujJL./,-[]?():;FHQNghedTEU")
_STARTS = frozenset("noykqmwpbrcBTsfKeEUt[(P-")
_ENDS = frozenset("nomykaqrRIKwsfepNghDL])?E")
_MONTH = 5  # how exact a month and its year are, and
_YEAR = 3  # a weekday and a year
_LONGEST = 24  # tokens of a date
_JOINED = re.compile(r"(?:[^\W_]|[*…])\Z")
_LED_IN = frozenset("_XnkoaryR!")  # a word or number right before a month: more is said than is read
_YEAR_AGAIN = re.compile(r"\s*[\[(]\s*(?P<year>1\d{3})\s*[\])]")
_DASHED = re.compile(r"(?<=[\s.])-{2,3}(?=[\s,][\s,]*(?:[^\W\d_]|\d{4}))")  # a day left out: "Jan. --, 1868"
_OPENED = re.compile(r"[\[(](?:[^\[\]()]*[.;])?\s*\Z")  # a bracket, or a sentence in it, begins
_WEEKDAY_WITHIN = re.compile(r"(?<=m)[.,]*(?P<day>w[eh]*[.,]*)(?=[yY])")  # over the signs of tokens
_COMMA = re.compile(r"\d\w*\s*,\s*[^\W\d_]")


class Among(NamedTuple):
    """A date among other words: what it says, how exact it is, and the first and last of its tokens."""

    reading: Reading
    exactness: int
    first: int
    last: int


@cache
def _meant(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a day or year that the editor mends in brackets: "3rd [for 2d]", "23 [? 24]"."""
    said = any_of(phrases(languages, "date_words", "meant"), patterns.ANY_SPACE)
    return re.compile(
        rf"(?<!\w)\d{{1,4}}[^\W\d_]{{0,3}}\.?\s*\[\s*(?:(?i:{said})(?!\w)\.?|(?P<doubt>\?))\s*(?P<new>\d{{1,4}}[^\W\d_]{{0,3}})\.?\s*(?P<end>\])"
    )


def _mended(text: str, context: Context) -> tuple[str, list[tuple[Span, bool]]]:
    """Put what the editor holds for right in the place of what is printed, with blanks for all else.

    Returns the text, as long as before, and where it was mended, each with whether the editor doubts.
    """
    spans = []
    for found in list(_meant(context.languages).finditer(text)):
        new = Span(*found.span("new"))
        spans.append((new, found["doubt"] is not None))
        text = (
            text[: found.start()]
            + " " * (new.start - found.start())
            + text[new.start : new.end]
            + " " * (found.end() - new.end)
            + text[found.end() :]
        )
    return text, spans


def find_in_line(text: str, context: Context) -> list[Reading]:
    """Return the dates in a line or block of lines, in order, each with its role ("postmark" ...).

    A weekday alone is a reading that inherits "weekday"; a month or a year alone, or the number of a day
    alone, is none.
    """
    text, mended = _mended(_DASHED.sub(lambda dash: " " * len(dash.group()), text), context)
    tokens = tokenise(text, context.languages, prose=True)
    if isinstance(tokens, Refusal):
        return []
    tokens = _parted(text, tokens)
    found: list[Among] = []
    start = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or tokens[at].sign not in _INSIDE:
            found += _in_run(text, tokens, start, at, context)
            start = at + 1
    readings = [_with_role(text, tokens, one, found) for one in sorted(found, key=lambda one: one.first)]
    return [_by_editor(reading, mended) for reading in readings]


def _parted(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with the words that begin a sentence told apart from those of dates.

    "June 3. I suppose": no January. "March 14. On March 9th": the 14th is not that of the second March. A
    weekday between a month and its year is left out: "April, Saturday, 1785". "4. Van Jan Kops" has no month.
    """
    out: list[Token] = []
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        small = after is not None and text[after.start].islower()
        pronoun = text[token.start : token.end] == "I" and token.sign in "rR" and small  # no "V d'agosto"
        begins = token.sign in "PO" and text[token.start].isupper() and _ends_day(tokens, at)
        of = out[-1] if out and out[-1].sign == "O" and text[out[-1].start].isupper() else None
        named = (
            of is not None and after is not None and after.sign == "A" and is_given_name(text, token, after)
        )
        out.append(token._replace(sign="_") if pronoun or begins or named else token)
    signs = "".join(token.sign for token in out)
    left = {at for found in _WEEKDAY_WITHIN.finditer(signs) for at in range(*found.span("day"))}
    return [token for at, token in enumerate(out) if at not in left]


def _ends_day(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a day, its month before it, and a stop stand before a word: "March 14. On"."""
    return "".join(token.sign for token in tokens[max(0, at - 3) : at]) in {"mn.", "mo."}


def _by_editor(reading: Reading, mended: Sequence[tuple[Span, bool]]) -> Reading:
    """Say of a date that the editor mended that it is the editor's."""
    for span, doubt in mended:
        if reading.span.meets(span):
            cert = Cert.LOW if doubt else Cert.HIGH
            return reading._replace(cert=cert, basis=Basis.CONJECTURE if doubt else Basis.EXTERNAL)
    return reading


def _in_run(text: str, tokens: Sequence[Token], start: int, end: int, context: Context) -> list[Among]:
    """Return the dates of a run of tokens that may be parts of dates: the most exact first, none in two."""
    free = [(start, end)]
    found: list[Among] = []
    while free:
        low, high = free.pop()
        best = _best(text, tokens, low, high, context)
        if best is not None:
            found.append(best)
            free += [(low, best.first), (best.last, high)]
    return found


def _best(text: str, tokens: Sequence[Token], low: int, high: int, context: Context) -> Among | None:
    best: tuple[tuple[float, int, int], Among] | None = None
    signs = [token.sign for token in tokens[low:high]]
    if not set(signs) & set("mtsfwynE"):
        return None
    for first in range(low, high):
        if tokens[first].sign not in _STARTS:
            continue
        for last in range(min(high, first + _LONGEST), first, -1):
            if tokens[last - 1].sign not in _ENDS:
                continue
            try:
                phrase = read_phrase(text, tokens[first:last], context)
            except Unread:
                continue
            exactness = _exactness(phrase, tokens[first:last]) if phrase else 0
            if phrase is None or not exactness or _goes_on(text, tokens, first, last):
                continue
            if _is_led(tokens, first) and (exactness == _MONTH or (phrase.said and phrase.said.name)):
                continue  # "nonis Januarii 1498", "May the something, 1851", "postridie Epiphaniae 1521"
            if phrase.inherits == "year" and last < len(tokens) and _is_year_left(text, tokens, last):
                continue
            comma = _COMMA.match(text, tokens[first].start) is not None
            rank = (2 * exactness - comma, last - first, -first)
            if best is None or rank > best[0]:
                best = (rank, Among(state(tokens[first:last], phrase, context), exactness, first, last))
    return best[1] if best else None


def _goes_on(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a number goes on at either end: "12" of "No. 12-14", "1 May 18**"."""
    before = text[: tokens[first].start]
    after = text[tokens[last - 1].end :]
    return bool(_JOINED.search(before)) or bool(re.match(r"[^\W_]|\*|[.,:]\d|\.{2}", after))


def _exactness(phrase: Phrase, tokens: Sequence[Token]) -> int:
    """Return how much a phrase says, 0 where it is too little to be a date among other words."""
    said = phrase.said
    if phrase.inherits == "date":
        return 1
    if said is None:
        word = next((t for t in tokens if t.sign == "w"), None)
        return 1 if word is not None and word.end - word.start >= 5 else 0  # noqa: PLR2004 ("Mon." is a name)
    if said.year is None and said.month is not None and not {"m", "r"} & {token.sign for token in tokens}:
        return 0  # "12. 3"
    if said.day is not None and (said.month is not None or said.republican):
        return 6 if said.year is not None else 4
    if said.month is not None:
        return _MONTH if said.year is not None else 0
    if said.name is not None or said.part is not None:
        return 4 if said.year is not None else 0
    # a weekday and a year: "Friday [1834]"
    return _YEAR if phrase.weekday is not None and any(token.sign == "y" for token in tokens) else 0


def _with_role(text: str, tokens: Sequence[Token], one: Among, found: Sequence[Among]) -> Reading:
    """Give a date the role that a word before it says, and note the editor's brackets."""
    behind = max((other.last for other in found if other.last <= one.first), default=0)
    between = tokens[behind : one.first]
    said = next((token for token in reversed(between) if token.sign == "Z"), None)
    if said is not None and re.search(r"[)\]]", text[said.end : tokens[one.first].start]):
        said = None
    role = said.row if said else "postmark" if _is_post_marked(text, between) else None
    reading = one.reading
    before = text[: reading.span.start]
    inside = before.rfind("[") > before.rfind("]") and "]" in text[reading.span.end :]
    if inside and reading.cert is None:
        reading = reading._replace(cert=Cert.HIGH, basis=Basis.EXTERNAL)
    reading = _bounded(_amended(text, reading), between)._replace(role=role)
    behind_it = [token for token in tokens[one.last : one.last + 3] if token.sign == "Z"]
    if role is None and behind_it and behind_it[0].row == "postmark" and text[behind_it[0].start - 1] in "[(":
        return reading._replace(cert=Cert.LOW, basis=Basis.CONJECTURE)  # "August 14, 1844 [postmark]"
    return reading


def _bounded(reading: Reading, between: Sequence[Token]) -> Reading:
    """Let the later of two times bound a date, where the earlier is not read: "late May or early June"."""
    signs = "".join(token.sign for token in between[-2:])
    if signs not in {"mJ", "pJ"} or reading.inherits is not None or reading.when.custom is not None:
        return reading
    last = reading.when.when or reading.when.not_after or reading.when.end
    return reading._replace(when=When(not_after=last)) if last else reading


def _is_post_marked(text: str, between: Sequence[Token]) -> bool:
    """Tell whether a bracket begins with "P.M." and the date follows: "[P.M. May 3, 1801.]" is a postmark.

    An hour stands before the "P.M." that means the afternoon.
    """
    marks = [token for token in between if token.sign not in "[]()"]
    return bool(marks) and marks[-1].row == "pm" and bool(_OPENED.search(text[: marks[-1].start]))


@cache
def _doubted() -> re.Pattern[str]:
    """Return the bracket that doubts what stands before it: "[sic]", "(?)"."""
    thus = any_of(phrases(languages(), "remarks", "thus"))
    return re.compile(rf"\.?\s*[\[(]\s*(?:{thus}|\?|!)", re.IGNORECASE)


def _amended(text: str, reading: Reading) -> Reading:
    """Let the editor's bracket behind a date count: another year ("1842 [1843]"), or a doubt ("[sic]")."""
    end = reading.span.end
    again = _YEAR_AGAIN.match(text, end)
    if again and reading.when.when and reading.when.when[:4].isdigit() and reading.when.custom is None:
        when = When(when=again["year"] + reading.when.when[4:])
        return reading._replace(when=when, cert=Cert.HIGH, basis=Basis.EXTERNAL, notes=())
    if _doubted().match(text, end):
        return reading._replace(cert=Cert.LOW, basis=Basis.CONJECTURE)
    return reading


def _is_led(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a word or number stands right before a month, which may be its day."""
    before = [token.sign for token in tokens[:first] if token.sign not in "[]()"]
    return bool(before) and before[-1] in _LED_IN


def _is_year_left(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Tell whether a number stands behind a date without a year that may be its year: "19. Juny XIX".

    A single capital is a word: "Jan. 7. I went".
    """
    at = last
    while at < len(tokens) and tokens[at].sign in ".,":
        at += 1
    if (
        at == len(tokens)
        or tokens[at].sign not in "nkaryR"
        or (tokens[at].sign == "r" and tokens[at].end - tokens[at].start == 1)
        or "\n" in text[tokens[last - 1].end : tokens[at].start]
    ):
        return False
    return at + 1 == len(tokens) or tokens[at + 1].sign not in "hgFHQ:"
