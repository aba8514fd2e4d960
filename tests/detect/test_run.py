"""What language a text is in, and what the rules together find in it."""

from __future__ import annotations

import pytest
from printed import MANNERS, book, found_in, letter

from letterbook import stages
from letterbook.detect.run import detect, detect_languages, doubt_language
from letterbook.model import Source
from letterbook.project.letterbook_toml import Project

TEXTS = {language: manner["body"] for language, manner in MANNERS.items()}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_language_is_known_by_its_commonest_words(language):
    assert detect_languages(TEXTS[language] * 3)[0] == language


def test_a_book_may_speak_two_languages():
    assert set(detect_languages(TEXTS["de"] * 5 + TEXTS["fr"] * 4)) == {"de", "fr"}
    assert detect_languages(TEXTS["de"] * 40 + TEXTS["fr"]) == ("de",)


@pytest.mark.parametrize("text", ["", "12", "Ὦ φίλε", "qwertz"])
def test_a_text_in_no_known_language_is_taken_for_english(text):
    assert detect_languages(text) == ("en",)


UNKNOWN = {
    "Italian": "Ho ricevuto la tua lettera e ti ringrazio di tutto quello che mi scrivi; qui piove sempre. ",
    "Dutch": "Ik heb uw brief ontvangen en dank u voor alles wat u mij schrijft over het huis. ",
    "Latin": "Litteras tuas accepi et gratias tibi ago, quod ad me omnia diligenter scripsisti. ",
    "Greek": "Τὴν ἐπιστολήν σου ἔλαβον, ὦ φίλε, καὶ χάριν σοι οἶδα περὶ πάντων. ",
}


@pytest.mark.parametrize("language", UNKNOWN)
def test_a_language_without_words_is_told(language, tmp_path):
    text = UNKNOWN[language] * 30
    doubt = doubt_language(Source("t", text, ""))
    assert doubt is not None
    assert doubt.code == "language-unknown"
    assert doubt_language(Source("t", UNKNOWN[language], "")) is None  # too short to tell
    path = tmp_path / "t.txt"
    path.write_text(text, encoding="utf-8")
    assert [p.code for p in stages.detected(Project("t", path)).problems] == ["language-unknown"]
    assert stages.detected(Project("t", path, language="it")).problems == ()


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_language_with_words_is_not_doubted(language):
    assert doubt_language(Source("t", TEXTS[language] * 30, "")) is None
    assert doubt_language(Source("t", (TEXTS[language] + TEXTS["de"]) * 30, "")) is None


def test_the_language_of_the_editor_is_not_doubted():
    source = Source("t", TEXTS["de"] * 3, "")
    assert detect(source).languages == ("de",)
    assert detect(source, ("fr-CH",)).languages == ("fr",)
    assert detect(source, ("grc",)).languages == ("de",)  # letterbook has no words for it


def test_the_year_of_the_title_page_completes_the_short_years():
    text = book("LETTERS OF 1843", letter("1.", date="3/5 43"), letter("2.", date="4/5 43"))
    days = {reading.when.when for reading in found_in(text).readings.values()}
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
