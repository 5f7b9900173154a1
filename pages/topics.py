"""议题频次: what is talked about, how much, since when?"""

import streamlit as st

from banmian.charts import topics as charts
from banmian.measures import topics
from banmian.measures.issues import issues
from pages.common import pick, show
from pages.common.data import measured

WAYS = {"issue_id": "按期", "month": "按月"}
COLUMNS = ["date", "headline", "kind", "share", "rank", "words", "hits"]

view = show.view()
ranked = measured(topics.ranked, view.frames)
if ranked.empty:
    show.box("所选的报道里没有认出议题。")
    st.stop()
way, mode = pick.switch("by", "分组", WAYS), show.mode()
shares = measured(topics.shares, view.frames, way)
groups = measured(issues, view.frames) if way == "issue_id" else None
names = list(ranked["topic"])

main, side = show.halves(1, 1)
with main:
    show.chart(
        charts.heat(shares, ranked, groups, mode=mode), shares, "topics", view, choose=("topic", "group")
    )
with side:
    show.chart(
        charts.ranked(ranked, mode=mode, chosen=st.query_params.get("topic")),
        ranked,
        "ranked",
        view,
        choose=("topic",),
    )

chosen = pick.one(
    "topic", "点一格或一条，或在此选一个议题：看依据词和报道", dict(zip(names, names, strict=True))
)
if chosen:
    main, side = show.halves(1, 1)
    words = measured(topics.words, view.frames, chosen)
    with main:
        over = charts.over_time(shares, [chosen], view.library.topics, groups, mode=mode)
        show.chart(over, shares[shares["topic"] == chosen], "topic", view, choose=("topic", "group"))
    with side:
        show.chart(charts.words(words, mode=mode), words, "words", view, choose=("word",))
    group = next((group for group in shares["group"] if str(group) == st.query_params.get("group")), None)
    behind = measured(topics.articles, view.frames, chosen, group, way)
    show.section(f"谈{chosen}的报道", f"{len(behind)} 篇")
    show.table(behind, COLUMNS, "articles")
    occurrences = measured(topics.occurrences, view.frames, chosen, group, way)
    word = st.query_params.get("word")
    if word in set(occurrences["word"]):
        occurrences = occurrences[occurrences["word"] == word]
    show.section("依据词所在的句子", f"{len(occurrences)} 处")
    show.passages(view.frames, occurrences)
