"""A large edition is made in several processes, and comes out as one process makes it."""
# ruff: noqa: E501 (documents and a program as they are)

from __future__ import annotations

import subprocess
import sys

import pytest
from lxml import etree

from letterbook.other_tei.gather import gather
from letterbook.other_tei.paths import table
from letterbook.xml_input.parse import parse

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="l{n}"><teiHeader><fileDesc><titleStmt>
<title>Letter {n}</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
<profileDesc><correspDesc><correspAction type="sent"><persName ref="#p{p}">Ada Voss</persName>
<date when="18{n:02}-03-01"/></correspAction></correspDesc></profileDesc></teiHeader>
<facsimile><graphic url="{n}.jpg"/></facsimile><text><body><div><p>Rain on day {n},<note n="1">As ever.</note>
<odd{p}>strange</odd{p}> see <ref target="l{q}.xml">another</ref> \u0085</p></div></body>
<back><listPerson><person xml:id="p{p}"><persName>Voss, Ada</persName><note>Seen in {n}</note></person>
</listPerson></back></text></TEI>"""

SCRIPT = """
import hashlib, os, sys, time
from letterbook.publish import any_tei, gathered_apart, halves, saxon
saxon.AT_ONCE = halves.AT_ONCE = 4
documents = [(f"l{n}.xml", (sys.argv[2] % ()).format(n=n, p=n % 3, q=n % 7 + 1).encode()) for n in range(1, 31)]
how, begun = sys.argv[1], os.getpid()
if how != "one":
    any_tei._LARGE, halves._MANY = 0, 2
    any_tei.can_fork = halves._can_divide = lambda: True
    taken, copies = halves._taken, []
    def counted(files, batches, number):
        if os.getpid() != begun and how == "the copy dies":
            os._exit(9)
        if os.getpid() != begun and how == "the copy dies later" and copies:
            os._exit(9)
        if os.getpid() != begun and how == "the copy hangs":
            time.sleep(1000)
        copies.append(number)
        if os.getpid() == begun and how == "the copy does most":
            time.sleep(0.3)
        return taken(files, batches, number)
    halves._taken = counted
    halves._LEAST = 0.5
if how == "no copy is made":
    fork = os.fork
    def once():
        os.fork = refused
        return fork()
    def refused():
        raise BlockingIOError
    os.fork = once
if how == "gathering dies":
    gain = any_tei.gain
    any_tei.gain = lambda *a, **k: gain(*a, **k) if os.getpid() == begun else os._exit(9)
made = any_tei.render_all(iter(documents), sys.argv[3], size=1)
print(hashlib.sha256(repr((sorted(made.value.items()), list(made.value), made.problems)).encode()).hexdigest())
print(len(made.value), len(made.problems), any("l1.xml" == each.place.file for each in made.problems))
"""


def made(how, format_="html"):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, how, LETTER, format_],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert not done.returncode, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def alone():
    return made("one")


@pytest.mark.skipif(sys.platform != "linux", reason="several processes are made on Linux alone")
@pytest.mark.parametrize(
    "how",
    [
        "several",
        "the copy dies",
        "the copy dies later",
        "the copy hangs",
        "the copy does most",
        "no copy is made",
        "gathering dies",
    ],
)
def test_several_processes_make_what_one_makes(alone, how):
    assert " True" in alone
    assert made(how) == alone


@pytest.mark.skipif(sys.platform != "linux", reason="several processes are made on Linux alone")
def test_a_format_without_later_files_is_made_so_too():
    assert made("several", "text") == made("one", "text")


def test_a_table_knows_the_places_that_the_tree_knows():
    documents = [(f"l{n}.xml", LETTER.format(n=n, p=n % 2, q=1).encode()) for n in range(1, 6)]
    gathered = gather((name, parse(data, name).value) for name, data in documents)
    tei = etree.tostring(gathered.root, encoding="UTF-8")
    known = table(gathered.name, gathered.root, tei, gathered.origins)
    paths = [
        etree.ElementTree(gathered.root).getelementpath(each) for each in gathered.root.iter(etree.Element)
    ]
    for path in paths:
        steps = [gathered.root.tag, *path.split("/")] if path != "." else [gathered.root.tag]
        written = "".join(
            "/Q" + step + ("" if step.endswith("]") else "[1]") for step in _steps("/".join(steps))
        )
        assert known.place(written) == gathered.place(written), written
    assert known.place("/Q{x}nothing[1]") == gathered.place("/Q{x}nothing[1]")


def _steps(path):
    """Cut a path of ElementTree's at the slashes that stand in no name of a name space."""
    out, depth = [""], 0
    for sign in path:
        depth += (sign == "{") - (sign == "}")
        if sign == "/" and not depth:
            out.append("")
        else:
            out[-1] += sign
    return out


def test_what_is_not_shown_is_let_go_as_documents_are_taken():
    def documents():
        for n in range(1, 4):
            yield f"l{n}.xml", parse(LETTER.format(n=n, p=0, q=1).encode(), "l").value

    gathered = gather(documents())
    assert not list(gathered.root.iter("{*}facsimile"))
    assert gathered.empty == ()
