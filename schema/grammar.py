"""Cut a RELAX NG grammar of TEI down to what a customisation keeps.

Every step takes away: an element becomes notAllowed, an attribute goes, a list of values is narrowed,
an optional attribute becomes required. notAllowed is then worked out of the patterns by the rules of
the RELAX NG specification (section 4.20), and definitions that nothing reaches any more are dropped.
So the language of the result is a part of the language of what it was made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

RNG_NS = "http://relaxng.org/ns/structure/1.0"
RNG = f"{{{RNG_NS}}}"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}*"
DEFAULT_VALUE = "{http://relaxng.org/ns/compatibility/annotations/1.0}defaultValue"
SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}*"

#: Attribute classes of the modules that the ODD does not name. The grammar itself does not know
#: modules; a processor that does leaves these out, as it must (TEI P5 22.8.1).
FOREIGN_CLASSES = {
    "att.enjamb": "verse",
    "att.global.analytic": "analysis",
    "att.metrical": "verse",
    "att.msExcerpt": "msdescription",
}


class GrammarError(Exception):
    """What is asked for would not be a part of TEI, or cannot be judged."""


@dataclass(frozen=True)
class AttributeChange:
    """What becomes of an attribute: it goes, or is required, or takes only these values (all, if none)."""

    name: str
    gone: bool = False
    required: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Customisation:
    """What is kept. `classes` and `elements` say how the attributes of a class or an element change."""

    start: str
    kept: frozenset[str]
    gone_classes: frozenset[str]
    classes: dict[str, tuple[AttributeChange, ...]] = field(default_factory=dict)
    elements: dict[str, tuple[AttributeChange, ...]] = field(default_factory=dict)


def cut(grammar: etree._Element, custom: Customisation) -> None:
    """Cut a grammar in place. Raises GrammarError."""
    etree.strip_elements(grammar, DOCUMENTATION, SCHEMATRON, with_tail=False)
    # A default is advice to readers; in a W3C schema it would write into documents.
    etree.strip_attributes(grammar, DEFAULT_VALUE)
    defines = {d.get("name", ""): d for d in grammar.findall(f"{RNG}define")}
    _know(custom, defines)
    gone = tuple(f"{name}.attribute" for name in custom.gone_classes | set(FOREIGN_CLASSES))
    for name, define in defines.items():
        if name.startswith(gone):  # the class, and its attributes, which some elements name one by one
            _fill(define, [_make("empty")])
    for name, changes in custom.classes.items():
        for change in changes:
            define = defines.get(f"{name}.attribute.{change.name.replace(':', '')}")
            if define is None:
                raise GrammarError(f"The class {name} has no attribute {change.name}")
            _change_attribute(define, change)
    for name, changes in custom.elements.items():
        for change in changes:
            element = defines[name][0]
            _change_attribute(_own(element, change.name, name, defines), change)
    for name, define in defines.items():
        if "." not in name and name not in custom.kept and not name.startswith("anyElement"):
            _fill(define, [_make("notAllowed")])
    for start in grammar.findall(f"{RNG}start"):
        _fill(start, [_make("ref", custom.start)])
    _work_out(defines)
    reached = _reached(custom.start, defines)
    if lost := sorted(custom.kept - reached):
        raise GrammarError(f"Nothing that the ODD keeps can hold these elements: {', '.join(lost)}")
    for name, define in defines.items():
        if name not in reached:
            grammar.remove(define)


def _know(custom: Customisation, defines: dict[str, etree._Element]) -> None:
    classes = custom.gone_classes | set(custom.classes)
    unknown = [name for name in custom.kept | set(custom.elements) if name not in defines]
    unknown += [name for name in classes if f"{name}.attributes" not in defines]
    unknown += [name for name in custom.elements if name not in custom.kept]
    if unknown:
        raise GrammarError(f"Not in this TEI, or changed but not kept: {', '.join(sorted(set(unknown)))}")


# ------------------------------------------------------------------ attributes


def _own(
    element: etree._Element, name: str, owner: str, defines: dict[str, etree._Element]
) -> etree._Element:
    """Return the pattern of an element's attribute; one of a class is first copied into the element."""
    for child in element:
        if any(a.get("name") == name for a in child.iter(f"{RNG}attribute")):
            return child
    for child in element.findall(f"{RNG}ref"):
        if name in _attributes_of(child.get("name", ""), defines):
            path = child
            while not path.get("name", "").endswith(f".attribute.{name.replace(':', '')}"):
                path = _open(path, name, defines)
            (pattern,) = defines[path.get("name", "")]
            copy = etree.fromstring(etree.tostring(pattern))
            _parent(path).replace(path, copy)
            return copy
    raise GrammarError(f"The element {owner} has no attribute {name}")


def _open(ref: etree._Element, name: str, defines: dict[str, etree._Element]) -> etree._Element:
    """Replace the reference to an attribute class by its members; return the one that has the name."""
    parent = _parent(ref)
    at = parent.index(ref)
    members = [_make("ref", m.get("name")) for m in defines[ref.get("name", "")] if m.tag == f"{RNG}ref"]
    parent[at : at + 1] = members
    return next(m for m in members if name in _attributes_of(m.get("name", ""), defines))


def _attributes_of(name: str, defines: dict[str, etree._Element]) -> set[str]:
    if not name.startswith("att."):
        return set()
    found = {a.get("name", "") for a in defines[name].iter(f"{RNG}attribute")}
    for ref in defines[name].iter(f"{RNG}ref"):
        found |= _attributes_of(ref.get("name", ""), defines)
    return found


