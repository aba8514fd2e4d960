"""A library on a Dask cluster: two worker processes on the loopback address."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import distributed
import pytest
from volumes import dying_once, from_elsewhere, hanging, library, little, told_by

from letterbook.library import cluster, state
from letterbook.library.cluster import Cluster
from letterbook.library.outcome import BUILT, FAILED
from letterbook.problems import Refused

TESTS = Path(__file__).resolve().parents[1]
NAMES = ("en-joint", "de-feldpost", "fr-soldat")


@pytest.fixture(scope="module")
def address():
    """Start the cluster, whose workers find the tests' own modules."""
    path = os.pathsep.join([str(TESTS), *filter(None, [os.environ.get("PYTHONPATH")])])
    process = subprocess.Popen(
        [sys.executable, str(TESTS / "two_workers.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    try:
        yield process.stdout.readline().strip()
    finally:
        process.stdin.close()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def build(address, folder, output, work, timeout=None):
    return told_by(folder, output, lambda _: [Cluster(address, work, timeout)])


def outcomes(told) -> dict[str, str]:
    return {name: one.outcome for name, one in told.items()}


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_same_bytes_as_on_this_machine(root, address, tmp_path):
    texts = [str(root / "tests" / "samples" / name) for name in NAMES]
    for output, how in (("near", ["--jobs", "1"]), ("far", ["--scheduler", address])):
        command = [sys.executable, "-m", "letterbook", "build", *texts, "-o", str(tmp_path / output), *how]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        assert done.stdout.endswith("3 volumes, 17 letters: 3 built\n")
    assert held(tmp_path / "near") == held(tmp_path / "far")


def test_a_worker_that_is_killed_is_replaced_and_its_volume_built(address, tmp_path):
    texts = {f"{name}.txt": "be" for name in "abdefgh"} | {"c.txt": f"die {tmp_path / 'killed'}"}
    told = build(address, library(tmp_path / "texts", texts), tmp_path / "output", dying_once)
    assert (tmp_path / "killed").exists()
    assert outcomes(told) == dict.fromkeys("abcdefgh", BUILT)
    assert (tmp_path / "output" / "c" / "tei" / "edition.xml").read_text() == texts["c.txt"]


def test_a_volume_that_hangs_is_given_up_and_the_others_are_built(address, tmp_path):
    texts = library(tmp_path / "texts", {"a.txt": "hang", "b.txt": "be", "c.txt": "be"})
    told = build(address, texts, tmp_path / "output", hanging, timeout=5)
    assert outcomes(told) == {"a": FAILED, "b": BUILT, "c": BUILT}
    assert [p.code for p in told["a"].problems] == ["volume-timeout"]


def test_workers_with_another_letterbook_are_refused_before_work_starts(address, monkeypatch):
    ours = state.makers()
    monkeypatch.setattr(cluster, "makers", lambda: ours._replace(program="another"))
    with pytest.raises(Refused) as raised:
        Cluster(address, little)
    assert raised.value.problems[0].code == "cluster-version"


def test_what_a_worker_with_another_letterbook_built_is_not_taken(address, tmp_path):
    texts = library(tmp_path / "texts", {"a.txt": "be"})
    told = build(address, texts, tmp_path / "output", from_elsewhere)
    assert [p.code for p in told["a"].problems] == ["cluster-version"]
    assert not (tmp_path / "output" / "a").exists()


@pytest.mark.parametrize("wrong", ["tcp://127.0.0.1:1", "tls://127.0.0.1:1", "nonsense://x", "127.0.0.1"])
def test_a_scheduler_that_is_not_there_is_told(monkeypatch, wrong):
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(Refused) as raised:
        Cluster(wrong, little)
    assert raised.value.problems[0].code == "cluster-unreachable"
    # One left open is closed by the collector, perhaps in the thread that starts another, which then hangs.
    assert {one.status for one in gc.get_objects() if type(one) is distributed.Client} <= {"closed"}


def test_without_the_library_it_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Refused) as raised:
        Cluster("tcp://127.0.0.1:8786", little)
    assert raised.value.problems[0].code == "cluster-missing"
    assert "letterbook[cluster]" in raised.value.problems[0].hint
