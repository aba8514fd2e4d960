"""Try texts and TEI that nobody would write: python -m fuzz [--seconds 60] [--seed 1] [--only text].

Each has its seed, which is printed with what is wrong with it: `--seed N --count 1` makes the same again.
Nothing is written but, with --keep FOLDER, what was wrong. With a Java, jing judges
every eighth edition by TEI's own grammar, forty at a time.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from tei_all_judge import complaints_of_jing, jing_command, tei_all_grammar

from fuzz import examine, mutate, originals
from letterbook import stages
from letterbook.check.many_files import Asked, check_document
from letterbook.check.origin import prove_origin
from letterbook.problems import Refused
from letterbook.project.letterbook_toml import load
from letterbook.publish.any_tei import render_all
from letterbook.read.sources import read_source
from letterbook.tei.origin_file import serialise_origin

#: Told of the files of each edition that is made.
Made = Callable[[Mapping[str, bytes]], None]

_ROOT = Path(__file__).resolve().parents[2]


def texts() -> list[str]:
    """Return the samples."""
    return [path.read_bytes().decode() for path in sorted((_ROOT / "tests" / "samples").rglob("source.txt"))]


def documents() -> list[bytes]:
    """Return letters in TEI: those of the edition that is shipped, and one with every element."""
    letters = sorted((_ROOT / "output" / "churchill-stalin" / "tei" / "letters").glob("*.xml"))
    return [path.read_bytes() for path in [*letters[:12], _ROOT / "tests" / "xslt" / "lighthouse.xml"]]


class Judge:
    """TEI's own grammar over a sample of the editions that are made: every eighth, forty a call."""

    EVERY, AT_ONCE = 8, 40

    def __init__(self, folder: Path) -> None:
        self._command = jing_command()
        self._grammar = tei_all_grammar(folder) if self._command else None
        self._seen = 0
        self._waiting: dict[str, bytes] = {}
        self.judged = 0

    def take(self, name: str, files: Mapping[str, bytes]) -> None:
        """Keep an edition if it is of the sample."""
        self._seen += 1
        if self._command and self._seen % self.EVERY == 0:
            self._waiting[name] = files["tei/edition.xml"]

    def judge(self, *, end: bool = False) -> list[str]:
        """Return what the grammar says of those that wait, when they are enough or it is the end."""
        if self._command is None or self._grammar is None or not self._waiting:
            return []
        if len(self._waiting) < self.AT_ONCE and not end:
            return []
        waiting, self._waiting = self._waiting, {}
        self.judged += len(waiting)
        return complaints_of_jing(self._command, self._grammar, waiting)


def try_text(text: str, folder: Path, made: Made) -> Iterator[str]:
    """Build a text, and yield what is wrong; one that is refused is told so, and no fault."""
    (folder / "source.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        run, _ = stages.run(load(folder / "source.txt").value)
    except Refused:
        return
    made(run.files)
    yield from examine.edition(run.edition.source.text, run.files)


def try_original(name: str, data: bytes, folder: Path, made: Made) -> Iterator[str]:
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
    made(run.files)
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


def trial(
    kind: str, seed: int, folder: Path, keep: Path | None = None, judge: Judge | None = None
) -> list[str]:
    """Make the text or document of a seed, try it, and return what is wrong; an exception is."""
    rnd = random.Random(f"{kind} {seed}")  # noqa: S311 (moments, not secrets)
    name, made = "", b""  # type: str, str | bytes
    if kind == "original":
        name, made = originals.changed(rnd, _ROOT / "tests" / "samples" / "inputs")
    else:
        made = mutate.text(rnd, texts()) if kind == "text" else mutate.tei(rnd, documents())

    def built(files: Mapping[str, bytes]) -> None:
        if judge is not None:
            judge.take(f"{kind} --seed {seed}", files)

    try:
        if name and isinstance(made, bytes):
            found = list(try_original(name, made, folder, built))
        else:
            found = list(try_text(made, folder, built) if isinstance(made, str) else try_tei(made))
    except Exception:  # noqa: BLE001 (whatever it is, it is what is looked for)
        found = [traceback.format_exc().strip()]
    if found and keep:
        keep.mkdir(parents=True, exist_ok=True)
        whole = made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made
        ending = name.rpartition(".")[2] or ("txt" if kind == "text" else "xml")
        (keep / f"{kind}-{seed}.{ending}").write_bytes(whole)
    return found


def _tell(complaints: list[str]) -> int:
    """Print what TEI's own grammar says, and return of how many editions."""
    for each in complaints:
        print(f"tei_all: {each}", flush=True)  # noqa: T201
    return len({each.split(":")[0] for each in complaints})


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
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        judge = Judge(Path(cache))
        for seed in range(asked.seed, asked.seed + asked.count):
            for kind in kinds:
                if time.monotonic() > end:
                    break
                found = trial(kind, seed, Path(folder), asked.keep, judge)
                tried += 1
                wrong += bool(found)
                for each in found[:3]:
                    print(f"{kind} --seed {seed}: {each}", flush=True)  # noqa: T201
                wrong += _tell(judge.judge())
            else:
                continue
            break
        wrong += _tell(judge.judge(end=True))
    print(f"{tried} tried from seed {asked.seed}, {judge.judged} of them judged by tei_all, {wrong} wrong")  # noqa: T201
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
