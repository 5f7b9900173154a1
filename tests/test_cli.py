"""`banmian` from a terminal: its output, its exit codes, its manners."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from banmian.cli import dashboard, main, output, progress
from banmian.cli.columns import in_columns
from banmian.errors import UnwritableFile
from banmian.library import files
from banmian.parsing import Refused
from banmian.schema import TABLES

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
NAMES = [seed.name for seed in SEEDS]


def banmian(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "banmian.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **options)


def code(*arguments: object) -> int:
    """The exit code, that of a wrong command included."""
    try:
        return main([str(argument) for argument in arguments])
    except SystemExit as left:
        return int(left.code or 0)


def test_jsonl_in_the_order_given_whatever_the_locale():
    done = banmian(
        "parse",
        *reversed(SEEDS),
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    records = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert [record["source"] for record in records] == NAMES[::-1]
    assert "高新区召开党政联席会议" in [article["headline"] for article in records[0]["articles"]]


def test_same_result_every_time():
    runs = [banmian("parse", *SEEDS, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}).stdout
            for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))]  # fmt: skip
    assert runs[0] == runs[1]


def test_reader_that_leaves_early_is_no_fault():
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(
        [sys.executable, "-m", "banmian.cli", "parse", *SEEDS],
        stdout=write_end,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


def test_json_is_one_array(capsys):
    assert code("parse", *SEEDS, "--format", "json") == 0
    assert [record["source"] for record in json.loads(capsys.readouterr().out)] == NAMES


def test_table_has_a_line_an_article(capsys):
    assert code("parse", SEEDS[1], "--format", "table") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["文件", "日期", "类别", "标题", "主持", "到场"]
    assert [line.split()[1:4] for line in lines if "蒋沟河" in line] == [
        ["2025-11-12", "调研", "高新区领导督查调研蒋沟河沿线生态环境治理工作"]
    ]


def test_columns_count_chinese_characters_twice_and_cut_long_cells():
    table = in_columns(("甲", "n"), [("会议", "1"), ("ab\ncd", "22"), ("长" * 40, "3")])
    assert table.splitlines() == [
        "甲" + " " * 41 + "  n",
        "会议" + " " * 39 + "  1",
        "ab cd" + " " * 38 + "  22",
        "长" * 21 + "…" + "  3",
    ]


def test_named_encoding(tmp_path, capsys):
    page = tmp_path / "短.txt"
    page.write_bytes("报道".encode("gb18030"))
    assert code("parse", page) == 1
    assert "请另存为 UTF-8，或指明编码" in capsys.readouterr().err
    assert code("parse", page, "--encoding", "gb18030") == 0


def test_a_folder_is_read_as_the_pages_in_it(tmp_path, capsys):
    assert code("parse", tmp_path) == 2
    assert "没有读到任何版面" in capsys.readouterr().err
    for day in ("2024-05-18", "2024-05-20"):
        (tmp_path / day).mkdir()
        (tmp_path / day / "01.txt").write_bytes(SEEDS[0].read_bytes())
    (tmp_path / "2024-05-20" / "02.txt").touch()
    assert code("parse", tmp_path) == 1
    told = capsys.readouterr()
    assert [json.loads(line)["source"] for line in told.out.splitlines()] == [
        "2024-05-18/01.txt",
        "2024-05-20/01.txt",
    ]
    assert told.err.startswith("2024-05-20/02.txt：文件是空的")
    (tmp_path / "2024-05-20" / "01.txt").rename(tmp_path / "2024-05-20" / "03.txt")
    assert code("parse", tmp_path, "--format", "table") == 1
    files = {line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]}
    assert files == {"01.txt", "03.txt"}


def test_output_file_is_whole_or_former(tmp_path, monkeypatch, capsys):
    out = tmp_path / "out.jsonl"
    assert code("parse", SEEDS[0], "-o", out) == 0
    former = out.read_bytes()
    assert json.loads(former)["source"] == NAMES[0]
    monkeypatch.setattr(
        files.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    assert code("parse", SEEDS[1], "-o", out) == 2
    assert "写不进去（No space left on device）" in capsys.readouterr().err
    assert out.read_bytes() == former
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("out", "says"),
    [
        ("无/out.jsonl", "上级文件夹不存在"),
        ("", "这是文件夹"),
        ("file/out.jsonl", "上级不是文件夹"),
    ],
)
def test_output_that_cannot_be_written(tmp_path, capsys, out, says):
    (tmp_path / "file").touch()
    assert code("parse", SEEDS[0], "-o", tmp_path / out) == 2
    assert says in capsys.readouterr().err


def test_device_is_written_to_not_replaced():
    output.put(b"content", Path(os.devnull))
    assert not Path(os.devnull).is_file()


def test_output_through_a_link_keeps_the_link(tmp_path):
    (tmp_path / "target").write_bytes(b"former")
    (tmp_path / "link").symlink_to("target")
    output.put(b"new", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "缺少 命令"),
        (["parse"], "缺少 文件"),
        (["parse", "a.txt", "--format", "xml"], "--format 不能是 'xml'"),
        (["parse", "a.txt", "-o"], "-o 后面缺少内容"),
        (["parse", "a.txt", "--nonsense"], "不认识 --nonsense"),
        (["export", "seeds"], "缺少 -o"),
        (["read"], "命令 不能是 'read'"),
        (["dashboard", "--port", "x"], "--port 要一个整数"),
        (["dashboard", "no/such/folder"], "不是文件夹"),
    ],
)
def test_wrong_commands_exit_2_with_one_sentence(capsys, arguments, says):
    assert code(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", [[], ["parse"], ["export"], ["dashboard"]])
def test_help_is_chinese(capsys, command):
    assert code(*command, "--help") == 0
    words = capsys.readouterr().out
    assert words.startswith("用法：banmian")
    assert not {"usage:", "options:", "positional", "show this help"} & set(words.split())


@pytest.mark.parametrize("file_format", ["csv", "parquet"])
def test_export_writes_every_table(tmp_path, file_format):
    out = tmp_path / "out"
    assert code("export", ROOT / "seeds", "-o", out, "--format", file_format, "--codes") == 0
    assert sorted(path.name for path in out.iterdir()) == sorted(f"{name}.{file_format}" for name in TABLES)
    reader = {"csv": pd.read_csv, "parquet": pd.read_parquet}[file_format]
    frames = {name: reader(out / f"{name}.{file_format}") for name in TABLES}
    assert {name: list(frame.columns) for name, frame in frames.items()} == {
        name: [column.name for column in table.columns] for name, table in TABLES.items()
    }
    assert sorted(frames["issues"]["source"]) == NAMES
    assert len(frames["articles"]) == 13


def test_export_to_a_workbook_in_chinese(tmp_path):
    assert code("export", *SEEDS, "-o", tmp_path, "--format", "xlsx") == 0
    book = pd.read_excel(tmp_path / "banmian.xlsx", sheet_name=None)
    assert list(book) == [table.label for table in TABLES.values()]
    assert sorted(book["版面"]["文件"]) == NAMES


def test_export_reports_what_it_left_out(tmp_path, capsys):
    (tmp_path / "pages").mkdir()
    for name, raw in (("1.txt", SEEDS[0].read_bytes()), ("2.txt", SEEDS[0].read_bytes()), ("3.txt", b"")):
        (tmp_path / "pages" / name).write_bytes(raw)
    assert code("export", tmp_path / "pages", "-o", tmp_path / "out") == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{tmp_path}/pages/3.txt：文件是空的，没有可读的文字，请换一个文件。".replace(
            f"{tmp_path}/pages/", ""
        ),
        "2.txt：与 1.txt 内容相同，只计一次。",
    ]


def test_export_of_nothing_writes_nothing(tmp_path, capsys):
    assert code("export", tmp_path, "-o", tmp_path / "out") == 2
    assert "没有读到任何版面" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_folder_for_export_is_made_but_not_its_parent(tmp_path):
    with pytest.raises(UnwritableFile, match="上级文件夹不存在"):
        output.folder(tmp_path / "a" / "b")
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableFile, match="已有同名文件"):
        output.folder(tmp_path / "file")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def slowly(files, **_):
    for file in files:
        time.sleep(0.6)
        yield Refused(file.name, "")


@pytest.mark.parametrize(("stream", "drawn"), [(Terminal(), True), (io.StringIO(), False)])
def test_progress_is_drawn_on_a_terminal_only(monkeypatch, stream, drawn):
    monkeypatch.setattr(progress, "parse_each", slowly)
    monkeypatch.setattr(sys, "stderr", stream)
    assert len(list(progress.watched([Path("a"), Path("b"), Path("c")], None))) == 3
    assert ("读取" in stream.getvalue()) is drawn


def test_dashboard_serves_the_folder_on_the_loopback_address(tmp_path, monkeypatch):
    started = {}

    def start(command, **options):
        started.update(options, command=command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(dashboard.subprocess, "run", start)
    assert code("dashboard", tmp_path, "--port", "8600") == 0
    assert started["command"][1:] == [
        "-m", "streamlit", "run", "dashboard.py", "--server.address", "127.0.0.1", "--server.port", "8600",
    ]  # fmt: skip
    assert started["cwd"] == ROOT
    assert started["env"]["BANMIAN_LIBRARY"] == str(tmp_path)
