"""Tell which lines bid farewell: "Believe me yours,", "Ich bin Dein", "Je te serre la main.", "Love to all.".

What begins as a farewell may go on as any sentence does: "Your house is let.". A line with a stop behind it
is a farewell only if most of its words of weight are those of farewells (gold/FORMAT.md: what counts as one).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import takewhile

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.read.page import Paragraph
from letterbook.rules.headings import is_names, particles
from letterbook.settle.text.line_looks import SHORT, Part, between_us, is_like, quoted, second_person, speaks
from letterbook.words import known, words
from letterbook.words.patterns import any_of, phrases

_LONG = 160  # code points of a farewell that is a sentence of its own, over two lines
_TWO = 2  # lines of such a sentence, at most
_LONGEST, _LINES = 320, 4  # code points and lines of one that its signature ends
_SENTENCES = 12  # words of a farewell, at most, if it is two sentences, or says more than adieu
_SENTENCE_END = re.compile(r"[^\W\d_]{4,}[.!?]\s+[^\W\d_]\S+\s+\S.*\.$", re.DOTALL)
_INNER_END = re.compile(r"[^\W\d_]{3,}[.!?]\s")
_MOST = 0.5  # the share of the words of weight that must be a farewell's
_FEWEST = 2  # words of weight of a farewell that begins like none, or is long
_NAMES = 0.25  # of the words of a farewell may be names, at most
_WEIGHT = 3  # letters of a word of weight
_CUT = 6  # words of a valediction that is cut short
_SIGNED = 70  # code points of a line that signs
_NAMED = 5  # words of a line that says who writes: "Deine alte Großmutter."
_STOPS = ".!?…:;"
_RUN_TOGETHER = re.compile(r"[A-Z]{2}[a-z]")  # "FSchmidt": whose that is, the line as a whole may tell
_WORD = re.compile(r"[^\W\d_]+")
_EDGE = "_=~*„“”\"'’»«)] "
#: What parts the words above a valediction from it: "A bientôt.--Ton ami,", "Dear Sir, your servant,".
_BREAKS = re.compile(r"[.!]?\s*--+\s*|\s*—\s*|[.!]\s+|,\s+")

#: A name in capitals, or initials and a name in capitals, at the end of a line.
_FAREWELL_AND_NAME = re.compile(
    r"(?P<said>.+?,)\s+(?P<name>[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,3})", re.DOTALL
)


def is_farewell(found: Found, unit: Paragraph, kinds: Mapping[str, Finding]) -> bool:
    """Tell whether a line, or a paragraph of two lines, bids farewell."""
    text = quoted(found, unit)
    languages = found.tongues.at(unit.span.start)
    if any(text.startswith(printed) for printed, _ in found.layout.signatures):
        return False  # the editor says that it signs
    long = len(text) > SHORT or (len(text.split()) >= _SENTENCES and _SENTENCE_END.search(text))
    if long:
        brief = len(text) <= _LONG and len(unit.lines) <= _TWO
        return brief and _is_sentence(languages, text, fewest=_FEWEST)
    if ends_farewell(found, text, languages):
        return True
    begins = "valediction" in kinds or is_like(found, "valediction", text, languages)
    if text.rstrip(_EDGE)[-1:] not in _STOPS:
        return begins
    if not _beginnings(languages):
        return begins  # a language without words of farewells
    ends = _WORD.findall(text.lower())[-1:]
    said = begins or (bool(ends) and ends[0] in _yours(languages))  # "Heartily yours."
    return _is_sentence(languages, text, fewest=1 if said else _FEWEST, begins=begins)


def leads_to_name(found: Found, unit: Paragraph) -> bool:
    """Tell whether a paragraph is a farewell that only the signature below it ends, however long it is.

    "With kind regards to all, I remain, very sincerely (and you know how seldom I say so),".
    """
    text = quoted(found, unit)
    languages = found.tongues.at(unit.span.start)
    if len(text) > _LONGEST or len(unit.lines) > _LINES or text.rstrip(_EDGE)[-1:] != ",":
        return False
    if is_like(found, "valediction", text[:SHORT], languages):
        return True
    parted = _BREAKS.split(text)
    whole = len(unit.lines) <= _TWO and not _INNER_END.search(text)
    return whole and any(is_like(found, "valediction", f"{one},", languages) for one in parted)


def says_who_writes(found: Found, text: str) -> bool:
    """Tell whether a line says who writes by what he is to the reader: "Deine Großmutter.", "Votre ami."."""
    tokens = [token.lower() for token in _WORD.findall(text)]
    languages = tuple(found.languages)
    return (
        1 < len(tokens) <= _NAMED
        and text.rstrip(_EDGE)[-1:] != ","
        and tokens[0] in second_person(languages)
        and tokens[-1] in _writers(languages)
    )


def yours_and_name(found: Found, text: str, at: int) -> tuple[Span, Span] | None:
    """Split words like "your" from the name in a signature line; `at` is the line's offset.

    "Dein K. Brandt.", "Ihr treuer Freund Karl Brandt.", "Matthias tuus.". "Ihr Freund" names nobody.
    """
    if (
        not text.strip()
        or len(text) > _SIGNED
        or text[-1:] in ",;:!?"
        or any(map(str.isdigit, text))
        or _RUN_TOGETHER.search(text)
    ):
        return None
    languages = tuple(found.languages)
    pieces = list(re.finditer(r"\S+", text))
    low = [piece[0].lower().strip(",.") for piece in pieces]
    if low[-1] in second_person(languages) and pieces[-1][0].islower() and not bids_alone(found, low[-1]):
        behind = next(n for n in range(len(low), -1, -1) if n == 0 or not _says_who(languages, low[n - 1]))
        own, name = (pieces[behind].start(), len(text)), (0, pieces[behind - 1].end() if behind else 0)
    else:
        led = int(low[0] in known(languages, "head_articles"))  # "Il vostro amico Giovanni Ferri."
        who = list(takewhile(lambda word: _says_who(languages, word), low[led:]))
        size = led + len(who)
        if size == len(low) == 2 and not bids_alone(found, low[0]):  # noqa: PLR2004 ("Dein Liebmann.")
            size = 1
        if not second_person(languages) & set(who) or size == len(low):
            return None
        if size > 1 and "," in text:
            return None  # "Your affectionate friend, C. Darwin" is farewell and name
        own, name = (0, pieces[size - 1].end()), (pieces[size].start(), len(text))
    said = text[slice(*name)]
    told = known(found.languages, "person_words").keys() | _writers(languages)
    if (
        not is_names(said, particles(found.languages))
        or {word.lower() for word in _WORD.findall(said)} & told
    ):
        return None
    return Span(at + own[0], at + own[1]), Span(at + name[0], at + name[1])


@cache
def _says_who(languages: tuple[str, ...], word: str) -> bool:
    """Tell whether a word says who somebody is to the reader, or how: "dein", "treuer", "Freund"."""
    return word in second_person(languages) | _writers(languages) or word.startswith(_beginnings(languages))


def pronouns_and_names(found: Found, parts: Sequence[Part]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the words before the names of a letter's signatures, "Dein", and what signs."""
    yours: list[Span] = []
    names: list[Span] = []
    for part in parts:
        if part.kind == "signed":
            both = yours_and_name(found, quoted(found, part.paragraph), part.span.start)
            yours += both[:1] if both else ()
            names.append(both[1] if both else part.span)
    return tuple(yours), tuple(names)


