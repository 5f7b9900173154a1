"""What holds of every chart: nothing printed becomes markup, and colours can be read."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.elements import plotly_chart

from banmian.charts import labels, toolbar
from banmian.charts.colours import PALETTES, Mode, contrast, ink_on, shade
from tests.drawings import DRAWINGS, EMPTY, FRAMES, MODES, Drawing, drawings, hostile_library, points

CASES = tomllib.loads((Path(__file__).parent / "cases" / "labels.toml").read_text("utf-8"))["case"]
NAMELESS = {"rates", "calendar", "words"}
"""They show no name, or words that the segmentation has cut."""


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name != "customdata":  # Ids are never shown.
                yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_labels(case: dict[str, str]):
    assert (labels.plain(case["text"]), labels.short(case["text"])) == (case["plain"], case["short"])


def test_missing_facts_are_left_out_of_the_hover_text():
    assert (
        labels.hover("例会", ("主持", None), ("日期", labels.day(pd.NaT)), ("议程", float("nan")))
        == "<b>例会</b>"
    )
    assert (
        labels.hover("例会", ("日期", labels.day(pd.Timestamp("2026-03-06"))))
        == "<b>例会</b><br>日期：2026年3月6日"
    )


@pytest.mark.parametrize("name", DRAWINGS)
def test_printed_text_cannot_become_markup(name: str):
    figure = json.loads(DRAWINGS[name](hostile_library(), "light").to_json())
    del figure["layout"]["meta"]  # The caption, which Plotly does not draw.
    shown = list(strings(figure))
    assert any("&lt;a" in text for text in shown) == (name not in NAMELESS)
    for text in shown:
        assert not re.search(r"[<>$]|&(?!amp;|lt;|gt;|#36;)", re.sub(r"</?b>|<br>", "", text))


@drawings
@pytest.mark.parametrize("mode", MODES)
def test_our_template_and_no_placeholder_of_streamlit(draw: Drawing, mode: Mode):
    assert (
        plotly_chart.configure_streamlit_plotly_theme
    )  # Imported: Plotly's default template is Streamlit's now.
    figure = draw(FRAMES, mode)
    assert not re.search(r"#0000[0-9a-f]{2}\b", figure.to_json(), re.IGNORECASE)
    assert figure.layout.template.layout.paper_bgcolor == PALETTES[mode].paper


@drawings
def test_a_figure_names_what_it_shows_and_how_it_was_counted(draw: Drawing):
    layout = draw(FRAMES, "light").layout
    assert re.search(r"\d", layout.title.subtitle.text), "a denominator"
    assert layout.meta["caption"].endswith("。")
    assert len(layout.title.text) <= 20, "fits a telephone"
    assert 220 <= layout.height <= 460


@drawings
def test_an_empty_frame_draws_nothing(draw: Drawing):
    assert points(draw(EMPTY, "light")) == []


@pytest.mark.parametrize("mode", MODES)
def test_text_is_legible(mode: Mode):
    palette = PALETTES[mode]
    for colour in (palette.ink, palette.muted, palette.accent):
        assert contrast(colour, palette.paper) >= 4.5
    assert contrast(palette.ink, palette.raised) >= 4.5
    assert contrast(palette.paper, palette.accent) >= 4.5, "the ordinal in a mark of the latest issue"


@given(st.floats(0, 1), st.sampled_from(MODES), st.sampled_from(["sequential", "diverging"]))
def test_numbers_are_legible_in_every_cell(share: float, mode: Mode, scale: str):
    colour = shade(getattr(PALETTES[mode], scale), share)
    assert contrast(ink_on(colour), colour) >= 4.5


def test_contrast_is_that_of_the_guideline():
    assert contrast("#FFFFFF", "#000000") == 21.0
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_shade_stays_within_its_stops():
    stops = ("#000000", "#808080", "#FFFFFF")
    assert [shade(stops, share) for share in (-1, 0, 0.25, 0.5, 1, 2)] == [
        "#000000", "#000000", "#404040", "#808080", "#FFFFFF", "#FFFFFF",
    ]  # fmt: skip


def test_every_word_of_the_toolbar_is_one_that_plotly_asks_for():
    from plotly.offline import get_plotlyjs

    bundle = get_plotlyjs()
    asked = toolbar.config("会议", "svg")
    for words in asked["locales"]["zh"]["dictionary"]:
        assert words in bundle
    assert asked["toImageButtonOptions"] == {"format": "svg", "filename": "会议", "scale": 2}
    assert json.loads(json.dumps(asked)) == asked
