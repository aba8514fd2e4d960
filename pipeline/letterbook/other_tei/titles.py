"""Read what files call themselves: the titles of letters, the title and the language of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from letterbook.other_tei.dialects import leave, words
from letterbook.other_tei.trees import path_of
from letterbook.values.languages import tell_languages

_T = "{http://www.tei-c.org/ns/1.0}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

#: Languages by their three letters (ISO 639-2), for which the web has two (RFC 5646).
_CODES = (
    "deu:de ger:de eng:en fra:fr fre:fr lat:la ita:it spa:es por:pt nld:nl dut:nl rus:ru pol:pl ces:cs "
    "cze:cs swe:sv dan:da nor:no fin:fi hun:hu heb:he ell:el gre:el yid:yi tur:tr ara:ar zho:zh chi:zh jpn:ja"
)
_SHORT = dict(pair.split(":") for pair in _CODES.split())

#: What a title says of something larger than the letter.
_LARGER = frozenset({"s", "m", "j"})
#: The rank of such a title among those of a file; that of the letter itself has the least.
_OF_MORE = 4
#: So many characters of a file's text are enough to tell its language.
_HEARD = 20_000


class Item(NamedTuple):
    """One TEI element of a file, and the headers above it, the nearest first."""

    name: str
    tei: etree._Element
    headers: tuple[etree._Element, ...]


class Title(NamedTuple):
    """A title of a file: its words, and how near the letter it is, from 0 on."""

    rank: int
    words: str


def titles_of(item: Item) -> list[Title]:
    """Return the titles of a file, the one of the letter itself first, those of something larger last."""
    found: dict[str, Title] = {}
    for header in item.headers:
        own = header is item.headers[0] and header.getparent() is item.tei
        for path in ("titleStmt/title", "seriesStmt/title", "editionStmt//title"):
            for title in header.iterfind(path_of(f"fileDesc/{path}")):
                level, kind = title.get("level"), title.get("type") or "main"
                if not own or level in _LARGER or not path.startswith("titleStmt"):
                    rank = _OF_MORE
                else:
                    rank = 0 if level == "a" else 1 if kind == "main" else 3
                said = words(title)
                if said and (said not in found or rank < found[said].rank):
                    found[said] = Title(rank, said)
    return sorted(found.values(), key=lambda title: title.rank)


def title_of_all(titles: Sequence[Sequence[Title]]) -> tuple[str, frozenset[str]]:
    """Return what the whole is called, and the titles that are no single letter's.

    It is called what most files say of something larger than a letter, or what most call themselves; a
    single file also what it says of itself.
    """
    if len(titles) == 1:
        own = titles[0]
        return (own[-1].words if own else ""), frozenset()
    said = Counter(title.words for each in titles for title in each)
    shared = frozenset(each for each, times in said.items() if 2 * times > len(titles))
    larger = {title.words for each in titles for title in each if title.rank == _OF_MORE}
    order = sorted(shared, key=lambda each: (each not in larger, -said[each], each))
    # what two or more files say of something larger is no title of a letter either
    return (order[0] if order else ""), shared | frozenset(each for each in larger if said[each] > 1)


def title_of_one(titles: Sequence[Sequence[Title]]) -> str:
    """Return what something larger is called than one letter, by whichever of the files beside it."""
    return next((title.words for each in titles for title in each if title.rank == _OF_MORE), "")


def call_so(tei: etree._Element, title: str) -> None:
    """Let a document be called by another title; what it was called stands below."""
    statement = tei.find(f"{_T}teiHeader/{_T}fileDesc/{_T}titleStmt")
    if statement is not None:
        for old in list(statement.iterchildren(f"{_T}title")):
            if words(old) == title:
                leave(old)
        first = etree.Element(f"{_T}title")
        first.text = title
        statement.insert(0, first)


def language_of(item: Item) -> str:
    """Return the language that a file says it is in, "" if it does not say."""
    text = item.tei.find(f"{_T}text")
    said = item.tei.get(_LANG) or ("" if text is None else text.get(_LANG)) or ""
    for header in item.headers if not said else ():
        usage = [each for each in header.iter(f"{_T}language") if each.get("ident")]
        usage.sort(key=lambda each: -_number(each.get("usage")))
        said = (usage[0].get("ident") or "") if usage else ""
        if said:
            break
    return short(said)


def main_language(items: Sequence[Item], texts: Iterable[etree._Element]) -> str:
    """Return the language of the whole: what most files say, else what their words are heard to be in."""
    said = [language for item in items if (language := language_of(item))]
    if said:
        return max(dict.fromkeys(said), key=said.count)
    heard: list[tuple[int, str]] = []
    length = 0
    for text in texts:
        # Some write their lines without paragraphs around them.
        for paragraph in list(text.iter(f"{_T}p", f"{_T}ab")) or [text]:
            heard.append((length, words(paragraph)))
            length += len(heard[-1][1]) + 1
        if length > _HEARD:
            break
    return next(iter(tell_languages(heard).main), "")


def short(language: str) -> str:
    """Return a language's code as the web has it: "de" for "deu"."""
    main, hyphen, region = language.partition("-")
    return _SHORT.get(main.lower(), main) + hyphen + region


def _number(usage: str | None) -> int:
    return int(usage) if usage and usage.isdecimal() else 0
