"""Read how a book is printed, as far as its editor says: the table [layout] of letterbook.toml, and profiles.

letterbook finds all of this by itself. What is pinned here is never overruled; docs/layouts.md explains
each key. A profile is a file with the same table, so that what is said once of a publisher's manner serves
every volume; the profiles that letterbook brings along are such files too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from letterbook.problems import Problem, Refused
from letterbook.project.toml_file import Codes, Spot, TomlFile, kind_of, read_toml, shown
from letterbook.words import languages as known_languages

_PROFILES = Path(__file__).resolve().parent / "profiles"

#: What may head a letter.
HEADINGS = ("numbers", "names", "dateline", "salutation")
#: Where notes may stand.
PLACES = ("end", "after-letter", "page-foot", "inline", "none")
#: How far the numbers of notes run on.
SCOPES = ("book", "letter", "page")
#: How calls of notes may be printed, as an editor writes it, and what the rules call it.
CALLS = {
    "word 12": "bare",
    "word12": "glued",
    "[12]": "bracket",
    "(12)": "paren",
    "12)": "half",
    "word¹²": "superscript",
    "{12}": "brace",
    "<12>": "angle",
    "[^12]": "reference",
    "[note 12]": "label",
    "*": "sign",
}


def written(style: str | None) -> str | None:
    """Return how an editor writes a style of call; None for none."""
    return next((text for text, name in CALLS.items() if name == style), None)


@dataclass(frozen=True)
class Layout:
    """What an editor has pinned of a book's layout; None, or empty, is found by letterbook.

    `heading_like` are headings of letters as the book prints them, `signatures` pairs of a signature as
    printed and the person who signs so. `years` is a span of years, both included; `calls` a style of
    rules.note_calls. `letters_begin`, `letters_end` and `back_begins` are the first words of a line: the
    first line of the letters, the first one behind them, the first one of the back matter. `one_letter` says
    that the whole file is one letter.
    """

    languages: tuple[str, ...] = ()
    wrapped: bool | None = None
    page_numbers: bool | None = None
    headings: str | None = None
    heading_like: tuple[str, ...] = ()
    sender: str | None = None
    recipient: str | None = None
    signatures: tuple[tuple[str, str], ...] = ()
    years: tuple[int, int] | None = None
    calendar: str | None = None
    date_order: str | None = None
    years_alone: bool = False
    notes: str | None = None
    numbering: str | None = None
    calls: str | None = None
    letters_begin: str | None = None
    letters_end: str | None = None
    back_begins: str | None = None
    one_letter: bool = False

    @property
    def cuts(self) -> tuple[tuple[str, str], ...]:
        """Return the cut marks that are set, as (key, quote)."""
        marks = (
            ("letters-begin", self.letters_begin),
            ("letters-end", self.letters_end),
            ("back-begins", self.back_begins),
        )
        return tuple((key, quote) for key, quote in marks if quote)


# ------------------------------------------------------------------ what each key may hold


class _Wrong(Exception):  # noqa: N818 (the way a reader says what it wanted; it never leaves this module)
    """A value is not what its key holds; the text says what is wanted."""


class _Key(NamedTuple):
    field: str
    read: Callable[[object], object]
    wanted: str


def _flag(value: object) -> object:
    if not isinstance(value, bool):
        raise _Wrong
    return value


def _words(value: object) -> object:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise _Wrong
    return value


def _list(value: object) -> object:
    rows = value if isinstance(value, list) else [value]
    if not rows:
        raise _Wrong
    return tuple(_words(row) for row in rows)


def _languages(value: object) -> object:
    rows = _list(value)
    if not isinstance(rows, tuple) or not set(rows) <= set(known_languages()):
        raise _Wrong
    return rows


def _years(value: object) -> object:
    match value:
        case [int(first), int(last)] if 1000 <= first <= last <= 2100:  # noqa: PLR2004 (years that letters bear)
            return (first, last)
        case _:
            raise _Wrong


def _pairs(value: object) -> object:
    if not isinstance(value, dict) or not value:
        raise _Wrong
    return tuple((_words(printed), _words(person)) for printed, person in value.items())


def _one_of(*options: str) -> tuple[Callable[[object], object], str]:
    def read(value: object) -> object:
        if value not in options:
            raise _Wrong
        return value

    return read, "one of " + ", ".join(f'"{option}"' for option in options)


def _call(value: object) -> object:
    if not isinstance(value, str) or value not in CALLS:
        raise _Wrong
    return CALLS[value]


_LINE = "the words with which one line of the text begins"
_PERSON = "the name of a person"
_KEYS: Mapping[str, _Key] = {
    "languages": _Key(
        "languages", _languages, "a list of languages that letterbook knows: " + ", ".join(known_languages())
    ),
    "wrapped": _Key("wrapped", _flag, "true (paragraphs run over several lines) or false"),
    "page-numbers": _Key("page_numbers", _flag, "true or false"),
    "headings": _Key("headings", *_one_of(*HEADINGS)),
    "heading-like": _Key("heading_like", _list, "a heading as the book prints it, or a list of such"),
    "sender": _Key("sender", _words, _PERSON),
    "recipient": _Key("recipient", _words, _PERSON),
    "signatures": _Key("signatures", _pairs, 'a table of signatures and persons: {"R. W." = "Rahel Wynn"}'),
    "years": _Key("years", _years, "the first and the last year: [1841, 1859]"),
    "calendar": _Key("calendar", *_one_of("gregorian", "julian")),
    "date-order": _Key("date_order", *_one_of("dmy", "mdy")),
    "years-alone": _Key("years_alone", _flag, "true or false"),
    "notes": _Key("notes", *_one_of(*PLACES)),
    "numbering": _Key("numbering", *_one_of(*SCOPES)),
    "calls": _Key("calls", _call, "one of " + ", ".join(f'"{call}"' for call in CALLS)),
    "letters-begin": _Key("letters_begin", _words, _LINE),
    "letters-end": _Key("letters_end", _words, _LINE),
    "back-begins": _Key("back_begins", _words, _LINE),
    "one-letter": _Key("one_letter", _flag, "true (the whole file is one letter) or false"),
}
#: Ways to say where letters begin: one is enough, and the volume's own goes before its profile's.
_INSTEAD = (("headings", "heading_like"), ("headings", "one_letter"), ("heading_like", "one_letter"))
_CODES = Codes("config-unreadable", "config-syntax", "config-unknown-key", "config-type", "config-value")


def read_layout(toml: TomlFile) -> tuple[Layout, list[Problem]]:
    """Read the table [layout] of a file, over the profile that it names, and tell every fault in it."""
    table = toml.values.get("layout", {})
    if not isinstance(table, dict):
        return Layout(), [toml.wrong_type("“layout” must be a table: [layout]", ("layout",))]
    faults: list[Problem] = []
    fields: dict[str, object] = {}
    if "profile" in table:
        profile, found = _profile(toml, table["profile"])
        fields, faults = profile, found
    own, found = _fields(toml, table, ("profile", *_KEYS))
    for pair in _INSTEAD:
        for one, other in (pair, pair[::-1]):
            if own.get(one):
                fields.pop(other, None)
    return Layout(**{**fields, **own}), [*faults, *found]  # type: ignore[arg-type]


def _fields(
    toml: TomlFile, table: Mapping[str, object], known: tuple[str, ...]
) -> tuple[dict[str, object], list[Problem]]:
    faults = toml.unknown_keys(table, known, ("layout",))
    fields: dict[str, object] = {}
    for name, key in _KEYS.items():
        if name not in table:
            continue
        value = table[name]
        try:
            fields[key.field] = key.read(value)
        except _Wrong:
            is_text = isinstance(value, str)
            got = f"“{shown(value)}”" if isinstance(value, str) else kind_of(value)
            said, spot = f"“{name}” must be {key.wanted}, not {got}", ("layout", name)
            faults.append(toml.wrong_value(said, spot) if is_text else toml.wrong_type(said, spot))
    if "headings" in fields and "heading_like" in fields:
        said = "“headings” and “heading-like” say the same thing in two ways: keep one"
        faults.append(toml.wrong_value(said, ("layout", "heading-like")))
    if fields.get("one_letter") and ("headings" in fields or "heading_like" in fields):
        said = "“one-letter” says that the file is one letter, however it is headed: take out the headings"
        faults.append(toml.wrong_value(said, ("layout", "one-letter")))
    return fields, faults


# ------------------------------------------------------------------ profiles


def profiles() -> tuple[str, ...]:
    """Return the names of the profiles that letterbook brings along, sorted."""
    return tuple(sorted(path.stem for path in _PROFILES.glob("*.toml")))


def _profile(toml: TomlFile, named: object) -> tuple[dict[str, object], list[Problem]]:
    """Read the fields of a profile: one that letterbook brings along, or a file named from here."""
    spot: Spot = ("layout", "profile")
    if not isinstance(named, str):
        said = f"“profile” must be the name of a profile or of a file, not {kind_of(named)}"
        return {}, [toml.wrong_type(said, spot)]
    path = _PROFILES / f"{named}.toml" if named in profiles() else Path(toml.file).parent / named
    if not path.is_file():
        said = f"there is no profile “{shown(named)}”, and no file of that name"
        return {}, [toml.wrong_value(said, spot, f"The profiles are: {', '.join(profiles())}.")]
    try:
        file = read_toml(path, _CODES)
    except Refused as refused:
        return {}, list(refused.problems)
    faults = file.unknown_keys(file.values, ("layout",), ())
    table = file.values.get("layout", {})
    if not isinstance(table, dict):
        return {}, [*faults, file.wrong_type("“layout” must be a table: [layout]", ("layout",))]
    fields, found = _fields(file, table, tuple(_KEYS))
    return fields, [*faults, *found]
