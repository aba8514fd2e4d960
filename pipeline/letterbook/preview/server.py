"""The server of a preview: for browsers on this machine alone, to look at an edition and to decide on it.

It listens on the loopback address. A page of somebody's elsewhere that a browser shows beside it could still
try to read it, by a name of its own that leads to this machine: a request must therefore name this
machine (its Host), and its answers may not be used by other sites. There are no folders to walk through: a
path is a file's name in the edition, or nothing. A decision is taken only from a page that was served here:
it must come from this origin, and bring the word that was drawn by lot when the preview began and that
stands in its pages alone.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable
from html import escape, unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from threading import Thread
from typing import Protocol
from urllib.parse import unquote, urlsplit

from letterbook.preview.desk import Answer, Order

_HOME = "127.0.0.1"
_FRONT = "/html/index.html"

#: Where the pages ask whether they are still the newest, and what they ask with.
_VERSION, _SCRIPT = "/.preview/version", "/.preview/reload.js"
#: With these words behind its address a page is asked for as the editor's files are now.
_NOW = "now"
#: Where they send what is decided, and what they do so with.
_DECIDE, _DESK, _LOOK = "/.preview/decide", "/.preview/desk.js", "/.preview/desk.css"
_HERE = Path(__file__).resolve().parent
#: How many bytes what is decided may have; so many seconds' decisions of a hurried editor have far fewer.
_MOST = 1 << 20

#: The status of an answer to a request that was meant for another machine.
_NOT_MEANT = 421

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    **dict.fromkeys(("txt", "csv", "tsv", "toml", "xsl"), "text/plain; charset=utf-8"),
}

# A page on which the reader has filled something in is not taken away.
_RELOAD = """"use strict";
(() => {
  let mine = document.currentScript.dataset.version;
  let touched = false;
  for (const kind of ["input", "change"]) addEventListener(kind, () => { touched = true; }, true);
  const ask = async () => {
    try {
      const now = await (await fetch("/.preview/version", { cache: "no-store" })).text();
      if (now !== mine && globalThis.renewed) {
        if (await globalThis.renewed()) mine = now;
        setTimeout(ask, 500);
        return;
      }
      if (now !== mine && !touched) { location.reload(); return; }
    } catch { /* it ended, or begins again */ }
    setTimeout(ask, 500);
  };
  setTimeout(ask, 500);
})();
"""


class Find(Protocol):
    """Returns a file of the edition by its name; `now`: as the editor's files are now."""

    def __call__(self, name: str, *, now: bool = False) -> bytes | None:
        """Return its bytes, None where there is none."""


