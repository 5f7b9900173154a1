"""更正 a report, beside it."""

from __future__ import annotations

from banmian.records import Article, Facts, Span
from pages.common import correct_facts, correct_page, correct_print
from pages.common.correct import popover
from pages.common.data import View


def report(view: View, found: Article, said: Facts, lit: Span) -> None:
    """``lit`` is what is marked in its body."""
    of_page = correct_page.forms(view, found)
    popover(
        view,
        "report",
        correct_print.forms(view, found, lit) | correct_facts.forms(view, found, said) | of_page,
    )
