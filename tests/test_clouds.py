"""Clouds: the same at every drawing, sizes that mean weights, words that stay words."""

from __future__ import annotations

import io
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from banmian import fonts
from banmian.charts import clouds
from banmian.charts.colours import PALETTES

WEIGHTS = {
    "高质量发展": 9.0,
    "污染防治": 6.0,
    "党建": 6.0,
    "招商": 4.0,
    "三十工程": 2.0,
    "学习": 1.0,
    "MINI卡": 1.0,
}
SVG = "{http://www.w3.org/2000/svg}"


def ink(word: clouds.Word) -> set[tuple[int, int]]:
    """The pixels of the board that the word covers, and those beyond its edges."""
    air = 40
    board = Image.new("L", (clouds.WIDTH + 2 * air, clouds.HEIGHT + 2 * air))
    font = ImageFont.truetype(fonts.path(), word.size)
    ImageDraw.Draw(board).text((word.x + air, word.y + air), word.text, fill=255, font=font, anchor="ls")
    down, right = np.nonzero(np.asarray(board) > 128)
    return set(zip((right - air).tolist(), (down - air).tolist(), strict=True))


def test_the_same_words_give_the_same_cloud_in_whatever_order():
    cloud = clouds.cloud(WEIGHTS)
    again = clouds.cloud(dict(reversed(WEIGHTS.items())))
    assert cloud == again
    assert clouds.svg(cloud, "词云") == clouds.svg(again, "词云")
    assert clouds.png(cloud) == clouds.png(again)
    assert clouds.cloud(WEIGHTS, seed=2) != cloud


def test_heavier_words_come_first_and_larger():
    cloud = clouds.cloud(WEIGHTS)
    assert [word.text for word in cloud.words] == [
        "高质量发展",
        "党建",
        "污染防治",
        "招商",
        "三十工程",
        "MINI卡",
        "学习",
    ]
    sizes = [word.size for word in cloud.words]
    assert sizes == sorted(sizes, reverse=True)
    assert cloud.dropped == ()


@settings(max_examples=15)
@given(
    st.dictionaries(
        st.text("党政联席会议学习项目", min_size=2, max_size=6), st.integers(1, 9), min_size=1, max_size=60
    )
)
def test_every_word_is_placed_on_the_board_and_none_on_another(weights: dict[str, int]):
    cloud = clouds.cloud(weights)
    assert {word.text for word in cloud.words} | set(cloud.dropped) == set(weights)
    scale = clouds.common_scale([weights])
    assert [word.size for word in cloud.words] == [scale.size(word.weight) for word in cloud.words]
    inked = [ink(word) for word in cloud.words]
    assert sum(map(len, inked)) == len(set().union(*inked))
    assert all(0 <= x < clouds.WIDTH and 0 <= y < clouds.HEIGHT for pixels in inked for x, y in pixels)


def test_a_size_means_the_same_weight_in_every_cloud_of_a_row():
    few = {"招商": 4.0, "学习": 1.0}
    scale = clouds.common_scale([WEIGHTS, few])
    first, second = clouds.cloud(WEIGHTS, scale=scale), clouds.cloud(few, scale=scale)
    sizes = {word.text: word.size for word in first.words}
    assert {word.text: word.size for word in second.words} == {"招商": sizes["招商"], "学习": sizes["学习"]}


def test_a_full_cloud_of_real_sizes_drops_nothing():
    weights = {
        f"{one}{other}会": 40.0 / rank
        for rank, (one, other) in enumerate(combinations("党政联席议学习项目工程产业发展", 2), 1)
    }
    cloud = clouds.cloud(dict(list(weights.items())[:80]))
    assert (len(cloud.words), cloud.dropped) == (80, ())


def test_words_that_find_no_room_are_named():
    cloud = clouds.cloud({"长" * 60: 5.0, "短": 1.0})
    assert (cloud.dropped, [word.text for word in cloud.words]) == (("长" * 60,), ["短"])
    assert cloud.words[0].size == clouds.cloud({"短": 1.0, "中": 5.0}).words[1].size, (
        "nor does it shrink the others"
    )


@pytest.mark.parametrize("weights", [{}, {"空": 0.0, "负": -1.0}])
def test_nothing_to_show_is_an_empty_board(weights: dict[str, float]):
    cloud = clouds.cloud(weights)
    assert (cloud.words, cloud.dropped) == ((), ())
    assert Image.open(io.BytesIO(clouds.png(cloud))).getcolors() == [(1600 * 900, (0xFB, 0xF7, 0xEF))]


def test_the_svg_needs_no_font_and_no_escape_is_missed():
    hostile = '<script>&"'
    cloud = clouds.cloud({hostile: 3.0, "招商": 2.0})
    root = ElementTree.fromstring(clouds.svg(cloud, f"词云 {hostile}"))
    assert root.findtext(f"{SVG}title") == f"词云 {hostile}"
    assert root.findtext(f"{SVG}desc") == f"{hostile}、招商"
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        "svg",
        "title",
        "desc",
        "rect",
        "g",
        "path",
    }
    glyphs = [len(list(group.iter(f"{SVG}path"))) for group in root.findall(f"{SVG}g")]
    assert glyphs == [len(hostile), 2]


def test_the_outline_is_that_of_the_font():
    """一 is one horizontal stroke: its outline lies flat about the middle of the em."""
    svg = clouds.svg(clouds.cloud({"一": 1.0}), "")
    path = ElementTree.fromstring(svg).find(f".//{SVG}path")
    numbers = [
        float(number)
        for number in path.attrib["d"].replace("M", " ").replace("L", " ").replace("Z", " ").split()
    ]
    across, up = numbers[::2], numbers[1::2]
    assert max(across) - min(across) > 850
    assert 300 < min(up) < max(up) < 500


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_picture_is_large_and_in_the_colours_of_the_house(mode: str):
    cloud = clouds.cloud(WEIGHTS, mode=mode)
    palette = PALETTES[mode]
    assert [word.colour for word in cloud.words][:1] == [palette.accent]
    assert {word.colour for word in cloud.words} <= {palette.accent, palette.ink, palette.muted}
    image = Image.open(io.BytesIO(clouds.png(cloud)))
    assert image.size == (1600, 900)
    printed = {f"#{r:02X}{g:02X}{b:02X}" for _, (r, g, b) in image.getcolors(1 << 20)}
    assert {palette.paper, palette.accent} <= printed
