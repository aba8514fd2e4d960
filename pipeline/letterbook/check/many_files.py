"""Check files of TEI that anybody wrote, one by one or many together.

TEI that letterbook wrote is checked by its grammar and rules, other TEI by what holds for any TEI of
letters. Problems that only several files together show (a name without an entry in any register, an answer
sent before its letter) are told when all files have been read.
"""

from __future__ import annotations

import errno
import os
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from letterbook.check import check
from letterbook.check.cmif import check_index
from letterbook.check.corresp_desc import (
    Reply,
    Sending,
    check_descriptions,
    described,
    indexed_by,
    sendings_of,
)
from letterbook.check.date_forms import Extent
from letterbook.check.dates import check_dates
from letterbook.check.document import TEI, XML_ID, Survey
from letterbook.check.file_names import check_file_names
from letterbook.check.identifiers import check_identifiers
from letterbook.check.links import Dangling, dangling_of, surveyed_links
from letterbook.check.names import (
    Registers,
    Unfound,
    check_authorities,
    check_names,
    entries_of,
    has_register,
    holds_own,
    unfound_of,
)
from letterbook.check.which_schema import OWN, TEI_ALL, check_grammar, named_schema, tei_all
from letterbook.file_bytes import read_bytes
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.xml_input.parse import MAX_BYTES, parse
from letterbook.xml_input.place import place_of

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_BOM = b"\xef\xbb\xbf"
_APPLICATION = f"{TEI}teiHeader/{TEI}encodingDesc/{TEI}appInfo/{TEI}application"
#: So many files are given to a process at a time.
BATCH = 50
#: Fewer bytes than this are read sooner than other processes have started.
_WORTH_A_POOL = 8_000_000


class Asked(NamedTuple):
    """What is asked of files: a schema by name or path ("": the one each names), or to be indexes (CMIF)."""

    schema: str = ""
    cmif: bool = False


_PLAIN = Asked()


@dataclass(frozen=True, slots=True)
class Checked:
    """What one file tells: its problems, and what bears on other files.

    `entries` are the ids of the entries of registers, `has_register` whether most of its own names are looked
    up in them, `is_register` whether it describes no letter, and so may be the register of others;
    `unfound` are pointers of names to entries elsewhere. `ids` are those by which other files may point to
    this one, `wide` those of them that belong to the whole run (of the file itself, and of entries);
    `dangling` are pointers to ids that this file lacks. `indexed` are the names of files that this one, an
    index, describes by their addresses.
    """

    problems: tuple[Problem, ...] = ()
    entries: frozenset[str] = frozenset()
    has_register: bool = False
    is_register: bool = False
    unfound: tuple[Unfound, ...] = ()
    ids: frozenset[str] = frozenset()
    wide: frozenset[str] = frozenset()
    dangling: tuple[Dangling, ...] = ()
    sendings: tuple[Sending, ...] = ()
    replies: tuple[Reply, ...] = ()
    indexed: frozenset[str] = frozenset()


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files to check: those that are named, and all *.xml in the folders that are named.

    Hidden folders are passed over. A folder without such a file is returned itself, and will be told.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = (
            one for one in path.rglob("*.xml") if not _is_hidden(one.relative_to(path)) and one.is_file()
        )
        found += sorted(inside) or [path]
    return tuple(dict.fromkeys(found))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def check_files(
    paths: Sequence[Path],
    asked: Asked = _PLAIN,
    jobs: int = 1,
    told: Callable[[int], None] = lambda _: None,
) -> tuple[Problem, ...]:
    """Check files, and return their problems in the order of the files and their lines.

    `jobs` is how many processes may share the work; few files are read in this one. `told` hears how many
    files are done. The same files give the same problems, however many processes there are.
    Raises Refused for a schema that is asked for and cannot be had.
    """
    checked: list[Checked] = []
    for batch in _checked(paths, asked, jobs):
        checked += batch
        told(len(checked))
    registered = frozenset[str]().union(*(one.entries for one in checked if one.is_register))
    listed = registered.union(*(one.entries for one in checked))
    elsewhere = _pointed_to(checked)
    indexed = frozenset[str]().union(*(one.indexed for one in checked))
    late = _late_replies(paths, checked)
    names: dict[str, list[Problem]] = {}
    for fault in check_file_names(paths):
        names.setdefault(fault.place.file, []).append(fault)
    found: list[Problem] = []
    for path, one in zip(paths, checked, strict=True):
        # A letter that lists its own persons may leave some to the lists of others.
        others = listed if one.has_register else registered
        registers = Registers(one.has_register or bool(registered), others)
        lost = (each.told for each in one.dangling if each.pointer not in elsewhere)
        mine = (p for p in one.problems if p.code != "corresp-missing" or path.name not in indexed)
        here = (*mine, *lost, *check_names(one.unfound, registers), *late.get(str(path), ()))
        found += names.pop(str(path), ())
        found += sorted(here, key=lambda p: p.place.line)
    return tuple(found)


def _pointed_to(checked: Sequence[Checked]) -> frozenset[str]:
    """Return the ids that pointers lack in their own file and that one other file of the run has.

    An id that many files use means something else in each ("n1"): no file can mean that of another by it.
    """
    wanted = {each.pointer for one in checked for each in one.dangling}
    times: Counter[str] = Counter(own for one in checked for own in one.ids & wanted)
    wide = {own for one in checked for own in one.wide & wanted}
    return frozenset(own for own in wanted if times[own] == 1 or own in wide)


