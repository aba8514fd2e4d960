"""Answer questions about nodes by their kind, and regroup nodes before they are written.

Nothing is written here, but white space between blocks is booked as left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from letterbook.model import Block, Inline, Letter, Node, Note, PageBreak, Skip, Text
from letterbook.tei.ledger import BLANK_REASON
from letterbook.tei.writer import Writer
from letterbook.xml_input.tei_names import attribute

Nodes = tuple[Node, ...]

#: Blocks that TEI lets stand within a paragraph or a holder, each with an element of its own.
NESTING = frozenset({"list", "lg", "quote", "table"})
#: Blocks that stand where they are found, between blocks or within a line (model.global).
GLOBAL_BLOCKS = frozenset({"fw", "ornament"})
#: Blocks found outside what should hold them, and what does then.
_KEEPERS = {"item": "list", "l": "lg", "row": "table", "cell": "row"}


def is_blank(w: Writer, node: Node) -> bool:
    """Tell whether a node is white space, which between blocks is no printed word."""
    return type(node) is Text and not w.source.text[node.span.start : node.span.end].strip()


def is_global(node: Node) -> bool:
    """Tell whether a node can stand between blocks as well as within a line, or leaves no element."""
    return isinstance(node, Skip | PageBreak | Note) or (
        isinstance(node, Block) and node.kind in GLOBAL_BLOCKS
    )


def is_head(node: Node) -> bool:
    """Tell whether a node is a heading."""
    return isinstance(node, Block) and node.kind == "head"


def holds_blocks(nodes: Nodes) -> bool:
    """Tell whether a holder is to be written as a structure: some child becomes an element of names.BLOCKS.

    `nodes` have been spliced.
    """
    return any(isinstance(node, Block) and node.kind not in {"fw", "ornament", "label"} for node in nodes)


def rend(block: Block) -> dict[str, str]:
    """Return a block's value as @rend."""
    return {"rend": attribute(block.value)} if block.value else {}


def label_of(w: Writer, nodes: Nodes) -> Inline | Block | None:
    """Return the printed label with which a holder's words begin, if they do."""
    for node in nodes:
        if isinstance(node, Inline | Block) and node.kind == "label":
            return node
        if not (isinstance(node, Skip) or is_blank(w, node)):
            return None
    return None


def spliced(nodes: Nodes) -> Iterator[Node]:
    """Yield nodes with the contents of parts, postscripts and letters in the place of these."""
    for node in nodes:
        if isinstance(node, Letter) or (isinstance(node, Block) and node.kind in ("matter", "postscript")):
            yield from spliced(node.children)
        else:
            yield node


def blocks(w: Writer, nodes: Iterable[Node], keeper: str = "p") -> Iterator[Node]:
    """Yield nodes as blocks, letters and global nodes only: what stands loose becomes a `keeper`.

    White space between blocks is booked as left out. Items, lines, rows and cells without a list, stanza,
    table or row get one together, unless it is these that are asked for.
    """
    run: list[Node] = []
    held = ""  # what the run becomes
    for node in nodes:
        passing = is_global(node) or is_blank(w, node)
        if isinstance(node, Block) and node.kind in _KEEPERS and node.kind != keeper:
            wanted = _KEEPERS[node.kind]
        else:
            wanted = "" if passing or isinstance(node, Block | Letter) else keeper
        if run and not (passing or wanted == held):
            yield _kept(held, run, keeper)
            run = []
        if wanted or (run and passing):
            run.append(node)
            held = wanted or held
        elif type(node) is Text:
            w.account.skip(node.span, BLANK_REASON)
        else:
            yield node
    if run:
        yield _kept(held, run, keeper)


def _kept(held: str, run: list[Node], keeper: str) -> Block:
    block = Block(held, tuple(run))
    return Block("table", (block,)) if held == "row" != keeper else block


def lines(w: Writer, nodes: Nodes, kind: str) -> Nodes:
    """Part loose words at the line ends that are left out of them: each line is a block."""
    if any(isinstance(node, Block | Letter) for node in nodes):
        return nodes
    parted: list[Node] = []
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, Skip) and "\n" in w.source.quote(node.span):
            if run:
                parted.append(Block(kind, tuple(run)))
            run = []
            parted.append(node)
        else:
            run.append(node)
    if run:
        parted.append(Block(kind, tuple(run)))
    return tuple(parted)


def hoist(w: Writer, nodes: Nodes) -> tuple[Inline | Block | None, Nodes]:
    """Part the label with which a holder begins from the rest, booking the blanks before it."""
    first = label_of(w, nodes)
    if first is None:
        return None, nodes
    at = next(i for i, node in enumerate(nodes) if node is first)
    for node in nodes[:at]:
        if isinstance(node, Skip | Text):
            w.account.skip(node.span, node.reason if isinstance(node, Skip) else BLANK_REASON)
    return first, nodes[at + 1 :]