def _change_attribute(holder: etree._Element, change: AttributeChange) -> None:
    """Change the one attribute inside a definition, or inside an optional that stands in an element."""
    (attribute,) = holder.iter(f"{RNG}attribute")
    if change.gone:
        if holder.tag == f"{RNG}define":
            _fill(holder, [_make("empty")])
        else:
            _parent(holder).remove(holder)
        return
    if change.values:
        _narrow(attribute, change.values)
    if change.required:
        optional = _parent(attribute)
        if optional.tag == f"{RNG}optional":
            _parent(optional).replace(optional, attribute)


def _narrow(attribute: etree._Element, values: tuple[str, ...]) -> None:
    """Let an attribute take these values only; they must all have been allowed before."""
    name = attribute.get("name")
    known = {v.text for v in attribute.iter(f"{RNG}value")}
    tokens = [d for d in attribute.iter(f"{RNG}data") if d.get("type") == "token" and _is_enumerated(d)]
    if strangers := [v for v in values if v not in known and not tokens]:
        raise GrammarError(f"TEI does not allow @{name} to be {', '.join(strangers)}")
    if spaced := [v for v in values if len(v.split()) != 1]:
        raise GrammarError(f"A value of @{name} must be one word: {', '.join(map(repr, spaced))}")
    choice = _make("choice")
    for value in values:
        etree.SubElement(choice, f"{RNG}value").text = value
    if attribute.find(f"{RNG}list") is not None:
        listed, more = _make("list"), _make("oneOrMore")
        more.append(choice)
        listed.append(more)
        choice = listed
    _fill(attribute, [choice])


def _is_enumerated(data: etree._Element) -> bool:
    """Tell whether a datatype is teidata.enumerated: any one word."""
    return [p.text for p in data.iter(f"{RNG}param")] == [r"[^\p{C}\p{Z}]+"]


# ------------------------------------------------------------------ working notAllowed out


def _work_out(defines: dict[str, etree._Element]) -> None:
    """Simplify until nothing changes: a definition that has become notAllowed or empty counts as such."""
    known: dict[str, str] = {}
    while True:
        for name, define in defines.items():
            if name in known:
                continue
            body = [_simplified(child, known) for child in define]
            kinds = [etree.QName(child).localname for child in body]
            if "notAllowed" in kinds:
                body = [_make("notAllowed")]
            elif len(body) > 1:
                body = [child for child, kind in zip(body, kinds, strict=True) if kind != "empty"]
            _fill(define, body or [_make("empty")])
        fresh = {
            name: etree.QName(define[0]).localname
            for name, define in defines.items()
            if name not in known and len(define) == 1
            and define[0].tag in (f"{RNG}notAllowed", f"{RNG}empty")
        }  # fmt: skip
        if not fresh:
            return
        known |= fresh


def _simplified(pattern: etree._Element, known: dict[str, str]) -> etree._Element:
    kind = etree.QName(pattern).localname
    if kind == "ref":
        return _make(known[pattern.get("name", "")]) if pattern.get("name") in known else pattern
    if kind in ("value", "data", "text", "empty", "notAllowed", "param", "list", "attribute"):
        return pattern
    children = [_simplified(child, known) for child in pattern if child.tag != f"{RNG}anyName"]
    if any(child.tag == f"{RNG}anyName" for child in pattern):
        return pattern
    kinds = [etree.QName(child).localname for child in children]
    if kind == "choice":
        children = _choices(children, kinds)
        return children[0] if len(children) == 1 else _fill(pattern, children)
    if "notAllowed" in kinds:
        return _make("empty" if kind in ("optional", "zeroOrMore") else "notAllowed")
    children = [child for child, k in zip(children, kinds, strict=True) if k != "empty"]
    if kind == "element":
        return _fill(pattern, children or [_make("empty")])
    if not children:
        return _make("empty")
    if len(children) == 1 and (kind == "group" or children[0].tag == pattern.tag):
        return children[0]
    return _fill(pattern, children)


def _choices(children: list[etree._Element], kinds: list[str]) -> list[etree._Element]:
    """Drop what is not allowed, and say each thing once."""
    seen: set[bytes] = set()
    kept: list[etree._Element] = []
    for child, kind in zip(children, kinds, strict=True):
        written = etree.tostring(child, method="c14n")
        if kind != "notAllowed" and written not in seen:
            seen.add(written)
            kept.append(child)
    return kept or [_make("notAllowed")]


# ------------------------------------------------------------------ small things


def _reached(start: str, defines: dict[str, etree._Element]) -> set[str]:
    reached, queue = {start}, [start]
    while queue:
        for name in _refs(defines[queue.pop()]):
            if name not in reached:
                reached.add(name)
                queue.append(name)
    return reached


def _refs(define: etree._Element) -> Iterator[str]:
    for ref in define.iter(f"{RNG}ref"):
        yield ref.get("name", "")


def _make(kind: str, name: str | None = None) -> etree._Element:
    made = etree.Element(f"{RNG}{kind}", nsmap={None: RNG_NS})
    if name:
        made.set("name", name)
    return made


def _parent(child: etree._Element) -> etree._Element:
    parent = child.getparent()
    if parent is None:
        raise GrammarError(f"A {etree.QName(child).localname} stands alone")
    return parent


def _fill(holder: etree._Element, children: list[etree._Element]) -> etree._Element:
    holder[:] = children
    holder.text = None
    for child in children:
        child.tail = None
    return holder
