"""A survey as an editor reads it, in a minute, and as a program does."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import asdict, replace

from letterbook.project.layout import written
from letterbook.survey import Survey

_WIDTH = 100
_INDENT = 14


def as_text(survey: Survey) -> Iterator[str]:
    """Write a survey as lines: each trait, the evidence below it, and what came second."""
    yield f"{survey.name}: {survey.summary}"
    for trait in survey.traits:
        yield ""
        pinned = " [pinned]" if trait.pinned else ""
        yield from _wrapped(f"{trait.name:<{_INDENT}}", f"{trait.found}{pinned}")
        for reason in trait.because:
            yield from _wrapped(" " * _INDENT, f"- {reason}", hang=2)
        if trait.rival:
            yield from _wrapped(" " * _INDENT, f"second: {trait.rival}", hang=2)
    for example in survey.examples:
        yield ""
        yield f"Example: letter {example.name} (lines {example.lines})"
        for what, words in example.facts:
            yield from _wrapped(f"  {what:<{_INDENT - 2}}", words)


def _wrapped(label: str, words: str, hang: int = 0) -> list[str]:
    indent = " " * (len(label) + hang)
    lines = textwrap.wrap(
        words,
        _WIDTH,
        initial_indent=label,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [label.rstrip()]


def as_facts(survey: Survey) -> dict[str, object]:
    """Return a survey as plain values: traits, examples, and the layout by its keys in letterbook.toml."""
    pins = replace(survey.layout, calls=written(survey.layout.calls))
    layout = {key.replace("_", "-"): value for key, value in asdict(pins).items() if value not in (None, ())}
    return {
        "text": survey.name,
        "summary": survey.summary,
        "traits": [asdict(trait) for trait in survey.traits],
        "layout": layout,
        "examples": [{"letter": e.name, "lines": e.lines, **_grouped(e.facts)} for e in survey.examples],
    }


def _grouped(facts: tuple[tuple[str, str], ...]) -> dict[str, object]:
    rows: dict[str, list[str]] = {}
    for what, words in facts:
        rows.setdefault(what, []).append(words)
    return dict(rows)