def bids_alone(found: Found, word: str) -> bool:
    """Tell whether a word before a name is a farewell of its own, "Yours", and not a pronoun: "Dein"."""
    return word.lower().strip(".,") in _row(tuple(found.languages), "alone")


def ends_farewell(found: Found, text: str, languages: tuple[str, ...] = ()) -> bool:
    """Tell whether a line ends as a valediction does: "and always yours,", "I have, &c."."""
    languages = languages or tuple(found.languages)
    tokens = _WORD.findall(text.lower())
    if not tokens:
        return False
    if _cut_short(languages).search(text):
        return speaks(found, text) and len(text.split()) <= _CUT  # "J'ai l'honneur d'être, etc.": four words
    led = text[-1] == "," or text.endswith(("--", "—"))
    if led and tokens[-1] in _yours(languages):
        return True
    if led or text[-1].isalpha():
        *above, last = _BREAKS.split(text.rstrip(" ,-—"))
        return bool(above) and bool(last) and is_like(found, "valediction", f"{last},", languages)
    return False


def farewell_and_name(found: Found, text: str, at: int) -> tuple[Span, Span] | None:
    """Split a line that is farewell and signature: "Yours sincerely, CHARLES DARWIN."; `at` is its offset."""
    parted = _FAREWELL_AND_NAME.fullmatch(text) if len(text) <= SHORT else None
    if parted is None or not (parted["name"].isupper() or _is_full_name(found, parted["name"])):
        return None
    said, languages = parted["said"], found.tongues.at(at)
    if not (is_like(found, "valediction", said, languages) or ends_farewell(found, said, languages)):
        return None
    return Span(at, at + parted.end("said")), Span(at + parted.start("name"), at + parted.end("name"))


