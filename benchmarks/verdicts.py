"""What letterbook says of whole books: read, failed, or no letters; made books, and volumes with gold.

    python benchmarks/quality.py --verdicts                    made books (tests/made_books.py), samples
    python benchmarks/quality.py --verdicts --volumes FOLDER   volumes as well

Of volumes a reading has failed where less than half of the letters are right (F1 below 0.5).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from made_books import BOOKS, OTHERS
from printed_volumes import FAILED, Row, choose_model
from scoring import SAMPLES, editions

from letterbook import stages
from letterbook.problems import Refused
from letterbook.project.letterbook_toml import Project

_HALF = 0.5


def verdict(source: Path) -> str:
    """Return the code with which a text is refused or a reading called failed, or ""."""
    try:
        _, problems = stages.understand(Project(id="book", source=source))
    except Refused as refused:
        return refused.problems[0].code
    return next((one.code for one in problems if one.code in FAILED), "")


def verdicts_of_made() -> Iterator[tuple[str, bool, str]]:
    """Yield of each made book and sample its name, whether it is one of letters, and the verdict."""
    choose_model("")
    with tempfile.TemporaryDirectory() as folder:
        made = [(name, True, make()) for name, (make, _) in BOOKS.items()]
        made += [(name, False, make()) for name, make in OTHERS.items()]
        for name, is_one, text in made:
            source = Path(folder) / "source.txt"
            source.write_text(text, encoding="utf-8")
            yield name, is_one, verdict(source)
    for name in editions():
        yield f"sample {name}", True, verdict(SAMPLES / name / "source.txt")
    for source in sorted((SAMPLES / "not-letters").glob("*.txt")):
        yield f"sample {source.stem}", False, verdict(source)


def print_verdicts(rows: Sequence[Row]) -> None:
    """Print the verdicts that are wrong, and how many of each kind are right."""
    made = list(verdicts_of_made())
    wrong = [(name, code) for name, is_one, code in made if is_one == bool(code)]
    letters = [code for _, is_one, code in made if is_one]
    others = [code for _, is_one, code in made if not is_one]
    print(f"made and samples: {len(letters)} books of letters, refused wrongly {sum(map(bool, letters))}")
    print(f"made and samples: {len(others)} that are none, refused {sum(map(bool, others))}")
    if rows:
        failed = [row for row in rows if (row.measure("letters") or 0) < _HALF]
        read = [row for row in rows if row not in failed]
        print(f"volumes: {len(failed)} readings failed, told {sum(bool(row.told) for row in failed)}")
        print(f"volumes: {len(read)} readings are right, called failed {sum(bool(row.told) for row in read)}")
        wrong += [(row.name, row.told) for row in rows if bool(row.told) != (row in failed)]
        told = [f"{row.name} ({row.measure('letters'):.2f})" for row in failed if row.told]
        print(f"failed and told: {', '.join(told) or 'none'}")
    print("wrong:" if wrong else "wrong: none")
    for name, code in wrong:
        print(f"  {name}: {code or 'built'}")
