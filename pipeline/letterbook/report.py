"""Problems as people read them, and as programs do."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from letterbook import __version__
from letterbook.file_bytes import SETTINGS, read_bytes
from letterbook.file_names import TRANSCRIPT
from letterbook.problems import Problem, Severity

if TYPE_CHECKING:
    from letterbook.check.ledger import Proof  # loads lxml

#: How many problems of one code are told before the rest is counted.
FEW = 10
#: How many problems of one kind a check of many files tells one by one.
MANY = 20
#: How many characters of a line are shown, where a message has its line below it.
_WIDE = 100
#: How many characters of a passage are shown.
_QUOTE = 60


#: Signs that a terminal would obey, and those that turn the order of what is shown: not for eyes.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(line: str) -> str:
    """Write a line for a terminal: of names and texts of others, nothing that it would obey."""
    return _OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line)


def is_clean(problems: Iterable[Problem]) -> bool:
    """Tell whether no problem is an error."""
    return all(problem.severity is not Severity.ERROR for problem in problems)


def as_lines(problems: Sequence[Problem], *, quiet: bool = False, whole: bool = False) -> Iterator[str]:
    """Write problems as `file:line:column: severity: message [code]`, each with its hint below.

    Notes are told only on request (`whole`), and of many warnings of one code only the first: a
    scanned book has hundreds, and the one that matters would be lost. Errors are always told;
    `quiet` leaves nothing else.
    """
    told: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for each in problems:
        if each.severity is not Severity.ERROR:
            if quiet or (each.severity is Severity.NOTE and not whole):
                continue
            if told[each.code] >= FEW and not whole:
                left[each.code] += 1
                continue
        told[each.code] += 1
        yield _with_line(each)
    for code, count in left.items():
        yield f"... and {count} more [{code}]; -v tells them all"


def _with_line(each: Problem) -> str:
    """Write a problem of a file that an editor wrote with the line, and a caret under the place."""
    said = str(each)
    place = each.place
    if not (place.line and place.column and place.file.endswith(".toml")):
        return said
    try:
        text = read_bytes(Path(place.file), SETTINGS).decode("utf-8-sig")
        line = text.split("\n")[place.line - 1].rstrip("\r").replace("\t", " ")
    except (OSError, ValueError, IndexError):
        return said
    first, _, hint = said.partition("\n")
    shown = visible(line[:_WIDE])
    caret = f"\n    {' ' * (place.column - 1)}^" if place.column <= len(shown) + 1 else ""
    return f"{first}\n    {shown}{caret}" + (f"\n{hint}" if hint else "")


def as_kinds(problems: Sequence[Problem], *, quiet: bool = False) -> Iterator[str]:
    """Write problems like `as_lines`, those of a kind that is found very often as one line with their count.

    Of a kind are problems of one code whose messages differ in what they quote alone. A project has the same
    habit in all its files: told ten thousand times, nobody reads to the end. A hint is told once.
    """
    told = [each for each in problems if not quiet or each.severity is Severity.ERROR]
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for each in told:
        kinds.setdefault(_kind(each), []).append(each)
    hinted: set[str] = set()
    for each in told:
        alike = kinds[_kind(each)]
        if len(alike) > MANY:
            if each is not alike[0]:
                continue
            others = len({one.place.file for one in alike}) - 1
            where = f"in {others:,} other file{'s' * (others != 1)}" if others else "in this file"
            many = f"(and {len(alike) - 1:,} more of this kind {where}; -v tells them all)"
            each = replace(each, message=f"{each.message} {many}")  # noqa: PLW2901 (the same, said shorter)
        yield str(replace(each, hint="") if each.hint in hinted else each)
        hinted.add(each.hint)


def _kind(one: Problem) -> tuple[str, str]:
    return one.code, _QUOTED.sub("", one.message)


#: What messages quote, and what they count.
_QUOTED = re.compile(r"\([^()]*\)|'[^']*'|“[^”]*”|#[^\s,)]+|@\w+(?:-iso)? -?[-\d]+|\b\w*\d[-\w.]*")


def chosen(
    problems: Iterable[Problem], select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[Problem, ...]:
    """Return the problems whose codes begin as one of `select` (or any, if empty) and none of `ignore`."""
    return tuple(
        one
        for one in problems
        if (not select or one.code.startswith(tuple(select))) and not one.code.startswith(tuple(ignore))
    )


def by_code(problems: Iterable[Problem]) -> Iterator[str]:
    """Write how many problems of each code there are, the most frequent first."""
    told = tuple(problems)
    severities = {problem.code: problem.severity for problem in told}
    for code, count in counted(told):
        yield f"{count:>8,}  {code} ({severities[code]})"


def counted(problems: Iterable[Problem]) -> list[tuple[str, int]]:
    """Count the problems of each code, the most frequent first."""
    counts = Counter(problem.code for problem in problems)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def as_count(problems: Iterable[Problem]) -> str:
    """Say how many errors, warnings and notes there are: "2 errors, 1 warning"."""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(
        f"{counts[severity]} {severity}{'s' * (counts[severity] != 1)}"
        for severity in Severity
        if counts[severity]
    )


def as_json(problems: Iterable[Problem], facts: dict[str, object]) -> str:
    """Write one JSON object: a command's facts, and every problem; line and column are 0 where none is."""
    told = [
        {
            "code": problem.code,
            "severity": str(problem.severity),
            "message": problem.message,
            "hint": problem.hint,
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
        }
        for problem in problems
    ]
    whole = {"letterbook": __version__, **facts, "problems": told}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def as_spans(proof: Proof, ledger: bytes) -> Iterator[str]:
    """Write each posting of a proof that holds: where it begins, what became of it, and its words."""
    from letterbook.model import Source, Span  # noqa: PLC0415 (takes longer to load than all the rest)

    head = json.loads(ledger)["source"]
    bom, newline = bytes.fromhex(head["bom"]), head["newline"]
    text = proof.source[len(bom) :].decode(head["encoding"])
    folded = text.replace(newline, "\n") if newline != "\n" else text
    source = Source(proof.name, folded, head["sha256"], head["encoding"], newline, bom)
    for posting in proof.postings:
        quote = source.quote(Span(posting.start, posting.end))
        shown = quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1]}…"
        what = f"left out: {posting.reason}" if posting.reason else posting.kind
        yield f"{source.place(posting.start)}: {what}: {json.dumps(shown, ensure_ascii=False)}"


