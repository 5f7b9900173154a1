"""Bytes → Source: which files we read, in which format and encoding, and what is known of them beside the text."""

from banmian.reading.archives import members
from banmian.reading.encodings import NAMED as ENCODINGS
from banmian.reading.files import (
    MAX_BYTES,
    SUFFIXES,
    decode,
    is_hidden,
    named_files,
    page_files,
    passed_over,
    read,
    read_bytes,
)
from banmian.reading.formats import is_archive

__all__ = [
    "ENCODINGS",
    "MAX_BYTES",
    "SUFFIXES",
    "decode",
    "is_archive",
    "is_hidden",
    "members",
    "named_files",
    "page_files",
    "passed_over",
    "read",
    "read_bytes",
]
