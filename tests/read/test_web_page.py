"""What readers of web pages take, add and leave out, and what they say of how words are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.check.origin import prove_origin
from letterbook.detect.run import detect
from letterbook.problems import Refused
from letterbook.read.sources import read_source
from letterbook.structure_model.units import cut_units
from letterbook.tei.origin_file import serialise_origin


def taken(tmp_path, body, name="letters.html", encoding=None):
    path = tmp_path / name
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return read_source(path, encoding)


def laid(tmp_path, body):
    """Return a page as it was taken, proved."""
    path = tmp_path / "letters.html"
    path.write_text(f"<!DOCTYPE html><html><body>{body}</body></html>", encoding="utf-8")
    source, _ = read_source(path, "utf-8")
    proved(source)
    return source


def proved(source):
    originals = {file.name: file.data for file in source.origin.files}
    return prove_origin(serialise_origin(source), source.text.encode("utf-8", "surrogatepass"), originals)


@pytest.mark.parametrize("end", ["<pre>Words.\n\n\n</pre>", "<pre><i>Words.\n\n</i>\n</pre>"])
def test_a_page_may_end_in_blank_lines(tmp_path, end):
    source, _ = taken(tmp_path, f"<html><body><p>The ship came.</p>{end}</body></html>")
    assert source.text == "The ship came.\n\nWords.\n"
    assert proved(source).problems == ()


def evidence(source, kind):
    return [(source.quote(f.span), f.value) for f in source.origin.evidence if f.kind == kind]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Dear\n  Sir,</p><p>I   am well.</p>", "Dear Sir,\n\nI am well."),
        ("Dear Sir,<br>I am<br/>well", "Dear Sir,\nI am\nwell"),
        ("<p>one<i> two</i> three</p>", "one two three"),
        ("<p>one<i>two</i></p>", "onetwo"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ("<pre>a\n   b</pre>", "a\n   b"),
        ("<table><tr><td>a<td>b</tr><tr><td>c</table>", "a   b\nc"),
        ("<ol start=3><li>a<li>b</ol><ul><li>c</ul>", "3. a\n4. b\n\nc"),
        ("<p>a&nbsp;b &amp; c&#8212;d</p>", "a\N{NO-BREAK SPACE}b & c—d"),
        ("<p>a<!-- no --><script>x</script>b</p>", "ab"),
        ("<nav>menu</nav><p>a</p><p hidden>h</p><p style='display:none'>i</p>", "a"),
        ("<p>he said <q>no</q></p>", "he said “no”"),
        ("<p>18<sup>th</sup> May</p>", "18th May"),
        ("<p>word<sup>3</sup> and</p>", "word[3] and"),
        ("<p>a<a name='page12'></a>b</p>", "a[Pg 12]b"),
        ("<p>a <span class='pagenum'>[Pg 12]</span>b</p>", "a [Pg 12]b"),
    ],
)
def test_words_are_taken_as_a_browser_shows_them(tmp_path, body, text):
    source, _ = taken(tmp_path, f"<html><body>{body}</body></html>")
    assert source.text == text + "\n"
    assert proved(source).problems == ()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>a <i>b</i> <b>c</b></p>", [("b", "italic"), ("c", "bold")]),
        ("<p><span class='smcap'>Ann</span></p>", [("Ann", "small-caps")]),
        (
            "<style>.k {font-variant: small-caps}</style><p><span class=k>Ann</span></p>",
            [("Ann", "small-caps")],
        ),
        ("<p><span style='font-style: italic'>Ann</span></p>", [("Ann", "italic")]),
        ("<p>18<sup>th</sup></p>", [("th", "superscript")]),
        ("<p><i></i><span class=other>a</span></p>", []),
        ("<style>.smcap {font-style: italic}</style><p><span class=smcap>a</span></p>", [("a", "italic")]),
    ],
)
def test_what_is_set_off(tmp_path, body, found):
    source, _ = taken(tmp_path, f"<html><body>{body}</body></html>")
    assert [(words, value.rend) for words, value in evidence(source, "print.hi")] == found


@pytest.mark.parametrize(
    ("element", "number"),
    [
        ("<a id='Page_12'></a>", "12"),
        ("<a name='p12'></a>", "12"),
        ("<span class='pagenum' id='page_xii'>[xii]</span>", "xii"),
        ("<span class='pagenum'><a id='Page_7'>[Pg 7]</a></span>", "7"),
        ("<span class='ws-pagenum' data-page-number='9'>&#8203;</span>", "9"),
        ("<a name='p12'>a word</a>", None),
        ("<a href='#x' id='page3'>3</a>", None),
        ("<span id='para12'></span>", None),
    ],
)
def test_numbers_of_pages(tmp_path, element, number):
    source, _ = taken(tmp_path, f"<html><body><p>before {element} after</p></body></html>")
    assert [value.n for _, value in evidence(source, "print.page")] == ([number] if number else [])


@pytest.mark.parametrize(
    ("call", "note"),
    [
        (
            "<sup class='enote'><a href='#n1'>[1]</a></sup>",
            "<p class='endnote'><a name='n1'>1.</a> Words.</p>",
        ),
        ("<a href='#n1'><sup>[1]</sup></a>", "<p><a name='n1'><span class='info'>1.</span></a> Words.</p>"),
        (
            "<a id='FNanchor_1' href='#Footnote_1' class='fnanchor'>[1]</a>",
            "<div class='footnote'><p><a id='Footnote_1' href='#FNanchor_1'>[1]</a> Words.</p></div>",
        ),
        (
            "<sup id='cite_ref-1'><a href='#cite_note-1'>[1]</a></sup>",
            "<ol><li id='cite_note-1'><a href='#cite_ref-1'>↑</a> <span>Words.</span></li></ol>",
        ),
        ("<a href='#n'>*</a>", "<p id='n'>Words.</p>"),
        (
            "<a id='t1' href='#n1'><sup>[1]</sup></a>",
            "<blockquote><a id='n1'></a><b>Note 1: </b><a href='#t1'>(return) </a><p>Words.</p></blockquote>",
        ),
        ("<a id='c' href='#n'>.[1]</a>", "<p><a id='n'></a><a href='#c'>[1]</a> Words.</p>"),
    ],
)
def test_links_of_notes(tmp_path, call, note):
    source, _ = taken(tmp_path, f"<html><body><p>The ship{call} came.</p>{note}</body></html>")
    ((words, value),) = evidence(source, "print.call")
    assert words.startswith("[")
    assert words.endswith("]")
    ((_, told),) = evidence(source, "print.note")
    assert told.id == value.target
    assert "↑" not in source.text
    assert proved(source).problems == ()


LEADS_TO_PAGES = (
    "<p>Oats <a href='#page1'>1</a>, <a href='#page2'>2</a></p><p><a id='page1'></a>The ship came.</p>"
    "<p><a class='pagebreak' id='page2' title='2'></a>It went.</p><p><a id='fair'></a>The fair.</p>"
)


def test_a_call_may_open_a_paragraph_where_its_note_leads_back(tmp_path):
    call = "<p>The song:</p><p><a id='c1'></a><a href='#n1'>[1]</a> <img src='song.png'></p>"
    source, _ = taken(
        tmp_path, f"<html><body>{call}<p><a id='n1'></a><a href='#c1'>[1]</a> Lost.</p></body></html>"
    )
    assert [words for words, _ in evidence(source, "print.call")] == ["[1]"]


def test_an_index_calls_no_notes(tmp_path):
    source, _ = taken(tmp_path, f"<html><body>{LEADS_TO_PAGES}</body></html>")
    assert evidence(source, "print.call") == []
    assert evidence(source, "print.note") == []
    assert [value.n for _, value in evidence(source, "print.page")] == ["1", "2"]


def test_a_paragraph_with_a_name_is_no_note_because_notes_have_names(tmp_path):
    body = "<p>The ship<a href='#n1'>[1]</a> came.</p><p><a id='fair'></a>The fair.</p><p id='n1'>A brig.</p>"
    source, _ = taken(tmp_path, f"<html><body>{body}</body></html>")
    assert len(evidence(source, "print.note")) == 1


@pytest.mark.parametrize(
    "body",
    [
        "<p><a href='#h1'>1</a> <a href='#h2'>2</a></p><h2 id='h1'>One</h2><h2 id='h2'>Two</h2>",
        "<p>see <a href='#n1'>the letter of May</a></p><p id='n1'>Words.</p>",
        "<p>a <a href='other.html#n1'>1</a> b</p><p id='n1'>Words.</p>",
        "<p>a <a href='#n1'>1</a> b</p><p>some <a id='n1'></a>words</p>",
        "<p>a <a href='#gone'>1</a> b</p>",
        "<p>see <a href='#A'>A</a>, <a href='#B'>B</a></p><p><a id='A'></a>Ale</p><p><a id='B'></a>Beer</p>",
    ],
)
def test_links_that_call_no_note(tmp_path, body):
    source, _ = taken(tmp_path, f"<html><body>{body}</body></html>")
    assert evidence(source, "print.call") == []


@pytest.mark.parametrize(
    ("data", "encoding", "word"),
    [
        ("<html><meta charset=utf-8><p>Grüße".encode(), None, "Grüße"),
        ("<html><meta charset=iso-8859-1><p>Grüße „a“".encode("cp1252"), None, "Grüße „a“"),
        ("<html><p>Grüße".encode("cp1252"), "windows-1252", "Grüße"),
        ("<html><p>Grüße an die liebe Mutter".encode("cp1252"), "auto", "Grüße an die liebe Mutter"),
        ("\ufeff<html><p>Grüße".encode("utf-16-le"), None, "Grüße"),
        ('<?xml version="1.0" encoding="utf-8"?><html xmlns="x"><p>Grüße</p></html>'.encode(), None, "Grüße"),
    ],
)
def test_how_pages_are_encoded(tmp_path, data, encoding, word):
    source, _ = taken(tmp_path, data, encoding=encoding)
    assert source.text == word + "\n"
    assert proved(source).problems == ()


def test_a_page_of_contents_leads_to_the_pages_beside_it(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.html").write_text(f"<html><body><p>Letter {name}</p></body></html>")
    links = "".join(
        f"<li><a href='{name}'>Letter {name}</a>" for name in ("c.html", "a.html", "b.html", "d.html")
    )
    more = (
        "<a href='../up.html'>Up</a><a href='http://example.org/x.html'>Out</a><a href='/etc/x.html'>Root</a>"
    )
    source, problems = taken(tmp_path, f"<html><body><ul>{links}</ul>{more}</body></html>", "index.html")
    assert [file.name for file in source.origin.files] == ["index.html", "c.html", "a.html", "b.html"]
    assert source.text.index("Letter c\n\nLetter a\n\nLetter b") > 0
    assert [each.code for each in problems] == ["source-link"]  # d.html is not there
    assert proved(source).problems == ()


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    secret = tmp_path / "secret.html"
    secret.write_text("<html><p>secret</p></html>")
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").symlink_to(secret)
    for name in "bc":
        (site / f"{name}.html").write_text("<html><p>x</p></html>")
    source, problems = taken(
        site,
        "<html><a href=a.html>Letter a</a><a href=b.html>Letter b</a><a href=c.html>Letter c</a></html>",
        "i.html",
    )
    assert "secret" not in source.text
    assert [each.code for each in problems] == ["source-link"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<html><body></body></html>", "source-empty"),
        ("<html>" + "<div>" * 3000 + "x", "xml-deep"),
        ("<TEI xmlns='x'><p>a</p></TEI>", "source-markup"),
    ],
)
def test_pages_that_are_refused(tmp_path, body, code):
    with pytest.raises(Refused) as refused:
        taken(tmp_path, body)
    assert [each.code for each in refused.value.problems] == [code]


_BITS = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<i>",
            "</i>",
            "<sup>1</sup>",
            "<a href='#n'>1</a>",
            "<a id='n'>1.</a>",
            "<br>",
            "<li>",
        ),
        *(
            "<ol>",
            "</ol>",
            "<td>",
            "<table>",
            "</table>",
            "<pre>",
            "</pre>",
            "<q>",
            "</q>",
            "<script>",
            "</script>",
        ),
        *(
            "<span class=pagenum>[3]</span>",
            "<!-- c -->",
            "&nbsp;",
            "&x;",
            "<",
            ">",
            "word",
            "[2]",
            "<style>",
        ),
    ]
)


@given(st.lists(_BITS, max_size=30))
def test_nothing_of_any_page_is_lost(tmp_path_factory, bits):
    path = tmp_path_factory.mktemp("page")
    try:
        source, _ = taken(path, "<html><body>word " + " ".join(bits))
    except Refused:
        return
    assert proved(source).problems == ()


@pytest.mark.parametrize(
    ("page", "text"),
    [
        # space above that parts letters, as transcribers type it; and that of any paragraph
        (
            "<style>.d {margin: 2.5em 2em 1em auto}</style><p>So.<p class=d>Rome, May 3.",
            "So.\n\n\nRome, May 3.\n",
        ),
        ("<style>p {margin-top: .5em}</style><p>So.<p>And so.", "So.\n\nAnd so.\n"),
        ("<p>So.<p style='margin-top: 8%'>Rome", "So.\n\n\n\n\nRome\n"),
        ("<p>So.<h3>II.</h3><p>And", "So.\n\n\nII.\n\nAnd\n"),
        # what stands to the right, or is set in
        (
            "<style>p.r {text-align: right}</style><p>So.<p class=r>Yours,<br>Ann",
            "So.\n\n    Yours,\n    Ann\n",
        ),
        ("<p>So.<p align=right>Ann", "So.\n\n    Ann\n"),
        ("<p>So.<div style='margin-left: 3em'><p>Ann</div>", "So.\n\n    Ann\n"),
        # line breaks that leave lines blank: within a block and above it, but not one that ends a line
        ("<p>So.<br><br>And", "So.\n\nAnd\n"),
        ("<p>So.<br></p><p>And", "So.\n\nAnd\n"),
        ("<p>So.<div><br><i>Note</i></div>", "So.\n\n\nNote\n"),
        ("<p>So." + "<br>" * 90 + "And", "So.\n\n\n\n\nAnd\n"),
        ("<p><br><br>So.", "So.\n"),
        # rows of cells, and a table that lays out the page
        (
            "<p>So.<table><tr><td>tea<td>3<tr><td>rum<td>4</table><p>And",
            "So.\n\n    tea   3\n    rum   4\n\nAnd\n",
        ),
        ("<table><tr><td><p>So.<td><p>And</table>", "So.\n\nAnd\n"),
        # a table is no section of its own
        (
            "<p>So.<table style='margin-top: 4em'><tr><td>tea<td>3</table><p>And",
            "So.\n\n    tea   3\n\nAnd\n",
        ),
        # what is quoted, or printed smaller
        ("<p>So.<blockquote>Far away</blockquote>", "So.\n\n    Far away\n"),
        ("<style>.q {font-size: .9em}</style><p>So.<div class=q><p>Far", "So.\n\n    Far\n"),
        ("<style>.q {font-size: 110%}</style><p>So.<div class=q><p>Far", "So.\n\nFar\n"),
        # lines of an address or a close; blocks that may be paragraphs
        (
            "<style>.r {text-align: right}</style><p>So.<div class=r>Yours,</div><div class=r>Ann</div>",
            "So.\n\n    Yours,\n    Ann\n",
        ),
        ("<p>So.<div>And so.</div><div>And on.</div>", "So.\n\nAnd so.\n\nAnd on.\n"),
        # a rule parts letters; before a heading it is the heading's
        ("<p>So.<hr><p>And", "So.\n\n* * *\n\nAnd\n"),
        ("<p>So.<hr><h2>II.</h2>", "So.\n\n\n\n\nII.\n"),
        ("<p>So.<hr>", "So.\n"),
        # words under a picture
        (
            "<p>So.<div class=figcenter><img src=a.png><p>The house<p>at sea</div><p>And",
            "So.\n\n[Illustration: The house at sea]\n\nAnd\n",
        ),
        (
            "<p>So.<p><img src=a.png><br><b>The house</b></p><p>And",
            "So.\n\n[Illustration: The house]\n\nAnd\n",
        ),
        ("<p>So.<p><img src=a.png> is how it looks.", "So.\n\nis how it looks.\n"),
        # a first letter that is a picture
        ("<p>So.<div><img src=w.png alt=W></div><p>HEN we", "So.\n\nWHEN we\n"),
        ("<p>So.<div><img src=w.png alt=Waves></div><p>HEN we", "So.\n\nHEN we\n"),
    ],
)
def test_a_page_is_laid_out_as_it_is_shown(tmp_path, page, text):
    assert laid(tmp_path, page).text == text


def test_long_paragraphs_run_over_lines_and_marks_and_places_stay_whole(tmp_path):
    words = " ".join(f"word{n}" for n in range(40))
    source = laid(
        tmp_path,
        f"<p>So.<div style='margin-left: 4em'>{words} <i>the sea</i> <a id=Page_12></a>and</div>",
    )
    lines = source.text.splitlines()
    assert max(map(len, lines)) <= 72
    assert all(line.startswith("    ") for line in lines[2:] if line)
    assert "[Pg 12]" in source.text
    told = {one.kind: source.quote(one.span) for one in source.origin.evidence}
    assert told["print.hi"].split() == ["the", "sea"]
    assert " ".join(source.text.split()) == f"So. {words} the sea [Pg 12]and"


def test_small_capitals_are_capitals_to_the_model_of_structure(tmp_path):
    page = "<p><span class=smcap>London, straße</span>, <i>May</i> 3.<p>Dear <span class=sc>Ann</span>, so."
    found = detect(laid(tmp_path, page), ("en",))
    units = cut_units(found)
    assert [unit.text for unit in units] == ["LONDON, STRAßE, May 3.", "Dear ANN, so."]
    assert [unit.raised for unit in units] == ["em1", ""]
    assert [line.text for line in found.page.lines] == ["London, straße, May 3.", "Dear Ann, so."]
