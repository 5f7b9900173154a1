"""Every page through dashboard.py: what it shows equals the frames, whatever the filters, the URL or the files say."""

import datetime as dt
import html
import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

import banmian
from banmian import schema
from banmian.frames import text
from banmian.measures import coappearance, coverage, issues, keyness, ledger, overview, timeline, topics
from banmian.selection import Selection
from pages.common import ink

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("overview", "timeline", "topics", "officials", "clouds", "reader")
SEEDS = banmian.load(ROOT / "seeds")

HOSTILE = """<script>alert(1)</script>报

# ![图](http://evil.example/a.png) 县委召开$x^2$会议:red[红]

本报讯（记者 <b>王伟</b>）2024年5月17日上午，县委书记李建国主持召开县委常委会第8次会议，研究<img src=x onerror=alert(2)>生态环境保护和项目建设。\
县委副书记、县长张丽华出席会议。会议强调，要落实“<i>三个</i>避让”和“1+2+4+N”要求，[点我](javascript:alert(3)) `代码` *星* _线_ ~删~ $钱$ :smile:。

会议还研究了其他事项&amp;杂项。
"""


@pytest.fixture(autouse=True)
def seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANMIAN_LIBRARY", str(ROOT / "seeds"))


def opened(page: str = "overview", **query: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    return app if page == "overview" else app.switch_page(f"pages/{page}.py").run()


def shown(app: AppTest) -> str:
    """All HTML of the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def printed(markup: str) -> str:
    """What a reader sees of HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup.replace("</p><p>", "\n")))


def points(app: AppTest, name: str) -> list[object]:
    """The ids of all points of a chart."""
    chart = next(chart for chart in app.get("plotly_chart") if chart.proto.id.endswith(f"chart-{name}"))
    data = json.loads(chart.proto.spec)["data"]
    return [point for trace in data for point in trace.get("customdata", []) if point is not None]


def test_overview_counts_what_the_frames_hold() -> None:
    page = shown(opened())
    for row in overview.figures(SEEDS).itertuples():
        label, unit = schema.FIGURES[row.figure]
        assert f'{label}</div><div class="number">{row.n}</div><div class="of">共 {row.of} {unit}' in page


def test_overview_leads_to_each_fault() -> None:
    app = opened()
    faults = overview.anomalies(SEEDS)
    assert [expander.label.split("　")[0] for expander in app.expander] == [
        schema.ANOMALY_KINDS[kind] for kind in faults["kind"]
    ]
    assert [int(expander.label.split("　")[1].split()[0]) for expander in app.expander] == list(faults["n"])


def test_overview_says_what_is_new_in_the_latest_issue() -> None:
    latest = issues.latest(SEEDS)
    labels = [link.proto.label.replace("\\", "") for link in opened().get("page_link")]
    names = "、".join(overview.new_people(SEEDS, latest)["person"])
    assert any("本库首见人名" in label and names in label for label in labels)
    events = timeline.events(SEEDS)
    headlines = set(events.loc[events["issue_id"] == latest, "headline"])
    assert sum(any(headline in label for headline in headlines) for label in labels[:3]) == 3


def test_timeline_draws_every_dated_event() -> None:
    events = timeline.events(SEEDS)
    app = opened("timeline")
    assert sorted(set(points(app, "timeline"))) == sorted(events.loc[events["date"].notna(), "event_id"])
    assert list(app.dataframe[0].value["标题"]) == list(events["headline"])
    assert list(app.dataframe[0].value["到场"]) == list(events["present"])


def test_timeline_shows_people_and_sentences_of_the_chosen_event() -> None:
    event = timeline.events(SEEDS).iloc[0]
    people = ledger.people_at(SEEDS, event["event_id"])
    page = shown(opened("timeline", event=event["event_id"]))
    assert re.findall(r"<dt>(.*?)</dt>", page) == list(people["person"])
    body = text(SEEDS, event["article_id"])
    for quotation in re.findall(r'<blockquote class="passage">(.*?)</blockquote>', page, re.DOTALL):
        assert printed(quotation) in body


def test_topics_print_the_counts_of_the_measure() -> None:
    shares = topics.shares(SEEDS)
    app = opened("topics")
    chart = next(chart for chart in app.get("plotly_chart") if chart.proto.id.endswith("chart-topics"))
    cells = {
        tuple(point): number
        for trace in json.loads(chart.proto.spec)["data"]
        for point, number in zip(trace.get("customdata", []), trace.get("text", []), strict=True)
    }
    assert {point: int(number or 0) for point, number in cells.items()} == {
        (row.topic, row.group): row.n for row in shares.itertuples()
    }


