"""People: who is named, with which titles, doing what, there or only talked about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.facts import bylines, people
from banmian.records import Facts
from tests.articles import article, cases, page


def found(body, kind="meeting"):
    made = page(article(body))
    known = people.settle(made, people.extract(made, (Facts(kind=kind),)))
    return known[0].people


def row(person, role):
    here = "here" if person.present else "away"
    shown = role if role in person.roles else "、".join(person.roles)
    return f"{person.name} | {'、'.join(person.titles)} | {shown} | {here}"


def parametrised():
    for case in cases("people"):
        marks = [pytest.mark.xfail(strict=True, reason=case["why"])] if case.get("expect") == "fail" else []
        yield pytest.param(case, id=case["why"], marks=marks)


@pytest.mark.parametrize("case", list(parametrised()))
def test_people(case):
    wanted = {line.split(" | ")[0]: line.split(" | ")[2] for line in case["people"]}
    rows = [row(p, wanted.get(p.name, "")) for p in found(case["body"], case.get("kind", "meeting"))]
    assert sorted(rows) == sorted(case["people"])


def test_a_name_of_one_report_is_known_in_the_others_of_the_page():
    made = page(
        article("区委书记简志远主持会议，副区长冼文星出席。", id="1"),
        article("简志远、冼文星分别参加。", id="2"),
    )
    first, second = people.extract(made, (Facts(), Facts()))
    assert [p.name for p in first.people] == [p.name for p in second.people] == ["简志远", "冼文星"]


def test_a_name_that_another_report_tells_of_stays_a_byline_where_it_is_one():
    made = page(
        article("本报讯（记者简志远）3月5日，区委书记冼文星主持会议。", id="1"),
        article("颁奖仪式上，区融媒体中心副主任简志远领奖。", id="2"),
    )
    first, second = people.extract(made, bylines.extract(made, (Facts(), Facts())))
    assert [p.name for p in first.people] == ["冼文星"]
    assert [p.name for p in second.people] == ["简志远"]


def test_the_lines_above_a_report_add_a_role_and_the_title_of_who_has_none():
    made = page(article("区政协主席宋玉红出席会议。", "区政协全会闭幕", subhead="宋玉红主持并讲话", id="1"))
    (person,) = people.extract(made, (Facts(),))[0].people
    assert person.roles == ("attend", "chair")
    made = page(article("红旗村的杨立梅说，她当了二十年。杨立梅说，还要当下去。", "村医杨立梅的药箱", id="1"))
    (person,) = people.extract(made, (Facts(),))[0].people
    assert person.titles == ("村医",)


def test_places_in_a_list_are_counted_from_one():
    people_ = found("副县长钱孟春、石磊，县人武部部长李敬参加。会上，许文辉、路长林作交流发言。")
    assert [(p.name, p.list_number, p.position) for p in people_[:3]] == [
        ("钱孟春", 1, 1),
        ("石磊", 1, 2),
        ("李敬", 1, 3),
    ]


def test_a_byline_is_no_list():
    made = page(article("本报讯（记者王小川 通讯员李静）3月6日，副县长钱孟春、石磊参加调研。"))
    known = people.extract(made, bylines.extract(made, (Facts(),)))
    assert [(p.name, p.list_number, p.position) for p in known[0].people] == [
        ("钱孟春", 1, 1),
        ("石磊", 1, 2),
    ]


def test_completed_titles_carry_the_place_on():
    (person,) = found("高新区党工委副书记、管委会主任陈小红出席会议。")
    assert person.full_titles == ("高新区党工委副书记", "高新区管委会主任")


def test_every_mention_slices_back_to_a_name_of_the_person():
    body = "市委书记沙行舟会见中国工程院院士秦九章一行。秦九章说，合作前景好。沙行舟表示感谢。"
    text = article(body).body.text
    spans = {p.name: [text[a:b] for a, b in p.mentions] for p in found(body)}
    assert spans == {"沙行舟": ["沙行舟", "沙行舟"], "秦九章": ["秦九章", "秦九章"]}


pieces = st.sampled_from(
    [
        "县委书记",
        "副县长",
        "、",
        "，",
        "。",
        "王",
        "伟",
        "·",
        "（女）",
        " ",
        "“",
        "”",
        "阿西",
        "和",
        "主持",
        "说",
        "的",
        "12",
        "月",
    ]
)


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=80), st.lists(pieces, max_size=40).map("".join)))
def test_spans_slice_back_to_the_name_on_any_text(text):
    made = page(article(text.replace("\n", " ")))
    body = made.articles[0].body
    for person in people.extract(made, (Facts(),))[0].people:
        start, end = person.span
        key = "".join(body.key[i] for i, place in enumerate(body.places) if start <= place < end)
        assert key == person.name
        assert not set(key) & set("、，。（）“”")
        assert all(0 <= a < b <= len(body.text) for a, b in person.mentions)
