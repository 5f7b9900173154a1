"""Ids of tables as numbers: the code of an id is the row that it stands for in its own table."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

OWN = {"issue_id": "issues", "article_id": "articles", "event_id": "events", "person_id": "people"}
"""The table in which an id is the key. Those of ``merges`` stay as they are: the other may be nobody's."""


def linked(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables with the ids of others of them as codes that are places there."""
    known = kinds(tables)
    return {name: coded(name, table, known) for name, table in tables.items()}


def kinds(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.CategoricalDtype]:
    """Of the ids of which these are the own tables the dtype that they have in others: codes are places."""
    return {column: _kind(column, tables) for column, table in OWN.items() if table in tables}


def _kind(column: str, tables: Mapping[str, pd.DataFrame]) -> pd.CategoricalDtype:
    """The dtype that another table has already, if it is that one: pandas looks at each id of a new one."""
    own = pd.Index(tables[OWN[column]][column].array)
    for name, table in tables.items():
        known = table[column].dtype if column in table and name != OWN[column] else None
        if isinstance(known, pd.CategoricalDtype) and known.categories.equals(own):
            return known
    return pd.CategoricalDtype(own)


def coded(name: str, table: pd.DataFrame, known: Mapping[str, pd.CategoricalDtype]) -> pd.DataFrame:
    """A table with the ids of others as codes that are places there; its columns are not copied."""
    ids = {
        column: _coded(table[column], kind)
        for column, kind in known.items()
        if column in table and name not in (OWN[column], "merges")
    }
    columns = {column: table[column].array for column in table} | ids
    return pd.DataFrame(columns, index=table.index, copy=False) if ids else table


def _coded(ids: pd.Series, kind: pd.CategoricalDtype) -> pd.Categorical:
    codes = np.asarray(ids.array.codes, "int32")  # ids.cat.codes would be a copy
    if not ids.cat.categories.equals(kind.categories):  # else they are places already
        known = pa.array(kind.categories, pa.large_string())
        where = pc.index_in(pa.array(ids.cat.categories, pa.large_string()), known).fill_null(-1)
        codes = np.append(where, -1).astype("int32")[codes]
    return pd.Categorical.from_codes(codes, dtype=kind, validate=False)
