"""Kinds of TEI that other projects have: what stands beside a letter, what is missing, how lines and names stand."""
# ruff: noqa: E501 (the letters here are as long as they are)

from __future__ import annotations

import re

import pytest
from lxml import etree

from letterbook.publish.any_tei import render_all

NS = "http://www.tei-c.org/ns/1.0"
TEI = """<TEI xmlns="{ns}"{own}><teiHeader><fileDesc><titleStmt>{titles}</titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>y</p></sourceDesc></fileDesc>
<profileDesc>{described}{more}</profileDesc></teiHeader>{text}</TEI>"""


def described(day='when="1880-03-01"', words=""):
    date = f"<date {day}>{words}</date>" if day or words else ""
    return f"""<correspDesc><correspAction type="sent"><persName>Ada Voss</persName>{date}</correspAction>
    <correspAction type="received"><persName>Jon Reed</persName></correspAction></correspDesc>"""


def tei(
    text="<text><body><p>Rain.</p></body></text>",
    *,
    facts=None,
    titles="<title>A note</title>",
    own="",
    more="",
):
    facts = described() if facts is None else facts
    own = f' xml:id="{own}"' if own else ""
    return TEI.format(ns=NS, own=own, titles=titles, described=facts, more=more, text=text).encode()


def site(**files):
    return render_all([(f"{name}.xml", data) for name, data in files.items()], "html")


def words(data, path="//main"):
    return " ".join(" ".join(etree.HTML(data.decode()).xpath(f"{path}//text()")).split())


def letters(outcome):
    return sorted(name for name in outcome.value if name.startswith("letters/"))


def text(body, **params):
    (name,) = (
        name
        for name in render_all([("l.xml", tei(f"<text><body>{body}</body></text>"))], "text").value
        if name.startswith("letters/")
    )
    return (
        render_all([("l.xml", tei(f"<text><body>{body}</body></text>"))], "text", params).value[name].decode()
    )


BESIDE = """<text><front><p>Front words.</p></front><body><div type="whole"><div type="cover"><p>Cover words.</p></div>
<div type="letter"><opener><salute>Dear Jon,</salute></opener><p>Own words.</p></div></div>
<div type="apparatus"><head>Readings</head><p>Later words.</p></div></body><back><div><p>Back words.</p></div></back></text>"""


def test_what_stands_beside_a_letter_is_on_its_page_in_its_order():
    made = site(one=tei(BESIDE), two=tei())
    page = words(made.value["letters/one.html"], '//div[@class="text"]')
    places = [page.index(f"{name} words.") for name in ("Front", "Cover", "Own", "Later", "Back")]
    assert places == sorted(places)
    index = made.value["index.html"].decode()
    assert not re.search("(Front|Cover|Later|Back) words", index)
    assert "Own words." in index  # what the letter begins with


def test_a_corpus_has_the_letter_without_what_stands_beside_it():
    files = render_all([("one.xml", tei(BESIDE)), ("two.xml", tei())], "text", {"form": "corpus"}).value
    assert files["letters/one.txt"].decode() == "Dear Jon,\nOwn words.\n"


@pytest.mark.parametrize(
    "empty", ["", "<text><body><div><pb n='1'/></div></body></text>", "<text><body><p/></body></text>"]
)
def test_a_letter_without_a_transcription_has_a_page_that_says_so(empty):
    made = site(one=tei(), two=tei(empty))
    assert letters(made) == ["letters/one.html", "letters/two.html"]
    assert "There is no transcription of this letter." in words(made.value["letters/two.html"])
    assert "no transcription" not in words(made.value["letters/one.html"])


def test_a_file_of_which_nothing_is_shown_is_named():
    made = site(one=tei(), two=tei("<text><body><p/></body></text>", facts=""))
    assert [(p.code, p.place.file) for p in made.problems] == [("render-empty", "two.xml")]


REGISTER = """<text><body><p>Who is who.</p><div><listPerson><person xml:id="ada"><persName><surname>Voss</surname><forename>Ada</forename></persName></person></listPerson></div></body></text>"""


