"""Identifiers that no pointer can name, because they are no names (NCName, Namespaces in XML 1.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.check.places import place_of
from letterbook.check.survey import Survey
from letterbook.problems import Problem, problem

#: XML 1.0 (fifth edition), productions 4 and 4a, without the colon.
_START = (
    r"A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME = re.compile(rf"[{_START}][{_START}.0-9\-\xB7\u0300-\u036F\u203F\u2040]*")


def check_identifiers(seen: Survey) -> Iterator[Problem]:
    """Yield ids that are no names: with a blank, a slash, or a digit at the front."""
    for own, element in seen.ids.items():
        if not _NAME.fullmatch(own):
            said = f"The id '{own}' is no name, so that no schema allows it"
            yield problem("id-name", said, place_of(element, seen.name))
