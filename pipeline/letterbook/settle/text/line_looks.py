"""Tell what a line at a letter's head or foot looks like: a signature, an address, a date, a set phrase."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.model.values import Heading
from letterbook.read.page import Line, Paragraph, in_bracket
from letterbook.rules.headings import is_names, particles, to_words, without_call
from letterbook.rules.set_phrases import begins, phrase_tests
from letterbook.rules.signatures import is_address
from letterbook.words import known, words
from letterbook.words.patterns import any_of, bracket_words, phrases

SHORT = 110  # code points of a line that is no prose
RIGHT = 12  # columns to the right of the prose
_INITIALS = 4  # words of a signature that may be initials, "J. v. H.", each of at most so many letters:
_INITIAL = 3
_ADDRESS = 5  # lines of an address below a letter
_OUTSIDE = 3  # lines of what is written on the outside of a letter
_LINES = 8  # lines of a head or foot that are printed without a blank line between them
_BROKEN = 0.75  # the share of the margin that a line broken on purpose stays below
_SIGNED = 70  # code points of a signature
_SIGNED_WORDS = 7
_DATED_LONG = 90  # code points of a line with place and date
#: What is dated or headed over several lines is one part.
_WHOLE = frozenset({"dateline", "dateline.loose", "headline", "letter.head", "postscript"})
_DATED = frozenset({"dateline", "dateline.loose", "headline"})
_ABBREVIATED = 3  # letters of the shortest abbreviation of a month that counts
_PLACE = 3  # words in small letters beside a date: "abends um zehn"
_LEADS = 3  # words that lead on to a quotation: "Aufschrift:" does not
_TELLING = 25  # words of a paragraph that tell whose it is
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(
    r"“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)|(?<!\w)['‘].*?(?:['’](?!\w)|$)",
    re.DOTALL,
)
_REMARKED = re.compile(r"\s*[(\[][^()\[\]]{1,30}[)\]]\s*")  # "TO JN. (sic) LOWE, ESQ."
#: Initials, two at least, that a heading's number could be taken for: "T.B. M.".
_INITIALS_ALONE = re.compile(r"[^\W\d_]\.\s*(?:[^\W\d_]\.\s*)*[^\W\d_]\.?")
_GAP = re.compile(r"(?<=\S)\s{3,}(?=\S)")
#: A word before the date: what stands behind it is then no place.
_DATE_AND_NAME = re.compile(r"(?P<date>[^\W\d_].*\d\.?),?\s+(?P<name>[^\W\d_][^\d,;:!?]{0,40})", re.DOTALL)
_BRACKETS = "([{"
_QUOTES = '“”"„«»’‘'
_RAISED = frozenset("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_PICTURE = re.compile(rf"\[(?:{bracket_words('picture')})\b[^\[\]]*\]", re.IGNORECASE)
_SIDENOTE = re.compile(rf"\[(?:{bracket_words('margin')}):[^\[\]]*\]", re.IGNORECASE)


class Part(NamedTuple):
    """A paragraph of a letter, what it is (a kind of block, model.BLOCKS), and the finding that says so."""

    paragraph: Paragraph
    kind: str
    finding: Finding | None = None

    @property
    def span(self) -> Span:
        """Return the span of the paragraph."""
        return self.paragraph.span


@cache
def _tests(languages: tuple[str, ...]) -> Mapping[str, Callable[[str], bool]]:
    return phrase_tests(languages)


@cache
def between_us(languages: tuple[str, ...]) -> frozenset[str]:
    """Return the words said between writer and reader: I, my, you."""
    return frozenset(phrases(languages, "between_us", "speaks"))


def speaks(found: Found, text: str) -> bool:
    """Tell whether words are said between writer and reader: I, my, you."""
    return bool(between_us(tuple(found.languages)) & {token.lower() for token in _WORD.findall(text)})


def spoken_share(found: Found, text: str) -> float:
    """Return the share of the words of a text that are said between writer and reader."""
    tokens = _WORD.findall(text.lower())
    between = between_us(tuple(found.languages))
    return sum(token in between for token in tokens) / max(len(tokens), 1)


def addresses(found: Found, text: str) -> bool:
    """Tell whether words are said to somebody: you, your. What they quote does not count."""
    said = set(_WORD.findall(_QUOTED.sub(" ", text)))
    languages = tuple(found.languages)
    return bool(second_person(languages) & {token.lower() for token in said} or _polite(languages) & said)


def is_narrative(found: Found, text: str) -> bool:
    """Tell whether a paragraph behind a close is the editor's: it says neither I nor you, or leads on.

    What it quotes does not count. Of a few words nothing can be told.
    """
    tokens = [token.lower() for token in _WORD.findall(_QUOTED.sub(" ", text))]
    if text.rstrip(" -—–")[-1:] == ":" and len(tokens) >= _LEADS:
        return True
    return len(tokens) >= _TELLING and not between_us(tuple(found.languages)) & set(tokens)


def is_spoken(found: Found, text: str) -> bool:
    """Tell whether words are said between writer and reader; what they quote does not count."""
    return speaks(found, _QUOTED.sub(" ", text))


def is_of_others(found: Found, text: str) -> bool:
    """Tell whether words speak of him or her, and not to you; the editor may say "we"."""
    tokens = {token.lower() for token in _WORD.findall(_QUOTED.sub(" ", text))}
    return bool(_speech(tuple(found.languages), "third") & tokens) and not addresses(found, text)


def is_told(found: Found, text: str, fewest: int) -> bool:
    """Tell whether a few words are an editor's: they speak of him or her, and neither of me nor of you."""
    tokens = [token.lower() for token in _WORD.findall(_QUOTED.sub(" ", text))]
    others = _speech(tuple(found.languages), "third")
    between = between_us(tuple(found.languages))
    return len(tokens) >= fewest and not between & set(tokens) and bool(others & set(tokens))


