from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys

import pytest

#: What a checkout needs for run.py; a folder's caches stay behind.
PARTS = ("run.py", "pyproject.toml", "tox.ini", "README.md", "LICENSE", "pipeline", "schema", "xslt")
BARE = {"PATH": "/usr/bin:/bin"}


@pytest.fixture(scope="module")
def checkout(root, tmp_path_factory):
    """Give a fresh clone, as a newcomer has it."""
    folder = tmp_path_factory.mktemp("a clone") / "letterbook"
    folder.mkdir()
    for part in PARTS:
        if (root / part).is_dir():
            shutil.copytree(root / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(root / part, folder / part)
    return folder


@pytest.fixture
def bootstrap(checkout, tmp_path, monkeypatch):
    """Load run.py as a module of its own, with its environment in a folder of this test."""
    spec = importlib.util.spec_from_file_location("run", checkout / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    home = tmp_path / ".venv" / module.VERSION
    monkeypatch.setattr(module, "HOME", home)
    monkeypatch.setattr(module, "PYTHON", home / "bin" / "python")
    return module


@pytest.fixture
def calls(bootstrap, monkeypatch):
    """Record what run.py would install and run."""
    seen = []

    def make_environment():
        seen.append("environment")
        bootstrap.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        bootstrap.PYTHON.touch()

    def execv(_program, command):
        seen.append(command[1:])
        raise SystemExit(0)

    monkeypatch.setattr(bootstrap, "make_environment", make_environment)
    monkeypatch.setattr(bootstrap, "install", lambda packages: seen.append(["install", *packages]))
    monkeypatch.setattr(bootstrap.os, "execv", execv)
    monkeypatch.setattr(bootstrap.os, "chdir", lambda folder: seen.append(f"in {folder.name}"))
    return seen


def started(bootstrap, calls, *arguments):
    calls.clear()
    with pytest.raises(SystemExit):
        bootstrap.main(list(arguments))
    return list(calls)


def test_the_first_call_prepares_and_the_second_does_not(bootstrap, calls, checkout):
    run_it = ["-P", "-m", "letterbook", "build", "a b.txt"]
    first = started(bootstrap, calls, "build", "a b.txt")
    assert first == ["environment", ["install", "--editable", str(checkout)], run_it]
    assert started(bootstrap, calls, "build", "a b.txt") == [run_it]


def test_test_adds_tox_and_runs_it_in_the_checkout(bootstrap, calls):
    assert started(bootstrap, calls, "test", "-e", "lint")[2:] == [
        ["install", "tox>=4.22"],
        "in letterbook",
        ["-m", "tox", "run", "-e", "lint"],
    ]
    assert started(bootstrap, calls, "test") == ["in letterbook", ["-m", "tox", "run"]]


@pytest.mark.parametrize("file", ["pyproject.toml", "run.py"])
def test_a_change_of_what_is_needed_makes_the_environment_afresh(bootstrap, calls, checkout, file):
    started(bootstrap, calls, "formats")
    text = (checkout / file).read_text(encoding="utf-8")
    (checkout / file).write_text(f"{text}# changed\n", encoding="utf-8")
    assert started(bootstrap, calls, "formats")[0] == "environment"
    (checkout / file).write_text(text, encoding="utf-8")


def test_an_installation_that_broke_off_is_begun_again(bootstrap, calls, monkeypatch):
    def fail(_packages):
        sys.exit(3)

    with monkeypatch.context() as patched:
        patched.setattr(bootstrap, "install", fail)
        assert started(bootstrap, calls, "formats") == ["environment"]
    assert started(bootstrap, calls, "formats")[0] == "environment"
    bootstrap.PYTHON.unlink()  # as when the system's Python was taken away
    assert started(bootstrap, calls, "formats")[0] == "environment"


def test_without_arguments_it_says_what_it_is(bootstrap, calls, capsys):
    assert started(bootstrap, calls)[-1] == ["-P", "-m", "letterbook", "--help"]
    assert "python3 run.py test" in capsys.readouterr().err


def test_an_old_python_is_told_apart(bootstrap, calls, capsys, monkeypatch):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10, 9))
    assert started(bootstrap, calls, "formats") == []
    assert "Python 3.11 or later is needed" in capsys.readouterr().err


def test_a_python_without_its_modules_is_told_how_to_get_them(bootstrap, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit) as ended:
        bootstrap.main(["formats"])
    assert ended.value.code == 3
    err = capsys.readouterr().err
    assert "lacks its module ensurepip" in err
    assert f"sudo apt install python3.{sys.version_info[1]}-venv" in err


def test_a_checkout_that_cannot_be_written_is_told(bootstrap, capsys, monkeypatch):
    monkeypatch.setattr(bootstrap, "HOME", bootstrap.ROOT / "run.py" / ".venv" / "x")
    with pytest.raises(SystemExit):
        bootstrap.main(["formats"])
    assert "cannot be written: Not a directory" in capsys.readouterr().err


def test_it_uses_no_words_that_python_3_6_cannot_read(checkout):
    """Python 3.7's own grammar is the oldest that ast can be asked for."""
    import ast  # noqa: PLC0415

    text = (checkout / "run.py").read_text(encoding="utf-8")
    assert ast.parse(text, feature_version=(3, 7))
    assert "from __future__ import annotations" not in text


# ------------------------------------------------------------------ the real thing, with nothing but Python


def start(checkout, *arguments, **environment):
    command = ["python3", str(checkout / "run.py"), *arguments]
    return subprocess.run(
        command,
        env={**BARE, **environment},
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def python_of_the_system(tmp_path):
    """Let `python3` be the Python that runs the tests, where the system's own is too old or not there."""
    (tmp_path / "python3").symlink_to(getattr(sys, "_base_executable", sys.executable))
    return f"{tmp_path}:/usr/bin:/bin"


def test_a_fresh_clone_runs_with_nothing_but_python(checkout, tmp_path):
    path = python_of_the_system(tmp_path)
    proxies = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "HTTP", "SSL_"))}
    first = start(checkout, "--version", PATH=path, **proxies)
    assert (first.returncode, first.stdout) == (0, "letterbook 0.1.0\n"), first.stderr
    assert "preparing a private environment" in first.stderr
    second = start(checkout, "--version", PATH=path)
    assert (second.returncode, second.stdout, second.stderr) == (0, "letterbook 0.1.0\n", "")
    wrong = start(checkout, "nonsense", PATH=path)
    assert wrong.returncode == 2
    shutil.rmtree(checkout / ".venv")


def test_a_registry_out_of_reach_is_told_as_one(bootstrap, capsys, monkeypatch):
    monkeypatch.setattr(bootstrap, "PYTHON", sys.executable)
    nowhere = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_RETRIES": "0",
    }
    for name, value in {**nowhere, "PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": ""}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        bootstrap.install(["letterbook-is-in-no-registry"])
    assert ended.value.code == 3
    err = capsys.readouterr().err
    assert "The package registry could not be reached" in err
    assert "| ERROR: " in err


def test_what_pip_says_otherwise_is_shown(bootstrap, capsys, monkeypatch):
    monkeypatch.setattr(bootstrap, "PYTHON", sys.executable)
    with pytest.raises(SystemExit) as ended:
        bootstrap.install(["no package, but a sentence"])
    assert ended.value.code == 3
    err = capsys.readouterr().err
    assert "could not be installed. pip said:" in err
    assert "Invalid requirement" in err
