"""What stands between letters and is none is told once, with its places."""

from __future__ import annotations

from printed import book, found_in, letter

from letterbook.settle.judges import settle

STORY = "\n".join(
    ["The house had stood empty for a year when he took it, and the garden was a wood. He had"]
    + ["the wall mended before he thought of the roof, and the neighbours laughed at him for it,"] * 11
)


def told(count: int) -> list[str]:
    pieces = []
    for n in range(count + 1):
        pieces += [letter(f"LETTER {'I' * (n + 1)}."), f"PREFACE TO THE NEXT PART.\n\n{STORY}"]
    found = found_in(book("LETTERS", *pieces[:-1]))
    return [p.message for p in settle(found).problems if p.code == "layout-unread" and "between" in p.message]


def test_passages_between_letters_are_told_once():
    assert len(told(0)) == 0
    assert len(told(2)) == 1
    assert told(2)[0].startswith("2 passages between letters")
