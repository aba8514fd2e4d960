"""Deciding by a click in a preview: what is written, what is refused, and that no stranger decides."""

from __future__ import annotations

import http.client
import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from letterbook.preview import Preview
from letterbook.project.decisions_toml import FILE

SENDER = '[[sender]]\nletter = "1"\nperson = "Ann Lee"\nreason = "So it is."\n'
OTHER = '[[sender]]\nletter = "1"\nperson = "Carl Post"\nreason = "So it is."\n'
HEAD = 'by = "E. Holm"\n\n[[responsible]]\nname = "E. Holm"\ndid = "Editorial decisions"\n'
WRITTEN = '\n[[sender]]\nletter = 1\nperson = "Ann Lee"\nreason = "So it is."\n'
ORDER = {"do": "decide", "seen": "", "lines": SENDER, "instead": [], "name": "E. Holm"}


class Desk:
    """A browser that shows the review and decides there, while the preview does what there is to do."""

    def __init__(self, preview, folder):
        self.preview, self.folder = preview, folder
        self.host = preview.address.removeprefix("http://").rstrip("/")
        self.look()

    def _do(self, *args, **keys):
        with ThreadPoolExecutor(1) as hands:
            answer = hands.submit(self._ask, *args, **keys)
            while not answer.done():
                self.preview.turn(0.01)
            return answer.result()

    def _ask(self, method, path, body=None, headers=()):
        name, port = self.host.split(":")
        connection = http.client.HTTPConnection(name, int(port), timeout=60)
        try:
            connection.request(method, path, body, dict(headers))
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def look(self):
        page = self._do("GET", "/report/review.html")[1]
        found = re.search(r'data-token="([^"]+)" data-seen="([^"]*)" data-name="([^"]*)"', page)
        self.token, self.seen, self.name = found.groups()
        return page

    def headers(self, **changed):
        own = {
            "Origin": f"http://{self.host}",
            "Content-Type": "application/json",
            "X-Letterbook-Token": self.token,
        }
        own |= {key.replace("_", "-"): value for key, value in changed.items()}
        return {key: value for key, value in own.items() if value is not None}

    def post(self, body, path="/.preview/decide", method="POST", **changed):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._do(method, path, data, self.headers(**changed))

    def order(self, **changed):
        asked = {
            "do": "decide",
            "seen": self.seen,
            "lines": SENDER,
            "instead": [],
            "name": "E. Holm",
            **changed,
        }
        status, told = self.post(asked)
        if status == 200:
            self.seen = json.loads(told)["seen"]
        return status, told

    def file(self):
        path = self.folder / FILE
        return path.read_bytes().decode() if path.exists() else None


@pytest.fixture
def desk(tmp_path, root, request):
    folder = tmp_path / "book"
    sample = getattr(request, "param", "en-naturalists")
    shutil.copytree(root / "tests" / "samples" / sample, folder)
    (folder / "decisions.toml").unlink(missing_ok=True)
    preview = Preview(folder / "source.txt", 0, None, lambda *_: None)
    preview.turn()
    yield Desk(preview, folder)
    preview.close()


# ------------------------------------------------------------------ what is written


def test_a_decision_is_written_as_the_manual_writes_it_and_seen_in_the_review_at_once(desk):
    assert desk.order() == (200, json.dumps({"said": "Decided.", "seen": desk.seen}))
    assert desk.file() == HEAD + WRITTEN
    page = desk.look()
    assert "by E. Holm" in page
    assert "Ann Lee" in page
    assert desk.name == "E. Holm"


def test_a_second_decision_comes_below_and_says_no_more_who_decides(desk):
    desk.order()
    status, _ = desk.order(lines='[[place]]\nletter = "2"\nplace = "Bergen"\nreason = "x"\nby = "E. Holm"\n')
    assert status == 200
    assert desk.file() == HEAD + WRITTEN + '\n[[place]]\nletter = 2\nplace = "Bergen"\nreason = "x"\n'


def test_another_decision_takes_the_place_of_the_one_before(desk):
    desk.order()
    line = desk.file().splitlines().index("[[sender]]") + 1
    assert desk.order(lines=OTHER, instead=[[line, "1"]])[0] == 200
    assert desk.file() == HEAD + WRITTEN.replace("Ann Lee", "Carl Post")


def test_a_decision_that_is_taken_back_by_itself_can_be_undone(desk):
    desk.order()
    line = desk.file().splitlines().index("[[sender]]") + 1
    status, told = desk.order(lines="", instead=[[line, "1"]])
    assert (status, json.loads(told)["said"]) == (200, "Taken back.")
    assert desk.file() == HEAD
    assert desk.order(do="undo")[0] == 200
    assert desk.file() == HEAD + WRITTEN


def test_what_was_decided_is_taken_back_step_by_step(desk):
    desk.order()
    first = desk.file()
    desk.order(lines=SENDER.replace('"1"', '"2"'))
    assert desk.order(do="undo")[0] == 200
    assert desk.file() == first
    assert desk.order(do="undo")[0] == 200
    assert desk.file() is None
    status, told = desk.order(do="undo")
    assert (status, "nothing to take back" in told) == (422, True)