def _is_sentence(languages: tuple[str, ...], text: str, *, fewest: int, begins: bool = False) -> bool:
    """Tell whether a sentence does nothing but bid farewell; so many of its words, at least, say so.

    One that `begins` as farewells do may say who writes, "Ta cousine dévouée.", or no more: "Tout à vous.".
    """
    low = " ".join(text.lower().replace("’", "'").split()).strip(_EDGE)
    if "?" in text:
        return False
    tokens = _WORD.findall(low)
    if len(tokens) <= _SENTENCES and _leaves(languages).match(low):
        return True
    names = {t.lower() for t in _WORD.findall(text)[1:] if t[:1].isupper()}
    capital = names if len(names) <= _NAMES * len(tokens) else set()  # in German every noun has a capital
    weighty = [
        t
        for t in tokens
        if len(t) >= _WEIGHT
        and t not in _light(languages)
        and t not in known(languages, "and_so_on")
        and (t not in capital or t.startswith(_beginnings(languages)))
    ]
    writers = _writers(languages) if begins else frozenset()
    said = sum(t.startswith(_beginnings(languages)) or t in writers for t in weighty)
    return (said >= fewest and said > _MOST * len(weighty)) or (
        not weighty and bool(tokens) and (begins or tokens[0] in _yours(languages))
    )


def _is_full_name(found: Found, text: str) -> bool:
    """Tell whether words are a given name or initials, and a surname: "R. E. Lee", not "dear Madam"."""
    tokens = [token.lower() for token in _WORD.findall(text)]
    languages = tuple(found.languages)
    said = known(languages, "person_titles").keys() | _writers(languages) | _light(languages)
    capital = all(token[:1].isupper() for token in text.split())
    plain = not any(t in said or t.startswith(_beginnings(languages)) for t in tokens if len(t) >= _WEIGHT)
    return len(tokens) > 1 and capital and plain and is_names(text, particles(found.languages))


@cache
def _light(languages: tuple[str, ...]) -> frozenset[str]:
    """Return the words without weight: the commonest, and those for the persons who speak."""
    common = {
        word
        for language in languages
        for word in (
            *words(language, "language").get("common", ()),
            *(word for row in words(language, "speech").values() for word in row),
        )
    }
    return frozenset(common | between_us(languages))


def _row(languages: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(word for language in languages for word in words(language, "farewell_words").get(name, ()))


@cache
def _beginnings(languages: tuple[str, ...]) -> tuple[str, ...]:
    return _row(languages, "beginnings")


@cache
def _leaves(languages: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(_row(languages, 'leave'))})(?!\w)")


@cache
def _writers(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_row(languages, "writer")) | known(languages, "kin").keys()


@cache
def _cut_short(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return what stands for the rest of a valediction: "&c."."""
    return re.compile(rf"(?<!\w)(?:{any_of(phrases(languages, 'and_so_on', 'mark'))}|&)\.?$")


@cache
def _yours(languages: tuple[str, ...]) -> frozenset[str]:
    """Return the words that are a valediction by themselves: "yours"."""
    said = known(languages, "valediction_starts")
    return frozenset(word for word in said if word.isalpha() and word in second_person(languages))
