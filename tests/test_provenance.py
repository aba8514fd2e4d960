"""The sums tell one letterbook from another, and forget nothing that has a say in the TEI."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import letterbook
from letterbook import assets, provenance

PACKAGE = Path(letterbook.__file__).parent


def test_there_are_four_sums():
    assert list(provenance.sums()) == ["rules", "words", "schema", "stylesheets"]
    assert all(re.fullmatch("[0-9a-f]{64}", each) for each in provenance.sums().values())


def test_a_sum_can_be_had_with_the_programs_everybody_has():
    command = "sha256sum words/*.toml project/profiles/*.toml | LC_ALL=C sort -k2 | sha256sum"
    done = subprocess.run(["sh", "-c", command], cwd=PACKAGE, capture_output=True, text=True, check=True)
    tables = [*PACKAGE.glob("words/*.toml"), *PACKAGE.glob("project/profiles/*.toml")]
    lines = {path.relative_to(PACKAGE).as_posix() for path in tables}
    assert len(lines) >= 5
    assert done.stdout.split()[0] == provenance.sums()["words"]


def test_every_module_that_makes_the_tei_is_a_rule():
    """Whatever is loaded to read, judge and encode a text counts; what is loaded besides need not."""
    script = """if True:
        import sys
        from letterbook import tei
        from letterbook.build import tree
        from letterbook.detect import run
        from letterbook.project import letterbook_toml
        from letterbook.read import plain_text
        from letterbook.settle import judges
        tei.encode, tei.serialise
        print(*(m.__file__ for n, m in sys.modules.items() if n.startswith("letterbook")), sep="\\n")
    """
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {Path(line).relative_to(PACKAGE).as_posix() for line in done.stdout.splitlines()}
    rules = {name for name, _ in provenance._rules()}
    assert len(loaded) > 80
    assert loaded - rules <= {"provenance.py"}
    assert not any(name.startswith(("deposit/", "check/")) for name in rules)


def test_a_changed_rule_changes_the_sum_of_the_rules_alone(tmp_path, monkeypatch):
    before = dict(provenance.sums())
    copied = tmp_path / "letterbook"
    for name, path in provenance._under(PACKAGE, "**/*.py", "**/*.toml"):
        (copied / name).parent.mkdir(parents=True, exist_ok=True)
        (copied / name).write_bytes(path.read_bytes())
    monkeypatch.setattr(provenance, "_PACKAGE", copied)
    assert dict(provenance.sums.__wrapped__()) == before
    with (copied / "rules" / "headings.py").open("a", encoding="utf-8") as file:
        file.write("\n")
    after = provenance.sums.__wrapped__()
    assert {name for name in before if before[name] != after[name]} == {"rules"}


def test_the_grammar_and_the_stylesheets_count():
    schema = {name for name, _ in provenance._under(assets.schema(""), "*.rng", "*.sch")}
    assert {"letterbook.rng", "letterbook.sch"} <= schema
