"""The portal around the section, read from the settings CCHC_CONTACT, CCHC_SERVICES and CCHC_PORTAL."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from cchc.errors import UsageError, reason_of
from cchc.hooks.settings import check_address, check_portal_address, read_links
from cchc.pages.parts import Contact, Frame, Service

FRAGMENTS = ("header", "footer", "measuring")
_PORTAL = (*FRAGMENTS, "logo", "links", "rating_url")
_EMAIL = re.compile(r"[^\s@:<>\"']+@[^\s@:<>\"']+\.[^\s@:<>\"']+")


def read_frame(settings: Mapping[str, Any]) -> Frame:
    """The frame; an unknown name or a fragment that cannot be read is a UsageError that names the setting."""
    portal = _known("CCHC_PORTAL", settings["CCHC_PORTAL"], _PORTAL)
    fragments = {name: _fragment(name, portal.get(name, "")) for name in FRAGMENTS}
    rating = portal.get("rating_url", "") and check_portal_address("CCHC_PORTAL: rating_url", portal["rating_url"])
    services = (_known("CCHC_SERVICES", item, Service.__slots__) for item in settings["CCHC_SERVICES"])
    return Frame(
        contact=_contact(_known("CCHC_CONTACT", settings["CCHC_CONTACT"], Contact.__slots__)),
        services=tuple(map(_service, services)), links=read_links("CCHC_PORTAL: links", portal.get("links", ())),
        logo=portal.get("logo", ""), rating_url=rating, **fragments,
    )


def _service(item: dict[str, str]) -> Service:
    if not item.get("title"):
        raise UsageError("CCHC_SERVICES trong pelican.conf.py có mục thiếu title.")
    check_address(f"CCHC_SERVICES: địa chỉ (url) của “{item['title']}”", item.get("url", ""))
    return Service(**item)


def _contact(item: dict[str, str]) -> Contact:
    contact = Contact(**item)
    if contact.email and not _EMAIL.fullmatch(contact.email):
        raise UsageError(f"CCHC_CONTACT: email phải như vanphong@example.vn, đang là `{contact.email}`.")
    if contact.phone and not any(sign.isdecimal() for sign in contact.phone):
        raise UsageError(f"CCHC_CONTACT: phone phải có chữ số, đang là `{contact.phone}`.")
    return contact


def check_logo(logo: str, files: Collection[str]) -> None:
    """A logo is one of the theme's `files`; else a UsageError."""
    if logo and logo not in files:
        raise UsageError(
            f"CCHC_PORTAL: giao diện không có ảnh {logo} của mục logo. "
            "Đặt ảnh vào theme/static/ rồi ghi theme/<tên tệp>."
        )


def _known(setting: str, given: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    unknown = sorted(set(given) - set(names))
    if unknown:
        raise UsageError(f"{setting} trong pelican.conf.py không có mục {unknown[0]}; chỉ nhận: {', '.join(names)}.")
    wrong = next((name for name, value in given.items() if name != "links" and not isinstance(value, str)), None)
    if wrong:
        raise UsageError(f"{setting} trong pelican.conf.py: {wrong} phải là chữ, đang là `{given[wrong]}`.")
    return dict(given)


def _fragment(name: str, path: str) -> str:
    """HTML of the portal's own, as it is."""
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "không phải UTF-8"
        raise UsageError(f"CCHC_PORTAL: không đọc được tệp {path} của mục {name}: {reason}.") from error
