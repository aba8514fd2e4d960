"""Write the tables of docs/decisions.md from the kinds of decisions: python docs/decision_kinds.py."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from letterbook.project.decision_kinds import DESK_KINDS, KEYS, LETTER_KINDS, REGISTER_KINDS, TEXT_KINDS, Kind

PAGE = Path(__file__).with_name("decisions.md")


def table(kinds: Mapping[str, Kind]) -> str:
    """Return the rows of some kinds of decisions as a table of the manual."""
    rows = ["| table | what it says | its keys |", "|---|---|---|"]
    for name, kind in kinds.items():
        own = [key for key in kind.keys if key not in ("quote", "line", "reason", "by", "on")]
        named = (f"`{key}`" if key in kind.must else f"({f'`{key}`'})" for key in own)
        rows.append(f"| `[[{name}]]` | {kind.says} | {', '.join(named)} |")
    return "\n".join(rows)


def keys() -> str:
    """Return what each key says, as a table of the manual."""
    rows = [f"| `{name.removesuffix(' (date)')}` | {says} |" for name, says in KEYS.items()]
    return "\n".join(["| key | what it says |", "|---|---|", *rows])


def page(text: str) -> str:
    """Return the page of the manual with its tables made anew."""
    tables = {"text": TEXT_KINDS, "letters": LETTER_KINDS, "desk": DESK_KINDS, "register": REGISTER_KINDS}
    for name, made in {**{name: table(kinds) for name, kinds in tables.items()}, "keys": keys()}.items():
        mark = rf"(<!-- {name}: docs/decision_kinds\.py -->\n).*?(\n<!-- end -->)"
        text = re.sub(mark, lambda found, made=made: f"{found[1]}\n{made}\n{found[2]}", text, flags=re.DOTALL)
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
