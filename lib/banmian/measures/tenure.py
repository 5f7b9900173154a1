"""Who held which post from when to when, as far as it was printed, and who followed whom.

First and last sighting are no dates of appointment: a post is held before it is first printed and after
it was last. What is printed as held before (原, 时任) or only proposed is no sighting of holding.
"""

from __future__ import annotations

import pandas as pd

from banmian.facts.persons.offices import Office, is_common, is_singular, names_place, settled
from banmian.frames import Frames

HELD = ("holds", "acting")
FAR = 365
"""Days between two holders from which on a third may have been between them."""
SEEN = [
    "date", "person_id", "person", "held", "office", "body", "post", "standing", "title", "home", "article_id",
    "start", "end",
]  # fmt: skip


def seen(frames: Frames, person_id: str | None = None) -> pd.DataFrame:
    """A row a held post printed beside a person (of everyone, or of one), by date.

    ``office`` is the post with its body told as fully as anywhere: a bare 局长 is the person's one 局长,
    教育局局长 the home's one 靖澜县教育局局长. ``held`` says also whether it is held for the time being.
    """
    rows = frames.posts[frames.posts["standing"].isin(HELD)]
    rows = rows.astype(
        {"article_id": "str", "issue_id": "str", "person_id": "str", "body": "str", "post": "str"}
    )
    rows = rows.merge(frames.articles[["article_id", "date"]], on="article_id")
    rows = rows.merge(frames.issues[["issue_id", "home", "publication_date"]], on="issue_id")
    rows = rows.merge(frames.people[["person_id", "name"]].rename(columns={"name": "person"}), on="person_id")
    rows = rows.assign(date=rows["date"].fillna(rows["publication_date"]), home=rows["home"].fillna(""))
    for whose in ("person_id", "home"):
        rows["body"] = _told_fully(rows, whose)
    if person_id is not None:
        rows = rows[rows["person_id"] == person_id]
    titles = [
        Office(*office).title for office in zip(rows["body"], rows["post"], rows["standing"], strict=True)
    ]
    rows = rows.assign(office=pd.Series(titles, index=rows.index, dtype="str"))
    rows["held"] = rows["office"] + rows["standing"].map({"holds": "", "acting": "（代理）"}).astype("str")
    return rows.sort_values(["date", "article_id", "start", "office"], ignore_index=True)[SEEN]


def tenures(frames: Frames, person_id: str | None = None) -> pd.DataFrame:
    """A row a person and a post held: first and last date, ``n`` articles; in the order of first sight.

    The rows of ``seen`` of the same ``person_id`` and ``held`` are the evidence.
    """
    by = ["person_id", "person", "held", "office", "body", "post", "standing"]
    groups = seen(frames, person_id).groupby(by, sort=False, observed=True, dropna=False)
    table = groups.agg(
        first_date=("date", "min"), last_date=("date", "max"), n=("article_id", "nunique")
    ).reset_index()
    return table.sort_values(["first_date", "person_id", "held"], ignore_index=True)


def successions(frames: Frames, person_id: str | None = None) -> pd.DataFrame:
    """A row two persons who were seen in one post one after the other (of all, or with this one), by date.

    Only of posts that a body has one holder of, and of bodies of which the paper has one (not 村). ``gap`` days lie between the last sighting of the one and
    the first of the ``successor``; ``change`` says whether that is enough, ``doubt`` why not; spans are
    those of the successor's first sighting.
    """
    dated = seen(frames).dropna(subset=["date"])
    posts = {post: is_singular(post) for post in dated["post"].unique()}
    dated = dated[dated["post"].map(posts).astype(bool) & ~dated["body"].map(is_common).astype(bool)]
    # Where the body does not say whose 县委 it is, it is that of the paper.
    dated = dated.assign(where=dated["home"].mask(dated["body"].map(names_place).astype(bool), ""))
    by = ["where", "office", "person_id"]
    holders = dated.groupby(by, sort=False).agg(
        person=("person", "first"), first_seen=("date", "min"), last_seen=("date", "max"),
        n=("article_id", "nunique"), days=("date", "nunique"),
        article_id=("article_id", "first"), start=("start", "first"), end=("end", "first"),
    )  # fmt: skip
    holders = holders.reset_index().sort_values(["where", "office", "first_seen", "last_seen", "person_id"])
    table = _judged(
        holders.join(holders.groupby(["where", "office"]).shift(-1).add_suffix("_next")), _open(frames)
    )
    if person_id is not None:
        table = table[(table["person_id"] == person_id) | (table["successor_id"] == person_id)]
    return table.sort_values(["first_seen", "office"], ignore_index=True)


def _told_fully(rows: pd.DataFrame, whose: str) -> pd.Series[str]:
    """The bodies as the same person, or the same home, has them in full for the same post."""
    different = rows[[whose, "post", "body"]].drop_duplicates()
    several = different[different.duplicated([whose, "post"], keep=False)]
    full = {
        (*group, short): long
        for group, bodies in several.groupby([whose, "post"])["body"]
        for short, long in settled(bodies).items()
    }
    keys = zip(rows[whose], rows["post"], rows["body"], strict=True)
    return pd.Series([full.get(key, key[2]) for key in keys], index=rows.index, dtype="str")


def _open(frames: Frames) -> set[frozenset[str]]:
    """The pairs of persons who may be one."""
    rows = frames.merges[frames.merges["decision"] == "review"]
    return {
        frozenset(pair)
        for pair in zip(rows["person_id"].astype("str"), rows["other_id"].astype("str"), strict=True)
    }


def _judged(both: pd.DataFrame, unsure: set[frozenset[str]]) -> pd.DataFrame:
    """Rows with a next holder, and what their days say."""
    both = both.dropna(subset=["person_id_next"])
    gap = (both["first_seen_next"] - both["last_seen"]).dt.days.astype("Int64")
    doubt = pd.Series(pd.NA, index=both.index, dtype="object")
    doubt = doubt.mask(gap > FAR, "far").mask((both["days"] < 2) | (both["days_next"] < 2), "once")
    doubt = doubt.mask(gap == 0, "same_day").mask(gap < 0, "overlap")
    pairs = zip(both["person_id"], both["person_id_next"], strict=True)
    same = pd.Series([frozenset(pair) in unsure for pair in pairs], index=both.index, dtype=bool)
    doubt = doubt.mask(same, "one_person")
    change = doubt.isna().map({True: "followed", False: "thin"})
    table = pd.DataFrame(
        {
            "office": both["office"], "person_id": both["person_id"], "predecessor": both["person"],
            "last_seen": both["last_seen"], "n": both["n"], "successor_id": both["person_id_next"],
            "successor": both["person_next"], "first_seen": both["first_seen_next"],
            "successor_n": both["n_next"].astype("Int64"), "gap": gap, "change": change, "doubt": doubt,
            "article_id": both["article_id_next"], "start": both["start_next"].astype("Int64"),
            "end": both["end_next"].astype("Int64"),
        }
    )  # fmt: skip
    return table.reset_index(drop=True)
