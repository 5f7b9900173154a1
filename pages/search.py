"""检索: where is it printed?"""

import streamlit as st

from banmian.measures.passages import passages
from banmian.measures.search import search
from pages.common import head, pick, show

view = head.view()
query = pick.text("q", "要找的字词", "任何字词，一个字也可以；几个词用空格隔开，要在同一篇里").strip()
if not query:
    show.box("在上面输入字词，就列出印着它们的每一处。标题和正文都找；空格、换行、全角半角不论。")
    st.stop()
found = view.of(search, query)
if found.articles.empty:
    show.box(f"所选的 {found.of} 篇报道里，没有哪一篇印着“{query}”。")
    st.stop()
show.section(f"“{query}”", f"{found.told()}，近的在前")
view = view.about(query)
show.downloads(lambda: passages(view.frames, found.places), "search", view, "CSV XLSX")
show.passages(view.frames, found.places, f"search-{query}")
