"""Numbers of authority files: what is tidied, what is right, and every slip of the finger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.values.authorities import SCHEMES, fault_of, tidy

RIGHT = [
    ("gnd", "118540238", "118540238"),
    ("gnd", "101115658x", "101115658X"),
    ("gnd", " 118540238 ", "118540238"),
    ("gnd", "https://d-nb.info/gnd/118540238", "118540238"),
    ("gnd", "http://d-nb.info/gnd/118540238/about/lds", "118540238"),
    ("gnd", "4074195-3", "4074195-3"),
    ("viaf", "24602065", "24602065"),
    ("viaf", "http://viaf.org/viaf/24602065/", "24602065"),
    ("viaf", "1234567890123456789012", "1234567890123456789012"),
    ("lccn", "n79003362", "n79003362"),
    ("lccn", "n 79-3362", "n79003362"),
    ("lccn", "https://id.loc.gov/authorities/names/n79003362.html", "n79003362"),
    ("lccn", "no2001012345", "no2001012345"),
    ("wikidata", "q5879", "Q5879"),
    ("wikidata", "https://www.wikidata.org/wiki/Q5879", "Q5879"),
    ("geonames", "https://www.geonames.org/2812482/weimar.html", "2812482"),
    ("isni", "0000 0001 2103 2683", "0000000121032683"),
    ("isni", "https://isni.org/isni/0000000121032683", "0000000121032683"),
    ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    ("orcid", "0000000218250097", "0000-0002-1825-0097"),
    ("orcid", "0000-0002-1694-233x", "0000-0002-1694-233X"),
]

WRONG = [
    ("gnd", "118540239", "end in 8"),
    ("gnd", "11854023", "which looks like"),
    ("gnd", "1185402388888", "which looks like"),
    ("gnd", "218540238", "which looks like"),
    ("gnd", "4074195-4", "end in 3"),
    ("viaf", "0", "which looks like"),
    ("viaf", "24602065x", "which looks like"),
    ("viaf", "123456789012", "which looks like"),
    ("lccn", "n7900336", "which looks like"),
    ("lccn", "nope79003362", "which looks like"),
    ("wikidata", "5879", "which looks like"),
    ("wikidata", "Q05879", "which looks like"),
    ("wikidata", "P227", "which looks like"),
    ("geonames", "Weimar", "which looks like"),
    ("isni", "0000000121032684", "end in 3"),
    ("isni", "000000012103268", "which looks like"),
    ("orcid", "0000-0002-1825-0098", "end in 7"),
    ("orcid", "0000-0002-1825", "which looks like"),
]


@pytest.mark.parametrize(("scheme", "written", "number"), RIGHT)
def test_a_right_number_is_tidied_and_taken(scheme, written, number):
    assert tidy(scheme, written) == number
    assert fault_of(scheme, number) is None


@pytest.mark.parametrize(("scheme", "written", "says"), WRONG)
def test_a_wrong_number_is_told(scheme, written, says):
    assert says in fault_of(scheme, tidy(scheme, written))


@pytest.mark.parametrize(
    "number", ["118540238", "101115658X", "4074195-3", "0000000121032683", "0000-0002-1825-0097"]
)
def test_a_check_digit_catches_every_single_slip_and_every_exchange_of_neighbours(number):
    scheme = "orcid" if number.count("-") == 3 else "isni" if len(number) == 16 else "gnd"
    for at, sign in enumerate(number):
        slips = [
            number[:at] + other + number[at + 1 :]
            for other in "0123456789"
            if other != sign and sign.isdigit()
        ]
        if at + 1 < len(number) and number[at + 1] != sign and (sign + number[at + 1]).isdigit():
            slips.append(number[:at] + number[at + 1] + sign + number[at + 2 :])
        assert [slip for slip in slips if fault_of(scheme, tidy(scheme, slip)) is None] == []


@pytest.mark.parametrize("digit", "٣１²")
@pytest.mark.parametrize(
    ("scheme", "number"),
    [("viaf", "2460206{}"), ("lccn", "n7900336{}"), ("wikidata", "Q587{}"), ("geonames", "281248{}"),
     ("isni", "000000012103268{}"), ("orcid", "0000-0002-1825-009{}"), ("gnd", "11854023{}")],
)  # fmt: skip
def test_digits_of_other_scripts_are_none(scheme, number, digit):
    assert "is no" in fault_of(scheme, tidy(scheme, number.format(digit)))


@given(st.sampled_from(SCHEMES), st.text(max_size=30))
def test_nothing_that_is_written_ends_in_a_traceback_and_tidying_twice_is_tidying_once(scheme, written):
    number = tidy(scheme, written)
    if fault_of(scheme, number) is None:
        assert tidy(scheme, number) == number
        assert number.isascii()
