"""The names in a title: "Letters of A and B", "Briefe an seine Frau M.", "A, agent of the Company, and B".

A title is read from its fixed phrases outward: behind each phrase stands a name, and behind the name
what ends it, joins another to it, or says to whom the letters went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from letterbook.settle.parties.taken_names import take_list, take_name
from letterbook.settle.parties.title_words import before_title, phrase, title_rows, word_between
from letterbook.values.names.forms import Name, fold, is_weak, is_woman, normal_case
from letterbook.values.names.read import read_name
from letterbook.words import words
from letterbook.words.patterns import any_of, phrases


class Title(NamedTuple):
    """What a title says.

    `kind` is "pair", "hub", "group", "with", "of", "from", "from-to" or "to"; `sure` tells that it
    cannot be read otherwise ("Letters from A. B." may name a place, "the Circle" is nobody). `genitive` is
    the writer's name as it is printed, where that is its genitive. `whence` tells that the one word behind
    "from" may as well be where the letters were written: "Letters from Norway".
    """

    kind: str
    one: tuple[Name, ...] = ()
    other: tuple[Name, ...] = ()
    sure: bool = False
    about: tuple[tuple[Name, str], ...] = ()
    genitive: str = ""
    whence: bool = False


def _aimed(rest: str, languages: tuple[str, ...], key: str) -> tuple[Name, ...]:
    """Read the names behind "to" (or "with") after a name, over a short description between."""
    found = re.match(
        rf"(?:\s*,[^,]{{1,60}},)?\s*,?\s*(?:{word_between(languages, key).pattern})\s+", rest, re.IGNORECASE
    )
    if not found:
        return ()
    behind = rest[found.end() :].lstrip()
    names = take_list(behind, languages)[0]
    reader = None if names or key != "to" else take_reader(behind, languages)
    if reader is None:
        return names
    named = take_name(behind[len(reader.text) :].lstrip(" ,\n"), languages)
    by = title_rows(languages, "title_page", "by", "editor")
    by |= title_rows(languages, "person_words", "by", "particle")
    if named and _whole(named[0]) and fold(named[0].text.split()[0]) not in by:
        return (named[0],)  # "to his brother | John Holt"
    return (reader,)


def take_reader(text: str, languages: tuple[str, ...]) -> Name | None:
    """Read one reader who is not named: "his Son", "eine Freundin". Only such a one is one person."""
    words_ = re.match(r"(?:\s*[^\W\d_]+){0,4}", text)
    before, *behind = words_[0].split() if words_ and words_[0] else [""]
    one = title_rows(languages, "title_reader", "one")
    at = next((n for n, word in enumerate(behind[:2], start=1) if fold(word) in one), 0)
    after = behind[at : at + 1] if at else []
    if after and fold(after[0]) in title_rows(languages, "person_joins", "and"):
        return None  # "his Father and his youngest Sister" are two
    if not at or fold(before) not in title_rows(languages, "title_reader", "whose", "some"):
        return None
    shown = " ".join([before, *behind[:at]])
    shown = normal_case(shown, languages) if shown.isupper() else shown
    first, *rest = shown.split()
    return Name(" ".join([first.lower(), *rest]), kind="role")


def is_some(name: Name, languages: tuple[str, ...]) -> bool:
    """Tell whether a reader is anybody: "a Friend"."""
    return name.kind == "role" and fold(name.text.split()[0]) in title_rows(languages, "title_reader", "some")


def _titled(*names: Name) -> bool:
    return all(name.female is not None for name in names)


def _whole(*names: Name) -> bool:
    return all(name.given or name.female is not None for name in names)


def read_titles(text: str, languages: tuple[str, ...]) -> Iterator[Title]:
    """Yield each way in which a title's text says who writes to whom. A name ends with its line."""
    flat = "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
    for found in phrase(languages, "between").finditer(flat):
        names, _, about = take_list(flat[found.end() :], languages, wide=True)
        if len(names) == 2:  # noqa: PLR2004
            yield Title("pair", names[:1], names[1:], sure=True, about=about)
    yield from _hyphened(flat, languages)
    if shared := shared_with(flat, languages):
        yield Title("group", (shared,), sure=_whole(shared))
    owner, behind = _owner(flat, languages)
    for found in phrase(languages, "with").finditer(flat):
        names, _, _ = take_list(flat[found.end() :], languages)
        before = re.sub(
            rf"\b(?:{before_title(languages)})\s*$", "", flat[: found.start()], flags=re.IGNORECASE
        )
        before = before.strip()
        writer = owner or read_name(before, languages)
        if names and writer and writer.kind == "person":
            yield Title("pair" if len(names) == 1 else "hub", (writer,), names, sure=_whole(writer, *names))
        elif names:
            yield Title("with", (), names, sure=_whole(*names))
    for key in ("of", "whole", "from", "written"):
        for found in phrase(languages, key).finditer(flat):
            yield from _written(_undescribed(found[0], flat[found.end() :], languages), languages, key)
    if owner:
        exchanged = phrase(languages, "exchange").search(flat)
        yield from _written(f"{owner.text} {behind}", languages, "whole" if exchanged else "of", given=owner)
    for found in phrase(languages, "to").finditer(flat):
        names, _, _ = take_list(flat[found.end() :], languages)
        if names and not owner:
            known = all(is_woman(name) is not None for name in names)  # a given name: no "Dead Authors"
            yield Title("to", names, (), sure=_titled(*names) or known)
        elif not owner and (reader := take_reader(flat[found.end() :], languages)):
            yield Title("to", (reader,), (), sure=True)
    for found in phrase(languages, "letters").finditer(flat):
        first = not flat[: found.start()].rpartition("\n")[2]  # "nebst einem Briefe Hellwigs an Ammer"
        if first and not owner and (taken := _in_genitive(flat[found.end() :], languages)):
            writer, behind = taken  # "Briefe Hellwigs an Georg Ammer"
            if among := _with_others(behind, languages):
                readers = _aimed(among, languages, "to")  # "Briefe Hellwigs und Brandts an Georg Ammer"
                if readers:
                    yield Title("to", readers, (), sure=_whole(*readers))
            elif readers := _aimed(behind, languages, "to"):
                printed = flat[found.end() : len(flat) - len(behind)].strip()
                yield Title("from-to", (writer,), readers, sure=_whole(*readers), genitive=printed)
        # "Lettres écrites de Madrid à Mme de S."
        line = flat[found.end() :].split("\n")[0]
        for to in word_between(languages, "to").finditer(line[:60]):
            names, _, _ = take_list(line[to.end() :], languages)
            if names and _whole(*names) and not owner:
                yield Title("to", names, (), sure=_titled(*names))
    for found in phrase(languages, "received").finditer(flat):
        names, _, _ = take_list(flat[found.end() :], languages)
        if len(names) == 1:
            yield Title("to", names, (), sure=_whole(*names))


