"""The editor's registers: what is read, what is refused, and which names of an edition are matched."""

from __future__ import annotations

import re

import pytest
from letters_of_ada import edition, lay_out, tei

from letterbook.model import letters
from letterbook.problems import Place, Refused
from letterbook.project.letterbook_toml import load
from letterbook.project.registers import Row, read_registers

LIST = """\
<standOff xmlns="http://www.tei-c.org/ns/1.0">
 <listPerson>
  <person xml:id="ada"><persName>Ada <surname>Holm</surname></persName><persName>A. Holm</persName>
   <idno type="GND">118540238</idno></person>
 </listPerson>
 <listOrg><org xml:id="mill"><orgName>The Mill at Orrin</orgName></org></listOrg>
 <listPlace>
  <place xml:id="s"><placeName>Skarn</placeName><idno type="geonames">2812482</idno></place>
 </listPlace>
</standOff>
"""


def write(folder, **files):
    for name, text in files.items():
        (folder / re.sub(r"_(csv|xml)$", r".\1", name)).write_text(text, encoding="utf-8")
    return folder


def rows(folder, *named) -> list[tuple]:
    found = read_registers(folder, named).value
    return [(row.kind, row.key, row.name, row.aliases, row.ids, row.place.line) for row in found]


def faults(folder, *named) -> list[tuple[str, int, str, str]]:
    with pytest.raises(Refused) as refused:
        read_registers(folder, named)
    found = refused.value.problems
    return [(p.place.file.rpartition("/")[2], p.place.line, p.code, f"{p.message} | {p.hint}") for p in found]


# ------------------------------------------------------------------ reading


@pytest.mark.parametrize(
    "text",
    [
        "id,name,aliases,gnd\nh,Ada Holm,A. Holm; Miss Holm,118540238\n",
        "\ufeffid;name;aliases;gnd\r\nh;Ada Holm;A. Holm|Miss Holm;118540238\r\n",
        "name\tGND\tid\taliases\nAda  Holm\thttp://d-nb.info/gnd/118540238\th\tA. Holm;;Miss Holm;Ada Holm\n",
        'id,name,aliases,gnd\n\n"h","Ada Holm","A. Holm; Miss Holm"," 118540238"\n',
    ],
)
def test_a_table_is_read_however_a_spreadsheet_writes_it(tmp_path, text):
    found = rows(write(tmp_path, persons_csv=text))
    assert [row[:5] for row in found] == [
        ("person", "h", "Ada Holm", ("A. Holm", "Miss Holm"), (("gnd", "118540238"),))
    ]


def test_kinds_come_from_the_column_or_the_file(tmp_path):
    write(tmp_path, persons_csv="name,kind\nA,\nB,org\nC,Place\n", places_csv="name\nSkarn\n")
    assert [(row[0], row[2]) for row in rows(tmp_path)] == [
        ("person", "A"),
        ("org", "B"),
        ("place", "C"),
        ("place", "Skarn"),
    ]


def test_lists_of_tei_are_read(tmp_path):
    assert rows(write(tmp_path, persons_xml=LIST)) == [
        ("person", "ada", "Ada Holm", ("A. Holm",), (("gnd", "118540238"),), 3),
        ("org", "mill", "The Mill at Orrin", (), (), 6),
        ("place", "s", "Skarn", (), (("geonames", "2812482"),), 8),
    ]


TOLD = """\
<listPerson xmlns="http://www.tei-c.org/ns/1.0">
 <person><persName>Ada Holm</persName><birth when="1840-05-02"/><death>after 1912, in Skarn</death><note>Kept
  the light.</note></person>
 <place><placeName>Skarn</placeName><location><geo>54.3 -10.1</geo></location></place>
</listPerson>
"""


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            "persons_csv",
            """name,kind,born,died,coordinates,note
Ada Holm,,1840-05-02,"after 1912, in Skarn",,Kept  the light.
Skarn,place,,,"54.3, -10.1",
""",
        ),
        ("persons_xml", TOLD),
    ],
)
def test_what_a_register_tells_of_lives_and_places_is_read(tmp_path, file, text):
    found = read_registers(write(tmp_path, **{file: text})).value
    assert [row.about for row in found] == [
        (("born", "1840-05-02"), ("died", "after 1912, in Skarn"), ("note", "Kept the light.")),
        (("coordinates", "54.3 -10.1"),),
    ]


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ("A,place,1840,", "“born” is for entries of the kind person, not place"),
        ("A,person,,54 10", "“coordinates” is for entries of the kind place, not person"),
        ("A,place,,54", "is no latitude and longitude"),
        ("A,place,,north of it", "is no latitude and longitude"),
        ("A,place,,91 10", "is no latitude and longitude"),
        ("A,place,,54 181", "is no latitude and longitude"),
    ],
)
def test_what_cannot_be_true_of_an_entry_is_refused(tmp_path, cells, says):
    ((_, line, code, said),) = faults(write(tmp_path, persons_csv=f"name,kind,born,coordinates\n{cells}\n"))
    assert (line, code) == (2, "register-value")
    assert says in said


