"""Labels beside records: what was found, missed and invented, by measure.

A fact is found, missed or invented; of an attribute of something found, accuracy is asked: a wrong
value is both missed and invented.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.quality.labels import plain

Record = dict[str, Any]

ATTRIBUTES = ("bodies", "kinds", "roles", "presence", "canonical", "topics", "conservation")
MEASURES = (
    "articles", "bodies", "headlines", "kickers", "subheads", "kinds", "dates", "ordinals",
    "people", "titles", "roles", "presence", "canonical", "bylines", "slogans", "topics",
    "organisations", "places", "anomalies", "conservation",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    hit: int = 0
    missed: int = 0
    invented: int = 0
    errors: list[str] = field(default_factory=list)

    def facts(self, where: str, want: Iterable[object], got: Iterable[object]) -> None:
        """Compare two sets; None and "" are no facts."""
        wanted, found = set(want) - {None, ""}, set(got) - {None, ""}
        self.hit += len(wanted & found)
        self.missed += len(wanted - found)
        self.invented += len(found - wanted)
        self.errors += [f"{where}: missed {_said(fact)}" for fact in sorted(wanted - found, key=str)]
        self.errors += [f"{where}: invented {_said(fact)}" for fact in sorted(found - wanted, key=str)]

    def attribute(self, where: str, want: object, got: object, right: bool | None = None) -> None:
        """Compare two values; ``right`` says so where more than one value is."""
        right = want == got if right is None else right
        self.hit += right
        self.missed += not right
        self.invented += not right
        if not right:
            self.errors.append(f"{where}: {_said(want)}, read as {_said(got)}")

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.invented) if self.hit + self.invented else 1.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.hit + self.missed + self.invented
        return 2 * self.hit / total if total else 1.0


Tallies = dict[str, Tally]


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return str(value) if value not in (None, "") else "nothing"


def compare(gold: Iterable[Record], found: dict[str, tuple[str, Record]]) -> Tallies:
    """Every measure, of labels beside the text and the record of each page by its name."""
    tallies: Tallies = defaultdict(Tally)
    for page in gold:
        text, record = found[page["source"]]
        tallies["conservation"].attribute(page["source"], "", lost(text, record))
        for number, want, have in paired(page["articles"], record["articles"]):
            where = f"{page['source']} {number or '+'}"
            names = [_named(article) for article in (want, have) if article]
            tallies["articles"].facts(where, names[:1] if want else (), names[:1] if have else ())
            if want and have:
                _layout(where, want, have, tallies)
                _statements(where, want, have, tallies)
                _people(where, want, have, tallies)
    return {name: tallies[name] for name in MEASURES}


def _named(article: Record) -> str:
    return plain(article["headline"]) or plain(article.get("body_start") or article["body"])[:20]


def lost(text: str, record: Record) -> str:
    """The printed characters that are in no span, or in several."""
    owners = [0] * len(text)
    spans = [span for article in record["articles"] for span in article["spans"]] + record["leftover"]
    for start, end in spans:
        for at in range(start, end):
            owners[at] += 1
    return "".join(
        char for char, times in zip(text, owners, strict=True) if not char.isspace() and times != 1
    )


def paired(gold: list[Record], found: list[Record]) -> Iterator[tuple[int, Record | None, Record | None]]:
    """The number of each labelled article, the article and the one found for it: the one that begins as it
    does, else one that holds its beginning. Then, as number 0, those that the labels lack.
    """
    match: dict[int, int] = {}
    for rule in (_begins, _holds):
        for number, want in enumerate(gold):
            free = (at for at, have in enumerate(found) if at not in match.values() and rule(want, have))
            if number not in match and (at := next(free, None)) is not None:
                match[number] = at
    for number, want in enumerate(gold):
        yield number + 1, want, found[match[number]] if number in match else None
    yield from ((0, None, have) for at, have in enumerate(found) if at not in match.values())


def _begins(want: Record, have: Record) -> bool:
    start, body = plain(want["body_start"]), plain(have["body"])
    if start:
        return body.startswith(start)
    return not body and plain(want["headline"]) == plain(have["headline"])


def _holds(want: Record, have: Record) -> bool:
    start = plain(want["body_start"])
    return bool(start) and start in plain(have["body"])


def _layout(where: str, want: Record, have: Record, tallies: Tallies) -> None:
    body, start, end = plain(have["body"]), plain(want["body_start"]), plain(want["body_end"])
    whole = body.startswith(start) and body.endswith(end)
    tallies["bodies"].attribute(where, f"{start} … {end}", f"{body[:14]} … {body[-14:]}", whole)
    for line in ("headline", "kicker", "subhead"):
        tallies[f"{line}s"].facts(where, [plain(want[line])], [plain(have[line])])
    kinds = [anomaly["kind"] for anomaly in have["anomalies"]]
    tallies["anomalies"].facts(where, want["anomalies"], kinds)


def _statements(where: str, want: Record, have: Record, tallies: Tallies) -> None:
    tallies["kinds"].attribute(where, want["kind"], have["kind"])
    wanted, event = want["event"], have["event"]
    tallies["dates"].facts(where, _days(wanted), _days(event))
    tallies["ordinals"].facts(where, [_ordinal(wanted)], [_ordinal(event)])
    for credit in ("reporters", "correspondents", "photographers"):
        both = (map(plain, article["byline"][credit]) for article in (want, have))
        tallies["bylines"].facts(f"{where} {credit}", *both)
    tallies["slogans"].facts(where, map(_unquoted, want["slogans"]), map(_unquoted, have["slogans"]))
    for entities in ("organisations", "places"):
        if want[entities]:
            tallies[entities].facts(where, map(plain, want[entities]), map(plain, have[entities]))
    if want["topics"]:
        top = have["topics"][0]["topic"] if have["topics"] else None
        tallies["topics"].attribute(where, want["topics"], top, top in want["topics"])


def _days(event: Record) -> list[str]:
    return [f"{key} {event[key]}" for key in ("date", "end_date") if event[key]]


def _ordinal(event: Record) -> str | None:
    return "{} no. {}".format(*event["ordinal"]) if event["ordinal"] else None


def _unquoted(slogan: str) -> str:
    return plain(slogan).strip("\"'")


def _people(where: str, want: Record, have: Record, tallies: Tallies) -> None:
    wanted = {plain(person["name"]): person for person in want["people"]}
    found = {plain(person["name"]): person for person in have["people"]}
    tallies["people"].facts(where, wanted, found)
    for name in sorted(wanted.keys() & found.keys()):
        right, person, at = wanted[name], found[name], f"{where} {name}"
        tallies["titles"].facts(at, map(plain, right["titles"]), map(plain, person["titles"]))
        role = right["roles"][0]
        tallies["roles"].attribute(at, role, person["roles"], role in person["roles"])
        tallies["presence"].attribute(at, right["present"], person["present"])
        tallies["canonical"].attribute(at, plain(right["canonical"]), plain(person["canonical"]))
