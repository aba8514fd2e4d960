"""Find lines that may head a letter: a number, a number with names, names alone.

Every short line that could be a heading is a candidate; the judge of series decides which are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from letterbook.model import Finding, Span
from letterbook.model.kinds import HEADING
from letterbook.model.values import Heading
from letterbook.read.page import Line, Page, Paragraph
from letterbook.rules.set_phrases import begins, phrases_of
from letterbook.values.languages import Tongues
from letterbook.values.names.greetings import read_greeting
from letterbook.values.numerals import Number, read_number
from letterbook.words import known, words
from letterbook.words import languages as known_languages
from letterbook.words.patterns import bracket_words

LONGEST = 120  # code points of a heading line
#: A letter that would be so high a number ("D.", "M.") is the title of whoever is named behind it.
_LARGE = 500
_OVER = 2  # lines of a heading that runs over
_SECOND = 40  # code points of the second
_LOWER = 3  # words in small letters behind the names
_KIN = 4  # words of "to his dear sister" behind the first

_NUMBERED = re.compile(
    r"""[\[(]?\s*
    (?P<prefix>(?:[^\W\d_]{1,10}(?:\s*[.:°º]{1,2}\s*|\s+|(?=\d))){0,2})
    (?P<number>\d{1,4}[a-zA-Z]?(?!\w)|\d{5}(?=[.:)\]]|\s+\d|$)|[IVXLCDM]+(?![^\W\d_])|[ivxlc]+(?![^\W\d_]))
    (?P<mark>\s*[\])]*[.:)\]]*)
    (?P<rest>.*)""",
    re.VERBOSE,
)
_WORDED = re.compile(r"(?P<a>[^\W\d_](?:[\w\s’']|-(?!-))*)(?P<mark>[.:]?)(?P<rest>.*)")
_CALL = re.compile(
    r"(?:(?<=[.\w\]) ])|^)\s*[\[(]?(?:(?<!\d)\d{1,3}[a-zA-Z]?|[*†‡§]+|[⁰¹²³⁴-⁹]+)[\])]?\s*[.:]?$"
)
#: What a book prints in the margin beside a letter's beginning, as transcribers write it: whom it is to.
_SIDENOTE = re.compile(rf"\[(?:{bracket_words('margin', capital=True)}):\s*(?P<names>[^\[\]]{{3,60}})\]")
#: The call of a note within a heading: "RICHARD BRAND[a] TO HIS FATHER".
_CALL_WITHIN = re.compile(r"(?<=\w)\[(?:\d{1,3}|[a-z])\](?=\s)")
_LABEL = re.compile(r"^([^\W\d_]{1,5})\s*:\s+")
_MARK = re.compile(r"[\d*†‡§⁰¹²³⁴-⁹]")
_TOKEN = re.compile(r"[^\W\d_][\w’'.&-]*")
#: An initial joined to a letter that is one itself, and no number: "C.H. to E.H.".
_INITIAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]\.")
_LEADING = " .:,;—–-)]\t"


def _fold(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split()).rstrip(".: ")


def particles(languages: Sequence[str]) -> frozenset[str]:
    """Return the small words, and the titles, that names are written with: of, von, Countess."""
    return _small(tuple(languages))


@cache
def _small(languages: tuple[str, ...]) -> frozenset[str]:
    titles = known(languages, "person_titles")
    ranks = (word for word, key in titles.items() if key in ("male", "female", "either"))
    return frozenset((*known(languages, "name_particles"), *ranks))


def part_words(languages: Sequence[str]) -> frozenset[str]:
    """Return the words for parts of a book: part, book, series."""
    return frozenset(known(languages, "part_words"))


def to_words(languages: Sequence[str]) -> frozenset[str]:
    """Return the words that say to whom: to, an, à."""
    return frozenset(known(languages, "to_words"))


def without_call(text: str) -> str:
    """Return a heading without the note call that may stand at its end."""
    if not _MARK.search(text.rstrip(" \t\n.:])")[-2:]):
        return text.rstrip()  # most lines: the pattern would be tried at every letter
    return _CALL.sub("", text).rstrip()


def label_apart(text: str) -> str:
    """Return a heading with its first word as a word, where it is printed as a label: "TO: Mrs. Hale"."""
    return _LABEL.sub(r"\1 ", text)


def _strong(tokens: Sequence[str], small: frozenset[str]) -> list[str]:
    """Return the words that are neither particles nor titles."""
    return [token for token in tokens if token.lower().rstrip(".") not in small]


def is_names(text: str, particles: frozenset[str]) -> bool:
    """Tell whether words look like names and titles: capitals throughout, but for small words."""
    tokens = _TOKEN.findall(text)
    if len(tokens) > 18:  # noqa: PLR2004 (longer than any heading of names)
        return False
    strong = _strong(tokens, particles)
    if not strong:  # "DU ROI", "To the Countess"
        return any(t[0].isupper() and t.lower() in _ranks() for t in tokens)
    return all(t[0].isupper() for t in strong)


@cache
def _ranks() -> frozenset[str]:
    """Return the titles of men and women, which name somebody where they stand alone."""
    return frozenset(
        word
        for table in ("person_titles", "person_words")
        for word, key in known(known_languages(), table).items()
        if key in ("male", "female", "noble") and len(word) > 2  # noqa: PLR2004 (no initials)
    )


def _says_to(rest: str, small: frozenset[str], to: frozenset[str]) -> bool:
    """Tell whether words say to whom, with titles in small letters: "Le vicomte de H. à Luise"."""
    tokens = _TOKEN.findall(rest)
    strong = _strong(tokens, small)
    return (
        len(rest) <= 80  # noqa: PLR2004
        and rest[0].isupper()
        and any(t.lower() in to for t in tokens[:-1])
        and 2 * sum(t[0].isupper() for t in strong) >= len(strong)
    )


def _rest_kind(rest: str, small: frozenset[str], to: frozenset[str]) -> str:
    rest = without_call(rest).strip(_LEADING)
    if not rest:
        return "bare"
    if is_names(rest, small) or _says_to(rest, small, to):
        return "names"
    return "words" if len(rest) <= 60 else "prose"  # noqa: PLR2004


def _without_last(text: str, languages: Sequence[str]) -> str:
    """Drop what says that a letter is the last: "Lettre cinquième et dernière"."""
    for language in languages:
        for ending in words(language, "head_endings").get("last", ()):
            text = text.removesuffix(ending).rstrip()
    return text


def _numbered(text: str, at: int, languages: Sequence[str]) -> tuple[Heading, str] | None:
    """Read a heading that bears a number, and return with it the words behind; None where it bears none.

    `at` is the offset of the text in the source.
    """
    prefixes = known(languages, "head_prefixes")
    if found := _NUMBERED.fullmatch(text):
        prefix, number = _fold(found["prefix"]), read_number(found["number"])
        if number and not prefix and number.style == "arabic" and not found["mark"].strip():
            if _is_lettered(found["rest"].strip(), languages):  # "121 Letter 1": the first is the page's
                start = found.start("rest") + len(found["rest"]) - len(found["rest"].lstrip())
                return _numbered(text[start:], at + start, languages)
            if _is_date(found["rest"], languages):
                return None
        if (
            number
            and (prefix or not _is_initial(found))
            and (
                not prefix
                or any(part.strip(".:°º") in prefixes or part in prefixes for part in prefix.split())
                or (found["prefix"].rstrip()[-1:] in ".°º" and len(prefix) <= 3)  # noqa: PLR2004
            )
        ):
            word = Span(
                at + found.start("prefix"), at + found.start("prefix") + len(found["prefix"].rstrip())
            )
            figures = Span(at + found.start("number"), at + found.end("number"))
            value = Heading(
                number.label,
                number.style,
                prefix,
                found["mark"].strip(),
                number_at=figures,
                prefix_at=word if prefix else None,
            )
            return value, found["rest"]
    if found := _WORDED.fullmatch(text):
        folded = _fold(found["a"])
        if read := _in_words(_without_last(folded, languages), languages):
            return _worded(*read, found["mark"]), found["rest"]
        number = read_number(folded, languages)
        if number and number.style == "word":
            return _worded("", number, found["mark"]), found["rest"]
        said = to_words(languages)
        to = next((m.start() for m in re.finditer(r"(?<=\s)\w+", text) if m[0].lower() in said), None)
        if to and (read := _in_words(_fold(text[:to]), languages)):
            return _worded(*read, ""), text[to:]
    return None


def _worded(prefix: str, number: Number, mark: str) -> Heading:
    return Heading(number.label, number.style, prefix, mark.strip())


def _is_initial(found: re.Match[str]) -> bool:
    """Tell whether a Roman letter is an initial or a title: "C.H. to E.H.", "M. DE LA TOUR TO A. B."."""
    sign, rest = found["number"], found["rest"]
    if len(sign) > 1 or not sign.isupper() or found["mark"].strip() != "." or not rest.strip():
        return False
    large = (read_number(sign) or Number(0, "", "")).value >= _LARGE
    return bool(_INITIAL.match(rest)) or (large and rest.lstrip()[0].isalpha())


def _is_lettered(text: str, languages: Sequence[str]) -> bool:
    """Tell whether a word for a letter and its number stand behind the number of a page."""
    inner = _NUMBERED.fullmatch(text)
    return inner is not None and _fold(inner["prefix"]) in known(languages, "head_prefixes")


def _is_date(rest: str, languages: Sequence[str]) -> bool:
    """Tell whether what stands behind a number makes it a day: "7 July, 1836, MALAGA"."""
    words_ = _TOKEN.findall(rest)
    months = known(languages, "months")
    return (
        bool(words_) and words_[0].lower().rstrip(".") in months and bool(re.search(r"\b1[4-9]\d\d\b", rest))
    )


def _in_words(text: str, languages: Sequence[str]) -> tuple[str, Number] | None:
    """Read a word for a letter and a number in words, whichever stands first, or None."""
    prefixes = known(languages, "head_prefixes")
    articles = known(languages, "head_articles")
    parts = text.split()
    for cut in (1, 2, 3):
        for first, numeral in ((parts[:cut], parts[cut:]), (parts[-cut:], parts[:-cut])):
            if prefixes.get(" ".join(first), "number") == "number":
                continue
            if numeral := [w for w in numeral if w not in articles]:
                number = read_number(" ".join(numeral), languages)
                if number and number.style == "word":
                    return " ".join(first), number
    return None


def find_heads(page: Page, languages: Sequence[str], by: Tongues | None = None) -> Iterator[Finding[Heading]]:
    """Propose every line that may head a letter (kind "letter.head").

    What follows the number is "bare", "names" or "words". Names alone ("TO MRS. HALE") have the style "none".
    """
    single = {p.first.index for p in page.paragraphs if len(p.lines) == 1}
    openers = {p.first.index for p in page.paragraphs}
    over = {p.first.index: p for p in page.paragraphs if len(p.lines) == _OVER}
    for line in page.lines:
        if len(line.text) > LONGEST or line.index not in openers:
            continue
        bare = line.text.strip("_=~*").strip()
        tongues = by.at(line.span.start) if by else tuple(languages)
        small, to = particles(tongues), to_words(tongues)
        if read := _numbered(bare, line.span.start + line.text.find(bare), tongues):
            value, rest = read
            kind = _rest_kind(rest, small, to)
            if kind == "prose" or (kind == "words" and line.index not in single):
                continue
            yield Finding(HEADING, line.span, "heads.numbered", 0.5, replace(value, rest=kind))
            continue
        if (beside := _SIDENOTE.fullmatch(bare)) and is_names(beside["names"], small):
            yield Finding(HEADING, line.span, "heads.sidenote", 0.4, Heading(rest="names"))
            continue
        split = _split_number(page, line, tongues)
        if split:
            yield split
        elif line.index in single:
            yield from _names_alone(line, tongues, small)
        elif line.index in over:
            yield from _names_over(over[line.index], tongues, small)


@cache
def _kin(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for word, key in known(languages, "person_words").items() if key == "relation")


def _is_kin(low: Sequence[str], languages: tuple[str, ...], small: frozenset[str]) -> bool:
    """Tell whether words call somebody by what they are to the writer: "his mother", "sa mère"."""
    return len(low) <= _KIN and low[-1] in _kin(languages) and all(word in small for word in low[:-1])


def _names_and_date(text: str, small: frozenset[str]) -> bool:
    """Tell whether a heading is names followed by figures: "Goethe an Schiller. Weimar, 3. Mai 1798"."""
    names, _, rest = text.partition(". ")
    return bool(rest) and bool(re.search(r"\d", rest)) and is_names(names, small)


def _split_number(page: Page, line: Line, languages: Sequence[str]) -> Finding[Heading] | None:
    """Read a heading whose prefix and number stand on two lines: "No." / "182."."""
    if line.index + 1 >= len(page.lines) or _fold(line.text) not in known(languages, "head_prefixes"):
        return None
    after = page.lines[line.index + 1]
    number = read_number(after.text.rstrip("."))
    if number is None or after.blank > 1:
        return None
    figures = Span(after.span.start, after.span.start + len(after.text.rstrip(". ")))
    value = Heading(number.label, number.style, _fold(line.text), ".", number_at=figures, prefix_at=line.span)
    return Finding(HEADING, Span(line.span.start, after.span.end), "heads.split", 0.5, value)


def _names_over(
    paragraph: Paragraph, languages: Sequence[str], small: frozenset[str]
) -> Iterator[Finding[Heading]]:
    """Propose a heading of names that runs over into a second line, with place and date at its end.

    A sentence has more words in small letters than a date.
    """
    text = " ".join(line.text for line in paragraph.lines)
    if not paragraph.first.blank or len(text) > LONGEST + _SECOND or text[-1:] in ",;:!?":
        return
    joined = replace(paragraph.first, text=text, span=paragraph.span)
    names, _, rest = text.partition(". ")
    lower = sum(token[0].islower() and token.lower() not in small for token in _TOKEN.findall(rest or names))
    if lower <= _LOWER:
        yield from _names_alone(joined, languages, small)


def _names_alone(line: Line, languages: Sequence[str], small: frozenset[str]) -> Iterator[Finding[Heading]]:
    """Propose "TO MRS. HALE", "From Mrs. Hale", "Goethe an Schiller": a name and a word that says whose."""
    printed = without_call(_CALL_WITHIN.sub("", line.text.strip("_=~*"))).rstrip(" .:,")
    text = label_apart(printed)
    apart = bool(line.blank) or text != printed  # a label stands apart on its own
    tokens = text.split()
    if not 2 <= len(tokens) <= 16 or text[-1:] in ";!?":  # noqa: PLR2004
        return
    low = [t.lower().rstrip(".,") for t in tokens]
    said = to_words(languages).intersection(low[:-1])
    joins = known(languages, "person_joins")
    if apart and read_greeting(text, tuple(languages)):
        yield Finding(HEADING, line.span, "heads.names", 0.4, Heading(prefix="from-to", rest="names"))
        return
    of = not said and joins.get(low[0]) == "from"
    if not (said or of) or begins(text, phrases_of(languages, "valediction_starts")):
        return  # "Tout à vous"
    if of and apart and is_names(text, small):
        yield Finding(HEADING, line.span, "heads.names", 0.4, Heading(prefix="from", rest="names"))
        return
    for word in sorted(said):
        if not (
            is_names(text, small)
            or _names_and_date(text, small)
            or _says_to(text, small, frozenset({word}))
            or (low.index(word) == 0 and _is_kin(low[1:], tuple(languages), small))
            or (text[0].isupper() and joins.get(" ".join(low[low.index(word) + 1 :])) == "same")
        ):
            continue
        shape = "to" if low.index(word) == 0 else "from-to"
        if shape == "from-to" or text.isupper() or apart:
            yield Finding(HEADING, line.span, "heads.names", 0.4, Heading(prefix=shape, rest="names"))
            return
