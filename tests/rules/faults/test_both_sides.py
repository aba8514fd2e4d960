"""Weights of text faults, each with a case on either side of it."""

from __future__ import annotations

import pytest

from letterbook.model import Cert, Source, Span
from letterbook.rules.faults.propose import find_faults
from letterbook.rules.faults.torn_numbers import _class
from letterbook.values.vocabulary import read_lexicon


def said(text: str, words: str) -> tuple[str, Cert] | None:
    """Return what is proposed for some words of a text: the reading, and how sure it is."""
    source = Source("test.txt", text, "0" * 64)
    every = find_faults(source, [Span(0, len(text))], ("en",), read_lexicon(text))
    found = [one for one in every if source.quote(one.span) == words]
    return (found[0].value.reading, found[0].value.cert) if found else None


def printed(**times: int) -> str:
    """Print words so many times each; `_` stands for a hyphen."""
    return " ".join(f"{word.replace('_', '-')} again." for word, n in times.items() for _ in range(n))


@pytest.mark.parametrize(
    ("whole", "hyphened", "expected"),
    [
        (20, 2, ("postbag", Cert.HIGH)),  # ten times as often whole: sure
        (19, 2, ("postbag", Cert.MEDIUM)),
        (2, 6, ("post-bag", Cert.HIGH)),  # three times as often with its hyphen: sure
        (2, 5, ("post-bag", Cert.MEDIUM)),
        (3, 3, ("post-bag", Cert.MEDIUM)),  # as often: the hyphen that is printed stays
        (4, 3, ("postbag", Cert.MEDIUM)),
    ],
)
def test_of_two_spellings_the_one_that_outweighs_the_other_is_sure(whole, hyphened, expected):
    text = f"The post- bag came. {printed(postbag=whole, post_bag=hyphened)}"
    assert said(text, "post- bag") == expected


WRAPPED = ("harbour", "cargo", "captain", "garden")
BROKEN = {"harbour": "har-\nbour", "cargo": "car-\ngo", "captain": "cap-\ntain", "garden": "gar-\nden"}


@pytest.mark.parametrize(("settled", "cert"), [(4, Cert.HIGH), (3, Cert.HIGH), (2, Cert.MEDIUM)])
def test_line_ends_that_break_words_are_a_habit_from_the_third_on(settled, cert):
    """Then a word that stands nowhere else is put together as well, if its second half is no word."""
    words = WRAPPED[:settled]
    text = " and ".join(f"the {BROKEN[word]}" for word in words) + " with the cur-\nrent, "
    text += " and ".join(f"a {word}" for word in words) + "."
    assert said(text, "cur-\nrent") == ("current", cert)


INNER = {"harbour": "har- bour", "cargo": "car- go", "captain": "cap- tain", "garden": "gar- den",
         "letter": "let- ter", "passage": "pas- sage"}  # fmt: skip


@pytest.mark.parametrize(("settled", "cert"), [(6, Cert.HIGH), (5, Cert.HIGH), (4, Cert.MEDIUM)])
def test_breaks_within_the_line_are_a_habit_from_the_fifth_on(settled, cert):
    words = list(INNER)[:settled]
    text = " and ".join(f"the {INNER[word]}" for word in words) + " with the cur- rent, "
    text += " and ".join(f"a {word}" for word in words) + "."
    assert said(text, "cur- rent") == ("current", cert)


@pytest.mark.parametrize(("kept", "cert"), [(3, Cert.HIGH), (2, Cert.LOW)])
def test_line_ends_that_keep_their_hyphens_are_a_habit_from_the_third_on(kept, cert):
    """Then two words that stand at a line's end are a compound."""
    pairs = [("sea", "wall"), ("post", "bag"), ("night", "watch")][:kept]
    text = " and ".join(f"the {one}-\n{other}" for one, other in pairs) + " of the mill-\nstream, "
    text += " and ".join(f"a {one}-{other}" for one, other in pairs) + ", the mill, the stream."
    assert said(text, "mill-\nstream") == ("mill-stream", cert)


@pytest.mark.parametrize(
    ("number", "ending"),
    [(1, "first"), (2, "second"), (3, "third"), (4, "other"), (10, "other"), (11, "other"), (12, "other"),
     (13, "other"), (14, "other"), (21, "first"), (22, "second"), (23, "third"), (101, "first"),
     (111, "other"), (112, "other"), (113, "other"), (121, "first"), (211, "other"), (1011, "other")],
)  # fmt: skip
def test_the_ending_of_an_english_ordinal(number, ending):
    assert _class(number) == ending


@pytest.mark.parametrize(
    ("range_", "cert"), [("9 -12 May", Cert.HIGH), ("9 -31 May", Cert.HIGH), ("9 -32 May", Cert.LOW)]
)
def test_two_days_of_a_month_go_up_to_thirty_one(range_, cert):
    words = range_.removesuffix(" May")
    assert said(f"We were there on {range_} and came home.", words) == (words.replace(" ", ""), cert)


@pytest.mark.parametrize("range_", ["12 -9 May", "12 -12 May"])
def test_a_range_goes_up(range_):
    assert said(f"We were there on {range_} and came home.", range_.removesuffix(" May")) is None


MORE = {**INNER, "window": "win- dow", "village": "vil- lage", "bottle": "bot- tle", "kettle": "ket- tle"}


@pytest.mark.parametrize(("settled", "cert"), [(10, Cert.HIGH), (9, Cert.HIGH), (8, Cert.MEDIUM)])
def test_breaks_outnumber_dashes_by_nine_to_be_a_habit(settled, cert):
    """One pair of words with a hyphen and a blank between them may be a dash."""
    words = list(MORE)[:settled]
    text = " and ".join(f"the {MORE[word]}" for word in words) + " with the cur- rent, "
    text += " and ".join(f"a {word}" for word in words) + ", a mill- stream, the mill, the stream."
    assert said(text, "cur- rent") == ("current", cert)
