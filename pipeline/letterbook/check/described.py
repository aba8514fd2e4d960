"""Descriptions of letters: who, to whom, when, and in which order (TEI P5 2.4.6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from letterbook.check.dated import Extent, extent_of
from letterbook.check.places import place_of
from letterbook.check.survey import TEI, XML_ID, Survey
from letterbook.problems import Place, Problem, problem

_PARTIES = tuple(TEI + name for name in ("persName", "orgName", "name", "rs", "roleName", "persona"))
_ACTION = f"{TEI}correspAction"
_LETTERS = frozenset({"letter", "postcard", "telegram", "envelope"})
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


def check_descriptions(seen: Survey) -> Iterator[Problem]:
    """Yield what descriptions lack, and letters that are received before they are sent."""
    described = seen.all("correspDesc")
    for description in described:
        actions = description.findall(_ACTION)
        if not actions:
            if not len(description):
                yield _about(description, "corresp-empty", "This correspDesc is empty", seen)
            continue  # told in words
        yield from _lacking(description, actions, seen)
        yield from _order(actions, seen)
    yield from _unlinked(described, seen)
    if not described:
        yield from _undescribed(seen)


def sendings_of(seen: Survey) -> tuple[list[Sending], list[Reply]]:
    """Return when the letters of a document were sent, and which letters they answer."""
    sendings: list[Sending] = []
    replies: list[Reply] = []
    letters: dict[str, str] = {}
    for div in seen.all("div"):
        if div.get("type") == "letter" and (own := div.get(XML_ID)):
            letters.update((pointer[1:], own) for pointer in div.get("decls", "").split())
    whole = len(seen.all("correspDesc")) == 1
    for description in seen.all("correspDesc"):
        sent = _sent(description.findall(_ACTION))
        if sent is None:
            continue
        own = description.get(XML_ID, "")
        names = [f"#{name}" for name in (own, letters.get(own, "")) if name]
        if whole:
            names += ["", *(f"#{name}" for name in (seen.root.get(XML_ID),) if name)]
        sendings.append(Sending(tuple(names), sent))
        for ref in description.iterfind(f"{TEI}correspContext/{TEI}ref"):
            if ref.get("type") in _REPLIES and (target := ref.get("target")):
                replies.append(Reply(target, sent, place_of(ref, seen.name)))  # noqa: PERF401 (it reads)
    return sendings, replies


def _lacking(description: etree._Element, actions: list[etree._Element], seen: Survey) -> Iterator[Problem]:
    for kind, code, who in (
        ("sent", "corresp-sender", "sender"),
        ("received", "corresp-recipient", "recipient"),
    ):
        mine = [action for action in actions if action.get("type") == kind]
        parties = [party for action in mine for party in action.iterchildren(*_PARTIES)]
        if not any(_is_named(party) for party in parties):
            yield _about(mine[0] if mine else description, code, f"Nobody is named as the {who}", seen)
    dates = [date for action in actions for date in action.iterchildren(f"{TEI}date")]
    if not dates:
        yield _about(description, "corresp-date", "No date of sending or receiving is given", seen)
    for date in dates:
        if not date.attrib and not "".join(date.itertext()).strip():
            yield _about(date, "date-empty", "This date has neither words nor attributes", seen)


def _unlinked(described: list[etree._Element], seen: Survey) -> Iterator[Problem]:
    """Yield each sender or recipient who has a name only, once."""
    places: dict[str, list[etree._Element]] = {}
    for description in described:
        for action in description.iterchildren(_ACTION):
            if action.get("type") in ("sent", "received"):
                for party in action.iterchildren(*_PARTIES):
                    name = " ".join("".join(party.itertext()).split())
                    if name and not _is_identified(party) and name.lower() not in _NOBODY:
                        places.setdefault(name, []).append(party)
    for name, parties in places.items():
        more = f", here and {len(parties) - 1} times more" if len(parties) > 1 else ""
        yield _about(parties[0], "name-unlinked", f"“{name}” has neither @ref nor @key{more}", seen)


#: What stands for a name where none is known.
_NOBODY = frozenset(
    {"unknown", "unbekannt", "inconnu", "inconnue", "anonymous", "anonym", "n. n.", "n.n.", "nn"}
)


def _is_named(party: etree._Element) -> bool:
    return bool("".join(party.itertext()).strip()) or _is_identified(party)


def _is_identified(party: etree._Element) -> bool:
    if party.get("ref") or party.get("key"):
        return True
    return any(child.get("ref") or child.get("key") for child in party.iterdescendants(etree.Element))


def _order(actions: list[etree._Element], seen: Survey) -> Iterator[Problem]:
    sent = _sent(actions)
    for action in actions:
        if action.get("type") != "received" or sent is None:
            continue
        for date in action.iterchildren(f"{TEI}date"):
            received = extent_of(date)
            if received is not None and received.is_before(sent):
                said = f"Received by {received.last}, and not sent before {sent.first}"
                yield _about(date, "sent-received", said, seen)


def _sent(actions: list[etree._Element]) -> Extent | None:
    """Return when a letter was sent; of several dates, the days between which all of them lie."""
    extents = [
        extent
        for action in actions
        if action.get("type") == "sent"
        for date in action.iterchildren(f"{TEI}date")
        if (extent := extent_of(date)) is not None
    ]
    if not extents:
        return None
    firsts, lasts = [extent.first for extent in extents], [extent.last for extent in extents]
    return Extent(min(firsts), max(lasts) if all(lasts) else "")


def _undescribed(seen: Survey) -> Iterator[Problem]:
    for element in (*seen.all("text"), *seen.all("div")):
        if element.get("type") in _LETTERS:
            said = f"This is called a {element.get('type')}, and no correspDesc describes it"
            yield _about(element, "corresp-missing", said, seen)
            return


def _about(element: etree._Element, code: str, message: str, seen: Survey) -> Problem:
    return problem(code, message, place_of(element, seen.name))
