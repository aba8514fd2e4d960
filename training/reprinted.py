"""Letters of a volume printed again in another manner: the same words, other headings, datelines and spaces.

What a printer may choose freely, numbers or none, names or none, the dateline above or below, emphasis,
indents, blank lines, ornaments, a contents list, is drawn by lot, so that the model does not take the habits
of the volumes it saw for laws. The draw depends on the volume's name alone.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from other_pieces import index, poems
from volumes import Volume

from letterbook.words import words

_LETTERS = (6, 16)  # letters of a book, at least and at most
_LONGEST = 9000  # code points of a letter that is printed again
_SHORT_NOTE, _FEWEST_NOTES = 300, 5
_OTHER = 900  # code points of what is printed between letters


class _Manner(NamedTuple):
    number: str
    prefix: str
    names: str
    date: str
    mark: str
    gap: int
    apart: int
    indent: int
    ornament: str
    contents: bool
    between: float
    upper: bool
    headed: float
    set_in: tuple[int, int]
    titled: float
    quoted: bool
    run_in: tuple[str, str]
    diary: bool


def _roman(number: int) -> str:
    out = ""
    for value, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while number >= value:
            out, number = out + sign, number - value
    return out


def _draw(lot: random.Random, language: str) -> _Manner:
    heads = words(language, "head_prefixes")
    letter = next(iter(heads.get("letter", ("",))))
    number = lot.choice(("", "", "", "9.", "9", "IX.", "IX", "[9]", "(9)", "IX.—"))
    prefix = ""
    if number and lot.random() < 0.4:  # noqa: PLR2004
        prefix = lot.choice(("No. ", "N° ", f"{letter.title()} ", f"{letter.upper()} "))
    date = lot.choice(("above", "above", "above", "as printed", "below", "below", "run in", "run in"))
    names = lot.choice(("", "", "line", "line", "same" if number else "line"))
    ornament = lot.choice(("", "", "", "* * * * *", "-----", "***"))
    quoted = lot.random() < 0.15  # noqa: PLR2004
    if not number and not names and date in {"below", "as printed"} and not quoted:
        if lot.random() < 0.5:  # noqa: PLR2004
            names = "line"
        elif not ornament:
            ornament = "* * * * *"
    between = lot.choice((0.0, 0.0, 0.0, 0.15, 0.5, 0.9))
    apart = lot.choice((1, 2, 2, 3, 4))
    if between and not quoted and lot.random() < 0.6:  # noqa: PLR2004
        set_in = lot.choice(((0, 4), (0, 2), (3, 0)))  # an editor's words are set otherwise
    else:
        set_in = lot.choice(((0, 0), (0, 0), (3, 0), (0, 4)))
    return _Manner(
        number,
        prefix,
        names,
        date,
        lot.choice(("", "", "", "_", "=")),
        lot.choice((1, 1, 1, 2)),
        apart,
        lot.choice((0, 0, 0, 4, 20, 40)),
        ornament,
        lot.random() < 0.25,  # noqa: PLR2004
        0.9 if quoted else between,
        lot.random() < 0.4,  # noqa: PLR2004
        lot.choice((1.0, 1.0, 0.5)) if not number and date == "above" else 1.0,
        set_in,
        lot.choice((0.0, 0.0, 0.0, 0.1)),
        quoted,
        lot.choice((("", ".--"), ("", ". "), ("[", "] "), ("(", ") "), ("", ".—"), ("", ": "))),
        bool(number or names) and lot.random() < 0.2,  # noqa: PLR2004
    )


def reprints(volume: Volume, folder: Path, count: int = 4) -> Iterator[Volume]:
    """Yield books made of some letters of a volume, each in a manner drawn by lot."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    for k in range(count):
        lot = random.Random(f"{volume.name}/{k}")
        if made := _reprint(volume, gold, lot, k):
            yield made


