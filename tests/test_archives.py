"""ZIP files: each member once, read or refused; names for showing only; bombs refused before they unfold."""

from __future__ import annotations

import io
import struct
import zipfile
from random import Random

import pytest

from banmian import load, parse
from banmian.errors import BanmianError, UnreadableFile
from banmian.parsing import Refused, parse_each
from banmian.reading import members, read
from tests import formats
from tests.test_bad_input import is_one_sentence

PAGE = formats.as_markdown()


def shown(entries: dict[str, bytes]) -> list[str]:
    return [name for name, _ in members(formats.zipped(entries), "包.zip")]


def refusals(raw: bytes) -> list[str]:
    return [str(content) for _, content in members(raw, "包.zip") if isinstance(content, BanmianError)]


def named_in(encoding: str, name: str) -> bytes:
    """An archive whose member's name is in this encoding, without the flag that says UTF-8."""
    held = "x" * len(name.encode(encoding))
    return formats.zipped({f"{held}.txt": PAGE}).replace(held.encode(), name.encode(encoding))


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
@pytest.mark.parametrize("name", ["高新日报第1版", "头版", "二〇二四年/三月"])
def test_names_of_chinese_windows_and_of_others(encoding, name):
    assert [shown for shown, _ in members(named_in(encoding, name), "包.zip")] == [f"{name}.txt"]


def test_names_are_relative_and_hold_no_way_up():
    odd = ["../../etc/passwd.txt", "/根.txt", "C:\\a\\b.txt", "./..././x.txt", "a//b.txt"]
    assert shown(dict.fromkeys(odd, PAGE)) == ["etc/passwd.txt", "根.txt", "C:/a/b.txt", "x.txt", "a/b.txt"]


def test_folders_and_what_systems_add_are_passed_over():
    entries = {"a/": b"", "a/1.txt": PAGE, "__MACOSX/a/._1.txt": b"x", ".DS_Store": b"x", "Thumbs.db": b"x"}
    entries |= {"a/~$1.docx": b"x"}
    assert shown(entries) == ["a/1.txt"]


def test_each_member_is_given_or_refused():
    entries = {
        "1.txt": PAGE,
        "2.exe": b"MZ",
        "3.zip": formats.zipped({"x.txt": PAGE}),
        "4.docx": formats.as_docx(),
    }
    raw = formats.zipped(entries)
    got = dict(members(raw, "包.zip"))
    assert got["1.txt"] == PAGE
    assert got["4.docx"] == entries["4.docx"]
    assert refusals(raw) == [
        "包.zip/2.exe：不是能读的格式，没有读，请先另存为 .txt。",
        "包.zip/3.zip：压缩包里还有压缩包，请先解开里面的一层。",
    ]


def test_a_member_with_a_password_is_refused():
    raw = bytearray(formats.zipped({"1.txt": PAGE}))
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", raw, raw.index(magic) + place, 1)
    assert refusals(bytes(raw)) == ["包.zip/1.txt：加了密码，请先解开再导入。"]


def test_a_damaged_member_stops_no_other():
    raw = bytearray(formats.zipped({"1.txt": PAGE, "2.txt": PAGE}))
    raw[60:70] = bytes(10)
    got = list(members(bytes(raw), "包.zip"))
    assert isinstance(got[0][1], UnreadableFile)
    assert got[1] == ("2.txt", PAGE)


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([(f"{number}.txt", b"") for number in range(5_001)], "里面有 5001 个文件，超过 5000 个的上限"),
        ([("0.txt", bytes(3 << 20))], "解开后是原来的 200 倍以上"),
    ],
    ids=["entries", "ratio"],
)
def test_bounds_of_an_archive(entries, says):
    with pytest.raises(UnreadableFile) as refused:
        list(members(formats.zipped(entries), "包.zip"))
    assert says in str(refused.value)
    assert is_one_sentence(str(refused.value), "包.zip")


def test_a_size_that_is_declared_beyond_the_bound_is_believed():
    raw = bytearray(formats.zipped({"1.txt": PAGE}))
    struct.pack_into("<I", raw, raw.index(b"PK\x01\x02") + 24, 201 << 20)
    with pytest.raises(UnreadableFile, match="解开后超过 200 MB 的上限"):
        list(members(bytes(raw), "包.zip"))


def test_a_size_that_is_declared_too_small_is_all_that_is_given():
    with zipfile.ZipFile(held := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1.txt", bytes(1 << 20))
    raw = bytearray(held.getvalue())
    struct.pack_into("<I", raw, raw.index(b"PK\x01\x02") + 24, 100)
    assert refusals(bytes(raw)) == ["包.zip/1.txt：有一部分已损坏或加了密码，请重新保存后再试。"]


def test_what_is_no_archive(tmp_path):
    (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04 and nothing else")
    (outcome,) = parse_each([tmp_path / "坏.zip"])
    assert outcome == Refused("坏.zip", "坏.zip：压缩包已损坏，请重新下载或重新压缩。")


def test_an_archive_is_no_page_and_a_document_is_no_archive(tmp_path):
    (tmp_path / "包.zip").write_bytes(formats.zipped({"1.md": PAGE}))
    with pytest.raises(BanmianError) as refused:
        parse(tmp_path / "包.zip")
    assert is_one_sentence(str(refused.value), "包.zip")
    (tmp_path / "稿.zip").write_bytes(formats.as_docx())
    assert formats.letters(read(tmp_path / "稿.zip").text) == formats.letters(formats.PRINTED)
    (tmp_path / "表.xlsx").write_bytes(formats.zipped({"xl/workbook.xml": b""}))
    (outcome,) = parse_each([tmp_path / "表.xlsx"])
    assert "只能读 .txt" in outcome.sentence


def test_a_member_beyond_the_size_of_a_page_is_refused(tmp_path):
    chance = Random(3).randbytes(33 << 20)
    (tmp_path / "包.zip").write_bytes(formats.zipped({"大.txt": chance, "1.md": PAGE}))
    big, page = parse_each([tmp_path / "包.zip"])
    assert big.sentence == "包.zip/大.txt：超过 32 MB 的上限，请拆成一版一个文件。"
    assert page.source.name == "包.zip/1.md"


def test_an_archive_in_a_folder_is_read_as_the_pages_in_it(tmp_path):
    other = formats.as_html(body="<p>本报讯 3月8日，市长张华主持召开会议。</p>")
    entries = {"甲/1.md": PAGE[:600], "甲/2.html": other, "乙.docx": formats.as_docx(), "丙.xyz": b""}
    (tmp_path / "包.zip").write_bytes(formats.zipped(entries))
    frames = load(tmp_path)
    assert sorted(frames.issues["source"]) == ["包.zip/乙.docx", "包.zip/甲/1.md", "包.zip/甲/2.html"]
    assert [name for name, _ in frames.refused] == ["包.zip/丙.xyz"]
