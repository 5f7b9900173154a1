"""Faults of the pages by kind, each leading to its place."""

import pandas as pd
import streamlit as st

from banmian import schema
from banmian.measures import overview
from pages.common import show
from pages.common.data import View

SHOWN = 8
"""Of a kind, before the rest is only counted."""


def faults(view: View, shown: int = SHOWN) -> None:
    found = view.of(overview.anomalies)
    # As the schema orders them: what a page lacks before what was inferred on nearly every page.
    for _, kind in found.sort_values(
        "kind", key=lambda kinds: kinds.astype("str").map(list(schema.ANOMALY_KINDS).index)
    ).iterrows():
        with st.expander(f"{schema.ANOMALY_KINDS[kind['kind']]}　{kind['n']} 处，{_of(view, kind)}"):
            for _, row in view.of(overview.of_kind, kind["kind"], shown).iterrows():
                if pd.isna(row["article_id"]):
                    show.small(f"{view.library.issues[row['issue_id']]}：{row['detail']}")
                else:
                    show.to_source(row["detail"], row, show.named(row["headline"]))
            if kind["n"] > shown:
                show.small(f"此外还有 {kind['n'] - shown} 处。")


def _of(view: View, kind: pd.Series) -> str:
    """How many have it, of how many: a fault of a page as such is of no article."""
    if kind["articles"]:
        return f"在 {kind['of']} 篇中的 {kind['articles']} 篇"
    return f"在 {len(view.frames.issues)} 期中的 {kind['issues']} 期"
