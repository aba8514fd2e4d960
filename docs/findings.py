"""Write docs/findings.md from the kinds of findings: python docs/findings.py."""

from __future__ import annotations

from pathlib import Path

from letterbook.model.kinds import KINDS

_HEAD = """\
# The kinds of findings

For those who write rules and judges. A finding is a span of the source, one of these kinds, the rule that
says so, a confidence, its evidence, and a value. The value holds strings, by the keys named here.

*Confidence* lies between 0 and 1 and says how sure the rule is of this one sign, without a look at the rest
of the book: 0.9 where the print leaves no doubt, 0.5 where it is as likely as not. Most judges weigh the sign
themselves and look at it only where two findings of one kind meet, of which the surer is built.

This page is written by `docs/findings.py` from `pipeline/letterbook/model/kinds.py`.
"""


def page() -> str:
    """Return the page of the manual: each kind in the order of the table."""
    parts = [_HEAD]
    for name, kind in KINDS.items():
        keys = "".join(f"- `{key}`: {says}\n" for key, says in kind.keys.items())
        made = f"Made by {_code(kind.by)}, judged by {_code(kind.judge)}."
        parts.append(
            f"## {name}\n\n{kind.says[0].upper()}{kind.says[1:]}. {made}\n" + (f"\n{keys}" if keys else "")
        )
    return "\n".join(parts)


def _code(places: str) -> str:
    return ", ".join(f"`{place}`" for place in places.split(", "))


if __name__ == "__main__":
    Path(__file__).with_suffix(".md").write_text(page(), encoding="utf-8")
