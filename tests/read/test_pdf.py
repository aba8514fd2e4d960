"""The text layer of a PDF, against the text that it was made of; and what is refused."""

from __future__ import annotations

import json
import subprocess
import sys

import pypdf
import pytest
from made_documents import pdf
from originals import read_original

from letterbook import stages
from letterbook.model import letters
from letterbook.model.kinds import PRINT_PAGE
from letterbook.problems import Refused
from letterbook.project.letterbook_toml import load
from letterbook.read.sources import read_source
from letterbook.xml_input import pdf_pages


@pytest.fixture
def here(monkeypatch):
    """Take files apart in this process: loading the library anew for each takes a tenth of a second."""

    def run(command, **told):
        said = json.dumps(pdf_pages._take_apart(told["input"])).encode()
        return subprocess.CompletedProcess(command, 0, said)

    monkeypatch.setattr(subprocess, "run", run)


def refusal(path, data):
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_source(path)
    return refused.value.problems[0]


def pages_of(text, count=10):
    lines = text.splitlines()
    size = -(-len(lines) // count)
    return [lines[at : at + size] for at in range(0, len(lines), size)]


def numbers(source):
    return [one.value.n for one in source.origin.evidence if one.kind == PRINT_PAGE]


def told(path):
    """Return who wrote each letter to whom, when and where, and its number."""
    edition, _ = stages.understand(load(path).value)
    return [
        (
            letter.number,
            *(
                (
                    [p.value.name for p in act.persons],
                    [d.value for d in act.dates],
                    act.place and act.place.value,
                )
                for act in (letter.sent, letter.received)
            ),
        )
        for letter in letters(edition)
    ]


def test_ten_pages_give_the_letters_of_the_text(root, tmp_path):
    text = root / "tests/samples/en-governess/source.txt"
    shipped = root / "tests/samples/inputs/governess.pdf"
    assert shipped.read_bytes() == pdf(pages_of(text.read_text("utf-8")))
    source, problems = read_original(tmp_path / "governess.pdf", shipped.read_bytes())
    assert problems == ()
    assert numbers(source) == [str(n) for n in range(1, 11)]
    assert told(shipped) == told(text)


@pytest.mark.usefixtures("here")
def test_indents_blank_lines_and_pages(tmp_path):
    first = [
        "   Leeds, 3 May.",
        "",
        "Dear Ann,",
        "  all is well here, and will be",
        "well, as far as one can",
        "7",
    ]
    second = ["tell.", "", "", "Your (old) £10 \\ Tom", "8"]
    source, problems = read_original(tmp_path / "a.pdf", pdf([first, second]))
    assert problems == ()
    assert source.text == (
        "[Pg 7]\n   Leeds, 3 May.\n\nDear Ann,\n  all is well here, and will be\nwell, as far as one can\n"
        "[Pg 8]\ntell.\n\n\nYour (old) £10 \\ Tom\n"
    )
    assert [(one.words, one.where) for one in source.origin.left] == [
        ("7", "page 1, line 5"), ("8", "page 2, line 3"),
    ]  # fmt: skip
    assert source.origin.parts[0].form == "pdf"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([["a", "x"], ["b", "x"]], ["1", "2"]),
        ([["a", "12"], ["b", "x"], ["c", "14"]], ["12", "13", "14"]),
        ([["12 OF JOHN", "x"], ["TO ANN 13", "x"]], ["12", "13"]),
        ([["ix", "a"], ["a", "b"], ["a", "b", "xi"]], ["ix", "x", "xi"]),
        ([["1843", "x"], ["b", "x"], ["7", "x"]], ["1", "2", "3"]),  # no two agree
        ([["a"], [], ["12", "b"], ["13", "b"]], ["10", "11", "12", "13"]),
    ],
)
@pytest.mark.usefixtures("here")
def test_numbers_of_pages(tmp_path, pages, expected):
    assert numbers(read_original(tmp_path / "a.pdf", pdf(pages))[0]) == expected


