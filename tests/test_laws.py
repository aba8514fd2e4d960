"""The laws of the reader, on texts that nobody prints: nothing is lost, invalid, or left to chance."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from odd_texts import KEPT, odd_text, odd_texts

from letterbook.build.plan import plan
from letterbook.build.tree import build
from letterbook.check.ledger import prove
from letterbook.check.links import check_links
from letterbook.check.xsd import check_schema
from letterbook.detect.run import detect
from letterbook.model import Edition, Source, gaps
from letterbook.problems import CODES, Refused
from letterbook.project.letterbook_toml import Project
from letterbook.settle.judges import settle
from letterbook.tei import encode, serialise
from letterbook.xml_input.parse import parse

PROJECT = Project(id="odd", source=Path("odd.txt"))
#: Problems of the text, which the links may tell of; every other is a fault of ours.
OF_THE_TEXT = {"note-uncalled"}


@cache
def edition_of(text: str) -> Edition | None:
    """Return the edition that is made of a text; None where the text is refused, with a reason."""
    source = Source("odd.txt", text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    settled = None
    try:
        settled, problems = settle(detect(source))
    except Refused as refused:
        problems = refused.problems
    assert settled or problems
    assert {problem.code for problem in problems} <= CODES.keys()
    return build(source, plan(settled)) if settled else None


def keep_every_law(text: str) -> None:
    """Make the TEI of a text, and hold it against the laws 1, 2, 4 and 5."""
    edition = edition_of(text)
    if edition is None:
        return
    assert list(gaps(edition)) == []
    encoded, _ = encode(edition, PROJECT)
    data, ledger = serialise(encoded.root), encoded.ledger.serialise()
    proof, problems = prove(data, ledger)
    assert problems == ()
    assert proof.holds
    assert proof.source == text.encode()
    root, problems = parse(data, "odd.xml")
    assert root is not None, problems
    assert check_schema(root, "odd.xml") == ()
    assert [p for p in check_links(root, "odd.xml") if p.code not in OF_THE_TEXT] == []


@given(odd_texts)
@settings(max_examples=400)
def test_nothing_is_lost_and_nothing_is_invalid_whatever_the_text(text: str) -> None:
    keep_every_law(text)


@pytest.mark.parametrize("broken", KEPT)
def test_what_broke_a_law_once_keeps_them_now(broken: str) -> None:
    assert edition_of(KEPT[broken]) is not None
    keep_every_law(KEPT[broken])


def test_odd_texts_make_editions_often_enough_to_tell_something() -> None:
    made = [edition_of(odd_text(seed)) for seed in range(40)]
    assert sum(edition is not None for edition in made) >= 10


def digest(text: str) -> str:
    """Return a sum over the TEI and the ledger of a text, or that it was refused."""
    edition = edition_of(text)
    if edition is None:
        return "refused"
    encoded, problems = encode(edition, PROJECT)
    told = "\n".join(f"{p.code} {p.place} {p.message}" for p in problems)
    data = serialise(encoded.root) + encoded.ledger.serialise() + told.encode()
    return hashlib.sha256(data).hexdigest()


def test_the_same_text_makes_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    script = "import sys; sys.path.insert(0, sys.argv[1])\nfrom test_laws import digest, odd_text\n"
    script += "for seed in range(40): print(digest(odd_text(seed)))"
    here = {**os.environ, "PYTHONHASHSEED": "815", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", script, str(Path(__file__).parent)]
    done = subprocess.run(command, cwd=tmp_path, env=here, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.split() == [digest(odd_text(seed)) for seed in range(40)]
