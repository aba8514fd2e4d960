"""Running stylesheets: results, parameters, messages, faults."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from letterbook import assets
from letterbook.publish import saxon
from letterbook.publish.saxon import Files, Message, SaxonFault, transform_files, transform_text

HEAD = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:m="https://letterbook.invalid/ns/mode"
  exclude-result-prefixes="#all" expand-text="yes">"""


def sheet(body: str, top: str = "") -> str:
    return f'{HEAD}{top}<xsl:template match="/">{body}</xsl:template></xsl:stylesheet>'


def files_sheet(select: str) -> str:
    return (
        f'{HEAD}<xsl:mode name="m:files"/><xsl:template match="/" mode="m:files">'
        f'<xsl:sequence select="{select}"/></xsl:template></xsl:stylesheet>'
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<a>é&lt;<b/> <c/></a>", "<a>é&lt;<b/><c/></a>"),
        ("plain é &lt; text", "plain é < text"),
        ('<xsl:sequence select="1, 2"/>', "1 2"),
        ("<xsl:text> </xsl:text>", " "),
        ('<xsl:value-of select="/*/@n"/>', "7"),
        ("", ""),
    ],
)
def test_the_result_is_one_text(body, expected):
    assert transform_text(sheet(body), b'<a n="7"/>') == (expected, ())


def test_an_atomic_result_is_its_text():
    raw = f'{HEAD}<xsl:template match="/" as="xs:string">a &lt; b</xsl:template></xsl:stylesheet>'
    assert transform_text(raw, b"<a/>")[0] == "a < b"


def test_the_document_is_utf_8_whatever_its_declaration_says():
    data = "\ufeff<?xml version='1.0' encoding='iso-8859-1'?><a>ü</a>".encode()
    assert transform_text(sheet("{.}"), data)[0] == "ü"


@pytest.mark.parametrize(
    ("type_", "given", "expected"),
    [
        ("xs:integer", "41", "42"),
        ("xs:string", "41", "411"),
        ("xs:boolean", "true", "yes"),
        ("xs:boolean", "0", "no"),
    ],
)
def test_a_parameter_takes_the_type_it_declares(type_, given, expected):
    use = {"xs:integer": "$p + 1", "xs:string": "$p || '1'", "xs:boolean": "if ($p) then 'yes' else 'no'"}
    top = f'<xsl:param name="p" as="{type_}" required="yes"/>'
    assert transform_text(sheet(f"{{{use[type_]}}}", top), b"<a/>", {"p": given})[0] == expected


def test_parameters_of_one_run_are_gone_in_the_next():
    text = sheet("{$p}", '<xsl:param name="p" as="xs:string" select="\'default\'"/>')
    assert transform_text(text, b"<a/>", {"p": "given"})[0] == "given"
    assert transform_text(text, b"<a/>")[0] == "default"


def test_a_global_variable_sees_the_document_of_its_run():
    text = sheet("{$n}", '<xsl:variable name="n" select="string(/*/@n)"/>')
    assert [transform_text(text, f'<a n="{n}"/>'.encode())[0] for n in (1, 2, 3)] == ["1", "2", "3"]


def test_messages_are_those_of_the_run():
    structured = '<message code="c" path="{path(*)}">so</message>'
    say = f"<xsl:message>{{/*/@n}}</xsl:message><xsl:message>{structured}</xsl:message>"
    for n in ("1", "2"):
        said = transform_text(sheet(say), f'<a n="{n}"/>'.encode())[1]
        assert said == (Message(n), Message("so", "c", 0, "/Q{}a[1]"))


def test_a_stylesheet_is_compiled_once(tmp_path):
    path = tmp_path / "once.xsl"
    path.write_text(sheet("x"), encoding="utf-8")
    before = saxon._compiled.cache_info()
    for _ in range(3):
        transform_text(path, b"<a/>")
    after = saxon._compiled.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 2)


def fault(function, *arguments) -> SaxonFault:
    with pytest.raises(SaxonFault) as caught:
        function(*arguments)
    return caught.value


@pytest.mark.parametrize(
    ("body", "code", "says"),
    [
        ("<xsl:no-such/>", "XTSE0010", "Unknown XSLT instruction"),
        ('<xsl:value-of select="1 +"/>', "XPST0003", "Unexpected token"),
        ('<xsl:value-of select="xs:date(/*)"/>', "FORG0001", "Invalid date"),
        ("<xsl:value-of select=\"error(xs:QName('m:x'), 'so not')\"/>", "m:x", "so not"),
        ('<xsl:message terminate="yes">that is all</xsl:message>', "XTMM9000", "that is all"),
        ('<xsl:call-template name="t"/>', "XTSE0650", "t"),
    ],
)
def test_a_faulty_stylesheet_says_what_and_where(tmp_path, body, code, says):
    path = tmp_path / "faulty.xsl"
    path.write_text(sheet(f"\n\n{body}\n"), encoding="utf-8")
    found = fault(transform_text, path, b"<a/>")
    assert (found.code, found.line) == (code, 5)
    assert says in found.message
    assert Path(found.file).name == path.name


def test_a_stylesheet_that_never_ends_is_a_fault():
    top = '<xsl:template name="t"><a><xsl:call-template name="t"/></a></xsl:template>'
    assert "loop" in fault(transform_text, sheet('<xsl:call-template name="t"/>', top), b"<a/>").message


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"<a>\n\n<b></a>", 3, "b"),
        (b"", 1, "end of file"),
        (b"<a>\xff</a>", 0, "UTF-8"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE a><a/>", 2, "DOCTYPE"),
    ],
)
def test_a_faulty_document_says_where(data, line, says):
    found = fault(transform_text, sheet("x"), data)
    assert found.line == line
    assert says in found.message