def test_a_register_with_words_of_its_own_is_no_letter():
    series = "<title>Persons</title><title level='s'>The Voss papers</title>"
    made = site(one=tei(), persons=tei(REGISTER, facts="", titles=series))
    assert letters(made) == ["letters/one.html"]
    assert any("Who is who." in words(data) for name, data in made.value.items() if name.endswith(".html"))
    assert words(made.value["index.html"], "//h1") == "The Voss papers"
    assert "Voss, Ada" in words(made.value["persons.html"])


def test_a_list_of_things_that_tei_has_no_name_for_is_no_letter():
    things = "<listObject><head>Works</head><w xmlns='urn:own'><name>Zeeland girl</name></w></listObject>"
    made = site(l=tei(), works=tei(f"<text><body>{things}</body></text>", facts=""))
    assert letters(made) == ["letters/l.html"]
    plain = "<list><item>rope</item></list>"
    made = site(l=tei(), m=tei(f"<text><body>{plain}</body></text>", facts=""))
    assert letters(made) == ["letters/l.html", "letters/m.html"]


def test_a_letter_with_its_own_register_and_without_description_is_a_letter():
    own = REGISTER.replace(
        "<p>Who is who.</p><div>", "<p>Dear Jon, this is my brother.</p></body><back>"
    ).replace("</div></body>", "</back>")
    assert letters(site(one=tei(own, facts=""), two=tei())) == ["letters/one.html", "letters/two.html"]


LIST = '<listPerson><person xml:id="q7"><persName>Ned Hale</persName></person></listPerson>'
BODY = '<body><div type="letter"><p><persName ref="#q7">Ned</persName> came.</p></div></body>'


@pytest.mark.parametrize(
    "document",
    [
        tei(f"<text>{BODY}<back>{LIST}</back></text>"),
        tei(f"<text>{BODY}</text>", more=f"<particDesc>{LIST}</particDesc>"),
        tei(f"<standOff>{LIST}</standOff><text>{BODY}</text>"),
        tei(f"<text>{BODY.replace('</body>', BODY[6:])}<back>{LIST}</back></text>"),
    ],
)
def test_registers_are_read_wherever_they_stand(document):
    made = site(one=document)
    (entry,) = etree.HTML(made.value["persons.html"].decode()).xpath('//li[@id="q7"]')
    assert entry.xpath("string(a)") == "Ned Hale"
    assert 'href="../persons/q7.html"' in made.value[letters(made)[0]].decode()


@pytest.mark.parametrize(
    ("line", "title", "shown"),
    [
        ('<dateline>Ely, <date when="1880-05-04">4 May</date></dateline>', "A note", "4 May 1880"),
        ('<dateline><date when-iso="1880-05-04T10:00">4 May</date></dateline>', "A note", "4 May 1880"),
        ("<dateline>Ely, 4 May 1880</dateline>", "A note", "[4 May 1880]"),
        ("", "Voss to Reed, 4 May 1880", "[4 May 1880]"),
        ("", "Voss to Reed, 4 May 1880 to 6 June 1881", ""),
        ("<dateline>Ely, 4 May</dateline>", "A note", ""),
    ],
)
def test_a_letter_is_dated_by_its_dateline_or_title(line, title, shown):
    body = f"<text><body><opener>{line}</opener><p>Rain.</p></body></text>"
    made = site(
        a=tei(body, facts=described(day=""), titles=f"<title>{title}</title>"),
        b=tei(titles="<title>B</title>"),
    )
    rows = etree.HTML(made.value["index.html"].decode()).xpath('//table[@class="letters"]/tbody/tr/th/a')
    assert [row.get("href") for row in rows] == ["letters/b.html", "letters/a.html"]
    assert " ".join(rows[1].itertext()) == (shown or title)


@pytest.mark.parametrize(
    ("attributes", "said", "shown", "last"),
    [
        ('when-iso="1880-05-01/1880-05-04"', "1.–4. May", "1.–4. May", False),
        ('when-iso="1880-05-0X"', "", "between 1 May 1880 and 9 May 1880", False),
        ('when="--05-04"', "", "4 May", True),
        ('when="--05-04"', "4 May, the year torn off", "4 May, the year torn off", True),
        ('notBefore-iso="1880-05-04T10:00:00" notAfter-iso="1880-05-04T11:00:00"', "x", "4 May 1880", False),
        ('when="1880-05-04"', "the fourth", "4 May 1880", False),
    ],
)
def test_dates_are_shown_in_words(attributes, said, shown, last):
    made = site(a=tei(facts=described(attributes, said)), z=tei(facts=described('when="1890-01-01"')))
    rows = etree.HTML(made.value["index.html"].decode()).xpath('//table[@class="letters"]/tbody/tr/th/a')
    assert [row.get("href")[8] for row in rows] == (["z", "a"] if last else ["a", "z"])
    assert " ".join(rows[1 if last else 0].itertext()) == shown


