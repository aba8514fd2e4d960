"""The review: every fact is on it, the text is the source's, no word becomes markup or a formula."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import pairwise

import jsonschema
import pytest
import strategies
from hypothesis import example, given, settings
from hypothesis import strategies as st
from letters_of_ada import SOURCE, edition, lay_out

from letterbook.model import Span
from letterbook.problems import Place, problem
from letterbook.project.letterbook_toml import load
from letterbook.review import review
from letterbook.review.as_csv import COLUMNS, as_table, plain
from letterbook.review.facts import facts
from letterbook.review.html_markup import element, escape
from letterbook.review.html_rows import KIND_NAMES
from letterbook.review.html_text import fact_id
from letterbook.review.standing import DOUBTFUL, STANDINGS, cost_of, rank_of, standing_of
from letterbook.stages import run, understand

VOID = {"br", "col", "hr", "input", "link", "meta"}
PHRASING = {"a", "b", "bdi", "code", "kbd", "label", "output", "p", "pre", "span", "h1", "h2", "h3"}
BLOCKS = {"div", "section", "ul", "ol", "li", "table", "details", "p", "h1", "h2", "h3", "pre", "dl"}


# ------------------------------------------------------------------ reading a page as browsers do, strictly


@dataclass
class Node:
    name: str
    attributes: dict[str, str | None]
    children: list[Node | str] = field(default_factory=list)

    def all(self, name: str = "", **wanted: str):
        """Yield the elements below with this name, and these attributes or classes."""
        for child in self.children:
            if isinstance(child, str):
                continue
            if name in ("", child.name) and all(
                value in (child.attributes.get(key.rstrip("_")) or "").split()
                for key, value in wanted.items()
            ):
                yield child
            yield from child.all(name, **wanted)

    def words(self) -> str:
        return "".join(child if isinstance(child, str) else child.words() for child in self.children)

    def __getitem__(self, key: str) -> str:
        return self.attributes[key] or ""


class Strict(HTMLParser):
    """Builds a tree, and stumbles over what browsers would silently mend."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]

    def handle_decl(self, decl):
        assert decl == "DOCTYPE html"

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), attrs
        if tag in BLOCKS:
            assert not {node.name for node in self.open} & PHRASING - {"h2"}, (tag, self.open[-1])
        made = Node(tag, dict(attrs))
        self.open[-1].children.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_endtag(self, tag):
        assert self.open.pop().name == tag

    def handle_data(self, data):
        self.open[-1].children.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_pi = unknown_decl = handle_comment


def read(page: bytes) -> Node:
    parser = Strict()
    parser.feed(page.decode("utf-8"))
    parser.close()
    assert len(parser.open) == 1
    return parser.root


def printed(page: Node) -> str:
    """Return the text of the source as the page has it."""
    return "".join(text.words() for text in page.all("div", class_="text"))


