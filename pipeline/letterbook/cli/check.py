"""The commands that prove and check: check, ledger."""

from __future__ import annotations

import functools
import os
from pathlib import Path

import click

from letterbook.cli.answers import PATH, Answer, answers, wrong
from letterbook.progress import Bar


@click.command()
@click.argument("files", type=PATH, nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--schema",
    default="",
    metavar="NAME",
    help="Check the grammar too: by letterbook, tei_all, or a file that ends in .rng, .xsd or .sch.",
)
@click.option("--cmif", is_flag=True, help="The files are indexes of letters: would correspSearch take them?")
@click.option(
    "--select",
    multiple=True,
    metavar="CODE",
    help="Tell only problems whose code begins so: date, date-words ...",
)
@click.option("--ignore", multiple=True, metavar="CODE", help="Tell no problems whose code begins so.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    help="How many processes share the work.",
)
@functools.partial(answers, forms=("text", "json", "sarif", "github"))
def check(
    *,
    files: tuple[Path, ...],
    schema: str,
    cmif: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    jobs: int,
    bar: Bar,
) -> Answer:
    """Check any TEI of letters: links, notes, dates, who wrote to whom; by its schema, if it is here.

    A folder stands for all files *.xml in it. Every fault is told with its line and what to do about it.
    """
    from letterbook import report  # noqa: PLC0415
    from letterbook.check.many_files import BATCH, Asked, check_files, files_in  # noqa: PLC0415
    from letterbook.problems import CODES  # noqa: PLC0415

    tell, hide = (
        [code for given in option for code in given.split(",") if code] for option in (select, ignore)
    )
    if unknown := [code for code in (*tell, *hide) if not any(known.startswith(code) for known in CODES)]:
        wrong("--select, --ignore", f"no code begins with “{unknown[0]}”; docs/problems.md lists them.")
    paths = files_in(files)
    if schema not in ("", "letterbook", "tei_all") and Path(schema).suffix not in (".rng", ".xsd", ".sch"):
        wrong("--schema", "must be letterbook, tei_all, or a file that ends in .rng, .xsd or .sch.")
    problems = check_files(
        paths,
        Asked(schema, cmif),
        jobs,
        lambda done: bar.step(f"{done} of {len(paths)} files", of=-(-len(paths) // BATCH)),
    )
    problems = report.chosen(problems, tell, hide)
    count = report.as_count(problems) or "no faults"
    said = f"{len(paths)} file{'s' * (len(paths) != 1)}: {count}"
    facts: dict[str, object] = {
        "files": [str(path) for path in paths],
        "summary": dict(report.counted(problems)),
    }
    return Answer(problems, [*report.by_code(problems), said], facts, are_data=True)


@click.command()
@click.argument("edition", type=PATH, metavar="EDITION.xml")
@click.option(
    "-l", "--list", "each", is_flag=True, help="List every stretch of the source, and what became of it."
)
@click.option("-o", "--output", type=PATH, help="Write the source, rebuilt from the edition, to this file.")
@click.option("--force", is_flag=True, help="Be content if the file is there already and is the same.")
@answers
def ledger(*, edition: Path, each: bool, output: Path | None, force: bool, bar: Bar) -> Answer:
    """Prove that EDITION.xml holds the whole source.

    The source is rebuilt, byte for byte, from the edition and the file EDITION.ledger.json beside it;
    neither the source itself nor anything else is looked at. Then the account: how many characters
    stand in the edition as text, calls of notes and corrections, and how many were left out, and why.

    Where the source is a transcript of originals in another form (HTML, DOCX ...), a second account,
    EDITION.origin.json, and the originals kept with the edition prove that the transcript lacks none of
    their words.
    """
    from letterbook import report, writing  # noqa: PLC0415
    from letterbook.check.ledger import prove  # noqa: PLC0415
    from letterbook.xml_input.parse import read_file  # noqa: PLC0415

    path = edition.with_suffix(".ledger.json")
    book = read_file(path)
    bar.step("prove", of=1)
    proof, problems = prove(read_file(edition), book, str(edition), str(path))
    facts: dict[str, object] = {"holds": proof.holds, "kinds": proof.kinds, "skipped": proof.reasons}
    lines = [
        f"{proof.name}: {len(proof.source):,} bytes rebuilt; they are the source's"
        if proof.holds
        else f"{proof.name}: the edition and its ledger do not give the source"
    ]
    rows = [*proof.kinds.items(), *((f"left out: {why}", count) for why, count in proof.reasons.items())]
    lines += [f"{count:>12,}  {what}" for what, count in rows]
    if each and proof.holds:
        lines += report.as_spans(proof, book)
    origin = edition.with_suffix(".origin.json")
    if proof.holds and origin.is_file():
        from letterbook.check.origin import as_lines, prove_edition  # noqa: PLC0415

        account, found = prove_edition(edition.parent.parent, read_file(origin), proof.source, str(origin))
        problems = (*problems, *found)
        facts["origin"] = {"holds": account.holds, "files": account.files, "left": account.left}
        lines += as_lines(account)
    if output is not None and proof.holds:
        writing.write_file(proof.source, output, ours=(lambda _: False) if force else None)
    return Answer(problems, lines, facts)
