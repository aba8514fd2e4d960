"""The search of a large edition: its texts come piece by piece, from a disk too."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.conftest import visits
from pieces import cut
from playwright.sync_api import expect

NOTE = (
    '<note xml:id="note-1" n="1"><p>An aside of \u039f\u03b4\u03c5\u03c3\u03c3\u03b5\u03cd\u03c2.</p></note>'
)


@pytest.fixture
def opened(chromium, tmp_path):
    """Return two functions: one makes an edition of so many letters, opens its search, and asks it for words;
    the other tells which scripts of texts were loaded.
    """
    with visits(chromium, tmp_path.as_uri()) as (open_page, record):

        def ask(letters: int, words: str):
            for name, data in cut(tmp_path, letters, NOTE).items():
                (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name).write_bytes(data)
            page = open_page("search.html")
            page.get_by_role("searchbox").fill(words)
            expect(page.get_by_role("status")).not_to_be_empty()
            return page

        def loaded() -> list[str]:
            stems = [Path(url).stem for url in record.requests if "/search-" in url]
            return sorted(stem.removeprefix("search-") for stem in stems)

        yield ask, loaded
    assert record.foreign(tmp_path.as_uri()) == []
    assert record.faults == []


def test_what_is_in_any_piece_is_found(opened):
    ask, loaded = opened
    page = ask(5, "only1")
    expect(page.get_by_role("status")).to_have_text("Places found in letters: 1, in notes: 0.")
    page.get_by_role("searchbox").fill("strasse")
    expect(page.get_by_role("status")).to_have_text("Places found in letters: 5, in notes: 0.")
    assert len(page.locator("#in-letters li").all()) == 5
    page.get_by_role("searchbox").fill("aside")
    expect(page.get_by_role("status")).to_have_text("Places found in letters: 0, in notes: 1.")
    assert loaded() == ["data", "data-2", "data-3"]


def test_of_very_many_pieces_only_those_are_loaded_that_have_the_words(opened):
    ask, loaded = opened
    page = ask(21, "only19 most")
    expect(page.get_by_role("status")).to_have_text("Places found in letters: 1, in notes: 0.")
    assert loaded() == ["data", "data-10", "words"]
    page.get_by_role("searchbox").fill("nowhere")
    expect(page.get_by_role("status")).to_have_text("Nothing found.")
    assert loaded() == ["data", "data-10", "words"]
    # A beginning is enough, and the two forms of sigma are one.
    page.get_by_role("searchbox").fill("\u03bf\u03b4\u03c5\u03c3\u03c3\u03b5\u03c5\u03c2")
    expect(page.get_by_role("status")).to_have_text("Places found in letters: 0, in notes: 1.")
    assert loaded() == ["data", "data-10", "data-11", "words"]


def test_a_piece_that_is_gone_is_told(chromium, tmp_path):
    for name, data in cut(tmp_path, 5).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "script" / "search-data-2.js").unlink()
    with visits(chromium, tmp_path.as_uri()) as (open_page, _):
        page = open_page("search.html")
        page.get_by_role("searchbox").fill("strasse")
        expect(page.get_by_role("status")).to_have_text(
            "Places found in letters: 3, in notes: 0. A part of the texts could not be read."
        )
