"""The header: what this file is, what it was made from, and what was done on the way (Guidelines 2).

Every figure in it comes from this run, and nothing from the clock: the same source gives the same header.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from letterbook import __version__, provenance
from letterbook.model import Cert, Correction, Edition, Guess, Letter, Locality, Person, Span, When, notes
from letterbook.model.kinds import decided
from letterbook.project.decisions_toml import FILE as DECISIONS
from letterbook.project.letterbook_toml import FILE, Project
from letterbook.tei import content
from letterbook.tei.corresp_desc import correspondence
from letterbook.tei.ids import ncname
from letterbook.tei.writer import Writer
from letterbook.values.names.forms import normal_case
from letterbook.words import name_of
from letterbook.xml_input.tei_names import XML_ID, attribute

_CREDITS = {
    "transcription": "Transcription",
    "transcriber": "Transcription",
    "edited": "Editor of the printed book",
    "translated": "Translation",
}
#: Who may sign notes: what that hand does, who it is where no name is known, and the credit that names it.
_HANDS = {
    "editor": ("Notes signed as the editor's", "the editor of the print", "edited"),
    "author": ("Notes signed as the writer's", "the writer", ""),
    "translator": ("Notes signed as the translator's", "the translator", "translated"),
}


#: The transcriber's mark around words in italics.
_SET_OFF = re.compile(r"(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)")
_NAMED = 3  # originals that are named one by one

_MADE = (
    "Made by rules from the plain text of a printed edition. The file edition.ledger.json, written beside "
    "this one, says what became of each character of that text."
)


def header(w: Writer, edition: Edition, project: Project, body: Writer) -> None:
    """Write the header of an edition whose text has been written with `body`."""
    w.notes_stay = True  # in a licence
    w.start("teiHeader")
    _file(w, edition, project, body)
    _encoding(w, edition, body)
    _profile(w)
    _revision(w, edition, project)
    w.close("teiHeader")


def _words(edition: Edition, span: Span) -> str:
    return attribute(_SET_OFF.sub("", edition.source.quote(span)))


def _authors(edition: Edition) -> list[str]:
    """Return the authors whom the front matter names."""
    return [_words(edition, span) for span in (edition.author, *edition.coauthors) if span]


def _credits(edition: Edition, kind: str) -> Iterator[str]:
    for name, span in edition.credit:
        if name == kind and (words := _words(edition, span)):
            yield words


# ------------------------------------------------------------------ the file


def _file(w: Writer, edition: Edition, project: Project, body: Writer) -> None:
    w.open("fileDesc")
    w.open("titleStmt")
    title = project.title or (_words(edition, edition.title) if edition.title else "")
    authors = [project.author] if project.author else [normal_case(name) for name in _authors(edition)]
    w.element("title", attribute(title) or "Letters")
    for author in authors:
        w.element("author", attribute(author))
    _editors(w, project)
    for kind, does in _CREDITS.items():
        for words in _credits(edition, kind):
            _responsible(w, does, words)
    for hand, (key, signed) in sorted(w.ids.hands.items()):
        does, who, credit = _HANDS[hand]
        names = list(_credits(edition, credit)) if credit else []
        does += f" (“{_words(edition, signed)}”)" if signed else ""
        _responsible(w, does, names[0] if len(names) == 1 else who, key)
    people = dict(w.ids.people)
    for does, name in project.responsible:
        deciding = "Editorial decisions" if does in people else does
        _responsible(w, deciding, name, people.pop(does, "") or people.pop(name, ""))
    for name, key in people.items():
        _responsible(w, "Editorial decisions", name, key)
    _responsible(w, "Read from the plain text, and encoded", "letterbook", "letterbook")
    w.close("titleStmt")
    _extent(w, body)
    _publication(w, edition, project, body)
    _sources(w, edition)
    w.close("fileDesc")


def _editors(w: Writer, project: Project) -> None:
    """Write who edits, and who else made the edition, each once, with the ORCID by which anybody is known."""
    known = {creator.spoken: creator.orcid for creator in project.creators}
    for name in dict.fromkeys((*((project.editor,) if project.editor else ()), *known)):
        orcid = known.get(name, "")
        w.element("editor", attribute(name), {"ref": f"https://orcid.org/{orcid}"} if orcid else {})


def _responsible(w: Writer, does: str, name: str, key: str = "") -> None:
    w.open("respStmt", {XML_ID: key} if key else {})
    w.element("resp", attribute(does))
    w.element("name", attribute(name))
    w.close("respStmt")


def _extent(w: Writer, body: Writer) -> None:
    counts = (("letters", len(w.ids.letters)), ("notes", len(w.ids.notes)), ("words", body.account.words))
    w.open("extent")
    for unit, count in counts:
        w.element(
            "measure", f"{count} {unit if count != 1 else unit[:-1]}", {"unit": unit, "quantity": str(count)}
        )
    w.close("extent")


def _publication(w: Writer, edition: Edition, project: Project, body: Writer) -> None:
    w.open("publicationStmt")
    if project.publisher:
        w.element("publisher", attribute(project.publisher))
    else:
        w.element("authority", attribute(project.editor or "No publisher is named."))
    if project.date:
        w.element("date", project.date, {"when": project.date})
    w.element("idno", project.id, {"type": "letterbook"})
    if project.doi:
        w.element("idno", attribute(project.doi), {"type": "DOI"})
    if project.url:
        w.element("idno", attribute(project.url), {"type": "URI"})
    _availability(w, edition, project, body)
    w.close("publicationStmt")


def _availability(w: Writer, edition: Edition, project: Project, body: Writer) -> None:
    """Write the terms: the editor's, those the source prints, and licence texts, moved here from the text."""
    printed = _words(edition, edition.licence) if edition.licence else ""
    target = {"target": project.licence_url} if project.licence_url else {}
    if not (project.licence or target or printed or body.licences):
        w.open("availability", {"status": "unknown"})
        w.element("p", "Neither the editor nor the source states a licence.")
        w.close("availability")
        return
    w.open("availability")
    if project.licence or target:
        w.element("licence", attribute(project.licence or project.licence_url or ""), target)
    if printed:
        w.element("licence", printed, {} if project.licence or not target else target)
    for number, block in enumerate(body.licences, 1):
        w.line()
        content.special(w, "licence", block.children, w.spanned(block, {XML_ID: f"licence-{number}"}))
    w.close("availability")


