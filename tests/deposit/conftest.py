"""An edition built once from the sample, with all that archives ask for, and packages of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from deposited import STATED, built

from letterbook import deposit


@pytest.fixture(scope="session")
def desk(sample, tmp_path_factory):
    """Return the folder of an editor: the sample, its decisions, its register, and all that is asked for."""
    folder = tmp_path_factory.mktemp("desk")
    for path in sample.parent.iterdir():
        shutil.copyfile(path, folder / path.name)
    (folder / "letterbook.toml").write_text(STATED, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def edition(desk, tmp_path_factory):
    """Return the folder of the edition, which no test changes."""
    return built(desk / "source.txt", tmp_path_factory.mktemp("output"))


@pytest.fixture(scope="session")
def package(edition):
    """Return the package of the edition."""
    return deposit.pack(edition, "sample").value


@pytest.fixture
def copied(edition, tmp_path):
    """Return a copy of the edition's folder that a test may change."""
    return Path(shutil.copytree(edition, tmp_path / "output" / edition.name))
