"""The completed form of a title whose body was printed in the title before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

BODY = re.compile(
    r"(?:党工委|工委|管委会|党委|党组|委员会|人大常委会|人民政府|政府|政协|纪委|监委|县委|市委|区委|州委|旗委|省委)"
)
BARE = re.compile(
    r"(?:党工委|管委会|办事处|组织部|宣传部|统战部|政法委|纪委|监委|纪工委|监察工委|总工会|党组|党委|政府|人大|政协|工会|办公室|武装部|人武部)"
)


def completed(titles: Sequence[str]) -> tuple[str, ...]:
    """党工委副书记、管委会主任 behind 高新区党工委副书记 → 高新区管委会主任; others as printed."""
    full: list[str] = []
    place = ""
    for title in titles:
        bare = BARE.match(title)
        full.append(place + title if bare and place else title)
        found = BODY.search(title)
        if found and found.start():
            place = title[: found.start()]
    return tuple(full)
