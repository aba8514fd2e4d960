"""What is packed, what is refused, and that the same edition gives the same bytes, also when made again."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from command import letterbook
from deposited import STATED, built

from letterbook import assets, deposit, own_files, writing
from letterbook.problems import Refused


def payload(data, name="sample"):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        base = f"{name}/data/"
        return {each.removeprefix(base): archive.read(each) for each in archive.namelist() if base in each}


def codes(problems):
    return sorted({each.code for each in problems})


def refused(folder, name="sample", **how):
    with pytest.raises(Refused) as raised:
        deposit.pack(folder, name, **how)
    return raised.value.problems


def listed(folder):
    """Write the list of an edition's files anew, as if letterbook had written them so."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != writing.MARKER
    }
    (folder / writing.MARKER).write_bytes(own_files.listing(files))


# ------------------------------------------------------------------ what is in it


def test_the_whole_edition_is_in_it_byte_for_byte(edition, package):
    held = payload(package.data)
    for path in edition.rglob("*"):
        name = path.relative_to(edition).as_posix()
        if path.is_file() and name != writing.MARKER:
            assert held[name] == path.read_bytes(), name
    assert sorted(held) == list(package.names)


def test_the_source_and_the_editors_files_are_in_it(desk, package):
    held = payload(package.data)
    for path in desk.iterdir():
        assert held[f"source/churchill-stalin/{path.name}"] == path.read_bytes()


def test_the_schema_is_in_it(package):
    held = payload(package.data)
    for name in ("letterbook.odd", "letterbook.rng", "letterbook.xsd", "letterbook.sch", "xml.xsd"):
        assert held[f"schema/{name}"] == assets.schema(name).read_bytes()


def test_the_report_says_what_was_checked(package, edition):
    report = json.loads(payload(package.data)["report/validation.json"])
    assert report["valid"] is True
    assert report["errors"] == []
    assert report["ledger"]["holds"] is True
    letters = {f"tei/letters/{path.name}": 0 for path in (edition / "tei/letters").iterdir()}
    assert report["documents"] == {"tei/edition.xml": 0, **letters}
    assert len(letters) == 27


def test_nothing_of_this_machine_is_in_it(package, edition):
    for name, data in payload(package.data).items():
        assert str(edition).encode() not in data, name
        assert os.fsencode(Path.home()) + b"/" not in data, name


def test_the_readme_says_how_to_cite_and_to_make_it_again(package):
    readme = payload(package.data)["README.md"].decode()
    assert readme.startswith("# Letters & <cables>: a sample\n")
    assert "Müller, E.; The G. project (2024): Letters" in readme
    assert "\nletterbook build source/churchill-stalin/source.txt -o rebuilt\n" in readme
    assert "in spite of" not in readme


# ------------------------------------------------------------------ the same bytes


def test_the_same_edition_gives_the_same_bytes(edition, package):
    assert deposit.pack(edition, "sample").value.data == package.data


def test_neither_clock_nor_place_nor_hash_seed_matter(edition, package, tmp_path):
    elsewhere = shutil.copytree(edition, tmp_path / "elsewhere" / "x")
    script = "import sys; from pathlib import Path; from letterbook import deposit\n"
    script += "sys.stdout.buffer.write(deposit.pack(Path(sys.argv[1]), 'sample').value.data)"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(elsewhere)], capture_output=True, env=environment, check=True
    )
    assert hashlib.sha256(done.stdout).hexdigest() == hashlib.sha256(package.data).hexdigest()


def test_source_date_epoch_sets_the_times(edition):
    noon = datetime(2025, 1, 2, 12, 0, tzinfo=UTC)
    data = deposit.pack(edition, "sample", epoch=str(int(noon.timestamp()))).value.data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(2025, 1, 2, 12, 0, 0)}
        assert b"Bagging-Date: 2025-01-02\n" in archive.read("sample/bag-info.txt")
    assert b'"datePublished": "2024-05-31"' in payload(data)["ro-crate-metadata.json"]


