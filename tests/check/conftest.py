"""A small edition with one of everything that the rules speak of, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

EDITION = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="mill" xml:lang="en">
 <teiHeader>
  <fileDesc>
   <titleStmt>
    <title>Letters from a mill</title>
    <respStmt xml:id="letterbook"><resp>encoded by</resp><name>letterbook</name></respStmt>
   </titleStmt>
   <publicationStmt><authority>Nobody</authority></publicationStmt>
   <sourceDesc><bibl><title>Letters from a mill</title></bibl></sourceDesc>
  </fileDesc>
  <profileDesc>
   <langUsage><language ident="en">English</language><language ident="la">Latin</language></langUsage>
   <calendarDesc><calendar xml:id="julian"><p>Julian</p></calendar></calendarDesc>
   <correspDesc xml:id="corresp-1">
    <correspAction type="sent">
     <persName ref="#miller" cert="high" evidence="conjecture" resp="#letterbook">A. Miller</persName>
     <placeName ref="#mill-place">the mill</placeName>
     <date when="1801-05-01">1 May 1801</date>
    </correspAction>
    <correspAction type="received">
     <orgName ref="#guild">the Guild</orgName>
     <date when="1801-05-03">3 May 1801</date>
    </correspAction>
    <correspContext><ref type="next" target="#letter-2">2</ref></correspContext>
   </correspDesc>
   <correspDesc xml:id="corresp-2">
    <correspAction type="sent">
     <date notBefore="1801-05-04" notAfter="1801-05-31" cert="low" evidence="internal" resp="#letterbook"/>
    </correspAction>
    <correspAction type="received"><date when="1801-06">June 1801</date></correspAction>
   </correspDesc>
  </profileDesc>
 </teiHeader>
 <standOff>
  <listPerson>
   <person xml:id="miller"><persName>Anna Miller</persName><idno type="gnd">1</idno></person>
  </listPerson>
  <listOrg><org xml:id="guild"><orgName>Guild</orgName></org></listOrg>
  <listPlace><place xml:id="mill-place"><placeName>Mill</placeName></place></listPlace>
 </standOff>
 <text>
  <!-- what follows is no element, and must not disturb the counting of lines -->
  <?pause here?>
  <body>
   <div type="letter" xml:id="letter-1" n="1" decls="#corresp-1">
    <head>No. 1</head>
    <p>Grain came<ref type="note" xml:id="call-1-1" target="#note-1">1</ref> and
     <choice><sic>wnet</sic><corr>went</corr></choice>, <foreign xml:lang="la">ut dicunt</foreign>.</p>
    <closer><dateline>
     <date when="1801-05-01" when-custom="1801-04-19" calendar="#julian">19 April</date></dateline></closer>
   </div>
   <div type="letter" xml:id="letter-2" n="2" decls="#corresp-2">
    <p>More grain<ref type="note" xml:id="call-1-2" target="#note-1">1</ref>, see
     <ref target="https://example.org/">there</ref>, from
     <date from="1801-05-04" to="1801-05-06">Monday on</date>.</p>
   </div>
  </body>
  <back>
   <div type="notes">
    <note xml:id="note-1" n="1" place="end" target="#call-1-1 #call-1-2"><p>Rye.</p></note>
    <note xml:id="note-2" n="2" place="end" anchored="false"><p>Oats.</p></note>
   </div>
  </back>
 </text>
</TEI>
"""


@pytest.fixture(scope="session")
def edition() -> bytes:
    """Return the edition, which breaks no rule; its second note is called from nowhere."""
    return EDITION.encode()


@pytest.fixture(scope="session")
def spoil() -> Callable[..., bytes]:
    """Return a function that replaces words of the edition, each of which must stand there."""

    def spoil(*changes: tuple[str, str]) -> bytes:
        text = EDITION
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        return text.encode()

    return spoil


@pytest.fixture(scope="session")
def line_of() -> Callable[[bytes, str], int]:
    """Return a function that tells the line (from 1) on which words first stand."""

    def line_of(data: bytes, words: str) -> int:
        before, found, _ = data.decode().partition(words)
        assert found, words
        return before.count("\n") + 1

    return line_of
