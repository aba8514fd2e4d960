"""Workers that die or hang cost their volume, and nothing else."""

from __future__ import annotations

import errno
import os
import random
import time
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest
from volumes import (
    Here,
    build,
    build_apart,
    dying,
    hanging,
    killed_once,
    killed_while_writing,
    library,
    little,
    stuck_while_writing,
)

from letterbook import writing
from letterbook.library import state as states
from letterbook.library.finding import find
from letterbook.library.one_process import OneProcess
from letterbook.library.outcome import BUILT, FAILED, UNCHANGED
from letterbook.library.run import Asked, build_library
from letterbook.library.volume import Job, make
from letterbook.library.workers import Process, work_off
from letterbook.progress import Bar


def outcomes(told) -> dict[str, str]:
    return {name: one.outcome for name, one in told.items()}


def editions(output: Path) -> dict[str, str]:
    """Return the text of each edition that stands, each of them whole."""
    found = {}
    for marker in output.glob("[!l]*/letterbook.sha256"):
        assert writing.held_whole(marker.parent, states.digest(marker.read_bytes())) is not None
        found[marker.parent.name] = (marker.parent / "tei" / "edition.xml").read_text()
    assert [path.name for path in output.glob("*letterbook-*")] == []
    return found


def test_a_worker_that_dies_costs_its_volume_and_is_named(tmp_path):
    names = "abcdefgh"
    texts = library(tmp_path / "texts", {f"{name}.txt": "old" for name in names})
    output = tmp_path / "output"
    build(texts, output, little)
    library(texts, {f"{name}.txt": "die" if name in "bcg" else "new" for name in names})
    told = build_apart(texts, output, dying)
    assert outcomes(told) == {name: FAILED if name in "bcg" else BUILT for name in names}
    assert [p.code for p in told["c"].problems] == ["volume-lost"]
    assert told["c"].problems[0].place.file == str(texts / "c.txt")
    assert editions(output) == {name: "old" if name in "bcg" else "new" for name in names}
    library(texts, {f"{name}.txt": "mended" for name in "bcg"})
    assert outcomes(build_apart(texts, output, dying)) == {
        name: BUILT if name in "bcg" else UNCHANGED for name in names
    }


def test_a_worker_that_hangs_is_stopped_and_what_waits_behind_it_is_done(tmp_path):
    texts = library(tmp_path, {"a.txt": "hang, and be the largest", "b.txt": "be", "c.txt": "b"})
    told = build_apart(texts, tmp_path / "output", hanging, processes=1, timeout=4)
    assert outcomes(told) == {"a": FAILED, "b": BUILT, "c": BUILT}
    assert [p.code for p in told["a"].problems] == ["volume-timeout"]
    assert editions(tmp_path / "output").keys() == {"b", "c"}


def test_workers_killed_at_ten_random_moments_leave_the_old_edition_and_a_rerun_completes(root, tmp_path):
    sample = (root / "tests" / "samples" / "en-joint" / "source.txt").read_text()
    output = tmp_path / "output"
    marked = {f"v{n}": tmp_path / f"killed-{n}" for n in range(10)}
    texts = library(
        tmp_path / "texts",
        {f"{name}.txt": f"{sample}\n{n} {marker}\n" for n, (name, marker) in enumerate(marked.items())},
    )
    build(texts, output, little)
    old = editions(output)
    told = build_apart(texts, output, killed_once, force=True)
    for name, one in told.items():
        assert one.outcome == (FAILED if marked[name].exists() else BUILT)
        assert {p.code for p in one.problems} == {"volume-lost"} or one.outcome == BUILT
        assert (editions(output)[name] == old[name]) == (one.outcome == FAILED)
    assert sum(marker.exists() for marker in marked.values()) == 10
    told = build_apart(texts, output, killed_once, force=True)
    assert set(outcomes(told).values()) == {BUILT}
    assert all(text.startswith("<?xml") for text in editions(output).values())


