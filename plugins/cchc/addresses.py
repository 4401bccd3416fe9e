"""Every address a site's pages have, known before any page is built: what links and redirects may point to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cchc import urls
from cchc.tags import index_tags
from cchc.text import match_key, slugify

if TYPE_CHECKING:
    from cchc.plan import Plan, Topic
    from cchc.post import Post
    from cchc.site import Site

FIXED = ("", "bai-viet/", "linh-vuc/", "ke-hoach/", "the-loai/", "don-vi/", "tu-khoa/", "theo-nam/", "so-do-trang/",
         "du-lieu/", "du-lieu/articles.json", "du-lieu/articles.csv", "du-lieu/articles.schema.json",
         "feed.atom", "rss.xml", "feed.json", "sitemap.xml", "404.html", "ke-hoach/coverage.schema.json",
         "ma-nhung/tin-moi.html", "ma-nhung/tin-moi.json", "tim-kiem/")


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address and the page it leads to."""

    url: str
    target: str
    source: str


def post_topics(post: Post, plan: Plan | None) -> tuple[str, ...]:
    """Stable topics of a post: those of its areas; where these are several, tags that name one narrow them."""
    if plan is None:
        return ()
    found = [topic for letter in post.areas for topic in plan.area_by_letter[letter].fields]
    ordered = tuple(dict.fromkeys(found))
    named = {match_key(tag) for tag in post.tags} | {slugify(tag) for tag in post.tags}
    narrowed = tuple(topic.id for topic in plan.fields if topic.id in ordered and _names(topic) & named)
    return narrowed or ordered


@lru_cache(maxsize=256)
def _names(topic: Topic) -> frozenset[str]:
    return frozenset(match_key(name) for name in (topic.id, topic.name, *topic.aliases))


def redirects(site: Site) -> Iterator[Redirect]:
    """Old addresses of posts that have a page."""
    for post in site.standing:
        for alias in post.aliases:
            url = alias if alias.endswith((".html", "/")) else f"{alias}/"
            yield Redirect(url, urls.post_url(post.year, post.slug), post.source)


def known_urls(site: Site) -> frozenset[str]:
    """Addresses of all pages but old ones, and of the files that are published."""
    return frozenset(_known(site))


def _known(site: Site) -> Iterator[str]:
    yield from FIXED
    yield from (feed for page in fed_pages(site) for feed in urls.feed_urls(page))
    yield from (urls.post_url(post.year, post.slug) for post in site.standing)
    yield from (f"{page.slug}/" for page in site.pages if page.status == "published")
    yield from (urls.year_url(year) for year in {post.year for post in site.listed})
    yield from (urls.month_url(*month) for month in {(post.year, post.date.month) for post in site.listed})
    yield from (urls.tag_url(tag.slug) for tag in index_tags(site.listed).values())
    for plan in site.plans:
        yield urls.plan_url(plan.id)
        yield from (urls.task_url(plan.id, task.number) for task in plan.tasks)
        yield from (urls.area_url(plan.id, area.letter) for area in plan.areas)
        yield from (urls.field_url(topic.id) for topic in plan.fields)
        yield from (urls.kind_url(kind.id) for kind in plan.kinds)
        yield from (urls.unit_url(unit.id) for unit in plan.units)
        yield from (f"{urls.plan_url(plan.id)}coverage.{suffix}" for suffix in ("json", "csv", "xlsx"))


def fed_pages(site: Site) -> Iterator[str]:
    """Pages that have feeds of their own: fields, units and plan tasks."""
    for plan in site.plans:
        yield from (urls.task_url(plan.id, task.number) for task in plan.tasks)
        yield from (urls.field_url(topic.id) for topic in plan.fields)
        yield from (urls.unit_url(unit.id) for unit in plan.units)


def post_files(post: Post) -> Iterator[str]:
    """Files a post's front matter names."""
    if post.image:
        yield post.image.file
    if post.audio:
        yield post.audio
    yield from (item.file for item in post.attachments)


def source_urls(site: Site) -> Mapping[str, str]:
    """Address of every source file that has a page, by source path."""
    posts = {post.source: urls.post_url(post.year, post.slug) for post in site.standing}
    pages = {page.source: f"{page.slug}/" for page in site.pages if page.status == "published"}
    return {**posts, **pages}
