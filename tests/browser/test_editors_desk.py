"""An editor at work in a preview: to a clean edition by clicks, by keys, and with others."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import urllib.request

import pytest
from browser.test_access import LOOKS, violations
from playwright.sync_api import expect

LOST, LETTERS, DATED, MISPRINTED = (9, 20, 31), 46, 6, 15
WORDS = (
    "I have had your kind letter, and thank you for it; the weather has been bad and the roads are deep,\n"
    "and nobody comes to us but the carrier, who brings the parcels and what news there is of the town."
)
HEAD = 'by = "A. Editor"\n\n[[responsible]]\nname = "A. Editor"\ndid = "Editorial decisions"\n'


def letter(number: int) -> str:
    """Write a letter: three have a heading like the number of a page, and only six are dated."""
    if number in LOST:
        return f"\n— {number} —\n\n{WORDS}\n\n{WORDS}\n\n"
    date = f"Kendal, May {number}, 1820.\n\n" if number <= DATED else ""
    call, notes = "", ""
    if number == 1:
        call, notes = " [1]", "\n[1] The carrier of Kendal.\n\n[2] Thomas Reed the younger.\n"
    body = f"{WORDS}{call}\n\n{WORDS}\n\nYours truly,\n\nANN LEE.\n{notes}\n\n"
    reader = "REID" if number == MISPRINTED else "REED"
    return f"LETTER {number}.\n\nTO MR. {reader}.\n\n{date}My dear Sir,\n\n{body}"


TEXT = "THE LETTERS OF ANN LEE\n\nEdited by J. Bell\n\nLondon, 1880\n\n\n" + "".join(
    map(letter, range(1, LETTERS + 1))
)


class Editor:
    """Somebody before the review, who counts each click."""

    def __init__(self, page, address, folder):
        self.page, self.address, self.folder = page, address, folder
        self.clicks = 0
        self.begun = time.perf_counter()
        page.goto(f"{address}/report/review.html")

    def tell(self, step):
        sys.stdout.write(f"{step}: {time.perf_counter() - self.begun:.1f} s, {self.clicks} clicks\n")

    def click(self, target):
        self.clicks += 1
        target.click()

    def decided(self, said="Decided."):
        expect(self.page.locator("#desk-said")).to_have_text(re.compile(said))

    def button(self, within, name):
        return within.get_by_role("button", name=re.compile(name)).first

    def fact(self, name):
        return self.page.locator(f'.fact[id="{name}"]')

    def name(self):
        self.page.get_by_label("Your name").fill("A. Editor")
        self.click(self.page.get_by_role("button", name="Go on"))

    def change(self, name, value):
        row = self.fact(name)
        if not row.locator("details").first.evaluate("one => one.open"):
            self.click(row.locator("summary").first)
        self.click(self.button(row, "^Change$"))
        row.get_by_label(re.compile("^Value: ")).fill(value)
        self.click(self.button(row, "^Save$"))

    def file(self):
        path = self.folder / "decisions.toml"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def record(self):
        with urllib.request.urlopen(f"{self.address}/report/review.json") as answer:  # noqa: S310 (our own)
            return json.load(answer)


#: The program with a review of several pages, which else only books of some megabytes have.
SHORT_PAGES = (
    "-c",
    "from letterbook.review import html_units; html_units._PAGE = 150_000; import letterbook.__main__",
)


@pytest.fixture
def editor(chromium, tmp_path, request):
    (tmp_path / "source.txt").write_text(TEXT, encoding="utf-8")
    program = getattr(request, "param", ("-m", "letterbook"))
    command = [sys.executable, "-P", *program, "preview", str(tmp_path / "source.txt"), "--port", "0"]
    preview = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    context = chromium.new_context(locale="en-GB", viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(120_000)
    faults = []
    context.on("weberror", lambda fault: faults.append(str(fault.error)))
    try:
        address = re.match(r"(http://\S+)/ ", preview.stdout.readline())[1]
        preview.stdout.readline()
        yield Editor(context.new_page(), address, tmp_path)
        assert faults == []
    finally:
        context.close()
        preview.kill()
        preview.communicate()


def test_from_a_faulty_edition_to_a_clean_one_in_few_clicks(editor):
    expect(editor.page.locator(".odd")).to_have_count(len(LOST))
    # all of one kind at once, and taken back
    editor.click(editor.button(editor.page.locator(".book-order"), "^The book has no such letter: all 3$"))
    editor.name()
    expect(editor.page.locator(".odd")).to_have_count(0)
    assert 'letter = [10, 21, 32]\nfact = "number"' in editor.file()
    editor.click(editor.page.get_by_role("button", name="Undo"))
    expect(editor.page.locator(".odd")).to_have_count(len(LOST))
    editor.tell("three gaps taken for gaps of the book, and taken back")
    # one heading that is decided mends its kin
    editor.click(editor.button(editor.page.locator(".book-order"), f"^Letter {LOST[0]} begins on line"))
    expect(editor.page.locator(".odd")).to_have_count(0)
    editor.tell("three letters found")
    for number in (5, 6):
        editor.change(f"{number}/sender", "Mary Lee")
        expect(editor.fact(f"{number}/sender").locator(".value")).to_have_text("Mary Lee")
        editor.tell(f"sender of {number}")
    editor.change("1/call", "2")
    expect(editor.fact("1/call").locator(".value")).to_have_text(re.compile("note .*2"))
    editor.tell("note link")
    count = LETTERS - DATED
    editor.click(editor.button(editor.fact("12/sent"), f"^Leave all {count} of this kind$"))
    expect(editor.page.locator(".fact[data-kind=sent][data-standing=open]")).to_have_count(0)
    editor.tell("dates")
    persons = editor.page.locator(".person")
    expect(persons).to_have_count(4)
    if not persons.first.is_visible():
        editor.click(editor.page.locator("summary", has_text=re.compile(r"^Persons")))
    editor.page.get_by_label("Reid is the same person as").fill("Reed")
    editor.click(editor.button(editor.page.locator(".person[data-name=Reid]"), "^One person$"))
    expect(persons).to_have_count(3)
    editor.tell("two names of one person")
    assert editor.clicks < 40
    record = editor.record()
    assert [row["number"] for row in record["order"]] == [str(n) for n in range(1, LETTERS + 1)]
    assert record["odd"] == []
    written = editor.file()
    assert written.startswith(HEAD)
    first = '\n[[heading]]\nquote = "— 9 —"\nline = {}\nnumber = 9\nreason = "Read so in the source."\n'
    assert first.format(TEXT[: TEXT.index("— 9 —")].count("\n") + 1) in written
    change = '\n[[sender]]\nletter = {}\nperson = "Mary Lee"\nreason = "Checked against the source."\n'
    assert change.format(5) + change.format(6) in written
    letters = ", ".join(str(n) for n in range(DATED + 1, LETTERS + 1))
    dates = f'[[open]]\nletter = [{letters}]\nfact = "sent"\nreason = "Looked at; it cannot be told."\n'
    same = '\n[[same-person]]\nperson = "Reid"\nname = "Reed"\nreason = "One person under two names."\n'
    assert written.endswith(dates + same)


@pytest.mark.parametrize("editor", [SHORT_PAGES], indirect=True)
def test_all_facts_of_one_kind_are_decided_on_every_page_of_the_review(editor):
    pages = editor.page.locator(".turn a")
    assert pages.count() > 1
    here = editor.page.locator(
        ".fact[data-like='sent, open, , no line of the letter looks like a date']:not([data-decided])"
    )
    shown = here.count()
    button = editor.button(here.first, r"^Leave all \d+ of this kind$")
    count = int(re.search(r"\d+", button.inner_text(timeout=10_000))[0])
    assert count > shown > 0
    editor.click(button)
    editor.name()
    editor.decided()
    expect(here).to_have_count(0)
    editor.tell("dates of all pages")
    [listed] = re.findall(r"^letter = \[(.+)\]$", editor.file(), re.MULTILINE)
    assert len(listed.split(", ")) == count
    assert editor.file().count("[[open]]") == 1
    pages.last.click()
    expect(here).to_have_count(0)


def test_every_click_is_a_key(editor):
    keyboard, page = editor.page.keyboard, editor.page
    keyboard.press("n")
    expect(page.locator(".fact.lit")).to_have_count(1)
    keyboard.press("l")
    page.get_by_label("Your name").fill("A. Editor")
    keyboard.press("Enter")
    editor.decided()
    assert "[[open]]" in editor.file()
    keyboard.press("u")
    editor.decided("Taken back.")
    assert editor.file() == ""
    editor.fact("5/sender").locator("summary").first.focus()
    keyboard.press("e")
    expect(editor.fact("5/sender").get_by_label(re.compile("^Value: "))).to_be_focused()
    keyboard.press("Control+a")
    keyboard.type("Mary Lee")
    keyboard.press("Enter")
    expect(editor.fact("5/sender").locator(".value")).to_have_text("Mary Lee")
    keyboard.press("b")
    expect(editor.fact("5/sender").locator(".value")).not_to_have_text("Mary Lee")
    keyboard.press("m")
    expect(page.locator("#lines-dialog")).to_be_visible()
    page.locator("#line-role").select_option("split")
    expect(page.locator("#lines-dialog pre")).to_contain_text("[[split]]")
    page.locator("#line-decide").focus()
    keyboard.press("Enter")
    editor.decided("Decided|Nothing was written")
    editor.button(page.locator(".book-order"), "^Letter 9 begins on line").focus()
    keyboard.press("Enter")
    expect(page.locator(".odd")).to_have_count(0)


def test_a_letters_page_decides_too(editor):
    editor.page.goto(f"{editor.address}/html/letters/letter-5.html")
    panel = editor.page.get_by_role("complementary", name="Decide on this letter")
    panel.locator("summary", has_text="sender").click()
    row = panel.locator("details[data-id='5/sender']")
    editor.button(row, "^Change$").click()
    row.get_by_label(re.compile("^Value: ")).fill("Mary Lee")
    editor.button(row, "^Save$").click()
    editor.name()
    expect(editor.page.locator("#desk details[data-id='5/sender'] summary")).to_contain_text("Mary Lee")
    expect(editor.page.locator("h1")).to_contain_text("Mary Lee")
    assert 'letter = 5\nperson = "Mary Lee"' in editor.file()
    row.get_by_label(re.compile("^Why: ")).fill("Who is she?")
    editor.button(row, "^Remark$").click()
    expect(panel.locator("li").last).to_have_text("Remark by A. Editor: Who is she?")
    assert editor.file().endswith('\n[[remark]]\nletter = 5\nreason = "Who is she?"\n')


def test_what_another_editor_wrote_meanwhile_stays(editor):
    theirs = HEAD + '\n[[sender]]\nletter = 7\nperson = "Jane Roe"\nreason = "So."\n'
    row = editor.fact("5/sender")
    row.locator("summary").first.click()
    editor.button(row, "^Change$").click()  # while something is filled in, the page waits
    row.get_by_label(re.compile("^Value: ")).fill("Mary Lee")
    (editor.folder / "decisions.toml").write_text(theirs, encoding="utf-8")
    editor.button(row, "^Save$").click()
    if editor.page.locator("#desk-name[open]").count():
        editor.name()
    editor.decided("changed meanwhile|Decided")
    assert editor.file().startswith(theirs)


def test_axe_finds_nothing_where_one_decides(editor):
    row = editor.fact("5/sender")
    row.locator("summary").first.click()
    editor.button(row, "^Change$").click()
    assert violations(editor.page, [LOOKS[0], LOOKS[-1]]) == []
    editor.page.keyboard.press("Escape")
    editor.page.get_by_role("button", name="This line is …").first.click()
    assert violations(editor.page, [LOOKS[-1]]) == []
    editor.page.goto(f"{editor.address}/html/letters/letter-5.html")
    expect(editor.page.locator("#desk li").first).to_be_visible()
    editor.page.locator("#desk summary").first.click()
    assert violations(editor.page, [LOOKS[0], LOOKS[-1]]) == []
