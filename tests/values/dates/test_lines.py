"""What is a date, what it says, and what is none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from letterbook.values.dates.lines import Context, Reading, Refusal, read_date, read_line

CASES = Path(__file__).with_name("dates.txt")


class Case(NamedTuple):
    mode: str
    context: Context
    text: str
    expected: str


def _cases() -> list[Case]:
    cases: list[Case] = []
    mode, context = "line", Context()
    for row in CASES.read_text(encoding="utf-8").splitlines():
        if row.startswith("@"):
            mode, languages, years, order, calendar = row[1:].split()
            first, _, last = years.partition("-")
            context = Context(
                tuple(languages.split(",")),
                (int(first), int(last)) if first else None,
                None if order == "-" else order,
                None if calendar == "-" else calendar,
                years_alone=mode == "years",
            )
        elif row.strip() and not row.startswith("#"):
            text, _, expected = row.rpartition("|")
            cases.append(Case(mode, context, text.strip().replace("\\n", "\n"), expected.strip()))
    return cases


TABLE = _cases()
READ = [case for case in TABLE if not case.expected.startswith("!")]
REFUSED = [case for case in TABLE if case.expected.startswith("!")]


def _read(case: Case) -> Reading | Refusal:
    return (read_date if case.mode == "date" else read_line)(case.text, case.context)


def _said(reading: Reading) -> str:
    when = reading.when
    if when.start or when.end:
        return f"{when.start or ''}..{when.end or ''}"
    if when.not_before or when.not_after:
        return f"{when.not_before or ''}~{when.not_after or ''}"
    return when.when or ""


def _facts(reading: Reading, text: str) -> dict[str, str]:
    def quote(start: int, end: int) -> str:
        return re.sub(r"\s", "_", text[start:end])

    return {
        "place": quote(*reading.place) if reading.place else "",
        "role": reading.role or "",
        "inherits": (reading.inherits or "").replace(" ", "_"),
        "cert": reading.cert or "",
        "hour": (reading.hour or "").replace(" ", "_"),
        "weekday": str(reading.weekday or ""),
        "custom": reading.when.custom or "",
        "calendar": reading.when.calendar or "",
        "span": quote(*reading.span),
        "calls": ",".join(quote(*call) for call in reading.calls),
    }


#: What must not be said unless the case says it.
SILENT = ("place", "role", "inherits", "cert", "custom", "calendar", "calls")


def test_the_table_is_large_and_a_third_of_it_is_refused() -> None:
    assert len(TABLE) >= 300
    assert len(REFUSED) * 3 >= len(TABLE)


@pytest.mark.parametrize("case", READ, ids=lambda case: f"{case.mode}:{case.text!r}")
def test_reads(case: Case) -> None:
    reading = _read(case)
    assert isinstance(reading, Reading), reading
    value, *facts = case.expected.split()
    if "=" in value or value == "note":
        value, facts = "", [value, *facts]
    expected = dict(fact.split("=", 1) for fact in facts if "=" in fact)
    found = _facts(reading, case.text)
    assert _said(reading) == value
    assert {name: found[name] for name in {*expected, *SILENT}} == {
        **dict.fromkeys(SILENT, ""),
        **expected,
    }
    assert bool(reading.notes) == ("note" in facts), reading.notes
    assert (reading.cert is None) == (reading.basis is None)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case.mode}:{case.text!r}")
def test_refuses(case: Case) -> None:
    refusal = _read(case)
    assert isinstance(refusal, Refusal), refusal
    assert case.expected.removeprefix("!").strip() in refusal.reason
    assert 0 <= refusal.at <= len(case.text)
