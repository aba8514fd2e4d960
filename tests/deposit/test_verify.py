"""Packages from anybody: whole ones, damaged ones, and ones made to do harm."""

from __future__ import annotations

import hashlib
import io
import stat
import struct
import subprocess
import sys
import textwrap
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook import deposit
from letterbook.deposit import archive
from letterbook.deposit.verify import verify
from letterbook.problems import Refused, Severity

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD = {"data/a.txt": b"one\n", "data/b/c.txt": b"two\n", "data/b/empty": b""}


def sums(files, kind="sha256", form="{}  {}\n"):
    return "".join(
        form.format(hashlib.new(kind, data).hexdigest(), name) for name, data in files.items()
    ).encode()


def bag(payload=PAYLOAD, **changes):
    """Make the files of a small bag; a name in `changes` is written with "__" for "." and "_" for "-"."""
    files = {
        **payload,
        "bagit.txt": DECLARATION,
        "bag-info.txt": f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}\n".encode(),
        "manifest-sha256.txt": sums(payload),
    }
    for name, data in changes.items():
        files[name.replace("__", ".").replace("_", "-")] = data
    return {name: data for name, data in files.items() if data is not None}


def zipped(files, path, top="bag/", how=zipfile.ZIP_STORED):
    with zipfile.ZipFile(path, "w", how) as packed:
        for name, data in files.items():
            packed.writestr(top + name, data)
    return path


def judged(path):
    try:
        return verify(path).problems
    except Refused as refused:
        return refused.problems


def codes(problems):
    return sorted({each.code for each in problems})


@pytest.fixture
def at(tmp_path):
    return tmp_path / "bag.zip"


# ------------------------------------------------------------------ whole packages


def test_letterbooks_own_package_is_whole_and_proved(package, tmp_path):
    path = tmp_path / "sample.zip"
    path.write_bytes(package.data)
    verdict, problems = verify(path)
    assert problems == ()
    assert verdict.proved is True
    assert verdict.is_crate
    assert verdict.files == len(package.names)
    assert (verdict.version, verdict.algorithms) == ("1.0", ("sha256", "sha512"))


