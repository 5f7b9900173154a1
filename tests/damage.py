"""Files as a broken disk, a cut download or a wrong program leaves them."""

from __future__ import annotations

from random import Random


def damaged(raw: bytes, number: int) -> bytes:
    """``raw`` damaged in one of seven ways; the same for the same number."""
    chance = Random(number)
    spoilt, size = bytearray(raw), len(raw)
    start = chance.randrange(size)
    end = min(size, start + chance.randint(1, 400))
    match number % 7:
        case 0 | 1:
            for _ in range(chance.choice((1, 5, 60, 600))):
                spoilt[chance.randrange(size)] = chance.randrange(256)
        case 2:
            del spoilt[start:]
        case 3:
            del spoilt[start:end]
        case 4:
            spoilt[start:start] = chance.randbytes(200)
        case 5:
            spoilt[start:end] = bytes(end - start)
        case _:
            spoilt[start:start] = spoilt[start:end]
    return bytes(spoilt)
