"""Import jobs: what fails says so, what was brought is dropped when nobody waits for it, how long it will take."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from banmian.cli import SOME_REFUSED, WRONG, main
from banmian.errors import BanmianError, UnwritableFile
from banmian.library import corrections, engine, files, jobs, receiving, worker
from banmian.library.decisions import Decisions
from banmian.library.given import Given
from banmian.library.intake import take_in
from banmian.library.jobs import Entry
from banmian.library.locks import alone
from banmian.library.sources import listed
from banmian.library.store import open_library
from tests.county import here
from tests.test_library_crash import FORK

TEXT = "全市会议召开\n\n本报讯（记者 王明）3月1日，全市召开会议。市长李国强主持会议并讲话。"
TWIN = TEXT.encode("gb18030")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "库"


def brought(library: Path, *raws: bytes) -> str:
    entries = (
        entry for n, raw in enumerate(raws) for entry in receiving.from_bytes(library, f"{n}.txt", raw)
    )
    return jobs.submit(library, entries, "test")


def waiting(library: Path) -> set[bytes]:
    """What lies in ``incoming``."""
    return {path.read_bytes() for path in (library / files.INCOMING).glob("*/*")}


def page(number: int) -> bytes:
    return TEXT.replace("1日", f"{number}日").encode()


def test_what_keeps_all_files_out_is_told_by_the_job_and_the_command(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    topics, file = tmp_path / "topics.toml", tmp_path / "1.txt"
    topics.write_text("[[topic]]\nname = 3\n")
    file.write_bytes(page(1))
    monkeypatch.setenv("BANMIAN_TOPICS", str(topics))
    command = ["import", str(file), "--library", str(library)]
    assert main(command) == WRONG
    [told] = capsys.readouterr().err.splitlines()
    assert str(topics) in told
    [job] = jobs.every(library)
    assert (job.state, job.sentence, job.waiting) == (jobs.FAILED, told, 1)
    assert worker.left_behind(library) == []
    monkeypatch.delenv("BANMIAN_TOPICS")
    assert main(command) == 0
    [job] = jobs.every(library)
    assert (job.state, job.sentence, job.added) == (jobs.DONE, None, 1)


def test_the_command_says_that_somebody_stopped_it(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the page 资料库, say, while it ran."""

    def stopped(folder: Path, batches: Iterable[Sequence[Entry]], decisions: Decisions) -> Iterator[object]:
        for batch in batches:
            worker.stop(folder, jobs.every(folder)[0].job_id)
            yield take_in(folder, batch[:1], decisions)

    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_bytes(page(number))
    monkeypatch.setattr(engine, "local", stopped)
    assert main(["import", str(tmp_path), "--library", str(library)]) == SOME_REFUSED
    assert "还有 1 个文件没有导入" in capsys.readouterr().err


def test_a_job_that_failed_is_tried_again_from_where_it_was(library: Path) -> None:
    job = brought(library, *(page(number) for number in range(1, 4)))

    def full(folder: Path, batches: Iterable[Sequence[Entry]], decisions: Decisions) -> Iterator[object]:
        for batch in batches:
            yield take_in(folder, batch[:1], decisions)
            raise UnwritableFile("磁盘已满。")

    with pytest.raises(UnwritableFile):
        worker.work(library, job, full)
    failed = jobs.one(library, job)
    assert (failed.state, failed.sentence, failed.added, failed.waiting) == (jobs.FAILED, "磁盘已满。", 1, 2)
    assert waiting(library) >= {page(2), page(3)}
    assert brought(library, *(page(number) for number in range(1, 4))) == job
    worker.work(library, job, here)
    assert (jobs.one(library, job).state, jobs.one(library, job).added) == (jobs.DONE, 3)
    assert waiting(library) == set()


def test_a_worker_that_is_late_takes_up_what_was_given_up(library: Path) -> None:
    job = brought(library, page(1))
    jobs.fail(library, job, "没有说明原因。")
    worker.work(library, job, here)
    assert jobs.one(library, job).state == jobs.DONE


@pytest.mark.parametrize("earlier", [0, 60])
def test_the_time_left_is_told_from_the_pace_of_now(library: Path, earlier: int) -> None:
    """A job of yesterday, taken up again: not a day a file."""
    job = brought(library, *(page(number) for number in range(1, 5)))
    with pytest.raises(KeyboardInterrupt):
        worker.work(library, job, interrupted)
    jobs.begin(library, job)
    begun = replace(jobs.one(library, job), added=1 + 1, waiting=2)
    assert begun.done_before == 1
    start = dt.datetime.fromisoformat(begun.started_at or "")
    assert begun.seconds_left(start + dt.timedelta(seconds=10)) == 20
    assert jobs.one(library, job).seconds_left(start + dt.timedelta(seconds=earlier)) is None


