"""The review for other programs: report/review.json."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from letterbook import __version__
from letterbook.model import Decision, Edition, Evidence, letters, notes
from letterbook.problems import Problem
from letterbook.review.book_order import Book
from letterbook.review.fact import Fact
from letterbook.review.persons import Met
from letterbook.review.quoting import Reason
from letterbook.review.standing import STANDINGS, standing_of
from letterbook.review.subjects import reason_of, words_of

#: Raised whenever a field changes its meaning or goes.
FORMAT = 1


def as_record(
    edition: Edition,
    told: Sequence[Fact],
    judged: Sequence[Decision],
    problems: Sequence[Problem],
    book: Book,
    persons: Sequence[Met] = (),
) -> bytes:
    """Write one JSON object: the facts, what was decided of the book as a whole, and the run's messages.

    Offsets are code points of the source, `end` exclusive; lines count from 1. Each fact stands on a line of
    its own, so that two runs can be compared.
    """
    source = edition.source
    counts = Counter(map(standing_of, told))
    head = {
        "format": FORMAT,
        "letterbook": __version__,
        "source": {"name": source.name, "sha256": source.sha256, "characters": len(source.text)},
        "letters": len(letters(edition)),
        "notes": sum(1 for _ in notes(edition)),
        "counts": {standing: counts[standing] for standing in STANDINGS},
    }
    parts: dict[str, Iterator[dict[str, Any]]] = {
        "facts": (_fact(fact, edition) for fact in told),
        "order": (asdict(row) for row in book.rows),
        "odd": (asdict(odd) for odd in book.odd),
        "persons": (asdict(one) for one in persons),
        "judgements": (_judgement(decision, edition) for decision in judged),
        "problems": (_problem(problem) for problem in problems),
    }
    lines = [b"%s: %s" % (_json(key), _json(value)) for key, value in head.items()]
    for key, rows in parts.items():
        inside = b",\n".join(map(_json, rows))
        lines.append(b"%s: [\n%s\n]" % (_json(key), inside) if inside else b"%s: []" % _json(key))
    return b"{\n%s\n}\n" % b",\n".join(lines)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


def _fact(fact: Fact, edition: Edition) -> dict[str, Any]:
    return {
        "id": fact.id,
        "letter": fact.letter,
        "note": fact.note,
        "fact": fact.kind,
        "value": fact.value,
        "certainty": fact.certainty,
        "status": fact.status,
        "by": fact.by,
        "rule": fact.rule,
        "line": fact.line,
        "start": fact.span.start,
        "end": fact.span.end,
        "quote": edition.source.quote(fact.span),
        "evidence": [_reason(why) for why in fact.reasons],
        "alternatives": list(fact.alternatives),
        "toml": {"confirm": fact.confirm, "change": fact.change, "reject": fact.reject, "leave": fact.leave},
        "decided": fact.decided,
        "on": fact.on,
    }


def _reason(why: Reason) -> dict[str, Any]:
    says: dict[str, Any] = {"says": why.says}
    if why.span is not None:
        says |= {"quote": why.quote, "line": why.line, "start": why.span.start, "end": why.span.end}
    return says


def _judgement(decision: Decision, edition: Edition) -> dict[str, Any]:
    def evidence(one: Evidence) -> dict[str, Any]:
        if one.span is None:
            return {"says": one.says}
        start = one.span.start
        quote = " ".join(edition.source.quote(one.span).split())
        return _reason(Reason(one.says, quote, edition.source.place(start).line, one.span))

    kept = decision.kept
    return {
        "subject": words_of(decision.subject),
        "reason": reason_of(decision.reason, decision.second),
        "by": kept.by if kept else "",
        "line": edition.source.place(kept.span.start).line if kept else 0,
        "evidence": [evidence(one) for one in kept.because] if kept else [],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "hint": problem.hint,
        "file": PurePath(problem.place.file).name,  # where the folder lies is nothing to the edition
        "line": problem.place.line,
        "column": problem.place.column,
    }
