"""What stands about a mark that may call a note: the place in the sentence, and the words on either side.

Two things are read, both from a few dozen characters around the mark. Its *place*: what ends before
it, what begins after it; editions have habits here (calls after the stop, before the comma), so a
place has no fixed worth, and `letterbook.settle.calls` learns what it is worth in this edition. And
its *signs*: words that tell of a date, a measure, a reference, a range. These mean the same in every
edition, so that each has a fixed weight, in nats of log odds, and a reason in plain words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from letterbook.model import Span
from letterbook.words import words

_REACH = 48  # code points looked at on either side; a longer gap of blanks is no place for a call anyway

_CLOSERS = "\"'”“’‘»«›‹)]_*"
_HEAD = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*")
_DIGITS = re.compile(r"\d+")
_DAYS = 31  # a number up to this may be the day of a month
_YEARS = 1000  # from here on it may be a year
_SHORT = 3  # a word no longer than this is no counted noun: "is", "as", "was"
_POWERS = (2, 3)
_LISTS = ("paren", "half")  # the styles in which items are numbered, too
_CODE = re.compile(
    r"(?:[^\W\d_]{1,2}|[A-Z]{2,}|(?:[A-Z]\.)+)[.,]?"
)  # "D.", "PW", "B": a number belongs to it
_CROWD = 1  # one more number close by is nothing odd: another call, a year


class Sign(NamedTuple):
    """A word or mark beside the number that speaks for or against a call: nats, and the reason."""

    weight: float
    says: str


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a mark stands: `left` and `right` name what is before and after it, `signs` what else speaks."""

    left: str
    right: str
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


@dataclass(frozen=True)
class Lexicon:
    """The words of one or more languages that say what a number is."""

    months: frozenset[str]
    units: frozenset[str]  # what is counted or measured: stands after the number
    before_time: frozenset[str]  # "at", "um", "vers": an hour follows
    before_count: frozenset[str]  # prepositions, articles, "about", "over": a quantity follows
    abbreviations: frozenset[str]  # of references: a stop after them ends no sentence
    references: frozenset[str]  # "No.", "vol.", "Document": a number of another thing follows
    ordinals: frozenset[str]  # endings set apart: "2 nd"
    joins: frozenset[str]  # "and", "to": a second number follows
    plural: tuple[str, ...]  # how a counted noun may end
    nouns_are_capital: bool  # in German a capital begins no sentence


@cache
def lexicon(languages: tuple[str, ...]) -> Lexicon:
    """Gather the words of some languages."""

    def table(name: str, *keys: str) -> frozenset[str]:
        found: set[str] = set()
        for language in languages:
            rows = words(language, name)
            for key in keys or tuple(rows):
                found.update(word.casefold() for word in rows.get(key, ()))
        return frozenset(found)

    return Lexicon(
        months=table("months"),
        units=table("units"),
        before_time=table("call_before", "time"),
        before_count=table("call_before", "count"),
        abbreviations=table("call_before", "abbreviation"),
        references=table("call_before", "reference", "abbreviation"),
        ordinals=table("call_after", "ordinal"),
        joins=table("call_after", "join"),
        plural=tuple(sorted(table("call_after", "plural"))),
        nouns_are_capital="de" in languages,
    )


def _side_before(before: str, number_claimed: bool) -> str:  # noqa: FBT001 (a plain fact about the text)
    body = before.rstrip()
    gap = before[len(body) :]
    if not body or gap.count("\n") > 1:
        return "start"
    bare = body.rstrip(_CLOSERS)
    if bare and bare[-1] in ".!?…:":
        return "stop"
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
    opened = body.lstrip(_CLOSERS + "„([")
    if opened and opened[0].isalpha():
        return "capital" if opened[0].isupper() else "small"
    return "other"


