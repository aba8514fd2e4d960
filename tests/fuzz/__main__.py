"""Try texts and TEI that nobody would write: python -m fuzz [--seconds 60] [--seed 1] [--only text].

Each has its seed, which is printed with what is wrong with it: `--seed N --count 1` makes the same again.
Nothing is written but, with --keep FOLDER, what was wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from fuzz import examine, mutate, originals
from letterbook import stages
from letterbook.check.many_files import Asked, check_document
from letterbook.check.origin import prove_origin
from letterbook.problems import Refused
from letterbook.project.letterbook_toml import load
from letterbook.publish.any_tei import render_all
from letterbook.read.sources import read_source
from letterbook.tei.origin_file import serialise_origin

_ROOT = Path(__file__).resolve().parents[2]


def texts() -> list[str]:
    """Return the samples."""
    return [path.read_bytes().decode() for path in sorted((_ROOT / "tests" / "samples").rglob("source.txt"))]


def documents() -> list[bytes]:
    """Return letters in TEI: those of the edition that is shipped, and one with every element."""
    letters = sorted((_ROOT / "output" / "churchill-stalin" / "tei" / "letters").glob("*.xml"))
    return [path.read_bytes() for path in [*letters[:12], _ROOT / "tests" / "xslt" / "lighthouse.xml"]]


def try_text(text: str, folder: Path) -> Iterator[str]:
    """Build a text, and yield what is wrong; one that is refused is told so, and no fault."""
    (folder / "source.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        run, _ = stages.run(load(folder / "source.txt").value)
    except Refused:
        return
    yield from examine.edition(run.edition.source.text, run.files)


def try_original(name: str, data: bytes, folder: Path) -> Iterator[str]:
    """Read a document in another form, prove it and build it, and yield what is wrong."""
    path = folder / name
    path.write_bytes(data)
    try:
        source, _ = read_source(path)
    except Refused:
        return
    if source.origin is not None:
        files = {file.name: file.data for file in source.origin.files}
        text = source.text.encode("utf-8", "surrogatepass")
        yield from (str(each) for each in prove_origin(serialise_origin(source), text, files).problems)
    try:
        run, _ = stages.run(load(path).value)
    except Refused:
        return
    yield from examine.edition(run.edition.source.text, run.files)


def try_tei(data: bytes) -> Iterator[str]:
    """Check and render a document, and yield what is wrong."""
    check_document(data, "a.xml", Asked("letterbook"))
    for format_ in ("html", "text"):
        try:
            made, problems = render_all([("a.xml", data)], format_)
        except Refused as refused:
            yield from (str(each) for each in refused.problems if each.code == "render-stylesheet")
            continue
        yield from (str(each) for each in problems if each.code == "render-page")
        ids = [each.get(examine._ID) for each in ET.fromstring(data).iter() if each.get(examine._ID)]  # noqa: S314 (our own)
        if format_ == "html" and len(ids) == len(set(ids)):
            yield from examine.site({f"html/{name}": one for name, one in made.items()})


def trial(kind: str, seed: int, folder: Path, keep: Path | None = None) -> list[str]:
    """Make the text or document of a seed, try it, and return what is wrong; an exception is."""
    rnd = random.Random(f"{kind} {seed}")  # noqa: S311 (moments, not secrets)
    name, made = "", b""  # type: str, str | bytes
    if kind == "original":
        name, made = originals.changed(rnd, _ROOT / "tests" / "samples" / "inputs")
    else:
        made = mutate.text(rnd, texts()) if kind == "text" else mutate.tei(rnd, documents())
    try:
        if name and isinstance(made, bytes):
            found = list(try_original(name, made, folder))
        else:
            found = list(try_text(made, folder) if isinstance(made, str) else try_tei(made))
    except Exception:  # noqa: BLE001 (whatever it is, it is what is looked for)
        found = [traceback.format_exc().strip()]
    if found and keep:
        keep.mkdir(parents=True, exist_ok=True)
        whole = made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made
        ending = name.rpartition(".")[2] or ("txt" if kind == "text" else "xml")
        (keep / f"{kind}-{seed}.{ending}").write_bytes(whole)
    return found


def main() -> int:
    """Try as many as there is time for, text and TEI by turns; return 1 if anything was wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--count", type=int, default=10**9)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", choices=("text", "tei", "original"))
    options.add_argument("--keep", type=Path)
    asked = options.parse_args()
    end, tried, wrong = time.monotonic() + asked.seconds, 0, 0
    kinds = (asked.only,) if asked.only else ("text", "tei", "original")
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(asked.seed, asked.seed + asked.count):
            for kind in kinds:
                if time.monotonic() > end:
                    break
                found = trial(kind, seed, Path(folder), asked.keep)
                tried += 1
                wrong += bool(found)
                for each in found[:3]:
                    print(f"{kind} --seed {seed}: {each}", flush=True)  # noqa: T201
            else:
                continue
            break
    print(f"{tried} tried from seed {asked.seed}, {wrong} wrong")  # noqa: T201
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
