"""Addresses of pages, relative to the section root (the contract's Output section)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ASCII_LETTER = {"đ": "dd"}
_HOST = re.compile(r"(?:www\.[\w-]|[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|info)(?::\d+)?(?:[/?#]|$))", re.IGNORECASE)


def letter_slug(letter: str) -> str:
    """Content area letter in an address: đ is written dd so that d and đ stay apart."""
    return _ASCII_LETTER.get(letter, letter)


def post_url(year: int, slug: str) -> str:
    """Page of a post."""
    return f"bai-viet/{year:04d}/{slug}/"


def plan_url(plan: str) -> str:
    """Coverage page of a plan."""
    return f"ke-hoach/{plan}/"


def task_url(plan: str, number: int) -> str:
    """Page of a plan task."""
    return f"ke-hoach/{plan}/nhiem-vu/{number}/"


def area_url(plan: str, letter: str) -> str:
    """Page of a content area of a plan."""
    return f"ke-hoach/{plan}/noi-dung/{letter_slug(letter)}/"


def field_url(field: str) -> str:
    """Page of a stable topic."""
    return f"linh-vuc/{field}/"


def kind_url(kind: str) -> str:
    """Page of an output kind."""
    return f"the-loai/{kind}/"


def unit_url(unit: str) -> str:
    """Page of a unit."""
    return f"don-vi/{unit}/"


def tag_url(slug: str) -> str:
    """Page of a tag."""
    return f"tu-khoa/{slug}/"


def year_url(year: int) -> str:
    """Posts of a year."""
    return f"theo-nam/{year:04d}/"


def month_url(year: int, month: int) -> str:
    """Posts of a month."""
    return f"{year_url(year)}{month:02d}/"


def feed_urls(page: str) -> tuple[str, str]:
    """The RSS and the Atom feed of a page that ends with a slash (the section's own page is "")."""
    return f"{page}rss.xml", f"{page}feed.atom"


def stable_id(base_url: str, path: str) -> str:
    """A tag URI (RFC 4151) for a path of the section: it survives a change of title, date or place of the site."""
    host = urlsplit(base_url).hostname or "localhost"
    return f"tag:{host},2024:cchc/{path}"


def wants_scheme(url: str) -> bool:
    """Whether an address without a scheme names a host of the web (www.example.vn/a), not a page of the section."""
    return bool(_HOST.match(url))


def page_file(url: str) -> str:
    """Output file of a page address: `a/b/` → `a/b/index.html`."""
    return f"{url}index.html" if url == "" or url.endswith("/") else url


def root_of(output_path: str, base_url: str) -> str:
    """Way from a page to the section root; absolute for 404, which a server shows at any path."""
    if output_path == "404.html":
        return urlsplit(base_url).path
    return "../" * output_path.count("/") or "./"
