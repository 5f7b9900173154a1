"""HTML: what a reader of the page would see, read as a stream of events.

A tree of lxml ends at 2,048 nested elements and gives up all text behind them; its events have no such
end, and in linear time. The stdlib parser is quadratic on unclosed comments and tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from banmian.errors import UnreadableFile
from banmian.reading.encodings import legible, tell
from banmian.reading.formats import Extract
from banmian.reading.formats.flow import Flow

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "header", "hgroup", "hr", "main", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "tfoot", "thead", "ul", "founder-content", "founder-title", *HEADINGS,
}  # fmt: skip
_LINES = {"br", "li"}
_UNSEEN = {"head", "iframe", "noscript", "object", "script", "select", "style", "svg", "template", "title"}
_GUIDES = {"nav", "footer", "button"}
_LEAST_KEPT = 0.5
"""Share of the text that must be left when guides are left out; else they are no guides."""
_LEAST_READ = 0.99

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^<>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([a-z0-9-]{2,20})", re.I
)
_DECLARED = {
    "utf-8": "utf-8", "utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs",
}  # fmt: skip
_HEAD = 4096
_VERBATIM = (
    ("<!--", "-->"),
    ("<script", "</script"),
    ("<style", "</style"),
    ("<head", "</head"),
    ("<title", "</title"),
)
_HAN = re.compile(r"[\u3400-\u9fff]")
# XHTML closes them in one tag, where HTML takes all that follows for theirs.
_CLOSED = re.compile(
    r"<(title|script|style|iframe|noscript|object|select|template|nav|footer|button)\b([^<>]{0,400})/>", re.I
)
_WHITE = re.compile(r"[ \t\r\n\f]++")
_WRAP = re.compile(r"(?<=[^\x00-\x7f])[ \t\r\f]*+\n[ \t\r\n\f]*+(?=[^\x00-\x7f])")


def read(raw: bytes, name: str, encoding: str | None) -> Extract:
    """The text of a page of the web; its guides and its foot are left out, and counted."""
    markup, codec = _decoded(raw, name, encoding)
    return Extract(*_told(markup, codec))


def flowed(markup: str, guides: frozenset[str] = frozenset(_GUIDES)) -> tuple[str, int]:
    """The text of ``markup``, and how many characters that are no white space were left out as ``guides``."""
    events = _Events(guides)
    parser = etree.HTMLParser(target=events, huge_tree=True, encoding="utf-8")
    whole = "<html>" + _CLOSED.sub(r"<\1\2></\1>", markup)
    etree.fromstring(whole.encode("utf-8", "replace"), parser=parser)
    return events.flow.text(), events.left_out


def _told(markup: str, codec: str) -> tuple[str, str, tuple[str, ...]]:
    text, left_out = flowed(markup)
    if left_out > (1 - _LEAST_KEPT) * (left_out + _printed(text)):
        text, left_out = flowed(markup, frozenset())
    repairs = [f"网页的导航和页脚共 {left_out} 字没有计入。"] if left_out else []
    there, read_out = len(_HAN.findall("".join(_outside_markup(markup)))), len(_HAN.findall(text)) + left_out
    if read_out < _LEAST_READ * there:
        repairs.append(f"网页里约有 {there - read_out} 个字没有读出来，请对照原网页。")
    return text, codec, tuple(repairs)


def _printed(text: str) -> int:
    return len(text) - sum(map(str.isspace, text))


def _decoded(raw: bytes, name: str, encoding: str | None) -> tuple[str, str]:
    """By a byte order mark, by what a person says, by what the page says of itself, by the bytes."""
    declared = _CHARSET.search(raw[:_HEAD])
    said = _DECLARED.get(declared[1].decode("ascii").lower()) if declared else None
    reading = tell(raw, encoding or said)
    if not encoding and (reading is None or not legible(reading.text)):
        reading = tell(raw)
    if reading is None:
        raise UnreadableFile(f"{name}：看不出网页是哪种编码，请在浏览器里另存为 UTF-8，或指明编码。")
    return reading.text, reading.encoding


def _outside_markup(markup: str) -> Iterator[str]:
    """What stands outside tags, comments and scripts, told without a parser; up to the first unclosed one."""
    lower, at = markup.lower(), 0
    while (start := lower.find("<", at)) >= 0:
        yield markup[at:start]
        closing = next((close for opening, close in _VERBATIM if lower.startswith(opening, start)), ">")
        end = lower.find(closing, start)
        if end < 0:
            return
        at = end + len(closing)
    yield markup[at:]


def _tidy(line: str) -> str:
    """White space as a browser shows it; a line end inside Chinese is the editor's."""
    return _WHITE.sub(" ", _WRAP.sub("", line)).strip(" ")


class _Events:
    """What lxml's parser calls."""

    def __init__(self, guides: frozenset[str]) -> None:
        self.flow = Flow(_tidy)
        self._guides = guides
        self._unseen = self._guiding = self.left_out = self._level = 0

    def start(self, tag: str, _: object) -> None:
        self._unseen += tag in _UNSEEN
        self._guiding += tag in self._guides
        self._level = HEADINGS.get(tag, self._level)
        self._break(tag)
        if tag == "tr":
            self.flow.row()
        elif tag in {"td", "th"}:
            self.flow.cell()

    def end(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN
        self._guiding -= tag in self._guides
        if tag == "tr":
            self.flow.end_row()
        if tag in HEADINGS:
            self._level = 0
        self._break(tag)

    def data(self, words: str) -> None:
        if self._guiding and not self._unseen:
            self.left_out += _printed(words)
        elif not self._unseen:
            self.flow.say(words)

    def comment(self, _: str) -> None:
        """A comment is not seen."""

    def close(self) -> None:
        """The end; what was heard stays here."""

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flow.block(self._level)
        elif tag in _LINES:
            self.flow.line()
