"""Is the document valid? libxml2 says so in milliseconds; xmlschema explains what is not.

libxml2's verdict and its lines are exact, its reasons terse. xmlschema's reasons are fuller, but it takes
seven seconds to load a schema of TEI's size. So it is given only the part of the schema that speaks
about the element at fault, with every child declared as anything: that loads in some tenths of a second,
and the reason is the same, since what is wrong with an element never depends on the inside of its children.
"""

from __future__ import annotations

import copy
import re
from functools import cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from lxml import etree

from letterbook import assets
from letterbook.problems import Place, Problem, problem

if TYPE_CHECKING:
    import xmlschema

TEI_NS = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{TEI_NS}}}"
XS = "{http://www.w3.org/2001/XMLSchema}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

#: So many faults of a document are explained; the others are told with libxml2's words alone.
EXPLAINED = 20


def check_schema(root: etree._Element, name: str) -> tuple[Problem, ...]:
    """Validate a document against letterbook.xsd: one problem for each fault, in document order.

    Only a whole TEI document is valid: a W3C schema by itself would take any TEI element for a root.
    """
    if root.tag != f"{TEI}TEI":
        tag = etree.QName(root)
        where = f"in the namespace '{tag.namespace}'" if tag.namespace else "in no namespace"
        message = f"This is no TEI document: its root element is <{tag.localname}> {where}"
        return (problem("tei-root", message, Place(name, root.sourceline or 0)),)
    schema = _schema()
    if schema.validate(root):
        return ()
    found: list[Problem] = []
    explained = 0
    for error in schema.error_log:
        place = Place(name, error.line)
        message = _tidied(error.message)
        if duplicate := re.search(
            r"'([^\W\d][\w.-]*)' is not a valid value of the atomic type 'xs:ID'", message
        ):
            found.append(problem("id-duplicate", f"The id '{duplicate[1]}' is given twice", place))
            continue
        hint = ""
        if explained < EXPLAINED and (element := _at(root, error)) is not None:
            hint = _explanation(element)
            explained += 1
        found.append(problem("tei-invalid", message, place, hint))
    return tuple(found)


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(assets.schema("letterbook.xsd")))


def _tidied(message: str) -> str:
    """Name TEI's elements and XML's attributes as a document does."""
    message = message.replace("{http://www.w3.org/XML/1998/namespace}", "xml:").replace(TEI, "")
    return re.sub(r"\( (.*?) \)", r"(\1)", message).strip()


def _at(root: etree._Element, error: etree._LogEntry) -> etree._Element | None:
    """Return the element that is to be explained: for a child that is not expected, its parent."""
    spaces = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    try:
        found = root.getroottree().xpath(error.path or "", namespaces=spaces)
    except etree.XPathError:  # a prefix declared further down
        return None
    element = found[0] if isinstance(found, list) and found else None
    if not etree.iselement(element):
        return None
    return element.getparent() if "is not expected" in error.message else element


# ------------------------------------------------------------------ explaining


def _explanation(element: etree._Element) -> str:
    """Say where an element stands, what is wrong with it, and what it may hold, in one line."""
    import xmlschema  # noqa: PLC0415 (loaded only for a document that is not valid)

    tag = etree.QName(element)
    if tag.namespace != TEI_NS or (f"{XS}element", tag.localname) not in _declarations():
        return ""
    schema, children = _part(tag.localname)
    reasons: list[str] = []
    for error in schema.elements[tag.localname].iter_errors(_alone(element)):
        reason = _tidied(error.reason or "")
        if isinstance(error, xmlschema.XMLSchemaChildrenValidationError):
            expected = sorted({_tidied(e.name) for e in error.expected or () if e.name})
            said = ", ".join(expected or children)
            reason += f" {'Expected' if expected else f'What {tag.localname} may hold'}: {said or 'nothing'}."
        if reason not in reasons:
            reasons.append(reason)
    return f"{_path(element)}: {' '.join(reasons)}" if reasons else ""


def _alone(element: etree._Element) -> Element:
    """Copy an element with its attributes, its text and the bare tags of its children."""
    alone = Element(str(element.tag), {str(name): value for name, value in element.attrib.items()})
    alone.text = element.text
    for child in element.iterchildren(etree.Element):
        SubElement(alone, str(child.tag)).tail = child.tail
    return alone


def _path(element: etree._Element) -> str:
    """Write the way to an element as people do: /TEI/text/body/div[8]/p[1]."""
    steps: list[str] = []
    for step in (element, *element.iterancestors()):
        parent = step.getparent()
        same = [] if parent is None else parent.findall(str(step.tag))
        steps.append(etree.QName(step).localname + (f"[{same.index(step) + 1}]" if len(same) > 1 else ""))
    return "/" + "/".join(reversed(steps))


@cache
def _declarations() -> dict[tuple[str, str], etree._Element]:
    """Return the schema's global declarations by their kind and name."""
    schema = etree.parse(assets.schema("letterbook.xsd")).getroot()
    return {(str(e.tag), e.get("name", "")): e for e in schema.iterchildren(etree.Element) if e.get("name")}


@cache
def _part(name: str) -> tuple[xmlschema.XMLSchema10, list[str]]:
    """Load the part of the schema that says what an element may have and hold; and name its children."""
    import xmlschema  # noqa: PLC0415 (loaded only for a document that is not valid)

    attributes = {"targetNamespace": TEI_NS, "elementFormDefault": "qualified"}
    part = etree.Element(f"{XS}schema", attributes, nsmap={"xs": XS[1:-1], "tei": TEI_NS})
    # Not from xml.xsd, which would bring the whole schema back: xmlschema knows xml:id and its like itself.
    etree.SubElement(part, f"{XS}import", namespace="http://www.w3.org/XML/1998/namespace")
    queue = [(f"{XS}element", name)]
    taken: set[tuple[str, str]] = set()
    children: set[str] = set()
    while queue:
        key = queue.pop()
        if key in taken or key not in _declarations():
            continue
        taken.add(key)
        declaration = copy.deepcopy(_declarations()[key])
        part.append(declaration)
        for inner in declaration.iter(etree.Element):
            if inner.tag == f"{XS}element" and inner.get("ref"):
                children.add(inner.get("ref", "").removeprefix("tei:"))
            elif inner.get("ref"):
                queue.append((str(inner.tag), inner.get("ref", "").removeprefix("tei:")))
            for attribute in ("type", "base", "memberTypes", "itemType"):
                for type_name in inner.get(attribute, "").split():
                    local = type_name.removeprefix("tei:")
                    queue += [(f"{XS}complexType", local), (f"{XS}simpleType", local)]
    for child in sorted(children - {name}):
        etree.SubElement(part, f"{XS}element", name=child)
    text = etree.tostring(part, encoding="unicode")
    return xmlschema.XMLSchema10(text, allow="none", defuse="always"), sorted(children)
