"""Makes families of books in which one sign is missing from, or added to, ever more letters.

Each family is one small book in some nine degrees: in the first no letter lacks the sign, in the last all do;
or a line, a gap, a row grows step by step. Somewhere between them reading changes: there lie the bounds of
the judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from made_books import SAID

_MANY = 8
_TOWNS = ("Norton", "Leeds", "Whitby", "York")
_MONTHS = ("January", "March", "May", "July", "September", "November")
_READERS = ("Mrs. Harriet Vane", "Colonel James Holt", "Miss Ann Tully", "Edward Marsh")
_TOLD = (
    "In the spring he removed to another house, where he lived until his brother came home from sea.",
    "Of the year that followed little is known. The family kept to themselves, and the mill stood still.",
    "His sister has told how he sat at the window in those days and counted the carts that went by.",
    "The journey took him eleven days. He arrived without his trunk and was lodged by the rector.",
    "Nothing came of the plan, and he seldom spoke of it. The papers were burnt in the winter.",
)


class Graded(NamedTuple):
    """The pieces of a letter; what is empty is not printed."""

    head: str = ""
    date: str = ""
    salute: str = "My dear Friend,"
    prose: tuple[str, ...] = ()
    close: str = "Yours ever,"
    signed: str = "JOHN HALLAM."
    behind: tuple[str, ...] = ()
    gap: int = 2


def letter(n: int) -> Graded:
    """Return the letter of a number, from 0, with everything that a letter has."""
    said = SAID["en"]
    prose = (
        f"{said[n % len(said)]} {said[(n + 3) % len(said)]}",
        f"{said[(n + 5) % len(said)]} {said[(n + 7) % len(said)]} {said[(n + 8) % len(said)]}",
    )
    day = f"{_TOWNS[n % len(_TOWNS)]}, {_MONTHS[n // 2 % len(_MONTHS)]} {3 + 5 * (n % 4) + n // 2}, 1843."
    return Graded(f"LETTER {_roman(n + 1)}", day, prose=prose)


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * tens + units[ones]


def printed(title: str, letters: Iterator[Graded] | list[Graded]) -> str:
    """Print a book: its title, and the letters with two blank lines between them."""
    out = [title, "\n\n"]
    for one in letters:
        pieces = (one.head, one.date, one.salute, *one.prose, one.close, one.signed, *one.behind)
        out.append("\n" * one.gap + "\n\n".join(_wrapped(piece) for piece in pieces if piece) + "\n")
    return "".join(out)


def _wrapped(text: str) -> str:
    """Break what is longer than a line of print, keep lines that are broken already."""
    if "\n" in text or len(text) <= _WIDTH:
        return text
    lines, row = [], ""
    for word in text.split():
        if len(row) + len(word) >= _WIDTH:
            lines.append(row)
            row = ""
        row = f"{row} {word}".strip()
    return "\n".join([*lines, row])


_WIDTH = 78
_TITLE = "LETTERS OF JOHN HALLAM TO A FRIEND"


def _spread(k: int, many: int = _MANY) -> frozenset[int]:
    """Return k of so many letters, spread evenly."""
    return frozenset(i * many // k for i in range(k)) if k else frozenset()


def _lacking(change: Callable[[Graded, int], Graded], base: Callable[[int], Graded] = letter) -> Make:
    """Return a family in which k letters, spread evenly, are changed."""

    def make(k: int) -> str:
        changed = _spread(k)
        return printed(_TITLE, [change(base(n), n) if n in changed else base(n) for n in range(_MANY)])

    return make


Make = Callable[[int], str]


def _by_names(n: int) -> Graded:
    return letter(n)._replace(head=f"TO {_READERS[n % len(_READERS)].upper()}")


def _by_dates(n: int) -> Graded:
    return letter(n)._replace(head="")


def _by_greetings(n: int) -> Graded:
    return letter(n)._replace(head="", date="", salute=f"Dear {_READERS[n % len(_READERS)]},")


def _told(n: int) -> tuple[str, ...]:
    return (f"{_TOLD[n % len(_TOLD)]} {_TOLD[(n + 2) % len(_TOLD)]}",)


def _in_a_life(n: int) -> Graded:
    return letter(n)._replace(head="", behind=_told(n))


def _set_in(text: str, by: int = 4) -> str:
    return "\n".join(" " * by + line for line in _wrapped(text).split("\n"))


def _all_set_in(one: Graded) -> Graded:
    return one._replace(
        date=_set_in(one.date), salute=_set_in(one.salute), prose=tuple(map(_set_in, one.prose)),
        close=_set_in(one.close), signed=_set_in(one.signed),
    )  # fmt: skip


def _all_quoted(one: Graded) -> Graded:
    return one._replace(
        date=f'"{one.date}', salute=f'"{one.salute}', prose=tuple(f'"{text}' for text in one.prose),
        close=f'"{one.close}', signed=f'"{one.signed}"',
    )  # fmt: skip


def _annotated(k: int, mark: str = "[{}]", *, foot: bool = True) -> str:
    """Print a book of notes of which k are called nowhere."""
    uncalled = _spread(k)
    letters = []
    for n in range(_MANY):
        one, number = letter(n), mark.format(n + 1)
        prose = one.prose if n in uncalled else (f"{one.prose[0]}{number}", *one.prose[1:])
        note = f"[{n + 1}] {_TOLD[n % len(_TOLD)]}"
        letters.append(one._replace(prose=prose, behind=(note,) if foot else ()))
    text = printed(_TITLE, letters)
    notes = "\n\n".join(f"[{n + 1}] {_TOLD[n % len(_TOLD)]}" for n in range(_MANY))
    return text if foot else f"{text}\n\n\nNOTES\n\n{notes}\n"


def _paged(k: int, *, head: str = "") -> str:
    """Print a book with numbers of pages between its paragraphs, of which k are missing."""
    gone = _spread(k, 2 * _MANY)
    letters = []
    for n in range(_MANY):
        one = letter(n)
        numbers = ["" if 2 * n + i in gone else f"{' ' * 36}{2 * n + i + 5}" for i in (0, 1)]
        heads = [f"{number}\n\n{head}" if number and head else number for number in numbers]
        prose = tuple(piece for pair in zip(one.prose, heads, strict=True) for piece in pair)
        letters.append(one._replace(prose=prose))
    return printed(_TITLE, letters)


def _broken(k: int) -> str:
    """Print a word broken at a line's end that stands whole k times elsewhere, and once with a hyphen."""
    whole = " ".join("The watermill is let." for _ in range(k))
    first = letter(0)._replace(
        prose=("We went as far as the water-\nmill, and came home by the road that you know.", whole)
    )
    return printed(_TITLE, [first, *(letter(n) for n in range(1, 4))])


