"""Where an element stands in its file."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from letterbook.problems import Place

#: libxml2 keeps an element's line in 16 bits. Past that it asks the text beside the element, if there is any.
LAST_LINE = 65_535


def place_of(element: etree._Element, file: str) -> Place:
    """Return the line on which an element's start tag ends, counted from 1; no column is known.

    Past line 65,535 it is that of the text in or beside the element, or of the nearest element before it
    or around it that has such text: right to a line or so.
    """
    for step in (element, *element.iterancestors()):
        for near in (step, *islice(step.itersiblings(etree.Element, preceding=True), 10)):
            line = near.sourceline or 0
            if line != LAST_LINE:
                return Place(file, line)
    return Place(file, LAST_LINE)
