"""The scale of certainty keeps its promise on the test editions, and its judge sees what is wrong."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from judged import verdicts
from scoring import SAMPLES, editions, gold_of

from letterbook.project.letterbook_toml import Project
from letterbook.review.facts import facts
from letterbook.review.standing import standing_of
from letterbook.stages import understand


def understood(name: str):
    return understand(Project(id=name, source=SAMPLES / name / "source.txt")).value


@pytest.fixture(scope="module")
def counted():
    """Count right and wrong by standing, in all test editions together."""
    found: dict[str, Counter[bool | None]] = {}
    for name in editions():
        for verdict in verdicts(understood(name), gold_of(name)):
            found.setdefault(standing_of(verdict.fact), Counter())[verdict.true] += 1
    return found


@pytest.mark.parametrize(("standing", "promise"), [("printed", 0.99), ("high", 0.995), ("medium", 0.90)])
def test_what_is_given_is_right_as_often_as_is_promised(counted, standing, promise):
    right, wrong = counted[standing][True], counted[standing][False]
    assert right >= 30
    assert right >= promise * (right + wrong)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("sender", lambda letter: {**letter, "sender": ["Nobody Else"]}),
        ("recipient", lambda letter: {**letter, "recipient": ["Nobody Else"]}),
        ("received", lambda letter: {**letter, "dates": [{"role": "received", "iso": "1601-01-01"}]}),
        ("call", lambda letter: {**letter, "markers": []}),
        ("heading", lambda letter: {**letter, "paragraphs": [{"start": 0, "end": 1}]}),
    ],
)
def test_the_judge_sees_what_is_wrong(kind, change):
    name = "en-whaling-factor"
    edition, gold = understood(name), gold_of(name)
    good = {v.fact.id: v.true for v in verdicts(edition, gold) if v.fact.kind == kind}
    assert good
    assert set(good.values()) == {True}
    broken = {**gold, "letters": [change(letter) for letter in gold["letters"]]}
    bad = {v.fact.id: v.true for v in verdicts(edition, broken) if v.fact.kind == kind}
    assert False in bad.values()
    assert bad.keys() == good.keys()


@pytest.mark.parametrize(
    ("value", "truth", "true"),
    [
        ("1871-05-03", "1871-05-03", True),
        ("1871-05", "1871-05-03", True),
        ("1871", "1871-05-03", True),
        ("1871-05-03", "1871-05", False),
        ("../1871-05-09", "1871-05-03", True),
        ("../1871-05-09", "1871-05-10", False),
        ("1871-05-01/1871-05-31", "1871-05-03", True),
        ("1871-06/..", "1871-05-03", False),
        ("1870/1871", "1871-05-03", True),
        ("1871-05-04", "1871-05-03", False),
    ],
)
def test_a_date_may_be_less_exact_than_the_truth_but_not_contradict_it(value, truth, true, monkeypatch):
    name = "en-whaling-factor"
    edition, gold = understood(name), json.loads(json.dumps(gold_of(name)))
    for letter in gold["letters"]:
        letter["dates"] = [{"role": "sent", "iso": truth}]
    told = [replace(fact, value=value) for fact in facts(edition) if fact.kind == "sent"]
    monkeypatch.setattr("judged.facts", lambda _: told)
    assert {verdict.true for verdict in verdicts(edition, gold)} == {true}
