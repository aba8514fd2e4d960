"""The blocks of a title page: where the contents begin, who edited, and what a block goes on from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterbook.model import Source, Span
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.title_words import phrase
from letterbook.values.names.forms import Name, fold, lexicon
from letterbook.values.names.read import read_name, read_names
from letterbook.words import known

#: A title page has short blocks; a longer one is prose.
_SHORT = 300
#: A preface has longer ones.
_PROSE = 700
_LINE = 80
#: A title may be printed as so many blocks one below the other.
_WINDOW = 6
_GAP = 3
_WORDS = re.compile(r"[^\W\d_]+")
_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*")


def blocks_in(source: Source, part: Span) -> Iterator[Span]:
    """Yield the blocks of a stretch: lines that stand together, without the space around them."""
    for found in _BLOCK.finditer(source.quote(part)):
        start = part.start + found.start()
        yield Span(start, start + len(found[0].rstrip()))


def find_contents(source: Source, blocks: Sequence[Span], languages: tuple[str, ...]) -> int:
    """Return which block begins the table of contents or the first preface; their lines are no titles.

    What else belongs to an appendix, such as a transcriber's note, may as well stand before the title page.
    """
    titles = known(languages, "matter")
    for at, block in enumerate(blocks):
        text = source.quote(block)
        first = text.partition("\n")[0].strip(" .:_*=").lower()
        if titles.get(first, "appendix") != "appendix" or block.end - block.start > _PROSE:
            return at
    return len(blocks)


def leads_on(above: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a block ends in a small word, so that the name below goes on with it: "Briefe aus"."""
    last = fold(above.rsplit(maxsplit=1)[-1]) if above.split() else ""
    by = phrase(languages, "by").search(f"{above} ")
    return (
        bool(last)
        and not by
        and last
        in {
            *lexicon("function", (), languages),
            *lexicon("person_words", ("small",), languages),
            *lexicon("person_joins", ("from", "place", "beside", "to"), languages),
        }
    )


def read_stacked(source: Source, blocks: Sequence[Span], at: int, languages: tuple[str, ...]) -> Name | None:
    """Read a name below a block that is "by" alone, unless an editor's word stands above it."""
    above = [source.quote(block) for block in blocks[max(0, at - 2) : at]]
    if not above or not phrase(languages, "by").fullmatch(above[-1].strip() + " "):
        return None
    if len(above) > 1 and phrase(languages, "editor").search(" ".join(above[0].split())):
        return None
    name = read_name(" ".join(source.quote(blocks[at]).split()).rstrip("."), languages)
    return name if name and name.kind == "person" and name.given else None


def editors_words(source: Source, blocks: Sequence[Span], languages: tuple[str, ...]) -> frozenset[str]:
    """Return the words beside an editor's or translator's, in whose block or directly below it they stand."""
    said: set[str] = set()
    for at, block in enumerate(blocks):
        text = source.quote(block)
        if len(text) > _SHORT:
            continue
        if found := phrase(languages, "editor").search(text):
            beside = text[found.end() :]
            below = [source.quote(b) for b in blocks[at + 1 : at + _GAP] if b.end - b.start <= _LINE]
            named = _is_named(beside, languages)
            said |= {fold(w) for part in (beside, *([] if named else below)) for w in _WORDS.findall(part)}
    return frozenset(said)


def _is_named(beside: str, languages: tuple[str, ...]) -> bool:
    """Tell whether what stands behind an editor's word ends in a name: "by A. Reed", not "by her son"."""
    *_, last = phrase(languages, "by").split(" ".join(beside.split()))
    names = [name for part in re.split("[;,]", last) for name in read_names(part, languages)]
    return any(name.kind == "person" and name.surname for name in names)


def stacks(blocks: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """Yield the short blocks that stand together, as a stacked title does."""
    for at, block in enumerate(blocks):
        window = blocks[at : at + _WINDOW]
        if block.end - block.start <= _LINE:
            yield [b for b in window if b.end - b.start <= _LINE]


#: A front matter has more text than this; so much more stands below a part of it that was taken for a letter.
_FRONT = 200
_BELOW = 1000


def widen_front(source: Source, letters: Sequence[Signs], front: Sequence[Span]) -> Sequence[Span]:
    """Return the front matter, with what was taken for a first letter where more of it stands below."""
    if len(letters) < 2 or sum(len(source.quote(part).strip()) for part in front) > _FRONT:  # noqa: PLR2004
        return front
    first, second = letters[0], letters[1]
    if first.heads or first.salutes or first.datelines or second.span.start - first.span.end < _BELOW:
        return front
    return (*front, Span(first.span.start, second.span.start))
