"""Builds small books of letters for the judges' tests: the text, and the signs that stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from letterbook.model import Source, Span, When
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.judge import Judged, judge_parties


@dataclass(frozen=True)
class L:
    """One letter as a test writes it: `header` is (role, day), `day` the day of its dateline."""

    body: str | tuple[str, ...] = "Nothing to tell."
    head: str = ""
    header: tuple[str, str] | None = None
    day: str | None = None
    salute: str = ""
    valediction: str = ""
    signed: str | tuple[str, ...] = ""


@dataclass(frozen=True)
class Book:
    """A text with its front matter and the signs of its letters."""

    source: Source
    front: tuple[Span, ...]
    letters: tuple[Signs, ...]
    languages: tuple[str, ...]

    def judge(self, viewpoint: str | None = None) -> Judged:
        """Let the parties of the book be judged."""
        return judge_parties(self.source, self.letters, self.front, self.languages, viewpoint)


def book(title: str, *letters: L, language: str = "en") -> Book:
    """Print a book: the title page, then each letter under its number."""
    parts: list[str] = []
    length = 0

    def put(text: str) -> Span:
        nonlocal length
        span = Span(length, length + len(text))
        parts.append(text + "\n\n")
        length += len(text) + 2
        return span

    front = (put(title),)
    signs = []
    for n, letter in enumerate(letters, 1):
        start = length
        head = put(f"{n}. {letter.head}".strip())
        headlines = []
        if letter.header:
            role, day = letter.header
            headlines.append((put(f"{role.title()} on {day}"), role, When(when=day)))
        salutes = (put(letter.salute),) if letter.salute else ()
        rows = letter.body if isinstance(letter.body, tuple) else (letter.body,)
        body = tuple(put(row) for row in rows if row)
        valedictions = (put(letter.valediction),) if letter.valediction else ()
        signed = letter.signed if isinstance(letter.signed, tuple) else (letter.signed,)
        signatures = tuple(put(row) for row in signed if row)
        datelines = ((put(letter.day), When(when=letter.day)),) if letter.day else ()
        signs.append(
            Signs(
                key=f"letter-{n}",
                number=str(n),
                span=Span(start, length),
                heads=(head,),
                headlines=tuple(headlines),
                datelines=datelines,
                salutes=salutes,
                valedictions=valedictions,
                signatures=signatures,
                body=body,
            )
        )
    return Book(Source("test", "".join(parts), ""), front, tuple(signs), (language,))


def told(judged: Judged, n: int) -> tuple[str, str]:
    """Return "A", "B" for letter n from A to B; joint ones as "A & C", what is unknown as ""."""
    parties = judged.parties[f"letter-{n}"]
    senders = " & ".join(g.value.name for g in parties.senders)
    return senders, " & ".join(g.value.name for g in parties.recipients)


def certs(judged: Judged, n: int) -> tuple[str, str]:
    """Return how sure the sender and the recipient of letter n are: "printed", "high", "medium" or ""."""
    parties = judged.parties[f"letter-{n}"]
    rows = [str(g[0].cert or "printed") if g else "" for g in (parties.senders, parties.recipients)]
    return rows[0], rows[1]


def codes(judged: Judged) -> list[str]:
    """Return the codes of the problems, sorted."""
    return sorted(p.code for p in judged.problems)
