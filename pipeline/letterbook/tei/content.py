"""The words: phrases, paragraphs, and what holds them (Guidelines 3).

Whatever the tree holds must come out valid, so each content model of TEI that matters here is a function:
`mixed` (macro.paraContent and macro.phraseSeq), `special` (macro.specialPara), `common` (a child of such a
holder). A kind that cannot stand where it is found becomes a paragraph, or a segment, that keeps its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from letterbook.model import Block, Call, Correction, Inline, Letter, Node, Note, PageBreak, Skip, Text
from letterbook.problems import problem
from letterbook.tei import nesting, notes  # these and this module call one another
from letterbook.tei.corresp_desc import responsibility, when_attributes
from letterbook.tei.ledger import BLANK_REASON, PAGE_REASON
from letterbook.tei.writer import Writer, extent
from letterbook.xml_input.tei_names import FW_TYPES, UNWRITABLE, XML_ID, XML_LANG, attribute, word

Nodes = tuple[Node, ...]

#: Blocks that TEI lets stand within a paragraph or a holder, each with an element of its own.
NESTING = frozenset({"list", "lg", "quote", "table"})
#: Blocks that stand where they are found, between blocks or within a line (model.global).
GLOBAL_BLOCKS = frozenset({"fw", "ornament"})
#: Blocks found outside what should hold them, and what does then.
_KEEPERS = {"item": "list", "l": "lg", "row": "table", "cell": "row"}
_PHRASES = frozenset({"date", "hi", "foreign", "persName", "placeName", "orgName"})


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
            w.empty("pb", {"n": attribute(node.n)})
        case Inline():
            _inline(w, node, inter=inter)
        case Note():
            if node.place == "inline" or w.notes_stay:
                notes.note(w, node)
            else:
                w.deferred.append(node)
        case Block():
            if node.kind in GLOBAL_BLOCKS:
                running(w, node)
            elif inter and node.kind in NESTING:
                nesting.nesting(w, node)
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


# ------------------------------------------------------------------ runs of a line, and blocks


def is_blank(w: Writer, node: Node) -> bool:
    """Tell whether a node is white space, which between blocks is no printed word."""
    return type(node) is Text and not w.source.text[node.span.start : node.span.end].strip()


def is_global(node: Node) -> bool:
    """Tell whether a node can stand between blocks as well as within a line, or leaves no element."""
    return isinstance(node, Skip | PageBreak | Note) or (
        isinstance(node, Block) and node.kind in GLOBAL_BLOCKS
    )


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
            element(w, "p", node, ({"n": attribute(node.n)} if node.n else {}) | rend(node))
        case Skip():
            w.account.skip(node.span, node.reason)
        case Note() if not (node.place == "inline" or w.notes_stay):
            w.deferred.append(node)
        case Block(kind="label"):
            element(w, "label", node, rend(node), inter=False)
        case Block() if node.kind in NESTING:
            w.line()
            nesting.nesting(w, node)
        case Block() if node.kind not in GLOBAL_BLOCKS:
            element(w, "p", node, {"rend": node.kind} | rend(node))
        case _:
            w.line()
            mixed(w, (node,))


def rend(block: Block) -> dict[str, str]:
    """Return a block's value as @rend."""
    return {"rend": attribute(block.value)} if block.value else {}


def spliced(nodes: Nodes) -> Iterator[Node]:
    """Yield nodes with the contents of parts, postscripts and letters in the place of these."""
    for node in nodes:
        if isinstance(node, Letter) or (isinstance(node, Block) and node.kind in ("matter", "postscript")):
            yield from spliced(node.children)
        else:
            yield node


def holds_blocks(nodes: Nodes) -> bool:
    """Tell whether a holder is to be written as a structure: some child becomes an element of names.BLOCKS.

    `nodes` have been spliced.
    """
    return any(isinstance(node, Block) and node.kind not in {"fw", "ornament", "label"} for node in nodes)


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
