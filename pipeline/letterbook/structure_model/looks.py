"""Describe a unit by features of its own words and of its place on the page, as short names.

A feature is a name such as "caps" or "len=3". Names with "=" count something in coarse steps. All word
lists are those of `words/`, of the languages of the book: a word of another language would be found in what
means something else here, and a language added would change how all other books are read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from letterbook.model.kinds import HEADING, NOTE_BODY, PART_TITLE
from letterbook.rules.set_phrases import begins, is_ornament, phrases_of
from letterbook.structure_model.units import Unit
from letterbook.words import known, read_languages

_LENGTHS = (12, 25, 40, 60, 90, 140, 250, 600, 1500)
_INDENTS = (1, 3, 6, 12, 24, 40)
SHORT = 160  # code points of a unit that may be a heading, a dateline, a signature
_YEAR = re.compile(r"\b1[3-9]\d\d\b")
_SHORT_YEAR = re.compile(r"(?:[\s'’/]|^)\d\d\.?[\])]?\.?$")
_DAY = re.compile(r"(?<![\d.])[0-3]?\d(?!\d)")
_DATED = (0.34, 0.6, 0.99)  # shares of a line's words that belong to a date
_LED = re.compile(r"(.{3,70}?)(?:--|[—–]|: )")
_TOKEN = re.compile(r"[^\W_]+")
_NUMERAL = re.compile(r"\d{1,4}[a-z]?|[IVXLCDM]+|[ivxlc]+")
_ALONE = re.compile(r"[\W_]*(?:\d{1,4}[a-z]?|[IVXLCDM]+|[ivxlc]+)[\W_]*")
_NUMBERED = re.compile(r"[\W_]*(?:\d{1,4}[a-z]?|[IVXLCDM]+)\s*[.\])*:—-]")
_LEADER = re.compile(r"(?:\.\s*){3,}\s*[\divxlc]+\W*$|\s\d{1,3}\W*$|,\s*\d{1,3}(?:[-–,]\s*\d{1,3})*\W*$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTES = "\"“„«»'‘"
_STOP = re.compile(r"--|[—–:\]).]")
_HEAD = 70  # code points at the head of a paragraph in which its date is looked for
_CLOSE = 90  # code points at the end of a unit in which a closing phrase is looked for


def step(value: float, steps: Sequence[float]) -> int:
    """Return in which of the steps, which ascend, a value lies."""
    return bisect_right(steps, value)


def tongues_of(languages: Sequence[str]) -> tuple[str, ...]:
    """Return the languages of a book whose words are known; all that are known where it has none of them."""
    known_ones = read_languages()
    return tuple(one for one in languages if one in known_ones) or known_ones


@cache
def _table(tongues: tuple[str, ...], *names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in known(tongues, name))


@cache
def _phrases(tongues: tuple[str, ...], name: str) -> tuple[str, ...]:
    return phrases_of(tongues, name)


@cache
def _months(tongues: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted((w for w in _table(tongues, "months") if len(w) > 2), key=lambda w: (-len(w), w))  # noqa: PLR2004
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, words))})(?![^\W\d_])\.?", re.IGNORECASE)


@cache
def _date_words(tongues: tuple[str, ...]) -> frozenset[str]:
    phrases = _table(
        tongues, "months", "weekdays", "date_words", "date_parts", "date_days", "date_seasons", "date_hours"
    )
    return frozenset(token for phrase in phrases for token in _TOKEN.findall(phrase))


@cache
def _closing(tongues: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted(
        (w for w in _phrases(tongues, "valediction_starts") if len(w) > 4),  # noqa: PLR2004
        key=lambda w: (-len(w), w),
    )
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, words))})(?![^\W\d_])", re.IGNORECASE)


@cache
def _person_words(tongues: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    said = known(tongues, "speech")
    return tuple(
        frozenset(w for w, key in said.items() if key == who) for who in ("first", "second", "third")
    )


def look_of(unit: Unit, width: int, tongues: tuple[str, ...]) -> list[str]:
    """Return the features of a unit that rest on itself alone, by the words of the book's languages."""
    text, size = unit.text, len(unit.text)
    out = [f"len={step(size, _LENGTHS)}", f"blank={min(unit.blank, 5)}", f"ind={step(unit.indent, _INDENTS)}"]
    out.append(f"lines={min(unit.last - unit.first + 1, 4)}")
    if unit.page:
        out.append("page")
    if size <= SHORT:
        out += _short(unit, width, tongues)
    else:
        out += _long(text, tongues)
    if begins(text, _phrases(tongues, "salute_starts")):
        out.append("dear" if size <= SHORT else "dear.run")
    elif text[0] in _QUOTES and begins(text.lstrip(_QUOTES), _phrases(tongues, "salute_starts")):
        out.append("dear.quoted")
    if _closing(tongues).search(text[-_CLOSE:]):
        out.append("closing")
    if text.rstrip("-—–")[-1:] == ":":
        out.append("colon")
    out += _said(unit)
    first = text[:1]
    out.append(
        "first=" + ("U" if first.isupper() else "l" if first.islower() else "9" if first.isdigit() else first)
    )
    if size > SHORT:
        last = text[-1:]
        out.append("last=" + ("w" if last.isalnum() else last))
    return out


