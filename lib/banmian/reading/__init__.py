"""Bytes → Source: which files we read, and in which encoding they were written."""

from banmian.reading.files import MAX_BYTES, SUFFIXES, decode, page_files, read

__all__ = ["MAX_BYTES", "SUFFIXES", "decode", "page_files", "read"]
