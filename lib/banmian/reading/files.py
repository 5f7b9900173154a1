"""A file or its bytes → Source, or one sentence that says why not and what to do."""

from __future__ import annotations

import errno
import hashlib
from collections import Counter
from pathlib import Path, PurePath

from banmian.errors import UnreadableFile, UnsupportedFormat
from banmian.reading.adapters import adapted
from banmian.reading.encodings import INVISIBLE
from banmian.reading.formats import ARCHIVE, READERS, ending, extract, is_archive
from banmian.records import Source

SUFFIXES = tuple(READERS)
MAX_BYTES = 32 * 1024 * 1024
"""A newspaper page has some 10 KB as text and some MB as PDF; more than 32 MB is a collection, and worth splitting."""
MAX_TEXT = MAX_BYTES
"""Characters: what a packed format may unfold to."""
MAX_ARCHIVE = 200 * 1024 * 1024
_WANTED = {*SUFFIXES, ARCHIVE}
_SYSTEM = {"__MACOSX", "Thumbs.db", "desktop.ini"}


def read(path: str | Path, encoding: str | None = None, name: str | None = None) -> Source:
    """The page file at ``path``; in ``encoding`` if given, else in the one that its bytes tell.

    ``name`` is what it is called, if not by the name of its file.
    Raises UnreadableFile or UnsupportedFormat, one Chinese sentence each.
    """
    path = Path(path)
    raw = read_bytes(path)
    if is_archive(raw, path.name):
        raise UnsupportedFormat(f"{path}：压缩包里不止一版，请用 banmian.load 读，或先解开。")
    if ending(path.name) not in _WANTED:
        raise UnsupportedFormat(f"{path}：只能读 {' '.join([*SUFFIXES, ARCHIVE])}，请先另存为其中一种。")
    return decode(raw, name or path.name, encoding)


def decode(raw: bytes, name: str, encoding: str | None = None) -> Source:
    """The bytes of one page as text, whatever their format: the name is believed in nothing but that HTML is HTML.

    Text and Markdown stay untouched but for the byte order mark, unless an adapter knows their form.
    Raises UnreadableFile where the bytes hold no text, or in no encoding that can be told.
    """
    name = name.encode("utf-8", "replace").decode()  # a name in another encoding holds surrogates
    if len(raw) > MAX_BYTES:
        raise UnreadableFile(f"{name}：超过 {MAX_BYTES >> 20} MB 的上限，请拆成一版一个文件。")
    found = extract(raw, name, encoding)
    if not found.text.translate(dict.fromkeys(map(ord, INVISIBLE))).strip():
        raise UnreadableFile(f"{name}：文件是空的，没有可读的文字，请换一个文件。")
    if len(found.text) > MAX_TEXT:
        raise UnreadableFile(f"{name}：展开后超过 {MAX_TEXT >> 20} 百万字的上限，请拆成一版一个文件。")
    digest = hashlib.sha256(raw).hexdigest()
    return adapted(Source(name, found.text, digest, found.encoding, found.repairs))


def named_files(given: Path) -> tuple[tuple[Path, str], ...]:
    """The files that a path stands for, and what each is called: itself by its name, those in a folder by their path below it.

    A paper kept a folder a day has its 01.txt in each: 2024-05-18/01.txt, 2024-05-20/01.txt.
    """
    if not given.is_dir():
        return ((given, given.name),)
    return tuple((path, path.relative_to(given).as_posix()) for path in page_files(given))


def page_files(folder: str | Path) -> tuple[Path, ...]:
    """The page files and archives in a folder and the folders below it, sorted; hidden ones left out."""
    return tuple(path for path in _files(Path(folder)) if ending(path.name) in _WANTED)


def passed_over(folder: Path, library: Path) -> Counter[str]:
    """How many files of other kinds lie in a folder and below it, by their ending; none that a library there keeps."""
    ours = (path for path in _files(folder) if not path.absolute().is_relative_to(library))
    return Counter(end for path in ours if (end := ending(path.name)) not in _WANTED)


def is_hidden(name: str) -> bool:
    """Whether a system or a program put it there: .DS_Store, ~$任免.docx (a document that Word has open)."""
    return any(step.startswith((".", "~$")) or step in _SYSTEM for step in PurePath(name).parts)


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.is_file())
    shown = (path for path in found if not is_hidden(path.relative_to(folder).as_posix()))
    return sorted(shown, key=lambda path: path.relative_to(folder).as_posix())


def read_bytes(path: Path) -> bytes:
    """The bytes of a page file or archive of bearable size. Raises UnreadableFile."""
    most = MAX_ARCHIVE if ending(path.name) == ARCHIVE else MAX_BYTES
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path}：这是文件夹，请给出其中的文件。")
        if path.exists() and not path.is_file():
            raise UnreadableFile(f"{path}：这是设备或管道，不是文件，请先另存为 .txt。")
        if path.stat().st_size > most:
            raise UnreadableFile(f"{path}：超过 {most >> 20} MB 的上限，请拆成一版一个文件。")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"{path}：找不到这个文件，请检查路径。") from None
    except PermissionError:
        raise UnreadableFile(f"{path}：没有读取权限，请先修改文件权限。") from None
    except (OSError, ValueError) as fault:
        why = errno.errorcode.get(getattr(fault, "errno", None) or 0, type(fault).__name__)
        raise UnreadableFile(f"{path}：系统读不出这个文件（{why}），请检查路径和磁盘。") from None
