"""The sample as letterbook understands it from its text alone, and the published edition in output/.

The golden file is for people: read its diff, and if it tells what you meant, write it anew with
`pytest tests/test_golden.py --force-regen`. The edition in output/ is written by
`letterbook build tests/samples/churchill-stalin/source.txt`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from outline import facts, parts

from letterbook import stages, writing
from letterbook.model import Edition, Topic
from letterbook.project.letterbook_toml import load
from letterbook.review.subjects import reason_of, words_of


def decided(edition: Edition) -> Iterator[str]:
    """Yield the decisions with their line, but for the many in which the strongest evidence simply won."""
    for decision in edition.decisions:
        if decision.kept is None or decision.subject.topic not in (Topic.SENDER, Topic.RECIPIENT):
            about = [finding for finding in (decision.kept, *decision.dropped) if finding]
            line = f"{edition.source.place(about[0].span.start).line}: " if about else ""
            yield f"{line}{words_of(decision.subject)}: {reason_of(decision.reason, decision.second)}"


def test_what_is_known_of_the_sample_from_its_text_alone(sample, tmp_path, file_regression):
    """Neither letterbook.toml nor decisions.toml lie beside the copy."""
    project, faults = load(Path(shutil.copy(sample, tmp_path)))
    assert faults == ()
    edition, problems = stages.understand(project)
    lines = [
        "what is known of the letters and the notes",
        "",
        *facts(edition),
        "",
        "what was decided",
        "",
        *decided(edition),
        "",
        "what the editor is told",
        "",
        *(
            f"{problem.place.line}: {problem.severity}: {problem.message} [{problem.code}]"
            for problem in problems
        ),
        "",
        "front, letters, back",
        "",
        *parts(edition, (*edition.front, *edition.body, *edition.back)),
    ]
    file_regression.check("\n".join(lines) + "\n", extension=".txt", encoding="utf-8")


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its name from there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_published_edition_is_what_a_build_makes(root, sample, tmp_path):
    project, _ = load(sample)
    run, _ = stages.run(project)
    writing.write_folder(run.files, tmp_path / project.id)
    published, built = files_of(root / "output" / project.id), files_of(tmp_path / project.id)
    assert run.files.keys() <= built.keys()
    assert sorted(published) == sorted(built)  # none is missing, none is left over
    assert [name for name, data in built.items() if published[name] != data] == []
