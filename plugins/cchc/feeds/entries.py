"""What a feed holds, before it is written in one of its forms; every address is absolute."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from urllib.parse import quote

from cchc.coverage import Output
from cchc.media_types import media_type
from cchc.pages.material import Material
from cchc.pages.parts import Link
from cchc.plan import Plan
from cchc.post import Post
from cchc.text import CONTROL, VIETNAM, clean_line
from cchc.urls import post_url, stable_id

_KEPT = "%/:=&?~#+!$,;'@()*[]"  # what an address may hold as it is (RFC 3986)
_TAG_START = re.compile(r"<(?=[A-Za-z/!?])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file of an entry: its address, media type and size in bytes."""

    url: str
    type: str
    size: int
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed; `topics` are fields of reform, `picture` stands before the other `files`."""

    id: str
    url: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    language: str
    author: str = ""
    topics: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    picture: Enclosure | None = None
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A feed: `page` is the section path of the page it stands beside, `address` that page's own address."""

    id: str
    page: str
    address: str
    base_url: str
    title: str
    description: str
    publisher: str
    language: str
    logo: str
    updated: datetime
    entries: tuple[Entry, ...]


class EntryMaker:
    """Makes the entries of one site; an entry that stands in several feeds is made once.

    `size` gives the bytes of a file as it is published, asked only for the files of entries.
    """

    def __init__(self, material: Material, size: Callable[[str], int]) -> None:
        self.material, self.size = material, size
        self.base_url = material.chrome.base_url
        self._made: dict[str, Entry] = {}

    @cached_property
    def listed(self) -> dict[str, Post]:
        """Posts that stand in lists, by source."""
        return {post.source: post for post in self.material.site.listed}

    def tag(self, path: str) -> str:
        """The id that stands for a path of the section."""
        return stable_id(self.base_url, path)

    def of_post(self, post: Post) -> Entry:
        """The entry of a post that stands in lists."""
        found = self._made.get(post.source)
        if found is None:
            found = self._made[post.source] = self._of_post(post)
        return found

    def of_output(self, plan: Plan, output: Output) -> Entry | None:
        """The entry of a task's output: its post, a row of the log that has evidence; None for the others.

        An attachment stands in its post's entry; an expired or withdrawn post in none.
        """
        if output.origin == "post":
            post = self.listed.get(output.source)
            return self.of_post(post) if post else None
        return self._of_row(plan, output) if output.origin == "log" and output.url else None

    def _of_post(self, post: Post) -> Entry:
        path = post_url(post.year, post.slug)
        return Entry(
            id=self.tag(path), url=self.base_url + path, title=plain(post.title),
            summary=plain(self.material.summary(post)), published=post.date, updated=post.changed,
            language=post.lang, author=plain(post.author or ""), topics=self.material.topic_links(post),
            tags=tuple(map(plain, post.tags)),
            picture=self._enclosure(post.image.file, post.image.alt) if post.image else None,
            files=tuple(self._files(post)),
        )

    def _files(self, post: Post) -> Iterator[Enclosure]:
        named = [(post.audio, "Nghe bài này")] if post.audio else []
        for file, title in (*named, *((item.file, item.title) for item in post.attachments)):
            found = self._enclosure(file, title)
            if found:
                yield found

    def _enclosure(self, file: str, title: str) -> Enclosure | None:
        """A file as feeds give it; None where its type or size is not known."""
        kind, size = media_type(file), self.size(file)
        return Enclosure(url=self.base_url + file, type=kind, size=size, title=plain(title)) if kind and size else None

    def _of_row(self, plan: Plan, output: Output) -> Entry:
        """A row of the log; its id is made of what names it, since a row has no address of its own."""
        moment = start_of(output.date)
        named = f"{output.date.isoformat()}\n{output.url}\n{output.title}"
        digest = hashlib.sha256(named.encode()).hexdigest()[:16]
        unit = plan.unit_by_id.get(output.unit or "")
        channels = [plan.channel_by_id[item].name for item in output.channels if item in plan.channel_by_id]
        facts = [plan.kind_by_id[output.kind].name if output.kind in plan.kind_by_id else "",
                 f"Đơn vị thực hiện: {unit.name}" if unit else "",
                 f"Nơi đăng: {', '.join(channels)}" if channels else ""]
        return Entry(
            id=self.tag(f"so-theo-doi/{digest}"), url=absolute(self.base_url, output.url), title=plain(output.title),
            summary=plain(". ".join(filter(None, facts))), published=moment, updated=moment,
            language=self.material.chrome.language,
        )


def start_of(day: date) -> datetime:
    """The first moment of a day in Vietnam."""
    return datetime.combine(day, time(), VIETNAM)


def absolute(base_url: str, url: str) -> str:
    """An address of the section or of elsewhere as an absolute URI of ASCII characters."""
    return quote(url if "://" in url else base_url + url, safe=_KEPT)


def plain(text: str) -> str:
    """One line of text without characters that XML refuses."""
    return clean_line(CONTROL.sub(" ", text))


def for_rss(text: str) -> str:
    """Text that reads the same where a portal shows it as text and where it takes it for HTML.

    RSS 2.0 does not say which of the two a description is. "Sở KH&CN" and "a < b" are the same in both; only what
    HTML would read as a tag or a character reference is escaped.
    """
    if html.unescape(text) != text:
        text = text.replace("&", "&amp;")
    return _TAG_START.sub("&lt;", text)
