"""Settings of a made-up portal; test data."""

from __future__ import annotations

from datetime import date

from cchc.server.settings import ServerSettings

REDIRECTS = {"tin/cu.html": "bai-viet/2024/moi/", "tin/xua/": "bai-viet/2024/moi/"}


def make(**changes: object) -> ServerSettings:
    """A section under a sub-path of a portal."""
    given: dict[str, object] = {
        "base_url": "https://so.example.vn/cchc/", "day": date(2024, 12, 31), "folder": "/srv/cchc/current",
        "frame_ancestors": ("https://so.example.vn",), **changes,
    }
    return ServerSettings(**given)  # type: ignore[arg-type]


ROOT_SITE = make(base_url="https://cchc.example.vn/")