def read_setting(
    text: str, span: Span, area: Span, style: str, lex: Lexicon, is_claimed: Callable[[int], bool]
) -> Setting:
    """Read where a number stands and what the words beside it say.

    `span` is the whole mark, `area` the stretch of the text within which its neighbours count;
    `is_claimed` tells whether a character belongs to a number that another rule has read.
    """
    before = text[max(area.start, span.start - _REACH) : span.start]
    after = text[span.end : min(area.end, span.end + _REACH)]
    last = span.start - (len(before) - len(before.rstrip())) - 1
    first = span.end + len(after) - len(after.lstrip())
    left = _side_before(before, last >= area.start and is_claimed(last))
    right = _side_after(after, first < area.end and is_claimed(first))
    signs: list[Sign] = []
    digits = _DIGITS.search(text, span.start, span.end)
    value = int(digits.group()) if digits else 0

    tokens = before.split()[-3:] if left != "start" else []
    token = tokens[-1].lstrip(_CLOSERS + "„([") if tokens else ""
    previous = token.rstrip(".").casefold()
    stopped = token != token.rstrip(".,;:!?…" + _CLOSERS)
    dated = len(tokens) > 1 and tokens[-2][:1].isdigit()
    abbreviated = token.endswith(".") and (
        previous in lex.abbreviations
        or (previous in lex.months and len(previous) <= _SHORT + 1 and not dated)
    )
    if abbreviated:
        left, stopped = "word", False
    following = _HEAD.search(after) if right not in ("end", "mark") else None
    rest = following.group().lstrip(_CLOSERS + "„([") if following else ""
    found = _WORD.match(rest)
    upcoming = found.group().casefold().rstrip(".") if found else ""

    if digits:
        if value <= _DAYS and upcoming in lex.months:
            signs.append(Sign(-6.0, "a month stands after it"))
        if previous in lex.months:
            if value <= _DAYS and not dated and not stopped:
                signs.append(Sign(-5.0, "a month stands before it"))
            elif not stopped or value >= _YEARS:
                signs.append(Sign(-2.0, "day and month stand before it"))
        if right != "end" and upcoming in lex.ordinals:
            signs.append(Sign(-6.0, "an ordinal's ending stands after it"))
        if upcoming in lex.units:
            signs.append(Sign(-4.0, f"it counts or measures: “{upcoming}”"))
        elif right == "small" and left == "word" and upcoming.endswith(lex.plural) and len(upcoming) > _SHORT:
            signs.append(Sign(-1.5, f"it may count “{upcoming}”"))
        if not stopped:
            if previous in lex.references:
                signs.append(Sign(-4.0, f"it is the number of something else: “{token}”"))
            elif previous in lex.before_time:
                signs.append(Sign(-3.5, f"an hour follows “{token}”"))
            elif previous in lex.before_count:
                signs.append(Sign(-3.0, f"a count follows “{token}”"))
            elif previous in lex.joins:
                signs.append(Sign(-1.5, f"it is joined to what stands before it by “{token}”"))
        if upcoming in lex.joins and re.match(r"\s*\S+\s+\d", after):
            signs.append(Sign(-3.0, "a second number is joined to it"))
        if previous in lex.joins and len(tokens) > 1 and tokens[-2].rstrip(",;")[-1:].isdigit():
            signs.append(Sign(-2.0, "it is joined to a number before it"))
        if token[-1:] in "£$€¥ƒ#§№" and token:
            signs.append(Sign(-5.0, f"“{token[-1]}” stands before it"))
        if right == "mark" and after[:1] in "%°‰½¼¾'′″":
            signs.append(Sign(-5.0, f"“{after[:1]}” stands after it"))
        if left == "start" and (style in _LISTS or (right == "mark" and after[:1] in ".)")):
            signs.append(Sign(-3.0, "it numbers a paragraph or an item"))
        if style == "superscript" and value in _POWERS and previous in lex.units:
            signs.append(Sign(-6.0, "it is the power of a measure"))
        if style == "glued" and _CODE.fullmatch(token):
            signs.append(Sign(-3.0, f"it belongs to “{token}”"))
        crowd = len(_DIGITS.findall(before[-30:])) + len(_DIGITS.findall(after[:30]))
        if crowd > _CROWD:
            signs.append(Sign(-0.5 * min(crowd - _CROWD, 4), f"{crowd} more numbers stand close by"))
    return Setting(left, right, tuple(signs))
