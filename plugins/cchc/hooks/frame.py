"""The portal around the section, read from the settings CCHC_CONTACT, CCHC_SERVICES and CCHC_PORTAL."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cchc.errors import UsageError, reason_of
from cchc.pages.parts import Contact, Frame, Link, Service

_FRAGMENTS = ("header", "footer", "measuring")
_PORTAL = (*_FRAGMENTS, "logo", "links", "rating_url")


def read_frame(settings: Mapping[str, Any]) -> Frame:
    """The frame; an unknown name or a fragment that cannot be read is a UsageError that names the setting."""
    portal = _known("CCHC_PORTAL", settings["CCHC_PORTAL"], _PORTAL)
    fragments = {name: _fragment(name, portal.get(name, "")) for name in _FRAGMENTS}
    services = (_known("CCHC_SERVICES", item, Service.__slots__) for item in settings["CCHC_SERVICES"])
    return Frame(
        contact=Contact(**_known("CCHC_CONTACT", settings["CCHC_CONTACT"], Contact.__slots__)),
        services=tuple(Service(**item) for item in services),
        links=tuple(Link(title=title, url=url) for title, url in portal.get("links", ())),
        logo=portal.get("logo", ""), rating_url=portal.get("rating_url", ""), **fragments,
    )


def _known(setting: str, given: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    unknown = sorted(set(given) - set(names))
    if unknown:
        raise UsageError(f"{setting} trong pelican.conf.py không có mục {unknown[0]}; chỉ nhận: {', '.join(names)}.")
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
