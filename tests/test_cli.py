from __future__ import annotations

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from letterbook import cli, progress, stages
from letterbook.problems import Outcome, Place, Problem, Severity

EDITION = "output/churchill-stalin"
URL = "https://letterbook.invalid/churchill-stalin/html/"  # as the sample's letterbook.toml has it


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command in this process; return its exit code, stdout and stderr."""

    def command(*arguments):
        monkeypatch.setattr(sys, "argv", ["letterbook", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err or "-v" in arguments
        return ended.value.code, out, err

    return command


@pytest.fixture(scope="module")
def built(tmp_path_factory, sample):
    """Build the sample once, by a process of its own, for all tests that look at an edition."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "letterbook", "build", str(sample), "-o", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return folder / "churchill-stalin", done


# ------------------------------------------------------------------ help


def test_help_is_there_for_every_command(run):
    code, out, _ = run("--help")
    assert code == 0
    for name in ("build", "check", "render", "ledger", "formats"):
        assert f"\n  {name} " in out
        code, text, err = run(name, "--help")
        assert (code, err) == (0, "")
        assert text.startswith("Usage: letterbook")


def test_help_loads_nothing_that_takes_time():
    script = "import sys; from letterbook import cli; sys.argv = ['letterbook', '--help']\ntry: cli.main()\n"
    script += "finally: print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = done.stderr
    assert "'letterbook'" in loaded
    for slow in ("lxml", "saxonche", "xmlschema", "elementpath", "ctypes", "json", "tomllib"):
        assert f"'{slow}'" not in loaded
    ours = {name for name in ast.literal_eval(loaded) if name.startswith("letterbook.")}
    assert {name.split(".")[1] for name in ours} == {"cli", "problems", "progress"}


