"""The plain text: two readings, notes at the end, lines of a width, nothing of the markup's white space."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook.publish import render

SAMPLE = Path(__file__).parent / "lighthouse.xml"


@cache
def texts(**params: str) -> dict[str, str]:
    return {
        name: data.decode() for name, data in render.render(SAMPLE.read_bytes(), "text", params).value.items()
    }


def edition(letters: str, **params: str) -> dict[str, str]:
    document = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
        f"<title>T</title></titleStmt></fileDesc></teiHeader><text><body>{letters}</body></text></TEI>"
    )
    return {
        name: data.decode() for name, data in render.render(document.encode(), "text", params).value.items()
    }


def letter(inside: str, **params: str) -> str:
    made = edition(f'<div type="letter" xml:id="l" n="1">{inside}</div>', **params)["letters/l.txt"]
    return made.removeprefix("1. Letter\n\n")


LETTER_1 = """\
1. Ada Lindqvist to Josef Marten, 3 October 1871

Inferred, not printed: recipient.

No. 1

Skarholm, October 3rd, 1871

Dear Mr. Marten,

The new lamp came with the mail boat, and not a pane of it was broken.
[1] I have counted the screws: there are forty-one, where your list says
forty.

2. The keeper asks me to put three questions to you:

(1) whether the oil may be heated;
(2) who is to pay for it; [1A]
(3) how the glass is cleaned:
    - with vinegar,
    - or with chalk.

He says, as his mother did: Wer das Licht hat, hat die Arbeit. I shall
not argue with le pauvre homme.

Yours truly,

Ada Lindqvist

P.S.

The cat has arrived too.

Notes

[1] The lamp was built by Marten & Sons. It came in two shipments.

It was lit for the first time on Christmas Eve.