def check_page(page: Node, others: tuple[str, ...] = ()) -> None:
    """Hold a page against the rules of HTML and of WCAG that a program can look after."""
    ids = [node["id"] for node in page.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    known = set(ids)
    for node in page.all():
        for key in ("aria-labelledby", "aria-describedby", "for"):
            assert set((node.attributes.get(key) or "").split()) <= known, node.attributes
        assert not [key for key in node.attributes if key.startswith("on") or key in ("style", "src")]
        if node.name == "a":
            file, _, name = node["href"].partition("#")
            assert file in others or (not file and name in known), node["href"]
    levels = [int(node.name[1]) for node in page.all() if re.fullmatch("h[1-6]", node.name)]
    assert levels[0] == 1
    assert all(later <= level + 1 for level, later in pairwise(levels))
    assert levels.count(1) == 1
    for landmark in ("main", "header", "aside"):
        assert len(list(page.all(landmark))) == 1
    for control in (*page.all("button"), *page.all("summary"), *page.all("a"), *page.all("label")):
        assert control.words().strip(), control
    labelled = {label["for"] for label in page.all("label") if "for" in label.attributes}
    wrapped = {id(box) for label in page.all("label") for box in label.all("input")}
    assert all(id(box) in wrapped for box in page.all("input"))
    assert all(area["id"] in labelled for area in page.all("textarea"))


@pytest.fixture(scope="module")
def ada(tmp_path_factory):
    rulings = (
        '[[sender]]\nletter = 5\nperson = ["Ben Reed", "Clara Moss"]\nreason = "Both looked out."\n'
        '[[not-call]]\nquote = "cap- tain that 3"\nreason = "Charts are counted."\n'
    )
    return edition(tmp_path_factory.mktemp("reviewed"), rulings)[0]


@pytest.fixture(scope="module")
def plain_sample(sample, tmp_path_factory):
    """Return the sample as the program alone understands it."""
    folder = tmp_path_factory.mktemp("plain")
    path = folder / "source.txt"
    path.write_bytes(sample.read_bytes())
    return understand(load(path).value)


# ------------------------------------------------------------------ what is on the page


def test_a_build_writes_the_review(sample):
    files = run(load(sample).value).value.files
    assert {"report/review.html", "report/review.json", "report/facts.csv"} <= files.keys()


def test_every_fact_is_on_the_page_with_its_reasons_and_lines(ada):
    page = read(review(ada, by="A. Editor")["review.html"])
    rows = {row["id"]: row for row in page.all("li", class_="fact")}
    told = facts(ada, "A. Editor")
    assert len(rows) == len(told)
    for fact in told:
        row = rows[fact_id(fact)]
        words = row.words()
        assert KIND_NAMES[fact.kind] in words
        assert all(why.says in words for why in fact.reasons)
        assert row["data-standing"] == standing_of(fact)
        shown = [code.words() + "\n" for code in row.all("pre")]
        confirm = fact.confirm if fact.status != "decided" else ""
        assert shown == [lines for lines in (confirm, fact.change, fact.reject, fact.leave) if lines]


def test_the_least_certain_come_first_and_in_the_list_what_would_cost_most(plain_sample):
    built, problems = plain_sample
    page = read(review(built, problems)["review.html"])
    order = list(STANDINGS)
    for facts_ in page.all("ul", class_="facts"):
        ranks = [order.index(row["data-standing"]) for row in facts_.all("li", class_="fact")]
        assert ranks == sorted(ranks)
    (work,) = page.all("section", class_="worklist")
    tasks = [row["data-standing"] for row in work.all("tr") if "data-standing" in row.attributes]
    waiting = [fact for fact in facts(built) if standing_of(fact) in DOUBTFUL]
    assert tasks == [standing_of(fact) for fact in sorted(waiting, key=lambda fact: -cost_of(fact))]
    assert len(tasks) > 30


def test_why_is_never_empty(ada, plain_sample):
    for built in (ada, plain_sample.value):
        assert all(f.reasons and f.reasons[0].says for f in facts(built) if standing_of(f) in DOUBTFUL)
        for table in read(review(built)["review.html"]).all("section", class_="worklist"):
            rows = [list(row.all("td")) for row in table.all("tr") if "data-standing" in row.attributes]
            assert all(cells[-1].words().strip() for cells in rows)


def test_a_doubtful_day_says_in_which_words_it_is_read(tmp_path):
    path = lay_out(tmp_path)
    path.write_text(SOURCE.replace("Sent on June 11, 1901", "Sent about June 11, 1901?"), encoding="utf-8")
    built = understand(load(path).value).value
    (sent,) = [fact for fact in facts(built) if (fact.letter, fact.kind) == ("4", "sent")]
    assert (sent.value, sent.status) == ("1901-06-11", "inferred")
    assert all(why.quote for why in sent.reasons)
    assert sent.reasons[0].says


def test_remarks_stand_beside_the_part_they_are_about(tmp_path):
    rulings = (
        '[[remark]]\nletter = 2\nreason = "Ask the archive."\n'
        '[[remark]]\nquote = "the glass is whole"\nreason = "Which glass?"\n'
    )
    page = read(review(edition(tmp_path, rulings)[0])["review.html"])
    told = {
        next(unit.all("h3")).words(): [one.words() for one in unit.all("p", class_="remark")]
        for unit in page.all("section", class_="unit")
    }
    assert told.pop("Letter 1") == ["Remark by A. Editor on “the glass is whole”: Which glass?"]
    assert told.pop("Letter 2") == ["Remark by A. Editor: Ask the archive."]
    assert not any(told.values())


def test_a_fact_that_waits_stands_open_with_the_lines_an_editor_will_want(plain_sample):
    page = read(review(plain_sample.value)["review.html"])
    for row in page.all("li", class_="fact"):
        first, *more = row.all("details")
        assert ("open" in first.attributes) == (row["data-standing"] in DOUBTFUL)
        assert ["open" in one.attributes for one in more].count(True) == int(row["data-standing"] in DOUBTFUL)


def test_the_text_of_the_page_is_the_source(ada, plain_sample):
    assert printed(read(review(ada)["review.html"])) == SOURCE
    built = plain_sample.value
    assert printed(read(review(built)["review.html"])) == built.source.text


def test_each_finding_is_marked_where_it_stands_and_leads_to_its_row(ada):
    page = read(review(ada)["review.html"])
    marks = list(page.all("a", class_="m"))
    for fact in facts(ada):
        mine = [mark for mark in marks if fact_id(fact) in mark["data-own"].split()]
        words = "".join(mark.words() for mark in mine)
        assert "".join(words.split()) == "".join(ada.source.quote(fact.span).split()), fact.id
    (call,) = (mark for mark in marks if mark["data-own"] == "1/call")
    assert (call.words(), call["href"]) == ("1", "#1/call")


def test_evidence_leads_to_the_words_it_rests_on(plain_sample):
    built = plain_sample.value
    page = read(review(built)["review.html"])
    starts = {mark["id"]: mark.words() for mark in page.all("a") if "id" in mark.attributes}
    for fact in facts(built):
        for why in fact.reasons:
            if why.span:
                quote = built.source.quote(why.span)
                first = starts[f"t{why.span.start}"]
                assert quote.startswith(first) or first.startswith(quote)


def test_corrections_and_calls_not_applied_are_offered(plain_sample):
    built, _ = plain_sample
    offered = [fact for fact in facts(built) if fact.status == "suggested"]
    assert offered
    page = read(review(built)["review.html"])
    rows = {row["id"]: row.words() for row in page.all("li", class_="fact")}
    assert all("suggested" in rows[fact_id(fact)] for fact in offered)


def test_the_messages_of_the_run_are_told_without_the_folder_they_came_from(ada):
    where = Place("/somewhere/else/decisions.toml", 7)
    files = review(ada, [problem("decision-lost", "“x” <b> stands nowhere", where)])
    (message,) = read(files["review.html"]).all("details", class_="messages")
    assert "decisions.toml:7" in message.words()
    assert "“x” <b> stands nowhere" in message.words()
    assert b"/somewhere/else" not in b"".join(files.values())


def test_the_editors_rejections_are_told_though_they_leave_no_fact(ada):
    (judged,) = read(review(ada)["review.html"]).all("details", class_="judged")
    assert "Charts are counted." in judged.words()
    assert "Both looked out." not in judged.words()  # it stands with the fact


# ------------------------------------------------------------------ what a page must be


def test_the_page_is_sound(ada, plain_sample):
    check_page(read(review(ada)["review.html"]))
    check_page(read(review(*plain_sample)["review.html"]))


def test_the_page_asks_for_nothing_and_runs_nothing_but_its_own(ada):
    page = read(review(ada)["review.html"])
    (policy,) = (meta["content"] for meta in page.all("meta", **{"http-equiv": "Content-Security-Policy"}))
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name, rule in (("style", "style-src"), ("script", "script-src")):
        (inline,) = page.all(name)
        digest = base64.b64encode(hashlib.sha256(inline.words().encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy
    assert [link["href"] for link in page.all("link")] == ["data:,"]
    script = next(page.all("script")).words()
    assert not re.search(r"innerHTML|insertAdjacent|document\.write|eval|fetch|XMLHttp|import\b", script)
    assert "url(" not in next(page.all("style")).words()


def test_the_same_edition_gives_the_same_bytes(ada):
    assert review(ada) == review(ada)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, relative luminance)."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_can_be_told_from_their_ground_by_day_and_night(ada):
    style = next(read(review(ada)["review.html"]).all("style")).words()
    day, night = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    )
    tints = ("people", "time", "place", "shape", "notes", "faults")
    for colours in (day, day | night):
        for ground in ("paper", "raised", "wash"):
            for words in ("ink", "quiet", "accent", "alarm"):
                assert contrast(colours[words], colours[ground]) >= 4.5, (words, ground)
            assert contrast(colours["focus"], colours[ground]) >= 3
        for tint in tints:
            assert contrast(colours["ink"], colours[tint]) >= 4.5, tint
            for ground in ("paper", tint):
                assert contrast(colours[f"{tint}-line"], colours[ground]) >= 3, tint


def test_colour_is_never_all(ada):
    """Each standing has its own line below the words and its own word beside them, each kind its name."""
    page = read(review(ada)["review.html"])
    for row in page.all("li", class_="fact"):
        (badge,) = row.all("span", class_="badge")
        assert badge.words().startswith(row["data-standing"])
    style = next(page.all("style")).words()
    lines = re.findall(r"text-decoration-style: (\w+)", style)
    assert {"wavy", "dashed", "double", "dotted"} <= set(lines)


# ------------------------------------------------------------------ large editions


def test_large_editions_come_in_pages_that_lead_to_each_other(ada, monkeypatch):
    monkeypatch.setattr("letterbook.review.html_units._PAGE", 6_000)
    monkeypatch.setattr("letterbook.review.html_units._PART", 100)
    files = review(ada)
    names = tuple(name for name in files if name.endswith(".html"))
    assert names[:3] == ("review.html", "review-2.html", "review-3.html")
    pages = {name: read(files[name]) for name in names}
    ids = {
        name: {node["id"] for node in page.all() if "id" in node.attributes} for name, page in pages.items()
    }
    for page in pages.values():
        check_page(page, names)
        for link in page.all("a"):
            file, _, name = link["href"].partition("#")
            assert not file or not name or name in ids[file], link["href"]
    assert "".join(map(printed, pages.values())) == SOURCE
    rows = [row["id"] for page in pages.values() for row in page.all("li", class_="fact")]
    assert sorted(rows) == sorted(map(fact_id, facts(ada)))
    waiting = [fact for fact in facts(ada) if standing_of(fact) in DOUBTFUL]
    (work,) = pages["review.html"].all("section", class_="worklist")
    assert len(list(work.all("a"))) == len(waiting)


# ------------------------------------------------------------------ hostile and odd texts

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)",
    "</style><img src=x onerror=alert(1)>",
    "\"'><svg/onload=alert(1)>",
    "]]><!-- --><![CDATA[ & &amp; &#60;",
    "{{7*7}} ${7*7} %3Cscript%3E",
    "\u202ereversed\u2066 and \u2069 isolated",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_source_never_become_markup(tmp_path, words):
    text = SOURCE.replace("Ben Reed", f"Ben {words} Reed").replace("the morning", words)
    (tmp_path / "source.txt").write_text(text, encoding="utf-8")
    built = understand(load(tmp_path / "source.txt").value).value
    files = review(built, [problem("decision-lost", words, Place(words))], by=words)
    page = read(files["review.html"])
    check_page(page)
    assert printed(page) == text
    assert len(list(page.all("script"))) == len(list(page.all("style"))) == 1
    assert not list(page.all("img"))
    assert not list(page.all("svg"))
    assert words in json.loads(files["review.json"])["problems"][0]["message"]


