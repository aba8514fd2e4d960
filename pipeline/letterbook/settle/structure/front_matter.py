"""Judge the matter before and after the letters: title page, credits, licence, prefaces, indexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.model.kinds import LICENCE, PART_TITLE
from letterbook.model.values import Imprint
from letterbook.read.page import Paragraph
from letterbook.rules.front_and_back_matter import find_credits
from letterbook.rules.headings import is_names, part_words, particles
from letterbook.rules.imprints import find_imprint, names_house
from letterbook.settle.dates.judge import Dating
from letterbook.settle.parties.title_page import blocks_in, editors_words, find_contents
from letterbook.settle.parties.title_words import phrase
from letterbook.settle.structure.regions import Region, Structure
from letterbook.settle.text.flow import Asides
from letterbook.values.names.forms import fold
from letterbook.values.names.read import read_names
from letterbook.words import known, languages

_WORD = re.compile(r"[^\W\d_]+")
#: What stands between two who wrote to one another: "A. B. – C. D.".
_DASH = re.compile(r"\s[–—-]+\s")
#: A name without what stands in brackets before it, and the stop behind its last word, which is no initial.
_NAMED = re.compile(r"(?:\([^()]*\)\s*)?(.*?(?:(?<=\w\w\w)(?=\.?\s*$)|\S(?=\s*$)))", re.DOTALL)
_TITLE_PAGE = 40  # lines that a title page may have
_LATER = 2  # letters later than the book itself: its year is none, unless they are few,
_MISREAD = 20  # one in so many, which are misread
_HEAD = 3000  # characters at the head of a text in which a distributor names the book
_PROSE_LINES = 7  # lines of a paragraph that is no part of a title page,
_PROSE_WORDS = 30  # or words of one in whole sentences,
_SMALL = 0.75  # so many of them in small letters
_QUOTES = "”»\"'’)] -—"
_HEADS = 3  # paragraphs that head a chapter
_APART = 4  # ends of lines before a title page that stands behind a transcriber's note
_ABOVE = 2  # blocks above the title in which the author stands
_WIDTH = 70  # characters of a distributor's line: what would have gone beyond stands on the next


class MatterPart(NamedTuple):
    """A part of the matter: its kind ("titlePage", "preface" ...), its paragraphs, and what they are.

    `block` is the kind of its blocks, "titlepart" or "p"; `headed` tells whether the first is its title.
    """

    kind: str
    paragraphs: tuple[Span, ...]
    block: str = "p"
    headed: bool = False


@dataclass(frozen=True)
class Matter:
    """What stands before or after the letters, and what it says of the book.

    `text` are the stretches of it that are no notes. `coauthors` are those whom a distributor names below
    the author. `imprint` is the year of the title page.
    """

    parts: tuple[MatterPart, ...]
    title: Span | None
    author: Span | None
    credit: tuple[tuple[str, Span], ...]
    licence: Span | None
    text: tuple[Span, ...] = ()
    coauthors: tuple[Span, ...] = ()
    imprint: Finding[Imprint] | None = None


class Divided(NamedTuple):
    """The regions of a book: before the first letter, from it to the last, and after the last."""

    front: tuple[Region, ...]
    body: tuple[Region, ...]
    back: tuple[Region, ...]


def divide(structure: Structure) -> Divided:
    """Divide the regions of a book that has letters."""
    regions = structure.regions
    at = [i for i, region in enumerate(regions) if region.kind == "letter"]
    return Divided(regions[: at[0]], regions[at[0] : at[-1] + 1], regions[at[-1] + 1 :])


def judge_front(found: Found, structure: Structure, asides: Asides, dating: Mapping[str, Dating]) -> Matter:
    """Judge what stands before the first letter, but for what a distributor adds."""
    regions = [r for r in divide(structure).front if r.kind == "front"]
    matter = _judge(found, regions, asides, "titlePage")
    return replace(matter, imprint=_imprint(found, matter.text, dating))


def judge_back(found: Found, structure: Structure, asides: Asides) -> Matter:
    """Judge what stands behind the last letter, notes and licences apart."""
    regions = [r for r in divide(structure).back if r.kind != "licence"]
    return _judge(found, regions, asides, "section")


def _judge(found: Found, regions: Sequence[Region], asides: Asides, first: str) -> Matter:
    """Divide the matter into a first part and those that bear titles."""
    rest = [p for r in regions for p in asides.flow(found, r.span)]
    texts = [t for r in regions for t in asides.texts_of(r.span)]
    end = texts[-1].end if texts else 0
    credits_ = [
        (f.value.type, f.span)
        for f in find_credits(found.page, end, found.languages)
        if any(text.holds(f.span) for text in texts)
    ]
    first_credit = min((s.start for _, s in credits_), default=end)
    groups = _groups(found, rest, first)
    parts: list[MatterPart] = []
    titles: list[Paragraph] = []
    for kind, group in groups:
        if kind == "titlePage":
            mine = [p for p in group if found.line_at(p.span.start) < found.line_at(first_credit)]
            parts += _part("titlePage", mine, "titlepart")
            parts += _part("source", group[len(mine) :])
            titles = mine
        else:
            parts += _part(kind, group, headed=kind != "section" or _names_part(found, group[0]))
    title, author = _title(found, titles)
    declared = _declared(found)
    title, author = declared.get("title", title), declared.get("author", author)
    others = _below(found, author) if author is not None and author == declared.get("author") else ()
    others = tuple(other for other in others if not _is_editors(found, titles, other))
    if author is not None and _is_editors(found, titles, author):
        author, others = (others[0], others[1:]) if others else (None, ())
    licence = next((s for kind, s in credits_ if kind == "licence"), None)
    return Matter(tuple(parts), title, author, tuple(credits_), licence, tuple(texts), others)


def _imprint(found: Found, texts: Sequence[Span], dating: Mapping[str, Dating]) -> Finding[Imprint] | None:
    """Find the year of the title page; nothing where two may be it, or where letters are of later years."""
    blocks = [block for text in texts for block in blocks_in(found.page.source, text)]
    end = find_contents(found.page.source, blocks, found.languages)
    if not end:
        return None
    said = [
        f for f in find_imprint(found.page, blocks[end - 1].end) if any(b.holds(f.span) for b in blocks[:end])
    ]
    if len({f.value.year for f in said}) != 1:
        return None
    years = [day.value.when[:4] for one in dating.values() for day in one.sent if day.value.when]
    later = sum(year > str(said[0].value.year) for year in years)
    return said[0] if later < max(_LATER, len(years) / _MISREAD) else None


def _is_editors(found: Found, titles: Sequence[Paragraph], name: Span) -> bool:
    """Tell whether the title page gives a name to its editor or translator and to nobody else.

    Distributors list such people as authors.
    """
    source = found.page.source
    blocks = [paragraph.span for paragraph in titles]
    words = {fold(word) for word in _WORD.findall(source.quote(name))}
    if not words or not words <= editors_words(source, blocks, found.languages):
        return False
    printed = [fold(word) for block in blocks for word in _WORD.findall(source.quote(block))]
    return all(printed.count(word) == 1 for word in words)


def _declared(found: Found) -> dict[str, Span]:
    """Return what the distributor's block at the head of a text says of it: "Title: ...", "Author: ...".

    A distributor writes in a language of its own, whatever the language of the book.
    """
    blocks = [f.span for f in found.of(LICENCE) if f.value.place == "front"]
    tongues = (*found.languages, *languages())
    inside = [f for b in blocks for f in find_credits(found.page, b.end, tongues) if b.holds(f.span)]
    if not blocks:  # some have no line that fences them off: title and author stand near each other
        inside = list(find_credits(found.page, _HEAD, tongues))
        if not {"title", "author"} <= {f.value.type for f in inside}:
            return {}
    nobody = known(tongues, "no_author").keys()
    quote = found.page.source.quote
    told = {f.value.type: f.span for f in reversed(inside) if quote(f.span).strip().casefold() not in nobody}
    if author := told.get("author"):  # "Ben Orme; letters collected by ..."
        told["author"] = _name_in(
            found, Span(author.start, author.start + len(quote(author).partition(";")[0]))
        )
    if title := told.get("title"):
        told["title"] = _unwrapped(found, title)
    return told


def _set_in(found: Found, span: Span) -> Iterator[tuple[str, Span]]:
    """Yield the lines that go on with a distributor's statement: set in, with no blank line before them."""
    text = found.page.source.text
    at = text.find("\n", span.end) + 1
    while at and (line := text[at:].partition("\n")[0]).strip() and line[0] in " \t":
        start = at + len(line) - len(line.lstrip())
        yield line.strip(), Span(start, at + len(line.rstrip()))
        at = text.find("\n", at) + 1


