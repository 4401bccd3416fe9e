"""may-chu/apache.conf: to be included in the portal's virtual host (Apache 2.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cchc.media_types import OTHER, TEXT
from cchc.server.policy import Headers, embed_headers, file_rules, page_headers
from cchc.server.settings import ServerSettings

_HEAD = """\
# Cấu hình Apache 2.4 của chuyên mục, ghi lại mỗi lần dựng: đừng sửa tay.
# Cần các mô-đun: alias, dir, headers, mime, rewrite (a2enmod headers rewrite).
# Trong khối VirtualHost của cổng: Include {folder}/may-chu/apache.conf; rồi apachectl configtest && apachectl graceful.
# Sau lần đăng có địa chỉ cũ mới hoặc đổi thiết lập thì nạp lại Apache.
"""


def apache_conf(settings: ServerSettings, redirects: Mapping[str, str]) -> str:
    """The configuration; `redirects` are old → new addresses under the section root."""
    return "\n".join((_HEAD.format(folder=settings.folder), *_lines(settings, redirects))) + "\n"


def _lines(settings: ServerSettings, redirects: Mapping[str, str]) -> Iterator[str]:
    prefix, folder = settings.prefix, settings.folder
    start = re.escape(prefix)
    if settings.at_root:
        yield f'DocumentRoot "{folder}"'
    else:
        yield f'RedirectMatch 301 "^{re.escape(prefix.rstrip("/"))}$" "{prefix}"'
    yield "# Tệp cho người quản trị và tệp ẩn: không đưa ra ngoài"
    yield rf'RedirectMatch 404 "^{start}(?:may-chu/|web\.config$|(?:.*/)?\.(?!well-known/))"'
    for old, new in redirects.items():
        path = re.escape(old.rstrip("/")) + ("/?" if old.endswith("/") else "")
        yield f'RedirectMatch 301 "^{start}{path}$" "{prefix}{new}"'
    if not settings.at_root:
        yield f'Alias "{prefix}" "{folder}/"'
    yield ""
    yield f'<Directory "{folder}">'
    yield from (f"    {line}" if line else "" for line in _section(settings))
    yield "</Directory>"
    for rule in reversed(tuple(file_rules(settings))):  # a later section holds against an earlier one
        yield ""
        yield f"# {rule.note}"
        yield rf'<LocationMatch "^{start}{rule.pattern}(?:\.br|\.gz)?$">'
        yield from (f"    {line}" for line in _headers(rule.headers))
        yield "</LocationMatch>"
    yield ""
    yield "# Khung nhúng: trang của cổng được đặt trong khung"
    yield f'<Location "{prefix}ma-nhung/">'
    yield from (f"    {line}" for line in _headers(embed_headers(settings)))
    yield "</Location>"


def _section(settings: ServerSettings) -> Iterator[str]:
    yield "Require all granted"
    yield "AllowOverride None"
    yield "Options FollowSymLinks"
    yield "DirectoryIndex index.html"
    yield f"ErrorDocument 404 {settings.prefix}404.html"
    yield f"AddCharset utf-8 {' '.join(f'.{suffix}' for suffix in TEXT)}"
    yield from (f"AddType {kind} .{suffix}" for suffix, kind in {**TEXT, **OTHER}.items())
    yield ""
    yield "# Tệp nén sẵn .br và .gz"
    yield "RemoveType .gz .br"
    yield "AddEncoding gzip .gz"
    yield "AddEncoding br .br"
    yield "RewriteEngine On"
    yield f"RewriteBase {settings.prefix}"
    for encoding, suffix in (("br", "br"), ("gzip", "gz")):
        yield rf"RewriteCond %{{HTTP:Accept-Encoding}} \b{encoding}\b"
        yield rf"RewriteCond %{{REQUEST_FILENAME}}.{suffix} -f"
        yield rf"RewriteRule ^(.+\.(?:{'|'.join(TEXT)}))$ $1.{suffix} [L,E=no-gzip:1]"
    yield "Header always append Vary Accept-Encoding"
    yield ""
    yield from _headers(page_headers(settings))


def _headers(headers: Headers) -> Iterator[str]:
    for name, value in headers:
        yield f'Header always set {name} "{value}"'
