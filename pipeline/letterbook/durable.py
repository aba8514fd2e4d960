"""Make sure that what was written reaches the disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def sync_file_system(folder: Path) -> bool:
    """Have all that was written to a folder's file system reach the disk; tell False where none can ask that.

    One such call takes the place of one fsync for each of thousands of files (Linux 5.8 and later also tells
    what could not be written).
    """
    import ctypes  # noqa: PLC0415 (only a build needs it)

    try:
        syncfs = ctypes.CDLL(None, use_errno=True).syncfs
    except (AttributeError, OSError, TypeError):
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(handle) == 0:
            return True
        fault = ctypes.get_errno()
    finally:
        os.close(handle)
    if fault in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(fault, os.strerror(fault), str(folder))


def make_durable(path: Path) -> None:
    """Have a file, or the names in a folder, written to the disk; Windows does not need the latter."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, (os.O_RDWR if os.name == "nt" else os.O_RDONLY) | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
