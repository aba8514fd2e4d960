"""Write docs/problems.md from the table of codes: python docs/problems.py."""

from __future__ import annotations

from pathlib import Path

from letterbook.problems import CODES

_HEAD = """\
# Problems

Every message of letterbook ends with a code in brackets. Here each code is explained: what it means, and
what you can do. An *error* makes the exit code 1, and an edition with errors is not written; a *warning*
is something to look at; a *note* is told with `-v`.

This page is written by `docs/problems.py`.
"""


def page() -> str:
    """Return the manual's page of problems, in the order of the alphabet."""
    parts = [_HEAD]
    for name, code in sorted(CODES.items()):
        parts.append(f"## {name}\n\n*{code.severity}.* {code.means}\n\n{code.remedy}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    Path(__file__).with_suffix(".md").write_text(page(), encoding="utf-8")
