"""What is told of any TEI of letters, and what is not: each code with its faults and their look-alikes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook.check.many_files import Asked, check_document, check_files
from letterbook.problems import CODES, Severity

LETTER = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="l1">
 <teiHeader>
  <fileDesc>
   <titleStmt><title>A letter</title></titleStmt>
   <publicationStmt><p>Nobody</p></publicationStmt>
   <sourceDesc><p>None</p></sourceDesc>
  </fileDesc>
  <profileDesc>
   <correspDesc>
    <correspAction type="sent">
     <persName ref="#anna">Anna Miller</persName>
     <date when="1801-05-04">4 May 1801</date>
    </correspAction>
    <correspAction type="received">
     <persName ref="#bert">Bert Baker</persName>
     <date when="1801-05-06"/>
    </correspAction>
   </correspDesc>
  </profileDesc>
 </teiHeader>
 <text>
  <body><div type="letter"><opener><dateline>Leeds, <date when="1801-05-04">May 4</date></dateline></opener>
   <p>Rye and oats.</p></div></body>
  <back><listPerson><person xml:id="anna"><persName>Anna</persName></person>
   <person xml:id="bert"><persName>Bert</persName></person></listPerson></back>
 </text>
</TEI>
"""


def spoilt(*changes: tuple[str, str]) -> bytes:
    text = LETTER
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()


def told(*changes: tuple[str, str]) -> list[str]:
    return [p.code for p in check_document(spoilt(*changes), "l.xml").problems]


def test_a_sound_letter_of_another_project_is_left_alone():
    checked = check_document(LETTER.encode(), "l.xml")
    assert checked.problems == ()
    assert checked.unfound == ()


SENDER = '<persName ref="#anna">Anna Miller</persName>'
SENT = '<date when="1801-05-04">4 May 1801</date>'
RECEIVED = '<date when="1801-05-06"/>'


@pytest.mark.parametrize(
    ("change", "found"),
    [
        # who
        ((SENDER, ""), ["corresp-sender"]),
        ((SENDER, "<persName/>"), ["corresp-sender"]),
        ((SENDER, "<persName>Unknown</persName>"), []),
        ((SENDER, "<persName>Anna Miller</persName>"), ["name-unlinked"]),
        ((SENDER, '<persName key="anna">Anna Miller</persName>'), []),
        ((SENDER, '<rs><persName ref="#anna">Anna</persName></rs>'), []),
        ((SENDER, '<orgName ref="#anna">The Guild</orgName>'), []),
        ((SENDER, '<persName ref="#anna"/>'), []),
        (('type="sent"', 'type="transmitted"'), ["corresp-sender"]),
        ((SENDER, "<p>From Anna, in May.</p>"), []),
        (('<persName ref="#bert">Bert Baker</persName>', ""), ["corresp-recipient"]),
        # when
        ((SENT, ""), []),
        ((SENT, "<date/>"), ["date-empty"]),
        ((SENT, "<date>4 May 1801</date>"), ["date-unvalued"]),
        ((SENT, "<date>undated</date>"), []),
        ((SENT, "<date>in the last days of the siege</date>"), []),
        ((SENT, '<date when-iso="1801-05-04">4 May 1801</date>'), []),
        # order
        ((SENT, '<date when="1801-05-07">7 May 1801</date>'), ["sent-received"]),
        ((SENT, '<date when="1801-06">June 1801</date>'), ["sent-received"]),
        ((SENT, '<date when="1801-05">May 1801</date>'), []),
        ((SENT, '<date notBefore="1801-05-06"/>'), []),
        ((SENT, '<date notBefore="1801-05-07"/>'), ["sent-received"]),
        ((RECEIVED, '<date notAfter="1801-05-03"/>'), ["sent-received"]),
        ((RECEIVED, '<date notBefore="1800-01-01"/>'), []),
        ((SENT, '<date when="--05-07"/>'), []),
        # dates that are none
        ((RECEIVED, '<date when="1801-13-06"/>'), ["date-impossible"]),
        ((RECEIVED, '<date when="1801-02-29"/>'), ["date-impossible"]),
        ((RECEIVED, '<date when="1804-02-29"/>'), []),
        ((RECEIVED, '<date when="06.05.1801"/>'), ["date-impossible"]),
        ((RECEIVED, '<date when=""/>'), ["date-impossible"]),
        ((RECEIVED, '<date when="1801-05-06T12:30:00Z"/>'), []),
        ((RECEIVED, '<date when="1801"/>'), []),
        ((RECEIVED, '<date when="--02-30"/>'), ["date-impossible"]),
        ((RECEIVED, '<date when="-0044-03-15"/>'), []),
        ((RECEIVED, '<date notBefore="1801-06-08" notAfter="1801-05-06"/>'), ["date-order"]),
        ((RECEIVED, '<date notBefore="1801-05" notAfter="1801-05-06"/>'), []),
        ((RECEIVED, '<date from="1801-05-07" to="1801-05-06"/>'), ["date-order"]),
        (("<p>Rye", '<p><span from="1801-99-99" to="x"/>Rye'), []),  # pointers, there
        # prose
        (("<p>Nobody</p>", '<p>Nobody, in <date when="1801-05">May of that year</date></p>'), []),
        # names
        (('ref="#anna"', 'ref="#nobody"'), []),  # told when all files are known
        (('ref="#anna"', 'ref="https://d-nb.info/gnd/118540238"'), []),
        (('ref="#anna"', 'ref="https://d-nb.info/gnd/118540239"'), ["authority-form"]),
        (('ref="#anna"', 'ref="https://www.wikidata.org/wiki/5879"'), ["authority-form"]),
        (('ref="#anna"', 'ref="https://www.wikidata.org/wiki/Q5879"'), []),
        (('ref="#anna"', 'ref="https://example.org/Q5879x"'), []),
        (("<persName>Bert</persName>", '<persName>Bert</persName><idno type="GND">118540238</idno>'), []),
        (
            ("<persName>Bert</persName>", '<persName>Bert</persName><idno type="gnd">11854023</idno>'),
            ["authority-form"],
        ),
        (("<persName>Bert</persName>", '<persName>Bert</persName><idno type="shelf">1 b</idno>'), []),
        # ids
        (('xml:id="anna"', 'xml:id="1 anna"'), ["id-name"]),
        (('xml:id="anna"', 'xml:id="änna"'), []),
        # a description in words, an empty one, none
        (("<correspAction type", "<p>Sent in May.</p><correspAction type"), []),
    ],
)
def test_each_fault_is_told_and_nothing_else(change, found):
    assert told(change) == found


