"""No finding has a kind, or a value, that is not declared in model/kinds.py."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import runpy

import pytest

from letterbook import stages
from letterbook.build.plan import plan
from letterbook.model import kinds, values
from letterbook.model.kinds import KINDS
from letterbook.project.letterbook_toml import load
from letterbook.settle.judges import settle

SAMPLES = ("churchill-stalin", "de-gelehrte", "en-poets", "fr-ambassade")


def made(package):
    """Yield for each call of Finding with a plain kind the kind and its place."""
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if is_call and node.func.id == "Finding" and node.args:
                kind, place = node.args[0], f"{path.relative_to(package)}:{node.lineno}"
                if isinstance(kind, ast.Constant):
                    yield kind.value, place
                elif isinstance(kind, ast.Name) and kind.id.isupper():
                    yield getattr(kinds, kind.id), place


def test_every_finding_that_is_made_is_of_a_declared_kind(root):
    found = list(made(root / "pipeline" / "letterbook"))
    assert len(found) > 40
    for kind, place in found:
        assert kind in KINDS, f"{place}: {kind}"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_findings_of_a_sample_hold_what_is_declared(root, name):
    project, _ = load(root / "tests" / "samples" / name / "source.txt")
    _, _, found = stages.detected(project)
    settled, _ = settle(found, project.viewpoint, project.decisions, project.register)
    dropped = [f for one in settled.decisions for f in (one.kept, *one.dropped) if f]
    findings = [f for f in (*found.findings, *plan(settled).inlines, *dropped) if f.kind[:7] != "editor."]
    assert findings
    for finding in findings:
        assert isinstance(finding.value, KINDS[finding.kind].value or type(None)), finding
        assert 0 <= finding.confidence <= 1


def test_a_value_says_what_each_of_its_fields_is():
    for name, value in inspect.getmembers(values, dataclasses.is_dataclass):
        said = [line.split("`")[1] for line in inspect.getdoc(value).splitlines() if line.startswith("- `")]
        assert said == [field.name for field in dataclasses.fields(value)], name


def test_a_kind_names_places_that_are_there(root):
    package = root / "pipeline" / "letterbook"
    for name, kind in KINDS.items():
        for place in (*kind.by.split(", "), kind.judge):
            assert (package / place).exists(), f"{name}: {place}"


def test_the_page_of_kinds_is_the_table(root):
    page = runpy.run_path(str(root / "docs" / "findings.py"))["page"]()
    assert page == (root / "docs" / "findings.md").read_text(encoding="utf-8"), "run: python docs/findings.py"
