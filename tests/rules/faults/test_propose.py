"""Faults of the text: small cases, more of them hard negatives than hits; and laws."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook.model import Finding, Source, Span
from letterbook.rules.faults.propose import find_faults
from letterbook.values.vocabulary import read_lexicon

SAMPLE = Path(__file__).parents[2] / "samples" / "churchill-stalin" / "source.txt"


def source_of(text: str) -> Source:
    return Source("test.txt", text, "0" * 64)


def faults(text: str, *languages: str) -> list[Finding]:
    source = source_of(text)
    found = find_faults(source, [Span(0, len(text))], languages or ("en",), read_lexicon(text))
    return list(found)


def corrected(text: str, *languages: str) -> str:
    """Apply what is certain, as the program does."""
    out, at = [], 0
    for one in faults(text, *languages):
        if one.kind == "correction" and one.value.cert == "high":
            out += [text[at : one.span.start], one.value.reading]
            at = one.span.end
    return "".join([*out, text[at:]])


#: Words printed whole, and broken: an edition that breaks words so throughout.
HABIT = (
    "The harbour, the cargo, the captain, the letter, the passage, the garden and the window. "
    "The har- bour, the car- go, the cap- tain, the let- ter, the pas- sage, the gar- den. "
)

CORRECTED = [
    # spaced hyphens
    ("The ship had left the har- bour. Every harbour was full.", "har- bour", "harbour"),
    ("A Liver- pool man; in Liverpool they know him.", "Liver- pool", "Liverpool"),
    ("the post- bag, and the post-bag again", "post- bag", "post-bag"),
    ("the North- West wind; a North-West gale", "North- West", "North-West"),
    # line ends
    ("a fine exam-\nple of it; another example", "exam-\nple", "example"),
    ("the old sea-\nwall, and the sea-wall of the town", "sea-\nwall", "sea-wall"),
    ("the even\u00ad\ning was cold", "even\u00ad\ning", "evening"),
    ("the even¬\ning was cold", "even¬\ning", "evening"),
    # hidden hyphens
    (
        "The min-ister came. A minister, the minister, one minister more, no minister.",
        "min-ister",
        "minister",
    ),
    ("my own hand-\nwriting¹ and her handwriting", "hand-\nwriting", "handwriting"),
    ("a Liver- pool12 man, and Liverpool", "Liver- pool", "Liverpool"),
    # suspended hyphens
    ("They had four-and six-oared boats.", "four-and", "four- and"),
    ("two-or three-storied houses", "two-or", "two- or"),
    # numbers
    ("I came on March 2 nd, at noon.", "2 nd", "2nd"),
    ("on the 21 st of May", "21 st", "21st"),
    ("on the 12 th. Later", "12 th", "12th"),
    ("between May 9 -12 he was away", "9 -12", "9-12"),
    # fusions
    ("the line HarwichEsbjerg-Aarhus was closed", "HarwichEsbjerg", "Harwich-Esbjerg"),
    ("to NewHaven. In New Haven, at New Haven.", "NewHaven", "New Haven"),
    ("It may be,and I hope; be it so, " + "and soon, and well, and all, " * 7, "be,and", "be, and"),
    # stops
    (
        "Sent on May 3, 1871\n\nSent on, May 5, 1871\n\nSent on May 9, 1871\n\n",
        "on,",
        "on",
    ),
    ("Received on May 2, 1871\n\nSent on May 3, 1871\n\nSent on, May 5, 1871\n\n", "on,", "on"),
    ("the s.s Marigold of Hull", "s.s", "s.s."),
    ("at 9 a.m and not before", "a.m", "a.m."),
    ("one—two, three—four, five—six; and seven— eight", "seven— ", "seven—"),
    ("the captain' s cabin", "captain' s", "captain's"),
    (
        "The Lower House met. " * 9 + "The Lower, House rose.",
        "Lower, House",
        "Lower House",
    ),
]


@pytest.mark.parametrize(("text", "printed", "reading"), CORRECTED, ids=[c[1] for c in CORRECTED])
def test_a_certain_fault_is_corrected_and_nothing_else(text: str, printed: str, reading: str) -> None:
    start = text.index(printed)
    assert corrected(text) == text[:start] + reading + text[start + len(printed) :]


def test_a_word_printed_nowhere_else_is_joined_where_the_edition_breaks_words_so_throughout() -> None:
    text = HABIT + "He was admo- nished, and admonition never helped."
    assert corrected(text).endswith("He was admonished, and admonition never helped.")
    assert corrected(text.removeprefix(HABIT)) == text.removeprefix(HABIT)


@pytest.mark.parametrize(
    "broken", ["dove- tailed", "heir- presumptive", "tooth- drawer", "war- weary", "semi- circle"]
)
def test_a_habit_joins_no_compound(broken: str) -> None:
    text = f"{HABIT}It was a {broken} thing, and the war went on."
    assert broken in corrected(text)


LEFT = [
    # hyphens that belong where they are
    "pre- and post-natal care; the prenatal clinic",
    "the father- and motherless children",
    "He came- I saw him- and left again.",
    "Begins- The ship has sailed. Ends- All well.",
    "The wind-mill and the windmill, a windmill by the sea.",
    "co-operation is better than cooperation; the cooperation of all, cooperation, cooperation, cooperation",
    "the North-Western line; Northwestern, Northwestern, Northwestern, Northwestern",
    "re-form the ranks; reform, reform, reform, reform, reform",
    "to-day and today and today, today, today, today",
    "a never-\nending story, an un-\nknown thing",
    "the Austro-\nHungarian bank",
    "we had book-seller and bookseller, the book and the seller",
    "Anglo- Danish trade",
    # suspended forms that are none
    "the bread-and-butter question",
    "the machinery-and we are likely to lose it",
    "to-and fro",
    # numbers
    "He weighs 11 st. and more",
    "note 2 the man",
    "at 1 St James's Square",
    "12 nd street",
    "it fell from 9 to -12 degrees",
    "12 -9 is three",
    "the sum of 300 -400 crowns",
    # capitals inside
    "General MacArthur and Mr McDougall, DuPont and FitzRoy, O'Connor and D'Arcy",
    "LehrerInnen und LehrerInnen",
    "write to john.Smith@example.org or www.Example.org",
    # points and commas
    "the sum was 1,000 crowns; A,B and C",
    "Dear John, Adams is here. John Adams, John Adams, John Adams, John Adams, John Adams; John, John.",
    "London, Paris. London, Paris.",
    "and so on, May 5 being a Sunday",
    "Illness of, 163.\nDeath of, 12.\nDeath of my father.\nDeath of a friend.",
    "the U.S Navy, the U.S Army, the U.S Consul",
    "Sir,— I have the honour. One—two, three—four, five—six",
    "one — two, three — four, five—six, seven— eight",
    "He said 'the cat' so often",
    # what nobody can know
    "He had had it that that was so.",
    "Tiflis of wherever you will be",
]


@pytest.mark.parametrize("text", LEFT)
def test_what_may_be_meant_is_left(text: str) -> None:
    assert corrected(text) == text


def test_german_is_read_with_german_words() -> None:
    text = "Die Hin- und Rückreise, Reise- u. Gepäckkosten. Er hat es gele- gentlich gesagt, gelegentlich."
    assert corrected(text, "de") == text.replace("gele- gentlich", "gelegentlich")
    assert corrected("Ein- und Ausgang der Post", "de") == "Ein- und Ausgang der Post"


def test_french_is_read_with_french_words() -> None:
    assert corrected("Le 1 er mai, et les sous- et sur-officiers", "fr") == (
        "Le 1er mai, et les sous- et sur-officiers"
    )


PROSE = "We had been three days upon the road, and nothing had been heard of the waggons, when Captain"


def test_a_sentence_cut_in_two_by_a_false_paragraph_is_joined() -> None:
    rest = "Hale came up with the news that all of them were safe behind the river and well."
    text = f"{PROSE}\n\n{rest} I thanked Captain Hale. I like Captain Hale."
    (one,) = [found for found in faults(text) if found.kind == "join.paragraphs"]
    assert text[one.span.start : one.span.end] == "\n\n"
    assert one.span.start == len(PROSE)
    assert one.value is None


@pytest.mark.parametrize(
    "rest",
    [
        "Hale came up with the news that all of them were safe behind the river.",  # no name known
        "hale and hearty,\n\nJohn",  # short, as verse and closings are
        "    his obedient servant and most affectionate friend in all the world",  # set in from the margin
        "(1) that all of them were safe behind the river, and that all was well",
    ],
)
def test_paragraphs_that_may_be_two_stay_two(rest: str) -> None:
    assert [one for one in faults(f"{PROSE}\n\n{rest}") if one.kind == "join.paragraphs"] == []


def test_a_small_letter_goes_on_with_the_sentence() -> None:
    text = f"{PROSE}s\n\nof the other company came up with the news that all of them were safe."
    assert [one.kind for one in faults(text)] == ["join.paragraphs"]


def test_a_doubled_word_is_only_shown() -> None:
    (one,) = faults("I saw the the house.")
    assert (one.value.reading, one.value.cert, one.value.sort) == ("the", "medium", "doubled word")


def test_a_lost_full_stop_is_only_shown() -> None:
    line = "This is a paragraph of running prose, which is long enough to be taken for one, and ends. "
    text = "\n\n".join([(line * 2).strip()] * 30 + [(line + "So ends the tale").strip(), line.strip()])
    (one,) = faults(text)
    assert (one.value.reading, one.value.cert) == ("tale.", "low")


def test_faults_outside_the_areas_are_not_looked_for() -> None:
    text = "on May 2 nd we left; on May 3 rd we came"
    found = find_faults(source_of(text), [Span(0, 12)], ["en"], read_lexicon(text))
    assert [one.value.reading for one in found] == ["2nd"]


def test_every_finding_gives_its_reasons_in_words() -> None:
    for text, *_ in CORRECTED:
        for one in faults(text):
            assert one.because
            assert one.because[0].says
            assert one.rule.startswith("faults.")


# ------------------------------------------------------------------ the lexicon


def test_halves_of_broken_words_are_no_words() -> None:
    lexicon = read_lexicon("It ar- rived, it ar-\nrived; a well-known man, well, north-west")
    assert lexicon.count("rived") == 0
    assert lexicon.count("ar") == 0
    assert lexicon.count("WELL") == 1
    assert lexicon.compound("Well-Known") == 1


def test_the_lexicon_knows_how_words_begin_and_end() -> None:
    lexicon = read_lexicon("notification satisfied")
    assert lexicon.opens("noti")
    assert not lexicon.opens("fied")
    assert lexicon.closes("fied")
    assert not lexicon.closes("satisfied")


# ------------------------------------------------------------------ the sample, and laws

#: The faults of the sample that its own words give away: as printed, and how they read.
SAMPLE_HIGH = {
    "KishinevLvov": "Kishinev-Lvov",
    "on,": "on",
    "2 nd": "2nd",
    "s.s": "s.s.",
    "Hit-lerism": "Hitlerism",
    "6 th": "6th",
    "eight-and": "eight- and",
    "Soviet, Union": "Soviet Union",
    "time— ": "time—",
    "be,and": "be, and",
    "5 th": "5th",
    "ar- rived": "arrived",
    "No- vember": "November",
    "Ger- man": "German",
    "9 -12": "9-12",
    "mes- sage": "message",
    "Roose- velt": "Roosevelt",
    "pos- sessions": "possessions",
    "noti- fied": "notified",
    "Brit- ish": "British",
    "Teh- ran": "Tehran",
    "cur- rent": "current",
    "Con- gress": "Congress",
    "de- finition": "definition",
    "represent- atives": "representatives",
    "dis- cuss": "discuss",
    "re- spect": "respect",
    "coun- try": "country",
    "in- ternal": "internal",
    "De- cember": "December",
}


def test_the_sample_is_corrected_where_it_is_certain_and_nowhere_else() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    found = faults(text)
    high = {
        text[one.span.start : one.span.end]: one.value.reading
        for one in found
        if one.kind == "correction" and one.value.cert == "high"
    }
    assert high == SAMPLE_HIGH
    joins = [text[one.span.start - 9 : one.span.end + 9] for one in found if one.kind == "join.paragraphs"]
    assert joins == ["President\n\nRoosevelt"]


PIECES = st.sampled_from(
    [
        "har- bour",
        "exam-\nple",
        "2 nd",
        "May 9 -12",
        "be,and",
        "s.s",
        "the the",
        "\n\n",
        "harbour",
        "example",
        ".",
        "NewHaven",
        "New Haven",
        "four-and six-oared",
        "—",
        "time— ",
        "Lower, House",
        "cat' s",
        "ein",
        "\u00ad\n",
        "Mac",
    ],
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=30), st.sampled_from([("en",), ("de", "fr"), ()]))
def test_laws_hold_for_any_text(pieces: list[str], languages: tuple[str, ...]) -> None:
    text = " ".join(pieces)
    source, lexicon = source_of(text), read_lexicon(text)
    found = list(find_faults(source, [Span(0, len(text))], languages, lexicon))
    end = 0
    for one in found:
        assert end <= one.span.start < one.span.end <= len(text)
        end = one.span.end
        if one.kind == "correction":
            assert one.value.reading != source.quote(one.span)
            assert one.value.cert in ("high", "medium", "low")
    assert json.dumps([(one.span, one.rule) for one in found]) == json.dumps(
        [(one.span, one.rule) for one in find_faults(source, [Span(0, len(text))], languages, lexicon)]
    )