def test_files_may_be_named_in_the_configuration(tmp_path):
    write(tmp_path, persons_csv="name\nNobody\n", people_csv="name\nAda Holm\n")
    (tmp_path / "letterbook.toml").write_text('registers = ["people.csv"]')
    assert load(tmp_path / "source.txt").value.register == (
        Row("person", "", "Ada Holm", (), (), Place(str(tmp_path / "people.csv"), 2)),
    )


def test_without_registers_there_is_none(tmp_path):
    assert rows(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "text", "line", "code", "says"),
    [
        ("persons_csv", "nam,gnd\nA,\n", 1, "register-column", "Did you mean “name”?"),
        ("persons_csv", "name,name\nA,B\n", 1, "register-column", "stands twice"),
        ("persons_csv", "name,gnd\n\n,118540238\n", 3, "register-value", "there is no name"),
        ("persons_csv", "name,kind\nA,persn\n", 2, "register-value", "is no kind"),
        ("persons_csv", "id,name\na b,A\n", 2, "register-value", "holds a blank"),
        (
            "persons_csv",
            "name,gnd\nA,118540239\n",
            2,
            "register-number",
            "A: “118540239” has the wrong check digit",
        ),
        ("persons_csv", "name\nA,B\n", 2, "register-syntax", "there are 2 cells, and 1 columns"),
        ("persons_csv", 'name\n"A\n', 2, "register-syntax", "unexpected end of data"),
        ("persons_csv", "id,name\nx,A\nx,B\n", 3, "register-twice", "is given to “A”"),
        ("persons_csv", "name,viaf\nA,24602065\nB,24602065\n", 3, "register-twice", "the viaf number"),
        ("persons_xml", LIST.replace("GND", "GDN"), 3, "register-value", "Did you mean “gnd”?"),
        ("persons_xml", LIST.replace("118540238", "118540237"), 3, "register-number", "it should end in 8"),
        ("persons_xml", LIST.replace("Skarn", " "), 8, "register-value", "there is no name"),
        (
            "persons_xml",
            LIST.replace("www.tei-c.org", "example.org"),
            0,
            "register-empty",
            "no person, org or place",
        ),
        ("persons_xml", LIST[:-5], 10, "xml-syntax", ""),
        ("persons_xml", "<!DOCTYPE x><x/>", 1, "xml-doctype", ""),
    ],
)
def test_a_fault_has_its_line_and_says_what_was_meant(tmp_path, file, text, line, code, says):
    ((name, at, found, said),) = faults(write(tmp_path, **{file: text}))
    assert (name, at, found) == (file.replace("_", "."), line, code)
    assert says in said


def test_all_faults_of_all_registers_are_told_at_once(tmp_path):
    write(tmp_path, persons_csv="name,gdn\nA,1\n,2\n", places_csv="name,geonames\nSkarn,north\n")
    assert [row[:3] for row in faults(tmp_path)] == [
        ("persons.csv", 1, "register-column"),
        ("persons.csv", 3, "register-value"),
        ("places.csv", 2, "register-number"),
    ]


def test_what_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "persons.csv").write_bytes(b"name\nAda\nHolm \xe9\n")
    assert [row[:3] for row in faults(tmp_path)] == [("persons.csv", 3, "register-unreadable")]
    assert [row[2] for row in faults(tmp_path, "nowhere.csv")] == ["register-unreadable"]


# ------------------------------------------------------------------ matching


@pytest.mark.parametrize(
    ("name", "aliases", "key"),
    [
        ("Ada Holm", "", "x"),
        ("ADA HOLM", "", "x"),
        ("Holm, Ada", "Ada Holm", "x"),
        ("Äda Hölm", "", "x"),
        ("Ada K. Holm", "", "holm-ada"),
        ("Holm", "", "holm-ada"),
        ("Holm, Ada", "", "holm-ada"),
    ],
)
def test_a_name_is_matched_when_it_is_the_same(tmp_path, name, aliases, key):
    built, _ = edition(tmp_path, persons_csv=f'id,name,aliases\nx,"{name}","{aliases}"\n')
    assert letters(built)[0].received.persons[0].value.key == key
    assert [entry.key for entry in built.register if entry.name == name] == ["x"]


