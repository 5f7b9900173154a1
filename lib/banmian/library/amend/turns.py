"""Corrections of one rung, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from banmian.library.corrections import Correction

T = TypeVar("T")


def in_turn(
    thing: T, lines: Sequence[Correction], how: Mapping[str, Callable[[T, Correction], T | None]]
) -> tuple[T, list[Correction]]:
    """The thing put right by every line whose action is in ``how``, and the lines that found no place.

    Cuts come before joins before headlines, whatever the clocks of two machines say; a line that finds its place
    only in what another one made has it in the next round.
    """
    order = list(how)
    waiting = sorted(
        (line for line in lines if line.action in how), key=lambda line: order.index(line.action)
    )
    while True:
        left = []
        for line in waiting:
            done = how[line.action](thing, line)
            if done is None:
                left.append(line)
            else:
                thing = done
        if len(left) in (0, len(waiting)):
            return thing, left
        waiting = left
