"""官员同场: who appears, in what role, with whom?"""

import pandas as pd
import streamlit as st

from banmian.charts import officials, together
from banmian.exports.network import gexf
from banmian.measures import coappearance, ledger
from pages.common import pick, show
from pages.common.data import View, measured

WHO = {"official": "只看官员", "all": "所有到场的人"}
WAYS = {"matrix": "方阵", "network": "网络"}
LEDGER = [
    "date",
    "person",
    "printed",
    "role",
    "role_verb",
    "titles",
    "list_number",
    "position",
    "present",
    "headline",
]
PAIRS = ["name_a", "name_b", "observed", "expected", "difference", "n_a", "n_b", "of", "q", "verdict"]


def ties(view: View, pairs: pd.DataFrame, way: str) -> None:
    """Who with whom, as a matrix or a network; as GEXF for programs that draw networks."""
    if pairs.empty:
        show.box("到场的只有一人，没有同场可言。")
        return
    cells = coappearance.matrix(pairs) if way == "matrix" else pairs
    draw = together.matrix if way == "matrix" else together.network
    with show.chart(draw(cells, mode=show.mode()), cells, way, view, choose=("person", "with")):
        show.download("GEXF", lambda: gexf(pairs, view.said), way, "gexf", view)


def person(view: View, person_id: str) -> None:
    """One person: appearances in time, companions, printed titles, sentences."""
    own = measured(ledger.ledger, view.frames, person_id)
    met = measured(coappearance.companions, view.frames, person_id)
    show.section(own["person"].iloc[0], "、".join(measured(ledger.titles, view.frames, person_id)["title"]))
    main, side = show.halves(1, 1)
    with main:
        show.chart(officials.own(own, mode=show.mode()), own, "person", view)
    with side:
        if met.empty:
            show.box("所选的报道里没有别人与之同场。")
        else:
            show.chart(
                officials.companions(met, mode=show.mode()), met, "companions", view, choose=("person",)
            )
    show.passages(view.frames, own)


view = show.view()
with st.container(horizontal=True):
    who, way = pick.switch("who", "范围", WHO), pick.switch("ties", "画法", WAYS)
kinds = ("official",) if who == "official" else None
attendance = measured(ledger.attendance, view.frames, kinds)
if attendance.empty:
    show.box("所选的报道里没有到场的人。")
    st.stop()

main, side = show.halves(1, 1)
with main:
    roles = measured(ledger.roles, view.frames, kinds)
    show.chart(officials.roles(roles, attendance, mode=show.mode()), roles, "roles", view, choose=("person",))
with side:
    ties(view, measured(coappearance.pairs, view.frames, kinds=kinds), way)

names = dict(zip(attendance["person_id"], attendance["person"], strict=True))
chosen = pick.one("person", "点一个人，或在此选一个人：看每次露面和原文", names)
if chosen:
    person(view, chosen)
rows = measured(ledger.ledger, view.frames, chosen)
show.section("露面台账", f"{len(rows)} 行")
show.table(rows, LEDGER, "ledger")
