"""Write what stands above the text: what to look at first, the parts of the book, what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath

from letterbook.model import Decision, Source
from letterbook.model.kinds import decided
from letterbook.problems import Problem
from letterbook.review.fact import Fact
from letterbook.review.html_markup import Markup, element, join
from letterbook.review.html_rows import KIND_NAMES, badge, brief, value_of
from letterbook.review.html_units import Unit
from letterbook.review.quoting import Reason
from letterbook.review.standing import cost_of, is_doubtful, standing_of
from letterbook.review.subjects import reason_of, words_of

_COLUMNS = ("Letter", "Fact", "Value", "Certainty", "Why")


def worklist(told: Iterable[Fact], source: Source, address: Callable[[Fact], str]) -> Markup:
    """Write the list of all facts that wait for an editor, what a wrong one would cost most first."""
    doubtful = sorted(filter(is_doubtful, told), key=lambda fact: -cost_of(fact))
    if not doubtful:
        return element(
            "section",
            element("h2", "To look at first"),
            element("p", "Nothing waits for an editor."),
            class_="worklist",
        )
    head = element("tr", *(element("th", name, scope="col") for name in _COLUMNS))
    table = element(
        "table",
        element("colgroup", *(element("col") for _ in _COLUMNS)),
        element("thead", head),
        element("tbody", *(_task(fact, source, address(fact)) for fact in doubtful)),
    )
    return element(
        "section",
        element("h2", f"To look at first ({len(doubtful)})", id="first"),
        element("div", table, class_="scroll", tabindex=0, role="region", aria_labelledby="first"),
        class_="worklist",
    )


def _task(fact: Fact, source: Source, address: str) -> Markup:
    first = fact.reasons[0] if fact.reasons else Reason("")
    why = f"{first.says}: “{first.quote}”" if first.quote else first.says
    where = fact.letter or (f"note {fact.note}" if fact.note else f"line {fact.line}")
    cells = (
        element("bdi", where),
        element("a", KIND_NAMES[fact.kind], href=address),
        element("bdi", value_of(fact, source)),
        badge(fact),
        element("bdi", brief(why)),
    )
    return element(
        "tr",
        *(element("td", cell) for cell in cells),
        data_kind=fact.kind,
        data_standing=standing_of(fact),
    )


def parts(places: Sequence[tuple[Unit, str]]) -> Markup:
    """Write the list of all parts of the book, each with its link."""
    items = []
    for unit, address in places:
        doubts = sum(map(is_doubtful, unit.facts))
        told = element("span", f" {doubts} to look at", class_="count") if doubts else ""
        items.append(element("li", element("a", unit.title, href=address), told))
    return element(
        "details",
        element("summary", element("h2", f"All parts of the book ({len(items)})")),
        element("nav", element("ol", *items), aria_label="Parts of the book"),
        class_="parts",
    )


def messages(problems: Sequence[Problem]) -> Markup:
    """Write what the run met."""
    return element(
        "details",
        element("summary", element("h2", f"Messages of this run ({len(problems)})")),
        element("ul", *map(_message, problems)),
        class_="messages",
    )


def _message(problem: Problem) -> Markup:
    # where the folder lies is nothing to the edition
    place = problem.place._replace(file=PurePath(problem.place.file).name)
    return element(
        "li",
        element("b", str(problem.severity), class_=f"severity {problem.severity}"),
        f" {place}: ",
        element("bdi", problem.message),
        " ",
        element("code", problem.code),
        element("p", problem.hint, class_="hint") if problem.hint else "",
    )


def judgements(judged: Sequence[Decision], source: Source) -> Markup:
    """Write what was decided on the book as a whole, and by the editor on its text."""
    return element(
        "details",
        element("summary", element("h2", f"Decisions on the book as a whole ({len(judged)})")),
        element("dl", *(join(_judgement(decision, source)) for decision in judged)),
        class_="judged",
    )


def _judgement(decision: Decision, source: Source) -> Iterator[Markup]:
    kept = decision.kept
    by = kept.by if kept else ""
    ruled = decided(decision)
    said = ruled.value.says if ruled else ""
    stands = kept is not None and kept.span.start < kept.span.end
    line = f"line {source.place(kept.span.start).line}" if kept and stands else ""
    quotes = [source.quote(why.span) for why in kept.because if why.span] if kept else []
    yield element("dt", words_of(decision.subject), f", by {by}" if by else "", f", {line}" if line else "")
    yield element(
        "dd",
        *([element("bdi", said), " "] if said else []),
        element("bdi", reason_of(decision.reason, decision.second)),
    )
    if quotes:
        quoted = (element("bdi", f"“{brief(quote)}”") for quote in dict.fromkeys(quotes))
        yield element("dd", join(quoted, " "))
