"""Tenure: posts by first and last sighting, who followed whom, and when nothing can be said."""

import pandas as pd
import pytest

from banmian.frames import to_frames
from banmian.identity import identify
from banmian.measures import doubts, tenure
from banmian.measures.passages import passages
from tests.library import issue, person, report

NAMES = "县委书记李建国、县长宋未平出席。"


def held(name, *titles, **more):
    at = NAMES.find(name)
    return person(name, titles=titles, at=(max(at, 0), max(at, 0) + len(name)), **more)


def meeting(day, *people, paper="清湾日报"):
    return issue(f"{paper}{day}", report(NAMES, "会", day, *people), paper=paper)


def frames(*issues):
    told = identify(issues)
    return to_frames(told.issues, (), told.merges)


LI, SONG = held("李建国", "县委书记"), held("宋未平", "县委副书记", "县长")
LIBRARY = frames(
    meeting("2024-01-08", LI, SONG),
    meeting("2024-05-20", LI, SONG),
    meeting("2024-09-02", held("宋未平", "县委书记"), held("周敏", "县委副书记", "代县长")),
    meeting("2024-11-11", held("宋未平", "县委书记"), held("李建国", "原县委书记"), held("周敏", "代县长")),
    meeting("2025-02-17", held("周敏", "县长"), held("刘芳", "县教育局局长")),
)


def rows(table, *columns):
    return [tuple(str(value)[:10] for value in row) for row in table[list(columns)].itertuples(index=False)]


def test_tenures_run_from_first_to_last_sighting():
    table = tenure.tenures(LIBRARY, "李建国@清湾日报")
    assert rows(table, "held", "standing", "first_date", "last_date", "n") == [
        ("县委书记", "holds", "2024-01-08", "2024-05-20", "2"),
    ]


def test_who_acts_has_a_tenure_of_its_own():
    table = tenure.tenures(LIBRARY, "周敏@清湾日报")
    assert rows(table, "held", "standing", "first_date", "last_date", "n") == [
        ("县委副书记", "holds", "2024-09-02", "2024-09-02", "1"),
        ("县长（代理）", "acting", "2024-09-02", "2024-11-11", "2"),
        ("县长", "holds", "2025-02-17", "2025-02-17", "1"),
    ]


def test_every_tenure_has_as_many_reports_as_it_counts():
    seen = tenure.seen(LIBRARY)
    for row in tenure.tenures(LIBRARY).itertuples():
        own = seen[(seen["person_id"] == row.person_id) & (seen["held"] == row.held)]
        assert own["article_id"].nunique() == row.n
        assert passages(LIBRARY, own)["article_id"].nunique() == row.n


def test_a_removed_or_former_post_is_not_held():
    posts = LIBRARY.posts[LIBRARY.posts["person_id"] == "李建国@清湾日报"]
    assert posts["standing"].tolist() == ["holds", "holds", "former"]


def test_who_followed_whom():
    table = tenure.successions(LIBRARY)
    columns = ("office", "predecessor", "last_seen", "successor", "first_seen", "gap", "change")
    assert rows(table, *columns) == [
        ("县委书记", "李建国", "2024-05-20", "宋未平", "2024-09-02", "105", "followed"),
        ("县长", "宋未平", "2024-05-20", "周敏", "2024-09-02", "105", "followed"),
    ]
    assert rows(tenure.successions(LIBRARY, "李建国@清湾日报"), "successor") == [("宋未平",)]
    assert tenure.successions(LIBRARY, "刘芳@清湾日报").empty


@pytest.mark.parametrize(
    ("days", "doubt"),
    [
        (("2024-01-08", "2024-01-09", "2024-03-01", "2024-03-02"), None),
        (("2024-01-08", "2024-03-01", "2024-03-02"), "once"),
        (("2024-01-08", "2024-03-01", "2024-02-01", "2024-03-02"), "overlap"),
        (("2024-01-08", "2024-03-01", "2024-03-01", "2024-03-02"), "same_day"),
        (("2022-01-08", "2022-03-01", "2024-03-01", "2024-03-02"), "far"),
    ],
)
def test_thin_evidence_decides_nothing(days, doubt):
    half = len(days) // 2
    old = [meeting(day, LI, paper="清湾日报") for day in days[:half]]
    new = [
        issue(f"新{day}", report(NAMES, "会", day, held("宋未平", "县委书记")), paper="清湾日报")
        for day in days[half:]
    ]
    (row,) = tenure.successions(frames(*old, *new)).itertuples()
    assert (row.change, None if pd.isna(row.doubt) else row.doubt) == ("thin" if doubt else "followed", doubt)


def test_two_who_may_be_one_did_not_follow_each_other():
    pages = [meeting(f"2024-01-{day:02}", held("沈青禾", "县应急管理局局长")) for day in (1, 2)]
    pages += [meeting(f"2024-02-{day:02}", held("沉青禾", "县应急管理局局长")) for day in (1, 2)]
    made = frames(*pages)
    assert rows(tenure.successions(made), "change", "doubt") == [("thin", "one_person")]
    open_pairs = doubts.doubtful(made)
    assert rows(open_pairs, "person", "other", "reason") == [("沈青禾", "沉青禾", "one_charac")]
    ids = open_pairs.iloc[0][["person_id", "other_id"]]
    assert doubts.both(made, *ids)["printed"].tolist() == ["沈青禾", "沈青禾", "沉青禾", "沉青禾"]


@pytest.mark.parametrize("title", ["副县长", "县委常委", "村党支部书记", "局长", "项目负责人"])
def test_posts_with_several_holders_are_not_handed_on(title):
    pages = [meeting(f"2024-01-{day:02}", held("李建国", title)) for day in (1, 2)]
    pages += [meeting(f"2024-02-{day:02}", held("宋未平", title)) for day in (1, 2)]
    assert tenure.successions(frames(*pages)).empty


def test_the_same_bare_post_of_two_papers_is_two_posts():
    pages = [meeting(f"2024-01-{day:02}", LI) for day in (1, 2)]
    pages += [meeting(f"2024-02-{day:02}", held("宋未平", "县委书记"), paper="临江日报") for day in (1, 2)]
    assert tenure.successions(frames(*pages)).empty


def test_a_short_body_is_the_one_told_at_length():
    pages = [meeting("2024-01-01", held("王海", "县公安局党委书记", "局长", "县公安局局长"))]
    table = tenure.tenures(frames(*pages))
    assert table["held"].tolist() == ["县公安局党委书记", "县公安局局长"]


def test_nothing_in_nothing_out():
    empty = to_frames(())
    assert tenure.tenures(empty).empty
    assert tenure.successions(empty).empty
    assert doubts.doubtful(empty).empty
