"""What can be wrong with an edition, and how it is said.

A stage never prints and never raises for bad input: it returns its value together with the
`Problem`s it met. The command line prints them as ``file:line:column: severity: message [code]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """How much a problem matters: an error makes the exit code 1, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """A spot in a file, for people: line and column count from 1; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write the place as editors understand it."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and what to do about it."""

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""

    def __str__(self) -> str:
        """Write the problem on one line, the hint on a second."""
        line = f"{self.place}: {self.severity}: {self.message} [{self.code}]"
        return f"{line}\n    {self.hint}" if self.hint else line


class Outcome(NamedTuple, Generic[T]):
    """What a stage returns: its value, and what was wrong on the way."""

    value: T
    problems: tuple[Problem, ...] = ()


class Refused(Exception):  # noqa: N818 (it is no fault of the program: the input cannot be used)
    """The input cannot be used at all; it carries the problems that say why.

    Raised by a stage that has no value to return (no letters, not decodable), caught by the
    command line, which prints the problems and exits with code 1.
    """

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems."""
        super().__init__("; ".join(p.message for p in problems))
        self.problems = problems


class Code(NamedTuple):
    """A kind of problem: how much it matters, what it means, what its reader can do."""

    severity: Severity
    means: str
    remedy: str


#: Every code the program can print. A test holds this table and docs/problems.md together.
CODES: dict[str, Code] = {}


def problem(code: str, message: str, place: Place, hint: str = "") -> Problem:
    """Make a problem of a known code, with that code's severity and, if none is given, its remedy."""
    known = CODES[code]
    return Problem(code, known.severity, message, place, hint or known.remedy)
