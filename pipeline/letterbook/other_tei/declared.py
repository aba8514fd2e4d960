"""Find which divisions of a text are letters, and which correspDesc describes each."""

from __future__ import annotations

from lxml import etree

from letterbook.other_tei.trees import unused

_T = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"

#: What divisions that hold a letter are called.
_LETTER = frozenset({"letter", "brief", "lettre", "lettera", "carta", "epistle", "epistola", "epistula"})


def letters_in(tei: etree._Element) -> list[etree._Element]:
    """Find the outermost divisions that hold a letter, and call them so."""
    found: dict[etree._Element, None] = {}
    for div in tei.iter(f"{_T}div", f"{_T}div1", f"{_T}div2"):
        if (div.get("type") or "").lower() in _LETTER and not any(a in found for a in div.iterancestors()):
            div.tag = f"{_T}div"
            div.set("type", "letter")
            found[div] = None
    return list(found)


def declare(tei: etree._Element) -> None:
    """Let each letter of one text name its correspDesc, where it does not: by id either way, or by order."""
    letters = letters_in(tei)
    descriptions = list(tei.iter(f"{_T}correspDesc"))
    by_id = {each.get(_ID, "") for each in descriptions} - {""}
    for number, each in enumerate(descriptions, 1):
        if not each.get(_ID):
            name = unused(f"corresp-{number}", by_id)
            each.set(_ID, name)
            by_id.add(name)
    for nth, letter in enumerate(letters):
        if letter.get("decls"):
            continue
        named = next((t[1:] for t in (letter.get("corresp") or "").split() if t[1:] in by_id), None)
        if named is None and letter.get(_ID):
            own = f"#{letter.get(_ID)}"
            pointing = (d for d in descriptions if own in (d.get("corresp"), d.get("ref"), d.get("sameAs")))
            named = next((d.get(_ID) for d in pointing), None)
        if named is None and len(descriptions) == len(letters):
            named = descriptions[nth].get(_ID)
        if named:
            letter.set("decls", f"#{named}")
