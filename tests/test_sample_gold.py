"""The test editions agree with their marked-up texts, and their gold with their sources."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parent / "samples"


def gold_module() -> Any:
    spec = importlib.util.spec_from_file_location("gold", SAMPLES / "gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GOLD = gold_module()
FOLDERS = [folder.name for folder in GOLD.editions()]


@pytest.mark.parametrize("name", FOLDERS)
def test_source_and_gold_are_what_the_marked_up_text_says(name: str) -> None:
    folder = SAMPLES / name
    text, gold = GOLD.gold_of((folder / "gold.txt").read_text(encoding="utf-8"))
    assert (folder / "source.txt").read_text(encoding="utf-8") == text
    assert (folder / "gold.json").read_text(encoding="utf-8") == GOLD.as_json(gold)
    assert hashlib.sha256((folder / "source.txt").read_bytes()).hexdigest() == gold["sha256"]


@pytest.mark.parametrize("name", FOLDERS)
def test_the_gold_is_sound(name: str) -> None:
    text = (SAMPLES / name / "source.txt").read_text(encoding="utf-8")
    gold = json.loads((SAMPLES / name / "gold.json").read_text(encoding="utf-8"))
    assert 5 <= len(gold["letters"]) <= 15
    assert len({one["n"] for one in gold["letters"]}) == len(gold["letters"])
    notes = {note["id"]: note for note in gold["notes"]}
    assert len(notes) == len(gold["notes"])
    end = 0
    for one in gold["letters"]:
        block, body = one["block"], one["paragraphs"][0]
        assert end <= block["start"] <= body["start"] < body["end"] <= block["end"]
        end = block["end"]
        for spot in (body["start"], body["end"] - 1):
            assert not text[spot].isspace()
    calls = [*gold.get("markers", []), *(call for one in gold["letters"] for call in one["markers"])]
    for call in calls:
        assert call["note"] in notes
        assert text[slice(*call["span"])] == call["text"]
        assert notes[call["note"]]["printed"].strip("[]()") in call["text"] or not call["text"].isascii()
    for note in gold["notes"]:
        assert text[note["body_start"] : note["end"]] == note["text"]
        assert note.get("misprint", note["printed"]) in text[note["start"] : note["body_start"]]


def test_every_edition_is_told_of_in_the_readme() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert [name for name in FOLDERS if f"`{name}`" not in readme] == []
    assert len(FOLDERS) >= 20
