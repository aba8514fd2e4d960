"""Check that the description in a crate keeps the rules of RO-Crate 1.1: each "must", with its section."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from urllib.parse import unquote

from letterbook.deposit.crate import FILE

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_RO_CRATE = "https://w3id.org/ro/crate/"
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[0-9:.,]+(?:Z|[+-]\d\d:?\d\d)?)?")


def crate_faults(data: bytes, files: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with a description; `files` are the paths of the files in the crate."""
    try:
        whole = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        yield "is not written in UTF-8"
        return
    except (ValueError, RecursionError):
        yield "is no JSON"
        return
    graph = whole.get("@graph") if isinstance(whole, dict) else None
    if not isinstance(graph, list) or "@context" not in whole:
        yield "is not flattened JSON-LD: an object with @context and the list @graph"
        return
    entities: dict[str, dict[str, Any]] = {}
    for entity in graph:
        if not isinstance(entity, dict) or not isinstance(entity.get("@id"), str) or "@type" not in entity:
            yield "holds an entity that is no object with @id and @type"
            continue
        if entity["@id"] in entities:
            yield f"describes “{entity['@id']}” twice"
        entities[entity["@id"]] = entity
        yield from _nested(entity)
    descriptor = entities.get(FILE)
    if descriptor is None:
        yield f"does not describe itself: there is no entity “{FILE}”"
        return
    yield from _descriptor(descriptor)
    root = entities.get(_refers(descriptor, "about"))
    if root is None:
        yield "does not describe the root of the crate: its own “about” leads nowhere"
        return
    yield from _root(root)
    yield from _data(entities, root, files)


def _types(entity: dict[str, Any]) -> list[Any]:
    types = entity["@type"]
    return types if isinstance(types, list) else [types]


def _refers(entity: dict[str, Any], key: str) -> str:
    value = entity.get(key)
    found = value.get("@id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def _nested(entity: dict[str, Any]) -> Iterator[str]:
    """Flattened: other entities are named, never described inside one (appendix "RO-Crate JSON-LD")."""
    for key, value in entity.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, list) or (
                isinstance(one, dict) and set(one) != {"@id"} and "@value" not in one
            ):
                yield f"describes something inside of “{entity['@id']}” ({key}), and not on its own"


def _descriptor(descriptor: dict[str, Any]) -> Iterator[str]:
    if "CreativeWork" not in _types(descriptor):
        yield f"does not say that “{FILE}” is a CreativeWork"
    if not _refers(descriptor, "conformsTo").startswith(_RO_CRATE):
        yield "does not say to which RO-Crate it conforms"


def _root(root: dict[str, Any]) -> Iterator[str]:
    """Judge the root data entity by section "Direct properties of the Root Data Entity"."""
    if "Dataset" not in _types(root):
        yield "does not say that the root of the crate is a Dataset"
    if not root["@id"].endswith("/"):
        yield f"names the root of the crate “{root['@id']}”, which does not end with a slash"
    for key in ("name", "description", "license", "datePublished"):
        if not root.get(key):
            yield f"does not say the {key} of the crate"
    published = root.get("datePublished")
    if published and not (isinstance(published, str) and _is_date(published)):
        yield "gives a datePublished that is no date of ISO 8601"


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if not match:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _data(entities: dict[str, dict[str, Any]], root: dict[str, Any], files: Collection[str]) -> Iterator[str]:
    """Judge files and folders by section "Data Entities": they are there, and the root leads to each."""
    parts = {key: list(_part_of(entity)) for key, entity in entities.items()}
    reached = {root["@id"]}
    open_ = [root["@id"]]
    while open_:
        for part in parts.get(open_.pop(), ()):
            if part not in reached:
                reached.add(part)
                open_.append(part)
    folders = {above for name in files for above in _above(name)}
    for key in sorted(reached - {root["@id"]}):
        if key not in entities:
            yield f"names “{key}” as a part, and does not describe it"
        elif not {"File", "Dataset"} & set(map(str, _types(entities[key]))) and not _ABSOLUTE.match(key):
            yield f"says of “{key}” neither that it is a File nor that it is a Dataset"
    for key, entity in entities.items():
        is_file, is_folder = "File" in _types(entity), "Dataset" in _types(entity)
        if not (is_file or is_folder) or entity is root or key.startswith(("#", "_:")):
            continue
        if key not in reached:
            yield f"describes “{key}”, to which no hasPart leads from the root"
        if _ABSOLUTE.match(key):
            continue
        path = unquote(key).removeprefix("./")
        if path.startswith("/") or ".." in path.split("/") or "\\" in path or " " in key:
            yield f"names “{key}”, which is no path within the crate"
        elif path.rstrip("/") not in (folders if is_folder and not is_file else files):
            yield f"describes “{key}”, which is not in the crate"


def _part_of(entity: dict[str, Any]) -> Iterator[str]:
    value = entity.get("hasPart", [])
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and isinstance(one.get("@id"), str):
            yield one["@id"]


def _above(name: str) -> Iterator[str]:
    while name := posixpath.dirname(name):
        yield name
