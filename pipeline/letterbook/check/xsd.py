"""Check a document against the grammar: libxml2 gives the verdict, xmlschema the reasons.

libxml2 takes milliseconds, and its verdict and lines are exact, but its reasons are terse. xmlschema's
reasons are fuller, but it takes seven seconds to load a schema of TEI's size. So xmlschema gets only the
part of the schema that declares the element and the attribute at fault, with every child declared as
anything. That loads in a tenth of a second. The reason is the same, since what is wrong with an element
never depends on the content of its children.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from lxml import etree

from letterbook import assets
from letterbook.problems import Place, Problem, problem
from letterbook.xml_input.place import LAST_LINE, place_of

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
        return (problem("tei-root", message, place_of(root, name)),)
    _met.update(str(element.tag) for element in root.iter(f"{TEI}*"))
    if _narrowed(frozenset(_met)).validate(root):
        return ()
    found: list[Problem] = []
    explained = 0
    for part, error in _errors(root):
        unplaced = error.line >= LAST_LINE
        element = _at(part, error) if unplaced or explained < EXPLAINED else None
        place = place_of(element, name) if unplaced and element is not None else Place(name, error.line)
        message = _tidied(error.message)
        if duplicate := _DUPLICATE.search(message):
            found.append(problem("id-duplicate", f"The id '{duplicate[1]}' is given twice", place))
            continue
        hint = ""
        if element is not None and explained < EXPLAINED:
            hint = _explanation(element, error)
            explained += 1
        found.append(problem("tei-invalid", message, place, hint))
    return tuple(sorted(found, key=lambda p: p.place.line))


_DUPLICATE = re.compile(r"'([^\W\d][\w.-]*)' is not a valid value of the atomic type 'xs:ID'")


def _errors(root: etree._Element) -> Iterator[tuple[etree._Element, etree._LogEntry]]:
    """Yield libxml2's errors, each with the element whose validation gave it.

    libxml2 leaves an element's content as soon as one child is out of place: what is inside that child
    and all that follow is not looked at. So these are then validated by themselves, or one stray element
    between two letters would hide the faults of all the letters after it.
    """
    queue = [root]
    while queue:
        part = queue.pop()
        if _schema().validate(part):
            continue
        for error in list(_schema().error_log):
            if part is not root and _DUPLICATE.search(error.message):
                continue  # the whole document has been asked
            yield part, error
            if _is_stray(error) and (stray := _at(part, error)) is not None:
                unread = (stray, *stray.itersiblings(etree.Element))
                queue += [element for element in unread if _declared(element)]


def _is_stray(error: etree._LogEntry) -> bool:
    return "This element is not expected" in error.message


def _declared(element: etree._Element) -> bool:
    tag = etree.QName(element)
    return tag.namespace == TEI_NS and (f"{XS}element", tag.localname) in _declarations()


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(assets.schema("letterbook.xsd")))


#: The elements of all documents that were checked so far: of a library, soon those that letters have.
_met: set[str] = set()


@lru_cache(maxsize=1)
def _narrowed(tags: frozenset[str]) -> etree.XMLSchema:
    """Load the schema without what documents of these elements do not use: in a seventh of the time.

    What is valid by it is valid, and the other way round: such a document never takes an alternative that
    was taken out, or an element that may be missing and is. What is required stays, and no group is emptied.
    """
    tree = etree.parse(assets.schema("letterbook.xsd"))
    left: set[str | None] = set()
    for reference in list(tree.iter(f"{XS}element")):
        name, holder = reference.get("ref", "").removeprefix("tei:"), reference.getparent()
        if not name or holder is None:
            continue
        spare = holder.tag == f"{XS}choice" or reference.get("minOccurs") == "0"
        if spare and f"{TEI}{name}" not in tags and len(holder.findall("*")) > 1:
            holder.remove(reference)
        else:
            left.add(name)
    root = tree.getroot()
    for declaration in list(root.iterchildren(f"{XS}element")):
        if f"{TEI}{declaration.get('name')}" not in tags and declaration.get("name") not in left:
            root.remove(declaration)
    return etree.XMLSchema(tree)


def _tidied(message: str) -> str:
    """Name TEI's elements and XML's attributes as a document does."""
    message = (
        message.replace("{http://www.w3.org/XML/1998/namespace}", "xml:")
        .replace(TEI, "")
        .replace("'tei:", "'")
    )
    return re.sub(r"\( (.*?) \)", r"(\1)", message).strip()


def _at(part: etree._Element, error: etree._LogEntry) -> etree._Element | None:
    """Return the element that an error is about.

    Its path begins at the part that was validated, and is written with the document's own prefixes.
    """
    below = re.sub(r"^/[^/]+", ".", error.path or "/")
    spaces: dict[str, str] = {}
    if ":" in below:
        spaces = {prefix: uri for e in part.iter(etree.Element) for prefix, uri in e.nsmap.items() if prefix}
    try:
        found = part.xpath(below, namespaces=spaces)
    except etree.XPathError:  # no path, or one with a prefix that means two things
        return None
    element = found[0] if isinstance(found, list) and found else None
    return element if etree.iselement(element) else None


# ------------------------------------------------------------------ explaining


def _explanation(element: etree._Element, error: etree._LogEntry) -> str:
    """Say in one line where an element stands, what is wrong with it, and what was expected.

    `error` is libxml2's about one fault: other faults of the same element have problems of their own.
    """
    import xmlschema  # noqa: PLC0415 (loaded only for a document that is not valid)

    parent = element.getparent()
    if _is_stray(error) and parent is not None:
        element = parent  # it is the parent's content that is wrong
    if not _declared(element):
        return ""
    tag = etree.QName(element)
    match = re.search(r"attribute '(?:\{[^}]*\})?([^']*)'", error.message)
    attribute = match[1] if match else ""
    schema, children = _part(tag.localname, attribute)
    reasons: list[str] = []
    for fault in schema.elements[tag.localname].iter_errors(_alone(element, attribute)):
        reason = _tidied(fault.reason or "").rstrip(".")
        if isinstance(fault, xmlschema.XMLSchemaChildrenValidationError):
            expected = sorted({_tidied(e.name) for e in fault.expected or () if e.name})
            allowed = ", ".join(expected or children) or "no element"
            reason += f"; {'expected here' if expected else f'{tag.localname} may hold'}: {allowed}"
        if bool(attribute) == ("attribute" in reason):
            reasons.append(reason)
    return f"{_path(element)}: {'; '.join(dict.fromkeys(reasons))}" if reasons else ""


def _alone(element: etree._Element, attribute: str) -> Element:
    """Copy an element with this one of its attributes, its text, and the bare tags of its children."""
    attributes = {str(name): value for name, value in element.attrib.items()}
    wanted = {name: value for name, value in attributes.items() if name.rpartition("}")[2] == attribute}
    alone = Element(str(element.tag), wanted)
    alone.text = element.text
    for child in element.iterchildren(etree.Element):
        SubElement(alone, str(child.tag)).tail = child.tail
    return alone


def _path(element: etree._Element) -> str:
    """Write the way to an element as people do: /TEI/text/body/div[8]/p[1] (in letter-8)."""
    steps: list[str] = []
    within = ""
    for step in (element, *element.iterancestors()):
        parent = step.getparent()
        if parent is not None:
            within = within or step.get(XML_ID, "")
        same = [] if parent is None else parent.findall(str(step.tag))
        steps.append(etree.QName(step).localname + (f"[{same.index(step) + 1}]" if len(same) > 1 else ""))
    way = "/" + "/".join(reversed(steps))
    return f"{way} (in {within})" if within else way


@cache
def _declarations() -> dict[tuple[str, str], etree._Element]:
    """Return the schema's global declarations by their kind and name."""
    schema = etree.parse(assets.schema("letterbook.xsd")).getroot()
    return {(str(e.tag), e.get("name", "")): e for e in schema.iterchildren(etree.Element) if e.get("name")}


