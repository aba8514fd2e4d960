"""The grammar's verdict, its lines, and the explanation of what is not valid."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook.check import xsd
from letterbook.check.xsd import EXPLAINED, TEI, check_schema
from letterbook.xml_input.parse import parse


def schema_faults(data):
    root, faults = parse(data, "f.xml")
    assert root is not None, faults
    return check_schema(root, "f.xml")


def test_a_sound_edition_is_valid(edition):
    assert schema_faults(edition) == ()


# what is replaced, by what, where, part of the message, parts of the explanation
FAULTS = [
    (
        ("<p>Rye.</p>", "<p>Rye<bold/>.</p>"),
        '<note xml:id="note-1"',
        "Element 'bold': This element is not expected",
        ["/TEI/text/back/div/note[1]/p (in note-1): ", "'bold' at position 1", "p may hold: abbr, add,"],
    ),
    (
        ("<p>Grain", "<p/><opener/><p>Grain"),
        "<p/><opener/>",
        "Element 'opener': This element is not expected",
        ["/TEI/text/body/div[1] (in letter-1): ", "'opener' at position 3"],
    ),
    (
        ("<title>Letters", "<editor/><title>Letters"),
        "<editor/>",
        "Element 'editor': This element is not expected. Expected is (title)",
        ["/TEI/teiHeader/fileDesc/titleStmt: ", "Tag 'title' expected"],
    ),
    (
        ('when="1801-06"', 'when="1801-13"'),
        "1801-13",
        "Element 'date', attribute 'when': '1801-13' is not a valid value",
        ["correspDesc[2]/correspAction[2]/date (in corresp-2): attribute when='1801-13': invalid value"],
    ),
    (
        ('cert="high"', 'cert="sure"'),
        'cert="sure"',
        "Element 'persName', attribute 'cert'",
        ["value must be one of ['high', 'medium', 'low']"],
    ),
    (
        ('anchored="false"', 'colour="red"'),
        'colour="red"',
        "Element 'note', attribute 'colour': The attribute 'colour' is not allowed",
        ["/TEI/text/back/div/note[2] (in note-2): 'colour' attribute not allowed"],
    ),
    (
        ('type="notes"', 'type="remarks"'),
        'type="remarks"',
        "Element 'div', attribute 'type'",
        ["value must be one of ['letter', 'enclosure'"],
    ),
    (
        ('<div type="notes">', "<div>"),
        "<div>",
        "Element 'div': The attribute 'type' is required but missing",
        ["/TEI/text/back/div: missing required attribute 'type'"],
    ),
    (
        ("<body>", "<body>words"),
        "<body>",
        "Element 'body': Character content other than whitespace is not allowed",
        ["/TEI/text/body: character data between child elements not allowed"],
    ),
    (
        ("<langUsage>", "<langUsage/><langUsage>"),
        "<langUsage/>",
        "Element 'langUsage': Missing child element(s)",
        ["/TEI/teiHeader/profileDesc/langUsage[1]: "],
    ),
    (
        ("<head>No. 1", '<x:head xmlns:x="https://example.org/x"/><head>No. 1'),
        "<x:head",
        "Element '{https://example.org/x}head': This element is not expected",
        ["/TEI/text/body/div[1] (in letter-1): "],
    ),
]


@pytest.mark.parametrize(("change", "where", "message", "explained"), FAULTS)
def test_a_fault_is_told_with_line_and_explained(change, where, message, explained, spoil, line_of):
    data = spoil(change)
    problem = next(p for p in schema_faults(data) if message in p.message)
    assert problem.code == "tei-invalid"
    assert problem.place == ("f.xml", line_of(data, where), 0)
    assert "http://www.tei-c.org" not in problem.message + problem.hint
    for words in explained:
        assert words in problem.hint
    assert "\n" not in problem.hint


def test_each_fault_of_one_element_is_explained_by_itself(spoil):
    data = spoil(('when="1801-06"', 'when="1801-13" cert="sure" evidence="internal"'))
    first, second = schema_faults(data)
    assert ("when=" in first.hint, "cert=" in first.hint) == (True, False)
    assert ("when=" in second.hint, "cert=" in second.hint) == (False, True)


def test_a_stray_element_hides_no_fault_behind_it(spoil, line_of):
    data = spoil(
        ("<body>", "<body>\n<bold/>"),
        ("<head>No. 1</head>", '<head rows="1"><p>\n<hi colour="red"/></p></head>'),
        ("<p>More grain", '<p rows="2">More grain'),
        ('type="notes"', 'type="remarks"'),
    )
    lines = [problem.place.line for problem in schema_faults(data)]
    where = ("<bold/>", 'rows="1"', "<p>\n<hi", "<hi colour", 'rows="2"', 'type="remarks"')
    assert lines == [line_of(data, words) for words in where]


def test_faults_in_many_letters_are_told_once_each(edition):
    letter = edition.decode().partition("<body>")[2].partition("</div>")[0] + "</div>"
    data = edition.decode().replace(letter, f"<bold/>{letter.replace('<p>', '<p><bold/>')}" * 50)
    found = [p for p in schema_faults(data.encode()) if "bold" in p.message]
    assert len(found) == 1 + 50


def test_equal_ids_have_a_code_of_their_own(spoil):
    problems = schema_faults(spoil(('xml:id="letter-2"', 'xml:id="letter-1"')))
    assert [p.code for p in problems] == ["id-duplicate"]
    problems = schema_faults(spoil(('xml:id="letter-2"', 'xml:id="2nd letter"')))
    assert [p.code for p in problems] == ["tei-invalid"]


def test_many_faults_are_all_told_and_some_explained(spoil):
    data = spoil(("<p>Rye.</p>", '<p rows="3"/>' * (EXPLAINED + 5)))
    problems = schema_faults(data)
    assert len(problems) == EXPLAINED + 5
    assert all("attribute not allowed" in p.hint for p in problems[:EXPLAINED])
    assert not any("attribute not allowed" in p.hint for p in problems[EXPLAINED:])


@pytest.mark.parametrize("fault", ["<p>\n<bold/>\n</p>", "<p>words <bold/></p>", "<p><bold/></p>"])
def test_lines_are_near_beyond_the_65535th(fault, spoil, line_of):
    data = spoil(("<p>Rye.</p>", "<p>Rye.\n</p>" * 70_000 + fault))
    (problem,) = schema_faults(data)
    assert abs(problem.place.line - line_of(data, "<bold/>")) <= 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html/>", "<html> in no namespace"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "<html> in the namespace 'http://www.w3.org"),
        (b"<TEI/>", "<TEI> in no namespace"),
        (b'<div xmlns="http://www.tei-c.org/ns/1.0" type="letter"/>', "<div> in the namespace"),
    ],
)
def test_only_a_whole_tei_document_is_looked_at(data, said):
    (problem,) = schema_faults(data)
    assert problem.code == "tei-root"
    assert said in problem.message


def test_a_prefix_for_tei_changes_nothing(edition, spoil):
    def prefixed(data):
        root = parse(data, "f.xml").value
        text = data.decode().replace("xmlns=", "xmlns:t=")
        for name in {e.tag.split("}")[1] for e in root.iter("{*}*")}:
            text = text.replace(f"<{name}>", f"<t:{name}>").replace(f"<{name} ", f"<t:{name} ")
            text = text.replace(f"</{name}>", f"</t:{name}>").replace(f"<{name}/", f"<t:{name}/")
        return text.encode()

    assert schema_faults(prefixed(edition)) == ()
    (problem,) = schema_faults(prefixed(spoil(("<p>Rye.</p>", "<bold/>"))))
    assert "note may hold" in problem.hint


NAMES = ("p", "div", "note", "head", "persName", "correspAction", "closer", "hi", "list", "item", "bold")


@given(
    changes=st.lists(
        st.tuples(
            st.sampled_from(("drop", "twice", "empty", "rename", "last", "attribute")),
            st.integers(0, 200),
            st.sampled_from(NAMES),
        ),
        min_size=1,
        max_size=3,
    ),
    others=st.sets(st.sampled_from(NAMES)),
)
@settings(max_examples=150, deadline=None)
def test_the_schema_narrowed_to_a_document_and_others_gives_the_same_verdict(edition, changes, others):
    root, _ = parse(edition, "f.xml")
    assert root is not None
    for change, at, name in changes:
        elements = list(root.iter(f"{TEI}*"))[1:]
        if not elements:
            break
        _spoilt(elements[at % len(elements)], change, f"{TEI}{name}")
    tags = frozenset(str(element.tag) for element in root.iter(f"{TEI}*")) | {
        f"{TEI}{name}" for name in others
    }
    assert xsd._narrowed(tags).validate(root) == xsd._schema().validate(root)


def _spoilt(element, change, tag):
    holder = element.getparent()
    if change == "drop":
        holder.remove(element)
    elif change == "twice":
        holder.append(copy.deepcopy(element))
    elif change == "empty":
        for child in list(element):
            element.remove(child)
    elif change == "rename":
        element.tag = tag
    elif change == "last":
        holder.append(element)
    else:
        element.set("n", "1")


def test_a_schema_narrowed_to_nothing_but_a_root_still_asks_for_what_is_required():
    root, _ = parse(f'<TEI xmlns="{TEI[1:-1]}"/>'.encode(), "f.xml")
    assert root is not None
    assert not xsd._narrowed(frozenset({f"{TEI}TEI"})).validate(root)
