"""词云: which words mark each issue?"""

import pandas as pd
import streamlit as st

from banmian.charts import bars, clouds
from banmian.measures import issues, keyness, passages
from banmian.words import stop_words
from pages.common import data, pick, show
from pages.common.data import View, measured

WAYS = {"n": "频次", "lrc": "特征"}
ISSUES, WORDS, BARS = 6, 60, 10
"""How many issues are drawn (the latest), how many words a cloud and a bar list have."""
TOLD = {
    "n": "字的大小按含有该词的报道篇数；同一篇里重复多少次都只算一篇。",
    "lrc": "字的大小按该词在本期比其余各期至少多出多少（对数比的保守下限 LRC，95 %，经多重比较校正）。",
    "z": "期数或篇数太少，没有一个词的差别经得起检验；下面按加权对数优势 z 排列，只供翻查。",
}


def weighed(view: View, way: str, stop: frozenset[str]) -> tuple[str, dict[str, pd.DataFrame]]:
    """Words of the latest issues, heaviest first, and the column that weighs them."""
    shown = list(measured(issues.issues, view.frames)["issue_id"])[: -ISSUES - 1 : -1]
    if way == "n":
        return way, {issue: measured(keyness.frequency, view.frames, issue, stop=stop) for issue in shown}
    table = measured(keyness.keyness, view.frames, stop=stop)
    weight = "lrc" if table["enough"].any() else "z"
    table = table[table[weight] > 0].sort_values([weight, "word"], ascending=[False, True])
    return weight, {issue: table[table["group"] == issue] for issue in shown}


def one(issue: str, words: pd.DataFrame, cloud: clouds.Cloud, way: str, view: View) -> None:
    """A cloud beside its ten words, and what can be taken away."""
    title = f"{view.library.issues[issue]} 词云"
    show.section(
        view.library.issues[issue],
        f"{len(cloud.words)} 个词" + (f"；放不下的：{'、'.join(cloud.dropped)}" if cloud.dropped else ""),
    )
    left, right = show.halves(3, 2)
    with left:
        st.image(clouds.svg(cloud, title), width="stretch", alt=title)
        with show.downloads(words, f"cloud-{issue}", view):
            show.download("PNG", lambda: clouds.png(cloud), f"cloud-{issue}", "png", view)
            show.download("SVG", lambda: clouds.svg(cloud, title).encode(), f"cloud-{issue}", "svg", view)
    with right:
        show.chart(
            bars.words(words, by=way, top=BARS, mode=show.mode()),
            words.head(BARS),
            f"words-{issue}",
            view,
            choose=("word",),
        )


view = show.view()
left, right = st.columns(2, vertical_alignment="bottom")
with left:
    way = pick.switch("by_words", "大小按", WAYS)
with right:
    more, fewer = (
        pick.words("hide", "另外不看的词"),
        pick.words("keep", "停用词里仍要看的词", sorted(stop_words())),
    )
stop = (stop_words() | set(more)) - set(fewer)
way, tables = weighed(view, way, stop)
weights = {
    issue: tuple(table.head(WORDS)[["word", way]].itertuples(index=False, name=None))
    for issue, table in tables.items()
}
if not any(weights.values()):
    show.box("只有一期，没有别的版面可比，特征词不足以判断。" if way != "n" else "所选的报道里没有可数的词。")
    st.stop()
show.small(TOLD[way] + f"已去掉 {len(stop)} 个停用词，以及人名、职务和署名。")

every = pd.concat(tables.values())["word"].drop_duplicates().head(500)
word = pick.one("word", "点一个词条，或在此选一个词：看它所在的句子", dict(zip(every, every, strict=True)))
if word:
    found = passages.of_word(view.frames, word)
    show.section(f"“{word}”", f"{found['article_id'].nunique()} 篇 {len(found)} 处")
    show.passages(view.frames, found)
for issue, cloud in data.clouds(weights, show.mode()).items():
    one(issue, tables[issue], cloud, way, view)