def test_topics_list_the_articles_behind_the_chosen_cell() -> None:
    cell = topics.shares(SEEDS).query("n > 0").iloc[0]
    app = opened("topics", topic=cell["topic"], group=str(cell["group"]))
    behind = topics.articles(SEEDS, cell["topic"], cell["group"])
    assert list(app.dataframe[0].value["标题"]) == list(behind["headline"])
    assert len(behind) == cell["n"]


def test_officials_are_counted_by_events_present() -> None:
    attendance = ledger.attendance(SEEDS, ("official",))
    dots = points(opened("officials", who="只看官员"), "roles")
    assert {person: dots.count(person) for person in set(dots)} == dict(
        zip(attendance["person_id"], attendance["n"], strict=True)
    )


def test_officials_keep_a_ledger_of_one_person() -> None:
    person = ledger.attendance(SEEDS).iloc[0]
    own = ledger.ledger(SEEDS, person["person_id"])
    app = opened("officials", person=person["person_id"])
    assert list(app.dataframe[0].value["所印职务"].fillna("")) == list(own["titles"].fillna(""))
    assert list(app.dataframe[0].value["动词"].fillna("")) == list(
        own["role_verb"].astype("str").replace("nan", "")
    )


def test_clouds_rank_the_words_that_the_measure_ranks() -> None:
    from banmian.words import stop_words

    latest = issues.latest(SEEDS)
    app = opened("clouds")
    words = keyness.frequency(SEEDS, latest, stop=stop_words())
    assert points(app, f"words-{latest}") == list(words["word"].head(10))


def test_a_word_of_ones_own_leaves_the_clouds() -> None:
    latest = issues.latest(SEEDS)
    first = points(opened("clouds"), f"words-{latest}")[0]
    assert first not in points(opened("clouds", hide=[first]), f"words-{latest}")


@pytest.mark.parametrize("article_id", SEEDS.articles["article_id"])
def test_reader_prints_every_character(article_id: str) -> None:
    page = shown(opened("reader", article=article_id))
    for where in ("kicker", "headline", "subhead", "body"):
        if text(SEEDS, article_id, where):
            markup = re.search(rf'<div class="{where}">(.*?)</div>', page, re.DOTALL)[1]
            markup = re.sub(r'<span class="note">.*?</span>', "", markup)
            assert printed(markup) == text(SEEDS, article_id, where)


def test_reader_lights_the_very_passage_in_text_and_source() -> None:
    slogan = SEEDS.slogans[SEEDS.slogans["where"] == "body"].iloc[0]
    span = f"{slogan['start']}-{slogan['end']}"
    page = shown(opened("reader", article=slogan["article_id"], span=span, source="true"))
    column, source = page.split('<div class="source">')
    assert (
        "".join(re.findall(r'<mark class="here">(.*?)</mark>', column))
        .replace("</span>", "")
        .endswith(slogan["printed"])
    )
    assert printed("".join(re.findall(r'<mark class="here">(.*?)</mark>', source))) == slogan["printed"]


@pytest.mark.parametrize("page", PAGES)
def test_a_filter_that_leaves_nothing_is_named_and_can_be_lifted(page: str) -> None:
    app = opened(page, kinds=["仅存标题"], start="2026-03-06", topics=["生态环保"])
    assert not app.exception
    lifts = [button for button in app.button if button.key.startswith("lift-")]
    assert lifts
    assert all(f"“{button.label.split('“')[1]}" in shown(app) for button in lifts)
    for button in lifts:
        app.button(key=button.key).click()
    app.run()
    assert not app.exception
    assert "没有报道" not in shown(app)


@pytest.mark.parametrize("page", PAGES)
def test_filters_hold_on_every_page(page: str) -> None:
    app = opened(page, topics=["生态环保"])
    assert Selection(topics=("生态环保",)).describe(SEEDS).removeprefix("已选: ") in shown(app)
    assert app.multiselect(key="topics").value == ["生态环保"]


