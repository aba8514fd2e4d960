"""The text layer of a PDF, page by page. PDF files may be hostile, and their parsers are large.

So the file is taken apart in a process of its own, which has so much time and memory and no more; whatever
goes wrong there becomes a problem. Words are all that is asked of the file: no script in it is run, nothing
that it attaches or leads to is opened. The library is `pypdf`, an extra: letterbook[pdf].
"""

from __future__ import annotations

import importlib.util
import io
import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple, NoReturn

from letterbook.problems import Place, Refused, problem

SIGNATURE = b"%PDF-"
#: White space between lines is told in so many blank lines for the height of a letter.
FINE = 10
MAX_PAGES = 3_000
#: Signs of all pages together.
MAX_SIGNS = 64 << 20
#: What the process may take: a volume of 600 pages takes a minute, and 300 MiB.
MAX_SECONDS = 600
_MAX_MEMORY = 4 << 30
#: Words that layout may have run together.
_RUNS = (2, 3, 4)
#: The last line of every PDF; some programs write a little behind it.
_END, _BEHIND = b"%%EOF", 4096
_INSTALL = 'Install what reads it: pip install "letterbook[pdf]"'
_OCR = "Its pages are images. Have their text recognised first (OCR), and give hOCR, ALTO or the new PDF."
_PASSWORD = "Save it without a password from the program that it is read with, if you may."  # noqa: S105


class Layer(NamedTuple):
    """The text of each page with its indents, and blank lines for the white space (FINE), and what is odd.

    `flat` are the indices of pages whose text is without these. `repaired`: the file is damaged, and was read
    by guess. `made_by` names the library and its version.
    """

    pages: tuple[str, ...]
    flat: tuple[int, ...]
    repaired: bool
    made_by: str


def text_layer(data: bytes, name: str) -> Layer:
    """Return the text layer of a PDF; `name` is what its problems call it. Raises Refused."""
    if _END not in data[-_BEHIND:]:
        _refuse(name, "is a PDF that was cut off: its end is missing", "Take a whole copy.")
    if importlib.util.find_spec("pypdf") is None:
        said = "is a PDF, which letterbook reads with the library pypdf only"
        raise Refused(problem("source-binary", said, Place(name), _INSTALL))
    command = [sys.executable, "-P", "-m", "letterbook.xml_input.pdf_pages"]
    try:
        done = subprocess.run(  # noqa: S603 (our own module; the file comes by standard input)
            command, input=data, capture_output=True, check=True, timeout=MAX_SECONDS
        )
        told = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        _refuse(name, f"is a PDF whose text cannot be taken in {MAX_SECONDS // 60} minutes")
    except (subprocess.CalledProcessError, OSError, ValueError):
        _refuse(name, "is a PDF that cannot be taken apart")
    match told["fault"]:
        case "":
            layer = Layer(tuple(told["pages"]), tuple(told["flat"]), told["repaired"], told["made_by"])
        case "password":
            _refuse(name, "is a PDF that is protected by a password", _PASSWORD)
        case "size":
            said = f"has more than {MAX_PAGES:,} pages, or {MAX_SIGNS >> 20} million signs"
            raise Refused(problem("source-too-large", said, Place(name)))
        case fault:
            _refuse(name, f"is a PDF that cannot be taken apart ({fault})")
    if not "".join(layer.pages).strip():
        _refuse(name, "is a PDF without a text layer", _OCR)
    return layer


def _refuse(name: str, said: str, hint: str = "") -> NoReturn:
    raise Refused(problem("source-format", said, Place(name), hint)) from None


# ------------------------------------------------------------------ in the process of its own


def _take_apart(data: bytes) -> dict[str, Any]:
    """Return what is told of a PDF; `fault` is "" where all went well."""
    import pypdf  # noqa: PLC0415 (an extra, and slow to load)
    from pypdf.errors import DependencyError, FileNotDecryptedError  # noqa: PLC0415

    heard = _Heard()
    logging.getLogger("pypdf").handlers = [heard]
    logging.getLogger("pypdf").propagate = False
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            return {"fault": "password"}
        if len(reader.pages) > MAX_PAGES:
            return {"fault": "size"}
        repaired = heard.any  # what is said of single pages later on is no damage of the whole
        pages, flat = [], []
        signs = 0
        for index, (laid_out, plain) in enumerate(_both(reader)):
            # what layout leaves out, such as the words inside of forms, plain text may have
            lost = len("".join(plain.split())) > len("".join(laid_out.split()))
            pages.append(_sound(plain if lost else _spaced(laid_out, plain)))
            flat += [index] if lost else []
            signs += len(pages[-1])
            if signs > MAX_SIGNS:
                return {"fault": "size"}
    except (DependencyError, FileNotDecryptedError):
        return {"fault": "password"}
    except Exception as fault:  # noqa: BLE001 (a hostile file makes the library raise anything)
        return {"fault": type(fault).__name__}
    made_by = f"pypdf {pypdf.__version__}"
    return {"fault": "", "pages": pages, "flat": flat, "repaired": repaired, "made_by": made_by}


def _both(reader: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 (types of the library, an extra)
    """Yield the text of each page as laid out ("" where the library cannot), and plain."""
    for page in reader.pages:
        laid_out = ""
        with suppress(Exception):
            # words set at an angle are words: without the option the library drops them
            laid_out = page.extract_text(
                extraction_mode="layout",
                layout_mode_strip_rotated=False,
                layout_mode_font_height_weight=1 / FINE,
            )
        yield laid_out, page.extract_text()


def _spaced(laid_out: str, plain: str) -> str:
    """Return a page as laid out, with words parted that layout runs together and plain text does not."""
    words = plain.split()
    known = set(words)
    runs = (words[at : at + size] for size in _RUNS for at in range(len(words) - size + 1))
    parted = {"".join(run): " ".join(run) for run in runs}
    return re.sub(r"\S+", lambda m: m[0] if m[0] in known else parted.get(m[0], m[0]), laid_out)


def _sound(text: str) -> str:
    """Return a text without halves of surrogate pairs, which no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Heard(logging.Handler):
    """Notes whether the library had anything to say."""

    any = False

    def emit(self, _: logging.LogRecord) -> None:
        """Note it."""
        self.any = True


def _limit() -> None:
    """Take no more memory than is good, on systems that can say so."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 (not on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))


if __name__ == "__main__":
    _limit()
    told_ = _take_apart(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(told_).encode("ascii"))
