"""The topic lexicon: the words of ``topics.toml`` and those of a file of the user's own.

The user's file, named in the environment variable ``BANMIAN_TOPICS``, has the same form: ``veto``, a list
of contexts that show nothing, and ``[[topic]]`` tables with ``name`` and the lists ``strong``, ``plain``
and ``weak``. Its words are added to ours; a topic with a new name is a new topic. A file that is missing
or of another form raises BadLexicon.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from banmian.errors import BadLexicon
from banmian.lexicon import any_of, table

VARIABLE = "BANMIAN_TOPICS"
WEIGHTS = {"strong": 3.0, "plain": 1.0, "weak": 0.25}
"""By hand: a plain word needs two others to outweigh a strong one, a weak one decides only a tie."""

Entry = tuple[str, tuple[tuple[str, float], ...]]
Hit = tuple[str, int, int, tuple[tuple[str, float], ...]]
"""A word, where it stands, and each topic that it shows with its weight."""


class Shown(NamedTuple):
    """A word that shows a topic from now on, new or not; without ``strength`` it shows it no more."""

    topic: str
    word: str
    strength: str | None


class Renamed(NamedTuple):
    """A topic with another name; if another topic has it, the two are one."""

    topic: str
    name: str


Edit = Shown | Renamed


@dataclass(frozen=True, slots=True)
class TopicWords:
    finder: AhoCorasick
    entries: tuple[Entry, ...]
    idle: tuple[Edit, ...] = ()
    """The edits that found neither such a word nor such a topic."""

    def hits(self, text: str) -> Iterator[Hit]:
        """The words in ``text``, the leftmost and longest of any that overlap; vetoed ones left out."""
        office = _office().match
        for number, start, end in self.finder.find_matches_as_indexes(text):
            word, topics = self.entries[number]
            if topics and not office(text, end):
                yield word, start, end, topics


@cache
def _office() -> re.Pattern[str]:
    """The end of an office behind a word (海洋渔业|局), not the state that something is in (稳定局面)."""
    words = table("topics")
    return re.compile(rf"(?!{any_of(words['states'])}){any_of(words['offices'])}")


def topic_words(edits: tuple[Edit, ...] = ()) -> TopicWords:
    """The lexicon in use, with ``edits`` in their order; raises BadLexicon where the user's file cannot be used."""
    return _built(os.environ.get(VARIABLE, ""), edits)


@lru_cache(maxsize=4)  # ours, and one a library that is open
def _built(own: str, edits: tuple[Edit, ...]) -> TopicWords:
    words: dict[str, dict[str, float]] = defaultdict(dict)
    lexicons = [table("topics"), *([_read(own)] if own else [])]
    for lexicon in lexicons:
        for topic in lexicon.get("topic", ()):
            for strength, weight in WEIGHTS.items():
                for word in topic.get(strength, ()):
                    words[word].setdefault(topic["name"], weight)
    for lexicon in lexicons:
        words |= {word: {} for word in lexicon.get("veto", ())}
    idle = tuple(edit for edit in edits if not _edited(words, edit))
    entries = tuple((word, tuple(topics.items())) for word, topics in words.items())
    return TopicWords(AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest), entries, idle)


def _edited(words: dict[str, dict[str, float]], edit: Edit) -> bool:
    """Whether there was anything to edit; ``words`` is changed."""
    if isinstance(edit, Renamed):
        having = [topics for topics in words.values() if edit.topic in topics]
        for topics in having:
            topics[edit.name] = max(topics.pop(edit.topic), topics.get(edit.name, 0.0))
        return bool(having)
    if edit.strength:
        words[edit.word][edit.topic] = WEIGHTS[edit.strength]
        return True
    topics = words.get(edit.word, {})
    there = topics.pop(edit.topic, None) is not None
    if there and not topics:  # an empty one would be a veto
        del words[edit.word]
    return there


def _read(own: str) -> dict[str, Any]:
    """The user's file, checked: what is wrong and where is said in one sentence."""
    try:
        lexicon = tomllib.loads(Path(own).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadLexicon(f"议题词表“{own}”读不出来，请检查 {VARIABLE} 所指的文件。") from error
    except tomllib.TOMLDecodeError as error:
        raise BadLexicon(f"议题词表“{own}”不是有效的 TOML（{error}），请改正后再试。") from error
    for topic in [{"name": "veto", "strong": lexicon.get("veto", [])}, *lexicon.get("topic", [])]:
        _check(own, topic)
    return lexicon


def _check(own: str, topic: object) -> None:
    if not isinstance(topic, dict) or not isinstance(topic.get("name"), str) or not topic["name"]:
        raise BadLexicon(f"议题词表“{own}”里有一个 [[topic]] 没有 name，请补上议题的名称。")
    for strength in WEIGHTS:
        entries = topic.get(strength, [])
        if not isinstance(entries, list) or not all(isinstance(word, str) and word for word in entries):
            raise BadLexicon(f"议题词表“{own}”里“{topic['name']}”的 {strength} 应是一串词，请改正后再试。")
