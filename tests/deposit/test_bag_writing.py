"""The bag is one by RFC 8493, and its zip the same everywhere."""

from __future__ import annotations

import hashlib
import io
import logging
import shutil
import stat
import subprocess
import zipfile
from datetime import UTC, datetime

import bagit
import pytest

from letterbook.deposit.bag import bag

NOON = datetime(2024, 5, 31, 12, 30, 41, tzinfo=UTC)
#: The sum of the zip of a small bag, as several Pythons wrote it.
SUM = "ac570d055e375fded0130032194bb45838fcbe9963598b8d1f52a2c2ce2d908e"
SMALL = {"b.txt": b"two\n", "a/c.xml": b"<c/>", "a/empty": b""}


def entries(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {each.filename: (each, archive.read(each)) for each in archive.infolist()}


@pytest.fixture
def unpacked(package, tmp_path):
    shutil.unpack_archive(_written(package.data, tmp_path), tmp_path)
    return tmp_path / "sample"


def _written(data, folder):
    (folder / "sample.zip").write_bytes(data)
    return folder / "sample.zip"


def test_bagit_takes_the_sample_for_a_valid_bag_of_version_1(unpacked, caplog):
    caplog.set_level(logging.ERROR, "bagit")
    opened = bagit.Bag(str(unpacked))
    assert opened.version_info == (1, 0)
    assert sorted(opened.algorithms) == ["sha256", "sha512"]
    opened.validate()
    assert opened.is_valid()
    assert opened.has_oxum()
    assert opened.info["Bagging-Date"] == "2024-05-31"
    assert caplog.messages == []


def test_the_manifests_are_those_of_the_programs_everybody_has(unpacked):
    for kind in ("sha256", "sha512"):
        for listing in (f"manifest-{kind}.txt", f"tagmanifest-{kind}.txt"):
            command = [f"{kind}sum", "-c", "--strict", "--quiet", listing]
            done = subprocess.run(command, cwd=unpacked, capture_output=True, text=True, check=False)
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_it_unpacks_into_one_folder_of_plain_files(package):
    for name, (each, _) in entries(package.data).items():
        assert name.startswith("sample/")
        assert stat.filemode(each.external_attr >> 16) == "-rw-r--r--"
        assert each.compress_type == zipfile.ZIP_STORED
        assert each.date_time == (2024, 5, 31, 0, 0, 0)
        assert each.flag_bits == 0
        assert (each.extra, each.comment) == (b"", b"")


def test_every_name_is_one_that_every_archive_takes(package):
    allowed = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-/")
    assert set("".join(entries(package.data))) <= allowed


def test_a_small_bag_has_these_very_bytes():
    """The sum of the whole zip: it must be the same on every Python and every system."""
    data = bag("small", SMALL, {"metadata/x.json": b"{}"}, [("Contact-Name", "A\n B")], NOON)
    held = {name: content for name, (_, content) in entries(data).items()}
    assert held["small/bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert held["small/bag-info.txt"] == b"Contact-Name: A B\nBagging-Date: 2024-05-31\nPayload-Oxum: 8.3\n"
    lines = held["small/manifest-sha256.txt"].decode().splitlines()
    assert [line[64:] for line in lines] == ["  data/a/c.xml", "  data/a/empty", "  data/b.txt"]
    assert lines[2][:64] == hashlib.sha256(b"two\n").hexdigest()
    tags = held["small/tagmanifest-sha512.txt"].decode().splitlines()
    assert [line[130:] for line in tags] == [
        "bag-info.txt",
        "bagit.txt",
        "manifest-sha256.txt",
        "manifest-sha512.txt",
        "metadata/x.json",
    ]
    assert hashlib.sha256(data).hexdigest() == SUM


@pytest.mark.parametrize("year", [1970, 2200])
def test_times_that_no_zip_can_tell_are_brought_within_reach(year):
    data = bag("small", SMALL, {}, [], NOON.replace(year=year))
    held = entries(data)
    assert {each.date_time[0] for each, _ in held.values()} == {1980 if year < 1980 else 2107}
    assert f"Bagging-Date: {year}-05-31\n".encode() in held["small/bag-info.txt"][1]
