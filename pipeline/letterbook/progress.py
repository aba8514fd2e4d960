"""Tell on stderr how far the work is, where a person waits for it."""

from __future__ import annotations

import sys
import time

#: Seconds before a bar appears: shorter work needs none.
_PATIENCE = 0.7
_WIDTH = 20
_MINUTE = 60
_CLEAR = "\r\x1b[K"
#: What an editor calls the steps of a build.
_NAMES = {
    "compare": "looking what has changed",
    "read": "reading the text",
    "detect": "looking for headings, dates, names and notes",
    "settle": "telling the letters, and who wrote to whom",
    "build": "putting the edition together",
    "encode": "writing TEI",
    "check": "checking the TEI",
    "exchange": "writing the index of letters and single letters",
    "render html": "making the pages",
    "render text": "making the plain text",
    "review": "writing the review",
    "write": "writing the files",
}


class Bar:
    """A bar that appears when the work takes long and goes when it is done.

    `shown` allows it, on a terminal; `timed` has every step and its seconds told on a line of its own.
    """

    def __init__(self, *, shown: bool, timed: bool) -> None:
        """Begin to count the time."""
        self._shown, self._timed = shown, timed
        self._begun = self._last = time.perf_counter()
        self._label = ""
        self._steps = 0
        self._stands = False

    def _rest(self, of: int) -> str:
        """Say about how long the rest will take, from the share of the steps that is done."""
        done = self._steps / of
        spent = time.perf_counter() - self._begun
        return f", about {_in_words(spent * (1 - done) / done)} left" if 0 < done < 1 else ""

    def step(self, label: str, of: int) -> None:
        """Begin the next of about `of` steps."""
        self._end_step()
        self._label = label
        if self._shown and time.perf_counter() - self._begun > _PATIENCE:
            done = min(_WIDTH, _WIDTH * self._steps // of)
            self._write(
                f"{_CLEAR}[{'#' * done}{'.' * (_WIDTH - done)}] {_NAMES.get(label, label)}{self._rest(of)}"
            )
            self._stands = True
        self._steps += 1

    def share(self, label: str, done: float) -> None:
        """Tell how much of a long work is done, a share of 1, and what time the rest will take."""
        now = time.perf_counter()
        if self._shown and now - self._begun > _PATIENCE:
            filled = min(_WIDTH, int(_WIDTH * done))
            left = f", about {_in_words((now - self._begun) * (1 - done) / done)} left" if done else ""
            self._write(f"{_CLEAR}[{'#' * filled}{'.' * (_WIDTH - filled)}] {label}{left}")
            self._stands = True

    def close(self) -> None:
        """End the last step and take the bar away."""
        self._end_step()
        self._label = ""

    def _end_step(self) -> None:
        now = time.perf_counter()
        if self._stands:
            self._write(_CLEAR)
            self._stands = False
        if self._timed and self._label:
            self._write(f"{self._label}: {now - self._last:.2f} s\n")
        self._last = now

    @staticmethod
    def _write(words: str) -> None:
        sys.stderr.write(words)
        sys.stderr.flush()


def _in_words(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / _MINUTE), _MINUTE)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
