"""The description of a package's files as linked data: RO-Crate 1.1 (w3id.org/ro/crate/1.1).

Flattened and compacted JSON-LD without a library: a list of entities, each with an @id and a @type, that
name one another by their @id alone (RO-Crate 1.1, appendix "RO-Crate JSON-LD").
"""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from letterbook.deposit.readme import PARTS
from letterbook.deposit.record import Record
from letterbook.project.creators import Creator

#: The name of the description; it lies in the root of the crate, which is the payload of the bag.
FILE = "ro-crate-metadata.json"
VERSION = "https://w3id.org/ro/crate/1.1"

_Entity = dict[str, Any]

_MEDIA = {
    ".xml": "application/xml", ".json": "application/json", ".html": "text/html", ".css": "text/css",
    ".js": "text/javascript", ".txt": "text/plain", ".csv": "text/csv", ".md": "text/markdown",
    ".toml": "application/toml", ".cff": "application/yaml", ".rng": "application/xml",
    ".xsd": "application/xml", ".sch": "application/xml", ".odd": "application/tei+xml",
    ".svg": "image/svg+xml", ".bib": "application/x-bibtex",
}  # fmt: skip


def crate(record: Record, made: Mapping[str, Any], files: Mapping[str, bytes], date: str) -> _Entity:
    """Describe the files of a payload (all but the description itself).

    `made` is what provenance.json says, `date` the day on which the package was made, ISO 8601.
    """
    people = {creator.spoken: _creator(n, creator) for n, creator in enumerate(record.creators, 1)}
    publisher = _body(people, record.publisher, "#publisher", record.publisher_url)
    holder = _body(people, record.rights_holder, "#rights-holder", record.rights_holder_url)
    if holder["@id"] == publisher["@id"] and holder["name"] != publisher["name"]:  # two at one address
        holder = holder | {"@id": "#rights-holder"}
    employers = _affiliations(record.creators)
    folders = {posixpath.dirname(name) for name in files} - {""}
    folders |= {above for name in folders for above in _above(name)}
    root: _Entity = {
        "@id": "./",
        "@type": "Dataset",
        "name": record.title,
        "description": " ".join(filter(None, (record.abstract, record.warning))),
        "datePublished": record.date,
        "license": {"@id": record.licence_url},
        "author": _one_or_many([_to(people[creator.spoken]) for creator in record.creators]),
        "publisher": _to(publisher),
        "copyrightHolder": _to(holder),
        "identifier": f"https://doi.org/{record.doi}" if record.doi else record.url or record.id,
        "inLanguage": _one_or_many(list(record.languages)),
        "mainEntity": {"@id": "tei/edition.xml"},
        "mentions": {"@id": "#made"},
        "hasPart": _parts("", files, folders),
    }
    licence = {"@id": record.licence_url, "@type": "CreativeWork", "name": record.licence}
    graph: list[_Entity] = [
        {
            "@id": FILE,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": VERSION},
        },
        {key: value for key, value in root.items() if value},
        *(
            {"@id": f"{name}/", "@type": "Dataset", "name": _means(f"{name}/"), "hasPart": parts}
            for name in sorted(folders)
            if (parts := _parts(name, files, folders))
        ),
        *(_file(name, files[name], made) for name in sorted(files)),
        {**licence, "description": f"The licence of the edition: {record.licence}."},
        *people.values(),
        *(each for each in employers if each["@id"] not in {one["@id"] for one in (publisher, holder)}),
        *(each for each in _unique(publisher, holder) if each not in people.values()),
        *_making(record, made, files, folders, date),
    ]
    return {"@context": f"{VERSION}/context", "@graph": graph}


def _to(entity: _Entity) -> _Entity:
    return {"@id": entity["@id"]}


def _one_or_many(values: list[Any]) -> Any:  # noqa: ANN401 (a single value stands without its list)
    return values[0] if len(values) == 1 else values


def _unique(*entities: _Entity) -> list[_Entity]:
    return list({entity["@id"]: entity for entity in entities}.values())


