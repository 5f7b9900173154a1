"""Glyphs: which characters a scanner takes for one another."""

import pytest

from banmian.glyphs import alike, likeness


@pytest.mark.parametrize("pair", ["官宫", "未末", "己已", "干千", "土士", "晴睛", "候侯"])
def test_look_alikes(pair):
    assert alike(*pair)


@pytest.mark.parametrize("pair", ["伟韦", "伟炜", "静敬", "忠中", "王李", "红宏"])
def test_others(pair):
    assert not alike(*pair)


def test_a_character_looks_like_itself():
    assert likeness("沛", "沛") == pytest.approx(1)


def test_likeness_has_no_order():
    assert likeness("官", "宫") == likeness("宫", "官")


def test_a_rare_character_is_drawn_too():
    assert likeness("㛃", "一") < likeness("㛃", "㛃")
