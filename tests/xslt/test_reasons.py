"""What the program says of its reasons has a label, so that every page tells it in its own language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

import letterbook
from letterbook import assets

ROOT = Path(letterbook.__file__).parent
#: Where the facts of letters are judged, and so where reasons are said.
ROOMS = ("settle/parties", "settle/dates")
#: Notes of the reader of dates, which become reasons.
NOTES = (
    "the weekday shows the year 1843",
    "the weekday shows the julian calendar",
    "weekday does not agree in 1843",
    "the letter l stands for the figure 1",
)


def sentences() -> Iterator[tuple[str, str]]:
    """Yield each sentence that is said as evidence, as a pattern, with the file that says it."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Evidence"):
                    continue
                said = node.args[1] if len(node.args) > 1 else None
                parts = said.values if isinstance(said, ast.JoinedStr) else [said]
                text = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
                if not re.search(r"[^\W\d_]{3}", text):
                    continue  # all that it says comes from elsewhere: a quotation
                yield (
                    "".join(
                        re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
                        for part in parts
                    ),
                    path.name,
                )


def reasons(language: str) -> dict[str, str]:
    root = etree.parse(assets.xslt(f"labels/{language}.xml")).getroot()
    return {
        str(label.get("key")): label.text or ""
        for label in root
        if str(label.get("key")).startswith("reason.")
    }


def test_every_reason_that_is_said_has_a_label():
    known = reasons("en").values()
    missing = {
        (said, name) for said, name in sentences() if not any(re.fullmatch(said, one) for one in known)
    }
    assert not missing


@pytest.mark.parametrize("note", NOTES)
def test_every_note_of_a_date_has_a_label(note):
    patterns = [re.sub(r"\\\{\w+\\\}", ".+", re.escape(one)) for one in reasons("en").values()]
    assert any(re.fullmatch(pattern, note) for pattern in patterns)


def test_the_rooms_say_reasons():
    assert len(set(sentences())) > 20
