"""The topic lexicon: the words of ``topics.toml`` and those of a file of the user's own.

The user's file, named in the environment variable ``BANMIAN_TOPICS``, has the same form: ``veto``, a list
of contexts that show nothing, and ``[[topic]]`` tables with ``name`` and the lists ``strong``, ``plain``
and ``weak``. Its words are added to ours; a topic with a new name is a new topic. A file that is missing
or of another form raises BadLexicon.
"""

from __future__ import annotations

import os
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from banmian.errors import BadLexicon
from banmian.lexicon import table

VARIABLE = "BANMIAN_TOPICS"
WEIGHTS = {"strong": 3.0, "plain": 1.0, "weak": 0.25}
"""By hand: a plain word needs two others to outweigh a strong one, a weak one decides only a tie."""

Entry = tuple[str, tuple[tuple[str, float], ...]]


class Hit(NamedTuple):
    word: str
    start: int
    end: int
    topics: tuple[tuple[str, float], ...]
    """Each topic that the word shows, with its weight."""


@dataclass(frozen=True, slots=True)
class TopicWords:
    finder: AhoCorasick
    entries: tuple[Entry, ...]

    def hits(self, text: str) -> Iterator[Hit]:
        """The words in ``text``, the leftmost and longest of any that overlap; vetoed ones left out."""
        for number, start, end in self.finder.find_matches_as_indexes(text):
            word, topics = self.entries[number]
            if topics:
                yield Hit(word, start, end, topics)


def topic_words() -> TopicWords:
    """The lexicon in use; raises BadLexicon where the user's file cannot be used."""
    return _built(os.environ.get(VARIABLE, ""))


@cache
def _built(own: str) -> TopicWords:
    words: dict[str, dict[str, float]] = defaultdict(dict)
    lexicons = [table("topics"), *([_read(own)] if own else [])]
    for lexicon in lexicons:
        for topic in lexicon.get("topic", ()):
            for strength, weight in WEIGHTS.items():
                for word in topic.get(strength, ()):
                    words[word].setdefault(topic["name"], weight)
    for lexicon in lexicons:
        words |= {word: {} for word in lexicon.get("veto", ())}
    entries = tuple((word, tuple(topics.items())) for word, topics in words.items())
    return TopicWords(AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest), entries)


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
