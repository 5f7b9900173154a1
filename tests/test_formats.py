"""One page in every format says the same; what a format hides is counted; what no parser may lose is not lost."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.errors import BanmianError
from banmian.parsing import understand
from banmian.reading import SUFFIXES, decode
from banmian.reading.formats import READERS, image
from banmian.reading.formats.html import flowed
from tests import formats
from tests.bombs import WORD, document, paragraph

ENCODED = {"md": "utf-8", "html": "utf-8", "docx": "docx", "epub": "epub", "pdf": "pdf"}


def told(raw: bytes, name: str) -> list[tuple[str, str, list[str]]]:
    """(headline, day, people) of each article."""
    issue = understand(decode(raw, name))
    return [
        (article.headline.text.lstrip("# "), str(facts.event.date), [person.name for person in facts.people])
        for article, facts in zip(issue.page.articles, issue.facts, strict=True)
        if article.headline
    ]


@pytest.mark.parametrize("kind", formats.FORMATS)
def test_every_format_gives_every_character_and_no_other(kind):
    source = decode(formats.FORMATS[kind](), f"版面.{kind}")
    assert formats.letters(source.text) == formats.letters(formats.PRINTED)
    assert (source.encoding, source.repairs) == (ENCODED[kind], ())


@pytest.mark.parametrize("kind", formats.FORMATS)
def test_every_format_is_understood_alike(kind):
    assert told(formats.FORMATS[kind](), f"版面.{kind}") == [
        ("全市营商环境工作会议召开", "2024-03-06", ["李明", "张华", "赵刚"]),
        ("孙丽调研养老服务工作", "2024-03-05", ["孙丽"]),
    ]


@pytest.mark.parametrize("kind", formats.FORMATS)
def test_content_decides_not_the_name(kind):
    raw = formats.FORMATS[kind]()
    renamed = decode(raw, "版面.txt")
    assert formats.letters(renamed.text) == formats.letters(formats.PRINTED)
    assert renamed.sha256 == decode(raw, f"版面.{kind}").sha256


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if READERS[suffix] not in {"text", "html"}])
def test_text_under_the_name_of_another_format_is_refused(suffix):
    with pytest.raises(BanmianError, match="内容不是"):
        decode("高新区召开会议".encode(), f"版面{suffix}")


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "gb18030", "big5"])
def test_html_says_its_encoding(charset):
    body = "<p>市長張華主持召開會議</p>" if charset == "big5" else "<p>市长张华主持召开会议</p>"
    page = formats.as_html("utf-8", body).decode().replace(formats.HEAD, "").replace("不是正文", "")
    raw = page.replace("数字报", "").replace('charset="utf-8"', f'charset="{charset}"').encode(charset)
    assert decode(raw, "版.html").text.strip() == body[3:-4]


def test_html_that_lies_about_its_encoding_is_read_by_its_bytes():
    raw = formats.as_html("gb18030").replace(b'"gb18030"', b'"utf-8"')
    assert formats.letters(decode(raw, "版.html").text) == formats.letters(formats.PRINTED)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>会议<b>强调</b>，<a href='x'>链接</a>。</p>", "会议强调，链接。"),
        ("<p>会议\n   强调 GDP\n growth</p>", "会议强调 GDP growth"),
        ("<p>一</p><p>二<br>三</p>", "一\n\n二\n三"),
        ("<h2>标题</h2>正文", "## 标题\n\n正文"),
        ("<h1><div>标题</div></h1>", "# 标题"),
        ("<ul><li>一<li>二</ul>三", "一\n二\n\n三"),
        ("<table><tr><td>姓名<td>职务<tr><td>张三<td>书记</table>", "姓名\t职务\n张三\t书记"),
        (f"<table><tr><td>{'左' * 50}</td><td>右</td></tr></table>", f"{'左' * 50}\n\n右"),
        ("<td>没有行</td>", "没有行"),
        ("<p>5 &lt; 6 &amp; 7 &#20013;</p>", "5 < 6 & 7 中"),
        ("<p>5 < 6 三</p>", "5 < 6 三"),
        ("<script>var a='<p>不是</p>'</script><!-- 也不是 --><p>正文</p>", "正文"),
        ("<title/><p>正文</p>", "正文"),
        ("<p>　　缩进</p>", "　　缩进"),
        ("没有标签", "没有标签"),
        ("<p>没有结束<!-- 注释", "没有结束"),
    ],
)
def test_html_as_a_reader_sees_it(markup, text):
    assert flowed(markup)[0].strip("\n") == text


def test_guides_of_a_web_page_are_left_out_and_counted():
    page = formats.as_html(body="<nav>首页 新闻</nav><p>市长张华主持召开会议。</p><footer>版权所有</footer>")
    source = decode(page, "版.html")
    assert "首页" not in source.text
    assert source.repairs == ("网页的导航和页脚共 8 字没有计入。",)


def test_guides_that_are_most_of_the_page_are_the_page():
    page = "<html><body><nav><p>市长张华主持召开会议，研究部署工作。</p></nav><p>尾</p></body></html>"
    source = decode(page.encode(), "版.html")
    assert "张华" in source.text
    assert source.repairs == ()


@pytest.mark.parametrize("depth", [255, 257, 2_049, 50_000])
def test_html_keeps_what_is_behind_deep_nesting(depth):
    markup = "<div>" * depth + "深处" + "</div>" * depth + "<p>后面</p>"
    assert "".join(flowed(markup)[0].split()) == "深处后面"


def test_html_keeps_a_text_of_eleven_megabytes():
    markup = "<p>" + "字" * 4_000_000 + "</p><p>尾</p>"
    assert len("".join(flowed(markup)[0].split())) == 4_000_001


TAGS = (
    "p",
    "div",
    "h1",
    "b",
    "table",
    "tr",
    "td",
    "th",
    "li",
    "ul",
    "section",
    "span",
    "br",
    "font",
    "made-up",
)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(TAGS), st.booleans(), st.text("会议，一二三AB12 \n", max_size=6))))
def test_no_markup_however_wrong_loses_a_character_or_changes_their_order(pieces):
    markup = "".join(f"<{'' if opens else '/'}{tag}>{words}" for tag, opens, words in pieces)
    said = "".join("".join(words for _, _, words in pieces).split())
    assert "".join(flowed(markup)[0].replace("#", "").split()) == said


def test_docx_tables_boxes_notes_and_deletions():
    box = (
        b"<w:p><w:r><w:pict><w:txbxContent>"
        + paragraph("框内")
        + b"</w:txbxContent></w:pict></w:r><w:r><w:t>"
    )
    row = b"<w:tr><w:tc>" + paragraph("张三") + b"</w:tc><w:tc>" + paragraph("书记") + b"</w:tc></w:tr>"
    body = (
        box + "段落".encode() + b"</w:t></w:r></w:p><w:tbl>" + row + b"</w:tbl>"
        b"<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:sdt><w:sdtContent><w:r><w:t>in</w:t>"
        b"</w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert decode(document(body), "稿.docx").text == "段落\n\n张三\t书记\n\nin\n\n框内\n"


def test_docx_of_the_strict_form():
    raw = formats.entries(document(paragraph("会议")))
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    raw["word/document.xml"] = raw["word/document.xml"].replace(WORD.encode(), strict)
    assert decode(formats.zipped(raw), "稿.docx").text == "会议\n"


def test_docx_with_a_dtd_is_refused_not_shortened():
    raw = document(paragraph("前&a;后"), b'<!DOCTYPE w:document [<!ENTITY a "x">]>')
    with pytest.raises(BanmianError, match="DTD"):
        decode(raw, "稿.docx")


def test_a_pdf_that_was_written_across_its_columns_is_read_down_them():
    across = decode(formats.as_pdf(across=True), "版.pdf").text
    assert across == decode(formats.as_pdf(), "版.pdf").text


def test_epub_says_which_chapters_are_missing():
    entries = formats.entries(formats.as_epub())
    del entries["OEBPS/c2.xhtml"]
    source = decode(formats.zipped(entries), "书.epub")
    assert source.repairs == ("电子书的 3 个章节里有 1 个缺失或读不出来。",)
    assert "张华" in source.text
    assert "孙丽" not in source.text


@pytest.mark.parametrize("kind", ["png", "jpg", "tif"])
def test_a_picture_names_the_command_that_it_needs(kind, monkeypatch):
    monkeypatch.setattr(image, "_engine", lambda: None)
    with pytest.raises(BanmianError) as refused:
        decode(formats.as_pdf(kind), f"版.{kind}")
    assert str(refused.value) == (
        f"版.{kind}：这是图片，要先装文字识别才能读，请运行 pip install rapidocr onnxruntime 后再试。"
    )


def test_a_scanned_pdf_needs_it_too(monkeypatch):
    monkeypatch.setattr(image, "_engine", lambda: None)
    with pytest.raises(BanmianError, match="pip install rapidocr onnxruntime"):
        decode(formats.scanned_pdf(), "版.pdf")


def test_what_is_recognised_is_put_in_columns_and_said_to_be_doubtful(monkeypatch):
    """The recogniser gives boxes from top to bottom over all columns."""
    words = [("高新日报", 0, 0, 40), ("会议召开了一天", 0, 60, 20), ("调研社区的养老", 200, 60, 20)]
    words += [("圆满结束。", 0, 90, 20), ("服务工作。", 200, 90, 20)]
    corners = [
        [(x, y), (x + size * len(text), y), (x + size * len(text), y + size), (x, y + size)]
        for text, x, y, size in words
    ]
    found = SimpleNamespace(boxes=np.array(corners, float), txts=tuple(text for text, *_ in words))
    monkeypatch.setattr(image, "_engine", lambda: lambda _: found)
    source = decode(formats.blank_picture((400, 300)), "版.png")
    assert source.text == "高新日报\n\n会议召开了一天圆满结束。\n\n调研社区的养老服务工作。\n"
    assert source.repairs == ("文字由图片识别而来，共 28 字，可能有误。",)


def test_a_picture_without_words_is_refused(monkeypatch):
    monkeypatch.setattr(image, "_engine", lambda: lambda _: SimpleNamespace(boxes=None, txts=None))
    with pytest.raises(BanmianError, match="没有可读的文字"):
        decode(formats.blank_picture((400, 300)), "版.png")


@pytest.mark.parametrize("size", [(5, 2000), (10, 10), (2000, 20)])
def test_a_strip_is_no_page(size):
    with pytest.raises(BanmianError, match="图片太小或太窄"):
        decode(formats.blank_picture(size), "条.png")


def test_formats_are_imported_when_they_are_needed():
    asks = "import sys, banmian; print({'lxml', 'pypdfium2', 'rapidocr'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert said.stdout == "set()\n"
