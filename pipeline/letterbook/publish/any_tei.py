"""Render TEI that letterbook need not have written: one document or many become one edition, then its pages.

Thousands of letters are gathered in a process of their own, whose memory goes with it: the trees of all files
take several times what the edition does. Their pages are made by two (`halves`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from letterbook.other_tei.gather import gather
from letterbook.other_tei.paths import table
from letterbook.problems import Outcome, Place, Problem, Refused, problem
from letterbook.publish.dead_links import without_dead_links
from letterbook.publish.gathered_apart import gathered_apart
from letterbook.publish.render import Pages, Whence, made_of, read_tei, stylesheet_of
from letterbook.publish.second_process import can_fork

_NO_PARAMS: Mapping[str, str] = {}

#: Control characters that XML can hold and HTML cannot: browsers show them as other characters. In UTF-8.
_SHADOWS = re.compile(rb"\x7f|\xc2[\x80-\x9f]")
_UNKNOWN = "\N{REPLACEMENT CHARACTER}".encode()

#: Bytes of documents from which on several processes make an edition; of fewer, one alone is as fast.
_LARGE = 12_000_000


class Gained(NamedTuple):
    """The edition that documents became: its TEI, where what is from, and what lacks in it.

    `empty` are files of which nothing is shown, `unseen` counts the characters that were replaced.
    """

    tei: bytes
    whence: Whence
    empty: tuple[str, ...]
    unseen: int


def render_all(
    documents: Iterable[tuple[str, bytes]],
    format_: str,
    params: Mapping[str, str] = _NO_PARAMS,
    own: Path | None = None,
    *,
    title: str = "",
    language: str = "",
    size: int = 0,
) -> Outcome[dict[str, bytes]]:
    """Render a format of any TEI, one document or many, each with its name, taken one after the other.

    `title` and `language` stand for what the documents say of the whole, where they are given; `size` are the
    bytes of all documents, where they may be many. Raises Refused with all that is wrong, where any document
    cannot be read or holds no TEI.
    """
    waiting = iter(documents)
    first = next(waiting)
    stylesheet, params = stylesheet_of(format_, params, first[0], own)
    waiting = chain((first,), waiting)
    del first
    if size > _LARGE and own is None and can_fork():
        gained = gathered_apart(lambda: gain(waiting, title, language, small=True))
    else:
        gained = gain(waiting, title, language)
    pages = Pages(stylesheet, gained.tei, params, gained.whence)
    gained = gained._replace(tei=b"")  # it may be large, and Saxon has it now
    made, said = made_of(pages)
    nothing = "No letter is described in it, and there is no text: nothing of it is shown"
    said = (*said, *(problem("render-empty", nothing, Place(name)) for name in gained.empty))
    if gained.unseen:
        many = f"{gained.unseen} control characters (U+007F to U+009F) are shown as U+FFFD"
        said = (*said, problem("text-control", many, Place(gained.whence.name)))
    return Outcome(made if own else without_dead_links(made), said)


def gain(documents: Iterable[tuple[str, bytes]], title: str, language: str, *, small: bool = False) -> Gained:
    """Gather documents; where `small`, no tree of them is kept. Raises Refused with all that is wrong."""
    problems: list[Problem] = []

    def roots() -> Iterator[tuple[str, etree._Element]]:
        for name, tei in documents:
            try:
                root = read_tei(tei, name)
            except Refused as refused:
                problems.extend(refused.problems)
            else:
                if not problems:  # else they are looked at for what is wrong alone
                    yield name, root

    trees = roots()
    first = next(trees, None)
    gathered = None if first is None else gather(chain((first,), trees), title, language)
    if problems or gathered is None:
        raise Refused(*problems)
    tei, unseen = _SHADOWS.subn(_UNKNOWN, etree.tostring(gathered.root, encoding="UTF-8"))
    whence: Whence = gathered
    if small:
        whence = table(gathered.name, gathered.root, tei, gathered.origins)
    return Gained(tei, whence, gathered.empty, unseen)
