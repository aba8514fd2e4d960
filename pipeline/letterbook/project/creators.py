"""Read who made an edition, as libraries need to know it: [[creator]] in letterbook.toml.

A name in one string cannot be put in order, cited or told from its namesakes; here it is in its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from letterbook.problems import Problem
from letterbook.project.toml_file import Spot, TomlFile, kind_of, shown
from letterbook.values.authorities import fault_of, tidy

_KEYS = ("family", "given", "name", "orcid", "affiliation", "affiliation-url", "url")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_UNFIT = re.compile("[\x00-\x1f\x7f\ufffe\uffff]")


class Creator(NamedTuple):
    """A person, by `family` and `given` name, or a body or person of one name, by `name`; the rest is "".

    `affiliation` is the body that a person works for, `affiliation_url` its address, `url` that of a body.
    """

    family: str = ""
    given: str = ""
    name: str = ""
    orcid: str = ""
    affiliation: str = ""
    affiliation_url: str = ""
    url: str = ""

    @property
    def sorted(self) -> str:
        """Return the name as catalogues sort it: "Family, Given"."""
        return self.name or ", ".join(filter(None, (self.family, self.given)))

    @property
    def spoken(self) -> str:
        """Return the name as it is said."""
        return self.name or " ".join(filter(None, (self.given, self.family)))


def read_creators(toml: TomlFile) -> tuple[tuple[Creator, ...], list[Problem]]:
    """Read the tables [[creator]] of a file, and tell every fault in them."""
    rows = toml.values.get("creator", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        said = "“creator” must be written as [[creator]], with the keys family and given, or name"
        return (), [toml.wrong_type(said, ("creator",))]
    faults: list[Problem] = []
    found: list[Creator] = []
    for index, row in enumerate(rows):
        before = len(faults)
        faults += _faults(toml, row, ("creator", index))
        if len(faults) == before:
            orcid = tidy("orcid", row["orcid"]) if "orcid" in row else ""
            given = {
                key.replace("-", "_"): row[key].strip() for key in _KEYS if key in row and key != "orcid"
            }
            found.append(Creator(**given, orcid=orcid))
    return tuple(found), faults


def _faults(toml: TomlFile, row: Mapping[str, object], spot: Spot) -> Iterator[Problem]:
    yield from toml.unknown_keys(row, _KEYS, spot)
    if ("family" in row) == ("name" in row) or ("given" in row and "family" not in row):
        yield toml.wrong_value("[[creator]] needs “family” and “given”, or “name” for a body", spot)
    if "affiliation-url" in row and "affiliation" not in row:
        yield toml.wrong_value(
            "“affiliation-url” is the address of an “affiliation”, which is not here", spot
        )
    for key in _KEYS:
        value = row.get(key, "-")
        if not isinstance(value, str):
            yield toml.wrong_type(f"“{key}” must be words in quotes, not {kind_of(value)}", (*spot, key))
        elif not value.strip() or _UNFIT.search(value):
            said = f"“{key}” must be words in quotes, not “{shown(value)}”"
            yield toml.wrong_value(said, (*spot, key))
        elif key.endswith("url") and key in row and not _ADDRESS.fullmatch(value.strip()):
            said = f"“{key}” must be an address with http(s)://, not “{shown(value)}”"
            yield toml.wrong_value(said, (*spot, key))
        elif key == "orcid" and key in row and (fault := fault_of("orcid", tidy("orcid", value))):
            yield toml.wrong_value(f"“{shown(value)}” {fault}", (*spot, key))
