"""Which of the names that an edition prints are one person: the people of the edition.

Two forms are one person when no part of one contradicts the other ("W. S. Churchill", "Churchill")
and no third person fits as well; a second given name written out makes another person. Two names that
stand on the two sides of one letter are never one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from letterbook.model import Entry, Likeness, Person
from letterbook.values.names.forms import (
    Name,
    fold,
    is_one_married,
    is_woman,
    last_of,
    lexicon,
    without_particle,
)
from letterbook.values.names.given import INITIAL, fathers, given_fit, is_short, is_within, own
from letterbook.words import languages

#: The parts of a surname with a capital within: "FitzGerald".
_CAPITALS = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\WA-ZÀ-Þ\d_]*")


@dataclass(frozen=True)
class People:
    """The persons and bodies of an edition, by key; `forms` are the names of each, the fullest first."""

    forms: Mapping[str, tuple[Name, ...]]
    _by_word: Mapping[str, tuple[str, ...]] = field(repr=False)

    @cached_property
    def surnames(self) -> Counter[str]:
        """How many persons bear each last word of a surname."""
        names = (forms[0] for forms in self.forms.values())
        return Counter(last_of(name) for name in names if name.kind == "person" and name.surname)

    def person(self, key: str, qualifier: str = "") -> Person:
        """Return the person of a key under the fullest name printed (and what the place adds in brackets)."""
        text = self.forms[key][0].text
        return Person(f"{text} ({qualifier})" if qualifier else text, key)

    def find(self, name: Name, among: Collection[str] | None = None) -> tuple[str, ...]:
        """Return the keys of all whom a name can mean, in the order of the keys; of `among` where given.

        Asked about few, it also reads shortened words ("Arth Schn"), which among many would fit too much.
        """
        if among is not None:
            pool: Iterable[str] = sorted(among)
        else:
            seen = {key for word in asked_under(name) for key in self._by_word.get(word, ())}
            pool = sorted(seen)
        found = tuple(k for k in pool if any(fits(name, form) for form in self.forms[k]))
        if among is not None and not found:
            # whether somebody is a woman tells the form that has a given name: "K. Brand", "Karl Brand"
            pool = [k for k in pool if all(_sexes_fit(name, form, loosely=True) for form in self.forms[k])]
            found = tuple(k for k in pool if any(fits(name, form, loosely=True) for form in self.forms[k]))
        if len(found) > 1:
            exact = tuple(k for k in found if any(_same(name, form) for form in self.forms[k]))
            family = tuple(
                k for k in found if name.lone and any(_surname(name) == _surname(f) for f in self.forms[k])
            )
            found = exact if len(exact) == 1 else family or found
        if found or among is None:
            return found
        return tuple(k for k in pool if any(_shortens(name, form) for form in self.forms[k]))

    def entries(self, keys: Collection[str]) -> tuple[Entry, ...]:
        """Return the register's entries for some keys, sorted."""
        rows = []
        for key in sorted(keys):
            best, *others = self.forms[key]
            kind = "org" if best.kind == "body" else "person"
            aliases = tuple(sorted({form.text for form in others} - {best.text}))
            rows.append(Entry(key, kind, best.text, aliases))
        return tuple(rows)


def filed_under(name: Name) -> Iterable[str]:
    """Yield the entries under which an index holds a name: see `asked_under`.

    A whole name stands under each word of its surname: with its first given name ("hale|john"), with the
    initial of that ("hale|j*"), and with the initial alone where no more is printed ("hale|j.").
    """
    if name.kind != "person":
        yield _bag(name)
        return
    given = [fold(g) for g in name.given]
    last = _surname_words(name)
    yield from last
    yield from (g for g in given if len(g) > 1)
    yield f"={_letters(name)}"
    if len(parts := _CAPITALS.findall(name.surname.split()[-1] if name.surname else "")) > 1:
        yield f"={''.join(fold(g)[:1] for g in name.given)}{''.join(fold(part)[:1] for part in parts)}"
    if name.lone:
        yield from (f"{word}|lone" for word in last)
    elif not name.initials:
        for word in (*last, *given[1:]):  # a further given name may be another form's surname
            yield f"{word}|{given[0]}"
            yield f"{word}|{given[0][:1]}*"
            if is_short(name.given[0]):
                yield f"{word}|{given[0][:1]}."


