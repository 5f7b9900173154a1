"""A library of two pages of one paper, the corrections that fit it, and what is asked of it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from banmian.library import jobs, receiving, worker
from banmian.library.amend.quotes import quotation
from banmian.library.corrections import Correction
from banmian.library.intake import take_in
from banmian.library.references import reference

COUNTY = """清湾日报
2026年3月6日 星期五

县委召开常委会会议

本报讯（记者 周明）3月5日，县委书记李建国主持召开县委常委会会议，研究生态环境保护工作。县教育局局长王伟出席会议。
会议强调，要落实“三个避让”要求，守住底线，大力发展青稞酿造。

全县水利工作会议召开

本报讯（记者 李芳）3月5日，县水利局局长王伟主持召开全县水利工作会议，县教育局局长马志强出席会议。
会议强调，要落实“三避让”要求。
"""
LATER = """清湾日报
2026年3月9日 星期一

全县教育工作会议召开

本报讯（记者 周明）3月8日，县教育局局长王伟主持召开全县教育工作会议，副县长刘志强出席会议并讲话。
会议强调，要做好青稞酿造人才的培养。
"""


def here(folder, batches, decisions):
    """An engine in this process: none has to be started."""
    return (take_in(folder, batch, decisions) for batch in batches)


def one_by_one(folder, batches, decisions):
    """The same, a part a file."""
    return (take_in(folder, [entry], decisions) for batch in batches for entry in batch)


def filled(library: Path, *paths: Path) -> Path:
    """The library with these files in it."""
    worker.work(library, jobs.submit(library, receiving.from_paths(library, list(paths)), "test"), by=here)
    return library


def made(place: Path) -> Path:
    """The library, below ``place``."""
    for name, text in (("a.txt", COUNTY), ("b.txt", LATER)):
        (place / name).write_text(text, "utf-8")
    return filled(place / "library", place / "a.txt", place / "b.txt")


def article_id(frames, headline):
    return frames.articles.set_index("headline").loc[headline, "article_id"]


def page_of(frames, headline):
    return frames.pages[article_id(frames, headline).rpartition("-")[0]]


def of_article(frames, headline, **more):
    """The target of a correction to an article."""
    issue = page_of(frames, headline)
    article = next(a for a in issue.page.articles if a.headline and a.headline.text == headline)
    return {"page": issue.issue_id, "quote": quotation(issue.page, article), **more}


def names(frames):
    """Who is where: headline → the names that persons go by."""
    told = frames.appearances.astype({"article_id": "str"}).merge(frames.articles[["article_id", "headline"]])
    called = told["person_id"].map(frames.people.set_index("person_id")["name"])
    return {headline: sorted(called[rows.index]) for headline, rows in told.groupby("headline")}


def weis(frames):
    """The person_id of 王伟 in each report."""
    rows = frames.appearances[frames.appearances["name"] == "王伟"].astype({"article_id": "str"})
    told = rows.merge(frames.articles[["article_id", "headline"]])
    return dict(zip(told["headline"], told["person_id"].astype("str"), strict=True))


MEETING, WATER, SCHOOLS = "县委召开常委会会议", "全县水利工作会议召开", "全县教育工作会议召开"


def everything(frames):
    """A correction of every action that fits the two pages."""
    one, other = (reference(frames, weis(frames)[headline]) for headline in (MEETING, WATER))
    liu = frames.people.set_index("name").loc["刘志强", "person_id"]
    page = of_article(frames, MEETING)["page"]
    return [
        Correction("fix_text", {"page": page, "before": "县委书记", "text": "李建国", "after": "主持"}, {"text": "李建囯"}),
        Correction("describe", {"page": page}, {"page_number": 3}),
        Correction("date", of_article(frames, SCHOOLS), {"date": "2026-03-07"}),
        Correction("kind", of_article(frames, WATER), {"kind": "study"}),
        Correction("name", of_article(frames, WATER), {"name": "水利工作会"}),
        Correction("cut", {"page": page, "before": "出席会议。", "after": "会议强调，要落实“三避让”"}),
        Correction("headline", of_article(frames, SCHOOLS), {"text": None}),
        Correction("same_person", {"one": one, "other": other}, why="调任"),
        Correction("rename", {"person": reference(frames, liu)}, {"name": "刘志刚"}),
        Correction("slogan", {"slogan": "三避让"}, {"canonical": "三个避让"}),
        Correction("topic_word", {"topic": "青稞产业", "word": "青稞酿造"}, {"strength": "strong"}),
        Correction("topic", {"topic": "生态环保"}, {"name": "生态"}),
        Correction("stop_word", {"word": "底线"}),
        Correction("word", {"word": "青稞酿造"}),
    ]  # fmt: skip


def same(these, those):
    for name, table in these.tables().items():
        pd.testing.assert_frame_equal(table, those.tables()[name], check_categorical=False, obj=name)
    assert (these.stop, these.own, these.unplaced) == (those.stop, those.own, those.unplaced)