def _said(unit: Unit) -> list[str]:
    """Return what the rules say of a unit."""
    out = []
    for kind in sorted(unit.kinds):
        if kind in {"letter.head", "note.body", "matter.title"}:
            continue
        finding = unit.kinds[kind]
        whole = finding.span.start == unit.span.start
        out.append(f"r:{kind}" if whole else f"r~{kind}")
    if head := HEADING.among(unit.kinds):
        rest, style = head.value.rest, head.value.style
        out += [f"r:head={style},{rest}", "r:head.word" if head.value.prefix else "r:head.plain"]
    if (body := NOTE_BODY.among(unit.kinds)) and body.span.start == unit.span.start:
        out.append(f"r:note={body.value.form}")
    if title := PART_TITLE.among(unit.kinds):
        out.append(f"r:matter={title.value.type}")
    return out


def _short(unit: Unit, width: int, tongues: tuple[str, ...]) -> list[str]:
    if is_ornament(unit.text):
        return ["short", "ornament"]
    return ["short", *_dated(unit.text, tongues), *_worded(unit.text, tongues), *_printed(unit, width)]


def _dated(text: str, tongues: tuple[str, ...]) -> list[str]:
    """Return what of a date, or of a number, is in a line."""
    month, year, day = _months(tongues).search(text), _YEAR.search(text), _DAY.search(text)
    short = _SHORT_YEAR.search(text)
    told = {
        "month": month,
        "year": year,
        "yy": short and not year,
        "md": month and day,
        "partdate": day and bool(year) != bool(month),
        "mdy": month and day and (year or short),
        "my": month and year and not day,
        "num": _ALONE.fullmatch(text) and not year,
        "year.alone": year and _ALONE.fullmatch(text),
        "numh": _NUMBERED.match(text) and not _ALONE.fullmatch(text),
        "leader": _LEADER.search(text) and not month,
    }
    out = [name for name, is_so in told.items() if is_so]
    tokens = [token.lower() for token in _TOKEN.findall(text)]
    dated = sum(token[0].isdigit() or token in _date_words(tongues) for token in tokens)
    if month or year or dated * 2 >= len(tokens) > 0:
        out.append(f"ds={step(dated / max(len(tokens), 1), _DATED)}")
    return out


def _worded(text: str, tongues: tuple[str, ...]) -> list[str]:
    """Return what the words of a line are: names, capitals, a word for to whom, a word for a letter."""
    words = _WORD.findall(text)
    if not words:
        return ["nowords"]
    low = [w.lower() for w in words]
    up = sum(w[0].isupper() for w in words) / len(words)
    to = low[0] in _table(tongues, "to_words")
    told = {
        f"up={int(up * 4)}": True,
        f"words={min(len(words), 9)}": True,
        f"w0={low[0]}": True,
        f"wl={low[-1]}": True,
        "caps": text.upper() == text and len(text) > 2,  # noqa: PLR2004
        "to": to,
        "to.in": not to and any(w in _table(tongues, "to_words") for w in low[1:-1]),
        "prefix": low[0] in _table(tongues, "head_prefixes") or low[-1] in _table(tongues, "head_prefixes"),
        "part": low[0] in _table(tongues, "part_words"),
        "weekday": any(w in _table(tongues, "weekdays") for w in low[:2]),
        "from": low[0] in _table(tongues, "person_joins"),
        "titled": any(w in _table(tongues, "person_titles") for w in low[:3]),
        "name": up == 1 and len(words) <= 4 and not _DAY.search(text),  # noqa: PLR2004
    }
    return [name for name, is_so in told.items() if is_so]


