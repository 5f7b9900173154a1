"""The only cache, for all sessions: the library of a folder while its files stay as they are, and what is counted of it.

Nothing may change what comes out of it.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

import banmian
from banmian import schema
from banmian.frames import Frames
from banmian.lexicon import table
from banmian.measures.issues import issues
from banmian.reading import page_files
from banmian.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from banmian.charts.clouds import Cloud

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

Counted = TypeVar("Counted")
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


def library() -> Library:
    """The user's folder (BANMIAN_LIBRARY), or the pages that come with the program."""
    folder = Path(os.environ.get("BANMIAN_LIBRARY") or SEEDS)
    return _read(folder, fingerprint(folder))


@lru_cache(maxsize=16)
def view(library: Library, selection: Selection) -> View:
    """The same object for the same selection: so ``measured`` knows its frames again."""
    frames = library.frames
    return View(library, selection, selection.apply(frames), selection.describe(frames))


@lru_cache(maxsize=256)
def measured(
    measure: Callable[..., Counted], frames: Frames, *rest: Hashable, **options: Hashable
) -> Counted:
    """``measure(frames, …)``, counted once: pandas takes a few milliseconds a step however few the rows."""
    return measure(frames, *rest, **options)


def fingerprint(folder: Path) -> Fingerprint:
    """Name, size and time of each file: changes when a file comes, goes or is written."""
    stats = ((path, path.stat()) for path in page_files(folder))
    return tuple((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in stats)


@st.cache_resource(max_entries=4, show_spinner="正在读取版面")
def _read(folder: Path, files: Fingerprint) -> Library:
    frames = banmian.load(folder)
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
    every = issues(frames)
    files = dict(zip(frames.issues["issue_id"], frames.issues["source"], strict=True))
    shared = Counter(every["label"])
    return {
        issue: label if shared[label] == 1 else f"{label} {files[issue]}"
        for issue, label in zip(every["issue_id"], every["label"], strict=True)
    }


@st.cache_resource(max_entries=32, show_spinner="正在排词云")
def clouds(weights: dict[str, tuple[tuple[str, float], ...]], mode: str) -> dict[str, Cloud]:
    """The clouds of several issues on one scale, by issue_id; setting one takes a third of a second."""
    from banmian.charts.clouds import cloud, common_scale

    every = {issue: dict(words) for issue, words in weights.items()}
    scale = common_scale(list(every.values()))
    return {issue: cloud(words, mode=mode, scale=scale) for issue, words in every.items()}
