"""TEI that letterbook did not write: letters of other projects, in their dialects, as one edition."""
# ruff: noqa: E501 (the letters here are as long as they are)

from __future__ import annotations

import html
import re

import pytest
from lxml import etree

from letterbook.problems import Refused
from letterbook.publish.any_tei import render_all

NS = "http://www.tei-c.org/ns/1.0"
T = f"{{{NS}}}"

HEADER = """<teiHeader><fileDesc><titleStmt><title level="s">Letters of the Quarry</title>
  <title level="a">{title}</title><editor><name>Ilse Brandt</name><name>Otto Lenz</name></editor></titleStmt>
  <publicationStmt><publisher>The Press</publisher><availability><licence target="https://example.org/by">Free
  </licence></availability></publicationStmt><sourceDesc><msDesc><msIdentifier><settlement>Karlsund</settlement>
  <repository>Town Archive</repository><idno>{shelf}</idno></msIdentifier></msDesc></sourceDesc></fileDesc>
  <profileDesc><langUsage><language ident="deu">German</language></langUsage>{corresp}</profileDesc></teiHeader>"""


def corresp(who="Brandt, Ilse", whom="Lenz, Otto", day="1903-05-06", more=""):
    return f"""<correspDesc><correspAction type="sent"><persName ref="#p1">{who}</persName>
    <date when-iso="{day}">a day</date><placeName ref="#o1">Karlsund</placeName></correspAction>
    <correspAction type="received"><persName ref="#p2">{whom}</persName></correspAction>{more}</correspDesc>"""


def tei(body, *, name="L1", title="Brandt to Lenz", shelf="A 1", described=None, after="", attributes=""):
    header = HEADER.format(title=title, shelf=shelf, corresp=corresp() if described is None else described)
    text = f"<text><body>{body}</body>{after}</text>"
    return f'<TEI xmlns="{NS}" xml:id="{name}" {attributes}>{header}{text}</TEI>'.encode()


def squeezed(text):
    return re.sub(r"\s+", "", text)


def shown(files):
    """Give the words of each page without their marks, all white space taken away."""
    words = []
    for name, data in files.items():
        text = data.decode()
        if name.endswith(".html"):
            text = re.sub(r"<script.*?</script>|<style.*?</style>", "", text, flags=re.DOTALL)
            text = html.unescape(re.sub(r"<[^>]*>", "", text))
        words.append(squeezed(text))
    return "\n".join(words)


def assert_nothing_is_lost(documents, format_):
    """See that the words of all texts are in the output; a text shows one reading of a choice."""
    pages = shown(render_all(documents, format_).value)
    if format_ == "text":
        pages += shown(render_all(documents, "text", {"reading": "printed"}).value)
    for name, data in documents:
        for text in etree.fromstring(data).iter(f"{T}text"):
            for words in text.xpath(".//text()[normalize-space()]"):
                assert squeezed(str(words)) in pages, (name, str(words))


def page(body, name="letters/L1.html", **how):
    outcome = render_all([("L1.xml", tei(body, **how))], "html")
    assert outcome.problems == ()
    return etree.HTML(outcome.value[name].decode())


def words(element):
    return " ".join("".join(element.itertext()).split())


def call_leads_to(tree, number):
    """Follow the call with a number to its note at the foot, and give the note's words."""
    (link,) = tree.xpath(f'//div[@class="text"]//sup//a[normalize-space()="{number}"]')
    (note,) = tree.xpath(f'//section[@class="notes"]//li[@id="{link.get("href")[1:]}"]')
    assert any(a.get("href").startswith("#") for a in note.xpath('.//a[@role="doc-backlink"]'))
    return words(note.xpath('div[@class="body"]')[0])


# ------------------------------------------------------------------ notes in their dialects