def _two_sides(k: int) -> str:
    """Print an exchange in which k letters are signed, and each is headed "Received" or "Sent"."""
    signed = _spread(k)
    letters = []
    for n in range(_MANY):
        writer, role = (("JOHN HALLAM.", "Sent"), ("MARY SEWARD.", "Received"))[n % 2]
        one = letter(n)._replace(salute="", close="Yours ever,", signed=writer if n in signed else "")
        letters.append(one._replace(head=f"{n + 1}.\n\n{role} {_MONTHS[n // 2]} 1843."))
    return printed("CORRESPONDENCE OF JOHN HALLAM WITH MARY SEWARD", letters)


def _starred(k: int) -> str:
    """Print letters that rows of stars part, k of them without a close."""
    changed = _spread(k)
    rows = [letter(n)._replace(head="", date="", behind=("* * * * *",)) for n in range(_MANY)]
    return printed(
        _TITLE, [r._replace(close="", signed="") if n in changed else r for n, r in enumerate(rows)]
    )


def _before(k: int) -> str:
    """Print k paragraphs of a preface before the letters, and as many of an index behind them."""
    preface = "\n\n".join(_wrapped(_TOLD[n % len(_TOLD)]) for n in range(k))
    index = "\n".join(f"{_TOWNS[n % len(_TOWNS)]}, {10 + n}, {30 + n}" for n in range(k))
    body = printed("", [letter(n) for n in range(6)])
    return f"{_TITLE}\n\n\nPREFACE\n\n{preface}\n{body}\n\n\nINDEX\n\n{index}\n"


def _year(one: Graded, n: int) -> Graded:
    return one._replace(date=one.date.replace("1843", str(1831 + n)))


def _with_longer_address(one: Graded, k: int) -> Graded:
    return one._replace(date=f"{'The Old House, ' * (k // 2)}{'Mill Lane, ' * (k % 2)}{one.date}")


