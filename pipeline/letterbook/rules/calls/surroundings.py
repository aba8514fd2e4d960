"""Read what stands around a mark that may call a note: its place in the sentence, and the words beside it.

Two things are read, from a few dozen characters on either side. The *place* is what ends before the mark
and what begins after it. Editions have habits here (calls after the stop, before the comma), so a place has
no fixed weight; `settle/calls` learns what it is worth in one edition. The *signs* are words that tell of a
date, a measure, a reference, a range. They mean the same in every edition, so each has a fixed weight, in
nats of log odds, and a reason in plain words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from letterbook.model import Span
from letterbook.rules.calls import weights
from letterbook.rules.calls.words_beside import Lexicon

#: Raised figures as plain ones.
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_REACH = 48  # code points looked at on either side; a longer gap of blanks is no place for a call anyway

_CLOSERS = "\"'”“’‘»«›‹)]_*"
_STOPS = ".,;:!?…" + _CLOSERS
_BRACKETS = _CLOSERS + "„(["
_HEAD = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*")
_DIGITS = re.compile(r"[0-9⁰¹²³⁴-⁹]+")
_LEADER = re.compile(r"(?<!\.)\.\.\Z|\.{4}\Z")  # dots that lead the eye to a figure; three are an ellipsis
_JOINED = re.compile(r"\s*\S+\s+[0-9]")  # "12 and 13"
_DAYS = 31  # a number up to this may be the day of a month
_YEARS = 1000  # from here on it may be a year
_SHORT = 4  # a month no longer than this, with a stop, is shortened: "Oct."
_POWERS = (2, 3)
_LISTS = ("paren", "half")  # the styles in which items are numbered, too
_CODE = re.compile(
    r"(?:[^\W\d_]{1,2}|[A-Z]{2,}|(?:[A-Z]\.)+)[.,]?"
)  # "D.", "PW", "B": a number belongs to it
_DECIMAL = re.compile(r"(?<![0-9])(?![12][0-9]{3}[.,])[0-9]+[.,:]\Z")  # but "in 1776.12" ends with a call
_NEAR = 30  # code points on either side within which other numbers make a crowd
_CROWD = 1  # one more number close by is nothing odd: another call, a year


class Sign(NamedTuple):
    """A word or mark beside the number that speaks for or against a call: nats, and the reason."""

    weight: float
    says: str


class Setting(NamedTuple):
    """Where a mark stands: `left` and `right` name what is before and after it, `signs` what else speaks.

    `attached` tells whether no blank stands before the mark.
    """

    left: str
    right: str
    attached: bool = False
    signs: tuple[Sign, ...] = ()

    @property
    def weight(self) -> float:
        """Return what the signs weigh together."""
        return sum(sign.weight for sign in self.signs)


#: What a setting's sides are called in a reason.
SAYS_LEFT = {
    "stop": "a sentence ends before it",
    "clause": "a clause ends before it",
    "close": "a bracket or quotation closes before it",
    "word": "a word stands before it",
    "number": "a number stands before it",
    "start": "a paragraph begins with it",
    "claimed": "it follows a number that has another meaning",
    "other": "a dash or sign stands before it",
}
SAYS_RIGHT = {
    "end": "a paragraph ends after it",
    "capital": "a capital follows",
    "small": "the sentence goes on after it",
    "mark": "a punctuation mark follows at once",
    "number": "a number follows",
    "claimed": "a number of another meaning follows",
    "other": "a dash or sign follows",
}


def _side_before(before: str, number_claimed: bool) -> str:  # noqa: FBT001 (a plain fact about the text)
    body = before.rstrip()
    gap = before[len(body) :]
    if not body or gap.count("\n") > 1:
        return "start"
    bare = body.rstrip(_CLOSERS)
    if bare and bare[-1] in ".!?…:":
        return "other" if _LEADER.search(bare) else "stop"
    last = body[-1]
    if last in ",;":
        return "clause"
    if last in _CLOSERS:
        return "close"
    if last.isdigit():
        return "claimed" if number_claimed else "number"
    return "word" if last.isalpha() else "other"


def _side_after(after: str, number_claimed: bool) -> str:  # noqa: FBT001 (a plain fact about the text)
    body = after.lstrip()
    gap = after[: len(after) - len(body)]
    if not body or gap.count("\n") > 1:
        return "end"
    first = body[0]
    if not gap and first not in "—–-":
        return "mark"
    if first.isdigit():
        return "claimed" if number_claimed else "number"
    opened = body.lstrip(_BRACKETS)
    if opened and opened[0].isalpha():
        return "capital" if opened[0].isupper() else "small"
    return "other"


class _Beside(NamedTuple):
    """The words beside a mark: `token` as printed before it, `previous` and `upcoming` as compared.

    `month_before` and `month_after` tell whether they are months, `stopped` whether a stop or comma
    parts the token from the mark, `dated` whether a number stands before the token ("8 October");
    `value` is the number, `tokens` the last words before it.
    """

    before: str
    after: str
    tokens: tuple[str, ...]
    token: str
    previous: str
    upcoming: str
    month_before: bool
    month_after: bool
    stopped: bool
    dated: bool
    value: int
    left: str
    right: str


class Reader(NamedTuple):
    """Reads the settings of marks; `is_claimed` tells whether another rule has read what is at an offset."""

    text: str
    lex: Lexicon
    is_claimed: Callable[[int], bool]

    def setting(self, span: Span, area: Span, style: str) -> Setting:
        """Read where a mark stands within its area, and what the words beside it say of its number."""
        beside = self._look(span, area)
        signs: list[Sign] = []
        if self.text[span.start : span.end].strip("[]()^{}")[:1].isdigit():
            signs += _date_signs(beside, self.lex)
            signs += _word_signs(beside, self.lex)
            signs += _crowd_signs(beside, self.lex) if style == "bare" else []
            signs += _style_signs(beside, self.lex, style)
        attached = bool(beside.before) and not beside.before[-1].isspace()
        return Setting(beside.left, beside.right, attached, tuple(signs))

    def _look(self, span: Span, area: Span) -> _Beside:
        before = self.text[max(area.start, span.start - _REACH) : span.start]
        after = self.text[span.end : min(area.end, span.end + _REACH)]
        last = span.start - (len(before) - len(before.rstrip())) - 1
        first = span.end + len(after) - len(after.lstrip())
        left = _side_before(before, last >= area.start and self.is_claimed(last))
        right = _side_after(after, first < area.end and self.is_claimed(first))
        tokens = before.split()[-2:] if left != "start" else []
        token = tokens[-1].lstrip(_BRACKETS) if tokens else ""
        previous = token.rstrip(_STOPS).casefold()
        dated = len(tokens) > 1 and tokens[-2][:1].isdigit()
        stopped = token != token.rstrip(_STOPS)
        month_before = bool(previous) and self.lex.is_month(token.rstrip(_STOPS))
        short_month = month_before and len(previous) <= _SHORT and not dated
        if token.endswith(".") and (previous in self.lex.abbreviations or short_month):
            left, stopped = "word", False
        head = _HEAD.search(after) if right not in ("end", "mark") else None
        word = _WORD.match(head.group().lstrip(_BRACKETS)) if head else None
        digits = _DIGITS.search(self.text, span.start, span.end)
        return _Beside(
            before=before,
            after=after,
            tokens=tuple(tokens),
            token=token,
            previous=previous,
            upcoming=word.group().casefold().rstrip(".") if word else "",
            month_before=month_before,
            month_after=word is not None and self.lex.is_month(word.group()),
            stopped=stopped,
            dated=dated,
            value=int(digits.group().translate(LOWERED)) if digits else 0,
            left=left,
            right=right,
        )


def _date_signs(at: _Beside, lex: Lexicon) -> Iterator[Sign]:
    if at.value <= _DAYS and at.month_after:
        yield Sign(weights.MONTH_AFTER, "a month stands after it")
    if at.month_before and (not at.stopped or at.value >= _YEARS):
        if at.value <= _DAYS and not at.dated:
            yield Sign(weights.MONTH_BEFORE, "a month stands before it")
        else:
            yield Sign(weights.DATE_BEFORE, "day and month stand before it")
    if at.upcoming in lex.ordinals:
        yield Sign(weights.ORDINAL_ENDING, "the ending of an ordinal stands after it")


def _word_signs(at: _Beside, lex: Lexicon) -> Iterator[Sign]:
    if at.upcoming in lex.units:
        yield Sign(weights.MEASURES, f"it counts or measures: “{at.upcoming}”")
    elif (at.left, at.right) == ("word", "small") and lex.is_plural(at.upcoming):
        yield Sign(weights.PLURAL_AFTER, f"it may count “{at.upcoming}”")
    if at.stopped:
        return
    if at.previous in lex.references and len(at.tokens) > 1 and at.tokens[-2].casefold() in lex.articles:
        yield Sign(weights.REFERS_BY_ARTICLE, f"“{at.token}” may refer to something of this number")
    elif at.previous in lex.references:
        yield Sign(weights.REFERS, f"it is the number of something else: “{at.token}”")
    elif at.previous in lex.before_time:
        yield Sign(weights.HOUR, f"an hour follows “{at.token}”")
    elif at.previous in lex.before_count:
        yield Sign(weights.COUNT, f"a count follows “{at.token}”")
    elif at.previous in lex.joins:
        yield Sign(weights.JOINED_BY_WORD, f"“{at.token}” joins it to what stands before it")


def _crowd_signs(at: _Beside, lex: Lexicon) -> Iterator[Sign]:
    if at.upcoming in lex.joins and _JOINED.match(at.after):
        yield Sign(weights.JOINS_ANOTHER, "a second number is joined to it")
    if at.previous in lex.joins and len(at.tokens) > 1 and at.tokens[-2].rstrip(",;")[-1:].isdigit():
        yield Sign(weights.JOINED_TO_NUMBER, "it is joined to a number before it")
    crowd = len(_DIGITS.findall(at.before[-_NEAR:])) + len(_DIGITS.findall(at.after[:_NEAR]))
    if crowd > _CROWD:
        few = min(crowd - _CROWD, weights.CROWD_MOST)
        yield Sign(weights.CROWD * few, f"{crowd} more numbers stand close by")


def _style_signs(at: _Beside, lex: Lexicon, style: str) -> Iterator[Sign]:
    if at.token and at.token[-1] in "£$€¥ƒ#§№":
        yield Sign(weights.MONEY_BEFORE, f"“{at.token[-1]}” stands before it")
    if at.right == "mark" and at.after[0] in "%°‰½¼¾'′″":
        yield Sign(weights.MEASURE_AFTER, f"“{at.after[0]}” stands after it")
    if at.left == "start" and (style in _LISTS or (at.right == "mark" and at.after[0] in ".)")):
        yield Sign(weights.NUMBERS_ITEM, "it numbers a paragraph or an item")
    elif style in _LISTS and at.before.rstrip().endswith(":"):
        yield Sign(weights.AFTER_COLON, "an enumeration begins after a colon")
    elif style == "bare" and at.after[:1] == ")" and at.before.rfind("(") <= at.before.rfind(")"):
        yield Sign(
            weights.CLOSES_ITEM, "a bracket that was not opened closes after it, as after an item's number"
        )
    if style == "superscript" and at.value in _POWERS and at.previous in lex.units:
        yield Sign(weights.POWER, "it is the power of a measure")
    if style == "glued" and _DECIMAL.search(at.before):
        yield Sign(weights.DECIMAL, "it may be the end of a decimal")
    if style == "glued" and _CODE.fullmatch(at.token):
        yield Sign(weights.PART_OF_WORD, f"it belongs to “{at.token}”")
