"""Keep what was made of a text last, for an editor who looks on while facts are decided (`preview`).

The source, and what the rules found in it, stay the same objects from decision to decision, and most judges
see nothing else: what they made of it is made once. Nothing is kept longer than what it was made of.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """A function of the source or of what the rules found, which keeps what it returned last.

    It is asked again where it is another object, or where `more` is not equal.
    """

    def __init__(self, make: Callable[..., T]) -> None:
        """Keep nothing yet."""
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
        """Keep nothing any more."""
        self._of = self._last = None

    def _forget(self, of: weakref.ref[object]) -> None:
        if self._of is of:
            self.forget()
