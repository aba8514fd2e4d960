"""The editor's place among the judges: rulings bound to the words of the source that they quote.

A quote is compared word by word, whatever the white space and the kind of quotation marks. It must stand in
the source once; a ruling whose quote is lost, or stands twice, is a Problem that names what is near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from letterbook.decisions import EDITOR, Decisions, Ruling
from letterbook.model import Decision, Evidence, Finding, Source, Span
from letterbook.problems import Outcome, Problem, problem
from letterbook.toml_file import shown

_MARK = re.compile(r"(?:\d{1,4}[A-Za-z]?|[*†‡§¶]{1,4}|[⁰¹²³⁴-⁹]{1,4})(?=[\])]?[.:]?\s*$)")
_TRIES = 40  # places of each rare word of a lost quote that are compared with it
_ALIKE = 0.6  # how like a lost quote a passage must be to be named
_NAMED = 3  # passages named


@dataclass(frozen=True, slots=True)
class Bound:
    """A ruling and where it applies: `span` are the words quoted, `spot` what the ruling is on.

    The spot is the mark of a call, the misprinted words of a correction, else the quote itself.
    """

    ruling: Ruling
    span: Span
    spot: Span

    def finding(self, kind: str, value: Mapping[str, str] | None = None) -> Finding:
        """Return the ruling as a finding like any rule's."""
        said = {**(value or {}), "resp": self.ruling.by}
        return Finding(kind, self.spot, EDITOR, 1.0, said, (Evidence(self.span, self.ruling.reason),))


@dataclass(frozen=True)
class Bench:
    """All rulings of one edition: those that quote the source, bound to it, and those that name letters."""

    bound: tuple[Bound, ...] = ()
    others: tuple[Ruling, ...] = ()

    def on(self, *tables: str) -> tuple[Bound, ...]:
        """Return the bound rulings of some kinds, in the order of the source."""
        return tuple(one for one in self.bound if one.ruling.table in tables)

    def facts(self, *tables: str) -> tuple[Ruling, ...]:
        """Return the rulings of some kinds that name letters, notes or persons."""
        return tuple(one for one in self.others if one.table in tables)


def bind(decisions: Decisions, source: Source) -> Outcome[Bench]:
    """Find the place of every ruling that quotes the source."""
    problems: list[Problem] = []
    bound: list[Bound] = []
    others: list[Ruling] = []
    starts = [0, *(found.end() for found in re.finditer("\n", source.text))]
    for ruling in decisions.rulings:
        if ruling.quote is None:
            others.append(ruling)
            continue
        span, found = find_quote(source, ruling, starts)
        problems += found
        if span is None:
            continue
        spot, found = _spot(source, ruling, span)
        problems += found
        if spot is not None:
            bound.append(Bound(ruling, span, spot))
    bound.sort(key=lambda one: (one.spot, one.ruling.place))
    kept, clashes = _agreeing(bound, source)
    return Outcome(Bench(tuple(kept), tuple(others)), (*problems, *clashes))