def asked_under(name: Name) -> Iterable[str]:
    """Yield the entries of an index under which all names stand that can `fits` a name, and few others.

    Where thousands have one surname, or names that differ in a letter, time grows as their number does.
    """
    if name.kind != "person":
        yield _bag(name)
        return
    given = [fold(g) for g in name.given]
    last = _surname_words(name)
    if name.initials:
        yield from (g for g in given if len(g) > 1)
        yield f"={_letters(name)}"
    elif name.lone:
        yield from last
    else:
        yield from (f"{g}|lone" for g in given if len(g) > 1)
        for word in (*last, *given[1:]):
            yield f"{word}|lone"
            if is_short(name.given[0]):
                yield f"{word}|{given[0][:1]}*"
            else:
                yield f"{word}|{given[0]}"
                yield f"{word}|{given[0][:1]}."


def _surname_words(name: Name) -> tuple[str, ...]:
    """Return the words of a surname that can be the whole of another form of it, without particles."""
    parts = [part for part in name.surname.split() if not part.islower()] or name.surname.split()
    words = (fold(word) for part in parts for word in (part, *part.split("-")))
    return tuple(dict.fromkeys(word for word in words if word))


def _letters(name: Name) -> str:
    surname = last_of(name)
    return "".join(fold(g)[:1] for g in name.given) + surname[:1]


def _bag(name: Name) -> str:
    return " ".join(sorted(fold(w) for w in re.findall(r"[\w'’]{3,}", name.text) if not w.islower()))


@lru_cache(maxsize=1 << 16)
def _surname(name: Name) -> str:
    """Return a surname for comparing: without particles, "Mac Arthur" as "MacArthur"."""
    parts = [part for part in name.surname.split() if not part.islower()] or name.surname.split()
    return fold(parts[-1]) if parts else ""


def _same(a: Name, b: Name) -> bool:
    """Tell whether two names are the same words, case and accents apart."""
    return [fold(w) for w in a.text.split()] == [fold(w) for w in b.text.split()]


def _another(a: Name, b: Name) -> bool:
    """Tell whether one name has a further given name written out: that may be the other's son."""
    short, long = sorted((a, b), key=lambda name: len(name.given))
    if fathers(short):
        return False  # one with another father does not fit at all
    if set(_surname_words(short)) & {fold(g) for g in long.given}:
        return False  # "Felix Mendelssohn", "Felix Mendelssohn Bartholdy"
    spelt = [g for g in short.given if len(fold(g)) > 2]  # noqa: PLR2004
    return bool(spelt) and any(len(fold(g)) > 2 for g in long.given[len(short.given) :])  # noqa: PLR2004


def _sexes_fit(a: Name, b: Name, *, loosely: bool) -> bool:
    """Tell whether two names can be one person's by the man or woman whose they are.

    "Mrs. Brand" is not "H. S. Brand", nor is a "Brand" who is called without a title a lady: where
    nothing tells of one name what its bearer is, it is a titled lady's only with a given name of hers.
    """
    one, other = is_woman(a), is_woman(b)
    if one is not None and other is not None:
        return one == other
    if loosely or True not in (one, other):
        return True
    lady, unknown = (a, b) if one else (b, a)
    if lady.female is None:
        return True
    spelt = {fold(g) for g in lady.given if len(fold(g)) > 2}  # noqa: PLR2004
    called = [fold(w) for w in (*unknown.given, unknown.surname if unknown.lone else "")]
    return not lady.given if unknown.initials else bool(spelt & set(called)) or _same(a, b)


