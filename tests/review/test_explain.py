"""The list of facts, and what `letterbook explain` says of a letter, a fact or a place."""

from __future__ import annotations

import json
import sys
import tomllib

import pytest
from letters_of_ada import SOURCE, edition, lay_out

from letterbook import cli
from letterbook.model import Basis, Cert, Guess, Locality, Person, Span, When
from letterbook.project.decisions_writer import write_toml
from letterbook.review.decision_lines import quote_of, value_of
from letterbook.review.explain import explain
from letterbook.review.fact import KINDS
from letterbook.review.facts import facts


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    rulings = (
        '[[sender]]\nletter = 5\nperson = ["Ben Reed", "Clara Moss"]\nreason = "Both looked out."\n'
        '[[not-call]]\nquote = "cap- tain that 3"\nreason = "Charts are counted."\n'
    )
    return edition(tmp_path_factory.mktemp("explained"), rulings)[0]


def said(built, place: str) -> str:
    lines, problems = explain(built, place)
    assert problems == ()
    return "\n".join(lines)


# ------------------------------------------------------------------ facts


def test_every_fact_has_its_own_name_and_place(built):
    told = facts(built)
    assert len({fact.id for fact in told}) == len(told)
    assert {fact.kind for fact in told} <= set(KINDS)
    for fact in told:
        assert built.source.place(fact.span.start).line == fact.line
        assert (fact.status == "open") == (not fact.value), fact
        assert fact.certainty in ("printed", "high", "medium", "low", "")


@pytest.mark.parametrize(
    ("name", "value", "certainty", "status"),
    [
        ("1/sender", "Ben Reed", "medium", "inferred"),
        ("1/sent", "../1901-05-03", "high", "inferred"),
        ("1/received", "1901-05-03", "printed", "printed"),
        ("4/recipient", "", "", "open"),
        ("5/sender", "Ben Reed; Clara Moss", "high", "decided"),
        ("5/correction", "No.", "high", "inferred"),
        ("note-3/note", "", "", "open"),
        ("note-2/correction", "captain", "high", "inferred"),
    ],
)
def test_what_is_known(built, name, value, certainty, status):
    (fact,) = (fact for fact in facts(built) if fact.id == name)
    assert (fact.value, fact.certainty, fact.status) == (value, certainty, status)


def test_the_lines_for_decisions_are_toml_and_lack_only_what_the_editor_must_say(built):
    for fact in facts(built, by="A. Editor"):
        for text in (fact.confirm, fact.change, fact.reject):
            for table, rows in tomllib.loads(text).items():
                (row,) = rows
                assert row["by"] == "A. Editor"
                assert table.removeprefix("not-") in (fact.kind, "note") or (fact.kind, table) == (
                    "join",
                    "split",
                )
        assert bool(fact.confirm) == bool(fact.value)
        if fact.kind == "join":  # there is nothing between joining and not joining
            assert fact.change == ""
        else:
            assert "" in next(iter(tomllib.loads(fact.change).values()))[0].values()


@pytest.mark.parametrize(
    ("span", "quote"),
    [
        ((SOURCE.index(" 1\n\nYour") + 1, SOURCE.index(" 1\n\nYour") + 2), "is good in the morning. 1"),
        ((0, 3), "The"),
    ],
)
def test_a_mark_is_quoted_with_the_words_before_it(built, span, quote):
    assert quote_of(built.source, Span(*span)) == quote


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Person("A. B."), "A. B."),
        (Locality("Skarn"), "Skarn"),
        (When("1901-05"), "1901-05"),
        (When(not_after="1901-05-03"), "../1901-05-03"),
        (When(not_before="1901"), "1901/.."),
        (When(start="1901-05-01", end="1901-05-03"), "1901-05-01/1901-05-03"),
    ],
)
def test_values_are_written_short(value, written):
    assert value_of(Guess(value, None, Cert.HIGH, Basis.INTERNAL)) == written


@pytest.mark.parametrize("word", ['a "b" c', "back\\slash", "tab\tand\nline", "\x7f", "“ü”", "'"])
def test_words_are_read_back_as_they_were(word):
    text = write_toml("sender", {"letter": "1", "person": [word, word], "line": 3}, by=word)
    assert tomllib.loads(text) == {"sender": [{"letter": 1, "person": [word, word], "line": 3, "by": word}]}


# ------------------------------------------------------------------ explain


