"""Plain text and Markdown: the bytes decoded and otherwise left as they are."""

from __future__ import annotations

from banmian.errors import UnreadableFile
from banmian.reading.encodings import LOST, Reading, legible, tell
from banmian.reading.formats import Extract

PIECE = 24
"""Characters a piece when damaged stretches are looked for: a lost byte of GBK turns what follows into other characters
up to the next ASCII one, and what is added to a file of UTF-16 in UTF-8 (`>>` of a shell) becomes 삤莼."""


def read(raw: bytes, name: str, encoding: str | None) -> Extract:
    """``raw`` as text, untouched but for the byte order mark."""
    reading = tell(raw, encoding)
    if reading is None:
        raise UnreadableFile(f"{name}：{_why_unclear(raw, encoding)}。")
    return Extract(reading.text, reading.encoding, _repairs(reading))


def _why_unclear(raw: bytes, encoding: str | None) -> str:
    if encoding:
        return f"不是 {encoding} 编码，请改用别的编码，或另存为 UTF-8"
    if raw.count(0) * 100 > len(raw):
        return "内容是二进制数据，不是文字，请先转成 .txt"
    return "看不出是哪种编码，请另存为 UTF-8，或指明编码"


def _repairs(reading: Reading) -> tuple[str, ...]:
    repairs = []
    if reading.faults:
        first = reading.text.index(LOST) + 1
        repairs.append(
            f"{reading.faults} 处字节不合 {reading.encoding}，已代以 {LOST}，首处在第 {first} 个字符。"
        )
    if not reading.encoding.startswith("utf-8") and (garbled := _garbled(reading.text)):
        repairs.append(f"第 {garbled[0] + 1} 个字符起有约 {len(garbled) * PIECE} 字像是乱码，应有字节缺损。")
    return tuple(repairs)


def _garbled(text: str) -> list[int]:
    """Where the pieces start that read like another encoding."""
    pieces = range(0, len(text), PIECE)
    return [at for at in pieces if not legible(text[at : at + PIECE], least=PIECE // 2)]
