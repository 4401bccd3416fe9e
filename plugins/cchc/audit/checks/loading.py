"""Checks of what a page loads: only its section's own files, no code inside, formats every browser reads, small."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import Tag

from cchc.audit.built import BuiltPage, Finding, attribute, host_of
from cchc.text import format_number

_LOADED = {
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "audio": ("src",),
    "video": ("src", "poster"), "track": ("src",), "embed": ("src",), "object": ("data",), "input": ("src",),
}
_LOADED_LINKS = frozenset({
    "stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest",
})
_SOURCE = re.compile(r"https?://([^/:]+)")  # a host of a policy
_DATA_BLOCKS = frozenset({"application/ld+json", "application/json"})
_NEW_FORMATS = (".webp", ".avif")


def check_own_files(page: BuiltPage, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """Nothing is loaded from another host but those that the page's policy names (the portal's own measuring)."""
    for url in _loaded(page):
        host = host_of(url)
        if host not in {"", None, page.host} and not _allowed(host or "", page.policy):
            yield Finding(page.path, f"tải {url} từ máy chủ khác")


def _allowed(host: str, policy: str) -> bool:
    """Whether a policy lets scripts come from the host: by its name, or by a *. that stands for the part before it."""
    scripts = next((part.split() for part in policy.split(";") if part.split()[:1] == ["script-src"]), [])
    named = [found[1] for source in scripts if (found := _SOURCE.match(source))]
    return any(host == name or (name.startswith("*.") and host.endswith(name[1:])) for name in named)


def _loaded(page: BuiltPage) -> Iterator[str]:
    """Addresses a browser asks for by itself."""
    for tag in page.tags(*_LOADED, "link"):
        if tag.name == "link":
            if _LOADED_LINKS & set(attribute(tag, "rel").lower().split()):
                yield attribute(tag, "href")
            continue
        for name in _LOADED[tag.name]:
            value = attribute(tag, name)
            yield from (part.split()[0] for part in value.split(",") if part.split()) if name == "srcset" else (value,)


def check_no_inline_code(page: BuiltPage, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """No script, style or event handler inside the page that its Content-Security-Policy refuses.

    The policy names the portal's own measuring script by its hash.
    """
    for tag in page.tags("script", "style"):
        harmless = attribute(tag, "src") or attribute(tag, "type") in _DATA_BLOCKS or _hash(tag) in page.policy
        if tag.name == "style" or not harmless:
            yield Finding(page.path, f"có mã viết trong trang (<{tag.name}>)")
    for tag in page.elements:
        for name in tag.attrs:
            if name == "style" or name.startswith("on"):
                yield Finding(page.path, f"<{tag.name}> có thuộc tính {name}")


def _hash(script: Tag) -> str:
    """A script's text as a policy names it."""
    digest = hashlib.sha256("".join(script.strings).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def check_picture_fallback(page: BuiltPage, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """A picture in a new format (WebP, AVIF) stands beside the same in JPEG or PNG."""
    for image in page.tags("img"):
        if re.sub(r"[?#].*", "", attribute(image, "src")).lower().endswith(_NEW_FORMATS):
            yield Finding(page.path, f"ảnh {attribute(image, 'src')} không có bản JPEG hoặc PNG dự phòng")
    for picture in page.tags("picture"):
        if not picture.find("img"):
            yield Finding(page.path, "phần <picture> không có ảnh dự phòng")


def check_page_size(page: BuiltPage, parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """The page's HTML is at most `kilobytes` as it is stored."""
    size = len(page.data) / 1000
    if size > parameters["kilobytes"]:
        yield Finding(page.path, f"nặng {format_number(size)} KB, vượt {parameters['kilobytes']} KB")
