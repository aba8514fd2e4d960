"""Three hundred volumes in all layouts of the samples."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys

from lxml import html

COUNT = 300


def test_three_hundred_volumes_are_built_and_found_unchanged(root, tmp_path):
    spec = importlib.util.spec_from_file_location("made_up", root / "benchmarks" / "volumes.py")
    made_up = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made_up)
    made_up.make_up(tmp_path / "texts", COUNT)
    assert len(made_up.samples()) >= 25  # every layout
    command = [sys.executable, "-m", "letterbook", "build", str(tmp_path / "texts"), "--format", "json", "-o"]
    answers = []
    for _ in range(2):
        done = subprocess.run(
            [*command, str(tmp_path / "output"), "--jobs", "2"], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout[-2000:]
        answers.append(json.loads(done.stdout))
    first, again = answers
    assert first["summary"] == {"built": COUNT, "re-rendered": 0, "unchanged": 0, "failed": 0}
    assert again["summary"] == {"built": 0, "re-rendered": 0, "unchanged": COUNT, "failed": 0}
    assert (again["problems"], again["letters"]) == (first["problems"], first["letters"])
    assert first["letters"] > 4 * COUNT
    page = html.parse(tmp_path / "output" / "library" / "index.html")
    assert len(page.findall(".//tbody/tr")) == COUNT
