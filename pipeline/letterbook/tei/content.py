"""The words: phrases, paragraphs, lists, verse, tables and notes, which hold one another (Guidelines 3).

Whatever the tree holds must come out valid, so each content model of TEI that matters here is a function:
`mixed` (macro.paraContent and macro.phraseSeq), `special` (macro.specialPara), `common` (a child of such a
holder). A kind that cannot stand where it is found becomes a paragraph, or a segment, that keeps its name.
"""

from __future__ import annotations

from letterbook.model import Block, Call, Correction, Inline, Letter, Node, Note, PageBreak, Skip, Text
from letterbook.problems import problem
from letterbook.tei.attributes import of_page_break, of_paragraph
from letterbook.tei.corresp_desc import responsibility, when_attributes
from letterbook.tei.ledger import PAGE_REASON
from letterbook.tei.node_kinds import (
    GLOBAL_BLOCKS,
    NESTING,
    Nodes,
    blocks,
    hoist,
    holds_blocks,
    is_blank,
    is_global,
    is_head,
    label_of,
    lines,
    rend,
    spliced,
)
from letterbook.tei.writer import Writer, extent
from letterbook.xml_input.tei_names import FW_TYPES, UNWRITABLE, XML_ID, XML_LANG, attribute, word

_PHRASES = frozenset({"date", "hi", "foreign", "persName", "placeName", "orgName", "fw"})


# ------------------------------------------------------------------ phrases


def mixed(w: Writer, nodes: Nodes, *, inter: bool = True) -> None:
    """Write nodes as mixed content. `inter` False: macro.phraseSeq, where no label or list may stand."""
    for node in nodes:
        kind = type(node)
        if kind is Text:
            w.print(node.span)  # type: ignore[union-attr]
        elif kind is Skip:
            w.account.skip(node.span, node.reason)  # type: ignore[union-attr]
        else:
            _within(w, node, inter=inter)


def _within(w: Writer, node: Node, *, inter: bool) -> None:
    match node:
        case Call():
            _call(w, node)
        case Correction():
            _correction(w, node)
        case PageBreak():
            w.account.skip(node.span, PAGE_REASON)
            w.empty("pb", of_page_break(w, node))
        case Inline():
            _inline(w, node, inter=inter)
        case Note():
            if node.place == "inline" or w.notes_stay:
                note(w, node)
            else:
                w.deferred.append(node)
        case Block():
            if node.kind in GLOBAL_BLOCKS:
                running(w, node)
            elif inter and node.kind in NESTING:
                nesting(w, node)
            else:
                segment(w, node)
        case Letter():
            segment(w, Block("matter", node.children))


def _call(w: Writer, call: Call) -> None:
    name = w.ids.calls.get(call.span.start)
    if name is None:
        said = f"“{w.source.quote(call.span)}” calls note “{call.note}”, which is not there"
        w.problems.append(problem("call-without-note", said, w.source.place(call.span.start)))
        w.start("hi", {"rend": "call"})
        w.print(call.span, "call")
        w.end("hi")
        return
    attributes = {XML_ID: name, "type": "note", "target": f"#{w.ids.notes[call.note]}"}
    if call.meant in w.ids.notes:
        attributes["corresp"] = f"#{w.ids.notes[call.meant]}"  # the note that is meant by sense
    if call.cert is not None:
        attributes |= {"cert": call.cert.value, "resp": w.ids.responsible(call.resp)}
    w.start("ref", attributes)
    w.print(call.span, "call")
    w.end("ref")


def _correction(w: Writer, correction: Correction) -> None:
    w.corrections.append(correction)
    w.start("choice")
    w.start("sic")
    w.print(correction.span, "correction")
    w.end("sic")
    w.start("corr", {"cert": correction.cert.value, "resp": w.ids.responsible(correction.resp)})
    w.data(UNWRITABLE.sub("\ufffd", correction.reading))
    w.end("corr")
    w.end("choice")


def _inline(w: Writer, node: Inline, *, inter: bool) -> None:
    name, attributes, within = node.kind, dict[str, str](), False
    value = node.value or ""
    match node.kind:
        case "date" if node.when is not None:
            worded = extent(node.children) is not None
            attributes = when_attributes(node.when.value, worded=worded) | responsibility(w.ids, node.when)
        case "hi":
            within = inter
            if value:
                attributes = {"rend": attribute(value)}
        case "foreign" if value:
            attributes = {XML_LANG: word(value)}
        case "note":
            _remark(w, node)
            return
        case "label" if not inter:
            name, attributes, within = "seg", {"type": "label"}, True
        case kind if kind not in _PHRASES and kind != "label":
            name, attributes, within = "seg", {"type": word(kind)}, True
    w.start(name, attributes)
    mixed(w, node.children, inter=within)
    w.end(name)


