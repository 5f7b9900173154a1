"""Corrections made on the pages: what is saved is in the log, and the page shows it."""

from __future__ import annotations

import re

import pytest

from banmian.library import corrections, store
from banmian.library.actions import ACTIONS
from pages.common.correct_print import NOWHERE
from tests.apps import ROOT, opened, printed, shown
from tests.county import MEETING, SCHOOLS, WATER, article_id, made

ALONE = "看板读的是一个文件夹；把它收进资料库，就可以在这里更正。"


@pytest.fixture
def library(tmp_path, monkeypatch):
    folder = made(tmp_path)
    monkeypatch.setenv("BANMIAN_LIBRARY", str(folder))
    return folder


def widget(app, kind, label):
    return next(one for one in app.get(kind) if one.label == label)


def choose(app, action):
    widget(app, "selectbox", "改什么").select(action)
    return app.run()


def save(app, why=""):
    widget(app, "text_input", "缘由（可不填）").set_value(why)
    app.run()
    next(one for one in app.button if one.label == "保存").click()
    app.run()
    assert not app.exception
    return app


def only(library):
    [line] = corrections.standing(corrections.log(library))
    return line


def reader(library, headline):
    return opened("reader", article=article_id(store.open_library(library), headline))


def test_a_character_is_put_right_in_the_text_that_is_read(library):
    app = choose(reader(library, MEETING), "fix_text")
    widget(app, "text_input", "原文印作").set_value("李建国主持").run()
    widget(app, "text_input", "应作").set_value("李建囯主持").run()
    app = save(app, why="照片上是囯")
    assert "县委书记李建囯主持召开" in printed(shown(app))
    assert "已保存，可在“资料库”里撤回。" in shown(app)
    assert widget(app, "text_input", "应作").value == ""
    assert "这几个字在本篇里要正好有一处" not in shown(app)
    assert (only(library).action, only(library).why) == ("fix_text", "照片上是囯")


def test_words_that_stand_twice_are_asked_for_at_length(library):
    app = choose(reader(library, MEETING), "fix_text")
    widget(app, "text_input", "原文印作").set_value("会议").run()
    app = widget(app, "text_input", "应作").set_value("全会").run()
    assert "这几个字在本篇里要正好有一处" in shown(app)
    assert next(one for one in app.button if one.label == "保存").disabled


def test_a_report_is_cut_where_the_reader_says(library):
    app = choose(reader(library, WATER), "cut")
    widget(app, "text_input", "从哪几个字起另成一篇").set_value("会议强调").run()
    app = save(app)
    assert "会议强调" not in printed(shown(app))
    assert len(widget(app, "selectbox", "选一篇报道").options) == 4


def test_a_headline_whose_words_stand_at_two_places(library):
    app = choose(reader(library, WATER), "headline")
    field = widget(app, "text_input", "标题（照版面所印；空着就是没有标题）")
    app = field.set_value("县水利局长会议").run()
    assert NOWHERE in printed(shown(app))
    field = widget(app, "text_input", "标题（照版面所印；空着就是没有标题）")
    app = field.set_value("县教育局局长").run()
    places = widget(app, "selectbox", "版面上不止一处，是哪一处")
    assert places.options == [
        "态环境保护工作。【县教育局局长】王伟出席会议。",
        "县水利工作会议，【县教育局局长】马志强出席会议。",
    ]
    places.select_index(1).run()
    save(app)
    assert only(library).target["after"].startswith("马志强")
    frames = store.open_library(library)
    assert article_id(frames, "县教育局局长")
    assert frames.unplaced == ()


def test_a_kind_is_set(library):
    app = choose(reader(library, WATER), "kind")
    widget(app, "selectbox", "类别").select("study").run()
    app = save(app)
    assert "学习" in shown(app)
    assert only(library).value == {"kind": "study"}


def test_paper_day_and_number_of_a_page_are_changed(library):
    app = choose(reader(library, WATER), "describe")
    assert widget(app, "text_input", "报名").value == "清湾日报"
    widget(app, "text_input", "报名").set_value("青湾日报")
    widget(app, "date_input", "出版日期").set_value("2025-03-06")
    widget(app, "number_input", "第几版").set_value(3).run()
    save(app)
    assert only(library).value == {"paper": "青湾日报", "publication_date": "2025-03-06", "page_number": 3}
    issues = store.open_library(library).issues.set_index("source")
    assert issues.loc["a.txt", "paper"] == "青湾日报"
    assert str(issues.loc["a.txt", "last_date"].date()) == "2025-03-05"


def test_two_people_are_made_one_and_renamed(library):
    app = opened("officials", person="王伟@清湾日报")
    choose(app, "same_person")
    widget(app, "text_input", "另一人姓名里的字").set_value("王").run()
    app = save(app, why="调任")
    assert only(library).action == "same_person"
    assert widget(app, "selectbox", "点一个人，或在此选一个人：看每次露面和原文").options.count("王伟") == 1
    choose(app, "rename")
    widget(app, "text_input", "应叫").set_value("王玮").run()
    app = save(app)
    assert "王玮" in widget(app, "selectbox", "点一个人，或在此选一个人：看每次露面和原文").options


def test_one_person_is_told_apart(library):
    app = choose(opened("officials", person="王伟@清湾日报"), "not_same_person")
    box = widget(app, "multiselect", "哪些报道里是另一个人")
    assert len(box.options) == 2
    box.select(article_id(store.open_library(library), SCHOOLS)).run()
    save(app)
    names = widget(opened("officials"), "selectbox", "点一个人，或在此选一个人：看每次露面和原文").options
    assert sum(name.startswith("王伟") for name in names) == 3


def test_a_stop_word_and_a_word_of_ones_own(library):
    app = choose(opened("clouds"), "stop_word")
    widget(app, "text_input", "词").set_value("青稞").run()
    save(app)
    assert only(library).value == {"stop": True}
    app = choose(opened("clouds"), "word")
    widget(app, "text_input", "作为一个词（两个汉字以上）").set_value("青稞酿造").run()
    app = save(app)
    assert "青稞酿造" in widget(app, "selectbox", "点一个词，或在此选一个词：看它所在的句子").options


def test_a_topic_is_called_otherwise(library):
    app = choose(opened("topics", topic="教育卫生"), "topic")
    widget(app, "text_input", "议题改叫（已有的名称就是合并）").set_value("教育").run()
    app = save(app)
    assert "教育" in app.get("multiselect")[0].options


@pytest.mark.parametrize("page", ["reader", "clouds"])
def test_a_plain_folder_says_how_corrections_become_possible(page, monkeypatch):
    monkeypatch.setenv("BANMIAN_LIBRARY", str(ROOT / "seeds"))
    assert ALONE in shown(opened(page))


@pytest.mark.parametrize(
    ("page", "query"), [("reader", {}), ("officials", {"person": "first"}), ("clouds", {})]
)
def test_no_form_speaks_english(library, page, query):
    people = store.open_library(library).people["person_id"]
    app = opened(page, **dict.fromkeys(query, people[0]))
    for action in widget(app, "selectbox", "改什么").options:
        choose(app, next(code for code, action_ in ACTIONS.items() if action_.label == action))
        for box in (*app.selectbox, *app.multiselect):
            assert not re.search("[A-Za-z]", box.proto.placeholder), (action, box.label)
