"""Checks of a page's structure: pictures, headings, tables, links, and nothing that moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import Tag

from cchc.audit.built import BuiltPage, Finding, attribute, read_aloud, words

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LAYOUT = frozenset({"presentation", "none"})


def check_alternatives(page: BuiltPage, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """Every picture has a text alternative; an empty one marks decoration (what is a link is check_link_texts')."""
    buttons = [field for field in page.tags("input") if attribute(field, "type").lower() == "image"]
    for image in (*page.tags("img", "area"), *buttons):
        if not image.has_attr("alt"):
            yield Finding(page.path, f"ảnh {attribute(image, 'src')} không có chữ thay thế (alt)")
    for picture in page.tags("svg", "object", "audio", "video"):
        shown = picture.name != "svg" or attribute(picture, "role") == "img"
        if shown and not (_named(picture) or picture.find("title") or words(picture)):
            yield Finding(page.path, f"phần <{picture.name}> không có chữ thay thế")
    for part in page.tags("iframe"):
        if not (_named(part) or attribute(part, "title")):
            yield Finding(page.path, "phần <iframe> không có tên (title)")


def check_headings(page: BuiltPage, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """One h1, and no level left out on the way down."""
    found = page.tags(*_HEADINGS)
    tops = sum(heading.name == "h1" for heading in found)
    if tops != 1:
        yield Finding(page.path, f"có {tops} tiêu đề cấp 1, cần đúng 1")
    before = 0
    for heading in found:
        level = int(heading.name[1])
        if before and level > before + 1:
            yield Finding(page.path, f"tiêu đề “{words(heading)}” cấp {level} đứng ngay sau cấp {before}")
        if not read_aloud(heading):
            yield Finding(page.path, f"có tiêu đề cấp {level} không có chữ")
        before = level


def check_tables(page: BuiltPage, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """Header cells, with a scope where they are not all in the first row; a name where a page has several tables."""
    tables = [table for table in page.tags("table") if attribute(table, "role") not in _LAYOUT]
    for number, table in enumerate(tables, 1):
        headers = table.find_all("th")
        first = table.find("tr")
        if not headers:
            yield Finding(page.path, f"bảng thứ {number} không có ô tiêu đề (th)")
        aside = [cell for cell in headers if cell.find_parent("tr") is not first and not cell.find_parent("thead")]
        if any(not attribute(cell, "scope") and not attribute(cell, "id") for cell in aside):
            yield Finding(page.path, f"bảng thứ {number} có ô tiêu đề theo hàng không ghi scope")
        if len(tables) > 1 and not (table.find("caption") or _named(table) or _titled(table)):
            yield Finding(page.path, f"bảng thứ {number} không có tên (caption)")


def _titled(table: Tag) -> bool:
    """Whether a heading of its own, or a line that begins as names of tables do, stands above the table."""
    above = table.find_previous_sibling()
    line = words(above).casefold() if isinstance(above, Tag) and above.name == "p" else ""
    before = table.find_previous(["table", *_HEADINGS])
    return line.startswith(("bảng", "biểu")) or (isinstance(before, Tag) and before.name != "table")


def check_link_texts(page: BuiltPage, parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """A link's words say where it leads, read on their own; `vague` are words that do not."""
    vague = {text.casefold() for text in parameters["vague"]}
    for link in page.tags("a"):
        text = attribute(link, "aria-label") or read_aloud(link)
        if not link.has_attr("href"):
            continue
        if not (text or attribute(link, "aria-labelledby")):
            yield Finding(page.path, f"liên kết tới {attribute(link, 'href')} không có chữ")
        elif text.casefold().strip(" .…»›→:") in vague:
            yield Finding(page.path, f"liên kết “{text}” tới {attribute(link, 'href')} không nói dẫn tới đâu")


def check_moving(page: BuiltPage, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """Nothing moves, blinks or starts to play by itself."""
    for tag in page.tags("marquee", "blink"):
        yield Finding(page.path, f"có chữ chạy hoặc nhấp nháy (<{tag.name}>)")
    for tag in page.elements:
        if tag.has_attr("autoplay"):
            yield Finding(page.path, f"<{tag.name}> tự phát")


def _named(tag: Tag) -> bool:
    return bool(attribute(tag, "aria-label") or attribute(tag, "aria-labelledby"))
