"""Render TEI to formats for readers. A format is an XSLT 3.0 stylesheet, and a stylesheet is a function.

It maps a TEI document to file names and their texts (its mode m:files). A new format is a new file in
xslt/, and nothing here changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

from lxml import etree

from letterbook import assets
from letterbook.file_bytes import STYLES, links_out, read_bytes
from letterbook.other_tei.paths import Gathered
from letterbook.problems import CODES, Outcome, Place, Problem, Refused, problem
from letterbook.publish.dead_links import without_dead_links
from letterbook.publish.halves import take
from letterbook.publish.saxon import Files, Message, SaxonFault
from letterbook.xml_input.parse import parse

_TEI = "{http://www.tei-c.org/ns/1.0}"
_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_NO_PARAMS: Mapping[str, str] = {}

#: What makes the files of a stylesheet: `transform`, or what stands for it.
Transform = Callable[[Path, bytes, Mapping[str, str], str], Outcome[dict[str, bytes]]]

#: How many places of one message are looked up.
_SOUGHT = 50

#: The file in a folder of one's own stylesheets whose rules of style go before letterbook's.
STYLE = "edition.css"

#: What a format may be called, and the folders of an edition that are none.
_FORMAT = re.compile(r"[a-z][a-z0-9-]*")
_KEPT = frozenset({"tei", "cmif", "report", "source"})


class Parameter(NamedTuple):
    """A parameter of a format: its name, the XPath of its default, and what it means."""

    name: str
    default: str
    means: str


class Mode(NamedTuple):
    """A mode of a format's templates, which a stylesheet of one's own may add to: its name, what it does."""

    name: str
    means: str


class Module(NamedTuple):
    """A file of a format's stylesheet: its path in xslt/, what it is for, what has a name in it."""

    name: str
    means: str
    named: tuple[str, ...]


def formats(own: Path | None = None) -> tuple[str, ...]:
    """Return the formats there are, sorted: the names of the stylesheets that lie in xslt/ itself.

    `own` is a folder of stylesheets of a project's own, which may add some. Raises Refused for a name
    that would stand in the way of the other folders of an edition.
    """
    ours = {path.stem for path in assets.xslt().glob("*.xsl")}
    theirs = {path.stem for path in own.glob("*.xsl")} if own else set()
    bad = sorted(name for name in theirs if name in _KEPT or not _FORMAT.fullmatch(name))
    for link in links_out(own) if own else ():
        said = "is a link that leads out of the folder of stylesheets"
        raise Refused(problem("xslt-link", said, Place(str(link))))
    if bad and own:
        said = f"No format can be called “{bad[0]}”"
        raise Refused(problem("xslt-name", said, Place(str(own / f"{bad[0]}.xsl"))))
    return tuple(sorted(ours | theirs))


def parameters(format_: str, own: Path | None = None) -> tuple[Parameter, ...]:
    """Return a format's parameters in the order of its stylesheet, where each is documented inside itself.

    What a stylesheet of one's own sets anew has the new default, and the old meaning if no other is said.
    """
    found: dict[str, Parameter] = {}
    for module in (assets.xslt(f"{format_}.xsl"), *([own / f"{format_}.xsl"] if own else ())):
        for one in _parameters(module) if module.is_file() else ():
            means = one.means or (found[one.name].means if one.name in found else "")
            found[one.name] = one._replace(means=means)
    return tuple(found.values())


def modes(format_: str) -> tuple[Mode, ...]:
    """Return the modes of one of letterbook's formats: each is documented in the comment before it."""
    root = etree.parse(assets.xslt(f"{format_}.xsl")).getroot()
    return tuple(Mode(each.get("name", ""), _said_before(each)) for each in root.iterchildren(f"{_XSL}mode"))


def modules(format_: str) -> tuple[Module, ...]:
    """Return the files of one of letterbook's formats, with what each says of itself in its first comment."""
    root = etree.parse(assets.xslt(f"{format_}.xsl")).getroot()
    found = []
    for name in (each.get("href", "") for each in root.iterchildren(f"{_XSL}include")):
        module = etree.parse(assets.xslt(name)).getroot()
        named = (each.get("name") for each in module.iterchildren(f"{_XSL}template", f"{_XSL}function"))
        found.append(Module(name, _said_before(module), tuple(dict.fromkeys(filter(None, named)))))
    return tuple(found)


