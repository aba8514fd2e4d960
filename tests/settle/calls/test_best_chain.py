"""The chain is exact: a search through every choice finds nothing better."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook.settle.calls.best_chain import Candidate, Costs, find_chain

COSTS = Costs(gap=2.0, note=1.0)
NEVER = float("-inf")


def run_of(*rows: tuple[int, float]) -> list[Candidate]:
    """Candidates one after the other, from (rank, score)."""
    return [Candidate(at, rank, score, score - 3) for at, (rank, score) in enumerate(rows)]


@pytest.mark.parametrize(
    ("name", "candidates", "ranks", "kept"),
    [
        ("nothing at all", [], 0, []),
        ("notes without marks", [], 3, []),
        ("in order", run_of((0, 1), (1, 1), (2, 1)), 3, [0, 1, 2]),
        ("the likelier of two", run_of((0, 1), (1, -1), (1, 2), (2, 1)), 3, [0, 2, 3]),
        ("a note never called", run_of((0, 3), (2, 3)), 3, [0, 1]),
        ("a run of notes never called", run_of((0, 3), (40, 45), (41, 3)), 42, [0, 1, 2]),
        ("not worth the gap", run_of((0, 1), (1, 1), (2, 1), (9, 1), (3, 1)), 10, [0, 1, 2, 4]),
        ("called twice", run_of((0, 1), (1, 4), (1, 4), (2, 1)), 3, [0, 1, 2, 3]),
        (
            "the second mark is too weak to be a call again",
            run_of((0, 1), (1, 4), (1, 1), (2, 1)),
            3,
            [0, 1, 3],
        ),
        ("a weak mark is kept for its neighbours' sake", run_of((0, 1), (1, -2.5), (2, 1)), 3, [0, 1, 2]),
        ("a very weak one is not", run_of((0, 1), (1, -3.5), (2, 1)), 3, [0, 2]),
        ("out of order", run_of((0, 1), (2, 1), (1, 1), (2, 1)), 3, [0, 2, 3]),
    ],
)
def test_small_chains(name: str, candidates: list[Candidate], ranks: int, kept: list[int]) -> None:
    assert find_chain(candidates, ranks, COSTS).kept == kept, name


def test_a_strong_mark_out_of_order_is_kept_aside() -> None:
    candidates = [
        Candidate(0, 0, 3),
        Candidate(1, 1, 3),
        Candidate(2, 0, 3, repeat=0, aside=1),
        Candidate(3, 2, 3),
    ]
    chain = find_chain(candidates, 3, COSTS)
    assert chain.kept == [0, 1, 2, 3]
    assert chain.aside == {2}
    assert chain.total == 10


def test_one_mark_has_one_reading() -> None:
    """A number that two notes bear: the mark calls one of them, not both."""
    candidates = [
        Candidate(5, 0, 3),
        Candidate(5, 2, 3),
        Candidate(9, 1, 3),
        Candidate(12, 0, 3),
        Candidate(12, 2, 3),
    ]
    assert find_chain(candidates, 3, COSTS).kept == [0, 2, 4]


def test_the_candidates_need_not_be_sorted() -> None:
    candidates = [Candidate(30, 2, 1), Candidate(10, 0, 1), Candidate(20, 1, 1)]
    assert find_chain(candidates, 3, COSTS).kept == [1, 2, 0]


def _by_trying_everything(candidates: list[Candidate], ranks: int, costs: Costs) -> float:
    best = NEVER
    for choice in product(("no", "chain", "aside"), repeat=len(candidates)):
        rows = sorted(
            ((one.at, how, one) for one, how in zip(candidates, choice, strict=True) if how != "no"),
            key=lambda row: row[0],
        )
        if len({at for at, _, _ in rows}) < len(rows):
            continue
        total, last = 0.0, -1
        for _, how, one in rows:
            if how == "aside":
                total += one.aside
            elif one.rank < last:
                total = NEVER
            elif one.rank == last:
                total += one.repeat
            else:
                total += one.score - costs.of(one.rank - last - 1)
                last = one.rank
        best = max(best, total - costs.of(ranks - 1 - last))
    return best


_HALVES = st.integers(-8, 8).map(lambda n: n / 2)


@st.composite
def _problems(draw: st.DrawFn) -> tuple[list[Candidate], int, Costs]:
    ranks = draw(st.integers(1, 5))
    candidates = draw(
        st.lists(
            st.builds(
                Candidate,
                at=st.integers(0, 6),
                rank=st.integers(0, ranks - 1),
                score=_HALVES,
                repeat=_HALVES,
                aside=st.one_of(st.just(NEVER), _HALVES),
            ),
            max_size=6,
        )
    )
    costs = Costs(gap=draw(st.integers(0, 6)) / 2, note=draw(st.integers(0, 4)) / 2)
    return candidates, ranks, costs


@given(_problems())
@settings(max_examples=250, deadline=None)
def test_no_choice_is_better(given_problem: tuple[list[Candidate], int, Costs]) -> None:
    candidates, ranks, costs = given_problem
    chain = find_chain(candidates, ranks, costs)
    kept, total = chain.kept, chain.total
    assert total == _by_trying_everything(candidates, ranks, costs)
    assert total == _by_trying_everything([candidates[index] for index in kept], ranks, costs)


@given(_problems())
@settings(max_examples=60, deadline=None)
def test_the_chain_is_one(given_problem: tuple[list[Candidate], int, Costs]) -> None:
    candidates, ranks, costs = given_problem
    chain = find_chain(candidates, ranks, costs)
    in_chain = [candidates[index].rank for index in chain.kept if index not in chain.aside]
    assert in_chain == sorted(in_chain)
    assert len({candidates[index].at for index in chain.kept}) == len(chain.kept)


@pytest.mark.parametrize("spread", [1, 7])
def test_the_work_grows_with_the_text(spread: int) -> None:
    """Twice the candidates and notes: little more than twice the steps (the logarithm's part)."""

    def steps(size: int) -> int:
        candidates = [Candidate(at, at * spread % size, 1.0, -2.0) for at in range(size)]
        return find_chain(candidates, size, COSTS).steps

    small, large = steps(4_000), steps(32_000)
    assert large < 8 * small * 1.5
    assert small < 4_000 * 30
