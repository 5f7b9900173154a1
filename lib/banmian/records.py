"""The frozen records that pass along the arrow: Source, Block, Article, the facts, Issue.

Offsets are half-open character spans. Three kinds of text carry them, each named in its record:
the decoded *source*, the stitched *body* of an article, and the *key* of a body (see ``Body``).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """A page file as text: of plain text nothing is taken out but a byte order mark."""

    name: str
    text: str
    sha256: str
    encoding: str
    repairs: tuple[str, ...] = ()
    """What reading had to mend or leave out, one Chinese sentence each; empty for a clean file."""
    paper: str | None = None
    """As the user or an adapter gave it; given, it goes before what the page prints. So with the next two."""
    publication_date: dt.date | None = None
    page_number: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the page and what it was judged to be."""

    span: Span
    """Into the source, without the white space around the line."""
    text: str
    """The printed characters of the span."""
    alone: str
    """What the line says about itself: a name of ``layout.lines.LineKind``."""
    kind: str
    """The verdict after its neighbours were heard."""
    line: int = 0
    """The number of its line in the source, from 0; blank lines count."""


@dataclass(frozen=True, slots=True)
class Line:
    """A headline, kicker or subhead: its lines joined, with the source offset of each character."""

    text: str
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The stitched text of an article in two forms.

    ``text`` keeps the printed characters, a line feed between paragraphs; ``offsets[i]`` is the source offset of
    ``text[i]`` (of a line feed: the end of the paragraph before it). ``key`` is the form that extractors match on: one
    punctuation set, ASCII digits, no white space between Chinese characters; ``places[i]`` is the index in ``text`` of
    ``key[i]``. ``breaks`` holds the indices of ``key`` that stood behind white space in the print (王 伟, lists without 、).
    """

    text: str
    offsets: tuple[int, ...]
    key: str
    places: tuple[int, ...]
    breaks: frozenset[int]

    def __hash__(self) -> int:  # texts are hashed once; a page may print one report again and again
        return hash((self.text, self.key, self.offsets[:1]))

    def span(self, start: int, end: int) -> Span:
        """The span into ``text`` of ``key[start:end]``; an empty span stays empty."""
        if start >= end:
            at = self.places[start] if start < len(self.places) else len(self.text)
            return at, at
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A fault of the page. ``kind`` is one of ``schema.ANOMALY_KINDS``."""

    kind: str
    detail: str
    """One Chinese sentence."""
    span: Span | None = None
    """Into the source; None where the fault is that something is not there."""


@dataclass(frozen=True, slots=True)
class Jump:
    """下转第二版 or 上接第一版: the number of the page that it stands on, of the one that it names, and the headline."""

    here: int | None
    there: int | None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A later part of a report: what it is on its own page, and by how much its offsets into that were raised."""

    article_id: str
    base: int


@dataclass(frozen=True, slots=True)
class Article:
    """A report as laid out: which characters of the page are its headline and its body."""

    article_id: str
    number: int
    """From 1, in the order of the page."""
    headline: Line | None
    kicker: Line | None
    subhead: Line | None
    body: Body
    spans: tuple[Span, ...]
    """Into the source: all its characters, repeated paragraphs included; sorted, disjoint."""
    anomalies: tuple[Anomaly, ...] = ()
    """Faults of layout: displaced or missing headline, broken or repeated paragraph, missing text."""
    role: str = "news"
    """news | notice | photo | headline_only: what the layout alone can tell."""
    since: Jump | None = None
    onward: Jump | None = None
    """Before 上接 its beginning, behind 下转 its end is on another page."""
    parts: tuple[Part, ...] = ()
    """What ``continuations`` found of it on other pages: its body is whole, its spans are of its own page."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the layout made of a source."""

    source: Source
    issue_id: str
    paper: str | None
    publication_date: dt.date | None
    """As given with the source, else as printed, else as in the name of its file; never inferred from an event."""
    blocks: tuple[Block, ...]
    articles: tuple[Article, ...]
    leftover: tuple[Span, ...]
    """Into the source: masthead, credits, advertisements, section labels, 上接/下转 …"""
    anomalies: tuple[Anomaly, ...] = ()
    named: bool = False
    """The publication date is that of the file's name: the page prints none."""
    printed_date: dt.date | None = None
    """What the page itself prints, whatever was given."""
    continued: tuple[Article, ...] = ()
    """No longer among ``articles``: parts of reports that begin on another page, whose words are told there."""


