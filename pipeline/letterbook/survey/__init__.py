"""Tell what letterbook makes of a book: its layout, trait by trait, with the evidence and what came second.

Nothing is decided here. The traits are read off what the judges kept, so that `letterbook inspect` shows what
`letterbook build` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from letterbook.build.plan import plan
from letterbook.build.tree import build
from letterbook.detect.found import Found
from letterbook.model import Edition, Guess, Letter, Person, When
from letterbook.problems import Problem, Refused
from letterbook.project.layout import Layout
from letterbook.project.letterbook_toml import Project
from letterbook.settle.judges import settle
from letterbook.settle.settled import Settled
from letterbook.settle.structure.one_letter import structure_of
from letterbook.stages import detected
from letterbook.survey import traits_of_book, traits_of_letters
from letterbook.survey.pins import found_layout
from letterbook.survey.view import Trait, View, blocks, clip, count, extent, lines_of

__all__ = ["Example", "Survey", "Trait", "survey", "survey_refused", "survey_text"]

_LINES = (
    ("head", "heading"),
    ("headline", "header line"),
    ("dateline", "dateline"),
    ("salute", "salutation"),
)
_CONSIDERED = 3  # series of headings that are shown of a text that was refused


@dataclass(frozen=True)
class Example:
    """A letter as it was understood: its name, its lines, and what is known of it, as (what, words) pairs."""

    name: str
    lines: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Survey:
    """A book's layout: as traits for a reader, as pins for letterbook.toml, and three letters as examples.

    `problems` are those of reading the book, `refused` those for which the text is no edition of letters.
    """

    name: str
    summary: str
    traits: tuple[Trait, ...]
    layout: Layout
    examples: tuple[Example, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: tuple[Problem, ...] = ()


def survey_text(project: Project) -> Survey:
    """Read the text of a project as far as `build` does before it writes anything, and survey it.

    A text that is no edition of letters is surveyed too; Refused is raised where it cannot be read at all.
    """
    _, problems, found = detected(project)
    try:
        settled, told = settle(found, project.viewpoint, project.decisions, project.register)
    except Refused as refused:
        return survey_refused(found, (*problems, *refused.problems))
    return survey(found, settled, build(found.page.source, plan(settled)), (*problems, *told))


def survey(found: Found, settled: Settled, edition: Edition, problems: Sequence[Problem] = ()) -> Survey:
    """Survey a book of letters: what was found, what of it was kept, and the edition made of it."""
    view = View(found, settled, edition)
    layout = found_layout(view)
    traits = (
        traits_of_book.languages(found),
        traits_of_book.lines(found),
        traits_of_book.pages(found),
        traits_of_book.headings(view),
        traits_of_book.parts(view),
        traits_of_letters.dates(view),
        traits_of_letters.places(view),
        *traits_of_letters.addresses(view),
        traits_of_letters.parties(view),
        traits_of_letters.notes(view, layout),
        *traits_of_letters.calls(view),
        traits_of_letters.understood(view, problems),
    )
    calls = sum(len(note.calls) for note in view.notes)
    sizes = ((len(view.letters), "letter"), (len(view.notes), "note"), (calls, "note call"))
    summary = ", ".join(count(n, what) for n, what in sizes)
    chosen = sorted({0, len(view.letters) // 2, len(view.letters) - 1}) if view.letters else ()
    examples = tuple(_example(view, view.letters[i]) for i in chosen)
    return Survey(found.page.source.name, summary, traits, layout, examples, tuple(problems))


def survey_refused(found: Found, refused: Sequence[Problem]) -> Survey:
    """Survey a text that was refused: what was considered as a letter's heading, and what it was worth."""
    structure = structure_of(found)
    series = [s for s in (structure.series, *structure.rivals) if s and s.kept]
    rows = tuple(f"{traits_of_book.considered(found, s)}: worth {s.worth:.1f}" for s in series[:_CONSIDERED])
    heads = Trait("headings", "none that letters could have", rows or ("no line could head a letter",))
    traits = (traits_of_book.languages(found), traits_of_book.lines(found), heads)
    name = found.page.source.name
    layout = replace(found.layout, languages=found.languages, wrapped=found.page.wrapped)
    return Survey(name, "no edition of letters", traits, layout, refused=tuple(refused))


def _example(view: View, letter: Letter) -> Example:
    """Show how one letter was understood."""
    found = view.found

    def quoted(kind: str, name: str) -> list[tuple[str, str]]:
        return [(name, f"“{clip(found.page.source.quote(s))}”") for s in blocks(letter.children, kind)]

    facts = [fact for kind, name in _LINES for fact in quoted(kind, name)]
    facts += quoted("p", "begins")[:1]
    facts += quoted("signed", "signature")
    for act, verb, role in ((letter.sent, "sent", "from"), (letter.received, "received", "to")):
        facts += [(role, _who(guess)) for guess in act.persons]
        facts += [(verb, _when(guess)) for guess in act.dates]
    facts += [("sent from", letter.sent.place.value.name)] if letter.sent.place else []
    span = extent(letter)
    called = [n.number or n.key for n in view.notes if any(span.holds(call) for call in n.calls)]
    facts += [("notes", ", ".join(called))] if called else []
    return Example(letter.number or letter.key, lines_of(found, span), tuple(facts))


def _who(guess: Guess[Person]) -> str:
    because = "; ".join(dict.fromkeys(reason.says for reason in guess.because))
    return f"{guess.value.name} ({because})" if because else guess.value.name


def _when(guess: Guess[When]) -> str:
    value = guess.value
    if value.when:
        return value.when
    if value.start or value.end:
        return f"{value.start or '?'} to {value.end or '?'}"
    bounds = [f"not before {value.not_before}"] if value.not_before else []
    bounds += [f"not after {value.not_after}"] if value.not_after else []
    return ", ".join(bounds) or "at an unknown time"
