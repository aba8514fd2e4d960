"""The traits of the letters: where dates and addresses stand, the notes and their calls, the parties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from letterbook.model import Block, Finding, Letter, Span, Topic
from letterbook.model.kinds import CORRESPONDENTS
from letterbook.model.values import Sides
from letterbook.problems import Problem
from letterbook.project.layout import Layout, written
from letterbook.survey.view import Trait, View, blocks, clip, count, extent, line_of, listed, shown

_WHERE = {
    "end": "collected at the end of the book",
    "after-letter": "after the letters",
    "page-foot": "at the foot of the page",
    "inline": "in brackets in the line",
    None: "in brackets, each with a label of its own",
}
_SCOPES = {
    "book": "; their numbers run through the book",
    "letter": "; their numbers begin anew with each letter",
    "page": "; their numbers begin anew with each page",
    None: "",
}
_BOOKS = {
    "pair": "letters between {one} and {other}",
    "hub": "letters between {one} on one side and {other} on the other",
    "from-to": "letters from {one} to {other}",
    "from": "letters from {one}",
    "to": "letters to {one}",
    "of": "the correspondence of {one}",
    "group": "letters of {one} to each other",
    "open": "each letter speaks for itself",
}
_ORDERS = {"dmy": "; 3/4 is the 3rd of April", "mdy": "; 3/4 is March 4th"}
#: Problems that tell what was not understood.
_UNREAD = frozenset({"layout-unread", "letters-missing", "reading-failed"})
_BEFORE = 24  # code points shown before a call


def dates(view: View) -> Trait:
    """Say where the dates stand, and in which years they lie."""
    found = view.found
    spots: dict[str, list[Span]] = {}
    for letter in view.letters:
        for spot, span in _dated(letter):
            spots.setdefault(spot, []).append(span)
    because = tuple(
        f"{spot}: {len(spans)}, such as {shown(found, spans[0])}"
        for spot, spans in sorted(spots.items(), key=lambda row: (-len(row[1]), row[0]))
    )
    dated = sum(bool(x.sent.dates or x.received.dates) for x in view.letters)
    context, layout = found.context, found.layout
    said = f"{dated} of {count(len(view.letters), 'letter')} dated"
    said += f", in the years {context.years[0]} to {context.years[1]}" if context.years else ""
    said += _ORDERS.get(context.order or "", "")
    said += f"; {context.calendar.title()} calendar" if context.calendar else ""
    pinned = bool(layout.years or layout.calendar or layout.date_order or layout.years_alone)
    return Trait("dates", said, because, pinned=pinned)


def _dated(letter: Letter) -> Iterator[tuple[str, Span]]:
    """Yield where a letter's dates stand: in which line, and whether above or below the text."""
    printed = [g.printed for act in (letter.sent, letter.received) for g in act.dates if g.printed]
    above = True
    for node in letter.children:
        if not isinstance(node, Block):
            continue
        above = above and node.kind != "p"
        span = extent(node)
        if node.kind == "headline":
            yield "in a header line", span
        elif node.kind == "dateline":
            yield "above the text" if above else "below the text", span
        elif node.kind == "head" and any(span.holds(date) for date in printed):
            yield "in the heading", span


def places(view: View) -> Trait:
    """Say how many letters tell where they were sent from."""
    named = [x.sent.place for x in view.letters if x.sent.place]
    rows = [shown(view.found, place.printed) for place in named if place.printed]
    why = (f"such as {', '.join(rows[:3])}",) if rows else ()
    return Trait(
        "places", f"{len(named)} of {count(len(view.letters), 'letter')} say where they are from", why
    )


def addresses(view: View) -> Iterator[Trait]:
    """Yield how many letters have a salutation, and how many a signature."""
    for kind, name in (("salute", "salutations"), ("signed", "signatures")):
        spans = [spans[0] for x in view.letters if (spans := list(blocks(x.children, kind)))]
        words = dict.fromkeys(clip(view.found.page.source.quote(span)) for span in spans)
        why = (f"such as “{'”, “'.join(list(words)[:3])}”",) if spans else ()
        pinned = kind == "signed" and bool(view.found.layout.signatures)
        yield Trait(name, f"in {len(spans)} of {count(len(view.letters), 'letter')}", why, pinned=pinned)


