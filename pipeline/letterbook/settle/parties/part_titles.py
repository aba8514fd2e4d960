"""Read the titles of a book's parts: "LETTRES A BAILLE", "Amsel, Karl.", "Letters to a Lady".

A part's title stands between two letters and holds for the letters below it, until the next one. That a
part is one writer's is believed only if its letters are signed so, or not signed in full at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from letterbook.model import Source, Span
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.headings import Said
from letterbook.settle.parties.printed_names import Named
from letterbook.settle.parties.taken_names import take_list
from letterbook.settle.parties.title_page import blocks_in
from letterbook.settle.parties.title_phrases import read_titles
from letterbook.settle.parties.title_words import phrase
from letterbook.values.names.forms import Name, fold, lexicon
from letterbook.values.names.read import read_name
from letterbook.values.names.same_person import fits
from letterbook.words import known
from letterbook.words import languages as known_languages
from letterbook.words.patterns import phrases

_LONGEST = 90  # code points of a part's title
_LINES = 4
_SOME = 40  # code points from the word for an appendix to the end of "letters to"
_REACH = 3000  # code points before the first letter in which its part's title stands
_STACKED = 4  # a part's title may be printed as so many blocks one below the other
_TAIL = 160  # code points at the end of a letter in which the next part's title may stand
_INVERTED = re.compile(r"(?P<surname>[^,\n\d]{2,40}),\s+(?P<given>[^,\n\d]{2,40}?)(?:,\s+[^,\n\d]{2,30})?\.?")
#: When somebody lived: "1478-1535", "(1850–1920)".
_LIVED = r"\d{3,4}\s*[-–—]+\s*\d{3,4}\W*"
_YEARS = re.compile(rf"\W*{_LIVED}")
_ENDS_IN_YEARS = re.compile(rf"[\s,.:;(]+{_LIVED}$")
#: So many parts whose signatures bear their titles out, and so many times more than others, tell of the rest.
_BORNE_OUT = 2
_USUAL = 5
_TITLES = 2  # so many parts named by a person make a book in parts by writers


class Part(NamedTuple):
    """Who writes, and who receives, the letters of a part.

    `unnamed`: a reader is meant, but not named; `sure`: the title names both ("Letters of A to B"); `lived`:
    below the writer's name stands when they lived ("1478-1535"); `apart`: it is the correspondence of
    somebody of whom the book's title does not speak, and what that says holds for none of its letters.
    """

    writers: Said | None = None
    readers: Said | None = None
    unnamed: bool = False
    sure: bool = False
    lived: bool = False
    apart: Said | None = None


def read_parts(
    source: Source,
    letters: Sequence[Signs],
    named: Sequence[Named],
    languages: Sequence[str],
    *,
    owners: Sequence[Name] = (),
    readers: Sequence[Name] = (),
    whose: Sequence[Name] = (),
    by_writer: bool,
) -> list[Part]:
    """Return the part of each letter. `by_writer` allows parts named by writers, other than `owners`.

    `readers` are those of the whole book, whose title may stand above the first letter; `whose` are all of
    whom the book's title speaks.
    """
    tongues = tuple(languages)
    found: list[Part | None] = []
    end, last = 0, Span(0, 0)
    for signs in letters:
        start = max(end, signs.span.start - _REACH) if not found else end
        blocks = list(_blocks(source, Span(start, signs.span.start)))
        read = [_title(source, block, tongues, owners, by_writer=by_writer) for block in blocks]
        read = [_with_years(source, part, blocks[n + 1 : n + 2]) for n, part in enumerate(read)]
        titles = [title for title in read if title is not None]
        titles += (
            [title] if not titles and found and (title := _apart(source, blocks, tongues, whose)) else []
        )
        for head in signs.heads[:1]:
            # a title above the first letter of a part may be taken for its heading
            title = _title(source, head, tongues, owners, by_writer=False)
            titles += [title] if title and title.readers else []
        if found:
            # a title that stands close below a letter may be taken for its last line
            tail = [_title(source, b, tongues, owners, by_writer=False) for b in _blocks(source, last)]
            titles = titles or [title for title in tail if title and title.readers]
            if by_writer and not titles:
                titles = [title for b in _blocks(source, last) if (title := _inverted(source, b, tongues))]
        if not found:
            titles = [title for title in titles if not title.sure]  # the book's own
        if any(name.kind == "role" for name in readers):
            titles = [title for title in titles if not title.unnamed]
        found.append(titles[-1] if titles else None)
        end = signs.span.end
        last = Span(max(signs.span.start, end - _TAIL), end)
    writers = [part for part in found if part and part.writers and not part.sure]
    if len(writers) < _TITLES:
        found = [None if part and part.writers and not part.sure else part for part in found]
    return _spread(found, named)


def _spread(found: Sequence[Part | None], named: Sequence[Named]) -> list[Part]:
    """Let each title hold until the next, and drop writers whom their part's signatures contradict.

    A part whose letters nobody signs in full is its writer's where the book's other parts are.
    """
    starts = [i for i, part in enumerate(found) if part is not None]
    spans = list(zip(starts, [*starts[1:], len(found)], strict=False))
    parts = [Part()] * len(found)
    borne = [_borne_out(found[start] or Part(), named[start:stop]) for start, stop in spans]
    usual = borne.count(True) >= max(_BORNE_OUT, _USUAL * borne.count(False))
    for (start, stop), out in zip(spans, borne, strict=True):
        part = found[start] or Part()
        if part.apart and not _takes_part(part.apart, named[start:stop]):
            part = Part()
        if part.writers and not part.sure and not (out or (out is None and (usual or part.lived))):
            part = Part()
        parts[start:stop] = [part] * (stop - start)
    return parts


def _apart(
    source: Source, blocks: Sequence[Span], languages: tuple[str, ...], whose: Sequence[Name]
) -> Part | None:
    """Read the title of somebody else's correspondence, in one block or several: "LETTERS / OF / A"."""
    for at, block in enumerate(blocks):
        for width in range(1, _STACKED + 1) if whose else ():
            last = blocks[min(at + width, len(blocks)) - 1]
            flat = " ".join(source.quote(Span(block.start, last.end)).split())
            for title in read_titles(flat.rstrip("."), languages) if len(flat) <= _LONGEST else ():
                if title.kind not in ("of", "from") or len(title.one) != 1:
                    continue
                one = title.one[0]
                if one.given and not one.initials and not any(fits(one, name) for name in whose):
                    return Part(apart=Said((one,), Span(block.start, last.end)))
    return None


