"""What the tests in a browser share: the editions on a disk, Chromium, and pages that tell what they do.

Where Chromium or the Nu checker is missing the tests fail: nobody has looked at the pages then.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

import pytest
from browser.pages import write_editions
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

#: Milliseconds. Nothing is waited for by the clock: so long may a loaded machine take for one step.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def editions(tmp_path_factory, worker_id) -> Path:
    """Return the folder that holds every test edition."""
    base = tmp_path_factory.getbasetemp()
    return written_once((base if worker_id == "master" else base.parent) / "editions", write_editions)


def written_once(folder: Path, write: Callable[[Path], None]) -> Path:
    """Return a folder that is written once for all of pytest's processes."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            made = folder.with_suffix(".being-built")
            made.mkdir()
            write(made)
            made.rename(folder)
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a browser without a window."""
    named = os.environ.get("LETTERBOOK_CHROMIUM")
    program = next(
        (found for name in ([named] if named else CHROMIUM) if (found := shutil.which(name))), None
    )
    if program is None:
        pytest.fail("Chromium is missing: apt-get install chromium, or name it in LETTERBOOK_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--disable-gpu", "--disable-quic", "--disable-background-networking"],
            timeout=PATIENCE,
        )
        yield browser
        browser.close()


class Record:
    """What the pages of a test did: what they asked for, what went wrong, what they left behind."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.faults: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        """Note down from now on what pages in this context do."""
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("requestfailed", lambda request: self.faults.append(f"{request.url}: {request.failure}"))
        context.on("weberror", lambda fault: self.faults.append(str(fault.error)))
        context.on("console", self._hear)

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning", "assert"):
            self.faults.append(f"{said.type}: {said.text}")

    def foreign(self, *homes: str) -> list[str]:
        """Return the requests that went anywhere but to these addresses."""
        return [url for url in self.requests if not url.startswith(("data:", *homes))]


Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium, editions) -> Iterator[Visit]:
    """Return a function that opens a page from the disk, with Playwright's options of a context.

    Whatever a test does: no page may ask for anything but the edition's files, break its policy, complain on
    the console, or leave anything in the browser.
    """
    with visits(chromium, editions.as_uri()) as (open_page, record):
        yield open_page
    assert record.requests
    assert record.foreign(editions.as_uri()) == []
    assert record.faults == []


@contextmanager
def visits(chromium: Browser, home: str) -> Iterator[tuple[Visit, Record]]:
    """Yield a function that opens pages below an address, and the record of what they do."""
    record = Record()
    contexts: list[BrowserContext] = []

    def open_page(address: str | None, **options: object) -> Page:
        context = chromium.new_context(**{"locale": "en-GB", **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        record.watch(context)
        page = context.new_page()
        if address is not None:
            page.goto(f"{home}/{address}")
        return page

    yield open_page, record
    for context in contexts:
        assert context.storage_state() == {"cookies": [], "origins": []}
        context.close()


#: Bytes of a page that are sent at once to whoever asks for it slowly, and seconds between two such pieces.
PIECE, PAUSE = 4096, 0.02


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:
        """Send a file; piece by piece, as a slow line does, if its address ends in ?slowly."""
        while piece := source.read(PIECE if self.path.endswith("?slowly") else -1):
            outputfile.write(piece)
            time.sleep(PAUSE if self.path.endswith("?slowly") else 0)


@pytest.fixture(scope="session")
def server(editions) -> Iterator[str]:
    """Return the address at which the editions are served, on this machine alone."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=editions)) as served:
        thread = threading.Thread(target=served.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()
        thread.join()


@pytest.fixture
def served(chromium, server) -> Iterator[tuple[Visit, Record]]:
    """Return a function that opens a page of an edition from the server, and the record of what it does."""
    with visits(chromium, server) as (open_page, record):
        yield open_page, record
    assert record.foreign(server) == []
    assert record.faults == []