@given(st.text())
def test_what_is_escaped_is_read_again(words):
    parser = Strict()
    parser.feed(element("p", words, title=words))
    parser.close()
    (made,) = parser.root.children
    wanted = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", lambda m: chr(0x2400 + ord(m[0])), words)
    wanted = re.sub("[\x80-\x9f\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", wanted.replace("\x7f", "\u2421"))
    assert made.words() == made["title"] == wanted
    assert element("p", escape(words)) == element("p", words)


@settings(max_examples=40)
@given(strategies.editions(40))
@example(strategies.book(12426342, 25))  # its first letter has a heading with nothing in it
def test_no_edition_however_odd_is_told_amiss(built):
    files = review(built)
    page = read(files["review.html"])
    check_page(page)
    wanted = "".join(map(plain_character, built.source.text))
    assert printed(page) == wanted
    assert len(list(page.all("li", class_="fact"))) == len(facts(built))


def plain_character(char: str) -> str:
    made = Strict()
    made.feed(element("p", char))
    made.close()
    return made.root.words()


# ------------------------------------------------------------------ the record


@pytest.fixture(scope="session")
def schema(root):
    return json.loads((root / "schema" / "review.schema.json").read_text(encoding="utf-8"))


def test_the_record_is_what_its_schema_says(schema, ada, plain_sample):
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    for built, problems in ((ada, ()), plain_sample):
        record = json.loads(review(built, problems)["review.json"])
        assert [error.message for error in judge.iter_errors(record)] == []
        told = facts(built)
        assert [row["id"] for row in record["facts"]] == [fact.id for fact in told]
        assert sum(record["counts"].values()) == len(told)
        text = built.source.text
        for row in record["facts"]:
            assert text[row["start"] : row["end"]] == row["quote"]
            for why in row["evidence"]:
                if "quote" in why:
                    assert " ".join(text[why["start"] : why["end"]].split()) == why["quote"]
        assert len(record["problems"]) == len(problems)


