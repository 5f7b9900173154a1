"""A source read with what the user decided about its page, and with the words of the library."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.facts import read_facts
from banmian.facts.anomalies import of_page
from banmian.filed import filed
from banmian.layout import read_page
from banmian.library.amend import facts, pages, texts
from banmian.library.corrections import Correction
from banmian.library.vocabulary import OURS, Vocabulary
from banmian.records import Issue, Source


def understood(
    source: Source, lines: Sequence[Correction] = (), words: Vocabulary = OURS
) -> tuple[Issue, list[Correction]]:
    """What the page says once it is put right, and the corrections that found no place in it."""
    source, in_text = texts.amended(source, lines)
    page, in_layout = pages.amended(filed(read_page(source)), lines)
    issue = words.topical(Issue(page, read_facts(page), (*page.anomalies, *of_page(page))))
    issue, in_facts = facts.amended(issue, lines)
    return issue, [*in_text, *in_layout, *in_facts]
