"""Record what becomes of each character of the source, in a file beside the TEI.

The printed words of an edition are one stream: the printed reading of `text`, in the order of the
document, and after it that of the header elements which hold words of the source. The ledger's postings
tile the source, and those that are not skipped tile this stream; so either can be rebuilt from the other,
character by character.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from letterbook.model import Source, Span
from letterbook.xml_input.tei_names import UNWRITABLE, is_writable

#: The reasons for which the encoder itself leaves characters out.
UNWRITABLE_REASON = "character that XML cannot hold"
BLANK_REASON = "blank between blocks"
PAGE_REASON = "page number"


#: The form of the ledger file; a later letterbook that changes it counts on.
FORM = 1
#: Once a posting of text is so long it is written in pieces that end with a line, so that faults are located.
_PIECE = 240


class Posting(NamedTuple):
    """What became of one span of the source: `kind` is "text", "call", "correction" or "skip".

    `at` is where its characters stand in the edition: the number of printed characters before them.
    A skip stands nowhere (`at` is 0), and has a `reason` instead.
    """

    start: int
    end: int
    kind: str
    at: int
    reason: str


class Ledger(NamedTuple):
    """The account of an edition, in the order of the source.

    `printed` names the parts of the TEI whose printed words count, in this order: "text", and the ids of
    header elements that hold words of the source ("#licence-1").
    """

    source: Source
    printed: tuple[str, ...]
    postings: tuple[Posting, ...]

    def serialise(self) -> bytes:
        """Write the ledger as JSON in ASCII: a posting a line, each with a check sum; a seal at the end."""
        source = self.source
        head = {
            "ledger": FORM,
            "source": _checked(
                name=source.name,
                sha256=source.sha256,
                encoding=source.encoding,
                newline=source.newline,
                bom=source.bom.hex(),
                characters=len(source.text),
            ),
            "edition": _checked(printed=list(self.printed)),
        }
        lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items())
        postings = ",\n".join(self._lines())
        body = f'{{\n{lines},\n"postings": [\n{postings}\n],\n'.encode()
        return body + f'"seal": "{hashlib.sha256(body).hexdigest()}"\n}}\n'.encode()

    def _lines(self) -> Iterator[str]:
        text = self.source.text
        for start, end, kind, at, reason in self.postings:
            if kind == "skip":
                words = text[start:end]
                check = check_sum(start, end, kind, reason, words)
                yield f'[{start},{end},"skip",{json.dumps(reason)},{json.dumps(words)},"{check}"]'
                continue
            done = start
            while done < end:
                turn = text.find("\n", done + _PIECE, end) + 1 or end
                check = check_sum(done, turn, kind, str(at + done - start), text[done:turn])
                yield f'[{done},{turn},"{kind}",{at + done - start},"{check}"]'
                done = turn


def _checked(**fields: object) -> dict[str, object]:
    return {**fields, "check": head_sum(fields)}


def head_sum(fields: dict[str, object]) -> str:
    """Return the CRC-32 of what a line of the ledger's head says."""
    return f"{zlib.crc32(json.dumps(fields).encode()):08x}"


def check_sum(start: int, end: int, kind: str, where: str, words: str) -> str:
    """Return the CRC-32 of all that a posting says and of its words: it sees every slip of a character."""
    said = f"{start} {end} {kind} {where} {words}"
    return f"{zlib.crc32(said.encode('utf-8', 'surrogatepass')):08x}"


class Account:
    """What becomes of each character of the source: the postings of the ledger, in the order of writing.

    `at` counts the printed characters written so far; a posting's address is this count. `clean` tells
    whether XML can hold every character of the source, `plain` whether it can hold them unescaped.
    """

    def __init__(self, source: Source) -> None:
        """Open the account of a source."""
        self.source = source
        self.at = 0
        self.words = 0
        self.skipped: Counter[str] = Counter()
        self.clean = is_writable(source.text)
        self.plain = not any(character in source.text for character in "&<>\r")
        self._booked: list[tuple[int, int, str, int, str]] = []

    def print(self, span: Span, kind: str) -> str:
        """Book a span as printed, and return its words without what XML cannot hold."""
        start, end = span
        words = self.source.text[start:end]
        if kind != "call":
            self.words += len(words.split())
        if not self.clean and UNWRITABLE.search(words):
            return self._print_in_part(span, kind)
        if words:
            self._booked.append((start, end, kind, self.at, ""))
            self.at += end - start
        return words

    def _print_in_part(self, span: Span, kind: str) -> str:
        words = self.source.quote(span)
        done = 0
        for found in (*UNWRITABLE.finditer(words), None):
            until = found.start() if found else len(words)
            if done < until:
                self._booked.append((span.start + done, span.start + until, kind, self.at, ""))
                self.at += until - done
            if found:
                done = found.end()
                self.skip(Span(span.start + until, span.start + done), UNWRITABLE_REASON)
        return UNWRITABLE.sub("", words)

    def skip(self, span: Span, reason: str) -> None:
        """Book a span as left out of the text."""
        start, end = span
        if start < end:
            self.skipped[reason] += end - start
            self._booked.append((start, end, "skip", 0, reason))

    def postings(self) -> tuple[Posting, ...]:
        """Return the postings in the order of the source; neighbours that say the same are one."""
        merged: list[Posting] = []
        last = Posting(0, 0, "", 0, "")
        for start, end, kind, at, reason in sorted(self._booked):
            if start == last.end and kind == last.kind and reason == last.reason and _goes_on(last, at):
                last = last._replace(end=end)
                merged[-1] = last
            else:
                last = Posting(start, end, kind, at, reason)
                merged.append(last)
        return tuple(merged)


def _goes_on(last: Posting, at: int) -> bool:
    """Tell whether a posting of the same kind is one with the last: calls and corrections never are."""
    return last.kind == "skip" or (last.kind == "text" and last.at + last.end - last.start == at)
