"""What a stylesheet that somebody gives us cannot do: read, write, fetch, look around."""

from __future__ import annotations

import os

import pytest

from letterbook import assets
from letterbook.publish.saxon import SaxonFault, transform_files, transform_text

SECRET = "open sesame"  # noqa: S105 (words to be looked for)
HEAD = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:m="https://letterbook.invalid/ns/mode"
  exclude-result-prefixes="#all">"""


def sheet(body: str, top: str = "") -> str:
    return f'{HEAD}{top}<xsl:template match="/"><o>{body}</o></xsl:template></xsl:stylesheet>'


@pytest.fixture
def secret(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.xml").write_text(f"<s>{SECRET}</s>", encoding="utf-8")
    (outside / "secret.json").write_text(f'["{SECRET}"]', encoding="utf-8")
    (outside / "secret.xsl").write_text(sheet(SECRET), encoding="utf-8")
    (outside / "secret.dtd").write_text(f'<!ENTITY x "{SECRET}">', encoding="utf-8")
    return outside


def as_file(tmp_path, text, name="own.xsl"):
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    path = home / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(text, encoding="utf-8")
    return path


READS = {
    "doc": "doc('{0}/secret.xml')",
    "document": "document('{0}/secret.xml')",
    "doc by an expression": "(doc#1)('{0}/secret.xml')",
    "function-lookup": "function-lookup(QName('http://www.w3.org/2005/xpath-functions', 'doc'), 1)"
    "('{0}/secret.xml')",
    "unparsed-text": "unparsed-text('{0}/secret.xml')",
    "unparsed-text-lines": "unparsed-text-lines('{0}/secret.xml')",
    "json-doc": "json-doc('{0}/secret.json')?*",
    "collection": "collection('{0}?select=*.xml')",
    "uri-collection": "uri-collection('{0}?select=*.xml')",
    "transform": "transform(map {{'stylesheet-location': '{0}/secret.xsl', 'source-node': /}})?output",
    "a DTD": "parse-xml('&lt;!DOCTYPE s SYSTEM &quot;{0}/secret.dtd&quot;>&lt;s>&amp;x;&lt;/s>')",
    "an entity": "parse-xml('&lt;!DOCTYPE s [&lt;!ENTITY x SYSTEM &quot;{0}/secret.xml&quot;>]>"
    "&lt;s>&amp;x;&lt;/s>')",
    "Java": "Q{{java:java.lang.System}}getProperty('user.home')",
    "EXPath": "Q{{http://expath.org/ns/file}}read-text('{0}/secret.xml')",
    "the web": "unparsed-text('http://127.0.0.1:9/')",
    "the class path": "unparsed-text('classpath:net/sf/saxon/data/w3c.rnc')",
}
INSTRUCTIONS = {
    "source-document": '<xsl:source-document href="{0}/secret.xml"><xsl:copy-of select="."/>'
    "</xsl:source-document>",
    "evaluate": "<xsl:evaluate xpath=\"&quot;unparsed-text('{0}/secret.xml')&quot;\"/>",
    "merge": '<xsl:merge><xsl:merge-source for-each-source="\'{0}/secret.xml\'" select="*"><xsl:merge-key'
    ' select="."/></xsl:merge-source><xsl:merge-action><xsl:copy-of select="current-merge-group()"/>'
    "</xsl:merge-action></xsl:merge>",
}
BODIES = {name: f'<xsl:copy-of select="{select}"/>' for name, select in READS.items()} | INSTRUCTIONS


@pytest.mark.parametrize("given", ["text", "file"])
@pytest.mark.parametrize("name", BODIES)
def test_nothing_is_read_while_it_runs(secret, tmp_path, name, given):
    text = sheet(BODIES[name].format(secret.as_uri()))
    with pytest.raises(SaxonFault) as caught:
        transform_text(as_file(tmp_path, text) if given == "file" else text, b"<a/>")
    assert SECRET not in str(caught.value)
    assert caught.value.code != "XPST0003"  # a slip of this test, not a closed door


@pytest.mark.parametrize("function", ["doc-available", "unparsed-text-available"])
def test_nothing_is_found_out_about_files(secret, function):
    text = sheet(f"<xsl:value-of select=\"{function}('{secret.as_uri()}/secret.xml')\"/>")
    assert transform_text(text, b"<a/>")[0] == "<o>false</o>"


def test_the_environment_is_empty(monkeypatch):
    monkeypatch.setitem(os.environ, "LETTERBOOK_SECRET", SECRET)
    names = "environment-variable('LETTERBOOK_SECRET'), available-environment-variables()"
    assert transform_text(sheet(f'<xsl:value-of select="{names}"/>'), b"<a/>")[0] == "<o/>"


EAGER = {
    "a static variable": (
        '<xsl:variable name="q" static="yes" select="unparsed-text(\'{0}/secret.xml\')"/>',
        '<xsl:value-of select="$q"/>',
    ),
    "a static parameter": (
        '<xsl:param name="q" static="yes" select="doc(\'{0}/secret.xml\')"/>',
        '<xsl:value-of select="$q"/>',
    ),
    "use-when": (
        '<xsl:variable name="q" use-when="contains(unparsed-text(\'{0}/secret.xml\'), \'s\')" select="1"/>',
        "",
    ),
    "use-when on an element of the result": (
        "",
        "<b xsl:use-when=\"contains(unparsed-text('{0}/secret.xml'), 's')\"/>",
    ),
    "a shadow attribute": ('<xsl:variable name="q" _select="{{unparsed-text(\'{0}/secret.xml\')}}"/>', ""),
    "xml:base": ('<xsl:include href="secret.xsl" xml:base="{0}/"/>', ""),
    "an include from elsewhere": ('<xsl:include href="{0}/secret.xsl"/>', ""),
    "an import from elsewhere": ('<xsl:import href="../outside/secret.xsl"/>', ""),
    "an import from the web": ('<xsl:import href="http://127.0.0.1:9/x.xsl"/>', ""),
    "an import with a fragment": ('<xsl:import href="own.xsl#x"/>', ""),
}


@pytest.mark.parametrize("given", ["text", "file", "module"])
@pytest.mark.parametrize("name", EAGER)
def test_nothing_is_read_while_it_is_compiled(secret, tmp_path, name, given):
    top, body = (part.format(secret.as_uri()) for part in EAGER[name])
    text = sheet(body, top)
    if given == "file":
        text = as_file(tmp_path, text)
    elif given == "module":
        as_file(tmp_path, text, "parts/part.xsl")
        text = as_file(tmp_path, sheet("", '<xsl:import href="parts/part.xsl"/>'))
    with pytest.raises(SaxonFault) as caught:
        transform_text(text, b"<a/>")
    assert SECRET not in str(caught.value)


def test_a_link_out_of_the_folder_is_no_way_out(secret, tmp_path):
    path = as_file(tmp_path, sheet("", '<xsl:import href="link.xsl"/>'))
    (path.parent / "link.xsl").symlink_to(secret / "secret.xsl")
    with pytest.raises(SaxonFault, match="outside its folder"):
        transform_text(path, b"<a/>")


@pytest.mark.parametrize("given", ["text", "file"])
def test_a_stylesheet_has_no_document_type(secret, tmp_path, given):
    text = f'<!DOCTYPE o SYSTEM "{secret.as_uri()}/secret.dtd">' + sheet("&x;")
    with pytest.raises(SaxonFault):
        transform_text(as_file(tmp_path, text) if given == "file" else text, b"<a/>")


@pytest.mark.parametrize("given", ["text", "file"])
@pytest.mark.parametrize(
    "body",
    [
        '<xsl:result-document href="{0}/evil.xml"><x/></xsl:result-document>',
        "<xsl:copy-of select=\"transform(map {{'stylesheet-text': '{1}', 'source-node': /}})?*\"/>",
    ],
)
def test_nothing_is_written(tmp_path, body, given):
    inner = sheet(f'<xsl:result-document href="{tmp_path.as_uri()}/evil.xml"><x/></xsl:result-document>')
    quoted = inner.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    text = sheet(body.format(tmp_path.as_uri(), quoted))
    with pytest.raises(SaxonFault, match="disabled"):
        transform_text(as_file(tmp_path, text) if given == "file" else text, b"<a/>")
    assert not (tmp_path / "evil.xml").exists()


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "{0}/secret.xml">]>',
        '<!DOCTYPE a SYSTEM "{0}/secret.dtd">',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "{0}/secret.dtd"> %p;]>',
        '<!DOCTYPE a [<!ENTITY y "zzzzzzzzzz"><!ENTITY x "&y;&y;&y;&y;&y;&y;&y;&y;">]>',
    ],
)
def test_a_document_brings_no_entities(secret, doctype):
    with pytest.raises(SaxonFault, match="DOCTYPE"):
        transform_text(
            sheet('<xsl:copy-of select="/"/>'), f"{doctype.format(secret.as_uri())}<a>&x;</a>".encode()
        )


def test_a_stylesheet_of_ones_own_may_have_modules_and_build_on_ours(tmp_path):
    as_file(
        tmp_path,
        sheet("", '<xsl:variable name="v" select="42"/>').replace('match="/"', 'match="b"'),
        "parts/v.xsl",
    )
    own = as_file(tmp_path, sheet('<xsl:value-of select="$v"/>', '<xsl:include href="parts/v.xsl"/>'))
    assert transform_text(own, b"<a/>")[0] == "<o>42</o>"

    ours = assets.xslt("text.xsl").as_uri()
    top = f'<xsl:import href="{ours}"/><xsl:param name="width" as="xs:integer" select="30"/>'
    own = as_file(tmp_path, sheet("", top), "text.xsl")
    tei = (
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>%s</title></titleStmt>'
        b"</fileDesc></teiHeader><text><body/></text></TEI>"
    )
    files, _ = transform_files(own, tei % (b"a lamp " * 20))
    assert max(map(len, files["edition.txt"].decode().splitlines())) <= 30