def _said_before(element: etree._Element) -> str:
    before = element.getprevious()
    return (
        " ".join(str(before.text).split()) if before is not None and not isinstance(before.tag, str) else ""
    )


def _parameters(module: Path) -> Iterator[Parameter]:
    root = parse(read_bytes(module, STYLES), str(module)).value
    for element in () if root is None else root.iterchildren(f"{_XSL}param"):
        means = " ".join(" ".join(str(comment.text) for comment in element.iter(etree.Comment)).split())
        yield Parameter(element.get("name", ""), element.get("select", ""), means)


def render(
    tei: bytes,
    format_: str,
    params: Mapping[str, str] = _NO_PARAMS,
    name: str = "tei/edition.xml",
    own: Path | None = None,
    by: Transform | None = None,
) -> Outcome[dict[str, bytes]]:
    """Make a format of a TEI document: file names, relative and sorted, and their bytes in UTF-8.

    `name` is what problems call the document, `own` a folder of stylesheets that go before letterbook's; `by`
    stands for `transform`. What the stylesheet says becomes problems; an element without a template is said
    once for each name. Raises Refused for an unknown format or parameter, a document that cannot be parsed,
    and a stylesheet that fails.
    """
    stylesheet, params = stylesheet_of(format_, params, name, own)
    made, found = (by or transform)(stylesheet, tei, params, name)
    return Outcome(made if own else without_dead_links(made), found)


def pages(tei: bytes, format_: str, params: Mapping[str, str] = _NO_PARAMS, own: Path | None = None) -> Pages:
    """Render a format lazily, of a TEI that letterbook wrote: files are rendered on first access."""
    name = "tei/edition.xml"
    stylesheet, params = stylesheet_of(format_, params, name, own)
    root = read_tei(tei, name)
    return Pages(stylesheet, tei, params, Gathered(root, ((root, name),)))


def transform(
    stylesheet: Path, tei: bytes, params: Mapping[str, str] = _NO_PARAMS, name: str = "tei/edition.xml"
) -> Outcome[dict[str, bytes]]:
    """Run one of letterbook's stylesheets, which need not be a format. Raises Refused like `render`."""
    root = read_tei(tei, name)
    if (root.getroottree().docinfo.encoding or "UTF-8").upper() not in ("UTF-8", "ASCII", "US-ASCII"):
        tei = etree.tostring(root, encoding="UTF-8")
    return transformed(stylesheet, tei, params, Gathered(root, ((root, name),)))


def stylesheet_of(
    format_: str, params: Mapping[str, str], name: str = "tei/edition.xml", own: Path | None = None
) -> tuple[Path, Mapping[str, str]]:
    """Resolve a format to its stylesheet path and parameters. Raises Refused like `render`."""
    known = formats(own)
    if format_ not in known:
        said = f"There is no format “{format_}”; there are {', '.join(known)}"
        raise Refused(problem("render-format", said, Place(name)))
    names = [parameter.name for parameter in parameters(format_, own)]
    for param in params:
        if param not in names:
            said = f"The format {format_} has no parameter “{param}”; it has {', '.join(names) or 'none'}"
            raise Refused(problem("render-parameter", said, Place(name)))
    ours = assets.xslt(f"{format_}.xsl")
    if own is None:
        return ours, params
    theirs, style = own / f"{format_}.xsl", own / STYLE
    if "style" in names and style.is_file() and "style" not in params:
        try:
            params = {**params, "style": read_bytes(style, STYLES).decode("utf-8-sig")}
        except (OSError, UnicodeError) as fault:
            raise Refused(problem("file-unreadable", f"cannot be read: {fault}", Place(str(style)))) from None
    return (theirs if theirs.is_file() else ours), params


def read_tei(tei: bytes, name: str) -> etree._Element:
    """Parse a document that holds TEI. Raises Refused where it cannot be read, or holds none."""
    root, found = parse(tei, name)
    if root is None:
        raise Refused(*found)
    if next(root.iter(f"{_TEI}TEI"), None) is None:
        text = f"The document holds no TEI: its root element is {etree.QName(root).localname}"
        raise Refused(problem("tei-root", text, Place(name, root.sourceline or 0)))
    return root


def transformed(
    stylesheet: Path, tei: bytes, params: Mapping[str, str], whence: Whence
) -> Outcome[dict[str, bytes]]:
    """Make all files of a format; of those that cannot be made each costs itself. Raises Refused."""
    return made_of(Pages(stylesheet, tei, params, whence))