@pytest.mark.parametrize("epoch", ["yesterday", "9" * 40, "1.5"])
def test_a_source_date_epoch_that_is_no_time(edition, epoch):
    assert codes(refused(edition, epoch=epoch)) == ["deposit-epoch"]


# ------------------------------------------------------------------ made again from the package alone


def rebuilt(data, folder, name="sample"):
    """Follow the page README.md of a package to the letter, in a copy of its folder."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    home = folder / name / "data"
    readme = (home / "README.md").read_text(encoding="utf-8")
    lines = readme.partition("```sh\n")[2].partition("```")[0].splitlines()
    for line in lines:
        command = shlex.split(line)
        if command[0] == "letterbook":
            done = letterbook(*command[1:], "-q", cwd=home)
        else:
            done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    (made,) = (path for path in (home / "rebuilt").iterdir() if path.name != ".letterbook")
    return made


def test_the_package_alone_makes_the_same_edition_and_the_same_package(package, tmp_path):
    made = rebuilt(package.data, tmp_path)
    held = payload(package.data)
    files = {path.relative_to(made).as_posix(): path for path in made.rglob("*") if path.is_file()}
    del files[writing.MARKER]
    assert len(files) > 90
    for name, path in files.items():
        assert path.read_bytes() == held[name], name
    assert deposit.pack(made, "sample").value.data == package.data


SMALL = """\
BRIEFE

1

Anna Müller an Bert Schmidt

Köln, den 3. Mai 1841.

Lieber Bert!

Ich danke dir für deinen Brief und für die Bücher, die gestern ankamen.

Deine Anna

2

Bert Schmidt an Anna Müller

Bonn, den 9. Mai 1841.

Liebe Anna!

Ich freue mich, daß sie dir gefallen, und schicke dir bald mehr davon.

