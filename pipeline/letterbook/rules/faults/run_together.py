"""Find words run together: ``KishinevLvov``, ``be,and``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from letterbook.model import Cert, Finding, Span
from letterbook.model.values import Fault
from letterbook.rules.faults.searched_text import SearchedText, correction

_FUSED = re.compile(
    r"(?<![\w@./&-])([^\W\d_]*[^\W\d_A-ZÀ-ÖØ-Þ]{2})([A-ZÀ-ÖØ-Þ][^\W\d_A-ZÀ-ÖØ-Þ]{2,})(?![\w@/]|\.\w)"
)
_CHAIN_AFTER = re.compile(r"-[A-ZÀ-ÖØ-Þ]\w+")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ](?<=[^\W\d_A-ZÀ-ÖØ-Þ]{2}.)")
_STOP = re.compile(r"[,;](?=[^\W\d_])")
_POINTED = re.compile(r"(?<![\w@./:'’-])([^\W\d_]{2,})([,;])([^\W\d_]{2,})(?![\w@/:'’-]|\.\w)")
#: A pair of words seen so often is a name of several words.
_PAIR = 2


def find_fusions(searched: SearchedText) -> Iterator[Finding[Fault]]:
    """Propose the hyphen or space that two fused words lost, and the space after a comma."""
    yield from _fused(searched)
    yield from _pointed(searched)


def _fused(searched: SearchedText) -> Iterator[Finding[Fault]]:
    """Certain where the two stand in a chain of names with hyphens, or are printed apart elsewhere.

    Names that are written so (MacArthur, DuPont) begin with a particle, or come back.
    """
    particles = searched.words("fault_fusions", "particles")
    found = [match for match in searched.seek_at(_CAPITAL, _FUSED) if match[1].casefold() not in particles]
    often = Counter(match[0] for match in found)
    text, lexicon = searched.source.text, searched.lexicon
    for match in found:
        left, right, span = match[1], match[2], Span(match.start(), match.end())
        if often[match[0]] > 1:
            continue
        chain = _CHAIN_AFTER.match(text, match.end())
        if chain is not None and left[0].isupper() and not lexicon.count(left + right) > 1:
            says = f"it stands in a chain of names with hyphens, before “{chain[0]}”"
            yield correction(span, f"{left}-{right}", Cert.HIGH, "fused compound", says)
            continue
        if not (lexicon.count(left) and lexicon.count(right)):
            continue
        reading = f"{left} {right}"
        if lexicon.compound(f"{left}-{right}"):
            reading = f"{left}-{right}"
            yield correction(span, reading, Cert.HIGH, "fused compound", f"“{reading}” is printed elsewhere")
        elif searched.names[left, right] >= _PAIR:
            yield correction(span, reading, Cert.HIGH, "fused words", f"“{reading}” is printed elsewhere")
        else:
            says = "both parts are words of this edition, and a capital stands inside"
            yield correction(span, reading, Cert.MEDIUM, "fused words", says)


def _pointed(searched: SearchedText) -> Iterator[Finding[Fault]]:
    """Certain where both are words of the edition in small letters and the thing is no habit of the print."""
    lexicon, linking = searched.lexicon, searched.words("fault_fusions", "linking")
    found = list(searched.seek_at(_STOP, _POINTED))
    usual = searched.source.text.count(", ")
    habit = len(found) * 20 > usual
    for match in found:
        left, mark, right = match[1], match[2], match[3]
        if left.isupper() or right.isupper() or left[0].isupper():
            continue
        known = lexicon.count(left) and lexicon.count(right) and not right[0].isupper()
        sure = not habit and (known or right in linking) and mark == ","
        says = f"no space after “{mark}” between two words" + (" of this edition" if known else "")
        cert = Cert.HIGH if sure else Cert.MEDIUM
        yield correction(Span(match.start(), match.end()), f"{left}{mark} {right}", cert, "fused words", says)
