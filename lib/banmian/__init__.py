"""Banmian reads newspaper pages: who led which meeting, who was there, in which words."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from banmian.errors import BanmianError, UnreadableFile, UnsupportedFormat
from banmian.records import Issue

if TYPE_CHECKING:
    from banmian.frames import Frames as Frames
    from banmian.loading import load as load
    from banmian.parsing import parse as parse
    from banmian.record import to_record as to_record

_LATER = {"Frames": "frames", "load": "loading", "parse": "parsing", "to_record": "record"}
"""Imported when first used: pandas alone takes half a second, which `banmian parse` need not wait for."""

__all__ = [
    "BanmianError", "Frames", "Issue", "UnreadableFile", "UnsupportedFormat", "load", "parse", "to_record",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
