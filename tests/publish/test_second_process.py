"""Formats made in a process of their own: the same bytes, and no harm where it comes to nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "en-joint" / "source.txt"

#: Builds as the command does. The last lines of stderr tell how many stylesheets this process compiled, and
#: whether a process is left.
SCRIPT = """
import os, signal, sys
from letterbook import cli
from letterbook.publish import second_process as apart
how = sys.argv.pop(1)
serve = apart._serve
def served(requests, results):
    if how == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "dies while it gives":
        os.write(results.fileno(), b"no pickle")
        os.kill(os.getpid(), signal.SIGKILL)
    serve(requests, results)
apart._serve = served
if how == "large":
    apart._LARGE = 1000
os.sched_getaffinity = lambda _: {0} if how == "one core" else {0, 1}
try:
    cli.main()
finally:
    print(sys.modules["letterbook.publish.saxon"]._compiled.cache_info().currsize, file=sys.stderr)
    try:
        os.waitpid(-1, 0)
    except ChildProcessError:
        print("none", file=sys.stderr)
"""


def build(how: str, source: Path, output: Path, *options: str) -> tuple[int, str, list[str], list[str]]:
    """Return the exit code, what was said, and what the script tells."""
    command = [sys.executable, "-c", SCRIPT, how, "build", str(source), "-o", str(output), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    *said, compiled, left = done.stderr.splitlines()
    return done.returncode, done.stdout.replace(str(output), "."), said, [compiled, left]


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def one_by_one(tmp_path_factory):
    output = tmp_path_factory.mktemp("one")
    *said, told = build("one core", SAMPLE, output)
    assert told == ["5", "none"]  # the rules, the single letters, the index, two formats
    return said, held(output)


@pytest.mark.parametrize(
    ("how", "compiled"), [("works", "2"), ("dies", "5"), ("dies while it gives", "5"), ("large", "5")]
)
def test_the_edition_is_the_same_whatever_becomes_of_the_process(how, compiled, one_by_one, tmp_path):
    *said, told = build(how, SAMPLE, tmp_path)
    assert (said, held(tmp_path)) == one_by_one
    assert told == [compiled, "none"]


def test_faults_of_ones_own_stylesheets_are_told_alike(tmp_path):
    shutil.copy(SAMPLE, tmp_path)
    (tmp_path / "letterbook.toml").write_text("", encoding="utf-8")
    (tmp_path / "xslt").mkdir()
    (tmp_path / "xslt" / "text.xsl").write_text(
        '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="3.0">\n'
        '<xsl:import href="letterbook:text.xsl"/>\n<xsl:variable name="one" select="1 div 0"/>\n'
        '<xsl:template match="/" mode="m:files" xmlns:m="https://letterbook.invalid/ns/mode">\n'
        "<xsl:sequence select=\"map { 'a.txt': string($one) }\"/></xsl:template></xsl:stylesheet>",
        encoding="utf-8",
    )
    works, alone = (build(how, tmp_path / "source.txt", tmp_path / "o") for how in ("works", "one core"))
    assert works[:3] == alone[:3]
    assert works[0] == 1
    assert "text.xsl" in "".join(works[2])
    assert works[3][1] == "none"


def test_an_interrupt_ends_both(tmp_path):
    """The second process would else go on for as long as its formats take."""
    script = SCRIPT.replace("    serve(requests, results)", "    import time; time.sleep(600)")
    script = script.replace(
        "try:\n    cli.main()",
        "import signal\nsignal.alarm(3)\nsignal.signal("
        "signal.SIGALRM, signal.default_int_handler)\ntry:\n    cli.main()",
    )
    command = [sys.executable, "-c", script, "works", "build", str(SAMPLE), "-o", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 130
    assert done.stderr.endswith("none\n")
    assert list(tmp_path.iterdir()) == []