def test_descriptions_that_are_not_there():
    start, end = LETTER.index("<correspDesc>"), LETTER.index("</correspDesc>")
    inside = LETTER[start : end + len("</correspDesc>")]
    assert told((inside, "<correspDesc/>")) == ["corresp-empty"]
    assert told((inside, "<correspDesc><p>Anna to Bert, in May.</p></correspDesc>")) == []
    assert told((inside, "")) == ["corresp-missing"]
    assert told((inside, ""), ('<div type="letter">', "<div>")) == []
    dates = ((SENT, ""), (RECEIVED, ""))
    assert told(*dates) == ["corresp-date"]


def test_a_name_without_a_link_is_told_once():
    two = '<persName>Anna</persName><date when="1801-05-04"/>'
    data = spoilt(
        (SENDER + "\n     " + SENT, two),
        ('<persName ref="#bert">Bert Baker</persName>', "<persName>Anna</persName>"),
    )
    (found,) = check_document(data, "l.xml").problems
    assert (found.code, found.message) == (
        "name-unlinked",
        "“Anna” has neither @ref nor @key, here and 1 times more",
    )


# ------------------------------------------------------------------ registers, and other files


@pytest.fixture
def write(tmp_path):
    def write(**files: bytes):
        paths = []
        for name, data in files.items():
            path = tmp_path / f"{name}.xml"
            path.write_bytes(data)
            paths.append(path)
        return paths

    return write


REGISTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><listPerson>
<person xml:id="anna"><persName>Anna</persName></person></listPerson></body></text></TEI>"""
NO_REGISTER = (LETTER[LETTER.index("  <back>") : LETTER.index(" </text>")], "")


def test_names_are_looked_up_in_the_register_of_the_document(write):
    paths = write(a=spoilt(('ref="#anna"', 'ref="#nobody"')))
    (found,) = check_files(paths)
    assert (found.code, found.place.line) == ("name-unregistered", 12)
    assert "#nobody" in found.message


def test_names_are_looked_up_in_a_register_that_is_checked_too(write):
    paths = write(a=spoilt(NO_REGISTER), persons=REGISTER.encode())
    (found,) = check_files(paths)
    assert (found.code, found.place.file) == ("name-unregistered", str(paths[0]))
    assert "#bert" in found.message


def test_without_a_register_that_is_told_once(write):
    paths = write(a=spoilt(NO_REGISTER), b=LETTER.encode())
    (found,) = check_files(paths)
    assert (found.code, found.severity) == ("register-elsewhere", Severity.NOTE)
    assert "#anna, #bert" in found.message


def answering(target: str, day: str) -> bytes:
    context = f'<correspContext><ref type="replyTo" target="{target}">x</ref></correspContext></correspDesc>'
    return spoilt(
        ("</correspDesc>", context),
        (SENT, f'<date when="{day}"/>'),
        (RECEIVED, ""),
        ('xml:id="l1"', 'xml:id="l2"'),
    )


@pytest.mark.parametrize(
    ("target", "day", "found"),
    [
        ("a.xml", "1801-05-03", ["reply-order"]),
        ("a.xml#l1", "1801-05-03", ["reply-order"]),
        ("a", "1801-05-03", ["reply-order"]),
        ("./a.xml", "1801-04", ["reply-order"]),
        ("a.xml", "1801-05-04", []),
        ("a.xml", "1801-05", []),
        ("elsewhere.xml", "1801-05-03", []),
        ("https://example.org/a.xml", "1801-05-03", []),
    ],
)
def test_answers_are_followed_into_other_files(write, target, day, found):
    paths = write(a=LETTER.encode(), b=answering(target, day))
    assert [p.code for p in check_files(paths)] == found


ANSWER = """</correspDesc><correspDesc xml:id="c2"><correspAction type="sent"><persName ref="#bert"/>
<date when="1801-05-01"/></correspAction>
<correspAction type="received"><persName ref="#anna"/></correspAction>
<correspContext><ref type="replyTo" target="#c1"/></correspContext></correspDesc>"""


def test_an_answer_in_one_document(write):
    paths = write(a=spoilt(("</correspDesc>", ANSWER), ("<correspDesc>", '<correspDesc xml:id="c1">')))
    (found,) = check_files(paths)
    assert (found.code, found.place.line) == ("reply-order", 22)


# ------------------------------------------------------------------ many files


def test_many_processes_tell_the_same_as_one(tmp_path, monkeypatch):
    monkeypatch.setattr("letterbook.check.many_files._WORTH_A_POOL", 0)
    paths = []
    for number in range(120):
        path = tmp_path / f"l{number}.xml"
        path.write_bytes(
            LETTER.encode() if number % 3 else spoilt((SENT, '<date when="1801-05-05">4 May 1801</date>'))
        )
        paths.append(path)
    paths.append(tmp_path / "missing.xml")
    heard: list[int] = []
    alone = check_files(paths, jobs=1)
    together = check_files(paths, jobs=2, told=heard.append)
    assert together == alone
    assert [p.code for p in alone] == ["date-words"] * 40 + ["file-unreadable"]
    assert heard == [50, 100, 121]


def test_files_are_told_in_their_order_and_lines_in_theirs(write):
    bad = spoilt((SENT, "<date/>"), ('xml:id="anna"', 'xml:id="1"'), ('ref="#anna"', 'ref="#x"'))
    paths = write(b=bad, a=bad)
    places = [(p.place.file, p.place.line) for p in check_files(paths)]
    assert places == [(str(path), line) for path in paths for line in (12, 13, 25)]


def test_every_code_of_this_check_has_its_page():
    codes = {
        *(
            "xml-html",
            "xml-bom",
            "id-name",
            "file-name",
            "schema-invalid",
            "schema-missing",
            "schema-unusable",
        ),
        *(
            "corresp-missing",
            "corresp-empty",
            "corresp-sender",
            "corresp-recipient",
            "corresp-date",
            "reply-order",
        ),
        *(
            "date-impossible",
            "date-words",
            "date-words-data",
            "date-words-text",
            "date-unvalued",
            "date-empty",
        ),
        *("name-unlinked", "name-unregistered", "register-elsewhere", "authority-form"),
    }
    assert codes <= set(CODES)


def test_a_corpus_is_read_letter_by_letter():
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{LETTER.partition("?>")[2]}</teiCorpus>'
    assert check_document(corpus.encode(), "c.xml").problems == ()


def test_what_letterbook_wrote_is_checked_by_its_grammar(edition):
    ours = edition.replace(
        b"<profileDesc>",
        b'<encodingDesc><appInfo><application ident="letterbook" version="1"><label>l</label></application>'
        b"</appInfo></encodingDesc><profileDesc>",
        1,
    )
    spoilt_ = ours.replace(b"<p>Grain", b"<p><bold/>Grain", 1)
    assert "tei-invalid" in {p.code for p in check_document(spoilt_, "e.xml").problems}
    others = spoilt_.replace(b'ident="letterbook"', b'ident="x"')
    assert "tei-invalid" not in {p.code for p in check_document(others, "e.xml").problems}
    assert "tei-invalid" in {p.code for p in check_document(others, "e.xml", Asked("letterbook")).problems}


PIECES = st.sampled_from(
    (
        *(
            "<date",
            "</date>",
            "<p>",
            "</p>",
            "<correspDesc>",
            'when="1895-10-12"',
            'when="0000"',
            'when="9999-99"',
        ),
        *(
            'ref="#"',
            'ref="https://d-nb.info/gnd/"',
            'key="://"',
            'target="#a #b%"',
            'type="note"',
            "xml:id=''",
        ),
        *(
            "<ref/>",
            "<note/>",
            "<idno type='orcid'>0</idno>",
            "12. 10. 95",
            "<?x y?>",
            "<!-- c -->",
            "&amp;",
            "<x:y/>",
        ),
        *(
            'xmlns:x="u"',
            'from="x" to="y"',
            "<div type='letter'>",
            "</div>",
            '"',
            ">",
            "é\u2028",
            "<teiCorpus>",
        ),
    )
)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, len(LETTER)), st.integers(0, 12), PIECES), max_size=4), st.booleans()
)
def test_no_document_however_odd_stops_the_check(changes, cmif):
    text = LETTER
    for at, length, piece in changes:
        text = text[:at] + piece + text[at + length :]
    for found in check_document(text.encode(), "l.xml", Asked(cmif=cmif)).problems:
        assert found.code in CODES
        assert found.message
