"""All small texts of the tests, and in lines what letterbook makes of one, to be compared with earlier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

from made_books import BOOKS
from odd_texts import odd_text
from other_hands import hands
from outline import facts, parts
from scoring import SAMPLES, editions, gold_of
from test_little_books import read_books
from test_manners import printed, read_manners

from letterbook import stages
from letterbook.detect.found import Found
from letterbook.model import Act, Edition, Finding, Guess, Source, letters
from letterbook.problems import Problem, Refused
from letterbook.project.letterbook_toml import Project
from letterbook.review.subjects import reason_of, words_of

#: So many texts are drawn by the maker of odd texts.
_ODD = 30
#: Each sample is read again with its first letters alone: with so few that rows and habits of a book are just
#: seen, or just not.
_CUTS = (2, 3)
_WORDS = 32  # code points of a finding's words that are shown


def texts() -> Mapping[str, Callable[[], str]]:
    """Return what makes each text, by a name that may be a file's."""
    made: dict[str, Callable[[], str]] = {
        f"sample-{name}": (SAMPLES / name / "source.txt").read_text for name in editions()
    }
    made |= {f"manner-{one.name}": (lambda one=one: printed(one)) for one in read_manners()}
    made |= {f"hand-{one.name}": (lambda one=one: one.text) for one in hands()}
    made |= {f"little-{one.name}": (lambda one=one: one.text) for one in read_books()}
    made |= {f"book-{name}": make for name, (make, _) in BOOKS.items()}
    made |= {
        f"cut-{name}-{many}": (lambda name=name, many=many: _cut(name, many))
        for name in editions()
        for many in _CUTS
        if len(gold_of(name)["letters"]) > many
    }
    made |= {f"odd-{seed}": (lambda seed=seed: odd_text(seed)) for seed in range(_ODD)}
    return {_file_name(name): make for name, make in made.items()}


def _cut(name: str, many: int) -> str:
    """Return a sample up to the end of one of its first letters."""
    text = (SAMPLES / name / "source.txt").read_text(encoding="utf-8")
    return text[: gold_of(name)["letters"][many - 1]["block"]["end"]] + "\n"


def _file_name(name: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in name).strip("-").replace("--", "-")


def account(text: str, folder: Path) -> Iterator[str]:
    """Yield what is made of a text: signs, facts with their reasons, decisions, messages, parts."""
    project = laid_down(text, folder)
    looked = stages.detected(project)
    yield from signs(looked.signs)
    yield from judged(project, looked)


def laid_down(text: str, folder: Path) -> Project:
    """Write a text into a folder, as the source of an edition."""
    path = folder / "source.txt"
    path.write_text(text, encoding="utf-8")
    return Project(id="book", source=path)


def judged(project: Project, looked: stages.Looked) -> Iterator[str]:
    """Yield what the judges make of the signs that were found: facts with their reasons, and all below."""
    try:
        edition, problems = stages.understand(project, look=lambda _: looked)
    except Refused as refused:
        yield from _told(refused.problems)
        return
    yield from ["", "facts", *facts(edition), *_reasons(edition)]
    yield from ["", "decisions", *_decisions(edition)]
    yield from ["", "messages", *_told(problems)]
    yield from ["", "parts", *parts(edition, (*edition.front, *edition.body, *edition.back))]


def _told(problems: tuple[Problem, ...]) -> Iterator[str]:
    for one in problems:
        yield f"{one.place.line if one.place else 0}: {one.severity}: {one.message} [{one.code}]"


def signs(found: Found) -> Iterator[str]:
    """Yield a line for each finding: where, what, its words, its rule and how sure that is."""
    source = found.page.source
    yield f"languages: {' '.join(found.languages)}"
    yield "signs"
    for one in sorted(found.findings, key=lambda one: (one.span, one.kind, one.rule)):
        yield f"{_shown(source, one)} {_value(one.value)}".rstrip()


def _shown(source: Source, one: Finding) -> str:
    words = " ".join(source.quote(one.span).split())
    words = words if len(words) <= _WORDS else f"{words[: _WORDS // 2]}…{words[-_WORDS // 2 :]}"
    return f"{source.place(one.span.start).line}: {one.kind} {words!r} {one.rule} {one.confidence:.3f}"


def _value(value: object) -> str:
    """Return what a finding's value says, without its spans."""
    if not is_dataclass(value):
        return "" if value is None else str(value)
    held = ((field.name, getattr(value, field.name)) for field in fields(value))
    return " ".join(f"{name}={told}" for name, told in held if isinstance(told, str | int | float) and told)


def _reasons(edition: Edition) -> Iterator[str]:
    """Yield for each fact of a letter the kind of its evidence, its reasons, and what lost against it."""
    for letter in letters(edition):
        for name, act in (("sent", letter.sent), ("received", letter.received)):
            for what, guess in _guesses(act):
                why = "; ".join(one.says for one in guess.because)
                lost = ", ".join(str(getattr(other.value, "name", other.value)) for other in guess.others)
                yield f"{letter.key} {name} {what}: {guess.ground} {why}{f' | not {lost}' if lost else ''}"


def _guesses(act: Act) -> Iterator[tuple[str, Guess]]:
    yield from (("who", guess) for guess in act.persons)
    if act.place:
        yield "where", act.place
    yield from (("when", guess) for guess in act.dates)


def _decisions(edition: Edition) -> Iterator[str]:
    for one in edition.decisions:
        about = _shown(edition.source, one.kept) if one.kept else "nothing"
        lost = "".join(f" | not {_shown(edition.source, other)}" for other in one.dropped)
        yield f"{words_of(one.subject)}: {about}{lost}: {reason_of(one.reason, one.second)}"