GOOD = {
    "as small as it gets": bag(),
    "lines that end in CR LF": bag(
        bagit__txt=DECLARATION.replace(b"\n", b"\r\n"),
        manifest_sha256__txt=sums(PAYLOAD).replace(b"\n", b"\r\n"),
        bag_info__txt=b"Payload-Oxum: 8.3\r\nContact-Name: A\r\n B\r\n",
    ),
    "lines that end in CR": bag(manifest_sha256__txt=sums(PAYLOAD).replace(b"\n", b"\r")),
    "no end of the last line": bag(
        bagit__txt=DECLARATION.rstrip(), manifest_sha256__txt=sums(PAYLOAD).rstrip()
    ),
    "sums in capitals": bag(
        manifest_sha256__txt="".join(
            f"{hashlib.sha256(data).hexdigest().upper()}  {name}\n" for name, data in PAYLOAD.items()
        ).encode()
    ),
    "tabs": bag(manifest_sha256__txt=sums(PAYLOAD, form="{}\t \t{}\n")),
    "several manifests": bag(manifest_sha512__txt=sums(PAYLOAD, "sha512")),
    "other algorithms": bag(
        manifest_sha256__txt=None,
        manifest_sha384__txt=sums(PAYLOAD, "sha384"),
        manifest_sha3512__txt=sums(PAYLOAD, "sha3_512"),
        manifest_blake2b512__txt=sums(PAYLOAD, "blake2b"),
    ),
    "tag manifests": bag(tagmanifest_sha256__txt=sums({"manifest-sha256.txt": sums(PAYLOAD)})),
    "tag files of its own": {**bag(), "mine/x.xml": b"<x/>"},
    "no bag-info": bag(bag_info__txt=None),
    "names with blanks and accents": bag({"data/ein  Brief.txt": b"1", "data/brüder.txt": b"2"}),
    "a percent sign, escaped": bag(
        {"data/50%.txt": b"1"}, manifest_sha256__txt=sums({"data/50%25.txt": b"1"})
    ),
    "Latin-1 tag files": bag(
        {"data/brüder.txt": b"2"},
        bagit__txt=DECLARATION.replace(b"UTF-8", b"ISO-8859-1"),
        manifest_sha256__txt=sums({"data/brüder.txt": b"2"}).decode().encode("latin-1"),
    ),
    "UTF-16 tag files": bag(
        bagit__txt=DECLARATION.replace(b"UTF-8", b"UTF-16"),
        manifest_sha256__txt=sums(PAYLOAD).decode().encode("utf-16"),
        bag_info__txt="Payload-Oxum: 8.3\n".encode("utf-16"),
    ),
    "an old bag": bag(
        bagit__txt=DECLARATION.replace(b"1.0", b"0.97"),
        manifest_sha256__txt=sums(PAYLOAD, form="{} *{}\n"),
    ),
    "an old bag whose manifests share the files": bag(
        bagit__txt=DECLARATION.replace(b"1.0", b"0.97"),
        manifest_sha256__txt=sums({"data/a.txt": b"one\n"}),
        manifest_sha512__txt=sums({"data/b/c.txt": b"two\n", "data/b/empty": b""}, "sha512"),
    ),
    "an old bag with a percent sign": bag(
        {"data/50%25.txt": b"1"},
        bagit__txt=DECLARATION.replace(b"1.0", b"0.97"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_a_bag_that_is_whole(name, at):
    assert [str(each) for each in judged(zipped(GOOD[name], at))] == []


def test_folders_of_their_own_in_the_zip_are_no_files(at):
    path = zipped({**bag(), "data/": b"", "data/b/": b""}, at)
    assert judged(path) == ()


def test_compression_is_no_fault(at):
    assert judged(zipped(bag({"data/a": b"x" * 500_000}), at, how=zipfile.ZIP_DEFLATED)) == ()


# ------------------------------------------------------------------ bags with a fault


def lacking(name):
    return {each: data for each, data in bag().items() if each != name}


PROMISED = {**PAYLOAD, "data/far.txt": b"far\n"}
BAD = {
    "no bagit.txt": (lacking("bagit.txt"), ["bag-declaration"]),
    "an empty bagit.txt": (bag(bagit__txt=b""), ["bag-declaration"]),
    "a byte order mark": (bag(bagit__txt=b"\xef\xbb\xbf" + DECLARATION), ["bag-declaration"]),
    "a blank before the colon": (
        bag(bagit__txt=DECLARATION.replace(b"Version:", b"Version :")),
        ["bag-declaration"],
    ),
    "two blanks": (bag(bagit__txt=DECLARATION.replace(b": 1.0", b":  1.0")), ["bag-declaration"]),
    "a blank at the end": (bag(bagit__txt=DECLARATION.replace(b"1.0", b"1.0 ")), ["bag-declaration"]),
    "a third line": (bag(bagit__txt=DECLARATION + b"Author: me\n"), ["bag-declaration"]),
    "the lines the other way round": (
        bag(bagit__txt=b"Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n"),
        ["bag-declaration"],
    ),
    "an encoding nobody knows": (bag(bagit__txt=DECLARATION.replace(b"UTF-8", b"X-99")), ["bag-declaration"]),
    "an encoding that is none of texts": (
        bag(bagit__txt=DECLARATION.replace(b"UTF-8", b"hex")),
        ["bag-declaration"],
    ),
    "a version to come": (bag(bagit__txt=DECLARATION.replace(b"1.0", b"2.0")), ["bag-version"]),
    "no manifest": (bag(manifest_sha256__txt=None), ["bag-manifest"]),
    "an empty manifest": (bag(manifest_sha256__txt=b""), ["bag-extra"]),
    "no payload": (bag({}), ["bag-missing"]),
    "an altered file": (bag() | {"data/a.txt": b"One\n"}, ["bag-altered"]),
    "a longer file": (bag() | {"data/a.txt": b"one\n\n"}, ["bag-altered", "bag-info"]),
    "an altered tag file": (
        bag(tagmanifest_sha256__txt=sums({"manifest-sha256.txt": sums(PAYLOAD), "bagit.txt": b"x"})),
        ["bag-altered"],
    ),
    "a missing file": (lacking("data/a.txt"), ["bag-info", "bag-missing"]),
    "a missing tag file": (
        bag(tagmanifest_sha256__txt=sums({"manifest-sha256.txt": sums(PAYLOAD), "about.txt": b""})),
        ["bag-missing"],
    ),
    "a file too much": (bag() | {"data/d.txt": b""}, ["bag-extra", "bag-info"]),
    "a name in capitals": (
        bag(manifest_sha256__txt=sums(PAYLOAD).replace(b"a.txt", b"A.txt")),
        ["bag-extra", "bag-missing"],
    ),
    "manifests that do not agree": (
        bag(manifest_sha512__txt=sums({"data/a.txt": b"one\n"}, "sha512")),
        ["bag-extra"],
    ),
    "an altered file under one of two manifests": (
        bag(manifest_sha512__txt=sums(PAYLOAD | {"data/a.txt": b"x"}, "sha512")),
        ["bag-altered"],
    ),
    "a tag manifest that leaves out the manifest": (
        bag(tagmanifest_sha256__txt=sums({"bagit.txt": DECLARATION})),
        ["bag-manifest"],
    ),
    "a tag manifest of payload": (
        bag(tagmanifest_sha256__txt=sums({"manifest-sha256.txt": sums(PAYLOAD), "data/a.txt": b"one\n"})),
        ["bag-manifest"],
    ),
    "a file twice": (bag(manifest_sha256__txt=sums(PAYLOAD) * 2), ["bag-manifest"]),
    "a sum too short": (
        bag(manifest_sha256__txt=sums(PAYLOAD) + b"abc  data/x\n"),
        ["bag-manifest"],
    ),
    "a line without a name": (bag(manifest_sha256__txt=sums(PAYLOAD) + b"0" * 64 + b"\n"), ["bag-manifest"]),
    "a line of words": (bag(manifest_sha256__txt=sums(PAYLOAD) + b"the end\n"), ["bag-manifest"]),
    "a tag file in the manifest": (
        bag(manifest_sha256__txt=sums({**PAYLOAD, "bagit.txt": DECLARATION})),
        ["bag-manifest"],
    ),
    "a way out in the manifest": (
        bag(manifest_sha256__txt=sums({**PAYLOAD, "data/../../x": b""})),
        ["bag-manifest"],
    ),
    "an absolute name in the manifest": (
        bag(manifest_sha256__txt=sums({**PAYLOAD, "/etc/passwd": b""})),
        ["bag-manifest"],
    ),
    "a home in the manifest": (
        bag(manifest_sha256__txt=sums({**PAYLOAD, "~root/x": b""})),
        ["bag-manifest"],
    ),
    "a folder in the manifest": (
        bag(manifest_sha256__txt=sums({**PAYLOAD, "data/b/": b""})),
        ["bag-manifest"],
    ),
    "a manifest in another encoding": (
        bag(
            {"data/brüder.txt": b"2"},
            manifest_sha256__txt=sums({"data/brüder.txt": b"2"}).decode().encode("latin-1"),
        ),
        ["bag-extra", "bag-manifest"],
    ),
    "sums nobody knows": (
        bag(manifest_crc32__txt=b"".join(b"00000000  " + name.encode() + b"\n" for name in PAYLOAD)),
        ["bag-algorithm"],
    ),
    "sums that are forged": (
        bag(manifest_sha256__txt=None, manifest_md5__txt=sums(PAYLOAD, "md5")),
        ["bag-algorithm"],
    ),
    "a wrong Payload-Oxum": (bag(bag_info__txt=b"Payload-Oxum: 9.3\n"), ["bag-info"]),
    "a Payload-Oxum in words": (bag(bag_info__txt=b"Payload-Oxum: many\n"), ["bag-info"]),
    "two of them": (bag(bag_info__txt=b"Payload-Oxum: 8.3\npayload-oxum: 8.3\n"), ["bag-info"]),
    "a huge one": (bag(bag_info__txt=b"Payload-Oxum: " + b"9" * 10_000 + b".3\n"), ["bag-info"]),
    "information that is none": (bag(bag_info__txt=b"no colon here\n"), ["bag-info"]),
    "a label with a blank before its colon": (bag(bag_info__txt=b"Contact-Name : A\n"), ["bag-info"]),
    "files to be fetched": (
        bag(fetch__txt=b"https://example.org/far.txt 4 data/far.txt\n", manifest_sha256__txt=sums(PROMISED)),
        ["bag-fetch"],
    ),
    "files to be fetched that nobody lists": (
        bag(fetch__txt=b"https://example.org/far.txt - data/far.txt\n"),
        ["bag-manifest"],
    ),
    "files to be fetched to elsewhere": (
        bag(fetch__txt=b"https://example.org/far.txt 4 ../far.txt\n"),
        ["bag-manifest"],
    ),
    "a description that is none": (
        bag({**PAYLOAD, "data/ro-crate-metadata.json": b"{}"}),
        ["crate-invalid"],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bag_with_a_fault(name, at):
    files, wanted = BAD[name]
    problems = judged(zipped(files, at))
    assert codes(problems) == wanted, [str(each) for each in problems]
    assert all(each.hint for each in problems)
    assert all(each.place.file.startswith(str(at)) for each in problems)


def test_accents_in_another_form_are_found_with_a_warning(at):
    composed = unicodedata.normalize("NFC", "data/brüder.txt")
    split = unicodedata.normalize("NFD", composed)
    assert composed != split
    problems = judged(zipped(bag({split: b"2"}, manifest_sha256__txt=sums({composed: b"2"})), at))
    assert [(each.code, each.severity) for each in problems] == [("package-name", Severity.WARNING)]


def test_a_package_under_another_name_is_warned_of(tmp_path):
    path = zipped(bag(), tmp_path / "other.zip")
    assert [(each.code, each.severity) for each in judged(path)] == [("package-name", Severity.WARNING)]


def test_many_faults_of_a_kind_are_counted(at):
    payload = {f"data/{n}": b"x" for n in range(100)}
    problems = judged(zipped(bag(payload) | dict.fromkeys(payload, b"y"), at))
    assert codes(problems) == ["bag-altered"]
    assert len(problems) == 21
    assert problems[-1].message == "... and 80 more of this kind"


@pytest.mark.parametrize(("top", "code"), [("", "package-folder"), ("a/b/", "bag-declaration")])
def test_a_bag_that_is_not_in_one_folder(at, top, code):
    assert codes(judged(zipped(bag(), at, top))) == [code]


def test_something_beside_the_folder_of_the_bag(at):
    zipped(bag(), at)
    with zipfile.ZipFile(at, "a") as packed:
        packed.writestr("__MACOSX/bag/._a.txt", b"x")
    assert codes(judged(at)) == ["package-folder"]


# ------------------------------------------------------------------ zips made to do harm


def entry(name, mode=0o100644, system=3, **given):
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    made.create_system = system
    for key, value in given.items():
        setattr(made, key, value)
    return made


def with_entry(path, made, data=b""):
    zipped(bag(), path)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(made, data)
    return path


UNSAFE = {
    "a way out": entry("bag/../../x"),
    "a way out at the beginning": entry("../bag/x"),
    "an absolute name": entry("/etc/passwd"),
    "a drive": entry("C:/x"),
    "a drive without a slash": entry("c:x"),
    "a backslash": entry("bag\\..\\..\\x"),
    "a home": entry("~/x"),
    "an empty part": entry("bag//x"),
    "a dot": entry("bag/./x"),
    "a line end": entry("bag/data/x\ny"),
    "an escape": entry("bag/data/\x1b[2Jx"),
    "a link": entry("bag/data/link", stat.S_IFLNK | 0o777),
    "a link, said to be from Windows": entry("bag/data/link", stat.S_IFLNK | 0o777, system=0),
    "a device": entry("bag/data/zero", stat.S_IFCHR | 0o666),
    "a pipe": entry("bag/data/pipe", stat.S_IFIFO | 0o666),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_what_is_unsafe_is_refused(name, at):
    problems = judged(with_entry(at, UNSAFE[name], b"../../x"))
    assert codes(problems) == ["package-unsafe"]
    assert "\x1b" not in str(problems[0])
    assert "\n" not in problems[0].message


def test_a_name_cut_off_by_a_nul(at):
    path = with_entry(at, entry("bag/data/x_y"))
    path.write_bytes(path.read_bytes().replace(b"bag/data/x_y", b"bag/data/x\0y"))
    assert codes(judged(path)) == ["package-unsafe"]


def test_ways_of_packing_that_few_programs_know(at):
    zipped(bag(), at, how=zipfile.ZIP_BZIP2)
    assert codes(judged(at)) == ["package-unsafe"]
    zipped(bag(), at, how=zipfile.ZIP_LZMA)
    assert codes(judged(at)) == ["package-unsafe"]


def test_an_encrypted_file(at):
    data = bytearray(zipped(bag(), at).read_bytes())
    first = data.index(b"PK\x01\x02")
    data[first + 8] |= 1
    at.write_bytes(data)
    assert codes(judged(at)) == ["package-unsafe"]


TWICE = {
    "the same name": ["data/x", "data/x"],
    "another case": ["data/x", "data/X"],
    "another case of a folder": ["data/x/1", "data/X/2"],
    "accents in another form": ["data/\u00fc", "data/u\u0308"],
    "a file and a folder": ["data/x", "data/x/y"],
    "a sharp s": ["data/ß", "data/SS"],
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", TWICE)
def test_names_that_some_systems_cannot_tell_apart(name, at):
    zipped(bag(), at)
    with zipfile.ZipFile(at, "a") as packed:
        for each in TWICE[name]:
            packed.writestr(f"bag/{each}", b"")
    assert codes(judged(at)) == ["package-twice"]


def test_a_file_that_is_not_what_its_directory_says(at):
    """The directory gives one name, the file itself another: programs differ in which they take."""
    data = zipped(bag(), at).read_bytes()
    at.write_bytes(data.replace(b"bag/data/a.txt", b"bag/data/z.txt", 1))
    assert "package-unreadable" in codes(judged(at))


def overlapping(path, times):
    """Let many entries of the directory mean one compressed file (as the best of zip bombs do)."""
    kernel = bytes(10_000_000)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bag/bagit.txt", DECLARATION)
        packed.writestr("bag/data/00000", kernel)
    data = path.read_bytes()
    start, end = data.rindex(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    one = data[start:end]
    rows = b"".join(one.replace(b"00000", f"{n:05}".encode()) for n in range(times))
    size, offset = struct.unpack("<II", data[end + 12 : end + 20])
    tail = struct.pack(
        "<IHHHHIIH", 0x06054B50, 0, 0, times + 1, times + 1, size - len(one) + len(rows), offset, 0
    )
    path.write_bytes(data[:start] + rows + tail)
    return path


def test_files_that_lie_over_one_another(at):
    assert codes(judged(overlapping(at, 2))) == ["package-large"]


def test_a_thousandfold_bomb(at, monkeypatch):
    """A thirtieth of its size, so that the test does not take as long as the bomb would."""
    monkeypatch.setattr(archive, "_SIZE", (1 << 30) // 30)
    with zipfile.ZipFile(at, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bag/bagit.txt", DECLARATION)
        packed.writestr("bag/data/zeros", bytes(36 << 20))
    assert at.stat().st_size < 50_000
    problems = judged(at)
    assert codes(problems) == ["package-large"]
    assert "would be unpacked to 37,748,790" in problems[0].message


def test_more_bytes_than_the_directory_says(at):
    """A file may grow while it is unpacked; what is said of its length is what is read."""
    zipped(bag({"data/a": bytes(100_000)}), at, how=zipfile.ZIP_DEFLATED)
    data = at.read_bytes()
    at.write_bytes(data.replace(struct.pack("<I", 100_000), struct.pack("<I", 10)))
    assert codes(judged(at)) == ["bag-info", "package-unreadable"]


def test_a_directory_that_is_too_large(at):
    """Only its length is wrong: nothing of that size is read into the memory."""
    data = bytearray(zipped(bag(), at).read_bytes())
    end = data.rindex(b"PK\x05\x06")
    data[end:end] = bytes(9 << 20)
    end = data.rindex(b"PK\x05\x06")
    data[end + 12 : end + 16] = struct.pack("<I", 9 << 20)
    at.write_bytes(data)
    problems = judged(at)
    assert codes(problems) == ["package-unreadable"]
    assert "directory is too large" in problems[0].message


def test_a_directory_of_nothing_but_nameless_files(at):
    """As many as fit in, all of them without a name: some are told, the others counted."""
    row = struct.pack("<I6H3I5H2I", 0x02014B50, 20, 20, 0, 0, 0, 0x5821, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    end = struct.pack("<I4H2IH", 0x06054B50, 0, 0, 60_000, 60_000, 60_000 * len(row), 0, 0)
    at.write_bytes(row * 60_000 + end)
    problems = judged(at)
    assert codes(problems) == ["package-large", "package-unsafe"]
    assert len(problems) == 1 + 21


@pytest.mark.parametrize("size", [0, 1, 21, 22, 100, 300, 700, -1, -10, -22, -60])
def test_a_package_that_was_cut_off(at, size):
    path = zipped(bag(), at)
    path.write_bytes(path.read_bytes()[:size])
    assert codes(judged(path)) == ["package-unreadable"]


@pytest.mark.parametrize(
    "data", [b"", b"text", b"\x1f\x8b\x08", b"<TEI/>", b"PK\x05\x06" + bytes(18), bytes(5000)]
)
def test_what_is_no_package_at_all(at, data):
    at.write_bytes(data)
    assert codes(judged(at)) in (["package-unreadable"], ["bag-declaration"])


def test_files_that_are_not_there(tmp_path):
    for path in (tmp_path / "none.zip", tmp_path, Path("no\0file")):
        assert codes(judged(path)) == ["package-unreadable"]


def test_tag_files_that_are_too_large(at):
    with zipfile.ZipFile(at, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bag/bagit.txt", DECLARATION)
        packed.writestr("bag/manifest-sha256.txt", b"0" * (33 << 20))
        packed.writestr("bag/data/a", b"")
    assert codes(judged(at)) == ["package-large"]


@settings(max_examples=150)
@given(data=st.data())
def test_no_damage_is_overlooked_and_none_ends_in_a_traceback(data, tmp_path_factory):
    """Change some bytes of a package: either something is told, or every file in it is still the same."""
    path = tmp_path_factory.mktemp("damaged") / "bag.zip"
    how = data.draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
    whole = bytearray(zipped(bag(), path, how=how).read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    path.write_bytes(whole)
    if not any(each.severity is Severity.ERROR for each in judged(path)):
        with zipfile.ZipFile(io.BytesIO(whole)) as packed:
            for name, content in PAYLOAD.items():
                assert packed.read(f"{packed.namelist()[0].partition('/')[0]}/{name}") == content


# ------------------------------------------------------------------ an edition of letterbook's inside


def repacked(package, path, changes):
    """Make a bag of the package again, some of its files changed, with sums that agree."""
    with zipfile.ZipFile(io.BytesIO(package.data)) as packed:
        held = {name.removeprefix("sample/"): packed.read(name) for name in packed.namelist()}
    payload = {name: data for name, data in held.items() if name.startswith("data/")}
    for name, change in changes.items():
        payload[name] = change(payload[name])
    return zipped(bag({name: data for name, data in payload.items() if data is not None}), path, "sample/")


def swapped(old, new):
    return lambda data: data.replace(old, new, 1)


TEI, LETTER = "data/tei/edition.xml", "data/tei/letters/letter-3.xml"
SOURCE = "data/source/churchill-stalin/source.txt"
INSIDE = {
    "words changed": (TEI, swapped(b"Hitlerite", b"Hitlerist"), ["ledger-source", "ledger-text"]),
    "a grammar broken": (TEI, swapped(b"</extent>", b"</extent><x/>"), ["tei-invalid"]),
    "a letter broken": (LETTER, swapped(b"<body>", b"<body><x/>"), ["tei-invalid"]),
    "no XML": (LETTER, lambda _: b"<TEI>", ["xml-syntax"]),
    "another source": (SOURCE, swapped(b"a", b"b"), ["package-source"]),
    "a ledger that is none": ("data/tei/edition.ledger.json", lambda _: b"{}", ["ledger-unreadable"]),
    "another schema": ("data/schema/letterbook.rng", lambda data: data + b"\n", ["package-schema"]),
    "a file that the description has": ("data/README.md", lambda _: None, ["crate-invalid"]),
}  # fmt: skip


@pytest.mark.parametrize("name", INSIDE)
def test_the_edition_inside_is_checked_too(package, tmp_path, name):
    file, change, wanted = INSIDE[name]
    problems = judged(repacked(package, tmp_path / "sample.zip", {file: change}))
    assert codes(problems) == wanted, [str(each) for each in problems]


def test_a_package_made_in_spite_of_faults_is_found_to_have_them(copied, tmp_path):
    path = copied / "tei/edition.xml"
    path.write_bytes(path.read_bytes().replace(b"Hitlerite", b"Hitlerist", 1))
    package = deposit.pack(copied, "sample", with_faults=True).value
    (tmp_path / "sample.zip").write_bytes(package.data)
    verdict, problems = verify(tmp_path / "sample.zip")
    assert verdict.proved is False
    assert codes(problems) == ["ledger-source", "ledger-text"]


# ------------------------------------------------------------------ how much memory it takes


def test_hundreds_of_megabytes_take_little_memory(tmp_path):
    """Of payload, that is read in pieces, and of a hollow file, that is no package."""
    script = textwrap.dedent(
        """
        import resource, sys, zipfile
        from pathlib import Path
        from letterbook.deposit.verify import verify
        from letterbook.problems import Refused
        try:
            print(len(verify(Path(sys.argv[1])).problems))
        except Refused as refused:
            print(refused.problems[0].code)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        """
    )
    large = tmp_path / "bag.zip"
    with zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        digest = hashlib.sha256()
        packed.writestr("bag/bagit.txt", DECLARATION)
        with packed.open("bag/data/zeros", "w") as file:
            for _ in range(200):
                piece = bytes(1 << 20)
                digest.update(piece)
                file.write(piece)
        packed.writestr("bag/manifest-sha256.txt", f"{digest.hexdigest()}  data/zeros\n")
    hollow = tmp_path / "hollow.zip"
    with hollow.open("wb") as file:
        file.truncate(1 << 30)
    small = zipped(bag(), tmp_path / "small.zip")
    told = {}
    for path in (small, large, hollow):
        command = [sys.executable, "-c", script, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        told[path.name] = done.stdout.split()
    assert [told[name][0] for name in ("bag.zip", "hollow.zip")] == ["0", "package-unreadable"]
    most = max(int(told[name][1]) for name in ("bag.zip", "hollow.zip"))
    assert most - int(told["small.zip"][1]) < 30_000  # kilobytes