class Server:
    """Serves files that `find` returns by their names, from threads of its own."""

    def __init__(
        self,
        port: int,
        find: Find,
        version: Callable[[], int],
        decide: Callable[[Order], Answer],
        state: Callable[[], tuple[str, str]],
    ) -> None:
        """Begin to listen; port 0 is any that is free. Raises OSError where the port cannot be had.

        `decide` carries out what a page asks for; `state` tells the sum of decisions.toml, and who decides.
        """
        self._http = _Listener((_HOME, port), _Handler)
        self._http.find, self._http.version = find, version
        self._http.decide, self._http.state = decide, state
        self._http.token = secrets.token_urlsafe(32)
        self.port = int(self._http.server_address[1])
        self._thread = Thread(target=self._http.serve_forever, args=(0.1,), daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """The address of the first page."""
        return f"http://{_HOME}:{self.port}/"

    def close(self) -> None:
        """Listen no more."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    find: Find
    version: Callable[[], int]
    decide: Callable[[Order], Answer]
    state: Callable[[], tuple[str, str]]
    token: str

    def server_bind(self) -> None:
        """Bind, and look no name up, which can take long and leaves the machine."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = _HOME, int(self.server_address[1])

    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that went away."""


class _Handler(BaseHTTPRequestHandler):
    server: _Listener
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """Answer a request for a file."""
        if self.headers.get("Host", "") not in self._names():
            self._say(_NOT_MEANT, "This address is for this machine alone.")
            return
        path, asked = urlsplit(self.path)[2:4]
        name = unquote(path).lstrip("/")
        if path == _VERSION:
            self._answer(200, "txt", str(self.server.version()).encode())
        elif path == _SCRIPT:
            self._answer(200, "js", _RELOAD.encode())
        elif path in (_DESK, _LOOK):
            self._answer(200, path.rpartition(".")[2], (_HERE / path.rpartition("/")[2]).read_bytes())
        elif path in ("/", "/html", "/html/"):
            self._answer(302, "txt", b"", {"Location": _FRONT})
        elif (data := self.server.find(name, now=asked == _NOW)) is not None:
            kind = name.rpartition(".")[2]
            self._answer(200, kind, self._living(data) if kind == "html" else data)
        elif self.server.version():
            self._say(404, f"The edition has no file {name}.")
        else:
            self._say(503, "There is no edition yet; what is wrong is told where the preview was started.")

    do_HEAD = do_GET  # noqa: N815 (the name that the library asks for)

    def do_POST(self) -> None:
        """Take a decision, from a page that was served here."""
        if urlsplit(self.path).path != _DECIDE:
            self._refuse()
            return
        self.close_connection = True
        if self.headers.get("Host", "") not in self._names():
            self._say(_NOT_MEANT, "This address is for this machine alone.")
            return
        order = self._order() if self._is_ours() else None
        if order is None:
            self._answer(403, "txt", b"Nothing was decided: this did not come from a page of the preview.\n")
            return
        answer = self.server.decide(order)
        self._answer(answer.status, "json", json.dumps(answer.as_json()).encode())

    def _is_ours(self) -> bool:
        """Tell whether a page that was served here sends a request, and no other."""
        host = self.headers.get("Host", "")
        token = self.headers.get("X-Letterbook-Token", "")
        return (
            self.headers.get("Origin") == f"http://{host}"
            and self.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
            and self.headers.get("Content-Type") == "application/json"
            and secrets.compare_digest(token.encode("utf-8", "replace"), self.server.token.encode())
        )

    def _order(self) -> Order | None:
        """Read what is asked for; None where it is not of the form in which the pages ask."""
        size = self.headers.get("Content-Length", "")
        if not (size.isascii() and size.isdigit() and int(size) <= _MOST):
            return None
        try:
            asked = json.loads(self.rfile.read(int(size)))
            return Order(
                _chosen(asked["do"]),
                _words(asked["seen"]),
                _words(asked["lines"]),
                tuple((_count(line), _words(letter)) for line, letter in asked["instead"]),
                _words(asked["name"]),
            )
        except (KeyError, TypeError, ValueError, RecursionError):
            return None

    def _refuse(self) -> None:
        self.close_connection = True
        self._answer(
            405, "txt", b"There is nothing here but to be read.\n", {"Allow": "GET, HEAD"}
        )  # and POST for a decision

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = _refuse  # noqa: N815

    def _names(self) -> tuple[str, ...]:
        port = self.server.server_port
        bare = (_HOME, "localhost") if port == 80 else ()  # noqa: PLR2004 (the port that addresses leave out)
        return (f"{_HOME}:{port}", f"localhost:{port}", *bare)

    def _say(self, status: int, words: str) -> None:
        head = f'<!DOCTYPE html><html lang="en"><head><title>{status}</title></head>'
        page = f"{head}<body><p>{escape(words)}</p></body></html>".encode()
        self._answer(status, "html", self._living(page) if status != _NOT_MEANT else page)

    def _living(self, page: bytes) -> bytes:
        """Let a page look whether it is the newest; its policy must allow that, and nothing more."""
        version = self.server.version()
        seen, who = self.server.state()
        script = (
            f'<link rel="stylesheet" href="{_LOOK}">'
            f'<script src="{_SCRIPT}" data-version="{version}" defer></script>'
            f'<script src="{_DESK}" data-token="{self.server.token}" data-seen="{seen}"'
            f' data-name="{escape(who)}" defer></script>'
        ).encode()
        return _POLICY.sub(_allowing, page, count=1).replace(b"</head>", script + b"</head>", 1)

    def _answer(self, status: int, kind: str, data: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": _TYPES.get(kind, "application/octet-stream"),
            "Content-Length": str(len(data)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Frame-Options": "DENY",
            **(more or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def version_string(self) -> str:
        """Return who answers."""
        return "letterbook"

    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _chosen(value: object) -> str:
    if value not in ("decide", "undo"):
        raise ValueError
    return str(value)


_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy"\s+content=")([^"]*)(")')


def _allowing(policy: re.Match[bytes]) -> bytes:
    """Allow the scripts above, their style and their questions, beside what a policy allows already."""
    said = [rule.split() for rule in unescape(policy[2].decode()).split(";") if rule.strip()]
    rules = {name: sources for name, *sources in said}
    for name in ("script-src", "connect-src", "style-src"):
        allowed = [source for source in rules.get(name, ()) if source != "'none'"]
        rules[name] = allowed if "'self'" in allowed else [*allowed, "'self'"]
    now = "; ".join(" ".join((name, *sources)) for name, sources in rules.items())
    return policy[1] + escape(now).encode() + policy[3]
