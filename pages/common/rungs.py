"""The rungs of a page side by side, report by report: what was printed, what each line was taken for, what it says."""

from __future__ import annotations

import streamlit as st

from banmian import schema
from banmian.measures import issues
from banmian.records import Article, Block, Facts, Issue, Span
from pages.common import pick, show
from pages.common.data import View
from pages.common.ink import escape

RUNGS = ("源文件", "行", "报道", "事实")
AT_ONCE, LONGEST = 4, 4_000
"""Reports shown at once, and characters of a text."""


def rungs(view: View) -> None:
    show.section("一版从源文件到事实", "逐篇对照，看哪一步读丢或读错了")
    names = {name: view.library.issues[name] for name in view.frames.issues["issue_id"]}
    latest = view.of(issues.latest)
    chosen = pick.one("page", "选一版", names, latest) or latest
    issue = view.library.frames.pages[chosen]
    rows = [
        *zip(issue.page.articles, issue.facts, strict=True),
        *((part, None) for part in issue.page.continued),
    ]
    pages = max(1, -(-len(rows) // AT_ONCE))
    part = pick.part(pages, 0, f"rungs-{chosen}")
    cells = [_report(issue, *row) for row in rows[part * AT_ONCE : (part + 1) * AT_ONCE]]
    cells += [_rest(issue)] if part == pages - 1 else []
    markup = "".join(
        f'<div data-rung="{rung}">{cell}</div>'
        for row in cells
        for rung, cell in zip(RUNGS, row, strict=True)
    )
    heads = "".join(f'<div class="rung">{rung}</div>' for rung in RUNGS)
    st.html(f'<div class="rungs">{heads}{markup}</div>')


def _report(issue: Issue, article: Article, facts: Facts | None) -> tuple[str, ...]:
    lines = [line.text for line in (article.kicker, article.headline, article.subhead) if line]
    head = "".join(f"<p><strong>{escape(line)}</strong></p>" for line in lines)
    body = "".join(f"<p>{escape(line)}</p>" for line in _cut(article.body.text).split("\n"))
    said = _facts(facts) if facts else "<p>并入另一版的上半篇。</p>"
    return _printed(issue, article.spans), _lines(issue, article.spans), head + body, said


def _rest(issue: Issue) -> tuple[str, ...]:
    """What belongs to no report, and the faults of the whole page."""
    spans = issue.page.leftover
    faults = "".join(f"<p>{escape(fault.detail)}</p>" for fault in issue.anomalies)
    return _printed(issue, spans), _lines(issue, spans), "<p>未归入报道</p>", faults


def _printed(issue: Issue, spans: tuple[Span, ...]) -> str:
    text = "\n".join(issue.source.text[start:end].strip() for start, end in spans)
    return f"<pre>{escape(_cut(text))}</pre>"


def _lines(issue: Issue, spans: tuple[Span, ...]) -> str:
    inside = [
        block for block in issue.page.blocks if any(start <= block.span[0] < end for start, end in spans)
    ]
    return "".join(f"<p>{_line(block)}</p>" for block in inside)


def _line(block: Block) -> str:
    text = block.text if len(block.text) <= 24 else f"{block.text[:24]}…"
    alone, kind = (schema.LINE_KINDS[name] for name in (block.alone, block.kind))
    verdict = kind if alone == kind else f"{alone}→{kind}"
    return f"<b>{verdict}</b>　{escape(text)}"


def _facts(facts: Facts) -> str:
    event = facts.event
    told = {
        "类别": schema.ARTICLE_KINDS[facts.kind],
        "日期": f"{event.date or ''}{f'（{event.year_evidence}）' if event.year_evidence else ''}",
        "名称": event.name,
        "人物": "、".join(
            person.canonical + (f"（{schema.ROLES[person.roles[0]]}）" if person.roles else "")
            for person in facts.people
        ),
        "提法": "、".join(dict.fromkeys(slogan.canonical for slogan in facts.slogans)),
        "议题": "、".join(topic.topic for topic in facts.topics),
        "异常": "".join(fault.detail for fault in facts.anomalies),
    }
    return "".join(f"<p><b>{name}</b>　{escape(said)}</p>" for name, said in told.items() if said)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
