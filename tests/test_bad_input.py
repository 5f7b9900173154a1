"""Files that cannot be read: one sentence each, and the others are read all the same."""

from __future__ import annotations

import json
import os
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from banmian import load
from banmian.cli import main
from banmian.errors import BanmianError
from banmian.parsing import Refused, parse_each
from banmian.reading import MAX_BYTES, read
from tests import formats
from tests.damage import damaged

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parent / "seeds").glob("*.txt"))
CASES = tomllib.loads((HERE / "cases" / "bad_input.toml").read_text("utf-8"))["case"]


def write(folder: Path, case: dict[str, str]) -> Path:
    path = folder / case["name"]
    path.write_bytes(bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode())
    return path


def refusal(path: Path) -> str:
    with pytest.raises(BanmianError) as refused:
        read(path)
    return str(refused.value)


def is_one_sentence(text: str, name: str) -> bool:
    """File：cause，next step。"""
    file, _, rest = text.partition("：")
    return file.endswith(name) and "\n" not in text and rest.count("。") == 1 and "请" in rest


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_one_sentence_with_file_cause_and_next_step(tmp_path, case):
    sentence = refusal(write(tmp_path, case))
    assert case["says"] in sentence
    assert is_one_sentence(sentence, case["name"])


def test_missing_folder_and_device(tmp_path):
    for path, says in (
        (tmp_path / "无.txt", "找不到这个文件"),
        (tmp_path, "这是文件夹"),
        (Path(os.devnull), "这是设备或管道"),
        (tmp_path / ("长" * 300 + ".txt"), "系统读不出这个文件（ENAMETOOLONG）"),
        (tmp_path / "a\0b.txt", "系统读不出这个文件"),
    ):
        sentence = refusal(path)
        assert says in sentence
        assert is_one_sentence(sentence, path.name)


def test_no_permission(tmp_path, monkeypatch):
    """The rights of root know no bounds, so the refusal comes from a stand-in."""

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (tmp_path / "锁.txt").write_text("会议", "utf-8")
    assert "没有读取权限" in refusal(tmp_path / "锁.txt")


def test_too_large(tmp_path):
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert "超过 32 MB 的上限" in refusal(path)


def test_others_are_parsed_and_the_exit_code_says_so(tmp_path, capsys):
    bad = [write(tmp_path, case) for case in CASES]
    files = [bad[0], SEEDS[0], *bad[1:], SEEDS[1], tmp_path / "missing.txt"]
    assert main(["parse", *map(str, files)]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["source"] for line in out.splitlines()] == [seed.name for seed in SEEDS]
    sentences = err.splitlines()
    assert len(sentences) == len(bad) + 1
    assert all(is_one_sentence(s, path.name) for s, path in zip(sentences, [*bad, files[-1]], strict=True))


def test_folder_with_bad_files_loads_the_rest(tmp_path):
    bad = sorted(write(tmp_path, case).name for case in CASES if case["name"].endswith((".txt", ".md")))
    for seed in SEEDS:
        (tmp_path / seed.name).write_bytes(seed.read_bytes())
    (tmp_path / "again.txt").write_bytes(SEEDS[0].read_bytes())
    frames = load(tmp_path)
    assert sorted(name for name, _ in frames.refused) == bad
    assert all(is_one_sentence(sentence, name) for name, sentence in frames.refused)
    assert sorted(frames.issues["source"]) == [seed.name for seed in SEEDS]


def test_nothing_but_bad_files(tmp_path, capsys):
    bad = write(tmp_path, CASES[0])
    assert main(["parse", str(bad)]) == 1
    assert capsys.readouterr().out == ""
    assert load(tmp_path).issues.empty


def test_two_hundred_damaged_files_are_read_or_refused_each(tmp_path):
    """A damaged archive may still give members; every other file is one page or one sentence."""
    whole = {kind: make() for kind, make in formats.FORMATS.items()}
    whole |= {
        "png": formats.as_pdf("png"),
        "zip": formats.zipped({"1.md": whole["md"], "2.docx": whole["docx"]}),
    }
    paths = [tmp_path / f"{number}.{[*whole][number % len(whole)]}" for number in range(203)]
    for number, path in enumerate(paths):
        path.write_bytes(damaged(whole[path.suffix[1:]], number // len(whole)))
    told = Counter()
    for path in paths:
        outcomes = list(parse_each([path]))
        refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
        assert all(is_one_sentence(outcome.sentence, outcome.name) for outcome in refused)
        assert len(outcomes) == 1 or path.suffix == ".zip"
        told["read" if len(refused) < len(outcomes) else "refused"] += 1
    assert told["read"] + told["refused"] == len(paths)
    assert min(told.values()) > 20
