"""A headline stack read: kicker (引题), headline (主题), subhead (副题), and where the next one begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from banmian.layout.key import flat
from banmian.layout.likeness import bigrams
from banmian.layout.lines import LineKind, is_bold, level, one_of, terms, words_of
from banmian.layout.neighbours import close
from banmian.records import Block

KICKER, HEADLINE, WRAPPED, SUBHEAD = "kicker", "headline", "wrapped", "subhead"
# Which part may follow which in one stack; a kicker or headline behind a headline begins another.
_FOLLOWS = {
    KICKER: (KICKER, HEADLINE),
    HEADLINE: (WRAPPED, SUBHEAD),
    WRAPPED: (WRAPPED, SUBHEAD),
    SUBHEAD: (SUBHEAD,),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """One article's headline with what stands above and below it."""

    kicker: tuple[Block, ...]
    headline: tuple[Block, ...]
    subhead: tuple[Block, ...]

    @property
    def lines(self) -> tuple[Block, ...]:
        return (*self.kicker, *self.headline, *self.subhead)

    @property
    def start(self) -> int:
        return self.lines[0].span[0]

    @property
    def text(self) -> str:
        return "".join(words_of(block.text) for block in self.headline)

    @property
    def is_notice(self) -> bool:
        return any(block.kind == LineKind.NOTICE for block in self.headline)


@cache
def _stress() -> re.Pattern[str]:
    return re.compile(rf"{one_of(terms('stress_verbs'))}[：:，]?$")


@cache
def _chair() -> re.Pattern[str]:
    return re.compile(rf"{one_of(terms('chair_endings'))}$")


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(one_of(terms("bare_verbs")))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(one_of(terms("news_verbs")))


@dataclass(frozen=True, slots=True)
class _Look:
    """What the parts are told by."""

    words: str
    level: int
    bold: bool
    dash: bool
    stress: bool
    chair: bool
    bare: bool
    verb: int
    """Where its first verb of news stands; -1 without one."""
    verse: bool
    """比项目 看变化 找差距 鼓干劲: phrases of one length."""

    @property
    def tells(self) -> bool:
        """Someone or something, then what happened."""
        return self.verb >= 2 and not self.bare and not self.stress


def _look(block: Block) -> _Look:
    printed = words_of(block.text)
    words = flat(printed)
    phrases = [len(part) for part in re.split(r"[\s，、！]+", printed) if part]
    found = _verb().search(words)
    return _Look(
        words=words,
        level=level(block.text),
        bold=is_bold(block.text),
        dash=bool(re.match(r"[—－–-]{1,}", words)),
        stress=bool(_stress().search(words)),
        chair=len(words) <= 30 and bool(_chair().search(words)),
        bare=bool(_bare().match(words)),
        verb=found.start() if found else -1,
        verse=len(phrases) > 1 and max(phrases) - min(phrases) <= 1 and max(phrases) <= 8,
    )


def _kicker_score(look: _Look, below: _Look | None) -> float:
    if below is None:
        return -9.0
    score = 6.0 * look.stress + 2.0 * look.words.endswith("！") + 1.5 * (look.verse and below.tells)
    score += 1.0 * look.bare + 1.0 * (below.tells and not look.tells) - 2.0 * (look.tells and not look.stress)
    score += 2.0 * (look.level > below.level > 0) - 3.0 * (0 < look.level < below.level)
    return score + 1.0 * (look.level == 0 < below.level) - 4.0 * look.dash


def _headline_score(look: _Look, top: int, known: set[str]) -> float:
    score = (
        1.5 * look.tells
        + 1.5 * _shared(look.words, known)
        - 6.0 * look.dash
        - 4.0 * look.stress
        - 1.5 * look.bare
    )
    return score - 1.0 * (look.chair and len(look.words) <= 16) + 1.0 * (0 < look.level == top)


