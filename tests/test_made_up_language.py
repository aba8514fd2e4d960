"""A language is two files of data: one made up, added to a copy of the code, is read by the code as it is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).resolve().parents[1]
CODE = "qaa"  # for private use, says ISO 639
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
BOOK = """LETTERS OF BENJAMIN ORME

LETTER THE FIRST

To Mary Harding

Leeds, the 3 of May 1843.

My dear Mary,

The roads are bad and the post is late, so that I have not had your letter. I shall write to you again when
they are better, and then you shall have the book that you asked for, if I can find it.

Yours ever,

Benjamin Orme


LETTER THE SECOND

To the same

Leeds, 12 June.

My dear Mary,

I have found the book, and it was where you said that it was. The rain has not stopped since you went, and
we have nothing to do but to look at it from the window and to ask what you would say of it.

Yours ever,

Benjamin Orme
"""


def backwards(text: str) -> str:
    """Turn the letters of each word round, its capitals staying where they are; leave what is in braces."""

    def turn(found: re.Match[str]) -> str:
        word = found[0]
        if word.startswith("{"):
            return word
        turned = word[::-1].lower()
        return turned.upper() if word.isupper() else turned.capitalize() if word[0].isupper() else turned

    return re.sub(r"\{\w+\}|[^\W\d_]+", turn, text)


def words_of_the_language() -> str:
    """Return a file of words: the English one, each word turned round."""
    tables = tomllib.loads((ROOT / "pipeline/letterbook/words/en.toml").read_text(encoding="utf-8"))
    lines = []
    for table, rows in tables.items():
        lines.append(f"[{table}]")
        for key, row in rows.items():
            turned = row if table == "habits" else [backwards(word) for word in row]
            lines.append(f'"{key}" = {json.dumps(turned, ensure_ascii=False)}')
    return "\n".join(lines)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("made-up")
    tree = folder / "tree"
    for part in ("pipeline", "xslt", "schema"):
        shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
    (tree / f"pipeline/letterbook/words/{CODE}.toml").write_text(words_of_the_language(), encoding="utf-8")
    labels = (ROOT / "xslt/labels/en.xml").read_text(encoding="utf-8").replace('lang="en"', f'lang="{CODE}"')
    labels = re.sub(r"(?<=>)[^<]+(?=</label>)", lambda found: backwards(found[0]), labels)
    (tree / f"xslt/labels/{CODE}.xml").write_text(labels, encoding="utf-8")
    source = folder / "source.txt"
    source.write_text(backwards(BOOK), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "letterbook", "build", str(source), "-o", str(folder / "out")],
        env={**os.environ, "PYTHONPATH": str(tree / "pipeline")},
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr
    return next((folder / "out").glob("**/tei/edition.xml")).parents[1]


def test_a_made_up_language_is_read_as_any_other(built):
    root = etree.parse(built / "tei/edition.xml").getroot()
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == CODE
    dates = root.xpath("//t:correspAction[@type='sent']/t:date/@when", namespaces=TEI)
    assert dates == ["1843-05-03", "1843-06-12"]
    readers = root.xpath("//t:correspAction[@type='received']/t:persName/text()[1]", namespaces=TEI)
    assert [reader.strip() for reader in readers] == [backwards("Mary Harding")] * 2
    assert len(root.xpath("//t:opener/t:salute", namespaces=TEI)) == 2
    assert len(root.xpath("//t:closer/t:salute", namespaces=TEI)) == 2
    assert len(root.xpath("//t:closer/t:signed", namespaces=TEI)) == 2


def test_its_site_speaks_it(built):
    page = (built / "html/index.html").read_text(encoding="utf-8")
    assert f'lang="{CODE}"' in page
    assert backwards("About this edition") in page
    assert "About this edition" not in page
