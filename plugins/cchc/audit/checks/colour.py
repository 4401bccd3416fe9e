"""Checks of the stylesheets: contrast of the theme's colours, nothing that moves, nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cchc.audit.built import BuiltSite, Finding
from cchc.text import format_number

_NAMED = {"white": "#ffffff", "black": "#000000", "red": "#ff0000"}
_DARK = re.compile(r"@media[^{]*prefers-color-scheme:\s*dark[^{]*\{\s*:root\s*\{([^}]*)\}")
_MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_ROOT = re.compile(r":root\s*\{([^}]*)\}")
_TOKEN = re.compile(r"--([\w-]+)\s*:\s*(#[0-9a-fA-F]{3,8}|[a-z]+)\s*(?:;|$)")


def check_contrast(site: BuiltSite, parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """Each colour of `texts` has the contrast `least` or more on each of `grounds`, light and dark (WCAG 1.4.6)."""
    schemes = _schemes(site.styles)
    for scheme, colours in schemes.items():
        for text in parameters["texts"]:
            for ground in parameters["grounds"]:
                if not {text, ground} <= set(colours):
                    yield Finding("theme/", f"không đọc được màu {text} hoặc {ground} ({scheme})")
                elif (ratio := contrast(colours[text], colours[ground])) < parameters["least"]:
                    shown = format_number(ratio, 2)
                    yield Finding("theme/", f"màu {text} trên {ground} ({scheme}) chỉ tương phản {shown}:1")


def _schemes(styles: str) -> dict[str, dict[str, str]]:
    """Colours by token, of the light and the dark scheme; those of paper and of other media are neither."""
    dark_blocks = _DARK.findall(styles)
    light = _tokens(_ROOT.findall(_MEDIA.sub("", styles)))
    return {"nền sáng": light, "nền tối": {**light, **_tokens(dark_blocks)}}


def _tokens(blocks: list[str]) -> dict[str, str]:
    found = {name: value for block in blocks for name, value in _TOKEN.findall(block)}
    return {name: _NAMED.get(value, value) for name, value in found.items() if _NAMED.get(value, value).startswith("#")}


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours written #rgb or #rrggbb, 1 to 21 (WCAG 2.2's definition)."""
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:]
    wide = "".join(digit * 2 for digit in digits) if len(digits) < 6 else digits
    parts = (int(wide[index : index + 2], 16) / 255 for index in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def check_still_style(site: BuiltSite, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """No animation in any stylesheet, but one that only follows the reader's own scrolling."""
    for path, text in _sheets(site):
        for block in re.findall(r"\{([^{}]*)\}", text):
            moves = re.search(r"(?:^|[;\s])animation(?:-name)?\s*:\s*(?!none\b|\s)", block)
            if moves and not re.search(r"animation-timeline\s*:\s*(?:scroll|view)\(", block):
                yield Finding(path, "giao diện có hình hoặc chữ chuyển động (animation)")


def check_own_style(site: BuiltSite, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """No stylesheet loads anything from another host."""
    for path, text in _sheets(site):
        for url in re.findall(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')\s]+)", text):
            yield Finding(path, f"tải {url} từ máy chủ khác")


def _sheets(site: BuiltSite) -> Iterator[tuple[str, str]]:
    return ((path, site.read(path).decode("utf-8", "replace")) for path in site.paths if path.endswith(".css"))
