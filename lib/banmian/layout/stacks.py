"""A headline stack read: kicker (引题), headline (主题), subhead (副题), and where the next one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from banmian.layout.blocks import close
from banmian.layout.likeness import plain, share
from banmian.layout.lines import LineKind, words_of
from banmian.layout.looks import Look, look
from banmian.records import Block

KICKER, HEADLINE, WRAPPED, SUBHEAD = "kicker", "headline", "wrapped", "subhead"
# Which part may follow which in one heading. After anything but a kicker another heading may begin.
_FOLLOWS = {
    KICKER: (KICKER, HEADLINE),
    HEADLINE: (WRAPPED, SUBHEAD),
    WRAPPED: (WRAPPED, SUBHEAD),
    SUBHEAD: (SUBHEAD,),
}
_NEVER = -9.0
_FOREIGN, _TOLD, _RETOLD = 0.3, 0.6, 0.45
"""Shares of a line's bigrams in the body below: less speaks of another report, more retells this one, the
last below a line that speaks of another."""

_SHORT_TITLE = 8
_ANOTHERS = 4.0
"""What it costs a line above or below a headline to retell another report."""

Path = list[tuple[str, bool]]


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
    def is_couplet(self) -> bool:
        """春耕时节备农忙　农机“体检”保春播"""
        return any(len(look(block).phrases) == 2 for block in self.headline)

    @property
    def is_title(self) -> bool:
        """寒潮来袭: a few characters that tell of nobody's doings."""
        return len(self.text) <= _SHORT_TITLE and all(look(block).verb < 0 for block in self.lines)

    @property
    def is_notice(self) -> bool:
        return any(block.kind == LineKind.NOTICE for block in self.headline)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line among its neighbours."""

    look: Look
    before: Look | None
    """Two lines above."""
    above: Look | None
    below: Look | None
    close: bool
    """Right below the line above it."""
    leans: bool
    """Right above the line below it."""
    run_on: bool
    """On the printed line of the one above it."""
    quoted: bool
    """Below 某某在…时强调: what was said, one line or two."""

    @property
    def joint(self) -> str:
        """The characters on both sides of the break above the line: 评估 | 专家."""
        return self.above.words[-2:] + self.look.words[:2] if self.above else ""


def _sum(*signs: tuple[float, bool]) -> float:
    """The weights of the signs that are there. They were set by hand on the development pages."""
    return sum(weight for weight, there in signs if there)


def _as_kicker(line: _Line, body: str, known: str) -> float:
    here, below = line.look, line.below
    if below is None:
        return _NEVER
    return _sum(
        (6.0, here.stress),
        (2.0, here.words.endswith("！")),
        (1.5, here.verse and below.tells),
        (1.0, here.bare),
        (1.5, here.slogan),
        (1.0, (bool(body) or line.leans) and below.tells and not here.tells),
        (1.0, not here.tells and share(below.words, known) > share(here.words, known) + _FOREIGN),
        (1.0, here.level == 0 < below.level),
        (2.0, here.level > below.level > 0),
        (-3.0, 0 < here.level < below.level),
        (-2.0, here.tells),
        (-4.0, here.dash or line.quoted),
    )


def _as_headline(line: _Line, top: int, known: str) -> float:
    here = line.look
    return 1.5 * share(here.words, known) + _sum(
        (1.5, here.tells),
        (1.0, 0 < here.level == top),
        (-4.0, line.below is not None and here.level == 0 < line.below.level),
        (-6.0, here.dash),
        (-4.0, here.stress),
        (-1.5, here.bare),
        (-1.0, here.chair and len(here.words) <= 16),
    )


def _as_subhead(line: _Line, known: str) -> float:
    here, above = line.look, line.above
    if above is None:
        return _NEVER
    return _sum(
        (6.0, here.dash),
        (4.0, here.chair),
        (2.5, here.bare),
        (2.5, above.closed and not here.tells),
        (2.0, here.bold and not above.bold),
        (1.5, here.level > above.level > 0),
        (0.5, share(here.words, known) > _TOLD),
        (-1.5, 0 < here.level <= above.level),
        (-1.0, (here.tells or here.acting) and not here.chair),
        (-6.0, here.stress),
    )


def _as_wrapped(line: _Line, texts: str, known: str) -> float:
    """The rest of a headline that began on the line above."""
    here, above = line.look, line.above
    if above is None or above.stress or above.cried or here.dash or here.stress:
        return _NEVER
    seam = above.words[-1:] + here.words[:1]
    told = share(seam, known) == 1 or line.joint in texts
    said = line.quoted and not here.tells and (here.slogan or above.slogan)
    told_above = above.tells or (line.before is not None and line.before.tells)
    complete = (told_above and here.tells) or above.slogan
    half = above.verb < 0 <= here.verb or (here.verb < 0 <= above.verb and not line.run_on)
    return _sum(
        (-2.0, True),
        (5.0, here.goes_on),
        (5.0, above.open),
        (5.0, here.words.startswith("关于") and above.verb < 0),
        (5.0, told),
        (3.0, line.joint in texts),
        (5.0, said),
        (-4.0, above.closed and not told),
        (2.5, half and not (complete or above.verse or here.chair or here.bare or here.acting)),
        (-3.0, complete and not said),
        (3.5, line.run_on and here.verb == 0 and not (here.bare or here.chair)),
        (3.5, line.run_on and abs(len(here.words) - len(above.words)) <= 1 and len(here.words) <= 8),
        (-2.0, here.level != above.level and not line.run_on),
        (-3.0, here.level > 0),
    )


def _begins_another(line: _Line, texts: str, known: str, others: Sequence[str]) -> float:
    """The cost of another article's heading beginning here; small where no body follows.

    There a blank line parts two headlines (党工委集体学习《条例》, | 多部门联动护航中考) rather than one.
    """
    if not texts:
        return -2.0 if line.close and not line.look.acting else 1.0
    told = share(line.look.words, known)
    foreign = told < _FOREIGN
    elsewhere = max((share(line.look.words, other) for other in others), default=0.0)
    return _sum(
        (-3.0, True),
        (-2.0, line.close),
        (-6.0, line.joint in texts),
        (6.0, elsewhere > _TOLD / 2 and elsewhere > told + _FOREIGN / 2),
        (1.5, line.look.tells and foreign),
        (3.0, told > _RETOLD and line.above is not None and _is_foreign(line.above, known)),
        (4.0, line.look.notice and line.above is not None and line.above.tells),
        (1.0, line.look.level > 0),
    )


def _is_foreign(above: Look, known: str) -> bool:
    """举行重大项目集中开工仪式 | 区内12家企业获评“专精特新”: news of its own, of which the body below says nothing."""
    beside = above.verse or above.slogan or above.bare or above.stress or above.dash or above.chair
    return not beside and len(above.words) > _SHORT_TITLE and share(above.words, known) < _FOREIGN


def _of_another(line: _Line, known: str, others: Sequence[str]) -> bool:
    """It retells a report that has no headline yet, not the one below."""
    if not others:
        return False
    told = share(line.look.words, known) + _FOREIGN / 3
    return any(share(line.look.words, other) > max(_TOLD, told) for other in others)


def _step(
    best: dict[str, tuple[float, Path]], scores: dict[str, float], another: float
) -> dict[str, tuple[float, Path]]:
    """The best reading up to a line, for each part that the line may be."""
    reached: dict[str, tuple[float, Path]] = {}
    for last, (so_far, path) in best.items():
        for part, score in scores.items():
            joins = part in _FOLLOWS[last]
            if not joins and (part in {SUBHEAD, WRAPPED} or last == KICKER):
                continue
            total = so_far + score + (0.0 if joins else another)
            if part not in reached or total > reached[part][0]:
                reached[part] = (total, [*path, (part, not joins)])
    return reached


def _read(lines: Sequence[_Line], body: str, others: Sequence[str]) -> Path:
    """The likeliest part of each line, and whether an article's heading begins with it."""
    known = plain(body)
    elsewhere = [plain(other) for other in others]
    texts = "\n".join((body, *others))
    top = min((line.look.level for line in lines if line.look.level), default=0)
    best: dict[str, tuple[float, Path]] = {}
    for line in lines:
        scores = {KICKER: _as_kicker(line, body, known), HEADLINE: _as_headline(line, top, known)}
        another = _ANOTHERS if _of_another(line, known, elsewhere) else 0.0
        scores[KICKER] -= another
        if not best:
            best = {part: (score, [(part, True)]) for part, score in scores.items()}
            continue
        scores[SUBHEAD] = _as_subhead(line, known) - another
        scores[WRAPPED] = scores[HEADLINE] + _as_wrapped(line, texts, known)
        best = _step(best, scores, _begins_another(line, texts if body else "", known, elsewhere))
    return max(best.values())[1]