def _takes_part(said: Said, named: Sequence[Named]) -> bool:
    """Tell whether letters of a part are signed by somebody, or headed by the name."""
    rows = [(*row.signatures, *(one for one in row.heading if one)) for row in named]
    names = [name for row in rows for one in row for name in one.names]
    return any(fits(name, one) for name in names for one in said.names)


def _borne_out(part: Part, named: Sequence[Named]) -> bool | None:
    """Tell whether the signatures of a part are its writer's; None where nobody signs in full."""
    if not part.writers or part.sure:
        return None
    whole = [n for row in named for said in row.signatures for n in said.names if n.given]
    mine = [n for n in whole if any(_may_be(n, name) for name in part.writers.names)]
    if not whole:
        return None
    return bool(mine) and len(mine) * 2 >= len(whole)


def _may_be(name: Name, writer: Name) -> bool:
    """Tell whether a signature is a writer's; one may sign with any of their given names: "C. Hauch"."""
    initials = [fold(given) for given in name.given]
    return fits(name, writer) or (
        bool(name.surname and writer.surname and initials)
        and fold(name.surname.split()[-1]) == fold(writer.surname.split()[-1])
        and all(any(fold(given).startswith(one) for given in writer.given) for one in initials)
    )


def _blocks(source: Source, span: Span) -> Iterator[Span]:
    """Yield the short blocks of a stretch between two letters."""
    for block in blocks_in(source, span):
        text = source.quote(block)
        if len(" ".join(text.split())) <= _LONGEST and text.count("\n") < _LINES:
            yield block


def _inverted(source: Source, block: Span, languages: tuple[str, ...]) -> Part | None:
    """Read a block at the end of a letter as the title of the next part, if it can be nothing else."""
    flat = " ".join(source.quote(block).split())
    found = _INVERTED.fullmatch(flat)
    name = read_name(f"{found['given']} {found['surname']}", languages) if found else None
    given = lexicon("given_names", ("male", "female"), known_languages())
    if name is None or name.kind != "person" or not name.given or fold(name.given[0]) not in given:
        return None
    return Part(writers=Said((name,), block))


def _with_years(source: Source, part: Part | None, below: Sequence[Span]) -> Part | None:
    """Note that a writer's years of birth and death stand below the name."""
    if part is None or not part.writers or not below or not _YEARS.fullmatch(source.quote(below[0])):
        return part
    return part._replace(lived=True)


def _behind_appendix(flat: str, languages: tuple[str, ...]) -> int:
    """Return where the title begins behind the word for an appendix: "Appendix: some letters to B"."""
    first = flat.split(" ", maxsplit=1)[0].rstrip(".:,—-")
    if first.lower() not in phrases(languages, "matter", "appendix"):
        return 0
    found = phrase(languages, "to").search(flat, len(first), len(first) + _SOME)
    return found.start() if found else 0


def _title(
    source: Source, block: Span, languages: tuple[str, ...], owners: Sequence[Name], *, by_writer: bool
) -> Part | None:
    """Read a block as the title of a part, or None."""
    flat = " ".join(source.quote(block).split())
    start = _behind_appendix(flat, languages)
    if found := phrase(languages, "to").match(flat, start):
        rest = flat[found.end() :]
        names, behind, _ = take_list(rest, languages)
        if names and not behind.strip(" .:"):
            return Part(readers=Said(names, block))
        return Part(unnamed=True) if rest.strip(" .:") else None
    for title in read_titles(flat.rstrip("."), languages):
        if title.kind == "from-to" and all(n.given or n.female is not None for n in title.one):
            return Part(Said(title.one, block), Said(title.other, block), sure=True)
    if not by_writer or flat.strip(" .:").lower() in known(languages, "matter"):
        return None
    years = _ENDS_IN_YEARS.search(flat)
    flat = flat[: years.start()] if years else flat  # "A. B., 1478-1535"
    name: Name | None = None
    if inverted := _INVERTED.fullmatch(flat):
        name = read_name(f"{inverted['given']} {inverted['surname']}", languages)
    if inverted and name is None:
        return Part()  # another's part, whoever it is
    name = name or read_name(flat.rstrip("."), languages)
    if name is None or name.kind != "person" or name.initials or not (name.given or name.female is not None):
        return None
    if {fold(w) for w in name.text.split()} & lexicon("person_joins", ("and",), languages):
        return None  # "Schillers und Goethes"
    if any(fits(name, one) for one in owners):
        return None  # nobody writes to themselves
    return Part(writers=Said((name,), block), lived=years is not None)
