"""The identifiers of letters, notes, calls and entries: valid NCNames, unique, and stable.

An identifier is made from a key alone, so that it stays when something elsewhere changes; that of a letter
without a number, whose key is its place among the letters, from the words with which its text begins. What
an NCName cannot hold is written `_xHHHH_` (ISO/IEC 9075-14, as databases do), which two different keys never
share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from letterbook.model import (
    Block,
    Call,
    Correction,
    Edition,
    Entry,
    Guess,
    Inline,
    Letter,
    Node,
    Note,
    PageBreak,
    Skip,
    Span,
    Text,
    When,
    leaves,
)
from letterbook.tei.facsimile import Images
from letterbook.xml_input.tei_names import word

_ESCAPED = re.compile(r"[^A-Za-z0-9._-]|_(?=x)")
_RESERVED = re.compile(
    r"letterbook$|(?:letter|corresp|note|call|hand|person|place|org|editor|calendar|licence)-"
)

#: The key of a letter without a number: its place among the letters, which another letter changes.
_BY_PLACE = re.compile(r"n\d+(?:-\d+)?")
#: So many letters and figures of its text tell such a letter from all others; so much of their sum is
#: written.
_OPENING = 240
_SUM = 8


def ncname(prefix: str, key: str) -> str:
    """Make an identifier of a kind for a key: "note", "*" gives "note-_x002A_"."""
    return f"{prefix}-{_ESCAPED.sub(lambda m: f'_x{ord(m[0]):04X}_', key) or '_x_'}"


def document_id(name: str) -> str:
    """Return the id of the whole document: the project's, unless the edition's own ids could be the same."""
    return f"edition-{name}" if _RESERVED.match(name) else name


@dataclass
class Ids:
    """Who is called what in this document.

    `letters` are (letter, end of its id), in the order of the text; `calls` maps the offset of each call to
    its id, `callers` each note's key to the ids of its calls; `entries` maps (kind, key) to the id in the
    register, `people` the key of each editor who decided something to an id, `hands` who signs notes to an
    id and to where the first of them is signed. `languages` and `calendars`
    are those that are used; `images` has the pages whose images are known.
    """

    letters: list[tuple[Letter, str]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    calls: dict[int, str] = field(default_factory=dict)
    callers: dict[str, list[str]] = field(default_factory=dict)
    entries: dict[tuple[str, str], str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    hands: dict[str, tuple[str, Span | None]] = field(default_factory=dict)
    languages: dict[str, None] = field(default_factory=dict)
    calendars: dict[str, None] = field(default_factory=dict)
    images: Images = field(default_factory=Images)
    _given: Counter[str] = field(default_factory=Counter)
    _by_key: dict[str, str] = field(default_factory=dict)

    def once(self, name: str) -> str:
        """Return a name that was not given before: a second bearer of a key gets a mark no key can make."""
        self._given[name] += 1
        count = self._given[name]
        return name if count == 1 else f"{name}_x.{count}"

    def note(self, key: str) -> str:
        """Return the id under which a note is written: the first of its key has the id that calls name."""
        return self.once(ncname("note", key))

    def responsible(self, key: str) -> str:
        """Return the pointer to who is responsible: letterbook, or an editor."""
        return "#" + self.people.get(key, "letterbook")

    def take(self, *guesses: Guess[Any]) -> None:
        """Take note of who is responsible for facts, and of the calendars of dates."""
        for guess in guesses:
            self.take_person(guess.resp)
            if isinstance(guess.value, When) and guess.value.calendar:
                self.calendars[guess.value.calendar] = None

    def take_person(self, key: str) -> None:
        """Take note of who is responsible."""
        if key != "letterbook" and key not in self.people:
            self.people[key] = self.once(ncname("editor", "-".join(re.findall(r"\w+", key)) or key))

    def letter(self, key: str) -> str | None:
        """Return the id of the letter of a key."""
        return self._by_key.get(key)

    def take_letter(self, letter: Letter, name: str) -> None:
        """Take note of a letter with its id; of several with one key the first is found by it."""
        self.letters.append((letter, name.removeprefix("letter-")))
        self._by_key.setdefault(letter.key, name)

    def person(self, key: str | None) -> tuple[str, str] | None:
        """Return the kind and the id of a person or body of the register, None where it has no entry."""
        if key is None:
            return None
        found = ((kind, self.entries.get((kind, key))) for kind in ("person", "org"))
        return next(((kind, name) for kind, name in found if name), None)


def is_notes(node: Node) -> bool:
    """Tell whether a part of the edition is a collection of notes."""
    return isinstance(node, Block) and node.kind == "matter" and node.value == "notes"


def is_licence(node: Node) -> bool:
    """Tell whether a part of the edition is a licence, which belongs to the header."""
    return isinstance(node, Block) and node.kind == "matter" and node.value == "licence"


def name_all(edition: Edition, language: str) -> Ids:
    """Name everything that has an id, in one walk. `language` is the edition's main one."""
    ids = Ids(images=Images(edition.source))
    ids.languages = dict.fromkeys([language, *(word(code) for code in edition.languages)])
    for entry in edition.register:
        ids.entries.setdefault((kind_of(entry), entry.key), ncname(kind_of(entry), entry.key))
        ids.take_person(entry.resp)
    parts = (*edition.front, *edition.body, *edition.back)
    for letter in _letters(parts):
        ids.take_letter(letter, _letter_id(ids, letter, edition.source.text))
        for act in (letter.sent, letter.received):
            ids.take(*act.persons, *((act.place,) if act.place else ()), *act.dates)
        for tie in letter.ties:
            ids.take_person(tie.resp)
    calls: list[Call] = []
    stack: list[Node] = list(reversed(parts))
    while stack:
        node = stack.pop()
        if isinstance(node, Text | Skip):
            continue
        if isinstance(node, Call):
            calls.append(node)
            ids.take_person(node.resp)
        elif isinstance(node, Correction):
            ids.take_person(node.resp)
        elif not isinstance(node, PageBreak):
            _take_node(ids, node)
            stack.extend(reversed(node.children))
    for call in calls:
        if call.note in ids.notes:
            callers = ids.callers.setdefault(call.note, [])
            name = f"{ncname('call', call.note)}-{len(callers) + 1}"
            callers.append(name)
            ids.calls[call.span.start] = name
    return ids


