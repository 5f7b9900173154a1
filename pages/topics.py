"""议题频次: what is talked about, how much, since when?"""

from functools import partial

import pandas as pd
import streamlit as st

from banmian.charts import topics as charts
from banmian.measures import topics
from banmian.measures.groups import grouped
from pages.common import draw, head, pick, show
from pages.common.correct_words import topic as correct
from pages.common.data import View
from pages.common.phrases import phrases
from pages.common.table import table

WAYS = {"issue_id": "按期", "month": "按月", "year": "按年"}
COLUMNS = ["paper", "date", "headline", "kind", "share", "rank", "words", "hits"]


def topic(view: View, name: str, way: str) -> None:
    """The chosen topic: its course, its words, the articles and the sentences."""
    words, groups = view.of(topics.words, name), view.of(grouped, way)[1]
    course = view.of(draw.course, name, way, view.library.topics, view.mode)
    view = view.about(name)
    correct(view, name, words["word"].to_list())
    main, side = show.halves(1, 1)
    with main:
        show.chart(course, partial(shares, view, way, name), "topic", view, choose=("topic", "group"))
    with side:
        show.chart(charts.words(words, mode=view.mode), words, "words", view, choose=("word",))
    group = next(iter(groups[groups.astype("str") == st.query_params.get("group")]), None)
    behind = view.of(topics.articles, name, group, way)
    show.section(f"谈{name}的报道", f"{len(behind)} 篇")
    table(view, behind, COLUMNS, "articles")
    seen = view.of(topics.occurrences, name, group, way)
    word = st.query_params.get("word")
    seen = seen[seen["word"] == word] if (seen["word"] == word).any() else seen
    show.section("依据词所在的句子", f"{len(seen)} 处")
    show.passages(view.frames, seen, f"topic-{name}-{group}-{word}")


def shares(view: View, way: str, name: str | None = None) -> pd.DataFrame:
    """The shares behind a chart, of all groups, for its files."""
    rows = view.of(topics.shares, way)
    return rows if name is None else rows[rows["topic"] == name]


view = head.view()
ranked = view.of(topics.ranked)
if ranked.empty:
    show.box("所选的报道里没有认出议题。")
    phrases(view)
    st.stop()
way = pick.switch("by", "分组", WAYS)
main, side = show.halves(1, 1)
with main:
    figure = view.of(draw.heat, way, view.mode)
    show.chart(figure, partial(shares, view, way), "topics", view, choose=("topic", "group"))
with side:
    bars = view.of(draw.ranked, st.query_params.get("topic"), view.mode)
    show.chart(bars, ranked, "ranked", view, choose=("topic", "group"))
names = dict(zip(ranked["topic"], ranked["topic"], strict=True))
if chosen := pick.one("topic", "点一格或一条，或在此选一个议题：看依据词和报道", names):
    with show.chosen():
        topic(view, chosen, way)
phrases(view)
