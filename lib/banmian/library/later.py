"""What is said of a page that is there already: a correction like any other, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from banmian.library import corrections, files, sources
from banmian.library.actions import DESCRIBE
from banmian.library.corrections import Correction
from banmian.library.decisions import Decisions, decided
from banmian.library.given import Given

WHY = "再次导入时所填"


def say(folder: Path, there: Sequence[tuple[str, Given]]) -> set[str]:
    """Write down what is new; returns the digests of those pages. Said twice it is said once.

    ``there`` has the page in the library, whichever format it was brought in now.
    """
    told = {sha256: said for sha256, given in there if (said := given.of_page())}
    if not told:
        return set()
    before = decided(folder)
    return {sha256 for sha256, said in told.items() if _said(folder, before, sha256, said)}


def _said(folder: Path, before: Decisions, sha256: str, said: dict[str, str | int]) -> bool:
    page = files.issue_id(sha256)
    now = sources.source(folder, page).given.of_page()
    for line in before.of_page(page):
        now |= line.value if line.action == DESCRIBE else {}
    fresh = {name: value for name, value in said.items() if value != now.get(name)}
    if fresh:
        corrections.decide(folder, Correction(DESCRIBE, {"page": page}, fresh, WHY))
    return bool(fresh)
