"""JSON-LD of a page, after schema.org and the guides of search engines for articles and breadcrumbs.

An object is a text for a `<script type="application/ld+json">`; whatever a title holds, it cannot close the script.
Only the public edition has any: what is internal is not for search engines.
"""

from __future__ import annotations

from collections.abc import Iterator

from cchc.pages.json_ld import Thing, json_ld, publisher
from cchc.pages.parts import Article, Head, SiteChrome
from cchc.pages.views import HomeView, IndexView, ListView, PostView, RedirectView, StandingView, View
from cchc.text import shorten

ABOUT = "gioi-thieu/"
_HEADLINE = 110  # characters; longer ones are cut in results


def structured_data(view: View, head: Head, chrome: SiteChrome) -> tuple[str, ...]:
    """JSON-LD texts of a page by its view and its complete head.

    None in the internal edition and for pages that are not to be found.
    """
    if chrome.internal or isinstance(view, RedirectView):
        return ()
    return tuple(map(json_ld, _things(view, head, chrome)))


def _things(view: View, head: Head, chrome: SiteChrome) -> Iterator[Thing]:
    if isinstance(view, PostView) and head.article:
        yield _article(view, head, head.article, chrome)
    if not head.index:
        return
    if isinstance(view, HomeView) or head.url == ABOUT:
        yield _agency(chrome)
        yield _section(chrome)
    if isinstance(view, ListView | IndexView):
        yield _web_page("CollectionPage", head, chrome)
    if isinstance(view, StandingView):
        yield _web_page("AboutPage" if head.url == ABOUT else "WebPage", head, chrome)
    yield _breadcrumb(head, chrome)


def _article(view: PostView, head: Head, article: Article, chrome: SiteChrome) -> Thing:
    address, image = chrome.base_url + head.url, head.image
    optional: Thing = {
        "expires": article.expires,
        "image": _image(chrome, image.url, image.width, image.height) if image else "",
        "articleSection": article.section,
        "keywords": list(article.tags),
        "citation": list(view.documents),
    }
    return {
        "@type": "NewsArticle", "@id": f"{address}#bai", "mainEntityOfPage": address, "url": address,
        "headline": shorten(head.title, _HEADLINE), "description": head.description,
        "datePublished": article.published, "dateModified": article.modified, "inLanguage": article.lang,
        "author": _author(article, view, chrome), "publisher": publisher(chrome),
        **{key: value for key, value in optional.items() if value},
        "isPartOf": {"@type": "WebSite", "@id": f"{chrome.base_url}#chuyen-muc", "name": chrome.name,
                     "url": chrome.base_url},
    }


def _image(chrome: SiteChrome, url: str, width: int, height: int) -> Thing:
    size = {"width": width, "height": height} if width and height else {}
    return {"@type": "ImageObject", "url": chrome.base_url + url, **size}


def _author(article: Article, view: PostView, chrome: SiteChrome) -> Thing:
    """A person; the agency where no one is named, or the unit when its name stands there."""
    if not article.author or article.author == chrome.agency:
        return publisher(chrome)
    if view.unit and article.author == view.unit.title:
        return {"@type": "GovernmentOrganization", "name": article.author, "url": chrome.base_url + view.unit.url}
    return {"@type": "Person", "name": article.author}


def _agency(chrome: SiteChrome) -> Thing:
    """The agency with what the footer says of it."""
    contact = chrome.frame.contact
    known: Thing = {
        "logo": chrome.base_url + chrome.frame.logo if chrome.frame.logo else "",
        "address": contact.address, "telephone": contact.phone, "email": contact.email,
        "parentOrganization":
            {"@type": "GovernmentOrganization", "name": chrome.parent_agency} if chrome.parent_agency else "",
    }
    return {**publisher(chrome), **{key: value for key, value in known.items() if value}}


def _section(chrome: SiteChrome) -> Thing:
    """The section as a website, with its search where the build has one."""
    site: Thing = {
        "@type": "WebSite", "@id": f"{chrome.base_url}#chuyen-muc", "name": chrome.name, "url": chrome.base_url,
        "inLanguage": chrome.language, "publisher": {"@id": f"{chrome.base_url}#co-quan"},
    }
    if chrome.publish:
        site["potentialAction"] = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{chrome.base_url}tim-kiem/?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        }
    return site


def _web_page(kind: str, head: Head, chrome: SiteChrome) -> Thing:
    return {
        "@type": kind, "name": head.title, "url": chrome.base_url + head.url, "description": head.description,
        "inLanguage": chrome.language, "isPartOf": {"@id": f"{chrome.base_url}#chuyen-muc"},
    }


def _breadcrumb(head: Head, chrome: SiteChrome) -> Thing:
    """The same way here as the page shows (components/breadcrumb)."""
    between = [(chrome.name, ""), *((crumb.title, crumb.url) for crumb in head.crumbs if crumb.url)] if head.url else []
    way = [(chrome.portal_name, chrome.portal_url),
           *((title, chrome.base_url + url) for title, url in (*between, (head.title, head.url)))]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(way, 1)
        ],
    }