def test_workers_killed_while_they_write_leave_the_old_edition_or_the_new_one(tmp_path):
    output = tmp_path / "output"
    marked = {f"v{n}": tmp_path / f"killed-{n}" for n in range(0, 60, 4)}
    texts = library(tmp_path / "texts", {f"{name}.txt": "old" for name in marked})
    build(texts, output, little)
    library(texts, {f"{name}.txt": f"{name[1:]} {marker}" for name, marker in marked.items()})
    told = build_apart(texts, output, killed_while_writing)
    standing = editions(output)
    assert standing.keys() == marked.keys()
    seen = set()
    for name, one in told.items():
        assert one.outcome == (FAILED if marked[name].exists() else BUILT)
        assert one.outcome == FAILED or standing[name] != "old"
        seen.add((one.outcome, standing[name] == "old"))
    assert seen >= {(FAILED, True), (FAILED, False)}
    again = build_apart(texts, output, killed_while_writing)
    for name, one in told.items():
        # one killed behind its last call had written its edition, and said so in its record
        done = (
            {UNCHANGED}
            if one.outcome != FAILED
            else {BUILT}
            if standing[name] == "old"
            else {BUILT, UNCHANGED}
        )
        assert outcomes(again)[name] in done, name
    assert "old" not in editions(output).values()


def test_a_worker_stopped_while_it_writes_leaves_nothing_half_written(tmp_path):
    texts = library(tmp_path / "texts", {"a.txt": str(tmp_path / "begun"), "b.txt": "be"})
    told = build_apart(texts, tmp_path / "output", stuck_while_writing, processes=1, timeout=4)
    assert outcomes(told) == {"a": FAILED, "b": BUILT}
    assert editions(tmp_path / "output").keys() == {"b"}


def test_an_interrupt_while_a_worker_writes_leaves_nothing_half_written(tmp_path):
    texts = library(tmp_path / "texts", {"a.txt": str(tmp_path / "begun"), "b.txt": "be"})

    class Interrupting(Bar):
        def share(self, what, _part):
            while what.endswith("letters") and not (tmp_path / "begun").exists():
                time.sleep(0.01)
            if what.endswith("letters"):
                raise KeyboardInterrupt

    asked, bar = Asked(tmp_path / "output"), Interrupting(shown=False, timed=False)
    with pytest.raises(KeyboardInterrupt):
        build_library(find([texts]), asked, lambda _: [Process(stuck_while_writing) for _ in range(2)], bar)
    assert editions(tmp_path / "output").keys() == {"b"}


# ------------------------------------------------------------------ the disk


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_fails_leaves_each_volume_old_or_new_and_a_rerun_completes(tmp_path, monkeypatch, fault):
    """From one of the system's calls on, all of them fail that write."""
    names = "abc"
    texts = library(tmp_path / "texts", {f"{name}.txt": "old" for name in names})
    output = tmp_path / "output"
    build(texts, output, little)
    seen = set()
    library(texts, {f"{name}.txt": "new" for name in names})
    for allowed in (0, 7, 16, 28, 40, 1000):
        calls = 0

        def failing(call, allowed=allowed):
            def wrapped(*args, **kwargs):
                nonlocal calls
                calls += 1
                if calls > allowed:
                    raise OSError(fault, os.strerror(fault))
                return call(*args, **kwargs)

            return wrapped

        with monkeypatch.context() as patched:
            for name in ("write", "fsync", "mkdir"):
                patched.setattr(os, name, failing(getattr(os, name)))
            told = build(texts, output, little, force=True)
        standing = editions(output)
        told.pop("library", None)  # it cannot be written either
        for name, one in told.items():
            assert standing[name] == ("old" if one.outcome == FAILED else "new")
            assert one.outcome == BUILT or [p.code for p in one.problems] == ["output-unwritable"]
        seen.add(tuple(sorted(standing.values())))
        # a rerun completes; then all is as it was
        assert FAILED not in outcomes(build(texts, output, little)).values()
        assert set(editions(output).values()) == {"new"}
        library(texts, {f"{name}.txt": "old" for name in names})
        build(texts, output, little)
        library(texts, {f"{name}.txt": "new" for name in names})
    assert {("old", "old", "old"), ("new", "new", "new")} <= seen
    assert len(seen) > 2


