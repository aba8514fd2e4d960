"""Lists, verse, tables, quotations (Guidelines 3.8, 6.1, 14.1.1, 3.3.3), and labels before their words."""

from __future__ import annotations

from letterbook.model import Block, Inline, Letter, Node, Skip, Text
from letterbook.tei import content
from letterbook.tei.ledger import BLANK_REASON
from letterbook.tei.writer import Writer
from letterbook.xml_input.tei_names import attribute


def nesting(w: Writer, block: Block) -> None:
    """Write a list, stanza, table or quotation."""
    match block.kind:
        case "list":
            _list(w, block)
        case "lg":
            _verse(w, block)
        case "table":
            _table(w, block)
        case _:
            content.special(w, "quote", block.children, w.spanned(block, content.rend(block)))


def _list(w: Writer, block: Block) -> None:
    """Write a list (3.8). The items' printed labels become `label`s beside them if every item has one."""
    w.start("list", w.spanned(block, content.rend(block)))
    parts = list(content.blocks(w, block.children, "item"))
    begins = next(
        (i for i, part in enumerate(parts) if not (content.is_global(part) or _is_head(part))), len(parts)
    )
    items = [part for part in parts[begins:] if not content.is_global(part)]
    labelled = all(
        isinstance(item, Block) and item.kind == "item" and label_of(w, item.children) for item in items
    )
    for part in parts[:begins]:
        _head_or_global(w, part)
    for part in parts[begins:]:
        if content.is_global(part):
            content.common(w, part)
            continue
        item = part if isinstance(part, Block) and part.kind == "item" else Block("item", (part,))
        children = item.children
        if labelled:
            before, children = hoist(w, children)
            if before is not None:
                label(w, before)
        w.line()
        content.special(w, "item", children, w.spanned(item, {"n": attribute(item.n)} if item.n else {}))
    if not items:
        w.open("item")
        w.end("item")
    w.close("list")


def label(w: Writer, node: Inline | Block) -> None:
    """Write a printed label on a line of its own."""
    w.open("label")
    content.mixed(w, node.children, inter=False)
    w.end("label")


def _is_head(node: Node) -> bool:
    return isinstance(node, Block) and node.kind == "head"


def _head_or_global(w: Writer, node: Node) -> None:
    if isinstance(node, Block) and node.kind == "head":
        content.element(w, "head", node)
    else:
        content.common(w, node)


def label_of(w: Writer, nodes: content.Nodes) -> Inline | Block | None:
    """Return the printed label with which a holder's words begin, if they do."""
    for node in nodes:
        if isinstance(node, Inline | Block) and node.kind == "label":
            return node
        if not (isinstance(node, Skip) or content.is_blank(w, node)):
            return None
    return None


def hoist(w: Writer, nodes: content.Nodes) -> tuple[Inline | Block | None, content.Nodes]:
    """Part the label with which a holder begins from the rest, booking the blanks before it."""
    first = label_of(w, nodes)
    if first is None:
        return None, nodes
    at = next(i for i, node in enumerate(nodes) if node is first)
    for node in nodes[:at]:
        if isinstance(node, Skip | Text):
            w.account.skip(node.span, node.reason if isinstance(node, Skip) else BLANK_REASON)
    return first, nodes[at + 1 :]


def _verse(w: Writer, block: Block) -> None:
    """Write verse (6.1): lines, stanzas within stanzas, a heading before the first line."""
    w.start("lg", w.spanned(block, content.rend(block)))
    begun = False
    for part in content.blocks(w, lines(w, block.children, "l"), "l"):
        if content.is_global(part) or (_is_head(part) and not begun):
            _head_or_global(w, part)
            continue
        begun = True
        if isinstance(part, Block) and part.kind == "lg":
            w.line()
            _verse(w, part)
        else:
            line = part if isinstance(part, Block) and part.kind == "l" else Block("l", (part,))
            content.element(
                w, "l", line, {"n": attribute(line.n)} if line.n else {}, inter=False
            )  # no lg in l
    if not begun:
        w.open("l")
        w.end("l")
    w.close("lg")


def lines(w: Writer, nodes: content.Nodes, kind: str) -> content.Nodes:
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


def _table(w: Writer, block: Block) -> None:
    """Write a table (14.1.1). What stands anywhere goes into the cell that follows, or the last."""
    w.start("table", w.spanned(block, content.rend(block)))
    begun = False
    for part in content.blocks(w, block.children, "row"):
        if content.is_global(part) or (_is_head(part) and not begun):
            _head_or_global(w, part)
            continue
        begun = True
        row = part if isinstance(part, Block) and part.kind == "row" else Block("row", (part,))
        _row(w, row)
    if not begun:
        _row(w, Block("row", ()))
    w.close("table")


def _row(w: Writer, row: Block) -> None:
    w.open("row", w.spanned(row))
    before: list[Node] = []
    cells: list[tuple[Block, content.Nodes]] = []
    for part in content.blocks(w, row.children, "cell"):
        if content.is_global(part):
            before.append(part)
        else:
            cell = part if isinstance(part, Block) and part.kind == "cell" else Block("cell", (part,))
            cells.append((cell, (*before, *cell.children)))
            before = []
    if not cells:
        cells.append((Block("cell", ()), ()))
    cells[-1] = (cells[-1][0], (*cells[-1][1], *before))
    for cell, children in cells:
        w.line()
        content.special(w, "cell", children, w.spanned(cell))
    w.close("row")