def test_comments_the_order_and_the_form_of_lines_stay(desk):
    own = (
        "# mine\r\nby = 'E. Holm'\r\n[[responsible]]\r\nname = 'E. Holm'\r\n\r\n# why\r\n[[sender]]\r\n"
        "letter = [2, 3] # both\r\nperson = 'Ann Lee'\r\nreason = 'x'\r\n\r\n# end\r\n"
    )
    (desk.folder / FILE).write_bytes(own.encode())
    desk.preview.turn()
    desk.look()
    lines = SENDER.replace('"1"', '"2"').replace("Ann Lee", "Carl Post")
    assert desk.order(lines=lines, instead=[[7, "2"]])[0] == 200
    added = '\n[[sender]]\nletter = 2\nperson = "Carl Post"\nreason = "So it is."\n'
    assert desk.file() == own.replace("[2, 3]", "3") + added.replace("\n", "\r\n")


def test_several_letters_of_which_the_same_is_said_are_one_decision(desk):
    assert desk.order(lines=SENDER + SENDER.replace('"1"', '"2"'))[0] == 200
    assert desk.file() == HEAD + WRITTEN.replace("letter = 1\n", "letter = [1, 2]\n")


@pytest.mark.parametrize("desk", ["en-governess"], indirect=True)
def test_what_is_left_open_goes_off_the_list(desk):
    row = r'class="fact (sender|recipient)" data-kind="[a-z]+" data-standing="{}" data-letter="(\w+)"'
    fact, letter = re.search(row.format("(?:high|medium|low|open)"), desk.look()).groups()
    lines = f'[[open]]\nletter = "{letter}"\nfact = "{fact}"\nreason = "Nobody knows."\n'
    assert desk.order(lines=lines)[0] == 200
    assert (fact, letter) in re.findall(row.format("left"), desk.look())


# ------------------------------------------------------------------ what is refused


def test_a_change_by_somebody_else_is_never_written_over(desk):
    theirs = HEAD + "# theirs\n"
    (desk.folder / FILE).write_text(theirs, encoding="utf-8")
    status, told = desk.order()
    assert (status, "was changed meanwhile" in told) == (409, True)
    assert desk.file() == theirs
    desk.preview.turn()
    desk.look()
    assert desk.order()[0] == 200
    assert desk.file() == theirs + WRITTEN
    (desk.folder / FILE).write_text(theirs, encoding="utf-8")
    desk.preview.turn()
    desk.look()
    status, told = desk.order(do="undo")
    assert (status, "somebody else" in told) == (422, True)
    assert desk.file() == theirs


@pytest.mark.parametrize(
    "lines",
    ["by = 'x'", "[[responsible]]\nname = 'x'", "[[sendr]]\nletter = 1", "[sender]\nletter = 1", "= <",
     "[[sender]]", SENDER.replace('"1"', '"99"'), SENDER.replace("person", "persn"),
     '[[sent]]\nletter = 1\ndate = ""\nreason = "x"\n',
     '[[line]]\nquote = "nowhere in it"\nis = "heading"\nreason = "x"\n', OTHER + SENDER,
     SENDER.replace('"So it is."', '""')],
)  # fmt: skip
def test_what_a_build_would_refuse_is_not_written(desk, lines):
    status, told = desk.order(lines=lines)
    assert (status, "Nothing was written" in told) == (422, True)
    assert desk.file() is None
    assert not [path for path in desk.folder.iterdir() if path.name.startswith(".")]


def test_nobody_decides_without_a_name(desk):
    assert desk.order(name="")[0] == 422
    assert desk.file() is None


# ------------------------------------------------------------------ strangers


@pytest.mark.parametrize(
    "changed",
    [{"Origin": None}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "https://{host}"},
     {"Origin": "http://localhost:1"}, {"X_Letterbook_Token": None}, {"X_Letterbook_Token": ""},
     {"X_Letterbook_Token": "A" * 43}, {"X_Letterbook_Token": "é"},
     {"Content_Type": "text/plain"}, {"Content_Type": None},
     {"Content_Type": "application/x-www-form-urlencoded"}, {"Sec_Fetch_Site": "cross-site"},
     {"Sec_Fetch_Site": "same-site"}, {"Host": "evil.example"}, {"Host": "127.0.0.1:1"},
     {"Content_Length": "9999999999"},
     {"Content_Length": "-1"}],
)  # fmt: skip
def test_what_comes_from_elsewhere_decides_nothing(desk, changed):
    changed = {key: value and value.format(host=desk.host) for key, value in changed.items()}
    asked = ORDER
    status, told = desk.post(asked, **changed)
    assert status in (400, 403, 421), told
    assert desk.file() is None


@pytest.mark.parametrize(
    "body",
    [b"", b"x", b"[]", b"{}", b'{"do": "decide"}', b"[" * 5000,
     *(json.dumps({**ORDER, **odd}).encode()
       for odd in ({"do": "delete"}, {"do": ["undo"]}, {"lines": 5}, {"instead": [1]},
                   {"instead": [["1", "2"]]},
                   {"instead": [[True, ""]]}, {"seen": None}))],
)  # fmt: skip
def test_what_is_no_order_decides_nothing(desk, body):
    assert desk.post(body)[0] == 403
    assert desk.file() is None


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "GET"])
def test_only_a_post_decides(desk, method):
    assert desk.post(ORDER, method=method)[0] in (404, 405)
    assert desk.file() is None


@pytest.mark.parametrize(
    "path", ["/", "/.preview/decide/../../x", "/decisions.toml", "/.preview/", "/html/index.html"]
)
def test_only_one_address_takes_decisions(desk, path):
    assert desk.post(ORDER, path)[0] == 405
    assert desk.file() is None


def test_the_word_drawn_by_lot_is_another_each_time(desk):
    preview = Preview(desk.folder / "source.txt", 0, None, lambda *_: None)
    preview.turn()
    try:
        other = Desk(preview, desk.folder)
        assert other.token != desk.token
        assert len(other.token) >= 43
    finally:
        preview.close()
