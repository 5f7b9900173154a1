"""更正 words: stop words, the user's dictionary, topics and the words that show them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from banmian import schema
from banmian.library.actions import SLOGAN, STOP_WORD, TOPIC, TOPIC_WORD, WORD
from banmian.library.corrections import Correction
from banmian.library.vocabulary import CHINESE
from pages.common import show
from pages.common.correct import Draft, fresh, popover
from pages.common.data import View

ALL_AGAIN = "全库会用它重新读一遍，大的库要等一会儿。"


def word(view: View, chosen: str | None) -> None:
    """The form beside the clouds; ``chosen`` is the word that is looked at."""
    forms = {
        STOP_WORD: partial(_stop, view, chosen or ""),
        WORD: partial(_own, chosen or ""),
        TOPIC_WORD: partial(_shows, view, chosen or "", ""),
    }
    phrases = set(view.library.frames.slogans["canonical"].unique())
    popover(view, "word", forms | ({SLOGAN: partial(_slogan, chosen)} if chosen in phrases else {}))


def topic(view: View, name: str, words: list[str]) -> None:
    """The form beside a topic; ``words`` are those that show it."""
    forms = {TOPIC_WORD: partial(_topic_word, view, name, words), TOPIC: partial(_rename, name)}
    popover(view, "topic", forms)


def _stop(view: View, chosen: str) -> Draft:
    text = st.text_input("词", chosen, key=fresh(f"stop-{chosen}")).strip()
    stopped = text in view.library.frames.stop
    if stopped:
        show.small("它现在是停用词；保存以后，又会数它。")
    return Correction(STOP_WORD, {"word": text}, {"stop": not stopped}) if text else None


def _own(chosen: str) -> Draft:
    text = st.text_input(
        "作为一个词（两个汉字以上）", chosen, key=fresh(f"own-{chosen}"), help=ALL_AGAIN
    ).strip()
    if not text or text == chosen:
        return None
    return Correction(WORD, {"word": text}) if CHINESE.fullmatch(text) else "词典只收两个以上的汉字。"


def _topic_word(view: View, name: str, words: list[str]) -> Draft:
    gone = st.selectbox(
        "去掉一个依据词", words, None, key=fresh(f"gone-{name}"), placeholder="不去掉，下面加一个"
    )
    if gone:
        return Correction(TOPIC_WORD, {"topic": name, "word": gone}, {"strength": None})
    return _shows(view, "", name)


def _shows(view: View, chosen: str, name: str) -> Draft:
    text = st.text_input("词", chosen, key=fresh(f"shows-{chosen}-{name}"), help=ALL_AGAIN).strip()
    topics = [name] if name else list(view.library.topics)
    of = st.selectbox(
        "议题（可以写一个新的）", topics, key=fresh(f"of-{chosen}-{name}"), accept_new_options=not name
    )
    strengths = list(schema.STRENGTHS)
    strength = st.selectbox(
        "见到它", strengths, format_func=schema.STRENGTHS.get, key=fresh(f"strength-{chosen}-{name}")
    )
    return (
        Correction(TOPIC_WORD, {"topic": of, "word": text}, {"strength": strength}) if text and of else None
    )


def _rename(name: str) -> Draft:
    new = st.text_input(
        "议题改叫（已有的名称就是合并）", name, key=fresh(f"topic-{name}"), help=ALL_AGAIN
    ).strip()
    return None if new in ("", name) else Correction(TOPIC, {"topic": name}, {"name": new})


def _slogan(phrase: str) -> Draft:
    name = st.text_input("归为（可以是已有的提法）", phrase, key=fresh(f"phrase-{phrase}")).strip()
    return None if name in ("", phrase) else Correction(SLOGAN, {"slogan": phrase}, {"canonical": name})
