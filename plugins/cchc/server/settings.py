"""What an administrator sets for web servers (CCHC_SERVER in pelican.conf.py), checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from cchc.errors import UsageError

_KEYS = ("folder", "measuring_hosts", "frame_ancestors", "security_contact")
_FOLDER = re.compile(r"(?:/|[A-Za-z]:/)[^\s\"'`;{}$#\\<>&]*")
_HOST = re.compile(r"https?://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?")
_CONTACT = re.compile(r"(?:mailto:[^\s@:]+@[^\s@:]+\.[^\s@:]+|https://\S+|tel:\+?[\d.-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Input of every server file.

    `folder` is where the server reads the site, `base_url` ends with a slash, `day` is the build's,
    `measuring` the portal's own HTML for measuring, `rating_url` where readers' answers go ("" when off).
    """

    base_url: str
    day: date
    folder: str = "/srv/cchc/current"
    measuring_hosts: tuple[str, ...] = ()
    frame_ancestors: tuple[str, ...] = ()
    security_contact: str = ""
    measuring: str = ""
    rating_url: str = ""
    internal: bool = False

    @property
    def prefix(self) -> str:
        """The section's path on its host, with a slash at both ends."""
        return urlsplit(self.base_url).path

    @property
    def host(self) -> str:
        """Scheme and host, without a slash at the end."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def at_root(self) -> bool:
        """Whether the section is a host of its own."""
        return self.prefix == "/"


def read_server(written: Mapping[str, Any], **known: Any) -> ServerSettings:  # noqa: ANN401 - the other members
    """The settings `written` by the administrator and what the build knows; a wrong value is a UsageError."""
    unknown = sorted(set(written) - set(_KEYS))
    if unknown:
        raise UsageError(f"CCHC_SERVER trong pelican.conf.py không có mục {unknown[0]}; chỉ nhận: {', '.join(_KEYS)}.")
    folder = written.get("folder", "/srv/cchc/current")
    if not isinstance(folder, str) or not _FOLDER.fullmatch(folder):
        raise UsageError(f"CCHC_SERVER: folder phải là đường dẫn đầy đủ như /srv/cchc/current, đang là `{folder}`.")
    return ServerSettings(
        folder=folder.rstrip("/"), security_contact=_contact(written.get("security_contact", "")),
        measuring_hosts=_hosts("measuring_hosts", written.get("measuring_hosts", ())),
        frame_ancestors=_hosts("frame_ancestors", written.get("frame_ancestors", ())), **known,
    )


def _hosts(name: str, given: Any) -> tuple[str, ...]:  # noqa: ANN401 - as written in a settings file
    hosts = tuple(given) if isinstance(given, list | tuple) else (given,)
    for host in hosts:
        if not isinstance(host, str) or not _HOST.fullmatch(host):
            raise UsageError(
                f"CCHC_SERVER: {name} chỉ nhận tên máy như https://thongke.example.vn (không có đường dẫn), "
                f"đang là `{host}`."
            )
    return hosts


def _contact(given: Any) -> str:  # noqa: ANN401 - as written in a settings file
    contact = f"mailto:{given}" if isinstance(given, str) and "@" in given and ":" not in given else given
    if contact and not (isinstance(contact, str) and _CONTACT.fullmatch(contact)):
        raise UsageError(
            "CCHC_SERVER: security_contact phải là thư điện tử, địa chỉ https:// hoặc tel:, "
            f"đang là `{given}`. Để trống nếu chưa có."
        )
    return contact or ""
