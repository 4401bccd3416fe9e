"""What a page is made of: the content files it is written from, the posts it names, the files it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from cchc.pages.coverage_views import AreaView, CoverageView, PlansView, TaskView
from cchc.pages.data_views import DataView
from cchc.pages.material import Material
from cchc.pages.office_views import OutputsView
from cchc.pages.parts import Body
from cchc.pages.views import (
    HeadlinesView,
    HomeView,
    IndexView,
    ListView,
    NotFoundView,
    Page,
    PostView,
    RedirectView,
    SearchView,
    SiteMapView,
    StandingView,
)
from cchc.plan import Plan
from cchc.urls import plan_url, post_url

KINDS: Mapping[type, str] = {
    HomeView: "trang đầu của chuyên mục", PostView: "trang của một bài", ListView: "trang danh sách bài",
    IndexView: "trang mục lục", CoverageView: "trang theo dõi kế hoạch", PlansView: "trang các kế hoạch",
    TaskView: "trang của một nhiệm vụ", AreaView: "trang của một nội dung", OutputsView: "trang danh sách sản phẩm",
    StandingView: "trang viết riêng", DataView: "trang dữ liệu mở", SiteMapView: "sơ đồ trang",
    NotFoundView: "trang báo không tìm thấy", RedirectView: "địa chỉ cũ, dẫn sang bài",
    HeadlinesView: "tin mới để nhúng", SearchView: "trang tìm kiếm",
}
_FAMILIES = ("linh-vuc/", "the-loai/", "don-vi/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Paths are of the content folder. `kind` says what it is, `made_of` in words what `sources` do not say.

    `sources` are what it is written from, `shown` the posts it names or links to, `files` pictures and attachments.
    """

    kind: str
    sources: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    made_of: str = ""


def origin_of(page: Page, material: Material) -> Origin:
    """Where all that the page shows comes from."""
    posts = {post_url(post.year, post.slug): post.source for post in material.shown}
    parts = tuple(_parts(page.view))
    addresses = tuple(dict.fromkeys(_addresses(parts)))
    own = page.view.target if isinstance(page.view, RedirectView) else page.view.head.url
    sources = [part.source for part in parts if isinstance(part, Body)]
    sources += [posts[own]] if own in posts else []
    for plan in _plans(addresses, material):
        measured = isinstance(page.view, HomeView | PlansView) or own.startswith(plan_url(plan.id))
        sources += _sources_of(plan, material, measured=measured)
    shown = (posts[url] for url in addresses if url in posts and url != own)
    return Origin(
        kind=KINDS[type(page.view)], sources=tuple(dict.fromkeys(sources)), shown=tuple(dict.fromkeys(shown)),
        files=tuple(url for url in addresses if url in material.site.files),
    )


def _parts(value: object) -> Iterator[object]:
    """A view and all that it holds."""
    if isinstance(value, tuple):
        for item in value:
            yield from _parts(item)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from _parts(getattr(value, field.name))


def _addresses(parts: tuple[object, ...]) -> Iterator[str]:
    """Addresses in a view, without what follows # or ?."""
    for part in parts:
        found = (getattr(part, "url", None), *(part.addresses if isinstance(part, Body) else ()))
        yield from (re.split(r"[?#]", url)[0] for url in found if isinstance(url, str))


def _plans(addresses: tuple[str, ...], material: Material) -> Iterator[Plan]:
    """Plans that a page names, and the newest where it names a topic, a kind or a unit."""
    for plan in material.site.plans:
        named = any(url.startswith(plan_url(plan.id)) for url in addresses)
        family = plan is material.site.newest_plan and any(url.startswith(_FAMILIES) for url in addresses)
        if named or family:
            yield plan


def _sources_of(plan: Plan, material: Material, *, measured: bool) -> list[str]:
    """Files of a plan; where its figures are shown its logs too, and in the internal edition its notes."""
    if not measured:
        return [plan.source]
    notes = plan.source.removesuffix(".yaml") + ".ghi-chu.yaml"
    written = material.internal and (material.records.content / notes).is_file()
    logs = {row.source for row in material.site.rows if row.plan == plan.id}
    return [plan.source, *sorted(logs), *([notes] if written else [])]