def _lines(blocks: Sequence[Block]) -> list[_Line]:
    looks = [look(block) for block in blocks]
    closes = [False, *(close(*pair) for pair in pairwise(blocks))]
    run_on = [False, *(above.line == below.line for above, below in pairwise(blocks))]
    quoted = list(
        accumulate(looks, lambda said, here: here.stress or (said and not here.dash), initial=False)
    )
    above = [None, *looks]
    below = [*looks[1:], None]
    return list(map(_Line, looks, [None, *above], above, below, closes, [*closes[1:], False], run_on, quoted))


def read_stack(blocks: Sequence[Block], body: str, others: Sequence[str] = ()) -> list[Heading]:
    """The headings that a stack holds, in order.

    ``body`` is the text below it, "" where none follows; ``others`` are texts without headline behind it.
    """
    if len(blocks) == 1:
        return [Heading((), tuple(blocks), ())]
    headings: list[dict[str, list[Block]]] = []
    for block, (part, begins) in zip(blocks, _read(_lines(blocks), body, others), strict=True):
        if begins:
            headings.append({KICKER: [], HEADLINE: [], SUBHEAD: []})
        headings[-1][HEADLINE if part == WRAPPED else part].append(block)
    return [Heading(*(tuple(heading[part]) for part in (KICKER, HEADLINE, SUBHEAD))) for heading in headings]
