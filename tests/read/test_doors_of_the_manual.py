"""Each form of input has a command in the manual to try it on a file of the repository: it works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from letterbook.cli import main

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = re.findall(
    r"^letterbook build (tests/\S+)$", (ROOT / "docs" / "inputs.md").read_text("utf-8"), re.MULTILINE
)


def test_each_form_has_a_command():
    kinds = {Path(name).suffix for name in COMMANDS}
    assert kinds == {"", ".html", ".docx", ".odt", ".zip", ".epub", ".pdf"}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_commands_of_the_manual_work(tmp_path, monkeypatch, name):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("sys.argv", ["letterbook", "build", name, "-o", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in (0, None)
    assert len(list(tmp_path.glob("*/tei/edition.xml"))) == 1
    assert len(list(tmp_path.glob("*/tei/edition.origin.json"))) == 1
