"""Speed and memory of letterbook, as ratios that hold on a slow or busy machine.

    python benchmarks/run.py            print the figures with their aims
    python benchmarks/run.py --json     print one JSON object
    python benchmarks/run.py cold_build render   measure these alone

What is compared is run in turns, so that a machine that slows down slows both, and medians are taken.

cold_build      `letterbook build` of the sample, a new process, against the bare floor: a new process that
                imports saxonche, compiles the same stylesheets and transforms the same TEI. Aim 1.5.
edit_cycle      change one decision of the sample's editors, build over the last edition, find it on the
                page of the review, against the first build in an empty folder. Aim 2.
preview_rebuild change one decision of the sample's editors while `letterbook preview` runs, and have the page
                that shows it, against the same build in a new process. Aim 0.2.
read_to_encode  the stages read to encode on the sample, against lxml parsing and serialising the TEI. Aim 5.
growth_exponent how the time of each stage grows from the sample (27 letters) to a hundred times as many, the
                worst stage of those that matter: 1 is linear. Aim 1.05.
growth_large    the same up to a thousand times as many (27,000 letters): some five minutes and 4 GB, and so
                only where it is asked for.
peak_mb         the peak memory of a build of 2,700 letters in a new process, in MB, the median of three,
                since Saxon collects its heap when it likes. Aim 700.
render_html     all pages of 3,024 letters, against an identity transform of the same TEI that is parsed,
                copied and serialised by Saxon in the same process. Aim 3.
render_text     the same for the plain text. Aim 1.5.
check           the check of the TEI of 3,024 letters with its ledger (grammar, rules, links, and whether a
                character was lost), against lxml, which validates its tree by the same W3C schema. Aim 8.
register        how the time of the pages of persons and places (their lists and one page in ten)
                grows from a register of 300 persons and places to one of 3,000: 1 is linear. Aim 1.05.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

from repeated import repeated

from letterbook import stages
from letterbook.project.letterbook_toml import Project

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "samples" / "churchill-stalin" / "source.txt"
AIMS = {
    "cold_build": 1.5,
    "edit_cycle": 2.0,
    "preview_rebuild": 0.2,
    "read_to_encode": 5.0,
    "growth_exponent": 1.05,
    "growth_large": 1.05,
    "peak_mb": 700.0,
    "render_html": 3.0,
    "render_text": 1.5,
    "check": 8.0,
    "register": 1.05,
}
#: A stage that takes less than this share of the whole at the largest size may grow as it likes.
_MATTERS = 0.01


def main() -> None:
    """Measure what was asked for, and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("what", nargs="*", choices=[*PARTS, []], help="the parts to measure; all by default")
    # A part that needs a process of its own calls this file again.
    parser.add_argument("--child", nargs=2, metavar=("PART", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        part, folder = asked.child
        print(json.dumps(CHILDREN[part](Path(folder))))
        return
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for part in asked.what or [name for name in PARTS if name != "growth_large"]:
            for key, value in PARTS[part](Path(folder), tell=not asked.json).items():
                figures[key] = round(value, 2)
                if not asked.json:
                    verdict = "ok" if value <= AIMS[key] else "MISSED"
                    print(f"{key:16} {value:8.2f}   aim {AIMS[key]:g}   {verdict}", flush=True)
    if asked.json:
        print(json.dumps(figures))


def in_turns(repeats: int, *works: Callable[[], object]) -> list[float]:
    """Run several works in turns, and return the median seconds of each."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(repeats):
        for taken, work in zip(seconds, works, strict=True):
            begun = time.perf_counter()
            work()
            taken.append(time.perf_counter() - begun)
    return [statistics.median(taken) for taken in seconds]


def child(part: str, folder: Path) -> dict[str, float]:
    """Run a part in a process of its own, and return the figures it prints."""
    command = [sys.executable, __file__, "--child", part, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


# ------------------------------------------------------------------ a cold build

_FLOOR = """
import resource, sys, saxonche
tei, rules, *sheets = sys.argv[1:]
processor = saxonche.PySaxonProcessor(license=False)
compiler = processor.new_xslt30_processor()
text = open(tei, encoding="utf-8").read()
executable = compiler.compile_stylesheet(stylesheet_file=rules)
executable.transform_to_string(xdm_node=processor.parse_xml(xml_text=text))
for sheet in sheets:
    executable = compiler.compile_stylesheet(stylesheet_file=sheet)
    executable.set_initial_mode("{https://letterbook.invalid/ns/mode}files")
    executable.set_result_as_raw_value(True)
    document = processor.parse_xml(xml_text=text)
    executable.set_global_context_item(xdm_item=document)
    files = executable.apply_templates_returning_value(xdm_value=document).item_at(0).get_map_value()
    made = [files.get(name).item_at(0) for name in files.keys()]
    assert [str(text.call([]) if text.is_function else text) for text in made]
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
#: What a build runs: the rules, the single letters and the index for aggregators, and every format.
_SHEETS = (
    ROOT / "schema" / "letterbook.sch.xsl",
    *(ROOT / "xslt" / "exchange" / f"{name}.xsl" for name in ("letters", "cmif")),
    *sorted((ROOT / "xslt").glob("*.xsl")),
)


def bare(tei: Path) -> float:
    """Run the bare floor on a TEI file, and return the peak of its memory in MB."""
    command = [sys.executable, "-c", _FLOOR, str(tei), *map(str, _SHEETS)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def cold_build(folder: Path, *, tell: bool) -> dict[str, float]:
    """Compare a build in a new process with the floor in a new process."""
    output = folder / "cold"
    # What ran before is compiled already, as it is for any user.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    build = [sys.executable, "-P", "-m", "letterbook", "build", "-q", str(SAMPLE), "-o", str(output)]
    subprocess.run(build, check=True)
    tei = output / SAMPLE.parent.name / "tei" / "edition.xml"
    turns = iter(range(1000))

    def cold() -> None:
        subprocess.run([*build[:-1], str(folder / f"cold-{next(turns)}")], check=True)

    ours, floor = in_turns(9, cold, lambda: bare(tei))
    if tell:
        print(f"    build {ours:.2f} s, floor {floor:.2f} s")
    return {"cold_build": ours / floor}


# ------------------------------------------------------------------ an editor's cycle

_DECIDED = 'letter = 15\nperson = "Winston S. Churchill"'


def edit_cycle(folder: Path, *, tell: bool) -> dict[str, float]:
    """Compare a build after a decision has changed with the first one, each in a new process."""
    project = folder / "project"
    shutil.copytree(SAMPLE.parent, project)
    decisions = (project / "decisions.toml").read_text(encoding="utf-8")
    source = str(project / SAMPLE.name)
    build = [sys.executable, "-P", "-m", "letterbook", "build", "-q", source, "-o"]
    turns = iter(range(1000))

    def first() -> None:
        subprocess.run([*build, str(folder / f"first-{next(turns)}")], check=True)

    def again() -> None:
        name = f"Somebody Else {next(turns)}"
        changed = decisions.replace(_DECIDED, _DECIDED.replace("Winston S. Churchill", name))
        (project / "decisions.toml").write_text(changed, encoding="utf-8")
        subprocess.run([*build, str(folder / "edited")], check=True)
        (page,) = (folder / "edited").glob("*/report/review.html")
        assert name in page.read_text(encoding="utf-8")  # noqa: S101 (it is what the editor waits for)

    first()  # the folder's first build compiles modules
    again()
    cold, cycle = in_turns(7, first, again)
    if tell:
        print(f"    first build {cold:.2f} s, after a change {cycle:.2f} s")
    return {"edit_cycle": cycle / cold}


def preview_rebuild(folder: Path, *, tell: bool) -> dict[str, float]:
    """Compare what a running preview does after a decision has changed with a build in a new process."""
    from letterbook.preview.rebuild import Making  # noqa: PLC0415 (not wanted in the other parts' memory)

    project = folder / "shown"
    shutil.copytree(SAMPLE.parent, project)
    decisions = (project / "decisions.toml").read_text(encoding="utf-8")
    making = Making(project / SAMPLE.name)
    build = [sys.executable, "-P", "-m", "letterbook", "build", "-q", str(project / SAMPLE.name), "-o"]
    turns = iter(range(1000))

    def decide() -> str:
        name = f"Somebody Else {next(turns)}"
        changed = decisions.replace(_DECIDED, _DECIDED.replace("Winston S. Churchill", name))
        (project / "decisions.toml").write_text(changed, encoding="utf-8")
        return name

    def cold() -> None:
        subprocess.run([*build, str(folder / decide())], check=True)

    def again() -> None:
        name = decide()
        making.make()
        making.make_part_of("html/letters/letter-15.html")
        assert name.encode() in making.files["html/letters/letter-15.html"]  # noqa: S101 (it is what is shown)

    def the_site() -> None:
        while making.may_have("html/letters/letter-27.html"):
            making.make_next()

    def the_rest() -> None:
        while making.make_next() is not None:
            pass

    cold()
    for _ in range(2):
        again()
        the_rest()
    ours, site, rest, theirs = in_turns(7, again, the_site, the_rest, cold)
    if tell:
        print(f"    build {theirs:.2f} s; the page {ours:.2f}, other pages {site:.2f}, the rest {rest:.2f}")
    return {"preview_rebuild": ours / theirs}


# ------------------------------------------------------------------ from the text to the TEI


def read_to_encode(_folder: Path, *, tell: bool) -> dict[str, float]:
    """Compare the stages before check with lxml reading and writing the TEI they make."""
    from lxml import etree  # noqa: PLC0415 (not wanted in the other parts' memory)

    project = Project(id="sample", source=SAMPLE)
    tei = encoded(project)

    def parse_and_write() -> None:
        for _ in range(10):  # one is too short for the clock
            etree.tostring(etree.fromstring(tei), encoding="UTF-8")

    ours, lxml = in_turns(15, lambda: encoded(project), parse_and_write)
    if tell:
        print(f"    read to encode {ours * 1000:.1f} ms, lxml {lxml * 100:.2f} ms")
    return {"read_to_encode": ours / (lxml / 10)}


def forget() -> None:
    """Let the next text be one that was not met before."""
    from letterbook.settle import judges  # noqa: PLC0415
    from letterbook.values.names import read  # noqa: PLC0415

    read._read.cache_clear()  # noqa: SLF001
    judges._faults.cache_clear()  # noqa: SLF001


def encoded(project: Project) -> bytes:
    """Run the stages read to encode, as a build does, and return the TEI."""
    from letterbook.build.plan import plan  # noqa: PLC0415
    from letterbook.build.tree import build  # noqa: PLC0415
    from letterbook.detect.run import detect  # noqa: PLC0415
    from letterbook.read.plain_text import read  # noqa: PLC0415
    from letterbook.settle.judges import settle  # noqa: PLC0415
    from letterbook.tei import encode, serialise  # noqa: PLC0415

    forget()
    text, _ = read(project.source, project.encoding)
    settled, _ = settle(detect(text, ()), project.viewpoint)
    made, _ = encode(build(text, plan(settled)), project)
    return serialise(made.root)


# ------------------------------------------------------------------ growth

#: How often the sample is repeated, and how often each of these is run.
_SIZES = {1: 7, 10: 3, 100: 1}
_LARGE_SIZES = {**_SIZES, 1000: 1}
_LARGE = "large.xml"  # the TEI of the largest


def growth(folder: Path, *, tell: bool) -> dict[str, float]:
    """Fit how each stage's time grows, in one new process, and take the peak of builds' memory."""
    worst = steepest(child("growth", folder), tell=tell)
    peaks = [child("peak", folder)["peak_mb"] for _ in range(3)]
    if tell:
        told = ", ".join(f"{peak:.0f}" for peak in peaks)
        print(f"    peaks {told} MB; a bare process takes {bare(folder / _LARGE):.0f}")
    return {"growth_exponent": worst, "peak_mb": statistics.median(peaks)}


def growth_large(folder: Path, *, tell: bool) -> dict[str, float]:
    """Fit the same for editions larger than any that was ever printed."""
    return {"growth_large": steepest(child("growth_large", folder), tell=tell)}


def steepest(seconds: dict[str, dict[str, float]], *, tell: bool) -> float:
    """Return the exponent of the worst stage that matters: the slope through all sizes, in logarithms."""
    sizes = [math.log(int(size)) for size in seconds]
    *_, largest = seconds.values()
    whole = sum(largest.values())
    exponents = {}
    for stage in largest:
        taken = [each[stage] for each in seconds.values()]
        exponents[stage], _ = statistics.linear_regression(sizes, list(map(math.log, taken)))
        if tell:
            row = "".join(f"{each:9.3f}" for each in taken)
            last = math.log(taken[-1] / taken[-2]) / (sizes[-1] - sizes[-2])
            print(f"    {stage:12}{row} s   exponent {exponents[stage]:.2f}, of the last step {last:.2f}")
    if tell:
        print(f"    {int(max(seconds, key=int)) * 27} letters in {whole:.1f} s")
    return max(exponents[stage] for stage, taken in largest.items() if taken > _MATTERS * whole)


def _growth(folder: Path, sizes: dict[int, int]) -> dict[str, object]:
    found: dict[str, object] = {}
    for size, repeats in ((1, 1), *sizes.items()):  # the first run of all pays for imports
        path = folder / f"sample-{size}.txt"
        path.write_text(repeated(SAMPLE, size), encoding="utf-8")
        project = Project(id="sample", source=path)
        runs = [stage_seconds(project, folder / _LARGE) for _ in range(repeats)]
        if size in sizes:
            found[str(size)] = {stage: statistics.median(run[stage] for run in runs) for stage in runs[0]}
    return found


def _peak(folder: Path) -> dict[str, float]:
    from letterbook.cli import letterbook  # noqa: PLC0415

    text = folder / f"sample-{max(_SIZES)}.txt"
    with tempfile.TemporaryDirectory() as output:
        letterbook(["build", "-q", str(text), "-o", output], standalone_mode=False)
    return {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def stage_seconds(project: Project, tei: Path) -> dict[str, float]:
    """Run all stages, keep the TEI in a file, and return how long each took."""
    forget()
    marks: list[tuple[str, float]] = []
    outcome = stages.run(project, lambda stage: marks.append((stage, time.perf_counter())))
    marks.append(("", time.perf_counter()))
    tei.write_bytes(outcome.value.files["tei/edition.xml"])
    taken: dict[str, float] = defaultdict(float)
    for (stage, begun), (_, ended) in pairwise(marks):
        taken[stage] += ended - begun
    return dict(taken)


# ------------------------------------------------------------------ rendering

_IDENTITY = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:mode on-no-match="shallow-copy"/></xsl:stylesheet>"""
_TIMES = 112


def render(folder: Path, *, tell: bool) -> dict[str, float]:
    """Compare each format with an identity transform, at 3,024 letters, in one new process."""
    seconds = child("render", folder)
    if tell:
        print("    " + ", ".join(f"{name} {taken:.2f} s" for name, taken in seconds.items()))
    return {f"render_{name}": seconds[name] / seconds["identity"] for name in ("html", "text")}


def _render(folder: Path) -> dict[str, float]:
    import saxonche  # noqa: PLC0415

    from letterbook.publish.render import render as render_one  # noqa: PLC0415

    path = folder / "large.txt"
    path.write_text(repeated(SAMPLE, _TIMES), encoding="utf-8")
    tei = encoded(Project(id="sample", source=path))
    processor = saxonche.PySaxonProcessor(license=False)
    identity = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=_IDENTITY)

    def copy() -> None:
        document = processor.parse_xml(xml_text=tei.decode())
        assert identity.transform_to_string(xdm_node=document)  # noqa: S101

    works = (copy, lambda: render_one(tei, "html"), lambda: render_one(tei, "text"))
    return dict(zip(("identity", "html", "text"), in_turns(3, *works), strict=True))


# ------------------------------------------------------------------ checking


def check(folder: Path, *, tell: bool) -> dict[str, float]:
    """Compare the check of a large edition with its grammar alone, in one new process."""
    seconds = child("check", folder)
    if tell:
        print("    " + ", ".join(f"{name} {taken:.2f} s" for name, taken in seconds.items()))
    return {"check": seconds["check"] / seconds["grammar"]}


def _check(folder: Path) -> dict[str, float]:
    import gc  # noqa: PLC0415

    from lxml import etree  # noqa: PLC0415

    from letterbook import stages, tei  # noqa: PLC0415
    from letterbook.check import check as check_one  # noqa: PLC0415
    from letterbook.check.ledger import prove  # noqa: PLC0415
    from letterbook.xml_input.parse import parse  # noqa: PLC0415

    path = folder / "large.txt"
    path.write_text(repeated(SAMPLE, _TIMES), encoding="utf-8")
    project = Project(id="sample", source=path)
    encoded_, _ = tei.encode(stages.understand(project).value, project)
    data, ledger = tei.serialise(encoded_.root), encoded_.ledger.serialise()
    tree = etree.fromstring(data)
    schema = etree.XMLSchema(etree.parse(ROOT / "schema" / "letterbook.xsd"))

    def grammar() -> None:
        assert schema.validate(tree)  # noqa: S101

    def whole() -> None:
        written, _ = parse(data, "tei/edition.xml")
        assert written is not None  # noqa: S101
        check_one(data, written, "tei/edition.xml")
        prove(written, ledger)

    gc.disable()  # as a build does
    return dict(zip(("grammar", "check"), in_turns(5, grammar, whole), strict=True))


def register(folder: Path, *, tell: bool) -> dict[str, float]:
    """Compare the pages of a large register with those of a tenth of it, in one new process."""
    seconds = child("register", folder)
    if tell:
        print("    " + ", ".join(f"{size} entries {taken:.2f} s" for size, taken in seconds.items()))
    small, large = sorted(seconds, key=int)
    return {"register": math.log(seconds[large] / seconds[small], int(large) / int(small))}


def _register(_folder: Path) -> dict[str, float]:
    from letterbook.publish import render  # noqa: PLC0415

    def pages(count: int) -> None:
        made = render.pages(_persons_and_places(count), "html")
        some = [name for name in made.names if name.startswith(("persons/", "places/"))][::10]
        assert not made.take(["persons.html", "places.html", *some]).problems  # noqa: S101

    pages(10)  # what is made once
    sizes = (300, 3000)
    taken = in_turns(3, *(partial(pages, size) for size in sizes))
    return {str(size): seconds for size, seconds in zip(sizes, taken, strict=True)}


def _persons_and_places(count: int) -> bytes:
    """Write the TEI of so many letters, each of another person, from another place."""
    sent = (
        '<correspDesc xml:id="c-{0}"><correspAction type="sent"><persName ref="#person-{0}">A {0}</persName>'
        '<placeName ref="#place-{0}">Hill {0}</placeName><date when="18{1:02}-01-02"/>'
        "</correspAction></correspDesc>"
    )
    parts = (
        "".join(form.format(n, n % 100) for n in range(count))
        for form in (
            sent,
            '<person xml:id="person-{0}"><persName>A {0}</persName><birth>1800</birth></person>',
            '<place xml:id="place-{0}"><placeName>Hill {0}</placeName></place>',
            '<div type="letter" xml:id="letter-{0}" n="{0}" decls="#c-{0}"><p>Words.</p></div>',
        )
    )
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        "</fileDesc><profileDesc>{}</profileDesc></teiHeader><standOff><listPerson>{}</listPerson><listPlace>{}"
        "</listPlace></standOff><text><body>{}</body></text></TEI>".format(*parts)
    ).encode()


PARTS = {
    "cold_build": cold_build,
    "edit_cycle": edit_cycle,
    "preview_rebuild": preview_rebuild,
    "read_to_encode": read_to_encode,
    "growth": growth,
    "growth_large": growth_large,
    "render": render,
    "check": check,
    "register": register,
}
CHILDREN = {
    "growth": partial(_growth, sizes=_SIZES),
    "growth_large": partial(_growth, sizes=_LARGE_SIZES),
    "peak": _peak,
    "render": _render,
    "check": _check,
    "register": _register,
}

if __name__ == "__main__":
    main()
