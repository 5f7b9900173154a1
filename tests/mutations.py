"""Pages spoilt as files, OCR and typesetting spoil them: each mutation a small function of page and chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[str, Random], str]

BLANKS = " \t\u3000\u00a0\u2003"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e"
CONTROLS = "\0\x01\x08\x0b\x0c\x1b\x1c\x1f\x7f\x85\u2028\u2029\ufffe\uffff"
MARKS = "，。、；：？！“”‘’（）《》【】—…·#*|\"'()<>"
DIGITS = "0123456789０５９٣५²③〇一二三四五六七八九十百"
WIDTHS = str.maketrans(
    {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
    | {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)}
)


def _insert(text: str, chance: Random, letters: str, often: int = 30) -> str:
    """Letters put in, one for ``often`` characters or so."""
    for _ in range(1 + len(text) // often):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(letters) + text[at:]
    return text


def _stretch(text: str, chance: Random, longest: int = 40) -> tuple[int, int]:
    start = chance.randrange(len(text) + 1)
    return start, min(len(text), start + chance.randint(1, longest))


def _each_letter(text: str, chance: Random, change: Callable[[str], str], often: float) -> str:
    return "".join(change(char) if chance.random() < often else char for char in text)


def dropped(text: str, chance: Random) -> str:
    return _each_letter(text, chance, lambda _: "", 0.03)


def doubled(text: str, chance: Random) -> str:
    return _each_letter(text, chance, lambda char: 2 * char, 0.03)


def swapped(text: str, chance: Random) -> str:
    letters = list(text)
    for _ in range(1 + len(text) // 40):
        at = chance.randrange(max(1, len(letters) - 1))
        letters[at : at + 2] = reversed(letters[at : at + 2])
    return "".join(letters)


def stretch_lost(text: str, chance: Random) -> str:
    start, end = _stretch(text, chance, 200)
    return text[:start] + text[end:]


def stretch_repeated(text: str, chance: Random) -> str:
    start, end = _stretch(text, chance, 80)
    return text[:start] + text[start:end] * chance.randint(2, 6) + text[end:]


def stretch_moved(text: str, chance: Random) -> str:
    start, end = _stretch(text, chance, 200)
    rest, at = text[:start] + text[end:], chance.randrange(len(text) + 1)
    return rest[:at] + text[start:end] + rest[at:]


def cut_short(text: str, chance: Random) -> str:
    start, end = sorted(chance.randrange(len(text) + 1) for _ in "ab")
    return text[start:end]


def lines_shuffled(text: str, chance: Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def lines_repeated(text: str, chance: Random) -> str:
    return "\n".join(line for line in text.split("\n") for _ in range(chance.choice((1, 1, 1, 2, 3))))


def lines_lost(text: str, chance: Random) -> str:
    return "\n".join(line for line in text.split("\n") if chance.random() > 0.2)


def lines_merged(text: str, chance: Random) -> str:
    return "".join(line + chance.choice(("\n", "\n", "", " ")) for line in text.split("\n"))


def lines_broken(text: str, chance: Random) -> str:
    return _insert(text, chance, "\n\r")


def one_line(text: str, chance: Random) -> str:
    return text.replace("\n", chance.choice(("", " ", "\u3000")))


def one_letter_a_line(text: str, chance: Random) -> str:
    start, end = _stretch(text, chance, 600)
    return text[:start] + "\n".join(text[start:end]) + text[end:]


def narrow_column(text: str, chance: Random) -> str:
    width = chance.randint(8, 30)
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def other_line_ends(text: str, chance: Random) -> str:
    return text.replace("\n", chance.choice(("\r\n", "\r", "\x85", "\u2028", "\n\n")))


def spaced(text: str, chance: Random) -> str:
    return _insert(text, chance, BLANKS)


def spaced_throughout(text: str, chance: Random) -> str:
    return chance.choice(BLANKS).join(text)


def invisible(text: str, chance: Random) -> str:
    return _insert(text, chance, INVISIBLE, 10)


def controls(text: str, chance: Random) -> str:
    return _insert(text, chance, CONTROLS)


def surrogates(text: str, chance: Random) -> str:
    return _insert(text, chance, "\ud800\udbff\udc00\udfff")


def other_widths(text: str, chance: Random) -> str:
    return _each_letter(text, chance, lambda char: char.translate(WIDTHS), 0.5)


def marks(text: str, chance: Random) -> str:
    return _insert(text, chance, MARKS, 20)


def without_marks(text: str, chance: Random) -> str:
    gone = chance.sample(MARKS, 8)
    return "".join(char for char in text if char not in gone)


def digits(text: str, chance: Random) -> str:
    """Dates, counts and ordinals that no calendar has: 十十月99日."""
    return _each_letter(text, chance, lambda char: chance.choice(DIGITS) if char in DIGITS else char, 0.5)


def digits_put_in(text: str, chance: Random) -> str:
    return _insert(text, chance, DIGITS)


def confused(text: str, chance: Random) -> str:
    """Characters of the page in the place of others."""
    return _each_letter(text, chance, lambda _: chance.choice(text), 0.05)


MUTATIONS: tuple[Mutation, ...] = (
    dropped, doubled, swapped, stretch_lost, stretch_repeated, stretch_moved, cut_short,
    lines_shuffled, lines_repeated, lines_lost, lines_merged, lines_broken, one_line, one_letter_a_line,
    narrow_column, other_line_ends, spaced, spaced_throughout, invisible, controls, surrogates,
    other_widths, marks, without_marks, digits, digits_put_in, confused,
)  # fmt: skip


def mutated(pages: Sequence[str], number: int) -> tuple[str, str]:
    """(what was done, the page): every mutation in its turn, with up to two more and another page behind."""
    chance = Random(number)
    chosen = [MUTATIONS[number % len(MUTATIONS)], *chance.sample(MUTATIONS, chance.choice((0, 0, 1, 2)))]
    text = chance.choice(pages)
    if chance.random() < 0.1:
        text += chance.choice(("", "\n", "\n\n")) + chance.choice(pages)
    for mutation in chosen:
        text = mutation(text, chance) or "会"
    return f"{number}: " + ", ".join(mutation.__name__ for mutation in chosen), text
