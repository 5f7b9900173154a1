"""官员同场: who appears, in what role, with whom?"""

import streamlit as st

from banmian.charts import officials, together
from banmian.exports.network import gexf
from banmian.measures import coappearance, ledger, passages
from pages.common import pick, show
from pages.common.data import View

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


def person(view: View, person_id: str) -> None:
    """One person: appearances in time, companions, printed titles, sentences."""
    own, met = ledger.ledger(view.frames, person_id), coappearance.companions(view.frames, person_id)
    show.section(own["person"].iloc[0], "、".join(ledger.titles(view.frames, person_id)["title"]))
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
    show.passages(passages.passages(view.frames, own))


view = show.view()
kinds = ("official",) if pick.switch("who", "范围", WHO) == "official" else None
attendance = ledger.attendance(view.frames, kinds)
if attendance.empty:
    show.box("所选的报道里没有到场的人。")
    st.stop()
pairs = coappearance.pairs(view.frames, kinds=kinds)

main, side = show.halves(1, 1)
with main:
    roles = ledger.roles(view.frames, kinds)
    show.chart(officials.roles(roles, attendance, mode=show.mode()), roles, "roles", view, choose=("person",))
with side:
    way = pick.switch("ties", "画法", WAYS)
    if pairs.empty:
        show.box("到场的只有一人，没有同场可言。")
    elif way == "matrix":
        cells = coappearance.matrix(pairs)
        show.chart(together.matrix(cells, mode=show.mode()), cells, "matrix", view, choose=("person", "with"))
    else:
        show.chart(
            together.network(pairs, mode=show.mode()), pairs, "network", view, choose=("person", "with")
        )
    if len(pairs):
        show.download("GEXF", lambda: gexf(pairs, show.said(view)), "network", "gexf", view)

names = dict(zip(attendance["person_id"], attendance["person"], strict=True))
chosen = pick.one("person", "点一个人，或在此选一个人，看其每次露面和原文", names)
if chosen:
    person(view, chosen)
rows = ledger.ledger(view.frames, chosen)
show.section("露面台账", f"{len(rows)} 行")
show.table(rows, LEDGER, "ledger")
