"""Tell by its small words whether prose is a letter's, or a narrator's or an editor's.

A letter says I and you, asks, and speaks of today; a narrator says he, quotes, and gives years. No word tells
alone: what each is worth was learned from volumes whose letters are known (`training/voice.py`), apart for
each language, and the signs and pronouns for all languages together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from letterbook.structure_model.reading import model_path
from letterbook.words import known

SCALE = 100  # parts of a weight: so many are odds of e to 1
ALWAYS = "any"  # the sign of all prose
_MOST = 1500  # code points of a paragraph that are read
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SIGNS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "asks": re.compile(r"\?"),
        "calls": re.compile("!"),
        "dash": re.compile("--|—"),
        "bracket": re.compile(r"\("),
        "dots": re.compile(r"\.\.\."),
        "semicolon": re.compile(";"),
        "quotes": re.compile('["“„«]'),
        "quoted": re.compile("[\"“„«'‘]"),
        "editor's bracket": re.compile(r"\["),
        "digit": re.compile(r"\d"),
        "year": re.compile(r"\b1[5-9]\d\d\b"),
        "leads on": re.compile(r".*:(?:--|—)?$"),
    }
)
_AT_HEAD = frozenset({"quoted", "editor's bracket", "leads on"})


def signs_of(text: str, tongue: str) -> list[str]:
    """Return what tells whose prose a paragraph is: its words ("en:was"), its signs, who is spoken of."""
    head = " ".join(text[:_MOST].split())
    words = _WORD.findall(head)
    low = {word.lower() for word in words}
    small = {word.lower() for word in words if word[0].islower() or len(word) == 1}
    said = known((tongue,), "speech")
    persons = {said[word] for word in low if word in said}
    out = [f"{tongue}:{word}" for word in sorted(small)]
    out += [f"{who} person" if who in persons else f"no {who} person" for who in ("first", "second", "third")]
    for name, pattern in _SIGNS.items():
        if pattern.match(head) if name in _AT_HEAD else pattern.search(head):
            out.append(name)
    return out


@lru_cache(maxsize=4)
def _weights(path: Path) -> Mapping[str, int]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def voice_path(model: Path) -> Path:
    """Return where the weights stand that belong to a model: beside it."""
    return model.with_name(f"{model.stem}.voice.json")


def voice(text: str, tongue: str) -> int:
    """Return how much more a paragraph sounds like a letter than like what an editor tells, in parts.

    Below zero it is more like a narrator's. It is 0 where there are no weights for the model in use.
    """
    weights = _weights(voice_path(model_path()))
    return sum(weights.get(sign, 0) for sign in [ALWAYS, *signs_of(text, tongue)])
