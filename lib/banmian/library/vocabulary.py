"""The words of a library's own: those that pages are read with, and those that are only looked at otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from banmian.facts import topics
from banmian.layout.key import flat
from banmian.lexicon.topics import Edit, Renamed, Shown, topic_words
from banmian.library import record
from banmian.library.actions import STOP_WORD, TOPIC, TOPIC_WORD, WORD
from banmian.library.corrections import Correction
from banmian.records import Issue
from banmian.words import HAN, stop_words

CHINESE = re.compile(f"[{HAN}]{{2,}}")
READ_WITH = frozenset({TOPIC, TOPIC_WORD, WORD})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What pages are read with; where it changes, all of them are read again."""

    words: tuple[str, ...] = ()
    """Of the user's dictionary, sorted."""
    topics: tuple[Edit, ...] = ()

    def key(self) -> str:
        """Of what it holds, not of who decided it when: what was undone has the key of before."""
        return record.digest(self.words, self.topics) if self.words or self.topics else ""

    def topical(self, issue: Issue) -> Issue:
        """The issue with its topics by the edited words."""
        if not self.topics:
            return issue
        return replace(issue, facts=topics.extract(issue.page, issue.facts, self.topics))


OURS = Vocabulary()


def vocabulary(lines: Sequence[Correction]) -> tuple[Vocabulary, list[Correction]]:
    """What the lines make of the words, and those that found neither such a word nor such a topic.

    ``word``: target ``word``, of Chinese characters. ``topic_word``: target ``topic`` and ``word``, value
    ``strength``, of ``WEIGHTS`` or None. ``topic``: target ``topic``, value ``name``.
    """
    words = {flat(str(line.target["word"])): line for line in lines if line.action == WORD}
    edits = {line.event_id: _edit(line) for line in lines if line.action in (TOPIC, TOPIC_WORD)}
    found = Vocabulary(tuple(sorted(filter(CHINESE.fullmatch, words))), tuple(edits.values()))
    idle = topic_words(found.topics).idle
    unplaced = [line for word, line in words.items() if not CHINESE.fullmatch(word)]
    return found, unplaced + [line for line in lines if edits.get(line.event_id) in idle]


def stopped(lines: Sequence[Correction]) -> frozenset[str]:
    """The stop words, with those that the lines add (value ``stop``, true unless said) and without those let in."""
    words = set(stop_words())
    for line in lines:
        if line.action == STOP_WORD:
            word = flat(str(line.target["word"]))
            words = words | {word} if line.value.get("stop", True) else words - {word}
    return frozenset(words)


def _edit(line: Correction) -> Edit:
    topic = str(line.target["topic"])
    if line.action == TOPIC:
        return Renamed(topic, str(line.value["name"]))
    return Shown(topic, flat(str(line.target["word"])), line.value["strength"])
