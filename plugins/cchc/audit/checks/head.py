"""Checks of what stands in a page's head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cchc.audit.built import BuiltPage, Finding, attribute


def check_metas(page: BuiltPage, parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """Pages that search engines may list have a meta element of each of `names`, with content."""
    if page.indexed:
        for name in parameters["names"]:
            if not page.meta(name).strip():
                yield Finding(page.path, f"thiếu mô tả {name}")


def check_charset(page: BuiltPage, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """The page is UTF-8 and says so within its first 1,024 bytes (HTML standard)."""
    try:
        page.data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield Finding(page.path, f"byte thứ {error.start + 1} không phải UTF-8")
    if not re.search(rb"<meta charset=[\"']?utf-8", page.data[:1024], re.IGNORECASE):
        yield Finding(page.path, "không khai báo bảng mã utf-8 ở đầu trang")


def check_language(page: BuiltPage, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """The page names its language."""
    if not any(attribute(html, "lang") for html in page.tags("html")):
        yield Finding(page.path, "không khai báo ngôn ngữ (lang)")


def check_viewport(page: BuiltPage, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """The page fits a phone's screen, and readers may enlarge it."""
    viewport = page.meta("viewport").replace(" ", "").lower()
    if "width=device-width" not in viewport:
        yield Finding(page.path, "không khai báo bề rộng theo màn hình (viewport)")
    limit = re.search(r"maximum-scale=([\d.]+)", viewport)
    if re.search(r"user-scalable=(?:no|0)", viewport) or (limit and float(limit[1]) < 5):
        yield Finding(page.path, "không cho người đọc phóng to chữ")
