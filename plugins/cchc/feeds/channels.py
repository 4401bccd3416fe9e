"""The feeds of a site: its own, and one beside the page of every field, unit and plan task."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice

from cchc import urls
from cchc.coverage import Coverage
from cchc.feeds.atom import render_atom
from cchc.feeds.entries import Channel, Entry, EntryMaker, plain, start_of
from cchc.feeds.json_feed import render_json_feed
from cchc.feeds.rss import render_rss
from cchc.pages.material import Material
from cchc.post import Post

_LIMIT = 30  # entries a feed


def build_feeds(material: Material, size: Callable[[str], int]) -> Iterator[tuple[str, bytes]]:
    """(output path, bytes) of every feed, in a fixed order; `size` gives the bytes of a published file."""
    section, *others = build_channels(EntryMaker(material, size))
    yield "feed.json", render_json_feed(section)
    for channel in (section, *others):
        rss, atom = urls.feed_urls(channel.page)
        yield rss, render_rss(channel)
        yield atom, render_atom(channel)


def build_channels(maker: EntryMaker) -> Iterator[Channel]:
    """The section's feed first; those of tasks only where plan pages are built."""
    material, listed = maker.material, maker.material.site.listed
    yield _channel(maker, "", "", map(maker.of_post, listed[:_LIMIT]))
    topics: dict[str, list[Post]] = {topic: [] for topic in material.topics}
    units: dict[str, list[Post]] = {unit: [] for unit in material.units}
    for post in listed:
        for topic in material.topic_ids[post.source]:
            topics[topic].append(post)
        if post.unit in units:
            units[post.unit].append(post)
    for topic, posts in topics.items():
        yield _channel(maker, urls.field_url(topic), material.topics[topic].name, map(maker.of_post, posts[:_LIMIT]))
    for unit, posts in units.items():
        yield _channel(maker, urls.unit_url(unit), material.units[unit].name, map(maker.of_post, posts[:_LIMIT]))
    if material.has_plans:
        for coverage in material.coverages.values():
            yield from _task_channels(maker, coverage)


def _task_channels(maker: EntryMaker, coverage: Coverage) -> Iterator[Channel]:
    """A feed for each task of a plan: its posts and the rows of the log that have evidence, newest first."""
    plan = coverage.plan
    for item in coverage.tasks:
        found = (maker.of_output(plan, output) for output in reversed(item.outputs))
        title = f"Nhiệm vụ {item.task.number}: {item.task.title}"
        yield _channel(maker, urls.task_url(plan.id, item.task.number), title, islice(_once(found), _LIMIT))


def _once(found: Iterable[Entry | None]) -> Iterator[Entry]:
    """Each entry once; two rows of the log may be the same."""
    seen: set[str] = set()
    for entry in found:
        if entry and entry.id not in seen:
            seen.add(entry.id)
            yield entry


def _channel(maker: EntryMaker, page: str, title: str, entries: Iterable[Entry]) -> Channel:
    """A feed; its time is its newest entry's, else the start of the newest plan: never the build's clock."""
    chrome = maker.material.chrome
    kept = tuple(entries)
    plan = maker.material.site.newest_plan
    start = start_of(plan.period.start) if plan else datetime(2000, 1, 1, tzinfo=UTC)
    subject = f"{title}, {chrome.name}" if title else chrome.name
    return Channel(
        id=maker.tag(page), page=page, address=chrome.base_url + page, base_url=chrome.base_url,
        title=plain(f"{title} | {chrome.name}" if title else chrome.name),
        description=plain(f"{subject}, {chrome.agency}"), publisher=plain(chrome.agency), language=chrome.language,
        logo=chrome.base_url + chrome.frame.logo if chrome.frame.logo else "",
        updated=max((entry.updated for entry in kept), default=start), entries=kept,
    )