def fits(a: Name, b: Name, *, loosely: bool = False) -> bool:
    """Tell whether two names can be the same person's; symmetric, and true of a name and itself.

    `loosely` lets a lady's title fit a name of which nothing tells whether it is a woman's.
    """
    if "person" not in (a.kind, b.kind):
        return a.kind == b.kind and _bag(a) == _bag(b)
    if a.kind != b.kind or not _sexes_fit(a, b, loosely=loosely):
        return False
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return False  # father and son
    if a.initials or b.initials:
        short, long = (a, b) if a.initials else (b, a)
        if long.initials:
            return [fold(g) for g in a.given] == [fold(g) for g in b.given]
        whole = [*long.given, long.surname.split()[-1]]
        if len(short.given) > len(whole):  # "E. F. G." is Edward FitzGerald
            whole = [*long.given, *_CAPITALS.findall(whole[-1])]
        if len(short.given) == 1 or len(short.given) > len(whole):
            ends = (whole[0], whole[-1])  # "MD." is nobody of these, "Th." may be Thomas
            lone = len(short.given) == 1 and len(whole) > 1
            return lone and any(
                fold(end).startswith(fold(short.given[0])) or given_fit(short.given, [end]) for end in ends
            )
        # "R. W." is Richard Wagner, and "J. A." John Quincy Adams as well
        return given_fit(short.given[:-1], whole[:-1]) and fold(whole[-1]).startswith(fold(short.given[-1]))
    if a.lone and b.lone:
        return _surname(a) == _surname(b) and not is_one_married(a, b)
    if a.lone or b.lone:
        short, long = (a, b) if a.lone else (b, a)
        word = _surname(short)
        return word == _surname(long) or word in [fold(g) for g in long.given]
    if _surname(a) == _surname(b):
        if (one := fathers(a)) and (other := fathers(b)):
            return own(a) == own(b) and (is_within(one, other) or is_within(other, one))
        return given_fit(a.given, b.given)
    # "Felix Mendelssohn Bartholdy", "Felix Mendelssohn-Bartholdy"
    return _spelt(a) == _spelt(b) or _lengthens(a, b) or _lengthens(b, a)


@lru_cache(maxsize=1 << 16)
def _spelt(name: Name) -> tuple[str, ...]:
    """Return all words of a name, those joined by hyphens apart."""
    return tuple(fold(w) for part in (*name.given, *name.surname.split()) for w in part.split("-") if w)


def _lengthens(a: Name, b: Name) -> bool:
    """Tell whether a name goes on with one more surname: "Felix Mendelssohn", "F. Mendelssohn-Bartholdy"."""
    one, other = _spelt(a), _spelt(b)
    if len(other) <= len(one):
        return False
    spelt = [fold(w) for w in b.surname.replace("-", " ").split()]
    if len(one[-1]) <= 2 or len(other) - len(one) > len(spelt):  # noqa: PLR2004
        return False
    return one[-1] == other[len(one) - 1] and given_fit(one[:-1], other[: len(one) - 1])


def _shortens(a: Name, b: Name) -> bool:
    """Tell whether every word of the first name begins a word of the second: "Arth Schn", "Churchl"."""
    if a.kind != "person" or b.kind != "person" or not b.surname or a.initials:
        return False
    if not _sexes_fit(a, b, loosely=True):
        return False
    short = [fold(w) for w in (*a.given, a.surname.split()[-1])]
    long = [fold(w) for w in (*b.given, b.surname.split()[-1])]
    if len(short) > len(long):
        return False
    if len(short) == 1:
        return len(short[0]) > 3 and any(w.startswith(short[0]) for w in long)  # noqa: PLR2004
    return all(
        x[:1] and y.startswith(x)
        for x, y in zip([*short[:-1], short[-1]], [*long[: len(short) - 1], long[-1]], strict=True)
    )


def likeness(name: Name, best: Name) -> Likeness:
    """Return how a printed name differs from the fullest form of the one whose it is."""
    if _same(name, best):
        return Likeness.SAME
    if name.initials or (name.given and all(len(fold(g)) <= INITIAL for g in name.given)):
        return Likeness.INITIALS
    if not name.given:
        given = fold(name.surname) in {fold(g) for g in best.given}
        return Likeness.GIVEN if given and _surname(name) != _surname(best) else Likeness.SURNAME
    if any(g.endswith(".") or fold(g) in lexicon("contracted_names", (), languages()) for g in name.given):
        return Likeness.SHORTENED
    shared = _surname(name) == _surname(best) and len(name.given) < len(best.given)
    return Likeness.LESS if shared else Likeness.SPELLING


