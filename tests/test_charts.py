"""Charts, by value: a figure says what its rows say, escaped, in colours that stay."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.elements import plotly_chart

from banmian import schema
from banmian.charts import bars, calendar, labels, officials, series, timeline, together, toolbar, topics
from banmian.charts.colours import PALETTES, Mode, category_colours, contrast, ink_on, shade
from banmian.frames import Frames
from banmian.measures import coappearance, coverage, issues, keyness, ledger
from banmian.measures import timeline as times
from banmian.measures import topics as talk
from tests.library import issue, library, person, report, topic

HOSTILE = "<a href=javascript:alert(1)>$x$ & 很长很长很长很长很长很长很长很长很长很长的名字</a>"
CASES = tomllib.loads((Path(__file__).parent / "cases" / "labels.toml").read_text("utf-8"))["case"]
MODES: tuple[Mode, ...] = ("light", "dark")
TOPICS = ["党的建设", "经济运行", "生态环保"]


def meeting(day: str, ordinal: int | None, *people, headline: str = "例会", series: str = "例会", **facts):
    number = (int(day[:4]), ordinal) if ordinal else None
    return report("工业很好。", headline, day, *people, series=series, ordinal=number, **facts)


def about(*names: str) -> tuple:
    return tuple(topic(name, 1 / len(names), ("工业", "body", (0, 2))) for name in names)


OLD = issue(
    "old",
    meeting("2025-11-03", 38, person("甲", "chair"), person("乙"), topics=about("经济运行")),
    meeting("2025-11-05", 39, person("甲", "chair"), person("乙"), topics=about("经济运行", "生态环保")),
)
NEW = issue(
    "new",
    meeting("2025-12-10", 42, person("乙", "chair"), person("丙"), topics=about("生态环保")),
    report("调研。", "调研", "2025-12-11", person("乙", "inspect"), person("丁", "mention", present=False), kind="inspection"),
    report("无日期。", "座谈", None, person("甲", "chair"), kind="talks"),
)  # fmt: skip
FRAMES, EMPTY = library(OLD, NEW), library()


def hostile_library() -> Frames:
    people = person(HOSTILE, "chair", titles=[HOSTILE]), person(HOSTILE + "二"), person("甲")
    reports = [
        meeting(day, 3, *people, headline=HOSTILE, series=HOSTILE, topics=about(HOSTILE), name=HOSTILE)
        for day in ("2025-11-03", "2025-11-12")
    ]
    return library(issue("hostile", *reports))


def pairs(frames: Frames) -> pd.DataFrame:
    return coappearance.pairs(frames)


def first_person(frames: Frames) -> str:
    attendance = ledger.attendance(frames)
    return attendance["person_id"].iloc[0] if len(attendance) else "nobody"


def first_topic(frames: Frames) -> str:
    ranked = talk.ranked(frames)
    return ranked["topic"].iloc[0] if len(ranked) else TOPICS[0]


Drawing = Callable[[Frames, Mode], go.Figure]
DRAWINGS: dict[str, Drawing] = {
    "lanes by kind": lambda f, mode: timeline.lanes(times.events(f), times.series(f), coverage.weeks(f), mode=mode),
    "lanes by leader": lambda f, mode: timeline.lanes(
        times.events(f), times.series(f), coverage.weeks(f), by="leader", mode=mode
    ),
    "rates": lambda f, mode: timeline.rates(times.rates(f), mode=mode),
    "ordinals": lambda f, mode: series.ordinals(times.series(f), mode=mode),
    "calendar": lambda f, mode: calendar.strip(coverage.days(f), mode=mode),
    "heat": lambda f, mode: topics.heat(talk.shares(f), talk.ranked(f), issues.issues(f), mode=mode),
    "heat of months": lambda f, mode: topics.heat(talk.shares(f, by="month"), talk.ranked(f), mode=mode),
    "ranked topics": lambda f, mode: topics.ranked(talk.ranked(f), mode=mode),
    "over time": lambda f, mode: topics.over_time(
        talk.shares(f), [first_topic(f)], [first_topic(f), *TOPICS], issues.issues(f), mode=mode
    ),
    "evidence": lambda f, mode: topics.words(talk.words(f, first_topic(f)), mode=mode),
    "roles": lambda f, mode: officials.roles(ledger.roles(f), ledger.attendance(f), mode=mode),
    "own": lambda f, mode: officials.own(ledger.ledger(f, first_person(f)), mode=mode),
    "companions": lambda f, mode: officials.companions(coappearance.companions(f, first_person(f)), mode=mode),
    "matrix": lambda f, mode: together.matrix(coappearance.matrix(pairs(f)), mode=mode),
    "network": lambda f, mode: together.network(pairs(f), mode=mode),
    "words": lambda f, mode: bars.words(keyness.frequency(f), by="n", mode=mode),
}  # fmt: skip
NAMELESS = {"rates", "calendar", "words"}
"""They show no name, or words that the segmentation has cut."""
drawings = pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS.keys())


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name != "customdata":  # Ids are never shown.
                yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def points(figure: go.Figure) -> list[object]:
    """What choosing can give, over all traces."""
    return [
        chosen
        for trace in figure.data
        for chosen in (trace.customdata if trace.customdata is not None else ())
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_labels(case: dict[str, str]):
    assert (labels.plain(case["text"]), labels.short(case["text"])) == (case["plain"], case["short"])


def test_missing_facts_are_left_out_of_the_hover_text():
    assert (
        labels.hover("例会", ("主持", None), ("日期", labels.day(pd.NaT)), ("议程", float("nan")))
        == "<b>例会</b>"
    )
    assert (
        labels.hover("例会", ("日期", labels.day(pd.Timestamp("2026-03-06"))))
        == "<b>例会</b><br>日期：2026年3月6日"
    )


@pytest.mark.parametrize("name", DRAWINGS)
def test_printed_text_cannot_become_markup(name: str):
    figure = json.loads(DRAWINGS[name](hostile_library(), "light").to_json())
    del figure["layout"]["meta"]  # The caption, which Plotly does not draw.
    shown = list(strings(figure))
    assert any("&lt;a" in text for text in shown) == (name not in NAMELESS)
    for text in shown:
        assert not re.search(r"[<>$]|&(?!amp;|lt;|gt;|#36;)", re.sub(r"</?b>|<br>", "", text))


@drawings
@pytest.mark.parametrize("mode", MODES)
def test_our_template_and_no_placeholder_of_streamlit(draw: Drawing, mode: Mode):
    assert (
        plotly_chart.configure_streamlit_plotly_theme
    )  # Imported: Plotly's default template is Streamlit's now.
    figure = draw(FRAMES, mode)
    assert not re.search(r"#0000[0-9a-f]{2}\b", figure.to_json(), re.IGNORECASE)
    assert figure.layout.template.layout.paper_bgcolor == PALETTES[mode].paper


@drawings
def test_a_figure_names_what_it_shows_and_how_it_was_counted(draw: Drawing):
    layout = draw(FRAMES, "light").layout
    assert re.search(r"\d", layout.title.subtitle.text), "a denominator"
    assert layout.meta["caption"].endswith("。")
    assert len(layout.title.text) <= 20, "fits a telephone"
    assert 220 <= layout.height <= 460


@drawings
def test_an_empty_frame_draws_nothing(draw: Drawing):
    assert points(draw(EMPTY, "light")) == []


def test_lanes_carry_each_dated_event_once():
    events = times.events(FRAMES)
    figure = timeline.lanes(events, times.series(FRAMES), coverage.weeks(FRAMES))
    earlier, latest = figure.data[2], figure.data[3]
    dated = events[events["date"].notna()]
    for marks, rows in ((earlier, dated[~dated["latest"]]), (latest, dated[dated["latest"]])):
        assert list(marks.customdata) == list(rows["event_id"])
        assert list(marks.x) == list(rows["date"])
        assert list(marks.text) == ["" if pd.isna(ordinal) else str(ordinal) for ordinal in rows["ordinal"]]
    assert latest.marker.color == PALETTES["light"].accent
    assert figure.layout.title.subtitle.text == "5 件，见于 2 期，另有 1 件无日期未画"
    assert figure.layout.yaxis.ticktext == ("会议", "调研")


def test_only_meetings_known_to_follow_each_other_are_joined_by_a_solid_line():
    events = times.events(FRAMES).set_index("event_id")["date"]
    solid, dotted = timeline.lanes(times.events(FRAMES), times.series(FRAMES), coverage.weeks(FRAMES)).data[
        :2
    ]
    ids = list(events.sort_values().index)
    assert list(solid.x) == [events[ids[0]], events[ids[1]], None], "38 and 39"
    assert list(dotted.x) == [events[ids[1]], events[ids[2]], None], "39 and 42"
    assert (solid.line.dash, dotted.line.dash) == ("solid", "dot")


def test_the_series_say_how_many_meetings_are_missing():
    figure = series.ordinals(times.series(FRAMES))
    gaps, rings = figure.data[2], figure.data[3]
    assert list(gaps.text) == ["缺 2 次"]
    assert list(rings.text) == ["38", "39", "42"]


def test_weeks_without_a_page_are_drawn_as_such():
    weeks = coverage.weeks(FRAMES)
    ribbon = timeline.lanes(times.events(FRAMES), times.series(FRAMES), weeks).data[4]
    palette = PALETTES["light"]
    assert list(ribbon.marker.color) == [
        palette.muted if covered else palette.raised for covered in weeks["covered"]
    ]


def test_the_calendar_has_a_cell_a_day():
    days = coverage.days(FRAMES)
    grid = calendar.strip(days).data[0]
    assert list(grid.customdata) == [date.date().isoformat() for date in days["date"]]
    assert list(grid.y) == list(days["date"].dt.day_of_week)
    empty = [colour == PALETTES["light"].paper for colour in grid.marker.color]
    assert empty == [not covered for covered in days["covered"]]


def test_a_long_calendar_has_a_cell_a_week():
    days = pd.DataFrame({"date": pd.date_range("2024-01-01", "2025-12-31"), "covered": False, "events": 0})
    days.loc[9, ["covered", "events"]] = [True, 3]
    grid = calendar.strip(days).data[0]
    assert set(grid.y) == {0, 1}
    filled = [
        place
        for place, colour in zip(grid.customdata, grid.marker.color, strict=True)
        if colour != PALETTES["light"].paper
    ]
    assert filled == ["2024-01-08"]  # fmt: skip


def test_heat_prints_counts_in_cells_that_can_be_chosen():
    shares = talk.shares(FRAMES)
    grid = topics.heat(shares, talk.ranked(FRAMES), issues.issues(FRAMES)).data[0]
    told = {tuple(chosen): text for chosen, text in zip(grid.customdata, grid.text, strict=True)}
    assert told == {(row.topic, row.group): str(row.n) if row.n else "" for row in shares.itertuples()}
    assert told["经济运行", "old"] == "2"


def test_ranked_topics_carry_their_intervals():
    ranked = talk.ranked(FRAMES)
    marks, numbers = topics.ranked(ranked, chosen="生态环保").data
    assert list(marks.customdata) == list(ranked["topic"])
    assert list(marks.x) == list(ranked["share"])
    assert list(marks.error_x.array) == pytest.approx(list(ranked["high"] - ranked["share"]))
    assert list(marks.error_x.arrayminus) == pytest.approx(list(ranked["share"] - ranked["low"]))
    assert [text.strip() for text in numbers.text] == [f"{n} 篇" for n in ranked["n"]]


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


def test_one_topic_alone_keeps_its_colour():
    shares, table = talk.shares(FRAMES), issues.issues(FRAMES)
    alone = topics.over_time(shares, ["生态环保"], TOPICS, table).data[0]
    both = topics.over_time(shares, ["经济运行", "生态环保"], TOPICS, table).data[1]
    assert alone.marker.line.color == both.marker.line.color == category_colours(TOPICS, "light")["生态环保"]


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
    figure = together.network(ties())
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
    assert together.network(ties()).to_json() == together.network(shuffled).to_json()


def test_words_without_enough_evidence_are_hollow():
    frame = pd.DataFrame({"word": ["甲", "乙"], "n": [3, 2], "of": 5, "count": [4, 2], "rest_n": 1, "rest_of": 9,
                          "lrc": [1.25, 0.0], "enough": [True, False]})  # fmt: skip
    marks, numbers = bars.words(frame, by="lrc").data
    assert (list(marks.customdata), list(marks.x)) == (["甲", "乙"], [1.25, 0.0])
    assert list(marks.marker.color) == [PALETTES["light"].rule, PALETTES["light"].paper]
    assert [text.strip() for text in numbers.text] == ["1.2", "0.0"]


@pytest.mark.parametrize("mode", MODES)
def test_text_is_legible(mode: Mode):
    palette = PALETTES[mode]
    for colour in (palette.ink, palette.muted, palette.accent):
        assert contrast(colour, palette.paper) >= 4.5
    assert contrast(palette.ink, palette.raised) >= 4.5
    assert contrast(palette.paper, palette.accent) >= 4.5, "the ordinal in a mark of the latest issue"


@given(st.floats(0, 1), st.sampled_from(MODES), st.sampled_from(["sequential", "diverging"]))
def test_numbers_are_legible_in_every_cell(share: float, mode: Mode, scale: str):
    colour = shade(getattr(PALETTES[mode], scale), share)
    assert contrast(ink_on(colour), colour) >= 4.5


def test_contrast_is_that_of_the_guideline():
    assert contrast("#FFFFFF", "#000000") == 21.0
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_shade_stays_within_its_stops():
    stops = ("#000000", "#808080", "#FFFFFF")
    assert [shade(stops, share) for share in (-1, 0, 0.25, 0.5, 1, 2)] == [
        "#000000", "#000000", "#404040", "#808080", "#FFFFFF", "#FFFFFF",
    ]  # fmt: skip


def test_every_word_of_the_toolbar_is_one_that_plotly_asks_for():
    from plotly.offline import get_plotlyjs

    bundle = get_plotlyjs()
    asked = toolbar.config("会议", "svg")
    for words in asked["locales"]["zh"]["dictionary"]:
        assert words in bundle
    assert asked["toImageButtonOptions"] == {"format": "svg", "filename": "会议", "scale": 2}
    assert json.loads(json.dumps(asked)) == asked
