"""Small editions with their calls in braces: the judge finds these and no other number."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook.model import Decision, Finding, Source, Span, Subject, Topic
from letterbook.model.kinds import NOTE_BODY
from letterbook.model.values import NoteCall, NoteOpening
from letterbook.settle.calls.judge import Scope, judge_style, settle_calls


def plain(marked: str) -> tuple[str, list[Span]]:
    """Take the braces off: the text, and the spans they held."""
    text, spans = "", []
    for piece in re.split(r"(\{[^}]+\})", marked):
        if piece.startswith("{"):
            spans.append(Span(len(text), len(text) + len(piece) - 2))
        text += piece.strip("{}")
    return text, spans


def bodies(numbers: str, at: int = 10**6) -> tuple[Finding, ...]:
    return tuple(
        Finding(NOTE_BODY, Span(at + i, at + i + 1), "test", 1.0, NoteOpening(number))
        for i, number in enumerate(numbers.split())
    )


def settle(
    marked: str, notes: str, language: str = "en", claimed: tuple[str, ...] = ()
) -> tuple[list[str], list[str], tuple[Decision, ...]]:
    """Settle one scope: the calls found and the calls wanted (as context), and the decisions."""
    text, wanted = plain(marked)
    source = Source("t", text, "")
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in claimed]
    found, decisions = settle_calls(
        source, [Scope("book", (Span(0, len(text)),), bodies(notes))], spans, [language]
    )

    def show(span: Span) -> str:
        before, after = text[max(0, span.start - 12) : span.start], text[span.end : span.end + 8]
        return f"{before}>{source.quote(span)}<{after}"

    return [show(call.span) for call in found], [show(span) for span in wanted], decisions


BARE_EN = """No. 1

Of the 7 ships that left on 3 June, 2 were lost before the end of the month. {1} The captain wrote on
July 4 that 5 men had the fever; by the 6th there were 12. Their water, {2} as you know, was bad.

We had no news for 6 weeks. {3}

2. As to the second matter, I paid £ 9 at once, and 8 more at Easter, about 4 per cent of the whole.
The governor {4} will not hear of it. Please read page 5 of his paper {5} and paragraphs 6 and 7 of mine.

Your obedient servant {6}

No. 2 {7}.

Between 8 and 9 o'clock we saw the fire. It burned for 3 hours and 10 houses are gone. {8} 20 men came
with buckets. The mayor, {9} of whom I spoke, lost all. I am told {10} that they will rebuild.
"""

BARE_DE = """Nr. 1

Von den 7 Büchern kamen am 3. Juni nur 2 an. {1} Ich wartete bis 5 Uhr, dann ging ich um 6 zum Essen.
Der Verleger {2} hat nicht geschrieben. Er wohnt jetzt im 4. Stock, {3} wie du weißt.

Im Bd. 3 auf S. 5 steht davon nichts. Etwa 8 Tage habe ich gesucht. {4}

Nr. 2

Gestern waren wir 6 Personen zu Tisch. Die Schwester {5} kam mit 2 Kindern. Was meinst du? {6} Ich gebe
dafür keine 10 Mark und schon gar nicht 7 oder 8 Gulden. Das Stück {7} ist verloren.
"""

BARE_FR = """N° 1

Des 7 volumes que j'attendais le 3 juin, 2 sont arrivés. {1} J'ai payé 5 francs, et 4 sous de port.
Le libraire {2} ne répond pas. Il demeure à présent au 6 de la rue Neuve, {3} comme vous savez.

Voyez le t. 3, p. 5. J'ai cherché pendant 8 jours. {4}

N° 2

