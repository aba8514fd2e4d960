"""Texts that nobody prints: pages put together from lines of the samples, samples cut and shuffled, scraps.

Most rules and judges look at how lines stand to each other, so that a line at a wrong place tells more of
them than noise does. `KEPT` are texts that once broke a law.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

from hypothesis import strategies as st

_SAMPLES = Path(__file__).parent / "samples"
_TEXTS = tuple(path.read_text(encoding="utf-8").split("\n") for path in sorted(_SAMPLES.glob("*/source.txt")))
#: Every line once, without the long paragraphs: they are many, and much alike.
_LINES = tuple(sorted({line for text in _TEXTS for line in text if 0 < len(line) < 120}))

# fmt: off
SCRAPS = (
    "\n", "\n", "\n\n", "\n\n\n", " ", "  ", "\t", "\r", "\x00", "\x0b", "\x85", "\u2028", "\ufeff", "\xad",
    "é", "e\u0301", "ß", "İ", "ǆ", "²", "١٢", "Ⅻ", "𝟙", "\U0001f4ee", "\ufffe", "]]>", "&amp;", "<p>",
    "No. 1", "No. 2", "Mo. 3", "No. 1O", "1.", "2.", "3.", "II.", "III.", "LXV.", "12", "12a", "1776", "0",
    "00", "LETTER FIRST.", "Zweiter Brief", "LETTRE III", "TO ANN", "An Ben", "À Clara", "Ann to Ben",
    "M. D. C.", "Received on July 8, 1941", "Sent on", "3 May 1843", "12 May", "Same date.", "3/5 98",
    "[1843?]", "Monday", "Dear Sir,", "Liebe Anna!", "Monsieur,", "Yours,", "Ihr", "Tout à vous,",
    "ANN ORME", "A. B.", "P.S. x", "NOTES", "FOOTNOTES:", "Anmerkungen", "1. a note", "2. another 3. third",
    "[1] x", "(1) x", "1) x", "* x", "** x", "† x", "¹ x", "¹", "[Footnote 1: a", "[Footnote: b]", "]", "[",
    "(", ")", "[Anm. 2: c]", "text 1 text", "text.1 Text", "text[1]", "text*", "text¹", "Letter 1",
    "CONTENTS", "INDEX", "PREFACE", "* * *", "-----", "{12}", "[Pg 3]", "— 4 —", "5", "LETTERS OF ANN 6",
    "a b c d.", "word", "ar- rived", "-\n", "no,and yes", "(", "*** START OF THE PROJECT",
    "*** END OF THE PROJECT", "Publisher: X", "(incomplete)", "1. a\n\n2. b\n\n3. c",
)
# fmt: on

_LETTER = "No. {}\n\n3 May 1843\n\nDear Sir,\n\n{}\n\nYours ever,\n\nAnn Orme"


def _letters(*bodies: str) -> str:
    return "LETTERS\n\n\n" + "\n\n\n".join(_LETTER.format(n, body) for n, body in enumerate(bodies, 1))


#: Texts that broke a law, as small as they could be made, by what broke it.
KEPT = {
    "a title of notes between a line and its end": _letters(
        "word", "NOTES\na word of it.\n3 May 1843", "word\n\nNOTES\n\n1. A note.\n\n2. Another."
    ),
    "notes under a title in a bracket that nothing closes": _letters(
        "3. z\n[Footnote: b\nNOTES\n1) x", "word", "word\n\nNOTES\n\n1. A note."
    ),
    "a note at the foot in a bracket that nothing closes": _letters(
        "1) x\n\n[Footnote 1: a\n1) x\ntext 1 text", "word"
    ),
    "page numbers in a note": _letters("word\n\n[Footnote 1: a\n{12} [Pg 3]\n\n{12}\n(", "word"),
    "page numbers among notes under a title": _letters("{12}\nword", "word\n\nNOTES\n\n2. b {12}\n\n{13}"),
    "a note in a licence": _letters("[Footnote 1: a\n*** START OF THE PROJECT", "word", "word"),
}


def _join(rows: list[tuple[str, str]]) -> str:
    return "".join(line + gap for line, gap in rows)


def _edit(text: list[str], start: int, size: int, edits: list[tuple[str, int, str]]) -> str:
    """Take some lines of a sample and change them: a line goes, comes, is cut, emptied, or moved."""
    rows = text[start % len(text) :][:size]
    for what, where, line in edits:
        at = where % (len(rows) + 1)
        old = rows[at : at + 1]
        new = {
            "gone": [],
            "new": [line, *old],
            "cut": [row[: where % (len(row) + 1)] for row in old],
            "empty": [""],
            "twice": [*old, *old],
            "indented": ["    " + row for row in old],
            "capitals": [row.upper() for row in old],
            "joined": [" ".join(rows[at : at + 2])],
        }[what]
        rows[at : at + (2 if what == "joined" else 1)] = new
        if what == "gone" and old:
            rows.insert((where * 7) % (len(rows) + 1), old[0])
    return "\n".join(rows)


_KINDS = ("gone", "new", "cut", "empty", "twice", "indented", "capitals", "joined")
_GAPS = ("\n", "\n", "\n\n", "\n\n", "\n\n\n", " ")

_shuffled = st.lists(st.tuples(st.sampled_from(_LINES), st.sampled_from(_GAPS)), max_size=60).map(_join)
_edited = st.builds(
    _edit,
    st.sampled_from(_TEXTS),
    st.integers(0, 400),
    st.integers(5, 120),
    st.lists(
        st.tuples(st.sampled_from(_KINDS), st.integers(0, 2000), st.sampled_from((*_LINES[:500], *SCRAPS))),
        max_size=10,
    ),
)
_scraps = st.lists(st.sampled_from(SCRAPS), max_size=70).map("".join)
_mixed = st.lists(
    st.tuples(st.one_of(st.sampled_from(_LINES), st.sampled_from(SCRAPS)), st.sampled_from(_GAPS)),
    max_size=50,
).map(_join)

#: How a letter may begin, and what may stand behind the letters; {n} is its number.
_HEADS = (
    "No. {n}\n\n3 May 1843",
    "{n}.\n\n3 May 1843",
    "[{n}]",
    "ANN TO BEN\n\n3 May 1843",
    "3 May 1843",
    "Letter {n}.",
)
_ENDS = (
    "",
    "\n\nNOTES\n\n1. A note.\n\n2. Another.",
    "\n\n\nINDEX\n\nAnn, 3",
    "\n\n1 A note.\n2 Another.\n3 More.",
)


def _bind(head: str, letters: list[list[tuple[str, str]]], end: str) -> str:
    """Print letters in one manner, with anything in them."""
    rows = [
        f"{head.format(n=n)}\n\nDear Sir,\n\n{_join(lines)}\n\nYours ever,\n\nAnn Orme"
        for n, lines in enumerate(letters, 1)
    ]
    return "LETTERS OF ANN ORME\n\n\n" + "\n\n\n".join(rows) + end


_inside = st.lists(
    st.tuples(st.one_of(st.sampled_from(SCRAPS), st.sampled_from(_LINES)), st.sampled_from(_GAPS)),
    max_size=12,
)
_bound = st.builds(
    _bind, st.sampled_from(_HEADS), st.lists(_inside, min_size=1, max_size=6), st.sampled_from(_ENDS)
)

#: Signs that may stand in each other: notes in brackets, titles above notes, page numbers, ends of books.
# fmt: off
_NESTING = (
    "NOTES", "FOOTNOTES:", "[Footnote 1: a", "[Footnote: b", "[Footnote *: c]", "]",
    "[It was sold that year.]", "1. a note", "2. another", "3. more 4. four", "[1] x", "* x", "** y",
    "1) x", "¹ x", "a text 1 text[1] text*", "12", "13", "14", "[Pg 3]", "{12}", "{13}", "{14}", "— 4 —",
    "LETTERS OF ANN 6", "7 LETTERS OF ANN", "* * *", "the cart goes", "to the mill and", "Big words.",
    "Dear Sir,", "P.S. x", "No. 3", "Mo. 4", "Letter 2", "1844", "INDEX", "PART THE SECOND",
    "*** START OF THE PROJECT", "*** END OF", "(1) a", "(2) b", "a line\n   of verse",
)
# fmt: on
_nested = st.builds(
    _bind,
    st.sampled_from(_HEADS),
    st.lists(
        st.lists(st.tuples(st.sampled_from(_NESTING), st.sampled_from(_GAPS)), max_size=10),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(_ENDS),
)

odd_texts = st.one_of(_nested, _bound, _edited, _nested, _shuffled, _bound, _mixed, _scraps)


def odd_text(seed: int) -> str:
    """Return an odd text without Hypothesis, the same for the same seed."""
    pick = Random(seed)  # noqa: S311 (nothing secret is drawn)
    edits = [
        (pick.choice(_KINDS), pick.randrange(2000), pick.choice((*_LINES, *SCRAPS)))
        for _ in range(pick.randrange(9))
    ]
    return _edit(pick.choice(_TEXTS), pick.randrange(400), pick.randrange(5, 120), edits)