def letter_ids(edition: Edition) -> dict[str, str]:
    """Return the id of each letter, which is also the name of its page, by its key: "letter-12" by "12"."""
    ids = Ids()
    return {
        letter.key: _letter_id(ids, letter, edition.source.text)
        for letter in _letters((*edition.front, *edition.body, *edition.back))
    }


def _letter_id(ids: Ids, letter: Letter, text: str) -> str:
    return ids.once(ncname("letter", _lasting_key(letter, text)))


def _lasting_key(letter: Letter, text: str) -> str:
    """Return a letter's key; if that is its place, one made of its text from the first paragraph on."""
    if letter.number or not _BY_PLACE.fullmatch(letter.key):
        return letter.key
    blocks = list(letter.children)
    first = next((at for at, node in enumerate(blocks) if isinstance(node, Block) and node.kind == "p"), 0)
    signs: list[str] = []
    for leaf in leaves((*blocks[first:], *blocks[:first])):
        if isinstance(leaf, Text):
            signs += filter(str.isalnum, text[leaf.span.start : leaf.span.end].casefold())
        if len(signs) >= _OPENING:
            break
    return "n" + sha256("".join(signs[:_OPENING]).encode()).hexdigest()[:_SUM]


def _take_node(ids: Ids, node: Inline | Block | Note | Letter) -> None:
    match node:
        case Note():
            ids.notes.setdefault(node.key, ncname("note", node.key))
            ids.take_person(node.resp)
            if node.hand:
                ids.hands.setdefault(node.hand, (ncname("hand", node.hand), node.signed))
        case Letter() | Block() if node.lang:
            ids.languages[word(node.lang)] = None
        case Inline(kind="foreign") if node.value:
            ids.languages[word(node.value)] = None
        case Inline() if node.when is not None:
            ids.take(node.when)


def kind_of(entry: Entry) -> str:
    """Return the kind of an entry, as its element is called."""
    return entry.kind if entry.kind in ("person", "place", "org") else "person"


def _letters(nodes: tuple[Node, ...]) -> Iterator[Letter]:
    """Yield the letters that stand beside each other, however many parts they are gathered in.

    A letter inside a letter is an enclosure, and one inside a note is quoted: these have no description.
    """
    for node in nodes:
        if isinstance(node, Letter):
            yield node
        elif isinstance(node, Block) and node.kind == "matter" and not (is_notes(node) or is_licence(node)):
            yield from _letters(node.children)