def _remark(w: Writer, node: Inline) -> None:
    """Write a remark printed in the line: that words are missing is a gap (3.5.3), all else a note."""
    if node.value == "gap" and all(
        isinstance(child, Text | Skip | Correction | Call) for child in node.children
    ):
        w.start("gap")
        w.start("desc")
        mixed(w, node.children)
        w.end("desc")
        w.end("gap")
        return
    special(
        w, "note", node.children, ({"type": word(node.value)} if node.value else {}) | {"place": "inline"}
    )


def segment(w: Writer, block: Block) -> None:
    """Write a block where only phrases may stand: as `seg`, with the block's kind as its type."""
    w.start("seg", w.spanned(block, {"type": word(block.kind)}))
    mixed(w, block.children)
    w.end("seg")


def running(w: Writer, block: Block) -> None:
    """Write a running head, or an ornament: forme work (11.6), which TEI lets stand anywhere.

    An ornament also divides the text, which a milestone says (3.11.3).
    """
    value = block.value or ""
    if block.kind == "ornament":
        w.empty("milestone", {"unit": "section", "rend": "ornament"})
        attributes = {"rend": "ornament"}
    elif value in FW_TYPES:
        attributes = {"type": value}
    else:
        attributes = {"rend": attribute(value)} if value else {}
    w.start("fw", w.spanned(block, attributes))
    mixed(w, block.children, inter=False)
    w.end("fw")


# ------------------------------------------------------------------ blocks


def element(
    w: Writer, name: str, block: Block, attributes: dict[str, str] | None = None, *, inter: bool = True
) -> None:
    """Write a block of mixed content on a line of its own."""
    w.open(name, w.spanned(block, attributes))
    mixed(w, block.children, inter=inter)
    w.end(name)


def common(w: Writer, node: Node) -> None:
    """Write what may stand in any holder of blocks (model.divPart and model.inter), and the global nodes."""
    match node:
        case Block(kind="p"):
            element(w, "p", node, of_paragraph(node) | rend(node))
        case Skip():
            w.account.skip(node.span, node.reason)
        case Note() if not (node.place == "inline" or w.notes_stay):
            w.deferred.append(node)
        case Block(kind="label"):
            element(w, "label", node, rend(node), inter=False)
        case Block() if node.kind in NESTING:
            w.line()
            nesting(w, node)
        case Block() if node.kind not in GLOBAL_BLOCKS:
            element(w, "p", node, {"rend": node.kind} | rend(node))
        case _:
            w.line()
            mixed(w, (node,))


def special(w: Writer, name: str, nodes: Nodes, attributes: dict[str, str]) -> None:
    """Write a holder: blocks, each on its line, or mixed content (macro.specialPara)."""
    nodes = tuple(spliced(nodes))
    w.start(name, attributes)
    if not holds_blocks(nodes):
        mixed(w, nodes)
        w.end(name)
        return
    for node in blocks(w, nodes):
        common(w, node)
    w.close(name)


# ------------------------------------------------------------------ lists, verse, tables, quotations


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
            special(w, "quote", block.children, w.spanned(block, rend(block)))


def _list(w: Writer, block: Block) -> None:
    """Write a list (3.8). The items' printed labels become `label`s beside them if every item has one."""
    w.start("list", w.spanned(block, rend(block)))
    parts = list(blocks(w, block.children, "item"))
    begins = next((i for i, part in enumerate(parts) if not (is_global(part) or is_head(part))), len(parts))
    items = [part for part in parts[begins:] if not is_global(part)]
    labelled = all(
        isinstance(item, Block) and item.kind == "item" and label_of(w, item.children) for item in items
    )
    for part in parts[:begins]:
        _head_or_global(w, part)
    for part in parts[begins:]:
        if is_global(part):
            common(w, part)
            continue
        item = part if isinstance(part, Block) and part.kind == "item" else Block("item", (part,))
        children = item.children
        if labelled:
            before, children = hoist(w, children)
            if before is not None:
                label(w, before)
        w.line()
        special(w, "item", children, w.spanned(item, {"n": attribute(item.n)} if item.n else {}))
    if not items:
        w.open("item")
        w.end("item")
    w.close("list")


