"""Which accounts of small texts change with one module, without a new process for each change.

All is loaded and read once. For each change this process forks. The fork puts the changed functions and
constants in the place of the old ones, reads the texts that run the changed line again, and ends at the first
that is read otherwise than its golden file has it. Where a change cannot be put in place (a class's field),
no text is said to notice it.
"""

from __future__ import annotations

import functools
import gc
import os
import resource
import sys
import time
import types
from pathlib import Path
from typing import Any, Self

_SECONDS = 120  # of processor time for one change: what takes longer does not end
#: Caches of these rooms are emptied in the fork: what is below them a change does not reach.
_ROOMS = ("letterbook.rules.", "letterbook.settle.", "letterbook.detect.", "letterbook.build.")
_HELD = (int, float, str, bytes, tuple, frozenset, set, list, dict)


class Accounts:
    """The accounts of all small texts, and for each which lines of the package it runs."""

    def __init__(self, root: Path, folder: Path, seconds: float) -> None:
        """Read all texts once, laid down in a folder. Ends the program where one is not as it was.

        A change has so many seconds of processor time: on those texts first that run most of its module.
        """
        self._seconds = seconds
        sys.path.insert(0, str(root / "tests"))
        import accounts  # type: ignore[import-not-found] # noqa: PLC0415 (it is the tests')

        from letterbook import stages  # noqa: PLC0415 (in a run without accounts nothing of it is loaded)

        self._tests, self._detected = accounts, stages.detected
        self._package = str(root / "pipeline" / "letterbook") + os.sep
        self._lines: dict[str, set[tuple[str, int]]] = {}
        self._made: dict[str, tuple[Any, Any, list[str], list[str]]] = {}
        took: dict[str, float] = {}
        for name, text in accounts.texts().items():
            begun = time.process_time()
            (folder / name).mkdir()
            project = accounts.laid_down(text(), folder / name)
            with _Lines(self._package) as lines:
                looked = self._detected(project)
                signs, judged = list(accounts.signs(looked.signs)), list(accounts.judged(project, looked))
            golden = (root / "tests" / "test_accounts" / f"{name}.txt").read_text(encoding="utf-8")
            if "\n".join([*signs, *judged]) + "\n" != golden:
                sys.exit(f"{name} is read otherwise than its golden file has it, without any change")
            self._made[name] = project, looked, signs, judged
            self._lines[name], took[name] = lines.run, time.process_time() - begun
        self.names = sorted(took, key=lambda name: (took[name], name))

    def begin(self, module: str, text: str, line: int) -> tuple[int, int]:
        """Begin to look for the first account that is another where a module has another text.

        `module` is its path in the package, `line` the changed one. Returns what `changed_by` is to be asked.
        """
        names = [name for name in self.names if self._runs(name, module, line, text)]
        names.sort(key=lambda name: -sum(file == module for file, _ in self._lines[name]))
        read, write = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(read)
            resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
            os.write(write, self._first_changed(module, text, names).encode())
            os._exit(0)
        os.close(write)
        return process, read

    def changed_by(self, process: int, read: int) -> str:
        """Return the account found, "" where none is another; "(does not end)" of endless reading."""
        with os.fdopen(read, "rb") as said:
            name = said.read().decode()
        return name if os.waitpid(process, 0)[1] == 0 else "(does not end)"

    def _runs(self, name: str, module: str, line: int, text: str) -> bool:
        """Tell whether a text runs a line; one outside functions is run by all that run any of its module."""
        lines = self._lines[name]
        if not lines:
            return True
        here = {number for file, number in lines if file == module}
        return bool(here) and (line in here or not _is_in_function(text, line))

    def _first_changed(self, module: str, text: str, names: list[str]) -> str:
        begun = time.process_time()
        try:
            if _put_in_place(module, text, self._package):
                _empty_caches()
                for name in names:
                    if self._is_changed(name, module):
                        return name
                    if time.process_time() - begun > self._seconds:
                        break
        except Exception as fault:  # noqa: BLE001 (the change made reading fail: that is noticed)
            return f"({type(fault).__name__})"
        return ""

    def _is_changed(self, name: str, module: str) -> bool:
        """Read a text again. What was found stays where only what judges it has changed."""
        project, looked, signs, judged = self._made[name]
        if not module.startswith("settle"):
            looked = self._detected(project)
            if list(self._tests.signs(looked.signs)) != signs:
                return True
        return list(self._tests.judged(project, looked)) != judged