@cache
def _part(name: str, attribute: str) -> tuple[xmlschema.XMLSchema10, list[str]]:
    """Load the part of the schema about an element's content and one of its attributes ("": none).

    Returns it with the names of all elements that may be children, wherever in the content.
    """
    import xmlschema  # noqa: PLC0415 (loaded only for a document that is not valid)

    head = {"targetNamespace": TEI_NS, "elementFormDefault": "qualified"}
    part = etree.Element(f"{XS}schema", head, nsmap={"xs": XS[1:-1], "tei": TEI_NS})
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
        for other in list(declaration.iter(f"{XS}attribute")):
            holder = other.getparent()
            if holder is not None and attribute not in (other.get("name"), other.get("ref", "")[4:]):
                holder.remove(other)
        part.append(declaration)
        for inner in declaration.iter(etree.Element):
            if inner.tag == f"{XS}element" and inner.get("ref"):
                children.add(inner.get("ref", "").removeprefix("tei:"))
            elif inner.get("ref"):
                queue.append((str(inner.tag), inner.get("ref", "").removeprefix("tei:")))
            for reference in ("type", "base", "memberTypes", "itemType"):
                for type_name in inner.get(reference, "").split():
                    local = type_name.removeprefix("tei:")
                    queue += [(f"{XS}complexType", local), (f"{XS}simpleType", local)]
    for child in sorted(children - {name}):
        etree.SubElement(part, f"{XS}element", name=child)
    text = etree.tostring(part, encoding="unicode")
    return xmlschema.XMLSchema10(text, allow="none", defuse="always"), sorted(children)
