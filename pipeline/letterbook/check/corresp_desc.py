"""Descriptions of letters: who, to whom, when, and in which order (TEI P5 2.4.6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from letterbook.check.date_forms import Extent, extent_of
from letterbook.check.document import TEI, XML_ID, Survey
from letterbook.problems import Place, Problem, problem
from letterbook.xml_input.place import place_of

_PARTIES = tuple(TEI + name for name in ("persName", "orgName", "name", "rs", "roleName", "persona"))
_ACTION, _DATE = f"{TEI}correspAction", f"{TEI}date"
_CONTEXT = f"{TEI}correspContext/{TEI}ref"
_LETTERS = frozenset({"letter", "postcard", "telegram", "envelope"})
#: A letter within one of these is quoted there: the document is about it, and is not that letter.
_QUOTING = (f"{TEI}floatingText", f"{TEI}quote", f"{TEI}q", f"{TEI}note")
_REPLIES = frozenset({"replyTo", "isReplyTo", "inReplyTo", "answerTo"})


class Sending(NamedTuple):
    """When a letter was sent, by each of the names under which others refer to it."""

    names: tuple[str, ...]
    sent: Extent


class Reply(NamedTuple):
    """That a letter answers another: the pointer, when it was sent itself, and where that is said."""

    target: str
    sent: Extent
    place: Place


class Described(NamedTuple):
    """A description: its element, its actions, the senders, the recipients, when it was sent."""

    element: etree._Element
    actions: list[etree._Element]
    senders: list[etree._Element]
    recipients: list[etree._Element]
    sent: Extent | None


def described(seen: Survey) -> list[Described]:
    """Read the descriptions of a document, those that are in words only without actions."""
    found: list[Described] = []
    for description in seen.all("correspDesc"):
        actions = list(description.iterchildren(_ACTION))
        senders: list[etree._Element] = []
        recipients: list[etree._Element] = []
        dates: list[etree._Element] = []
        for action in actions:
            kind = action.get("type")
            if kind == "sent":
                senders += action.iterchildren(*_PARTIES)
                dates += action.iterchildren(_DATE)
            elif kind == "received":
                recipients += action.iterchildren(*_PARTIES)
        found.append(Described(description, actions, senders, recipients, _extent(dates)))
    return found


def check_descriptions(seen: Survey, known: list[Described]) -> Iterator[Problem]:
    """Yield what descriptions lack, and letters that are received before they are sent."""
    for one in known:
        if one.actions:
            yield from _lacking(one, seen)
            yield from _order(one, seen)
        elif not len(one.element):
            yield _about(one.element, "corresp-empty", "This correspDesc is empty", seen)
    yield from _unlinked(known, seen)
    if not known:
        yield from _undescribed(seen)


def indexed_by(seen: Survey) -> frozenset[str]:
    """Return the names of the files whose letters a document, an index, describes by their addresses."""
    addresses = (one.get("ref", "") for one in seen.all("correspDesc"))
    return frozenset(name for one in addresses if (name := one.partition("#")[0].rpartition("/")[2]))


def sendings_of(seen: Survey, known: list[Described]) -> tuple[list[Sending], list[Reply]]:
    """Return when the letters of a document were sent, and which letters they answer."""
    sendings: list[Sending] = []
    replies: list[Reply] = []
    letters: dict[str, str] = {}
    for div in seen.all("div"):
        if div.get("type") == "letter" and (own := div.get(XML_ID)):
            letters.update((pointer[1:], own) for pointer in div.get("decls", "").split())
    for one in known:
        if one.sent is None:
            continue
        own = one.element.get(XML_ID, "")
        names = [f"#{name}" for name in (own, letters.get(own, "")) if name]
        if len(known) == 1:
            names += ["", *(f"#{name}" for name in (seen.root.get(XML_ID),) if name)]
        sendings.append(Sending(tuple(names), one.sent))
        for ref in one.element.iterfind(_CONTEXT):
            if ref.get("type") in _REPLIES and (target := ref.get("target")):
                replies.append(Reply(target, one.sent, place_of(ref, seen.name)))  # noqa: PERF401 (it reads)
    return sendings, replies


def _lacking(one: Described, seen: Survey) -> Iterator[Problem]:
    for kind, parties, code, who in (
        ("sent", one.senders, "corresp-sender", "sender"),
        ("received", one.recipients, "corresp-recipient", "recipient"),
    ):
        actions = [action for action in one.actions if action.get("type") == kind]
        if not any(_is_named(party) for party in parties) and not any(map(_is_prose, actions)):
            yield _about(actions[0] if actions else one.element, code, f"Nobody is named as the {who}", seen)
    dates = [date for action in one.actions for date in action.iterchildren(_DATE)]
    if not dates and not any(map(_is_prose, one.actions)):
        yield _about(one.element, "corresp-date", "No date of sending or receiving is given", seen)
    for date in dates:
        if not date.attrib and not "".join(date.itertext()).strip():
            yield _about(date, "date-empty", "This date has neither words nor attributes", seen)


def _unlinked(known: list[Described], seen: Survey) -> Iterator[Problem]:
    """Yield each sender or recipient who has a name only, once."""
    places: dict[str, list[etree._Element]] = {}
    for one in known:
        for party in (*one.senders, *one.recipients):
            if _is_identified(party):
                continue
            name = " ".join("".join(party.itertext()).split())
            if name and name.lower() not in _NOBODY:
                places.setdefault(name, []).append(party)
    for name, parties in places.items():
        more = f", here and {len(parties) - 1} times more" if len(parties) > 1 else ""
        yield _about(parties[0], "name-unlinked", f"“{name}” has neither @ref nor @key{more}", seen)


#: What stands for a name where none is known.
_NOBODY = frozenset(
    {"unknown", "unbekannt", "inconnu", "inconnue", "anonymous", "anonym", "n. n.", "n.n.", "nn"}
)


def _is_prose(action: etree._Element) -> bool:
    """Tell whether an action is told in words, in which anything may stand."""
    return any(True for _ in action.iterchildren(f"{TEI}p", f"{TEI}ab"))


def _is_named(party: etree._Element) -> bool:
    return _is_identified(party) or bool("".join(party.itertext()).strip())


def _is_identified(party: etree._Element) -> bool:
    if party.get("ref") or party.get("key"):
        return True
    return any(child.get("ref") or child.get("key") for child in party.iterdescendants(etree.Element))


def _order(one: Described, seen: Survey) -> Iterator[Problem]:
    for action in one.actions:
        if action.get("type") != "received" or one.sent is None:
            continue
        for date in action.iterchildren(_DATE):
            received = extent_of(date)
            if received is not None and received.is_before(one.sent):
                said = f"Received by {received.last}, and not sent before {one.sent.first}"
                yield _about(date, "sent-received", said, seen)


def _extent(dates: list[etree._Element]) -> Extent | None:
    """Return the days between which all of several dates lie."""
    extents = [extent for date in dates if (extent := extent_of(date)) is not None]
    if len(extents) < 2:  # noqa: PLR2004 (nothing to compare)
        return extents[0] if extents else None
    lasts = [extent.last for extent in extents]
    return Extent(min(extent.first for extent in extents), max(lasts) if all(lasts) else "")


def _undescribed(seen: Survey) -> Iterator[Problem]:
    for element in (*seen.all("text"), *seen.all("div")):
        if element.get("type") in _LETTERS and next(element.iterancestors(*_QUOTING), None) is None:
            said = f"This is called a {element.get('type')}, and no correspDesc describes it"
            yield _about(element, "corresp-missing", said, seen)
            return


def _about(element: etree._Element, code: str, message: str, seen: Survey) -> Problem:
    return problem(code, message, place_of(element, seen.name))
