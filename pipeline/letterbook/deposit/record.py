"""Gather what an archive needs to know of an edition, once, for all records and pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from letterbook.other_tei.stated import Stated
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.project.creators import Creator
from letterbook.project.letterbook_toml import FILE, Project

_CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/(?:licenses/(by(?:-nc)?(?:-nd|-sa)?)|publicdomain/(zero))/(\d\.\d)(?:/|$)"
)


_ABSTRACT = (
    "An edition of letters{by}{counts} in TEI P5, made by rules from the text of a printed book: as a "
    "whole and letter by letter, with an index of the letters in CMIF, web pages, plain text, the source, "
    "and a ledger that says what became of each of its characters."
)


@dataclass(frozen=True)
class Record:
    """An edition as catalogues describe it. `date` is the day of its publication, ISO 8601.

    `authors` wrote the letters, `creators` made the edition, `responsible` are (what they did, name) pairs.
    `spdx` is the short name of the licence in the list of the SPDX, "" where it has none there. `extent`
    says how much there is: (27, "letters") and so on. `faults` is the number of errors that the package
    was made in spite of.
    """

    id: str
    title: str
    creators: tuple[Creator, ...]
    publisher: str
    date: str
    licence: str
    licence_url: str
    rights_holder: str
    authors: tuple[str, ...]
    editor: str
    responsible: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    extent: tuple[tuple[int, str], ...]
    source: str
    doi: str = ""
    url: str = ""
    spdx: str = ""
    faults: int = 0
    publisher_url: str = ""
    rights_holder_url: str = ""

    @property
    def year(self) -> str:
        """Return the year of publication."""
        return self.date[:4]

    @property
    def abstract(self) -> str:
        """Say in some sentences what the edition is, in English."""
        counts = ", ".join(f"{count:,} {unit if count != 1 else unit[:-1]}" for count, unit in self.extent)
        by = f" by {' and '.join(self.authors)}" if self.authors else ""
        return _ABSTRACT.format(by=by, counts=f" ({counts})" if counts else "")

    @property
    def warning(self) -> str:
        """Say that the package was made in spite of faults; nothing where there are none."""
        if not self.faults:
            return ""
        errors = f"{self.faults} error{'s' * (self.faults != 1)}"
        return (
            f"This package was made in spite of {errors}: the edition in it is not valid, not whole, or was "
            "changed after it was made. The errors are listed in report/validation.json."
        )

    @property
    def citation(self) -> str:
        """Write how the edition may be cited."""
        where = f" https://doi.org/{self.doi}" if self.doi else f" {self.url}" if self.url else ""
        names = "; ".join(creator.sorted for creator in self.creators)
        return f"{names} ({self.year}): {self.title.rstrip('.')}. {self.publisher.rstrip('.')}.{where}"


#: What an archive needs: the key in letterbook.toml, and the line that an editor writes there.
_NEEDED = {
    "title": 'title = "The letters of A. B. to C. D."',
    "creator": '[[creator]] with family = "F.", given = "E.", or with name = "The G. project"',
    "publisher": 'publisher = "University Library of G."',
    "date": 'date = "2024-05-31"',
    "licence": 'licence = "Creative Commons Attribution 4.0"',
    "licence-url": 'licence-url = "https://creativecommons.org/licenses/by/4.0/"',
    "rights-holder": 'rights-holder = "E. F."',
}


def describe(project: Project, header: Stated) -> Record:
    """Gather the record of an edition from what its editor states and its header says.

    Raises Refused with one Problem for each thing that is needed and lacking.
    """
    title = project.title or header.title
    if not project.title and title == "Letters":  # what a book is called that does not name itself
        title = ""
    found = {
        "title": title,
        "creator": project.creators,
        "publisher": project.publisher,
        "date": project.date,
        "licence": project.licence,
        "licence-url": project.licence_url,
        "rights-holder": project.rights_holder,
    }
    if lacking := tuple(_lacking(key) for key in _NEEDED if not found[key]):
        raise Refused(*lacking)
    return Record(
        project.id,
        title,
        project.creators,
        project.publisher or "",
        project.date or "",
        project.licence or "",
        project.licence_url or "",
        project.rights_holder or "",
        header.senders or header.authors,
        project.editor or "",
        project.responsible,
        header.languages,
        header.extent,
        header.source,
        project.doi or "",
        project.url or "",
        _spdx(project.licence_url or ""),
        publisher_url=project.publisher_url or "",
        rights_holder_url=project.rights_holder_url or "",
    )


def _lacking(key: str) -> Problem:
    hint = f"Write into {FILE}, and build again: {_NEEDED[key]}"
    return problem("deposit-metadata", f"“{key}” is not set, and archives ask for it", Place(FILE), hint)


def _spdx(url: str) -> str:
    found = _CREATIVE_COMMONS.match(url)
    if not found:
        return ""
    return f"CC0-{found[3]}" if found[2] else f"CC-{found[1].upper()}-{found[3]}"
