"""Documents of Word and OpenDocument: paragraphs, notes, what is set off, what is left out and told."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from made_documents import docx, odt
from originals import read_original

from letterbook.problems import Refused
from letterbook.read.sources import read_source


def read(tmp_path, data, name="a.docx"):
    return read_original(tmp_path / name, data)


def found(source, kind):
    return [(source.quote(f.span), *astuple(f.value)) for f in source.origin.evidence if f.kind == kind]


def left(source):
    return [(one.words, one.reason) for one in source.origin.left]


def p(*runs):
    return f"<w:p>{''.join(runs)}</w:p>"


def r(words, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p(r("Dear "), r("Ann")) + p() + p(r("All is well.")), "Dear Ann\n\nAll is well."),
        (p(r("a"), "<w:r><w:br/></w:r>", r("b")), "a\nb"),
        (p(r("a"), "<w:r><w:tab/></w:r>", r("b")), "a    b"),
        (p(r("a"), "<w:r><w:noBreakHyphen/></w:r>", r("b")), "a\N{NON-BREAKING HYPHEN}b"),
        (f"<w:tbl><w:tr><w:tc>{p(r('a'))}</w:tc><w:tc>{p(r('b'))}</w:tc></w:tr></w:tbl>", "a   b"),
        (p(f"<w:ins>{r('new ')}</w:ins>", r("words")), "new words"),
        (f"<w:sdt><w:sdtContent>{p(r('in a form'))}</w:sdtContent></w:sdt>", "in a form"),
        (p(f"<w:hyperlink>{r('link')}</w:hyperlink>"), "link"),
    ],
)
def test_words_of_word(tmp_path, body, text):
    source, _ = read(tmp_path, docx(body))
    assert " ".join(source.text.split(" ")).strip() == text


@pytest.mark.parametrize(
    ("run", "reason"),
    [
        ("<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", "deleted in tracked changes"),
        (f"<w:moveFrom>{r('gone')}</w:moveFrom>", "moved away in tracked changes"),
        ("<w:r><w:instrText>gone</w:instrText></w:r>", "field code"),
        (r("gone", "<w:vanish/>"), "hidden"),
        (f"<w:r><w:pict><w:txbxContent>{p(r('gone'))}</w:txbxContent></w:pict></w:r>", "text box"),
    ],
)
def test_what_word_has_and_does_not_print(tmp_path, run, reason):
    source, problems = read(tmp_path, docx(p(r("stays"), run)))
    assert source.text == "stays\n"
    assert left(source) == [("gone", reason)]
    assert [each.code for each in problems] == ([] if reason == "field code" else ["source-left-out"])


def test_comments_and_running_heads_are_left_out(tmp_path):
    comment = f'<w:comment w:id="1">{p(r("is this right?"))}</w:comment>'
    source, problems = read(tmp_path, docx(p(r("stays")), comments=comment))
    assert left(source) == [("is this right?", "comment")]
    assert [each.code for each in problems] == ["source-left-out"]


@pytest.mark.parametrize(
    ("properties", "rend"),
    [
        ("<w:i/>", "italic"),
        ('<w:i w:val="0"/>', None),
        ("<w:smallCaps/>", "small-caps"),
        ('<w:vertAlign w:val="superscript"/>', "superscript"),
        ('<w:spacing w:val="60"/>', "spaced"),
        ('<w:rStyle w:val="Emphasis"/>', "italic"),
        ('<w:rStyle w:val="Strong"/>', "italic"),
    ],
)
def test_what_word_sets_off(tmp_path, properties, rend):
    styles = (
        '<w:style w:styleId="Emphasis"><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:styleId="Strong"><w:basedOn w:val="Emphasis"/></w:style>'
    )
    source, _ = read(
        tmp_path, docx(p(r("the "), r("Perse", properties), r("verance", properties)), styles=styles)
    )
    assert found(source, "print.hi") == ([("Perseverance", rend)] if rend else [])


def note(kind, number, *words):
    return f'<w:{kind} w:id="{number}">{"".join(p(r(one)) for one in words)}</w:{kind}>'


def test_notes_of_word_stand_at_the_end_in_the_order_of_their_calls(tmp_path):
    body = p(
        r("a"), '<w:r><w:footnoteReference w:id="7"/></w:r>',
        r(" b"), '<w:r><w:footnoteReference w:id="3"/></w:r>',
        r(" c"), '<w:r><w:endnoteReference w:id="3"/></w:r>',
    )  # fmt: skip
    feet = (
        '<w:footnote w:id="0" w:type="separator"/>'
        + note("footnote", 3, "second")
        + note("footnote", 7, "first", "more")
    )
    source, _ = read(tmp_path, docx(body, footnotes=feet, endnotes=note("endnote", 3, "third")))
    assert source.text == "a[1] b[2] c[3]\n\n1 first\n\nmore\n\n2 second\n\n3 third\n"
    calls, notes = found(source, "print.call"), found(source, "print.note")
    assert [words for words, _ in calls] == ["[1]", "[2]", "[3]"]
    assert [key for _, key in calls] == [key for _, key in notes]
    assert [words for words, _ in notes] == ["1 first\n\nmore", "2 second", "3 third"]


def test_numbers_that_word_counts(tmp_path):
    numbering = (
        '<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
        '<w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="No. %1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    )
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>'
    body = p(numbered, r("To Ann")) + p(r("Words.")) + p(numbered, r("To Tom"))
    source, _ = read(tmp_path, docx(body, numbering=numbering))
    assert source.text == "No. III. To Ann\n\nWords.\n\nNo. IV. To Tom\n"


# ------------------------------------------------------------------ OpenDocument

_CELL = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
_STYLES = (
    '<style:style style:name="T1"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="T2"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="T3"><style:text-properties text:display="none"/></style:style>'
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:h>No. 1</text:h><text:p>Dear  Ann</text:p><text:p/>", "No. 1\n\nDear Ann"),
        ("<text:p>a<text:line-break/>b<text:tab/>c<text:s text:c='2'/>d</text:p>", "a\nb    c  d"),
        ("<text:p>one<text:span> two</text:span></text:p>", "one two"),
        (
            f"<table:table><table:table-row>{_CELL.format('a')}{_CELL.format('b')}</table:table-row></table:table>",
            "a   b",
        ),
        ("<text:section><text:p>inside</text:p></text:section>", "inside"),
    ],
)
def test_words_of_open_document(tmp_path, body, text):
    source, _ = read(tmp_path, odt(body), "a.odt")
    assert source.text.strip() == text


def test_notes_and_looks_of_open_document(tmp_path):
    note = (
        '<text:note text:id="f1"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>A <text:span text:style-name='T1'>brig</text:span>.</text:p><text:p>Built 1848.</text:p>"
        "</text:note-body></text:note>"
    )
    raised = "<text:span text:style-name='T2'>nd</text:span>"
    body = f"<text:p>The ship{note} came on the 22{raised}.</text:p><text:p>End.</text:p>"
    source, _ = read(tmp_path, odt(body, _STYLES), "a.odt")
    assert source.text == "The ship[1] came on the 22nd.\n\nEnd.\n\n1 A brig.\n\nBuilt 1848.\n"
    assert found(source, "print.hi") == [("nd", "superscript"), ("brig", "italic")]
    ((_, key),) = found(source, "print.call")
    assert found(source, "print.note") == [("1 A brig.\n\nBuilt 1848.", key)]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>", "deleted in tracked changes"),
        ("<text:p><office:annotation><text:p>gone</text:p></office:annotation></text:p>", "comment"),
        ("<text:p><text:span text:style-name='T3'>gone</text:span></text:p>", "hidden"),
        (
            "<text:p><draw:frame><draw:text-box><text:p>gone</text:p></draw:text-box></draw:frame></text:p>",
            "text box",
        ),
    ],
)
def test_what_open_document_has_and_does_not_print(tmp_path, body, reason):
    source, problems = read(tmp_path, odt(f"{body}<text:p>stays</text:p>", _STYLES), "a.odt")
    assert source.text.strip() == "stays"
    assert left(source) == [("gone", reason)]
    assert [each.code for each in problems] == ["source-left-out"]


@pytest.mark.parametrize("name", ["harbour.docx", "harbour.odt"])
def test_what_libreoffice_writes(root, name):
    source, _ = read_source(root / "tests/samples/inputs" / name)
    assert [key for _, key in found(source, "print.call")] == [key for _, key in found(source, "print.note")]
    assert len(found(source, "print.note")) == 2
    assert ("Perseverance", "italic") in found(source, "print.hi")
    assert ("nd", "superscript") in found(source, "print.hi")


@pytest.mark.parametrize(
    "data",
    [
        docx("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"),
        docx("</w:body>"),
        docx("")[:200],
        odt("<text:p>&x;</text:p>"),
        docx("<w:p>" * 300 + "</w:p>" * 300),
    ],
)
def test_broken_documents_are_refused(tmp_path, data):
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(Refused):
        read_source(path)
