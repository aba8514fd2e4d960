from __future__ import annotations

import errno
import hashlib
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook import writing
from letterbook.problems import Refused
from letterbook.writing import MARKER, write_file, write_folder

OLD = {"tei/edition.xml": b"old", "html/index.html": b"old page", "html/a/b.html": b"", "gone.txt": b"x"}
NEW = {"tei/edition.xml": b"new", "html/index.html": b"new page", "text/edition.txt": b"text" * 5}


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


def code(raised) -> str:
    (fault,) = raised.value.problems
    assert fault.hint
    return fault.code


@pytest.fixture(params=["exchange", "two renames"])
def folder(request, tmp_path, monkeypatch):
    """Give the place of an edition, on a system that can exchange folders and on one that cannot."""
    if request.param == "two renames":
        monkeypatch.setattr(writing, "exchange", lambda _new, _target: False)
    return tmp_path / "output" / "letters"


def test_a_folder_is_written_and_replaced(folder):
    write_folder(OLD, folder)
    assert held(folder) == OLD
    write_folder(NEW, folder)
    assert held(folder) == NEW
    assert not (folder / "html" / "a").exists()
    assert [path.name for path in folder.parent.iterdir()] == ["letters"]


def test_the_list_names_every_file_with_its_digest(folder):
    write_folder(NEW, folder)
    lines = (folder / MARKER).read_text().splitlines()
    assert lines == [f"{hashlib.sha256(NEW[name]).hexdigest()}  {name}" for name in sorted(NEW)]
    done = subprocess.run(["sha256sum", "-c", MARKER], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0


def test_the_same_edition_again_touches_nothing(folder):
    write_folder(NEW, folder)
    before = folder.stat().st_ino
    write_folder(NEW, folder)
    assert folder.stat().st_ino == before


def test_the_system_can_exchange_folders_here(tmp_path):
    """Without this the tests above might have taken the second way twice."""
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if sys.platform == "linux":
        assert writing.exchange(tmp_path / "a", tmp_path / "b")
        assert (tmp_path / "a" / "b").exists()
    with pytest.raises(OSError, match="No such file"):
        writing.exchange(tmp_path / "none", tmp_path / "b")


def test_a_system_that_writes_a_little_at_a_time_is_borne_with(folder, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data)[:7]))
    write_folder(NEW, folder)
    assert held(folder) == NEW


# ------------------------------------------------------------------ whose folder


def test_somebody_elses_folder_is_left_alone_with_force_and_without(folder):
    folder.mkdir(parents=True)
    (folder / "thesis.txt").write_text("years of work")
    with pytest.raises(Refused, match="did not write") as raised:
        write_folder(NEW, folder)
    assert code(raised) == "output-foreign"
    with pytest.raises(Refused, match="did not write") as raised:
        write_folder(NEW, folder, force=True)
    assert f"-o {folder}-2" in raised.value.problems[0].hint
    assert held(folder) == {"thesis.txt": b"years of work"}


@pytest.mark.parametrize("name", ["mine.txt", "html/mine.html", "new/mine.txt", "empty/"])
def test_a_file_added_to_an_edition_is_not_lost(folder, name):
    write_folder(OLD, folder)
    (folder / name).parent.mkdir(exist_ok=True)
    if name.endswith("/"):
        (folder / name).mkdir()
    else:
        (folder / name).write_text("mine")
    before = held(folder)
    for force in (False, True):
        with pytest.raises(Refused, match=r"letterbook did not make|not written by letterbook") as raised:
            write_folder(NEW, folder, force=force)
        assert code(raised) == "output-foreign"
        assert raised.value.problems[0].place.file.rstrip("/") == str(folder / name)
        assert held(folder) == before
        assert (folder / name).exists()


def test_a_file_changed_in_an_edition_is_not_lost(folder):
    write_folder(OLD, folder)
    (folder / "html/index.html").write_text("better")
    with pytest.raises(Refused, match="was changed") as raised:
        write_folder(NEW, folder)
    assert code(raised) == "output-changed"
    (folder / "html/index.html").unlink()
    (folder / ".DS_Store").touch()
    write_folder(NEW, folder)
    assert held(folder) == {**NEW, ".DS_Store": b""}


def test_an_empty_folder_is_free_and_a_file_is_not(folder):
    folder.mkdir(parents=True)
    write_folder(NEW, folder)
    assert held(folder) == NEW
    other = folder.parent / "file"
    other.write_text("x")
    with pytest.raises(Refused, match="is a file"):
        write_folder(NEW, other)
    with pytest.raises(Refused):
        write_folder(NEW, other / "below")
    assert other.read_text() == "x"


