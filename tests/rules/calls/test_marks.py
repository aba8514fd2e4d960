"""Marks and their surroundings: what could be a call, and what speaks for it."""

from __future__ import annotations

import pytest
from calls_of_a_style import find_calls
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook.model import Source, Span
from letterbook.rules.calls.marks import STYLES, claims

NUMBERS = [str(n) for n in range(1, 41)] + ["1A", "a", "b", "*", "**", "†"]


def found(text: str, style: str, language: str = "en", claimed: tuple[Span, ...] = ()) -> list[str]:
    source = Source("t", text, "")
    calls = find_calls(source, [Span(0, len(text))], style, NUMBERS, claimed, [language])
    return [source.quote(call.span) for call in calls]


def odds_for(text: str, mark: str, style: str = "bare", language: str = "en") -> float:
    source = Source("t", text, "")
    calls = find_calls(source, [Span(0, len(text))], style, NUMBERS, (), [language])
    return next(call.confidence for call in calls if source.quote(call.span) == mark)


@pytest.mark.parametrize(
    ("style", "text", "marks"),
    [
        ("bare", "We sailed at dawn. 7 The wind", ["7"]),
        ("bare", "No. 2 1A.\n\nSecret", ["2", "1A"]),
        ("bare", "as she said (in her note 3) and [wrote 4]", ["3", "4"]),
        ("bare", "12-pounder, 3.5 per cent, 10,000 men, 6–8, 9:30, 4/5, 1st, x7, 5's, 8°", ["8"]),
        ("bare", "see (12) and [13] and ¹⁴ and ^15", []),
        ("bare", "1776 and 99 and 123456789012345678901234567890", []),
        ("glued", "We sailed at dawn.7 The wind,8 he wrote9 me", ["7", "8", "9"]),
        ("glued", "“a fair wind”7 (so he says)8 blew", ["7", "8"]),
        ("glued", "at dawn. 7 The wind, 8 in 1776.12 we", ["12"]),
        ("bracket", "at dawn.[7] The wind [8], and [99] [a] [sic]", ["[7]", "[8]", "[a]"]),
        ("paren", "at dawn.(7) The wind (8), and (99) (b) (no)", ["(7)", "(8)", "(b)"]),
        ("half", "at dawn.7) The wind 8), he9) (10) b) and", ["7)", "8)", "9)", "b)"]),
        ("superscript", "at dawn.¹² The wind^3 and^{4} too^5x ^a", ["¹²", "^3", "^{4}", "^a"]),
        ("superscript", "No. 2¹A. He", ["¹A"]),
        ("sign", "at dawn.* The wind ** and the sea†", ["*", "**", "†"]),
        ("sign", "one* and two* and *three* and four*", ["*", "*", "*"]),
        ("sign", "* * *\n\n*so* they\n  ** say", []),
    ],
)
def test_marks_of_a_style(style: str, text: str, marks: list[str]) -> None:
    assert found(text, style) == marks


def test_what_another_rule_has_read_is_no_mark() -> None:
    text = "York, 16 29 June, 1774."
    claimed = (Span(text.index("29"), len(text)),)
    assert found(text, "bare", claimed=claimed) == ["16"]


