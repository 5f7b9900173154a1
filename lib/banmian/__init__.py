"""Banmian reads newspaper pages: who led which meeting, who was there, in which words."""

from banmian.errors import BanmianError, UnreadableFile, UnsupportedFormat
from banmian.frames import Frames, to_frames
from banmian.loading import load
from banmian.parsing import parse
from banmian.record import to_record
from banmian.records import Issue

__all__ = [
    "BanmianError",
    "Frames",
    "Issue",
    "UnreadableFile",
    "UnsupportedFormat",
    "load",
    "parse",
    "to_frames",
    "to_record",
]
