"""Declare the tables that a language may have, and what is not read in a language that lacks one.

A rule asks for words by the name of a table and of a row in it. Every name is declared here, so that a
misspelt one is found at once. A table that a language does not have is empty, and the editor is told what
will be missing.
"""

from __future__ import annotations

from typing import NamedTuple


class Table(NamedTuple):
    """A table: its rows, and what cannot be read without it ("" where a language may have no such words).

    `rows` is empty where the rows are free: numbers, days of the year.
    """

    rows: tuple[str, ...] = ()
    without: str = ""


_DATES = "dates in words"
_PARTIES = "who writes to whom"
_CALLS = "calls of notes that are bare numbers"
_FAULTS = "faults of transcription"
_LINKS = "letters named in other letters"
_HEADINGS = "headings that hold a word or a number in words"

#: Every table, by its name in the files of words.
TABLES: dict[str, Table] = {
    "language": Table(("name", "common", "everywhere")),
    # ways of print that go with a language: whether it has them, it says in its own file
    "habits": Table(("print",)),
    "head_prefixes": Table(("letter", "number", "document"), _HEADINGS),
    "head_articles": Table(("article",)),
    "head_endings": Table(("last",)),
    "cardinals": Table((), _HEADINGS),
    "ordinals": Table((), _HEADINGS),
    # what heads the parts of works that are no letters: sermons, plays, speeches
    "other_works": Table(("head",)),
    # what titles a journal among letters: "Journal.", settle/structure/journals.py
    "journal_titles": Table(("title",)),
    # before which titles of one letter are titles in books of any language: "M. de Valcourt"
    "title_particles": Table(("one_letter",)),
    "part_words": Table(("part",), "titles of the parts of a book"),
    "page_words": Table(("page",)),  # before the number of a page
    "line_words": Table(("line",)),  # before the number of a line
    "note_titles": Table(("notes", "transcriber"), "titles above notes"),
    "note_labels": Table(("note",), "notes that begin with a word"),
    "note_signatures": Table(("editor", "author", "translator")),  # who signs a note: "--ED."
    "note_returns": Table(("return",)),  # the link from a note back to its call, as pages of the web print it
    "markings": Table(("secret",), "markings such as “private”"),
    # "thus": behind what is printed wrongly: "[sic]"; "hand": before what somebody else wrote on the letter
    "remarks": Table(("incomplete", "other", "thus", "hand"), "the editor's remarks in brackets"),
    # what begins a bracket that those who transcribe set: a picture, a title from the margin, another
    "bracket_words": Table(("picture", "margin", "other")),
    "salute_starts": Table(("dear",), "salutations"),
    "valediction_starts": Table(("yours",), "valedictions"),
    "farewell_words": Table(("alone", "leave", "beginnings", "writer")),  # settle/text/farewells.py
    "and_so_on": Table(("mark",)),  # a valediction that is cut short: "I have the honour, &c."
    "postscripts": Table(("ps", "nb"), "postscripts"),
    "matter": Table(
        ("contents", "preface", "index", "appendix", "dedication", "end"), "prefaces, contents and indexes"
    ),
    "no_author": Table(("nobody",)),  # what stands where an author would
    "credits": Table(
        ("title", "author", "source", "publisher", "transcription", "licence", "edited", "translated"),
        "who made the book",
    ),
    "imprint": Table(("house", "town", "rights")),  # who printed or sold a book, and where: rules/imprints.py
    "function": Table(("common",)),
    "to_words": Table(("to",), _PARTIES),
    "name_particles": Table(("small",), _PARTIES),
    "units": Table(("time", "measure", "money", "count"), _CALLS),
    "call_before": Table(("article", "time", "count", "reference", "abbreviation"), _CALLS),
    "call_after": Table(("ordinal", "proper", "join", "plural"), _CALLS),
    "person_titles": Table(
        (
            "address",
            "plain",
            "male",
            "female",
            "either",
            "office",
            "last",
            "one_letter",  # titles of one letter, in books of the language,
            "shortened",  # written with a stop behind a name: "Bart."
            "elder",
            "younger",
            "several",
            "married",
            "unmarried",
        ),
        _PARTIES,
    ),
    "name_endings": Table(("dative",)),  # of surnames in headings: "An Lavatern"
    "person_words": Table(
        (
            "partners",
            "by",
            "born",
            "things",
            "office_of",
            "article",
            "noble",
            "particle",
            "body",
            "small",
            "not_name",
            "not_alone",
            "praise",
            "relation",
        ),
        _PARTIES,
    ),
    "person_joins": Table(("and", "or", "to", "from", "place", "beside", "same", "with"), _PARTIES),
    # headings that greet, where cases say who writes to whom: "CICERO ATTICO S. D."
    "greeting_heads": Table(("greets", "greets_last", "own", "son", "rank", "dative", "nominative")),
    "heading_words": Table(("to", "document", "paper", "remark", "unknown")),
    "title_described": Table(()),
    "title_reader": Table(("whose", "some", "one")),
    "given_names": Table(("male", "female", "shortened")),
    "contracted_names": Table(()),
    "kin": Table(()),
    "title_page": Table(
        (
            "answers",
            "exchange",
            "between",
            "of",
            "whole",
            "works",
            "from",
            "with",
            "to",
            "received",
            "written_to",
            "own",
            "life",
            "life_of",
            "letters",
            "by",
            "written",
            "editor",
            "genitive",
            "owner",  # how the words of a name end, where its genitive stands before the word for letters
            "before",
            "after_and",
        ),
        _PARTIES,
    ),
    "title_words": Table(("letters",), _PARTIES),
    "received_words": Table(("received",), _PARTIES),
    "sent_words": Table(("sent",), _PARTIES),
    "speech": Table(("first", "second", "third")),
    "between_us": Table(("speaks",)),
    "second_person": Table(("familiar", "polite")),
    "vocatives": Table(("before", "dear", "dative", "friend", "many"), _PARTIES),
    "reference_whose": Table(("your", "my", "yours"), _LINKS),
    "introductions": Table(("wrote", "active")),
    "reference_nouns": Table(("letter",), _LINKS),
    "reference_of": Table(("of",), _LINKS),
    "reference_day": Table(("this_month", "last_month"), _LINKS),
    "reference_answer": Table(("thanks", "answer", "receipt", "reached"), _LINKS),
    "reference_count": Table((), _LINKS),
    "reference_pair": Table(("two", "your"), _LINKS),
    "fault_hyphens": Table(("suspension", "prefixes"), _FAULTS),
    "fault_ordinals": Table(("first", "second", "third", "other")),
    "fault_fusions": Table(("particles", "linking"), _FAULTS),
    "fault_stops": Table(("before_date", "abbreviations", "never_doubled"), _FAULTS),
    "months": Table((), _DATES),
    "weekdays": Table((), _DATES),
    "date_republican": Table(()),
    "date_roman": Table(("kalends", "nones", "ides", "eve", "morrow", "before", "twice", "month")),
    "date_days": Table((), _DATES),
    "date_seasons": Table(("spring", "summer", "autumn", "winter"), _DATES),
    "date_feasts": Table((), _DATES),
    "date_parts": Table(("begin", "middle", "end", "first_half", "second_half", "last_day"), _DATES),
    "date_words": Table(
        (
            "label",
            "counted_month",
            "circa",
            "before",
            "after",
            "between",
            "and",
            "or",
            "to",
            "from",
            "the",
            "of",
            "in",
            "same",
            "undated",
            "year",
            "no_year",
            "old_style",
            "new_style",
            "this_month",
            "last_month",
            "next_month",
            "this_year",
            "meant",
        ),
        _DATES,
    ),
    # behind the number of a day: "3rd", "3 rd"; only where it touches the figure; behind a Roman numeral
    "day_endings": Table(("day", "joined", "roman")),
    "date_roles": Table(("received", "sent", "postmark", "endorsed"), _DATES),
    "date_hours": Table(("clock", "am", "pm", "noon", "midnight", "half", "quarter", "part")),
    "date_numbers": Table(()),
    "place_articles": Table(("article",)),  # with which names of places begin: "Le Havre", "Im Haag"
    "date_places": Table(
        (
            "join",
            "document",
            "document_mark",
            "never",
            "street",
            "street_last",  # those that are streets only as the last word: "Marsh Place", not "St. Malo"
            "street_of",  # what joins any of them to a name: "Place de la Concorde"
            "house",
            "quarters",
            "nowhere",
            "ship",
            "park",
            "dwelling",
        ),
        _DATES,
    ),
}
