"""资料库: which pages are in it, how well they were read, what was put right."""

from banmian.library import record
from pages.common import confirm, folders, head, importing, log, pick, progress, quality, rungs, show
from pages.common.faults import faults

PARTS = {"import": "导入", "quality": "质量", "corrections": "更正"}
FAULTS = 40
"""Of a kind, before the rest is only counted."""


def take_in() -> None:
    if folders.is_sample(shown.folder):
        show.small("各页现在看的是自带的样例；收进自己的版面以后，就看自己的。")
    elif issues := len(shown.frames.issues):
        show.small(f"各页现在看的是 {shown.folder}：{issues} 期，{len(shown.frames.articles)} 篇报道。")
    if record.exists(own):
        progress.running(own)
    importing.bring(own)
    if shown.folder != own:
        importing.bring_folder(own, shown.folder)
    if record.exists(own):
        progress.history(own, shown)


def look() -> None:
    view = head.view()
    quality.covered(view)
    show.section("版面上的毛病", "点开可到原处")
    faults(view, FAULTS)
    confirm.one_by_one(view)
    rungs.rungs(view)


shown, own = head.library(), folders.own()
part = pick.switch("part", "部分", PARTS)
if part == "import":
    take_in()
elif shown.frames.issues.empty:
    show.box("资料库里还没有版面，请先导入。")
elif part == "quality":
    look()
elif record.exists(shown.folder):
    log.log(shown)
else:
    show.box("看板读的是一个文件夹，不能更正。请先在“导入”里把它收进资料库。")