def _subhead_score(look: _Look, above: _Look, known: set[str]) -> float:
    score = 6.0 * look.dash + 4.0 * look.chair + 2.5 * look.bare + 2.0 * (look.bold and not above.bold)
    score += 1.5 * (look.level > above.level > 0) - 1.5 * (0 < look.level <= above.level)
    return (
        score
        - 6.0 * look.stress
        + 0.5 * (_shared(look.words, known) > 0.6)
        - 1.0 * (look.tells and not look.chair)
    )


def _wrapped_score(look: _Look, above: _Look, body: str) -> float:
    if above.stress or look.dash or look.stress or above.words.endswith(("！", "？")):
        return -9.0
    score = -2.0 - 2.0 * (look.level != above.level) - 3.0 * (0 < look.level)
    score += 5.0 * look.words.startswith(("并", "暨", "和", "及", "与", "、", "”", "》", "）"))
    score += 5.0 * (above.words.count("“") > above.words.count("”"))
    score += 5.0 * (
        (above.words[-2:] + look.words[:2]) in body or (above.words[-1:] + look.words[:1]) in bigrams(body)
    )
    score += (
        2.5 * ((above.verb < 0) != (look.verb < 0)) * (not above.verse and not look.chair and not look.bare)
    )
    return score


def _shared(words: str, known: set[str]) -> float:
    wanted = bigrams(words)
    return len(wanted & known) / len(wanted) if wanted else 0.0


def _another_score(look: _Look, close: bool, body: str, known: set[str]) -> float:
    """Another article's headline begins here."""
    if not body:
        return -0.5 if not close else -2.0
    foreign = _shared(look.words, known) < 0.3
    return -3.0 - 2.0 * close + 1.5 * (look.tells and foreign) + 1.0 * (look.level > 0)


def _paths(looks: Sequence[_Look], closes: Sequence[bool], body: str) -> list[tuple[str, bool]]:
    """The likeliest part of each line and whether an article's heading begins with it."""
    known = bigrams(body)
    top = min((look.level for look in looks if look.level), default=0)
    best: dict[str, tuple[float, list[tuple[str, bool]]]] = {}
    for place, look in enumerate(looks):
        below = looks[place + 1] if place + 1 < len(looks) else None
        scores = {KICKER: _kicker_score(look, below), HEADLINE: _headline_score(look, top, known)}
        if not place:
            best = {part: (score, [(part, True)]) for part, score in scores.items()}
            continue
        above = looks[place - 1]
        scores[SUBHEAD] = _subhead_score(look, above, known)
        scores[WRAPPED] = _headline_score(look, top, known) + _wrapped_score(look, above, body)
        another = _another_score(look, closes[place], body, known)
        reached: dict[str, tuple[float, list[tuple[str, bool]]]] = {}
        for last, (so_far, path) in best.items():
            for part, score in scores.items():
                joins = part in _FOLLOWS[last]
                if not joins and (part in {SUBHEAD, WRAPPED} or last == KICKER):
                    continue
                total = so_far + score + (0.0 if joins else another)
                if part not in reached or total > reached[part][0]:
                    reached[part] = (total, [*path, (part, not joins)])
        best = reached
    ends = {part: found for part, found in best.items() if part != KICKER}
    return max((ends or best).values())[1]


def read_stack(lines: Sequence[Block], body: str) -> list[Heading]:
    """The headings that a stack holds, in order. ``body`` is the text below it, "" where none follows."""
    closes = [False, *(close(above, below) for above, below in pairwise(lines))]
    headings: list[dict[str, list[Block]]] = []
    for block, (part, begins) in zip(lines, _paths([_look(b) for b in lines], closes, body), strict=True):
        if begins:
            headings.append({KICKER: [], HEADLINE: [], SUBHEAD: []})
        headings[-1][HEADLINE if part == WRAPPED else part].append(block)
    return [Heading(*(tuple(heading[part]) for part in (KICKER, HEADLINE, SUBHEAD))) for heading in headings]