def _sources(w: Writer, edition: Edition) -> None:
    w.open("sourceDesc")
    w.open("bibl", {"type": "print"})
    statement = next(_credits(edition, "source"), "")
    title = _words(edition, edition.title) if edition.title else ""
    w.element("title", statement or title or "A printed edition that does not name itself")
    for author in _authors(edition):
        w.element("author", author)
    for words in _credits(edition, "publisher"):
        w.element("publisher", words)
    if edition.imprint:
        w.element("date", _words(edition, edition.imprint.span), {"when": str(edition.imprint.value.year)})
    w.close("bibl")
    w.open("bibl", {"type": "file"})
    w.element("title", attribute(edition.source.name))
    w.element("idno", edition.source.sha256, {"type": "sha256"})
    w.close("bibl")
    w.close("sourceDesc")


# ------------------------------------------------------------------ the encoding


def _encoding(w: Writer, edition: Edition, body: Writer) -> None:
    w.open("encodingDesc")
    w.open("appInfo")
    w.open("application", {"ident": "letterbook", "version": __version__})
    w.element("label", "letterbook")
    w.element("p", _MADE)
    # the rules' own sum would change with every comment in them; the version stands for them
    made_with = ", ".join(f"{part} {provenance.sum_of(part)}" for part in ("words", "schema"))
    w.element("p", f"The SHA-256 sums of what it was made with: {made_with}.")
    w.close("application")
    w.close("appInfo")
    w.open("editorialDecl")
    _stated(w, "correction", _correction(body.corrections), {"method": "markup"})
    _stated(w, "hyphenation", _hyphenation(edition, body.corrections), {"eol": "all"})
    _stated(w, "normalization", _normalization(body))
    _stated(w, "interpretation", _interpretation(edition, w.ids.letters, body))
    w.close("editorialDecl")
    w.open("refsDecl")
    for unit, match in (("letter", "//body//div[@type='letter']"), ("note", "//back//note[@xml:id]")):
        w.open("citeStructure", {"unit": unit, "match": match, "use": "@n", "delim": f"{unit} "})
        w.end("citeStructure")
    w.close("refsDecl")
    w.close("encodingDesc")


def _stated(w: Writer, name: str, said: str, attributes: dict[str, str] | None = None) -> None:
    w.open(name, attributes)
    w.element("p", said)
    w.close(name)


def _many(number: int, noun: str) -> str:
    """Say a number of things in English: "No notes", "1 note", "2 notes"."""
    return f"{number or 'No'} {noun}{'' if number == 1 else 's'}"


def _are(number: int, noun: str) -> str:
    """Begin a sentence about a number of things: "No notes are", "1 note is", "2 notes are"."""
    return f"{_many(number, noun)} {'is' if number == 1 else 'are'}"


def _sure(certs: Counter[Cert]) -> str:
    return ", ".join(f"{certs[cert]} with {cert.value} certainty" for cert in Cert if certs[cert])


def _correction(corrections: list[Correction]) -> str:
    if not corrections:
        return "Nothing is corrected. The text stands as the source has it."
    return (
        f"{_are(len(corrections), 'fault')} corrected, of the print or of its transcription: "
        f"{_sure(Counter(one.cert for one in corrections))}. Each stands as choice, with the printed form "
        "in sic and the reading in corr; nothing is corrected silently."
    )


def _hyphenation(edition: Edition, corrections: list[Correction]) -> str:
    joined = 0
    for one in corrections:
        printed = "".join(edition.source.quote(one.span).split())
        joined += "-" in printed and printed.replace("-", "") == one.reading.replace("-", "")
    return (
        "Hyphens stand as the source has them. "
        f"{_many(joined, 'hyphen')} left over from the ends of printed lines, within words, "
        f"{'is' if joined == 1 else 'are'} among the faults corrected."
    )