NONSENSE = {
    "start": ["昨天", "9999-99-99"], "end": ["1800-01-01"], "topics": ["<b>", ""], "issues": ["x"], "kinds": ["会议会议"],
    "article": ["无"], "span": ["9-"], "place": ["1-99999999999999"], "where": ["../etc"], "event": ["'"], "person": ["%00"],
    "topic": ["$x$"], "group": ["1"], "word": ["\u0000"], "marks": ["?"], "lanes": ["?"], "by": ["?"], "hide": ["<i>"],
    "source": ["maybe"],
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_nonsense_in_the_url_is_left_out(page: str) -> None:
    app = opened(page, **NONSENSE)
    assert not app.exception
    assert f"全部: 2 期 {len(SEEDS.articles)} 篇" in shown(app)


@pytest.mark.parametrize(("field", "label"), [("start", "开始日期"), ("end", "结束日期")])
def test_a_day_out_of_reach_in_the_url_is_left_out_and_said(field: str, label: str) -> None:
    page = shown(opened(**{field: "2099-01-01"}))
    assert f"全部: 2 期 {len(SEEDS.articles)} 篇" in page
    assert f"{label} 2099-01-01 不在本库的日期之内，已略去。" in page


def test_two_days_out_of_reach_are_not_said_to_be_swapped() -> None:
    page = shown(opened(start="2099-01-01", end="1900-01-01"))
    assert "对调" not in page
    assert page.count("不在本库的日期之内") == 2


def test_a_report_that_is_not_in_the_library_is_said_and_lights_nothing() -> None:
    app = opened("reader", article="没有", span="3-9", place="3-9")
    assert "本库没有网址所指的报道" in shown(app)
    assert 'class="here"' not in shown(app)
    assert not {"article", "span", "place"} & set(app.query_params)


@pytest.mark.parametrize(
    ("page", "key"), [("timeline", "event"), ("topics", "topic"), ("officials", "person"), ("clouds", "word")]
)
def test_a_choice_that_the_filters_leave_out_is_said(page: str, key: str) -> None:
    box = opened(page, **{key: "没有"}).selectbox(key=f"box-{key}")
    assert (box.value, box.proto.placeholder) == (None, "网址所指的不在所选的报道里")
    assert opened(page).selectbox(key=f"box-{key}").proto.placeholder == "未选"


@pytest.mark.parametrize("span", ["0-0", "5-2", "0-999999999", "999999990-999999999"])
@pytest.mark.parametrize("key", ["span", "place"])
def test_any_span_in_the_url_is_survived(key: str, span: str) -> None:
    article = SEEDS.articles["article_id"].iloc[0]
    for where in ("body", "headline", "kicker"):
        assert not opened("reader", article=article, where=where, source="true", **{key: span}).exception


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "<img src=x>.txt").write_text(HOSTILE, encoding="utf-8")
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    return tmp_path


LABELLED = (
    "page_link",
    "button",
    "download_button",
    "expander",
    "selectbox",
    "multiselect",
    "metric",
    "markdown",
    "caption",
)


@pytest.mark.parametrize("page", PAGES)
def test_text_of_a_file_is_never_markup(page: str, hostile: Path) -> None:
    frames = banmian.load(hostile)
    first = frames.articles["article_id"].iloc[0]
    app = opened(
        page, article=first, event=first, topic="生态环保", person="李建国", word="会议", source="true"
    )
    assert not app.exception
    scripts = [e.proto.body for e in app.get("html") if e.proto.unsafe_allow_javascript]
    assert all(re.fullmatch(r"<script>setTimeout\(.*\) // \d+</script>", script) for script in scripts)
    markup = shown(app)
    assert not re.search(r"<(script>alert|img|b>|i>)|<[^>]+\son\w+\s*=", markup)
    for kind in LABELLED:
        for element in app.get(kind):
            label = getattr(element.proto, "label", None) or getattr(element.proto, "body", "")
            assert not re.search(r"(?<!\\)(!\[|\]\(|\$|<)|(?<![\\\]]):(red|smile)", label), (kind, label)


def test_hostile_text_is_shown_as_printed(hostile: Path) -> None:
    frames = banmian.load(hostile)
    for article_id in frames.articles["article_id"]:
        page = shown(opened("reader", article=article_id))
        body = text(frames, article_id)
        if body:
            markup = re.search(r'<div class="body">(.*?)</div>', page, re.DOTALL)[1]
            assert printed(re.sub(r'<span class="note">.*?</span>', "", markup)) == body


def test_a_folder_without_pages_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, said in (
        (tmp_path, "请放入版面文件"),
        (tmp_path / "没有", f"找不到 {tmp_path / '没有'}。"),
    ):
        monkeypatch.setenv("BANMIAN_LIBRARY", str(folder))
        app = opened()
        assert not app.exception
        assert said in shown(app)
        assert not app.expander


def test_of_many_issues_the_clouds_say_which_they_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(1, 8):
        page = f"2024年5月{day}日 星期三 第{day}期\n\n# 全县春耕备播全面展开\n\n本报讯（记者 王伟）5月{day}日，各乡镇抢抓农时春耕备播。\n"
        (tmp_path / f"{day}.txt").write_text(page, encoding="utf-8")
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    assert "只列最近 6 期，共 7 期；" in shown(opened("clouds"))
    assert "只列最近" not in shown(opened("clouds", issues=["2024-05-01"]))