def label(w: Writer, node: Inline | Block) -> None:
    """Write a printed label on a line of its own."""
    w.open("label")
    mixed(w, node.children, inter=False)
    w.end("label")


def _head_or_global(w: Writer, node: Node) -> None:
    if isinstance(node, Block) and node.kind == "head":
        element(w, "head", node)
    else:
        common(w, node)


def _verse(w: Writer, block: Block) -> None:
    """Write verse (6.1): lines, stanzas within stanzas, a heading before the first line."""
    w.start("lg", w.spanned(block, rend(block)))
    begun = False
    for part in blocks(w, lines(w, block.children, "l"), "l"):
        if is_global(part) or (is_head(part) and not begun):
            _head_or_global(w, part)
            continue
        begun = True
        if isinstance(part, Block) and part.kind == "lg":
            w.line()
            _verse(w, part)
        else:
            line = part if isinstance(part, Block) and part.kind == "l" else Block("l", (part,))
            element(w, "l", line, {"n": attribute(line.n)} if line.n else {}, inter=False)  # no lg in l
    if not begun:
        w.open("l")
        w.end("l")
    w.close("lg")


def _table(w: Writer, block: Block) -> None:
    """Write a table (14.1.1). What stands anywhere goes into the cell that follows, or the last."""
    w.start("table", w.spanned(block, rend(block)))
    begun = False
    for part in blocks(w, block.children, "row"):
        if is_global(part) or (is_head(part) and not begun):
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
    cells: list[tuple[Block, Nodes]] = []
    for part in blocks(w, row.children, "cell"):
        if is_global(part):
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
        special(w, "cell", children, w.spanned(cell))
    w.close("row")


# ------------------------------------------------------------------ notes


def note(w: Writer, one: Note) -> None:
    """Write a note: its printed number as `label`, all its calls in @target.

    A note in the line needs no call; elsewhere one without a call says so, and is a Problem.
    """
    name = w.ids.note(one.key)
    callers = w.ids.callers.get(one.key, []) if name == w.ids.notes[one.key] else []
    attributes = {
        XML_ID: name,
        "n": attribute(one.number) or attribute(one.key) or "?",
        "place": word(one.place),
    }
    if one.series:
        attributes["type"] = one.series
    if callers:
        attributes["target"] = " ".join(f"#{caller}" for caller in callers)
    elif one.place != "inline":
        attributes["anchored"] = "false"
        if one.letter is None:
            _not_called(w, one)
    if one.hand:
        attributes["resp"] = f"#{w.ids.hands[one.hand][0]}"
    attributes = w.spanned(one, attributes)
    if one.letter and (letter := w.ids.letter(one.letter)):
        # An editor says which letter the note belongs to, or its page or lemma: no call of it is printed.
        attributes["corresp"] = " ".join(filter(None, (f"#{letter}", attributes.get("corresp"))))
        attributes.setdefault("resp", w.ids.responsible(one.resp))
    children = tuple(spliced(one.children))
    if one.place == "inline" and not holds_blocks(children):
        special(w, "note", children, attributes)
        return
    w.start("note", attributes)
    number, children = _number(w, children)
    if number is not None:
        label(w, number)
    if not holds_blocks(children):
        children = (Block("p", children),)
    for node in blocks(w, children):
        common(w, node)
    w.close("note")


def _number(w: Writer, nodes: Nodes) -> tuple[Inline | Block | None, Nodes]:
    """Part the printed number from a note, whether before its first paragraph or at the head of it."""
    if label_of(w, nodes) is not None:
        return hoist(w, nodes)
    for at, node in enumerate(nodes):
        if isinstance(node, Block) and node.kind == "p" and label_of(w, node.children) is not None:
            number, rest = hoist(w, node.children)
            return number, (*nodes[:at], Block("p", rest, node.n, node.value), *nodes[at + 1 :])
        if not (isinstance(node, Skip) or is_blank(w, node)):
            break
    return None, nodes


def _not_called(w: Writer, one: Note) -> None:
    span = extent(one.children)
    place = w.source.place(span.start if span else 0)
    w.problems.append(problem("note-not-called", f"nothing in the text calls note “{one.number}”", place))
