"""XML of any origin: a tree, or one problem with its place; never anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from letterbook.problems import CODES
from letterbook.xml_input import parse as module
from letterbook.xml_input.parse import MAX_DEPTH, parse


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<a>x</a>", "x"),
        ("<a>\u00e9\U0001f600</a>".encode(), "\u00e9\U0001f600"),
        (b"\xef\xbb\xbf<a>x</a>", "x"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>', "\u00e9"),
        ("<a>\u00e9</a>".encode("utf-16"), "\u00e9"),
        (b"<?x y?>\n<!-- <!DOCTYPE a> --><a>x</a>", "x"),
        (b"<a>&lt;!DOCTYPE a&gt;</a>", "<!DOCTYPE a>"),
        (b"<a><![CDATA[<!DOCTYPE a>]]></a>", "<!DOCTYPE a>"),
        (b"<a>&#233;&amp;</a>", "\u00e9&"),
        (b"\r\n\t <a>x</a>\n", "x"),
    ],
)
def test_well_formed_xml_becomes_a_tree(data, text):
    root, problems = parse(data, "f.xml")
    assert problems == ()
    assert (root.tag, root.text) == ("a", text)


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"", "xml-empty", 0, 0),
        (b" \n ", "xml-empty", 0, 0),
        (b"<!-- only this -->", "xml-empty", 0, 0),
        (b"<?xml version='1.0'?>", "xml-empty", 0, 0),
        (b"hello", "xml-syntax", 1, 1),
        (b"PK\x03\x04\x00\x00", "xml-syntax", 1, 1),
        (b"<a>\n<b>", "xml-syntax", 2, 4),
        (b"<a>\n<b></a>", "xml-syntax", 2, 8),
        (b"<a/>\n<b/>", "xml-syntax", 2, 1),
        (b"<a>\n\x01</a>", "xml-syntax", 2, 1),
        (b"<a>\x00</a>", "xml-syntax", 1, 4),
        (b"<a b='' b=''/>", "xml-syntax", 1, 12),
        (b"<x:a/>", "xml-syntax", 1, 5),
        (b"<a>1 < 2</a>", "xml-syntax", 1, 7),
        (b"<a>fish & chips</a>", "xml-syntax", 1, 10),
        (b"<a>\n a&nbsp;b</a>", "xml-entity", 2, 9),
        (b"<!DOCTYPE a><a/>", "xml-doctype", 1, 1),
        (b"<?xml version='1.0'?>\n<!-- x -->\n  <!DOCTYPE html>\n<html/>", "xml-doctype", 3, 3),
        (b"<!doctype html><p>Not even XML", "xml-doctype", 1, 1),
        (b"\xef\xbb\xbf<!DOCTYPE a><a/>", "xml-doctype", 1, 4),
        ("<!DOCTYPE a><a/>".encode("utf-16"), "xml-doctype", 0, 0),
        (b'<?xml version="1.0" encoding="UTF-8"?>\n<a>\xe9t\xe9</a>', "xml-encoding", 2, 4),
        (b"<a>\xe9t\xe9</a>", "xml-encoding", 1, 4),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "xml-encoding", 1, 39),
    ],
)
def test_anything_else_is_one_problem_with_its_place(data, code, line, column):
    root, (problem,) = parse(data, "f.xml")
    assert root is None
    assert (problem.code, problem.place.line) == (code, line)
    assert abs(problem.place.column - column) <= 2  # the releases of libxml2 differ a little
    assert problem.place.file == "f.xml"
    assert problem.hint == CODES[code].remedy
    assert "XML_PARSE" not in problem.message
    assert "\n" not in problem.message


def nested(depth):
    return b"<a>\n" * depth + b"</a>" * depth


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 256, 257, 5_000])
def test_too_deep_is_a_problem(depth):
    root, (problem,) = parse(nested(depth), "f.xml")
    assert (root, problem.code) == (None, "xml-deep")
    assert problem.place.line > MAX_DEPTH


def test_as_deep_as_is_allowed_is_read():
    assert parse(nested(MAX_DEPTH), "f.xml").problems == ()


@pytest.mark.parametrize(
    "data",
    [
        b"<a>%s</a>" % (b"x" * 10_500_000),
        b'<a b="%s"/>' % (b"x" * 10_500_000),
        b"<a><!--%s--></a>" % (b"x" * 10_500_000),
        b"<%s/>" % (b"x" * 60_000),
    ],
    ids=["text", "attribute", "comment", "name"],
)
def test_one_thing_too_large_is_a_problem(data):
    root, (problem,) = parse(data, "f.xml")
    assert (root, problem.code) == (None, "xml-large")


def test_a_file_too_large_is_a_problem_before_it_is_parsed(monkeypatch):
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    assert parse(b"<a>xx</a>\n", "f.xml").problems == ()
    root, (problem,) = parse(b"<a>xxx</a>\n", "f.xml")
    assert (root, problem.code) == (None, "xml-large")
    assert "11 bytes" in problem.message


def test_equal_ids_are_left_for_the_check():
    assert parse(b'<a xml:id="x"><b xml:id="x"/></a>', "f.xml").problems == ()


@given(st.binary(max_size=200) | st.text(alphabet="<>/ab!?-[]&;='\"\n\u00e9", max_size=60).map(str.encode))
def test_no_bytes_raise(data):
    root, problems = parse(data, "f.xml")
    assert (root is None) == (len(problems) == 1)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_what_lxml_writes_comes_back(text):
    element = etree.Element("a")
    try:
        element.text = text
    except ValueError:  # a noncharacter, which XML cannot hold
        return
    root, problems = parse(etree.tostring(element, encoding="UTF-8"), "f.xml")
    assert problems == ()
    assert (root.text or "") == text
