"""Report what became of a library's volumes: in words, and as JSON for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from letterbook import report
from letterbook.library.outcome import BUILT, FAILED, RENDERED, UNCHANGED, Told

_ORDER = (BUILT, RENDERED, UNCHANGED, FAILED)


def as_lines(told: Sequence[Told]) -> list[str]:
    """Write what became of the volumes: which failed and why, problems by code, counts."""
    problems = [problem for one in told for problem in one.problems]
    lines = [f"failed: {one.source}: {_why(one)}" for one in told if one.outcome == FAILED]
    counts = Counter(one.outcome for one in told)
    said = ", ".join(f"{counts[outcome]} {outcome}" for outcome in _ORDER if counts[outcome]) or "none"
    letters = sum(one.letters for one in told)
    return [*report.by_code(problems), *lines, f"{_volumes(len(told))}, {letters:,} letters: {said}"]


def as_facts(told: Sequence[Told]) -> dict[str, object]:
    """Return the same for programs; the problems themselves stand elsewhere in the answer."""
    counts = Counter(one.outcome for one in told)
    return {
        "summary": {outcome: counts[outcome] for outcome in _ORDER},
        "letters": sum(one.letters for one in told),
        "codes": dict(report.counted(problem for one in told for problem in one.problems)),
        "volumes": [
            {
                "id": one.edition,
                "source": one.source,
                "outcome": one.outcome,
                "letters": one.letters,
                "codes": dict(report.counted(one.problems)),
                **({"why": _why(one)} if one.outcome == FAILED else {}),
            }
            for one in told
        ],
    }


def _volumes(count: int) -> str:
    return f"{count:,} volume{'s' * (count != 1)}"


def _why(one: Told) -> str:
    wrong = [problem for problem in one.problems if not report.is_clean((problem,))]
    more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
    return f"{wrong[0].message.splitlines()[0]} [{wrong[0].code}]{more}" if wrong else "nothing came of it"
