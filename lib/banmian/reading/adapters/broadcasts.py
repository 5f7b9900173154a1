"""Transcripts of a daily broadcast as people collect them: Markdown with a title and a day, HTML inside, links.

``# 《新闻联播》 (20240105)``, ``## 新闻摘要``, ``## 详细新闻``, then ``### headline`` and its paragraphs.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cache

from banmian.lexicon import any_of, table
from banmian.reading.adapters.days import days
from banmian.records import Source

_TITLE = re.compile(r"\s*+#\s*+《([^《》\n]{2,20})》\s*+[（(]([^（）()\n]{8,11})[）)][ \t\r]*+(?:\n|$)")
_HEAD = 200
_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,200})\]\([^()\s]{0,2000}\)")
_TAGS = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")


def recognise(text: str, name: str) -> bool:
    title = _TITLE.match(text[:_HEAD])
    return bool(title and any(days(title[2])) and _section("details").search(text))


def adapt(source: Source) -> Source:
    """The title as the head of a page; the reports with HTML and links as plain text.

    The summary says again what the reports say; it is left out, and that is said.
    """
    programme, day, end = _title(source.text)
    summary, reports = _section("details").split(source.text[end:], 1)
    size = len("".join(_section("summary").sub("", summary).split()))
    said = (f"节目摘要 {size} 字没有计入，各条见后。",) if size else ()
    return replace(
        source,
        text=f"{programme}　{day.year}年{day.month}月{day.day}日\n\n{_plain(reports)}\n",
        repairs=(*source.repairs, *said),
        paper=programme,
        publication_date=day,
    )


def _title(text: str) -> tuple[str, dt.date, int]:
    found = _TITLE.match(text[:_HEAD])
    assert found is not None, "recognised before"
    return found[1], next(days(found[2])), found.end()


@cache
def _section(name: str) -> re.Pattern[str]:
    return re.compile(rf"^##(?!#)[ \t]*+{any_of(table('adapters')['broadcasts'][name])}[ \t\r]*+$", re.M)


@cache
def _closing() -> re.Pattern[str]:
    words = any_of(table("adapters")["broadcasts"]["closing"])
    return re.compile(
        rf"^(?:[-*][ \t]++)?+(?:-{{3,}}|{words}|[（(]{words}[^（）()\n]{{0,40}}[）)])[ \t\r]*+$", re.M
    )


@cache
def _headline() -> re.Pattern[str]:
    """What stands before its words: ### and, where it is one, that this is a film ([视频])."""
    marks = any_of(table("adapters")["broadcasts"]["marks"])
    return re.compile(rf"^###(?!#)[ \t]*+(?:[\[【]{marks}[\]】][ \t]*+)*+(?=\S)", re.M)


def _plain(part: str) -> str:
    text = _LINK.sub(lambda link: "" if link[1] else link[2], part)
    if _TAGS.search(text):
        text = _without_markup(text)
    return re.sub(r"\n{3,}", "\n\n", _headline().sub("# ", _closing().sub("", text))).strip()


def _without_markup(text: str) -> str:
    """HTML knows nothing of the line ends that make headings and paragraphs in Markdown."""
    from banmian.reading.formats.html import flowed

    pieces = re.split(r"\n[ \t\r]*+\n|^(#{1,6}[ \t][^\n]*)$", text, flags=re.M)
    plain = (piece if piece.startswith("#") else flowed(piece)[0].strip() for piece in pieces if piece)
    return "\n\n".join(piece for piece in plain if piece)