def as_fault(fault: Exception) -> str:
    """Write an exception nobody expected as a request to report it, with what one needs to find it."""
    import platform  # noqa: PLC0415 (seldom needed)

    system = f"letterbook {__version__}, Python {platform.python_version()}, {platform.system()}"
    return (
        f"letterbook: a fault of the program, not of your text: {type(fault).__name__}: {fault}\n"
        f"    Please report it with the command, the text if you may, and this line:"
        f" {system}, {_line_of(fault)}.\n"
        f"    No half-written edition is left. With -v the command tells where in the program it happened."
    )


def as_short_fault(fault: Exception) -> str:
    """Write an exception nobody expected on one line: what it is, and the line of the program."""
    return f"{type(fault).__name__} at {_line_of(fault)}: {' '.join(str(fault).split())}"


def _line_of(fault: Exception) -> str:
    import traceback  # noqa: PLC0415 (seldom needed)

    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def placed(each: Problem, source: Path, folder: Path, files: Iterable[str]) -> Problem:
    """Name the file as the user finds it; the stages know it by its name alone."""
    if each.place.file == source.name:
        return replace(each, place=each.place._replace(file=str(source)))
    if source.name in ("letters.csv", "letterbook.toml") and (source.parent / each.place.file).is_file():
        return replace(each, place=each.place._replace(file=str(source.parent / each.place.file)))
    if each.place.file in files:
        return replace(each, place=each.place._replace(file=str(folder / each.place.file)))
    if each.place.file.endswith(TRANSCRIPT):
        kept = next((name for name in files if name.endswith(f"/{each.place.file}")), None)
        return replace(each, place=each.place._replace(file=str(folder / kept))) if kept else each
    return each


_LOOK = (
    ("html/index.html", "the edition to read, in a browser"),
    ("text/edition.txt", "the edition as plain text"),
    ("report/review.html", "what was found, how sure it is, and why: to be looked through"),
    ("tei/edition.xml", "the edition as TEI"),
    ("tei/edition.ledger.json", "where each character of the source went"),
)


def where_to_look(folder: Path, files: Collection[str]) -> list[str]:
    """Say where the files lie that people look at first, and what each is."""
    found = [(str(folder / name), what) for name, what in _LOOK if name in files]
    width = max((len(path) for path, _ in found), default=0)
    return [f"  {path:{width}}  {what}" for path, what in found]