@cache
def _speech(languages: tuple[str, ...], row: str) -> frozenset[str]:
    return frozenset(phrases(languages, "speech", row))


@cache
def _polite(languages: tuple[str, ...]) -> frozenset[str]:
    """Return the words that call upon somebody only as they are printed: "Sie" does, "sie" does not."""
    return frozenset(
        word for language in languages for row in words(language, "second_person").values() for word in row
    )


@cache
def second_person(languages: tuple[str, ...]) -> frozenset[str]:
    """Return the words for whom one speaks to: you, your."""
    return _speech(languages, "second")


def quoted(found: Found, paragraph: Paragraph) -> str:
    """Return the words of a paragraph."""
    return found.page.source.quote(paragraph.span)


def kinds_of(found: Found, paragraph: Paragraph) -> Mapping[str, Finding]:
    """Return the findings that begin with a paragraph, without those that reach beyond it.

    A date that stands behind a salutation on one line was read with that line, and is the date's alone.
    """
    start, end = paragraph.span
    beside = start > found.page.lines[paragraph.first.index].span.start
    return {
        kind: one
        for kind, one in found.kinds(paragraph.first.index).items()
        if (one.span.start >= start or (beside and kind in _DATED and one.span.end == end))
        and (kind not in _WHOLE or one.span.end <= end or kind == "postscript")
    }


def is_like(found: Found, kind: str, text: str, languages: tuple[str, ...] = ()) -> bool:
    """Tell whether a short line is a set phrase of a kind: "salute", "valediction" ..."""
    plain = _plain(" ".join(text.split()))
    return len(text) <= SHORT and _tests(languages or tuple(found.languages))[kind](plain)


def calls_itself(found: Found, text: str, *rows: str) -> bool:
    """Tell whether a paragraph calls itself a postscript ("ps") or a note ("nb"), however long it is."""
    bare = text.lstrip(_BRACKETS)
    return bare[:1].isupper() and begins(bare, _postscripts(tuple(found.languages), rows))


