"""Letters and other parts: what opens, what is said, what closes (Guidelines 4.1, 4.2).

TEI has a letter's parts in one order: heads and opener, the text, then closer and postscript. Print does
not keep to it: a letter is continued the next day under a new dateline, an enclosure follows the signature.
A letter that begins anew is therefore written in sections, so that what opens or closes stays so, in the
order of the print.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

from letterbook.model import Block, Letter, Node, Note
from letterbook.tei import content, node_kinds
from letterbook.tei.ids import is_licence, is_notes
from letterbook.tei.writer import Writer
from letterbook.xml_input.tei_names import DIV_TYPES, XML_ID, XML_LANG, attribute, word

_OPENING = frozenset({"headline", "dateline", "address", "salute"})
_CLOSING = frozenset({"valediction", "signed", "postscript"})
#: The kinds that are not text.
_KINDS = dict.fromkeys((*_OPENING, *_CLOSING, "label"), "formal") | dict.fromkeys(
    node_kinds.GLOBAL_BLOCKS, "global"
)
_KINDS["head"] = "head"

_TOP, _MIDDLE, _BOTTOM = 0, 1, 2


@dataclass
class Part:
    """A stretch that can stand in one div: what opens it, what it says, what closes it.

    `speaks` tells for each of the three whether it holds more than what can stand anywhere.
    """

    layers: tuple[list[Node], list[Node], list[Node]] = field(default_factory=lambda: ([], [], []))
    speaks: list[bool] = field(default_factory=lambda: [False, False, False])

    def take(self, node: Node, rank: int, *, speaks: bool) -> None:
        """Take a node into one of the three."""
        self.layers[rank].append(node)
        self.speaks[rank] |= speaks


def is_aside(w: Writer, node: Node) -> bool:
    """Tell whether a part goes elsewhere: collected notes to the back, a licence to the header."""
    return isinstance(node, Block) and ((is_notes(node) and not w.in_back) or is_licence(node))


def _kind(w: Writer, node: Node) -> str:
    """Return "div", "head", "formal" (what opens or closes a letter), "global" or "text"."""
    if isinstance(node, Block):
        if node.kind == "matter":
            return "global" if is_aside(w, node) else "div"
        return _KINDS.get(node.kind, "text")
    return "div" if isinstance(node, Letter) else "global"


def parts(w: Writer, nodes: list[Node]) -> list[Part | Letter | Block]:
    """Part the blocks of a letter: a new part begins where one stands that must come before the last one."""
    done: list[Part | Letter | Block] = []
    part, last = Part(), _TOP
    kinds = [_kind(w, node) for node in nodes]
    for node, kind, rank in zip(nodes, kinds, _ranks(nodes, kinds), strict=True):
        if kind == "div" and isinstance(node, Letter | Block):
            done += [part, node]
            part, last = Part(), _TOP
            continue
        here = last if rank is None else rank
        if here < last:
            done.append(part)
            part = Part()
        part.take(node, here, speaks=kind != "global")
        last = here
    done.append(part)
    return [one for one in done if not isinstance(one, Part) or any(one.layers)]


def _ranks(nodes: list[Node], kinds: list[str]) -> list[int | None]:
    """Tell for each block whether it opens, says, or closes; None where it can stand anywhere.

    What is formal is judged in runs. Before any text it opens; after it, it closes up to the last signature
    or postscript, and what follows that opens anew, if more text follows.
    """
    ranks: list[int | None] = [{"head": _TOP, "text": _MIDDLE}.get(kind) for kind in kinds]
    said = False
    at = 0
    while at < len(nodes):
        if kinds[at] != "formal":
            said = said if kinds[at] == "global" else kinds[at] == "text"
            at += 1
            continue
        end = at
        while end < len(nodes) and kinds[end] in ("formal", "global"):
            end += 1
        run = [i for i in range(at, end) if kinds[i] == "formal"]
        after = kinds[end] if end < len(nodes) else ""
        named = [node.kind for i in run if isinstance(node := nodes[i], Block)]
        for i, rank in zip(run, _formal_ranks(named, after, said=said), strict=True):
            ranks[i] = rank
        said = ranks[run[-1]] != _TOP
        at = end
    return ranks


def _formal_ranks(run: list[str], after: str, *, said: bool) -> list[int]:
    ends = after in ("", "div")
    first_closing = next((i for i, kind in enumerate(run) if kind in _CLOSING), len(run))
    last_closing = max((i + 1 for i, kind in enumerate(run) if kind in _CLOSING), default=0)
    # a label is text, unless something that opens follows it
    opening = (
        len(run) if after == "head" else max((i + 1 for i, k in enumerate(run) if k != "label"), default=0)
    )
    if said:
        closing = len(run) if ends else last_closing
    elif last_closing and (ends or "postscript" in run):
        return [_TOP] * first_closing + [_BOTTOM] * (len(run) - first_closing)
    else:
        closing = 0
    opening = max(opening, closing)
    return [_BOTTOM] * closing + [_TOP] * (opening - closing) + [_MIDDLE] * (len(run) - opening)


# ------------------------------------------------------------------ writing


def letter(w: Writer, node: Letter, *, nested: bool = False) -> None:
    """Write a letter, or a letter within a letter: an enclosure, which has no description of its own."""
    if nested:
        attributes = {"type": "enclosure"}
    else:
        _, key = next(w.letters)
        attributes = {"type": "letter", XML_ID: f"letter-{key}"}
    if node.number:
        attributes["n"] = attribute(node.number)
    if node.lang and node.lang != w.language:
        attributes[XML_LANG] = word(node.lang)
    if not nested:
        attributes["decls"] = f"#corresp-{key}"
    _div(w, node.children, w.spanned(node, attributes), nested=True)


def matter(w: Writer, node: Block, *, nested: bool = False) -> None:
    """Write a part of another kind than a letter."""
    value = node.value if node.value in DIV_TYPES and node.value != "letter" else "matter"
    attributes = {"type": value or "matter"}
    if node.n:
        attributes["n"] = attribute(node.n)
    _div(w, node.children, w.spanned(node, attributes), nested=nested or is_notes(node))


def _div(w: Writer, nodes: node_kinds.Nodes, attributes: dict[str, str], *, nested: bool) -> None:
    w.open("div", attributes)
    div_content(w, nodes, nested=nested, home=attributes["type"] == "notes")
    w.close("div")


def div_content(w: Writer, nodes: node_kinds.Nodes, *, nested: bool = False, home: bool = False) -> None:
    """Write the content of a div. `home`: notes found here stay here."""
    sequence = parts(w, list(node_kinds.blocks(w, nodes)))
    spoken = [one for one in sequence if not isinstance(one, Part) or any(one.speaks)]
    for one in sequence:
        if isinstance(one, Letter):
            letter(w, one, nested=nested)
        elif isinstance(one, Block):
            matter(w, one, nested=nested)
        elif any(one.speaks):
            _part(w, one, first=one is spoken[0], last=one is spoken[-1], home=home)
        else:
            for node in chain(*one.layers):
                plain(w, node, home=home)


def _part(w: Writer, part: Part, *, first: bool, last: bool, home: bool) -> None:
    """Write a part: the first as it is, if nothing follows its closer; a later one as a section."""
    top, middle, bottom = part.layers
    opens, says, closes = part.speaks
    closes_all = last and not (first or opens or says)
    section = closes and not last if first else not closes_all
    if first:
        _top(w, top, home=home)
    if section:
        w.open("div", {"type": "section"})
    if not first:
        _top(w, top, home=home)
    for node in middle:
        plain(w, node, home=home)
    if closes and not (closes_all or says):
        w.open("p")
        w.end("p")
    _bottom(w, bottom, home=home)
    if section:
        w.close("div")


def plain(w: Writer, node: Node, *, home: bool = False) -> None:
    """Write what stands by itself, or put aside what goes elsewhere. `home`: a note found here stays here."""
    if home and isinstance(node, Note):
        w.line()
        content.note(w, node)
    elif isinstance(node, Block) and is_aside(w, node):
        (w.licences if is_licence(node) else w.deferred).append(node)
    else:
        content.common(w, node)


def _top(w: Writer, nodes: list[Node], *, home: bool = False, strict: bool = False) -> None:
    """Write what opens. `strict`: a header line, too, must stand in an opener (model.divTopPart)."""
    alone = {"head"} if strict else {"head", "headline"}
    _formulas(w, "opener", nodes, frozenset(alone), home=home)


def _bottom(w: Writer, nodes: list[Node], *, home: bool = False) -> None:
    _formulas(w, "closer", nodes, frozenset({"postscript"}), home=home)


def _formulas(w: Writer, name: str, nodes: list[Node], alone: frozenset[str], *, home: bool) -> None:
    """Write formal blocks, neighbours in one opener or closer, and those of kinds `alone` by themselves."""
    grouped = False
    waiting: list[Node] = []
    for node in nodes:
        if not isinstance(node, Block) or _kind(w, node) == "global":
            waiting.append(node)
            continue
        if grouped and node.kind in alone:
            w.close(name)
            grouped = False
        for one in waiting:
            plain(w, one, home=home)
        waiting = []
        if not grouped and node.kind not in alone:
            w.open(name)
            grouped = True
        _formula(w, node)
    if grouped:
        w.close(name)
    for one in waiting:
        plain(w, one, home=home)


def _formula(w: Writer, node: Block) -> None:
    match node.kind:
        case "dateline":
            content.element(w, "dateline", node, inter=False)
        case "headline":
            content.element(w, "dateline", node, {"rend": "headline"}, inter=False)
        case "valediction":
            content.element(w, "salute", node, {"rend": "valediction"})
        case "address":
            _address(w, node)
        case "label":
            w.line()
            content.segment(w, node)
        case "postscript":
            _postscript(w, node)
        case _:  # head, salute, signed
            content.element(w, node.kind, node, node_kinds.rend(node))


def _address(w: Writer, node: Block) -> None:
    w.open("address", w.spanned(node))
    written = False
    for one in node_kinds.blocks(w, node_kinds.lines(w, node.children, "p")):
        if node_kinds.is_global(one):
            content.common(w, one)
        else:
            line = one if isinstance(one, Block) else Block("p", (one,))
            content.element(w, "addrLine", line, inter=False)
            written = True
    if not written:
        w.open("addrLine")
        w.end("addrLine")
    w.close("address")


def _postscript(w: Writer, node: Block) -> None:
    """Write a postscript (4.2.2): no div can stand in it, so what would begin anew becomes a paragraph."""
    w.open("postscript", w.spanned(node))
    sequence = [
        one
        for one in parts(w, list(node_kinds.blocks(w, node_kinds.spliced(node.children))))
        if isinstance(one, Part)
    ]
    first, last = (sequence[0], sequence[-1]) if sequence else (Part(), Part())
    _top(w, first.layers[_TOP], strict=True)
    middle = [one for part in sequence for layer in part.layers for one in layer]
    middle = middle[len(first.layers[_TOP]) : len(middle) - len(last.layers[_BOTTOM])]
    for one in middle:
        content.common(w, one)
    if not any(_kind(w, one) != "global" for one in middle):
        w.open("p")
        w.end("p")
    _bottom(w, last.layers[_BOTTOM])
    w.close("postscript")
