"""Write docs/findings.md from the kinds of findings: python docs/findings.py."""

from __future__ import annotations

import inspect
from pathlib import Path

from letterbook.model.kinds import KINDS

_HEAD = """\
# The kinds of findings

For those who write rules and judges. A finding is a span of the source, one of these kinds, the rule that
says so, a confidence, its evidence, and a value of the type that its kind declares (`model/values.py`).

*Confidence* lies between 0 and 1 and says how sure the rule is of this one sign, without a look at the rest
of the book: 0.9 where the print leaves no doubt, 0.5 where it is as likely as not. Most judges weigh the sign
themselves and look at it only where two findings of one kind meet, of which the surer is built.

This page is written by `docs/findings.py` from `pipeline/letterbook/model/kinds.py`.
"""


def page() -> str:
    """Return the page of the manual: each kind in the order of the table."""
    parts = [_HEAD]
    for name, kind in KINDS.items():
        made = f"Made by {_code(kind.by)}, judged by {_code(kind.judge)}."
        held = _held(kind.value) if kind.value else ""
        parts.append(f"## {name}\n\n{kind.says[0].upper()}{kind.says[1:]}. {made}\n{held}")
    return "\n".join(parts)


def _held(value: type) -> str:
    """Return what a type of values holds: its docstring from the list of fields on."""
    about = inspect.getdoc(value) or ""
    fields = about[about.find("- `") :] if "- `" in about else ""
    return (
        f"\nIts value is a `{value.__name__}`:\n\n{fields}\n"
        if fields
        else f"\nIts value is a `{value.__name__}`.\n"
    )


def _code(places: str) -> str:
    return ", ".join(f"`{place}`" for place in places.split(", "))


if __name__ == "__main__":
    Path(__file__).with_suffix(".md").write_text(page(), encoding="utf-8")
