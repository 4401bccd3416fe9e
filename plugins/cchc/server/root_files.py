"""robots.txt and security.txt: files at the root of a host; under a sub-path snippets for its administrator."""

from __future__ import annotations

from cchc.server.settings import ServerSettings

_ROBOTS_NOTE = """\
# Chuyên mục nằm dưới {prefix}: người quản trị cổng chép các dòng sau vào robots.txt ở gốc tên miền {host}
"""
_SECURITY_NOTE = """\
# Chép vào {host}/.well-known/security.txt nếu cổng chưa có (RFC 9116)
"""


def root_files(settings: ServerSettings) -> dict[str, str]:
    """The files by output path; security.txt only with a contact (RFC 9116, 2.5.3)."""
    found = {"robots.txt" if settings.at_root else "may-chu/robots.txt": _robots(settings)}
    if settings.security_contact:
        path = ".well-known/security.txt" if settings.at_root else "may-chu/security.txt"
        found[path] = _security(settings)
    return found


def _robots(settings: ServerSettings) -> str:
    """RFC 9309; the internal edition is closed to every robot."""
    note = "" if settings.at_root else _ROBOTS_NOTE.format(prefix=settings.prefix, host=settings.host)
    if settings.internal:
        return f"{note}User-agent: *\nDisallow: {settings.prefix}\n"
    return f"{note}User-agent: *\nDisallow: {settings.prefix}may-chu/\n\nSitemap: {settings.base_url}sitemap.xml\n"


def _security(settings: ServerSettings) -> str:
    """Valid until the first day of the build's month a year later, so that it changes once a month."""
    note = "" if settings.at_root else _SECURITY_NOTE.format(host=settings.host)
    return (
        f"{note}Contact: {settings.security_contact}\n"
        f"Expires: {settings.day.year + 1:04d}-{settings.day.month:02d}-01T00:00:00Z\n"
        "Preferred-Languages: vi, en\n"
        f"Canonical: {settings.host}/.well-known/security.txt\n"
    )