def interrupted(folder: Path, batches: Iterable[Sequence[Entry]], decisions: Decisions) -> Iterator[object]:
    for batch in batches:
        yield take_in(folder, batch[:1], decisions)
        raise KeyboardInterrupt


def test_what_was_brought_is_dropped_once_it_is_in_or_refused(library: Path) -> None:
    job = brought(library, page(1), TEXT.replace("1日", "2日").encode("gb18030"), page(2), b"\x00\x01")
    assert len(waiting(library)) == 4
    worker.work(library, job, here)
    found = jobs.one(library, job)
    assert (found.added, found.twins, found.refused) == (2, 1, 1)
    assert waiting(library) == set()
    assert not list((library / "locks").glob(f"{job}*"))
    for source in listed(library).values():
        files.fetch(library, source.sha256, source.ending)


def test_what_another_job_waits_for_stays(library: Path) -> None:
    mine = brought(library, page(1), page(2))
    others = brought(library, page(2), page(3))
    worker.work(library, mine, here)
    assert waiting(library) == {page(2), page(3)}
    worker.work(library, others, here)
    assert (jobs.one(library, others).added, jobs.one(library, others).known) == (1, 1)
    assert waiting(library) == set()


def test_what_is_given_up_is_dropped_when_nobody_reads_it(library: Path) -> None:
    job = brought(library, page(1))
    with alone(library, job):
        worker.stop(library, job)
        assert waiting(library) == {page(1)}
    worker.stop(library, job)
    assert waiting(library) == set()


def test_nothing_is_dropped_between_the_first_bytes_and_their_job(library: Path) -> None:
    """The second of two who bring something finds it there, while the first one's worker drops it."""
    job = brought(library, page(1))

    def entries() -> Iterator[Entry]:
        yield from receiving.from_bytes(library, "1.txt", page(1))
        worker.work(library, job, here)
        yield from receiving.from_bytes(library, "2.txt", page(2))

    other = jobs.submit(library, entries(), "test")
    assert waiting(library) == {page(1), page(2)}
    worker.work(library, other, here)
    assert (jobs.one(library, other).known, jobs.one(library, other).added) == (1, 1)
    assert waiting(library) == set()


def test_what_was_left_by_who_was_killed_while_bringing_it_is_dropped(library: Path) -> None:
    def entries() -> Iterator[Entry]:
        yield from receiving.from_bytes(library, "1.txt", page(1))
        os._exit(1)

    def killed() -> None:
        jobs.submit(library, entries(), "test")

    process = FORK.Process(target=killed)
    process.start()
    process.join()
    assert waiting(library) == {page(1)}
    worker.work(library, brought(library, page(2)), here)
    assert waiting(library) == set()
    assert len(listed(library)) == 1


