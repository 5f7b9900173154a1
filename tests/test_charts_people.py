"""Charts of who was where and with whom, by value."""

from __future__ import annotations

import pandas as pd

from banmian import schema
from banmian.charts import network, officials, together
from banmian.charts.colours import PALETTES, category_colours
from banmian.measures import ledger
from tests.drawings import FRAMES, points


def test_colours_come_from_the_full_vocabulary():
    colours = category_colours(schema.ROLES, "light")
    everyone, someone = ledger.roles(FRAMES), ledger.roles(FRAMES).query("person == '丙'")
    for frame in (everyone, someone):
        figure = officials.roles(frame, ledger.attendance(FRAMES))
        for trace in figure.data:
            if trace.name:
                code = next(role for role, label in schema.ROLES.items() if label == trace.name)
                assert trace.marker.color == colours[code]
    assert len(set(list(colours.values())[:7])) == 7
    assert colours["mention"] == PALETTES["light"].muted, "the eighth"


def test_a_dot_is_an_event():
    roles, attendance = ledger.roles(FRAMES), ledger.attendance(FRAMES)
    figure = officials.roles(roles, attendance)
    dots = [who for trace in figure.data if trace.customdata is not None for who in trace.customdata]
    assert {who: dots.count(who) for who in set(dots)} == dict(
        zip(attendance["person_id"], attendance["n"], strict=True)
    )
    assert "丁" not in str(figure.layout.yaxis.ticktext), "only mentioned"


def test_own_events_tell_presence_from_mention():
    marks = officials.own(ledger.ledger(FRAMES, "丁")).data[0]
    assert list(marks.marker.color) == [PALETTES["light"].paper]
    marks = officials.own(ledger.ledger(FRAMES, "乙")).data[0]
    assert PALETTES["light"].paper not in marks.marker.color
    assert len(marks.x) == 4


def test_the_matrix_shows_observed_below_and_difference_above():
    frame = pd.DataFrame(
        [
            (0, 1, "甲", "乙", 6, 3.2, 2.8, 0.01, "more"),
            (1, 0, "乙", "甲", 6, 3.2, 2.8, 0.01, "more"),
            (0, 2, "甲", "丙", 1, 1.02, -0.02, 0.9, "expected"),
            (2, 0, "丙", "甲", 1, 1.02, -0.02, 0.9, "expected"),
            (1, 2, "乙", "丙", 0, 0.1, -0.1, None, "thin"),
            (2, 1, "丙", "乙", 0, 0.1, -0.1, None, "thin"),
        ],
        columns=["row", "col", "name_row", "name_col", "observed", "expected", "difference", "q", "verdict"],
    ).assign(person_row=lambda table: table["name_row"], person_col=lambda table: table["name_col"])
    grid = together.matrix(frame).data[0]
    told = {tuple(chosen): text for chosen, text in zip(grid.customdata, grid.text, strict=True)}
    assert told == {
        ("甲", "乙"): "+2.8", ("甲", "丙"): "0", ("乙", "丙"): "",
        ("乙", "甲"): "6", ("丙", "甲"): "1", ("丙", "乙"): "",
    }  # fmt: skip


def ties() -> pd.DataFrame:
    rows = [
        ("甲", "乙", 9, "more"),
        ("甲", "丙", 2, "expected"),
        ("乙", "丙", 1, "thin"),
        ("丁", "戊", 1, "thin"),
    ]
    return pd.DataFrame(rows, columns=["person_a", "person_b", "observed", "verdict"]).assign(
        name_a=lambda table: table["person_a"], name_b=lambda table: table["person_b"],
        n_a=9, n_b=9, expected=1.5, q=0.2,
    )  # fmt: skip


def test_ties_are_thick_by_joint_events_and_faint_unless_more_than_expected():
    figure = network.network(ties())
    lines = {
        (trace.line.color, trace.line.width): len(trace.x) // 3
        for trace in figure.data
        if trace.mode == "lines"
    }
    assert lines[PALETTES["light"].ink, 5.0] == 1
    assert sorted(width for colour, width in lines if colour != PALETTES["light"].ink) == [0.6]
    assert sum(lines.values()) == 4
    assert sorted(chosen for chosen in points(figure) if isinstance(chosen, str)) == [
        "丁",
        "丙",
        "乙",
        "戊",
        "甲",
    ]


def test_the_network_is_drawn_the_same_whatever_the_order_of_its_rows():
    shuffled = ties().sample(frac=1, random_state=3)
    assert network.network(ties()).to_json() == network.network(shuffled).to_json()