def test_an_ambiguous_name_is_linked_to_nobody_and_says_why(tmp_path):
    table = "id,name,aliases\na,Ada Holm the elder,Ada Holm\nb,Ada Holm the younger,Ada Holm\n"
    built, problems = edition(tmp_path, persons_csv=table)
    assert letters(built)[0].received.persons[0].value.key == "holm-ada"
    ((line, said),) = [(line, said) for line, code, said in problems if code == "register-ambiguous"]
    assert line == 9  # where the edition's name is printed
    assert "Ada Holm the elder" in said
    assert "Ada Holm the younger" in said


def test_a_like_name_is_only_suggested(tmp_path):
    built, problems = edition(tmp_path, persons_csv="id,name\nx,Ada Hulm\n")
    assert letters(built)[0].received.persons[0].value.key == "holm-ada"
    assert [said for _, code, said in problems if code == "register-similar"]


def test_an_entry_without_an_id_takes_the_key_the_edition_has(tmp_path):
    built, _ = edition(tmp_path, persons_csv="name,aliases\nMiss Holm,Ada Holm\nNils Aas,\n")
    assert [(entry.key, entry.name, entry.aliases) for entry in built.register] == [
        ("holm-ada", "Miss Holm", ("Ada Holm",)),
        ("aas-nils", "Nils Aas", ()),
        ("reed-ben", "Ben Reed", ()),
    ]


def test_places_are_matched(tmp_path):
    ruling = '[[place]]\nletter = 2\nplace = "Skarn"\nreason = "Note 1."\n'
    table = "id,name,aliases,geonames\nskarn,Skarn Island,Skarn,2812482\n"
    written = tei(load(lay_out(tmp_path, ruling, places_csv=table)).value)
    assert (
        '<placeName ref="#place-skarn" cert="high" evidence="conjecture" resp="#editor-A-Editor">Skarn<'
        in written
    )
    assert '<idno type="geonames">2812482</idno>' in written


def test_numbers_end_in_the_tei(tmp_path):
    table = "id,name,gnd,wikidata\nada,Ada Holm,118540238,Q5879\n"
    written = tei(load(lay_out(tmp_path, persons_csv=table)).value)
    assert '<person xml:id="person-ada">' in written
    assert '<idno type="gnd">118540238</idno>' in written
    assert '<idno type="wikidata">Q5879</idno>' in written
    assert re.search(r'<persName ref="#person-ada"[^>]*>Ada Holm</persName>', written)


@pytest.mark.parametrize(
    ("table", "ids", "resp"),
    [
        (None, (("gnd", "118540238"),), "A. Editor"),
        ("id,name\nada,Ada Holm\n", (("gnd", "118540238"),), "A. Editor"),
        ("id,name,viaf\nada,Ada Holm,24602065\n", (("viaf", "24602065"), ("gnd", "118540238")), "A. Editor"),
    ],
)
def test_a_decision_adds_a_persons_number(tmp_path, table, ids, resp):
    ruling = (
        '[[person]]\nname = "Ada Holm"\ngnd = "118540238"\naliases = ["Miss Holm"]\nreason = "Looked up."\n'
    )
    built, problems = edition(tmp_path, ruling, **({"persons_csv": table} if table else {}))
    (entry,) = (entry for entry in built.register if entry.name == "Ada Holm")
    assert (entry.ids, entry.resp, entry.aliases) == (ids, resp, ("Miss Holm",))
    assert [code for _, code, _ in problems if code.startswith("decision")] == []


def test_a_decision_against_the_register_is_told_with_both(tmp_path):
    ruling = '[[person]]\nname = "Ada Holm"\ngnd = "118540238"\nreason = "x"\n'
    _, problems = edition(tmp_path, ruling, persons_csv="name,gnd\nAda Holm,101115658X\n")
    ((_, said),) = [(line, said) for line, code, said in problems if code == "decisions-contradict"]
    assert "gnd 118540238 of Ada Holm" in said
    assert "persons.csv:2 says 101115658X" in said


def test_a_decision_may_name_a_person_by_an_alias_of_the_register(tmp_path):
    ruling = '[[sender]]\nletter = 5\nperson = "the keeper"\nreason = "x"\n'
    built, problems = edition(tmp_path, ruling, persons_csv="id,name,aliases\nr,Ben Reed,the keeper\n")
    assert letters(built)[4].sent.persons[0].value.key == "r"
    assert [code for _, code, _ in problems if code.startswith("decision")] == []


def test_the_register_of_the_sample_guesses_no_numbers(sample):
    found = rows(sample.parent)
    assert len(found) > 15
    assert all(row[4] == () for row in found)


def test_the_manual_names_every_column(root):
    page = (root / "docs" / "registers.md").read_text(encoding="utf-8")
    for column in (
        "id",
        "name",
        "aliases",
        "kind",
        "gnd",
        "viaf",
        "lccn",
        "wikidata",
        "geonames",
        "isni",
        "orcid",
    ):
        assert f"`{column}`" in page