def _unwrapped(found: Found, title: Span) -> Span:
    """Join to a title the lines that only the page width separates from it; other lines are subtitles."""
    text = found.page.source.text
    for words, span in _set_in(found, title):
        width = title.end - (text.rfind("\n", 0, title.end) + 1)
        if not (words[0].islower() or width + 1 + len(words.split()[0]) > _WIDTH):
            break
        title = Span(title.start, span.end)
    row = text[title.end + 1 :].partition("\n")[0]
    if '"' in row and found.page.source.quote(title).count('"') % 2:  # what it quotes ends on the next line
        title = Span(title.start, title.end + 1 + row.index('"') + 1)
    return title


def _below(found: Found, author: Span) -> tuple[Span, ...]:
    """Return the other authors, whom a distributor names on the lines below the first."""
    tongues = (*found.languages, *languages())
    others: list[Span] = []
    for words, span in _set_in(found, author):
        if phrase(tongues, "editor").search(words) or not _is_persons(words.partition(",")[0], tongues):
            break
        others.append(span)
    return tuple(others)


def _groups(found: Found, rest: Sequence[Paragraph], first: str) -> list[tuple[str, list[Paragraph]]]:
    groups: list[tuple[str, list[Paragraph]]] = [(first, [])]
    for paragraph in rest:
        title = PART_TITLE.among(found.kinds(paragraph.first.index))
        kind, group = groups[-1]
        if title:
            groups.append((title.value.type, [paragraph]))
        elif first == "titlePage" and _only_note(groups) and _stands_apart(found, paragraph):
            groups.append((first, [paragraph]))
        elif kind == "titlePage" and (len(group) >= _TITLE_PAGE or _is_prose(found, paragraph)):
            headed = _heads_of_part(found, group)
            groups.append(("section", [*group[len(group) - headed :], paragraph]))
            del group[len(group) - headed :]
        else:
            group.append(paragraph)
    return _with_signatures([(kind, group) for kind, group in groups if group])


