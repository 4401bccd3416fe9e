"""What every page's head tells machines: a description, the day of its content, a picture, JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from urllib.parse import urlsplit

from cchc import urls
from cchc.cards.text import HEIGHT, WIDTH, CardText, card_key, drawable
from cchc.pages.coverage_views import AreaView, CoverageView, TaskView
from cchc.pages.material import Material
from cchc.pages.office_views import OutputsView
from cchc.pages.parts import Article, ShareImage
from cchc.pages.views import HomeView, ListView, Page, PostView, RedirectView, View
from cchc.post import Post
from cchc.text import format_date, shorten

_DESCRIPTION = 300  # characters; what search engines and social networks show at most


class Metadata:
    """Completes the heads of a site's pages."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.chrome = material.chrome
        self.posts = {urls.post_url(post.year, post.slug): post for post in material.shown}

    def complete(self, page: Page) -> Page:
        """The page with its head complete; a redirect has nothing to tell."""
        if isinstance(page.view, RedirectView):
            return page
        view, head = page.view, page.view.head
        post = self.posts.get(head.url) if isinstance(view, PostView) else None
        head = replace(
            head, description=shorten(head.description or self._default(view), _DESCRIPTION), day=_day(view),
            article=_article(post, view) if post and isinstance(view, PostView) and view.state != "withdrawn" else None,
            image=self._image(post, view),
        )
        return Page(output_path=page.output_path, template=page.template, view=replace(view, head=head))

    def cards(self) -> Iterator[tuple[str, CardText]]:
        """(output path, words) of every card of the site."""
        yield self._site_card.url, self._site_text
        for post in self.material.site.listed:
            if post.image is None:
                yield _card_path(post), self._card_text(post)

    def _default(self, view: View) -> str:
        """A description for a page without one; a withdrawn post says only that."""
        if isinstance(view, PostView) and view.notice:
            return view.notice
        return f"{view.head.title}. {self.chrome.name}, {self.chrome.agency}."

    def _image(self, post: Post | None, view: View) -> ShareImage | None:
        """The post's own picture; else, in a published build, its card or the section's."""
        if isinstance(view, PostView) and view.picture:
            picture = view.picture
            return ShareImage(url=picture.url, alt=picture.alt, width=picture.width, height=picture.height)
        if not self.chrome.publish:
            return None
        if post and view.head.index:
            alt = f"{self.chrome.name}, {self.chrome.agency}: {post.title}"
            return ShareImage(url=_card_path(post), alt=alt, width=WIDTH, height=HEIGHT)
        return self._site_card

    @cached_property
    def _site_text(self) -> CardText:
        place = urlsplit(self.chrome.base_url)
        return CardText(
            drawable(self.chrome.parent_agency), drawable(self.chrome.agency), drawable(self.chrome.name),
            drawable(f"{place.netloc}{place.path}".rstrip("/")),
        )

    @cached_property
    def _site_card(self) -> ShareImage:
        """The card of pages without one of their own; its name changes with it."""
        return ShareImage(
            url=f"theme/the-chia-se.{card_key(self._site_text)[:10]}.png",
            alt=f"{self.chrome.name}, {self.chrome.agency}", width=WIDTH, height=HEIGHT,
        )

    def _card_text(self, post: Post) -> CardText:
        topics = self.material.topic_links(post)
        return CardText(
            drawable(self.chrome.agency), drawable(self.chrome.name), drawable(post.title),
            drawable(topics[0].title) if topics else "", format_date(post.date),
        )


def _article(post: Post, view: PostView) -> Article:
    return Article(
        published=post.date.isoformat(), modified=post.changed.isoformat(), author=post.author or "",
        source=post.origin or "", section=view.topic.title if view.topic else "",
        tags=tuple(link.title for link in view.tags), lang=post.lang,
        expires=post.expires.isoformat() if post.expires else "",
    )


def _card_path(post: Post) -> str:
    return f"{urls.post_url(post.year, post.slug)}the-chia-se.png"


def _day(view: View) -> str:
    """The day (ISO) of what a page shows: a post's own, a list's newest, that of the figures; "" where none is."""
    if isinstance(view, PostView):
        return view.day_iso
    if isinstance(view, HomeView):
        return view.lead.day_iso if view.lead else ""
    if isinstance(view, ListView):
        return view.cards[0].day_iso if view.cards else ""
    if isinstance(view, CoverageView | TaskView | AreaView | OutputsView):
        return "-".join(reversed(view.as_of.split("/")))
    return ""
