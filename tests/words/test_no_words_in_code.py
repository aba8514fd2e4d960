"""No word of a language stands in a pattern of the code: a new language is files of words alone."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import letterbook
import letterbook.words

ROOT = Path(letterbook.__file__).parent
#: Rooms that read what authors and printers wrote.
ROOMS = ("detect", "read", "rules", "settle", "structure_model", "build", "survey", "values")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: What of a pattern is no text: names of groups, classes, escapes, counts, comments.
_NO_TEXT = re.compile(r"\(\?P[<=]\w+[>)]|\\[pP]\{\w+\}|\\.|\[(?:\\.|[^\]\\])*\]|\{[^}]*\}|\s#.*")

#: Words in patterns that are no language's to add to, by file, each with the reason.
EXCEPTIONS: dict[str, tuple[str, frozenset[str]]] = {
    "rules/front_and_back_matter.py": (
        "the fences that the great text archives put around a book, in English whatever the book's language",
        frozenset(
            {"the", "this", "project", "end", "of", "book", "text", "proofread", "scanned", "digiti", "ed"}
        ),
    ),
    "read/emphasis.py": ("addresses on the web, and the fences of text archives", frozenset({"html", "end"})),
    "read/forms.py": (
        "names of elements and classes of HTML",
        frozenset({"html", "head", "class", "page", "line"}),
    ),
    "read/plain_text.py": ("names of elements", frozenset({"html"})),
    "read/transcription.py": ("keys in files of transcription tools", frozenset({"index"})),
    "read/web_blocks.py": ("classes of the pictures of web pages", frozenset({"fig", "right", "ure"})),
    "read/web_print.py": (
        "names of classes and properties of style sheets, and the page marks that web pages are made with",
        frozenset(
            {"none", "page", "pag", "pg", "seite", "all", "style", "super", "letter", "text", "top"}
            | {"em", "ex", "pt"}
        ),
    ),
    "values/dates/lines.py": ("signs that stand for the parts of a date", frozenset({"jl"})),
    "values/dates/tokens.py": ("Roman numerals", frozenset({"cm"})),
    "values/numerals.py": ("Roman numerals", frozenset({"cm"})),
}


def _words() -> frozenset[str]:
    """Return every word of two letters or more in the files of words, without the tables of habits."""
    found: set[str] = set()
    for path in Path(letterbook.words.__file__).parent.glob("*.toml"):
        for table, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if table not in {"language", "habits"}:
                found |= {
                    word for row in rows.values() for entry in row for word in _WORD.findall(entry.lower())
                }
    return frozenset(found)


def _texts(pattern: ast.expr) -> Iterator[str]:
    """Yield the text that stands in a pattern itself, without the arguments of calls within it."""
    if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
        yield pattern.value
    elif isinstance(pattern, ast.JoinedStr):
        # what is filled in comes from elsewhere
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else " " for part in pattern.values)
    elif isinstance(pattern, ast.BinOp):
        yield from _texts(pattern.left)
        yield from _texts(pattern.right)


def words_in(source: str, known: frozenset[str]) -> set[str]:
    """Return the words of languages that stand in the patterns of a module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        called = node.func if isinstance(node, ast.Call) else None
        if not isinstance(called, ast.Attribute) or getattr(called.value, "id", "") != "re":
            continue
        for text in _texts(node.args[0]) if isinstance(node, ast.Call) and node.args else ():
            found |= set(_WORD.findall(_NO_TEXT.sub(" ", text).lower())) & known
    return found


MODULES = sorted(
    str(path.relative_to(ROOT))
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
    if path.stem != "__init__"
)


#: Rooms that write or check, of which no part may ask for a language either.
OUTSIDE = sorted(
    str(path.relative_to(ROOT))
    for room in ("tei", "check", "other_tei")
    for path in (ROOT / room).rglob("*.py")
)


@pytest.fixture(scope="module")
def known() -> frozenset[str]:
    return _words()


def test_no_pattern_holds_a_word_of_a_language(known):
    held = {name: words_in((ROOT / name).read_text(encoding="utf-8"), known) for name in MODULES}
    wrong = {
        name: sorted(found - EXCEPTIONS.get(name, ("", frozenset()))[1])
        for name, found in held.items()
        if found
    }
    assert not {name: found for name, found in wrong.items() if found}


def test_no_exception_is_left_over(known):
    for name, (reason, allowed) in EXCEPTIONS.items():
        assert reason
        assert allowed <= words_in((ROOT / name).read_text(encoding="utf-8"), known), name


#: Codes of languages in the code of reading, by file, each with the reason.
CODES = {
    "detect/languages.py": ("of a few words in no known language: they are taken for English", {"en"}),
    "build/tree.py": ("the same, where nobody has looked", {"en"}),
    "tei/document.py": ("the same", {"en"}),
    "read/web_print.py": ("no code: points, a unit of style sheets", {"pt"}),
    "settle/parties/declared.py": (
        "archives label in English whose book it is, whatever its language",
        {"en"},
    ),
    "survey/as_toml.py": ("no code: a word of the layout", {"en"}),
    "values/dates/reading.py": ("of a date alone, where nobody says which language it is in", {"en"}),
}


def codes_in(source: str) -> set[str]:
    """Return the codes of languages that stand as strings in a module."""
    codes = set(letterbook.words.languages())
    return {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)} & codes


def test_no_code_asks_which_language_it_is():
    """What goes with a language is a habit or a table in its file of words."""
    held = {name: codes_in((ROOT / name).read_text(encoding="utf-8")) for name in (*MODULES, *OUTSIDE)}
    assert {name: found for name, found in held.items() if found} == {
        name: allowed for name, (_, allowed) in CODES.items()
    }
    assert all(reason for reason, _ in CODES.values())
    assert codes_in('if "de" in languages:\n    pass') == {"de"}


SEEN = [
    ('import re\nA = re.compile(r"(?:de |du |d[\'’])")', {"de", "du"}),
    ('import re\nA = re.compile(r"(?:the|la)\\s+book")', {"the", "la", "book"}),
    ('import re\nre.sub(rf"^(?:der|die)\\s{x}", "", text)', {"der", "die"}),
    ('import re\nA = re.compile(r"(?P<book>\\d+)[the]{2,3}")', set()),
    ("import re\nA = re.compile(rf\"{any_of(rows('book'))}\\s+\")", set()),
    ('A = "the book"', set()),
    (
        'import re\nA = re.compile(r"\\[(?:the|la)\\b[^\\]]*")',
        {"the", "la"},
    ),  # a bracket of the text, not a class
]


@pytest.mark.parametrize(("source", "words"), SEEN)
def test_what_is_seen(source, words, known):
    assert words_in(source, known) == words