def test_the_whole_is_called_as_most_files_say():
    series = "<title level='s'>The Voss papers{}</title><title level='a'>Number {}</title>"
    titles = [series.format("", n) for n in (1, 2, 3)] + [series.format(", more", 4)]
    made = site(**{f"l{n}": tei(titles=each) for n, each in enumerate(titles)})
    assert words(made.value["index.html"], "//h1") == "The Voss papers"
    assert words(made.value["letters/l0.html"], "//h1") == "Number 1"


def test_title_and_language_can_be_set():
    files = [("a.xml", tei()), ("b.xml", tei())]
    made = render_all(files, "html", title="Voss und Reed", language="de").value["index.html"]
    assert words(made, "//h1") == "Voss und Reed"
    assert b'<html lang="de"' in made
    one = render_all(files[:1], "html", title="Voss und Reed", language="de").value["index.html"]
    assert words(one, "//h1") == "Voss und Reed"


def test_the_language_of_the_pages_is_heard_where_nobody_says_it():
    german = (
        "Ich habe den Brief nicht bekommen und werde ihn wohl auch nicht mehr sehen, aber das ist mir gleich. "
        * 3
    )
    made = site(a=tei(f"<text><body><p>{german}</p></body></text>"), b=tei())
    assert b'<html lang="de"' in made.value["index.html"]


def test_pages_are_called_as_the_files_and_stay_so():
    body = '<text><body><div type="letter"><p>x</p></div></body></text>'
    one, two = letters(site(m=tei(body), n=tei(body))), letters(site(a=tei(body), m=tei(body), n=tei(body)))
    assert one == ["letters/m.html", "letters/n.html"]
    assert set(one) < set(two)
    assert letters(site(x=tei(body, own="x.xml"), y=tei(body))) == ["letters/x.html", "letters/y.html"]


UNCLEAR = "<p>T<unclear>h</unclear>e <unclear>old</unclear> <del>grey</del> ho<del>u</del>rse, <unclear>.</unclear> <subst><del>went</del><add>ran</add></subst></p>"


def test_no_words_of_ours_stand_in_the_middle_of_words():
    assert text(UNCLEAR, form="corpus") == "The old grey horse, . ran\n"
    assert "The old [uncertain reading] [struck out: grey] ho⟦u⟧rse, . ⟦went⟧ran" in text(UNCLEAR)
    page = site(l=tei(f"<text><body>{UNCLEAR}</body></text>")).value["letters/l.html"]
    assert "uncertain" not in words(page, '//div[@class="text"]')


@pytest.mark.parametrize(
    ("body", "counted", "read"),
    [
        ("<table><row><cell>rope</cell><cell>tar</cell></row></table>", "rope tar", "rope | tar"),
        ("<p>Rope.</p><milestone unit='x'/><p>Tar.</p>", "Rope.\nTar.", "* * *"),
        ("<p>Rope <milestone unit='x'/> tar.</p>", "Rope tar.", "Rope * * * tar."),
        ("<figure><graphic url='a.png'/></figure><p>Rope.</p>", "Rope.", "[picture: a.png]"),
        ("<p>A <figure><figDesc>lamp</figDesc></figure> rope.</p>", "A\nrope.", "[picture: lamp]"),
        ("<p>Street 42<ptr target='#nobody'/></p>", "Street 42", "Street 42"),
        ("<p>See <ref target='https://a.org'/>.</p>", "See .", "See https://a.org."),
        ("<p>See <ptr target='#l'/>.</p>", "See .", "See A note."),
    ],
)
def test_a_corpus_has_the_words_of_the_letter_alone(body, counted, read):
    assert text(body, form="corpus") == f"{counted}\n"
    assert read in text(body)