def test_the_schema_names_every_standing_and_no_other(schema):
    assert schema["properties"]["counts"]["propertyNames"]["enum"] == list(STANDINGS)


# ------------------------------------------------------------------ the table


def rows_of(table: bytes) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(table.decode("utf-8"), newline=""), strict=True)
    return list(reader)


def test_the_table_has_a_row_for_each_fact(ada):
    table = review(ada)["facts.csv"]
    rows = rows_of(table)
    assert tuple(rows[0]) == COLUMNS
    for row, fact in zip(rows, facts(ada), strict=True):
        told = {key: plain(cell) for key, cell in row.items()}
        assert (told["letter"], told["fact"], told["value"]) == (fact.letter, fact.kind, fact.value)
        assert (told["certainty"], told["status"], told["rule"]) == (fact.certainty, fact.status, fact.rule)
        assert (told["line"], told["id"], told["by"]) == (str(fact.line), fact.id, fact.by)
        assert told["alternatives"] == " | ".join(fact.alternatives)
        assert all(why.says in told["evidence"] and why.quote in told["evidence"] for why in fact.reasons)
    assert table.count(b"\r\n") == len(rows) + 1  # RFC 4180
    assert table.count(b"\n") == len(rows) + 1


@given(st.text(st.sampled_from("=+-@＝＋－＠'\t\r\n\" ,;|%a1"), max_size=12) | st.text(max_size=12))
def test_no_cell_is_a_formula_and_each_is_read_again(built_fact, words):
    table = as_table([replace(built_fact, value=words)])
    (row,) = rows_of(table)
    assert not re.match(r"\s*[=+\-@＝＋－＠\t\r]", row["value"])
    assert plain(row["value"]) == words


@pytest.fixture(scope="module")
def built_fact(ada):
    return facts(ada)[0]


def test_ids_of_facts_cannot_be_confused(ada):
    fact = facts(ada)[0]
    names = ["a b", "a_20_b", "a_b", "ä", "e4", "_e4_", "*", "a/b", "A/B"]
    assert len({fact_id(replace(fact, id=name)) for name in names}) == len(names)


def test_ranks_follow_the_order_of_standings(ada):
    fact = replace(facts(ada)[0], span=Span(0, 1), status="inferred")
    low, medium, high = (replace(fact, certainty=cert) for cert in ("low", "medium", "high"))
    offered, doubtful = (replace(fact, status="suggested", certainty=cert) for cert in ("medium", "low"))
    unknown, decided = replace(fact, status="open", certainty=""), replace(fact, status="decided")
    order = [unknown, low, doubtful, offered, medium, high, decided]
    assert sorted([high, *order[:5], *order[6:]], key=rank_of) == order
