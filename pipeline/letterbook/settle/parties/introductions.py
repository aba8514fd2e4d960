"""Read from the words above a letter who wrote it to whom: "In May Brand wrote to his friend Ann Holt:".

In a life that is told with letters the narrative leads to each of them, and no heading stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from letterbook.model import Source, Span
from letterbook.settle.parties.heading_words import joins_of
from letterbook.settle.parties.headings import Heading, Said, read_heading
from letterbook.values.names.forms import fold, is_whole, lexicon
from letterbook.values.names.read import read_name

#: The narrative's last sentence is no longer than this.
_REACH = 400
#: "Mrs. Holt" ends no sentence; nor, for that, does "it".
_SENTENCE = re.compile(r"(?<=[^\W\d_]{4}[.!?;»”\"])\s+(?=[^\W\d_a-zß-öø-ÿ«„“\"])")
#: What leads to a letter ends so.
_LEADS = re.compile(r":[\s—–\-_*\"„“»«]*$")
#: A heading that names both is no longer.
_LINE = 90
#: Rows of stars between the narrative and its letter.
_ORNAMENTS = re.compile(r"(?:\n[ \t]*\n[ \t]*(?:[*·•.\-—–_][ \t]*)+)+\Z")
#: Words with capitals that follow each other: a name may be among them.
_SHOWN = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’'.-]*(?:\s+[^\W\d_a-zß-öø-ÿ][\w’'.-]*)*")
#: No name of who writes is so short.
_SHORT = 2
#: So near to who writes stands the word for it.
_NEAR = 3
#: A name behind "to" is no longer, with what somebody is to the writer.
_NAME = 80


def read_line_above(source: Source, start: int, languages: Sequence[str]) -> Heading:
    """Read the line that stands next above a letter, and outside it, if it names both by whole names."""
    above = source.text[max(0, start - _REACH) : start].rstrip()
    line = re.split(r"\n[ \t]*\n", above)[-1]
    if "\n" in line.strip() or len(line) > _LINE:
        return Heading()
    at = start - len(source.text[max(0, start - _REACH) : start]) + above.rindex(line)
    said = read_heading(line, languages, None, at)
    if said.senders is None or said.recipients is None:
        return Heading()
    if not all(map(is_whole, (*said.senders.names, *said.recipients.names))):
        return Heading()
    return said if line.strip(" .").isupper() else Heading()


def _last_sentence(source: Source, start: int) -> tuple[str, int]:
    """Return the sentence above a letter that leads to it, and where it stands; "" where none does."""
    above = source.text[max(0, start - _REACH) : start]
    above = _ORNAMENTS.sub("", above.rstrip())
    block = re.split(r"\n[ \t]*\n", above.rstrip())[-1]
    last = _SENTENCE.split(block)[-1] if _LEADS.search(block) else ""
    return last, start - len(source.text[max(0, start - _REACH) : start]) + above.rindex(last)


def read_writer(source: Source, start: int, languages: Sequence[str]) -> Said | None:
    """Return who the sentence above a letter says writes it: "Brand writes:", "So schrieb Karl Brand:"."""
    tongues = tuple(languages)
    last, at = _last_sentence(source, start)
    active = lexicon("introductions", ("active",), tongues)
    nouns = lexicon("reference_nouns", ("letter",), tongues)
    for found in _SHOWN.finditer(last):
        before = [fold(word) for word in re.findall(r"[^\W\d_]+", last[: found.start()])[-_NEAR:]]
        behind = [fold(word) for word in re.findall(r"[^\W\d_]+", last[found.end() :])[:_NEAR]]
        led = before[-1:] and before[-1] in joins_of(tongues).small and before[-1] not in active
        if led or re.search(r"['’]s$", found[0]):
            continue  # "to Brand", "Brand's sister"
        tokens = found[0].split()
        if len(found[0]) <= _SHORT:
            continue  # "So schrieb Brand"
        names = (read_name(" ".join(tokens[n:]), tongues) for n in range(len(tokens)))
        name = next((name for name in names if name and name.kind == "person" and name.surname), None)
        if name is None:
            continue
        said = set(behind[:_NEAR]) & active or set(before[-1:]) & active or (behind and set(before) & nouns)
        return Said((name,), Span(at + found.start(), at + found.end())) if said else None
    return None


def read_introduction(source: Source, start: int, languages: Sequence[str]) -> Said | None:
    """Return the reader, by whole name, whom the sentence above a letter names; it must speak of writing."""
    tongues = tuple(languages)
    last, at = _last_sentence(source, start)
    if not last:
        return None
    words = {fold(word) for word in re.findall(r"[^\W\d_]+", last)}
    writing = lexicon("introductions", ("wrote",), tongues) | lexicon("reference_nouns", ("letter",), tongues)
    if not words & writing:
        return None
    for found in reversed(list(joins_of(tongues).between.finditer(last))):
        to = last[found.start() : found.start() + _NAME].lstrip()
        start_of_to = at + last.index(to, found.start())
        said = read_heading(" ".join(to.split()).rstrip(" :-—–"), tongues).recipients
        names = said.names if said and not said.same and not said.doubt else ()
        if any(re.search(r"['’]s$", name.surname) for name in names):
            continue  # "to Mary Holt's house"
        if len(names) == 1 and names[0].kind == "person" and names[0].surname and not names[0].initials:
            name = names[0]
            if name.given or name.female is False:  # "Mrs. Holt" may be the wife, or the mother, of several
                return Said((name,), Span(start_of_to, start_of_to + len(to.rstrip(" :-—–"))))
    return None
