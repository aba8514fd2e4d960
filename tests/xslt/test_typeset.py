"""Dashes and quotation marks as a book sets them: shown only, and what is doubtful stays as it is printed."""

from __future__ import annotations

import pytest
from lxml import html

from letterbook.publish import render


def shown(words: str, language: str = "en", reading: str = "as-p") -> str:
    """Return the text of a letter as its page shows it; `reading` names what is left out."""
    document = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader><fileDesc><titleStmt>'
        "<title>T</title></titleStmt></fileDesc></teiHeader><text><body>"
        f'<div type="letter" xml:id="l"><p>{words}</p></div></body></text></TEI>'
    )
    made = render.render(document.encode(), "html").value["letters/l.html"].decode()
    paragraph = html.document_fromstring(made).get_element_by_id("par-1")
    for left in paragraph.xpath(f".//{reading}"):
        left.drop_tree()
    return paragraph.text_content()


@pytest.mark.parametrize(
    ("language", "typed", "set_"),
    [
        ("en", 'He said, "Come--now."', "He said, “Come—now.”"),
        ("en", '"Come," he said, "and see."', "“Come,” he said, “and see.”"),
        ("en", '("So it is")--"no!"', "(“So it is”)—“no!”"),
        ("en", "It's my brothers' boat", "It’s my brothers’ boat"),
        ("en", "\"He cried, 'Never again.'\"", "“He cried, ‘Never again.’”"),
        ("en", "Mr. ---- of ----", "Mr. —— of ——"),
        ("en", "He said 'Go home, all of you.' They didn't.", "He said ‘Go home, all of you.’ They didn’t."),
        ("en", 'no mark,\n"then\tone" -- or two--"so"', "no mark,\n“then\tone” — or two—“so”"),
        ("en", 'the <hi>"Lamp"</hi>, and "<hi>Oil</hi>"', "the “Lamp”, and “Oil”"),
        ("de", 'Er sagte: "Komm -- bald!"', "Er sagte: „Komm – bald!“"),
        ("fr", 'Il dit: "Viens -- vite."', "Il dit: «\u00a0Viens — vite.\u00a0»"),
        ("it", 'Disse: "Vieni."', "Disse: «Vieni.»"),
        ("pl", 'the "lamp"', "the “lamp”"),
    ],
)
def test_marks_are_set_as_the_language_has_them(language, typed, set_):
    assert shown(typed, language) == set_
    printed = shown(typed, language, "as-s")
    assert printed == typed.replace("<hi>", "").replace("</hi>", "")


@pytest.mark.parametrize(
    "typed",
    [
        "a - b, well-made",
        "----- a rule",
        "'tis doubtful",
        'a " b',
        'one"two',
        "“set” already—so",
    ],
)
def test_what_is_doubtful_or_set_already_stays(typed):
    assert shown(typed) == typed


def test_a_page_without_such_marks_has_no_switch():
    document = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
        '</titleStmt></fileDesc></teiHeader><text><body><div type="letter" xml:id="l{0}"><p>{1}</p>'
        "</div></body></text></TEI>"
    )
    for words, there in (("Plain.", False), ("One--two.", True)):
        made = render.render(document.format(1, words).encode(), "html").value["letters/l1.html"].decode()
        assert ("fieldset" in made) is there
