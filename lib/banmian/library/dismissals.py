"""Faults that the user dismissed of those that are seen only over all pages: one person under two names."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from banmian.library.actions import DISMISS
from banmian.library.corrections import Correction


def dismissed(anomalies: pd.DataFrame, lines: Iterable[Correction]) -> tuple[pd.DataFrame, list[Correction]]:
    """The frame without them, and the lines that found none: target ``page``, ``kind`` and ``detail``."""
    unplaced = []
    for line in lines:
        if line.action == DISMISS:
            said = {"issue_id": "page", "kind": "kind", "detail": "detail"}
            columns = [
                anomalies[column].astype("str") == str(line.target.get(name)) for column, name in said.items()
            ]
            gone = pd.concat(columns, axis="columns").all(axis="columns")
            if not gone.any():
                unplaced.append(line)
            anomalies = anomalies[~gone]
    return anomalies, unplaced
