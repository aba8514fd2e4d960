"""Keep what was made of a text last, for an editor who looks on while facts are decided (`preview`).

What the rules found stays the same object from decision to decision, and most judges see nothing else: what
they made of it is made once. Nothing is kept longer than what the rules found.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

from letterbook.detect.found import Found

T = TypeVar("T")


class Kept(Generic[T]):
    """A function of what the rules found, which keeps what it returned last.

    It is asked again where other findings come, or `more` that is not equal.
    """

    def __init__(self, make: Callable[..., T]) -> None:
        """Keep nothing yet."""
        self._make = make
        self._of: weakref.ref[Found] | None = None
        self._last: tuple[tuple[object, ...], T] | None = None

    def __call__(self, found: Found, *more: object) -> T:
        """Return what the function returns."""
        if self._last is None or self._of is None or self._of() is not found or self._last[0] != more:
            self._of = weakref.ref(found, self._forget)
            self._last = more, self._make(found, *more)
        return self._last[1]

    def forget(self) -> None:
        """Keep nothing any more."""
        self._of = self._last = None

    def _forget(self, of: weakref.ref[Found]) -> None:
        if self._of is of:
            self.forget()