def _reprint(volume: Volume, gold: dict[str, Any], lot: random.Random, k: int) -> Volume | None:
    rows = [
        one
        for i, one in enumerate(gold["letters"])
        if i not in volume.unsure and one["end"] - one["first"] < _LONGEST and one.get("kind") != "other"
    ]
    if len(rows) < _LETTERS[0]:
        return None
    size = min(lot.randint(*_LETTERS), len(rows))
    at = lot.randrange(len(rows) - size + 1)
    rows = rows[at : at + size]
    manner = _draw(lot, gold["language"])
    if manner.date in {"above", "run in"} and sum(bool(one.get("date_printed")) for one in rows) * 2 < size:
        manner = manner._replace(date="as printed", names=manner.names or "line")
    others = _others(volume, gold)
    text = ""
    letters: list[tuple[int, int, int]] = []
    front = lot.choice(others)[:_OTHER] if others and lot.random() < 0.5 else ""  # noqa: PLR2004
    text += front.strip("\n") + "\n" * (manner.apart + 1) if front.strip() else ""
    piece = _piece(volume, gold, rows, lot)
    if piece and lot.random() < 0.5:  # noqa: PLR2004
        text, piece = f"{text}{piece}\n\n\n\n", ""
    heads = [_heading(one, n, manner, gold["language"]) for n, one in enumerate(rows, 1)]
    if manner.contents and any(heads):
        lines = [f"{' '.join(h.split())} {'. ' * 6}{7 * n}" for n, h in enumerate(heads, 1) if h]
        text += "\n".join(lines) + "\n" * (manner.apart + 1)
    first = lot.randint(1, 3) * 7 if lot.random() < 0.2 else 1  # noqa: PLR2004
    for n, one in enumerate(rows, first):
        made = _letter(volume, one, _heading(one, n, manner, gold["language"]), manner, lot)
        if made.begun == 0 and letters and not (manner.ornament or manner.quoted or made.dated):
            return None  # nothing tells where such a letter begins
        words_ = made.text
        if manner.diary and n > first and lot.random() < 0.5:  # noqa: PLR2004
            words_ += _goes_on(volume, lot.choice(rows), manner, lot)
        letters.append((len(text), len(text) + made.begun, len(text) + len(words_)))
        text += words_ + _between(manner, others, lot, last=n + 1 == first + size)
    text += f"\n\n\n{piece}\n\n\n\n" if piece else ""
    if lot.random() < 0.35:  # noqa: PLR2004
        text += _notes(volume, gold, lot)
    if others and lot.random() < 0.3:  # noqa: PLR2004
        text += lot.choice(others)[: 3 * _OTHER].strip("\n") + "\n"
    if lot.random() < 0.25:  # noqa: PLR2004
        title = lot.choice(list(words(gold["language"], "matter").get("index", ("index",))))
        text += f"\n\n{index(volume.text[rows[0]['first'] : rows[-1]['end']], title, lot)}\n"
    return Volume(f"{volume.name}+r{k}", text, tuple(letters), frozenset(), ())


class _Letter(NamedTuple):
    """A letter's text, where its own words begin in it, and whether it is dated."""

    text: str
    begun: int
    dated: bool


def _letter(volume: Volume, one: dict[str, Any], head: str, manner: _Manner, lot: random.Random) -> _Letter:
    """Print a letter: heading, dateline, words, date at the foot."""
    date = _plain(one.get("date_printed") or "") if manner.date in {"above", "below", "run in"} else ""
    if date and lot.random() >= manner.headed:
        head = ""  # to the same as the letter before
    if date and one.get("place") and lot.random() < 0.7:  # noqa: PLR2004
        date = f"{one['place']}, {date}"
    body = volume.text[one["first"] : one["end"]].strip("\n")
    if manner.gap == 2:  # noqa: PLR2004
        body = re.sub(r"\n\n+", "\n\n\n", body)
    if manner.quoted:
        body = re.sub(r"\n\n+(?=\S)", '\n\n"', f'"{body}"')
    body = _set_in(body, manner.set_in[0])
    text = head + "\n" * (1 + lot.choice((1, manner.gap))) if head else ""
    if date and manner.date == "above":
        text += " " * manner.indent + _marked(date + ".", manner.mark) + "\n" * lot.choice((1, 2, 2))
    if date and manner.date == "run in":
        text += _marked(f"{manner.run_in[0]}{date}{manner.run_in[1].rstrip()}", manner.mark)
        text += " " if manner.run_in[1].endswith(" ") else ""
    begun = len(text)
    text += body.lstrip() if text and text[-1] != "\n" else body
    if date and manner.date == "below":
        text += "\n\n" + " " * manner.indent + _marked(date + ".", manner.mark)
    return _Letter(text, begun, bool(date))


def _goes_on(volume: Volume, one: dict[str, Any], manner: _Manner, lot: random.Random) -> str:
    """Return what a letter goes on with on another day: a date on a line of its own, or run in, and words."""
    date = _plain(one.get("date_printed") or "")
    if not date:
        return ""
    body = _set_in(volume.text[one["first"] : one["end"]].strip("\n"), manner.set_in[0])
    paragraphs = re.split(r"\n\s*\n", body)
    body = "\n\n".join(paragraphs[1:-1] or paragraphs)  # without salutation and signature
    end = ".--" if lot.random() < 0.3 else ".\n\n"  # noqa: PLR2004
    return "\n" * (lot.choice((1, manner.apart)) + 1) + _marked(date, manner.mark) + end + body.lstrip()


