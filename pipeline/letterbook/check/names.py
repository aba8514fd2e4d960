"""Names and the entries they lead to: registers, and the authorities of libraries and gazetteers (TEI P5 14).

A register may stand in the document or in another file that is checked at the same time, which only the
whole run can tell; nothing is looked up on the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from lxml import etree

from letterbook.check.document import ENTRIES, TEI, XML_ID, Attribute, Survey, bearer
from letterbook.problems import Place, Problem, problem
from letterbook.values.authorities import SCHEMES, fault_of, tidy
from letterbook.xml_input.place import place_of

#: The attributes of names that lead to entries, in this document or in a register elsewhere.
TO_ENTRIES = frozenset({"ref", "who"})
#: Who is responsible for something is no name in the text, and is often described in another file of the
#: project (TEI P5 1.3.1.1.4): such pointers are looked at in what letterbook wrote alone.
RESPONSIBLE = frozenset({"resp"})

#: The addresses by which a pointer or an idno tells whose number it holds.
_ADDRESS = re.compile(
    r"https?://(?:(?P<gnd>d-nb\.info/gnd/)|(?:www\.)?(?P<viaf>viaf\.org/viaf/)|"
    r"(?P<lccn>id\.loc\.gov/authorities/names/|lccn\.loc\.gov/)|"
    r"(?:www\.)?(?P<wikidata>wikidata\.org/(?:wiki|entity)/)|(?:www\.|sws\.)?(?P<geonames>geonames\.org/)|"
    r"(?:www\.)?(?P<isni>isni\.org/(?:isni/)?)|(?P<orcid>orcid\.org/))",
    re.IGNORECASE,
)
#: The endings by which the same entry is had in another form: ".../n79003362.html".
_FORMS = re.compile(r"\.(?:html?|rdf|json(?:ld)?|xml|nt|n3|ttl|marcxml|madsrdf|skos)\b.*", re.IGNORECASE)
#: What stands for a number in the address of a page that is about no entry: a map, a search, a help page.
_PAGE = re.compile(r"[A-Za-z_-]*|[A-Za-z_]+:.*")
_SHOWN = 3
#: A document whose own register has fewer of its names than this part keeps the others elsewhere.
_OWN_PART = 0.5


class Unfound(NamedTuple):
    """A name's pointer to an entry that its document lacks: the id, where it first stands, how often."""

    pointer: str
    place: Place
    times: int


class Registers(NamedTuple):
    """Where names are looked up beside their own document, and whether there is a register at all."""

    looked_into: bool
    others: AbstractSet[str]


def entries_of(seen: Survey) -> frozenset[str]:
    """Return the ids of a document's entries."""
    return frozenset(own for element in seen.all(*ENTRIES) if (own := element.get(XML_ID)))


def has_register(seen: Survey) -> bool:
    """Tell whether a document has a register of persons, places or bodies."""
    return any(element.get(XML_ID) for element in seen.all("person", "place", "org"))


def is_to_entry(attribute: Attribute) -> bool:
    """Tell whether an attribute leads from a name to its entry; of a change, @who tells who made it."""
    kind = attribute.attrname
    return kind in TO_ENTRIES and not (kind == "who" and bearer(attribute).tag == f"{TEI}change")


def is_responsible(attribute: Attribute) -> bool:
    """Tell whether an attribute tells who is responsible for something, and not whose name it is."""
    return attribute.attrname in RESPONSIBLE or (attribute.attrname == "who" and not is_to_entry(attribute))


def holds_own(seen: Survey) -> bool:
    """Tell whether a document's own register is where its names are looked up: it has most of them.

    A letter that lists one person at its end, and points to forty more, has its register elsewhere.
    """
    if not has_register(seen):
        return False
    named = {pointer for attribute, pointer in seen.pointers if is_to_entry(attribute)}
    return not named or len(named & seen.ids) >= _OWN_PART * len(named)


def unfound_of(seen: Survey) -> list[Unfound]:
    """Return the pointers of names that lead nowhere in the document, each once."""
    first: dict[str, Place] = {}
    times: dict[str, int] = {}
    for attribute, pointer in seen.pointers if seen.leads_out else ():
        if pointer and is_to_entry(attribute) and pointer not in seen.ids:
            times[pointer] = times.get(pointer, 0) + 1
            if pointer not in first:
                first[pointer] = place_of(bearer(attribute), seen.name)
    return [Unfound(pointer, place, times[pointer]) for pointer, place in first.items()]


def check_names(unfound: Iterable[Unfound], registers: Registers) -> Iterator[Problem]:
    """Yield the names of a document that lead to no entry of it, nor of another that was checked with it.

    Where no register can be looked into, that is told once; else the register lacks the entry.
    """
    missing = [one for one in unfound if one.pointer not in registers.others]
    if not missing:
        return
    if registers.looked_into:
        for one in missing:
            more = f", here and {one.times - 1} times more" if one.times > 1 else ""
            said = f"A name points to '#{one.pointer}'{more}, and no register has this entry"
            yield problem("name-unregistered", said, one.place)
        return
    shown = ", ".join(f"#{one.pointer}" for one in missing[:_SHOWN])
    rest = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    said = f"Names point to entries ({shown}{rest}), and no register is in the files that were checked"
    yield problem("register-elsewhere", said, missing[0].place)


def check_authorities(seen: Survey) -> Iterator[Problem]:
    """Yield numbers of authorities that have not the authority's form, or a wrong check digit."""
    for element in seen.all("idno"):
        kinds = (kind.lower() for kind in (element.get("type", ""), element.get("subtype", "")))
        scheme = next((kind for kind in kinds if kind in SCHEMES), "")
        yield from _number(element, "".join(element.itertext()), scheme, seen.name)
    for attribute in seen.addresses():
        for pointer in attribute.split():
            yield from _number(bearer(attribute), pointer, "", seen.name)


def _number(element: etree._Element, text: str, scheme: str, name: str) -> Iterator[Problem]:
    """Yield what is wrong with a number: as an address that tells whose it is, or of a stated scheme."""
    text = text.strip()
    number = text
    if address := _ADDRESS.match(text):
        scheme, number = address.lastgroup or "", re.split(r"[/?#]", text[address.end() :])[0]
        number = _FORMS.sub("", number)
        if _PAGE.fullmatch(number):
            return
    if not (scheme and text) or (address is None and "://" in text):
        return
    if fault := fault_of(scheme, tidy(scheme, number)):
        yield problem("authority-form", f"“{text}” {fault}", place_of(element, name))
