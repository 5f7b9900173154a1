"""The first half of the arrow in one place: file → Source → Page → Facts → Issue."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from banmian.errors import BanmianError
from banmian.facts import read_facts
from banmian.facts.anomalies import of_page
from banmian.filed import filed
from banmian.identity import reconcile
from banmian.layout import read_page
from banmian.reading import decode, is_archive, members, named_files, read, read_bytes
from banmian.records import Issue, Source
from banmian.uncollected import uncollected

POOL_FROM, CHUNK = 200, 24
"""Files from which it pays to start processes, and how many one of them takes at a time."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read."""

    name: str
    sentence: str
    """One Chinese sentence: which file, why, what to do."""


Outcome = Issue | Refused


def parse(path: str | Path, *, encoding: str | None = None, voter: bool = True) -> Issue:
    """The page in the file ``path``: its articles, and what each of them says.

    ``encoding`` is told from the bytes if not given; without the ``voter`` jieba's tagger is not asked
    about names that the grammar leaves undecided. Names are reconciled within the page; ``load``
    does it over many. Raises UnreadableFile or UnsupportedFormat.
    """
    return reconcile([understand(read(path, encoding), voter=voter)])[0]


def parse_each(
    paths: str | Path | Iterable[str | Path],
    *,
    encoding: str | None = None,
    voter: bool = True,
    workers: int = 1,
) -> Iterator[Issue | Refused]:
    """Every page read or refused, in the order given, a folder as its page files, an archive as its members.

    Names are not reconciled yet.

    From 200 files on, ``workers`` processes share the work; the result is the same. They are
    spawned: the caller's main module must be importable, so a Streamlit script leaves it at 1.
    """
    files = listed(paths)
    attempt = partial(_attempt, encoding=encoding, voter=voter)
    if workers < 2 or len(files) < POOL_FROM:
        yield from chain.from_iterable(map(attempt, files))
        return
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        yield from chain.from_iterable(pool.imap(attempt, files, CHUNK))


def listed(paths: str | Path | Iterable[str | Path]) -> tuple[tuple[Path, str], ...]:
    """Files as they are given, folders as the page files in them, each with what it is called."""
    given = [paths] if isinstance(paths, str | Path) else paths
    return tuple(found for path in given for found in named_files(Path(path)))


@uncollected()
def understand(source: Source, *, voter: bool = True) -> Issue:
    """The articles of a decoded page and what each of them says; names are not reconciled yet.

    Never raises: whatever the text is, all of it stands in articles or leftover.
    """
    page = filed(read_page(source))
    return Issue(page, read_facts(page, voter=voter), (*page.anomalies, *of_page(page)))


def understand_bytes(
    name: str,
    raw: bytes,
    encoding: str | None = None,
    given: Mapping[str, Any] | None = None,
    *,
    voter: bool = True,
) -> tuple[Outcome, ...]:
    """The page in the bytes of a file, or the pages of an archive, each read or refused.

    ``given`` holds what the user says of a page: fields of ``Source`` (paper, publication_date, page_number).
    """
    outcomes: list[Outcome] = []
    try:
        parts = members(raw, name) if is_archive(raw, name) else [("", raw)]
        for member, part in parts:
            shown = f"{name}/{member}" if member else name
            outcomes.append(_understood(shown, part, encoding, given or {}, voter))
    except BanmianError as error:
        outcomes.append(Refused(name, str(error)))
    return tuple(outcomes)


def _understood(
    name: str, part: bytes | BanmianError, encoding: str | None, given: Mapping[str, Any], voter: bool
) -> Outcome:
    try:
        if isinstance(part, BanmianError):
            raise part
        return understand(replace(decode(part, name, encoding), **given), voter=voter)
    except BanmianError as error:
        return Refused(name, str(error))


def _attempt(file: tuple[Path, str], encoding: str | None, voter: bool) -> tuple[Outcome, ...]:
    path, name = file
    try:
        raw = read_bytes(path)
        if is_archive(raw, name):
            return understand_bytes(name, raw, encoding, voter=voter)
        return (understand(read(path, encoding, name), voter=voter),)
    except BanmianError as error:
        return (Refused(name, str(error)),)