def notes(view: View, pins: Layout) -> Trait:
    """Say where notes stand, and how they are numbered; `pins` is the layout as found."""
    layout = view.found.layout
    pinned = layout.notes is not None or layout.numbering is not None
    if not view.notes:
        return Trait("notes", "none", pinned=pinned)
    because = [f"the first is {shown(view.found, extent(view.notes[0]))}"]
    if uncalled := [n.number or n.key for n in view.notes if not n.calls and n.place != "inline"]:
        because.append(f"called from nowhere: {listed(uncalled)}")
    said = f"{count(len(view.notes), 'note')} {_WHERE[pins.notes]}{_SCOPES[pins.numbering]}"
    return Trait("notes", said, tuple(because), pinned=pinned)


def calls(view: View) -> Iterator[Trait]:
    """Yield how notes are called, with the style that came second; nothing where no note is."""
    if not view.calls:
        return
    told = [d for d in view.settled.decisions if d.subject.topic is Topic.CALL_STYLE]
    styles = Counter(written(call.value.style) for call in view.calls)
    said = ", ".join(f"{text} ({n} times)" for text, n in styles.most_common())
    because = [decision.reason for decision in told]
    because.append(f"such as {', '.join(_around(view, call) for call in view.calls[:3])}")
    rival = "; ".join(decision.second for decision in told if decision.second)
    yield Trait("calls", f"printed as {said}", tuple(because), rival, view.found.layout.calls is not None)


def _around(view: View, call: Finding) -> str:
    start = max(0, call.span.start - _BEFORE)
    words = view.found.page.source.text[start : call.span.end]
    at = words.find(" ") + 1 if start else 0
    return f"“{clip(words[at:])}” (line {line_of(view.found, call.span.start)})"


def parties(view: View) -> Trait:
    """Say how the title page was understood, and of how many letters the parties are known."""
    found = view.found
    decisions = view.settled.decisions
    frame = next((d.kept for d in decisions if d.subject.topic is Topic.CORRESPONDENTS), None)
    sides = read.value if frame and (read := CORRESPONDENTS.read(frame)) else Sides("open")
    said = _BOOKS[sides.kind].format(one=sides.one, other=sides.other)
    if sides.viewpoint:
        said += f"; “received” and “sent” are counted from {sides.viewpoint}"
    because = [
        f"{reason.says}: {shown(found, reason.span)}" if reason.span else reason.says
        for reason in (frame.because if frame else ())
    ]
    senders = sum(bool(x.sent.persons) for x in view.letters)
    recipients = sum(bool(x.received.persons) for x in view.letters)
    whole = count(len(view.letters), "letter")
    because.append(f"the sender is known of {senders}, the recipient of {recipients} of {whole}")
    pinned = bool(found.layout.sender or found.layout.recipient)
    return Trait("parties", said, tuple(because), pinned=pinned)


def understood(view: View, problems: Sequence[Problem]) -> Trait:
    """Say how much of the letters is running prose, and how much was recognised as something else."""
    whole = sum(s.end - s.start for s in map(extent, view.letters))
    prose = sum(s.end - s.start for x in view.letters for s in blocks(x.children, "p"))
    share = round(100 * prose / whole) if whole else 0
    bare = [x.number or x.key for x in view.letters if not (x.sent.dates or x.received.dates)]
    said = f"{share}% of the letters is running prose; the rest are headings, dates, addresses, closes, notes"
    because = [f"letters without a date: {listed(bare)}"] if bare else []
    because += [f"line {p.place.line}: {p.message}" for p in problems if p.code in _UNREAD]
    return Trait("understood", said, tuple(because))
