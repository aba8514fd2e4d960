"""Read the source: bytes to text, strictly, so that every byte can be had back.

Nothing is dropped, repaired or guessed here. A text that cannot be decoded without doubt is refused
with the place of the first doubtful byte; what is odd but harmless is kept, with a warning.
"""

from __future__ import annotations

import codecs
import errno
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from letterbook.file_bytes import read_bytes
from letterbook.model import Source
from letterbook.problems import Outcome, Place, Problem, Refused, problem
from letterbook.read import charsets

#: The largest file that is read, in bytes.
LIMIT = 64 * 1024 * 1024

#: What an editor names who leaves it to letterbook which encoding a text is in.
AUTO = "auto"

#: Longest first: the mark of UTF-16 LE is the beginning of that of UTF-32 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Codecs that would add a mark of their own when the bytes are rebuilt, and those that do not.
_MARKLESS = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive, or a document of a word processor or an e-book (.docx, .odt, .epub)"),
    (b"\xd0\xcf\x11\xe0", "a document of a word processor (.doc)"),
    (b"{\\rtf", "a document of a word processor (.rtf)"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"\x7fELF", "a program"),
)
#: What to do with what is no plain text, where the code's own remedy does not help.
_REMEDIES = {
    b"\xd0\xcf\x11\xe0": "Save it from its own program as .docx or .odt, and give that file.",
    b"{\\rtf": "Save it from its own program as .docx or .odt, and give that file.",
}
_MARKUP = re.compile(r"\s*<(?:\?xml\s|!DOCTYPE\s|html[\s>]|TEI[\s>]|teiCorpus[\s>])", re.IGNORECASE)

#: Control characters that no printed text has. Tab, line feed, carriage return are text.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
#: Those that files of other kinds are full of; form feeds and vertical tabs are usual in scanned texts.
_BINARY = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_FEW, _SHARE = 3, 50
#: The first printable character, and how many bytes are looked at to tell UTF-16.
_BLANK, _SAMPLE = 0x20, 1 << 16