def test_an_editors_summary_is_not_counted():
    header = "<profileDesc><abstract><p>She thanks him.</p></abstract></profileDesc>"
    document = tei("<text><body><p>Dear Jon, thanks.</p></body></text>").replace(
        b"</teiHeader>", f"{header}</teiHeader>".encode()
    )
    made = {
        form: render_all([("l.xml", document)], "text", {"form": form}).value
        for form in ("corpus", "reading")
    }
    assert made["corpus"]["letters/l.txt"].decode() == "Dear Jon, thanks.\n"
    assert "She thanks him." in made["reading"]["letters/l.txt"].decode()


def test_every_reading_of_a_choice_is_on_the_page():
    body = "<p>Mr <choice><orig>McIn=tosh</orig><reg>McIntosh</reg><reg>Mackintosh</reg></choice></p>"
    page = words(site(l=tei(f"<text><body>{body}</body></text>")).value["letters/l.html"], "//main")
    assert re.search("McIn=tosh ?, read as ?McIntosh, Mackintosh", page)


def test_a_pointer_that_leads_nowhere_has_no_words():
    body = "<p>Street 42<ptr target='#nobody'/>, <ref target='L2'/></p>"
    page = words(
        site(l=tei(f"<text><body>{body}</body></text>")).value["letters/l.html"], '//div[@class="text"]'
    )
    assert page == "Street 42, L2"


def test_what_a_pointer_leads_to_stands_apart_from_the_word_before():
    body = "<p>Your <rs>letter<ref target='L7'/></rs> came, and <ref target='L8'/>.</p>"
    page = words(
        site(l=tei(f"<text><body>{body}</body></text>")).value["letters/l.html"], '//div[@class="text"]'
    )
    assert page.replace("[ L7 ]", "[L7]") == "Your letter [L7] came, and L8 ."
    assert "Your letter [L7] came, and L8." in text(body)
    assert text(body, form="corpus") == "Your letter came, and .\n"


def test_a_line_that_ends_within_a_word_may_be_broken_there():
    body = "<p>one<lb/>two<lb/>thr<lb break='no'/>ee</p>"
    page = site(l=tei(f"<text><body>{body}</body></text>")).value["letters/l.html"].decode()
    assert "one<br>two<br>thr<wbr>ee</p>" in page.replace("/>", ">")


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("I saw <name>Ann</name>, the <hi>old</hi> one.", ["I saw Ann, the old one."]),
        ("<lb/><name>Ann</name> came.<p>So.</p>Rain <date>today</date>", ["Ann came.", "So.", "Rain today"]),
        ("<p>So.</p><pb n='2'/>Rain<note>N.</note> and <name>Ann</name><lb/>", ["So.", "Rain[1] and Ann"]),
        ("<name>Ann</name><p>So.</p>", ["Ann", "So."]),
        ("<!-- x -->Rain <!-- y --><name>Ann</name> came.", ["Rain Ann came."]),
    ],
)
def test_loose_words_and_the_names_among_them_are_one_paragraph(body, shown):
    made = text(f"<div>{body}</div>").split("Notes")[0].split("\n\n")
    assert [" ".join(each.split()) for each in made if each.strip()][1:] == shown


def test_a_name_that_all_files_have_is_no_number():
    body = "<text><body><p>Rain.</p></body></text>"
    files = {
        who: tei(body, titles=f"<title>To {who}</title>").replace(b"<TEI ", b'<TEI n="testms" ')
        for who in ("Ann", "Bess")
    }
    assert "testms" not in site(**files).value["index.html"].decode()
    files = {who: data.replace(b'"testms"', f'"{who}7"'.encode()) for who, data in files.items()}
    assert "Bess7" in site(**files).value["index.html"].decode()


def test_lines_without_paragraphs_are_heard_too():
    lines = "<lb/>".join(
        ["Ich bin gestern mit der Post in die Stadt gekommen", "und habe dich nicht gesehen"] * 5
    )
    page = site(l=tei(f"<text><body><div>{lines}</div></body></text>")).value["index.html"].decode()
    assert '<html lang="de"' in page