def made_of(pages: Pages) -> Outcome[dict[str, bytes]]:
    """Make all files that there are; of those that cannot be made each costs itself. Raises Refused."""
    try:
        return pages.take(pages.names)
    except Refused as refused:
        return _one_by_one(pages, refused)


def _one_by_one(pages: Pages, refused: Refused) -> Outcome[dict[str, bytes]]:
    """Make each file of a format by itself, and leave out those that cannot be made; each is told.

    So a letter that a stylesheet cannot render costs itself. Raises `refused` where that is no single
    letter's affair: a file that leads to the others fails, or all that are made last. Raises Refused with the
    fault itself where that stands in a stylesheet of one's own, since its author is to mend it.
    """
    if pages.is_own(refused):
        raise refused
    alone = sorted(name for name in pages.later if "/" in name)  # a page at the top leads to others
    first = [name for name in pages.names if name not in alone]
    try:
        files, problems = pages.take(first)
    except Refused:
        raise refused from None
    lost: list[Problem] = []
    for name in alone:
        try:
            made, said = pages.take([name])
        except Refused as fault:
            if pages.is_own(fault):
                raise
            (why,) = fault.problems
            said_ = f"{why.message}; {name} is left out, all others are made"
            lost.append(problem("render-page", said_, why.place))
        else:
            files |= made
            problems += said
    if len(lost) == sum(name.startswith("letters/") for name in alone):
        raise refused
    return Outcome(dict(sorted(files.items())), (*problems, *lost))


class Whence(Protocol):
    """Knows from which file an element of a document came, and from which line of it."""

    @property
    def name(self) -> str:
        """What the whole is called."""

    def place(self, path: str) -> Place:
        """Return the place of the element that a path of fn:path() names."""


class Pages:
    """The files of a format, rendered on demand; `later` are those that are worth deferring."""

    def __init__(self, stylesheet: Path, tei: bytes, params: Mapping[str, str], whence: Whence) -> None:
        """Apply a stylesheet. Raises Refused where it fails."""
        self._stylesheet, self._whence = stylesheet, whence
        with self._refusing():
            self._files = Files(stylesheet, tei, params)
        self._told = 0
        self.names, self.later = self._files.names, self._files.later

    def take(self, names: Sequence[str]) -> Outcome[dict[str, bytes]]:
        """Make some files, and tell what the stylesheet has said since some were taken last.

        Raises Refused where it fails.
        """
        with self._refusing():
            files = take(self._files, names)
        said = self._files.messages[self._told :]
        self._told += len(said)
        return Outcome(files, tuple(told(said, self._whence)))

    def problems(self) -> tuple[Problem, ...]:
        """Return all that the stylesheet has said until now."""
        return tuple(told(self._files.messages[: self._told], self._whence))

    def is_own(self, refused: Refused) -> bool:
        """Tell whether a fault stands in a stylesheet of one's own, not in letterbook's."""
        if self._stylesheet.is_relative_to(assets.xslt()):
            return False
        home = self._stylesheet.parent
        return any(Path(each.place.file).is_relative_to(home) for each in refused.problems if each.place)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except SaxonFault as fault:
            place = Place(_whole(fault.file, self._stylesheet) or self._whence.name, fault.line, fault.column)
            said = f"{fault.message} ({fault.code})" if fault.code else fault.message
            raise Refused(problem("render-stylesheet", said, place)) from None


def _whole(file: str, stylesheet: Path) -> str:
    """Return the path of a file that Saxon names by its last part alone, if it is a module of one's own."""
    if file and "/" not in file and not stylesheet.is_relative_to(assets.xslt()):
        return next((str(path) for path in sorted(stylesheet.parent.rglob(file))), file)
    return file


def told(messages: Iterable[Message], whence: Whence) -> Iterator[Problem]:
    """Turn what a stylesheet said into problems: the same words once, at their first place, and how often.

    A stylesheet speaks in the order of its pages, not of the document. To find a line is slow where letters
    are many, so that the first is sought among some of the places only.
    """
    alike: dict[tuple[str, str], list[Message]] = {}
    for message in messages:
        alike.setdefault((message.code, message.text), []).append(message)
    for (code, text), said in alike.items():
        more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
        place = min(whence.place(message.path) for message in said[:_SOUGHT])
        yield problem(code if code in CODES else "render-message", text + more, place)
