"""Hand volumes out to workers, and take them back, also from workers that die.

On this machine each worker is a process of its own. So it is known which volume it was making when it died,
and no other volume is lost.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from letterbook.library.one_process import OneProcess
from letterbook.library.outcome import Told, written
from letterbook.library.volume import Job, Made

#: How a worker makes a volume; it must be found by its name in a module that the worker can import.
Work = Callable[[Job], Made]

#: What a worker has done of a volume: it was written and is told, or was made and is to be written.
Done = Told | Made


class Lost(NamedTuple):
    """A volume came to nothing, since its worker did: the code of the problem, and why."""

    code: str
    why: str


@dataclass(eq=False)
class Task:
    """A volume that was handed out; `since` is when a worker began with it, 0 while none has."""

    job: Job
    future: Future[Done]
    since: float = 0.0


class Desk(Protocol):
    """A place where volumes are worked on."""

    tasks: list[Task]

    def has_room(self, depth: int) -> bool:
        """Tell whether it takes another volume, where each worker has `depth` to do: 1 or 2."""

    def take(self, job: Job) -> None:
        """Begin a volume, or put it in the queue."""

    def running(self) -> list[Task]:
        """Return the volumes that are being worked on."""

    def patience(self, task: Task) -> float | None:
        """Return how many seconds are left for a volume that is being worked on: 0 if none, None if any."""

    def result(self, task: Task) -> Done | Lost:
        """Take a volume that is done, written or not, or whose time is up, from the desk."""

    def close(self) -> None:
        """Stop all work."""


def work_off(jobs: Iterable[Job], desks: list[Desk]) -> Iterator[tuple[Job, Done | Lost]]:
    """Have all jobs done, and yield each with what came of it, as they are done.

    `jobs` are taken one by one as there is room.
    """
    rest = iter(jobs)
    while True:
        for depth in (1, 2):
            for desk in desks:
                while desk.has_room(depth) and (job := next(rest, None)) is not None:
                    desk.take(job)
        running = [(desk, task) for desk in desks for task in desk.running()]
        if not running:
            return
        left = [left for desk, task in running if (left := desk.patience(task)) is not None]
        wait([task.future for _, task in running], min(left, default=None), return_when=FIRST_COMPLETED)
        for desk, task in running:
            if task.future.done() or desk.patience(task) == 0:
                yield task.job, desk.result(task)


class Process:
    """A worker that is a process of this machine, started afresh (spawned): Saxon does not survive a fork.

    It writes the volumes that it makes.
    """

    def __init__(self, work: Work, timeout: float | None = None) -> None:
        """Start the process; a volume may take `timeout` seconds."""
        self._work, self._timeout = work, timeout
        self.tasks: list[Task] = []
        self._start()

    def _start(self) -> None:
        self._executor = OneProcess(_ready)
        # The first thing it does, so that the time of the first volume does not count the start.
        self._pid = self._executor.submit(os.getpid)

    def has_room(self, depth: int) -> bool:
        """Tell whether it takes another volume."""
        return len(self.tasks) < depth

    def take(self, job: Job) -> None:
        """Put a volume in the queue of the process."""
        if not self.tasks and not self._executor.is_alive:  # it died while it had nothing to do
            self._start_again()
        self.tasks.append(Task(job, self._executor.submit(_written, self._work, job)))

    def running(self) -> list[Task]:
        """Return the volume that the process is at."""
        for task in self.tasks[:1]:
            wait([self._pid])
            task.since = task.since or time.monotonic()
        return self.tasks[:1]

    def patience(self, task: Task) -> float | None:
        """Return the seconds that are left."""
        return None if self._timeout is None else max(0, task.since + self._timeout - time.monotonic())

    def result(self, task: Task) -> Done | Lost:
        """Take a volume; if the process has died of it or is still at it, start another process."""
        self.tasks.remove(task)
        if not task.future.done():
            self._kill()
            self._start_again()
            return Lost("volume-timeout", overdue(self._timeout))
        try:
            return task.future.result()
        except BrokenExecutor:
            self._start_again()
            return Lost("volume-lost", "the process that worked on it died")
        except Exception as fault:  # noqa: BLE001 (whatever did not come through, the others do)
            return Lost("volume-lost", f"its worker failed: {type(fault).__name__}: {fault}")

    def _kill(self) -> None:
        self._executor.kill()

    def _start_again(self) -> None:
        self._executor.shutdown()
        self._start()
        for task in self.tasks:
            task.future, task.since = self._executor.submit(_written, self._work, task.job), 0.0

    def close(self) -> None:
        """End the process: at once, if there is still something to do."""
        if self.tasks:
            self._kill()
        self._executor.shutdown()


def _written(work: Work, job: Job) -> Done:
    return written(job, work(job))


def overdue(timeout: float | None) -> str:
    """Say that a volume took too long."""
    return f"took longer than {timeout:g} seconds and was stopped"


def _ready() -> None:
    """Make a process a worker: Ctrl-C is its parent's affair, and it ends when its parent has."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
