"""The words that readers see: the same in every language, all of them used, none missing."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from letterbook import assets

LANGUAGES = sorted(path.stem for path in assets.xslt("labels").glob("*.xml"))

#: Keys that a stylesheet puts together from a beginning and a value it finds.
COMPOSED = (
    "library.",
    "month.",
    "cert.",
    "evidence.",
    "inferred.",
    "title.",
    "nav.",
    "about.",
    "fact.",
    "register.",
    "reason.",
    "said.",
    "word.",
)


def labels(language: str) -> dict[str, str]:
    root = etree.parse(assets.xslt(f"labels/{language}.xml")).getroot()
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    keys = [label.get("key") for label in root]
    pairs = [(key, label.text or "") for key, label in zip(keys, root, strict=True) if key]
    assert len(dict(pairs)) == len(pairs), "a key stands twice"
    return dict(pairs)


def stylesheets() -> str:
    paths = [
        path
        for name in ("shared", "html", "text", "library")
        for path in sorted(assets.xslt(name).glob("*.xsl"))
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in [*paths, *assets.xslt().glob("*.xsl")])


def test_three_languages_are_there():
    assert {"de", "en", "fr"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_all_words_and_no_others(language):
    assert labels(language).keys() == labels("en").keys()
    assert all(labels(language).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_filled_in_as_in_english(language):
    def holes(text):
        return sorted(re.findall(r"\{[^}]*\}", text))

    english = labels("en")
    assert {key: holes(text) for key, text in labels(language).items()} == {
        key: holes(text) for key, text in english.items()
    }


def test_every_word_that_a_stylesheet_asks_for_is_there():
    asked = set(re.findall(r"f:label\('([^']+)'[,)]", stylesheets()))
    asked |= set(re.findall(r"""name="label" select="'([^']+)'\"""", stylesheets()))
    assert len(asked) > 40
    assert asked <= labels("en").keys()


def test_every_word_is_asked_for():
    text = stylesheets()
    unused = [key for key in labels("en") if f"'{key}'" not in text and not key.startswith(COMPOSED)]
    assert unused == []
    for beginning in COMPOSED:
        assert f"'{beginning}'" in text
