"""Every page through dashboard.py: what it shows equals the frames."""

import json
import re

import pandas as pd
import pytest

import banmian
from banmian import schema
from banmian.frames import text
from banmian.measures import (
    coappearance,
    coverage,
    issues,
    keyness,
    ledger,
    overview,
    slogans,
    timeline,
    topics,
)
from pages.common.ink import unmarked
from tests.apps import PAGES, SEEDS, opened, points, printed, shown

pytestmark = pytest.mark.usefixtures("seeds")


def test_overview_counts_what_the_frames_hold() -> None:
    links = {link.proto.label: link.proto.page for link in opened().get("page_link")}
    behind = {"events": "timeline", "people": "officials", "slogans": "topics", "whole": "library"}
    for row in overview.figures(SEEDS).itertuples():
        name, unit = schema.FIGURES[row.figure]
        assert links[f":gray[{name}] **{row.n}** :gray[共 {row.of} {unit}]"] == behind[row.figure]
    assert overview.figures(SEEDS).set_index("figure")["n"]["people"] == len(ledger.attendance(SEEDS))


def test_overview_leads_to_each_fault() -> None:
    app = opened()
    faults = overview.anomalies(SEEDS).astype({"kind": "str"}).set_index("kind")
    faults = faults.reindex([kind for kind in schema.ANOMALY_KINDS if kind in faults.index]).reset_index()
    assert [expander.label.split("　")[0] for expander in app.expander] == [
        schema.ANOMALY_KINDS[kind] for kind in faults["kind"]
    ]
    assert [int(expander.label.split("　")[1].split()[0]) for expander in app.expander] == list(faults["n"])


def test_overview_says_what_is_new_in_the_latest_issue() -> None:
    latest = issues.latest(SEEDS)
    labels = [link.proto.label.replace("\\", "") for link in opened().get("page_link")]
    labels = [label for label in labels if "**" not in label and "样例" not in label]
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


def test_calendar_shows_every_day_and_the_events_of_the_chosen_one() -> None:
    days = coverage.days(SEEDS)
    assert len(points(opened(), "calendar")) == len(days)
    row = days.loc[days["events"].idxmax()]
    events = timeline.events(SEEDS).query("date == @row.date")
    app = opened(day=f"{row['date']:%Y-%m-%d}")
    assert f"{row['events']} 件事" in shown(app)
    labels = [link.proto.label for link in app.get("page_link")]
    for headline in events["headline"]:
        assert sum(unmarked(headline) in label for label in labels) >= 1
    assert "没有见报的事" in shown(opened(day="2025-12-25"))
    assert not opened(day="<b>").exception


def test_two_officials_are_shown_where_both_were() -> None:
    pair = coappearance.pairs(SEEDS).iloc[0]
    page = shown(opened("officials", person=pair["person_a"], **{"with": pair["person_b"]}))
    assert f"与{pair['name_b']}同场" in page
    quotations = re.findall(r'<blockquote class="passage">(.*?)</blockquote>', page, re.DOTALL)
    lit = [re.findall(r'<mark class="here">(.*?)</mark>', quotation) for quotation in quotations]
    both = [name for marks in lit for name in marks]
    assert len(both) == 2 * pair["observed"]
    assert len(quotations) <= len(both)


def test_topics_list_every_phrase_and_the_sentences_of_the_chosen_one() -> None:
    phrases = slogans.ledger(SEEDS)
    app = opened("topics", phrase=phrases["canonical"][0])
    table = next(table.value for table in app.dataframe if "提法" in table.value)
    assert list(table["提法"]) == list(phrases["canonical"])
    assert list(table["报道数"]) == list(phrases["articles"])
    assert f"{len(phrases)} 个，共 {len(SEEDS.slogans)} 处" in shown(app)
    quotations = re.findall(r'<blockquote class="passage">(.*?)</blockquote>', shown(app), re.DOTALL)
    assert sum(quotation.count("<mark") for quotation in quotations) == phrases["count"][0]


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_that_come_with_the_program_are_told_from_ones_own(page: str) -> None:
    app = opened(page)
    if page == "library":
        assert "各页现在看的是自带的样例" in shown(app)
        return
    [link] = [link for link in app.get("page_link") if "样例" in link.proto.label]
    assert link.proto.page == "library"
