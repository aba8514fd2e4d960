"""Notes, each once, with all its calls (Guidelines 3.9.1, 17.1.2)."""

from __future__ import annotations

from letterbook.model import Block, Inline, Note, Skip
from letterbook.problems import problem
from letterbook.tei import content, nesting
from letterbook.tei.writer import Writer, extent
from letterbook.xml_input.tei_names import XML_ID, attribute, word


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
    if callers:
        attributes["target"] = " ".join(f"#{caller}" for caller in callers)
    elif one.place != "inline":
        attributes["anchored"] = "false"
        if one.letter is None:
            _not_called(w, one)
    attributes = w.spanned(one, attributes)
    if one.letter and (letter := w.ids.letter(one.letter)):
        # An editor says which letter the note belongs to: no call of it is printed.
        attributes["corresp"] = " ".join(filter(None, (f"#{letter}", attributes.get("corresp"))))
        attributes["resp"] = w.ids.responsible(one.resp)
    children = tuple(content.spliced(one.children))
    if one.place == "inline" and not content.holds_blocks(children):
        content.special(w, "note", children, attributes)
        return
    w.start("note", attributes)
    label, children = _number(w, children)
    if label is not None:
        nesting.label(w, label)
    if not content.holds_blocks(children):
        children = (Block("p", children),)
    for node in content.blocks(w, children):
        content.common(w, node)
    w.close("note")


def _number(w: Writer, nodes: content.Nodes) -> tuple[Inline | Block | None, content.Nodes]:
    """Part the printed number from a note, whether before its first paragraph or at the head of it."""
    if nesting.label_of(w, nodes) is not None:
        return nesting.hoist(w, nodes)
    for at, node in enumerate(nodes):
        if isinstance(node, Block) and node.kind == "p" and nesting.label_of(w, node.children) is not None:
            label, rest = nesting.hoist(w, node.children)
            return label, (*nodes[:at], Block("p", rest, node.n, node.value), *nodes[at + 1 :])
        if not (isinstance(node, Skip) or content.is_blank(w, node)):
            break
    return None, nodes


def _not_called(w: Writer, one: Note) -> None:
    span = extent(one.children)
    place = w.source.place(span.start if span else 0)
    w.problems.append(problem("note-not-called", f"nothing in the text calls note “{one.number}”", place))
