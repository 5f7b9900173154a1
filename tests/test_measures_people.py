"""Measures of people: how often present, where, beside whom."""

from __future__ import annotations

from banmian.measures import ledger
from tests.library import issue, library, person, report
from tests.two_issues import FRAMES, values


def test_attendance_counts_events_present():
    assert values(ledger.attendance(FRAMES), "person", "n", "of") == [
        ["乙", 3, 4],
        ["甲", 2, 4],
        ["丙", 2, 4],
    ]
    assert values(ledger.roles(FRAMES), "person", "role", "n", "of")[:3] == [
        ["乙", "accompany", 1, 3],
        ["乙", "attend", 1, 3],
        ["乙", "chair", 1, 3],
    ]


def test_ledger_of_one_person():
    table = ledger.ledger(FRAMES, "丙")
    assert values(table, "article_id", "role", "titles", "headline", "event") == [
        ["new-01", "attend", "局长", "例会", "第4次例会"],
        ["new-02", "inspect", "局长", "调研", None],
    ]
    assert values(ledger.titles(FRAMES, "丙"), "title", "n") == [["局长", 2]]
    assert len(ledger.ledger(FRAMES)) == 8


def test_a_mark_in_brackets_parts_no_title():
    posts = ["高新区（示范区、综保区）主任", "党工委副书记"]
    frames = library(issue("a", report("。", "会", "2026-01-01", person("甲", titles=posts))))
    assert sorted(ledger.titles(frames, "甲")["title"]) == sorted(posts)


def test_people_at_an_event_present_ones_first():
    assert values(ledger.people_at(FRAMES, "new-01"), "person", "role", "present") == [
        ["乙", "chair", True],
        ["丙", "attend", True],
        ["丁", "mention", False],
    ]