@cache
def _postscripts(languages: tuple[str, ...], rows: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(phrases(languages, "postscripts", *rows)))


def _plain(text: str) -> str:
    """Return a text with its superscript letters as plain ones: "Sr" for "Sʳ"."""
    return text if text.isascii() else "".join(normalize("NFKC", c) if c in _RAISED else c for c in text)


def broken(found: Found, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Cut paragraphs of lines that are broken on purpose into their lines.

    Such lines stay clear of the margin, or stand to its right. One that begins small goes on with the line
    above: "I am, Sir, / your obedient servant". What a rule has read as one sign stays whole.
    """
    out: list[Paragraph] = []
    for paragraph in paragraphs:
        lines = _parted(found, paragraph)
        reach = max(_BROKEN * found.page.width, SHORT // 2)
        kinds = found.kinds(paragraph.first.index)
        whole = (
            len(lines) <= len(paragraph.lines)
            and not is_like(found, "valediction", lines[0].text)
            and any(kind in _WHOLE and kinds[kind].span.end > lines[0].span.end for kind in kinds)
        )
        if (
            len(lines) == 1
            or len(paragraph.lines) > _LINES
            or whole
            or any(len(line.text) > reach for line in lines)
        ):
            out.append(paragraph)
            continue
        run = [lines[0]]
        for line in lines[1:]:
            if not line.text[:1].islower() and not in_bracket(run[-1], line):
                out.append(Paragraph(tuple(run)))
                run = []
            run.append(line)
        out.append(Paragraph(tuple(run)))
    return out


def _parted(found: Found, paragraph: Paragraph) -> tuple[Line, ...]:
    """Return a paragraph's lines, those parted at a wide gap: "Yours affectionately,       JANE."."""
    out: list[Line] = []
    for line in paragraph.lines:
        gaps = [gap.span() for gap in _GAP.finditer(line.text)]
        whole = _WHOLE & found.kinds(line.index).keys()
        if whole and len(gaps) == 1 and _is_beside_date(found, line.text[: gaps[0][0]]):
            whole = frozenset()
        if len(gaps) != 1 or whole or len(line.text) > SHORT:
            out.append(line)
            continue
        start, end = gaps[0]
        at = line.span.start
        out.append(replace(line, span=Span(at, at + start), text=line.text[:start]))
        out.append(replace(line, span=Span(at + end, line.span.end), text=line.text[end:], blank=0))
    return tuple(out)


def _is_beside_date(found: Found, text: str) -> bool:
    """Tell whether words left of a date are a line of their own: "My Lord,      Paris, 3 May"."""
    return is_like(found, "salute", text) or (text[:1] + text[-1:] in {"()", "[]"})


@cache
def _calendar(languages: tuple[str, ...]) -> frozenset[str]:
    """Return the names of months and weekdays, and their first letters by which they are abbreviated."""
    names = {word.lower() for table in ("months", "weekdays") for word in known(languages, table)}
    return frozenset(name[:size] for name in names for size in range(_ABBREVIATED, len(name) + 1))


def is_dated(found: Found, text: str) -> bool:
    """Tell whether a short line is about a day: a figure, the name of a month or weekday, and no sentence."""
    text = _plain(text)
    if len(text) > _DATED_LONG or text[-1:] in "?!:;" or not any(map(str.isdigit, text)):
        return False
    names = _calendar(tuple(found.languages))
    tokens = _WORD.findall(text)
    small = sum(len(t) > _ABBREVIATED and t[0].islower() and t.lower() not in names for t in tokens)
    return any(t.lower() in names for t in tokens) and small <= _PLACE and not speaks(found, text)


def date_and_name(found: Found, text: str, at: int) -> tuple[Span, Span] | None:
    """Split a line of place, date and signature: "Weimar den 4. März 1782. Rehm."; `at` is its offset."""
    found_ = _DATE_AND_NAME.fullmatch(text)
    if found_ is None or not is_dated(found, found_["date"]):
        return None
    if found_["name"].split()[0].lower() in phrases(tuple(found.languages), "date_words", "in"):
        return None  # "the 12th of May 1814, in Roma"
    names = {token.lower() for token in _WORD.findall(found_["name"])}
    if names & _calendar(tuple(found.languages)) or not is_names(found_["name"], particles(found.languages)):
        return None
    return Span(at, at + found_.end("date")), Span(at + found_.start("name"), at + found_.end("name"))


def is_title(head: Finding[Heading], text: str) -> bool:
    """Tell whether a line that may head a letter cannot sign one: a number that is no initial, or to whom."""
    value = head.value
    if _INITIALS_ALONE.fullmatch(text):
        return False
    prefixed = any(len(word.strip(".")) > 1 for word in value.prefix.split())
    alone = text.rstrip(".")
    return (
        prefixed
        or value.style == "word"
        or (alone.isalpha() and bool(value.number) and not _is_initial(text))
    )


def _is_initial(text: str) -> bool:
    """Tell whether a Roman number is rather the initial of a name: few books have a thousand letters."""
    return len(text) == 2 and text[0] in "CDLM" and text[1] == "."  # noqa: PLR2004 (a letter and a stop)


def is_titled(found: Found, text: str) -> bool:
    """Tell whether a line names a part of a book, or says what it is a picture of: "LETTERS TO A LADY"."""
    tables = ("head_prefixes", "part_words", "title_words")
    named = {word for table in tables for word in known(found.languages, table)}
    tokens = {token.lower() for token in _WORD.findall(text) if len(token) > _INITIAL}
    return bool(named & tokens) or (text[:1] == "[" and ":" in text)


def is_sidenote(text: str) -> bool:
    """Tell whether a paragraph is what a book prints in its margin, as transcribers write it."""
    return bool(_SIDENOTE.fullmatch(text))


def is_picture(text: str) -> bool:
    """Tell whether a paragraph is what a transcriber says of a picture, and the words under it."""
    return _PICTURE.fullmatch(text) is not None


def is_docket(found: Found, text: str) -> bool:
    """Tell whether a paragraph is what somebody else wrote on the letter: "[In another hand:] Recd"."""
    hands = any_of(phrases(tuple(found.languages), "remarks", "hand"), r"\s+")
    return bool(re.match(rf"[\[(](?:{hands})(?!\w)", text.replace("’", "'"), re.IGNORECASE))


def is_titled_name(found: Found, text: str) -> bool:
    """Tell whether a line is a name with a title before it: "Mrs. R. E. Lee", "His Excellency, X"."""
    bare = text.strip(_QUOTES + " ")
    first = bare.partition(" ")[0].lower().rstrip(".,")
    return first in known(found.languages, "person_titles") and is_names(bare, particles(found.languages))


def is_foot_address(found: Found, paragraph: Paragraph, text: str) -> bool:
    """Tell whether short lines are an address as it stands below a letter: "Miss Vane, / Kintbury."."""
    text = _REMARKED.sub(" ", text).strip(_QUOTES + " ")
    to = text.partition(" ")[0].lower() in to_words(found.languages)
    if to and len(paragraph.lines) <= _OUTSIDE and is_superscription(found, text):
        return True
    return (
        len(paragraph.lines) <= _ADDRESS
        and len(text) <= SHORT
        and all(len(line.text) <= SHORT // 2 for line in paragraph.lines)
        and (to or is_address(text, found.languages))
        and is_names(text, particles(found.languages) | to_words(found.languages))
    )


def is_superscription(found: Found, text: str) -> bool:
    """Tell whether a few words say to whom a letter goes: "To my honoured father, Captain Brand, these."."""
    word, _, rest = text.partition(" ")
    return (
        len(text) <= SHORT
        and word.lower() in to_words(found.languages)
        and any(token[0].isupper() for token in rest.split())
        and text[-1] not in ":!?"
        and not is_spoken(found, text)
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
    text = text.strip(_QUOTES)
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
