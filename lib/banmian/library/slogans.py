"""Phrases of policy under the names that the user gave them; two of one name are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from banmian.library.actions import SLOGAN
from banmian.library.corrections import Correction
from banmian.records import Issue

Names = Mapping[str, str]
"""canonical form of ours → that of the user."""


def names(lines: Iterable[Correction]) -> dict[str, str]:
    """``slogan``: target ``slogan``, a canonical form, value ``canonical``; what was renamed twice has the last name."""
    given: dict[str, str] = {}
    for line in lines:
        if line.action == SLOGAN:
            old, new = str(line.target["slogan"]), str(line.value["canonical"])
            given = {one: new if name == old else name for one, name in given.items()} | {old: new}
    return {old: new for old, new in given.items() if old != new}


def renamed(slogans: pd.DataFrame, given: Names) -> pd.DataFrame:
    """The frame ``slogans`` under these names."""
    if not given:
        return slogans
    canonical = slogans["canonical"].astype("str")
    return slogans.assign(canonical=canonical.map(given).fillna(canonical))


def shown(issue: Issue, given: Names) -> Issue:
    """The issue under these names."""
    facts = tuple(
        replace(
            said,
            slogans=tuple(replace(s, canonical=given.get(s.canonical, s.canonical)) for s in said.slogans),
        )
        for said in issue.facts
    )
    return replace(issue, facts=facts) if given else issue


def unplaced(lines: Iterable[Correction], slogans: pd.DataFrame) -> list[Correction]:
    """Those of a phrase that is on no page; ``slogans`` is the frame under our names."""
    known = set(slogans["canonical"].unique()) | {
        str(line.value["canonical"]) for line in lines if line.action == SLOGAN
    }
    return [line for line in lines if line.action == SLOGAN and line.target["slogan"] not in known]
