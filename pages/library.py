"""资料库: which pages are in it, how well they were read, what was put right."""

from banmian.library import record
from pages.common import folders, head, importing, pick, progress

PARTS = {"import": "导入", "quality": "质量", "corrections": "更正"}

shown, own = head.library(), folders.own()
part = pick.switch("part", "部分", PARTS)
if part == "import":
    if record.exists(own):
        progress.running(own)
    importing.bring(own)
    if shown.folder != own:
        importing.bring_folder(own, shown.folder)
    if record.exists(own):
        progress.history(own, shown)
