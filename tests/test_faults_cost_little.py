"""A fault of letterbook's own, or of a stylesheet, costs as little as can be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from letterbook import own_folders, stages
from letterbook.cli import letterbook
from letterbook.own_files import MARKER
from letterbook.preview.rebuild import Making

_TEXT = "".join(
    f"{n}. To Mary Brown\n\nLondon, {n} May 1871\n\nDear Mary,\n\nI am {n}.\n\nJohn\n\n" for n in (1, 2, 3)
)


@pytest.fixture
def source(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mail.txt"
    path.write_text(_TEXT)
    return path


def test_a_fault_leaves_the_last_good_edition_in_the_preview(source, monkeypatch):
    making = Making(source)
    assert making.summary == ""
    making.make()
    shown = making.files
    assert "tei/edition.xml" in shown
    source.write_text(_TEXT + "\n")
    with monkeypatch.context() as patched:
        patched.setattr(stages, "encoded", lambda *_, **__: 1 / 0)
        (told,) = making.make()
    assert told.code == "preview-fault"
    assert "ZeroDivisionError" in told.message
    assert making.files is shown
    assert all(each.code != "preview-fault" for each in making.make())


_FAILING = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
 xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:m="https://letterbook.invalid/ns/mode">
 <xsl:import href="letterbook:html.xsl"/>
 <xsl:template match="tei:p[contains(., 'I am {}')]" mode="m:html">
 <xsl:sequence select="error((), 'no such word')"/></xsl:template></xsl:stylesheet>"""


@pytest.mark.usefixtures("source")
def test_a_letter_that_cannot_be_rendered_costs_itself(tmp_path):
    run = CliRunner().invoke
    assert run(letterbook, ["build", "mail.txt"]).exit_code == 0
    (tmp_path / "own").mkdir()
    call = ["render", "output/mail/tei/edition.xml", "-t", "html", "--xslt", "own", "-o", "site", "--force"]
    (tmp_path / "own" / "html.xsl").write_text(_FAILING.format("2"))
    done = run(letterbook, call)
    assert done.exit_code == 1
    assert done.output.count("[render-page]") == 1
    assert "letter-n2" in done.output or "letter-2" in done.output
    made = {path.name for path in Path("site/letters").glob("*.html")}
    assert len(made) == 2
    assert Path("site/index.html").exists()
    (tmp_path / "own" / "html.xsl").write_text(_FAILING.format(""))
    done = run(letterbook, [*call[:-2], "other"])
    assert "[render-stylesheet]" in done.output
    assert not Path("other").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such locks")
def test_copies_that_a_killed_worker_left_are_cleared_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    code = (
        "import time\nfrom letterbook.own_folders import laid_out\n"
        "with laid_out({'a.txt': b'x', '../b.csv': b'y'}, 'home'):\n"
        "    print(1, flush=True)\n    time.sleep(99)"
    )
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env={**os.environ})
    assert child.stdout.readline() == b"1\n"
    (left,) = tmp_path.glob("letterbook-copies-*")
    own_folders.clear_copies()
    assert left.exists(), "its worker is still at it"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    foreign = tmp_path / "letterbook-copies-mine"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("x")
    (foreign / MARKER).write_text("")
    own_folders.clear_copies()
    assert not left.exists()
    assert (foreign / "thesis.txt").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is asked in its way")
@pytest.mark.parametrize("kind", ["tags", "values", "manifests"])
def test_a_package_is_verified_within_a_stated_memory(tmp_path, kind):
    path = tmp_path / "bag.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("bag/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        if kind == "manifests":
            for number in range(3000):
                made.writestr(f"bag/manifest-x{number}.txt", f"{'0' * 64}  data/a\n" * 2000)
        else:
            made.writestr(
                "bag/data/tei/edition.xml", "<a>" + "<b/>" * (6_000_000 * (kind == "tags")) + "</a>"
            )
            made.writestr("bag/data/tei/edition.ledger.json", "[" + "[]," * 6_000_000 + "[]]")
            made.writestr("bag/manifest-sha256.txt", "")
    code = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from letterbook.deposit import verified\n"
        "from letterbook.problems import Refused\n"
        "try:\n    told = verified(Path(sys.argv[1]))[0]\n"
        "except Refused as refused:\n    told = refused.problems\n"
        "print(any(each.code == 'package-large' for each in told))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    said = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=True, text=True)
    large, most = said.stdout.split()
    assert (large == "True", int(most) < 1_000_000) == (True, True), said.stdout
