"""Cache the last result made from a text, for the live preview while an editor decides (`preview`).

The source and the findings of the rules stay the same objects from decision to decision, and most judges see
nothing else, so their results can be kept. A result lives no longer than the object that it was made from.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Wraps a function of the source or of the rules' findings, and keeps its last result.

    Calls the function again if the first argument is another object, or if `more` is not equal.
    """

    def __init__(self, make: Callable[..., T]) -> None:
        """Wrap a function; nothing is kept yet."""
        self._make = make
        self._of: weakref.ref[object] | None = None
        self._last: tuple[tuple[object, ...], T] | None = None

    def __call__(self, first: object, *more: object) -> T:
        """Return what the function returns."""
        if self._last is None or self._of is None or self._of() is not first or self._last[0] != more:
            self._of = weakref.ref(first, self._forget)
            self._last = more, self._make(first, *more)
        return self._last[1]

    def forget(self) -> None:
        """Drop the kept result."""
        self._of = self._last = None

    def _forget(self, of: weakref.ref[object]) -> None:
        if self._of is of:
            self.forget()
