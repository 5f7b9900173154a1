"""词云: which words mark each issue?"""

import pandas as pd
import streamlit as st

from banmian.charts import bars, clouds
from banmian.measures import passages
from pages.common import draw, head, pick, show
from pages.common.cloud import cloud as draw_cloud
from pages.common.correct_words import word as correct
from pages.common.data import View

WAYS = {"n": "频次", "lrc": "特征"}
UNITS = {"n": " 篇"}
TOLD = {
    "n": "字的大小按含有该词的报道篇数；同一篇里重复多少次都只算一篇。",
    "lrc": "字的大小按该词在本期比其余各期至少多出多少（对数比的保守下限 LRC，95 %，经多重比较校正）。",
    "z": "期数或篇数太少，没有一个词的差别经得起检验；下面按加权对数优势 z 排列，只供翻查。",
}


def one(issue: str, words: pd.DataFrame, cloud: clouds.Cloud, way: str, view: View) -> None:
    """A cloud beside its ten words, and what can be taken away."""
    name, title = f"cloud-{issue}", f"{view.library.issues[issue]} 词云"
    view = view.about(view.library.issues[issue])
    dropped = f"；放不下的：{'、'.join(cloud.dropped)}" if cloud.dropped else ""
    show.section(view.library.issues[issue], f"{len(cloud.words)} 个词{dropped}")
    left, right = show.halves(3, 2)
    with left:
        draw_cloud(cloud, title, UNITS.get(way, ""), name, choose="word")
        with show.downloads(words, name, view, "PNG SVG CSV XLSX"):
            show.download("PNG", lambda: clouds.png(cloud), name, "png", view)
            show.download("SVG", lambda: clouds.svg(cloud, title).encode(), name, "svg", view)
    with right:
        figure = bars.words(words, by=way, mode=view.mode)
        show.chart(figure, words.head(10), f"words-{issue}", view, choose=("word",))


def printed(word: str, view: View) -> None:
    """The sentences with the chosen word."""
    having = view.of(passages.having, word)
    count = int(having["count"].sum())
    show.section(f"“{word}”", f"{len(having)} 篇 {count} 处")
    first = show.turned(count, f"word-{word}")
    seen = view.of(passages.of_word, word, first + show.SPANS)
    show.passages(view.frames, seen.iloc[first:], f"word-{word}-{first}")


view = head.view()
switch, hidden, kept = st.columns([1, 2, 2], vertical_alignment="bottom")
with switch:
    asked = pick.switch("by_words", "大小按", WAYS)
with hidden:
    more = tuple(pick.words("hide", "另外不看的词"))
with kept:
    fewer = tuple(pick.words("keep", "停用词里仍要看的词", sorted(view.frames.stop)))
way, tables = view.of(draw.weighed, asked, more, fewer)
drawings = view.of(draw.clouds, asked, more, fewer, view.mode)
if not drawings:
    show.box("所选的报道里没有可数的词。" if way == "n" else "只有一期，没有别的版面可比，特征词不足以判断。")
    st.stop()
show.small(f"{TOLD[way]}已去掉停用词、人名、职务和署名。")
if (every := len(view.frames.issues)) > draw.ISSUES:
    show.small(f"只列最近 {draw.ISSUES} 期，共 {every} 期；看别的期，在左边的“版面”里选。")
if thin := [view.library.issues[issue] for issue in tables if issue not in drawings]:
    show.small(f"{'、'.join(thin)}：没有一个词的差别经得起检验，不足以判断，没有画。")
listed = pd.concat(tables.values())["word"].drop_duplicates().head(500)
word = pick.one("word", "点一个词，或在此选一个词：看它所在的句子", dict(zip(listed, listed, strict=True)))
correct(view, word)
if word:
    with show.chosen():
        printed(word, view)
for issue, cloud in drawings.items():
    one(issue, tables[issue], cloud, way, view)
