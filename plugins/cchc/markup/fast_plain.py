"""Plain Markdown straight to HTML, without a tree: the same bytes as Python-Markdown, several times as fast.

Knows paragraphs, `#` headings, flat lists, tables and what fast_spans knows. A document that holds anything else, or
anything that might mean something else, is left to the stock converter: the grammar is narrower than need be.
Rules and their order are those of Python-Markdown 3.10–3.11 with extra, sane_lists and toc.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable

from markdown.extensions.toc import strip_tags, unique
from markdown.serializers import RE_AMP

from cchc.markup.fast_spans import Unusual, write_spans
from cchc.markup.fast_table import write_table

# Code, raw HTML, quotes, escapes, fences, numeric references
_OTHER_SYNTAX = ("<", ">", "`", "\\", "~~~", "&#")
_BLANK_LINE = re.compile(r"(?<=\n) +\n")
_BLANK_LINES = re.compile(r"\n{3,}")
_INDENTED_TEXT = re.compile(r" {1,3}[^\W\d_]")
_BULLET = re.compile(r"[*+-] +(.*)")
_NUMBER = re.compile(r"(\d+)\. +(.*)")
_MAX_HEADINGS = 300  # counting equal ones takes quadratic time
_RULE_MARKS = "-_*+ "


def write_plain(text: str, slug: Callable[[str], str]) -> str | None:
    """HTML of a plain document whose heading ids come from `slug`; None when it is not plain."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in text:
        text = text.expandtabs(4)
    if not _is_readable(text):
        return None
    try:
        lines = _outer_lines_off(text)
        spans = write_spans(RE_AMP.sub("&amp;", lines) if "&" in lines else lines)
        writer = _Writer(slug)
        for block in spans.split("\n\n"):
            writer.add(block)
    except Unusual:
        return None
    return writer.html()


def _is_readable(text: str) -> bool:
    """Whether `text` has no syntax beyond plain Markdown's, and no white space but spaces and line feeds."""
    for mark in _OTHER_SYNTAX:
        if mark in text:
            return False
    return text.replace("\n", "").isprintable()


def _outer_lines_off(text: str) -> str:
    """`text` with one empty line between blocks and none around them."""
    text = f"{text}\n\n"
    if "\n " in text:
        text = _BLANK_LINE.sub("\n", text)
    text = text.strip("\n")
    return _BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text


class _Writer:
    """Collects the HTML of blocks; a list stays open for blocks of further items."""

    def __init__(self, slug: Callable[[str], str]) -> None:
        self._slug = slug
        self._ids: set[str] = set()
        self._out: list[str] = []
        self._tag = ""
        self._start = ""
        self._items: list[list[str]] = []
        self._loose: set[int] = set()
        self._nested: set[int] = set()

    def html(self) -> str:
        self._close_list()
        return "\n".join(self._out)

    def add(self, block: str) -> None:
        """Write one block: lines without an empty one between them."""
        while block.startswith("#"):
            line, _, block = block.partition("\n")
            self._heading(line)
        if block:
            self._text_block(block)

    def _text_block(self, block: str) -> None:
        first = block[0]
        lines = block.split("\n")
        if "|" in block:
            self._table(lines)
            return
        for line in lines[1:]:
            _check_later_line(line)
        if first in "*+-" and _BULLET.match(block):
            self._list("ul", [_BULLET.match(line) for line in lines], lines)
        elif first.isdecimal() and _NUMBER.match(block):
            self._list("ol", [_NUMBER.match(line) for line in lines], lines)
        elif first in " :" or not lines[0].strip(_RULE_MARKS):
            raise Unusual
        else:
            self._close_list()
            self._out.append(f"<p>{_broken(block)}</p>")

    def _table(self, lines: list[str]) -> None:
        table = write_table(lines) if lines[0][0] == "|" and len(lines) > 2 else None
        if table is None:
            raise Unusual
        self._close_list()
        self._out.append(table)

    def _heading(self, line: str) -> None:
        self._close_list()
        text = line.lstrip("#")
        level = len(line) - len(text)
        text = text.strip()
        if level > 6 or not text or "#" in text or "|" in text or len(self._ids) == _MAX_HEADINGS:
            raise Unusual
        name = strip_tags(text) if "<" in text else " ".join(text.split())
        ident = unique(self._slug(entities.unescape(name)), self._ids)
        self._out.append(f'<h{level} id="{ident}">{text}</h{level}>')

    def _list(self, tag: str, found: list[re.Match[str] | None], lines: list[str]) -> None:
        """Items of one block; the first of a further block and the one before it become paragraphs."""
        if tag == self._tag:
            self._loose |= {len(self._items) - 1, len(self._items)}
        else:
            self._close_list()
            self._tag = tag
            number = found[0][1] if found[0] and tag == "ol" else "1"
            self._start = "" if number == "1" else f' start="{number}"'
        for item, line in zip(found, lines, strict=True):
            if item:
                self._add_item(item[item.lastindex or 1])
            else:
                self._items[-1].append(line)

    def _add_item(self, text: str) -> None:
        """Refuse an item in which a block may begin, unless it is a bullet in a bullet (`- - text`)."""
        inner = _BULLET.match(text) if self._tag == "ul" else None
        if inner:
            self._nested.add(len(self._items))
            text = inner[1]
        if not text or text[0] in "#:=-+*" or _NUMBER.match(text):
            raise Unusual
        self._items.append([text])

    def _close_list(self) -> None:
        if not self._tag:
            return
        self._out.append(f"<{self._tag}{self._start}>")
        for place, lines in enumerate(self._items):
            item = _broken("\n".join(lines))
            if place in self._nested:
                self._out.append(f"<li>\n<ul>\n<li>{item}</li>\n</ul>\n</li>")
            else:
                self._out.append(f"<li>\n<p>{item}</p>\n</li>" if place in self._loose else f"<li>{item}</li>")
        self._out.append(f"</{self._tag}>")
        self._tag = ""
        self._items = []
        self._loose = set()
        self._nested = set()


def _check_later_line(line: str) -> None:
    """Refuse a line that may be more than text although other text stands before it."""
    first = line[0]
    if first in "#=:" or (first in _RULE_MARKS and not line.strip(_RULE_MARKS)):
        raise Unusual
    if first == " " and not _INDENTED_TEXT.match(line):
        raise Unusual


def _broken(text: str) -> str:
    """`text` with its hard line breaks."""
    return text.replace("  \n", "<br>\n")
