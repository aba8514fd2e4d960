"""The front matter: title page, credits, licence, prefaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letterbook.build.tree import Plan
from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.read.page import Paragraph
from letterbook.rules.front_and_back_matter import find_credits
from letterbook.rules.headings import is_names, particles
from letterbook.words import known

_TITLE_PAGE = 40  # lines that a title page may have


@dataclass(frozen=True)
class Opening:
    """The front matter as planned, and what it says of the book."""

    plans: tuple[Plan, ...]
    title: Span | None
    author: Span | None
    credit: tuple[tuple[str, Span], ...]
    licence: Span | None
    text: tuple[Span, ...] = ()


def plan_front(
    found: Found, rest: Sequence[Paragraph], texts: Sequence[Span], *, back: bool = False
) -> Opening:
    """Plan the front matter (or the back matter): the title page, then each part under its title.

    `rest` are its paragraphs, `texts` the stretches of it that are no notes.
    """
    end = texts[-1].end if texts else 0
    credits_ = [
        (f.value["type"], f.span)
        for f in find_credits(found.page, end, found.languages)
        if any(text.holds(f.span) for text in texts)
    ]
    first_credit = min((s.start for _, s in credits_), default=end)
    groups = _groups(found, rest, "section" if back else "titlePage")
    plans: list[Plan] = []
    titles: list[Paragraph] = []
    for kind, group in groups:
        if kind == "titlePage":
            mine = [p for p in group if found.line_at(p.span.start) < found.line_at(first_credit)]
            plans += _plan("titlePage", mine, "titlepart")
            plans += _plan("source", group[len(mine) :], "p")
            titles = mine
        else:
            plans += _plan(kind, group, "p", headed=True)
    title, author = _title(found, titles)
    declared = _declared(found)
    title, author = declared.get("title", title), declared.get("author", author)
    licence = next((s for kind, s in credits_ if kind == "licence"), None)
    return Opening(tuple(plans), title, author, tuple(credits_), licence, tuple(texts))


def _declared(found: Found) -> dict[str, Span]:
    """Return what the distributor's block at the head of a text says of it: "Title: ...", "Author: ..."."""
    blocks = [f.span for f in found.of("licence") if f.value["place"] == "front"]
    if not blocks:
        return {}
    said = find_credits(found.page, blocks[-1].end, found.languages)
    inside = [f for f in said if any(block.holds(f.span) for block in blocks)]
    return {f.value["type"]: f.span for f in reversed(inside)}


def _groups(found: Found, rest: Sequence[Paragraph], first: str) -> list[tuple[str, list[Paragraph]]]:
    groups: list[tuple[str, list[Paragraph]]] = [(first, [])]
    for paragraph in rest:
        title = found.kinds(paragraph.first.index).get("matter.title")
        kind, group = groups[-1]
        if title:
            groups.append((title.value["type"], [paragraph]))
        elif kind == "titlePage" and (len(group) >= _TITLE_PAGE or len(paragraph.lines) > 6):  # noqa: PLR2004
            groups.append(("section", [paragraph]))
        else:
            group.append(paragraph)
    return [(kind, group) for kind, group in groups if group]


def _plan(kind: str, group: Sequence[Paragraph], block: str, *, headed: bool = False) -> list[Plan]:
    if not group:
        return []
    first = "head" if headed and kind != "section" else block
    parts = [Plan(p.span, first if i == 0 else block) for i, p in enumerate(group)]
    return [Plan(Span(group[0].span.start, group[-1].span.end), "matter", tuple(parts), value=kind)]


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
    spans = [s for s in spans if source.text[s.start] not in "[({"] or spans
    lettered = [
        s for s in spans if speaks & set(source.quote(s).lower().replace(".", " ").replace(",", " ").split())
    ]
    title = lettered[0] if lettered else spans[0]
    small = particles(found.languages)
    before = [s for s in spans if s.end <= title.start and is_names(source.quote(s), small)]
    author = before[-1] if before and len(source.quote(before[-1])) <= 60 else None  # noqa: PLR2004
    return title, author
