"""While an edition is made nobody looks for cycles; afterwards all is as it was."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from letterbook import stages
from letterbook.problems import Refused
from letterbook.project.letterbook_toml import Project

SAMPLE = Path(__file__).parent / "samples" / "en-joint" / "source.txt"


@pytest.fixture(autouse=True)
def _collector():
    yield
    gc.enable()


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_rests_and_is_left_as_it_was(enabled):
    (gc.enable if enabled else gc.disable)()
    during: list[bool] = []
    stages.understand(Project(id="x", source=SAMPLE), lambda _: during.append(gc.isenabled()))
    assert during
    assert not any(during)
    assert gc.isenabled() == enabled


def test_the_collector_works_again_after_a_refusal(tmp_path):
    source = tmp_path / "empty.txt"
    source.write_text("")
    with pytest.raises(Refused):
        stages.run(Project(id="x", source=source))
    assert gc.isenabled()
