"""原文: where does it say so? An article with its facts tinted, and its place in the source file."""

import streamlit as st

from banmian.frames import article, facts
from pages.common import ink, pick, show

view = show.view()
chosen = pick.article(view)
found, said = article(view.library.frames, chosen), facts(view.library.frames, chosen)
row = view.library.frames.articles.set_index("article_id").loc[chosen]
page = view.library.frames.pages[str(row["issue_id"])]

where, lit = st.query_params.get("where", "body"), pick.span("span")
if place := pick.span("place"):
    where, lit = "body", ink.body_span(found, place)
with st.container(horizontal=True, vertical_alignment="bottom"):
    kinds = pick.many("marks", "标出", ink.FACTS)
    beside = pick.flag("source", "对照源文件")

left, right = st.columns([3, 2] if beside else [4, 1], gap="large")
with left:
    st.html(ink.reading(found, said, kinds, where, lit or (0, 0)))
    for fault in said.anomalies:
        show.small(fault.detail)
stretches = ink.source_spans(found, lit, where) if lit else list(found.spans)
first = place or (stretches[0] if stretches else (0, 0))
with right:
    show.section("在源文件中")
    show.small(ink.address(page.source, place or (stretches[0][0], stretches[-1][1])))
    if beside:
        st.html(f'<div class="source">{ink.source_text(page.source, found, first)}</div>')
if lit:
    show.scroll()