Dein Bert
"""


def test_names_that_archives_refuse_are_changed_and_changed_back(tmp_path):
    """The name of the text stands in the TEI, so that its right name is needed for the same bytes."""
    home = tmp_path / "Meine Briefe" / "Band_1"
    (home / "Personen & Orte").mkdir(parents=True)
    (home / "Briefe von_Müller (1).txt").write_bytes(SMALL.encode("cp1252"))
    (home / "Personen & Orte" / "leute_1.csv").write_text("name\nAnna Müller\n", encoding="utf-8")
    (home.parent / "Orte.csv").write_text("name,kind\nKöln,place\n", encoding="utf-8")
    (home / "druck_art.toml").write_text("[layout]\nlanguages = ['de']\n", encoding="utf-8")
    toml = STATED.replace('id = "churchill-stalin"\n', "").replace('language = "en"\n', "")
    toml = toml.replace(
        "[[creator]]", 'encoding = "windows-1252"\n[layout]\nprofile = "druck_art.toml"\n[[creator]]', 1
    )
    registers = 'registers = ["Personen & Orte/leute_1.csv", "../Orte.csv"]\n'
    (home / "letterbook.toml").write_text(registers + toml, encoding="utf-8")
    edition = built(home / "Briefe von_Müller (1).txt", tmp_path / "output")
    assert edition.name == "Briefe-von-Muller-1"
    data = deposit.pack(edition, "briefe").value.data
    held = payload(data, "briefe")
    assert {name for name in held if name.startswith("source/")} == {
        "source/Briefe-von-Muller-1/Briefe-von-Muller-1.txt",
        "source/Briefe-von-Muller-1/Personen-Orte/leute-1.csv",
        "source/Briefe-von-Muller-1/druck-art.toml",
        "source/Briefe-von-Muller-1/letterbook.toml",
        "source/Orte.csv",
    }
    assert b"M\xfcller" in held["source/Briefe-von-Muller-1/Briefe-von-Muller-1.txt"]
    made = rebuilt(data, tmp_path / "unpacked", "briefe")
    for path in edition.rglob("*"):
        assert path.is_dir() or (made / path.relative_to(edition)).read_bytes() == path.read_bytes(), path


# ------------------------------------------------------------------ what is refused


def test_all_metadata_that_is_lacking_is_asked_for_at_once(sample, tmp_path):
    (tmp_path / "source.txt").write_bytes(sample.read_bytes())
    problems = refused(built(tmp_path / "source.txt", tmp_path / "output"))
    assert codes(problems) == ["deposit-metadata"]
    asked = [each.message.partition("”")[0].removeprefix("“") for each in problems]
    assert asked == ["creator", "publisher", "date", "licence", "licence-url", "rights-holder"]
    for each in problems:
        assert each.hint.startswith("Write into letterbook.toml, and build again: ")
        assert each.message.partition("”")[0].removeprefix("“") in each.hint


@pytest.mark.parametrize("how", [{}, {"with_faults": True}])
def test_metadata_that_is_lacking_is_never_done_without(desk, tmp_path, how):
    for path in desk.iterdir():
        shutil.copyfile(path, tmp_path / path.name)
    stated = STATED.replace('rights-holder = "E. F."\n', "")
    (tmp_path / "letterbook.toml").write_text(stated, encoding="utf-8")
    (problem,) = refused(built(tmp_path / "source.txt", tmp_path / "output"), **how)
    assert problem.message.startswith("“rights-holder”")


def change_tei(folder, old, new):
    path = folder / "tei/edition.xml"
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def test_a_file_changed_since_it_was_built(copied):
    change_tei(copied, b"<publisher>University", b"<publisher>The University")
    problems = refused(copied)
    assert codes(problems) == ["deposit-changed"]
    assert problems[0].place.file == str(copied / "tei/edition.xml")


def test_a_file_that_was_removed(copied):
    (copied / "html/index.html").unlink()
    assert codes(refused(copied)) == ["deposit-changed"]


def test_an_edition_that_is_not_valid(copied):
    change_tei(copied, b"</extent>", b"</extent><editionStmt/>")
    listed(copied)
    assert codes(refused(copied)) == ["tei-invalid"]


def test_a_letter_that_is_not_valid(copied):
    path = copied / "tei/letters/letter-3.xml"
    path.write_bytes(path.read_bytes().replace(b"<body>", b"<body><nonsense/>", 1))
    listed(copied)
    problems = refused(copied)
    assert codes(problems) == ["tei-invalid"]
    assert problems[0].place.file == str(path)


def test_a_ledger_that_does_not_balance(copied):
    change_tei(copied, b"Hitlerite", b"Hitlerist")
    listed(copied)
    assert codes(refused(copied)) == ["ledger-source", "ledger-text"]


def test_a_source_that_is_another(copied):
    path = copied / "source/churchill-stalin/source.txt"
    path.write_bytes(path.read_bytes() + b"\n")
    listed(copied)
    assert codes(refused(copied)) == ["deposit-source"]
    assert codes(refused(copied, with_faults=True)) == ["deposit-source"]


def test_a_source_that_is_not_kept(copied):
    (copied / "source/churchill-stalin/source.txt").unlink()
    listed(copied)
    assert codes(refused(copied)) == ["deposit-source"]


def test_a_register_too_far_away_to_be_kept(desk, tmp_path):
    home = tmp_path / "a" / "b" / "c"
    home.mkdir(parents=True)
    for path in desk.iterdir():
        shutil.copyfile(path, home / path.name)
    (home / "persons.csv").replace(tmp_path / "a" / "persons.csv")
    stated = 'registers = ["../../persons.csv"]\n' + STATED
    (home / "letterbook.toml").write_text(stated, encoding="utf-8")
    problems = refused(built(home / "source.txt", tmp_path / "output"))
    assert codes(problems) == ["deposit-source"]
    assert "../../persons.csv" in problems[0].message


def test_a_folder_that_is_no_edition(tmp_path, copied):
    assert codes(refused(tmp_path)) == ["deposit-edition"]
    assert codes(refused(tmp_path / "none")) == ["deposit-edition"]
    assert codes(refused(copied / "tei/edition.xml")) == ["deposit-edition"]
    (copied / "tei/edition.ledger.json").unlink()
    assert "deposit-edition" in codes(refused(copied))


@pytest.mark.parametrize("name", ["my letters", "brüder", "a_b", "", "-a", "a..b", "a/b", "a."])
def test_a_name_that_some_archives_refuse(edition, name):
    assert codes(refused(edition, name)) == ["deposit-name"]
    assert codes(refused(edition, name, with_faults=True)) == ["deposit-name"]


def test_a_file_whose_name_some_archives_refuse_is_packed_with_a_warning(copied):
    """Such as the second letter of one number has; to rename it would break the links to it."""
    (copied / "tei/letters/letter-3.xml").replace(copied / "tei/letters/letter-3_x.2.xml")
    listed(copied)
    made, problems = deposit.pack(copied, "sample")
    assert [(each.code, each.place.file) for each in problems] == [
        ("package-name", "tei/letters/letter-3_x.2.xml")
    ]
    assert "tei/letters/letter-3_x.2.xml" in made.names


def test_all_that_is_wrong_is_told_at_once(copied):
    path = copied / "source/churchill-stalin/letterbook.toml"
    path.write_text(STATED.replace("publisher", "# publisher"), encoding="utf-8")
    change_tei(copied, b"</extent>", b"</extent><editionStmt/>")
    listed(copied)
    assert codes(refused(copied, "a b")) == ["deposit-metadata", "deposit-name", "tei-invalid"]


def test_a_configuration_that_was_spoilt(copied):
    (copied / "source/churchill-stalin/letterbook.toml").write_text("titel = 3\n", encoding="utf-8")
    listed(copied)
    assert codes(refused(copied)) == ["config-unknown-key"]


# ------------------------------------------------------------------ what is told, and packed all the same


def test_an_edition_with_faults_is_packed_if_told_so_and_says_it(copied):
    change_tei(copied, b"Hitlerite", b"Hitlerist")
    package, problems = deposit.pack(copied, "sample", with_faults=True)
    assert codes(problems) == ["deposit-changed", "ledger-source", "ledger-text"]
    assert not any(each.severity == "error" for each in problems)
    held = payload(package.data)
    said = f"in spite of {package.record.faults} errors"
    assert package.record.faults == 3
    assert said in held["README.md"].decode()
    assert said in held["ro-crate-metadata.json"].decode()
    with zipfile.ZipFile(io.BytesIO(package.data)) as archive:
        for name in (
            "bag-info.txt",
            "metadata/datacite.xml",
            "metadata/datacite.json",
            "metadata/dublin-core.xml",
        ):
            assert said in archive.read(f"sample/{name}").decode(), name
    report = json.loads(held["report/validation.json"])
    assert report["ledger"]["holds"] is False
    assert {each["file"] for each in report["errors"]} == {"tei/edition.xml", "tei/edition.ledger.json"}
    assert {each["code"] for each in report["errors"]} == set(codes(problems))


def test_files_that_are_not_letterbooks_are_left_out_with_a_warning(copied, package):
    (copied / "notes of mine.txt").write_text("x", encoding="utf-8")
    (copied / ".DS_Store").write_text("x", encoding="utf-8")
    made, problems = deposit.pack(copied, "sample")
    assert [each.code for each in problems] == ["deposit-foreign"]
    assert made.data == package.data


def test_an_edition_of_another_letterbook(copied):
    change_tei(copied, b'ident="letterbook" version="0.1.0"', b'ident="letterbook" version="0.0.9"')
    listed(copied)
    made, problems = deposit.pack(copied, "sample")
    assert codes(problems) == ["deposit-letterbook"]
    told = json.loads(payload(made.data)["provenance.json"])
    assert (told["made-by"]["letterbook"], told["packed-by"]["letterbook"]) == ("0.0.9", "0.1.0")