def _piece(volume: Volume, gold: dict[str, Any], rows: Sequence[dict[str, Any]], lot: random.Random) -> str:
    """Return poems with names above them, for a book in six."""
    if lot.random() > 0.18:  # noqa: PLR2004
        return ""
    names = [name for one in gold["letters"] for name in (one.get("recipient") or ()) if name]
    one = lot.choice(rows)
    to = next(iter(words(gold["language"], "to_words").get("to", ("",))))
    return poems(volume.text[one["first"] : one["end"]], names, to, lot)


def _between(manner: _Manner, others: list[str], lot: random.Random, *, last: bool) -> str:
    """Return what is printed behind a letter: stars, the title of a part, a passage of the editor's."""
    text = "\n" * (manner.apart + 1)
    if manner.ornament and not last:
        text += " " * 20 + manner.ornament + "\n" * (manner.apart + 1)
    if others and lot.random() < manner.titled:
        title = " ".join(lot.choice(others).split()[:4]).strip(" .,;:")
        text += "\n" * 2 + (title.upper() if lot.random() < 0.5 else title) + "\n\n\n"  # noqa: PLR2004
    if others and lot.random() < manner.between:
        other = _set_in(lot.choice(others)[:_OTHER].strip("\n"), manner.set_in[1])
        text += other + "\n" * (manner.apart + 1)
    return text


def _notes(volume: Volume, gold: dict[str, Any], lot: random.Random) -> str:
    """Return a list of notes as books have it behind the letters: with a title or without, some by letter."""
    rows = [volume.text[one["body_start"] : one["end"]] for one in gold["notes"] if "end" in one]
    short = [" ".join(row.split()) for row in rows if len(row) < _SHORT_NOTE]
    if len(short) < _FEWEST_NOTES:
        return ""
    at = lot.randrange(len(short))
    chosen = (short[at:] + short[:at])[: lot.randint(3, 20)]
    form = lot.choice(("{}. ", "{}. ", "[{}] ", "{} ", "({}) "))
    gap = lot.choice(("\n", "\n\n"))
    title = next(iter(words(gold["language"], "note_titles").get("notes", ("",))))
    head = f"{title.upper()}\n\n" if title and lot.random() < 0.6 else ""  # noqa: PLR2004
    step = lot.choice((0, 0, 0, 2))  # notes under the number of each letter
    lines = []
    for n, row in enumerate(chosen):
        if step and n % step == 0:
            lines.append(f"[{n // step + 1}]")
        lines.append(form.format(n % step + 1 if step else n + 1) + row)
    return head + gap.join(lines) + "\n\n"


def _set_in(text: str, indent: int) -> str:
    """Indent the first line of each paragraph."""
    return re.sub(r"(?<![^\n])(?<!\S\n)(?=\S)", " " * indent, text) if indent else text


def _plain(date: str) -> str:
    return " ".join(date.replace("_", "").replace("=", "").split()).strip(" .,;")


def _heading(one: dict[str, Any], n: int, manner: _Manner, language: str) -> str:
    number = ""
    if manner.number:
        figures = str(n) if "9" in manner.number else _roman(n)
        number = manner.prefix + re.sub(r"9|IX", figures, manner.number)
    to = next(iter(words(language, "to_words").get("to", ("",))))
    name = (one.get("recipient") or [""])[0]
    names = ""
    if manner.names and name:
        names = f"{to.title()} {name}".strip() + "."
        names = names.upper() if manner.upper else names
    elif manner.names and not number:
        return ""
    if manner.names == "same" and number and names:
        return _marked(f"{number} {names}", manner.mark)
    return "\n\n".join(_marked(part, manner.mark) for part in (number, names) if part)


def _marked(text: str, mark: str) -> str:
    return f"{mark}{text}{mark}" if mark else text


def _others(volume: Volume, gold: dict[str, Any]) -> list[str]:
    """Return passages of the volume's own preface and matter, which are no letters."""
    out = []
    for one in gold.get("not_letters", ()):
        passage = volume.text[one["start"] : one["end"]]
        paragraphs = [p for p in re.split(r"\n\s*\n", passage) if len(p) > 200 and "Gutenberg" not in p]  # noqa: PLR2004
        if paragraphs:
            middle = len(paragraphs) // 2
            out.append(re.sub(r"(?m)^[ \t]+", "", "\n\n".join(paragraphs[middle : middle + 3])))
    return out[:12]
