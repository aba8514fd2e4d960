"""Nothing that letterbook did not write is ever replaced or deleted, whatever command is run, and how.

Every command that writes is run, with and without the options that insist, against folders and files of
somebody's in the very place that it would write; a command that is not known here fails. All of it happens
below tmp_path, and the home folder is one made for the test.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner
from volumes import Here, little

from letterbook import own_files, stages, writing
from letterbook.cli import letterbook
from letterbook.library import workers
from letterbook.own_files import MARKER
from letterbook.problems import Outcome, Refused
from letterbook.writing import write_folder

#: How a command is called so that it writes the very place that is given, a folder or a file called mail.
FOLDERS = {
    "build": lambda place, given: ["build", given / "mail.txt", "-o", Path(place).parent],
    "build (a library)": lambda place, given: ["build", given, "-o", Path(place).parent, "-j", "1"],
    "render": lambda place, given: ["render", given / "letter.xml", "-t", "text", "-o", place],
}
FILES = {
    "deposit": lambda place, given: ["deposit", given / "edition", "-o", f"{place}.zip"],
    "ledger": lambda place, given: ["ledger", given / "edition" / "tei" / "edition.xml", "-o", place],
    "init": lambda place, _given: ["init", Path(place).parent / "text.txt"],
}
#: Commands that write nothing at all.
READ_ONLY = {"inspect", "check", "explain", "formats", "preview", "diff"}
#: What adds to the editor's own decisions.toml alone: tests/project/test_decisions_writer.py.
ADDING = {"decide"}
#: An edition that was made from no other form than a plain text.
_NO_ORIGINAL = SimpleNamespace(source=SimpleNamespace(origin=None))
#: Options that have something done in spite of something.
INSISTING = {"--force", "--with-faults"}

_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>
<div type="letter"><p>Sir,</p></div></body></text></TEI>"""


def every_command(group, above=()):
    for name, one in group.commands.items():
        yield from every_command(one, (*above, name)) if isinstance(one, click.Group) else [(*above, name)]


def test_every_command_is_known_here():
    """Say of a new command whether it writes, and if it does, how, in the tables above."""
    writing_ = {name.partition(" ")[0] for name in (*FOLDERS, *FILES)}
    assert {" ".join(name) for name in every_command(letterbook)} == READ_ONLY | ADDING | writing_


def test_every_option_that_insists_is_known_here():
    for one in letterbook.commands.values():
        named = {name for option in one.params for name in (*option.opts, *option.secondary_opts)}
        words = ("force", "over", "replace", "fault", "clean", "delete", "purge")
        assert {each for each in named if any(word in each for word in words)} <= INSISTING


def everything(top: Path) -> dict[str, tuple]:
    """Return all that stands below a folder, with what tells it from anything else; no link is followed."""
    found = {}
    for at, folders, files in os.walk(top):
        for name in (*folders, *files):
            path = Path(at, name)
            seen = path.lstat()
            what = str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else b""
            kind = stat.S_IFMT(seen.st_mode)
            number = seen.st_ino if kind != stat.S_IFDIR else 0
            found[path.relative_to(top).as_posix()] = (kind, number, what)
    return found


@pytest.fixture
def top(tmp_path, monkeypatch):
    """Give a place to work in, and a home and a working folder apart from it."""
    for name in ("home", "work", "place"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("USERPROFILE", raising=False)
    value = stages.Run({"tei/edition.xml": b"<new/>", "html/index.html": b"new"}, _NO_ORIGINAL, "no letters")
    monkeypatch.setattr(stages, "run", lambda *_: Outcome(value, ()))
    monkeypatch.setattr(workers, "Process", lambda *_: Here(little))
    return tmp_path


@pytest.fixture(scope="module")
def given(tmp_path_factory, root):
    """Give what the commands read: a text, a letter in TEI, an edition."""
    folder = tmp_path_factory.mktemp("given")
    (folder / "mail.txt").write_text("Sir,")
    (folder / "letter.xml").write_text(_TEI)
    sample = root / "output" / "churchill-stalin"
    write_folder({n: (sample / n).read_bytes() for n in own_files.read_listing(sample)}, folder / "edition")
    return folder


def fill(folder: Path) -> None:
    """Put somebody's files into a folder, of all kinds."""
    (folder / "papers" / "old").mkdir(parents=True)
    (folder / ".config").mkdir()
    (folder / "empty").mkdir()
    (folder / "papers" / "thesis.txt").write_text("years of work")
    (folder / "papers" / "old" / "draft.odt").write_bytes(b"PK\3\4")
    (folder / ".profile").write_text("x")
    (folder / ".config" / "settings").write_text("y")
    (folder / "link").symlink_to("papers/thesis.txt")
    (folder / "broken").symlink_to("nowhere")
    (folder / "name \udcff".encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")).touch()
    os.mkfifo(folder / "pipe")


# ------------------------------------------------------------------ what may stand in the place of a folder


def papers(place, _monkeypatch):
    place.mkdir()
    fill(place)


def a_home(place, monkeypatch):
    papers(place, monkeypatch)
    monkeypatch.setenv("HOME", str(place))


def an_empty_home(place, monkeypatch):
    place.mkdir()
    monkeypatch.setenv("HOME", str(place))


def above_a_home(place, monkeypatch):
    (place / "somebody").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(place / "somebody"))


def where_one_works(place, monkeypatch):
    (place / "below").mkdir(parents=True)
    monkeypatch.chdir(place / "below")


def a_mount_point(place, monkeypatch):
    place.mkdir()
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path).name == "mail")


