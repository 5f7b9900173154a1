"""The dashboard: the pages in their order, the head and the filters of every page."""

from pathlib import Path

import streamlit as st

from banmian.errors import BanmianError
from pages.common import data, head, pick, show

PAGES = (
    ("overview", "总览", "newspaper", "这一期有什么新东西？"),
    ("timeline", "会议时间线", "event_note", "谁在什么时候主持了什么会？"),
    ("topics", "议题频次", "bar_chart", "谈什么，谈多少，从什么时候开始谈？"),
    ("officials", "官员同场", "groups", "谁露面，以什么身份，和谁同场？"),
    ("clouds", "词云", "cloud", "每一期的标记词是哪些？"),
    ("search", "检索", "search", "哪里印着这些字？"),
    ("reader", "原文", "article", "原文是怎么写的？"),
    ("library", "资料库", "inventory_2", "收了哪些版面，读得怎么样，改过什么？"),
)

# An icon of our own: Streamlit fetches the Material ones from another host.
ICON = Path(__file__).parent / "pages" / "common" / "icon.svg"

st.set_page_config(page_title="版面", page_icon=ICON, layout="wide")
head.paper()
pages = [
    st.Page(
        f"pages/{name}.py", title=title, icon=f":material/{icon}:", url_path=name, default=name == "overview"
    )
    for name, title, icon, _ in PAGES
]
page = st.navigation(pages)
try:
    library = data.library(pick.folder())
    if library.frames.issues.empty and page is not pages[-1]:
        head.nothing_to_read(library)
        st.stop()
    nonsense = pick.filters(library)
    if page is not pages[0]:
        head.title(page.title, PAGES[pages.index(page)][3])
    head.refused(library)
    for sentence in nonsense:
        show.small(sentence)
    with head.over(library):
        page.run()
except BanmianError as error:
    show.box(str(error))
