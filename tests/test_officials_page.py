"""官员同场: posts in time, who followed whom, names left open; what is shown equals the measures."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

import banmian
from banmian.charts import tenure as drawn
from banmian.frames import Frames
from banmian.measures import doubts, tenure
from tests.apps import opened, points, shown

MEETINGS = {
    "2024年1月8日": "县委书记李建国主持召开县委常委会会议。县委副书记、县长宋未平，县应急管理局局长沈青禾出席会议。",
    "2024年5月20日": "县委书记李建国主持召开县委常委会会议。县委副书记、县长宋末平，县应急管理局局长沈青禾出席会议。",
    "2024年9月2日": "县委书记宋未平主持召开县委常委会会议。县委副书记、代县长周敏，县应急管理局局长沉青禾出席会议。",
    "2024年11月11日": "县委书记宋未平主持召开县委常委会会议。县委副书记、县长周敏出席会议。",
}


@pytest.fixture
def frames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Frames:
    for number, (day, body) in enumerate(MEETINGS.items()):
        page = f"清湾日报\n{day}　星期一\n\n县委常委会召开会议\n\n　　本报讯（记者 何佳）{day}，{body}\n"
        (tmp_path / f"{number}.txt").write_text(page, "utf-8")
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    return banmian.load(tmp_path)


def test_each_day_of_a_post_is_a_point(frames: Frames) -> None:
    seen = tenure.seen(frames, "周敏@清湾日报").drop_duplicates(["held", "date"])
    app = opened("officials", person="周敏@清湾日报")
    assert (
        sorted(points(app, "tenure")) == sorted(seen["held"]) == ["县委副书记"] * 2 + ["县长", "县长（代理）"]
    )


def test_a_post_shows_as_many_passages_as_it_counts(frames: Frames) -> None:
    (row,) = tenure.tenures(frames, "宋未平@清湾日报").query("held == '县委书记'").itertuples()
    whole = shown(opened("officials", person="宋未平@清湾日报"))
    chosen = shown(opened("officials", person="宋未平@清湾日报", post=row.held))
    passage = '<blockquote class="passage">'
    assert chosen.count(passage) - whole.count(passage) == row.n == 2


def test_successions_and_open_names_are_the_rows_of_the_measures(frames: Frames) -> None:
    app = opened("officials")
    followed, unsure = app.dataframe[0].value, app.dataframe[1].value
    assert list(followed["前任"]) == list(tenure.successions(frames)["predecessor"])
    assert list(followed["判断"]) == ["接任", "不足以判断", "接任"]
    assert list(unsure["另一写法"]) == list(doubts.doubtful(frames)["other"]) == ["沉青禾"]
    assert list(unsure["理由"]) == ["一字之差，同任一职"]


def test_an_open_pair_shows_both_in_print(frames: Frames) -> None:
    page = shown(opened("officials", pair="沈青禾@清湾日报|沉青禾@清湾日报"))
    quoted = re.findall(r'<blockquote class="passage">(.*?)</blockquote>', page, re.DOTALL)
    assert [("沈青禾" in sentence, "沉青禾" in sentence) for sentence in quoted] == [(True, False)] * 2 + [
        (False, True)
    ]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_figure_counts_its_posts_and_tells_acting_by_rings(frames: Frames, mode: str) -> None:
    figure = drawn.career(
        tenure.tenures(frames, "周敏@清湾日报"), tenure.seen(frames, "周敏@清湾日报"), mode=mode
    )
    assert figure.layout.title.subtitle.text == "3 个职务，列 3 个"
    marks = next(trace for trace in figure.data if trace.customdata is not None)
    paper = figure.layout.template.layout.paper_bgcolor
    rings = [
        held for held, colour in zip(marks.customdata, marks.marker.color, strict=True) if colour == paper
    ]
    assert rings == ["县长（代理）"]


def test_hostile_titles_are_shown_literally() -> None:
    row = {
        "person_id": "甲",
        "person": "甲",
        "held": "<b>$x$</b>",
        "standing": "holds",
        "n": 1,
        "title": "<b>$x$</b>",
    }
    day = pd.Timestamp("2024-01-01")
    tenures = pd.DataFrame([{**row, "first_date": day, "last_date": day}])
    figure = drawn.career(tenures, pd.DataFrame([{**row, "date": day}]))
    assert "<b>$" not in json.dumps(figure.to_dict()["layout"]["yaxis"]["ticktext"])