@pytest.mark.parametrize("place", ["5", "letter 5", "No. 5"])
def test_a_letter_is_told_fact_by_fact(built, place):
    text = said(built, place)
    assert "Letter 5" in text
    assert "5/sender         Ben Reed; Clara Moss  [decided by A. Editor, high]" in text
    assert "because Both looked out." in text
    assert "5/received       1901-07-01  [printed]" in text


def test_a_fact_is_told_with_its_evidence_and_the_lines_that_decide_it(built):
    text = said(built, "1/sender")
    assert "inferred, medium, at source.txt:19:1, by the rule parties.signature" in text
    assert "“Ben Reed”, source.txt:19" in text
    assert "to reject it:\n    [[not-sender]]" in text


def test_an_open_fact_is_told_with_what_would_set_it(built):
    text = said(built, "4/recipient")
    assert "(not known)" in text
    assert 'to set it:\n    [[recipient]]\n    letter = 4\n    person = ""' in text


def test_several_facts_of_a_kind_are_told_together(tmp_path):
    text = said(edition(tmp_path)[0], "2/call")
    assert "2/call/1: note 2" in text
    assert "2/call/2: note 3" in text


def place_of(words: str, offset: int = 0) -> str:
    at = SOURCE.index(words) + offset
    line = SOURCE.count("\n", 0, at) + 1
    return f"source.txt:{line}:{at - SOURCE.rfind(chr(10), 0, at)}"


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (place_of("morning. 1", 9), ["in letter 1", "in a paragraph", "the call of note 1", "[[not-call]]"]),
        (place_of("cap- tain that"), ["a misprint, read as “captain”", "[[not-correction]]"]),
        (place_of("that 3 charts", 5), ["in letter 2", "lost", "Charts are counted."]),
        (place_of("Yours sincerely"), ["in a valediction"]),
        (place_of("Mo. 5"), ["in a heading", "a misprint, read as “No.”"]),
        (place_of("3. Ben Reed"), ["in note 3", "note-3/note: (not known)"]),
        (place_of("\n\nNo. 2"), ["left out of the text"]),
        (place_of("The Letters of"), ["in a line of the title page"]),
        ("11", ["source.txt:11"]),
    ],
)
def test_a_place_is_told_with_all_that_holds_it(built, place, says):
    text = said(built, place if ":" in place else f"source.txt:{place}")
    assert [one for one in says if one not in text] == []


@pytest.mark.parametrize(
    ("place", "hint"),
    [
        ("55", "5"),
        ("1/sendr", "1/sender"),
        ("source.txt:999:1", "which has"),
        ("source.txt:1:999", "no column 999"),
        ("source.txt:0:1", "no line 0"),
        ("", ""),
        ("nowhere", ""),
    ],
)
def test_what_is_not_there_is_said_to_be_so(built, place, hint):
    lines, (problem,) = explain(built, place)
    assert lines == []
    assert problem.code == "explain-place"
    assert hint in f"{problem.message} {problem.hint}"


# ------------------------------------------------------------------ the command


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run the command line beside the edition, and return its exit code and what it said."""
    lay_out(tmp_path, '[[sender]]\nletter = 5\nperson = "Ben Reed"\nreason = "x"\n')
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["letterbook", "explain", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return command


def test_the_command_explains_what_lies_in_this_folder_or_is_named(run, tmp_path):
    for arguments in (("5/sender",), ("5/sender", "source.txt"), ("5/sender", str(tmp_path / "source.txt"))):
        code, out, err = run(*arguments)
        assert (code, err) == (0, "")
        assert "decided by A. Editor, high" in out
        assert 'by = "A. Editor"' in out
    code, out, _ = run(f"{tmp_path / 'source.txt'}:5:1")
    assert (code, "in letter 1" in out) == (0, True)


def test_the_command_says_what_is_not_there(run):
    code, out, err = run("77")
    assert (code, out) == (1, "")
    assert "[explain-place]" in err
    code, out, err = run("7", "nowhere.txt")
    assert (code, out) == (1, "")
    assert "[source-missing]" in err


def test_the_command_answers_programs(run):
    code, out, _ = run("5/sender", "--format", "json")
    answer = json.loads(out)
    assert (code, answer["command"], answer["place"]) == (0, "explain", "5/sender")
    assert answer["lines"][0] == "5/sender: Ben Reed"