def read(path: Path, encoding: str | None = None) -> Outcome[Source]:
    """Read the source at `path`.

    The encoding is what a byte order mark says, else UTF-8, else `encoding`, which the editor names.
    A text with bytes above 127 that is sound UTF-8 is taken as UTF-8 whatever the editor names: no
    other encoding gives such bytes by chance. Line ends are held as model.Source says. The source's
    name is the file's name alone, so that an edition does not depend on the folder it was built in.

    Raises Refused with the reason and the place, never another exception for a bad file.
    """
    data = bytes_of(path)
    return read_data(data, path, encoding)


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a source. Raises Refused where it cannot be one."""
    _refuse_name(path)
    return _bytes(path)


def read_data(data: bytes, path: Path, encoding: str | None = None) -> Outcome[Source]:
    """Read the bytes of the source at `path`, like `read`."""
    text, codec, problems = decoded(data, path, encoding)
    mark = next((mark for mark, _ in _MARKS if data.startswith(mark)), b"")
    if _MARKUP.match(text.removeprefix("\ufeff")):
        raise Refused(problem("source-markup", "is HTML or XML, not a plain text", Place(str(path), 1, 1)))
    folded, newline = _fold(text)
    digest = hashlib.sha256(data).hexdigest()
    return Outcome(Source(path.name, folded, digest, codec, newline, mark), problems)


class Decoded(NamedTuple):
    """A text, the encoding that it was in, and what is odd about it."""

    text: str
    encoding: str
    problems: tuple[Problem, ...]


def decoded(data: bytes, path: Path, encoding: str | None = None) -> Decoded:
    """Decode the bytes of a text or page, without the mark at the beginning. Raises Refused like `read`."""
    auto = (encoding or "").lower() == AUTO
    named = None if auto else _codec(encoding, path)
    mark, codec = next(((mark, codec) for mark, codec in _MARKS if data.startswith(mark)), (b"", ""))
    body = data[len(mark) :]
    guessed = ""
    if not mark:
        for signature, kind in _SIGNATURES:
            if data.startswith(signature):
                said = f"is {kind}, not a plain text"
                raise Refused(problem("source-binary", said, Place(str(path)), _REMEDIES.get(signature, "")))
        codec = "utf-8" if named is None or (not body.isascii() and _is_utf8(body)) else named
        if auto and (guessed := _guessed(body)):
            codec = guessed
    text = _decode(body, codec, path, marked=bool(mark), named=named is not None)
    _refuse_what_is_no_text(text, body, path)
    problems = list(_oddities(text, path.name))
    if guessed:
        problems.insert(0, _told_guess(body, guessed, path.name))
    if named is not None and _family(named) != _family(codec):
        said = f"is {codec}, not {encoding}: its own bytes tell"
        problems.insert(0, problem("source-encoding-other", said, Place(path.name)))
    return Decoded(text, codec, tuple(problems))


def _guessed(body: bytes) -> str:
    """Return the likeliest encoding of a text that is not UTF-8; "" where it is UTF-8, or no text."""
    if wide := _is_utf16(body):
        return wide
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as fault:
        if _is_dense(body.decode("latin-1")):
            return ""
        return next((one.encoding for one in charsets.likely(body, fault.start)), "")
    return ""


def _told_guess(body: bytes, codec: str, name: str) -> Problem:
    """Say which encoding was used by guess, with a word that shows it."""
    try:
        body.decode("utf-8")
        at = 0
    except UnicodeDecodeError as fault:
        at = fault.start
    shown = next((one.example for one in charsets.likely(body, at) if one.encoding == codec), "")
    said = f"is read as {codec}, by guess" + (f": look whether “{shown}” reads rightly" if shown else "")
    return problem("source-encoding-guessed", said, Place(name))


def _refuse_name(path: Path) -> None:
    """Refuse a file whose name cannot stand in an edition."""
    try:
        path.name.encode()
    except UnicodeEncodeError:
        said = "has a name that is not written in UTF-8"
        raise Refused(problem("source-name", said, Place(str(path)))) from None


def _bytes(path: Path) -> bytes:
    place = Place(str(path))
    try:
        if path.is_dir():
            raise Refused(problem("source-folder", "is a folder, not a text file", place))
        data = read_bytes(path, LIMIT)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise Refused(problem("source-missing", "there is no such file", place)) from None
    except OSError as fault:
        if fault.errno == errno.EFBIG:
            raise Refused(problem("source-too-large", f"is larger than {LIMIT >> 20} MiB", place)) from None
        said = f"cannot be read: {fault.strerror or fault}"
        raise Refused(problem("source-unreadable", said, place)) from None
    return data


def _codec(encoding: str | None, path: Path) -> str | None:
    if encoding is None:
        return None
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)  # a codec from bytes to bytes, such as hex, refuses this
    except (LookupError, ValueError):
        said = f"there is no encoding “{encoding}”"
        raise Refused(problem("source-encoding-unknown", said, Place(str(path)))) from None
    return _MARKLESS.get(name, name)


def _family(codec: str) -> str:
    """Name a codec without the order of its bytes, which a byte order mark tells."""
    return codec.removesuffix("-le").removesuffix("-be")


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode(body: bytes, codec: str, path: Path, *, marked: bool, named: bool) -> str:
    try:
        text = body.decode(codec)
    except UnicodeDecodeError as fault:
        raise Refused(_undecodable(fault, body, codec, path, guess=not marked and not named)) from None
    except UnicodeError as fault:  # a few codecs tell no place
        raise Refused(problem("source-encoding", f"is not {codec}: {fault}", Place(str(path)))) from None
    try:
        exact = text.encode(codec) == body
    except UnicodeError:
        exact = False
    if not exact:
        said = (
            f"in {codec} several sequences of bytes mean the same, and the file could not be rebuilt exactly"
        )
        raise Refused(problem("source-encoding-inexact", said, Place(str(path))))
    return text


_UTF8_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


def _is_surrogate(fault: UnicodeDecodeError, codec: str) -> bool:
    """Tell whether half a surrogate pair is the fault; in UTF-16 only an odd byte at the end is another."""
    if codec == "utf-8":
        return bool(_UTF8_SURROGATE.match(fault.object, fault.start))
    if codec.startswith("utf-16"):
        return "truncated" not in fault.reason
    return "surrogate" in fault.reason


def _undecodable(fault: UnicodeDecodeError, body: bytes, codec: str, path: Path, *, guess: bool) -> Problem:
    at = fault.start
    before = _as_lines(body[:at].decode(codec, errors="replace"))
    place = Place(str(path), before.count("\n") + 1, len(before) - before.rfind("\n"))
    if _is_surrogate(fault, codec):
        return problem("source-surrogate", "half of a surrogate pair stands here", place)
    if guess and _is_dense(body.decode("latin-1")) and not _is_utf16(body):
        return problem("source-binary", "is not a plain text", Place(str(path)))
    said = f"the byte 0x{body[at]:02X} here (offset {at}) is not {codec.upper()}: {fault.reason}"
    if not guess:
        return problem("source-encoding", said, place)
    return problem("source-encoding", said, place, _advice(body, at, cut=fault.end == len(body)))


def _advice(body: bytes, at: int, *, cut: bool) -> str:
    """Say what to do with bytes that are not UTF-8; `cut` tells that only the last ones are not."""
    read = body.decode("utf-8", errors="replace")
    sound = sum(sign > "\x7f" for sign in read) - read.count("\N{REPLACEMENT CHARACTER}")
    if sound > read.count("\N{REPLACEMENT CHARACTER}"):
        if cut:
            return "The file ends within a character: it was cut off. Take a whole copy."
        return "Most of the file is UTF-8: it seems to be put together from several. Mend it at this place."
    found = charsets.likely(body, at)
    if not found:
        return "Find out which encoding it was saved in and name it with --encoding, or save it as UTF-8."
    shown = ", ".join(f"{one.encoding} (“{one.example}”)" for one in found)
    return f"Look which of these reads rightly: {shown}. Then add for example --encoding {found[0].encoding}."


def _as_lines(text: str) -> str:
    """Write all line ends as LF, to count lines as an editor's program shows them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_dense(text: str) -> bool:
    """Tell whether control characters are so many that this is no text."""
    count = len(_BINARY.findall(text))
    return count > _FEW and count * _SHARE > len(text)


