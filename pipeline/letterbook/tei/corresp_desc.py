"""Write who wrote to whom, when and where: one correspDesc for each letter (Guidelines 2.4.6).

What is printed carries nothing extra; what was inferred carries @cert, @evidence and @resp. What nobody
knows is absent. A date keeps the words by which it is printed, without marks of emphasis, and its value in
attributes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from letterbook.model import Act, Basis, Cert, Guess, Letter, Locality, Person, Tie, When
from letterbook.problems import problem
from letterbook.tei.ids import Ids, ncname
from letterbook.tei.writer import Writer, extent
from letterbook.values.dates.plain import plain
from letterbook.xml_input.tei_names import XML_ID, attribute, word

_QUOTED = 90  # code points of a quotation that stands as evidence
_DAY = re.compile(r"-?(\d{4})-(\d\d)-(\d\d)")
_VAGUER = re.compile(
    r"-?(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2]))?|--(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?"
)


def is_date(value: str | None) -> bool:
    """Tell whether a value is a day, a month or a year that exists (teidata.temporal.w3c)."""
    if not value:
        return False
    day = _DAY.fullmatch(value)
    if day is None:
        return _VAGUER.fullmatch(value) is not None
    try:
        date(*(int(n) for n in day.groups()))
    except ValueError:
        return False
    return True


def when_attributes(when: When, *, worded: bool = True) -> dict[str, str]:
    """Return a date's attributes.

    One day excludes bounds; the other calendar's form is given only where there are words that it dates.
    """
    values = {"when": when.when} if is_date(when.when) else {}
    if not values:
        values = {
            "notBefore": when.not_before,
            "notAfter": when.not_after,
            "from": when.start,
            "to": when.end,
        }
    attributes = {name: value for name, value in values.items() if value and is_date(value)}
    if worded and when.calendar:
        if when.custom:
            attributes["when-custom"] = attribute(when.custom)
        attributes["calendar"] = "#" + ncname("calendar", when.calendar)
    return attributes


def responsibility(ids: Ids, guess: Guess[Any]) -> dict[str, str]:
    """Return how sure an inferred fact is, what it rests on, and who says so; nothing for a printed one."""
    if guess.cert is None:
        return {}
    basis = guess.basis or Basis.CONJECTURE
    return {"cert": guess.cert.value, "evidence": basis.value, "resp": ids.responsible(guess.resp)}


def correspondence(w: Writer, letter: Letter, key: str, titles: Mapping[str, tuple[str, str]]) -> None:
    """Write the correspDesc of a letter. `titles` maps each letter's key to its id and how it is called."""
    w.open("correspDesc", {XML_ID: f"corresp-{key}"})
    known = False
    for kind, act in (("sent", letter.sent), ("received", letter.received)):
        if act.persons or act.place or act.dates:
            _action(w, kind, act)
            known = True
    ties = [tie for tie in letter.ties if _leads(w, letter, tie, titles)]
    if ties:
        w.open("correspContext")
        for tie in ties:
            _tie(w, tie, *titles[tie.letter])
        w.close("correspContext")
    if not (known or ties):
        w.element("p", "Nothing is known of the sender, the recipient, or the date.")
    w.close("correspDesc")


def _action(w: Writer, kind: str, act: Act) -> None:
    w.open("correspAction", {"type": kind})
    for person in act.persons:
        _person(w, person)
        _evidence(w, person)
    if act.place is not None:
        _place(w, act.place)
        _evidence(w, act.place)
    for day in act.dates:
        _date(w, day)
        _evidence(w, day)
    guesses: list[Guess[Any]] = [*act.persons, *([act.place] if act.place else []), *act.dates]
    for guess in guesses:
        if guess.cert is Cert.LOW and guess.others:
            said = "; ".join(_other(other) for other in guess.others)
            w.element("note", f"Or else: {said}.", {"type": "alternatives"})
    w.close("correspAction")


def _evidence(w: Writer, guess: Guess[Any]) -> None:
    """Write behind an inferred fact on what it rests: a note for each reason, with the words it goes by."""
    if guess.cert is None or not guess.because:
        return
    reasons = dict.fromkeys(
        f"{one.says} (“{_shortened(plain(w.source.quote(one.span)).text)}”)" if one.span else one.says
        for one in guess.because
    )
    for reason in reasons:
        w.element("note", attribute(reason), {"type": "evidence"})


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _QUOTED else words[: words.rfind(" ", 0, _QUOTED)] + " …"


def _other(guess: Guess[Any]) -> str:
    value = guess.value
    if isinstance(value, When):
        parts = (value.when, value.not_before, value.start, value.not_after, value.end)
        named = "/".join(part for part in parts if part)
    else:
        named = str(value.name)
    reasons = ", ".join(evidence.says for evidence in guess.because)
    return attribute(f"{named} ({reasons})" if reasons else named)


def _person(w: Writer, guess: Guess[Person]) -> None:
    known = w.ids.person(guess.value.key)
    kind, ref = known or ("person", "")
    attributes = {"ref": f"#{ref}"} if ref else {}
    name = "orgName" if kind == "org" else "persName"
    w.element(name, attribute(guess.value.name), attributes | responsibility(w.ids, guess))


def _place(w: Writer, guess: Guess[Locality]) -> None:
    ref = w.ids.entries.get(("place", guess.value.key or ""))
    attributes = {"ref": f"#{ref}"} if ref else {}
    w.element("placeName", attribute(guess.value.name), attributes | responsibility(w.ids, guess))


def _date(w: Writer, guess: Guess[When]) -> None:
    words = attribute(plain(w.source.quote(guess.printed)).text) if guess.printed else ""
    if not words and guess.value.calendar:
        words = attribute(guess.value.custom or guess.value.when or "")
    w.element("date", words, when_attributes(guess.value, worded=bool(words)) | responsibility(w.ids, guess))


def _leads(w: Writer, letter: Letter, tie: Tie, titles: Mapping[str, tuple[str, str]]) -> bool:
    if tie.letter in titles:
        return True
    span = extent(letter.children)
    place = w.source.place(span.start if span else 0)
    w.problems.append(
        problem("tie-without-letter", f"“{tie.kind}” names “{tie.letter}”, and no letter is so called", place)
    )
    return False


def _tie(w: Writer, tie: Tie, target: str, title: str) -> None:
    attributes = {"type": word(tie.kind)}
    if tie.scope:
        attributes["subtype"] = word(tie.scope)
    attributes["target"] = f"#{target}"
    if tie.cert is not None:
        attributes |= {"cert": tie.cert.value, "resp": w.ids.responsible(tie.resp)}  # ref has no @evidence
    w.element("ref", title, attributes)
