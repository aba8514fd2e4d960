"""Read the words of a date as its element has them: what the writer wrote, and what the editor changed.

An editor supplies what is lost, marks deletions and corrects slips. So the words of one element can be read
in several ways. They contradict the attribute only if all of these readings do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from letterbook.check.document import TEI


def _tags(names: str) -> frozenset[str]:
    return frozenset(TEI + name for name in names.split())


#: What is no part of the words in any reading.
_BESIDE = _tags("note fw certainty desc")
#: What the writer took back.
_STRUCK = _tags("del surplus secl")
#: What the editor put in for what is lost.
_SUPPLIED = _tags("supplied ex")
#: The writer's words and the editor's, where both stand.
_WRITTEN, _EDITED = _tags("sic orig abbr am"), _tags("corr reg expan")
#: Where something is lost, or nobody can be sure of what stands there.
_UNSURE = _tags("gap unclear damage")
#: What parts words where it stands.
_BREAKS = _tags("lb pb cb space")


#: How an editor says that what stands there was meant to stand there.
_SIC = re.compile(r"\bsic\b", re.IGNORECASE)


_remarks = etree.XPath(".//comment() | following-sibling::node()[1]/self::comment()")


def words_of(element: etree._Element) -> str:
    """Return the words of an element on one line, as they were written and completed, uncorrected."""
    if not len(element):
        return " ".join((element.text or "").split())
    return _line(element, _BESIDE | _STRUCK | _EDITED)


def other_words(element: etree._Element) -> Iterator[str]:
    """Yield the other ways to read an element's words: corrected, without supplies, before changes."""
    if not len(element):
        return
    yield _line(element, _BESIDE | _STRUCK | _WRITTEN)
    yield _line(element, _BESIDE | _STRUCK | _EDITED | _SUPPLIED)
    yield _line(element, _BESIDE | _EDITED | _SUPPLIED | _tags("add"))


def is_unsure(element: etree._Element) -> bool:
    """Tell whether a part of an element's words is lost, or cannot be read with certainty."""
    return bool(len(element)) and next(element.iter(*_UNSURE), None) is not None


def is_known_slip(element: etree._Element) -> bool:
    """Tell whether the editor says that the words are wrong as they stand: by `sic`, or a comment beside."""
    if next(element.iter(f"{TEI}sic"), None) is not None and next(element.iter(f"{TEI}corr"), None) is None:
        return True
    remarks = _remarks(element)
    return isinstance(remarks, list) and any(_SIC.search(str(remark)) for remark in remarks)


def _line(element: etree._Element, without: frozenset[str]) -> str:
    return " ".join("".join(_texts(element, without)).split())


def _texts(element: etree._Element, without: frozenset[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in without:
            if child.tag not in _BREAKS:
                yield from _texts(child, without)
            elif child.get("break") != "no":
                yield " "
        yield child.tail or ""
