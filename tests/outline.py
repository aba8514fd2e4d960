"""Tells an edition in lines that a person can read and compare: its parts, and the facts of each letter."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook import model as m

_WORDS = 48  # code points of a block's words that are shown


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _WORDS else f"{words[: _WORDS // 2]} … {words[-_WORDS // 2 :]}"


def parts(edition: m.Edition, nodes: tuple[m.Node, ...], depth: int = 0) -> Iterator[str]:
    """Yield a line for each block and note below some nodes: its kind and its words."""
    for node in nodes:
        if isinstance(node, m.PageBreak):
            yield f"{'  ' * depth}pb {node.n}"
        if not isinstance(node, m.Block | m.Note | m.Letter):
            continue
        label = _label(node)
        inner = [n for n in node.children if isinstance(n, m.Block | m.Note | m.Letter)]
        if inner and not isinstance(node, m.Note):
            yield f"{'  ' * depth}{label}"
            yield from parts(edition, node.children, depth + 1)
        else:
            spans = [leaf.span for leaf in m.leaves(node.children)]
            words = edition.source.text[spans[0].start : spans[-1].end] if spans else ""
            yield f"{'  ' * depth}{label}: {_shown(words)}"
            yield from parts(edition, tuple(_notes_in(node)), depth + 1)


def _label(node: m.Block | m.Note | m.Letter) -> str:
    if isinstance(node, m.Block):
        return " ".join(word for word in (node.kind, node.n, node.value) if word)
    return f"{'note' if isinstance(node, m.Note) else 'letter'} {node.key}"


def _notes_in(node: m.Node) -> Iterator[m.Node]:
    for child in getattr(node, "children", ()):
        if isinstance(child, m.Note | m.PageBreak):
            yield child
        elif isinstance(child, m.Inline):
            yield from _notes_in(child)


def when(date: m.When) -> str:
    """Return a date in one word: 1843-05-03, ..1843-05-03, 1843-05-03/1843-05-09, ?"""
    if date.start or date.end:
        told = f"{date.start or ''}/{date.end or ''}"
    elif date.not_before or date.not_after:
        told = f"{date.not_before or ''}..{date.not_after or ''}"
    else:
        told = date.when or "?"
    return f"{told} ({date.calendar} {date.custom})" if date.calendar else told


def _sure(guess: m.Guess[object]) -> str:
    """Return how sure a fact is: nothing where it is printed."""
    return f" ({guess.cert}, {guess.basis})" if guess.cert else ""


def _act(name: str, act: m.Act) -> Iterator[str]:
    rows = [guess.value.name + _sure(guess) for guess in act.persons]
    if act.place:
        rows.append(f"at {act.place.value.name}{_sure(act.place)}")
    rows += [when(guess.value) + _sure(guess) for guess in act.dates]
    if rows:
        yield f"  {name}: {'; '.join(rows)}"


def facts(edition: m.Edition) -> Iterator[str]:
    """Yield what is known of each letter and each note: dates, parties, answers, calls."""
    text = edition.source.text
    for letter in m.letters(edition):
        yield f"letter {letter.key}, number {letter.number or '-'}"
        yield from _act("sent", letter.sent)
        yield from _act("received", letter.received)
        answers = [tie for tie in letter.ties if tie.kind == "replyTo"]
        if answers:
            yield f"  answers: {', '.join(f'{tie.letter} ({tie.cert})' for tie in answers)}"
        calls = [leaf for leaf in m.leaves(letter.children) if isinstance(leaf, m.Call)]
        if calls:
            yield f"  calls: {', '.join(call.note for call in calls)}"
        for leaf in m.leaves(letter.children):
            if isinstance(leaf, m.Correction):
                printed = text[leaf.span.start : leaf.span.end]
                yield f"  read {printed!r} as {leaf.reading!r} ({leaf.cert}, {leaf.rule})"
    for note in m.notes(edition):
        spans = [leaf.span for leaf in m.leaves(note.children)]
        words = _shown(text[spans[0].start : spans[-1].end])
        times = f"called {len(note.calls)} times" if len(note.calls) != 1 else "called once"
        yield f"note {note.key}, {note.place}, {times}: {words}"
