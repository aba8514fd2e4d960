"""The manual tells the truth about the program."""

from __future__ import annotations

import json
import re
import runpy
import tomllib
from pathlib import Path

import click
import pytest
from command import letterbook as run

import letterbook
from letterbook import cli
from letterbook.problems import CODES
from letterbook.project.decision_kinds import KEYS, KINDS
from letterbook.project.letterbook_toml import _KEYS, load
from letterbook.values.authorities import SCHEMES

PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/*.md")


@pytest.fixture(scope="session")
def pages(root):
    return {
        path.relative_to(root): path.read_text(encoding="utf-8") for part in PAGES for path in root.glob(part)
    }


def fenced(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_the_page_of_problems_is_the_table_of_codes(root):
    page = runpy.run_path(str(root / "docs" / "problems.py"))["page"]()
    written = (root / "docs" / "problems.md").read_text(encoding="utf-8")
    assert page == written, "run: python docs/problems.py"
    assert re.findall(r"^## (.+)$", written, re.MULTILINE) == sorted(CODES)


def test_the_tables_of_decisions_are_those_of_their_kinds(root):
    page = runpy.run_path(str(root / "docs" / "decision_kinds.py"))["page"]
    written = (root / "docs" / "decisions.md").read_text(encoding="utf-8")
    assert page(written) == written, "run: python docs/decision_kinds.py"
    assert all(f"`[[{name}]]`" in written for name in KINDS)
    used = {key for kind in KINDS.values() for key in kind.keys} - {"quote", "line", "reason", "by"}
    assert used - set(SCHEMES) == {key.removesuffix(" (date)") for key in KEYS}


def test_every_kind_of_decision_names_the_module_that_applies_it(root):
    settle = root / "pipeline" / "letterbook" / "settle"
    for name, kind in KINDS.items():
        assert (settle / f"{kind.judge.replace('.', '/')}.py").is_file(), name
        assert set(kind.against) <= set(KINDS), name


def test_every_code_says_what_it_means_and_what_to_do():
    for name, code in CODES.items():
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", name), name
        assert code.means.endswith("."), name
        assert code.remedy.endswith((".", "?")), name


def test_links_lead_somewhere(root, pages):
    made_later = {Path("docs/images/letter.png"), Path("output/churchill-stalin")}
    for name, text in pages.items():
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            if "://" not in link:
                path = name.parent / link
                assert (root / path).exists() or path in made_later, f"{name}: {link}"


def test_nothing_of_a_single_machine_is_in_the_manual(pages):
    for name, text in pages.items():
        assert not re.search(r"/root/|/work/|/home/|127\.0\.0\.1|localhost", text), name


def test_the_readme_begins_with_the_two_commands(pages, root):
    (commands, *_) = fenced(pages[Path("README.md")], "sh")
    first, second = (line.partition("#")[0].split() for line in commands.splitlines())
    assert first[:3] == ["python3", "run.py", "build"]
    assert (root / first[3]).exists()
    assert second == ["python3", "run.py", "test"]
    before = pages[Path("README.md")].partition(commands)[0]
    assert len(before) < 700  # one paragraph says what it is, for whom, and what it does not do
    assert before.count("\n\n") == 2
    assert "does not" in before


def test_every_option_is_in_the_manual(pages):
    page = pages[Path("docs/commands.md")]
    for name, command in cli.letterbook.commands.items():
        assert f"## letterbook {name}" in page
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(f"`{option}`" in page for option in parameter.opts), (name, parameter.opts)


def test_the_manual_names_no_option_that_is_not_there(pages):
    known = {"--help", "--version"}
    known |= {
        "--group",
        "--prefix",
        "--ignore-scripts",
        "--nthreads",
        "--nworkers",
        "--accent",
        "--folds",
        "--keep",
        "--seconds",
        "--all",
        "--verdicts",
        "--roles",
        "--seed",
        "--volumes",
        "--write",
        "--speed",
        "--languages",
        "--times",
        "--only",
        "--size",
    }  # of pip, npm, dask, CSS, the fuzz harness, the training and the benchmarks
    for command in cli.letterbook.commands.values():
        known |= {option for parameter in command.params for option in parameter.opts}
    for name, text in pages.items():
        assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)) <= known | {"--json"}, name


def test_every_key_of_the_configuration_is_in_the_manual(pages, tmp_path):
    page = pages[Path("docs/configuration.md")]
    example, *_ = fenced(page, "toml")
    assert set(tomllib.loads(example)) <= set(_KEYS)
    (tmp_path / "letterbook.toml").write_text(example, encoding="utf-8")
    project = load(tmp_path / "text.txt").value
    assert project.id == "my-letters"
    assert len(project.responsible) == 2
    for key in _KEYS:
        assert f"`{key}`" in page or f"[{key}]" in page, key


def test_exit_codes_are_in_the_manual(pages):
    page = pages[Path("docs/commands.md")]
    codes = [int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)]
    assert codes == [0, 1, 2, 3, 130]


def test_the_tei_of_the_readme_is_that_of_the_sample(pages, sample, tmp_path):
    assert run("build", "-q", sample, "-o", tmp_path).returncode == 0
    tei = (tmp_path / "churchill-stalin" / "tei" / "edition.xml").read_text(encoding="utf-8")
    lines = {line.strip() for line in tei.splitlines()}
    excerpts = fenced(pages[Path("README.md")], "xml")
    assert len(excerpts) >= 2
    for excerpt in excerpts:
        assert [line for line in excerpt.splitlines() if line.strip() not in lines] == []
    book = json.loads((tmp_path / "churchill-stalin" / "tei" / "edition.ledger.json").read_bytes())
    assert book["source"]["name"] == "source.txt"


def test_versions_agree(root, pages):
    version = letterbook.__version__
    assert f"\nversion: {version}\n" in (root / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+?),? ", pages[Path("CHANGELOG.md")], re.MULTILINE)[1] == version


def test_the_figures_of_the_manual_are_those_that_are_measured(root, pages):
    listed = set(re.findall(r"^\| `(\w+)` \|", pages[Path("docs/speed.md")], re.MULTILINE))
    script = (root / "benchmarks" / "run.py").read_text(encoding="utf-8")
    measured = set(re.findall(r'^    "(\w+)": [\d.]+,$', script, re.MULTILINE))
    assert listed == measured
    assert len(listed) == 11
