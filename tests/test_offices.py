"""Offices: what a title says of body, post and whether it is held."""

import pytest

from banmian import schema
from banmian.facts.persons.offices import (
    abbreviates,
    is_exclusive,
    is_singular,
    names_place,
    office,
    settled,
)
from tests.articles import cases


@pytest.mark.parametrize("case", cases("offices"), ids=lambda case: case["input"])
def test_cases(case):
    found = office(case["input"])
    assert [*(found or ())] == case["expected"]
    assert found is None or found.standing in schema.STANDINGS


@pytest.mark.parametrize("title", ["县教育局局长", "靖澜县县长", "县长", "高新区党工委书记", "常务副县长"])
def test_an_office_in_words_is_the_title(title):
    assert office(title).title == title


@pytest.mark.parametrize("post", ["书记", "县长", "局长", "常务副县长", "检察长"])
def test_a_body_has_one_holder(post):
    assert is_singular(post)


@pytest.mark.parametrize("post", ["副书记", "常委", "副县长", "委员", "负责人", "教授", "组长"])
def test_a_body_has_several_holders_or_the_post_is_a_task(post):
    assert not is_singular(post)


def test_one_person_heads_one_bureau_but_several_committees():
    assert (is_exclusive("局长"), is_exclusive("副县长"), is_exclusive("主任")) == (True, True, False)


@pytest.mark.parametrize("body", ["靖澜县", "靖澜县委", "临江经开区管委会", "澄江医科大学", "青石镇党委"])
def test_bodies_that_name_their_place(body):
    assert names_place(body)


@pytest.mark.parametrize(
    "body", ["", "县委", "市教育局", "高新区管委会", "公安分局", "农业农村局", "城乡建设局"]
)
def test_bodies_that_every_place_has(body):
    assert not names_place(body)


def test_a_short_body_is_the_only_one_that_ends_so():
    bodies = ["教育局", "县教育局", "靖澜县教育局", "县水利局", "市水利局", "水利局"]
    assert settled(bodies) == {
        "教育局": "靖澜县教育局",
        "县教育局": "靖澜县教育局",
        "靖澜县教育局": "靖澜县教育局",
        "县水利局": "县水利局",
        "市水利局": "市水利局",
        "水利局": "水利局",
    }


def test_abbreviations_leave_characters_out():
    assert abbreviates("教体局", "教育体育局")
    assert not abbreviates("教育局", "水利局")
