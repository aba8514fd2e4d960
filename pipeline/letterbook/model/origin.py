"""Where a text was taken from that came in another form: a web page, a word processor's file, a folder.

The text that the rules read is then a transcript. Each stretch of it but white space was taken from a place
of an original, or added by the reader, who says why; and what an original holds beside it was left out, for
a reason. So the original's words can be had back from the transcript and this account, but for white space.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from letterbook.model.finding import Finding
from letterbook.model.source import Span


@dataclass(frozen=True)
class Original:
    """A file that the text was taken from, by its name from the source's folder."""

    name: str
    data: bytes = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        """Return the SHA-256 of the file."""
        return hashlib.sha256(self.data).hexdigest()


class Part(NamedTuple):
    """A document of its own in the originals: the file, the member of it where it is an archive, its form.

    `form` says what its pieces of words are, as `xml_input/words_of.py` numbers them: "text", "html", "xml",
    "alto", "page" or "pdf". `encoding` is that of a text or page; of a PDF, what took its text layer.
    """

    file: str
    member: str = ""
    form: str = "xml"
    encoding: str = ""


class Taken(NamedTuple):
    """Words of the transcript, and whence: the piece of words `node` of a part, behind `at` visible signs.

    `where` tells people the place: "line 12", "paragraph 4", "page 2, line l3 at 120,340".
    """

    span: Span
    part: int
    node: int
    at: int
    where: str


class Added(NamedTuple):
    """Signs of the transcript that stand so in no original, and why.

    `shown` tells that a reader of the original sees them all the same, such as numbers that a program counts:
    they go into the TEI, as words do.
    """

    span: Span
    reason: str
    shown: bool = False


class Left(NamedTuple):
    """Words of an original that are not in the transcript, and why."""

    part: int
    node: int
    at: int
    words: str
    where: str
    reason: str


class Zone(NamedTuple):
    """A line of the transcript and where it stands on the image of its page, in its pixels.

    `box`: left, top, right and bottom.
    """

    span: Span
    box: tuple[int, int, int, int]


@dataclass(frozen=True)
class Origin:
    """What a transcript was taken from. `kind` names the form for people: “HTML”, “DOCX” ...

    `evidence` are findings on the transcript: what the original says of how its words are printed. `plain`
    tells that it is text as it was typed, which may have marks of emphasis of its own; `wrapped` whether its
    paragraphs run over lines, None where that must be found.
    """

    kind: str
    files: tuple[Original, ...]
    parts: tuple[Part, ...]
    taken: tuple[Taken, ...]
    added: tuple[Added, ...] = ()
    left: tuple[Left, ...] = ()
    evidence: tuple[Finding, ...] = ()
    plain: bool = False
    wrapped: bool | None = None
    zones: tuple[Zone, ...] = ()
