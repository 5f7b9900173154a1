"""官员同场: who appears, in what role, with whom?"""

from functools import partial

import streamlit as st

from banmian.charts import officials
from banmian.measures import coappearance, ledger
from pages.common import draw, head, pick, posts, show
from pages.common.correct_people import person as correct
from pages.common.data import View
from pages.common.table import table

WHO = {"all": "所有到场的人", "official": "只看官员"}
WAYS = {"matrix": "方阵", "network": "网络"}
LEDGER = ["paper", "date", "person", "printed", "role", "role_verb", "titles"]
LEDGER += ["list_number", "position", "present", "headline"]


def ties(view: View, kinds: draw.Kinds, way: str) -> None:
    """Who with whom, as a matrix or a network; as GEXF for programs that draw networks."""
    pairs = view.of(draw.pairs, kinds)
    if pairs.empty:
        show.box("到场的只有一人，没有同场可言。")
        return
    figure = view.of(draw.matrix if way == "matrix" else draw.network, kinds, view.mode)
    with show.chart(figure, pairs, way, view, choose=("person", "with"), more="GEXF"):
        show.download("GEXF", partial(draw.gexf, pairs, view.said), way, "gexf", view)


def person(view: View, person_id: str) -> None:
    """One person: appearances in time, companions, printed titles, sentences."""
    own, met = view.of(ledger.ledger, person_id), view.of(coappearance.companions, person_id)
    show.section(own["person"].iloc[0], "、".join(view.of(ledger.titles, person_id)["title"]))
    correct(view, person_id)
    view = view.about(own["person"].iloc[0])
    main, side = show.halves(1, 1)
    with main:
        show.chart(officials.own(own, mode=view.mode), own, "person", view)
    with side:
        if met.empty:
            show.box("所选的报道里没有别人与之同场。")
        else:
            show.chart(officials.companions(met, mode=view.mode), met, "companions", view, choose=("with",))
    posts.career(view, person_id)
    seen, other, title = own, st.query_params.get("with"), "见报原文"
    if other in set(met["person_id"]):
        seen = view.of(ledger.together, person_id, other)
        title = f"与{met.set_index('person_id').loc[other, 'person']}同场"
    show.section(title, f"{seen['article_id'].nunique()} 篇报道")
    show.passages(view.frames, seen, f"person-{person_id}-{other}")


view = head.view()
with st.container(horizontal=True):
    who, way = pick.switch("who", "范围", WHO), pick.switch("ties", "画法", WAYS)
kinds = ("official",) if who == "official" else None
attendance = view.of(ledger.attendance, kinds)
if attendance.empty:
    show.box("所选的报道里没有到场的人。")
    st.stop()
main, side = show.halves(1, 1)
with main:
    dots, roles = view.of(draw.dots, kinds, view.mode), view.of(ledger.roles, kinds)
    show.chart(dots, roles, "roles", view, choose=("person", "with"))
with side:
    ties(view, kinds, way)
listed = pick.listed("person", attendance, "person_id", "person")
names = dict(zip(listed["person_id"], listed["person"], strict=True))
if chosen := pick.one("person", "点一个人，或在此选一个人：看每次露面和原文", names):
    with show.chosen():
        person(view, chosen)
posts.successions(view, chosen)
posts.open_merges(view)
rows = view.of(ledger.in_time, chosen)
show.section("露面台账", f"{len(rows)} 行")
of = view.about(names[chosen]) if chosen else view
table(of, rows, LEDGER, "ledger", partial(ledger.tell, view.frames))