def test_a_refused_file_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path, dirs_exist_ok=True)
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "图.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    app = opened()
    assert app.expander[0].label == "有 2 个文件没有读入"
    assert "空.txt：文件是空的" in shown(app)
    assert "图.txt：内容是PNG 图片" in shown(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_library_of_one_day_is_shown(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "一天.txt").write_text(
        "县委召开会议\n\n本报讯 2024年5月17日，县委书记李建国主持召开会议。", encoding="utf-8"
    )
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    app = opened(page)
    assert not app.exception
    assert [box.value for box in app.date_input] == [dt.date(2024, 5, 17)] * 2


def test_pages_leave_the_shared_frames_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    given_out = []
    load = banmian.load
    monkeypatch.setattr(
        banmian, "load", lambda folder: given_out.append(load(folder)) or given_out[-1], raising=False
    )
    import streamlit

    streamlit.cache_resource.clear()
    app = opened()
    before = {name: table.copy(deep=True) for name, table in given_out[0].tables().items()}
    for page in PAGES[1:]:
        app.switch_page(f"pages/{page}.py").run()
    for name, table in given_out[0].tables().items():
        pd.testing.assert_frame_equal(table, before[name])


@given(
    st.text(),
    st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30))),
    st.tuples(st.integers(0, 30), st.integers(0, 30)),
)
def test_marking_changes_no_character(words: str, spans: list[tuple[int, int]], lit: tuple[int, int]) -> None:
    marks = [ink.Mark(start, end, "people", '"<') for start, end in spans]
    markup = ink.marked(words, marks, lit)
    assert printed(markup.removeprefix("<p>").removesuffix("</p>")) == words


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_quoting_changes_no_character(words: str, hits: list[tuple[int, int]]) -> None:
    assert printed(ink.quoted(words, [(min(hit), max(hit)) for hit in hits])) == words


def test_calendar_shows_every_day() -> None:
    days = coverage.days(SEEDS)
    assert len(points(opened(), "calendar")) == len(days)


def test_a_word_list_of_ones_own_that_is_broken_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "topics.toml").write_text("[[topic]\n", encoding="utf-8")
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path / "seeds"))
    monkeypatch.setenv("BANMIAN_TOPICS", str(tmp_path / "topics.toml"))
    app = opened()
    assert not app.exception
    assert "不是有效的 TOML" in shown(app)


def test_a_long_report_is_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"会议强调，要落实第{number}项任务，把“{number}个坚持”讲清楚。" for number in range(2000)]
    opening = "本报讯 2024年5月17日，县委书记李建国主持召开会议。"
    (tmp_path / "长.txt").write_text("\n\n".join(["县委召开会议", opening, *lines]), encoding="utf-8")
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    frames = banmian.load(tmp_path)
    article = frames.articles.sort_values("length").iloc[-1]
    body = text(frames, article["article_id"])
    assert len(body) > ink.LONGEST
    at = body.index("第1900项任务")
    page = shown(opened("reader", article=article["article_id"], span=f"{at}-{at + 8}", source="true"))
    assert printed(re.search(r'<mark class="here">(.*?)</mark>', page)[1]) == "第1900项任务"[:8]
    assert len(printed(page)) < 3 * ink.LONGEST


def test_a_joined_paragraph_is_shown_at_its_seam() -> None:
    fault = SEEDS.anomalies[SEEDS.anomalies["kind"] == "paragraph_broken"].iloc[0]
    page = shown(
        opened("reader", article=fault["article_id"], place=f"{fault['start']}-{fault['end']}", source="true")
    )
    column, source = page.split('<div class="source">')
    lit = printed("".join(re.findall(r'<mark class="here">(.*?)</mark>', column)))
    assert len(lit) == 2 * ink.SEAM
    assert lit == re.sub(
        r"\s", "", printed("".join(re.findall(r'<mark class="here">(.*?)</mark>', source, re.DOTALL)))
    )


def test_two_officials_are_shown_where_both_were() -> None:
    pair = coappearance.pairs(SEEDS).iloc[0]
    page = shown(opened("officials", person=pair["person_a"], **{"with": pair["person_b"]}))
    assert f"与{pair['name_b']}同场" in page
    quotations = re.findall(r'<blockquote class="passage">', page)
    assert len(quotations) == pair["observed"]


def test_an_issue_without_events_shows_its_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "公告.txt").write_text(
        "关于停水的公告\n\n为检修管道，东城片区停水一天，请提前储水。特此公告。", encoding="utf-8"
    )
    monkeypatch.setenv("BANMIAN_LIBRARY", str(tmp_path))
    app = opened()
    assert not app.exception
    headlines = banmian.load(tmp_path).articles["headline"].dropna()
    labels = [link.proto.label.replace("\\", "") for link in app.get("page_link")]
    assert [label for label in labels for headline in headlines if headline in label][:1] == [
        headlines.iloc[0]
    ]
