"""A file of the editor's is written whole, and never over a change that was not seen."""

from __future__ import annotations

import pytest

from letterbook import editors_file as writer
from letterbook.editors_file import Changed, read_text, write_text

TEXT = "# mine\n"


def test_a_file_that_changed_is_not_written_over(tmp_path):
    seen = write_text(tmp_path / "decisions.toml", TEXT, "")
    assert read_text(tmp_path / "decisions.toml") == (TEXT, seen)
    with pytest.raises(Changed):
        write_text(tmp_path / "decisions.toml", "x", "")
    with pytest.raises(Changed):
        write_text(tmp_path / "decisions.toml", "x", "0" * 64)
    (tmp_path / "decisions.toml").write_text("theirs", encoding="utf-8")
    for text in ("x", ""):
        with pytest.raises(Changed):
            write_text(tmp_path / "decisions.toml", text, seen)
    assert [path.name for path in tmp_path.iterdir()] == ["decisions.toml"]
    assert (tmp_path / "decisions.toml").read_text(encoding="utf-8") == "theirs"


def test_a_change_between_looking_and_writing_comes_back(tmp_path, monkeypatch):
    seen = write_text(tmp_path / "decisions.toml", TEXT, "")
    real = writer.exchange

    def late(new, target):
        if not late.done:
            late.done = True
            target.write_text("theirs", encoding="utf-8")
        return real(new, target)

    late.done = False
    monkeypatch.setattr(writer, "exchange", late)
    with pytest.raises(Changed):
        write_text(tmp_path / "decisions.toml", "mine", seen)
    assert (tmp_path / "decisions.toml").read_text(encoding="utf-8") == "theirs"


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_file_is_written_with_and_without_an_exchange_and_taken_away(tmp_path, monkeypatch, exchanges):
    if not exchanges:
        monkeypatch.setattr(writer, "exchange", lambda *_: False)
    seen = write_text(tmp_path / "decisions.toml", "\n# x\n", "")
    seen = write_text(tmp_path / "decisions.toml", "y\n", seen, b"\xef\xbb\xbfx\r\n")
    assert (tmp_path / "decisions.toml").read_bytes() == b"\xef\xbb\xbfy\r\n"
    assert write_text(tmp_path / "decisions.toml", "", seen) == ""
    assert list(tmp_path.iterdir()) == []
