"""The commands that republish an edition: render, formats, deposit."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from letterbook.cli.answers import FOLDER, PATH, Answer, answers, wrong
from letterbook.progress import Bar

#: The code of a language (BCP 47): the language, and perhaps a script, a region, a variant.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@click.command()
@click.argument("files", type=PATH, nargs=-1, required=True, metavar="TEI...")
@click.option(
    "-t", "--to", required=True, metavar="FORMAT", help="What to make: html, text; see letterbook formats."
)
@click.option("-o", "--output", type=PATH, required=True, help="The folder to write, the whole of it.")
@click.option(
    "-p", "--param", multiple=True, metavar="NAME=VALUE", help="A setting of the format; may be repeated."
)
@click.option("--xslt", type=FOLDER, help="A folder of stylesheets that go before letterbook's own.")
@click.option(
    "--title", default="", metavar="WORDS", help="What the whole is called, if not as the TEI says."
)
@click.option("--language", default="", metavar="CODE", help="The language of its pages: de, en, fr ...")
@click.option("--force", is_flag=True, help="Write over files of letterbook's that were changed since.")
@answers
def render(
    *,
    files: tuple[Path, ...],
    to: str,
    output: Path,
    param: tuple[str, ...],
    xslt: Path | None,
    title: str,
    language: str,
    force: bool,
    bar: Bar,
) -> Answer:
    """Make a web site or plain text from TEI: an edition, or letters of any project.

    Several files, or a folder of them, become one edition. The TEI may have been changed by hand since
    letterbook wrote it, and need not be letterbook's at all.
    """
    from letterbook import writing  # noqa: PLC0415
    from letterbook.publish.any_tei import render_all  # noqa: PLC0415
    from letterbook.publish.render import formats  # noqa: PLC0415
    from letterbook.xml_input.parse import find_all, read_file  # noqa: PLC0415

    known = formats(xslt)
    if to not in known:
        wrong("--to", f"there is no format “{to}”; there are: {', '.join(known)}.")
    pairs = [each.partition("=") for each in param]
    if not all(equals and name for name, equals, _ in pairs):
        wrong("--param", "must be written as NAME=VALUE.")
    if language and not _LANGUAGE.fullmatch(language):
        wrong("--language", "must be the code of a language, as de, en, fr or de-AT.")
    found, unread = find_all(files)
    bar.step(f"render {to}", of=2)
    made, problems = render_all(
        ((str(path), read_file(path)) for path in found),
        to,
        {name: value for name, _, value in pairs},
        xslt,
        title=" ".join(title.split()),
        language=language,
        size=sum(path.stat().st_size for path in found if path.is_file()),
    )
    bar.step("write", of=2)
    writing.write_folder(made, output, force=force, beside=(*files, *((xslt,) if xslt else ())))
    said = f"{output}: {len(made)} file{'s' * (len(made) != 1)}"
    return Answer((*unread, *problems), [said], {"output": str(output), "files": sorted(made)})


@click.command()
@click.option("--xslt", type=FOLDER, help="A folder of stylesheets that go before letterbook's own.")
@answers
def formats(*, xslt: Path | None, bar: Bar) -> Answer:  # noqa: ARG001 (every command has it)
    """List the formats that render can make, and the settings of each.

    With -v also what a stylesheet of your own can change: the modes of the templates, and the files that hold
    them with all that has a name there.
    """
    from letterbook import assets  # noqa: PLC0415
    from letterbook.publish.render import formats as known  # noqa: PLC0415
    from letterbook.publish.render import modes, modules, parameters  # noqa: PLC0415

    lines: list[str] = []
    more: list[str] = []
    for name in known(xslt):
        settings = [f"  -p {one.name}={one.default}\n      {one.means}" for one in parameters(name, xslt)]
        lines += [name, *settings]
        more += [name, *settings]
        if assets.xslt(f"{name}.xsl").is_file():
            more += [f"  mode {one.name}\n      {one.means}" for one in modes(name)]
            for one in modules(name):
                named = f"\n      {', '.join(one.named)}" if one.named else ""
                more.append(f"  letterbook:{one.name}\n      {one.means}{named}")
    table = {name: [one._asdict() for one in parameters(name, xslt)] for name in known(xslt)}
    return Answer(lines=lines, whole=more, facts={"formats": table})


@click.command()
@click.argument("edition", type=PATH)
@click.option("-o", "--output", type=PATH, metavar="NAME.zip", help="The package to write.")
@click.option("--verify", is_flag=True, help="Check a package, EDITION being a zip; nothing is written.")
@click.option("--with-faults", is_flag=True, help="Pack an edition with errors too; the package tells them.")
@click.option("--force", is_flag=True, help="Write over a package of letterbook's that is there.")
@answers
def deposit(*, edition: Path, output: Path | None, verify: bool, bar: Bar, **how: bool) -> Answer:
    """Pack EDITION, the folder of an edition, for an archive; or check such a package.

    The package is a zip that unpacks into one folder: a BagIt bag with check sums of every file, a
    description of all files (RO-Crate), and records for catalogues (DataCite, Dublin Core).
    """
    from letterbook import deposit as packing  # noqa: PLC0415
    from letterbook import writing  # noqa: PLC0415

    def step(name: str) -> None:
        bar.step(name, of=4)

    if verify:
        if output or any(how.values()):
            wrong("--verify", "writes nothing, and takes no -o, --with-faults or --force.")
        return Answer(*packing.verified(edition, step), are_data=True)
    if output is None or output.suffix != ".zip":
        wrong("--output", "must be given, and end in .zip; the package unpacks into a folder of that name.")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    made, problems = packing.pack(edition, output.stem, how["with_faults"], epoch, step)
    writing.write_file(made.data, output, ours=packing.is_own if how["force"] else None)
    lines = [f"{output}: {len(made.names)} files, {len(made.data):,} bytes", made.record.citation]
    return Answer(problems, lines, {"output": str(output), "files": list(made.names)})
