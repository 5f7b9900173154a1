"""A file or its bytes → Source, or one sentence that says why not and what to do."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

from banmian.errors import UnreadableFile, UnsupportedFormat
from banmian.reading.encodings import DOUBLE_BYTE, INVISIBLE, LOST, Reading, legible, tell
from banmian.records import Source

SUFFIXES = (".txt", ".md")
MAX_BYTES = 32 * 1024 * 1024
"""A newspaper page has some 10 KB; more than 32 MB is a collection, and worth splitting."""
MAGIC = (
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"%PDF", "PDF 文档"),
    (b"PK\x03\x04", "ZIP 压缩包或 Office 文档"),
    (b"\x1f\x8b", "GZIP 压缩包"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文档"),
    (b"{\\rtf", "RTF 文档"),
    (b"SQLite format 3", "SQLite 数据库"),
)
PIECE = 24
"""Characters a piece when damaged stretches are looked for: a lost byte of GBK turns what follows
into other characters up to the next ASCII one."""


def read(path: str | Path, encoding: str | None = None) -> Source:
    """The page file at ``path``; in ``encoding`` if given, else in the one that its bytes tell.

    Raises UnreadableFile or UnsupportedFormat, one Chinese sentence each.
    """
    path = Path(path)
    raw = _bytes(path)
    if path.suffix.lower() not in SUFFIXES:
        raise UnsupportedFormat(f"{path}：只能读 .txt 和 .md，请先另存为其中一种。")
    return decode(raw, path.name, encoding)


def decode(raw: bytes, name: str, encoding: str | None = None) -> Source:
    """The bytes of a page file as text, untouched but for the byte order mark.

    Raises UnreadableFile where the bytes hold no text, or in no encoding that can be told.
    """
    if kind := next((kind for magic, kind in MAGIC if raw.startswith(magic)), None):
        raise UnreadableFile(f"{name}：内容是{kind}，不是文字，请先转成 .txt。")
    reading = tell(raw, encoding)
    if reading is None:
        raise UnreadableFile(f"{name}：{_why_unclear(raw, encoding)}。")
    if not reading.text.translate(dict.fromkeys(map(ord, INVISIBLE))).strip():
        raise UnreadableFile(f"{name}：文件是空的，没有可读的文字，请换一个文件。")
    digest = hashlib.sha256(raw).hexdigest()
    storable = name.encode("utf-8", "replace").decode()  # a name in another encoding holds surrogates
    return Source(storable, reading.text, digest, reading.encoding, _repairs(reading))


def page_files(folder: str | Path) -> tuple[Path, ...]:
    """The page files in a folder and the folders below it, sorted; hidden ones left out."""
    folder = Path(folder)
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    shown = (path for path in found if not any(p.startswith(".") for p in path.relative_to(folder).parts))
    return tuple(sorted(shown, key=lambda path: path.relative_to(folder).as_posix()))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path}：这是文件夹，请给出其中的 .txt 或 .md 文件。")
        if path.exists() and not path.is_file():
            raise UnreadableFile(f"{path}：这是设备或管道，不是文件，请先另存为 .txt。")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(f"{path}：超过 {MAX_BYTES >> 20} MB 的上限，请拆成一版一个文件。")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"{path}：找不到这个文件，请检查路径。") from None
    except PermissionError:
        raise UnreadableFile(f"{path}：没有读取权限，请先修改文件权限。") from None
    except (OSError, ValueError) as fault:
        why = errno.errorcode.get(getattr(fault, "errno", None) or 0, type(fault).__name__)
        raise UnreadableFile(f"{path}：系统读不出这个文件（{why}），请检查路径和磁盘。") from None


def _why_unclear(raw: bytes, encoding: str | None) -> str:
    if encoding:
        return f"不是 {encoding} 编码，请改用别的编码，或另存为 UTF-8"
    if raw.count(0) * 100 > len(raw):
        return "内容是二进制数据，不是文字，请先转成 .txt"
    return "看不出是哪种编码，请另存为 UTF-8，或用 --encoding 指明"


def _repairs(reading: Reading) -> tuple[str, ...]:
    repairs = []
    if reading.faults:
        first = reading.text.index(LOST) + 1
        repairs.append(
            f"{reading.faults} 处字节不合 {reading.encoding}，已代以 {LOST}，首处在第 {first} 个字符。"
        )
    if reading.encoding in DOUBLE_BYTE and (garbled := _garbled(reading.text)):
        repairs.append(f"第 {garbled[0] + 1} 个字符起有约 {len(garbled) * PIECE} 字像是乱码，应有字节缺损。")
    return tuple(repairs)


def _garbled(text: str) -> list[int]:
    """Where the pieces start that read like another encoding."""
    pieces = range(0, len(text), PIECE)
    return [at for at in pieces if not legible(text[at : at + PIECE], least=PIECE // 2)]