@pytest.mark.parametrize("leading", [11, 12, 15, 24])
@pytest.mark.usefixtures("here")
def test_the_usual_distance_of_lines_is_no_blank_line(tmp_path, leading):
    page = ["one runs", "on here", "and on", "", "two runs", "on here", "and on"]
    source, _ = read_original(tmp_path / "a.pdf", pdf([page], leading=leading))
    assert source.text == "[Pg 1]\n" + "\n".join(page) + "\n"


@pytest.mark.usefixtures("here")
def test_a_page_without_text_among_others_is_told(tmp_path):
    _, problems = read_original(tmp_path / "a.pdf", pdf([["Dear Ann,"], [], ["Yours"]]))
    assert [(one.code, one.message) for one in problems] == [
        ("source-text-layer", "has pages without a text layer: 2")
    ]


def test_words_that_layout_runs_together_are_parted_as_in_plain_text():
    assert pdf_pages._spaced("   Ifthe rain andso on", "If the rain\nand so on") == "   If the rain and so on"
    assert pdf_pages._spaced("within", "within with in") == "within"


LOCK = f"/Filter /Standard /V 1 /R 2 /P -4 /O <{'00' * 32}> /U <{'00' * 32}>"
WHOLE = pdf([["Dear Ann,", "all is well."]])


@pytest.mark.parametrize(
    ("data", "said", "hint"),
    [
        (pdf([[], []]), "without a text layer", "OCR"),
        (WHOLE[:-20], "cut off", "whole copy"),
        (WHOLE[: len(WHOLE) // 2], "cut off", "whole copy"),
        (b"%PDF-1.7\n%%EOF", "cannot be taken apart", ""),
        (b"%PDF-1.7\n" + bytes(range(256)) * 9 + b"%%EOF", "cannot be taken apart", ""),
        (WHOLE.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "cannot be taken apart", ""),
        (
            pdf(
                [["Dear Ann"]],
                trailer=f"/ID [<00> <00>] /Encrypt << {LOCK} >> ",
            ),
            "protected by a password",
            "without a password",
        ),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_is_refused(tmp_path, data, said, hint):
    fault = refusal(tmp_path / "a.pdf", data)
    assert fault.code == "source-format"
    assert said in fault.message
    assert hint in fault.hint
    assert fault.place.file == "a.pdf"


@pytest.mark.usefixtures("here")
def test_a_damaged_file_is_read_as_far_as_it_can_be_and_told(tmp_path):
    source, problems = read_original(tmp_path / "a.pdf", WHOLE.replace(b"startxref\n", b"startxref\n9"))
    assert source.text == "[Pg 1]\nDear Ann,\nall is well.\n"
    assert [one.code for one in problems] == ["source-text-layer"]


@pytest.mark.usefixtures("here")
def test_scripts_and_attachments_are_not_looked_at(tmp_path):
    script = b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    odd = WHOLE.replace(b"/Type /Catalog", script)
    assert read_original(tmp_path / "a.pdf", odd)[0].text == "[Pg 1]\nDear Ann,\nall is well.\n"


def test_without_the_extra_it_is_said_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    fault = refusal(tmp_path / "a.pdf", WHOLE)
    assert (fault.code, 'pip install "letterbook[pdf]"' in fault.hint) == ("source-binary", True)


@pytest.mark.parametrize("limit", ["MAX_PAGES", "MAX_SIGNS"])
def test_limits_of_size(monkeypatch, limit):
    monkeypatch.setattr(pdf_pages, limit, 1)
    assert pdf_pages._take_apart(pdf([["Dear Ann"], ["Yours"]])) == {"fault": "size"}


def test_a_file_that_takes_too_long_is_given_up(tmp_path, monkeypatch):
    def slow(command, timeout, **_):
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(subprocess, "run", slow)
    assert "10 minutes" in refusal(tmp_path / "a.pdf", WHOLE).message


def test_whatever_the_library_raises_is_a_fault_of_the_file(monkeypatch):
    def broken(*_):
        raise RecursionError

    monkeypatch.setattr(pypdf, "PdfReader", broken)
    assert pdf_pages._take_apart(WHOLE) == {"fault": "RecursionError"}
