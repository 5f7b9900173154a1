"""What only one process may do at a time: each by a lock file of its name; the system frees that of one that died."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from banmian.library.files import unwritable


@contextmanager
def alone(folder: Path, name: str) -> Iterator[bool]:
    """Whether this process is the only one at it. Raises UnwritableFile."""
    place = folder / "locks"
    lock = FileLock(place / f"{name}.lock")
    try:
        place.mkdir(exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    except OSError as fault:
        raise unwritable(folder, fault) from fault
    try:
        yield True
    finally:
        lock.release()


def held(folder: Path, name: str) -> bool:
    """Whether a process is at it. Raises UnwritableFile."""
    with alone(folder, name) as mine:
        return not mine
