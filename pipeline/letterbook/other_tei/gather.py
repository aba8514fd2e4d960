"""Other people's TEI as one edition: one file or many, in the shape that the stylesheets read.

That shape is the one letterbook writes: letters are divisions of type `letter` in one text, each declares
its correspDesc in one header; registers stand in standOff; what calls a note is a `ref` of type `note`;
every id is unique. What letterbook wrote itself is left as it is.

Nothing of a text is left out. Where two files tell of the same person or place under the same id, the
entry is one; any other id that two files use gets its file's name before it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from letterbook.other_tei import dialects
from letterbook.other_tei.dialects import leave, words
from letterbook.other_tei.entries import Register, entries_of
from letterbook.other_tei.trees import as_letter, holds_words, path_of, rewrite, safe_id, unite, unused

TEI = "http://www.tei-c.org/ns/1.0"
_T = f"{{{TEI}}}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

#: What divisions that hold a letter are called.
_LETTER = frozenset({"letter", "brief", "lettre", "lettera", "carta", "epistle", "epistola", "epistula"})

#: Languages by their three letters (ISO 639-2), for which the web has two (RFC 5646).
_CODES = (
    "deu:de ger:de eng:en fra:fr fre:fr lat:la ita:it spa:es por:pt nld:nl dut:nl rus:ru pol:pl ces:cs "
    "cze:cs swe:sv dan:da nor:no fin:fi hun:hu heb:he ell:el gre:el yid:yi tur:tr ara:ar zho:zh chi:zh jpn:ja"
)
_SHORT = dict(pair.split(":") for pair in _CODES.split())

#: What a title says of something larger than the letter.
_LARGER = frozenset({"s", "m", "j"})


class Gathered(NamedTuple):
    """One TEI document, and which of its elements came from which file, with all that is in them."""

    root: etree._Element
    origins: tuple[tuple[etree._Element, str], ...]

    @property
    def name(self) -> str:
        """What the whole is called where no one file is meant: the first of them."""
        return self.origins[0][1] if self.origins else ""

    def file_of(self, element: etree._Element | None) -> str:
        """Return the name of the file that an element came from."""
        while element is not None:
            for origin, name in self.origins:
                if origin is element:
                    return name
            element = element.getparent()
        return self.name


class _Item(NamedTuple):
    """One TEI element of a file, and the headers above it, the nearest first."""

    name: str
    tei: etree._Element
    headers: tuple[etree._Element, ...]


def gather(documents: Sequence[tuple[str, etree._Element]]) -> Gathered:
    """Make one edition of documents, each with its name; there is TEI in every one. The trees are used up."""
    items = [item for name, root in documents for item in _items(name, root)]
    if len(items) == 1 and len(documents) == 1:
        (item,) = items
        if _is_ours(item.tei):
            return Gathered(documents[0][1], ((documents[0][1], item.name),))
        if _letters_in(item.tei):
            dialects.settle(item.tei)
            _declare(item.tei)
            return Gathered(documents[0][1], ((documents[0][1], item.name),))
    return _Gathering(items, sort=len(documents) > 1).made()


def _items(name: str, root: etree._Element) -> Iterator[_Item]:
    for tei in root.iter(f"{_T}TEI"):
        if any(child.tag in (f"{_T}text", f"{_T}standOff") for child in tei):
            above = [a.find(f"{_T}teiHeader") for a in tei.iterancestors()]
            own = tei.find(f"{_T}teiHeader")
            yield _Item(name, tei, tuple(h for h in (own, *above) if h is not None))


def _is_ours(tei: etree._Element) -> bool:
    return any(each.get("ident") == "letterbook" for each in tei.iter(f"{_T}application"))


def _letters_in(tei: etree._Element) -> list[etree._Element]:
    """Find the outermost divisions that hold a letter, and call them so."""
    found: dict[etree._Element, None] = {}
    for div in tei.iter(f"{_T}div", f"{_T}div1", f"{_T}div2"):
        if (div.get("type") or "").lower() in _LETTER and not any(a in found for a in div.iterancestors()):
            div.tag = f"{_T}div"
            div.set("type", "letter")
            found[div] = None
    return list(found)


def _declare(tei: etree._Element) -> None:
    """Let each letter of one text name its correspDesc, where it does not: by id either way, or by order."""
    letters = _letters_in(tei)
    descriptions = list(tei.iter(f"{_T}correspDesc"))
    by_id = {each.get(_ID, "") for each in descriptions} - {""}
    for number, each in enumerate(descriptions, 1):
        if not each.get(_ID):
            name = unused(f"corresp-{number}", by_id)
            each.set(_ID, name)
            by_id.add(name)
    for nth, letter in enumerate(letters):
        if letter.get("decls"):
            continue
        named = next((t[1:] for t in (letter.get("corresp") or "").split() if t[1:] in by_id), None)
        if named is None and letter.get(_ID):
            own = f"#{letter.get(_ID)}"
            pointing = (d for d in descriptions if own in (d.get("corresp"), d.get("ref"), d.get("sameAs")))
            named = next((d.get(_ID) for d in pointing), None)
        if named is None and len(descriptions) == len(letters):
            named = descriptions[nth].get(_ID)
        if named:
            letter.set("decls", f"#{named}")


class _Gathering:
    """An edition in the making."""

    def __init__(self, items: Sequence[_Item], *, sort: bool) -> None:
        self.items = items
        self.sort = sort
        self.used: set[str] = set()
        self.register = Register()
        self.letters: list[tuple[str, etree._Element]] = []
        self.descriptions: list[etree._Element] = []
        self.sources: list[etree._Element] = []
        self.notes: list[etree._Element] = []
        self.origins: list[tuple[etree._Element, int]] = []  # by the place among the items
        self.renamed: list[dict[str, str]] = []
        self.places: dict[str, str] = {}

    def made(self) -> Gathered:
        for nth, item in enumerate(self.items):
            dialects.settle(item.tei)
            for entry in entries_of(item.tei):
                self.register.take(entry)
                self.origins.append((entry, nth))
        self.used |= self.register.ids
        titles = [_titles(item) for item in self.items]
        common = set.intersection(*map(set, titles)) if len(titles) > 1 else set()
        for nth, each in enumerate(titles):
            self._take(nth, [title for title in each if title not in common])
        self._point()
        if self.sort:
            self.letters.sort(key=lambda dated: (not dated[0], dated[0]))
        root = self._document(_common_title(self.items, common))
        return Gathered(root, tuple((each, self.items[nth].name) for each, nth in self.origins))

    # ------------------------------------------------------------------ one file

    def _take(self, at: int, titles: Sequence[str]) -> None:
        item = self.items[at]
        tei, text = item.tei, item.tei.find(f"{_T}text")
        stem = re.sub(r"\.xml$", "", item.name.replace("\\", "/").rpartition("/")[2])
        renamed: dict[str, str] = {}
        self.renamed.append(renamed)
        if text is None or not holds_words(text):
            return
        own = tei.get(_ID) or stem
        name = self._free(safe_id(own))
        for old in (own, stem):
            renamed.setdefault(old, name)
            self.places.setdefault(old, name)
        for element in text.iter(etree.Element):
            if said := element.get(_LANG):
                element.set(_LANG, _short(said))
            old = element.get(_ID, "")
            if old:
                renamed[old] = old if old not in self.used else self._free(f"{name}.{old}")
                self.used.add(renamed[old])
                element.set(_ID, renamed[old])
        for section in dialects.take_note_sections(text):
            self.notes.append(section)
            self.origins.append((section, at))
        inner = _letters_in(tei)
        if inner:
            self._take_volume(at, text, inner)
            return
        texts = [each for each in text.iter(f"{_T}text") if each.find(f"{_T}group") is None]
        for nth, each in enumerate(texts):
            letter = as_letter(each)
            letter.set(_ID, name if nth == 0 else self._free(f"{name}-{nth + 1}"))
            if number := tei.get("n") or text.get("n"):
                letter.set("n", number)
            if language := each.get(_LANG) or text.get(_LANG) or _language(item):
                letter.set(_LANG, language)
            self._describe(at, letter, titles if nth == 0 else ())

    def _take_volume(self, at: int, text: etree._Element, letters: Sequence[etree._Element]) -> None:
        """Take a file that holds several letters: they stay in one division, with what else it holds."""
        item, renamed = self.items[at], self.renamed[at]
        for letter in letters:
            if not letter.get(_ID):
                letter.set(_ID, self._free("letter"))
        _declare(item.tei)
        for each in item.tei.iter(f"{_T}correspDesc"):
            old = each.get(_ID, "")
            renamed[old] = self._free(old)
            each.set(_ID, renamed[old])
            self.descriptions.append(each)
            self.origins.append((each, at))
        volume = etree.Element(f"{_T}div")
        for part in list(text):
            volume.extend(list(part))
        if language := text.get(_LANG) or _language(item):
            volume.set(_LANG, language)
        self.letters.append(("", volume))
        self.origins.append((volume, at))

    def _describe(self, at: int, letter: etree._Element, titles: Sequence[str]) -> None:
        """Give a letter its description, its source and what its header says of its contents."""
        header = self.items[at].headers[0] if self.items[at].headers else etree.Element(f"{_T}teiHeader")
        name = letter.get(_ID, "")
        description = next(header.iter(f"{_T}correspDesc"), None)
        if description is None:
            description = etree.Element(f"{_T}correspDesc")
        leave(description)
        dialects.settle_description(description)
        if titles:
            etree.SubElement(description, f"{_T}note", type="title").text = titles[0]
        self.descriptions.append(description)
        declared = [(f"{name}.corresp", description)]
        for source in list(header.iter(f"{_T}sourceDesc")):
            leave(source)
            if words(source):
                self.sources.append(source)
                declared.append((f"{name}.source", source))
        for nth, abstract in enumerate(list(header.iter(f"{_T}abstract"))):
            leave(abstract)
            abstract.tag = f"{_T}argument"
            letter.insert(nth, abstract)
        for wanted, element in declared:
            element.set(_ID, self._free(wanted))
            self.origins.append((element, at))
        letter.set("decls", " ".join(f"#{element.get(_ID)}" for _, element in declared))
        self.letters.append((dialects.day_of(description), letter))
        self.origins.append((letter, at))

    # ------------------------------------------------------------------ all of them

    def _point(self) -> None:
        """Let references lead where they led: to ids that changed, and to other files that are here too."""
        for origin, nth in self.origins:
            for element in origin.iter(etree.Element):
                rewrite(element, self.renamed[nth])
                for attribute in ("target", "corresp", "ref", "key"):
                    value = element.get(attribute)
                    if value and not value.startswith("#") and "://" not in value:
                        led = " ".join(map(self._led, value.split()))
                        if led != value:
                            element.set(attribute, led)

    def _led(self, token: str) -> str:
        file, hash_, fragment = token.partition("#")
        if hash_ and fragment in self.used:
            return f"#{fragment}"
        stem = re.sub(r"\.xml$", "", posixpath.basename(file))
        if not hash_ and stem in self.places:
            return f"#{self.places[stem]}"
        return f"#{token}" if not hash_ and token in self.register.ids else token

    def _document(self, title: str) -> etree._Element:
        root = etree.Element(f"{_T}TEI", nsmap={None: TEI})
        languages = [language for item in self.items if (language := _language(item))]
        if languages:
            root.set(_LANG, max(dict.fromkeys(languages), key=languages.count))
        header = etree.SubElement(root, f"{_T}teiHeader")
        about = etree.SubElement(header, f"{_T}fileDesc")
        statement = etree.SubElement(about, f"{_T}titleStmt")
        etree.SubElement(statement, f"{_T}title").text = title
        heads = [header_ for item in self.items for header_ in item.headers]
        unite(statement, heads, "titleStmt/editor", "titleStmt/respStmt", "editionStmt/respStmt")
        published = etree.SubElement(about, f"{_T}publicationStmt")
        unite(published, heads, "publicationStmt/publisher", "publicationStmt/availability")
        if not len(published):
            etree.SubElement(published, f"{_T}p")
        shared = {words(source) for source in self.sources}
        if len(shared) == 1 and len(self.sources) > 1:  # it tells of the edition, not of a letter
            del self.sources[1:]
            del self.sources[0].attrib[_ID]
            for _, letter in self.letters:
                letter.set("decls", letter.get("decls", "").split()[0])
        about.extend(self.sources)
        unite(
            etree.SubElement(header, f"{_T}encodingDesc"),
            heads,
            "encodingDesc/projectDesc",
            "encodingDesc/editorialDecl",
        )
        profile = etree.SubElement(header, f"{_T}profileDesc")
        profile.extend(self.descriptions)
        if lists := self.register.lists():
            etree.SubElement(root, f"{_T}standOff").extend(lists)
        text = etree.SubElement(root, f"{_T}text")
        etree.SubElement(text, f"{_T}body").extend([letter for _, letter in self.letters])
        if self.notes:
            etree.SubElement(text, f"{_T}back").extend(self.notes)
        return root

    def _free(self, name: str) -> str:
        free = unused(name, self.used)
        self.used.add(free)
        return free


# ------------------------------------------------------------------ what a file says of itself


def _titles(item: _Item) -> list[str]:
    """Return the titles of a file, the one of the letter itself first, those of something larger last."""
    found: list[tuple[int, str]] = []
    for header in item.headers:
        own = header is item.headers[0] and header.getparent() is item.tei
        for path in ("titleStmt/title", "seriesStmt/title", "editionStmt/edition", "editionStmt//title"):
            for title in header.iterfind(path_of(f"fileDesc/{path}")):
                level, kind = title.get("level"), title.get("type") or "main"
                rank = 4 if not own or level in _LARGER or not path.startswith("titleStmt") else 1
                rank = rank if rank > 1 else 0 if level == "a" else 1 if kind == "main" else 3
                found.append((rank, words(title)))
    ordered = sorted((each for each in found if each[1]), key=lambda each: each[0])
    return list(dict.fromkeys(title for _, title in ordered))


def _common_title(items: Sequence[_Item], common: set[str]) -> str:
    """Return what the whole is called: what all files say, or the only one says of something larger."""
    for item in items:
        for title in reversed(_titles(item)) if len(items) == 1 else _titles(item):
            if title in common or len(items) == 1:
                return title
    return ""


def _language(item: _Item) -> str:
    language = item.tei.get(_LANG) or ""
    for header in item.headers if not language else ():
        language = next((each.get("ident") or "" for each in header.iter(f"{_T}language")), "")
        if language:
            break
    return _short(language)


def _short(language: str) -> str:
    main, hyphen, region = language.partition("-")
    return _SHORT.get(main.lower(), main) + hyphen + region
