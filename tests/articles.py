"""Articles and pages made of a few lines, for the tests of the extractors."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from banmian.layout import make_body, make_line
from banmian.records import Article, Line, Page, Source

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of ``cases/NAME.toml``."""
    found: list[dict[str, Any]] = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return found


def line(text: str | None) -> Line | None:
    return make_line(text, [(0, len(text))]) if text else None


def article(body: str = "", headline: str | None = None, **more: Any) -> Article:
    """An article whose paragraphs are the lines of ``body``."""
    spans, at = [], 0
    for paragraph in body.split("\n"):
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 1
    kicker, subhead = line(more.get("kicker")), line(more.get("subhead"))
    role = more.get("role", "news" if body else "headline_only")
    return Article(
        more.get("id", "1"), 1, line(headline), kicker, subhead, make_body(body, spans), (), (), role
    )


def page(*articles: Article, printed: str | None = None, head: str = "") -> Page:
    """A page of these articles; ``head`` is printed on it outside of them."""
    date = dt.date.fromisoformat(printed) if printed else None
    bodies = "\n".join(item.body.text for item in articles)
    source = Source("page.txt", f"{head}\n{bodies}", "0", "utf-8")
    return Page(source, "page", None, date, (), articles, ((0, len(head)),))
