"""任职 and 待核: what the page on officials says of posts, and of names that may be one person's."""

from banmian.measures import doubts, tenure
from pages.common import draw, pick, show
from pages.common.data import View
from pages.common.table import table

FOLLOWED = ["office", "predecessor", "last_seen", "successor", "first_seen", "gap", "change", "doubt"]
OPEN = ["person", "other", "reason", "confidence", "shared_posts", "articles", "other_articles"]


def career(view: View, person_id: str) -> None:
    """The posts of one person in time; those of the chosen post in print."""
    rows = view.of(tenure.tenures, person_id)
    if rows.empty:
        return
    show.section("任职", f"{len(rows)} 个职务；点一处，或在此选一个职务：看印出它的原文")
    show.chart(view.of(draw.career, person_id, view.mode), rows, "tenure", view, choose=("post",))
    counts = {held: f"{held}　{n} 篇" for held, n in zip(rows["held"], rows["n"], strict=True)}
    if chosen := pick.one("post", "选一个职务", counts):
        seen = view.of(tenure.seen, person_id)
        show.passages(
            view.frames, seen[seen["held"] == chosen].drop_duplicates("article_id"), f"post-{chosen}"
        )


def successions(view: View, person_id: str | None) -> None:
    """Who was seen in a post after whom."""
    rows = view.of(tenure.successions, person_id)
    if rows.empty:
        return
    followed = int((rows["change"] == "followed").sum())
    show.section(
        "前任后任", f"{len(rows)} 次前后见报，其中 {followed} 次足以说接任；按见报先后，不是任免日期"
    )
    table(view, rows, FOLLOWED, "successions")


def open_merges(view: View) -> None:
    """The pairs of names that nothing printed decides."""
    rows = view.of(doubts.doubtful)
    if rows.empty:
        return
    show.section("待核人名", f"{len(rows)} 对姓名疑为一人，证据不足，暂作两人")
    table(view, rows, OPEN, "doubts")
    pairs = {
        f"{one}|{other}": f"{name} / {spelling}"
        for one, other, name, spelling in rows[["person_id", "other_id", "person", "other"]].itertuples(
            index=False
        )
    }
    if chosen := pick.one("pair", "选一对：看两边的原文", pairs):
        show.passages(view.frames, view.of(doubts.both, *chosen.split("|")), f"pair-{chosen}")
