"""What one build knows, handed from stage to stage; and its settings, read from Pelican's."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cchc.coverage import Coverage
from cchc.errors import UsageError
from cchc.examination import Examined
from cchc.hooks.frame import check_logo, read_frame
from cchc.hooks.settings import check_portal_address, read_links, reply_days
from cchc.hooks.watch import Watch
from cchc.images.publishing import FileFacts, describe_file
from cchc.images.variants import Variant
from cchc.incremental.built import Built
from cchc.incremental.pack import Pack
from cchc.incremental.transaction import StagedOutput
from cchc.moment import build_moment
from cchc.pages.material import Material
from cchc.pages.parts import Link, SiteChrome
from cchc.pages.views import Page
from cchc.records.store import RecordStore
from cchc.search.index import SearchIndex
from cchc.theme import Theme
from cchc.workers import Pending, Workers

EDITIONS = ("results", "full", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSettings:
    """Settings of a build; `cache` is None when caches are ignored, `base_url` ends with a slash."""

    content: Path
    theme: Path
    base_url: str
    edition: str
    moment: datetime
    cache: Path | None
    jobs: int
    per_page: int
    publish: bool
    office: str
    reply_days: int


@dataclass(slots=True)
class BuildState:
    """Filled by the stages in order.

    `data` are the files of open data by path, made before pages tell their size, `data_from` the fingerprints of those
    that are dear to make, `data_to_come` those that are being made meanwhile.
    `built` is what the last build of this output was made from, `pack` its files, `rendered` the pages rendered
    anew; `dead_links` are menu and footer entries left out because no page has their address.
    """

    settings: BuildSettings
    chrome: SiteChrome
    theme: Theme
    workers: Workers
    store: RecordStore
    staged: StagedOutput | None = None
    built: Built = field(default_factory=Built)
    pack: Pack = field(default_factory=Pack)
    examined: Examined | None = None
    coverages: Mapping[str, Coverage] = field(default_factory=dict)
    data: dict[str, bytes] = field(default_factory=dict)
    data_from: dict[str, str] = field(default_factory=dict)
    data_to_come: dict[str, Pending[bytes]] = field(default_factory=dict)
    variants: Mapping[str, tuple[Variant, ...]] = field(default_factory=dict)
    variant_report: str = ""
    material: Material | None = None
    pages: tuple[Page, ...] = ()
    dead_links: tuple[Link, ...] = ()
    search: SearchIndex | None = None
    search_seconds: float = 0.0
    rendered: int = 0
    watch: Watch = field(default_factory=Watch)

    def checked(self) -> Examined:
        """The examined content; the content stage comes first."""
        if self.examined is None:
            raise RuntimeError("cchc.hooks.content must come first in PLUGINS")
        return self.examined

    def files(self) -> frozenset[str]:
        """Files of the content folder that this edition copies."""
        examined = self.checked()
        return examined.files | (examined.draft_files if self.chrome.internal else frozenset())

    def attached(self) -> dict[str, FileFacts]:
        """Size and hash of every attachment that this edition copies, each read once."""
        named = {item.file for post in self.checked().loaded.site.posts for item in post.attachments}
        return {file: describe_file(self.settings.content / file) for file in sorted(named & self.files())}

    def output(self) -> StagedOutput:
        """Where the build writes; only while it runs."""
        if self.staged is None:
            raise RuntimeError("the build has not begun")
        return self.staged

    def standing_bytes(self, path: str, fingerprint: str) -> bytes | None:
        """The file of the last build at `path` if it was made from what has this fingerprint and still stands."""
        made = self.built.made.get(path)
        if self.staged is None or made is None or made.fingerprint != fingerprint:
            return None
        return self.staged.read(path) if self.staged.standing.get(path) == made.sha256 else None

    def ready(self) -> Material:
        """The material of pages; made by the pages stage."""
        if self.material is None:
            raise RuntimeError("cchc.hooks.pages must come before this stage in PLUGINS")
        return self.material


def read_build_settings(settings: Mapping[str, Any]) -> BuildSettings:
    """Build settings from Pelican's settings; a wrong value is a UsageError."""
    edition = settings["CCHC_COVERAGE"]
    if edition not in EDITIONS:
        raise UsageError(f"--coverage phải là một trong {', '.join(EDITIONS)}, đang là `{edition}`.")
    return BuildSettings(
        content=Path(settings["PATH"]), theme=Path(settings["THEME"]), base_url=check_base_url(settings["SITEURL"]),
        edition=edition, moment=build_moment(settings["CCHC_AS_OF"], os.environ),
        cache=None if settings["CCHC_FULL"] else Path(settings["CACHE_PATH"]),
        jobs=settings["CCHC_JOBS"] or os.cpu_count() or 1, per_page=settings["CCHC_PER_PAGE"],
        publish=settings["CCHC_PUBLISH"],
        office=settings["CCHC_OFFICE"].get("unit", ""), reply_days=reply_days(settings["CCHC_OFFICE"]),
    )


def check_base_url(url: str) -> str:
    """The section's absolute address with a slash at its end."""
    if not _is_address(url) or not re.fullmatch(r"https?://[^\s/?#\"'<>;{}$\\]+(?:/[^\s?#\"'<>;{}$\\]*)?", url):
        example = "https://example.vn/cai-cach-hanh-chinh/"
        raise UsageError(f"--base-url phải là địa chỉ đầy đủ như {example}, đang là `{url}`.")
    return url.rstrip("/") + "/"


def _is_address(url: str) -> bool:
    try:
        port = urlsplit(url).port
    except ValueError:
        return False
    return port is None or port > 0


def make_chrome(settings: Mapping[str, Any], build: BuildSettings, theme: Theme) -> SiteChrome:
    """What surrounds every page, from Pelican's settings."""
    internal = build.edition == "full"
    menu = (Link(title="Bài chưa đăng", url="bai-viet/chua-dang/"),) if internal else ()
    written = read_links("CCHC_MENU", settings["CCHC_MENU"])
    links = [link for link in written if link.url != "ke-hoach/" or settings["CCHC_COVERAGE"] != "none"]
    frame = read_frame(settings)
    check_logo(frame.logo, theme.files)
    return SiteChrome(
        name=settings["SITENAME"], agency=settings["CCHC_AGENCY"], parent_agency=settings["CCHC_PARENT_AGENCY"],
        portal_name=settings["CCHC_PORTAL_NAME"],
        portal_url=check_portal_address("CCHC_PORTAL_URL", settings["CCHC_PORTAL_URL"]),
        base_url=build.base_url, stylesheet=theme.stylesheet, sheet=theme.sheet,
        script=theme.scripts["cchc"], search_script=theme.scripts["search"],
        menu=(*links, *menu), footer_links=read_links("CCHC_FOOTER_LINKS", settings["CCHC_FOOTER_LINKS"]),
        facts=tuple(settings["CCHC_FOOTER"]), internal=internal, publish=build.publish,
        language=settings["DEFAULT_LANG"], frame=frame,
    )
