"""What is told of persons, written into the tables of a library."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from banmian import schema
from banmian.census import joined
from banmian.library.tables import Tables
from banmian.library.telling import OWNER, Telling
from banmian.schema import ROLES


def named(tables: Tables, seen: pd.DataFrame, told: Telling) -> Tables:
    """The tables with persons in them; ``seen`` stands in the order of ``appearances``, both in that of time."""
    owner = _owners(seen, told.seen)
    appearances = tables["appearances"].assign(person_id=pd.Categorical(owner))
    first = pd.Series(range(len(owner)), index=owner).groupby(level=0).first()
    people = told.people.iloc[told.people["person_id"].map(first).argsort(kind="stable")]
    names = people.set_index("person_id")["name"]
    return tables | {
        "people": _typed(schema.PEOPLE, people),
        "merges": _surest_first(told.merges),
        "appearances": appearances,
        "posts": tables["posts"].assign(person_id=_holders(tables["posts"], seen, owner)),
        "events": _chaired(tables["events"], appearances, names),
        "issues": _housed(tables["issues"], told.pages),
        "anomalies": _varied(tables["anomalies"], tables["issues"]["issue_id"], told.variants),
    }


def _surest_first(merges: pd.DataFrame) -> pd.DataFrame:
    """In the order of ``rows``."""
    by = ["person_id", "other_id", "name", "other", "reason", "articles", "other_articles"]
    plain = merges.astype({"person_id": "str", "other_id": "str", "reason": "str"})
    plain = plain.assign(sure=-merges["confidence"]).sort_values(["sure", *by])
    return _typed(schema.MERGES, plain.drop(columns="sure"))


def _typed(table: schema.Table, rows: pd.DataFrame) -> pd.DataFrame:
    """With the dtypes of the schema, categories sorted."""
    labels = {column.name: "str" for column in table.columns if column.dtype == schema.LABEL}
    dtypes = {column.name: column.dtype for column in table.columns}
    return rows.astype(labels).astype(dtypes).reset_index(drop=True)


def _owners(seen: pd.DataFrame, told: pd.DataFrame) -> pd.Series[str]:
    """Whose each sighting is."""
    places = _keys(seen["article_id"], seen["number"], told["article_id"], told["number"])
    return told[OWNER].take(places).reset_index(drop=True)


def _holders(posts: pd.DataFrame, seen: pd.DataFrame, owner: pd.Series[str]) -> pd.Series[Any]:
    """Whose each post is: the parts know everybody by the number in the report."""
    numbers = posts["person_id"].astype("str").astype("int64")
    places = _keys(posts["article_id"], numbers, seen["article_id"], seen["number"])
    return owner.take(places).set_axis(posts.index).astype("category")


def _keys(
    articles: pd.Series[str], numbers: pd.Series[int], known: pd.Series[str], known_numbers: pd.Series[int]
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each article and number their place among those ``known``."""
    cells = known.astype("category").cat
    asked = cells.categories.get_indexer(articles.cat.categories)[articles.cat.codes]
    there = cells.codes.to_numpy()
    often = max(int(known_numbers.max()), int(numbers.max())) + 1 if len(numbers) else 1
    table = there.astype("int64") * often + known_numbers.to_numpy("int64")
    order = table.argsort(kind="stable")
    wanted = asked.astype("int64") * often + numbers.to_numpy("int64")
    return order[np.searchsorted(table, wanted, sorter=order)]


def _chaired(events: pd.DataFrame, appearances: pd.DataFrame, names: pd.Series[str]) -> pd.DataFrame:
    """The events with those who chaired them."""
    chair = [roles for roles in appearances["roles"].cat.categories if ROLES["chair"] in roles.split("、")]
    chaired = appearances[appearances["present"] & appearances["roles"].isin(chair)]
    rows = pd.DataFrame(
        {
            "article": chaired["article_id"].astype("str"),
            "name": chaired["person_id"].astype("str").map(names),
        }
    )
    several = rows["article"].duplicated(keep=False)
    chairs = pd.concat(
        [
            rows[~several].set_index("article")["name"],
            rows[several].groupby("article", sort=False)["name"].agg(joined),
        ]
    )
    return events.assign(chair=events["article_id"].astype("str").map(chairs).astype("str"))


def _housed(issues: pd.DataFrame, pages: pd.DataFrame) -> pd.DataFrame:
    home = pages[pages["home"] != ""].set_index("issue_id")["home"]
    own = issues["paper"].fillna(issues["issue_id"])
    return issues.assign(home=issues["issue_id"].map(home).astype("str").fillna(own))


def _varied(anomalies: pd.DataFrame, issues: pd.Series[str], variants: pd.DataFrame) -> pd.DataFrame:
    """The faults with a name_variant for everybody who is printed under more than one name."""
    every = _typed(schema.ANOMALIES, pd.concat([anomalies, variants.drop(columns=OWNER)], ignore_index=True))
    if every.empty:  # pandas splits no strings into columns where there are none
        return every
    return every.iloc[_order(every, issues).argsort(kind="stable")].reset_index(drop=True)


def _order(anomalies: pd.DataFrame, issues: pd.Series[str]) -> pd.Series[int]:
    """A number that grows with page and article; what is of the whole page comes first."""
    whole = anomalies["issue_id"].astype("str") + "-0"
    article = anomalies["article_id"].astype("str").where(anomalies["article_id"].notna(), whole)
    parted = article.str.rpartition("-")
    rank = pd.Series(range(len(issues)), index=issues.to_numpy())
    return parted[0].map(rank).astype("int64") * 1_000_000 + parted[2].astype("int64")
