"""Emphasis and raised letters: what is set off, and what only looks so."""

from __future__ import annotations

import pytest

from letterbook.read.emphasis import find_emphasis, find_superscripts

CASES = [
    ("She was _very_ kind and _quite_ well.", ["_very_", "_quite_"]),
    ("only _one_ pair in the book", ["_one_"]),
    ("He is =bold= and =brave=.", ["=bold=", "=brave="]),
    ("so ~g e s p e r r t~, ja ~sehr~", ["~g e s p e r r t~", "~sehr~"]),
    ("_A passage over\na line_ and _more_.", ["_A passage over\na line_", "_more_"]),
    ("_Norton,\n\nMay the 5th._\n\nDear Ann,", ["_Norton,\n\nMay the 5th._"]),
    ("18_th_ of June, Sep_r._ 4", ["_th_", "_r._"]),
    ("/Halle/, den 12. /Junii/ 1795", ["/Halle/", "/Junii/"]),
    ("*Dear Ann*, it is *so* late", ["*Dear Ann*", "*so*"]),
    ("**Dear Ann**, it is **so** late", ["**Dear Ann**", "**so**"]),
    ("_=Braun, Christian.=_ and =Wendt=", ["_=Braun, Christian.=_", "=Braun, Christian.=", "=Wendt="]),
    ("([_sic_]) and “_so_”", ["_sic_", "_so_"]),
    ("_never closed\n\nand more", ["_never closed"]),
    ("_one opened, _another_ closed", ["_another_"]),
    ("^NB.^ and ^Vignetten^, D^r and M^r", ["^NB.^", "^Vignetten^"]),
    ("#Halle#, +sehr+, #Jena# und +ja+", ["+sehr+", "+ja+", "#Halle#", "#Jena#"]),
    (
        "~" + "Un de mes plus vifs desirs. " * 20 + "Vous~\n\nund\n\n~" + "Si ce n'est. " * 40 + "plaisir~",
        ["~" + "Un de mes plus vifs desirs. " * 20 + "Vous~", "~" + "Si ce n'est. " * 40 + "plaisir~"],
    ),
    ("~one~ lost.~\n\n~two~ and ~three\n\nand ~four~", ["~one~", "~two~", "~four~"]),
    # hard negatives
    ("snake_case_names and file_name_here", []),
    ("http://www.a.org/_b_/c_d_.html or a_b_@c.de", []),
    ("a = b and c = d, a=b, c=d", []),
    ("a blank ____ to fill ____ in, 18__, and _ alone", []),
    ("~ 40 men and ~ 50 horses", []),
    ("$5 and $6, M^r and D^r, 1 + 2 + 3, No. #4, #5", []),
    ("on 12/24 or 1/2, and/or he/she, w/o", []),
    ("word* and another** and\n\n*A note.\n\n**Another note.", []),
    ("* * *\n\n*       *       *", []),
    ("one =pair= only", []),
    ("***START OF THE BOOK***\n\nwords\n\n***END OF THE BOOK***", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_emphasis(text: str, expected: list[str]) -> None:
    found = [one for one in find_emphasis(text) if one.rend]
    assert [text[slice(*one.span)] for one in found] == expected
    assert {text[slice(*mark)].strip("_=~/*^+#") for one in found for mark in one.marks} <= {""}


@pytest.mark.parametrize("text", ["opened _only in the end", "closed_ only, and no more"])
def test_a_mark_that_stands_alone_sets_nothing_off_and_is_a_mark(text: str) -> None:
    (one,) = find_emphasis(text)
    assert (one.rend, [text[slice(*mark)] for mark in one.marks]) == ("", ["_"])


RAISED = [
    ("Jan{y.} 5", ["{y.}"]),
    ("D^r and M^{rs}", ["^r", "^{rs}"]),
    ("4^to, 2^{d}", ["^to", "^{d}"]),
    # hard negatives: numbers call notes, or begin pages
    ("word^1 and word^{12} and {12} or {a}", []),
    ("x ^ y", []),
]


@pytest.mark.parametrize(("text", "expected"), RAISED)
def test_raised_letters(text: str, expected: list[str]) -> None:
    assert [text[slice(*one.span)] for one in find_superscripts(text)] == expected
