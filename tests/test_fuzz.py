"""A short run of the fuzzing harness (`python3 run.py test -e fuzz` tries as many as one likes)."""

from __future__ import annotations

import pytest
from fuzz.__main__ import trial
from fuzz.examine import edition, site

from letterbook.own_files import read_listing


@pytest.mark.parametrize("seed", range(1, 9))
@pytest.mark.parametrize("kind", ["text", "tei", "original"])
def test_what_nobody_would_write_ends_in_an_edition_or_a_message(kind, seed, tmp_path):
    assert trial(kind, seed, tmp_path) == []


#: Seeds at which something was wrong once, and of what kind.
@pytest.mark.parametrize(
    ("kind", "seed"),
    [
        ("tei", 27),
        ("tei", 32),
        ("tei", 1158),
        ("original", 20631),
        ("original", 22854),
        ("tei", 20568),
        ("tei", 25408),
    ],
)
def test_what_was_found_stays_mended(kind, seed, tmp_path):
    assert trial(kind, seed, tmp_path) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("tei/edition.xml", b"war", b"raw", "other words"),
        ("tei/edition.xml", b'xml:id="letter-2"', b'xml:id="letter-1"', "is there 2 times"),
        ("tei/edition.xml", b'decls="#corresp-1"', b'decls="#nowhere"', "points to #nowhere"),
        ("tei/edition.ledger.json", b"[0,12,", b"[0,11,", "do not tile"),
        ("html/index.html", b"letters/letter-1.html", b"letters/none.html", "leads to no file"),
        ("html/letters/letter-1.html", b'id="', b'name="', "leads to no place"),
        ("html/letters/letter-1.html", b"the", b"", "its page lacks"),
        ("text/edition.txt", b"the", b"", "the plain text lacks"),
    ],
)
def test_the_harness_sees_what_is_wrong(root, file, old, new, said):
    folder = root / "output" / "churchill-stalin"
    files = {name: (folder / name).read_bytes() for name in read_listing(folder)}
    whole = (root / "tests" / "samples" / "churchill-stalin" / "source.txt").read_bytes().decode()
    assert list(edition(whole, files)) == []
    assert old in files[file]
    spoilt = {**files, file: files[file].replace(old, new)}
    found = [*edition(whole, spoilt), *site({n: d for n, d in spoilt.items() if n.startswith("html/")})]
    assert any(said in each for each in found), found