NOTES = {
    "in the line": "<p>The lamp<note>A pocket lamp.</note> is out.</p>",
    "behind the words that an anchor begins": '<p>The <anchor xml:id="k1"/>lamp<note corresp="k1">A pocket lamp.</note> is out.</p>',
    "inside its anchor": '<p>The <anchor xml:id="k1"/>lamp<anchor xml:id="k2"><note corresp="k1">A pocket lamp.</note></anchor> is out.</p>',
    "pointing to an anchor": '<p>The lamp<anchor xml:id="a1"/> is out.</p><note target="#a1">A pocket lamp.</note>',
    "pointing to the words": '<p>The <seg xml:id="a1">lamp</seg> is out.</p><p>Yours.<note target="#a1">A pocket lamp.</note></p>',
    "pointing to the end of the words": '<p>The <anchor xml:id="a1"/>lamp<anchor xml:id="a2"/> is out.</p><note target="#a1" targetEnd="#a2">A pocket lamp.</note>',
    "pointing to a paragraph": '<p xml:id="a1">The lamp is out.</p><note target="#a1">A pocket lamp.</note>',
    "in a division, called by ptr": '<p>The lamp<ptr target="#n1"/> is out.</p><div type="footnotes"><note xml:id="n1">A pocket lamp.</note></div>',
    "in a division, called by ref": '<p>The lamp<ref target="#n1">1</ref> is out.</p><div><head>Remarks</head><note xml:id="n1" n="1">A pocket lamp.</note></div>',
    "called in brackets": '<p>The lamp<ref target="#n1" type="footnote">(1)</ref> is out.</p><div><note xml:id="n1">A pocket lamp.</note></div>',
    "in a group": "<p>The lamp<noteGrp><note>A pocket lamp.</note></noteGrp> is out.</p>",
    "both ways": '<p>The lamp<ref xml:id="r1" target="#n1">1</ref> is out.</p><div type="notes"><note xml:id="n1" target="#r1">A pocket lamp.</note></div>',
}  # fmt: skip


@pytest.mark.parametrize("name", NOTES)
def test_a_note_is_linked_with_its_place(name):
    tree = page(NOTES[name])
    calls = [words(a) for a in tree.xpath('//div[@class="text"]//sup/a')]
    assert [call.strip("()") for call in calls] == ["1"]
    assert call_leads_to(tree, calls[0]).startswith("A pocket lamp.")
    assert_nothing_is_lost([("L1.xml", tei(NOTES[name]))], "html")
    assert_nothing_is_lost([("L1.xml", tei(NOTES[name]))], "text")


def test_notes_behind_the_text_are_called_from_it():
    after = '<back><note xml:id="n1" n="a" target="#w1">Of brass.</note></back>'
    tree = page('<p>The <anchor xml:id="w1"/> lamp.</p>', after=after)
    assert call_leads_to(tree, "a").startswith("Of brass.")


def test_notes_that_are_numbered_keep_their_numbers():
    tree = page('<p>One<note n="7">Seven.</note> two<note n="9a">Nine.</note></p>')
    assert call_leads_to(tree, "9a").startswith("Nine.")
    assert call_leads_to(tree, "7").startswith("Seven.")


def test_notes_without_numbers_are_numbered_in_the_order_of_the_text():
    body = '<p>One<ptr target="#n2"/> two<note>In the line.</note></p><div type="notes"><note xml:id="n2">First.</note></div>'
    tree = page(body)
    assert call_leads_to(tree, "1").startswith("First.")
    assert call_leads_to(tree, "2").startswith("In the line.")


def test_a_reference_without_words_has_those_of_what_it_names():
    body = '<p>See <ref target="L2"/>, <ref target="#w1"/>, <ref target="T068"/>.</p>'
    after = '<back><listBibl><bibl xml:id="w1"><title>On Lamps</title></bibl></listBibl></back>'
    documents = [
        ("L1.xml", tei(body, after=after)),
        ("L2.xml", tei("<p>x</p>", name="L2", title="The Second")),
    ]
    assert "See The Second, On Lamps, T068." in words(
        etree.HTML(render_all(documents, "html").value["letters/L1.html"].decode())
    )
    assert "T068." in render_all(documents, "text").value["letters/L1.txt"].decode()


def test_words_that_speak_of_a_note_are_no_call():
    body = (
        '<p>See <ref target="#n1">the note on lamps</ref>.</p><p>A lamp<note xml:id="n1">Of brass.</note></p>'
    )
    tree = page(body)
    assert [words(a) for a in tree.xpath('//div[@class="text"]//p/a[not(@class)]')] == ["the note on lamps"]
    assert call_leads_to(tree, "1").startswith("Of brass.")


def test_a_note_with_words_beside_its_paragraphs_is_whole():
    tree = page("<p>A lamp<note>Of brass. <p/> Or of tin.<p>Or of glass.</p></note></p>")
    assert call_leads_to(tree, "1").startswith("Of brass. Or of tin.Or of glass.")


# ------------------------------------------------------------------ what else a letter may hold

