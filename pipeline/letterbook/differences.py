"""What changed between two builds of an edition, from their review.json: letters, facts, problems."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

#: What waits for an editor: the standings of `letterbook.review.standing`.
_WAITING = ("open", "low", "medium")
_FEW = 200  # of one kind so many are shown in full


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that says something else than it did, or stands otherwise: "" where it was not there."""

    fact: str
    before: str
    after: str
    stood: str
    stands: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What is new in the later of two builds against the earlier."""

    letters: tuple[int, int]
    letters_new: tuple[str, ...]
    letters_gone: tuple[str, ...]
    decided: tuple[str, ...]
    undecided: tuple[str, ...]
    changed: tuple[Change, ...]
    waiting: tuple[int, int]
    odd: tuple[int, int]
    problems_new: tuple[str, ...]
    problems_gone: tuple[str, ...]

    def as_facts(self) -> Mapping[str, Any]:
        """Return all of it for programs."""
        return asdict(self)


def compare(old: bytes, new: bytes) -> Differences:
    """Compare two files review.json. Raises ValueError where one is none."""
    before, after = _read(old), _read(new)
    was, now = _facts(before), _facts(after)
    keys = list(dict.fromkeys((*now, *was)))
    decided, undecided, changed = [], [], []
    for key in keys:
        one, other = was.get(key), now.get(key)
        stood, stands = _standing(one), _standing(other)
        name = (other or one or {})["id"]
        if stands in ("decided", "left") and stood not in ("decided", "left"):
            decided.append(name)
        elif stood in ("decided", "left") and stands not in ("decided", "left"):
            undecided.append(name)
        said, says = (one or {}).get("value", ""), (other or {}).get("value", "")
        both = one is not None and other is not None
        if both and (said, stood) != (says, stands):
            changed.append(Change(name, said, says, stood, stands))
    letters = [_letters(record) for record in (before, after)]
    told = [Counter(map(_problem, record.get("problems", ()))) for record in (before, after)]
    return Differences(
        (len(letters[0]), len(letters[1])),
        tuple(key for key in letters[1] if key not in set(letters[0])),
        tuple(key for key in letters[0] if key not in set(letters[1])),
        tuple(decided),
        tuple(undecided),
        tuple(changed),
        (_waiting(before), _waiting(after)),
        (len(before.get("odd", ())), len(after.get("odd", ()))),
        tuple((told[1] - told[0]).elements()),
        tuple((told[0] - told[1]).elements()),
    )


def _read(data: bytes) -> Mapping[str, Any]:
    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        record = None
    if (
        not isinstance(record, dict)
        or not isinstance(record.get("facts"), list)
        or "letterbook" not in record
    ):
        msg = "it is no review.json of letterbook"
        raise ValueError(msg)
    return record


def _facts(record: Mapping[str, Any]) -> Mapping[tuple[object, ...], Mapping[str, Any]]:
    """Return the facts by what they are about: ids count on where several are of one kind."""
    counts: Counter[tuple[object, ...]] = Counter()
    found: dict[tuple[object, ...], Mapping[str, Any]] = {}
    for fact in record["facts"]:
        several = fact["id"].count("/") > 1
        key = (
            fact["letter"],
            fact["note"] if several else "",
            fact["fact"],
            fact["quote"] if several else fact["id"],
        )
        counts[key] += 1
        found[*key, counts[key]] = fact
    return found


def _letters(record: Mapping[str, Any]) -> list[str]:
    """Return the letters: of a record without their order, those that have a heading."""
    if "order" in record:
        return [row["letter"] for row in record["order"]]
    return [fact["letter"] for fact in record["facts"] if fact["fact"] == "heading"]


def _standing(fact: Mapping[str, Any] | None) -> str:
    if fact is None:
        return ""
    return str(fact["certainty"] if fact["status"] == "inferred" else fact["status"])


def _waiting(record: Mapping[str, Any]) -> int:
    return sum(_standing(fact) in (*_WAITING, "suggested") for fact in record["facts"])


def _problem(one: Mapping[str, Any]) -> str:
    return f"{one['severity']}: {one['message']} [{one['code']}]"


# ------------------------------------------------------------------ in words


def waits(record: bytes) -> str:
    """Say in a line what an edition leaves to its editor."""
    read = _read(record)
    odd, facts = len(read.get("odd", ())), _waiting(read)
    return f"to look at: {_count(odd, 'thing')} in the order of the book, {_count(facts, 'fact')}"


def in_a_line(found: Differences) -> str:
    """Say in one line what changed."""
    pieces = [
        _more("letter", len(found.letters_new), len(found.letters_gone)),
        f"{_count(len(found.decided), 'fact')} decided" if found.decided else "",
        f"{_count(len(found.undecided), 'decision')} taken back" if found.undecided else "",
        f"{found.waiting[1]} wait (were {found.waiting[0]})" if found.waiting[0] != found.waiting[1] else "",
        f"{found.odd[1]} odd in the order of the book (were {found.odd[0]})"
        if found.odd[0] != found.odd[1]
        else "",
        f"{_count(len(found.problems_gone), 'problem')} gone" if found.problems_gone else "",
        f"{_count(len(found.problems_new), 'problem')} come" if found.problems_new else "",
    ]
    rest = [change for change in found.changed if change.before != change.after]
    if rest:
        pieces.insert(1, f"{_count(len(rest), 'value')} changed")
    return ", ".join(filter(None, pieces)) or "nothing changed in what is known"


def in_full(found: Differences) -> Iterator[str]:
    """Yield all that changed, a line each."""
    yield in_a_line(found)
    groups: Sequence[tuple[str, Sequence[str]]] = (
        ("letter new", found.letters_new),
        ("letter gone", found.letters_gone),
        ("decided", found.decided),
        ("taken back", found.undecided),
        ("changed", [_said(change) for change in found.changed]),
        ("problem gone", found.problems_gone),
        ("problem come", found.problems_new),
    )
    for name, rows in groups:
        for row in rows[:_FEW]:
            yield f"  {name}: {row}"
        if len(rows) > _FEW:
            yield f"  {name}: ... and {len(rows) - _FEW} more; --format json has them all"


def _said(change: Change) -> str:
    before, after = change.before or "not known", change.after or "not known"
    if before == after:
        return f"{change.fact}: {after} ({change.stood}, now {change.stands})"
    return f"{change.fact}: {before} ({change.stood}), now {after} ({change.stands})"


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'s' * (number != 1)}"


def _more(name: str, new: int, gone: int) -> str:
    if new and gone:
        return f"{_count(new, name)} new, {gone} gone"
    return f"{_count(new, name)} more" if new else f"{_count(gone, name)} fewer" if gone else ""
