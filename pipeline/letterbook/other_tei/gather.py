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
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from letterbook.other_tei import dialects
from letterbook.other_tei.dates import date_letter, day_of, settle_dates
from letterbook.other_tei.declared import declare, letters_in
from letterbook.other_tei.dialects import leave, words
from letterbook.other_tei.entries import Register, entries_of, is_register, set_apart
from letterbook.other_tei.one_letter import empty_letter, open_up
from letterbook.other_tei.paths import Gathered
from letterbook.other_tei.titles import (
    Item,
    call_so,
    language_of,
    main_language,
    short,
    title_of_all,
    title_of_one,
    titles_of,
)
from letterbook.other_tei.trees import as_letter, holds_words, pointing, rewrite, safe_id, unite, unused

TEI = "http://www.tei-c.org/ns/1.0"
_T = f"{{{TEI}}}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def gather(documents: Iterable[tuple[str, etree._Element]], title: str = "", language: str = "") -> Gathered:
    """Make one edition of documents, each with its name; there is TEI in every one. The trees are used up.

    Each is taken when the one before it is done with, so that those of a large edition are never in memory at
    once with all that is not shown. `title` and `language` are what the whole is called and the language of
    its pages, where somebody says so.
    """
    gathered = _gathered(iter(documents))
    tei = next(gathered.root.iter(f"{_T}TEI"))
    if language:
        tei.set(_LANG, language)
    if title:
        call_so(tei, title)
    return gathered


def _gathered(documents: Iterator[tuple[str, etree._Element]]) -> Gathered:
    first = next(documents)
    second = next(documents, None)
    if second is None:
        name, root = first
        items = list(_items(name, root))
        if len(items) == 1:
            (item,) = items
            if _is_ours(item.tei):
                dialects.pour_out(item.tei)
                return Gathered(root, ((root, name),))
            if len(letters_in(item.tei)) > 1:
                dialects.settle(item.tei)
                set_apart(item.tei)
                declare(item.tei)
                for description in item.tei.iter(f"{_T}correspDesc"):
                    settle_dates(description)
                if not item.tei.get(_LANG) and (heard := main_language(items, item.tei.iter(f"{_T}text"))):
                    item.tei.set(_LANG, heard)
                return Gathered(root, ((root, name),))
    gathering = _Gathering(sort=second is not None)
    gathering.add(*first)
    del first
    if second is not None:
        gathering.add(*second)
    del second
    for name, root in documents:
        gathering.add(name, root)
    return gathering.made()


def _items(name: str, root: etree._Element) -> Iterator[Item]:
    for tei in root.iter(f"{_T}TEI"):
        described = next(tei.iter(f"{_T}correspDesc"), None)
        if described is not None or any(child.tag in (f"{_T}text", f"{_T}standOff") for child in tei):
            above = [a.find(f"{_T}teiHeader") for a in tei.iterancestors()]
            own = tei.find(f"{_T}teiHeader")
            yield Item(name, tei, tuple(h for h in (own, *above) if h is not None))


def _is_ours(tei: etree._Element) -> bool:
    return any(each.get("ident") == "letterbook" for each in tei.iter(f"{_T}application"))


