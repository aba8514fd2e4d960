"""decisions.toml: every table does what it says, none is lost in silence, none changes more than it must."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letters_of_ada import HEAD, SOURCE, edition, lay_out, tei
from scoring import SAMPLES, editions

from letterbook.model import Block, Cert, Correction, Letter, PageBreak, gaps, leaves, letters, notes
from letterbook.problems import Refused
from letterbook.project.decision_kinds import KINDS
from letterbook.project.decisions_toml import LINES
from letterbook.project.letterbook_toml import load
from letterbook.review.facts import facts
from letterbook.stages import understand

HEADER_LINES = len(HEAD.splitlines())


def told(built) -> dict[str, tuple[str, str]]:
    return {fact.id: (fact.value, fact.status) for fact in facts(built)}


def walk(nodes, kind):
    for node in nodes:
        if isinstance(node, kind):
            yield node
        yield from walk(getattr(node, "children", ()), kind)


def table(name: str, /, **keys) -> str:
    lines = [f"[[{name}]]"]
    for key, value in {"reason": "So it is.", **keys}.items():
        written = str(value) if isinstance(value, int | list) else f'"{value}"'
        lines.append(f"{key.replace('_', '-')} = {written}")
    return "\n".join(lines) + "\n"


# ------------------------------------------------------------------ what each table does


@pytest.mark.parametrize(
    ("ruling", "fact", "value"),
    [
        (table("sender", letter=5, person="Ben Reed"), "5/sender", "Ben Reed"),
        (table("sender", letter=5, person="Reed"), "5/sender", "Ben Reed"),
        (table("sender", letter=1, person="Clara Moss"), "1/sender", "Clara Moss"),
        (table("sender", letter=1, person=["Ben Reed", "Nils Aas"]), "1/sender", "Ben Reed; Nils Aas"),
        (table("recipient", letter=["4", "5"], person="Clara Moss"), "4/recipient", "Clara Moss"),
        (table("not-sender", letter=1, person="Ben Reed"), "1/sender", ""),
        (table("sent", letter=1, date="1901-05-01"), "1/sent", "1901-05-01"),
        (
            table("sent", letter=1, not_before="1901-04", not_after="1901-05-01"),
            "1/sent",
            "1901-04/1901-05-01",
        ),
        (table("sent", letter=1) + "from = 1901-04-29\nto = 1901-05-01\n", "1/sent", "1901-04-29/1901-05-01"),
        (table("not-sent", letter=1), "1/sent", ""),
        (table("received", letter=2, date="1901-05-12"), "2/received", "1901-05-12"),
        (table("place", letter=2, place="Bergen"), "2/place", "Bergen"),
        (table("reply", letter=2, to=1), "2/reply", "1"),
        (table("heading", quote="I have seen the printer", number="3a"), "3a/heading", "3a"),
        (table("heading", quote="Mo. 5", number=6), "6/heading", "6"),
        (table("call", quote="come from the mill. 4", note=3), "3/call", "note 3"),
        (
            table("call", quote="written to the printer for others", mark="others", note=3),
            "2/call/3",
            "note 3",
        ),
        (table("note", note=3, letter=2) + table("not-call", quote="tain that 3"), "note-3/note", "letter 2"),
        (
            table("correction", quote="the glass is whole", reading="the glass is whole still"),
            "1/correction",
            "whole still",
        ),
        (table("correction", quote="cap- tain that", reading="captains that"), "2/correction", "captains"),
    ],
)
def test_a_fact_is_what_the_editor_says(tmp_path, ruling, fact, value):
    built, problems = edition(tmp_path, ruling)
    assert [row for row in problems if row[1].startswith("decision")] == []
    assert told(built)[fact] == (value, "decided")
    assert list(gaps(built)) == []


def test_what_is_rejected_is_gone(tmp_path):
    rulings = (
        table("not-heading", quote="No. 4")
        + table("not-call", quote="Please tell the cap- tain that 3")
        + table("not-correction", quote="by the cap- tain of the port")
        + table("not-note", quote="4. The mill at Orrin")
    )
    built, problems = edition(tmp_path, rulings)
    assert [letter.key for letter in letters(built)] == ["1", "2", "3", "5"]
    assert {note.number: len(note.calls) for note in notes(built)} == {"1": 1, "2": 1, "3": 0, "5": 1}
    misprints = walk((*built.body, *built.back), Correction)
    assert [built.source.place(one.span.start).line for one in misprints] == [29, 51]
    assert [code for _, code, _ in problems if code.startswith("decision")] == []


def test_a_number_of_a_note_misread_is_mended(tmp_path):
    wrong = SOURCE.replace("\n4. The mill", "\nA. The mill")
    folder = tmp_path / "x"
    folder.mkdir()
    source = lay_out(folder, table("note", quote="A. The mill", note=4))
    source.write_text(wrong, encoding="utf-8")
    built, problems = understand(load(source).value)
    assert [note.number for note in notes(built)] == ["1", "2", "3", "4", "5"]
    assert [p.code for p in problems if p.code.startswith("decision")] == []


def paragraphs(built, key: str) -> list[str]:
    (letter,) = (one for one in letters(built) if one.key == key)
    spans = []
    for block in walk(letter.children, Block):
        inside = [leaf.span for leaf in leaves((block,))]
        spans.append(f"{block.kind}: {built.source.text[inside[0].start : inside[-1].end]}")
    return spans


def test_paragraphs_are_joined_and_divided(tmp_path):
    before = paragraphs(edition(tmp_path)[0], "1")
    assert before[4].endswith("He means to sail again")
    rulings = table("join", quote="sail again before the equinox") + table(
        "split", quote="I have put the lamps"
    )
    built, problems = edition(tmp_path, rulings)
    after = paragraphs(built, "1")
    assert after[4].startswith("p: I have put the lamps")
    assert after[5].endswith("sail again\n\nbefore the equinox, if the owners let him have the men he wants.")
    assert len(after) == len(before)
    assert list(gaps(built)) == []
    assert [code for _, code, _ in problems if code.startswith("decision")] == []


IN_LETTERS = {word: kind for word, kind in LINES.items() if kind not in ("page.break", "fw")}


@pytest.mark.parametrize(("word", "kind"), IN_LETTERS.items())
def test_a_line_is_what_the_editor_says(tmp_path, word, kind):
    built, _ = edition(tmp_path, table("line", quote="Ben Reed", line=19, **{"is": word}))
    assert f"{kind}: Ben Reed" in paragraphs(built, "1")
    assert list(gaps(built)) == []


def test_a_line_is_a_page_number_or_a_running_head_or_none(tmp_path):
    text = SOURCE.replace(
        "on the pier until it was dark.\n", "on the pier until it was dark.\n\n17\n\nLETTERS\n"
    )
    rulings = table("line", quote="17", line=39, **{"is": "page-number"}) + table(
        "line", quote="LETTERS", **{"is": "running-head"}
    )
    source = lay_out(tmp_path, rulings)
    source.write_text(text, encoding="utf-8")
    built, problems = understand(load(source).value)
    assert [p.code for p in problems if p.code.startswith("decision")] == []
    assert [page.n for page in walk(built.body, PageBreak)] == ["17"]
    assert "fw: LETTERS" in paragraphs(built, "3")
    assert list(gaps(built)) == []


def test_matter_between_letters_is_set_apart_and_given_back(tmp_path):
    built, problems = edition(tmp_path, table("matter", quote="I have seen the printer"))
    assert "p: I have seen the printer" not in " ".join(paragraphs(built, "3"))
    (part,) = (node for node in built.body if isinstance(node, Block))
    assert (part.kind, part.value) == ("matter", "part")
    assert [code for _, code, _ in problems if code.startswith("decision")] == []
    both = table("matter", quote="I have seen the printer") + table("not-matter", quote="Ben Reed", line=41)
    assert paragraphs(edition(tmp_path, both)[0], "3") == paragraphs(edition(tmp_path)[0], "3")


def test_a_printed_date_means_what_the_editor_says(tmp_path):
    written = tei(load(lay_out(tmp_path, table("date", quote="May 9, 1901", date="1902-05-09"))).value)
    assert (
        written.count('<date when="1902-05-09" cert="high" evidence="conjecture" resp="#editor-A-Editor">')
        == 2
    )
    assert 'when="1901-05-09"' not in written
    written = tei(load(lay_out(tmp_path, table("not-date", quote="May 9, 1901"))).value)
    assert ">Sent on May 9, 1901<" in written


def test_a_call_may_mean_another_note_than_is_printed(tmp_path):
    ruling = table("call", quote="come from the mill. 4", sense=3, cert="low")
    written = tei(load(lay_out(tmp_path, ruling)).value)
    call = '<ref xml:id="call-4-1" type="note" target="#note-4" corresp="#note-3" cert="low" resp="#editor-A'
    assert call in written


def test_the_decision_stands_in_the_tei_with_its_editor_and_reason(tmp_path):
    written = tei(
        load(lay_out(tmp_path, table("sender", letter=5, person="Ben Reed", evidence="external"))).value
    )
    assert '<respStmt xml:id="editor-A-Editor">' in written
    assert 'cert="high" evidence="external" resp="#editor-A-Editor">Ben Reed</persName>' in written
    assert (
        '<change who="#editor-A-Editor" type="decision">Letter 5 was sent by Ben Reed. So it is.</change>'
        in written
    )


def test_only_the_letters_named_change(tmp_path):
    before = told(edition(tmp_path)[0])
    after = told(edition(tmp_path, table("sender", letter=4, person="Clara Moss"))[0])
    assert {key for key in after if after[key] != before[key]} == {"4/sender"}


def test_who_is_rejected_need_not_have_been_found(tmp_path):
    built, problems = edition(tmp_path, table("not-recipient", letter=1, person="Clara Moss"))
    assert told(built)["1/recipient"] == ("Ada Holm", "inferred")
    assert [row for row in problems if row[1].startswith("decision")] == []


# ------------------------------------------------------------------ decisions that decide nothing new


def without_marks(written: str) -> str:
    """Take from a TEI what a confirmation may change: who says so and why, how sure, what the header says."""
    written = re.sub(r'\n +<note type="evidence">[^<]*</note>', "", written)
    written = re.sub(r' (resp|cert|evidence)="[^"]*"', "", written)
    written = re.sub(r'\n +<respStmt xml:id="editor.*?</respStmt>', "", written, flags=re.DOTALL)
    written = re.sub(r" Heard beside it:[^<]*", "", written)
    return re.sub(r"<interpretation>.*?</interpretation>", "", written, flags=re.DOTALL)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """Give the TEI without decisions, and the lines that confirm each fact."""
    folder = tmp_path_factory.mktemp("plain") / "mail"
    folder.mkdir()
    project = load(lay_out(folder)).value
    told = facts(understand(project).value)
    confirming = [fact.confirm for fact in told if fact.confirm and fact.status != "suggested"]
    assert len(confirming) > 25
    return tei(project), confirming


def test_an_empty_file_changes_nothing(plain, tmp_path):
    folder = tmp_path / "mail"
    folder.mkdir()
    source = lay_out(folder)
    (folder / "decisions.toml").write_text("# nothing yet\n", encoding="utf-8")
    written = tei(load(source).value)
    assert re.sub(r" Heard beside it:[^<]*", "", written) == plain[0]


@settings(max_examples=15)
@given(data=st.data())
def test_confirming_changes_nothing_but_who_says_so(plain, tmp_path_factory, data):
    written, confirming = plain
    chosen = data.draw(
        st.permutations(confirming).flatmap(lambda rows: st.sampled_from([rows, rows[::2], rows[:5]]))
    )
    folder = tmp_path_factory.mktemp("again") / "mail"
    folder.mkdir()
    project = load(lay_out(folder, "\n".join(chosen))).value
    _, problems = understand(project)
    assert [p for p in problems if p.code.startswith("decision")] == []
    assert without_marks(tei(project)) == without_marks(written)


@pytest.mark.parametrize("name", editions())
def test_every_fact_of_every_edition_may_be_confirmed(tmp_path, name):
    source = tmp_path / name / "source.txt"
    source.parent.mkdir()
    shutil.copy(SAMPLES / name / "source.txt", source)
    plain = load(source).value
    built, before = understand(plain)
    confirming = [fact.confirm for fact in facts(built) if fact.confirm and fact.status != "suggested"]
    (source.parent / "decisions.toml").write_text(HEAD + "\n".join(confirming), encoding="utf-8")
    confirmed = load(source).value
    _, after = understand(confirmed)
    assert [str(p) for p in after if p.code.startswith("decision")] == []
    assert {p.code for p in after} <= {p.code for p in before}
    written, again = (
        re.sub("<correction .*?</correction>", "", tei(p), flags=re.DOTALL) for p in (plain, confirmed)
    )
    assert without_marks(again) == without_marks(written)


def test_what_is_printed_needs_nobodys_word(plain, tmp_path):
    folder = tmp_path / "mail"
    folder.mkdir()
    source = lay_out(folder)
    ruling = table("sent", letter=2, date="1901-05-09") + table("received", letter=1, date="1901-05-03")
    (folder / "decisions.toml").write_text(HEAD + ruling, encoding="utf-8")
    written = re.sub(r" Heard beside it:[^<]*", "", tei(load(source).value))
    assert written == plain[0]


def test_the_order_of_the_file_does_not_matter(tmp_path):
    rulings = [
        table("sender", letter=5, person="Nils Aas"),
        table("recipient", letter=5, person="Clara Moss"),
        table("not-call", quote="tain that 3"),
        table("place", letter=2, place="Bergen"),
    ]
    made = []
    for order in (rulings, rulings[::-1]):
        folder = tmp_path / str(len(made)) / "mail"
        folder.mkdir(parents=True)
        made.append(re.sub(r" Heard beside it:[^<]*", "", tei(load(lay_out(folder, "".join(order))).value)))
    assert made[0] == made[1]


def test_the_sample_differs_only_where_a_decision_says_so(sample, tmp_path):
    """With its decisions every letter of the sample has both parties, and nothing else is changed."""
    alone = tmp_path / "churchill-stalin" / "source.txt"
    alone.parent.mkdir()
    shutil.copy(sample, alone)
    before = {fact.id: fact for fact in facts(understand(load(alone).value).value)}
    built, problems = understand(load(sample).value)
    after = {fact.id: fact for fact in facts(built)}
    assert problems == ()
    strange = [
        fact.id
        for fact in after.values()
        if fact.id in before
        and fact.value != before[fact.id].value
        and fact.status != "decided"
        and fact.kind != "correction"  # these are numbered, and some are added
    ]
    assert strange == []
    for letter in letters(built):
        for kind in ("sender", "recipient"):
            assert after[f"{letter.key}/{kind}"].status == "decided"
    assert after["8/sender"].value == "Franklin D. Roosevelt; Winston S. Churchill"
    assert after["note-6/note"].value == "letter 8"
    assert after["10/call"].value == "note 12, though note 8 is meant"
    assert after["10/call"].certainty == Cert.LOW


# ------------------------------------------------------------------ decisions that do not fit


@pytest.mark.parametrize(
    ("ruling", "code", "says"),
    [
        (table("not-heading", quote="No. 44"), "decision-lost", "“No. 44” stands nowhere"),
        (
            table("not-call", quote="with all yuor boxes, and the glass 1"),
            "decision-lost",
            "line 11: “with all your",
        ),
        (
            table("not-heading", quote="Ada Holm"),
            "decision-twice",
            "4 times in source.txt: on lines 1, 31, 49, 60",
        ),
        (table("not-heading", quote="The captain"), "decision-twice", "on lines 37, 55"),
        (
            table("not-heading", quote="The captain"),
            "decision-twice",
            "| Quote more, such as “The captain has”, or say which: line = 37",
        ),
        (table("not-heading", quote="No. 4", line=3), "decision-moved", "on line 43 now, not 3"),
        (table("sender", letter=7, person="Ben Reed"), "decision-letter", "there is no letter “7”"),
        (table("sender", letter="No. 5", person="Ben Reed"), "decision-letter", "there is no letter “No. 5”"),
        (table("reply", letter=5, to=9), "decision-letter", "there is no letter “9”"),
        (table("reply", letter=5, to=5), "decision-unmet", "cannot answer itself"),
        (
            table("date", quote="letter of May 1st", date="1901-05-01"),
            "decision-unmet",
            "no date is read there",
        ),
        (table("note", note=9, letter=1), "decision-note", "there is no note “9”"),
        (table("call", quote="from the mill. 4", note=9), "decision-note", "there is no note “9”"),
        (table("call", quote="from the mill. 4", sense="1B"), "decision-note", "there is no note “1B”"),
        (table("call", quote="from the mill"), "decisions-value", "the quote does not end in a mark"),
        (table("call", quote="from the mill. 4", mark="5"), "decisions-value", "“5” is not in the quote"),
        (
            table("correction", quote="No. 4", reading="No. 4"),
            "decisions-value",
            "the reading is what is printed",
        ),
        (
            table("correction", quote="tain that 3", reading="tain that three"),
            "decision-unmet",
            "a call of a note",
        ),
        (table("join", quote="Ben Reed No. 2"), "decision-unmet", "something stands between them"),
        (table("split", quote="Correspondence with Ben"), "decision-unmet", "no paragraph of a letter"),
        (
            table("line", quote="Correspondence with Ben", **{"is": "signature"}),
            "decision-unmet",
            "in no letter",
        ),
        (table("note", quote="We waited for you on the pier", note="2"), "decision-unmet", "leave no place"),
        (table("sender", letter=5, person="Ben Reedd"), "decision-new-name", "Did you mean “Ben Reed”?"),
        (
            table("sent", letter=2, date="1901-05-10"),
            "decision-against-print",
            "says “1901-05-10”, but the print says “May 9, 1901” (source.txt:23:9)",
        ),
        (
            table("not-received", letter=1),
            "decision-against-print",
            "rejects it, but the print says “May 3, 1901”",
        ),
    ],
)
def test_no_decision_is_passed_over_in_silence(tmp_path, ruling, code, says):
    built, problems = edition(tmp_path, ruling)
    mine = [row for row in problems if row[1].startswith("decision")]
    assert [row[1] for row in mine] == [code]
    line, _, said = mine[0]
    assert says in said
    assert line > HEADER_LINES
    assert list(gaps(built)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (table("heading", quote="No. 4"), table("not-heading", quote="No. 4")),
        (table("call", quote="tain that 3"), table("not-call", quote="cap- tain that 3")),
        (table("call", quote="tain that 3", note=2), table("call", quote="cap- tain that 3", note=3)),
        (
            table("correction", quote="cap- tain that", reading="captain that"),
            table("not-correction", quote="tell the cap- tain that"),
        ),
        (
            table("correction", quote="cap- tain that", reading="captain that"),
            table("correction", quote="cap- tain that", reading="captains that"),
        ),
        (table("sender", letter=1, person="Ben Reed"), table("sender", letter="1", person="Clara Moss")),
        (table("sender", letter=1, person="Ben Reed"), table("not-sender", letter=1, person="Ben Reed")),
        (table("sent", letter=1, date="1901-05-01"), table("sent", letter=[1, 2], date="1901-05-02")),
        (table("received", letter=1, date="1901-05-03"), table("not-received", letter=1)),
        (table("place", letter=1, place="Skarn"), table("place", letter=1, place="Bergen")),
        (table("reply", letter=2, to=1), table("not-reply", letter=2, to=1)),
        (table("note", note=3, letter=1), table("note", note=3, letter=2)),
    ],
)
def test_decisions_that_contradict_each_other_are_both_shown(tmp_path, one, other):
    _, problems = edition(tmp_path, one + other)
    mine = [row for row in problems if row[1] in ("decisions-contradict", "decision-unmet")]
    assert [row[1] for row in mine] == ["decisions-contradict"]
    line, _, said = mine[0]
    assert line == HEADER_LINES + one.count("\n") + 1
    first, second = (re.match(r"\[\[(.+)\]\]", text)[1] for text in (one, other))
    assert f"[[{second}]] says" in said
    assert f"[[{first}]] on line {HEADER_LINES + 1} says" in said


def test_a_decision_may_be_said_twice(tmp_path):
    ruling = table("sender", letter=1, person="Clara Moss")
    built, problems = edition(tmp_path, ruling + ruling)
    assert [code for _, code, _ in problems if code.startswith("decision")] == []
    assert told(built)["1/sender"] == ("Clara Moss", "decided")


# ------------------------------------------------------------------ damaged files


def faults(folder: Path, text: str) -> list[tuple[int, int, str, str]]:
    (folder / "decisions.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load(folder / "source.txt")
    return [(p.place.line, p.place.column, p.code, f"{p.message} | {p.hint}") for p in refused.value.problems]


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "says"),
    [
        ("[[sendr]]\n", 4, 1, "decisions-unknown-key", "Did you mean “sender”?"),
        (
            table("sender", letter=1, persn="X", person="X"),
            7,
            1,
            "decisions-unknown-key",
            "Did you mean “person”?",
        ),
        (table("sender", letter=1), 4, 1, "decisions-value", "[[sender]] lacks “person”"),
        ('[[sender]]\nletter = 1\nperson = "X"\n', 4, 1, "decisions-value", "[[sender]] lacks “reason”"),
        (table("sent", letter=1), 4, 1, "decisions-value", "lacks “date” or “not-before”"),
        (table("note", note=1), 4, 1, "decisions-value", "lacks “letter” or “quote”"),
        (
            '[sender]\nletter = 1\nperson = "X"\nreason = "x"\n',
            4,
            1,
            "decisions-type",
            "written as [[sender]]",
        ),
        (
            table("sender", letter=1, person="X", by="A. Editr"),
            8,
            1,
            "decisions-value",
            "Did you mean “A. Editor”?",
        ),
        (table("sender", letter=1, person="X", by="Nobody"), 8, 1, "decisions-value", "nowhere declared"),
        (table("sender", letter=1, person="X", cert="hihg"), 8, 1, "decisions-value", "Did you mean “high”?"),
        (table("sender", letter=1, person="X", evidence="books"), 8, 1, "decisions-value", "one of internal"),
        (
            table("line", quote="x", **{"is": "signatur"}),
            7,
            1,
            "decisions-value",
            "Did you mean “signature”?",
        ),
        (table("sent", letter=1, date="1901-02-30"), 7, 1, "decisions-value", "that exists"),
        (table("sent", letter=1, date="May 1901"), 7, 1, "decisions-value", "“1941-07”"),
        (table("sent", letter=1, date="0000"), 7, 1, "decisions-value", "that exists"),
        (
            table("sent", letter=1, not_before="1902", not_after="1901"),
            8,
            1,
            "decisions-value",
            "is later than",
        ),
        (table("sent", letter=1, date="1901", to="1902"), 7, 1, "decisions-value", "no other date"),
        (table("sender", letter=1, person=5), 7, 1, "decisions-type", "not a number"),
        (table("sender", letter="", person="X"), 6, 1, "decisions-value", "“letter” must be"),
        (table("sender", letter=[], person="X"), 6, 1, "decisions-value", "is an empty list"),
        (table("heading", quote=5), 6, 1, "decisions-type", "“quote” must be words in quotes, not a number"),
        (table("heading", quote="x", line="5"), 7, 1, "decisions-type", "the number of a line"),
        (table("heading", quote="x", line=0), 7, 1, "decisions-type", "the number of a line"),
        ('[[heading]]\nquote = "x"\nreason = " "\n', 6, 1, "decisions-value", "“reason” must be words"),
        (table("person", name="X", gnd="118540239"), 7, 1, "decisions-value", "it should end in 8"),
        (table("person", name="X", wikidata="5879"), 7, 1, "decisions-value", "which looks like Q5879"),
        ('[[responsible]]\ndid = "x"\n', 4, 1, "decisions-value", "[[responsible]] lacks “name”"),
        ('[[responsible]]\nname = "Y"\nnmae = "Z"\n', 6, 1, "decisions-unknown-key", "Did you mean “name”?"),
        ("[[sender]]\nletter = \n", 5, 10, "decisions-syntax", "invalid value"),
        ("[[sent]]\ndate = 1901-13-01\n", 5, 12, "decisions-syntax", "1901-13-01 is no day of the calendar"),
        ("[[sender]]\nperson = “Ada”\n", 5, 10, "decisions-syntax", "“ is a curly quotation mark"),
        ('[[sender]]\nreason = "it \tis\n', 5, 17, "decisions-syntax", 'Write: reason = "it is"'),
        ("[[sender]]\nperson = Ada Lee # she\n", 5, 10, "decisions-syntax", 'person = "Ada Lee";'),
        ("[[sent]]\ndate = 1836-05-0l\n", 5, 12, "decisions-syntax", 'date = "1836-05-0l"; a day bare'),
        ('[[sender]]\nperson = "Ada "Pet" Lee"\n', 5, 16, "decisions-syntax", "person = 'Ada \"Pet\" Lee'"),
        ("[[sender]]\nletter = [1\n", 6, 1, "decisions-syntax", "unclosed array"),
    ],
)
def test_a_fault_has_its_line_and_says_what_was_meant(tmp_path, text, line, column, code, says):
    ((at, col, found, said),) = faults(tmp_path, HEAD + text)
    assert (at, col, found) == (line, column, code)
    assert says in said


def test_a_tab_is_a_blank(tmp_path):
    text = f'{HEAD}[[sender]]\n\tletter\t= 1\n\tperson = "Ann\tLee"\nreason = "\tx"\n'
    (tmp_path / "decisions.toml").write_text(text, encoding="utf-8")
    assert load(tmp_path / "source.txt").problems == ()


def test_all_faults_of_all_files_are_told_at_once(tmp_path):
    (tmp_path / "letterbook.toml").write_text("titel = 'x'\nlanguage = 'English'\n")
    (tmp_path / "persons.csv").write_text("name,gnd\nGoethe,118540239\n,1\n")
    text = '[[sendr]]\n[[sender]]\nletter = 1\n[[sent]]\nletter = 1\ndate = "x"\nreason = "x"\n'
    found = [code for _, _, code, _ in faults(tmp_path, text)]
    assert found.count("config-unknown-key") == 1
    assert found.count("config-value") == 1
    assert found.count("decisions-unknown-key") == 1
    assert found.count("decisions-value") == 3
    assert found.count("register-number") == 1
    assert found.count("register-value") == 1


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "decisions.toml").write_bytes(b"by = '\xe9'")
    with pytest.raises(Refused) as refused:
        load(tmp_path / "source.txt")
    assert [p.code for p in refused.value.problems] == ["decisions-unreadable"]


@given(st.text(alphabet='[]="\n #abcletrnsd-1.', max_size=60))
def test_no_file_however_odd_ends_in_a_traceback(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("odd")
    (folder / "decisions.toml").write_text(text, encoding="utf-8")
    try:
        load(folder / "source.txt")
    except Refused as refused:
        assert refused.problems  # noqa: PT017 (that it is refused with a reason is all that matters)


def test_the_manual_names_every_table_and_key(root):
    page = (root / "docs" / "decisions.md").read_text(encoding="utf-8")
    for name, form in KINDS.items():
        assert f"[[{name}]]" in page or f"[[{name.removeprefix('not-')}]]" in page, name
        for key in form.keys:
            assert (
                f"`{key}`" in page
                or f"\n{key} = " in page
                or key in ("viaf", "lccn", "isni", "orcid", "wikidata", "geonames")
            )
    assert all(f"`{word}`" in page for word in LINES)


def test_letters_are_those_of_the_book(tmp_path):
    built, _ = edition(tmp_path)
    assert [letter.key for letter in letters(built)] == ["1", "2", "3", "4", "5"]
    assert sum(isinstance(node, Letter) for node in built.body) == 5
