"""A post's own page, standing pages, and pages at old addresses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from cchc import urls
from cchc.addresses import redirects
from cchc.pages.material import Material
from cchc.pages.parts import Card, Head, Link, Note
from cchc.pages.social_text import social_text
from cchc.pages.views import Page, PostView, RedirectView, StandingView
from cchc.post import Attachment, Post
from cchc.text import format_date

_RELATED = 3
_NEIGHBOURS = 6
_WRITTEN = {"tin": "Tin", "tin-bai": "Tin, bài", "phong-su": "Phóng sự"}  # kinds by what papers call the text
_DRAFT_NOTICES = {
    "draft": "Bài nháp, chưa đăng.",
    "review": "Bài chờ duyệt, chưa đăng.",
    "scheduled": "Bài hẹn giờ, chưa đến lúc đăng.",
}


def build_post_pages(material: Material) -> Iterator[Page]:
    """A page for every post that readers may still open."""
    listed = material.site.listed
    place = {post.source: index for index, post in enumerate(listed)}
    related = _Related(material)
    for post in material.shown:
        index = place.get(post.source)
        newer = material.post_link(listed[index - 1]) if index else None
        older = material.post_link(listed[index + 1]) if index is not None and index + 1 < len(listed) else None
        yield _post_page(material, post, related.of(post), newer, older)


def _post_page(
    material: Material, post: Post, related: tuple[Card, ...], newer: Link | None, older: Link | None
) -> Page:
    url = urls.post_url(post.year, post.slug)
    output_path = urls.page_file(url)
    state = post.state(material.site.moment)
    withdrawn = state == "withdrawn"
    if withdrawn and post.withdrawn and post.withdrawn.redirect:
        return _redirect(url, _whole(post.withdrawn.redirect), post.title)
    topics = material.topic_links(post)
    head = Head(
        title=post.title, url=url, description="" if withdrawn else material.summary(post), crumbs=topics[:1],
        index=state == "published",
    )
    view = PostView(
        head=head, state=state, notice=_notice(post, state), lang=post.lang,
        topic=topics[0] if topics else None, summary="" if withdrawn else post.summary or "",
        day=format_date(post.date), day_iso=post.date.date().isoformat(), kind=material.kind_link(post.kind),
        unit=material.unit_link(post.unit), author=post.author or "", byline=byline(post), source=post.origin or "",
        photo_credit="" if post.photo_credit == post.author else post.photo_credit or "",
        picture=None if withdrawn else material.post_picture(post),
        body="" if withdrawn else material.body(post),
        audio=material.file(Attachment(file=post.audio)) if post.audio and not withdrawn else None,
        attachments=() if withdrawn else tuple(material.file(item) for item in post.attachments),
        documents=tuple(item.citation.text for item in material.citing(post)),
        areas=material.area_links(post), tasks=material.task_links(post),
        tags=material.tag_links(post), updates=tuple(_note(item.date, item.note) for item in post.updates),
        related=related, newer=newer, older=older, code=None if withdrawn else material.codes.get(url),
        social=social_text(post.title, material.summary(post), material.chrome.base_url + url)
        if material.chrome.internal and not withdrawn else "",
    )
    return Page(output_path=output_path, template="post.html", view=view)


def byline(post: Post) -> str:
    """Who wrote it, as papers put it under a text: the name, or "Tin, ảnh: …" when the pictures are theirs too."""
    if not post.author or post.photo_credit != post.author:
        return post.author or ""
    return f"{_WRITTEN.get(post.kind or '', 'Bài')}, ảnh: {post.author}"


def _note(day: date, text: str) -> Note:
    return Note(day=format_date(day), day_iso=day.isoformat(), text=text)


def _notice(post: Post, state: str) -> str:
    """The public notice of an expired or withdrawn post, or what an unpublished one is."""
    if state == "expired" and post.expires:
        return f"Hết hiệu lực từ ngày {format_date(post.expires)}."
    if state == "withdrawn" and post.withdrawn:
        reason = f" Lý do: {post.withdrawn.reason}" if post.withdrawn.reason else ""
        return f"Bài đã được gỡ bỏ ngày {format_date(post.withdrawn.date)}.{reason}"
    if state == "published" and post.is_starter:
        return "Bài khởi tạo lập từ Kế hoạch; ngày đăng do người lập chuyên mục chọn."
    return _DRAFT_NOTICES.get(state, "")


@dataclass(slots=True)
class _Bucket:
    """Listed posts that share something, oldest first: their dates and, in the same places, their sources."""

    dates: list[datetime]
    sources: list[str]

    def near(self, moment: datetime) -> list[str]:
        """Sources of the posts nearest before and after a moment."""
        place = bisect_left(self.dates, moment)
        return self.sources[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]


class _Related:
    """Posts that share documents, tasks or topics with another, looked up in buckets near it in time."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.buckets: dict[tuple[object, ...], _Bucket] = {}
        self.keys = {post.source: self._keys(post) for post in material.site.listed}
        for post in reversed(material.site.listed):
            for key, _ in self.keys[post.source]:
                bucket = self.buckets.setdefault(key, _Bucket([], []))
                bucket.dates.append(post.date)
                bucket.sources.append(post.source)

    def of(self, post: Post) -> tuple[Card, ...]:
        """The posts most related to `post`, best first."""
        scores: dict[str, int] = {}
        for key, weight in self.keys.get(post.source) or self._keys(post):
            if key in self.buckets:
                for source in self.buckets[key].near(post.date):
                    scores[source] = scores.get(source, 0) + weight
        scores.pop(post.source, None)
        least = min(sorted(scores.values())[-_RELATED:], default=0)  # those below it need no look at their dates
        best = [source for source, score in scores.items() if score >= least]
        by_source = self.material.site.post_by_source
        best.sort(key=lambda source: (-scores[source], abs(by_source[source].date - post.date), source))
        return tuple(self.material.cards[source] for source in best[:_RELATED])

    def _keys(self, post: Post) -> tuple[tuple[tuple[object, ...], int], ...]:
        """What a post may share, each with its weight."""
        weights: dict[tuple[object, ...], int] = {
            ("document", item.citation.key): 3 for item in self.material.citing(post)
        }
        weights |= {("task", post.plan, number): 2 for number in post.tasks}
        weights |= {("topic", topic): 1 for topic in self.material.topic_ids[post.source]}
        return tuple(weights.items())


def build_standing_pages(material: Material) -> Iterator[Page]:
    """Standing pages such as "Giới thiệu"; drafts only in the internal edition."""
    for page in material.site.pages:
        if page.status == "published" or material.chrome.internal:
            url = f"{page.slug}/"
            head = Head(title=page.title, url=url, description=page.summary, index=page.status == "published")
            view = StandingView(head=head, summary=page.summary, body=material.body(page))
            yield Page(output_path=urls.page_file(url), template="standing.html", view=view)


def build_redirect_pages(material: Material) -> Iterator[Page]:
    """Pages at the old addresses of posts."""
    titles = {urls.post_url(post.year, post.slug): post.title for post in material.site.standing}
    for redirect in redirects(material.site):
        yield _redirect(redirect.url, redirect.target, titles[redirect.target])


def _whole(target: str) -> str:
    """The address of a page with its slash, however the post writes it."""
    return target if "." in target.rpartition("/")[2] or target.endswith("/") else f"{target}/"


def _redirect(url: str, target: str, title: str) -> Page:
    view = RedirectView(head=Head(title=title, url=url, index=False), target=target, target_title=title)
    return Page(output_path=urls.page_file(url), template="redirect.html", view=view)
