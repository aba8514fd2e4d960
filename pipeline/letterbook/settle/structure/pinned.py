"""Compare what the editor has pinned with what was found: what heads a letter, where parts are cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from letterbook.detect.found import Found
from letterbook.model import Finding
from letterbook.model.kinds import HEADING
from letterbook.model.values import Heading
from letterbook.problems import Place, Problem, problem
from letterbook.rules.headings_by_example import RULE
from letterbook.settle.structure.heading_series import Series

_OPENINGS = {"dateline": "dateline", "salutation": "salute"}


@dataclass(frozen=True)
class Cuts:
    """Where the editor cuts the book: offsets of lines, None where nothing is pinned."""

    begin: int | None = None
    end: int | None = None
    back: int | None = None


def find_cuts(found: Found) -> Cuts:
    """Find the lines that the cut marks name; a mark that names none, or several, cuts nothing."""
    at = {key: lines[0] for key, quote in found.layout.cuts if len(lines := lines_with(found, quote)) == 1}
    return Cuts(at.get("letters-begin"), at.get("letters-end"), at.get("back-begins"))


def lines_with(found: Found, quote: str) -> list[int]:
    """Return where lines begin that begin with these words; the words may go on into the lines below.

    A line that is these words and no more counts alone: "No. 1" is not meant by "No. 1, to a friend".
    """
    words = " ".join(quote.split())
    lines = found.page.lines
    exact: list[int] = []
    begun: list[int] = []
    for line in lines:
        text = " ".join(line.text.split())
        after = line.index + 1
        while len(text) < len(words) and words.startswith(text) and after < len(lines):
            text, after = f"{text} {' '.join(lines[after].text.split())}", after + 1
        if text == words:
            exact.append(line.span.start)
        elif text.startswith(words) and not (words[-1].isalnum() and text[len(words)].isalnum()):
            begun.append(line.span.start)
    return exact if len(exact) == 1 else sorted([*exact, *begun])


def keep_pinned(found: Found, candidates: Sequence[Finding[Heading]]) -> list[Finding[Heading]]:
    """Keep the candidates for headings that are of the kind the editor has pinned; all, if none is."""
    layout = found.layout
    if layout.heading_like:
        return [head for head in candidates if head.rule == RULE]
    match layout.headings:
        case None:
            return list(candidates)
        case "numbers":
            return [head for head in candidates if head.value.style != "none"]
        case "names":
            return [h for h in candidates if h.value.style == "none" and h.value.rest == "names"]
        case kind:
            return [head for head in candidates if head.value.rest == _OPENINGS[kind]]


def is_pinned(found: Found) -> bool:
    """Tell whether the editor says what heads a letter, or that all is one, and so that there are letters."""
    layout = found.layout
    return bool(layout.headings or layout.heading_like or layout.one_letter)


def heads_as_pinned(found: Found, series: Series | None) -> bool:
    """Tell whether letters that were found without the editor's word are headed as the editor says."""
    if found.layout.heading_like or series is None:
        return False
    return found.layout.headings == kind_of(series)


def kind_of(series: Series) -> str | None:
    """Return what an editor would pin of headings like these."""
    if series.look[1] != "none":
        return "numbers"
    kinds = {"names": "names", **{look: kind for kind, look in _OPENINGS.items()}}
    return kinds.get(series.look[3])


def unpinned(found: Found) -> Found:
    """Return what is found if the editor's word on what heads a letter is left out."""
    return replace(found, layout=replace(found.layout, headings=None, heading_like=()))


def choose_pinned(found: Found, best: Series | None, others: Sequence[Series]) -> Series | None:
    """Return the best series even if little speaks for it, where the editor says what heads a letter."""
    if best is not None or not is_pinned(found):
        return best
    held = [series for series in others if series.kept]
    return held[0] if held else None


def doubt_pins(found: Found) -> Iterator[Problem]:
    """Yield a problem for everything that is pinned but does not stand in the text."""
    place = Place(found.page.source.name)
    for key, quote in found.layout.cuts:
        lines = lines_with(found, quote)
        if len(lines) != 1:
            where = "no line begins" if not lines else f"{len(lines)} lines begin"
            said = f"“{key}” is pinned to “{quote}”, and {where} with these words"
            yield problem("layout-cut", said, found.page.source.place(lines[1]) if lines else place)
    cuts = find_cuts(found)
    marks = [at for at in (cuts.begin, cuts.end, cuts.back) if at is not None]
    if marks != sorted(marks):
        said = "the letters are pinned to end, or the back matter to begin, before the letters begin"
        yield problem("layout-cut", said, found.page.source.place(marks[-1]))
    if found.layout.heading_like and not any(head.rule == RULE for head in found.of(HEADING)):
        shown = "”, “".join(found.layout.heading_like)
        yield problem("layout-heading", f"no line is like the heading that is pinned: “{shown}”", place)
