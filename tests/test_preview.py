"""An edition shown while it is worked on: served to this machine alone, made again when a file changes."""

from __future__ import annotations

import http.client
import re
import shutil
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from letterbook import stages
from letterbook.preview import Preview
from letterbook.preview import rebuild as making_
from letterbook.preview.rebuild import Making
from letterbook.project.letterbook_toml import load


def settings(title):
    return f'title = "{title}"\n[[responsible]]\ndid = "Edition"\nname = "E. Holm"\n'


DECIDED = 'by = "E. Holm"\n[[sender]]\nletter = 2\nperson = "Somebody Else"\nreason = "So it is."\n'


@pytest.fixture
def source(tmp_path, root):
    folder = tmp_path / "book"
    shutil.copytree(root / "tests" / "samples" / "en-naturalists", folder)
    (folder / "letterbook.toml").write_text(settings("The First Title"), encoding="utf-8")
    return folder / "source.txt"


class Reader:
    """A browser that asks for one file at a time, while the preview does what there is to do."""

    def __init__(self, preview, told):
        self.preview, self.told = preview, told
        self._hands = ThreadPoolExecutor(1)

    def ask(self, path, method="GET", **headers):
        answer = self._hands.submit(self._ask, path, method, headers)
        while not answer.done():
            self.preview.turn(0.01)  # waits for what is wished for
        return answer.result()

    def _ask(self, path, method, headers):
        host, port = self.preview.address.removeprefix("http://").rstrip("/").split(":")
        connection = http.client.HTTPConnection(host, int(port), timeout=60)
        try:
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()


@pytest.fixture
def reader(source):
    told = []
    preview = Preview(source, 0, None, lambda problems, line: told.append((tuple(problems), line)))
    preview.turn()
    yield Reader(preview, told)
    preview.close()


def letters_in(reader):
    return re.findall(rb'href="(letters/[^"]+)"', reader.ask("/html/index.html")[2])


# ------------------------------------------------------------------ what is served


def test_the_edition_is_served_with_its_types(reader):
    status, headers, _ = reader.ask("/")
    assert (status, headers["Location"]) == (302, "/html/index.html")
    for path, kind in {
        "/html/index.html": "text/html; charset=utf-8",
        "/html/style/edition.css": "text/css; charset=utf-8",
        "/html/script/search.js": "text/javascript; charset=utf-8",
        "/tei/edition.xml": "application/xml",
        "/text/edition.txt": "text/plain; charset=utf-8",
        "/report/review.html": "text/html; charset=utf-8",
        "/report/review.json": "application/json",
        "/cmif/cmif.xml": "application/xml",
        "/source/book/source.txt": "text/plain; charset=utf-8",
    }.items():
        status, headers, data = reader.ask(path)
        assert (status, headers["Content-Type"]) == (200, kind), path
        assert data
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_all_that_is_served_is_what_a_build_writes_but_for_the_script(reader, source):
    files = stages.run(load(source).value).value.files
    script = re.compile(
        rb'<link rel="stylesheet" href="/.preview/desk.css">'
        rb'<script src="/.preview/reload.js" data-version="1" defer></script>'
        rb'<script src="/.preview/desk.js" data-token="[\w-]{43}" data-seen="" data-name="E. Holm"'
        rb" defer></script>"
    )
    policy = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
    reader.ask("/html/index.html")
    while reader.preview.turn():  # all parts
        pass
    for name, data in files.items():
        served = reader.ask(f"/{name}?with=a-query")[2]
        if name.endswith(".html"):
            assert script.search(served), name
            served = script.sub(b"", served)
        assert policy.sub(b"", served) == policy.sub(b"", data), name


def test_pages_may_run_and_ask_for_what_reloads_them_and_no_more(reader):
    for path in ("/html/index.html", "/html/about.html", "/report/review.html"):
        page = reader.ask(path)[2].decode()
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#x27;", "'")
        rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
        assert rules["default-src"] == ["'none'"]
        assert rules["connect-src"] == ["'self'"]
        assert "'self'" in rules["script-src"]
        assert "'unsafe-inline'" not in rules["script-src"]
    status, headers, script = reader.ask("/.preview/reload.js")
    assert (status, headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert b"/.preview/version" in script


@pytest.mark.parametrize(
    "path",
    ["/html/", "/html/../book/source.txt", "/../source.txt", "/..%2f..%2fetc/passwd", "//etc/passwd",
     "/html/letters/", "/letterbook.toml", "/%00", "/html/index.html/", "/source/", "/C:/x", "/html/no.html"],
)  # fmt: skip
def test_nothing_else_is_served_and_no_folder_listed(reader, path):
    status, _, data = reader.ask(path)
    assert status in (302, 404)
    assert b"source.txt</a>" not in data


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_it_is_for_looking_alone(reader, method):
    status, headers, _ = reader.ask("/html/index.html", method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


def test_head_gives_the_head(reader):
    status, headers, data = reader.ask("/html/index.html", "HEAD")
    assert (status, data) == (200, b"")
    assert int(headers["Content-Length"]) == len(reader.ask("/html/index.html")[2])


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "",
                                  "127.0.0.1:{port}.evil.example", "[::1]:{port}"])  # fmt: skip
