"""The proof that a transcript holds its originals sees every change of either."""

from __future__ import annotations

import json

import pytest

from letterbook.check.origin import prove_origin
from letterbook.problems import Refused
from letterbook.read.sources import read_source
from letterbook.tei.origin_file import serialise_origin

_PAGE = "<html><head><title>T</title></head><p>Dear <i>Ann</i>,</p><p>All is well<sup>1</sup>.</p></html>"


@pytest.fixture
def made(tmp_path):
    (tmp_path / "a.html").write_text(_PAGE)
    source, _ = read_source(tmp_path / "a.html")
    return source.text, serialise_origin(source), {"a.html": _PAGE.encode()}


def codes(text, account, originals):
    return [each.code for each in prove_origin(account, text.encode(), originals).problems]


def test_it_holds(made):
    assert codes(*made) == []
    text, account, originals = made
    told = prove_origin(account, text.encode(), originals).value
    assert told.holds
    assert told.left == {"head of the page": 1}


def test_another_transcript(made):
    text, account, originals = made
    assert "origin-sum" in codes(text.replace("well", "good"), account, originals)


def test_another_original(made):
    text, account, originals = made
    assert "origin-sum" in codes(text, account, {"a.html": originals["a.html"].replace(b"well", b"good")})


def test_no_original(made):
    text, account, _ = made
    assert codes(text, account, {}) == ["origin-file"]


@pytest.mark.parametrize("key", ["taken", "added", "left"])
def test_a_booking_less(made, key):
    text, account, originals = made
    whole = json.loads(account)
    del whole[key][0]
    found = codes(text, json.dumps(whole).encode(), originals)
    assert found
    assert set(found) <= {"origin-tiling", "origin-lost"}


@pytest.mark.parametrize(
    "account", [b"", b"{}", b"[]", b'{"origin": 2}', b"\xff", b'{"origin": 1, "parts": [3]}']
)
def test_no_account(account):
    with pytest.raises(Refused):
        prove_origin(account, b"", {})
