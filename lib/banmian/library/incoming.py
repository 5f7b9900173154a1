"""Bytes that were brought, copied into the library until they are taken in: a job may outlive what they came from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from banmian.errors import UnwritableFile
from banmian.library import files, record
from banmian.library.files import INCOMING
from banmian.library.locks import alone

WAIT = 60.0
"""Seconds for which whoever brings something waits for another who does."""
AWAITED = """
SELECT path FROM job_files JOIN jobs USING (job_id)
WHERE job_files.state = 'waiting' AND jobs.state IN ('waiting', 'running', 'failed')
"""


def stage(folder: Path, name: str, raw: bytes) -> Path:
    """Copy bytes that came under this name; returns where they lie. Raises UnwritableFile."""
    sha256 = files.keep(folder, raw, name, INCOMING)
    return files.place(folder, sha256, files.ending(name), INCOMING)


@contextmanager
def arriving(folder: Path) -> Iterator[None]:
    """From the first bytes until their job is written down nothing is dropped. Raises UnwritableFile."""
    with alone(folder, INCOMING, WAIT) as mine:
        if not mine:
            raise UnwritableFile(f"{folder}：资料库正被别的程序占用，请稍后再试。")
        yield


def drop(folder: Path) -> None:
    """Drop what no job waits for: taken in, refused, given up, or left by who was killed while bringing it.

    While somebody brings something the next job drops it.
    """
    with alone(folder, INCOMING) as mine:
        if not mine:
            return
        with record.reading(folder) as database:
            awaited = {Path(path).name for (path,) in database.execute(AWAITED)}
        for path in (folder / INCOMING).glob("*/*"):
            if path.name not in awaited:
                with suppress(OSError):  # the next job tries again
                    path.unlink()
