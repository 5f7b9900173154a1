"""Articles as they are collected, one a file, with labelled lines at the head: 标题：…, 来源：…, 日期：2024-01-05."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from banmian.lexicon import any_of, table
from banmian.reading.adapters.days import days
from banmian.records import Source

_FEWEST = 2
_LONGEST_HEAD = 2_000
Head = dict[str, str]
"""Label of ``lexicon/adapters.toml`` → what its line says."""


def recognise(text: str, name: str) -> bool:
    """Two labelled lines or more, a headline and a day among them."""
    said, _ = _head(text)
    return len(said) >= _FEWEST and "headline" in said and any(days(said.get("day", "")))


def adapt(source: Source) -> Source:
    """The headline as a heading, who wrote it as a line; the rest is what is known of the page, and the link goes."""
    said, end = _head(source.text)
    number = re.search(r"\d{1,3}", said.get("page", ""))
    author = f"\n\n（记者 {said['author']}）" if "author" in said else ""
    return replace(
        source,
        text=f"# {said['headline']}\n\n{source.text[end:].strip()}{author}\n",
        paper=said.get("paper"),
        publication_date=next(days(said["day"])),
        page_number=int(number[0]) if number else None,
    )


def _head(text: str) -> tuple[Head, int]:
    """What the labelled lines say, and where they end; the first of a label counts."""
    said: Head = {}
    end = 0
    while (line := _line().match(text, end, _LONGEST_HEAD)) is not None:
        field = next(field for field, words in table("adapters")["labels"].items() if line[1] in words)
        said.setdefault(field, line[2].strip())
        end = line.end()
    return {field: value for field, value in said.items() if value}, end


@cache
def _line() -> re.Pattern[str]:
    labels = any_of(word for words in table("adapters")["labels"].values() for word in words)
    return re.compile(rf"\s*+[【\[]?({labels})[】\]]?[ \t]*[:：]([^\r\n]*)(?:\r?\n|$)")
