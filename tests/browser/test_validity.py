"""The Nu HTML checker finds no error on any page of any test edition."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: Where `.ci/run` puts it, and CONTRIBUTING.md.
HERE = ROOT / ".tox" / "vnu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="module")
def errors():
    """Return a judge: pages to the errors the checker finds in them."""
    jar = Path(os.environ.get("LETTERBOOK_VNU", HERE))
    java = shutil.which("java")
    if java is None or not jar.is_file():
        pytest.fail(
            f"The Nu HTML checker is missing: it needs Java, and {jar}, which "
            "`npm install --prefix .tox/vnu --ignore-scripts vnu-jar` fetches; or name it in LETTERBOOK_VNU"
        )

    def judge(pages):
        command = [java, "-jar", str(jar), "--errors-only", "--format", "json", "--stdout", *map(str, pages)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        said = [m for m in json.loads(done.stdout)["messages"] if m["type"] != "info"]
        assert bool(said) == bool(done.returncode), done.stderr
        return [f"{m['url']}:{m.get('lastLine')}: {m['message']}: {m.get('extract')}" for m in said]

    return judge


def test_every_page_is_valid(errors, editions):
    pages = sorted(page for part in ("html", "report") for page in editions.glob(f"*/{part}/**/*.html"))
    assert len(pages) > 300
    assert errors(pages) == []


def test_an_error_is_found(errors, editions, tmp_path):
    page = (editions / "churchill-stalin" / "html" / "about.html").read_text(encoding="utf-8")
    broken = tmp_path / "broken.html"
    broken.write_text(page.replace("<h1>", "<h1><div></div>"), encoding="utf-8")
    assert any("“div” not allowed" in error for error in errors([broken]))