def test_a_letter_in_a_letter_has_lines_of_its_own():
    inner = "<floatingText><body><opener><dateline>Ely, May</dateline><salute>Sir,</salute></opener><p>No.</p></body></floatingText>"
    assert "She wrote:\n\n    Ely, May\n\n    Sir,\n\n    No.\n\nSo there." in text(
        f"<p>She wrote: {inner} So there.</p>"
    )


def test_verse_in_a_note_is_a_quotation_beside_its_paragraphs():
    note = "<note><p>See:</p><q><lg><l>Green gate,</l><l>grey stone.</l></lg></q><p>So.</p></note>"
    page = site(l=tei(f"<text><body><p>Gate{note}</p></body></text>")).value["letters/l.html"].decode()
    assert "<p><blockquote" not in page
    assert "Green gate,\n" in text(f"<p>Gate{note}</p>")


def test_notes_in_an_apparatus_are_called_once():
    app = "<app><lem wit='#A'>kept<note>in ink</note></lem><rdg wit='#B'>held<note>by C</note></rdg></app>"
    said = text(f"<p>She {app} it.</p>")
    assert "She kept[1][2] it." in said
    assert "[1] in ink" in said
    assert "[2] kept A] held B (by C)" in said


@pytest.mark.parametrize(
    ("code", "way"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("ku", ""), ("ar-Latn", ""), ("grc", "")],
)
def test_scripts_that_run_from_right_to_left(code, way):
    page = (
        site(l=tei(f"<text><body><p xml:lang='{code}'>x</p></body></text>")).value["letters/l.html"].decode()
    )
    (paragraph,) = etree.HTML(page).xpath(f"//p[@lang='{code}']")
    assert paragraph.get("dir", "") == way


def test_names_and_words_are_put_together_as_they_are_read():
    body = """<p>The <persName>
    <forename>Ned</forename> <surname>Hale</surname>
    </persName>, at the end of the mon<pc force="weak">-</pc><lb break="no"/>th, in the ba<pb break="no" n="7"/>rn.</p>"""
    assert "The Ned Hale, at the end of the month, in the barn." in text(body)
    page = site(l=tei(f"<text><body>{body}</body></text>")).value["letters/l.html"]
    shown = "".join(etree.HTML(page.decode()).xpath('//div[@class="text"]//text()'))
    assert "in the barn." in shown
    assert "month" in shown


def test_lines_of_a_manuscript_are_marked_as_such():
    lines = "<p>One line here,<lb/>another there,<lb/>and a third.</p><p>No<lb/>{}</p>".format(
        "long words " * 60
    )
    page = etree.HTML(site(l=tei(f"<text><body>{lines}</body></text>")).value["letters/l.html"].decode())
    assert [p.get("class") for p in page.xpath('//div[@class="text"]/p')] == ["lined", None]


# ------------------------------------------------------------------ words where none can stand


@pytest.mark.parametrize("mark", ["pb", "lb", "cb", "gb", "milestone", "anchor"])
def test_words_in_the_mark_of_a_place_are_shown_behind_it(mark):
    body = f"<p>One <{mark}>two <hi>three</hi> four</{mark}> five.</p>"
    page = site(a=tei(f"<text><body>{body}</body></text>")).value["letters/a.html"]
    assert re.search(r"One .*two three four ?five", words(page))
    assert re.search(r"One\s.*two three four ?five", text(body), re.DOTALL)


def test_a_text_outside_of_front_body_and_back_is_a_part():
    letter = '<div type="letter" xml:id="{}"><p>{}</p></div>'
    body = (
        f"<body>{letter.format('a', 'Rain.')}{letter.format('b', 'Hail.')}</body><lg><l>Snow at noon</l></lg>"
    )
    out = site(one=tei(f"<text>{body}</text>", facts="")).value
    assert any(b"Snow at noon" in data for name, data in out.items() if name.startswith("parts/"))


def test_the_letters_of_a_group_in_one_file_are_letters():
    one = '<text><front><p>Foreword {0}</p></front><body><div type="letter" xml:id="{0}"><p>Rain {0}.</p></div></body></text>'
    out = site(one=tei(f"<text><group>{one.format('a')}{one.format('b')}</group></text>", facts="")).value
    assert letters(
        site(one=tei(f"<text><group>{one.format('a')}{one.format('b')}</group></text>", facts=""))
    ) == [
        "letters/a.html",
        "letters/b.html",
    ]
    for name in "ab":
        assert any(f"Foreword {name}".encode() in data for data in out.values())


