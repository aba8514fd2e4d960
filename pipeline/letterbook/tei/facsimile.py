"""The images of the pages that a text was transcribed from: TEI facsimile (Guidelines 12.1).

A page of a transcription is a surface, which names its image, with a zone for each of its lines. Page breaks
point to their surface, paragraphs to the zones of their lines. Nothing else is known of the images, and none
need be there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from letterbook.model import Source, Span, Zone
from letterbook.model.kinds import PRINT_PAGE
from letterbook.xml_input.tei_names import XML_ID, attribute

if TYPE_CHECKING:
    from letterbook.tei.writer import Writer

#: What an address may hold as it is: an image may be named by a whole address.
_SAFE = "/:?=&%+,;@~"


class Surface(NamedTuple):
    """A page: its id, where it begins in the text, its number, its image and the ids of its zones."""

    name: str
    start: int
    n: str
    image: str
    zones: tuple[tuple[str, Zone], ...]


class Images:
    """The pages of a source that have images, or lines whose places on them are known."""

    def __init__(self, source: Source | None = None) -> None:
        """Gather them; a source that is no transcript has none."""
        origin = source.origin if source else None
        pages = list(PRINT_PAGE.pick(origin.evidence)) if origin else []
        zones = list(origin.zones) if origin else []
        starts = [zone.span.start for zone in zones]
        edges = [page.span.start for page in pages]
        found = []
        for number, (page, end) in enumerate(zip(pages, [*edges[1:], None], strict=False), 1):
            low = bisect_left(starts, page.span.start)
            high = bisect_left(starts, end) if end is not None else len(zones)
            if page.value.facs or low < high:
                named = tuple((f"zone-{number}-{n}", zone) for n, zone in enumerate(zones[low:high], 1))
                name, value = f"surface-{number}", page.value
                found.append(Surface(name, page.span.start, value.n, value.facs, named))
        self.surfaces = tuple(found)
        self._edges = [one.start for one in found]
        self._zones = [each for one in found for each in one.zones]
        self._ends = [zone.span.end for _, zone in self._zones]
        self._starts = [zone.span.start for _, zone in self._zones]

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.surfaces)

    def of_break(self, span: Span) -> dict[str, str]:
        """Return the attribute by which the break of a page points to its surface."""
        at = bisect_left(self._edges, span.end) - 1
        if at < 0 or self.surfaces[at].start < span.start:
            return {}
        return {"facs": f"#{self.surfaces[at].name}"}

    def of_words(self, span: Span) -> dict[str, str]:
        """Return the attribute by which words point to the zones of their lines."""
        low, high = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        names = " ".join(f"#{name}" for name, _ in self._zones[low:high])
        return {"facs": names} if names else {}


def facsimile(w: Writer, images: Images) -> None:
    """Write the surfaces of an edition, with their images and zones."""
    w.start("facsimile")
    for one in images.surfaces:
        w.open("surface", {XML_ID: one.name} | ({"n": attribute(one.n)} if attribute(one.n) else {}))
        if one.image:
            w.open("graphic", {"url": quote(one.image, safe=_SAFE)})
            w.end("graphic")
        for name, zone in one.zones:
            sides = zip(("ulx", "uly", "lrx", "lry"), map(str, zone.box), strict=True)
            w.open("zone", {XML_ID: name, **dict(sides)})
            w.end("zone")
        w.close("surface")
    w.close("facsimile")