@dataclass(frozen=True, slots=True)
class Byline:
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    """Into the body text: each byline or credit as printed."""


@dataclass(frozen=True, slots=True)
class Event:
    """The event that an article reports. Spans are into the body text."""

    date: dt.date | None = None
    end_date: dt.date | None = None
    part_of_day: str | None = None
    name: str | None = None
    series: str | None = None
    ordinal: tuple[int, int] | None = None
    year_evidence: str | None = None
    agenda: str | None = None
    """The clauses that say what was studied and arranged, as printed."""
    date_span: Span | None = None
    name_span: Span | None = None
    agenda_span: Span | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person in an article. Spans are into the body text."""

    name: str
    canonical: str
    titles: tuple[str, ...]
    """As printed, white space out."""
    full_titles: tuple[str, ...]
    """With the body completed from the title before it: 管委会主任 → 高新区管委会主任."""
    roles: tuple[str, ...]
    """Codes of ``schema.ROLES``, the leading one first."""
    role_verb: str | None
    """The verb that showed the leading role, as printed."""
    present: bool
    kind: str
    """A code of ``schema.PERSON_KINDS``."""
    list_number: int | None
    position: int | None
    """The how-manieth list of names of the article, and the place in it, from 1; None outside a list."""
    span: Span
    mentions: tuple[Span, ...]
    """The first mention of the name; every mention by name or by surname and post, the first one included."""
    rule: str
    person_id: str = ""
    """Who of all persons of the pages loaded together; set by ``identity``."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two names, or one name in two places, weighed by ``identity`` for being one person."""

    name: str
    """As the one person, or the first of two, is called."""
    other: str
    """The other spelling, or the name of the second."""
    person_id: str
    other_id: str
    """The same as ``person_id`` where the two are one person."""
    reason: str
    """A code of ``schema.MERGE_REASONS``."""
    confidence: float
    """That the two are one person, 0 to 1."""
    decision: str
    """A code of ``schema.DECISIONS``."""
    posts: tuple[str, ...]
    """What both are called in print: the posts that speak for one person."""
    articles: int
    other_articles: int
    """In how many articles each of the two stands."""


@dataclass(frozen=True, slots=True)
class Slogan:
    canonical: str
    printed: str
    where: str
    """headline | kicker | subhead | body: the text that ``span`` points into."""
    span: Span
    rule: str
    expansion: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    topic: str
    share: float
    """Of all topic evidence in the article; the shares of an article add up to 1."""
    evidence: tuple[tuple[str, str, Span], ...]
    """(word, where, span into that text), every occurrence."""


@dataclass(frozen=True, slots=True)
class Entity:
    """An organisation or a place; ``span`` into the body text."""

    canonical: str
    printed: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What one article says."""

    kind: str = "dispatch"
    """A code of ``schema.ARTICLE_KINDS``."""
    kind_rule: str = ""
    event: Event = Event()
    byline: Byline = Byline()
    people: tuple[Appearance, ...] = ()
    slogans: tuple[Slogan, ...] = ()
    topics: tuple[Topic, ...] = ()
    organisations: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    """Those of the layout and those of the facts (year_inferred, name_variant)."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A page read: the rungs (page: source, blocks, articles) and the facts, one Facts an article."""

    page: Page
    facts: tuple[Facts, ...]
    anomalies: tuple[Anomaly, ...] = ()
    home: str = ""
    """The paper that the page belongs to, printed on it or told by its people; set by ``identity``."""

    @property
    def issue_id(self) -> str:
        return self.page.issue_id

    @property
    def source(self) -> Source:
        return self.page.source
