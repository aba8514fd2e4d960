"""Claims that contradict each other, and those that only seem to."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.model import Source
from letterbook.problems import Problem, problem
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.claim import Book, Claim, person_of
from letterbook.settle.parties.two_sides.direction_evidence import HIGH
from letterbook.settle.parties.two_sides.judge import tell
from letterbook.values.names.forms import fold, is_weak, last_of
from letterbook.values.names.same_person import fits


def find_contest(claims: Sequence[Claim], book: Book) -> tuple[Claim, Claim] | None:
    """Return two high claims that contradict each other.

    A person who signs for a body contradicts nobody; nor does the second signature on a letter, which
    stands under words that it quotes.
    """
    ranked = sorted(claims, key=lambda c: -c.level)
    rivals = [c for c in ranked if not set(c.keys) & set(ranked[0].keys)]
    if not rivals or rivals[0].level < HIGH:
        return None
    best, rival = ranked[0], rivals[0]
    forms = book.people.forms
    body = any(key in forms and forms[key][0].kind == "body" for key in best.keys)
    if means_the_same(best, rival):
        return None
    agreed = any(c.rule == rival.rule and c.keys == best.keys for c in ranked)
    if rival.rule == "signature" and (body or agreed):
        return None
    return best, rival


def means_the_same(best: Claim, rival: Claim) -> bool:
    """Tell whether a salutation or signature may mean the one whom a heading names.

    "Dearest Janet" may be Mrs. Ross, "S. Vernon" Lady Susan, "Catherine Vernon" Mrs. Vernon.
    """
    if rival.rule not in ("salutation", "call", "signature") or best.rule not in ("heading", "same"):
        return False
    if rival.rule == "signature" and len(rival.shown) == 1 < len(best.shown):
        signed = {fold(word) for word in rival.shown[0].text.split()}
        return {last_of(name) for name in best.shown} <= signed  # "Brandt. Fink" below "Brandt und Fink"
    if len(best.shown) != 1 or len(rival.shown) != 1:
        return False
    name, called = best.shown[0], rival.shown[0]
    if fits(called, name, loosely=True):
        return True
    first = fold(called.given[0])[:1] if called.given else ""  # "Lady Susan" signs "S. Vernon"
    titled = name.lone and name.female is not None
    return titled and (is_weak(called) or (bool(name.female) and first == fold(name.surname)[:1]))


def tell_contest(
    source: Source, signs: Signs, role: str, contest: tuple[Claim, Claim], book: Book
) -> Problem:
    """Return the message on a letter with two senders, or two recipients, each with its reasons."""
    told = [
        f"{' and '.join(person_of(book.people, key).name for key in claim.keys)},"
        f" because {tell(source, claim.because)}"
        for claim in contest
    ]
    spot = contest[1].span or contest[0].span or signs.span
    message = f"letter {signs.number or signs.key}: two {role}s: {told[0]}; but {told[1]}"
    return problem("parties-contradict", message, source.place(spot.start))
