"""What an article is about: its shares of sixteen topics, with every word that shows them.

A word counts by its strength and by where it stands; each further occurrence of the same word in a body
counts less (1, 1/2, 1/3 …), so that a long report that repeats itself is not louder. The factors of the
places (headline 4, kicker and subhead 2, first sentence 2, body 1) were tried by hand on the sample
pages: the headline alone names the topic of four reports in five, but not of those with a motto above.
Who was there and who wrote it say little of the topic: words inside titles, names and bylines count for less.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from banmian.facts.leads import lead
from banmian.facts.texts import Text, texts
from banmian.lexicon.topics import Edit, topic_words
from banmian.records import Article, Facts, Page, Span, Topic
from banmian.vocabulary import vocabulary
from banmian.words import Words

_PLACES = {"headline": 4.0, "kicker": 2.0, "subhead": 2.0, "body": 1.0}
_LEAD = 2.0
_SMALLEST = 0.02
"""Shares below it are left out: a passing word makes no topic."""
_BESIDE = 0.25
"""Of a word inside a title, a name (白鹭) or a byline."""
_TITLE = 4
"""Characters of the shortest title that counts for less; a teacher or a doctor may be what it is about."""
_AROUND = 8
"""Characters on either side of a word that are cut into words to see whether it is one."""
_NOTHING = Facts()


def extract(page: Page, known: tuple[Facts, ...], edits: tuple[Edit, ...] = ()) -> tuple[Facts, ...]:
    """Give each article its topics, the largest share first; ``edits`` are a user's, to the words that show them."""
    return tuple(
        replace(facts, topics=topics(article, facts, edits))
        for article, facts in zip(page.articles, known, strict=True)
    )


def topics(article: Article, facts: Facts = _NOTHING, edits: tuple[Edit, ...] = ()) -> tuple[Topic, ...]:
    """The topics of an article; the shares add up to 1, none where no word shows any.

    ``facts`` tell the titles, names and bylines.
    """
    weights: dict[str, float] = defaultdict(float)
    words: dict[str, list[tuple[str, str, Span]]] = defaultdict(list)
    lexicon, first, known = topic_words(edits), lead(article, 1), vocabulary()
    people = {title for person in facts.people for title in person.titles if len(title) >= _TITLE}
    people |= {person.name for person in facts.people}
    for text in texts(article):
        seen: dict[str, int] = defaultdict(int)
        beside = _beside(text, people, facts)
        for word, start, end, shown in lexicon.hits(text.key):
            if end - start == 2 and text.key[start - 1 : start + 1] in known and _across(text.key, start):
                continue
            seen[word] += 1
            factor = _factor(text, start, first) / seen[word] * (_BESIDE if beside[start] else 1.0)
            evidence = word, text.where, text.span(start, end)
            for topic, weight in shown:
                weights[topic] += weight * factor
                words[topic].append(evidence)
    whole = sum(weights.values())
    kept = {topic: weight for topic, weight in weights.items() if weight >= _SMALLEST * whole}
    total = sum(kept.values())
    ranked = sorted(kept, key=lambda topic: (-kept[topic], topic))
    return tuple(Topic(topic, kept[topic] / total, tuple(words[topic])) for topic in ranked)


def _across(key: str, start: int) -> bool:
    """True of two characters that end one word and begin the next: 利用|工作 is no 用工, 金银花|鼓起 no 花鼓."""
    if key[start + 1 : start + 3] not in vocabulary():
        return False
    at = max(0, start - _AROUND)
    words = Words(key[at : start + 2 + _AROUND])
    here, behind = words.at(start - at), words.at(start + 1 - at)
    return bool(here and behind and here[1] < start - at and here[2] == behind[1] < behind[2] - 1)


def _beside(text: Text, people: set[str], facts: Facts) -> bytearray:
    """By place in the key, 1 where titles, names and bylines stand; ``people`` are the titles and names."""
    spans = [(start, start + len(words)) for words in people for start in _starts(text.key, words)]
    if text.where == "body":
        named = (mention for person in facts.people for mention in person.mentions)
        for start, end in (*facts.byline.spans, *named):
            spans.append((bisect_left(text.places, start), bisect_left(text.places, end)))
    taken = bytearray(len(text.key))
    for start, end in spans:
        taken[start:end] = b"\1" * (end - start)
    return taken


def _starts(key: str, title: str) -> Iterator[int]:
    at = key.find(title)
    while at >= 0:
        yield at
        at = key.find(title, at + len(title))


def _factor(text: Text, start: int, first: Span) -> float:
    if text.where == "body" and first[0] <= start < first[1]:
        return _LEAD
    return _PLACES[text.where]