Hier nous étions 6 personnes à table. Sa sœur {5} vint vers 9 heures avec 2 enfants. Qu'en dites-vous ? {6}
Je n'en donnerais pas 10 francs, ni 7 ou 8 écus. La pièce {7} est perdue.
"""


@pytest.mark.parametrize(
    ("language", "text", "notes", "claimed"),
    [
        ("en", BARE_EN, "1 2 3 4 5 6 7 8 9 10", ("No. 1", "No. 2")),
        ("de", BARE_DE, "1 2 3 4 5 6 7", ("Nr. 1", "Nr. 2")),
        ("fr", BARE_FR, "1 2 3 4 5 6 7", ("N° 1", "N° 2")),
    ],
)
def test_bare_numbers_in_three_languages(
    language: str, text: str, notes: str, claimed: tuple[str, ...]
) -> None:
    found, wanted, _ = settle(text, notes, language, claimed)
    assert found == wanted


def restyled(text: str, form: str) -> str:
    """Print the calls another way: form is like "[n]" or " (n)"; glued if it begins with no blank."""

    def write(match: re.Match[str]) -> str:
        mark = form.strip().replace("n", match.group(1))
        if "¹" in form:
            mark = match.group(1).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return f" {{{mark}}}" if form.startswith(" ") else f"{{{mark}}}"

    return re.sub(r" \{(\w+)\}", write, text)


@pytest.mark.parametrize(
    ("form", "style"),
    [
        ("n", "glued"),
        ("[n]", "bracket"),
        (" [n]", "bracket"),
        ("(n)", "paren"),
        (" (n)", "paren"),
        ("n)", "half"),
        (" n)", "half"),
        ("¹", "superscript"),
        ("^n", "superscript"),
        ("^{n}".replace("{", "").replace("}", ""), "superscript"),
    ],
)
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_style_is_found(form: str, style: str, language: str) -> None:
    text = {"en": BARE_EN.replace("No. 2 {7}", "No. II {7}"), "de": BARE_DE, "fr": BARE_FR}[language]
    marked = restyled(text, form)
    notes = "1 2 3 4 5 6 7 8 9 10" if language == "en" else "1 2 3 4 5 6 7"
    found, wanted, decisions = settle(marked, notes, language)
    assert found == wanted
    source, _ = plain(marked)
    scopes = [Scope("book", (Span(0, len(source)),), bodies(notes))]
    verdict = judge_style(Source("t", source, ""), scopes, (), [language])
    assert (verdict.style, verdict.called) == (style, verdict.notes)
    assert decisions[0].reason.startswith(f"{verdict.notes} of {verdict.notes} notes are called in the style")


TWICE = """It was late in the day. {1} He rose from his chair. {2}

Nobody spoke of it again. {3}

