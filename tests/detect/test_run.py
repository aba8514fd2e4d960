"""What language a text is in, and what the rules together find in it."""

from __future__ import annotations

import pytest
from languages_of_texts import detect_languages
from printed import MANNERS, book, found_in, letter

from letterbook import stages
from letterbook.detect.languages import doubt_language
from letterbook.detect.run import detect
from letterbook.model import Source
from letterbook.project.letterbook_toml import Project
from letterbook.rules.datelines import find_datelines

TEXTS = {language: manner["body"] for language, manner in MANNERS.items()}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_language_is_known_by_its_commonest_words(language):
    assert detect_languages(TEXTS[language] * 3)[0] == language


def test_a_book_may_speak_two_languages():
    german, french = TEXTS["de"], TEXTS["fr"]
    assert detect_languages("\n\n".join([german] * 5 + [french] * 4)) == ("de", "fr")
    assert detect_languages("\n\n".join([german] * 40 + [french])) == ("de",)


@pytest.mark.parametrize("text", ["", "12", "Ὦ φίλε", "qwertz"])
def test_a_text_in_no_known_language_is_taken_for_english(text):
    assert detect_languages(text) == ("en",)


PARAGRAPHS = {
    "it": "Ho ricevuto la tua lettera e ti ringrazio di tutto quello che mi scrivi; qui piove sempre.",
    "es": "He recibido la carta de usted y le doy las gracias por todo lo que me dice en ella de su casa.",
    "nl": "Ik heb uw brief ontvangen en dank u voor alles wat u mij schrijft over het huis.",
    "la": "Litteras tuas accepi et gratias tibi ago, quod ad me omnia de te et de tuis scripsisti.",
    "pt": "Recebi a sua carta e agradeço-lhe muito tudo o que me diz nela; aqui não há nada de novo.",
    "da": "Jeg har modtaget dit brev og takker dig for alt, hvad du skriver til mig om huset og haven.",
    "sv": "Jag har fått ditt brev och tackar dig för allt som du skriver till mig om huset och trädgården.",
    "pl": "Otrzymałem list od pana i dziękuję za to, co pan do mnie pisze, ale nie wiem, jak to jest.",
    "cs": "Dostal jsem váš list a děkuji vám za vše, co mi o tom píšete, ale není to tak, jak by se zdálo.",
}
LICENCE = (
    "This ebook is for the use of anyone anywhere at no cost and with almost no restrictions whatsoever. You "
    "may copy it, give it away or re-use it under the terms of the license that is included with it."
)


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_kindred_languages_are_told_apart(language):
    assert detect_languages(PARAGRAPHS[language]) == (language,)
    assert detect_languages("\n\n".join([PARAGRAPHS[language]] * 30)) == (language,)


def test_a_licence_does_not_change_what_a_book_is_in():
    body = "\n\n".join([TEXTS["de"]] * 20)
    text = f"*** START OF THE PROJECT ***\n\n{body}\n\n*** END OF THE PROJECT ***\n\n" + f"{LICENCE}\n\n" * 3
    assert detect(Source("t", text, "")).languages == ("de",)


@pytest.mark.parametrize("language", ["pl"])
def test_a_language_without_words_is_told_with_what_is_not_read(language, tmp_path):
    path = tmp_path / "t.txt"
    path.write_text("\n\n".join([PARAGRAPHS[language]] * 30), encoding="utf-8")
    for named in (None, language):
        looked = stages.detected(Project("t", path, language=named))
        assert looked.signs.languages == (language,)
        assert [p.code for p in looked.problems] == ["language-incomplete"]
        assert "salutations" in looked.problems[0].message


def test_a_language_that_is_not_known_at_all_is_told(tmp_path):
    path = tmp_path / "t.txt"
    path.write_text(
        "Bana yakında yazınız. Buradayım ve uzun zamandır sizi bekliyorum efendim. " * 30, encoding="utf-8"
    )
    looked = stages.detected(Project("t", path))
    assert looked.signs.languages == ("und",)
    assert [p.code for p in looked.problems] == ["language-unknown"]
    short = Source("t", "Bana yakında yazınız.", "")
    assert doubt_language(detect(short)) is None  # too short to tell


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_language_with_words_is_not_doubted(language):
    assert doubt_language(found_in("\n\n".join([TEXTS[language]] * 30))) is None


def test_the_language_of_the_editor_is_not_doubted():
    source = Source("t", TEXTS["de"] * 3, "")
    assert detect(source).languages == ("de",)
    assert detect(source, ("fr-CH",)).languages == ("fr",)
    assert detect(source, ("grc",)).languages == ("grc", "de")  # the edition is in it; what it prints is read


def test_the_year_of_the_title_page_completes_the_short_years():
    text = book("LETTERS OF 1843", letter("1.", date="3 May 43"), letter("2.", date="4 May 43"))
    found = found_in(text)
    days = {reading.when.when for _, reading in find_datelines(found.page, found.context)}
    assert days == {"1843-05-03", "1843-05-04"}
    assert not any(day and day.startswith("1943") for day in days)


def test_a_page_number_and_a_dateline_head_no_letter():
    found = found_in(book("LETTERS", letter("1.", date="12 May 1843"), letter("2.", date="13 May 1843")))
    heads = {found.page.source.quote(head.span) for head in found.of("letter.head")}
    assert heads == {"1.", "2."}


def test_the_findings_stand_in_the_order_of_the_text():
    found = found_in(book("LETTERS", letter("1."), letter("2.")))
    assert list(found.findings) == sorted(
        found.findings, key=lambda f: (f.span.start, -f.span.end, f.kind, f.rule)
    )
    for line in found.page.lines:
        for kind, finding in found.kinds(line.index).items():
            assert finding.kind == kind
            assert line.span.start <= finding.span.start < line.span.end


def test_a_line_is_found_at_every_offset():
    found = found_in("one\n\n  two\n")
    assert [found.line_at(at) for at in (0, 2, 3, 6, 7, 9, 10, 99)] == [0, 0, 1, 1, 1, 1, 2, 2]
