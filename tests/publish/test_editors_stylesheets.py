"""A project's own stylesheets: what they can change, how their faults are told, and that they are kept."""
# ruff: noqa: E501 (stylesheets are as wide as they are)

from __future__ import annotations

import json
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest
from command import letterbook

from letterbook.library import state
from letterbook.problems import Refused
from letterbook.project.letterbook_toml import load
from letterbook.publish import render
from letterbook.stages import publish

TEI = Path(__file__).parents[1] / "xslt" / "lighthouse.xml"
HEAD = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="https://letterbook.invalid/ns/function" xmlns:m="https://letterbook.invalid/ns/mode"
  xmlns:v="https://letterbook.invalid/ns/variable" exclude-result-prefixes="#all" expand-text="yes">
"""
IMPORT = '<xsl:import href="letterbook:{}.xsl"/>\n'


@cache
def tei():
    return TEI.read_bytes()


def sheet(body="", base="html"):
    return f"{HEAD}{IMPORT.format(base) if base else ''}{body}</xsl:stylesheet>"


@pytest.fixture
def own(tmp_path):
    """Give a function that writes the files of a project's own xslt/ and returns the folder."""

    def write(**files):
        for name, text in files.items():
            path = tmp_path / "xslt" / name.replace("_", ".").replace("..", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "xslt"

    return write


def refused(folder, name="html", **params):
    with pytest.raises(Refused) as caught:
        render.render(tei(), name, params, own=folder)
    (problem,) = caught.value.problems
    return problem


# ------------------------------------------------------------------ what they change


def test_a_template_is_replaced_and_the_rest_stands(own):
    body = '<xsl:template match="tei:salute" mode="m:html"><p class="hail">{.}</p></xsl:template>'
    files = render.render(tei(), "html", own=own(html_xsl=sheet(body))).value
    plain = render.render(tei(), "html").value
    assert set(files) == set(plain)
    assert b'<p class="hail">' in files["letters/letter-1.html"]
    assert files["about.html"] == plain["about.html"]


def test_what_a_template_replaces_can_still_be_used(own):
    body = """<xsl:template match="tei:salute" mode="m:html"><div class="round"><xsl:next-match/></div></xsl:template>"""
    page = render.render(tei(), "html", own=own(html_xsl=sheet(body))).value["letters/letter-1.html"].decode()
    assert re.search(r'<div class="round">\s*<p class="salute"', page)


def test_a_parameter_gets_another_default_which_can_still_be_set(own):
    folder = own(
        text_xsl=sheet('<xsl:param name="width" as="xs:integer" select="30"/>', "text"),
    )

    def widest(**params):
        text = render.render(tei(), "text", params, own=folder).value["edition.txt"].decode()
        return max(map(len, text.splitlines()))

    assert widest() <= 30 < widest(width="60") <= 60
    told = {one.name: one for one in render.parameters("text", folder)}
    assert told["width"].default == "30"
    assert told["width"].means == {one.name: one for one in render.parameters("text")}["width"].means


def test_a_parameter_can_be_added(own):
    body = """<xsl:param name="hail" as="xs:string" select="'Hail'"><!-- What every letter begins with. --></xsl:param>
    <xsl:template match="tei:salute" mode="m:html"><p>{$hail}</p></xsl:template>"""
    page = (
        render.render(tei(), "html", {"hail": "Ahoy"}, own=own(html_xsl=sheet(body)))
        .value["letters/letter-1.html"]
        .decode()
    )
    assert "<p>Ahoy</p>" in page


def test_rules_of_style_come_after_letterbooks_with_and_without_a_stylesheet(own):
    rules = "h1 { color: teal; }\n"
    ours = render.render(tei(), "html").value["style/edition.css"].decode()
    folder = own(edition_css=rules)
    assert render.render(tei(), "html", own=folder).value["style/edition.css"].decode() == ours + rules
    own(html_xsl=sheet())
    assert render.render(tei(), "html", own=folder).value["style/edition.css"].decode() == ours + rules
    assert render.render(tei(), "text", own=folder) == render.render(tei(), "text")


def test_the_style_sheet_can_be_replaced_as_a_whole(own):
    body = '<xsl:variable name="v:style-sheet" as="xs:string" select="$style"/>'
    folder = own(html_xsl=sheet(body), edition_css="p { margin: 0 }")
    assert render.render(tei(), "html", own=folder).value["style/edition.css"] == b"p { margin: 0 }"


def test_a_format_of_ones_own_is_one_more(own):
    body = """<xsl:mode name="m:files" on-no-match="fail"/><xsl:template match="/" mode="m:files">
    <xsl:map><xsl:map-entry key="'count.txt'" select="string(count(//tei:div[@type = 'letter']))"/></xsl:map></xsl:template>"""
    folder = own(count_xsl=sheet(body, ""))
    assert render.formats(folder) == tuple(sorted([*render.formats(), "count"]))
    assert render.render(tei(), "count", own=folder).value == {"count.txt": b"5"}


def test_modules_of_letterbooks_and_of_ones_own_can_be_used(own):
    part = HEAD + '<xsl:variable name="v:said" select="&quot;of a module&quot;"/></xsl:stylesheet>'
    body = """<xsl:include href="letterbook:shared/edition.xsl"/><xsl:include href="letterbook:shared/labels.xsl"/>
    <xsl:include href="parts/said.xsl"/><xsl:mode name="m:files" on-no-match="fail"/>
    <xsl:template match="/" mode="m:files"><xsl:map><xsl:map-entry key="'a.txt'"
      select="f:label('nav.letters') || count($v:letters) || $v:said"/></xsl:map></xsl:template>"""
    folder = own(a_xsl=sheet(body, ""), parts__said_xsl=part)
    assert render.render(tei(), "a", own=folder).value == {"a.txt": b"Letters5of a module"}


def test_a_stylesheet_that_changed_is_used_as_it_is_now(own):
    body = '<xsl:template match="tei:salute" mode="m:html"><p>{0}</p></xsl:template>'
    for word in ("one", "two", "one"):
        folder = own(
            html_xsl=sheet('<xsl:include href="parts/said.xsl"/>'),
            parts__said_xsl=sheet(body.format(word), ""),
        )
        page = render.render(tei(), "html", own=folder).value["letters/letter-1.html"]
        assert f"<p>{word}</p>".encode() in page


# ------------------------------------------------------------------ faults, and what they may not


FAULTS = {
    "not well formed": ("<xsl:variable name='a'>", 7),
    "no such instruction": ("<xsl:nonsense/>", 7),
    "no such variable": ('<xsl:template match="tei:salute" mode="m:html"><p>{$nowhere}</p></xsl:template>', 7),
    "an XPath that is none": ('\n<xsl:template match="tei:salute[" mode="m:html"/>', 8),
    "a static variable": ('<xsl:variable name="a" static="yes" select="1"/>', 7),
    "a fault while it runs": ('<xsl:template match="tei:salute" mode="m:html">\n<p>{1 div 0}</p></xsl:template>', 8),
    "a message that ends it": ('<xsl:template match="tei:salute" mode="m:html"><xsl:message terminate="yes">No</xsl:message></xsl:template>', 7),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("where", ["html.xsl", "parts/part.xsl"])
def test_a_fault_is_told_with_file_and_line(own, name, where):
    body, line = FAULTS[name]
    if where == "html.xsl":
        folder = own(html_xsl=sheet("\n" + body))
    else:
        folder = own(
            html_xsl=sheet('<xsl:include href="parts/part.xsl"/>'), parts__part_xsl=sheet("\n\n" + body, "")
        )
    problem = refused(folder)
    assert problem.code == "render-stylesheet"
    assert Path(problem.place.file) == folder / where
    assert problem.place.line == line


@pytest.mark.parametrize("name", ["not well formed", "a static variable", "an XPath that is none"])
def test_a_fault_found_before_it_runs_has_its_column(own, name):
    assert refused(own(html_xsl=sheet("\n" + FAULTS[name][0]))).place.column > 0


@pytest.mark.parametrize("href", ["letterbook:../pyproject.toml", "letterbook:gone.xsl", "letterbook:/etc/passwd",
                                  "letterbook://host/html.xsl", "letterbook:html.xsl#x", "letterbook:%2e%2e/x.xsl"])  # fmt: skip
def test_letterbooks_name_leads_to_its_stylesheets_alone(own, href):
    problem = refused(own(html_xsl=f'{HEAD}<xsl:import href="{href}"/></xsl:stylesheet>'))
    assert problem.code == "render-stylesheet"
    assert href in problem.message


@pytest.mark.parametrize("function", ["doc", "unparsed-text", "json-doc"])
def test_nothing_is_read_by_letterbooks_name_while_it_runs(own, function):
    body = f"""<xsl:template match="tei:salute" mode="m:html"><p>
    <xsl:value-of select="{function}('letterbook:labels/en.xml')"/></p></xsl:template>"""
    assert "prohibited" in refused(own(html_xsl=sheet(body))).message


@pytest.mark.parametrize("name", ["tei", "report", "source", "cmif", "Html", "a_b", "a b"])
def test_a_format_has_a_name_of_its_own(tmp_path, name):
    (tmp_path / f"{name}.xsl").write_text(sheet(), encoding="utf-8")
    problem = refused(tmp_path)
    assert problem.code == "xslt-name"
    assert name in problem.message


# ------------------------------------------------------------------ in a project


SETTINGS = """id = "book"
publisher = "The Press"
date = "2024-05-31"
licence = "CC BY 4.0"
licence-url = "https://creativecommons.org/licenses/by/4.0/"
rights-holder = "The Press"
[[creator]]
name = "The Press"
"""


@pytest.fixture
def project(tmp_path, root, own):
    """Give the source of the sample with a project's own xslt/."""
    folder = tmp_path / "book"
    folder.mkdir()
    sample = root / "tests" / "samples" / "en-naturalists"
    (folder / "book.txt").write_bytes((sample / "source.txt").read_bytes())
    (folder / "letterbook.toml").write_text(SETTINGS, encoding="utf-8")
    own(html_xsl=sheet(), edition_css="h1 { color: teal; }", parts__x_xsl=sheet("", "")).rename(
        folder / "xslt"
    )
    return folder / "book.txt"


def test_a_build_uses_them_and_the_package_makes_the_same_edition_again(project, tmp_path):
    done = letterbook("build", project, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    edition = tmp_path / "out" / "book"
    assert (edition / "html/style/edition.css").read_text(encoding="utf-8").endswith("teal; }")
    kept = edition / "source" / "book"
    assert sorted(path.name for path in kept.rglob("*.*")) == [
        "book.txt", "edition.css", "html.xsl", "letterbook.toml", "x.xsl",
    ]  # fmt: skip
    packed = letterbook("deposit", edition, "-o", tmp_path / "package.zip")
    assert (tmp_path / "package.zip").exists(), packed.stderr
    with zipfile.ZipFile(tmp_path / "package.zip") as package:
        package.extractall(tmp_path)
    (kept,) = (tmp_path / "package").rglob("source/book")
    again = letterbook("build", kept / "book.txt", "-o", tmp_path / "again")
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "again/book/letterbook.sha256").read_bytes() == (
        edition / "letterbook.sha256"
    ).read_bytes()


def test_an_edition_is_built_again_when_they_change_come_or_go(project, tmp_path):
    out = tmp_path / "out"

    def stands():
        return state.standing(project, out, None) is not None

    def build():
        assert letterbook("build", project, "-o", out).returncode == 0

    build()
    assert stands()
    (project.parent / "xslt" / "edition.css").write_text("p { margin: 0 }", encoding="utf-8")
    assert not stands()
    build()
    assert stands()
    (project.parent / "xslt" / "new.css").write_text("", encoding="utf-8")
    assert not stands()
    build()
    (project.parent / "xslt" / "new.css").unlink()
    assert not stands()


def test_without_a_configuration_there_are_none(project):
    (project.parent / "letterbook.toml").unlink()
    assert load(project).value.stylesheets is None


def test_a_name_that_cannot_be_kept_is_refused(project):
    (project.parent / "xslt" / "my_own.xsl").write_text(sheet(), encoding="utf-8")
    with pytest.raises(Refused) as caught:
        load(project)
    (problem,) = caught.value.problems
    assert problem.code == "xslt-name"
    assert "my_own.xsl" in problem.message


def test_stylesheets_are_no_part_of_what_the_tei_says_of_itself(project):
    own = load(project).value
    assert own.stylesheets == project.parent / "xslt"
    assert publish(tei(), own).value["html/style/edition.css"].endswith(b"teal; }")


# ------------------------------------------------------------------ the command line, the manual


def test_render_and_formats_take_a_folder(own, tmp_path):
    folder = own(html_xsl=sheet(), edition_css="h1 { color: teal; }")
    done = letterbook("render", TEI, "-t", "html", "--xslt", folder, "-o", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/style/edition.css").read_text(encoding="utf-8").endswith("teal; }")
    told = json.loads(letterbook("formats", "--xslt", folder, "--format", "json").stdout)
    assert {"downloads", "style"} <= {one["name"] for one in told["formats"]["html"]}


def test_formats_tells_with_v_what_can_be_changed():
    short, whole = letterbook("formats").stdout, letterbook("formats", "-v").stdout
    for words in ("-p width=72", "-p style=''"):
        assert words in short
        assert words in whole
    for words in ("mode m:html", "letterbook:html/blocks.xsl", "f:letter"):
        assert words not in short
        assert words in whole


@pytest.mark.parametrize("name", ["html", "text"])
def test_every_mode_and_module_says_what_it_is_for(name):
    assert all(one.means for one in (*render.modes(name), *render.modules(name)))


def test_the_example_of_the_manual_works_as_it_stands(root, tmp_path):
    page = (root / "docs" / "stylesheets.md").read_text(encoding="utf-8")
    files = dict(re.findall(r"^`(xslt/[\w./]+)`:?\n+```\w+\n(.*?)^```", page, re.DOTALL | re.MULTILINE))
    assert set(files) == {"xslt/edition.css", "xslt/html.xsl", "xslt/text.xsl", "xslt/dates.xsl"}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    made = {name: render.render(tei(), name, own=tmp_path / "xslt") for name in ("html", "text", "dates")}
    assert all(outcome.problems == () for outcome in made.values())
    assert any(b'<p class="day">' in page for page in made["html"].value.values())
    assert made["html"].value["style/edition.css"].decode().endswith(files["xslt/edition.css"])
    text = made["text"].value["edition.txt"].decode()
    assert 40 < max(map(len, text.splitlines())) <= 60
    rows = made["dates"].value["dates.tsv"].decode().splitlines()
    assert rows[0].split("\t") == ["letter", "sent"]
    assert len(rows) == 6