FAMILIES: Mapping[str, tuple[Make, int]] = {
    "numbered-without-date": (_lacking(lambda one, _: one._replace(date="")), _MANY),
    "numbered-without-salutation": (_lacking(lambda one, _: one._replace(salute="")), _MANY),
    "numbered-without-close": (_lacking(lambda one, _: one._replace(close="", signed="")), _MANY),
    "numbered-without-number": (_lacking(lambda one, _: one._replace(head="")), _MANY),
    "numbered-with-another-look": (_lacking(lambda one, n: one._replace(head=f"{n + 1}.")), _MANY),
    "numbered-with-another-signature": (_lacking(lambda one, _: one._replace(signed="EDWARD MARSH.")), _MANY),
    "numbered-with-another-reader": (_lacking(lambda one, _: one._replace(salute="Dear Aunt,")), _MANY),
    "numbered-of-other-years": (_lacking(_year), _MANY),
    "numbered-without-year": (
        _lacking(lambda one, _: one._replace(date=one.date.replace(", 1843", ""))), _MANY),
    "numbered-with-weekday-alone": (
        _lacking(lambda one, _: one._replace(date=f"{one.date.split(',')[0]}, Thursday.")), _MANY),
    "numbered-dated-at-the-foot": (
        _lacking(lambda one, _: one._replace(date="", behind=(one.date,))), _MANY),
    "names-without-date": (_lacking(lambda one, _: one._replace(date=""), _by_names), _MANY),
    "names-without-names": (_lacking(lambda one, _: one._replace(head=""), _by_names), _MANY),
    "names-of-a-title-alone": (
        _lacking(lambda one, _: one._replace(head="TO THE COLONEL"), _by_names), _MANY),
    "names-of-things": (_lacking(lambda one, _: one._replace(head="THE OLD MILL"), _by_names), _MANY),
    "names-of-writers": (
        _lacking(lambda one, _: one._replace(head=one.head.replace("TO", "FROM")), _by_names), _MANY),
    "names-the-same": (_lacking(lambda one, _: one._replace(head="TO THE SAME"), _by_names), _MANY),
    "dates-without-date": (_lacking(lambda one, _: one._replace(date=""), _by_dates), _MANY),
    "dates-without-salutation": (_lacking(lambda one, _: one._replace(salute=""), _by_dates), _MANY),
    "dates-without-close": (_lacking(lambda one, _: one._replace(close="", signed=""), _by_dates), _MANY),
    "dates-below-wide-gaps": (_lacking(lambda one, _: one._replace(gap=5), _by_dates), _MANY),
    "dates-below-no-gap": (_lacking(lambda one, _: one._replace(gap=1), _by_dates), _MANY),
    "greetings-without-close": (
        _lacking(lambda one, _: one._replace(close="", signed=""), _by_greetings), _MANY),
    "greetings-unlike": (_lacking(lambda one, _: one._replace(salute="Well, Sir,"), _by_greetings), _MANY),
    "life-with-narrative": (_lacking(lambda one, n: one._replace(behind=_told(n)), _by_dates), _MANY),
    "life-without-close": (_lacking(lambda one, _: one._replace(close="", signed=""), _in_a_life), _MANY),
    "life-set-in": (_lacking(lambda one, _: _all_set_in(one), _in_a_life), _MANY),
    "life-quoted": (_lacking(lambda one, _: _all_quoted(one), _in_a_life), _MANY),
    "life-undated": (_lacking(lambda one, _: one._replace(date=""), _in_a_life), _MANY),
    "life-narrative-set-in": (
        _lacking(lambda one, n: one._replace(behind=tuple(map(_set_in, _told(n)))), _by_dates), _MANY),
    "notes-at-the-foot-uncalled": (_annotated, _MANY),
    "notes-at-the-end-uncalled": (lambda k: _annotated(k, foot=False), _MANY),
    "notes-by-plain-figures-uncalled": (lambda k: _annotated(k, "{}"), _MANY),
    "pages-missing": (_paged, 2 * _MANY),
    "pages-with-heads-missing": (lambda k: _paged(k, head="LETTERS OF JOHN HALLAM"), 2 * _MANY),
    "a-broken-word": (_broken, _MANY),
    "two-sides-signed": (_two_sides, _MANY),
    "stars-without-close": (_starred, _MANY),
    "matter-before-and-behind": (_before, _MANY),
    "fewer-letters": (lambda k: printed(_TITLE, [letter(n) for n in range(_MANY + 1 - k)]), _MANY),
    "fewer-names": (lambda k: printed(_TITLE, [_by_names(n) for n in range(_MANY + 1 - k)]), _MANY),
    "fewer-dates": (lambda k: printed(_TITLE, [_by_dates(n) for n in range(_MANY + 1 - k)]), _MANY),
    "fewer-in-a-life": (lambda k: printed(_TITLE, [_in_a_life(n) for n in range(_MANY + 1 - k)]), _MANY),
    "shorter-prose": (
        lambda k: printed(
            _TITLE,
            [letter(n)._replace(prose=(" ".join(" ".join(letter(n).prose).split()[: 3 * (_MANY + 1 - k)]),))
             for n in range(6)],
        ),
        _MANY),
    "longer-lines-at-the-head": (
        lambda k: printed(
            _TITLE,
            [_with_longer_address(letter(n), k)
             for n in range(6)],
        ),
        _MANY),
    "longer-closes": (
        lambda k: printed(
            _TITLE,
            [letter(n)._replace(close=f"{'with all my heart and ' * k}yours ever,".capitalize())
             for n in range(6)],
        ),
        _MANY),
    "lines-behind-the-signature": (
        lambda k: printed(
            _TITLE,
            [letter(n)._replace(behind=tuple(SAID["en"][(n + i) % 10] for i in range(k))) for n in range(6)],
        ),
        6),
}  # fmt: skip
