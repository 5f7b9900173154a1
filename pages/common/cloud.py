"""A word cloud in which a word can be clicked."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from pages.common import pick, show

if TYPE_CHECKING:
    from banmian.charts.clouds import Cloud

JS = Path(__file__).with_name("cloud.js")
CSS = "text { cursor: pointer; }\ntext:hover, text:focus { text-decoration: underline; outline: none; }"


def cloud(drawn: Cloud, title: str, unit: str, name: str, choose: str) -> None:
    """A word cloud; a click on a word writes it into the URL as ``choose``. ``unit`` is that of the weights."""
    from banmian.charts.clouds import HEIGHT, WIDTH

    words = [
        {
            "text": word.text,
            "told": f"{word.weight:.3g}{unit}",
            "x": word.x,
            "y": word.y,
            "size": word.size,
            "colour": word.colour,
        }
        for word in drawn.words
    ]
    st.components.v2.component("cloud", html="<div></div>", css=CSS, js=JS.read_text("utf-8"))(
        key=name,
        data={"words": words, "title": title, "width": WIDTH, "height": HEIGHT},
        on_word_change=partial(_from_cloud, name, choose),
    )


def _from_cloud(name: str, choose: str) -> None:
    pick.remember(choose, st.session_state[name]["word"])
    st.session_state[show.CLICKED] = True
