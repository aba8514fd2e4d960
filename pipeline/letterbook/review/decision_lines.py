"""Write the lines of decisions.toml that confirm, change or reject a fact, ready to be copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from letterbook.model import Guess, Source, Span, When

_FEW, _MANY = 5, 40  # words quoted before a mark: usually, and at most


def quote_of(source: Source, span: Span) -> str:
    """Return the words of a span with so many words before them on the line as find it again there.

    Five words stand before a mark of a note, as a reader would quote it; more, where these stand twice.
    """
    start = source.text.rfind("\n", 0, span.start) + 1
    end = source.text.find("\n", span.end)
    line = _line(source, start, end if end >= 0 else len(source.text))
    before = source.text[start : span.start]
    gap = " " if before[-1:].isspace() else ""
    words = before.rsplit(maxsplit=_MANY)  # the line may be a whole letter
    own = " ".join(source.quote(span).split())
    quote = own
    for count in range(_FEW, _MANY, _FEW):
        front = " ".join(words[-count:])
        quote = f"{front}{gap}{own}" if front else own
        if line.count(quote) == 1 or count >= len(words):
            break
    return quote


@lru_cache(maxsize=1)
def _line(source: Source, start: int, end: int) -> str:
    """Return a line as it is quoted; the last is kept, since it may have thousands of marks."""
    return " ".join(source.text[start:end].split())


def value_of(guess: Guess[Any]) -> str:
    """Write a person's or place's name; a date as EDTF does: "1941-07-18", "../1941-07-08", "1941/1942"."""
    value = guess.value
    if not isinstance(value, When):
        return str(value.name)
    if value.when:
        return value.when
    return f"{value.not_before or value.start or '..'}/{value.not_after or value.end or '..'}"


def act_tables(
    kind: str, letter: str, guesses: Sequence[Guess[Any]]
) -> tuple[Mapping[str, Mapping[str, Any]], ...]:
    """Return the tables that confirm, change and reject a fact of sending or receiving."""
    place: dict[str, Any] = {"letter": letter}
    if kind in ("sender", "recipient"):
        names = [guess.value.name for guess in guesses]
        known: Any = names[0] if len(names) == 1 else names
        return (
            {kind: {**place, "person": known}},
            {kind: {**place, "person": ""}},
            {f"not-{kind}": {**place, "person": known}},
        )
    if kind == "place":
        name = guesses[0].value.name if guesses else ""
        return {kind: {**place, "place": name}}, {kind: {**place, "place": ""}}, {f"not-{kind}": place}
    when = guesses[0].value if guesses else When()
    dates = {
        "date": when.when,
        "not-before": when.not_before,
        "not-after": when.not_after,
        "from": when.start,
        "to": when.end,
    }
    given = {key: value for key, value in dates.items() if value}
    return {kind: {**place, **given}}, {kind: {**place, "date": ""}}, {f"not-{kind}": place}
