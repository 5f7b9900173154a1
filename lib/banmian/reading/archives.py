"""A ZIP file of pages → its members, one by one; nothing is written anywhere, least of all under their names."""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import ZipFile, ZipInfo

from banmian.errors import BanmianError, UnreadableFile, UnsupportedFormat
from banmian.reading.files import is_hidden
from banmian.reading.formats import ARCHIVE, READERS, ending
from banmian.reading.packages import opened, part

_UTF8, _ENCRYPTED = 0x800, 0x1


def members(raw: bytes, name: str) -> Iterator[tuple[str, bytes | BanmianError]]:
    """(name, bytes) of each page file in the archive ``raw``, in its order; where one is refused, the reason.

    Names are for showing: relative, with / between folders. Raises UnreadableFile where the archive as
    a whole is damaged or has more than 5,000 entries, 200 MB or 200 times its size.
    """
    with opened(raw, name) as archive:
        for entry in archive.infolist():
            shown = _shown(entry)
            if not entry.is_dir() and not is_hidden(shown):
                yield shown, _content(archive, entry, f"{name}/{shown}")


def _content(archive: ZipFile, entry: ZipInfo, name: str) -> bytes | BanmianError:
    if entry.flag_bits & _ENCRYPTED:
        return UnreadableFile(f"{name}：加了密码，请先解开再导入。")
    if ending(name) == ARCHIVE:
        return UnsupportedFormat(f"{name}：压缩包里还有压缩包，请先解开里面的一层。")
    if ending(name) not in READERS:
        return UnsupportedFormat(f"{name}：不是能读的格式，没有读，请先另存为 .txt。")
    try:
        return part(archive, entry, name) or b""
    except UnreadableFile as error:
        return error


def _shown(entry: ZipInfo) -> str:
    """The name as a relative path. Chinese Windows writes GBK without saying so, others UTF-8."""
    name = entry.filename
    if not entry.flag_bits & _UTF8:
        name = _read_anew(name.encode("cp437", "replace"), name)
    return "/".join(step for step in name.replace("\\", "/").split("/") if step.strip(". ")) or "无名"


def _read_anew(raw: bytes, otherwise: str) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return otherwise
