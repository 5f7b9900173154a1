"""Pages spoilt in every way that we know: nothing raises, nothing is lost, every span leads back to its words."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from banmian import schema, to_frames, to_record
from banmian.exports.tables import table_files
from banmian.identity import reconcile
from banmian.layout.key import flat, normalise, tight
from banmian.parsing import understand
from banmian.portable import writable
from banmian.reading import page_files
from banmian.reading import read as read_file
from banmian.records import Article, Facts, Issue, Source
from tests.mutations import mutated

HERE = Path(__file__).parent
PAGES = [
    read_file(path).text
    for folder in (HERE.parent / "seeds", HERE / "quality" / "pages")
    for path in page_files(folder)
]
ROUNDS, ROUND = 10, int(os.environ.get("BANMIAN_MUTATIONS", "1000")) // 10
"""A thousand pages on each push; set BANMIAN_MUTATIONS for more."""
TORN = "会议召开王伟李某某记者通讯员月日年十第次主持出席书记、，。“”（）《》—摄本报讯#*|39٣²\n\r \t\0\u3000\u200b\ud800\x85"


def read(text: str) -> Issue:
    raw = text.encode("utf-8", "surrogatepass")
    source = Source("版.txt", text, hashlib.sha256(raw).hexdigest(), "utf-8")
    return reconcile([understand(source)])[0]


def misplaced(issue: Issue) -> Iterator[str]:
    """Printed characters that stand in no span of an article or leftover, or in two of them."""
    text, at = issue.source.text, 0
    spans = [span for article in issue.page.articles for span in article.spans]
    for start, end in sorted([*spans, *issue.page.leftover, (len(text), len(text))]):
        if start < at:
            yield f"twice: {text[start:at]!r}"
        elif lost := text[at:start].strip():
            yield f"lost: {lost!r}"
        at = end


def faults(issue: Issue) -> Iterator[str]:
    """What a reader of the issue would stumble over."""
    yield from misplaced(issue)
    for article, facts in zip(issue.page.articles, issue.facts, strict=True):
        yield from astray(issue.source.text, article)
        texts = printed_texts(article)
        for what, where, (start, end), value in claims(facts, article):
            printed = texts[where][start:end]
            inside = 0 <= start < end <= len(texts[where])
            if not inside or (printed != value and flat(printed) != flat(value)):
                yield f"{what}: {printed!r} at {where} {start}:{end} is not {value!r}"
        yield from unheard(facts, flat("\n".join(texts.values())))
    spans = [fault.span for fault in issue.anomalies] + [
        f.span for facts in issue.facts for f in facts.anomalies
    ]
    length = len(issue.source.text)
    yield from (f"anomaly at {span}" for span in spans if span and not 0 <= span[0] <= span[1] <= length)


def printed_texts(article: Article) -> dict[str, str]:
    lines = {"headline": article.headline, "kicker": article.kicker, "subhead": article.subhead}
    return {"body": article.body.text} | {where: line.text for where, line in lines.items() if line}


def astray(source: str, article: Article) -> Iterator[str]:
    """Offsets of an article that do not lead to the characters they stand for."""
    body, normal = article.body, normalise(article.body.text)
    lines = [line for line in (article.headline, article.kicker, article.subhead) if line]
    for text, offsets in [(body.text, body.offsets), *((line.text, line.offsets) for line in lines)]:
        same = (
            char in ("\n", source[at]) for char, at in zip(text, offsets, strict=True) if at < len(source)
        )
        if not all(same):
            yield f"offsets of {text[:20]!r}"
    keyed = zip(body.key, body.places, strict=True)
    if any(char != normal[at] and not (char == " " and normal[at].isspace()) for char, at in keyed):
        yield f"places of {body.key[:20]!r}"


def claims(facts: Facts, article: Article) -> Iterator[tuple[str, str, tuple[int, int], str]]:
    """(kind of fact, text that its span points into, span, what should stand there)."""
    event, body = facts.event, article.body
    for person in facts.people:
        yield "person", "body", person.span, person.name
        for start, end in person.mentions:
            yield "mention", "body", (start, end), body.text[start:end] or "nothing"
    for slogan in facts.slogans:
        yield "slogan", slogan.where, slogan.span, slogan.printed
    for entity in (*facts.organisations, *facts.places):
        yield "entity", "body", entity.span, entity.printed
    for topic in facts.topics:
        yield from ((topic.topic, where, span, word) for word, where, span in topic.evidence)
    if event.agenda_span:
        yield "agenda", "body", event.agenda_span, event.agenda or ""
    for span in filter(None, (event.date_span, event.name_span, *facts.byline.spans)):
        yield "span", "body", span, body.text[slice(*span)] or "nothing"


def unheard(facts: Facts, words: str) -> Iterator[str]:
    """Names, titles, verbs and expansions that the article does not print; shares that do not add up."""
    byline = facts.byline
    said = [*byline.reporters, *byline.correspondents, *byline.photographers]
    said += [title for person in facts.people for title in person.titles]
    said += [person.role_verb for person in facts.people if person.role_verb]
    yield from (f"{value!r} is not printed" for value in said if flat(value) not in words)
    shares = [topic.share for topic in facts.topics]
    if shares and abs(sum(shares) - 1) > 1e-9:
        yield f"shares {shares}"


def check_tables(issues: list[Issue]) -> dict[str, pd.DataFrame]:
    """The tables, once their dtypes and keys are as declared and their CSV and Parquet read back whole."""
    tables = to_frames(issues).tables()
    for name, frame in tables.items():
        table = schema.TABLES[name]
        assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == {
            column.name: column.dtype for column in table.columns
        }
        assert not frame.duplicated(list(table.key)).any(), name
    for name, content in table_files(tables, "parquet", codes=True):
        assert len(pd.read_parquet(io.BytesIO(content))) == len(tables[name.removesuffix(".parquet")])
    for name, content in table_files(tables, "csv", codes=True):
        read_back = pd.read_csv(io.BytesIO(content), dtype="str", keep_default_na=False)
        assert len(read_back) == len(tables[name.removesuffix(".csv")])
    return tables


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_spoilt_pages(round_):
    issues = []
    for number in range(round_, ROUNDS * ROUND, ROUNDS):
        done, text = mutated(PAGES, number)
        issue = read(text)
        record = json.dumps(to_record(issue), ensure_ascii=False).encode()
        assert (done, list(faults(issue))) == (done, [])
        assert json.loads(record) == to_record(issue)
        issues.append(issue)
    tables = check_tables(issues)
    if round_ == 0:
        few = {name: frame.head(200) for name, frame in tables.items()}
        [(_, book)] = table_files(few, "xlsx")
        rows = [sheet.max_row - 1 for sheet in openpyxl.load_workbook(io.BytesIO(book)).worksheets]
        assert rows == [len(frame) for frame in few.values()]


@settings(max_examples=150)
@given(st.text(alphabet=st.sampled_from(TORN), min_size=1, max_size=400))
def test_torn_text(text):
    issue = read(text + "会")
    assert list(faults(issue)) == []
    assert json.loads(json.dumps(to_record(issue), ensure_ascii=False).encode()) == to_record(issue)


@given(st.text(max_size=60) | st.text(alphabet=st.sampled_from(TORN + '":;?!().「」・Ａ１⼀'), max_size=60))
@example("阿. 里木")
def test_cleaning_twice_is_cleaning_once(text):
    for clean in (normalise, tight, flat, writable):
        assert clean(clean(text)) == clean(text)
    assert len(normalise(text)) == len(text)


SAYS_RECORDS = (
    "import sys; from banmian.cli import main; sys.exit(main(['parse', *sys.argv[1:], '--format', 'jsonl']))"
)


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
    ],
    ids=["ahead of time", "behind"],
)
def test_records_are_the_same_wherever_they_are_made(surroundings, tmp_path):
    files = [tmp_path / f"{number}.txt" for number in range(12)]
    for number, file in enumerate(files):
        file.write_bytes(mutated(PAGES, 1000 + number)[1].encode("utf-8", "replace"))

    def records(paths: list[Path], **changed: str) -> list[bytes]:
        command = [sys.executable, "-c", SAYS_RECORDS, *map(str, paths)]
        told = subprocess.run(command, env=os.environ | changed, capture_output=True, check=True)
        return told.stdout.splitlines()

    assert len(here := records(files, PYTHONHASHSEED="0")) == len(files)
    assert records(files[::-1], **surroundings)[::-1] == here
