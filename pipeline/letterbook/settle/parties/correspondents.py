"""Who corresponds with whom in a whole book, as the title page says it and the letters bear it out.

"Correspondence between A and B" makes a pair; an author's name over "Correspondence with B and C" a
hub, with A on one side of every letter; "Letters of A" and "Letters to A" fix one side, "Correspondence
of A" says that A is one of the two. A book whose title page names nobody is left to its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from letterbook.model import Evidence, Source, Span
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.bearing import Bearing
from letterbook.settle.parties.declared import Declared, without_label
from letterbook.settle.parties.life_titles import read_lives
from letterbook.settle.parties.printed_names import Named
from letterbook.settle.parties.title_author import (
    OFTEN,
    Author,
    may_be_title,
    read_author,
    signs,
    title_of_letters,
)
from letterbook.settle.parties.title_page import (
    blocks_in,
    editors_words,
    find_contents,
    leads_on,
    read_stacked,
    stacks,
)
from letterbook.settle.parties.title_phrases import (
    Title,
    is_some,
    read_pair,
    read_titles,
    shared_with,
    shares,
)
from letterbook.settle.parties.title_words import phrase
from letterbook.settle.parties.viewpoint import find_viewpoint
from letterbook.values.names.forms import Name, fold
from letterbook.values.names.same_person import fits

#: An entry of a list of contents ends with its page.
_ENTRY = re.compile(r"(?:[ \t]{3,}|\.{3,}[ \t]*)\d+[ \t]*$", re.MULTILINE)
#: A title page has short blocks; a longer one is prose, and what prose says of letters is no title.
_SHORT = 300
_LINE = 80
#: So many blocks from the front are looked at: a title page, and whatever a library put before it.
_BLOCKS = 120
#: Of so many letters one may be another's, if the title says outright whose they are.
_STRANGE = 10
#: A title may be printed as so many blocks one below the other.
_WINDOW = 6
_GAP = 3
#: A title that is read as one line is no longer than this.
_FLAT = 200
#: A title's people sign most of the letters, if so many more of theirs than of others.
_MOSTLY = 2

_RANK = {
    "open": 0,
    "life": 0,
    "to": 1,
    "group": 2,
    "of": 2,
    "from": 2,
    "with": 3,
    "from-to": 4,
    "hub": 5,
    "pair": 5,
}


class Correspondents(NamedTuple):
    """The two sides of a book.

    `kind` is "pair", "hub", "from-to", "of", "from", "to", "group", "life" or "open".

    `one` is the side whose book it is (of a pair: the first named), `other` the names of the other
    side, of which a hub may have several. `viewpoint` is the person from whom "received" and "sent"
    are counted, if the book or the editor says so. `because` holds the title's words. `owned` tells
    that the book is the correspondence of side one, which an author's line stands for; `about` what the
    title says of a name ("agent of the Company"); `untold` that no title, only a preface, speaks of letters.
    """

    kind: str = "open"
    one: tuple[Name, ...] = ()
    other: tuple[Name, ...] = ()
    viewpoint: Name | None = None
    because: tuple[Evidence, ...] = ()
    seen_from: Evidence | None = None
    owned: bool = False
    about: tuple[tuple[Name, str], ...] = ()
    untold: bool = False


def _blocks(source: Source, front: Sequence[Span]) -> Iterator[Span]:
    """Yield the blocks of the front matter: lines that stand together, without the space around them."""
    return islice((block for part in front for block in blocks_in(source, part)), _BLOCKS)


class _Found(NamedTuple):
    """A way to read a title: how far from the title page it stands (0: the library's word, or there)."""

    title: Title
    span: Span
    late: int
    at: int

    @property
    def order(self) -> tuple[int, int, int, int]:
        """Return by what readings are sorted, the best first: those that say most, by whole names."""
        names = (*self.title.one, *self.title.other)
        lone = sum(name.lone and name.female is None for name in names)
        return (self.late, -_RANK[self.title.kind], lone, self.at)


def read_correspondents(
    source: Source,
    front: Sequence[Span],
    languages: Sequence[str],
    viewpoint: str | None = None,
    letters: Sequence[Signs] = (),
    named: Sequence[Named] = (),
    declared: Declared = Declared(),  # noqa: B008 (it is immutable)
) -> Correspondents:
    """Read who corresponds with whom from the front matter; `viewpoint` is the editor's word, and rules.

    A title counts as far as the letters bear it out: letters signed by others speak against it, and a
    title that can be read otherwise ("Letters from the Clearing") counts only if the letters' own
    lines, or the preface more than once, name the person. `named` are the names that the letters'
    lines print, `declared` is what a library says above the text.
    """
    tongues = tuple(languages)
    blocks = list(_blocks(source, front))
    prose = [b for b in blocks if b.end - b.start > _SHORT]
    bearing = Bearing(source, prose, letters, named, languages)
    found: list[_Found] = []
    author: Author | None = None
    speaking: list[Span] = []  # of letters: a title, or a preface
    titled_at = len(blocks)
    pairs: list[tuple[int, tuple[Name, ...], Span]] = []
    contents = find_contents(source, blocks, tongues)
    if declared.title_span:
        found += [_Found(one, declared.title_span, 0, -1) for one in _readings(declared.title, tongues)]
        if phrase(tongues, "letters").search(declared.title):
            speaking.append(declared.title_span)
    for at, span in enumerate(blocks):
        text = without_label(source.quote(span))
        if len(text) > _SHORT:
            continue
        late = int(at >= contents)
        for width in range(1, _WINDOW + 1):
            window = blocks[at : at + width]
            if len(window) < width or (width > 1 and any(b.end - b.start > _LINE for b in window)):
                break
            joined = Span(span.start, window[-1].end)
            text = without_label(source.quote(joined))
            found += [_Found(title, joined, late, at + width) for title in _readings(text, tongues)]
        text, above = without_label(source.quote(span)), source.quote(blocks[at - 1]) if at else ""
        name, outright = read_author(text, tongues) if not late else (None, False)
        if name and not outright and leads_on(above, tongues):
            name = None  # "Letters" / "from" / "London and Paris"
        if name is None and not late and (stacked := read_stacked(source, blocks, at, tongues)):
            name, outright = stacked, True  # "by" / "A. B."
        outright = outright and at - titled_at <= _GAP and not phrase(tongues, "editor").search(above)
        if name and (author is None or (outright and not author.outright)):
            author = Author(name, span, outright=outright)
        if (pair := read_pair(text, tongues)) and not leads_on(above, tongues):
            pairs.append((at, pair, span))
        # a life's contents tell of letters, too
        if phrase(tongues, "letters").search(text) and not (late and _ENTRY.search(source.quote(span))):
            titled_at = min(at, titled_at)
            speaking.append(span)
            found += [_paired(row, late, at) for row in pairs if 0 <= at - row[0] <= _GAP]
    if declared.credited or editors_words(source, blocks[:contents], tongues):
        found = _known(found, tongues)
    text = "\n".join([declared.title, *(source.quote(span) for span in blocks)])
    found = [one for one in found if not shares(one.title, text, tongues)]
    author = _of_library(source, blocks, declared, bearing, author, tongues)
    titled = title_of_letters(source, speaking, author, bearing)
    found += _by_author(found, author, titled, declared, bearing)
    chosen = _untold(_chosen(found, author, titled, bearing), author, titled, source, prose)
    both = _shared(_completed(chosen, declared), declared, source, blocks[:contents], tongues)
    seen = find_viewpoint((*both.one, *both.other), both.about, source, blocks, tongues, viewpoint)
    return both._replace(viewpoint=seen[0], seen_from=seen[1]) if seen else both


def _untold(
    chosen: Correspondents, author: Author | None, titled: Span | None, source: Source, prose: Sequence[Span]
) -> Correspondents:
    """Say whether an author's name alone tells whose letters these are: no title page speaks of letters."""
    if author is None or titled is None or [one.span for one in chosen.because] != [author.span]:
        return chosen
    on_page = may_be_title(source, titled) and all(block.start > titled.start for block in prose)
    return chosen._replace(untold=not on_page)


def _paired(row: tuple[int, tuple[Name, ...], Span], late: int, at: int) -> _Found:
    """Return two names that stand alone above a word for letters."""
    _, pair, where = row
    title = Title("pair", pair[:1], pair[1:], sure=all(name.given for name in pair))
    return _Found(title, where, late, at)


def _shared(
    correspondents: Correspondents,
    declared: Declared,
    source: Source,
    blocks: Sequence[Span],
    languages: tuple[str, ...],
) -> Correspondents:
    """Let the letters of one writer be a group's, where the title says "and his family"."""
    heads = [declared.title, *(source.quote(Span(b[0].start, b[-1].end)) for b in stacks(blocks))]
    if correspondents.kind == "from" and any(shared_with(text, languages) for text in heads):
        return correspondents._replace(kind="group")
    return correspondents


def _known(found: Sequence[_Found], languages: tuple[str, ...]) -> list[_Found]:
    """Drop titles with a reader who may be anybody: "a friend" may be the editor."""
    return [
        one for one in found if not any(is_some(n, languages) for n in (*one.title.one, *one.title.other))
    ]


def _of_library(
    source: Source,
    blocks: Sequence[Span],
    declared: Declared,
    bearing: Bearing,
    author: Author | None,
    languages: tuple[str, ...],
) -> Author | None:
    """Return the one author that a library names, if the title page does not call them the editor."""
    edited = editors_words(source, blocks, languages)
    authors = [
        Author(name, span, outright=True, declared=True)
        for name, span in declared.authors
        if (last := fold(name.surname.split()[-1])) not in edited
        or last in {fold(w) for w in declared.title.split()}
        or bearing.signed(name)
    ]
    return authors[0] if len(authors) == 1 else author


def _by_author(
    found: Sequence[_Found],
    author: Author | None,
    titled: Span | None,
    declared: Declared,
    bearing: Bearing,
) -> list[_Found]:
    """Add what the title says together with the author's name: from whom its letters are, or between whom."""
    said = {one.title.kind for one in found if not one.late}
    two = [(name, span) for name, span in declared.authors if bearing.signed(name) or not bearing.letters]
    if len(declared.authors) == 2 and titled and not said - {"of"} and two:  # noqa: PLR2004
        (one, span), (other, _) = declared.authors
        return [_Found(Title("pair", (one,), (other,)), span, 0, len(found))]
    if author is None or titled is None or not author.outright:
        return []
    made = [_Found(Title("from", (author.name,), sure=author.declared), author.span, 0, len(found))]
    if any(one.title.kind == "group" and _meets(author.name, one.title.one) for one in found):
        return []
    told = [one.title for one in found if not one.late and _borne_out(one.title, bearing, late=False)]
    if any(title.kind != "life" or not _meets(author.name, title.one) for title in told):
        return []  # the title itself says it; who tells somebody's life wrote none of the letters
    return made


def _readings(text: str, languages: tuple[str, ...]) -> list[Title]:
    """Read a title line by line, and as one line: a name may be broken over two."""
    flat = " ".join(text.split())
    titles = [*read_titles(text, languages), *read_lives(text, languages)]
    whole = any(not name.lone for title in titles for name in (*title.one, *title.other))
    apart = re.search(r"\n[ \t]*\n", text.strip())
    if "\n" in text.strip() and not apart and len(flat) <= _FLAT and not whole:
        titles += [title for title in read_titles(flat, languages) if title not in titles]
    return titles


def _completed(correspondents: Correspondents, declared: Declared) -> Correspondents:
    """Give the title's names the fuller form that the library has of an author: "Goethe", "Miss Eden"."""

    def fuller(name: Name) -> Name:
        for author, text in declared.described:
            if fold(name.text) == fold(text):
                return author  # "Frédéric II, Roi de Prusse"
        fitting = [author for author, _ in declared.authors if fits(name, author)]
        if len(fitting) != 1 or len(fitting[0].given) <= len(name.given) or not name.lone:
            return name
        return fitting[0]

    one, other = (tuple(fuller(name) for name in side) for side in (correspondents.one, correspondents.other))
    about = tuple((fuller(name), text) for name, text in correspondents.about)
    return correspondents._replace(one=one, other=other, about=about)


def _chosen(
    found: Sequence[_Found], author: Author | None, titled: Span | None, bearing: Bearing
) -> Correspondents:
    """Take the title that says most, of those that the letters bear out; an author's line completes it."""
    says = "the title page says who corresponds with whom"
    rows = sorted(found, key=lambda one: one.order)
    rows = [one for one in rows if _borne_out(one.title, bearing, late=bool(one.late))]
    for title, span, late, _ in _fuller_first(rows, bearing):
        because = (Evidence(span, says),)
        known = author and (author.outright or bearing.out(author.name)) and author.agrees(bearing)
        if title.kind == "with":
            if author is None:
                continue
            kind = "pair" if len(title.other) == 1 else "hub"
            named = author.beside(span)
            return Correspondents(kind, (author.name,), title.other, None, (named, *because), owned=True)
        if title.kind == "to" and author is not None and known and not _meets(author.name, title.one):
            named = author.beside(span)
            return Correspondents("from-to", (author.name,), title.one, None, (named, *because), owned=True)
        if title.kind == "from" and not late and (reader := _unnamed_reader(rows, bearing)):
            both = (*because, Evidence(reader.span, says))
            return Correspondents("from-to", title.one, reader.title.one, None, both)
        if title.kind == "from-to" and title.other[0].kind == "role" and bearing.names_others(title.other):
            return Correspondents("from", title.one, (), None, because, about=title.about)
        if title.kind == "pair" and bearing.names_others((*title.one, *title.other)):  # to many readers
            return Correspondents("group", (*title.one, *title.other), (), None, because, about=title.about)
        owned = title.kind == "hub"
        return Correspondents(
            title.kind, title.one, title.other, None, because, owned=owned, about=title.about
        )
    if author is None or not (author.outright or bearing.out(author.name)) or not author.agrees(bearing):
        return Correspondents()
    if titled is None and not (author.declared and signs(author.name, bearing)):
        return Correspondents()
    because = (Evidence(author.span, "the author of the letters, as the title page names them"),)
    return Correspondents("from", (author.name,), (), None, because)


def _unnamed_reader(rows: Sequence[_Found], bearing: Bearing) -> _Found | None:
    """Return the title that says what the one reader is to the writer: "Letters to his Son"."""
    roles = [row for row in rows if row.title.kind == "to" and row.title.one[0].kind == "role"]
    return next((row for row in roles if not row.late and not bearing.names_others(row.title.one)), None)


def _fuller_first(rows: list[_Found], bearing: Bearing) -> list[_Found]:
    """Put a later title first that names the other side too, if letters are signed by both."""
    if not rows or rows[0].title.kind not in ("of", "from"):
        return rows
    one = rows[0].title.one[0]
    both = [
        row
        for row in rows
        if row.late
        and row.title.kind == "pair"
        and _meets(one, (*row.title.one, *row.title.other))
        and all(bearing.signed(name) > OFTEN for name in (*row.title.one, *row.title.other))
    ]
    return [*both[:1], *rows]


def _meets(name: Name, others: Sequence[Name]) -> bool:
    """Tell whether somebody is one of the others; "Wilhelm I." is not "Friedrich Wilhelm III."."""
    ruled = re.compile(r"\b[IVX]+$")

    def are_two_rulers(other: Name) -> bool:
        return bool(name.text != other.text and ruled.search(name.text) and ruled.search(other.text))

    return any(fits(name, other) and not are_two_rulers(other) for other in others)


def _borne_out(title: Title, bearing: Bearing, *, late: bool) -> bool:
    """Tell whether a title's names are those of the letters, and no others' signatures or headings say no."""
    names = (*title.one, *title.other)
    if any(_meets(name, title.other) for name in title.one):
        return False
    borne = [bearing.out(name) for name in names]
    if not title.sure and not (all(borne) if len(names) == 1 else any(borne)):
        return False
    writers = title.one if title.kind in ("from", "from-to", "group") else names
    mine = sum(bearing.signed(name) for name in writers)
    unsure = title.kind == "from" and not title.sure
    if not mine and (late or (unsure and (title.one[0].given or title.whence))):
        return False  # "Letters from Norton Ferry", "Letters from Norway"
    if title.kind == "to":
        theirs, mine = bearing.others_received(names), sum(bearing.received(name) for name in names)
        return theirs <= max(OFTEN, mine)
    if title.kind == "life":  # a list of other books may stand above the title
        return not late and (bearing.known(names[0]) or mine > 0 or bearing.received(names[0]) > 0)
    if title.kind in ("of", "with", "hub"):
        return True
    read = sum(bearing.received(name) for name in title.other)
    if title.kind == "from-to" and not mine and bearing.others_received(title.other) > max(OFTEN, read):
        return False
    outright = title.kind == "from" and title.sure and not late
    return bearing.strangers(writers) <= max(OFTEN, _MOSTLY * mine, outright * bearing.letters // _STRANGE)
