"""The one source of security and caching headers: which of them go with which file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from cchc.server.settings import ServerSettings

Headers = tuple[tuple[str, str], ...]

CSP = "Content-Security-Policy"
# Folders where names carry a hash of the bytes; elsewhere a name of digits may be a date (tep/20240510.pdf)
HASHED_FOLDERS = ("theme", "anh/bien-the", "tim-kiem/bai", "tim-kiem/bang", "tim-kiem/tu")
HASHED = rf"(?:{'|'.join(HASHED_FOLDERS)})/(?:[^/]*\.)?[0-9a-f]{{8,64}}(?:-\d+)?\.[a-z0-9]+"
_LONG, _DAY, _SHORT = "public, max-age=31536000, immutable", "public, max-age=86400", "public, max-age=300"
_FILES = "png|jpe?g|gif|webp|avif|ico|pdf|docx?|xls|pptx?|od[tsp]|zip|mp3|mp4"
_SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# RFC 9110 ff. and W3C; HSTS belongs to the whole host and is left to the portal
_COMMON: Headers = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


@dataclass(frozen=True, slots=True)
class FileRule:
    """Headers of the files whose whole path under the section root matches `pattern` (a regular expression)."""

    note: str
    pattern: str
    headers: Headers


def page_policy(settings: ServerSettings) -> str:
    """Content-Security-Policy (level 3) of every page: nothing but the section's own files."""
    hosts = settings.measuring_hosts if settings.measuring else ()
    rating = urlsplit(settings.rating_url)
    answers = (f"{rating.scheme}://{rating.netloc}",) if rating.netloc else ()
    return _policy(settings, {
        "script-src": ("'self'", *_inline_hashes(settings.measuring), *hosts), "style-src": ("'self'",),
        "img-src": ("'self'", *hosts), "media-src": ("'self'",), "connect-src": ("'self'", *hosts),
        "font-src": ("'none'",), "form-action": ("'self'", *answers), "frame-ancestors": ("'none'",),
    })


def embed_policy(settings: ServerSettings) -> str:
    """The policy of what other pages may frame: no script at all, and only the hosts of `frame_ancestors`."""
    return _policy(settings, {
        "style-src": ("'self'",), "img-src": ("'self'",), "form-action": ("'none'",),
        "frame-ancestors": ("'self'", *settings.frame_ancestors),
    })


def _policy(settings: ServerSettings, sources: dict[str, tuple[str, ...]]) -> str:
    directives = {"default-src": ("'none'",), **sources, "base-uri": ("'none'",)}
    policy = "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())
    return f"{policy}; upgrade-insecure-requests" if settings.base_url.startswith("https:") else policy


def page_headers(settings: ServerSettings) -> Headers:
    """Headers of everything that no rule of `file_rules` names; pages are asked for again after five minutes."""
    return _with(page_policy(settings), _SHORT)


def embed_headers(settings: ServerSettings) -> Headers:
    """Headers of ma-nhung/: the portal's pages may read the list of headlines from a script."""
    return (*_with(embed_policy(settings), _SHORT), ("Access-Control-Allow-Origin", "*"))


def file_rules(settings: ServerSettings) -> Iterator[FileRule]:
    """Rules in order, the first that matches holds."""
    policy = page_policy(settings)
    yield FileRule("Ảnh SVG: không cho chạy mã", r".*\.svg", _with(_SVG_POLICY, _DAY))
    yield FileRule("Tệp có mã băm trong tên: giữ một năm", HASHED, _with(policy, _LONG))
    yield FileRule("Ảnh và tệp tải về: giữ một ngày", rf".*\.(?:{_FILES})", _with(policy, _DAY))


def _with(policy: str, cache: str) -> Headers:
    return ((CSP, policy), *_COMMON, ("Cache-Control", cache))


class _Inline(HTMLParser):
    """Collects the text of scripts that have no src."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[str] = []
        self.open = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A script element without src begins."""
        if tag == "script" and "src" not in dict(attrs):
            self.open = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        self.open = self.open and tag != "script"

    def handle_data(self, data: str) -> None:
        """Its text."""
        if self.open:
            self.texts[-1] += data


def _inline_hashes(html: str) -> Iterator[str]:
    """CSP sources of the scripts the portal's fragment holds itself (sha256 of their exact text)."""
    for text in _Inline(html).texts:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        yield f"'sha256-{digest}'"
