"""Small libraries, and workers that do little: in this process, or in one of their own that dies or hangs.

A worker that stands in for `make` has to be found in a module that a process can import: this one.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
from concurrent.futures import Future
from pathlib import Path

from letterbook import writing
from letterbook.library import volume
from letterbook.library.finding import find
from letterbook.library.outcome import Told
from letterbook.library.run import Asked, build_library
from letterbook.library.state import Makers, digest, makers
from letterbook.library.volume import Job, Made
from letterbook.library.workers import Lost, Process, Task
from letterbook.progress import Bar


def library(folder: Path, texts: dict[str, str]) -> Path:
    """Lay texts into a folder, by their names."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


class Here:
    """A desk in this process: each volume is done as it is taken."""

    def __init__(self, work) -> None:
        self._work = work
        self.tasks: list[Task] = []

    def has_room(self, depth: int) -> bool:
        return len(self.tasks) < depth

    def take(self, job: Job) -> None:
        future: Future[Made] = Future()
        future.set_result(self._work(job))
        self.tasks.append(Task(job, future))

    def running(self) -> list[Task]:
        return self.tasks[:1]

    def result(self, task: Task) -> Made | Lost:
        self.tasks.remove(task)
        return task.future.result()

    def patience(self, _task: Task) -> None:
        return None

    def close(self) -> None:
        self.tasks.clear()


def build(folder: Path, output: Path, work, **asked) -> dict[str, Told]:
    """Build a folder's volumes in this process, and return what is told of each, by its id."""
    return told_by(folder, output, lambda _: [Here(work)], **asked)


def build_apart(folder, output, work, processes=2, timeout=None, **asked) -> dict[str, Told]:
    """Build a folder's volumes in processes of their own."""
    return told_by(folder, output, lambda _: [Process(work, timeout) for _ in range(processes)], **asked)


def told_by(folder, output, desks, **asked) -> dict[str, Told]:
    """Build a folder's volumes at these desks; what is told of the pages over all has the id "library"."""
    told = build_library(find([folder]), Asked(output, **asked), desks, Bar(shown=False, timed=False))
    return {one.edition or Path(one.source).name: one for one in told}


_INDEX = """<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>Index</title><editor>{editor}</editor></titleStmt>
<publicationStmt><publisher>{editor}</publisher><idno type="url">{url}</idno><date when="{date}"/>
<availability>{licence}</availability></publicationStmt>
<sourceDesc><bibl xml:id="uuid-{id}">{id}</bibl></sourceDesc></fileDesc><profileDesc>
<correspDesc key="1" source="#uuid-{id}"><correspAction type="sent"><persName>Ada</persName></correspAction>
</correspDesc></profileDesc></teiHeader></TEI>"""


def little(job: Job, **stated: str) -> Made:
    """Make an edition that holds the text and its check sum, an index of one letter, and no more."""
    text = job.files[job.source]
    known = {"editor": "E", "url": "urn:uuid:1", "date": "2024-01-01", "licence": "<p/>", **stated}
    index = _INDEX.format(id=job.edition, **known).encode()
    files = {"tei/edition.xml": text, "tei/sum.txt": digest(text).encode(), "cmif/cmif.xml": index}
    facts = (
        f'<volume letters="1" from="1800" to="1801" xml:lang="en"><title>Of {job.edition}</title></volume>'
    )
    return Made(makers(), {**files, "cmif/cmif-v2.xml": index}, summary="1 letter", letters=1, facts=facts)


def dying(job: Job) -> Made:
    """Kill the process if the text says so."""
    if b"die" in job.files[job.source]:
        os.kill(os.getpid(), signal.SIGKILL)
    return little(job)


def hanging(job: Job) -> Made:
    """Never come back if the text says so."""
    if b"hang" in job.files[job.source]:
        threading.Event().wait()
    return little(job)


def killed_once(job: Job) -> Made:
    """Build as letterbook does, but be killed at a random moment the first time.

    The last line of the text has a seed, and the name of a file that is made when it happens. A moment is
    the call of a function, so that the same seed dies at the same place on every machine.
    """
    from letterbook import stages  # noqa: F401, PLC0415 (it is to be killed while it builds, not while it loads)

    *_, last = job.files[job.source].decode().splitlines()
    seed, _, marker = last.partition(" ")
    if not Path(marker).exists():
        left = random.Random(int(seed)).randrange(1, 60_000)  # noqa: S311

        def count(_frame, _event, _what) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                Path(marker).touch()
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(count)
    try:
        return volume.make(job)
    finally:
        sys.setprofile(None)


def killed_while_writing(job: Job) -> Made:
    """Be killed at one of the calls that write the edition, the first time.

    The text has the number of the call, and the name of a file that is made when it happens.
    """
    number, _, marker = job.files[job.source].decode().partition(" ")
    left = int(number)

    def count(frame, event, what) -> None:
        nonlocal left
        sends = frame.f_code.co_filename.endswith("connection.py")  # all is written by then
        left -= event == "c_call" and what.__module__ == "posix" and what.__name__ in _WRITING and not sends
        if left < 0:
            Path(marker).touch()
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(None if Path(marker).exists() else count)
    return little(job)


_WRITING = ("close", "fsync", "mkdir", "open", "rename", "rmdir", "unlink", "write")


def stuck_while_writing(job: Job) -> Made:
    """Never finish to write if the text names a file, which is made when half is written."""
    text = job.files[job.source].decode()

    def stuck(_handle: int) -> None:
        Path(text).touch()
        threading.Event().wait()

    if text.startswith("/"):
        writing.sync_file_system = stuck  # in a process that will be killed
    return little(job)


def dying_once(job: Job) -> Made:
    """Kill the process the first time, if the text names a file to be made then."""
    word, _, marker = job.files[job.source].decode().partition(" ")
    if word == "die" and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return little(job)


def from_elsewhere(job: Job) -> Made:
    """Build as a worker with another letterbook does."""
    return little(job)._replace(makers=Makers("another", ""))
