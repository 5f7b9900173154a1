"""质量: which issues are there, and which seem to be missing."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from banmian import schema
from banmian.measures import gaps
from pages.common import show
from pages.common.data import View
from pages.common.days import strip
from pages.common.ink import escape

DAYS, PAPERS, PAGES = 60, 40, 40
"""Missing days of a paper, papers, and pages without a paper or a day, that are named."""
LACKS = {"报名": "paper", "出版日期": "publication_date"}


def covered(view: View) -> None:
    """The days that issues tell of, and paper by paper the days of publication that seem to be missing."""
    strip(view)
    papers, rhythm, missing = (view.of(measure) for measure in (gaps.papers, gaps.rhythm, gaps.missing))
    told = papers["missing"].notna()
    for paper in papers[told].head(PAPERS).itertuples():
        days = rhythm[rhythm["paper"] == paper.paper]
        _paper(paper.paper, paper, days, missing.loc[missing["paper"] == paper.paper, "date"])
    if len(thin := papers[~told]):
        names = [f"{name} {n} 天" for name, n in zip(thin["paper"], thin["n"], strict=True)]
        more = f"等 {len(names)} 种报纸" if len(names) > PAPERS else ""
        show.small(f"{'、'.join(names[:PAPERS])}{more}：版面太少或太稀，逢星期几出报、缺不缺期都不足以判断。")
    if len(missing):
        show.downloads(missing, "missing", view, "CSV XLSX")
    _nameless(view, view.of(gaps.unplaced))


def _nameless(view: View, pages: pd.DataFrame) -> None:
    """The pages that stand outside, each leading to where it can be said what it is."""
    if pages.empty:
        return
    lacking = f"{len(pages)} 版（共 {len(view.frames.issues)} 版）看不出报名或出版日期，缺不缺期无从判断"
    with st.expander(lacking):
        show.small("逐版：点开后用“更正”注明。整批：在“导入”里填上报名，把这些文件再放入一次，记作更正。")
        articles = view.frames.articles
        for page in pages.head(PAGES).itertuples():
            lacks = [name for name, said in LACKS.items() if pd.isna(getattr(page, said))]
            first = articles.loc[articles["issue_id"] == page.issue_id, ["article_id"]]
            if len(first):
                label = f"{view.library.issues[page.issue_id]}　{page.source}"
                show.to_article(label, first.iloc[0], f"缺{'、'.join(lacks)}")
        if len(pages) > PAGES:
            show.small(f"只列前 {PAGES} 版。")


def _paper(name: str, span: pd.Series, days: pd.DataFrame, missing: pd.Series) -> None:
    """When a paper comes out, as far as that can be told, and on which of these days no issue is there."""
    weekdays = {
        verdict: "、".join(schema.WEEKDAYS[str(day)] for day in rows["weekday"])
        for verdict, rows in days.groupby("rhythm")
    }
    thin = f"，{weekdays['thin']}不足以判断" if "thin" in weekdays else ""
    period = f"{show.day(span.first_date)}至{show.day(span.last_date)}有 {span.n} 天的版面"
    named = "、".join(show.day(day) for day in missing.head(DAYS)) + ("等" if len(missing) > DAYS else "")
    lacking = f"似缺 {len(missing)} 天：{named}" if len(missing) else "没有看出缺期"
    said = f"{period}；{weekdays['printed']}出报{thin}；{lacking}。"
    st.html(f'<p class="small"><strong>{escape(name)}</strong>　{escape(said)}</p>')
