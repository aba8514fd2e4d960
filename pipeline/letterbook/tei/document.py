"""The encode stage: an edition becomes one TEI document, and the ledger that accounts for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from letterbook.model import Block, Edition, Letter, Node, Note, Span
from letterbook.problems import Outcome
from letterbook.project.letterbook_toml import Project
from letterbook.tei import content, division, node_kinds
from letterbook.tei.facsimile import facsimile
from letterbook.tei.header import header
from letterbook.tei.ids import document_id, name_all
from letterbook.tei.ledger import Account, Ledger
from letterbook.tei.register import register
from letterbook.tei.writer import Writer, extent
from letterbook.xml_input.tei_names import NS, TITLE_TYPES, XML_ID, XML_LANG, word

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Encoded(NamedTuple):
    """The TEI of an edition, and the account of its source."""

    root: etree._Element
    ledger: Ledger


def encode(edition: Edition, project: Project) -> Outcome[Encoded]:
    """Write an edition as TEI.

    The text is written before the header, which tells in numbers what was done. Problems: notes that nothing
    calls, calls and ties that lead nowhere. With `project.source_spans` every block names its place in the
    source.
    """
    account = Account(edition.source)
    language = word(project.language or next(iter(edition.languages), "en"))
    ids = name_all(edition, language)
    body = Writer(account, ids, depth=1, language=language, source_spans=project.source_spans)
    _text(body, edition)
    top = Writer(account, ids, depth=1, language=language, source_spans=project.source_spans)
    header(top, edition, project, body)
    written = [top.finish(), body.finish()]
    if ids.images:
        pages = Writer(account, ids, depth=1, language=language)
        facsimile(pages, ids.images)
        written.insert(1, pages.finish())
    if edition.register:
        middle = Writer(account, ids, depth=1, language=language)
        register(middle, edition.register)
        written.insert(-1, middle.finish())
    root = _parsed("\n ".join(written), document_id(project.id), language)
    printed = ("text", *(f"#licence-{number}" for number in range(1, len(body.licences) + 1)))
    ledger = Ledger(edition.source, printed, account.postings())
    return Outcome(Encoded(root, ledger), (*body.problems, *top.problems))


def _parsed(written: str, name: str, language: str) -> etree._Element:
    """Make the tree of what was written; it is parsed, not built, so that every element knows its line."""
    document = (
        f'{_DECLARATION}<TEI xmlns="{NS}" {XML_ID}="{name}" {XML_LANG}="{language}">\n {written}\n</TEI>\n'
    )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, collect_ids=False)
    return etree.fromstring(document.encode(), parser)


def serialise(root: etree._Element) -> bytes:
    """Write a TEI tree as UTF-8, with an XML declaration and a final newline: the same bytes every time."""
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return _DECLARATION.encode() + data + b"\n"


# ------------------------------------------------------------------ front, body, back


def _text(w: Writer, edition: Edition) -> None:
    w.start("text")
    if edition.front:
        w.open("front")
        _parts(w, edition.front, edition.author)
        w.close("front")
    w.open("body")
    if not _parts(w, edition.body, titles=False):
        w.open("p")
        w.end("p")
    w.close("body")
    if edition.back or w.deferred:
        w.open("back")
        w.in_back = True
        _parts(w, edition.back, edition.author)
        _collected(w)
        w.close("back")
    w.close("text")


def _parts(w: Writer, nodes: node_kinds.Nodes, author: Span | None = None, *, titles: bool = True) -> bool:
    """Write the parts of front, body or back, and tell whether there was any.

    What stands between parts becomes one. `titles`: a title page may stand here; `author` is the line of it
    that names the author.
    """
    run: list[Node] = []
    written = False
    for node in [*node_kinds.blocks(w, nodes), None]:
        if node is not None and _is_loose(w, node, begun=bool(run)):
            run.append(node)
            continue
        if run:
            _part(w, Block("matter", tuple(run), value=_value(run)), author, titles=titles)
            written, run = True, []
        if isinstance(node, Block) and _holds_notes_alone(w, node):
            for child in node_kinds.blocks(w, node.children):
                division.plain(w, child)
        elif isinstance(node, Letter | Block) and _is_part(node) and not division.is_aside(w, node):
            _part(w, node, author, titles=titles)
            written = True
        elif node is not None:
            division.plain(w, node)
    return written


def _holds_notes_alone(w: Writer, node: Block) -> bool:
    """Tell whether nothing is left of a part between letters: all that it holds are notes for the back."""
    said = [child for child in node.children if not node_kinds.is_blank(w, child)]
    moved = all(isinstance(child, Note) and child.place != "inline" for child in said)
    return node.kind == "matter" and moved and bool(said) and not (w.notes_stay or w.in_back)


def _is_part(node: Node) -> bool:
    return isinstance(node, Letter) or (isinstance(node, Block) and node.kind == "matter")


def _is_loose(w: Writer, node: Node, *, begun: bool) -> bool:
    """Tell whether a node needs a part around it, or goes into the one that has `begun`."""
    if _is_part(node):
        return False
    return begun or not node_kinds.is_global(node) or (isinstance(node, Note) and w.in_back)


def _value(run: list[Node]) -> str:
    if any(isinstance(node, Block) and node.kind == "titlepart" for node in run):
        return "titlePage"
    return "notes" if isinstance(run[0], Note) else "matter"


def _part(w: Writer, node: Letter | Block, author: Span | None, *, titles: bool) -> None:
    if isinstance(node, Letter):
        division.letter(w, node)
    elif titles and node.value == "titlePage":
        _title_page(w, node, author)
    else:
        division.matter(w, node)


def _collected(w: Writer) -> None:
    """Write the notes that stood elsewhere: collections of their own first, then those that stood alone."""
    alone: list[Node] = []
    for node in _taken(w):
        if isinstance(node, Block):
            division.matter(w, node)
        else:
            alone.append(node)
    if not alone:
        return
    w.open("div", {"type": "notes"})
    w.deferred.extend(node for node in alone if isinstance(node, Note))
    for node in _taken(w):
        if isinstance(node, Note):
            w.line()
            content.note(w, node)
    w.close("div")


def _taken(w: Writer) -> Iterator[Note | Block]:
    """Take what was deferred, and what is deferred while that is written: notes to notes."""
    while w.deferred:
        yield w.deferred.popleft()


def _title_page(w: Writer, node: Block, author: Span | None) -> None:
    """Write a title page (4.6): its lines as parts of the title, the author's line as docAuthor."""
    w.open("titlePage", w.spanned(node))
    titled = grouped = False
    empty = True
    for one in node_kinds.blocks(w, node_kinds.spliced(node.children), "titlepart"):
        if node_kinds.is_global(one):
            content.common(w, one)
            continue
        empty = False
        block = one if isinstance(one, Block) else Block("titlepart", (one,))
        span = extent(block.children)
        if block.value == "author" or (author and span and author.holds(span)):
            if grouped:
                w.close("docTitle")
                grouped = False
            content.element(w, "docAuthor", block, inter=False)
            continue
        if not grouped:
            w.open("docTitle")
            grouped = True
        value = block.value if block.value in TITLE_TYPES else ("sub" if titled else "main")
        content.element(w, "titlePart", block, {"type": value or "main"})
        titled = True
    if grouped:
        w.close("docTitle")
    if empty:
        w.open("titlePart")
        w.end("titlePart")
    w.close("titlePage")
