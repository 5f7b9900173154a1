"""Source → Page: lines judged twice, stories and headlines told apart and brought together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from banmian.layout.articles import build, merged
from banmian.layout.drafts import read_drafts
from banmian.layout.halves import join_intruded, join_jumps
from banmian.layout.key import normalise
from banmian.layout.lines import classify_alone
from banmian.layout.masthead import named_date, paper, publication_date
from banmian.layout.neighbours import revise
from banmian.layout.pieces import pieces
from banmian.layout.repeats import bring_back
from banmian.layout.stories import read_stories
from banmian.records import Article, Block, Page, Source, Span

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r(?!\n)")


def _lines(text: str, spans: Sequence[Span]) -> Iterator[int]:
    """The line number of each span; where no line is blank, every line counts as set apart."""
    step = 1 if _BLANK_LINE.search(text.strip().replace("\r\n", "\n")) else 2
    line = at = 0
    for start, _ in spans:
        line += text.count("\n", at, start) or text.count("\r", at, start)
        at = start
        yield step * line


def read_blocks(text: str) -> list[Block]:
    """The lines of a page with both verdicts; ``text`` of a block is normalised."""
    normal = normalise(text)
    spans = pieces(normal)
    blocks = []
    for span, line in zip(spans, _lines(normal, spans), strict=True):
        # inside a piece a line break is the work of a fixed width
        words = "".join(map(str.strip, normal[slice(*span)].splitlines()))
        kind = classify_alone(words)
        blocks.append(Block(span, words, kind, kind, line))
    return revise(blocks)


def _printed(block: Block, text: str) -> Block:
    words = text[slice(*block.span)]
    return block if words == block.text else replace(block, text=words)


def _leftover(source: Source, articles: tuple[Article, ...]) -> tuple[Span, ...]:
    """What lies in no article, without the white space around it."""
    spans, at = [], 0
    for start, end in [
        *sorted(span for article in articles for span in article.spans),
        (len(source.text),) * 2,
    ]:
        gap = source.text[at:start]
        if gap.strip():
            spans.append((at + len(gap) - len(gap.lstrip()), at + len(gap.rstrip())))
        at = max(at, end)
    return merged(spans, source.text)


def read_page(source: Source) -> Page:
    """The articles of a page and what belongs to none.

    Every character that is no white space lies in exactly one span of one article or of ``leftover``.
    Never raises: a text that is no newspaper page becomes a page with one article, or none.
    """
    blocks = read_blocks(source.text)
    issue_id = source.sha256[:16]
    found = read_drafts(join_intruded(bring_back(join_jumps(read_stories(blocks)))))
    printed = publication_date(blocks)
    day = source.publication_date or printed or named_date(source.name)
    articles = tuple(build(source, issue_id, number, draft) for number, draft in enumerate(found, 1))
    return Page(
        source=source,
        issue_id=issue_id,
        paper=source.paper or paper(blocks),
        publication_date=day,
        blocks=tuple(_printed(block, source.text) for block in blocks),
        articles=articles,
        leftover=_leftover(source, articles),
        named=day is not None and printed is None and source.publication_date is None,
        printed_date=printed,
    )