def a_link_to_papers(place, monkeypatch):
    papers(place.with_name("far"), monkeypatch)
    place.symlink_to("far")


def one_hidden_file(place, _monkeypatch):
    place.mkdir()
    (place / ".hidden").write_text("x")


def one_empty_folder(place, _monkeypatch):
    (place / "mine").mkdir(parents=True)


def a_file(place, _monkeypatch):
    place.write_text("mine")


def a_pipe(place, _monkeypatch):
    os.mkfifo(place)


def edition(place, *_):
    write_folder({"tei/edition.xml": b"old", "html/index.html": b"old", "html/a/b.html": b"c"}, place)


def with_a_file(place, *_):
    edition(place)
    (place / "html" / "mine.html").write_text("mine")


def with_a_hidden_file(place, *_):
    edition(place)
    (place / ".git").mkdir()
    (place / ".git" / "HEAD").write_text("x")


def with_a_link(place, *_):
    papers(place.with_name("far"), None)
    edition(place)
    (place / "html" / "far").symlink_to(place.with_name("far"))


def with_a_listed_folder_that_is_a_link(place, *_):
    """The files behind it have the names and sums of the list."""
    edition(place)
    far = place.with_name("far")
    (place / "html").rename(far)
    (place / "html").symlink_to(far)


def with_a_listed_file_that_is_a_link(place, *_):
    edition(place)
    far = place.with_name("far.html")
    (place / "html" / "index.html").rename(far)
    (place / "html" / "index.html").symlink_to(far)


def with_a_pipe(place, *_):
    edition(place)
    (place / "html" / "index.html").unlink()
    os.mkfifo(place / "html" / "index.html")


def with_a_list_cut_short(place, *_):
    edition(place)
    data = (place / MARKER).read_bytes()
    (place / MARKER).write_bytes(data[: len(data) - 20])


def with_a_list_that_lacks_a_line(place, *_):
    edition(place)
    data = (place / MARKER).read_bytes()
    (place / MARKER).write_bytes(b"".join(data.splitlines(keepends=True)[1:]))


def with_a_list_of_another_version(place, *_):
    edition(place)
    data = (place / MARKER).read_bytes()
    (place / MARKER).write_bytes(b"# letterbook 9\n" + data)


def with_a_list_that_leads_out(place, *_):
    edition(place)
    place.with_name("mine.txt").write_text("mine")
    with (place / MARKER).open("ab") as file:
        file.write(f"{own_files.digest(b'mine')}  ../mine.txt\n".encode())


def with_no_list(place, *_):
    """Such as letterbook made before it wrote lists."""
    edition(place)
    (place / MARKER).unlink()


def with_an_empty_list(place, *_):
    papers(place, None)
    (place / MARKER).touch()


def with_a_list_that_is_a_link(place, *_):
    edition(place)
    (place / MARKER).rename(place.with_name("list"))
    (place / MARKER).symlink_to("../list")


def with_what_a_run_left_beside(place, *_):
    """A folder of the name under which editions are prepared, with somebody's files."""
    edition(place)
    place.with_name(".mail.letterbook-new").mkdir()
    fill(place.with_name(".mail.letterbook-new"))


def with_what_a_run_left_before(place, *_):
    edition(place)
    place.with_name(".mail.letterbook-old").mkdir()
    fill(place.with_name(".mail.letterbook-old"))


SHAPES = [
    papers, a_home, an_empty_home, above_a_home, where_one_works, a_mount_point, a_link_to_papers,
    one_hidden_file, one_empty_folder, a_file, a_pipe, with_a_file, with_a_hidden_file, with_a_link,
    with_a_listed_folder_that_is_a_link, with_a_listed_file_that_is_a_link, with_a_pipe,
    with_a_list_cut_short,
    with_a_list_that_lacks_a_line, with_a_list_of_another_version, with_a_list_that_leads_out, with_no_list,
    with_an_empty_list, with_a_list_that_is_a_link, with_what_a_run_left_beside, with_what_a_run_left_before,
]  # fmt: skip


def ways(name: str) -> list[list[str]]:
    """Return the ways to call a command: plainly, and with all that insists."""
    one = letterbook.commands[name.partition(" ")[0]]
    own = {option for each in one.params for option in (*each.opts, *each.secondary_opts)}
    return [[], sorted(own & INSISTING)]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", FOLDERS)
