"""Who held which post from when to when, as far as it was printed, and who followed whom.

First and last sighting are no dates of appointment: a post is held before it is first printed and after
it was last. What is printed as held before (原, 时任) or only proposed is no sighting of holding.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from banmian.cut import column
from banmian.facts.persons.offices import Office, is_common, is_singular, names_place, settled
from banmian.frames import Frames, Kept, Places, places
from banmian.once import once

HELD = ("holds", "acting")
SPAN = ("start", "end")
FAR = 365
"""Days between two holders from which on a third may have been between them."""
SEEN = [
    "date", "person_id", "person", "held", "office", "body", "post", "standing", "title", "home", "article_id",
    "start", "end",
]  # fmt: skip
APART = 10_000_000
"""More days than any two lie apart."""


def seen(frames: Frames, person_id: str | None = None) -> pd.DataFrame:
    """A row a held post printed beside a person (of everyone, or of one), by date.

    ``office`` is the post with its body told as fully as anywhere: a bare 局长 is the person's one 局长,
    教育局局长 the home's one 靖澜县教育局局长. ``held`` says also whether it is held for the time being.
    """
    rows, holding, different = _holdings(frames)
    if person_id is not None:
        own = (different["person_id"] == person_id).to_numpy()[holding]
        rows, holding = rows[own], holding[own]
    table = _posts(frames, rows, "article_id", "title", *SPAN)
    article = places(table["article_id"])
    told = {str(name): different[name].array.take(holding) for name in different}
    table = table.astype({"article_id": "str"}).assign(date=_days(frames.whole)[article], **told)
    return table.sort_values(["date", "article_id", "start", "office"], ignore_index=True)[SEEN]


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
    table = _followed(frames)
    if person_id is not None:
        table = table[(table["person_id"] == person_id) | (table["successor_id"] == person_id)]
    return table.reset_index(drop=True)


@once
def _followed(frames: Frames) -> pd.DataFrame:
    rows, holding, different = _holdings(frames)
    holder, holders = _holders(different)
    holder = holder[holding]
    own = np.flatnonzero(holder >= 0)
    article = places(column(frames, "posts", "article_id"))[rows[own]]
    day = _days(frames.whole)[article]
    dated = np.flatnonzero(~np.isnat(day))
    when = holder[own[dated]] * APART + day[dated].astype("datetime64[D]").astype(np.int64)
    order = dated[np.argsort(when, kind="stable")]  # what an article prints stays together
    own, article, day = own[order], article[order], day[order]
    change = {name: np.diff(of, prepend=of[:1]) != 0 for name, of in (("n", article), ("days", day))}
    begins = np.flatnonzero(np.diff(holder[own], prepend=-1))
    ends = np.append(begins[1:], len(own))[: len(begins)] - 1
    counts = {name: _runs(changed, begins) for name, changed in change.items()}
    spans = _posts(frames, rows[own[begins]], "article_id", *SPAN).astype({"article_id": "str"})
    holders = holders.take(holder[own[begins]]).assign(
        first_seen=day[begins],
        last_seen=day[ends],
        **counts,
        article_id=spans["article_id"].array,
        **{name: spans[name].array for name in SPAN},
    )
    holders = holders.sort_values(["where", "office", "first_seen", "last_seen", "person_id"])
    table = _judged(
        holders.join(holders.groupby(["where", "office"]).shift(-1).add_suffix("_next")), _open(frames)
    )
    return table.sort_values(["first_seen", "office"])


@once
def _holdings(frames: Frames) -> tuple[Places, Places, pd.DataFrame]:
    """The rows of ``frames.posts`` that say that a post is held, for each the place of its holding, the holdings.

    Those are every person, home, body, post and standing that is printed together, with the body told fully.
    """
    every = _alike(frames.whole)[frames.rows("posts")]
    rows = np.flatnonzero(every >= 0)
    alike = every[rows]
    at = np.full(alike.max(initial=-1) + 1, len(rows))
    at[alike[::-1]] = np.arange(len(rows))[::-1]  # of several the first stays
    first = np.sort(at[at < len(rows)])
    rank = np.empty(len(at), np.intp)
    rank[alike[first]] = np.arange(len(first))
    posts = _posts(frames, rows[first], "person_id", "body", "post", "standing", "issue_id")
    homes = frames.whole.issues["home"].fillna("").take(places(posts["issue_id"]))
    different = posts[["person_id", "body", "post", "standing"]].astype("str").reset_index(drop=True)
    different["home"] = pd.Series(homes.to_numpy(), dtype="str")
    different["person"] = frames.whole.people["name"].array.take(places(posts["person_id"]))
    for whose in ("person_id", "home"):
        different["body"] = _told_fully(different, whose)
    columns = (different[name].to_numpy() for name in ("body", "post", "standing"))
    titles = [Office(*office).title for office in zip(*columns, strict=True)]
    different["office"] = pd.Series(titles, dtype="str")
    told = different["standing"].map({"holds": "", "acting": "（代理）"}).astype("str")
    return rows, rank[alike], different.assign(held=different["office"] + told)


@once
def _alike(whole: Frames) -> Places:
    """By its place the number of what a post says: the same of the same person, home, body, post, standing; -1 if not held."""
    held = np.flatnonzero(whole.posts["standing"].isin(HELD))
    posts = whole.posts[["person_id", "body", "post", "standing"]].take(held)
    homes = pd.factorize(whole.issues["home"].fillna(""))[0]
    key = homes[places(whole.posts["issue_id"])[held]].astype(np.int64)
    for name in posts:
        values = places(posts[name])
        key = key * (values.max(initial=0) + 2) + values + 1
    every = np.full(len(whole.posts), -1)
    every[held] = pd.factorize(key)[0]
    return every


def _posts(frames: Frames, rows: Places, *names: str) -> pd.DataFrame:
    """Some columns of these rows of ``frames.posts``."""
    return frames.whole.posts[[*names]].take(frames.rows("posts")[rows])


def _holders(different: pd.DataFrame) -> tuple[Places, pd.DataFrame]:
    """For each holding the place of its holder, -1 of posts that many hold; the holders of one post each."""
    posts = {post: is_singular(post) for post in different["post"].unique()}
    single = different["post"].map(posts).astype(bool) & ~different["body"].map(is_common).astype(bool)
    # Where the body does not say whose 县委 it is, it is that of the paper.
    where = different["home"].mask(different["body"].map(names_place).astype(bool), "")
    table = different.assign(where=where)[["where", "office", "person_id", "person"]]
    holder = np.full(len(table), -1)
    by = ["where", "office", "person_id"]
    holder[single] = table[single].groupby(by, sort=False).ngroup()
    return holder, table[single].drop_duplicates(by, ignore_index=True)


@once
def _days(whole: Frames) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    """By its place the day of an article, else that of its page."""
    printed = whole.issues["publication_date"].to_numpy()[places(whole.articles["issue_id"])]
    day = whole.articles["date"].to_numpy()
    return np.where(np.isnat(day), printed, day)


def _runs(changed: Kept, begins: Places) -> Places:
    """How many runs of equal values there are between these beginnings."""
    changed[begins] = True
    return np.add.reduceat(changed, begins, dtype=np.intp) if len(begins) else begins


def _told_fully(rows: pd.DataFrame, whose: str) -> pd.Series[str]:
    """The bodies as the same person, or the same home, has them in full for the same post."""
    different = rows[[whose, "post", "body"]].drop_duplicates()
    several = different[different.duplicated([whose, "post"], keep=False)]
    full = {
        (*group, short): long
        for group, bodies in several.groupby([whose, "post"])["body"]
        for short, long in settled(bodies).items()
    }
    keys = zip(*(rows[name].to_numpy() for name in (whose, "post", "body")), strict=True)
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
    pairs = zip(both["person_id"].to_numpy(), both["person_id_next"].to_numpy(), strict=True)
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
