"""Banmian reads newspaper pages: who led which meeting, who was there, in which words."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from banmian.errors import BanmianError, UnreadableFile, UnsupportedFormat
from banmian.parsing import parse
from banmian.record import to_record
from banmian.records import Issue

if TYPE_CHECKING:
    from banmian.frames import Frames, to_frames
    from banmian.library.store import open_library as open
    from banmian.loading import load

__all__ = [
    "BanmianError",
    "Frames",
    "Issue",
    "UnreadableFile",
    "UnsupportedFormat",
    "load",
    "open",
    "parse",
    "to_frames",
    "to_record",
]

# They need pandas: 65 MB and a third of the time of a process that parses a page.
_WITH_FRAMES = {
    "Frames": ("banmian.frames", "Frames"),
    "to_frames": ("banmian.frames", "to_frames"),
    "load": ("banmian.loading", "load"),
    "open": ("banmian.library.store", "open_library"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _WITH_FRAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _WITH_FRAMES[name]
    return getattr(import_module(module), attribute)