def _is_utf16(body: bytes) -> str | None:
    """Name the UTF-16 that these bytes seem to be: the upper bytes of European letters are all below 0x20."""
    low = [sum(byte < _BLANK for byte in body[side:_SAMPLE:2]) for side in (0, 1)]
    if min(low) * 5 < max(low) and max(low) * 5 > len(body[:_SAMPLE]) // 2 * 4:
        return "utf-16-be" if low[0] > low[1] else "utf-16-le"
    return None


def _refuse_what_is_no_text(text: str, body: bytes, path: Path) -> None:
    if _is_dense(text):
        wide = _is_utf16(body)
        if wide:
            said = f"looks like UTF-16 without the mark at its beginning ({wide})"
            hint = f"Add --encoding {wide}, or save the file as UTF-8."
            raise Refused(problem("source-encoding", said, Place(str(path)), hint))
        raise Refused(problem("source-binary", "is not a plain text", Place(str(path))))
    if not _CONTROL.sub("", text).strip():
        raise Refused(problem("source-empty", "is empty or blank", Place(str(path))))


def _oddities(text: str, name: str) -> Iterator[Problem]:
    """Tell of each kind of odd character once, at its first place: a scanned book has thousands."""
    lines = _as_lines(text)
    for sign in sorted(set(_CONTROL.findall(lines)), key=lines.index):
        yield _first("source-control-character", sign, lines, name)
    if "\N{REPLACEMENT CHARACTER}" in lines:
        yield _first("source-replacement-character", "\N{REPLACEMENT CHARACTER}", lines, name)
    pairs, returns, feeds = text.count("\r\n"), text.count("\r"), text.count("\n")
    if returns and not (feeds == 0 or pairs == returns == feeds):
        kinds = ((feeds - pairs, "LF"), (pairs, "CR LF"), (returns - pairs, "CR"))
        count = ", ".join(f"{number} {kind}" for number, kind in kinds if number)
        yield problem("source-line-ends", f"the lines end in different ways ({count})", Place(name))


def _first(code: str, sign: str, lines: str, name: str) -> Problem:
    at = lines.index(sign)
    count = lines.count(sign) - 1
    also = f" and at {count} more place{'s' * (count > 1)}" if count else ""
    said = f"U+{ord(sign):04X}{_called(sign)} stands here{also}"
    return problem(code, said, Place(name, lines.count("\n", 0, at) + 1, at - lines.rfind("\n", 0, at)))


#: Unicode gives the control characters no names of their own.
_NAMES = {
    "\0": "NUL",
    "\x0b": "vertical tab",
    "\x0c": "form feed",
    "\x1b": "escape",
    "\ufeff": "byte order mark",
}


def _called(sign: str) -> str:
    name = _NAMES.get(sign) or unicodedata.name(sign, "").lower()
    return f" ({name})" if name else ""


def _fold(text: str) -> tuple[str, str]:
    """Hold lines that all end alike with LF, and say how they ended."""
    pairs, returns, feeds = text.count("\r\n"), text.count("\r"), text.count("\n")
    if pairs and pairs == returns == feeds:
        return text.replace("\r\n", "\n"), "\r\n"
    if returns and not feeds:
        return text.replace("\r", "\n"), "\r"
    return text, "\n"