def test_a_missing_stylesheet_is_a_fault(tmp_path):
    assert "cannot be read" in fault(transform_text, tmp_path / "none.xsl", b"<a/>").message
    assert fault(transform_files, assets.xslt("none.xsl"), b"<a/>").file.endswith("none.xsl")


def test_files_come_sorted_with_their_texts():
    files, _ = transform_files(
        files_sheet("map{'b/c.html': 'é', 'a.txt': '', 'B/A-1_2.html': '&lt;'}"), b"<a/>"
    )
    assert list(files.items()) == [("B/A-1_2.html", b"<"), ("a.txt", b""), ("b/c.html", "é".encode())]


def test_files_are_taken_when_they_are_wanted_and_two_documents_do_not_meet():
    text = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="https://letterbook.invalid/ns/mode">
      <xsl:variable name="n" select="string(/*/@n)"/>
      <xsl:function name="m:page">
        <xsl:message select="'page of ' || $n"/>
        <xsl:sequence select="$n"/>
      </xsl:function>
      <xsl:template match="/" mode="m:files">
        <xsl:message select="'begin ' || $n"/>
        <xsl:sequence select="map { 'at-once': $n, 'later': m:page#0 }"/>
      </xsl:template></xsl:stylesheet>"""
    one, two = (Files(text, f'<a n="{n}"/>'.encode()) for n in (1, 2))
    assert (one.names, one.later) == (("at-once", "later"), {"later"})
    assert one.take(["at-once"]) == {"at-once": b"1"}
    assert [each.text for each in one.messages] == ["begin 1"]
    assert two.take(["later"]) == {"later": b"2"}
    assert one.take(["later"]) == {"later": b"1"}
    assert [each.text for each in one.messages] == ["begin 1", "page of 1"]
    assert [each.text for each in two.messages] == ["begin 2", "page of 2"]


def test_a_text_may_be_a_function_that_makes_it():
    body = """<xsl:mode name="m:files"/><xsl:mode name="m:page"/>
    <xsl:key name="named" match="b" use="@n"/>
    <xsl:variable name="count" select="count(//b)"/>
    <xsl:template match="/" mode="m:files">
      <xsl:map>
        <xsl:for-each select="//b">
          <xsl:variable name="b" select="."/>
          <xsl:map-entry key="@n || '.txt'" select="function() { xs:string(m:page($b)) }"/>
        </xsl:for-each>
      </xsl:map>
    </xsl:template>
    <xsl:function name="m:page">
      <xsl:param name="b"/>
      <xsl:apply-templates select="$b" mode="m:page"/>
    </xsl:function>
    <xsl:template match="b" mode="m:page">
      <xsl:message>{@n} is made</xsl:message>
      <xsl:sequence select="@n || ' of ' || $count || ' ' || key('named', @n)"/>
    </xsl:template>"""
    stylesheet = f"{HEAD}{body}</xsl:stylesheet>"
    files, messages = transform_files(stylesheet, b'<a><b n="y">two</b><b n="x">one</b></a>')
    assert files == {"x.txt": b"x of 2 one", "y.txt": b"y of 2 two"}
    assert [message.text for message in messages] == ["x is made", "y is made"]


@pytest.mark.parametrize(
    ("makes", "says"),
    [
        ("function() { error() }", "FOER0000"),
        ("function() { ('x', 'y') }", "gives no text"),
        ("function() { () }", "gives no text"),
        ("let $all := . return function() { $all }", "gives no text"),
        ("function($a) { $a }", "gives no text"),
        ("map {}", "gives no text"),
        ("function() { function() { 'x' } }", "gives no text"),
        ("function() { doc('file:///etc/hostname') }", "FODC0002"),
        ("function() { unparsed-text('file:///etc/hostname') }", "FOUT1170"),
    ],
)
def test_a_function_that_makes_no_text_is_told(makes, says):
    found = fault(transform_files, files_sheet(f"map{{'a': {makes}}}"), b"<a/>")
    assert says in f"{found.message} {found.code}"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../a",
            "/a",
            "a/../b",
            "a//b",
            "./a",
            ".a",
            "a/.b",
            "a/",
            "",
            "a b",
            "é.html",
            "C:/a",
            "a\\b",
            "a%2e",
            "..",
        )
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name):
    assert (
        "cannot be written" in fault(transform_files, files_sheet(f"map{{'{name}': 'x'}}"), b"<a/>").message
    )


def test_names_that_differ_in_case_alone_are_refused():
    assert (
        "cannot be written" in fault(transform_files, files_sheet("map{'a': 'x', 'A': 'y'}"), b"<a/>").message
    )


@pytest.mark.parametrize(
    "select", ["map{'a': ()}", "map{'a': ('x', 'y')}", "map{'a': /}", "1", "()", "(map{}, map{})"]
)
def test_what_is_no_map_of_texts_is_refused(select):
    assert "stylesheet" in fault(transform_files, files_sheet(select), b"<a/>").message


def test_a_stylesheet_without_the_mode_is_refused():
    assert "mode" in fault(transform_files, sheet("x"), b"<a/>").message


def test_saxonche_is_loaded_when_it_is_needed_and_not_before():
    code = (
        "import sys, letterbook.publish.saxon, letterbook.publish.render; sys.exit('saxonche' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
