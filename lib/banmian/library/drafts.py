"""Drafts in the derived store: what somebody writes there, or was killed at. It has its name when it is whole."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from banmian.library.files import DERIVED

ABANDONED = 86400
"""Seconds without a word after which nobody writes a draft any more; the longest takes minutes."""


def draft(target: Path) -> Path:
    """Where to write what is to become ``target``, a name that nobody else has."""
    return target.with_name(f".{target.name}.{os.getpid()}.{os.urandom(4).hex()}")


def is_draft(path: Path) -> bool:
    """Whether a folder of the derived store is one."""
    return path.name.startswith(".")


def sweep(library: Path) -> None:
    """Drop the drafts of who was killed. By their age: a process that we cannot see may write from another machine."""
    for path in (library / DERIVED).glob(".*"):
        with suppress(OSError):  # it has its name by now
            if time.time() - max(file.stat().st_mtime for file in (path, *path.rglob("*"))) > ABANDONED:
                shutil.rmtree(path, ignore_errors=True)
