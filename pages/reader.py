"""原文: where does it say so? An article with its facts tinted, and its place in the source file."""

import pandas as pd
import streamlit as st

from banmian import continuations, schema
from banmian.frames import article, facts, place
from banmian.measures import ledger
from pages.common import head, ink, pick, show
from pages.common.correct_report import report

view = head.view()
whole = view.library.frames
chosen = pick.article(view)
if st.query_params.get("article", chosen) != chosen:
    show.small("本库没有网址所指的报道，下面是最近的一篇。")
    for key in ("article", "span", "place", "on"):
        pick.remember(key, None)
found, said = article(whole, chosen), facts(whole, chosen)
row = whole.articles.iloc[place(whole.events["article_id"], chosen)]
parts = continuations.parts(found, whole.pages)
home = str(row["issue_id"])
sources = {issue_id: whole.pages[issue_id].source for issue_id in parts}

where, lit = st.query_params.get("where", "body"), pick.span("span") or (0, 0)
page = st.query_params.get("on", home)
if page in parts and (place := ink.seam(sources[page].text, pick.span("place"))):
    where, lit = "body", ink.body_span(found, continuations.lifted(found, page, place))
else:
    seen = ink.source_span(found, lit, where)
    page, place = continuations.printed(found, seen) if seen else (home, None)
with st.container(horizontal=True, vertical_alignment="bottom", key="legend"):
    kinds = pick.many("marks", "标出", ink.FACTS, [kind for kind in ink.FACTS if kind != "topics"])
    beside = pick.flag("source", "对照源文件")
    report(view, found, said, lit if where == "body" else (0, 0))

left, right = st.columns([3, 2], gap="medium")
with left:
    when = (
        ""
        if pd.isna(row["date"])
        else f" · {show.day(row['date'])}{'' if pd.isna(row['part_of_day']) else row['part_of_day']}"
    )
    part = pick.part(ink.parts(found), lit[0] // ink.LONGEST, chosen)
    st.html(ink.reading(found, said, kinds, where, lit, part=part))
    page_of = whole.articles[whole.articles["issue_id"] == home].sort_values("number", ignore_index=True)
    at = page_of.index[page_of["article_id"] == chosen][0]
    for lead, near in (("本版上一篇", at - 1), ("本版下一篇", at + 1)):
        if near in page_of.index:
            show.to_article(show.named(page_of["headline"][near]), page_of.loc[near, ["article_id"]], lead)
with right:
    show.small(
        f"{show.issue(whole.issues.set_index('issue_id').loc[home])} · {schema.ARTICLE_KINDS[row['kind']]}{when}"
    )
    for issue_id, part in parts.items():
        show.small(ink.address(sources[issue_id], (part.spans[0][0], part.spans[-1][1])))
    if place:
        show.small(f"所标一处：{ink.address(sources[page], place)}")
    if beside:
        st.html(f'<div class="source">{ink.source_text(sources[page], parts[page], place)}</div>')
    else:
        show.people(ledger.named_in(whole, chosen))
        for detail in whole.anomalies.loc[whole.anomalies["article_id"] == chosen, "detail"]:
            show.small(detail)
if place:
    show.scroll()