EVERYTHING = """<div type="writingSession"><pb facs="scan-1"/><opener><seg type="letterhead"><seg rend="left">The Quarry</seg>
  <seg rend="right">Karlsund, <date when="1903-05-06">6 May</date></seg></seg><dateline>Karlsund, in the evening</dateline>
  <salute>Dear Otto,</salute></opener>
  <p>I <subst><del>saw</del><add>heard</add></subst> the <choice><orig>lampe</orig><reg>lamp</reg></choice> of
  <choice><abbr>Mr.</abbr><expan>Mister</expan></choice> <unclear>Hale</unclear>, <gap reason="illegible"/>
  <handShift new="#second_hand"/>and <app><lem wit="#A">went</lem><rdg wit="#B">ran</rdg></app> away;
  <choice><unclear>ten</unclear><unclear>two</unclear></choice> <c>m</c><w>en</w> <q>cried</q> <soCalled>fire</soCalled>,
  <emph>loudly</emph>, <foreign xml:lang="la">ad astra</foreign>. <damage>Torn</damage> <stamp>POST</stamp> <num>12</num></p>
  <fw type="head">Printed above</fw>
  <lg><l>Green the gate,</l><l>grey the stone.</l></lg>
  <list><head>Wares</head><item>rope</item><item>tar</item></list>
  <table><row><cell>lamps</cell><cell>3</cell></row></table>
  <figure><head>A drawing</head><figDesc>a lamp</figDesc><note>Drawn in ink.</note></figure>
  <quote><p>As the saying goes.</p></quote> stray words <floatingText><body><p>An enclosure.</p></body></floatingText>
  <closer>Ever <signed>Ilse</signed></closer><postscript><p>Send rope.</p></postscript>
  <address><addrLine>Mr. Otto Lenz</addrLine><addrLine>Karlsund</addrLine></address></div>
  <div type="extraPage"><ab>On the back.</ab></div>"""


@pytest.mark.parametrize("format_", ["html", "text"])
def test_no_words_are_lost_and_no_element_is_unknown(format_):
    documents = [("L1.xml", tei(EVERYTHING))]
    assert render_all(documents, format_).problems == ()
    assert_nothing_is_lost(documents, format_)


def test_an_element_nobody_knows_is_shown_plainly_and_said_once_with_its_place():
    document = tei("<p>A <blink>lamp</blink>.</p>\n<p>And <blink>another</blink>.</p>", name="L1")
    outcome = render_all([("first.xml", tei("<p>Nothing.</p>", name="L0")), ("second.xml", document)], "html")
    (problem,) = outcome.problems
    assert problem.code == "render-unhandled"
    assert "'blink'" in problem.message
    assert "1 more" in problem.message
    line = document[: document.index(b"<blink>")].count(b"\n") + 1
    assert (problem.place.file, problem.place.line) == ("second.xml", line)
    assert "Alamp." in shown(outcome.value)


def test_an_apparatus_gives_its_other_readings_in_a_note():
    tree = page(
        '<p>They <app><lem wit="#A">went</lem><rdg wit="#B #C">ran</rdg><rdg wit="#D"/></app> away.</p>'
    )
    assert "They went" in words(tree.xpath('//div[@class="text"]')[0])
    assert call_leads_to(tree, "1").startswith("went A] ran B C; – D")


def test_facts_are_shown_whatever_action_they_are_of():
    more = (
        '<correspAction type="forwarded"><persName>Post Office</persName><date>soon</date></correspAction>'
        '<correspContext><ref type="prev" target="L0">Earlier</ref></correspContext>'
    )
    tree = page("<p>Text.</p>", described=corresp(more=more))
    facts = words(tree.xpath('//dl[@class="facts"]')[0])
    assert "forwardedPost Office, soon" in facts
    assert "6. Mai 1903" in facts
    assert "Karlsund, Town Archive, A 1" in facts


def test_a_letter_without_facts_has_its_title():
    tree = page(
        "<opener><dateline>Here</dateline></opener><p>Text.</p>", described="", title="A card to nobody"
    )
    assert words(tree.find(".//h1")) == "A card to nobody"
    assert tree.get("lang") == "de"


def test_languages_have_the_names_that_the_web_has():
    tree = page('<p xml:lang="eng">And so <foreign xml:lang="lat">ad astra</foreign>.</p>')
    assert tree.xpath('//div[@class="text"]//@lang') == ["en", "la"]


def test_a_summary_stands_above_the_text():
    tree = page("<p>Text.</p>", described=corresp() + "<abstract><p>Ilse asks for rope.</p></abstract>")
    text = words(tree.xpath('//div[@class="text"]')[0])
    assert text.startswith("Ilse asks for rope.")


