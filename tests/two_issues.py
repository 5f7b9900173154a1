"""A library of two issues made by hand, for the tests of the measures."""

from __future__ import annotations

import pandas as pd

from tests.library import issue, library, person, report, slogan, topic

OLD = issue(
    "old",
    report(
        "一。", "例会", "2025-12-29", person("甲", "chair", titles=["书记"]), person("乙"),
        series="例会", ordinal=(2025, 40), name="第40次例会",
        topics=(topic("经济运行", 0.6, ("工业", "body", (0, 1))), topic("生态环保", 0.4, ("污染", "body", (1, 2)))),
        slogans=(slogan("一", 0),),
    ),
    report("二。", "例会", "2026-01-05", person("甲", "chair"), series="例会", ordinal=(2026, 1), name="第1次例会"),
)  # fmt: skip
NEW = issue(
    "new",
    report(
        "三，一。", "例会", "2026-01-26", person("乙", "chair"), person("丙", titles=["局长"]), person("丁", "mention", present=False),
        series="例会", ordinal=(2026, 4), name="第4次例会",
        topics=(topic("生态环保", 1.0, ("污染", "body", (0, 1)), ("水质", "body", (1, 2))),),
        slogans=(slogan("三", 0), slogan("一", 2)),
        faults=["year_inferred", "paragraph_broken", "paragraph_broken"],
    ),
    report("四。", "调研", "2026-01-26", person("乙", "accompany"), person("丙", "inspect", titles=["局长"]), kind="inspection"),
    report("", "余文", kind="headline_only", faults=["headline_without_body"]),
)  # fmt: skip
FRAMES = library(NEW, OLD)
EMPTY = library()


def values(table: pd.DataFrame, *columns: str) -> list[list[object]]:
    return table[list(columns)].astype("object").where(table[list(columns)].notna(), None).values.tolist()