def _normalization(body: Writer) -> str:
    skipped = sorted(body.account.skipped.items(), key=lambda item: (-item[1], item[0]))
    left = "; ".join(f"{attribute(reason)}: {number}" for reason, number in skipped)
    return "Spelling, punctuation and capitals are not normalised. " + (
        f"Characters of the source that do not stand in the text, by reason: {left}."
        if left
        else "Every character of the source stands in the text."
    )


def _interpretation(edition: Edition, letters: list[tuple[Letter, str]], body: Writer) -> str:
    said: list[str] = []
    for name, pick in _FACTS.items():
        guesses = [guess for letter, _ in letters for guess in pick(letter)]
        certs = Counter(guess.cert for guess in guesses if guess.cert)
        inferred = sum(certs.values())
        how = f"{len(guesses) - inferred} stated in print, {inferred} inferred"
        if inferred:
            how += f" ({_sure(certs)})"
        said.append(f"{_are(len(guesses), name)} known: {how}." if guesses else f"{_are(0, name)} known.")
    silent = sum(one.place != "inline" and one.key not in body.ids.callers for one in notes(edition))
    return " ".join((
        f"{_are(len(body.ids.calls), 'call')} linked to notes.",
        f"{_are(silent, 'note')} not called by anything in the text.",
        *said,
        "What was inferred carries cert, evidence and resp; what is printed does not; the unknown is absent.",
    ))  # fmt: skip


def _senders(letter: Letter) -> tuple[Guess[Person], ...]:
    return letter.sent.persons


def _recipients(letter: Letter) -> tuple[Guess[Person], ...]:
    return letter.received.persons


def _places(letter: Letter) -> tuple[Guess[Locality], ...]:
    return tuple(act.place for act in (letter.sent, letter.received) if act.place)


def _dates(letter: Letter) -> tuple[Guess[When], ...]:
    return (*letter.sent.dates, *letter.received.dates)


_FACTS: dict[str, Callable[[Letter], tuple[Guess[Any], ...]]] = {
    "sender": _senders,
    "recipient": _recipients,
    "place": _places,
    "date": _dates,
}


# ------------------------------------------------------------------ the profile, the history


def _profile(w: Writer) -> None:
    w.open("profileDesc")
    if w.ids.calendars:
        w.open("calendarDesc")
        for calendar in w.ids.calendars:
            w.open("calendar", {XML_ID: ncname("calendar", calendar)})
            w.element("p", f"The {attribute(calendar)} calendar.")
            w.close("calendar")
        w.close("calendarDesc")
    w.open("langUsage")
    for code in w.ids.languages:
        w.element("language", name_of(code.split("-")[0]), {"ident": code})
    w.close("langUsage")
    titles: dict[str, tuple[str, str]] = {}
    for letter, key in w.ids.letters:
        titles.setdefault(letter.key, (f"letter-{key}", f"Letter {attribute(letter.number or letter.key)}"))
    for letter, key in w.ids.letters:
        correspondence(w, letter, key, titles)
    w.close("profileDesc")


def _taken(edition: Edition) -> str:
    """Name the originals that a transcript was taken from, with their sums; of many, their number."""
    origin = edition.source.origin
    if origin is None:
        return ""
    named = [f"{attribute(file.name)} (SHA-256 {file.sha256})" for file in origin.files]
    if len(named) > _NAMED:
        named = [f"{len(named)} files whose sums stand in edition.origin.json"]
    return f", taken from {', '.join(named)} ({attribute(origin.kind)})"


def _heard(project: Project) -> str:
    """Name the editor's files that were heard, with their sums; letterbook.toml is the header itself."""
    rulings, rows = bool(project.decisions.rulings), bool(project.register)
    heard = [
        f"{attribute(name)} (SHA-256 {hashlib.sha256(data).hexdigest()})"
        for name, data in sorted(project.inputs.items())
        if name != FILE and (rulings if name == DECISIONS else rows and name.endswith((".csv", ".xml")))
    ]
    return f" Heard beside it: {', '.join(heard)}." if heard else ""


def _revision(w: Writer, edition: Edition, project: Project) -> None:
    """Write the history of the file as far as the source tells it; runs of letterbook have no date here."""
    w.open("revisionDesc")
    for words in _credits(edition, "transcription"):
        w.element("change", f"Transcribed: {words}")
    w.element(
        "change",
        f"Encoded from {attribute(edition.source.name)}{_taken(edition)}.{_heard(project)}",
        {"who": "#letterbook"},
    )
    for made in edition.decisions:
        kept = decided(made)
        if kept is not None and kept.value.new:
            who = w.ids.responsible(kept.by)
            said = f"{kept.value.says} {made.reason}"
            w.element("change", attribute(said), {"who": who, "type": "decision"})
    w.close("revisionDesc")