def _printed(unit: Unit, width: int) -> list[str]:
    """Return how a line is printed: emphasis, brackets, its last sign, its place between the margins."""
    text = unit.text
    out = [unit.raised] if unit.raised else []
    if text[0] in "[(":
        out.append("brk" if text.rstrip(".")[-1] in "])" else "brk0")
    last = text[-1]
    out.append("end=" + ("w" if last.isalpha() else "9" if last.isdigit() else last))
    left, right = unit.indent, width - unit.length
    if left > 3 and abs(left - right) <= max(4, width // 12):  # noqa: PLR2004
        out.append("centred")
    elif left > width // 3 and right < 8:  # noqa: PLR2004
        out.append("right")
    return out


def _long(text: str, tongues: tuple[str, ...]) -> list[str]:
    """Return who speaks in prose, and to whom: a letter says "I" and "you", a narrative "he"."""
    words = [w.lower() for w in _WORD.findall(text[:1200])]
    total = len(words) or 1
    out = []
    who = []
    for name, table in zip(("i", "you", "he"), _person_words(tongues), strict=True):
        share = sum(w in table for w in words) / total
        who.append(step(share, (0.001, 0.02, 0.05)))
        out.append(f"{name}={who[-1]}")
    out.append("who=" + "".join(str(min(one, 2)) for one in who))
    out += [*_led(text, tongues), *dated_head(text, tongues)]
    head = " ".join(text[:90].split())
    if _months(tongues).search(head) and _DAY.search(head):
        out.append("md.run")
    if _YEAR.search(text[:400]):
        out.append("year.in")
    if _NUMBERED.match(text):
        out.append("numh")
    if _months(tongues).search(text[-60:]) and _DAY.search(text[-60:]):
        out.append("md.end")
    if text[0] in "[(":
        out.append("brk" if text[-1] in "])" else "brk0")
    if text[0] in "\"“„«»'‘":
        out.append("quote")
    return out


def _led(text: str, tongues: tuple[str, ...]) -> list[str]:
    """Return what stands before the first dash of a paragraph: "Paris, 3 May.--Your letter ..."."""
    found = _LED.match(text)
    if found is None:
        return []
    tokens = [token.lower() for token in _TOKEN.findall(found[1])]
    dated = sum(token[0].isdigit() or token in _date_words(tongues) for token in tokens)
    return ["led", f"led={step(dated / max(len(tokens), 1), _DATED)}"]


def dated_head(text: str, tongues: tuple[str, ...]) -> list[str]:
    """Return what of a date a paragraph begins with, and what sign stands behind it.

    "[Beaufort,] July 7. We got our luggage" begins with a date as a letter does, "On July 7th the fleet
    sailed" as prose does: there the sentence goes on.
    """
    said: set[str] = set()
    end, stop = 0, "w"
    for found in _TOKEN.finditer(text[:_HEAD]):
        token, between = found[0].lower(), text[end : found.start()]
        dated = token[0].isdigit() or token in _date_words(tongues)
        sign = _STOP.search(between)
        if sign and "m" in said and len(said) > 1 and not (token[0].isdigit() and sign[0] == "."):
            stop = sign[0]
            break
        if not (dated or found[0][0].isupper() or token in _table(tongues, "name_particles")):
            break
        if token[0].isdigit():
            said.add("y" if _YEAR.fullmatch(token) else "d")
        elif token in _table(tongues, "months") and (found[0][0].isupper() or "d" in said):
            said.add("m")
        elif token in _table(tongues, "weekdays"):
            said.add("w")
        end = found.end()
    kind = "".join(one for one in "wdmy" if one in said)
    if "m" not in said and "w" not in said:
        return []
    out = [f"dh={kind}", f"dh.stop={stop}"]
    return [*out, "dh"] if stop != "w" and len(said) > 1 else out


def shape(text: str) -> str:
    """Return the look of the words of a line: kinds of its first and last signs, numbers, capitals.

    Lines of one shape are of one kind in a book: "TO MRS. HALE." and "TO MR. BRAND." are both "A A. A.".
    """
    parts = []
    for word in text.split()[:8]:
        core = word.strip("[](){}.,;:!?—–-\"'“”„«»*")
        stop = "." if word.endswith(".") else "," if word.endswith(",") else ""
        if core.isdigit():
            kind = "9" if len(core) < 4 else "1999"  # noqa: PLR2004
        elif _NUMERAL.fullmatch(core) and core.isupper():
            kind = "X"
        elif core.isupper() and len(core) > 1:
            kind = "A"
        elif core[:1].isupper():
            kind = "Aa"
        else:
            kind = "a"
        parts.append(kind + stop)
    merged = [one for i, one in enumerate(parts) if i == 0 or parts[i - 1] != one]
    return " ".join(merged[:6])
