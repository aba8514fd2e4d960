"""Read the hour beside a date: "10.30 p.m.", "½ 8 Uhr", "8 heures du soir", "Abends"."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.values.dates.tokens import Token

_TIME = (
    r"(?:(?:H|Q|F|n/n)?[TuBi]?[nqdk]F?(?:[.:]n)?[.]?h[.]?(?:n|j?[HQF])?"  # 7 ½ Uhr, half past 7 o'clock
    r"|[nqdk](?:[.:]n)?[.]?g[.]?"  # 10.30 p.m.
    r"|n:n[.]?g?"
    r"|i[nq][.:]n"  # at 10.30
    r"|Kn"  # 15h 30
    r"|yh"  # 1430 hours
    r"|[nqd]?N"  # 12 noon
    r"|[nqd](?=[.]?[iPO]{1,2}e)"  # 8 in the morning
    r"|Kn?(?=[.]?[iPO]{0,2}e)"  # 8h du soir
    r"|[HQF][TuBi]?[nqd])"  # half past seven
)
#: The signs of an hour, with the part of the day before or after it, or of a part of the day alone.
CLOCK = rf"(?:(?:e[.,]?)?[iPc]{{0,2}}{_TIME}(?:[.,]?[iPO]{{0,2}}e[.]?)?|[iPOc]{{0,2}}e[.]?)"
_NOON = 12
_LAST = 24


def read_hour(text: str, tokens: Sequence[Token]) -> str | None:
    """Return the hour as "22:30" where its words leave no doubt, else its words; None where there is none."""
    words = [token for token in tokens if token.sign not in ".,;:-PiO"]
    if not words:
        return None
    signs = "".join(token.sign for token in words)
    numbers = [token.number for token in words if token.sign in "nqdK"]
    hour = numbers[0] if numbers else -1
    minute = numbers[1] if len(numbers) > 1 else 0
    if not set(signs) & set("eFHQN") and 0 <= hour <= _LAST and 0 <= minute < 60:  # noqa: PLR2004 (minutes)
        if "g" in signs and 1 <= hour <= _NOON:
            pm = words[signs.index("g")].row == "pm"
            return f"{hour % _NOON + (_NOON if pm else 0):02}:{minute:02}"
        if "g" not in signs and _NOON < hour < _LAST:
            return f"{hour:02}:{minute:02}"
    if signs in {"N", "nN"} and words[-1].row == "noon":
        return "12:00"
    return " ".join(text[words[0].start : words[-1].end].split())
