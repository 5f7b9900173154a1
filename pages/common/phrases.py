"""提法: which phrases are printed, how often, since when; the sentences of the chosen one."""

from banmian.measures import slogans
from pages.common import pick, show
from pages.common.data import View
from pages.common.table import table

COLUMNS = ["canonical", "articles", "count", "first_date", "last_date"]


def phrases(view: View) -> None:
    rows = view.of(slogans.ledger)
    if rows.empty:
        return
    show.section(
        "提法", f"{len(rows)} 个，共 {rows['count'].sum()} 处，见于所选的 {view.frames.kept.sum()} 篇报道"
    )
    told = ["expansion"] if rows["expansion"].notna().any() else []
    table(view, rows, [*COLUMNS, *told], "phrases")
    counts = {
        name: f"{name}　{n} 篇 {count} 处"
        for name, n, count in zip(rows["canonical"], rows["articles"], rows["count"], strict=True)
    }
    if chosen := pick.one("phrase", "选一个提法：看它所在的句子", counts):
        show.passages(view.frames, view.of(slogans.places, chosen), f"phrase-{chosen}")