def test_a_request_must_name_this_machine(reader, host):
    port = reader.preview.address.rstrip("/").rpartition(":")[2]
    status, _, data = reader.ask("/html/index.html", Host=host.format(port=port))
    assert status == 421
    assert b"First Title" not in data


def test_it_listens_to_this_machine_alone(reader):
    address = reader.preview._server._http.server_address
    assert address[0] == "127.0.0.1"
    assert reader.ask("/html/index.html", Host=f"localhost:{address[1]}")[0] == 200


# ------------------------------------------------------------------ what changes


def version(reader):
    return int(reader.ask("/.preview/version")[2])


def test_a_change_of_any_file_is_seen(reader, source):
    folder = source.parent
    assert b"The First Title" in reader.ask("/html/index.html")[2]
    seen = version(reader)

    def changed(name, text):
        nonlocal seen
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        reader.preview.turn()
        assert version(reader) == seen + 1, name
        seen += 1

    changed("letterbook.toml", settings("Another Title"))
    assert b"Another Title" in reader.ask("/html/index.html")[2]
    changed("xslt/edition.css", "h1 { color: teal; }")
    assert reader.ask("/html/style/edition.css")[2].endswith(b"teal; }")
    changed("source.txt", source.read_text(encoding="utf-8").replace("beetle", "weevil"))
    changed("decisions.toml", DECIDED)
    assert b"Somebody Else" in b"".join(
        reader.ask(f"/html/{page.decode()}")[2] for page in letters_in(reader)
    )
    (folder / "xslt" / "edition.css").unlink()
    reader.preview.turn()
    assert version(reader) == seen + 1
    assert not reader.ask("/html/style/edition.css")[2].endswith(b"teal; }")


def test_nothing_is_made_again_when_nothing_changed(reader):
    reader.ask("/html/index.html")
    while reader.preview.turn():
        pass
    seen, told = version(reader), len(reader.told)
    for _ in range(3):
        assert not reader.preview.turn()
    assert (version(reader), len(reader.told)) == (seen, told)


@pytest.mark.parametrize("name", ["letterbook.toml", "decisions.toml", "xslt/html.xsl", "source.txt"])
def test_with_a_fault_the_last_good_edition_stays_and_the_fault_is_told(reader, source, name):
    good = reader.ask("/html/index.html")[2]
    assert b"The First Title" in good
    path = source.parent / name
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"" if name == "source.txt" else b"= <")
    reader.told.clear()
    reader.preview.turn()
    assert [problem.severity for problems, _ in reader.told for problem in problems].count("error") >= 1
    assert reader.ask("/html/index.html")[2] == good
    if before is None:
        path.unlink()
    else:
        path.write_bytes(before)
    reader.preview.turn()
    assert version(reader) == 2


def test_before_there_is_an_edition_a_page_waits_for_it(source):
    text = source.read_bytes()
    source.unlink()
    preview = Preview(source, 0, None, lambda *_: None)
    reader = Reader(preview, [])
    preview.turn()
    status, _, page = reader.ask("/html/index.html")
    assert status == 503
    assert b"reload.js" in page
    source.write_bytes(text)
    preview.turn()
    assert reader.ask("/html/index.html")[0] == 200
    preview.close()


def test_what_was_read_is_read_again_only_if_it_changed(source, monkeypatch):
    looks = []
    real = stages.detected
    monkeypatch.setattr(stages, "detected", lambda project: looks.append(project) or real(project))
    making = Making(source)
    making.make()
    (source.parent / "decisions.toml").write_text(DECIDED, encoding="utf-8")
    making.make()
    assert len(looks) == 1
    source.write_bytes(source.read_bytes() + b"\n")
    making.make()
    assert len(looks) == 2


