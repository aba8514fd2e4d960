"""Check the form and check digit of numbers that identify a person, body or place (GND, VIAF ...).

Nothing is looked up. A check digit catches every single typing error; a number without one (VIAF,
Wikidata, GeoNames) can be judged by its form only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple


class _Scheme(NamedTuple):
    """A kind of number: how it is called, its address before the number, its form, its check."""

    name: str
    addresses: tuple[str, ...]
    form: re.Pattern[str]
    example: str
    check: Callable[[str], str | None] = lambda number: None  # noqa: ARG005 (most have none)


def _mod_11_2(digits: str) -> str:
    """Return the check character of ISO 7064 MOD 11-2, as ISNI and ORCID have it."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]


def _check_gnd(number: str) -> str | None:
    """Weigh the digits from the right, from 2 upwards; what lacks to a multiple of 11 is the check digit.

    The numbers of bodies and subjects from before 2012, which have a hyphen, end in the rest itself.
    """
    body, check = number[:-1].rstrip("-"), number[-1]
    rest = sum(int(digit) * weight for weight, digit in enumerate(reversed(body), 2)) % 11
    wanted = "0123456789X"[rest if "-" in number else -rest % 11]
    return None if check == wanted else wanted


def _check_isni(number: str) -> str | None:
    plain = number.replace("-", "").replace(" ", "")
    wanted = _mod_11_2(plain[:-1])
    return None if plain[-1] == wanted else wanted


_SCHEMES: Mapping[str, _Scheme] = {
    "gnd": _Scheme(
        "GND",
        ("https://d-nb.info/gnd/", "http://d-nb.info/gnd/"),
        re.compile(r"1[0-9]{7,8}[0-9X]|3[0-9]{7}[0-9X]|[1-9][0-9]{0,7}-[0-9X]"),
        "118540238",
        _check_gnd,
    ),
    "viaf": _Scheme(
        "VIAF",
        ("https://viaf.org/viaf/", "http://viaf.org/viaf/"),
        re.compile(r"[1-9][0-9](?:[0-9]{0,7}|[0-9]{17,20})"),
        "24602065",
    ),
    "lccn": _Scheme(
        "LCCN",
        (
            "https://id.loc.gov/authorities/names/",
            "http://id.loc.gov/authorities/names/",
            "https://lccn.loc.gov/",
        ),
        re.compile(r"[a-z]{0,3}[0-9]{8}|[a-z]{0,2}[0-9]{10}"),
        "n79003362",
    ),
    "wikidata": _Scheme(
        "Wikidata",
        (
            "https://www.wikidata.org/wiki/",
            "http://www.wikidata.org/wiki/",
            "http://www.wikidata.org/entity/",
        ),
        re.compile(r"Q[1-9][0-9]*"),
        "Q5879",
    ),
    "geonames": _Scheme(
        "GeoNames",
        ("https://www.geonames.org/", "http://www.geonames.org/", "https://sws.geonames.org/"),
        re.compile(r"[1-9][0-9]{0,9}"),
        "2812482",
    ),
    "isni": _Scheme(
        "ISNI",
        ("https://isni.org/isni/", "http://isni.org/isni/", "http://www.isni.org/isni/"),
        re.compile(r"[0-9]{15}[0-9X]"),
        "0000000121032683",
        _check_isni,
    ),
    "orcid": _Scheme(
        "ORCID",
        ("https://orcid.org/", "http://orcid.org/"),
        re.compile(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]"),
        "0000-0002-1825-0097",
        _check_isni,
    ),
}

#: The kinds of number that are known, by the word for each in registers and in idno/@type.
SCHEMES = tuple(_SCHEMES)


def tidy(scheme: str, number: str) -> str:
    """Return a number without what people copy along: the address, blanks; hyphens as the scheme has them."""
    known = _SCHEMES[scheme]
    number = number.strip()
    for address in known.addresses:
        if number.lower().startswith(address):
            number = number[len(address) :].split("/")[0].split("?")[0].removesuffix(".html")
    if scheme == "isni":
        number = number.replace(" ", "").replace("-", "").upper()
    if scheme == "orcid" and re.fullmatch(r"[0-9]{15}[0-9Xx]", number):
        number = "-".join(number[i : i + 4] for i in range(0, 16, 4))
    if scheme in ("gnd", "orcid"):
        return number.upper()
    if scheme == "wikidata":
        return number[:1].upper() + number[1:]
    if scheme == "lccn":
        front, hyphen, serial = number.lower().replace(" ", "").partition("-")
        return front + (serial.zfill(6) if hyphen else "")
    return number


def fault_of(scheme: str, number: str) -> str | None:
    """Say what is wrong with a tidied number, or None: its form, or its check digit."""
    known = _SCHEMES[scheme]
    if not known.form.fullmatch(number):
        return f"is no {known.name} number, which looks like {known.example}"
    if wanted := known.check(number):
        return f"has the wrong check digit for a {known.name} number: it should end in {wanted}"
    return None
