"""The Nu HTML checker finds no error on any page of any test edition."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from browser.pages import addresses

ROOT = Path(__file__).resolve().parents[2]
#: Where `.ci/run` puts it, and CONTRIBUTING.md.
HERE = ROOT / ".tox" / "vnu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def errors(pages):
    """Return the errors that the checker finds, by page."""
    jar = Path(os.environ.get("LETTERBOOK_VNU", HERE))
    java = shutil.which("java")
    if java is None or not jar.is_file():
        pytest.fail(
            f"The Nu HTML checker is missing: it needs Java, and {jar}, which "
            "`npm install --prefix .tox/vnu --ignore-scripts vnu-jar` fetches; or name it in LETTERBOOK_VNU"
        )
    command = [java, "-jar", str(jar), "--errors-only", "--format", "json", "--stdout", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = {}
    for message in json.loads(done.stdout)["messages"]:
        said = f"line {message.get('lastLine')}: {message['message']} ({message.get('extract')})"
        found.setdefault(Path(message["url"].removeprefix("file:")), []).append(said)
    return found


def test_every_page_is_valid_but_the_one_with_an_error(editions, tmp_path):
    """One run for all, since the checker takes long to begin."""
    pages = [
        *(editions / address for address in addresses(editions)),
        *sorted(editions.glob("*/html/404.html")),
    ]
    assert len(pages) > 300
    broken = tmp_path / "broken.html"
    broken.write_text(
        pages[0].read_text(encoding="utf-8").replace("<h1>", "<h1><div></div>", 1), encoding="utf-8"
    )
    found = errors([*pages, broken])
    (error,) = found.pop(broken)
    assert "“div” not allowed as child of element “h1”" in error
    assert found == {}
