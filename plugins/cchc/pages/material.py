"""What page builders draw from: the examined site, the coverage of each plan, and indexes computed once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cchc import urls
from cchc.addresses import post_topics
from cchc.asset_file import extension
from cchc.checks.links import Bodies, LinkMap, resolve_targets
from cchc.coverage import Coverage
from cchc.documents import CitedDocument
from cchc.images.data import PictureFacts
from cchc.images.publishing import FileFacts
from cchc.images.variants import Variant
from cchc.pages.parts import Body, Card, File, Link, Picture, SiteChrome, Source
from cchc.plan import Kind, Plan, Topic, Unit
from cchc.post import STARTER_TAG, Attachment, Post
from cchc.qr import Code
from cchc.records.reading import Records
from cchc.site import Site
from cchc.standing_page import StandingPage
from cchc.tags import Tag, index_tags
from cchc.text import format_date, format_number, match_key, shorten


@dataclass(frozen=True, kw_only=True)
class Material:
    """Input of every page builder; `edition` is results, full or none, `sizes` are bytes by file.

    `codes` are QR codes by address under the section root, only in a published build.

    `office` is the unit that follows the plan, `reply_days` the working days a unit has to answer it. `pictures` are
    facts of the pictures by file, `variants` what smaller ones were made of them, `attached` facts of attachments.
    """

    site: Site
    bodies: Bodies
    records: Records
    links: LinkMap
    coverages: Mapping[str, Coverage]
    chrome: SiteChrome
    edition: str
    sizes: Mapping[str, int]
    per_page: int = 20
    office: str = "Văn phòng Sở"
    reply_days: int = 5
    codes: Mapping[str, Code] = field(default_factory=dict)
    pictures: Mapping[str, PictureFacts] = field(default_factory=dict)
    variants: Mapping[str, tuple[Variant, ...]] = field(default_factory=dict)
    attached: Mapping[str, FileFacts] = field(default_factory=dict)

    @property
    def has_plans(self) -> bool:
        """Whether plan pages are part of the build."""
        return self.edition != "none"

    @property
    def internal(self) -> bool:
        """Whether the coverage pages show everything."""
        return self.edition == "full"

    @cached_property
    def tags(self) -> Mapping[str, Tag]:
        """Tags of listed posts by match key."""
        return index_tags(self.site.listed)

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Stable topics of all plans by id; names come from the newest plan."""
        return {topic.id: topic for plan in self.site.plans for topic in plan.fields}

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """Kinds of all plans by id."""
        return {kind.id: kind for plan in self.site.plans for kind in plan.kinds}

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """Units of all plans by id."""
        return {unit.id: unit for plan in self.site.plans for unit in plan.units}

    @cached_property
    def topic_ids(self) -> Mapping[str, tuple[str, ...]]:
        """Topics of each post by source."""
        return {post.source: post_topics(post, self.plan_of(post)) for post in self.site.posts}

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """Card of each post with a page, by source."""
        return {post.source: self._card(post) for post in self.shown}

    def citing(self, post: Post) -> tuple[CitedDocument, ...]:
        """Documents that a post cites."""
        return self.records.cited(post)

    @property
    def unpublished(self) -> tuple[Post, ...]:
        """Posts that only the internal edition shows: drafts, in review, scheduled."""
        if not self.chrome.internal:
            return ()
        standing = {post.source for post in self.site.standing}
        return tuple(post for post in self.site.posts if post.source not in standing)

    @cached_property
    def shown(self) -> tuple[Post, ...]:
        """Posts that have a page in this build."""
        return (*self.site.standing, *self.unpublished)

    def plan_of(self, post: Post) -> Plan | None:
        """The plan of a post."""
        return self.site.plan_by_id.get(post.plan) if post.plan else None

    def foreign(self, post: Post) -> str:
        """The language of a post that is not in the section's own, else ""."""
        return "" if post.lang == self.chrome.language else post.lang

    def post_link(self, post: Post) -> Link:
        """Link to a post's page."""
        return Link(title=post.title, url=urls.post_url(post.year, post.slug), lang=self.foreign(post))

    def topic_links(self, post: Post) -> tuple[Link, ...]:
        """Links to a post's topics."""
        return tuple(
            Link(title=self.topics[topic].name, url=urls.field_url(topic)) for topic in self.topic_ids[post.source]
        )

    def kind_link(self, kind: str | None) -> Link:
        """Link to a kind's page; an unknown kind keeps its id as its name."""
        found = self.kinds.get(kind or "")
        return Link(title=found.name, url=urls.kind_url(found.id)) if found else Link(title="Tin, bài", url="bai-viet/")

    def unit_link(self, unit: str | None) -> Link | None:
        """Link to a unit's page."""
        found = self.units.get(unit or "")
        return Link(title=found.name, url=urls.unit_url(found.id)) if found else None

    def tag_links(self, post: Post) -> tuple[Link, ...]:
        """Links to the pages of a post's tags (an unlisted post's own tags may have none)."""
        found = [self.tags[key] for key in map(match_key, post.tags) if key in self.tags]
        return tuple(Link(title=tag.name, url=urls.tag_url(tag.slug)) for tag in dict.fromkeys(found))

    def task_links(self, post: Post) -> tuple[Link, ...]:
        """Links to a post's plan tasks, when plan pages are built."""
        plan = self.plan_of(post)
        if plan is None or not self.has_plans:
            return ()
        titles = {number: plan.task_by_number[number].title for number in post.tasks}
        return tuple(
            Link(title=f"Nhiệm vụ {number}: {title}", url=urls.task_url(plan.id, number))
            for number, title in titles.items()
        )

    def area_links(self, post: Post) -> tuple[Link, ...]:
        """Links to a post's content areas, when plan pages are built."""
        plan = self.plan_of(post)
        if plan is None or not self.has_plans:
            return ()
        return tuple(area_link(plan, letter) for letter in post.areas)

    def summary(self, post: Post) -> str:
        """The post's summary, else its first paragraph cut at a word."""
        card = self.cards.get(post.source)
        return card.summary if card else self._summary(post)

    def _summary(self, post: Post) -> str:
        if post.summary:
            return post.summary
        return shorten(self.bodies[post.source].first_paragraph) if post.source in self.bodies else ""

    def body(self, owner: Post | StandingPage) -> Body:
        """The body of a post or page with where its links lead and its pictures."""
        facts = self.bodies[owner.source]
        addresses = resolve_targets(owner.source, facts, self.links)
        shown = (addresses[int(image.removeprefix(f"{facts.key}-"))] for image, _ in facts.images
                 if image.startswith(f"{facts.key}-"))
        files = dict.fromkeys(re.split(r"[?#]", url)[0] for url in shown)
        return Body(
            source=owner.source, key=self.records.key(owner.source), digest=self.records.of(owner.source).digest,
            token=facts.key, addresses=addresses, pictures=tuple((file, self.picture(file)) for file in files),
            lead=not (isinstance(owner, Post) and owner.image),
        )

    def picture(self, file: str, alt: str = "", caption: str = "", credit: str = "") -> Picture:
        """A picture of the content folder, with its size and its smaller variants."""
        facts = self.pictures.get(file)
        return Picture(
            url=file, alt=alt, caption=caption, credit=credit, width=facts.width if facts else 0,
            height=facts.height if facts else 0,
            sources=tuple(Source(url=item.path, width=item.width) for item in self.variants.get(file, ())),
        )

    def post_picture(self, post: Post) -> Picture | None:
        """The lead image of a post; its credit, else the post's."""
        image = post.image
        if image is None:
            return None
        return self.picture(image.file, image.alt, image.caption, image.credit or post.photo_credit or "")

    def file(self, item: Attachment) -> File:
        """An attachment as readers see it."""
        name = item.file.rpartition("/")[2]
        facts = self.attached.get(item.file)
        return File(
            title=item.title or name, url=item.file, type=extension(item.file).upper(),
            size=format_size(facts.size if facts else self.sizes.get(item.file, 0)),
            sha256=facts.sha256 if facts else "", number=item.number or "",
            day=format_date(item.date) if item.date else "",
            kind=self.kinds[item.kind].name if item.kind and item.kind in self.kinds else "",
        )

    def _card(self, post: Post) -> Card:
        topics = self.topic_links(post)
        return Card(
            title=post.title, url=urls.post_url(post.year, post.slug), day=format_date(post.date),
            day_iso=post.date.date().isoformat(), summary=self._summary(post),
            topic=topics[0] if topics else None, kind=self.kind_link(post.kind),
            note=STARTER_TAG if post.is_starter else "", lang=self.foreign(post),
        )


def area_link(plan: Plan, letter: str) -> Link:
    """Link to a content area's page."""
    title = f"Nội dung {letter}: {plan.area_by_letter[letter].title}"
    return Link(title=title, url=urls.area_url(plan.id, letter))


def format_size(size: int) -> str:
    """Bytes as readers see them: 900 byte, 109 KB, 1,2 MB."""
    if size < 1000:
        return f"{size} byte"
    if size < 1_000_000:
        return f"{format_number(size / 1000)} KB"
    return f"{format_number(size / 1_000_000, 1)} MB"
