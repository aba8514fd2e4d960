"""An edition with all that archives ask for, for the tests of packages."""

from __future__ import annotations

from pathlib import Path

from letterbook import stages, writing
from letterbook.project.letterbook_toml import load

STATED = """\
id = "churchill-stalin"
title = "Letters & <cables>: a sample"
editor = "E. F."
publisher = "University Library of G."
language = "en"
date = "2024-05-31"
url = "https://example.org/letters/"
licence = "Creative Commons Attribution 4.0"
licence-url = "https://creativecommons.org/licenses/by/4.0/"
rights-holder = "E. F."

[[creator]]
family = "Müller"
given = "E."
orcid = "0000-0002-1825-0097"

[[creator]]
name = "The G. project"

[[responsible]]
did = "Editorial decisions"
name = "the letterbook editors"
"""


def built(source: Path, folder: Path) -> Path:
    """Build the edition of a source as the command does, errors or not; return its folder."""
    project, _ = load(source)
    run, _ = stages.run(project)
    writing.write_folder(run.files, folder / project.id, force=True)
    return folder / project.id
