"""Record what editors leave open, and their remarks: none of it changes the edition."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.model import Decision, Span, Subject, Topic
from letterbook.problems import Problem, problem
from letterbook.project.toml_file import shown
from letterbook.settle.editor.bind import Applied, BoundDecisions, each_letter, record
from letterbook.settle.notes.judge import Notes
from letterbook.settle.structure.regions import Region


def leave_open(bound: BoundDecisions, letters: Sequence[Region], notes: Notes) -> Applied:
    """Record what is left open, and the remarks."""
    names = [(region.key, region.number) for region in letters]
    spans = {region.key: Span(region.span.start, region.span.start) for region in letters}
    each, faults = each_letter([one for one in bound.facts("open", "remark") if one.letters], names)
    decisions: list[Decision] = []
    problems: list[Problem] = list(faults)
    for ruling, key in each:
        topic = Topic.REMARK if ruling.table == "remark" else Topic.LEFT_OPEN
        subject = Subject(topic, letter=key, name=ruling.texts.get("fact", ""))
        decisions.append(record(ruling, subject, spans[key], new=False))
    named = notes.keys()
    keys = {named[note.scope, note.rank]: note for note in notes.notes}
    for ruling in bound.facts("open"):
        if ruling.letters:
            continue
        wanted = ruling.texts["note"].strip().casefold()
        mine = next((key for key in keys if key.casefold() == wanted), None)
        if mine is None:
            said = f"there is no note “{shown(ruling.texts['note'])}”"
            problems.append(problem("decision-note", said, ruling.at("note")))
            continue
        subject = Subject(Topic.LEFT_OPEN, note=mine, name=ruling.texts["fact"])
        decisions.append(record(ruling, subject, keys[mine].opening.span, new=False))
    decisions += (
        record(one.ruling, Subject(Topic.REMARK), one.span, new=False) for one in bound.on("remark")
    )
    return Applied(tuple(decisions), tuple(problems))