def test_the_version(run):
    assert run("--version")[:2] == (0, "letterbook 0.1.0\n")


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["build"], ["build", "x", "--nonsense"], ["check"], ["build", "x", "--format", "yaml"]],
)
def test_wrong_use(run, here, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "Usage: letterbook" in err
    assert list(here.iterdir()) == []


# ------------------------------------------------------------------ build


def test_build_says_where_to_look(built):
    folder, done = built
    assert done.stdout.splitlines()[0] == "27 letters, 17 notes, 19 note calls"
    assert done.stdout.splitlines()[1].startswith("  to look at: ")
    for line in done.stdout.splitlines()[2:]:
        assert Path(line.split()[0]).is_file()
    assert (folder / "tei" / "edition.xml").exists()
    assert "error:" not in done.stderr
    assert "\x1b" not in done.stderr


def test_build_names_files_as_the_user_finds_them(built, sample):
    folder, done = built
    places = [line.partition(": ")[0] for line in done.stderr.splitlines() if not line.startswith(" ")]
    assert {place.split(":")[0] for place in places} <= {str(sample), str(folder / "tei/edition.xml")}


def test_json_is_one_object_and_nothing_else(run, here, sample):
    alone = here / "churchill-stalin" / "source.txt"  # without its decisions, which leave no problem
    alone.parent.mkdir()
    shutil.copy(sample, alone)
    code, out, err = run("build", alone, "--format", "json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert answer["command"] == "build"
    assert answer["exit"] == 0
    assert answer["output"] == EDITION
    assert answer["written"] is True
    assert all((here / EDITION / name).exists() for name in answer["files"])
    assert {"code", "severity", "message", "hint", "file", "line", "column"} == set(answer["problems"][0])


def test_quiet_is_silent_and_verbose_tells_the_time_of_each_stage(run, here, sample):
    assert run("build", sample, "-q") == (0, "", "")
    code, _, err = run("build", sample, "-v", "--force")
    assert code == 0
    for stage in ("read", "settle", "check", "render html", "write"):
        assert f"\n{stage}: " in f"\n{err}"
    assert run("build", sample, "-q") == (0, "", "")
    assert [path.name for path in here.iterdir()] == ["output"]


def test_a_source_that_cannot_be_used(run, here):
    (here / "french.txt").write_bytes("Paris\nj’étais".encode("cp1252"))
    code, out, err = run("build", "french.txt")
    assert (code, out) == (1, "")
    assert err.startswith("french.txt:2:2: error: the byte 0x92 here (offset 7) is not UTF-8")
    assert "windows-1252 (“j’étais”)" in err
    code, out, err = run("build", "french.txt", "--encoding", "cp1252")
    assert code == 1  # no letters in it
    assert "UTF-8" not in err
    assert not (here / "output").exists()
    code, _, err = run("build", "none.txt")
    assert code == 1
    assert err.startswith("none.txt: error: ")


def test_faults_of_the_configuration_are_told_together(run, here):
    (here / "letterbook.toml").write_text("titel = 'x'\nlanguage = 'Englisch'\n")
    (here / "a.txt").write_text("Sir,\n")
    code, _, err = run("build", "a.txt")
    assert code == 1
    assert (
        "letterbook.toml:1:1: error: unknown key “titel” [config-unknown-key]\n"
        "    titel = 'x'\n    ^\n    Did you mean “title”?" in err
    )
    assert "letterbook.toml:2:1: error:" in err


def fake(monkeypatch, problems=(), effect=None):
    """Let the stages return a small edition with these problems."""

    def stages_run(*_asked):
        if effect is not None:
            raise effect
        edition = SimpleNamespace(source=SimpleNamespace(origin=None))
        value = stages.Run({"tei/edition.xml": b"<new/>"}, edition, "no letters")
        return Outcome(value, tuple(problems))

    monkeypatch.setattr(stages, "run", stages_run)


def trouble(code, severity, file="a.txt", line=1):
    return Problem(code, severity, "said", Place(file, line, 2), "do this")


def test_an_edition_with_errors_is_not_written_without_force(run, here, monkeypatch):
    fake(monkeypatch)
    assert run("build", "a.txt")[0] == 0
    written = here / "output" / "a" / "tei" / "edition.xml"
    written.write_text("<old/>")
    shutil.rmtree(here / "output")
    fake(monkeypatch, [trouble("bad", Severity.ERROR), trouble("odd", Severity.WARNING)])
    code, out, err = run("build", "a.txt")
    assert code == 1
    assert err.splitlines() == [
        "a.txt:1:2: error: said [bad]",
        "    do this",
        "a.txt:1:2: warning: said [odd]",
        "    do this",
        "Nothing was written (1 error). With --force the edition is written all the same.",
    ]
    assert out == ""
    assert not (here / "output").exists()
    code, _, err = run("build", "a.txt", "--force", "-q")
    assert (code, err) == (1, "a.txt:1:2: error: said [bad]\n    do this\n")
    assert written.read_text() == "<new/>"


def test_many_alike_warnings_are_counted_and_notes_wait_to_be_asked_for(run, here, monkeypatch):
    fake(
        monkeypatch,
        [trouble("odd", Severity.WARNING, line=n) for n in range(1, 31)] + [trouble("so", Severity.NOTE)],
    )
    _, _, err = run("build", "a.txt")
    assert err.count("[odd]") == 11
    assert err.endswith("... and 20 more [odd]; -v tells them all\n")
    assert "[so]" not in err
    _, _, err = run("build", "a.txt", "-v")
    assert err.count("[odd]\n") == 30
    assert "[so]" in err
    assert len(list((here / "output").iterdir())) == 1


def test_a_folder_of_somebody_else_is_left_alone(run, here, sample):
    (here / EDITION).mkdir(parents=True)
    (here / EDITION / "thesis.txt").write_text("x")
    code, _, err = run("build", sample)
    assert code == 1
    assert err.startswith(f"{EDITION}: error: ") or f"\n{EDITION}: error: " in err
    assert [path.name for path in (here / EDITION).iterdir()] == ["thesis.txt"]


def test_the_source_is_never_overwritten(run, here, monkeypatch):
    fake(monkeypatch)
    (here / "mail").mkdir()
    (here / "mail" / "source.txt").write_text("Sir,")
    code, _, err = run("build", "mail/source.txt", "-o", ".", "--force")
    assert code == 1
    assert "cannot be replaced as a whole" in err
    assert (here / "mail" / "source.txt").read_text() == "Sir,"


# ------------------------------------------------------------------ faults of our own, interrupts


def test_a_fault_of_ours_is_no_traceback_but_a_request(run, here, monkeypatch):
    fake(monkeypatch, effect=KeyError("oops"))
    code, out, err = run("build", "a.txt")
    assert (code, out) == (3, "")
    assert "Please report it" in err
    assert "KeyError: 'oops'" in err
    assert "test_cli.py:" in err
    code, _, err = run("build", "a.txt", "-v")
    assert code == 3
    assert "Traceback" in err
    assert list(here.iterdir()) == []


def test_an_interrupt_is_told_as_one(run, here, monkeypatch):
    fake(monkeypatch, effect=KeyboardInterrupt())
    code, out, err = run("build", "a.txt")
    assert (code, out) == (130, "")
    assert err.strip() == "letterbook: interrupted; no half-written edition is left"
    assert list(here.iterdir()) == []


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_at_any_moment_leaves_the_old_edition_whole(here, sample):
    command = [sys.executable, "-m", "letterbook", "build", "-v", str(sample)]
    subprocess.run(command, capture_output=True, check=True)
    page = here / EDITION / "html" / "index.html"
    before = page.read_bytes()
    (here / "x").mkdir()
    shutil.copy(sample, here / "x" / "source.txt")
    command[-1] = "x/source.txt"
    codes = set()
    for stage in ("read", "settle", "encode", "check", "exchange", "render html", "review"):
        # another title each time: the stage comes, though a build before was over when the signal reached it
        settings = f'id = "churchill-stalin"\ntitle = "Another title, {stage}"\n'
        (here / "x" / "letterbook.toml").write_text(settings)
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while not child.stderr.readline().startswith(f"{stage}: "):
            assert child.poll() is None, stage
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=60)
        codes.add(child.returncode)
        assert child.returncode in (0, 130)  # 0 where the edition stood already
        assert child.returncode == 0 or "interrupted" in err
        assert page.read_bytes() == before or b"Another title" in page.read_bytes()
        done = subprocess.run(
            ["sha256sum", "-c", "--quiet", "letterbook.sha256"], cwd=here / EDITION, check=False
        )
        assert done.returncode == 0
        names = [path.name for path in (here / "output").iterdir()]
        assert sorted(names) == [".letterbook", "churchill-stalin"]
    assert 130 in codes


def test_a_reader_who_goes_away_is_no_fault(built):
    folder, _ = built
    command = f"{sys.executable} -m letterbook ledger -l {folder}/tei/edition.xml | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_a_terminal_that_knows_ascii_alone_is_no_fault(here):
    (here / "müßig.txt").write_bytes(b"j\x92\xe9tais")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    command = [sys.executable, "-m", "letterbook", "build", "müßig.txt"]
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert done.returncode == 1
    assert b"[source-encoding]" in done.stderr


# ------------------------------------------------------------------ the bar


def test_the_bar_appears_where_work_is_long_and_goes_again(monkeypatch, capsys):
    now = iter([0.0, 0.1, 0.1, 0.2, 0.9, 1.0, 5.0])
    monkeypatch.setattr(progress.time, "perf_counter", lambda: next(now))
    bar = progress.Bar(shown=True, timed=False)
    bar.step("read", of=4)
    bar.step("settle", of=4)
    bar.close()
    shown = "telling the letters, and who wrote to whom, about 3 s left"
    assert capsys.readouterr().err == f"\r\x1b[K[#####...............] {shown}\r\x1b[K"


def test_a_working_folder_that_was_deleted_is_told(tmp_path):
    here = tmp_path / "here"
    here.mkdir()
    command = f'cd "{here}"; rmdir "{here}"; "{sys.executable}" -P -m letterbook build ../text.txt'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "was deleted" in done.stderr
    assert "fault of the program" not in done.stderr


def test_no_bar_where_none_is_wanted(monkeypatch, capsys):
    now = iter([0.0, 10.0, 20.0, 30.0])
    monkeypatch.setattr(progress.time, "perf_counter", lambda: next(now))
    bar = progress.Bar(shown=False, timed=True)
    bar.step("read", of=4)
    bar.step("settle", of=4)
    bar.close()
    assert capsys.readouterr().err == "read: 10.00 s\nsettle: 10.00 s\n"


# ------------------------------------------------------------------ check


def test_check_tells_faults_on_stdout(run, here, built):
    edition = built[0] / "tei" / "edition.xml"
    code, out, err = run("check", edition)
    assert (code, err) == (0, "")
    assert out.splitlines()[-1].startswith("1 file: ")
    bad = here / "bad.xml"
    bad.write_text(edition.read_text(encoding="utf-8").replace("</p>", "<bold/></p>", 1), encoding="utf-8")
    code, out, err = run("check", bad, edition, "none.xml")
    assert (code, err) == (1, "")
    assert "bad.xml:" in out
    assert "none.xml: error: cannot be read: No such file or directory [file-unreadable]" in out
    assert out.splitlines()[-1].startswith("3 files: 2 errors")
    code, out, _ = run("check", bad, "--format", "json")
    assert code == 1
    assert json.loads(out)["problems"][0]["line"] > 0


@pytest.mark.parametrize("data", [b"", b"no XML", b"<p>", b"<p/>", b"\xff\xfe", b"<!DOCTYPE p><p/>"])
def test_check_of_what_is_no_tei(run, here, data):
    (here / "x.xml").write_bytes(data)
    code, out, err = run("check", "x.xml")
    assert (code, err) == (1, "")
    assert out.startswith("x.xml")
    assert "1 error" in out.splitlines()[-1]


# ------------------------------------------------------------------ render, formats


def test_render_makes_what_build_made(run, here, built):
    folder, _ = built
    # A build's pages lead to the single letters beside them; pages alone have none beside them.
    for name, settings in (
        ("html", ["-p", "downloads=../../", "-p", f"url={URL}", "-p", "date=2026-11-29"]),
        ("text", []),
    ):
        code, out, _ = run("render", folder / "tei" / "edition.xml", "--to", name, "-o", name, *settings)
        assert code == 0
        assert out.startswith(f"{name}: ")
        made = {path.relative_to(here / name) for path in (here / name).rglob("*") if path.is_file()}
        made = {str(path) for path in made if path.name != "letterbook.sha256"}
        assert made == {
            str(path.relative_to(folder / name)) for path in (folder / name).rglob("*") if path.is_file()
        }
        for path in made:
            assert (here / name / path).read_bytes() == (folder / name / path).read_bytes()


def test_pages_alone_lead_to_no_file_that_is_not_there(run, here, built):
    assert run("render", built[0] / "tei" / "edition.xml", "--to", "html", "-o", "html")[0] == 0
    pages = [page.read_text(encoding="utf-8") for page in (here / "html" / "letters").glob("*.html")]
    assert len(pages) == 27
    assert not any("../../" in page for page in pages)


def test_render_takes_settings(run, here, built):
    edition = built[0] / "tei" / "edition.xml"
    assert run("render", edition, "-t", "text", "-o", "narrow", "-p", "width=30")[0] == 0
    lines = (here / "narrow" / "edition.txt").read_text(encoding="utf-8").splitlines()
    assert sum(len(line) > 30 for line in lines) < len(lines) / 50  # words longer than that
    code, _, err = run("render", edition, "-t", "text", "-o", "x", "-p", "breadth=30")
    assert code == 1
    assert "breadth" in err
    assert not (here / "x").exists()


def test_render_used_wrongly(run, here, built):
    edition = built[0] / "tei" / "edition.xml"
    code, _, err = run("render", edition, "-t", "pdf", "-o", "x")
    assert code == 2
    assert "html, text" in err
    assert run("render", edition, "-t", "text", "-o", "x", "-p", "width")[0] == 2
    assert run("render", "none.xml", "-t", "text", "-o", "x")[0] == 1
    (here / "bad.xml").write_text("<p>")
    assert run("render", "bad.xml", "-t", "text", "-o", "x")[0] == 1
    assert not (here / "x").exists()


def test_render_does_not_replace_the_folder_one_stands_in(run, here, built):
    edition = here / "edition.xml"
    shutil.copy(built[0] / "tei" / "edition.xml", edition)
    assert run("render", edition, "-t", "text", "-o", ".", "--force")[0] == 1
    assert [path.name for path in here.iterdir()] == ["edition.xml"]


def test_formats_tells_what_there_is(run):
    code, out, err = run("formats")
    assert (code, err) == (0, "")
    assert out.startswith("html\n")
    assert "\ntext\n  -p " in out
    assert set(json.loads(run("formats", "--format", "json")[1])["formats"]) >= {"html", "text"}


# ------------------------------------------------------------------ ledger


def test_ledger_rebuilds_the_source(run, here, built, sample):
    edition = built[0] / "tei" / "edition.xml"
    code, out, err = run("ledger", edition, "-o", "again.txt")
    assert (code, err) == (0, "")
    assert (here / "again.txt").read_bytes() == sample.read_bytes()
    first, *rows = out.splitlines()
    assert first == "source.txt: 60,902 bytes rebuilt; they are the source's"
    assert sum(int(row.split()[0].replace(",", "")) for row in rows) == len(
        sample.read_text(encoding="utf-8")
    )
    code, _, err = run("ledger", edition, "-o", "again.txt")
    assert code == 1
    assert "is there already" in err
    assert run("ledger", edition, "-o", "again.txt", "--force", "-q") == (0, "", "")


def test_ledger_lists_what_became_of_each_stretch(run, built):
    _, out, _ = run("ledger", built[0] / "tei" / "edition.xml", "--list")
    assert 'source.txt:1:1: text: "J. V. Stalin"' in out
    assert "left out: " in out
    assert ": call: " in out
    answer = json.loads(run("ledger", built[0] / "tei" / "edition.xml", "--format", "json")[1])
    assert answer["holds"] is True
    assert answer["kinds"]["call"] > 0


def test_ledger_finds_what_was_changed(run, here, built):
    shutil.copytree(built[0] / "tei", here / "tei")
    edition = here / "tei" / "edition.xml"
    header, body, text = edition.read_bytes().partition(b"<body")
    edition.write_bytes(header + body + text.replace(b"</p>", b"x</p>", 1))
    code, out, err = run("ledger", "tei/edition.xml", "-o", "again.txt")
    assert code == 1
    assert "tei/edition.xml:" in err
    assert "do not give the source" in out
    assert not (here / "again.txt").exists()
    (here / "tei" / "edition.ledger.json").unlink()
    code, _, err = run("ledger", "tei/edition.xml")
    assert code == 1
    assert "edition.ledger.json: error: cannot be read" in err
