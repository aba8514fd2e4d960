"""Inputs that once ended in a fault of letterbook's own: each kind ends in an edition or in a message."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from letterbook import report
from letterbook.cli import letterbook

_LETTERS = (
    "1. To Mary Brown\n\nLondon, {}\n\nDear Mary,\n\nI am well.\n\nYours,\nJohn\n\n"
    "2. To Mary Brown\n\nLondon, 4 May 1871\n\nDear Mary,\n\nI am {}well.\n\nYours,\nJohn\n"
)
_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
<profileDesc><correspDesc><correspAction type="sent"><persName {}>Ann</persName></correspAction></correspDesc>
</profileDesc></teiHeader><text><body><div type="letter"><p>Sir, {}</p></div></body></text>{}</TEI>"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run letterbook in a folder of its own: its exit code and all it says."""
    monkeypatch.chdir(tmp_path)

    def run_(*arguments):
        done = CliRunner().invoke(letterbook, [str(each) for each in arguments])
        assert done.exit_code in (0, 1, 2), done.output + repr(done.exception)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    return run_


def apart(*arguments, **how):
    """Run letterbook in a process of its own."""
    command = [sys.executable, "-m", "letterbook", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output="stdout" not in how, timeout=120, **how)


def built(run, text: str) -> Path:
    Path("mail.txt").write_text(text, encoding="utf-8")
    code, said = run("build", "mail.txt")
    assert code == 0, said
    return Path("output/mail")


@pytest.mark.parametrize(
    "said",
    ["3 May at 10.30", "3 May at 25.61", "3 May 1871, 8.30/9.30", "8.30/9.30", "3/13 May", "31.31.1871"],
)
def test_an_hour_is_no_month(run, said):
    built(run, _LETTERS.format(said, ""))


@pytest.mark.parametrize("lines", [["*", "[Page 1]", "*> ", "- ", "*12. ", "[Page 1]", "Mr. to B"] * 2])
def test_a_text_that_is_no_book_may_be_anything_but_a_fault(run, lines):
    for sign in ("*", "\N{DOUBLE DAGGER}", "1)", "[1]"):
        Path("mail.txt").write_text("\n".join(line.replace("*", sign) for line in lines), encoding="utf-8")
        run("build", "mail.txt")


def test_many_signs_that_xml_escapes_are_no_limit(run):
    built(run, _LETTERS.format("3 May 1871", "& < > " * 40_000))


def test_control_characters_are_left_out_of_all_that_is_made_and_accounted_for(run):
    folder = built(run, _LETTERS.format("3 May 1871", "\x07\x7f\x85\x9f\ufeff"))
    for path in [*folder.rglob("*.xml"), *folder.rglob("*.html"), *(folder / "text").rglob("*.txt")]:
        said = path.read_text(encoding="utf-8")
        assert not re.search(r"[\x00-\x08\x7f-\x9f\ufeff]|&#x(?:7f|[89][0-9a-f]);", said), path
    assert run("ledger", folder / "tei" / "edition.xml")[0] == 0


def test_control_characters_of_others_are_shown_as_unknown(run):
    Path("a.xml").write_text(_TEI.format("", "\x85\x9f", ""), encoding="utf-8")
    code, said = run("render", "a.xml", "-t", "html", "-o", "site")
    assert (code, "[text-control]" in said) == (0, True)
    assert "Sir, \ufffd\ufffd" in next(Path("site/letters").glob("*.html")).read_text(encoding="utf-8")


# ------------------------------------------------------------------ TEI of others


def test_a_name_may_have_both_a_key_and_a_ref(run):
    Path("a.xml").write_text(_TEI.format('key="1" ref="#p1 https://x.example/"', "", ""))
    assert run("render", "a.xml", "-t", "html", "-o", "site")[0] == 0


