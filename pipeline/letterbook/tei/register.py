"""The register of persons, bodies and places, in standOff (Guidelines 13.3, 16.10)."""

from __future__ import annotations

from letterbook.model import Entry
from letterbook.tei.ids import kind_of
from letterbook.tei.writer import Writer
from letterbook.values.iso_dates import is_iso
from letterbook.xml_input.tei_names import XML_ID, attribute, word

_LISTS = (
    ("person", "listPerson", "persName"),
    ("place", "listPlace", "placeName"),
    ("org", "listOrg", "orgName"),
)


def register(w: Writer, entries: tuple[Entry, ...]) -> None:
    """Write the lists of an edition's register that are not empty; of two entries of one key, the first."""
    w.start("standOff")
    for kind, name, title in _LISTS:
        first = {entry.key: entry for entry in reversed(entries) if kind_of(entry) == kind}
        ordered = [entry for entry in entries if first.get(entry.key) is entry]
        if ordered:
            w.open(name)
            for entry in ordered:
                _entry(w, kind, title, entry)
            w.close(name)
    w.close("standOff")


def _entry(w: Writer, kind: str, title: str, entry: Entry) -> None:
    attributes = {XML_ID: w.ids.entries[kind, entry.key]}
    if entry.resp != "letterbook":
        attributes["resp"] = w.ids.responsible(entry.resp)
    w.open(kind, attributes)
    w.element(title, attribute(entry.name))
    prints = {one.name: one for one in entry.prints}
    for alias in entry.aliases:
        told = {"type": "alias"}
        if one := prints.get(alias):  # why it is this one's, and which letters print it
            told["subtype"] = str(one.why)
            where = [f"#{found}" for key in one.letters if (found := w.ids.letter(key))]
            told |= {"source": " ".join(where)} if where else {}
        w.element(title, attribute(alias), told)
    about = dict(entry.about)
    for what, name in (("born", "birth"), ("died", "death")):
        if words := about.get(what):
            w.element(name, attribute(words), {"when": words} if is_iso(words) else {})
    if at := about.get("coordinates"):
        w.open("location")
        w.element("geo", attribute(at))
        w.close("location")
    for scheme, value in entry.ids:
        w.element("idno", attribute(value), {"type": word(scheme)})
    if note := about.get("note"):
        w.element("note", attribute(note))
    w.close(kind)