def _in_genitive(text: str, languages: tuple[str, ...]) -> tuple[Name, str] | None:
    """Read a surname in the genitive behind the word for letters; return it and the text behind."""
    endings = any_of(phrases(languages, "title_page", "genitive"))
    found = re.match(rf"\s*([^\W\d_a-zß-öø-ÿ][^\W\d_]{{2,}}?)(?:{endings})(?=\s)", text)
    name = read_name(found[1], languages) if found else None
    return (name, text[found.end() :]) if found and name and name.kind == "person" else None


def _with_others(behind: str, languages: tuple[str, ...]) -> str:
    """Return what stands behind further genitives, "und Brandts an Ammer"; "" where none follows."""
    rest = ""
    both = re.compile(rf"\s*,?\s*(?:{word_between(languages, 'and').pattern})\s+", re.IGNORECASE)
    while (found := both.match(behind)) and (taken := _in_genitive(behind[found.end() :], languages)):
        rest = behind = taken[1]
    return rest


def shares(title: Title, text: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a text names others beside a title's writer: "Briefe Schillers und Goethes"."""
    join = rf"{re.escape(title.genitive)}\s+(?:{word_between(languages, 'and').pattern})"
    return bool(title.genitive) and bool(re.search(join, text, re.IGNORECASE))


def _hyphened(flat: str, languages: tuple[str, ...]) -> Iterator[Title]:
    """Read "The Ann Lee-Carl Post Letters", "Briefwechsel Ann Lee – Carl Post"."""
    found = phrase(languages, "letters").search(flat)
    if not found:
        return
    above, below = flat[: found.start()].strip(), flat[found.end() :]
    rows = (above.rpartition("\n")[2], below.partition("\n")[0])
    for line in rows:
        row = re.sub(rf"^(?:{before_title(languages)})\s+", "", line.strip(" .:"), flags=re.IGNORECASE)
        parts = re.split(r"\s*[-–—]\s*", row)
        if len(parts) == 2:  # noqa: PLR2004
            names = [read_name(part, languages) for part in parts]
            if all(name and name.kind == "person" and name.given for name in names):
                one, other = names
                yield Title("pair", (one,), (other,), sure=True)  # type: ignore[arg-type]


def shared_with(text: str, languages: tuple[str, ...]) -> Name | None:
    """Return the one writer whom a title names, if it says that others wrote too: "of A and his family"."""
    flat = " ".join(text.split())
    for key in ("of", "from", "written"):
        for found in phrase(languages, key).finditer(flat):
            taken = take_name(_undescribed(found[0], flat[found.end() :], languages), languages)
            if taken and (join := word_between(languages, "and").match(taken[1].lstrip())):
                behind = taken[1].lstrip()[join.end() :].split()
                relation = title_rows(languages, "person_words", "relation")
                plural = [w for w in behind[:3] if fold(w) in relation or w[:1].isupper()]
                if plural and not take_name(" ".join(behind), languages):
                    return taken[0]
    return None


def _undescribed(said: str, text: str, languages: tuple[str, ...]) -> str:
    """Drop what somebody was before the name: "Briefe des Malers | Karl Brandt". Two words must follow."""
    word = said.rsplit(maxsplit=1)[-1].lower()
    endings = {end for lang in languages for end in words(lang, "title_described").get(word, ())}
    if not endings:
        return text
    two = r"(?=[^\W\d_a-zà-ÿ][\w-]*\s+[^\W\d_a-zà-ÿ])"
    noun = r"[^\W\d_]\w*" if "" in endings else r"[^\W\d_a-zà-ÿ]\w*"
    found = re.match(rf"{noun}(?:{any_of(endings)})\s+{two}", text)
    if found is None or ("" in endings and not text[0].islower()):
        return text
    return text[found.end() :]


def _written(text: str, languages: tuple[str, ...], key: str, given: Name | None = None) -> Iterator[Title]:
    names, rest, about = take_list(text, languages)
    answers = phrase(languages, "answers").search(text)
    if len(names) == 1 and answers and (taken := take_name(text[answers.end() :], languages)):
        # "with the answers of its Secretary, Mr. C.": he is who the description says
        other = taken[0]
        told = text[answers.end() : len(text) - len(taken[1])]
        yield Title(
            "pair", names, (other,), sure=_whole(*names, other), about=((names[0], ""), (other, told))
        )
    if given is not None:
        names, rest = (given,), text[len(given.text) :]
    sure = _whole(*names) and (key != "from" or _titled(*names))
    if len(names) == 1:
        readers = _aimed(rest, languages, "to")
        partners = _aimed(rest, languages, "with")
        if readers:
            yield Title("from-to", names, readers, sure=_whole(*names) or _whole(*readers))
        elif len(partners) == 1:
            yield Title("pair", names, partners, sure=_whole(*names, *partners))
        else:
            whence = key == "from" and is_weak(names[0])
            yield Title("of" if key == "whole" else "from", names, (), sure=sure, whence=whence)
    elif readers := _aimed(rest, languages, "to"):  # "Letters from A. and B. to C.": two write, one reads
        yield Title("to", readers, sure=_whole(*readers))
    elif len(names) == 2 and key != "written":  # noqa: PLR2004
        yield Title("pair", names[:1], names[1:], sure=sure, about=about)
    elif len(names) > 2:  # noqa: PLR2004
        yield Title("group", names, (), sure=sure)


def _owner(flat: str, languages: tuple[str, ...]) -> tuple[Name | None, str]:
    """Read "BEETHOVEN'S LETTERS", "Goethes Briefe an Schiller": whose they are, and the text behind."""
    found = phrase(languages, "letters").search(flat)
    before = flat[: found.start()].strip() if found else ""
    if not found or not before or phrase(languages, "editor").search(before):
        return None, ""
    own = any_of(phrases(languages, "title_page", "own"))
    if apart := re.fullmatch(rf"(.+?)\s*[:;,–—-]+\s*(?:{own})(?:\s+\w+){{0,4}}", before, re.IGNORECASE):
        name = read_name(apart[1], languages)  # "ANNE HOLT: HER LETTERS", "Anne Holt: Her Life and Letters"
        if name and name.kind == "person" and name.given:
            return name, flat[found.end() :]
    endings = phrases(languages, "title_page", "genitive")
    for ending in sorted(endings, key=lambda w: (-len(w), w)):
        if before.lower().endswith(ending):
            stem = before[: -len(ending)] + ("s" if ending.startswith("s") and len(ending) > 1 else "")
            taken = take_name(stem, languages)
            if taken and not taken[1].strip():
                return taken[0], flat[found.end() :]
    owners = tuple(phrases(languages, "title_page", "owner"))
    name = read_name(before.partition("\n")[0], languages) if owners else None
    if (
        name
        and name.kind == "person"
        and name.given
        and all(w.endswith((*owners, ".")) for w in name.text.split())
    ):
        return name, flat[found.end() :]  # PETRI CASTELLANI | BRUGENSIS | EPISTOLAE, given as it is printed
    return None, ""


def read_pair(text: str, languages: tuple[str, ...]) -> tuple[Name, ...]:
    """Read a line that is two names and nothing else: "A – B", "A und B"."""
    flat = " ".join(text.split())
    parts = re.split(r"\s+[–—-]+\s+|\s*/\s*", flat)
    if len(parts) == 2:  # noqa: PLR2004
        taken = [take_name(part, languages) for part in parts]
        if all(one and not one[1].strip(" .") for one in taken):
            return tuple(one[0] for one in taken if one)
        return ()
    names, rest, _ = take_list(flat, languages)
    return names if len(names) == 2 and not rest.strip(" .:") else ()  # noqa: PLR2004
