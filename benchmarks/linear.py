"""How each stage of parsing grows with its input, on texts made to be slow: `python -m benchmarks.linear`.

    python -m benchmarks.linear [CHARACTERS [WORD ...]]    n and 4n of the texts whose names hold a word
    python -m benchmarks.linear large                      10 MB in one line, 100,000 headings, names, marks …

A stage is linear if four times the text takes at most six times as long; stages under 0.1 s are not judged.
The large texts are read without the second voter: `benchmarks.parse` has what that costs a character.
Seconds are of the processor, so that other processes add little; the shorter of two runs counts.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from time import process_time
from typing import Any

from banmian.exports.tables import table_files
from banmian.facts import EXTRACTORS, WITHOUT_VOTER, Extractor
from banmian.frames import Frames, to_frames
from banmian.identity import reconcile
from banmian.layout import read_page
from banmian.reading import decode
from banmian.record import to_record
from banmian.records import Facts, Issue
from banmian.uncollected import uncollected

GROWTH, LEAST = 6.0, 0.1
LEAD = "本报讯（记者 张三）3月6日，县委书记王伟主持召开县委常委会会议，副县长李明、周志强出席。"
REPORT = f"县委常委会召开会议\n{LEAD}会议强调，要落实“四项行动”，推进县教育局、河湾镇项目建设。\n"
NAMES = "赵伟、钱芳、孙建国、李晓明、周志强、吴国栋、郑海燕、王卫红、"
SECONDS = {"10 MB": 30.0, "headings": 20.0}
"""The limits that we set ourselves; other large texts have none but their growth."""


def repeated(part: str) -> Callable[[int], str]:
    return lambda n: part * (n // len(part))


def varied(n: int) -> str:
    """Headings of which no two are alike."""
    return "".join(f"{chr(0x4E00 + 7919 * at % 20000)}县委{at}召开会议\n" for at in range(n // 12))


def rare(n: int) -> str:
    return "".join(chr(0x4E00 + 7919 * at % 20000) for at in range(n))


TEXTS: dict[str, Callable[[int], str]] = {
    "reports": repeated(REPORT),
    "reports in one line": repeated(REPORT.replace("\n", "")),
    "a paragraph repeated": lambda n: "标题\n" + repeated(f"{LEAD}\n")(n),
    "headings": repeated("县委常委会召开会议\n"),
    "headings of Markdown": repeated("# 县委召开会议\n\n"),
    "headings, none alike": varied,
    "headings below a cut sentence": lambda n: "会议强调，要继续推进，\n" + repeated("县委召开会议\n")(n),
    "、": repeated("、"),
    "的": repeated("的"),
    "一": repeated("一"),
    "1": repeated("1"),
    "·": repeated("·"),
    "*": repeated("*"),
    "rare characters": rare,
    "latin": repeated("a"),
    "a character a line": repeated("的\n"),
    "names in a list": lambda n: f"县委书记{repeated(NAMES)(n)}出席会议。",
    "names and 等": lambda n: f"参加会议的有{repeated('王伟等、')(n)}",
    "names with dots": repeated("马丁·"),
    "posts": repeated("副书记"),
    "bodies": repeated("县委"),
    "open quotes": repeated("“"),
    "quotes in turn": repeated("“”"),
    "straight quotes": repeated('"'),
    "quoted words": repeated("“四个意识”、"),
    "brackets": repeated("（"),
    "brackets never closed": repeated("（记者张三"),
    "dates": repeated("3月6日"),
    "credits": repeated("记者张三摄"),
    "credits, a line each": repeated("本报记者张三摄\n"),
    "jumps": repeated("（下转第2版）\n（上接第1版）\n"),
    "blanks": lambda n: f"会{' ' * n}会",
    "blanks between": repeated("会 "),
    "zero-width characters": repeated("会\u200b"),
    "blank lines": lambda n: f"会{chr(10) * n}议",
}
LARGE: dict[str, str] = {
    "10 MB of reports in one line": TEXTS["reports in one line"](3_400_000),
    "10 MB of 的": "的" * 3_400_000,
    "100,000 headings": "县委召开会议\n" * 100_000,
    "100,000 headings, none alike": varied(1_200_000),
    "100,000 、": "、" * 100_000,
    "100,000 names": TEXTS["names in a list"](400_000),
    "100,000 quotation marks": TEXTS["quoted words"](350_000),
    "100,000 brackets never closed": TEXTS["brackets never closed"](500_000),
    "100,000 digits": "1" * 100_000,
    "100,000 credits": TEXTS["credits"](500_000),
    "a paragraph 10,000 times": TEXTS["a paragraph repeated"](10_000 * len(LEAD)),
}


def written(frames: Frames) -> int:
    return sum(len(content) for _, content in table_files(frames.tables(), "csv"))


def stages(text: str, extractors: tuple[Extractor, ...] = EXTRACTORS) -> dict[str, float]:
    """Seconds of each stage, in the order of the arrow."""
    times: dict[str, float] = {}

    def timed(name: str, stage: Callable[..., Any], *given: object) -> Any:  # noqa: ANN401
        start = process_time()
        result = stage(*given)
        times[name] = process_time() - start
        return result

    source = timed("decode", decode, text.encode("utf-8-sig"), "page.txt")
    with uncollected():  # as ``understand`` does
        page = timed("layout", read_page, source)
        known = tuple(Facts(anomalies=article.anomalies) for article in page.articles)
        for extract in extractors:
            module = extract.__module__.rpartition(".")[2]
            known = timed(f"{module}.{extract.__name__}", extract, page, known)
    issues = timed("identity", reconcile, [Issue(page, known)])
    timed("record", to_record, issues[0])
    timed("csv", written, timed("frames", to_frames, issues))
    return times


def shorter(text: str) -> dict[str, float]:
    one, other = stages(text), stages(text)
    return {name: min(one[name], other[name]) for name in one}


def grow(characters: int, words: list[str]) -> bool:
    """Whether every stage is linear on every text; prints its worst stage, seconds and growth."""
    linear = True
    gc.disable()  # its rounds fall on whatever stage is running, and make any of them look steep
    print(f"{'':32}{'whole n':>9}{'4n':>9}  stage that grows most")
    for name, text in TEXTS.items():
        if words and not any(word in name for word in words):
            continue
        few, many = shorter(text(characters)), shorter(text(4 * characters))
        growth = {stage: many[stage] / few[stage] for stage in few if many[stage] > LEAST}
        worst = max(growth, key=growth.__getitem__, default="")
        linear &= growth.get(worst, 0.0) <= GROWTH
        shown = f"{worst} × {growth[worst]:.1f} ({many[worst]:.2f} s)" if worst else "none over 0.1 s"
        print(f"{name:32}{sum(few.values()):9.2f}{sum(many.values()):9.2f}  {shown}", flush=True)
    return linear


def large() -> bool:
    """Whether the large texts stay in their limits; prints the seconds of the stages that take longest."""
    in_time = True
    for name, text in LARGE.items():
        times = stages(text, WITHOUT_VOTER)
        whole = sum(times.values())
        limit = next((limit for word, limit in SECONDS.items() if word in name), None)
        in_time &= limit is None or whole <= limit
        longest = sorted(times, key=times.__getitem__, reverse=True)[:4]
        shown = ", ".join(f"{stage} {times[stage]:.1f}" for stage in longest)
        print(f"{name:32}{whole:9.1f} s{f' of {limit:.0f}' if limit else '':8}{shown}", flush=True)
    return in_time


def main(*arguments: str) -> None:
    stages(REPORT)
    if arguments[:1] == ("large",):
        sys.exit(not large())
    characters, *words = arguments or ("20000",)
    sys.exit(not grow(int(characters), words))


if __name__ == "__main__":
    main(*sys.argv[1:])
