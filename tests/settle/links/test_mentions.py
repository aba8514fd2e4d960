"""Words that name another letter are found, dated and resolved; what only looks like it is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_books import L, book

from letterbook.model import When
from letterbook.settle.links.mentions import find_references
from letterbook.settle.links.referents import Dates, days_of, exact, matter_links, resolve

NAMED = [
    # language, text, whose, the days it names as (day, month, year); 0 is unsaid, -1 the month before
    ("en", "I thank you for your letter of October 3rd.", "your", [(3, 10, 0)]),
    ("en", "as reported in my telegram of October 6th", "my", [(6, 10, 0)]),
    ("en", "in my message of September 6 th that we", "my", [(6, 9, 0)]),
    ("en", "Your telegram of 26th August, No. 407.", "your", [(26, 8, 0)]),
    ("en", "see my Despatch No. 63 of the 20th January, 1943", "my", [(20, 1, 1943)]),
    ("en", "Your cablegram 171[A] of 20th October", "your", [(20, 10, 0)]),
    ("en", "I received yours of the 17th of June, in seven days", "your", [(17, 6, 0)]),
    ("en", "your most agreeable favor of the 26th, yesterday", "your", [(26, 0, 0)]),
    ("en", "your letter of the 3d inst.", "your", [(3, 0, 0)]),
    ("en", "your letter of the 28th ult. came", "your", [(28, -1, 0)]),
    ("en", "your favors of June 22 and 25.", "your", [(22, 6, 0), (25, 6, 0)]),
    ("en", "Your favors of 15th, 20th, and 23d September", "your", [(15, 9, 0), (20, 9, 0), (23, 9, 0)]),
    ("en", "your letters of September 29 and October 21", "your", [(29, 9, 0), (21, 10, 0)]),
    ("en", "yours of November 12th 118 is before me", "your", [(12, 11, 0)]),
    ("de", "Ihr lieber Brief vom 3. Oktober", "your", [(3, 10, 0)]),
    ("de", "mit Deinem Brief vom 22. hast Du", "your", [(22, 0, 0)]),
    ("de", "mein Telegramm vom 3. d. M.", "my", [(3, 0, 0)]),
    ("de", "Ihr Schreiben vom 28. v. M.", "your", [(28, -1, 0)]),
    ("de", "Ihr Brief vom 3. 10. 1895", "your", [(3, 10, 1895)]),
    ("fr", "votre lettre du 12 mars 1820", "your", [(12, 3, 1820)]),
    ("fr", "ma lettre du 1er mai", "my", [(1, 5, 0)]),
    ("fr", "ta lettre du 12 est là", "your", [(12, 0, 0)]),
]


@pytest.mark.parametrize(("language", "text", "whose", "days"), NAMED)
def test_a_letter_is_named_by_its_day(language, text, whose, days):
    found = list(find_references(text, 0, [language]))
    assert [(r.day, r.month, r.year) for r in found] == days
    assert {r.mine for r in found} == {whose == "my"}
    assert {r.kind for r in found} == {"dated"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "your letter of introduction to Mr. Lee"),
        ("en", "the letter of October 3rd"),
        ("en", "his telegram of October 3rd"),
        ("en", "your Government's telegram of 16th September"),
        ("en", "your letter of 3 pages"),
        ("en", "your letter of 40th October"),
        ("en", "your account of October 3rd"),
        ("en", "your brother's letter of October 3rd"),
        ("de", "ihr Brief vom 3. Oktober"),
        ("de", "der Brief vom 3. Oktober"),
        ("fr", "la lettre du 12 mars"),
    ],
)
def test_what_only_looks_like_a_reference_is_none(language, text):
    assert [r for r in find_references(text, 0, [language]) if r.kind == "dated"] == []


def test_a_letter_is_named_by_the_day_it_came():
    (found,) = find_references("Your message reached me on November 7.", 100, ["en"])
    assert (found.kind, found.day, found.month) == ("reached", 7, 11)
    assert found.span.start == 100


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "Thank you for your message.", 1),
        ("en", "Allow me to thank you for your two personal messages.", 2),
        ("en", "I am very glad to get your message and to learn of it.", 1),
        ("en", "I reply at once in the spirit of your letter.", 1),
        ("de", "Ich danke Ihnen für Ihren Brief.", 1),
        ("fr", "Je vous remercie de votre lettre.", 1),
    ],
)
def test_an_answer_names_no_day(language, text, count):
    (found,) = find_references(text, 0, [language], opening=True)
    assert (found.kind, found.count, found.mine) == ("answer", count, False)
    assert list(find_references(text, 0, [language])) == []


@pytest.mark.parametrize(
    "text",
    [
        "I saw your letter on his desk.",
        "Thank you for the apples. Your letter was long.",
        "I thank you for my letter.",
        "x" * 400 + " Thank you for your letter.",
    ],
)
def test_what_thanks_for_no_letter_is_no_answer(text):
    assert list(find_references(text, 0, ["en"], opening=True)) == []


# ------------------------------------------------------------------ which letter is meant


def _links(*letters: L) -> list[tuple[int, int, bool]]:
    made = book("Letters", *letters)
    links, _ = resolve(made.source, made.letters, made.languages)
    return [(k.later + 1, k.earlier + 1, k.same) for k in links]


def test_a_reference_means_the_last_such_day_before_the_letter():
    assert _links(
        L(day="1889-10-03"), L(day="1890-10-03"), L("Your letter of October 3rd.", day="1890-12-01")
    ) == [(3, 2, False)]
    assert _links(L(day="1889-12-30"), L("Your letter of the 30th.", day="1890-01-02")) == [(2, 1, False)]
    assert _links(L(day="1890-01-30"), L("Your letter of the 30th.", day="1890-01-02")) == []
    assert _links(L(day="1889-11-28"), L("Your letter of the 28th ult.", day="1889-12-29")) == [(2, 1, False)]


def test_a_letter_known_by_the_day_it_came_is_named_by_that_day():
    received = L(header=("received", "1890-10-03"))
    assert _links(received, L("My letter of October 3rd.", day="1890-10-09")) == [(2, 1, True)]
    both = L(header=("received", "1890-10-03"), day="1890-10-01")
    assert _links(both, L("Your letter of October 3rd.", day="1890-10-09")) == []
    assert _links(both, L("Your letter reached me on October 3.", day="1890-10-09")) == [(2, 1, False)]


def test_a_letter_without_a_day_of_its_own_names_none():
    assert _links(L(day="1890-10-03"), L("Your letter of October 3rd.")) == []


def test_several_letters_of_a_day_are_all_offered():
    assert _links(
        L(day="1890-10-03"), L(day="1890-10-03"), L("My note of October 3rd.", day="1890-10-09")
    ) == [
        (3, 1, True),
        (3, 2, True),
    ]


def _matter(*letters: L) -> list[tuple[int, int]]:
    made = book("Letters", *letters)
    days = days_of(made.letters)
    return [
        (k.later + 1, k.earlier + 1) for k in matter_links(made.source, made.letters, made.languages, days)
    ]


def test_thanks_tell_by_their_matter_what_they_answer():
    wishes = L("Hearty birthday greetings from us all.", day="1890-11-30")
    other = L("The birthday of the king is near.", day="1890-12-01")
    thanks = L("Thank you for your birthday greetings.", day="1890-12-05")
    assert _matter(wishes, other, thanks) == [(3, 1)]
    assert _matter(wishes, wishes, thanks) == []  # two letters fit as well
    assert _matter(other, thanks) == []  # one word in common is too few
    assert _matter(wishes, L("Thank God for birthday greetings.", day="1890-12-05")) == []
    assert _matter(wishes, L("Thank you for your birthday greetings.", day="1891-12-05")) == []


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (When(when="1890-10-03"), date(1890, 10, 3)),
        (When(when="1890-10"), None),
        (When(when="1890-02-30"), None),
        (When(not_after="1890-10-03"), None),
        (When(when="-0044-03-15"), None),
        (None, None),
    ],
)
def test_only_one_day_of_the_calendar_is_exact(when, day):
    assert exact(when) == day


@given(
    st.integers(1, 31),
    st.integers(0, 12),
    st.dates(min_value=date(1700, 1, 1), max_value=date(1990, 1, 1)),
    st.integers(0, 399),
)
def test_no_reference_reaches_forward_or_far_back(day, month, written, ago):
    text = f"Your letter of {day}" + (f" {_MONTHS[month - 1]}" if month else "") + "."
    early = written - timedelta(days=ago)
    for later, earlier, _ in _links(L(day=early.isoformat()), L(text, day=written.isoformat())):
        assert (later, earlier) == (2, 1)
        assert early.day == day
        assert month in (0, early.month)


_MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip


@given(st.text(max_size=120), st.sampled_from(["en", "de", "fr"]))
def test_no_text_is_too_odd_to_be_searched(text, language):
    for prefix in ("", "Your letter of ", "Ihr Brief vom ", "votre lettre du "):
        for found in find_references(prefix + text, 7, [language], opening=True):
            assert 7 <= found.span.start < found.span.end <= 7 + len(prefix + text)


def test_a_letters_place_is_the_day_it_was_sent_or_else_came():
    sent, came = date(1890, 1, 1), date(1890, 1, 5)
    assert Dates(sent, came).any == sent
    assert Dates(None, came).any == came
    assert Dates(None, None).any is None