class _Gathering:
    """An edition in the making."""

    def __init__(self, *, sort: bool) -> None:
        self.items: list[Item] = []
        self.within: list[list[etree._Element]] = []  # of each item, the divisions that hold a letter
        self.sort = sort
        self.used: set[str] = set()
        self.registers: set[int] = set()  # by the place among the items
        self.register = Register()
        self.told: set[str] = set()  # the files that have an entry
        self.letters: list[tuple[str, etree._Element]] = []
        self.descriptions: list[etree._Element] = []
        self.sources: list[etree._Element] = []
        self.notes: list[etree._Element] = []
        self.origins: list[tuple[etree._Element, int]] = []  # by the place among the items
        self.renamed: list[dict[str, str]] = []
        self.names: set[str] = set()  # that several files have in the place of a number
        self.places: dict[str, str] = {}

    def add(self, name: str, root: etree._Element) -> None:
        """Take a document: its entries go to the register, and what is not shown is let go."""
        items = list(_items(name, root))
        self.within += [letters_in(item.tei) for item in items]
        for nth, item in enumerate(items, len(self.items)):
            dialects.settle(item.tei)
            if is_register(item.tei):
                self.registers.add(nth)
            for entry in entries_of(item.tei):
                self.told.add(name)
                if self.register.take(entry):
                    self.origins.append((entry, nth))
            for unseen in list(item.tei.iterchildren(f"{_T}facsimile", f"{_T}sourceDoc")):
                item.tei.remove(unseen)
        self.items += items

    def made(self) -> Gathered:
        ids = Counter(each.get(_ID, "") for inner in self.within if len(inner) == 1 for each in inner)
        self.used |= self.register.ids
        times = Counter(item.tei.get("n", "") for item in self.items)
        self.names = {each for each, files in times.items() if files > 1 and not re.search(r"\d", each)}
        titles = [titles_of(item) for item in self.items]
        texts = (text for item in self.items for text in item.tei.iterchildren(f"{_T}text"))
        language = main_language(self.items, texts)
        of_letters = [each for item, each in zip(self.items, titles, strict=True) if _is_described(item)]
        title, shared = title_of_all(of_letters or titles)
        if len(of_letters) == 1:
            title = title_of_one(titles) or title
        for nth, each in enumerate(titles):
            own = [one.words for one in each if one.words not in shared]
            inner = self.within[nth]
            named = inner[0].get(_ID, "") if len(inner) == 1 else ""
            self._take(nth, own, inner, named if ids[named] == 1 else "")
        self._point()
        if self.sort:
            self.letters.sort(key=lambda dated: (not dated[0], dated[0]))
        root = self._document(title, language)
        origins = tuple((each, self.items[nth].name) for each, nth in self.origins)
        shown = {name for _, name in origins} | self.told
        names = dict.fromkeys(item.name for item in self.items)
        return Gathered(root, origins, tuple(name for name in names if name not in shown))

    # ------------------------------------------------------------------ one file

    def _take(self, at: int, titles: Sequence[str], inner: Sequence[etree._Element], called: str) -> None:
        """Take a file: as one letter, whatever else it holds, as a volume of several, or as no letter.

        `called` is the name of the one letter in it, if that has one that no other file uses.
        """
        item = self.items[at]
        tei, text = item.tei, item.tei.find(f"{_T}text")
        stem = _stem(item.name)
        renamed: dict[str, str] = {}
        self.renamed.append(renamed)
        described = _is_described(item)
        if not described and (text is None or not holds_words(text)):
            return
        if text is None:
            text = etree.SubElement(tei, f"{_T}text")
            etree.SubElement(text, f"{_T}body")
        own = tei.get(_ID) or stem
        name = self._free(called or safe_id(_stem(own)))
        for old in (own, stem, *(each.get(_ID, "") for each in inner if len(inner) == 1)):
            renamed.setdefault(old, name)
            self.places.setdefault(old, name)
        for element in text.iter(etree.Element):
            if said := element.get(_LANG):
                element.set(_LANG, short(said))
            old = element.get(_ID, "")
            if old and not (len(inner) == 1 and element is inner[0]):
                renamed[old] = old if old not in self.used else self._free(f"{name}.{old}")
                self.used.add(renamed[old])
                element.set(_ID, renamed[old])
        for section in dialects.take_note_sections(text):
            if len(inner) < 2:  # noqa: PLR2004 (the file is one letter)
                dialects.belong(section, text, name)
            self.notes.append(section)
            self.origins.append((section, at))
        if len(inner) > 1:
            self._take_volume(at, text, inner, name)
        elif not described and not inner and at in self.registers:
            self._take_rest(at, text, titles)
        else:
            self._take_letters(at, text, titles, inner, name)

    def _take_letters(
        self, at: int, text: etree._Element, titles: Sequence[str], inner: Sequence[etree._Element], name: str
    ) -> None:
        item = self.items[at]
        texts = [each for each in text.iter(f"{_T}text") if each.find(f"{_T}group") is None]
        for nth, each in enumerate(texts):
            letter = as_letter(each)
            letter.set(_ID, name if nth == 0 else self._free(f"{name}-{nth + 1}"))
            mine = next((div for div in inner if any(up is letter for up in div.iterancestors())), None)
            number = item.tei.get("n") or text.get("n") or (None if mine is None else mine.get("n"))
            if number and number not in self.names:
                letter.set("n", number)
            language = None if mine is None else mine.get(_LANG)
            if language := language or each.get(_LANG) or text.get(_LANG) or language_of(item):
                letter.set(_LANG, language)
            open_up(letter, mine)
            empty_letter(letter)
            self._describe(at, letter, titles if nth == 0 else ())

    def _take_rest(self, at: int, text: etree._Element, titles: Sequence[str]) -> None:
        """Take what a register says beside its entries: it is a part of the whole, and no letter."""
        rest = etree.Element(f"{_T}div", type="register")
        for part in list(text):
            rest.extend(list(part))
        if titles and rest.find(f"{_T}head") is None:
            head = etree.Element(f"{_T}head")
            head.text = titles[0]
            rest.insert(0, head)
        self.letters.append(("", rest))
        self.origins.append((rest, at))

    def _take_volume(
        self, at: int, text: etree._Element, letters: Sequence[etree._Element], name: str
    ) -> None:
        """Take a file that holds several letters: they stay in one division, with what else it holds."""
        item, renamed = self.items[at], self.renamed[at]
        for nth, letter in enumerate(letters, 1):
            if not letter.get(_ID):
                letter.set(_ID, self._free(f"{name}-{nth}"))
        declare(item.tei)
        for each in item.tei.iter(f"{_T}correspDesc"):
            old = each.get(_ID, "")
            renamed[old] = self._free(old)
            each.set(_ID, renamed[old])
            settle_dates(each)
            self.descriptions.append(each)
            self.origins.append((each, at))
        volume = etree.Element(f"{_T}div")
        for part in list(text):
            volume.extend(list(part))
        if language := text.get(_LANG) or language_of(item):
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
        settle_dates(description)
        date_letter(description, letter, header, titles)
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
        self.letters.append((day_of(description), letter))
        self.origins.append((letter, at))

    # ------------------------------------------------------------------ all of them

    def _point(self) -> None:
        """Let references lead where they led: to ids that changed, and to other files that are here too."""
        for origin, nth in self.origins:
            for element in pointing(origin):
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
        return f"#{token}" if not hash_ and token in self.register else token

    def _document(self, title: str, language: str) -> etree._Element:
        root = etree.Element(f"{_T}TEI", nsmap={None: TEI})
        if language:
            root.set(_LANG, language)
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


def _stem(name: str) -> str:
    """Return the name of a file without its folder and ending."""
    return re.sub(r"\.xml$", "", name.replace("\\", "/").rpartition("/")[2])


def _is_described(item: Item) -> bool:
    return any(next(header.iter(f"{_T}correspDesc"), None) is not None for header in item.headers[:1])
