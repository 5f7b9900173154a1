"""What only one process may do at a time: each by a lock file of its name; the system frees that of one that died."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from banmian.library.files import unwritable

MOMENT = 0.5
"""Seconds that another process may be at it: as long as one that only looks whether somebody is."""


@contextmanager
def alone(folder: Path, name: str, wait: float = MOMENT) -> Iterator[bool]:
    """Whether this process is the only one at it. Raises UnwritableFile."""
    place = folder / "locks"
    lock = FileLock(place / f"{name}.lock")
    try:
        place.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait)
    except Timeout:
        yield False
        return
    except OSError as fault:
        raise unwritable(folder, fault) from fault
    try:
        yield True
    finally:
        lock.release()


def forget(folder: Path, name: str) -> None:
    """Drop the lock file of what is over, by who has it; whoever waits for it finds nothing left to do."""
    with suppress(OSError):
        (folder / "locks" / f"{name}.lock").unlink()


def held(folder: Path, name: str) -> bool:
    """Whether a process is at it. Raises UnwritableFile."""
    with alone(folder, name, wait=0) as mine:
        return not mine
