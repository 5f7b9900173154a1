"""The files of a library: each source under the digest of its bytes, written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

from banmian.errors import DamagedLibrary, UnwritableFile

SOURCES, INCOMING, DERIVED = "sources", "incoming", "derived"
ENDING = re.compile(r"\.[a-z0-9]{1,8}")
FULL, FORBIDDEN = "磁盘已满，请腾出空间后再试", "文件夹只读，请修改权限或换一个文件夹"
CAUSES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: FORBIDDEN,
    errno.EACCES: FORBIDDEN,
    errno.EPERM: FORBIDDEN,
    errno.ENOTDIR: "这里已有一个文件，请换一个文件夹",
    errno.EEXIST: "这里已有一个文件，请换一个文件夹",
}
"""Why a library cannot be written, and what to do."""


def issue_id(sha256: str) -> str:
    """The issue_id of the page that is read from bytes of this digest."""
    return sha256[:16]


def ending(name: str) -> str:
    """The ending under which bytes of this name are kept: never more of a given name than that."""
    suffix = Path(name).suffix.lower()
    return suffix if ENDING.fullmatch(suffix) else ".bin"


def place(folder: Path, sha256: str, suffix: str, part: str = SOURCES) -> Path:
    """Where the bytes of this digest lie; two letters a folder, so that none holds a million files."""
    return folder / part / sha256[:2] / f"{sha256}{suffix}"


def keep(folder: Path, raw: bytes, name: str, part: str = SOURCES) -> str:
    """Write the bytes once, however often it is asked for; returns their sha256.

    When it returns they are on the disk. Raises UnwritableFile.
    """
    sha256 = hashlib.sha256(raw).hexdigest()
    path = place(folder, sha256, ending(name), part)
    if not is_known(path, sha256):
        write_whole(path, raw)
    return sha256


def write_whole(path: Path, raw: bytes) -> None:
    """A file in a library, its folder made if need be, as ``replace`` writes it. Raises UnwritableFile."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, raw)
    except OSError as fault:
        raise unwritable(path.parent, fault) from fault


def replace(path: Path, raw: bytes) -> None:
    """Write a file in one step: a reader sees the former content or the new one, never a part. Raises OSError.

    When it returns the file is on the disk.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with part.open("xb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    settle(path.parent)


def unwritable(folder: Path, fault: Exception) -> UnwritableFile:
    """What the system says when it cannot write, as a sentence of ours."""
    number = fault.errno if isinstance(fault, OSError) else None
    why = CAUSES.get(number or 0, f"系统报告“{fault}”，请检查磁盘空间和权限")
    return UnwritableFile(f"{folder}：写不进去，{why}，已写入的都还在。")


def digest(path: Path) -> str:
    """The sha256 of a file; nothing of one that cannot be read, or of a pipe, which would be waited for."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def is_known(path: Path, sha256: str) -> bool:
    """Whether a file is what was written; looked at once a process, as long as its size and time stay."""
    try:
        stat = path.stat()
    except OSError:
        return False
    return _digest_of(path, stat.st_size, stat.st_mtime_ns) == sha256


def are_known(known: Mapping[Path, str]) -> bool:
    """The same of all of them; looked at by several threads, since gigabytes may lie there."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return all(pool.map(is_known, known, known.values()))


@lru_cache(maxsize=1 << 14)
def _digest_of(path: Path, size: int, changed: int) -> str:
    return digest(path)


def settle(folder: Path) -> None:
    """Make the names in a folder last; where a folder cannot be opened (Windows) the system does it."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def fetch(folder: Path, sha256: str, suffix: str, part: str = SOURCES) -> bytes:
    """The bytes of this digest. Raises DamagedLibrary if they are gone or others."""
    return whole(place(folder, sha256, suffix, part), sha256)


def whole(path: Path, sha256: str) -> bytes:
    """The bytes of a source. Raises DamagedLibrary if they are gone, or not what came in."""
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise DamagedLibrary(f"{path}：原始文件读不出来，请用备份补回，或重新导入这个文件。") from fault
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise DamagedLibrary(f"{path}：原始文件已损坏，请用备份换回，或重新导入这个文件。")
    return raw