[1A] The Board paid. See note 2.
"""


def test_a_letter_stands_with_its_notes():
    assert texts()["letters/letter-1.txt"] == LETTER_1


def test_the_edition_holds_each_letter_once_and_all_notes_at_its_end():
    whole = texts()["edition.txt"]
    for name, text in texts().items():
        if name != "edition.txt":
            assert whole.count(text.partition("\n\nNotes\n\n")[0].rstrip("\n")) == 1
    letters, _, notes = whole.partition("\n\n\nNotes\n\n")
    numbers = re.findall(r"^\[(\S+)\] ", notes, re.MULTILINE)
    assert numbers == ["*", "1", "1A", "2", "3", "a"]
    assert [n for n in ("1.", "2.", "2a.", "3.", "4.") if f"\n\n\n{n} " not in letters] == []
    assert whole.startswith("The Lamp at Skarholm: Letters of a Lighthouse\nAda Lindqvist and Josef Marten\n")
    assert letters.index("biscuit tin") < letters.index("1. Ada") < letters.index("keeper's log")
    assert letters.index("keeper's log") < letters.index("3. Josef") < letters.index("- Screws, 1")


def test_a_note_that_nothing_calls_is_in_the_edition():
    assert "\n[3] This note is called from nowhere.\n" in texts()["edition.txt"]


@pytest.mark.parametrize(
    ("inside", "corrected", "printed"),
    [
        ("<p><choice><sic>Mo.</sic><corr>No.</corr></choice> 2</p>", "No. 2\n", "Mo. 2\n"),
        ("<p>ar<choice><sic>- </sic><corr/></choice>rived</p>", "arrived\n", "ar- rived\n"),
        (
            "<p>\n <choice>\n  <orig>vpon</orig>\n  <reg>upon</reg>\n </choice> it</p>",
            "upon it\n",
            "vpon it\n",
        ),
        ("<p><choice><abbr>Mr.</abbr><expan>Mister</expan></choice> A</p>", "Mister A\n", "Mr. A\n"),
        ("<p>one <supplied>and</supplied> two</p>", "one [and] two\n", "one two\n"),
        ("<p>no change</p>", "no change\n", "no change\n"),
    ],
)
def test_both_readings(inside, corrected, printed):
    assert letter(inside) == corrected
    assert letter(inside, reading="corrected") == corrected
    assert letter(inside, reading="printed") == printed


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<p>one<lb/>two</p>", "one two\n"),
        ('<p>to<lb break="no"/>day</p>', "today\n"),
        ('<p>one <pb n="2"/>two <fw>HEAD</fw> three</p>', "one two three\n"),
        ('<p>one,<pb n="2"/>two</p>', "one, two\n"),
        ('<p>one<pb n="2" break="yes"/>two</p>', "one two\n"),
        ('<p>the har<pb n="2"/>bour</p>', "the harbour\n"),
        ('<p>the coat<pb n="2"/> I had</p>', "the coat I had\n"),
        ('<p>one<pb n="2" break="no"/>two</p>', "onetwo\n"),
        ("<p>one</p>\n\n   <p>  two\n   three </p>", "one\n\ntwo three\n"),
        ("<p>a <hi>b</hi> <hi>c</hi>\n<hi>d</hi></p>", "a b c d\n"),
        ("<p>x <del>y</del> <unclear>z</unclear></p>", "x [struck out: y] z [uncertain reading]\n"),
        ("<p>end <gap><desc>(incomplete)</desc></gap></p>", "end (incomplete)\n"),
        ('<p>end <note place="inline">(incomplete)</note></p>', "end (incomplete)\n"),
        ("<lg><l>one</l><l rend='indent'>two</l></lg>", "    one\n      two\n"),
        ("<lg><lg><l>one</l></lg><lg><l>two</l></lg></lg>", "    one\n\n    two\n"),
        ("<quote><p>one</p><p>two</p></quote>", "    one\n\n    two\n"),
        ("<p>He said: <quote>so</quote>.</p>", "He said: so.\n"),
        ("<list><item>one</item> <item>two</item></list>", "- one\n- two\n"),
        ("<list><label>a)</label> <item><p>one</p><p>two</p></item></list>", "a) one\n    two\n"),
        ("<table><row><cell>a</cell><cell>b</cell></row></table>", "    a | b\n"),
        ("<p>one <list><item>two</item></list> three</p>", "one\n\n- two\n\nthree\n"),
        ("<opener>Hull, <date>1 May</date> <salute>Sir,</salute></opener>", "Hull, 1 May\n\nSir,\n"),
        ("<opener><address><addrLine>A</addrLine> <addrLine>B</addrLine></address></opener>", "A\nB\n"),
        ('<p>one</p><milestone unit="section"/><p>two</p>', "one\n\n* * *\n\ntwo\n"),
        ("<p>one<note n='7'>aside</note> two</p>", "one[7] two\n\nNotes\n\n[7] aside\n"),
        ("<figure><figDesc>a lamp</figDesc><head>Lamp</head></figure>", "[picture: a lamp]\n\nLamp\n"),
        ("<div type='enclosure'><head>Bill</head><p>one</p></div>", "Bill\n\none\n"),
        ("<p/>", "1. Letter\n"),
    ],
)
def test_what_markup_says_is_said_in_words(inside, expected):
    assert letter(inside) == expected


def test_printed_readings_keep_the_call_as_printed():
    assert "No. 2 [2]" in texts()["letters/letter-2.txt"]
    assert "Mo. 2 [2.]" in texts(reading="printed")["letters/letter-2.txt"]


WORDS = st.lists(st.text("abcdefg-é’.", min_size=1, max_size=30), min_size=1, max_size=60)


@settings(max_examples=40, deadline=None)
@given(words=WORDS, width=st.integers(20, 90))
def test_lines_are_as_long_as_they_may_be_and_no_longer(words, width):
    paragraph = " ".join(words)
    made = letter(f"<p>{paragraph}</p>", width=str(width)).removesuffix("\n")
    lines = made.split("\n")
    assert made.split() == words
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        assert line == line.strip()
        assert len(line) <= width or " " not in line
        if following is not None:
            assert len(line) + 1 + len(following.split(" ")[0]) > width


@pytest.mark.parametrize("width", ["20", "33", "72", "200"])
def test_the_words_do_not_depend_on_the_width(width):
    def words(texts):
        return {name: text.split() for name, text in texts.items()}

    assert words(texts(width=width)) == words(texts())


def test_a_width_too_small_to_read_is_the_smallest_that_is_not():
    assert texts(width="3") == texts(width="20")


def test_no_line_ends_in_white_space_and_no_more_than_two_lines_are_blank():
    for text in texts().values():
        assert re.search(r"[ \t]$", text, re.MULTILINE) is None
        assert "\n\n\n\n" not in text
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


@pytest.mark.parametrize(("head", "expected"), [("", "Notes"), ("<head>Remarks</head>", "Remarks")])
def test_the_notes_have_a_heading(head, expected):
    notes = f'<div type="notes">{head}<note xml:id="note-1" n="1"><p>Words.</p></note></div>'
    assert edition(notes)["edition.txt"] == f"T\n\n\n{expected}\n\n[1] Words.\n"


CALLED = '<p>One<ref type="note" xml:id="c{0}" target="#n{0}">1</ref> two.</p>'
TWO = "".join(
    f'<div type="letter" xml:id="{key}" n="{n}">{CALLED.format(n)}</div>' for n, key in enumerate("ab", 1)
)
ANEW = (
    '<div type="notes">{}<note xml:id="n1" n="1"><p>Of one.</p></note>'
    '{}<note xml:id="n2" n="{}"><p>Of two.</p></note></div>'
)


@pytest.mark.parametrize(
    ("heads", "second", "shown"),
    [
        (("", ""), "1", "Letter 1\n\n[1] Of one.\n\nLetter 2\n\n[1] Of two.\n"),
        (("", ""), "2", "Notes\n\n[1] Of one.\n\n[2] Of two.\n"),
        (
            ("<head>To One</head>", "<head>To Two</head>"),
            "1",
            "To One\n\n[1] Of one.\n\nTo Two\n\n[1] Of two.\n",
        ),
    ],
)
def test_notes_whose_numbers_begin_anew_stand_under_the_name_of_their_letter(heads, second, shown):
    assert edition(TWO + ANEW.format(*heads, second))["edition.txt"].endswith(shown)


def test_a_note_whose_number_comes_twice_and_that_a_note_calls_is_of_the_letter_of_that_note():
    noted = (
        '<note xml:id="n1" n="1"><p>Of<ref type="note" xml:id="c3" target="#n3">*</ref> one.</p></note>'
        '<note xml:id="n3" n="*"><p>In one.</p></note><note xml:id="n2" n="1"><p>Of two.</p></note>'
    )
    whole = edition(f'{TWO}<div type="notes">{noted}</div>')["edition.txt"]
    assert whole.endswith("Letter 1\n\n[1] Of[*] one.\n\n[*] In one.\n\nLetter 2\n\n[1] Of two.\n")
