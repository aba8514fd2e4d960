from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile

import pytest
from hatchling.build import build_wheel

import letterbook
from letterbook import assets

#: Where the wheel puts each folder of the checkout.
PLACES = {
    "pipeline/letterbook": "letterbook",
    "schema": "letterbook/assets/schema",
    "xslt": "letterbook/assets/xslt",
}


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    """Build the wheel as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    before = os.getcwd()  # noqa: PTH109 (what os.chdir takes back)
    os.chdir(root)
    try:
        return folder / build_wheel(str(folder))
    finally:
        os.chdir(before)


def files_of(root):
    """Give what git would ship: name in the wheel -> the file in the checkout."""
    found = {}
    for here, there in PLACES.items():
        for path in sorted((root / here).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found[f"{there}/{path.relative_to(root / here).as_posix()}"] = path
    return found


def test_the_wheel_holds_the_checkout_byte_for_byte(root, wheel):
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    wanted = {name: path.read_bytes() for name, path in files_of(root).items()}
    assert sorted(shipped) == sorted(wanted)
    assert [name for name, data in wanted.items() if shipped[name] != data] == []


def test_what_is_installed_here_is_the_checkout_byte_for_byte(root):
    """Under tox this is the wheel as pip unpacked it."""
    for folder, home in (("schema", assets.schema("")), ("xslt", assets.xslt())):
        for path in (root / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert (home / path.relative_to(root / folder)).read_bytes() == path.read_bytes()


def test_tox_tests_what_it_says_it_tests(root):
    """A test that finds the checkout in its path proves nothing about the wheel."""
    place = os.path.realpath(letterbook.__file__)
    if os.environ.get("LETTERBOOK_INSTALLED") == "wheel":
        assert not place.startswith(f"{root}/pipeline")
        assert "site-packages" in place
    else:
        assert place == str(root / "pipeline" / "letterbook" / "__init__.py")


def test_the_wheel_works_from_any_folder(wheel, sample, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    away = tmp_path / "away"
    away.mkdir()
    command = [sys.executable, "-P", "-m", "letterbook", "build", "-q", str(sample)]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    done = subprocess.run(command, cwd=away, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (away / "output" / "churchill-stalin" / "html" / "index.html").exists()


def test_the_wheel_is_described(wheel, root):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        info = next(name.partition("/")[0] for name in names if ".dist-info/" in name)
        metadata = archive.read(f"{info}/METADATA").decode()
        assert archive.read(f"{info}/licenses/LICENSE") == (root / "LICENSE").read_bytes()
        assert b"letterbook = letterbook.cli:main" in archive.read(f"{info}/entry_points.txt")
    assert f"\nVersion: {letterbook.__version__}\n" in metadata
    assert "\nLicense-Expression: MIT\n" in metadata
    assert "letterbook/py.typed" in names


def test_every_interpreter_that_is_claimed_is_tested(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    claimed = [line.rpartition(" ")[2] for line in project["classifiers"] if "Python :: 3." in line]
    jobs = (root / "tox.ini").read_text(encoding="utf-8")
    assert claimed == ["3.11", "3.12", "3.13", "3.14"]
    assert all(f"py{version.replace('.', '')}" in jobs for version in claimed)
    assert project["requires-python"] == f">={claimed[0]}"


def test_the_oldest_libraries_that_are_allowed_are_tested(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    jobs = (root / "tox.ini").read_text(encoding="utf-8")
    _, _, oldest = jobs.partition("[testenv:py311]")
    for dependency in project["dependencies"]:
        name, _, version = dependency.partition(">=")
        assert f"\n    {name}=={version}.0\n" in oldest.partition("[testenv:py312]")[0]
