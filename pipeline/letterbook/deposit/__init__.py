"""A built edition as a package that archives take: BagIt 1.0 around an RO-Crate, in one zip.

The payload is the edition with its source, its schema, its ledger and a report of what was checked; beside
it stand the records that catalogues read. The same edition gives the same bytes, always and everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from letterbook import __version__, assets
from letterbook.deposit import crate as ro_crate
from letterbook.deposit.bag import bag
from letterbook.deposit.edition import LEDGER, Built, read_edition
from letterbook.deposit.provenance import is_this_letterbook, provenance
from letterbook.deposit.readme import readme
from letterbook.deposit.record import Record, describe
from letterbook.deposit.records import as_json, citation, datacite, datacite_xml, dublin_core
from letterbook.deposit.verify import is_own, verify
from letterbook.problems import Outcome, Place, Problem, Refused, Severity, problem
from letterbook.report import as_count

__all__ = ["Package", "is_own", "pack", "verified"]

#: What every archive takes in a name, whatever else some of them take.
_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


@dataclass(frozen=True)
class Package:
    """A package ready to be written: its bytes, the files in its payload, and what catalogues will read."""

    data: bytes
    names: tuple[str, ...]
    record: Record


def pack(
    folder: Path,
    name: str,
    with_faults: bool = False,  # noqa: FBT001, FBT002 (as the command line hands it on)
    epoch: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Outcome[Package]:
    """Pack the edition in `folder`; the package unpacks into a folder called `name`.

    `epoch` is SOURCE_DATE_EPOCH, seconds since 1970, for the times in the package; without it they are those
    of the day on which the edition is published. Raises Refused where the edition has errors, unless
    `with_faults`: then the package itself says so, and how many there are. Raises Refused too where metadata
    is lacking, or a name is not safe; all that is wrong is told at once.
    """
    built, found = read_edition(folder, progress)
    problems = [*found, *_unsafe(name, built.files)]
    lacking: tuple[Problem, ...] = ()
    try:
        record = describe(built.project, built.header)
    except Refused as refused:
        lacking = refused.problems
    errors = [each for each in problems if each.severity is Severity.ERROR]
    fatal = [each for each in errors if each.code in _FATAL or not with_faults]
    if fatal or lacking:
        raise Refused(*lacking, *problems)
    record = replace(record, faults=len(errors))
    made = provenance(built.header, built.ledger, built.project.id, built.places, built.files)
    if not is_this_letterbook(made):
        by = made["made-by"]["letterbook"] or "one that does not say its version"
        said = f"was made by another letterbook ({by}); the schema in the package is this one's"
        problems.append(problem("deposit-letterbook", said, Place(str(folder))))
    when = _time(epoch, record)
    progress("pack")
    payload = _payload(built, record, made, errors, when)
    tags = {
        "metadata/datacite.json": as_json(datacite(record)),
        "metadata/datacite.xml": datacite_xml(record),
        "metadata/dublin-core.xml": dublin_core(record),
    }
    told = [replace(each, severity=Severity.WARNING) if each in errors else each for each in problems]
    data = bag(name, payload, tags, _info(record), when)
    return Outcome(Package(data, tuple(sorted(payload)), record), tuple(told))


#: Errors without whose mending there can be no package at all.
_FATAL = frozenset({"deposit-name", "deposit-source"})


def _unsafe(name: str, files: Mapping[str, bytes]) -> Iterator[Problem]:
    if not _SAFE.fullmatch(name) or ".." in name:
        said = f"“{name}” is no name that every archive takes"
        hint = "Use ASCII letters, digits, hyphens and dots alone, as in my-letters.zip."
        yield problem("deposit-name", said, Place(f"{name}.zip"), hint)
    for file in files:
        if not all(_SAFE.fullmatch(part) for part in file.split("/")):
            yield problem("package-name", "is a name that some archives refuse", Place(file))


def _time(epoch: str | None, record: Record) -> datetime:
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            said = f"SOURCE_DATE_EPOCH is “{epoch}”, and must be a number of seconds since 1970"
            raise Refused(problem("deposit-epoch", said, Place("SOURCE_DATE_EPOCH"))) from None
    return datetime.fromisoformat(record.date).replace(tzinfo=UTC)


def _payload(
    built: Built, record: Record, made: Mapping[str, Any], errors: list[Problem], when: datetime
) -> dict[str, bytes]:
    files = dict(built.files)
    for pattern in ("*.odd", "*.rng", "*.sch", "*.xsd"):
        files |= {f"schema/{path.name}": path.read_bytes() for path in assets.schema("").glob(pattern)}
    files["report/validation.json"] = as_json(_report(built, errors))
    files["provenance.json"] = as_json(made)
    files["CITATION.cff"] = citation(record)
    files["README.md"] = readme(record, made, [*files, "README.md", ro_crate.FILE])
    files[ro_crate.FILE] = as_json(ro_crate.crate(record, made, files, when.date().isoformat()))
    return files


def _report(built: Built, errors: list[Problem]) -> dict[str, Any]:
    """Say what was checked and found; places are told without the folder, which is this machine's."""
    tei = {name: found for name, found in built.checks.items() if name != LEDGER}
    return {
        "checked-by": {"letterbook": __version__},
        "valid": not any(tei.values()),
        "documents": {name: len(found) for name, found in tei.items()},
        "indexes": {name: [each.message for each in found] for name, found in built.index.items()},
        "ledger": {
            "holds": built.proof.holds,
            "source": {"name": built.ledger.name, "sha256": built.ledger.sha256},
            "characters": dict(built.proof.kinds),
            "left-out": dict(built.proof.reasons),
        },
        "errors": [
            {
                "code": each.code,
                "message": each.message,
                "file": _inside(each, built),
                "line": each.place.line,
            }
            for each in errors
        ],
    }


def _inside(each: Problem, built: Built) -> str:
    file = each.place.file.replace("\\", "/")
    return next((name for name in built.files if file.endswith(f"/{name}")), file.rpartition("/")[2])


def _info(record: Record) -> list[tuple[str, str]]:
    return [
        ("Source-Organization", record.publisher),
        ("Contact-Name", record.creators[0].spoken),
        ("External-Description", " ".join(filter(None, (record.title, record.warning)))),
        ("External-Identifier", f"https://doi.org/{record.doi}" if record.doi else record.url or record.id),
        ("Bag-Software-Agent", f"letterbook {__version__}"),
    ]


def verified(
    path: Path, progress: Callable[[str], None] = lambda _: None
) -> tuple[tuple[Problem, ...], list[str], dict[str, object]]:
    """Verify a package, and say in lines for people and facts for programs what was found."""
    verdict, problems = verify(path, progress)
    sums = ", ".join(verdict.algorithms) or "no sums"
    lines = [f"{path.name}: BagIt {verdict.version}, {verdict.files} files, {verdict.size:,} bytes, {sums}"]
    if verdict.proved is not None:
        proof = "holds its whole source" if verdict.proved else "does not give its source"
        lines.append(f"the edition in it {proof}")
    lines.append(as_count(problems) or "no faults")
    return problems, lines, {"package": str(path), **asdict(verdict)}
