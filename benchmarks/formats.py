"""What is lost by a format: the labelled pages written as HTML, DOCX and PDF, beside the same pages as text.

`python -m benchmarks.formats`: for each format the characters lost, and the share of headlines, days and people that
are read alike. The PDF is set in columns of 24 characters, short lines without a full stop as headlines.
"""

from __future__ import annotations

import html
import io
from collections import Counter
from pathlib import Path

import docx
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from banmian import fonts
from banmian.parsing import understand
from banmian.reading import decode
from banmian.records import Source

PAGES = Path(__file__).parents[1] / "tests" / "quality" / "pages"
LONGEST_LINE = 2_000
"""Pages in one line are no page that a program would set."""


def main() -> None:
    told: dict[str, Counter[str]] = {name: Counter() for name in WRITERS}
    for path in sorted(PAGES.iterdir()):
        source = decode(path.read_bytes(), path.name)
        if max(map(len, source.text.split("\n"))) <= LONGEST_LINE:
            for name, write in WRITERS.items():
                told[name] += compared(source, decode(write(lines(source.text)), f"page.{name}"))
    for name, count in told.items():
        alike = count["both"] / max(count["text"], count["other"])
        print(f"{name:6}{count['characters lost']:6} characters lost  {alike:.3f} alike")


def lines(text: str) -> list[tuple[int, str]]:
    """(level of heading or 0, words) of each printed line."""
    printed = (line.strip() for line in text.split("\n") if line.strip())
    return [(len(line) - len(line.lstrip("#")), line.lstrip("#").strip()) for line in printed]


def compared(one: Source, other: Source) -> Counter[str]:
    first, second = facts(one), facts(other)
    lost = Counter(letters(one)) - Counter(letters(other))
    return Counter(
        {
            "both": len(first & second),
            "text": len(first),
            "other": len(second),
            "characters lost": lost.total(),
        }
    )


def letters(source: Source) -> str:
    return "".join(source.text.replace("#", "").split())


def facts(source: Source) -> set[tuple[str, str]]:
    """Headlines, and with each the days and people of its report."""
    issue, found = understand(source), set[tuple[str, str]]()
    for article, said in zip(issue.page.articles, issue.facts, strict=True):
        headline = "".join(article.headline.text.split()).strip("#*") if article.headline else ""
        found |= {(headline, ""), (headline, str(said.event.date))}
        found |= {(headline, person.name) for person in said.people}
    return found


def as_html(page: list[tuple[int, str]]) -> bytes:
    blocks = (
        f"<h{level}>{html.escape(words)}</h{level}>" if level else f"<p>{html.escape(words)}</p>"
        for level, words in page
    )
    return f"<html><meta charset=utf-8><body>{''.join(blocks)}</body></html>".encode()


def as_docx(page: list[tuple[int, str]]) -> bytes:
    document = docx.Document()
    for level, words in page:
        if level:
            document.add_heading(words, level)
        else:
            document.add_paragraph(words)
    document.save(file := io.BytesIO())
    return file.getvalue()


def as_pdf(page: list[tuple[int, str]]) -> bytes:
    figure, left, top = Figure(figsize=(16, 22)), 0.03, 0.97
    for level, words in page:
        large = level > 0 or (len(words) <= 30 and "。" not in words)
        size, width, text = (15, 16, words) if large else (10, 24, "　　" + words)
        for line in (text[at : at + width] for at in range(0, len(text), width)):
            if top < 0.04:
                left, top = left + 0.19, 0.97
            font = FontProperties(fname=fonts.path(), size=size)
            figure.text(left, top, line.replace("$", r"\$"), fontproperties=font, va="top")
            top -= size * 0.00095 + 0.0005
        top -= 0.008 if large else 0.006
    with rc_context({"pdf.fonttype": 42}):
        figure.savefig(file := io.BytesIO(), format="pdf")
    return file.getvalue()


WRITERS = {"html": as_html, "docx": as_docx, "pdf": as_pdf}

if __name__ == "__main__":
    main()
