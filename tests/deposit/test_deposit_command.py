"""The command letterbook deposit, as it is typed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from letterbook import cli


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run the command in this process and an empty folder; return its exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def command(*arguments):
        monkeypatch.setattr(sys, "argv", ["letterbook", "deposit", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return ended.value.code, out, err

    return command


def test_an_edition_is_packed_and_verified(run, edition, package):
    code, out, err = run(edition, "-o", "sample.zip")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"sample.zip: {len(package.names)} files, {len(package.data):,} bytes",
        package.record.citation,
    ]
    assert Path("sample.zip").read_bytes() == package.data
    code, out, err = run("--verify", "sample.zip")
    assert (code, err) == (0, "")
    assert out.splitlines()[0].startswith(f"sample.zip: BagIt 1.0, {len(package.names)} files, ")
    assert out.splitlines()[1:] == ["the edition in it holds its whole source", "no faults"]


def test_source_date_epoch_is_heard(run, edition, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735819200")
    assert run(edition, "-o", "sample.zip", "-q") == (0, "", "")
    assert b"Bagging-Date: 2025-01-02\n" in Path("sample.zip").read_bytes()


def test_a_package_that_is_there_is_not_written_over(run, edition):
    Path("sample.zip").write_text("mine", encoding="utf-8")
    code, out, err = run(edition, "-o", "sample.zip")
    assert (code, out) == (1, "")
    assert "[output-foreign]" in err
    assert Path("sample.zip").read_text(encoding="utf-8") == "mine"
    assert run(edition, "-o", "sample.zip", "--force", "-q")[0] == 1
    assert Path("sample.zip").read_text(encoding="utf-8") == "mine"
    assert run(edition, "-o", "other.zip", "-q")[0] == 0
    whole = Path("other.zip").read_bytes()
    assert run(edition, "-o", "other.zip", "-q")[0] == 1
    assert run(edition, "-o", "other.zip", "--force", "-q")[0] == 0
    Path("other.zip").write_bytes(whole.replace(b"Hitlerite", b"Hitlerist", 1))
    assert run(edition, "-o", "other.zip", "--force", "-q")[0] == 1


def test_nothing_is_written_where_something_is_wrong(run, copied):
    path = copied / "tei/edition.xml"
    path.write_bytes(path.read_bytes().replace(b"Hitlerite", b"Hitlerist", 1))
    before = sorted(Path().iterdir())
    code, out, err = run(copied, "-o", "sample.zip")
    assert (code, out) == (1, "")
    assert "[deposit-changed]" in err
    assert "[ledger-text]" in err
    assert sorted(Path().iterdir()) == before
    code, out, err = run(copied, "-o", "sample.zip", "--with-faults")
    assert code == 0
    assert "warning: was changed since letterbook wrote it [deposit-changed]" in err
    code, out, err = run("--verify", "sample.zip")
    assert (code, err) == (1, "")
    assert "[ledger-text]" in out
    assert "the edition in it does not give its source" in out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["edition"],
        ["edition", "-o", "sample"],
        ["edition", "-o", "sample.tar"],
        ["sample.zip", "--verify", "-o", "x.zip"],
        ["sample.zip", "--verify", "--with-faults"],
        ["sample.zip", "--verify", "--force"],
    ],
)
def test_wrong_use(run, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "Usage: letterbook deposit" in err


def test_programs_get_one_object(run, edition, package):
    code, out, _ = run(edition, "-o", "sample.zip", "--format", "json")
    assert (code, json.loads(out)["files"]) == (0, list(package.names))
    code, out, _ = run("--verify", "sample.zip", "--format", "json")
    answer = json.loads(out)
    assert (code, answer["proved"], answer["algorithms"]) == (0, True, ["sha256", "sha512"])
    Path("none.zip").write_bytes(b"no zip")
    code, out, _ = run("--verify", "none.zip", "--format", "json")
    assert (code, json.loads(out)["problems"][0]["code"]) == (1, "package-unreadable")
