"""Frames: declared columns, unique keys, and figures that can be counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from banmian import schema
from banmian.frames import article, facts, issue_labels, same_event, text, to_frames
from banmian.measures.passages import of_word
from banmian.records import Anomaly, Facts
from tests.library import issue, library, person, place, report, slogan, topic

MAYOR = person("王伟", "chair", titles=["县长"], at=(0, 2))
MARCH = issue(
    "march",
    report(
        "王伟主持会议，部署污染防治。要推进“四项行动”，加强污染治理。",
        "县政府部署污染防治",
        "2026-03-05",
        MAYOR,
        person("李未", titles=["副县长"], canonical="李末"),
        person("习近平", "mention", present=False, kind="national_leader"),
        name="县政府常务会议",
        slogans=(slogan("四项行动", 19), slogan("四项行动", 19)),
        topics=(topic("经济运行", 0.25), topic("生态环保", 0.75, ("污染", "body", (9, 11)))),
        places=(place("县", 0),),
    ),
    report("", "春耕开始", kind="headline_only", faults=["headline_without_body"]),
    report("图为春耕。", None, kind="photo"),
    printed="2026-03-06",
)
MAY = issue(
    "may",
    report("王伟调研。", "王伟调研", "2026-05-01", person("王伟", "inspect"), kind="inspection"),
    report("前文已失。", None, "2026-05-03", faults=["body_without_headline"]),
)


@pytest.fixture(scope="module")
def frames():
    return library(MARCH, MAY)


@pytest.mark.parametrize("table", schema.TABLES.values(), ids=lambda table: table.name)
@pytest.mark.parametrize("issues", [(), (MARCH, MAY)], ids=["empty", "full"])
def test_every_table_has_its_columns_dtypes_and_a_unique_key(table, issues):
    frame = getattr(to_frames(issues), table.name)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        column.name: column.dtype for column in table.columns
    }
    assert not frame.duplicated(list(table.key)).any()
    assert len(frame) > 0 or not issues or table.name in {"organisations", "merges"}


def test_the_same_page_counts_once():
    assert library(MARCH, MARCH).articles["article_id"].tolist() == ["march-01", "march-02", "march-03"]


def test_the_order_of_files_changes_nothing(frames):
    other = library(MAY, MARCH)
    assert frames.issues["issue_id"].tolist() == ["march", "may"]
    for name, table in other.tables().items():
        pd.testing.assert_frame_equal(table, getattr(frames, name))


def test_issue(frames):
    row = frames.issues.set_index("issue_id").loc["may"]
    assert (row["first_date"], row["last_date"]) == (pd.Timestamp("2026-05-01"), pd.Timestamp("2026-05-03"))
    assert (row["articles"], row["characters"], row["leftover_characters"]) == (2, 10, 0)
    assert row["quality"] == 0.5
    assert pd.isna(row["publication_date"])


def test_articles_are_whole_with_a_body_and_nothing_missing(frames):
    whole = dict(zip(frames.articles["article_id"], frames.articles["whole"], strict=True))
    assert whole == {
        "march-01": True,
        "march-02": False,  # a headline alone
        "march-03": True,  # a picture needs none
        "may-01": True,
        "may-02": False,  # its headline is lost
    }


def test_headline_share_is_that_of_pairs_of_characters(frames):
    # 县政 政府 府部 部署 署污 污染 染防 防治: five of eight stand in the body
    assert frames.articles.set_index("article_id")["headline_share"]["march-01"] == 5 / 8


def test_a_headline_set_in_two_lines_is_one_text():
    frames = library(issue("a", report("正文。", "县委 常委会\n召开")))
    assert frames.articles["headline"].tolist() == ["县委常委会召开"]
    assert text(frames, "a-01", "headline") == "县委 常委会\n召开"


def test_events_are_the_articles_of_event_kinds(frames):
    assert frames.events["event_id"].tolist() == ["march-01", "may-01", "may-02"]
    assert frames.events["chair"].tolist()[:1] == ["王伟"]
    assert frames.events["chair"].isna().tolist() == [False, True, True]


def test_people(frames):
    people = frames.people.set_index("person_id")
    assert people.index.tolist() == ["王伟", "李末", "习近平"]
    mayor = people.loc["王伟"]
    assert (mayor["events"], mayor["articles"], mayor["posts"]) == (2, 2, "县长")
    assert (mayor["first_seen"], mayor["last_seen"]) == (
        pd.Timestamp("2026-03-05"),
        pd.Timestamp("2026-05-01"),
    )
    assert people.loc["李末", "aliases"] == "李未"
    assert (people.loc["习近平", "events"], people.loc["习近平", "articles"]) == (0, 1)


def test_topics_are_ranked_by_share_and_keep_their_words(frames):
    rows = frames.topics[["topic", "rank", "share", "words", "hits"]].values.tolist()
    assert rows[0] == ["生态环保", 1, 0.75, "污染", 1]
    assert rows[1][:3] == ["经济运行", 2, 0.25]


def test_a_phrase_found_twice_at_one_place_counts_once(frames):
    assert frames.slogans[["canonical", "start", "end"]].values.tolist() == [["四项行动", 19, 23]]


def test_terms_leave_people_and_posts_out_and_agree_with_passages(frames):
    counts = frames.terms[frames.terms["article_id"] == "march-01"].set_index("word")["count"]
    assert counts["污染"] == 1  # 污染防治 is a word of its own
    assert "王伟" not in counts.index
    for word, count in counts.items():
        assert len(of_word(frames, word)[lambda rows: rows["article_id"] == "march-01"]) == count


def test_records_behind_an_article(frames):
    assert article(frames, "march-02").number == 2
    assert facts(frames, "march-03").kind == "photo"
    assert (text(frames, "march-03"), text(frames, "march-03", "headline")) == ("图为春耕。", "")
    with pytest.raises(KeyError):
        article(frames, "march-09")


def test_faults_of_pages_belong_to_no_article():
    page = issue("a", report(faults=["paragraph_broken"]))
    faulty = type(page)(page.page, page.facts, (Anomaly("encoding_repaired", "一处。"),))
    rows = library(faulty).anomalies
    assert rows["kind"].tolist() == ["encoding_repaired", "paragraph_broken"]
    assert rows["article_id"].isna().tolist() == [True, False]


def test_two_reports_of_one_event_are_one_event():
    name = "县委常委会会议"
    told = report("甲。", "甲", "2026-01-01", person("王伟", "chair"), name=name)
    other_chair = report("乙。", "乙", "2026-01-01", person("李末", "chair"), name=name)
    unnamed = report("丙。", "丙", "2026-01-01", person("王伟", "chair"))
    events = library(issue("a", told, told, other_chair, unnamed, unnamed)).events
    assert same_event(events).tolist() == [0, 0, 2, 3, 4]


@pytest.mark.parametrize(
    ("pages", "labels"),
    [
        ([issue("a", report(date="2025-12-30"), report(date="2026-01-02"))], ["2025-12-30 至 2026-01-02"]),
        ([issue("a", report(date="2026-01-02"), report(date="2026-01-04"))], ["2026-01-02 至 01-04"]),
        ([issue("a", report(date="2026-01-02"))], ["2026-01-02"]),
        ([issue("a", report(date="2026-01-02"), printed="2026-01-05")], ["2026-01-05"]),
        ([issue("a", report())], ["a.txt"]),
        (
            [issue("a", report(date="2026-01-02")), issue("b", report(date="2026-01-02"))],
            ["2026-01-02 · a.txt", "2026-01-02 · b.txt"],
        ),
        (
            [
                issue("a", report(date="2026-01-02"), paper="清湾日报"),
                issue("b", report(date="2026-01-02"), paper="云麓日报"),
                issue("c", report(date="2026-01-03")),
            ],
            ["清湾日报 2026-01-02", "云麓日报 2026-01-02", "2026-01-03"],
        ),
        (
            [
                issue("a", report(date="2026-01-02"), paper="清湾日报"),
                issue("b", report(date="2026-01-03"), paper="清湾日报"),
            ],
            ["2026-01-02", "2026-01-03"],
        ),
    ],
)
def test_labels_of_issues(pages, labels):
    assert list(issue_labels(library(*pages).issues).values()) == labels


def test_frames_say_what_there_is():
    frames = library(issue("a", report(), report()))
    assert repr(frames).startswith("<Frames: 1 issues, 2 articles; issues, articles, events, ")


def test_pages_of_one_day_and_one_name_are_told_apart():
    """20240105/01.txt and 20240106/01.txt came in as 01.txt once, and one could not be chosen."""
    pages = library(issue("a", report()), issue("b", report())).issues.assign(source="01.txt")
    assert list(issue_labels(pages).values()) == ["01.txt", "01.txt（2）"]


def test_a_page_is_called_by_its_folder_only_where_its_name_is_not_enough():
    pages = library(*(issue(name, report()) for name in "abc")).issues
    pages = pages.assign(source=["2024/0105/01.txt", "2024/0106/01.txt", "2024/0106/第2版.txt"])
    assert list(issue_labels(pages).values()) == ["2024/0105/01.txt", "2024/0106/01.txt", "第2版.txt"]


def test_facts_default_to_a_dispatch_that_names_nobody():
    frames = library(issue("a", (report()[0], Facts())))
    assert frames.articles["kind"].tolist() == ["dispatch"]
    assert [len(frames.events), len(frames.people)] == [0, 0]