# ------------------------------------------------------------------ quotes


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
    """
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
    lines = [source.place(span.start).line for span in here or found]
    named = ", ".join(str(line) for line in lines[:6]) + (" ..." if len(lines) > 6 else "")  # noqa: PLR2004
    words = shown(" ".join(quote.split()))
    said = f"“{words}” stands {len(lines)} times in {source.name}: on lines {named}"
    return Outcome(None, (problem("decision-twice", said, where),))


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


def _spot(source: Source, ruling: Ruling, span: Span) -> Outcome[Span | None]:
    """Find within the quote what the ruling is on."""
    words = source.quote(span)
    if ruling.table in ("call", "not-call"):
        mark = ruling.texts.get("mark")
        if mark:
            at = words.rfind(mark)
            found = Span(span.start + at, span.start + at + len(mark)) if at >= 0 else None
        else:
            match = _MARK.search(words)
            found = Span(span.start + match.start(), span.start + match.end()) if match else None
        if found:
            return Outcome(found)
        said = f"“{shown(mark)}” is not in the quote" if mark else "the quote does not end in a mark"
        hint = 'Let the quote end with the mark, or name it: mark = "12".'
        return Outcome(None, (problem("decisions-value", said, ruling.at("quote"), hint),))
    if ruling.table == "correction":
        if words.split() == ruling.texts["reading"].split():
            said = "the reading is what is printed; to reject a correction, write [[not-correction]]"
            return Outcome(None, (problem("decisions-value", said, ruling.at("reading")),))
        return Outcome(trimmed(words, ruling.texts["reading"], span.start)[0])
    return Outcome(span)


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


# ------------------------------------------------------------------ decisions that contradict each other


def _agreeing(bound: Sequence[Bound], source: Source) -> tuple[list[Bound], list[Problem]]:
    """Keep of rulings that contradict each other the first of the file, and tell of the others.

    `bound` are in the order of the source, so that only those are compared that can meet.
    """
    rivals: dict[Bound, list[Bound]] = {}
    open_: list[Bound] = []
    for one in bound:
        open_ = [other for other in open_ if other.spot.end > one.spot.start]
        for other in open_:
            if _contradict(other, one):
                first, second = sorted((other, one), key=lambda row: row.ruling.place)
                rivals.setdefault(second, []).append(first)
        open_.append(one)
    gone: set[Bound] = set()
    problems: list[Problem] = []
    for second in sorted(rivals, key=lambda row: row.ruling.place):
        standing = [first for first in rivals[second] if first not in gone]
        if standing:
            gone.add(second)
            what = f"of “{shown(source.quote(second.spot))}”"
            problems.append(contradiction(standing[0].ruling, second.ruling, what))
    return [one for one in bound if one not in gone], problems


def contradiction(first: Ruling, second: Ruling, of: str) -> Problem:
    """Tell that two rulings cannot both hold, and what each says."""
    here = f"[[{second.table}]] says {_said(second)} {of}"
    said = f"{here}, but [[{first.table}]] on line {first.place.line} says {_said(first)}"
    return problem("decisions-contradict", said, second.place)


def _said(ruling: Ruling) -> str:
    """Say in a few words what a ruling rules."""
    what = [*ruling.names, *(ruling.texts[key] for key in ruling.texts if key not in ("mark", "sense"))]
    if ruling.when is not None:
        when = ruling.when
        what += [v for v in (when.when, when.not_before, when.not_after, when.start, when.end) if v]
    if what:
        return f"“{shown(', '.join(what))}”"
    return "the contrary" if ruling.table.startswith("not-") else "so"


def _contradict(one: Bound, other: Bound) -> bool:
    first, second = sorted((one.ruling.table, other.ruling.table))
    if not one.spot.meets(other.spot):
        return False
    if first == second and first in ("call", "correction", "line", "heading", "note"):
        return one.ruling.texts != other.ruling.texts or one.spot != other.spot
    return (first, second) in {
        ("call", "not-call"),
        ("correction", "not-correction"),
        ("heading", "not-heading"),
        ("join", "split"),
        ("not-note", "note"),
        ("note", "not-note"),
    }


# ------------------------------------------------------------------ letters


def find_letters(
    ruling: Ruling, wanted: Sequence[str], key: str, letters: Sequence[tuple[str, str | None]]
) -> Outcome[tuple[str, ...]]:
    """Return the keys of the letters that a ruling names, by key or number.

    `letters` are the (key, number) pairs of the edition.
    """
    keys: list[str] = []
    problems: list[Problem] = []
    for name in wanted:
        plain = name.strip().casefold()
        found = [k for k, _ in letters if k.casefold() == plain] or [
            k for k, number in letters if number and number.casefold() == plain
        ]
        if len(found) == 1:
            keys += found
            continue
        if found:
            said = f"“{shown(name)}” may be each of the letters {', '.join(found)}"
        else:
            said = f"there is no letter “{shown(name)}”"
        near = get_close_matches(plain, [k for k, _ in letters], n=_NAMED)
        hint = f"Did you mean {' or '.join(f'“{one}”' for one in near)}?" if near and not found else ""
        problems.append(problem("decision-letter", said, ruling.at(key), hint))
    return Outcome(tuple(dict.fromkeys(keys)), tuple(problems))


def each_letter(
    rulings: Sequence[Ruling], letters: Sequence[tuple[str, str | None]]
) -> tuple[list[tuple[Ruling, str]], list[Problem]]:
    """Return every ruling once for each letter it names."""
    rows: list[tuple[Ruling, str]] = []
    problems: list[Problem] = []
    for ruling in rulings:
        keys, found = find_letters(ruling, ruling.letters, "letter", letters)
        problems += found
        rows += [(ruling, key) for key in keys]
    return rows, problems


_SENTENCES = {
    "heading": "A letter begins at {quote}.",
    "not-heading": "No letter begins at {quote}.",
    "join": "One paragraph: {quote}.",
    "split": "A paragraph begins at {quote}.",
    "line": "{quote} is a line of the kind “{is}”.",
    "not-note": "No note begins at {quote}.",
    "not-call": "No note is called at {quote}.",
    "correction": "{quote} reads “{reading}”.",
    "not-correction": "{quote} is no misprint.",
    "sender": "Letter {letter} was sent by {names}.",
    "not-sender": "Letter {letter} was not sent by {names}.",
    "recipient": "Letter {letter} was sent to {names}.",
    "not-recipient": "Letter {letter} was not sent to {names}.",
    "sent": "Letter {letter} was sent {when}.",
    "not-sent": "The day when letter {letter} was sent is not known.",
    "received": "Letter {letter} was received {when}.",
    "not-received": "The day when letter {letter} was received is not known.",
    "place": "Letter {letter} was sent from {place}.",
    "not-place": "The place from which letter {letter} was sent is not known.",
    "reply": "Letter {letter} answers letter {to}.",
    "not-reply": "Letter {letter} does not answer letter {to}.",
    "person": "{name} is entered in the register.",
}


def sentence(ruling: Ruling, letter: str = "") -> str:
    """Say in one sentence what a ruling rules; `letter` is the key of the letter that it is applied to."""
    texts = ruling.texts
    if ruling.table == "note":
        where = f"belongs to letter {', '.join(ruling.letters)}"
        if ruling.quote:
            where = f"begins at “{ruling.quote}”"
        return f"Note {texts['note']} {where}."
    if ruling.table == "call":
        note = f"note {texts['note']}" if "note" in texts else "a note"
        sense = f", though note {texts['sense']} is meant" if "sense" in texts else ""
        return f"{note.capitalize()} is called at “{ruling.quote}”{sense}."
    days = ruling.when
    when = ""
    if days is not None:
        ways = ("on", "not before", "not after", "from", "to")
        values = (days.when, days.not_before, days.not_after, days.start, days.end)
        when = ", ".join(f"{way} {value}" for way, value in zip(ways, values, strict=True) if value)
    known = {"quote": f"“{ruling.quote}”", "letter": letter, "when": when, **texts}
    return _SENTENCES[ruling.table].format(**known, names=" and ".join(ruling.names))


def record(
    ruling: Ruling, subject: str, span: Span, dropped: Sequence[Finding] = (), *, new: bool
) -> Decision:
    """Write a ruling down among the judges' decisions; `new` tells whether it changed anything."""
    value = {
        "resp": ruling.by,
        "new": "yes" if new else "no",
        "decided": str(ruling.place),
        "says": sentence(ruling, subject.rpartition(".")[0]),
    }
    kept = Finding(f"editor.{ruling.table}", span, EDITOR, 1.0, value, (Evidence(None, ruling.reason),))
    return Decision(subject, kept, tuple(dropped), ruling.reason)


def unmet(ruling: Ruling, why: str) -> Problem:
    """Tell that a ruling could not be carried out."""
    return problem("decision-unmet", f"[[{ruling.table}]] could not be carried out: {why}", ruling.place)


def meeting(span: Span, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings that share a character with a span."""
    return (finding for finding in findings if finding.span.meets(span))
