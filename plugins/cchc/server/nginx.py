"""may-chu/nginx.conf: to be included in the portal's `server` block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from cchc.media_types import OTHER, TEXT
from cchc.server.policy import Headers, embed_headers, file_rules, page_headers
from cchc.server.settings import ServerSettings

_HEAD = """\
# Cấu hình nginx của chuyên mục, ghi lại mỗi lần dựng: đừng sửa tay.
# Trong khối server của cổng: include {folder}/may-chu/nginx.conf; rồi nginx -t && nginx -s reload.
# Sau lần đăng có địa chỉ cũ mới hoặc đổi thiết lập thì nạp lại nginx.
"""


def nginx_conf(settings: ServerSettings, redirects: Mapping[str, str]) -> str:
    """The configuration; `redirects` are old → new addresses under the section root."""
    return "\n".join((_HEAD.format(folder=settings.folder), *_lines(settings, redirects))) + "\n"


def _lines(settings: ServerSettings, redirects: Mapping[str, str]) -> Iterator[str]:
    prefix = settings.prefix
    if not settings.at_root:
        yield f"location = {prefix.rstrip('/')} {{ absolute_redirect off; return 301 {prefix}; }}"
    yield f"location ^~ {prefix} {{"
    yield from _indented(_section(settings))
    yield from _indented(_redirects(prefix, redirects))
    yield "}"


def _redirects(prefix: str, redirects: Mapping[str, str]) -> Iterator[str]:
    """Old addresses; one that ends with a slash holds without it too."""
    if redirects:
        yield ""
        yield "# Địa chỉ cũ"
    for old, new in redirects.items():
        for path in dict.fromkeys((old, old.rstrip("/"))):
            yield f'location = "{prefix}{path}" {{ return 301 "{prefix}{new}"; }}'


def _section(settings: ServerSettings) -> Iterator[str]:
    prefix = settings.prefix
    yield f"alias {settings.folder}/;"
    yield "index index.html;"
    yield f"error_page 404 {prefix}404.html;"
    yield "absolute_redirect off;"
    yield "gzip_static on;  # tệp nén sẵn .gz"
    yield "gzip_vary on;"
    yield "# brotli_static on;  # bỏ dấu # nếu có mô-đun ngx_brotli và đã tự làm tệp .br"
    yield "charset utf-8;"
    yield f"charset_types {' '.join(sorted(set(TEXT.values()) - {'text/html'}))};"  # nginx has text/html itself
    yield "default_type application/octet-stream;"
    yield "types {"
    yield from _indented(f"{kind} {suffix};" for suffix, kind in {**TEXT, **OTHER}.items())
    yield "}"
    yield from _headers(page_headers(settings))
    yield ""
    yield "# Tệp cho người quản trị và tệp ẩn: không đưa ra ngoài"
    yield f"location ^~ {prefix}may-chu/ {{ return 404; }}"
    yield f"location = {prefix}web.config {{ return 404; }}"
    yield r"location ~ /\.(?!well-known/) { return 404; }"
    yield ""
    yield "# Khung nhúng: trang của cổng được đặt trong khung"
    yield f"location ^~ {prefix}ma-nhung/ {{"
    yield from _indented(_headers(embed_headers(settings)))
    yield "}"
    for rule in file_rules(settings):
        yield ""
        yield f"# {rule.note}"
        yield f'location ~ "^{re.escape(prefix)}{rule.pattern}$" {{'
        yield from _indented(_headers(rule.headers))
        yield "}"


def _headers(headers: Headers) -> Iterator[str]:
    for name, value in headers:
        yield f'add_header {name} "{value}" always;'


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"    {line}" if line else "" for line in lines)