@pytest.mark.parametrize("inside", ["<?oxy x?>", "<!-- x -->", "<note>more</note>"])
def test_registers_of_two_files_may_hold_what_is_no_element(run, inside):
    entry = (
        f'<standOff><listPerson><person xml:id="p1"><persName>Ann</persName>{inside}</person></listPerson>'
    )
    for name in "ab":
        Path(f"{name}.xml").write_text(_TEI.format('ref="#p1"', "", f"{entry}</standOff>"))
    assert run("render", "a.xml", "b.xml", "-t", "html", "-o", "site")[0] == 0


@pytest.mark.parametrize(
    ("inside", "holds"),
    [
        ("<hi>" * 150 + "x" + "</hi>" * 150, True),
        ("<hi>" * 300 + "x" + "</hi>" * 300, False),
        ("<hi " + " ".join(f'a{n}="x"' for n in range(300)) + ">x</hi>", True),
        (f"<{'x' * 2000}/>", True),
        ("&amp;" * 150_000, True),
    ],
    ids=["deep", "too deep", "attributes", "a long name", "entities"],
)
def test_check_and_render_have_one_set_of_limits_and_tell_it_in_the_same_words(run, inside, holds):
    Path("a.xml").write_text(_TEI.format("", inside, ""))
    told = []
    for call in (("check", "a.xml"), ("render", "a.xml", "-t", "html", "-o", "site", "--force")):
        said = run(*call)[1]
        assert "please report" not in said
        told.append([line for line in said.splitlines() if "[xml-" in line])
    assert told[0] == told[1]
    assert bool(told[0]) is not holds


# ------------------------------------------------------------------ files that are none, or too large


@pytest.mark.skipif(sys.platform == "win32", reason="it has no pipes in folders")
@pytest.mark.parametrize("name", ["source.txt", "persons.csv", "letterbook.toml", "decisions.toml"])
@pytest.mark.parametrize("kind", ["pipe", "device", "loop"])
def test_a_file_that_is_none_is_told_and_never_opened(run, name, kind):
    Path("mail").mkdir()
    (Path("mail") / "source.txt").write_text(_LETTERS.format("3 May 1871", ""))
    (Path("mail") / name).unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(Path("mail") / name)
    else:
        (Path("mail") / name).symlink_to("/dev/zero" if kind == "device" else name)
    code, said = run("build", "mail/source.txt")
    assert (code, name in said) == (1, True), said


def test_the_size_of_a_file_is_asked_before_it_is_read(run):
    for name in ("source.txt", "persons.csv", "letterbook.toml"):
        with Path(name).open("wb") as file:
            file.truncate(1 << 40)
        code, said = run("build", "source.txt")
        assert (code, name in said, "MiB" in said) == (1, True, True)
        Path(name).write_text(_LETTERS.format("3 May 1871", "") if name == "source.txt" else "name\nA")


@pytest.mark.skipif(sys.platform == "win32", reason="its shell has no such pipes")
def test_a_pipe_of_the_shell_is_read_once(tmp_path):
    (tmp_path / "a.txt").write_text(_LETTERS.format("3 May 1871", ""))
    command = f"{sys.executable} -m letterbook build <(cat a.txt) -o out"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 20_000, "a = " + "9" * 100_000, "[a]\n" * 3, "\0", "a = {" * 2000]
)
@pytest.mark.parametrize("name", ["letterbook.toml", "decisions.toml"])
def test_whatever_stands_in_a_file_of_settings_it_is_told_with_its_name(run, name, text):
    Path("mail.txt").write_text(_LETTERS.format("3 May 1871", ""))
    Path(name).write_text(text)
    code, said = run("build", "mail.txt")
    assert (code, name in said) == (1, True)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_a_name_that_is_not_utf8(run):
    path = Path(os.fsdecode(b"mail-\xff.txt"))
    path.write_text(_LETTERS.format("3 May 1871", ""))
    code, said = run("build", path)
    assert (code, "[source-name]" in said) == (1, True)
    Path(os.fsdecode(b"a-\xff.xml")).write_text("<p>")
    for form in ("text", "json", "sarif", "github"):
        assert run("check", os.fsdecode(b"a-\xff.xml"), "--format", form)[0] == 1