The other matter is no better. {3} I have no news of it so far. {4} He went home. {5}
"""


@pytest.mark.parametrize(
    ("name", "text", "notes"),
    [
        ("called twice", TWICE, "1 2 3 4 5"),
        ("never called", "It was late. {1} He rose. {2} She {4} went away, {5} and he stayed.", "1 2 3 4 5"),
        ("a letter after the number", "It was late. {1} He rose. {1A} She {2} went away.", "1 1A 2"),
        ("two at once", "It was late. {1} {2} He rose.", "1 2"),
        (
            "before the stop",
            "It was late {1}. He rose {2}, and she {3}. They went {4}; all was dark {5}.",
            "1 2 3 4 5",
        ),
        ("in brackets", "He wrote (in spring {1}) that all [of them {2}] would come. {3}", "1 2 3"),
        (
            "on a wrapped line",
            "He wrote that they would all come\n{1} and that the guns were\n{2} lost.",
            "1 2",
        ),
        ("stars", "It was late.{*} He rose{**} and went *away* at last.{†}", "* ** †"),
        (
            "stars and numbers",
            "It was late.{*} He rose.[{1}] She went.[{2}]".replace("[{", "{[").replace("}]", "]}"),
            "* 1 2",
        ),
        ("letters in brackets", "It was late.{[a]} He rose, {[b]} she {[c]} too [sic].", "a b c"),
        (
            "an enumeration stays",
            "It was late. {[1]} We ask:\n\n(1) tin,\n\n(2) rubber.\n\nHe rose. {[2]}",
            "1 2",
        ),
        ("a power stays", "It was late.{¹} A room of 9 m² is let.{²} He rose.{³}", "1 2 3"),
        (
            "a table stays",
            "So it was. {1}\n\nGuns 2 3 4 2 3\n\nTanks 3 2 4 3 2\n\nHe rose. {2} She went. {3}",
            "1 2 3",
        ),
        ("a list of references stays", "See my letters 2, 3 and 4. {1} He rose, {2} and went. {3}", "1 2 3"),
        ("no call at all", "He came on 1 June with 2 men and 3 guns, at 4 o'clock.", "1 2 3 4"),
        ("no digit at all", "He came.", "1 2"),
    ],
)
def test_small_cases(name: str, text: str, notes: str) -> None:
    found, wanted, _ = settle(text, notes)
    assert found == wanted, name


def test_calls_stand_beside_what_others_have_read() -> None:
    text = "York, {1} 29 June, 1774.\n\nI write. {2}\n\nLondon, 3 July, 1774. {3}\n\nI answer. {4}"
    found, wanted, _ = settle(text, "1 2 3 4", claimed=("29 June, 1774", "3 July, 1774"))
    assert found == wanted


def test_every_scope_has_its_own_run() -> None:
    letters = [
        "1. We sailed at dawn. {1} The 2 pilots {2} were drunk.",
        "2. In 1 hour we saw the coast. {1}",
        "3. Of 2 letters I have 1 here. Your brother {1} has the other.",
        "4. He came about 1 in the night, {1} with 2 men. {2} We gave them 3 beds. {3}",
        "5. All is well.",
        "6. I had 1 answer, on 2 June. {1}",
    ]
    text, wanted = plain("\n\n".join(letters))
    scopes, start = [], 0
    for number, letter in enumerate(letters):
        length = len(plain(letter)[0])
        notes = " ".join(dict.fromkeys(re.findall(r"\{(\w+)\}", letter)))
        scopes.append(Scope(f"letter-{number}", (Span(start + 2, start + length),), bodies(notes)))
        start += length + 2
    found, _ = settle_calls(Source("t", text, ""), scopes, (), ["en"])
    assert [call.span for call in found] == wanted
    assert found[0].value == NoteCall("1", "bare", "letter-0", 0)


def test_a_mark_calls_one_note_only() -> None:
    """Notes of the book and notes of a letter look for their calls in the same lines."""
    text, wanted = plain(
        "It was late. {1} He rose from his chair. {2}\n\nNobody spoke of it again, {1} I am told."
    )
    book = Scope("", (Span(0, len(text)),), bodies("1"))
    letter = Scope("letter-1", (Span(0, text.index("Nobody")),), bodies("1 2"))
    found, _ = settle_calls(Source("t", text, ""), [book, letter], (), ["en"])
    assert [call.span for call in found] == wanted
    assert [call.value.scope for call in found] == ["letter-1", "letter-1", ""]


def test_a_habit_carries_a_weak_place() -> None:
    """Where calls stand before the comma, a lone number before a comma is a call; elsewhere it is none."""
    doubtful = "The second matter of the governor {1}, of which you speak, is settled"
    habit = [f"It was late at night {{1}}, and he rose to go home to number {n}." for n in range(300, 330)]
    text, wanted = plain("\n\n".join([*habit, doubtful]))
    ends = [match.end() for match in re.finditer(r"(?:\n\n|\Z)", text)]
    scopes = [
        Scope(str(n), (Span(start, end),), bodies("1"))
        for n, (start, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True))
    ]
    found, _ = settle_calls(Source("t", text, ""), scopes, (), ["en"])
    assert [call.span for call in found] == wanted


def test_the_hard_cases_are_told() -> None:
    text = "It was late. {[1]} He rose. {[2]} The bill {[2]} fell, {[4]} as in 5 cases."
    _, _, decisions = settle(text, "1 2 3 4 5")
    said = {decision.subject: decision for decision in decisions}
    assert said[Subject(Topic.CALL_REPEATED, note="2", count=2)].kept is not None
    assert said[Subject(Topic.CALL_MISSING, note="3")].kept is None
    assert said[Subject(Topic.CALL_MISSING, note="5")].dropped == ()


def test_a_mark_that_was_no_call_is_named() -> None:
    text = "It was late. {1} He rose. {2} She paid £ 3 for it, and went. {4}"
    found, wanted, decisions = settle(text, "1 2 3 4")
    assert found == wanted
    (missing,) = [decision for decision in decisions if decision.kept is None and decision.dropped]
    assert missing.subject == Subject(Topic.CALL_MISSING, note="3")
    assert [finding.span.start for finding in missing.dropped] == [plain(text)[0].index("3 for")]
    assert "other numbers by their surroundings" in missing.reason


def test_a_rival_is_named() -> None:
    text = "It was late. {1} He rose, 2 as all knew, and went. {2} She stayed. {3}"
    found, wanted, decisions = settle(text, "1 2 3")
    assert found == wanted
    (rivalry,) = [
        decision for decision in decisions if decision.subject == Subject(Topic.CALL_RIVALS, note="2")
    ]
    assert [finding.span for finding in rivalry.dropped] == [
        Span(text.index("2 as") - 2, text.index("2 as") - 1)
    ]


def test_a_doubtful_call_is_left_to_the_editor() -> None:
    text = "It was late. {1} He rose. {2} They came with 3 guns and 4 men. {4} So it was. {5}"
    found, wanted, decisions = settle(text, "1 2 3 4 5")
    assert found == wanted
    assert not any(decision.kept and decision.kept.value.number == "3" for decision in decisions)


def test_nothing_to_find() -> None:
    source = Source("t", "He came with 2 men.", "")
    assert settle_calls(source, [], (), ["en"]) == ((), ())
    assert settle_calls(source, [Scope("book", (Span(0, 19),), ())], (), ["en"]) == ((), ())
    found, decisions = settle_calls(source, [Scope("book", (), bodies("1 2"))], (), ["en"])
    assert found == ()
    assert [decision.kept for decision in decisions] == [None, None, None]


def test_a_number_that_many_notes_bear_is_called_in_their_order() -> None:
    """Numbers restart, but the scopes are not known: the chain still runs."""
    text, wanted = plain(
        "It was late.{[1]} He rose.{[2]} She went.{[1]} They came.{[1]} He sat.{[2]} So.{[3]}"
    )
    found, _ = settle_calls(
        Source("t", text, ""), [Scope("book", (Span(0, len(text)),), bodies("1 2 1 1 2 3"))], (), ["en"]
    )
    assert [call.span for call in found] == wanted
    assert [call.value.rank for call in found] == [0, 1, 2, 3, 4, 5]


PIECES = [
    "It was late.",
    " {n}",
    " The 3 men",
    ", {n}",
    " of 12 June",
    "\n\n",
    " 2 ships",
    " and 5",
    " (7)",
    "[4]",
    " 6.",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25), st.integers(0, 8), st.sampled_from(["en", "de", "fr"]))
@settings(max_examples=60, deadline=None)
def test_what_is_kept_is_a_chain_and_the_same_again(pieces: list[str], notes: int, language: str) -> None:
    text, number = "", 0
    for piece in pieces:
        number += "{n}" in piece
        text += piece.replace("{n}", str(number))
    scopes = [Scope("book", (Span(0, len(text)),), bodies(" ".join(str(n + 1) for n in range(notes))))]
    source = Source("t", text, "")
    found, decisions = settle_calls(source, scopes, (), [language])
    assert (found, decisions) == settle_calls(source, scopes, (), (language,))
    assert [call.span for call in found] == sorted({call.span for call in found})
    for call in found:
        assert re.search(r"\d+", source.quote(call.span))[0] == call.value.number  # type: ignore[index]
        assert 0 <= call.value.rank < notes
