"""The URL is the state: filters, choices and spans, whatever they say."""

import pytest

from banmian.frames import issue_labels
from banmian.selection import Selection
from tests.apps import SEEDS, VIEWS, opened, shown

pytestmark = pytest.mark.usefixtures("seeds")


@pytest.mark.parametrize("page", VIEWS)
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


@pytest.mark.parametrize("page", VIEWS)
def test_filters_hold_on_every_page(page: str) -> None:
    app = opened(page, topics=["生态环保"])
    assert Selection(topics=("生态环保",)).describe(SEEDS).removeprefix("已选: ") in shown(app)
    assert app.multiselect(key="topics").value == ["生态环保"]


NONSENSE = {
    "start": ["昨天", "9999-99-99"], "end": ["1800-01-01"], "topics": ["<b>", ""], "issues": ["x"], "kinds": ["会议会议"],
    "article": ["无"], "span": ["9-"], "place": ["1-99999999999999"], "where": ["../etc"], "event": ["'"], "person": ["%00"],
    "topic": ["$x$"], "group": ["1"], "word": ["\u0000"], "marks": ["?"], "lanes": ["?"], "by": ["?"], "hide": ["<i>"],
    "source": ["maybe"], "q": ["<b>%_'\"*"],
}  # fmt: skip


@pytest.mark.parametrize("page", VIEWS)
def test_nonsense_in_the_url_is_left_out(page: str) -> None:
    app = opened(page, **NONSENSE)
    assert not app.exception
    assert f"全部：<strong>2 期 {len(SEEDS.articles)} 篇" in shown(app)


@pytest.mark.parametrize(("field", "label"), [("start", "开始日期"), ("end", "结束日期")])
def test_a_day_out_of_reach_in_the_url_is_left_out_and_said(field: str, label: str) -> None:
    page = shown(opened(**{field: "2099-01-01"}))
    assert f"全部：<strong>2 期 {len(SEEDS.articles)} 篇" in page
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


def test_codes_in_the_url_are_as_good_as_labels() -> None:
    issue_id, label = next(iter(issue_labels(SEEDS.issues).items()))
    app = opened("timeline", kinds=["meeting", "inspection"], issues=[issue_id])
    assert app.button_group(key="kinds").value == ["meeting", "inspection"]
    assert app.multiselect(key="issues").value == [issue_id]
    chosen = Selection(kinds=("meeting", "inspection"), issues=(issue_id,))
    assert chosen.describe(SEEDS).removeprefix("已选: ") in shown(app)
    assert label in shown(app)


def test_the_code_of_a_way_to_look_is_as_good_as_its_label() -> None:
    assert opened("library", part="quality").button_group(key="part").value == "quality"
    assert opened("timeline", lanes="平均每期").button_group(key="lanes").value == "rate"
    assert opened("timeline", lanes="nonsense").button_group(key="lanes").value == "kind"