def test_a_full_disk_while_an_archive_is_brought_refuses_no_archive(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("1.txt", page(1))

    def full(path: Path, raw: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "replace", full)
    with pytest.raises(UnwritableFile, match="磁盘已满"):
        list(receiving.from_bytes(library, "一期.zip", packed.getvalue()))


def test_a_library_in_the_folder_that_it_takes_in_does_not_take_itself_in(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(page(1))
    for turn in range(2):
        job = jobs.submit(tmp_path / "库", receiving.from_paths(tmp_path / "库", [tmp_path]), str(turn))
        worker.work(tmp_path / "库", job, here)
        assert jobs.one(tmp_path / "库", job).total == 1


def test_pages_in_a_tree_are_called_by_their_path_below_the_folder(library: Path, tmp_path: Path) -> None:
    tree = {"2024-05-18/01.txt": page(1), "2024-05-18/02.txt": b"", "2024-05-20/01.txt": page(2)}
    tree["2024年/05月21日/01.txt"] = page(3)
    for name, raw in tree.items():
        (tmp_path / "报" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "报" / name).write_bytes(raw)
    worker.work(library, brought(library, page(1)), here)
    job = jobs.submit(library, receiving.from_paths(library, [tmp_path / "报"]), "test")
    worker.work(library, job, here)
    assert [name for name, _, _ in jobs.sentences(library, job)] == ["2024-05-18/02.txt", "2024-05-18/01.txt"]
    issues = open_library(library).issues
    days = issues["publication_date"].dt.strftime("%Y-%m-%d").fillna("")
    # the page that was there already stays what it was
    assert dict(zip(issues["source"], days, strict=True)) == {
        "0.txt": "",
        "2024-05-20/01.txt": "2024-05-20",
        "2024年/05月21日/01.txt": "2024-05-21",
    }


def test_what_was_refused_is_told_before_what_is_there_already(library: Path) -> None:
    worker.work(library, brought(library, page(1)), here)
    job = brought(library, page(1), page(1).decode().encode("gb18030"), b"\x00\x01")
    worker.work(library, job, here)
    states = [state for _, state, _ in jobs.sentences(library, job)]
    assert states == [jobs.REFUSED, jobs.TWIN, jobs.KNOWN]
    assert [state for _, state, _ in jobs.sentences(library, job, 1)] == [jobs.REFUSED]


def test_nothing_to_import_is_a_sentence(library: Path, tmp_path: Path) -> None:
    with pytest.raises(BanmianError, match="没有能读的版面"):
        jobs.submit(library, receiving.from_paths(library, [tmp_path]), "test")


def test_what_is_said_of_a_page_that_is_there_is_a_correction(library: Path) -> None:
    """It was dropped without a word: a folder imported without its paper's name could not be given one."""

    def again(given: Given) -> list[str]:
        job = jobs.submit(library, receiving.from_bytes(library, "又.txt", page(1), given), "test")
        worker.work(library, job, here)
        return [sentence for _, _, sentence in jobs.sentences(library, job)]

    worker.work(library, brought(library, page(1), page(2)), here)
    given = Given("青山日报", dt.date(2024, 3, 2), 3)
    assert "记作了更正" in again(given)[0]
    assert again(given) == [""]
    [line] = corrections.standing(corrections.log(library))
    assert line.value == {"paper": "青山日报", "publication_date": "2024-03-02", "page_number": 3}
    assert sorted(open_library(library).issues["paper"].fillna("")) == ["", "青山日报"]
    again(replace(given, page_number=4))
    assert corrections.standing(corrections.log(library))[-1].value == {"page_number": 4}
    corrections.undo(library, line.event_id)
    assert set(open_library(library).issues["paper"].fillna("")) == {""}


def test_what_is_said_of_a_twin_is_a_correction_of_the_page_that_is_there(library: Path) -> None:
    """It was dropped: who has the folder as .docx too, and brings that with the paper's name, named no paper."""

    def again(given: Given) -> list[tuple[str, str]]:
        job = jobs.submit(library, receiving.from_bytes(library, "又.txt", TWIN, given), "test")
        worker.work(library, job, here)
        return [(state, sentence) for _, state, sentence in jobs.sentences(library, job)]

    worker.work(library, brought(library, TEXT.encode()), here)
    there = "又.txt：与已有的 0.txt 是同一版，没有再加"
    given = Given("青山日报", dt.date(2024, 3, 2), 3)
    assert again(given) == [(jobs.TWIN, f"{there}；所填的报名、日期或版次记作了更正。")]
    assert again(given) == [(jobs.TWIN, f"{there}。")]
    [line] = corrections.standing(corrections.log(library))
    assert line.value == {"paper": "青山日报", "publication_date": "2024-03-02", "page_number": 3}
    assert list(open_library(library).issues["paper"]) == ["青山日报"]
    assert again(replace(given, page_number=4, twins=True)) == []
    assert corrections.log(library) == [line]
    assert len(open_library(library).issues) == 2


def test_a_file_that_comes_twice_at_once_is_said_of_once(library: Path) -> None:
    given = Given("青山日报")
    entries = [
        entry
        for name, raw in (("甲.txt", TEXT.encode()), ("乙.txt", TWIN))
        for entry in receiving.from_bytes(library, name, raw, given)
    ]
    job = jobs.submit(library, entries, "test")
    worker.work(library, job, here)
    assert [sentence for _, _, sentence in jobs.sentences(library, job)] == [
        "乙.txt：与已有的 甲.txt 是同一版，没有再加。"
    ]
    assert corrections.log(library) == []


def test_the_command_says_what_lies_beside_the_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder of 300 pages as .doc was an import of nothing, without a word."""
    for name in ("1.txt", "2.doc", "夹/3.doc", "夹/4.xlsx", "~$2.doc", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(page(1))
    assert main(["import", str(tmp_path), "--library", str(tmp_path / "库")]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[0] == f"{tmp_path}：另有 3 个文件不是能读的格式，没有读（.doc 2 个、.xlsx 1 个）。"
    assert told[1:] == ["共 1 个文件：收进 1 个。"]
