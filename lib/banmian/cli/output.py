"""Where results go: standard output, or a file that is whole or not there at all."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from banmian.errors import UnwritableFile
from banmian.library.files import replace


def complain(sentences: Iterable[str]) -> None:
    """Say each sentence on standard error, a line each."""
    for sentence in sentences:
        sys.stderr.write(f"{sentence}\n")


def put(content: bytes, path: Path) -> None:
    """Write a file in one step: a reader sees the former content or the new one, never a part.

    Raises UnwritableFile.
    """
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # /dev/null and pipes are not to be replaced
            return
        replace(path, content)
    except OSError as fault:
        raise UnwritableFile(f"{path}：{_why(fault)}。") from fault


def folder(path: Path) -> Path:
    """The folder to write into, made if only its last part is missing. Raises UnwritableFile."""
    try:
        path.mkdir(exist_ok=True)
    except FileExistsError:
        raise UnwritableFile(f"{path}：已有同名文件，请换一个文件夹。") from None
    except OSError as fault:
        raise UnwritableFile(f"{path}：{_why(fault)}。") from fault
    return path


def _why(fault: OSError) -> str:
    reasons = {
        FileNotFoundError: "上级文件夹不存在，请先建好再写",
        NotADirectoryError: "上级不是文件夹，请检查路径",
        IsADirectoryError: "这是文件夹，请给出文件名",
        PermissionError: "没有写入权限，请换一个位置",
    }
    return reasons.get(type(fault), f"写不进去（{fault.strerror}），请检查磁盘")
