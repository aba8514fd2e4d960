"""What every test shares: the samples' place, and Hypothesis's pace."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def sample() -> Path:
    """Return the source of the sample edition."""
    return ROOT / "tests" / "samples" / "churchill-stalin" / "source.txt"
