"""Checks of files for machines: RSS, site maps, open data, the address."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from typing import Any

from cchc.audit.built import BuiltSite, Finding, attribute

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def check_files(site: BuiltSite, parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """Each of `patterns` (a path with *) names at least one file that is not empty."""
    for pattern in parameters["patterns"]:
        if not any(fnmatch(path, pattern) and site.read(path) for path in site.paths):
            yield Finding(pattern, "không có tệp này")


def check_rss(site: BuiltSite, parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """RSS 2.0 at `path`: a channel with title, link and description; items with a title and a link of the site."""
    path = parameters["path"]
    root = _xml(site, path)
    channel = root.find("channel") if root is not None and root.tag == "rss" else None
    if channel is None:
        yield Finding(path, "không phải RSS 2.0 đọc được")
        return
    for name in ("title", "link", "description"):
        if not (channel.findtext(name) or "").strip():
            yield Finding(path, f"kênh thiếu {name}")
    for number, item in enumerate(channel.findall("item"), 1):
        if not (item.findtext("title") or item.findtext("description")):
            yield Finding(path, f"tin thứ {number} không có tiêu đề")
        if not (item.findtext("link") or "").startswith(site.base_url):
            yield Finding(path, f"tin thứ {number} không dẫn về chuyên mục")
    kinds = (attribute(link, "type") for link in site.home.tags("link") if attribute(link, "rel") == "alternate")
    if "application/rss+xml" not in kinds:
        yield Finding(site.home.path, "không báo cho trình duyệt có nguồn tin RSS")


def check_sitemap(site: BuiltSite, parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """The XML site map at `path` (or its parts) names pages of the section that exist, the first page among them."""
    path = parameters["path"]
    root = _xml(site, path)
    if root is not None and root.tag == f"{_SITEMAP}sitemapindex":
        parts = [place.removeprefix(site.base_url) for place in _places(root)]
    else:
        parts = [path]
    places: list[str] = []
    for part in parts:
        root = _xml(site, part)
        if root is None or root.tag != f"{_SITEMAP}urlset":
            yield Finding(part, "không phải sơ đồ trang XML đọc được")
            return
        places += _places(root)
    if site.base_url not in places:
        yield Finding(path, "không có trang đầu của chuyên mục")
    for place in places:
        name = place.removeprefix(site.base_url)
        if not place.startswith(site.base_url) or not {name, f"{name}index.html"} & site.known:
            yield Finding(path, f"có địa chỉ không tồn tại: {place}")


def _places(root: ET.Element) -> list[str]:
    return [(place.text or "").strip() for place in root.iter(f"{_SITEMAP}loc")]


def check_site_tree(site: BuiltSite, parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """The site map as text: a page of nested lists, linked from the first page."""
    path = parameters["path"]
    file = f"{path}index.html"
    if file not in site.known:
        yield Finding(file, "không có trang sơ đồ")
        return
    if not site.page(file).soup.select_one("main li a"):
        yield Finding(file, "sơ đồ trang không có liên kết dạng danh sách")
    if not any(attribute(link, "href").endswith(path) for link in site.home.tags("a")):
        yield Finding(site.home.path, "trang đầu không dẫn tới sơ đồ trang")


def check_address(site: BuiltSite, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """The section is served over HTTPS."""
    if not site.base_url.startswith("https://"):
        yield Finding(site.home.path, f"chuyên mục dựng cho địa chỉ {site.base_url}, không phải https")


def _xml(site: BuiltSite, path: str) -> ET.Element | None:
    """Root element of a file of our own making; None when absent or not well formed."""
    if path not in site.known:
        return None
    try:
        return ET.fromstring(site.read(path))  # noqa: S314 - a file the build wrote
    except ET.ParseError:
        return None