class _Lines:
    """Notes which lines of rules/ and settle/ run; none before Python 3.12, which cannot tell cheaply."""

    def __init__(self, package: str) -> None:
        self.run: set[tuple[str, int]] = set()
        self._package = package

    def __enter__(self) -> Self:
        if watch := getattr(sys, "monitoring", None):
            watch.use_tool_id(watch.COVERAGE_ID, "mutations")
            watch.register_callback(watch.COVERAGE_ID, watch.events.LINE, self._note)
            watch.set_events(watch.COVERAGE_ID, watch.events.LINE)
            watch.restart_events()
        return self

    def __exit__(self, *_: object) -> None:
        if watch := getattr(sys, "monitoring", None):
            watch.set_events(watch.COVERAGE_ID, 0)
            watch.free_tool_id(watch.COVERAGE_ID)

    def _note(self, code: types.CodeType, line: int) -> object:
        name = code.co_filename.removeprefix(self._package)
        if name.startswith(("rules", "settle")):
            self.run.add((name, line))
        return sys.monitoring.DISABLE  # type: ignore[attr-defined,unused-ignore] # from 3.12 on


def _is_in_function(text: str, line: int) -> bool:
    """Tell whether a line is part of a function, by the first line above it that is not set in."""
    above = text.splitlines()[:line]
    first = next((row for row in reversed(above) if row[:1].strip() and row[:1] not in ")]}#"), "")
    return first.startswith(("def ", "class ", "@"))


def _put_in_place(module: str, text: str, package: str) -> bool:
    """Give a module the functions and the values of a changed text; tell whether any is another."""
    name = "letterbook." + module.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    old = sys.modules.get(name)
    if old is None:
        return False
    fresh = types.ModuleType(name)
    fresh.__file__ = old.__file__
    exec(compile(text, package + module, "exec"), fresh.__dict__)  # noqa: S102 (our own text)
    done = False
    for key, value in vars(fresh).items():
        before = vars(old).get(key)
        if isinstance(value, type) and isinstance(before, type) and value.__module__ == name:
            for part, member in vars(value).items():
                done |= _recode(vars(before).get(part), member)
        elif _bare(value) is not None:
            done |= getattr(_bare(value), "__module__", "") == name and _recode(before, value)
        elif isinstance(value, _HELD) and not key.startswith("__") and value != before:
            for other in list(sys.modules.values()):
                if other is not None and vars(other).get(key, other) is before:
                    vars(other)[key] = value
                    done = True
    return done


def _bare(value: object) -> types.FunctionType | None:
    """Return the function that is meant: of a property, a class method, a cache that of what it holds."""
    for part in ("fget", "__func__", "__wrapped__"):
        value = getattr(value, part, None) or value
    return value if isinstance(value, types.FunctionType) else None


def _recode(before: object, value: object) -> bool:
    old, new = _bare(before), _bare(value)
    if old is None or new is None or len(old.__code__.co_freevars) != len(new.__code__.co_freevars):
        return False
    changed = _meaning(old.__code__) != _meaning(new.__code__) or old.__defaults__ != new.__defaults__
    old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
    return changed


def _meaning(code: types.CodeType) -> tuple[object, ...]:
    """Return what tells one code from another, types of numbers among it (1 is not 1.0)."""
    held = tuple(_meaning(one) if isinstance(one, types.CodeType) else repr(one) for one in code.co_consts)
    return code.co_code, held, code.co_names


def _empty_caches() -> None:
    from letterbook.settle.kept import Kept  # noqa: PLC0415 (see above)

    kind = type(functools.lru_cache(len))
    for one in gc.get_objects():
        if isinstance(one, kind) and getattr(one, "__module__", "").startswith(_ROOMS):
            one.cache_clear()
        elif isinstance(one, Kept):
            one.forget()
