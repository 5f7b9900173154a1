"""Every table and every code, declared once: name, dtype, Chinese label, key.

Long format, one fact a row, no list-valued cells. Several values in one cell are joined by 、.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banmian.codes import (
    ANOMALY_KINDS,
    ARTICLE_KINDS,
    CHANGES,
    CODES,
    DECISIONS,
    DOUBTS,
    EVENT_KINDS,
    FILE_STATES,
    HOLDS,
    JOB_ORIGINS,
    JOB_STATES,
    LINE_KINDS,
    MERGE_REASONS,
    PERSON_KINDS,
    RHYTHMS,
    ROLES,
    STANDINGS,
    STRENGTHS,
    VERDICTS,
    WEEKDAYS,
    WHERE,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "ANOMALY_KINDS", "ARTICLE_KINDS", "CHANGES", "CODES", "DAY", "DECISIONS", "DOUBTS", "EVENT_KINDS", "FIGURES",
    "FILE_STATES", "FLAG", "HOLDS", "JOB_ORIGINS", "JOB_STATES", "LABEL", "LABELS", "LINE_KINDS", "MERGE_REASONS", "PERSON_KINDS", "RHYTHMS",
    "ROLES", "SHARE", "STANDINGS", "STRENGTHS", "TABLES", "TEXT", "VERDICTS", "WEEKDAYS", "WHERE", "WHOLE", "Column", "Table",
]  # fmt: skip

TEXT, LABEL, WHOLE, SHARE, DAY, FLAG = (
    "str",
    "category",
    "Int64",
    "float64",
    "datetime64[ms]",
    "bool",
)


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    dtype: str
    label: str


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    label: str
    row: str
    """What a row is, in English, for the README."""
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def empty(self) -> pd.DataFrame:
        """A frame of no rows with the declared dtypes."""
        return self.frame([])

    def frame(self, rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
        """Rows in the order of ``columns`` as a frame with the declared dtypes."""
        import pandas as pd  # whoever only parses needs the codes, not the frames

        names = [column.name for column in self.columns]
        frame = pd.DataFrame(rows, columns=names, dtype="object")
        return frame.astype({column.name: column.dtype for column in self.columns})

    @property
    def labels(self) -> dict[str, str]:
        return {column.name: column.label for column in self.columns}


def _table(name: str, label: str, row: str, key: str, *columns: tuple[str, str, str]) -> Table:
    return Table(name, label, row, tuple(key.split()), tuple(Column(*column) for column in columns))


ISSUE_ID = ("issue_id", LABEL, "版面编号")
ARTICLE_ID = ("article_id", LABEL, "报道编号")
PERSON_ID = ("person_id", LABEL, "人物编号")
START, END = ("start", WHOLE, "起"), ("end", WHOLE, "止")
IN = ("where", LABEL, "位置")
RULE = ("rule", LABEL, "规则")

ISSUES = _table(
    "issues", "版面", "a page file", "issue_id",
    ("issue_id", TEXT, "版面编号"),
    ("source", TEXT, "文件"),
    ("paper", TEXT, "报纸"),
    ("home", TEXT, "归属"),
    ("publication_date", DAY, "出版日期"),
    ("first_date", DAY, "最早事件"),
    ("last_date", DAY, "最晚事件"),
    ("articles", WHOLE, "报道数"),
    ("characters", WHOLE, "字数"),
    ("leftover_characters", WHOLE, "未归入报道的字数"),
    ("quality", SHARE, "完整报道占比"),
    ("encoding", LABEL, "编码"),
)  # fmt: skip
ARTICLES = _table(
    "articles", "报道", "an article", "article_id",
    ("article_id", TEXT, "报道编号"),
    ISSUE_ID,
    ("number", WHOLE, "序号"),
    ("headline", TEXT, "标题"),
    ("kicker", TEXT, "引题"),
    ("subhead", TEXT, "副题"),
    ("kind", LABEL, "类别"),
    ("date", DAY, "日期"),
    ("end_date", DAY, "结束日期"),
    ("part_of_day", LABEL, "时段"),
    ("length", WHOLE, "正文字数"),
    ("headline_share", SHARE, "标题词见于正文的比例"),
    ("whole", FLAG, "完整"),
    ("start", WHOLE, "源文件起"),
    ("end", WHOLE, "源文件止"),
)  # fmt: skip
EVENTS = _table(
    "events", "事件", "a meeting or other event", "event_id",
    ("event_id", TEXT, "事件编号"),
    ARTICLE_ID,
    ISSUE_ID,
    ("date", DAY, "日期"),
    ("end_date", DAY, "结束日期"),
    ("part_of_day", LABEL, "时段"),
    ("kind", LABEL, "类别"),
    ("name", TEXT, "名称"),
    ("series", LABEL, "会议系列"),
    ("ordinal_year", WHOLE, "届次年份"),
    ("ordinal", WHOLE, "第几次"),
    ("year_evidence", TEXT, "年份依据"),
    ("agenda", TEXT, "议程"),
    ("chair", TEXT, "主持人"),
    START, END,
    RULE,
)  # fmt: skip
PEOPLE = _table(
    "people", "人物", "a person", "person_id",
    ("person_id", TEXT, "人物编号"),
    ("name", TEXT, "姓名"),
    ("aliases", TEXT, "异写"),
    ("kind", LABEL, "身份"),
    ("first_seen", DAY, "本库首见"),
    ("last_seen", DAY, "本库末见"),
    ("posts", TEXT, "职务"),
    ("events", WHOLE, "出席事件数"),
    ("articles", WHOLE, "见报篇数"),
)  # fmt: skip
APPEARANCES = _table(
    "appearances", "露面", "a person at an event (or mentioned in its report)", "article_id person_id",
    ARTICLE_ID,
    ISSUE_ID,
    ("event_id", LABEL, "事件编号"),
    PERSON_ID,
    ("name", LABEL, "印作"),
    ("role", LABEL, "角色"),
    ("roles", LABEL, "全部角色"),
    ("role_verb", LABEL, "动词"),
    ("present", FLAG, "到场"),
    ("titles", TEXT, "所印职务"),
    ("kind", LABEL, "身份"),
    ("list_number", WHOLE, "名单"),
    ("position", WHOLE, "名单位次"),
    START, END,
    RULE,
)  # fmt: skip
POSTS = _table(
    "posts", "职务", "a post printed beside a person in a report", "article_id person_id title",
    ARTICLE_ID,
    ISSUE_ID,
    PERSON_ID,
    ("title", LABEL, "所印职务"),
    ("body", LABEL, "单位"),
    ("post", LABEL, "职务"),
    ("standing", LABEL, "任职状态"),
    START, END,
)  # fmt: skip
MERGES = _table(
    "merges", "人名合并", "two names, or one name in two places, weighed for being one person",
    "person_id other_id name other reason",
    PERSON_ID,
    ("other_id", LABEL, "另一人物编号"),
    ("name", TEXT, "姓名"),
    ("other", TEXT, "另一写法"),
    ("decision", LABEL, "处理"),
    ("reason", LABEL, "理由"),
    ("confidence", SHARE, "同为一人的把握"),
    ("shared_posts", TEXT, "共有职务"),
    ("articles", WHOLE, "见报篇数"),
    ("other_articles", WHOLE, "另一写法篇数"),
)  # fmt: skip
SLOGANS = _table(
    "slogans", "提法", "an occurrence of a policy phrase (提法)", "article_id where start",
    ARTICLE_ID,
    ISSUE_ID,
    ("canonical", LABEL, "提法"),
    ("printed", TEXT, "印作"),
    ("expansion", TEXT, "释义"),
    IN, START, END,
    RULE,
)  # fmt: skip
TOPICS = _table(
    "topics", "议题", "a topic of an article", "article_id topic",
    ARTICLE_ID,
    ISSUE_ID,
    ("topic", LABEL, "议题"),
    ("rank", WHOLE, "位次"),
    ("share", SHARE, "占本篇议题词的比例"),
    ("words", TEXT, "依据词"),
    ("hits", WHOLE, "依据词次数"),
)  # fmt: skip
TOPIC_WORDS = _table(
    "topic_words", "议题依据", "an occurrence of a word that shows a topic", "article_id topic where start",
    ARTICLE_ID,
    ISSUE_ID,
    ("topic", LABEL, "议题"),
    ("word", LABEL, "依据词"),
    IN, START, END,
)  # fmt: skip
ORGANISATIONS = _table(
    "organisations", "机构", "an occurrence of an organisation", "article_id start",
    ARTICLE_ID, ISSUE_ID, ("canonical", LABEL, "机构"), ("printed", TEXT, "印作"), START, END, RULE,
)  # fmt: skip
PLACES = _table(
    "places", "地点", "an occurrence of a place", "article_id start",
    ARTICLE_ID, ISSUE_ID, ("canonical", LABEL, "地点"), ("printed", TEXT, "印作"), START, END, RULE,
)  # fmt: skip
TERMS = _table(
    "terms", "词", "a word of an article with its count", "article_id word",
    ARTICLE_ID, ISSUE_ID, ("word", LABEL, "词"), ("count", WHOLE, "次数"),
)  # fmt: skip
ANOMALIES = _table(
    "anomalies", "异常", "a fault of a page", "issue_id article_id kind start",
    ISSUE_ID,
    ("article_id", LABEL, "报道编号"),
    ("kind", LABEL, "异常"),
    ("detail", TEXT, "说明"),
    ("start", WHOLE, "源文件起"),
    ("end", WHOLE, "源文件止"),
)  # fmt: skip

TABLES = {
    table.name: table
    for table in (
        ISSUES, ARTICLES, EVENTS, PEOPLE, APPEARANCES, POSTS, MERGES, SLOGANS, TOPICS, TOPIC_WORDS,
        ORGANISATIONS, PLACES, TERMS, ANOMALIES,
    )
}  # fmt: skip

FIGURES = {
    "events": ("事件", "篇报道"),
    "people": ("到场人物", "位见报人物"),
    "slogans": ("提法", "处提法"),
    "whole": ("完整报道", "篇报道"),
}
"""Figure of the overview: its label, and what its denominator counts."""

LABELS = {
    "issue_id": "版面编号", "article_id": "报道编号", "event_id": "事件编号", "person_id": "人物编号",
    "label": "版面", "figure": "指标", "group": "分组", "date": "日期", "end_date": "结束日期",
    "first_date": "最早", "last_date": "最晚", "previous_date": "上次日期", "previous_event_id": "上次事件编号",
    "week": "周（周一）", "part_of_day": "时段", "covered": "有版面", "latest": "最新一期",
    "issues": "版面数", "articles": "报道数", "events": "事件数", "reports": "报道篇数", "whole": "完整报道数",
    "present": "到场", "earlier": "此前版面数", "kind": "类别", "name": "名称", "by": "分组",
    "series": "会议系列", "ordinal_year": "届次年份", "ordinal": "第几次", "days": "相隔天数",
    "missing": "其间缺次", "at_least": "至少", "chair": "主持人", "leader": "主持或带队", "headline": "标题",
    "agenda": "议程", "event": "事件", "topic": "议题", "rank": "位次", "words": "依据词", "hits": "依据词次数",
    "person": "姓名", "printed": "印作", "role": "角色", "roles": "全部角色", "role_verb": "动词",
    "title": "职务", "titles": "所印职务", "list_number": "名单", "position": "名单位次", "canonical": "提法",
    "person_a": "甲编号", "person_b": "乙编号", "name_a": "甲", "name_b": "乙", "n_a": "甲出席", "n_b": "乙出席",
    "person_row": "行人物编号", "person_col": "列人物编号", "name_row": "行人物", "name_col": "列人物",
    "row": "行", "col": "列", "observed": "同场", "expected": "随机预期", "difference": "同场减预期",
    "p": "p 值", "q": "q 值", "weight": "加权同场", "verdict": "判断", "enough": "足以判断",
    "n": "数量", "of": "总数", "share": "占比", "low": "95% 下限", "high": "95% 上限", "rate": "每期",
    "level": "置信水平", "word": "词", "count": "次数", "dispersion": "离散度 DPnorm", "size": "字号值",
    "rest_n": "其余篇数", "rest_of": "其余总篇数", "rest_share": "其余占比", "log_ratio": "比值（log₂）",
    "lrc": "保守比值 LRC", "z": "加权对数优势 z", "where": "位置", "start": "起", "end": "止", "rule": "规则",
    "post": "职务", "body": "单位", "standing": "任职状态", "change": "判断", "doubt": "缘由",
    "predecessor": "前任", "successor": "后任", "held": "任职", "home": "归属", "successor_id": "后任人物编号", "last_seen": "前任末见", "first_seen": "后任首见",
    "gap": "相隔天数", "successor_n": "后任见报篇数", "office": "职位",
    "other": "另一写法", "other_id": "另一人物编号", "decision": "处理", "reason": "理由",
    "confidence": "同为一人的把握", "shared_posts": "共有职务", "other_articles": "另一写法篇数",
    "expansion": "释义", "paper": "报纸", "weekday": "星期", "rhythm": "判断", "made_at": "时间", "who": "谁", "action": "更正",
    "target": "对象", "value": "改为", "why": "缘由", "holds": "状态", "before": "前文", "hit": "所见", "after": "后文",
}  # fmt: skip
"""Columns of what the measures give, one meaning a name."""