def _creator(number: int, creator: Creator) -> _Entity:
    person = bool(creator.family or creator.orcid)
    entity: _Entity = {
        "@id": f"https://orcid.org/{creator.orcid}" if creator.orcid else f"#creator-{number}",
        "@type": "Person" if person else "Organization",
        "name": creator.spoken,
    }
    named: _Entity = {"familyName": creator.family, "givenName": creator.given, "url": creator.url}
    if creator.affiliation:
        named["affiliation"] = {"@id": _employer(creator)["@id"]}
    return entity | {key: value for key, value in named.items() if value}


def _employer(creator: Creator) -> _Entity:
    """Describe the body that a person works for; it is named by its address, if it has one."""
    address = creator.affiliation_url
    named = re.sub("[^A-Za-z0-9]+", "-", creator.affiliation).strip("-").lower()
    key = address or f"#affiliation-{named}"
    entity: _Entity = {"@id": key, "@type": "Organization", "name": creator.affiliation}
    return entity | ({"url": address} if address else {})


def _affiliations(creators: Sequence[Creator]) -> list[_Entity]:
    return _unique(*(_employer(creator) for creator in creators if creator.affiliation))


def _body(people: Mapping[str, _Entity], name: str, key: str, address: str) -> _Entity:
    """Describe who publishes or holds the rights; nobody is described twice."""
    if name in people:
        return people[name]
    entity: _Entity = {"@id": address or key, "@type": "Organization", "name": name}
    return entity | ({"url": address} if address else {})


# ------------------------------------------------------------------ files and folders


def _above(name: str) -> Iterator[str]:
    while name := posixpath.dirname(name):
        yield name


def _parts(folder: str, files: Mapping[str, bytes], folders: set[str]) -> Any:  # noqa: ANN401
    inside = [f"{name}/" for name in folders if posixpath.dirname(name) == folder]
    inside += [name for name in files if posixpath.dirname(name) == folder]
    return _one_or_many([{"@id": name} for name in sorted(inside)])


def _means(name: str) -> str:
    return PARTS.get(name) or ("the TEI" if name == "tei/" else f"the folder {name.rstrip('/')}")


def _file(name: str, data: bytes, made: Mapping[str, Any]) -> _Entity:
    suffix = posixpath.splitext(name)[1].lower()
    media = _MEDIA.get(suffix, "application/octet-stream")
    entity: _Entity = {"@id": name, "@type": "File", "name": PARTS.get(name, posixpath.basename(name))}
    if name.startswith("tei/") and suffix == ".xml":
        media = "application/tei+xml"
        entity["conformsTo"] = {"@id": "schema/letterbook.rng"}
    for each in (made["source"], *made["inputs"]):
        if name == each["file"]:
            entity["name"] = posixpath.basename(each["name"])
            entity["description"] = f"The edition was made from this file. SHA-256: {each['sha256']}"
    return entity | {"encodingFormat": media, "contentSize": str(len(data))}


# ------------------------------------------------------------------ what made it


def _making(
    record: Record, made: Mapping[str, Any], files: Mapping[str, bytes], folders: set[str], date: str
) -> Iterator[_Entity]:
    """Yield the program, and the action by which it made the edition (RO-Crate 1.1, "Software used ...")."""
    by = made["made-by"]
    sums = ", ".join(f"{part} {digest}" for part, digest in by["sha256"].items())
    version = by["letterbook"] or "unknown"
    yield {
        "@id": "#letterbook",
        "@type": "SoftwareApplication",
        "name": "letterbook",
        "version": version,
        "softwareVersion": version,
        "description": f"Turns the plain text of a printed edition of letters into TEI. SHA-256: {sums}",
    }
    results = [f"{name}/" for name in ("cmif", "html", "text", "tei/letters") if name in folders]
    results += [name for name in ("tei/edition.xml", "tei/edition.ledger.json") if name in files]
    first = record.creators[0]
    yield {
        "@id": "#made",
        "@type": "CreateAction",
        "name": "Make the edition",
        "description": shlex.join(made["build"]),
        "endTime": date,
        "agent": {"@id": _creator(1, first)["@id"]},
        "instrument": {"@id": "#letterbook"},
        "object": _one_or_many([{"@id": each["file"]} for each in (made["source"], *made["inputs"])]),
        "result": [{"@id": name} for name in sorted(results)],
    }
