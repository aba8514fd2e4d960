"""The workers of a Dask cluster: the same work as on this machine, on many.

letterbook does not start clusters: it is told the address of a scheduler. Inputs are sent along and editions
brought back, so that the machines need no disk in common. They must have the same letterbook, which is
compared before work starts. Dask itself replaces workers that are lost, and does again what they were at.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

from letterbook.library.state import Makers, makers
from letterbook.library.volume import Job, Made
from letterbook.library.workers import Done, Lost, Task, Work, overdue
from letterbook.problems import Place, Refused, problem

#: Seconds in which a scheduler must answer.
_PATIENCE = 10


class Cluster:
    """All workers of a cluster, as one desk."""

    def __init__(self, address: str, work: Work, timeout: float | None = None) -> None:
        """Connect to the scheduler, and compare what the workers have; a volume may take `timeout` seconds.

        Raises Refused where there is no cluster that can be used.
        """
        try:
            import distributed  # noqa: PLC0415 (an extra, which need not be installed)
        except ImportError:
            said = "the library distributed, which speaks to clusters, is not installed"
            raise Refused(problem("cluster-missing", said, Place(address))) from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is lost is told by us
        # Made in two steps, so that a client that fails half-way can be closed. Left to the collector, it may
        # be closed by the thread that starts the next one, which then waits for itself.
        self._client: Any = distributed.Client.__new__(distributed.Client)
        try:
            self._client.__init__(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError) as fault:
            self._client.close()
            why = " ".join(str(fault).split()) or type(fault).__name__
            raise Refused(
                problem("cluster-unreachable", f"cannot be reached: {why}", Place(address))
            ) from None
        self._address, self._work, self._timeout = address, work, timeout
        self.tasks: list[Task] = []
        try:
            self._compare()
        except BaseException:
            self._client.close()
            raise
        self._executor = self._client.get_executor(pure=False)

    def _compare(self) -> None:
        """Refuse workers with another letterbook, or none, and a cluster without workers."""
        try:
            theirs = self._client.run(_theirs, on_error="return")
        except Exception as fault:  # noqa: BLE001 (whatever a worker without letterbook raises)
            theirs = {self._address: fault}
        if not theirs:
            said = "the cluster has no workers yet"
            raise Refused(problem("cluster-unreachable", said, Place(self._address)))
        for worker, found in sorted(theirs.items()):
            if isinstance(found, BaseException):
                why = f"has no letterbook like ours: {type(found).__name__}: {' '.join(str(found).split())}"
            elif found != makers():
                why = "has another letterbook, another lxml, saxonche or xmlschema, or another Python"
            else:
                continue
            raise Refused(problem("cluster-version", why, Place(str(worker))))

    def has_room(self, depth: int) -> bool:
        """Tell whether the workers there are now can take another volume."""
        workers: int = sum(self._client.nthreads().values())
        return len(self.tasks) < max(1, workers) * depth

    def take(self, job: Job) -> None:
        """Send a volume to the cluster."""
        self.tasks.append(Task(job, self._executor.submit(alone, self._work, job, self._timeout)))

    def running(self) -> list[Task]:
        """Return all volumes that were sent."""
        return list(self.tasks)

    def patience(self, task: Task) -> None:
        """Return None: the time is taken where the volume is worked on."""

    def result(self, task: Task) -> Done | Lost:
        """Take a volume that is done, or was given up, since its time was up or each of its workers died."""
        self.tasks.remove(task)
        try:
            made = task.future.result()
        except Exception as fault:  # noqa: BLE001 (whatever did not come through, the others do)
            return Lost("volume-lost", f"its workers died: {' '.join(str(fault).split())}")
        if isinstance(made, Stuck):
            with suppress(Exception):  # a worker without a nanny cannot be started anew: it does no more
                self._client.restart_workers([made.worker], timeout=_PATIENCE)
            return Lost("volume-timeout", overdue(self._timeout))
        return made

    def close(self) -> None:
        """Take back what is not done, and leave the cluster."""
        for task in self.tasks:
            task.future.cancel()
        self._executor.shutdown(wait=False)
        self._client.close()


def _theirs() -> Makers:
    return makers()


class Stuck(NamedTuple):
    """A worker is at a volume whose time is up; its address."""

    worker: str


def alone(work: Work, job: Job, timeout: float | None) -> Made | Stuck:
    """Do a volume in the one thread of this process in which Saxon runs; workers may have several.

    A thread cannot be stopped: a worker that is stuck passes on what else it gets, until it is started anew.
    """
    import distributed  # noqa: PLC0415 (an extra)

    if _stuck().is_set():
        raise distributed.Reschedule
    try:
        return _thread().submit(work, job).result(timeout)
    except TimeoutError:
        _stuck().set()
        return Stuck(distributed.get_worker().address)


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "letterbook")


@cache
def _stuck() -> threading.Event:
    return threading.Event()
