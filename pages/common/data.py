"""The only cache, for all sessions: the library of a folder while it stays as it is, and what is made of it.

Nothing may change what comes out of it.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Literal, TypeVar

import streamlit as st

import banmian
from banmian import schema
from banmian.frames import Frames, issue_labels
from banmian.lexicon import table
from banmian.library import files, record
from banmian.library.moment import Moment, moment
from banmian.library.store import open_library
from banmian.measures.issues import in_time
from banmian.once import once
from banmian.reading import page_files
from banmian.selection import Selection

Mode = Literal["light", "dark"]
T = TypeVar("T")
Fingerprint = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """The frames of a folder and what there is to choose from."""

    folder: Path
    frames: Frames
    first: dt.date | None
    last: dt.date | None
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    issues: dict[str, str]
    """issue_id → what to call it, no two alike, in time order."""


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What a page is about: what the filters leave of the library."""

    library: Library
    selection: Selection
    frames: Frames
    said: str
    """The selection in words."""
    mode: Mode
    """Of the charts."""
    subject: str = ""
    """The one person, topic or issue that a part of the page is about."""

    def about(self, subject: str) -> View:
        """The same for charts about one person, topic or issue: so that their files say which."""
        return replace(self, subject=subject, said=f"{self.said} · {subject}")

    def of(self, work: Callable[..., T], *rest: Hashable) -> T:
        """``work(frames, *rest)``, done once: pandas and Plotly take milliseconds a step however few the rows."""
        return once(work)(self.frames, *rest)


def library(folder: Path) -> Library:
    """What a folder holds: a library, or page files. Raises BanmianError."""
    if record.exists(folder):
        return _opened(folder)
    found = _fingerprint(folder)
    with st.spinner(f"正在读取 {len(found)} 个文件"):
        return _read(folder, found)


def view(library: Library, selection: Selection) -> View:
    """What ``selection`` leaves of the library, in the colours of the browser."""
    frames, said = _selected(library, selection)
    return View(library, selection, frames, said, "dark" if st.context.theme.type == "dark" else "light")


SELECTIONS, ARTICLES = 8, 500_000
"""How many selections are kept, and with how many articles together: what is cut out for each takes a kilobyte."""
_CHOSEN: dict[tuple[Library, Selection], tuple[Frames, str]] = {}
_CHOOSING = Lock()


def _selected(library: Library, selection: Selection) -> tuple[Frames, str]:
    """The same frames for the same selection: what was found in them is found again, and goes with them."""
    asked = library, selection
    with _CHOOSING:
        found = _CHOSEN.pop(asked, None)
        found = found or (selection.apply(library.frames), selection.describe(library.frames))
        _CHOSEN[asked] = found
        _make_room()
    return found


def _make_room() -> None:
    if len(_CHOSEN) > SELECTIONS:
        del _CHOSEN[next(iter(_CHOSEN))]
    many = _articles() > ARTICLES
    while len(_CHOSEN) > 1 and _articles() > ARTICLES:
        del _CHOSEN[next(iter(_CHOSEN))]
    if many:
        gc.collect()  # sessions refer to what they show in circles: gigabytes would wait for the collector


def _articles() -> int:
    """Of what is kept; all of a library is nothing that was cut out."""
    return sum(int(frames.kept.sum()) for frames, _ in _CHOSEN.values() if frames.whole is not frames)


def _fingerprint(folder: Path) -> Fingerprint:
    """Name, size and time of each file: changes when a file comes, goes or is written."""
    stats = ((path, path.stat()) for path in page_files(folder))
    return tuple((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in stats)


_OPEN: dict[Path, tuple[Moment, Library]] = {}
_OPENING = Lock()


def _opened(folder: Path) -> Library:
    """The one library that is kept open: a million articles do not lie in memory twice."""
    told = st.empty()

    def hear(done: int, of: int) -> None:
        told.progress(done / of, f"重新读取 {done} 版，共 {of} 版")

    with st.spinner("正在打开资料库"), _OPENING:
        now = moment(folder)
        gone = not (folder / files.DERIVED).is_dir()  # deleted, as it may be at any time
        if folder not in _OPEN or gone or now.outdates(_OPEN[folder][0]):
            for let_go in (gc.unfreeze, _OPEN.clear, _CHOSEN.clear, gc.collect):
                let_go()
            _OPEN[folder] = now, _of(folder, open_library(folder, hear))
            gc.freeze()  # a million objects that stay: no collection looks at them again
            told.empty()
        return _OPEN[folder][1]


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(folder: Path, found: Fingerprint) -> Library:
    return _of(folder, banmian.load(folder))


def _of(folder: Path, frames: Frames) -> Library:
    days = frames.articles["date"].dropna()
    return Library(
        folder=folder,
        frames=frames,
        first=days.min().date() if len(days) else None,
        last=days.max().date() if len(days) else None,
        topics=_in_order(frames.topics["topic"].unique()),
        kinds=tuple(kind for kind in schema.ARTICLE_KINDS if (frames.articles["kind"] == kind).any()),
        issues=_names(frames),
    )


def _in_order(topics: Iterable[str]) -> tuple[str, ...]:
    """In the order of the lexicon, the user's own at the end."""
    order = [topic["name"] for topic in table("topics")["topic"]]
    return tuple(
        sorted(topics, key=lambda topic: (order.index(topic) if topic in order else len(order), topic))
    )


def _names(frames: Frames) -> dict[str, str]:
    labels = issue_labels(frames.issues)
    return {issue_id: labels[issue_id] for issue_id in in_time(frames)["issue_id"]}
