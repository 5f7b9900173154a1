"""Every code and its Chinese word; ``schema`` hands them on."""

from __future__ import annotations

ARTICLE_KINDS = {
    "meeting": "会议",
    "study": "学习",
    "inspection": "调研",
    "talks": "座谈会见",
    "appraisal": "述职评议",
    "ceremony": "活动仪式",
    "dispatch": "消息",
    "notice": "公告",
    "photo": "图片新闻",
    "headline_only": "仅存标题",
}
EVENT_KINDS = ("meeting", "study", "inspection", "talks", "appraisal", "ceremony")
ROLES = {
    "chair": "主持",
    "speak": "讲话",
    "inspect": "调研",
    "attend": "出席",
    "report": "汇报",
    "accompany": "陪同",
    "guest": "来宾",
    "mention": "提及",
}
PERSON_KINDS = {
    "official": "官员",
    "company": "企业",
    "expert": "专家",
    "national_leader": "国家领导人",
    "foreign": "外宾",
    "other": "其他",
}
ANOMALY_KINDS = {
    "headline_without_body": "有标题无正文",
    "body_without_headline": "有正文无标题",
    "headline_displaced": "标题错位",
    "paragraph_broken": "段落断开",
    "paragraph_repeated": "段落重复",
    "text_missing": "疑缺文字",
    "name_variant": "一人两名",
    "year_inferred": "年份推定",
    "encoding_repaired": "读取修补",
}
WHERE = {"headline": "主题", "kicker": "引题", "subhead": "副题", "body": "正文"}
VERDICTS = {"more": "多于预期", "expected": "与预期无异", "thin": "不足以判断"}
"""What a test of a number against chance says."""
STANDINGS = {"holds": "在任", "acting": "代理", "proposed": "提名", "former": "曾任"}
"""What a printed title says of its post."""
MERGE_REASONS = {
    "one_report": "同篇两写",
    "one_page": "同版两写",
    "same_post": "字形相近，同任一职",
    "shared_post": "字形极近，职务相同",
    "dots": "有无间隔号",
    "cut_short": "名字截短",
    "post_elsewhere": "异报同名，职务相同",
    "one_character": "一字之差，同任一职",
    "shared_post_weakly": "字形相近，同在一列职务",
    "cut_somewhere": "疑为名字截短",
    "post_of_other_paper": "字形相近，异报职务相同",
    "local_post_elsewhere": "异报同名，同为本地职务",
    "no_post": "字形相近，一方未印职务",
    "untitled": "同名者有二，此处未印职务",
    "other_post": "字形相近，职务不同",
    "rare_elsewhere": "异报同名，名字少见",
    "elsewhere": "异报同名，职务不同",
    "calling": "同名，身份不合",
    "two_posts": "同名，同时任两职",
    "side_by_side": "同篇并见",
    "ruled_one": "人工合并",
    "ruled_two": "人工分开",
}
"""Why two names may be, or cannot be, one person."""
DECISIONS = {"merged": "合并", "review": "待核", "apart": "分开"}
CHANGES = {"followed": "接任", "thin": "不足以判断"}
"""What the sightings of two holders of a post say."""
DOUBTS = {
    "one_person": "二名疑为一人",
    "once": "只见一次",
    "overlap": "见报日期交错",
    "same_day": "同日见报",
    "far": "相隔过久",
}
"""Why they do not say more."""
RHYTHMS = {"printed": "出报", "none": "不出报", "thin": "不足以判断"}
"""Whether a paper comes out on a day of the week."""
WEEKDAYS = {str(day): f"星期{name}" for day, name in enumerate(("一", "二", "三", "四", "五", "六", "日"), 1)}
LINE_KINDS = {
    "headline": "标题",
    "notice": "公告题",
    "byline": "署名",
    "lead": "导语",
    "text": "正文",
    "crosshead": "小标题",
    "table": "表格",
    "caption": "图片说明",
    "credit": "供稿",
    "signature": "落款",
    "date": "日期",
    "jump_from": "上接",
    "jump_to": "下转",
    "advert": "广告",
    "image": "图片",
    "section": "栏目",
    "briefs": "简讯栏",
    "guide": "导读",
    "masthead": "报头",
    "furniture": "版面杂项",
}
"""What a line of a page was judged to be (``layout.lines.LineKind``)."""
FILE_STATES = {
    "waiting": "未读",
    "added": "收进",
    "known": "库中已有",
    "twin": "同一版的另一格式",
    "refused": "没有读成",
}
"""What became, or would become, of a file of an import."""
JOB_ORIGINS = {"page": "页面", "cli": "命令行"}
"""Where an import was asked for."""
JOB_STATES = {
    "waiting": "等待",
    "running": "导入中",
    "failed": "未做完",
    "done": "完成",
    "cancelled": "已停止",
}
HOLDS = {"holds": "有效", "undone": "已撤回", "unplaced": "找不到原处"}
"""Whether a correction is in force."""
STRENGTHS = {"strong": "见到就是", "plain": "多半是", "weak": "有别的词才算"}
"""How surely a word shows a topic (``lexicon.topics.WEIGHTS``)."""
CODES = {
    "kind": {**ARTICLE_KINDS, **PERSON_KINDS, **ANOMALY_KINDS},
    "role": ROLES,
    "where": WHERE,
    "verdict": VERDICTS,
    "standing": STANDINGS,
    "reason": MERGE_REASONS,
    "decision": DECISIONS,
    "change": CHANGES,
    "doubt": DOUBTS,
    "rhythm": RHYTHMS,
    "weekday": WEEKDAYS,
}
"""By column: the Chinese word of each code in its cells."""