def _with_signatures(groups: Sequence[tuple[str, list[Paragraph]]]) -> list[tuple[str, list[Paragraph]]]:
    """Return the groups, a title with nothing below it as the last line of the part above: "The Editor."."""
    out: list[tuple[str, list[Paragraph]]] = []
    for kind, group in groups:
        if len(group) == 1 and out and out[-1][0] == kind and len(out[-1][1]) > 1:
            out[-1][1].extend(group)
        else:
            out.append((kind, group))
    return out


def _is_prose(found: Found, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is prose: many lines, or whole sentences, mostly in small letters."""
    if len(paragraph.lines) >= _PROSE_LINES:
        return True
    text = found.page.source.quote(paragraph.span)
    tokens = text.split()
    small = sum(token[:1].islower() for token in tokens)
    return (
        len(tokens) >= _PROSE_WORDS and small >= _SMALL * len(tokens) and text.rstrip(_QUOTES)[-1:] in ".?!:"
    )


def _heads_of_part(found: Found, group: Sequence[Paragraph]) -> int:
    """Return how many of a title page's last paragraphs head what follows: "CHAPTER I", and its title."""
    for count, paragraph in enumerate(reversed(group[-_HEADS:]), 1):
        if _names_part(found, paragraph) and count < len(group):
            return count
    return 0


def _names_part(found: Found, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph begins as the title of a part of a book does: "CHAPTER I"."""
    first = _WORD.search(found.page.source.quote(paragraph.span))
    return first is not None and first[0].lower() in part_words(found.languages)


def _only_note(groups: Sequence[tuple[str, list[Paragraph]]]) -> bool:
    """Tell whether nothing but a transcriber's note has been read."""
    return [kind for kind, group in groups if group] == ["appendix"]


def _stands_apart(found: Found, paragraph: Paragraph) -> bool:
    """Tell whether a title page may begin here, far below a transcriber's note, and in capitals."""
    source = found.page.source
    before = source.text[: paragraph.span.start]
    words = _WORD.findall(source.quote(paragraph.span))
    capitals = sum(word[0].isupper() for word in words)
    return before[len(before.rstrip()) :].count("\n") >= _APART and 0 < len(words) <= 2 * capitals


def _part(
    kind: str, group: Sequence[Paragraph], block: str = "p", *, headed: bool = False
) -> list[MatterPart]:
    return [MatterPart(kind, tuple(p.span for p in group), block, headed)] if group else []


def _title(found: Found, titles: Sequence[Paragraph]) -> tuple[Span | None, Span | None]:
    """Find the title (the lines that speak of letters, else the first) and the author on a title page."""
    if not titles:
        return None, None
    source = found.page.source
    speaks = known(found.languages, "title_words").keys()
    runs: list[list[Paragraph]] = []
    for paragraph in titles:
        if runs and not paragraph.first.blank:
            runs[-1].append(paragraph)
        else:
            runs.append([paragraph])
    spans = [Span(run[0].span.start, run[-1].span.end) for run in runs]
    spans = [s for s in spans if any(map(str.isalpha, source.quote(s)))]  # a row of signs is an ornament
    spans = [s for s in spans if source.text[s.start] not in "[({"] or spans
    if not spans:
        return None, None
    lettered = [
        s for s in spans if speaks & set(source.quote(s).lower().replace(".", " ").replace(",", " ").split())
    ]
    title = lettered[0] if lettered else spans[0]
    small = particles(found.languages)
    before = [
        s
        for s in spans[max(0, spans.index(title) - _ABOVE) : spans.index(title)]
        if is_names(source.quote(s), small)
    ]
    before = [s for s in before if _is_persons(source.quote(s), found.languages)]
    author = before[-1] if before and len(source.quote(before[-1])) <= 60 else None  # noqa: PLR2004
    return title, author and _name_in(found, author)


def _is_persons(text: str, languages: Sequence[str]) -> bool:
    """Tell whether a line names one person or several, and no house as stands below a list of books."""
    names = [name for part in _DASH.split(text) for name in read_names(part, languages)]
    whole = all(name.kind == "person" and name.surname for name in names) and len(text.split()) > 1
    return bool(names) and whole and not names_house(text)


def _name_in(found: Found, span: Span) -> Span:
    """Return the name alone of an author's line: "(His Son) Captain A. B.", "Octavia Orme."."""
    name = _NAMED.match(found.page.source.quote(span))
    return Span(span.start + name.start(1), span.start + name.end(1)) if name else span
