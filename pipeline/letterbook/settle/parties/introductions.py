"""Whom the words above a letter say that it went to: "In May he wrote to his friend Ann Holt:".

In a life that is told with letters the narrative leads to each of them, and no heading stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from letterbook.model import Source, Span
from letterbook.settle.parties.heading_words import joins_of
from letterbook.settle.parties.headings import Heading, Said, read_heading
from letterbook.values.names.forms import fold, is_whole, lexicon

#: The narrative's last sentence is no longer than this.
_REACH = 400
#: "Mrs. Holt" ends no sentence; nor, for that, does "it".
_SENTENCE = re.compile(r"(?<=[^\W\d_]{4}[.!?;»”\"])\s+(?=[^\W\d_a-zß-öø-ÿ«„“\"])")
#: What leads to a letter ends so.
_LEADS = re.compile(r":[\s—–\-_*\"„“»«]*$")
#: A heading that names both is no longer.
_LINE = 90
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


def read_introduction(source: Source, start: int, languages: Sequence[str]) -> Said | None:
    """Return the reader, by whole name, whom the sentence above a letter names; it must speak of writing."""
    tongues = tuple(languages)
    above = source.text[max(0, start - _REACH) : start]
    block = re.split(r"\n[ \t]*\n", above.rstrip())[-1]
    if not _LEADS.search(block):
        return None
    last = _SENTENCE.split(block)[-1]
    words = {fold(word) for word in re.findall(r"[^\W\d_]+", last)}
    writing = lexicon("introductions", ("wrote",), tongues) | lexicon("reference_nouns", ("letter",), tongues)
    if not words & writing:
        return None
    at = start - len(above) + above.rindex(last)
    for found in reversed(list(joins_of(tongues).between.finditer(last))):
        to = last[found.start() : found.start() + _NAME].lstrip()
        said = read_heading(" ".join(to.split()).rstrip(" :-—–"), tongues).recipients
        names = said.names if said and not said.same and not said.doubt else ()
        if any(re.search(r"['’]s$", name.surname) for name in names):
            continue  # "to Mary Holt's house"
        if len(names) == 1 and names[0].kind == "person" and names[0].surname and not names[0].initials:
            name = names[0]
            if name.given or name.female is False:  # "Mrs. Holt" may be the wife, or the mother, of several
                return Said((name,), Span(at + found.start(), at + found.start() + len(to.rstrip(" :-—–"))))
    return None
