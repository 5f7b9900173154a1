"""Running text as it is printed: a blank line between blocks, # before headings, a tab between cells."""

from __future__ import annotations

from collections.abc import Callable

_LONGEST_CELL = 40
"""Characters; longer cells are columns of a page that was laid out as a table."""
_DEEPEST = 40
"""Tables in tables; deeper ones are read as plain blocks."""


class Flow:
    """Takes what a document says in its order; ``text()`` is the page."""

    def __init__(self, tidy: Callable[[str], str] = str.strip) -> None:
        self._tidy = tidy
        self._now: list[str] = []
        self._mark = ""
        self._page: list[str] = []
        self._rows: list[list[list[str]]] = []
        self._too_deep = 0

    def say(self, words: str) -> None:
        """Words of the line that is being set."""
        self._now.append(words)

    def line(self) -> None:
        """End the line."""
        words = self._tidy("".join(self._now))
        self._now.clear()
        if words:
            self._lines().append(self._mark + words)
            self._mark = ""

    def block(self, level: int = 0) -> None:
        """End the block; the next one is a heading if it has a level from 1 to 6."""
        self.line()
        lines = self._lines()
        if lines and lines[-1]:
            lines.append("")
        self._mark = "#" * level + " " * (level > 0)

    def row(self) -> None:
        """Begin a row of a table."""
        self.line()
        if len(self._rows) < _DEEPEST:
            self._rows.append([])
        else:
            self._too_deep += 1

    def cell(self) -> None:
        """Begin a cell of the row."""
        self.line()
        if self._rows and not self._too_deep:
            self._rows[-1].append([])

    def end_row(self) -> None:
        """Short cells become one line with tabs; others stand one below the other."""
        self.line()
        if self._too_deep:
            self._too_deep -= 1
        elif self._rows:
            self._put(self._rows.pop())

    def text(self) -> str:
        """All that was said."""
        while self._rows:
            self._too_deep = 0
            self.end_row()
        self.block()
        return "\n".join(self._page).strip("\n") + "\n"

    def _lines(self) -> list[str]:
        if not self._rows:
            return self._page
        if not self._rows[-1]:
            self._rows[-1].append([])
        return self._rows[-1][-1]

    def _put(self, cells: list[list[str]]) -> None:
        printed = [[line for line in cell if line] for cell in cells]
        if all(len(cell) < 2 and len("".join(cell)) <= _LONGEST_CELL for cell in printed):
            self._now.append("\t".join("".join(cell) for cell in printed).strip("\t"))
            words = "".join(self._now)
            self._now.clear()
            if words:
                self._lines().append(words)
            return
        for cell in cells:
            self.block()
            self._lines().extend(cell)
        self.block()