def test_what_stands_in_a_folder_stays(name, shape, top, given, monkeypatch):
    place = top / "place" / "mail"
    shape(place, monkeypatch)
    before = everything(top)
    for more in ways(name):
        done = CliRunner().invoke(letterbook, [*map(str, FOLDERS[name](place, given)), *more])
        assert done.exit_code == 1, done.output
        assert "[output-" in done.output
        now = everything(top)
        assert {each: now.get(each) for each in before} == before
        new = {each for each in now.keys() - before.keys() if ".letterbook/" not in f"{each}/"}
        assert new <= ({"place/library"} if "library" in name else set()), "nothing is left beside either"


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_that_holds_what_is_read_stays(name, top, given):
    place = top / "place" / "mail"
    write_folder({n: (given / n).read_bytes() for n in ("mail.txt", "letter.xml")}, place)
    before = everything(top)
    called = FOLDERS[name](place, place)
    if "library" in name:
        called[1] = place / "mail.txt", place.parent / "none.txt"
        called = [called[0], *called[1], *called[2:]]
    for more in ways(name):
        done = CliRunner().invoke(letterbook, [*map(str, called), *more])
        assert done.exit_code == 1, done.output
        assert {each: one for each, one in everything(top).items() if ".letterbook" not in each} == before


@pytest.mark.parametrize("name", FOLDERS)
def test_what_is_letterbooks_and_unchanged_is_replaced_and_what_was_changed_if_one_insists(name, top, given):
    place = top / "place" / "mail"
    edition(place)
    call = [*map(str, FOLDERS[name](place, given))]
    assert CliRunner().invoke(letterbook, call).exit_code == 0
    listed = own_files.read_listing(place)
    assert not (place / "html" / "a").exists()
    (place / min(listed)).write_text("changed")
    done = CliRunner().invoke(letterbook, call)
    assert done.exit_code == 1
    assert "[output-changed]" in done.output
    assert (place / min(listed)).read_text() == "changed"
    assert CliRunner().invoke(letterbook, [*call, "--force"]).exit_code == 0
    assert own_files.read_listing(place) == listed


# ------------------------------------------------------------------ what may stand in the place of a file


def nobodys_package(place, *_):
    place.write_bytes(b"PK\5\6" + bytes(18))


def a_link(place, *_):
    place.with_name("far").write_text("mine")
    place.symlink_to("far")


def a_broken_link(place, *_):
    place.symlink_to("nowhere")


def a_folder(place, *_):
    place.mkdir()
    fill(place)


def with_what_a_run_left(place, *_):
    left = place.with_name(f".{place.name}.letterbook-new")
    left.mkdir()
    fill(left)


@pytest.mark.parametrize(
    "shape", [a_file, a_pipe, nobodys_package, a_link, a_broken_link, a_folder, with_what_a_run_left]
)
@pytest.mark.parametrize("name", FILES)
def test_a_file_of_somebodys_stays(name, shape, top, given, root):
    place = top / "place" / "mail"
    (top / "place" / "text.txt").write_bytes((root / "tests/samples/en-joint/source.txt").read_bytes())
    shape(
        {"deposit": place.with_suffix(".zip"), "init": place.with_name("letterbook.toml")}.get(name, place),
        None,
    )
    before = everything(top)
    for more in ways(name):
        done = CliRunner().invoke(letterbook, [*map(str, FILES[name](place, given)), *more])
        assert done.exit_code == 1, done.output
        assert everything(top) == before


# ------------------------------------------------------------------ while it is written


@pytest.mark.parametrize("way", ["exchange", "two renames"])
@pytest.mark.parametrize("work", ["added", "changed", "deleted"])
def test_what_somebody_does_while_an_edition_is_written_is_not_lost(top, monkeypatch, way, work):
    place = top / "place" / "mail"
    edition(place)
    real = writing.exchange

    busy = [work]

    def exchange(new, target):
        what = busy.pop() if busy else ""
        if what == "added":
            (place / "seen").write_text("mine")
        elif what == "changed":
            (place / "html" / "index.html").write_text("mine")
        elif what == "deleted":
            (place / "html" / "a" / "b.html").unlink()
            (place / "html" / "a").rmdir()
        return real(new, target) if way == "exchange" else False

    monkeypatch.setattr(writing, "exchange", exchange)
    with pytest.raises(Refused, match="while the edition was written"):
        write_folder({"tei/edition.xml": b"new"}, place)
    assert (place / "tei" / "edition.xml").read_text() == "old"
    assert [each.name for each in place.parent.iterdir()] == ["mail"]
    if work != "deleted":
        assert "mine" in [path.read_text() for path in place.rglob("*") if path.is_file()]


def test_what_desktops_leave_in_folders_goes_with_them(top):
    place = top / "place" / "mail"
    edition(place)
    (place / "html" / "a" / ".DS_Store").write_bytes(b"view")
    write_folder({"tei/edition.xml": b"new"}, place)
    assert (place / "html" / "a" / ".DS_Store").read_bytes() == b"view"
    write_folder({"tei/edition.xml": b"newer"}, place)
    assert (place / "html" / "a" / ".DS_Store").read_bytes() == b"view"


def test_what_is_to_be_typed_instead_can_be_typed(top):
    place = top / "place" / "mail"
    papers(place, None)
    with pytest.raises(Refused) as raised:
        write_folder({}, place, asked=place.parent)
    said = raised.value.problems[0].hint.partition("-o ")[2]
    write_folder({}, Path(said) / "mail")