def test_a_call_outside_of_the_text_is_no_place_to_go_back_to():
    aside = '<standOff><p>Aside<ref xml:id="c1" type="note" target="#n1">1</ref></p></standOff>'
    note = '<div type="notes"><note xml:id="n1" n="1" target="#c1"><p>Of rain.</p></note></div>'
    volume = "".join(f'<div type="letter" xml:id="{x}"><p>Rain</p></div>' for x in "ab")
    whole = tei(f"{aside}<text><body>{volume}</body><back>{note}</back></text>", facts="")
    assert b"#c1" not in site(one=whole).value["notes.html"]


# ------------------------------------------------------------------ names, readings and notes


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<surname>Voss</surname><forename>Ada</forename>", "Voss Ada"),
        ("<forename>Ada</forename><surname>Voss</surname>", "Ada Voss"),
        ("<surname>Voss</surname>, <forename>Ada</forename>", "Voss, Ada"),
        (
            "<roleName>Graf</roleName><forename>Karl</forename><nameLink>von</nameLink><surname>Moor</surname>",
            "Graf Karl von Moor",
        ),
        ("<forename>Karl</forename><hi>heinz</hi>", "Karlheinz"),
        ("<forename>Karl</forename><surname>-Moor</surname>", "Karl-Moor"),
    ],
)
def test_the_parts_of_a_name_in_a_text_are_words(name, shown):
    assert f"I saw {shown}." in text(f"<p>I saw <persName>{name}</persName>.</p>")


def test_readings_within_readings_are_said_once():
    body = "<p>At <app><lem>a <app><lem>low</lem><rdg>high</rdg></app></lem><rdg>the</rdg></app> tide.</p>"
    shown = text(body)
    assert "low] high" in shown
    assert "a low] the" in shown


def test_a_note_behind_a_letter_that_nothing_calls_is_shown_with_it():
    back = '<back><div type="apparatus"><note>On blue paper.</note></div></back>'
    call = '<p>Rain<ref target="#n1">1</ref>.</p>'
    notes = '<note xml:id="n1" n="1">Of June.</note><note xml:id="n2">The seal is lost.</note>'
    out = site(
        one=tei(f"<text><body><p>Hail.</p></body>{back}</text>"),
        two=tei(f'<text><body>{call}</body><back><div type="notes">{notes}</div></back></text>'),
    ).value
    assert "On blue paper." in words(out["letters/one.html"])
    assert "On blue paper." not in words(out["letters/two.html"])
    assert "The seal is lost." in words(out["letters/two.html"])
    assert (
        words(out["letters/two.html"]).count("Of June.")
        == words(out["letters/two.html"]).count("seal is lost.") + 1
    )
    documents = [
        ("one.xml", tei(f"<text><body><p>Hail.</p></body>{back}</text>")),
        ("two.xml", tei("<text><body><p>Snow.</p></body></text>")),
    ]
    for how in ("end", "after"):
        texts = render_all(documents, "text", {"notes": how}).value
        assert "On blue paper." in texts["letters/one.txt"].decode()
        assert "On blue paper." not in texts["letters/two.txt"].decode()
        assert texts["edition.txt"].decode().count("On blue paper.") == 1


def test_a_name_with_a_key_and_a_reference_leads_to_its_entry_of_two_files_with_remarks_of_editors():
    """The remarks are processing instructions, in an entry whose id stands in two files."""
    facts = described().replace(
        "<persName>Ada", '<persName key="list.xml#p1" ref="https://example.org/1">Ada'
    )
    entry = '<text><body><listPerson><person xml:id="p1">{}<persName>Ada Voss</persName></person></listPerson></body></text>'
    marked = tei(entry.format('<?oxy_comment_start author="x"?>'), facts="")
    made = site(a=tei(facts=facts), list=marked, more=tei(entry.format(""), facts=""))
    assert letters(made) == ["letters/a.html"]
    assert "Ada Voss" in words(made.value["persons.html"])
