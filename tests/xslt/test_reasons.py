"""Every reason that the program gives for a fact has a label, so that a page says it in its own language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from lxml import etree

import letterbook
from letterbook import assets

#: Where the reasons of facts that a letter's page shows are made.
ROOMS = ("settle/parties", "settle/dates", "values/dates")
#: What reasons are called where they are not written into an Evidence at once.
NAMES = {"says", "notes", "_SAYS", "_MISREAD"}
#: Stands for what a sentence of the code or of a label is filled in with.
HOLE = "\0"
#: Not shown on a letter's page: why names are one person's, which the review tells; the book's own order.
ELSEWHERE = {f"“{HOLE}” ({HOLE}): {HOLE}", "the order of the book"}


def sentences(node: ast.AST) -> Iterator[str]:
    """Yield the sentences in an expression, what is filled in being a hole."""
    match node:
        case ast.Constant(value=str(text)):
            yield re.sub(r"\{\w*\}", HOLE, text)
        case ast.JoinedStr(values=values):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else HOLE for part in values)
        case ast.Dict(values=values):
            yield from chain.from_iterable(map(sentences, values))
        case ast.IfExp(body=one, orelse=other):
            yield from (*sentences(one), *sentences(other))
        case ast.Tuple(elts=items):
            yield from chain.from_iterable(map(sentences, items))


def reasons_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Evidence"), args=[_, said, *_]):
                yield from sentences(said)
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in NAMES:
                yield from sentences(value)
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                for name, value in zip(names, values, strict=True):
                    if isinstance(name, ast.Name) and name.id in NAMES:
                        yield from sentences(value)


def said_by_the_code() -> set[str]:
    folder = Path(letterbook.__file__).parent
    paths = [path for room in ROOMS for path in (folder / room).rglob("*.py")]
    found = {one for path in paths for one in reasons_in(ast.parse(path.read_text(encoding="utf-8")))}
    return {one for one in found if " " in one}  # a single word is a name of something


def labels() -> list[str]:
    root = etree.parse(assets.xslt("labels/en.xml")).getroot()
    keyed = {key: label.text or "" for label in root.iter("label") if (key := label.get("key"))}
    return [re.sub(r"\{\w+\}", HOLE, text) for key, text in keyed.items() if key.startswith("reason.")]


def fits(one: str, other: str) -> bool:
    """Tell whether two sentences may be the same when their holes are filled in."""

    def pattern(sentence: str) -> str:
        return ".+".join(map(re.escape, sentence.split(HOLE)))

    return bool(re.fullmatch(pattern(one), other) or re.fullmatch(pattern(other), one))


def test_reasons_are_found_in_the_code():
    found = said_by_the_code()
    assert len(found) > 40
    assert "the signature" in found
    assert f"the letter is addressed to {HOLE}" in found


@pytest.mark.parametrize("said", sorted(said_by_the_code() - ELSEWHERE))
def test_a_reason_of_the_code_has_a_label(said):
    assert any(fits(said, label) for label in labels())