def test_the_page_one_looks_at_is_made_before_the_others(source):
    making = Making(source)
    making.make()
    whole = stages.run(load(source).value).value.files
    pages = sorted(name for name in whole if name.startswith("html/letters/"))
    later, written = making.later(), stages.write(load(source).value).value.files
    assert {"html/index.html", "html/script/search-data.js", *pages} <= later
    assert making.files == {
        name: data
        for name, data in whole.items()
        if (name.startswith("html/") or name in written) and name not in later
    }
    assert all(making.may_have(name) for name in pages)
    assert not making.may_have("html/letters/none.html")
    assert making.make_part_of(pages[1]) == ()
    assert making.files[pages[1]] == whole[pages[1]]
    assert not making.may_have(pages[1])
    assert pages[0] not in making.files
    while making.later():
        making.make_next()
    assert {name: making.files.get(name) for name in pages} == {name: whole[name] for name in pages}


OWN = """<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="3.0"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:m="https://letterbook.invalid/ns/mode"
    exclude-result-prefixes="#all">
  <xsl:import href="letterbook:html.xsl"/>
  <xsl:template match="tei:closer" mode="m:html">{}<xsl:next-match/></xsl:template>
</xsl:stylesheet>"""


def test_a_page_that_can_no_longer_be_made_stays_as_it_was(source):
    (source.parent / "xslt").mkdir()
    (source.parent / "xslt" / "html.xsl").write_text(OWN.format("<b>Mine</b>"), encoding="utf-8")
    making = Making(source)
    making.make()
    while making.make_next() is not None:
        pass
    before = {name: data for name, data in making.files.items() if name.startswith("html/letters/")}
    assert any(b"<b>Mine</b>" in data for data in before.values())
    fault = "<xsl:if test=\"ancestor::tei:div[1][@n = '2']\"><xsl:sequence select='1 div 0'/></xsl:if>"
    (source.parent / "xslt" / "html.xsl").write_text(OWN.format(fault), encoding="utf-8")
    assert making.make() == ()
    told = making.make_next()
    assert [(problem.code, problem.place.line) for problem in told] == [("render-stylesheet", 5)]
    now = {name: making.files[name] for name in before}
    assert [name for name in before if now[name] == before[name]] == ["html/letters/letter-2.html"]
    assert b"<b>Mine</b>" in now["html/letters/letter-2.html"]
    while making.make_next() is not None:
        pass
    assert b"FOAR0001" in making.files["report/review.html"]


def test_a_fault_of_all_pages_is_told_once_and_the_web_site_stays_as_it_was(source, monkeypatch):
    monkeypatch.setattr(making_, "_AT_ONCE", 3)
    making = Making(source)
    making.make()
    while making.make_next() is not None:
        pass
    before = {name: data for name, data in making.files.items() if name.startswith("html/letters/")}
    assert len(before) > 3
    (source.parent / "xslt").mkdir()
    fault = "<xsl:sequence select='1 div 0'/>"
    text = (
        OWN.format("").replace("tei:closer", "tei:div[@type = 'letter']").replace("<xsl:next-match/>", fault)
    )
    (source.parent / "xslt" / "html.xsl").write_text(text.replace("m:html", "m:page"), encoding="utf-8")
    assert making.make() == ()
    said = []
    while making.later():
        said += making.make_next()
    assert [problem.code for problem in said] == ["render-stylesheet"]
    assert {name: making.files.get(name) for name in before} == before
    assert not any(making.may_have(name) for name in before)


def test_a_cycle_makes_the_same_as_a_build_from_nothing(source):
    making = Making(source)
    making.make()
    (source.parent / "decisions.toml").write_text(DECIDED, encoding="utf-8")
    making.make()
    while making.make_next() is not None:
        pass
    assert making.files == stages.run(load(source).value).value.files


# ------------------------------------------------------------------ the command


def started(source, *options):
    command = [sys.executable, "-m", "letterbook", "preview", str(source), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.usefixtures("interruptible")
def test_the_command_shows_rebuilds_and_ends_cleanly(source):
    process = started(source, "--port", "0")
    try:
        address = re.match(r"http://127\.0\.0\.1:(\d+)/ shows .*; Ctrl\+C ends it", process.stdout.readline())
        assert address
        assert process.stdout.readline().endswith(": built\n")
        (source.parent / "letterbook.toml").write_text(settings("Another"), encoding="utf-8")
        assert process.stdout.readline().endswith(": built again\n")
        connection = http.client.HTTPConnection("127.0.0.1", int(address[1]), timeout=60)
        connection.request("GET", "/html/index.html")
        assert b"Another" in connection.getresponse().read()
        connection.close()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert process.stderr.read().count("Traceback") == 0
    finally:
        process.kill()
        process.communicate()


def test_a_port_that_is_taken_is_told(source):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        process = started(source, "--port", str(port))
        out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert out == ""
    assert f"{port} is taken by another program" in err
    assert "Traceback" not in err
