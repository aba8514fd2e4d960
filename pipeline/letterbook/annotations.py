"""Write problems as other programs show them beside a line: SARIF for editors, GitHub's own commands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from urllib.parse import quote

from letterbook import __version__
from letterbook.problems import CODES, Problem, Severity

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_sarif(problems: Sequence[Problem]) -> str:
    """Write a SARIF 2.1.0 log (OASIS, 2020) of one run: a rule for each code, a result for each problem."""
    codes = sorted({problem.code for problem in problems})
    driver = {
        "name": "letterbook",
        "version": __version__,
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": CODES[code].means},
                "help": {"text": CODES[code].remedy},
                "defaultConfiguration": {"level": str(CODES[code].severity)},
            }
            for code in codes
        ],
    }
    results = [_result(problem, codes.index(problem.code)) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(problem: Problem, rule: int) -> dict[str, object]:
    file, line, column = problem.place
    physical: dict[str, object] = {
        "artifactLocation": {"uri": quote(PurePath(file).as_posix(), errors="surrogateescape")}
    }
    if line:
        physical["region"] = {"startLine": line} | ({"startColumn": column} if column else {})
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": str(problem.severity),
        "message": {"text": f"{problem.message}. {problem.hint}" if problem.hint else problem.message},
        "locations": [{"physicalLocation": physical}],
    }


def as_github(problems: Sequence[Problem]) -> Iterator[str]:
    """Write each problem as a workflow command of GitHub Actions, which shows it beside the line."""
    for problem in problems:
        file, line, column = problem.place
        where = {"file": PurePath(file).as_posix(), "line": line, "col": column, "title": problem.code}
        said = ",".join(f"{key}={_property(str(value))}" for key, value in where.items() if value)
        yield f"::{_GITHUB[problem.severity]} {said}::{_data(problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
