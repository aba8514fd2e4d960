"""The server of a preview: for browsers on this machine alone, and for looking alone.

It listens on the loopback address. A page of somebody's elsewhere that a browser shows beside it could still
try to read it, by a name of its own that leads to this machine: a request must therefore name this
machine (its Host), and its answers may not be used by other sites. There are no folders to walk through: a
path is a file's name in the edition, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Thread
from urllib.parse import unquote, urlsplit

_HOME = "127.0.0.1"
_FRONT = "/html/index.html"

#: Where the pages ask whether they are still the newest, and what they ask with.
_VERSION, _SCRIPT = "/.preview/version", "/.preview/reload.js"

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
  const mine = document.currentScript.dataset.version;
  let touched = false;
  for (const kind of ["input", "change"]) addEventListener(kind, () => { touched = true; }, true);
  const ask = async () => {
    try {
      const now = await (await fetch("/.preview/version", { cache: "no-store" })).text();
      if (now !== mine && !touched) { location.reload(); return; }
    } catch { /* it ended, or begins again */ }
    setTimeout(ask, 500);
  };
  setTimeout(ask, 500);
})();
"""


class Server:
    """Serves files that `find` returns by their names, from threads of its own."""

    def __init__(self, port: int, find: Callable[[str], bytes | None], version: Callable[[], int]) -> None:
        """Begin to listen; port 0 is any that is free. Raises OSError where the port cannot be had."""
        self._http = _Listener((_HOME, port), _Handler)
        self._http.find, self._http.version = find, version
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
    find: Callable[[str], bytes | None]
    version: Callable[[], int]

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
        path = urlsplit(self.path).path
        name = unquote(path).lstrip("/")
        if path == _VERSION:
            self._answer(200, "txt", str(self.server.version()).encode())
        elif path == _SCRIPT:
            self._answer(200, "js", _RELOAD.encode())
        elif path in ("/", "/html", "/html/"):
            self._answer(302, "txt", b"", {"Location": _FRONT})
        elif (data := self.server.find(name)) is not None:
            kind = name.rpartition(".")[2]
            self._answer(200, kind, self._living(data) if kind == "html" else data)
        elif self.server.version():
            self._say(404, f"The edition has no file {name}.")
        else:
            self._say(503, "There is no edition yet; what is wrong is told where the preview was started.")

    do_HEAD = do_GET  # noqa: N815 (the name that the library asks for)

    def _refuse(self) -> None:
        self.close_connection = True
        self._answer(405, "txt", b"There is nothing here but to be read.\n", {"Allow": "GET, HEAD"})

    do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = _refuse  # noqa: N815

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
        script = f'<script src="{_SCRIPT}" data-version="{version}" defer></script>'.encode()
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


_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy"\s+content=")([^"]*)(")')


def _allowing(policy: re.Match[bytes]) -> bytes:
    """Allow the script above and its questions, beside what a policy allows already."""
    said = [rule.split() for rule in unescape(policy[2].decode()).split(";") if rule.strip()]
    rules = {name: sources for name, *sources in said}
    for name in ("script-src", "connect-src"):
        allowed = [source for source in rules.get(name, ()) if source != "'none'"]
        rules[name] = allowed if "'self'" in allowed else [*allowed, "'self'"]
    now = "; ".join(" ".join((name, *sources)) for name, sources in rules.items())
    return policy[1] + escape(now).encode() + policy[3]