def _fullness(name: Name) -> tuple[int, int, int, str]:
    spelt = sum(not is_short(g) for g in name.given)
    return (-spelt, -len(name.given), -len(name.text), name.text)


def gather(
    names: Iterable[Name], apart: Iterable[tuple[Name, Name]] = (), firm: Collection[Name] = ()
) -> People:
    """Make the people of an edition from the names it prints, in whatever order.

    Names of initials alone, or of one word that fits several persons, make no person of their own:
    they are looked up, and stay unknown where several fit, but for the `firm` ones, who are persons
    whatever else fits them. `apart` are pairs that are two persons.
    """
    distinct: dict[tuple[str, str], Name] = {}
    for name in names:
        if not name.initials and name.text:
            known = distinct.get((name.kind, name.text))
            if known is None or (known.female is None and name.female is not None):
                distinct[(name.kind, name.text)] = name
    parted = {frozenset((a.text, b.text)) for a, b in apart}
    groups: list[list[Name]] = []
    index: dict[str, list[int]] = defaultdict(list)
    for name in sorted(distinct.values(), key=_fullness):
        near = sorted({i for word in asked_under(name) for i in index[word]})
        fitting = [
            i
            for i in near
            if all(
                fits(name, form)
                and not _another(name, form)
                and frozenset((name.text, form.text)) not in parted
                for form in groups[i]
            )
            and not (name.lone and not any(_surname(name) == _surname(form) for form in groups[i]))
        ]
        if len(fitting) > 1:
            # of two that fit, one may fit word for word: "John Q. Adams" is nearer to
            # "John Quincy Adams" than to "John Adams"
            near_by = [i for i in fitting if any(len(form.given) == len(name.given) for form in groups[i])]
            fitting = near_by if len(near_by) == 1 else fitting
        if len(fitting) > 1 and name not in firm:
            continue
        if len(fitting) == 1:
            groups[fitting[0]].append(name)
            at = fitting[0]
        else:
            groups.append([name])
            at = len(groups) - 1
        for word in filed_under(name):
            index[word].append(at)
    return _named(groups)


def _named(groups: list[list[Name]]) -> People:
    forms: dict[str, tuple[Name, ...]] = {}
    by_word: dict[str, list[str]] = defaultdict(list)
    for group in sorted(groups, key=lambda g: _fullness(g[0])):
        best = _best(group)
        slug = re.sub(r"[^a-z0-9]+", "-", " ".join(_slug(best))).strip("-") or "person"
        slug = slug if slug[0].isalpha() else f"p-{slug}"
        key, n = slug, 1
        while key in forms:
            n += 1
            key = f"{slug}-{n}"
        forms[key] = (best, *[name for name in group if name.text != best.text])
        for word in sorted({w for name in group for w in filed_under(name)}):
            by_word[word].append(key)
    return People(forms, {word: tuple(keys) for word, keys in by_word.items()})


def _slug(name: Name) -> Iterable[str]:
    if name.kind != "person":
        return [fold(w) for w in name.text.split()]
    return [fold(w) for w in (*name.surname.split(), *name.given)]


def _best(group: list[Name]) -> Name:
    """Return the fullest name of a group, its surname spelt as a form in small letters spells it.

    Capitals hide how a name is written: "MACARTHUR" in a signature is "MacArthur" in a heading.
    """
    particles = {
        fold(w)[:1] for n in group for w in n.surname.split()[:-1] if w.islower() and len(fold(w)) > 1
    }
    best = min(group, key=lambda name: _fullness(without_particle(name, particles)))
    mixed = [
        n.surname
        for n in group
        if n.surname != n.surname.capitalize() and fold(n.surname) == fold(best.surname)
    ]
    if best.kind == "person" and mixed and best.surname == best.surname.capitalize():
        surname = min(mixed)
        return Name(
            " ".join([*best.given, surname]), best.given, surname, "person", best.female, best.qualifier
        )
    return best