# ------------------------------------------------------------------ several as one

REGISTER = """<back><listPerson><person xml:id="p1"><persName>Ilse Brandt</persName>{more}</person></listPerson>
  <listPlace><place xml:id="o1"><placeName>Karlsund</placeName></place></listPlace>
  <listBibl><bibl xml:id="w1"><title>On Lamps</title><author>Hale</author></bibl></listBibl></back>"""


def two():
    first = tei(
        '<p xml:id="x1">Read <rs ref="#w1">it</rs>, <rs ref="#p1">Ilse</rs>. <ref target="L2">Your answer</ref></p>',
        after=REGISTER.format(more="<birth>1870</birth>"),
        described=corresp(day="1904-01-01"),
    )
    second = tei(
        '<p xml:id="x1">No.<note>Sic.</note> <ref target="#x1">This</ref></p>',
        name="L2",
        title="Lenz to Brandt",
        shelf="A 2",
        after=REGISTER.format(more="<occupation>mason</occupation>"),
        described=corresp("Lenz, Otto", "Brandt, Ilse", "1903-12-24"),
    )
    return [("one/L1.xml", first), ("two/L2.xml", second)]


def test_several_files_are_one_site():
    outcome = render_all(two(), "html")
    assert outcome.problems == ()
    files = outcome.value
    index = etree.HTML(files["index.html"].decode())
    assert words(index.find(".//h1")) == "Letters of the Quarry"
    rows = index.xpath('//table[@class="letters"]/tbody/tr/th/a/@href')
    assert rows == ["letters/L2.html", "letters/L1.html"]  # by date
    assert {"persons.html", "places.html", "works.html", "notes.html", "search.html"} <= set(files)
    assert "hg. von Ilse Brandt und Otto Lenz" in files["index.html"].decode()
    assert words(etree.HTML(files["about.html"].decode()).find(".//main")).count("Otto Lenz") == 1


def test_an_entry_that_several_files_have_is_one_with_all_that_they_say():
    files = render_all(two(), "html").value
    entry = etree.HTML(files["persons/p1.html"].decode()).find(".//main")
    assert "1870" in words(entry)
    assert "mason" in words(entry)
    works = words(etree.HTML(files["works/w1.html"].decode()).xpath("//main")[0])
    assert "On Lamps" in works
    assert "Brandt to Lenz" in works  # the letter that names it


def test_equal_ids_of_several_files_do_not_clash_and_references_follow():
    files = render_all(two(), "html").value
    second = etree.HTML(files["letters/L2.html"].decode())
    (link,) = second.xpath('//a[.="This"]')
    assert second.xpath(f'//*[@id="{link.get("href").partition("#")[2]}"]')
    first = etree.HTML(files["letters/L1.html"].decode())
    assert first.xpath('//a[.="Your answer"]/@href') == ["L2.html"]
    for name, data in files.items():
        ids = etree.HTML(data.decode()).xpath("//@id") if name.endswith(".html") else []
        assert len(ids) == len(set(ids)), name


def test_names_in_the_text_lead_to_the_registers():
    first = etree.HTML(render_all(two(), "html").value["letters/L1.html"].decode())
    assert first.xpath('//a[@class="name"]/@href') == ["../works/w1.html", "../persons/p1.html"]


@pytest.mark.parametrize("format_", ["html", "text"])
def test_nothing_of_several_is_lost(format_):
    assert_nothing_is_lost(two(), format_)


def test_neighbours_are_known_in_every_dialect():
    more = (
        "<correspContext>"
        '<ref subtype="next_letter" type="withinCollection" target="L2">x</ref>'
        '<ref subtype="previous_letter" type="withinCorrespondence" target="L3">y</ref></correspContext>'
    )
    documents = [
        ("L1.xml", tei("<p>1</p>", described=corresp(more=more))),
        ("L2.xml", tei("<p>2</p>", name="L2", title="Two", described=corresp(day="1905-01-01"))),
        ("L3.xml", tei("<p>3</p>", name="L3", title="Three", described=corresp(day="1900-01-01"))),
        ("L4.xml", tei("<p>4</p>", name="L4", title="Four", described=corresp(day="1901-01-01"))),
    ]
    tree = etree.HTML(render_all(documents, "html").value["letters/L1.html"].decode())
    assert "L3.html" in tree.xpath('//nav[@class="around"]/a[@rel="prev"]/@href')


