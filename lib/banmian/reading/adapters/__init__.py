"""Texts of a known form that is no newspaper page → the page they would be, with what is known beside it.

An adapter is a module with ``recognise(text, name) -> bool`` and ``adapt(source) -> Source``; docs/adapters.md.
"""

from __future__ import annotations

from typing import Protocol

from banmian.reading.adapters import broadcasts, labelled
from banmian.records import Source


class Adapter(Protocol):
    """What a module of this package offers."""

    def recognise(self, text: str, name: str) -> bool:
        """Whether the text is of this form; cheap, as it is asked of every file."""

    def adapt(self, source: Source) -> Source:
        """The text as a page; ``paper``, ``publication_date`` and ``page_number`` where they are known."""


ADAPTERS: tuple[Adapter, ...] = (broadcasts, labelled)
"""The first that recognises a text has it."""


def adapted(source: Source) -> Source:
    """``source`` itself, unless its form is known."""
    known = next((adapter for adapter in ADAPTERS if adapter.recognise(source.text, source.name)), None)
    return known.adapt(source) if known else source
