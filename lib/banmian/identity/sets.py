"""Sets that grow together: which things are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Sets(Generic[T]):
    """Disjoint sets of things that need not be named before."""

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def of(self, thing: T) -> T:
        """The thing that stands for the whole set."""
        passed = []
        while (above := self._above.setdefault(thing, thing)) != thing:
            passed.append(thing)
            thing = above
        self._above.update(dict.fromkeys(passed, thing))
        return thing

    def join(self, one: T, other: T) -> None:
        """From now on ``other`` belongs to the set of ``one``, which goes on standing for both."""
        self._above[self.of(other)] = self.of(one)

    def groups(self, things: Iterable[T]) -> list[list[T]]:
        """The things set by set, in their order."""
        found: dict[T, list[T]] = defaultdict(list)
        for thing in things:
            found[self.of(thing)].append(thing)
        return list(found.values())
