"""The command that reads a table of facts back as decisions: decide."""

from __future__ import annotations

from pathlib import Path

import click

from letterbook.cli.answers import PATH, Answer, answers
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.progress import Bar


@click.command()
@click.argument("table", type=PATH)
@click.argument("source", type=PATH)
@click.option("--by", metavar="NAME", default="", help="Who decides, if no file beside SOURCE says so yet.")
@click.option("--write", is_flag=True, help="Add the decisions to decisions.toml; without it they are shown.")
@answers
def decide(*, table: Path, source: Path, by: str, write: bool, bar: Bar) -> Answer:
    """Read TABLE, a facts.csv that was edited in a spreadsheet, back as decisions on SOURCE.

    A changed value is a decision, an emptied one a rejection; "confirm", "reject" or "leave" in the column
    status say so of the value as it stands. A column reason may be added. What is refused is told, with why.
    """
    from letterbook import stages  # noqa: PLC0415
    from letterbook.file_bytes import read_bytes  # noqa: PLC0415
    from letterbook.preview.desk import Desk, Names, Order  # noqa: PLC0415
    from letterbook.project.decisions_writer import gathered, write_toml  # noqa: PLC0415
    from letterbook.project.letterbook_toml import load  # noqa: PLC0415
    from letterbook.review.facts import facts  # noqa: PLC0415
    from letterbook.review.from_csv import read_back  # noqa: PLC0415

    project, _ = load(source)
    edition, _ = stages.understand(project, lambda stage: bar.step(stage, of=4))
    told = facts(edition)
    try:
        rows = read_back(read_bytes(table), told)
    except (OSError, ValueError) as fault:
        said = f"cannot be read: {getattr(fault, 'strerror', None) or fault}"
        raise Refused(problem("table-unreadable", said, Place(str(table)))) from None
    refused = tuple(
        problem("table-row", f"{row.fact}: {row.refused}", Place(str(table), row.line))
        for row in rows
        if row.refused
    )
    good = [row for row in rows if not row.refused]
    lines = [write_toml(name, values) for name, values in gathered([(r.table, r.values) for r in good])]
    summary: dict[str, object] = {"decided": len(good), "refused": len(refused), "lines": lines}
    if not write or not good:
        return Answer(refused, "\n".join(lines).splitlines(), summary)

    def wrong() -> tuple[Problem, ...]:
        try:
            now, found = load(source)
            return (*found, *stages.understand(now).problems)
        except Refused as fault:
            return fault.problems

    signed = tuple(name for _, name in (*project.responsible, *project.decisions.responsible))
    desk = Desk(source.parent, wrong, lambda: Names(signed, project.decider))
    decided = {fact.id: (fact.decided, fact.letter) for fact in told if fact.decided}
    instead = tuple(decided[row.fact] for row in good if row.fact in decided)
    done = desk.carry_out(Order("decide", desk.seen(), "\n".join(lines), instead, by))
    if done.status != 200:  # noqa: PLR2004 (the status of what was done)
        hint = "" if by or desk.who() else 'Give your name: --by "A. Editor"'
        raise Refused(*refused, problem("table-row", done.said, Place(str(table)), hint))
    return Answer(refused, [f"{len(good)} decisions written, {len(refused)} rows refused"], summary)
