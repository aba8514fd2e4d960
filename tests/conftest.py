"""What every test shares: the samples' place, and Hypothesis's pace."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from lxml import etree
from tei_all_judge import complaints_of_jing, jing_command, tei_all_grammar

ROOT = Path(__file__).resolve().parents[1]

# A shared machine is slow by fits: a deadline would fail at random. The same examples at every run.
settings.register_profile(
    "letterbook",
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("letterbook")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the tests in a browser to those who name them: they need more than Python (CONTRIBUTING.md)."""
    if collection_path != ROOT / "tests" / "browser":
        return None
    named = (Path(argument.partition("::")[0]).resolve() for argument in config.args)
    return None if any(path.is_relative_to(collection_path) for path in named) else True


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def sample() -> Path:
    """Return the source of the sample edition."""
    return ROOT / "tests" / "samples" / "churchill-stalin" / "source.txt"


@pytest.fixture(scope="session")
def tei_all_oracle(pytestconfig: pytest.Config) -> Callable[[Mapping[str, bytes]], list[str]]:
    """Return a judge that is not ours: TEI's own grammar, in jing or, without a Java, in libxml2.

    It takes documents by name and returns complaints, each beginning with the name and the line of a
    document; none is a good sign. TEI's grammar comes from where schema/build.py has it from, and is kept
    in pytest's cache. One call with many documents costs little more than one with one.
    """
    grammar = tei_all_grammar(pytestconfig.cache.mkdir("tei_all"))
    command = jing_command()
    if command is None:
        judge = etree.RelaxNG(etree.parse(grammar))  # takes some ten seconds

    def jing(documents: Mapping[str, bytes]) -> list[str]:
        return complaints_of_jing(command, grammar, documents)

    def libxml2(documents: Mapping[str, bytes]) -> list[str]:
        complaints = []
        for name, data in documents.items():
            if not judge.validate(etree.fromstring(data)):
                complaints += [f"{name}:{error.line}: {error.message}" for error in judge.error_log]
        return complaints

    return jing if command else libxml2


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let an interrupt be answered as in a terminal; it may be ignored where tests run in the background."""
    old = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, old)
