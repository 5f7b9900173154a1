"""The encoding ladder: right, or the user is asked; never another text without a word."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.errors import UnreadableFile
from banmian.reading import decode, read

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parent / "seeds").glob("*.txt"))
CASES = tomllib.loads((HERE / "cases" / "encodings.toml").read_text("utf-8"))
TRADITIONAL = CASES["traditional"]
SIMPLIFIED = SEEDS[0].read_text("utf-8")

ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "utf-16": "utf-16",
}
"""The codec that wrote a page, and the one that reads it."""


def text_for(encoding: str) -> str:
    return TRADITIONAL if ENCODINGS[encoding] == "big5hkscs" else SIMPLIFIED


def line(encoding: str) -> str:
    return max(text_for(encoding).split("\n"), key=len)[:60]


def answer(raw: bytes) -> str | None:
    """What is read, None where the user is asked."""
    try:
        return decode(raw, "版面.txt").text
    except UnreadableFile:
        return None


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["why"])
def test_case(case):
    raw = bytes.fromhex(case["hex"])
    if case.get("asked"):
        with pytest.raises(UnreadableFile, match="看不出是哪种编码"):
            decode(raw, "版面.txt")
        return
    source = decode(raw, "版面.txt")
    assert (source.text, source.encoding, source.repairs) == (case["text"], case["encoding"], ())


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("written", ENCODINGS)
def test_whole_page_is_read_as_it_was_written(written, ends):
    text = text_for(written).replace("\n", ends)
    source = decode(text.encode(written), "版面.txt")
    assert source.text == text
    assert (source.encoding, source.repairs) == (ENCODINGS[written], ())


@pytest.mark.parametrize("written", ENCODINGS)
def test_one_line_is_enough(written):
    assert answer(line(written).encode(written)) == line(written)


@pytest.mark.parametrize("written", ENCODINGS)
def test_two_characters_are_right_or_asked_about(written):
    text = "".join(char for char in text_for(written) if char >= "\u4e00")
    pairs = [text[at : at + 2] for at in range(0, len(text) - 1, 2)]
    answers = [(pair, answer(pair.encode(written))) for pair in pairs]
    assert [(pair, got) for pair, got in answers if got not in {pair, None}] == []


@pytest.mark.parametrize("big_endian", [False, True], ids=["LE", "BE"])
def test_utf16_mark_says_which_end_comes_first(big_endian):
    mark, codec = (b"\xfe\xff", "utf-16-be") if big_endian else (b"\xff\xfe", "utf-16-le")
    assert answer(mark + SIMPLIFIED.encode(codec)) == SIMPLIFIED


def damaged(raw: bytes, at: int, how: str) -> bytes:
    return {
        "bad byte": raw[:at] + b"\xff" + raw[at + 1 :],
        "cut": raw[:at],
        "lost byte": raw[:at] + raw[at + 1 :],
    }[how]


@pytest.mark.parametrize("how", ["bad byte", "cut"])
@pytest.mark.parametrize("written", [written for written in ENCODINGS if not written.startswith("utf-16")])
def test_damage_in_a_page_is_reported_and_stays_where_it_is(written, how):
    raw, before = halved(written)
    source = decode(damaged(raw, len(before.encode(written)) + 1, how), "版面.txt")
    assert source.encoding == ENCODINGS[written]
    assert source.text.startswith(before)
    assert [repair for repair in source.repairs if f"首处在第 {len(before) + 1} 个字符" in repair]
    after = text_for(written)[len(before) :].split("\n", 1)[1]
    assert how == "cut" or source.text.endswith(after)


@pytest.mark.parametrize(("written", "spoiled"), [("gb18030", 60), ("big5", 10)])
def test_lost_byte_spoils_up_to_the_next_ascii_character_and_is_reported_if_long(written, spoiled):
    raw, before = halved(written)
    source = decode(damaged(raw, len(before.encode(written)), "lost byte"), "版面.txt")
    rest = text_for(written)[len(before) + spoiled :]
    assert source.text.startswith(before)
    assert source.text.endswith(rest)
    assert source.repairs or spoiled < 12


def halved(written: str) -> tuple[bytes, str]:
    """A page in bytes, and the text of its first half, which ends before a Chinese character."""
    raw = text_for(written).encode(written)
    return raw, raw[: len(raw) // 2].decode(written, "ignore")


@pytest.mark.parametrize("written", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf16_cut_within_a_character(written):
    source = decode(SIMPLIFIED.encode(written)[:1001], "版面.txt")
    assert SIMPLIFIED.startswith(source.text[:-1])
    assert source.text.endswith("\ufffd")
    assert source.repairs == (
        f"1 处字节不合 {ENCODINGS[written]}，已代以 \ufffd，首处在第 {len(source.text)} 个字符。",
    )


@pytest.mark.parametrize("how", ["bad byte", "cut"])
@pytest.mark.parametrize("written", ENCODINGS)
def test_damage_in_two_characters_is_never_read_as_others(written, how):
    text = "會議" if text_for(written) is TRADITIONAL else "会议"
    raw = text.encode(written)
    got = answer(damaged(raw, len(raw) - 1, how))
    assert got is None or got.startswith(text[0])


@pytest.mark.parametrize("written", ["utf-16-le", "utf-16-be", "utf-16"])
def test_a_bad_byte_in_utf16_is_one_wrong_character(written):
    raw = SIMPLIFIED.encode(written)
    got = answer(damaged(raw, len(raw) // 4 * 2, "bad byte"))
    assert sum(char != printed for char, printed in zip(got, SIMPLIFIED, strict=True)) == 1


def test_mixture_of_encodings_is_asked_about():
    assert answer(SIMPLIFIED.encode("utf-8") + SIMPLIFIED.encode("gb18030")) is None


@pytest.mark.parametrize("second", ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("first", ENCODINGS)
def test_two_encodings_in_one_file_are_asked_about_or_said(first, second):
    """Somebody put two files together, or a program appends to a file of another one."""
    one, other = text_for(first)[:1000], text_for(second)[:1000]
    try:
        source = decode(one.encode(first) + other.encode(second), "版面.txt")
    except UnreadableFile:
        return
    assert source.repairs or source.text == one + other


def test_named_encoding_is_obeyed():
    assert decode(b"-N-N", "版面.txt", "utf-16-le").text == "中中"
    with pytest.raises(UnreadableFile, match="不是 gb18030 编码"):
        decode(b"\xff,\xff,\xff", "版面.txt", "gb18030")


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_seeds_are_read_unchanged(seed):
    source = read(seed)
    assert source.text.encode("utf-8") == seed.read_bytes()
    assert (source.name, source.encoding, source.repairs) == (seed.name, "utf-8", ())


@given(st.binary(max_size=400))
def test_bytes_are_read_back_by_the_codec_that_is_named(raw):
    """Whatever the bytes: our own error, or the text that the named codec gives."""
    try:
        source = decode(raw, "版面.txt")
    except UnreadableFile:
        return
    assert source.text == raw.decode(source.encoding, "strict" if not source.repairs else "replace")