def test_not_even_force_replaces_a_folder_with_the_source_or_ourselves_in_it(folder, monkeypatch):
    folder.mkdir(parents=True)
    source = folder / "source.txt"
    source.write_text("Sir,")
    with pytest.raises(Refused, match="cannot be replaced as a whole"):
        write_folder(NEW, folder, force=True, beside=(source,))
    monkeypatch.chdir(folder)
    with pytest.raises(Refused, match="cannot be replaced as a whole"):
        write_folder(NEW, Path(), force=True)
    assert held(folder) == {"source.txt": b"Sir,"}


def test_a_link_to_a_folder_stays_a_link(folder, tmp_path):
    (tmp_path / "far").mkdir()
    folder.parent.mkdir()
    folder.symlink_to(tmp_path / "far")
    write_folder(NEW, folder)
    assert folder.is_symlink()
    assert held(tmp_path / "far") == NEW


# ------------------------------------------------------------------ names

_BAD = [
    "../x", "a/../../x", "/etc/x", "a//b", "", "a/", "./a", "a/.", "..", "a\\..\\x", "C:x", "a\0b", "a\nb",
    "nul",
    "aux.html", "b/com1.txt", "a.", "a ", " a", "x" * 300, "a*b", "a?", MARKER,
]  # fmt: skip


@pytest.mark.parametrize("name", _BAD)
def test_names_that_lead_out_or_cannot_be_held_are_refused(folder, name):
    with pytest.raises(Refused) as raised:
        write_folder({"good.txt": b"", name: b""}, folder)
    assert code(raised) == "output-name"
    assert not folder.parent.exists()


@pytest.mark.parametrize("names", [("a", "A"), ("a", "a/b"), ("A/b", "a/c"), ("ß", "ss")])
def test_names_that_some_systems_cannot_tell_apart_are_refused(folder, names):
    with pytest.raises(Refused, match="cannot be told") as raised:
        write_folder(dict.fromkeys(names, b""), folder)
    assert code(raised) == "output-name"


@given(st.dictionaries(st.text(alphabet="ab./\\:é ", max_size=6), st.binary(max_size=3), max_size=4))
def test_whatever_the_names_nothing_is_written_elsewhere(tmp_path_factory, files):
    top = tmp_path_factory.mktemp("names")
    refused = False
    try:
        write_folder(files, top / "a" / "b")
    except Refused:
        refused = True
    assert refused or held(top) == {f"a/b/{name}": data for name, data in files.items()}
    assert not refused or held(top) == {}


# ------------------------------------------------------------------ faults

_CALLS = [
    "open",
    "write",
    "fsync",
    "mkdir",
    "rename",
    "close",
    "exchange",
    "sync_file_system",
    "rmdir",
    "unlink",
    "scandir",
    "stat",
]


_CLOSE = os.close


class Saboteur:
    """Let the n-th of the system calls fail, and count them."""

    def __init__(self, monkeypatch, nth: int, fault: BaseException | signal.Signals, *, once: bool) -> None:
        self.count = 0
        self._nth, self._fault, self._once = nth, fault, once
        for name in _CALLS:
            home = os if hasattr(os, name) else writing
            monkeypatch.setattr(home, name, self._wrap(getattr(home, name)))

    def _wrap(self, call):
        def wrapped(*args, **kwargs):
            self.count += 1
            if isinstance(self._fault, signal.Signals):
                if self.count == self._nth:
                    signal.raise_signal(self._fault)
            elif self.count == self._nth or (self.count > self._nth and not self._once):
                if call is _CLOSE:
                    call(*args, **kwargs)  # the system closes a file even where it reports a fault
                raise self._fault
            return call(*args, **kwargs)

        return wrapped


def attempts(folder, monkeypatch, fault, *, once):
    """Write NEW over OLD again and again, the n-th system call failing; yield what stands after each."""
    nth = 0
    while True:
        nth += 1
        write_folder(OLD, folder, force=True)
        raised = None
        with monkeypatch.context() as patched:
            saboteur = Saboteur(patched, nth, fault, once=once)
            try:
                write_folder(NEW, folder)
            except (Refused, KeyboardInterrupt) as stopped:
                raised = stopped
        yield raised, held(folder)
        if saboteur.count < nth:
            return


@pytest.mark.parametrize("once", [True, False], ids=["once", "from then on"])
def test_a_full_disk_at_any_call_leaves_the_old_edition_or_the_new(folder, monkeypatch, once):
    seen = []
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    for raised, left in attempts(folder, monkeypatch, full, once=once):
        # Where the system cannot exchange folders and fails twice, the mending waits for the next run.
        assert left in (OLD, NEW) or (not left and not once)
        if raised is None:
            assert left == NEW
        else:
            assert code_of(raised) == "output-unwritable"
            assert left != NEW
        seen.append(left)
    assert seen[0] == OLD
    assert seen[-1] == NEW
    assert seen.count(OLD) > 15


def code_of(refused) -> str:
    return refused.problems[0].code