def _checked(paths: Sequence[Path], asked: Asked, jobs: int) -> Iterator[list[Checked]]:
    batches = [paths[at : at + BATCH] for at in range(0, len(paths), BATCH)]
    if jobs < 2 or len(batches) < 2 or sum(map(_size, paths)) < _WORTH_A_POOL:  # noqa: PLR2004 (one is no pool)
        yield from (check_batch(batch, asked) for batch in batches)
        return
    # Spawned, not forked: neither Saxon nor threads survive a fork. Ctrl-C is this process's affair.
    pool = ProcessPoolExecutor(
        min(jobs, len(batches)), get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN)
    )
    try:
        yield from pool.map(check_batch, batches, [asked] * len(batches))
    finally:
        pool.shutdown(cancel_futures=True)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def check_batch(paths: Iterable[Path], asked: Asked) -> list[Checked]:
    """Check some files in this process."""
    return [check_file(path, asked) for path in paths]


def check_file(path: Path, asked: Asked = _PLAIN) -> Checked:
    """Check one file by itself."""
    name = str(path)
    try:
        data = read_bytes(path, MAX_BYTES)
    except (OSError, ValueError) as fault:
        if getattr(fault, "errno", None) == errno.EFBIG:
            size = _size(path)
            said = f"The document has {f'{size:,}' if size > MAX_BYTES else 'too many'} bytes; "
            said += f"at most {MAX_BYTES:,} are read"
            return Checked((problem("xml-large", said, Place(name)),))
        why = getattr(fault, "strerror", None) or str(fault)
        return Checked((problem("file-unreadable", f"cannot be read: {why}", Place(name)),))
    return check_document(data, name, asked)


def check_document(data: bytes, name: str, asked: Asked = _PLAIN) -> Checked:
    """Check one document, whose bytes are at hand; `name` is what its problems call it."""
    if _HTML.match(data):
        return Checked((problem("xml-html", "This is a page of the web, not TEI", Place(name, 1)),))
    root, faults = parse(data, name)
    if root is None:
        return Checked(faults)
    if data.startswith(_BOM):
        faults = (*faults, problem("xml-bom", "The file begins with a byte order mark", Place(name, 1)))
    if root.tag not in (f"{TEI}TEI", f"{TEI}teiCorpus"):
        tag = etree.QName(root)
        where = f"in the namespace '{tag.namespace}'" if tag.namespace else "in no namespace"
        said = f"This is no TEI document: its root element is <{tag.localname}> {where}"
        return Checked((*faults, problem("tei-root", said, place_of(root, name))))
    if asked.cmif:
        return Checked((*faults, *check_index(data, root, name)))
    return _letters(data, root, name, asked.schema, faults)


def _letters(
    data: bytes, root: etree._Element, name: str, schema: str, faults: tuple[Problem, ...]
) -> Checked:
    seen = Survey(root, name)
    found: list[Problem] = list(faults)
    is_ours = _is_ours(root)
    if is_ours and schema in ("", OWN):
        found += check(data, root, name)
    else:
        found += surveyed_links(seen, is_whole=is_ours)
        found += _grammar(data, root, name, schema)
    letters = described(seen)
    more = [
        *check_identifiers(seen),
        *check_descriptions(seen, letters),
        *check_dates(seen),
        *check_authorities(seen),
    ]
    if more:
        told = {(p.code, p.place.line) for p in found}
        found += (p for p in more if (p.code, p.place.line) not in told)
    sendings, replies = sendings_of(seen, letters)
    entries = entries_of(seen)
    return Checked(
        tuple(found),
        entries,
        has_register=holds_own(seen),
        is_register=not letters and has_register(seen),
        unfound=() if is_ours else tuple(unfound_of(seen)),
        ids=seen.ids,
        wide=entries | {own for tei in root.iter(f"{TEI}TEI") if (own := tei.get(XML_ID))},
        dangling=() if is_ours else dangling_of(seen),
        sendings=tuple(sendings),
        replies=tuple(replies),
        indexed=indexed_by(seen),
    )


def _is_ours(root: etree._Element) -> bool:
    return any(one.get("ident") == OWN for one in root.iterfind(_APPLICATION))


def _grammar(data: bytes, root: etree._Element, name: str, schema: str) -> Iterator[Problem]:
    wanted = schema or named_schema(root)
    if not wanted:
        return
    if not schema and wanted == TEI_ALL:
        try:
            tei_all()
        except Refused:
            said = "This file names tei_all, TEI's own grammar, which is not installed: it was not asked"
            yield problem("schema-missing", said, Place(name, 1))
            return
    yield from check_grammar(data, root, name, wanted)


# ------------------------------------------------------------------ answers


def _late_replies(paths: Sequence[Path], checked: Sequence[Checked]) -> dict[str, list[Problem]]:
    """Find letters that answer one which was sent after them, in whichever of the files it stands."""
    if not any(one.replies for one in checked):
        return {}
    sent: dict[str, Extent] = {}
    for path, one in zip(paths, checked, strict=True):
        for sending in one.sendings:
            sent.update((os.path.normpath(path) + name, sending.sent) for name in sending.names)
    late: dict[str, list[Problem]] = {}
    for path, one in zip(paths, checked, strict=True):
        for reply in one.replies:
            file, mark, name = reply.target.partition("#")
            there = os.path.normpath(path.parent / file if file else path)
            letter = sent.get(there + mark + name) or sent.get(f"{there}.xml{mark}{name}")
            if letter is not None and reply.sent.is_before(letter):
                said = f"Sent by {reply.sent.last}; the letter it answers was not sent before {letter.first}"
                late.setdefault(str(path), []).append(problem("reply-order", said, reply.place))
    return late