def test_an_output_that_cannot_be_made_is_told(tmp_path):
    texts = library(tmp_path, {"a.txt": "x"})
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(writing.Refused, match="cannot be written") as raised:
        build(texts, tmp_path / "file" / "output", little)
    assert raised.value.problems[0].code == "output-unwritable"


# ------------------------------------------------------------------ order, and what a worker is told


def test_each_desk_gets_one_volume_before_any_gets_two(monkeypatch):
    desks = [Here(little), Here(little)]
    jobs = [Job(str(n), "", "a.txt", None, {"a.txt": b""}, {}) for n in range(5)]
    taken = []
    for nth, desk in enumerate(desks):
        monkeypatch.setattr(
            desk,
            "take",
            lambda job, take=desk.take, nth=nth: (taken.append((nth, job.edition)), take(job)),
        )
    assert [job.edition for job, _ in work_off(jobs, desks)] == ["0", "1", "2", "3", "4"]
    assert taken[:4] == [(0, "0"), (1, "1"), (0, "2"), (1, "3")]


def test_faults_of_files_are_told_where_the_user_has_them(tmp_path):
    texts = library(
        tmp_path, {"v/letterbook.toml": "titel = 1", "v/source.txt": "Sir", "w/source.txt": "\x01"}
    )
    told = build(texts, tmp_path / "output", make)
    assert told["v"].problems[0].place.file == str(texts / "v" / "letterbook.toml")
    assert told["w"].problems[0].place.file == str(texts / "w" / "source.txt")
    assert set(outcomes(told).values()) == {FAILED}


def test_registers_that_lie_beside_the_folder_are_sent_along(root, tmp_path):
    sample = (root / "tests" / "samples" / "en-poets" / "source.txt").read_text()
    texts = library(
        tmp_path / "texts",
        {
            "v/source.txt": sample,
            "v/letterbook.toml": 'registers = ["../people.csv"]',
            "people.csv": "name\n",
        },
    )
    told = build(texts, tmp_path / "output", make)
    assert outcomes(told) == {"v": BUILT}


def test_the_seeds_are_ten_moments():
    assert len({random.Random(seed).randrange(1, 60_000) for seed in range(10)}) == 10  # noqa: S311


def test_a_run_that_is_cut_off_goes_on_where_it_stopped(tmp_path):
    texts = library(tmp_path / "texts", {f"{name}.txt": "x" * n for n, name in enumerate("dcba")})
    output = tmp_path / "output"

    def interrupted(job):
        if job.edition == "c":
            raise KeyboardInterrupt
        return little(job)

    with pytest.raises(KeyboardInterrupt):
        build(texts, output, interrupted)
    assert editions(output).keys() == {"a"}  # the largest first; the next was not written yet
    told = build(texts, output, little)
    assert outcomes(told) == {"a": UNCHANGED, "b": BUILT, "c": BUILT, "d": BUILT}


@pytest.mark.parametrize("work", [dying, hanging])
def test_a_worker_that_dies_while_a_large_text_waits_for_it_costs_its_volume_alone(tmp_path, work):
    """In pools of CPython before 3.11.5 this hung for ever (issue 94777)."""
    large = "x" * 300_000
    said = "die" if work is dying else "hang"
    texts = library(tmp_path / "texts", {"a.txt": said + large * 2, "b.txt": large, "c.txt": large})
    told = build_apart(texts, tmp_path / "output", work, processes=1, timeout=5 if work is hanging else None)
    assert outcomes(told) == {"a": FAILED, "b": BUILT, "c": BUILT}


def test_what_a_worker_cannot_send_back_is_told():
    worker = OneProcess(int)
    assert worker.submit(abs, -1).result() == 1
    with pytest.raises(ZeroDivisionError):
        worker.submit(divmod, 1, 0).result()
    with pytest.raises(RuntimeError, match="pickle"):
        worker.submit(memoryview, b"no pickle holds this").result()
    assert worker.submit(abs, -2).result() == 2
    worker.kill()
    with pytest.raises(BrokenExecutor):
        worker.submit(abs, -3).result()
    worker.shutdown()