@pytest.mark.parametrize(
    ("language", "call", "other"),
    [
        ("en", "So ended the affair. {7} The next morning", "On the {7} of June"),
        ("en", "he had been at the fort, {7} as all knew", "he came on June {7} with all"),
        ("en", "he had been at the fort, {7} as all knew", "he came on {7} June with all"),
        ("en", "and so I told him. {7}\n\nThe rest", "and so I paid £ {7}\n\nThe rest"),
        ("en", "They sent us the guns {7} we had asked for", "They sent us {7} guns we had asked for"),
        ("en", "The guns came to us {7} by way of York", "The guns came about {7} by way of York"),
        ("en", "The reply was short. {7} Their answer", "You find it in vol. {7} Their answer"),
        ("en", "The letter arrived, {7} and we read", "There came {7} and 12 ships"),
        ("en", "They may {7} do as they please", "They came May {7} as they pleased"),
        ("en", "He came home. {7}\n\nNext", "He came home.\n\n{7}. Next"),
        (
            "en",
            "We met again the other evening {7} at the club",
            "We met again the other evening at {7} o'clock",
        ),
        ("en", "on August the second {7} when we", "on August {2} nd when we"),
        ("de", "Das war der Anfang. {7} Nun aber", "Ich komme um {7} Nun aber"),
        ("de", "Er schrieb mir den Brief, {7} den ich", "Er kam am {7} Juni, den ich"),
        ("de", "Er schickte mir das Buch {7} zurück", "Er schickte mir etwa {7} Bücher zurück"),
        ("de", "Man sieht es deutlich. {7} Nun aber", "Man sieht es auf S. {7} Nun aber"),
        ("de", "wir trafen uns abends {7} im Theater", "wir trafen uns abends {7} Uhr im Theater"),
        ("fr", "Ce fut le commencement. {7} Mais enfin", "Je pars vers {7} Mais enfin"),
        ("fr", "il m'écrivit cette lettre, {7} que je", "il m'écrivit le {7} juin, que je"),
        ("fr", "Il me rendit le livre {7} hier au soir", "Il me rendit {7} francs hier au soir"),
        ("fr", "On le voit bien. {7} Mais enfin", "On le voit au t. {7} Mais enfin"),
    ],
)
def test_a_call_is_likelier_than_another_number(language: str, call: str, other: str) -> None:
    def odds(text: str) -> float:
        mark = text[text.index("{") + 1 : text.index("}")]
        return odds_for(text.replace("{", "").replace("}", ""), mark, language=language)

    assert odds(call) > odds(other)


@pytest.mark.parametrize(
    ("style", "text", "mark", "says"),
    [
        ("bare", "So it was. 7\n\nThen", "7", "a sentence ends before it"),
        ("bare", "So it was. 7\n\nThen", "7", "a paragraph ends after it"),
        ("bare", "on 7 June we", "7", "a month stands after it"),
        ("bare", "about 7 tons of tin", "7", "it counts or measures: “tons”"),
        ("superscript", "a field of 9 feet² and", "²", "it is the power of a measure"),
        ("half", "We ask for:\n\n1) tin", "1)", "it numbers a paragraph or an item"),
        ("half", "We ask for: 1) tin", "1)", "an enumeration begins after a colon"),
        ("glued", "a rate of 3.5 and", "5", "it may be the end of a decimal"),
        ("glued", "in paper D.7 of", "7", "it belongs to “D.”"),
        (
            "bare",
            "we ask 1) for tin",
            "1",
            "a bracket that was not opened closes after it, as after an item's number",
        ),
    ],
)
def test_reasons_are_given_in_plain_words(style: str, text: str, mark: str, says: str) -> None:
    source = Source("t", text, "")
    calls = list(find_calls(source, [Span(0, len(text))], style, NUMBERS, (), ["en"]))
    call = next(one for one in calls if source.quote(one.span) == mark)
    assert says in [reason.says for reason in call.because]
    assert call.kind == "note.call"
    assert call.value.style == style


def test_neighbours_beyond_the_area_do_not_count() -> None:
    text = "at the fort 7 June"
    source = Source("t", text, "")
    (call,) = find_calls(source, [Span(0, text.index(" June"))], "bare", NUMBERS, (), ["en"])
    assert "a month stands after it" not in [reason.says for reason in call.because]


def test_claims_may_overlap() -> None:
    is_claimed = claims([Span(5, 9), Span(0, 2), Span(8, 12), Span(6, 7)])
    assert [offset for offset in range(14) if is_claimed(offset)] == [0, 1, *range(5, 12)]


@given(st.text(alphabet="ab .,12()[]^*†²³{}\n", max_size=60), st.sampled_from(sorted(STYLES)))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str, style: str) -> None:
    source = Source("t", text, "")
    calls = list(find_calls(source, [Span(0, len(text))], style, NUMBERS, (), ["en", "de", "fr"]))
    for call in calls:
        assert 0.0 <= call.confidence <= 1.0
        assert call.value.number in NUMBERS
        assert 0 <= call.span.start < call.span.end <= len(text)