# ------------------------------------------------------------------ the terminal


def test_nothing_that_a_terminal_would_obey_reaches_it(run):
    Path("a\x1b[31m\u202etxt.xml").write_text("<p>")
    _, said = run("check", "a\x1b[31m\u202etxt.xml")
    assert "a\\u001b[31m\\u202etxt.xml" in said
    assert report.visible("a\tb\nc é 字") == "a\tb\nc é 字"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_what_cannot_be_said_is_told_and_the_exit_code_is_one(tmp_path):
    (tmp_path / "mail.txt").write_text(_LETTERS.format("3 May 1871", ""))
    with Path("/dev/full").open("w") as full:
        done = apart("build", "mail.txt", cwd=tmp_path, stdout=full, stderr=subprocess.PIPE)
        assert done.returncode == 1
        assert b"cannot be written" in done.stderr
        assert b"the edition stands in" in done.stderr
        assert (tmp_path / "output" / "mail" / "tei" / "edition.xml").exists()
        for arguments in (["--version"], ["--help"], ["formats"], ["build", "--nonsense"]):
            done = apart(*arguments, cwd=tmp_path, stdout=full, stderr=full)
            assert done.returncode in (1, 2)


@pytest.mark.skipif(sys.platform == "win32", reason="its shell closes no streams")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_harm_nothing(tmp_path, closed):
    (tmp_path / "mail.txt").write_text(_LETTERS.format("3 May 1871", ""))
    command = f"{sys.executable} -m letterbook build mail.txt -o out {closed}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == (1 if ">&-" in closed.replace("2>&-", "") else 0), done.stderr
    tei = (tmp_path / "out" / "mail" / "tei" / "edition.xml").read_bytes()
    assert tei.startswith(b"<?xml")
    assert tei.endswith(b"</TEI>\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there such a folder cannot be deleted")
def test_a_working_folder_that_is_gone(tmp_path):
    command = f"mkdir gone; cd gone; rmdir ../gone; {sys.executable} -m letterbook build a.txt"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False, timeout=120
    )
    assert done.returncode in (1, 2)
    assert b"fault of the program" not in done.stderr


# ------------------------------------------------------------------ stylesheets, libraries


@pytest.mark.parametrize("name", ["edition.css", "html.xsl", "more/part.xsl"])
def test_a_stylesheet_that_is_a_link_to_somewhere_else_is_refused(run, name):
    Path("secret").write_text("<x/>")
    path = Path("mail/xslt") / name
    path.parent.mkdir(parents=True)
    path.symlink_to(Path("secret").resolve())
    (Path("mail") / "source.txt").write_text(_LETTERS.format("3 May 1871", ""))
    (Path("mail") / "letterbook.toml").touch()
    for call in (("mail/source.txt",), ("mail", "-j", "1")):
        code, said = run("build", *call)
        assert (code, "[xslt-link]" in said) == (1, True), said
    assert not Path("output/mail").exists()


def test_one_bad_volume_costs_itself(run):
    for name in "abc":
        Path(name).mkdir()
        (Path(name) / "source.txt").write_text(_LETTERS.format("3 May 1871", ""))
    (Path("a") / "persons.csv").symlink_to("persons.csv")
    (Path("b") / "decisions.toml").symlink_to("/dev/zero")
    code, said = run("build", "a", "b", "c", "-j", "1")
    assert code == 1
    assert said.count("error: cannot be read") == 2
    assert [path.name for path in sorted(Path("output").glob("[abc]"))] == ["c"]


def test_of_many_unknown_keys_the_first_are_told(run):
    Path("mail.txt").write_text(_LETTERS.format("3 May 1871", ""))
    Path("letterbook.toml").write_text("".join(f"key{number} = 1\n" for number in range(2000)))
    code, said = run("build", "mail.txt")
    assert (code, said.count("unknown key “")) == (1, 50)
    assert "... and 1,950 more unknown keys" in said