def test_an_interrupt_at_any_call_leaves_the_old_edition_or_the_new(folder, monkeypatch):
    seen = []
    for raised, left in attempts(folder, monkeypatch, KeyboardInterrupt(), once=True):
        assert left in (OLD, NEW)
        assert raised is None or isinstance(raised, KeyboardInterrupt)
        seen.append(left)
    assert seen[0] == OLD
    assert seen[-1] == NEW


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_by_the_system_at_any_call_leaves_nothing_beside(folder, monkeypatch):
    """A signal, unlike a fault, may come in the midst of clearing away."""
    stopped = []
    for raised, left in attempts(folder, monkeypatch, signal.SIGINT, once=True):
        assert left in (OLD, NEW)
        assert [path.name for path in folder.parent.iterdir()] == ["letters"]
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
        stopped.append((raised is not None, left == NEW))
    assert stopped[-1] == (False, True)
    assert all(raised for raised, _ in stopped[:-1])
    assert {new for _, new in stopped[:-1]} == {False, True}  # before the exchange, and after


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_while_a_file_is_written_leaves_it_whole(tmp_path, monkeypatch):
    path = tmp_path / "letterbook.toml"
    for nth in range(1, 20):
        write_file(b"old", path, ours=lambda _: True)
        with monkeypatch.context() as patched:
            saboteur = Saboteur(patched, nth, signal.SIGINT, once=True)
            raised = True
            try:
                write_file(b"new", path, ours=lambda _: True)
                raised = False
            except KeyboardInterrupt:
                pass
        assert path.read_bytes() in (b"old", b"new")
        assert [each.name for each in tmp_path.iterdir()] == [path.name]
        assert raised == (saboteur.count >= nth)


def test_a_fault_of_the_first_edition_leaves_nothing(folder, monkeypatch):
    for nth in range(1, 25):
        with monkeypatch.context() as patched:
            Saboteur(patched, nth, OSError(errno.EIO, "I/O error"), once=True)
            done = True
            try:
                write_folder(NEW, folder)
            except Refused:
                done = False
        if done:
            assert held(folder) == NEW
            return_to_nothing(folder)
        else:
            assert not folder.parent.exists(), nth


def return_to_nothing(folder):
    write_folder({}, folder)
    (folder / MARKER).unlink()
    folder.rmdir()
    folder.parent.rmdir()


def test_a_run_killed_between_the_renames_is_mended_by_the_next(folder):
    write_folder(OLD, folder)
    folder.rename(folder.with_name(".letters.letterbook-old"))
    half = folder.with_name(".letters.letterbook-new")
    half.mkdir()
    (half / "tei").mkdir()
    with pytest.raises(Refused, match="leads out"):
        write_folder({"../x": b""}, folder)
    write_folder(NEW, folder)
    assert held(folder) == NEW
    assert [path.name for path in folder.parent.iterdir()] == ["letters"]


_CHILD = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from letterbook import writing

    folder, way = Path(sys.argv[1]), sys.argv[2]
    if way == "two renames":
        writing.exchange = lambda new, target: False
    editions = [{f"{i % 3}/{i}.txt": f"{edition}{i}".encode() for i in range(27)} for edition in "AB"]
    print("ready", flush=True)
    while True:
        for files in editions:
            writing.write_folder(files, folder)
    """
)


@pytest.mark.parametrize("way", ["exchange", "two renames"])
def test_a_killed_process_leaves_one_edition_whole(tmp_path, way):
    folder = tmp_path / "output" / "letters"
    editions = [{f"{i % 3}/{i}.txt": f"{edition}{i}".encode() for i in range(27)} for edition in "AB"]
    write_folder(editions[0], folder)
    moments = random.Random(7)  # noqa: S311 (moments, not secrets)
    for _ in range(25):
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(folder), way], stdout=subprocess.PIPE, env={**os.environ}
        )
        assert child.stdout.readline() == b"ready\n"
        time.sleep(moments.uniform(0, 0.03))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        if way == "two renames" and not folder.exists():
            assert held(folder.with_name(".letters.letterbook-old")) in editions
        else:
            assert held(folder) in editions
    write_folder(NEW, folder)
    assert held(folder) == NEW
    assert [path.name for path in folder.parent.iterdir()] == ["letters"]


def test_two_runs_may_make_the_folder_above_at_once(tmp_path, monkeypatch):
    real = Path.mkdir

    def slower(path, *arguments, **options):
        if path.name == "output":
            real(path)
        real(path, *arguments, **options)

    monkeypatch.setattr(Path, "mkdir", slower)
    write_folder(NEW, tmp_path / "output" / "letters")
    assert held(tmp_path / "output" / "letters") == NEW


def test_two_runs_at_once_do_not_meet(tmp_path):
    folder = tmp_path / "output" / "letters"
    command = [sys.executable, "-c", _CHILD, str(folder), "two renames"]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    for child in children:
        assert child.stdout.readline() == b"ready\n"
    time.sleep(0.5)
    for child in children:
        assert child.poll() is None, child.stderr.read()
        child.kill()
        child.communicate()
    write_folder(NEW, folder)
    assert held(folder) == NEW