def test_a_corpus_is_one_site_in_its_own_order():
    letters = tei("<p>One.</p>") + tei("<p>Two.</p>", name="L2", described=corresp(day="1899-01-01"))
    corpus = f'<teiCorpus xmlns="{NS}">{HEADER.format(title="All of them", shelf="B", corresp="")}'.encode()
    outcome = render_all([("corpus.xml", corpus + letters + b"</teiCorpus>")], "html")
    index = etree.HTML(outcome.value["index.html"].decode())
    assert index.xpath('//table[@class="letters"]/tbody/tr/th/a/@href') == [
        "letters/L1.html",
        "letters/L2.html",
    ]


def test_two_volumes_of_letters_are_one_site():
    body = """<div type="preface"><p>Words before.</p></div><div type="letter" xml:id="letter-1" decls="#c1"><p>One
    <ref type="note" target="#n1">1</ref></p></div><div type="Brief" xml:id="letter-2"><p>Two</p></div>"""
    described = '<correspDesc xml:id="c1"><correspAction type="sent"><persName>{}</persName></correspAction></correspDesc>'
    after = '<back><div type="notes"><note xml:id="n1" n="1">Of {}.</note></div></back>'
    volumes = [
        (f"{name}.xml", tei(body, name=name, described=described.format(name), after=after.format(name)))
        for name in ("north", "south")
    ]
    outcome = render_all(volumes, "html")
    letters = [name for name in outcome.value if name.startswith("letters/")]
    assert len(letters) == 4
    pages = [etree.HTML(outcome.value[name].decode()) for name in letters]
    senders = sorted(words(dd) for tree in pages for dd in tree.xpath('//dl[@class="facts"]/div[1]/dd[1]'))
    assert senders == ["north", "south"]
    notes = sorted(call_leads_to(tree, "1")[:9] for tree in pages if tree.xpath("//sup"))
    assert notes == ["Of north.", "Of south."]
    assert_nothing_is_lost(volumes, "html")


def test_a_register_of_its_own_is_no_letter():
    register = f"""<TEI xmlns="{NS}">{HEADER.format(title="Persons", shelf="-", corresp="")}<text><body>
    <listPerson><person xml:id="p1"><persName>Ilse Brandt</persName></person></listPerson></body></text></TEI>"""
    letter = tei('<p>To <rs ref="persons.xml#p1">Ilse</rs></p>')
    files = render_all([("L1.xml", letter), ("persons.xml", register.encode())], "html").value
    assert [name for name in files if name.startswith("letters/")] == ["letters/L1.html"]
    assert b'href="../persons/p1.html"' in files["letters/L1.html"]


def test_what_letterbook_wrote_is_rendered_as_it_is(root):
    from letterbook.publish.render import render  # noqa: PLC0415

    data = (root / "output" / "churchill-stalin" / "tei" / "edition.xml").read_bytes()
    for format_ in ("html", "text"):
        assert render_all([("edition.xml", data)], format_) == render(data, format_, name="edition.xml")


@pytest.mark.parametrize(
    "body",
    ["", "<p/>", "<div/>", "words alone", '<note target="#nowhere">x</note>', '<ref target="#gone" type="note"/>',
     '<note xml:id="n1"><ref target="#n1">1</ref></note>', "<app/><p><app><rdg/></app></p>", "<noteGrp/>",
     '<p xml:id="L1">the same id</p>', "<choice/><p><choice/></p>", '<ptr/><p><ptr target=""/></p>',
     '<p><anchor xml:id="a"/><note corresp="a" target="#a #b">x</note></p>', '<div type="letter"/>',
     "<list/><table/><figure/><lg/>", '<listPerson><person xml:id="q"/></listPerson>'],
)  # fmt: skip
@pytest.mark.parametrize("format_", ["html", "text"])
def test_odd_letters_end_in_no_fault(body, format_):
    documents = [("L1.xml", tei(body)), ("L2.xml", tei(body, described=""))]
    assert render_all(documents[:1], format_).value
    assert render_all(documents, format_).value


def test_documents_that_cannot_be_used_are_all_told():
    documents = [("a.xml", b"<TEI"), ("b.xml", tei("<p>Good.</p>")), ("c.xml", b"<html/>")]
    with pytest.raises(Refused) as caught:
        render_all(documents, "html")
    assert [problem.place.file for problem in caught.value.problems] == ["a.xml", "c.xml"]
