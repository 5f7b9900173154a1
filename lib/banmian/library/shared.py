"""Sources and parts in a place that several machines reach: put there by who parses, fetched by who imports.

The place is a path or any address that fsspec knows (s3://…, sftp://…). It is laid out as a library is, without
the record: SQLite needs locks that network storage does not keep, so the record stays with who imports.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import fsspec

from banmian.errors import BrokenCluster
from banmian.library.drafts import draft
from banmian.library.files import DERIVED
from banmian.library.parts import NOTE


def put(scratch: Path, place: str) -> list[str]:
    """Copy what a parse wrote into the library ``scratch`` to the place; returns the names of the parts.

    A part is in the place when its note is, which comes last; one that is there already is left alone.
    Raises BrokenCluster.
    """
    with_notes_last = sorted(scratch.rglob("*"), key=lambda path: (path.name == NOTE, path))
    every = [path for path in with_notes_last if path.is_file()]
    names = [path.parent.name for path in every if path.name == NOTE]
    try:
        store, root = fsspec.url_to_fs(place)
        there = [name for name in names if store.exists(f"{root}/{DERIVED}/{name}/{NOTE}")]
        for file in every:
            if file.parent.name not in there:
                _copy(store, file, f"{root}/{file.relative_to(scratch).as_posix()}")
    except (OSError, ImportError, ValueError) as fault:
        raise BrokenCluster(f"{place}：写不进去（{fault}），请检查地址、权限和空间。") from fault
    return names


def fetch(place: str, folder: Path, names: Iterable[str]) -> None:
    """Bring parts from the place into the library ``folder``. Raises BrokenCluster."""
    try:
        for name in names:
            _bring(place, folder / DERIVED, name)
    except (OSError, ImportError, ValueError) as fault:
        raise BrokenCluster(
            f"{place}：取不回集群写下的内容（{fault}），请检查这台机器能否读到这个地址。"
        ) from fault


def _copy(store: Any, file: Path, target: str) -> None:  # noqa: ANN401
    """Whole or not at all, also where the place is a folder: a worker may be killed half-way."""
    if store.exists(target) and store.size(target) == file.stat().st_size:
        return
    part = f"{target}.{os.getpid()}.{os.urandom(4).hex()}"
    store.makedirs(target.rpartition("/")[0], exist_ok=True)
    store.put_file(str(file), part)
    store.mv(part, target)


def _bring(place: str, derived: Path, name: str) -> None:
    if (derived / name / NOTE).is_file():
        return
    store, root = fsspec.url_to_fs(place)
    part = draft(derived / name)
    part.mkdir(parents=True)
    try:
        for path in store.ls(f"{root}/{DERIVED}/{name}", detail=False):
            store.get_file(path, str(part / path.rpartition("/")[2]))
        shutil.rmtree(derived / name, ignore_errors=True)
        part.replace(derived / name)
    finally:
        shutil.rmtree(part, ignore_errors=True)
