"""Names on the labelled pages, found by Banmian and by other taggers that run on this machine.

The names of a page are those of its reports and of its bylines, as a set. The taggers get the page as
it is printed, sentence by sentence; they were not made for pages, and nobody joins broken paragraphs
for them. What was not installed is said.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jieba
import jieba.posseg

from banmian import parse, tagger, to_record
from banmian.reading import read
from tests.quality.labels import SETS, labels, plain
from tests.quality.scorer import Tally

SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
ROW = "{0:34}{1.precision:9.3f}{1.recall:9.3f}{1.f1:9.3f}{1.hit:8}{1.missed:8}{1.invented:9}"

Names = Iterable[str]
Reader = Callable[[Path], Names]


def of_articles(articles: list[dict[str, Any]]) -> Names:
    """The names of labelled or parsed articles."""
    for article in articles:
        yield from (person["name"] for person in article["people"])
        for names in article["byline"].values():
            yield from names


def sentences(path: Path) -> list[str]:
    return [sentence for sentence in SENTENCE.findall(read(path).text) if sentence.strip()]


def banmian_names(path: Path) -> Names:
    return of_articles(to_record(parse(path))["articles"])


def posseg_names(path: Path) -> Names:
    return (word for text in sentences(path) for word, flag in jieba.posseg.cut(text) if flag == "nr")


def half_width_names(path: Path) -> Names:
    texts = sentences(path)
    for text, runs in zip(texts, tagger.tag(texts), strict=True):
        yield from (text[start:end] for start, end, tag in runs if tag == "PER")


def as_shipped_names(path: Path) -> Names:
    """The same net fed the marks that are printed, as jieba feeds it."""
    with patch.object(tagger, "HALF_WIDTH", {}):
        return list(half_width_names(path))


def thulac_reader() -> Reader:
    cut = importlib.import_module("thulac").thulac().cut
    return lambda path: (word for text in sentences(path) for word, tag in cut(text) if tag == "np")


def readers() -> Iterator[tuple[str, Reader | None]]:
    """By name; None for what is not installed."""
    yield "Banmian", banmian_names
    yield "jieba.posseg, nr", posseg_names
    yield "jieba's tagger, as shipped, PER", as_shipped_names
    yield "jieba's tagger, half-width, PER", half_width_names
    yield "THULAC, np", thulac_reader() if importlib.util.find_spec("thulac") else None


def table(name: str) -> Iterator[str]:
    """A line a reader: precision, recall and F1 of the names of each page as a set, summed over pages."""
    jieba.setLogLevel("ERROR")
    for reader_name, reader in readers():
        if reader is None:
            yield f"{reader_name:34}  skipped: not installed (pip install thulac)"
            continue
        tally = Tally()
        for page in labels(name):
            found = reader(SETS[name][0] / page["source"])
            tally.facts(page["source"], map(plain, of_articles(page["articles"])), map(plain, found))
        yield ROW.format(reader_name, tally)
