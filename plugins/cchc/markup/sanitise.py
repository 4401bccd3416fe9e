"""The one door HTML passes before it reaches a page: nh3, run to a fixpoint.

Internal links become tokens that cannot occur in the text (they hold its hash), so that their addresses can be
filled in after caching. Ids get a prefix with their fragments, so that they cannot clobber names of the page.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import unquote

import nh3

from cchc.errors import InternalError

ID_PREFIX = "m-"
TAGS = frozenset({
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "em", "strong", "b", "i", "u", "s", "del", "ins", "sub", "sup",
    "small", "mark", "a", "img", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "kbd", "table",
    "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "abbr", "figure", "figcaption", "div", "span",
    "details", "summary", "q", "cite",
})
ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "abbr": {"title"},
    "ol": {"start", "type", "reversed"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "details": {"open"},
}
CLASSES = {
    "div": {"footnote", "toc"},
    "a": {"footnote-ref", "footnote-backref"},
    "p": {"luu-y"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"[^/?#]*?:")
_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]+")
# An address of the web so plain that no other rule needs to look at it
_PLAIN_WEB = re.compile(r"https?://[a-zA-Z0-9][\w.~/?#=&%+:;,@!$'()*-]*", re.ASCII)
_NO_HOST = re.compile(r"https?:[/\\]*(?:[?#:].*)?", re.IGNORECASE)
_BRACES = re.compile(r"[{|](?:filename|static|attach)[}|]")
_MAX_PASSES = 6


@dataclass(frozen=True, slots=True)
class Sanitised:
    """Safe HTML; `targets[n]` is the internal link that the token `<key>-<n>` stands for."""

    html: str
    key: str
    targets: tuple[str, ...]


def is_plain_web(target: str) -> bool:
    """Whether a link is surely allowed and not internal: a quick answer for most links."""
    return _PLAIN_WEB.fullmatch(target) is not None


def is_internal(target: str) -> bool:
    """Whether a link points into the section: no scheme and no leading slash."""
    return bool(target) and not target.startswith(("/", "#", "\\")) and not _SCHEME.match(_unbrace(target))


def allowed_url(target: str, *, image: bool) -> bool:
    """Whether a link that is not internal may stay: an image must come from the portal itself."""
    if image and not target.startswith("/"):
        return False
    bare = _BLANKS.sub("", target)
    if bare != target.strip() or bare.startswith(("//", "\\", "/\\")) or without_host(bare):
        return False
    scheme = _SCHEME.match(bare)
    return scheme is None or scheme.group()[:-1].lower() in SCHEMES


def without_host(target: str) -> bool:
    """Whether a link to the web names no host (`http://`); the sanitiser takes its address away."""
    return _NO_HOST.fullmatch(target) is not None


def own_fragment(target: str) -> str:
    """A link `#part` to the same page, as ids are written there; `#` alone is the top of the page."""
    part = _BLANKS.sub("-", unquote(target[1:]))
    return f"#{ID_PREFIX}{part}" if part else "#"


def _unbrace(target: str) -> str:
    found = _BRACES.match(target)
    return target[found.end() :] if found else target


def sanitise(html: str, source: str, *, settled: bool = False) -> Sanitised:
    """Clean `html`, converted from `source` (whose hash makes the tokens).

    `settled` says that a second pass is known to change nothing: true of what fast_plain writes. Its elements close in
    order and stand only where HTML's parser leaves them (no link in a link, no block in a paragraph, tables whole),
    all of them and their attributes are allowed, and an address that the first pass lets through it lets through again.
    """
    key = f"cchc-{hashlib.sha256(source.encode()).hexdigest()[:20]}"
    clean, targets = _FIRST.clean(html, key)
    return Sanitised(clean if settled else _settle(clean), key, targets)


class _First:
    """The first pass, over one body at a time: it gives ids their prefix and internal links their tokens."""

    def __init__(self) -> None:
        self._key = ""
        self._targets: list[str] = []
        self._cleaner = nh3.Cleaner(
            tags=set(TAGS), attributes=ATTRIBUTES, allowed_classes=CLASSES, url_schemes=set(SCHEMES), link_rel=None,
            attribute_filter=self._rewrite,
        )

    def clean(self, html: str, key: str) -> tuple[str, tuple[str, ...]]:
        """The cleaned HTML, with the internal links that its tokens `<key>-<n>` stand for."""
        self._key, self._targets = key, []
        return self._cleaner.clean(html), tuple(self._targets)

    def _rewrite(self, element: str, attribute: str, value: str) -> str | None:
        if attribute == "id":
            return ID_PREFIX + _BLANKS.sub("-", value)
        if attribute not in {"href", "src"}:
            return value
        if attribute == "href":
            if is_plain_web(value):
                return value
            if value.startswith("#"):
                return own_fragment(value)
        if is_internal(value):
            self._targets.append(value)
            return f"{self._key}-{len(self._targets) - 1}"
        return value if allowed_url(value, image=element == "img") else None


_FIRST = _First()
_PLAIN = nh3.Cleaner(
    tags=set(TAGS), attributes=ATTRIBUTES, allowed_classes=CLASSES, url_schemes=set(SCHEMES), link_rel=None,
)


def _settle(html: str) -> str:
    """Clean again until nothing changes: some outputs of a first pass are changed by a second."""
    for _ in range(_MAX_PASSES):
        again = _PLAIN.clean(html)
        if again == html:
            return html
        html = again
    raise InternalError("Bộ lọc HTML không dừng; nội dung này chưa được dựng.")
