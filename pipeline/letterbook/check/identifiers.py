"""Identifiers that no pointer can name, because they are no names (NCName, Namespaces in XML 1.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from letterbook.check.document import Survey, bearer
from letterbook.problems import Problem, problem
from letterbook.xml_input.place import place_of

_PLAIN = re.compile(r"[A-Z_a-z][\w.-]*", re.ASCII)


def check_identifiers(seen: Survey) -> Iterator[Problem]:
    """Yield ids that are no names: with a blank, a slash, or a digit at the front."""
    wrong = {own for own in seen.ids if not (_PLAIN.fullmatch(own) or _is_name(own))}
    for own in seen.borne_ids if wrong else ():
        if own in wrong:
            said = f"The id '{own}' is no name, so that no schema allows it"
            yield problem("id-name", said, place_of(bearer(own), seen.name))


def _is_name(own: str) -> bool:
    """Ask libxml2, which knows the letters of all scripts."""
    try:
        return not own.startswith("{") and etree.QName(own).text == own
    except ValueError:
        return False
