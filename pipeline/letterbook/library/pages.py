"""Write what leads to all editions of a library: a page, a search, an index of all their letters.

    OUTPUT/library/index.html, persons.html, places.html, search.html, cmif.xml, cmif-v2.xml ...

They tell of every edition that stands in the output, whichever run built it. They are made by stylesheets, of
what the records say of each edition and of its index of letters; where none has changed, they are left alone.
The editors of the library may name and introduce it in OUTPUT/library.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from letterbook import assets, writing
from letterbook.library import state as states
from letterbook.library.finding import PAGES
from letterbook.library.state import FOLDER, State
from letterbook.library.volume import facts_of
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.project.toml_file import Codes, read_toml
from letterbook.publish.exchange import edition_uuid
from letterbook.publish.saxon import SaxonFault, transform_files

#: What the editors of a library say of it, beside the folders of its editions; all may be left out.
SETTINGS = "library.toml"
_SAID = ("title", "introduction")
_CODES = Codes("config-unreadable", "config-syntax", "config-unknown-key", "config-type", "config-value")

#: Characters that TOML can name and XML cannot hold.
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: The indexes of an edition, and of a library.
_INDEXES = ("cmif.xml", "cmif-v2.xml")


def publish(output: Path, *, force: bool = False) -> tuple[Problem, ...]:
    """Make the pages over all editions that stand in a folder, if any does, and return what was wrong."""
    editions = dict(_editions(output))
    if not editions:
        return ()
    try:
        said = _said(output / SETTINGS)
    except Refused as refused:
        return refused.problems
    inputs = {edition: state.listing for edition, state in editions.items()}
    inputs |= {f"{SETTINGS} {key}": states.digest(words.encode()) for key, words in said.items()}
    known = states.recall(output, PAGES)
    folder = output / PAGES
    if known is not None and known.source:
        clash = "is an edition, and the page over all editions has no place"
        return (problem("library-clash", clash, Place(str(folder))),)
    if (
        not force
        and known is not None
        and (known.makers, known.inputs) == (states.makers(), inputs)
        and writing.held_whole(folder, known.listing) is not None
    ):
        return ()
    try:
        listing = writing.write_folder(
            dict(_files(output, editions, said)), folder, force=force, asked=output
        )
    except Refused as refused:
        return refused.problems
    except SaxonFault as fault:
        return (problem("render-stylesheet", fault.message, Place(fault.file or str(folder), fault.line)),)
    except OSError as fault:
        unread = f"cannot be read: {fault.strerror or fault}"
        return (problem("file-unreadable", unread, Place(str(fault.filename))),)
    states.remember(output, PAGES, State(states.makers(), "", "", inputs, listing, (), 0, "", 0))
    return ()


def _editions(output: Path) -> Iterator[tuple[str, State]]:
    """Yield the editions that stand, with their records, in the order of their ids."""
    for path in sorted((output / FOLDER).glob("*.json")):
        edition = path.stem
        state = states.recall(output, edition) if edition != PAGES else None
        if (
            state is None
            or states.digests(output / edition, [writing.MARKER])[writing.MARKER] != state.listing
        ):
            continue
        if not state.facts:  # it was built alone
            try:
                facts = facts_of((output / edition / "tei" / "edition.xml").read_bytes())
            except (OSError, Refused):
                continue
            state = state._replace(facts=facts)
            states.remember(output, edition, state)
        yield edition, state


def _said(path: Path) -> dict[str, str]:
    """Read what the editors say of the library. Raises Refused with all that is wrong in the file."""
    if not path.exists():
        return {}
    read = read_toml(path, _CODES)
    wrong = read.unknown_keys(read.values, _SAID, ())
    for key in _SAID:
        if not isinstance(read.values.get(key, ""), str):
            wrong.append(read.wrong_type(f"“{key}” must be words in quotation marks", (key,)))
    if wrong:
        raise Refused(*wrong)
    said = {key: _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", str(read.values.get(key, ""))) for key in _SAID}
    return {key: words.strip() for key, words in said.items() if words.strip()}


def _files(
    output: Path, editions: Mapping[str, State], said: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    facts = _library(((edition, state.facts) for edition, state in editions.items()), said)
    pages, _ = transform_files(assets.xslt("library/library.xsl"), facts)
    yield from pages.items()
    uuid = edition_uuid(" ".join(editions))
    for name in _INDEXES:
        indexes = _library(
            (edition, (output / edition / "cmif" / name).read_text(encoding="utf-8").partition("?>")[2])
            for edition in editions
        )
        made, _ = transform_files(assets.xslt("library/cmif.xsl"), indexes, {"file": name, "uuid": uuid})
        yield name, made[name]


def _library(editions: Iterator[tuple[str, str]], said: Mapping[str, str] | None = None) -> bytes:
    return "".join(
        (
            "<library>",
            *(f"<{key}>{escape(words)}</{key}>" for key, words in (said or {}).items()),
            *(f'<edition id="{edition}">{inside}</edition>' for edition, inside in editions),
            "</library>",
        )
    ).encode()
