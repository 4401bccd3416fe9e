"""Where an internal link of a body leads (contract, section "A post": {filename}, {static}, {attach}, relative)."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from cchc import urls
from cchc.addresses import known_urls, source_urls
from cchc.asset_file import allowed_name, allowed_place, allowed_types, extension
from cchc.markup.convert import Rendered
from cchc.markup.sanitise import ID_PREFIX, allowed_url, own_fragment, without_host
from cchc.post import Post
from cchc.problems import Mark, Problem, make_problem
from cchc.standing_page import StandingPage
from cchc.vocabulary import STATES

if TYPE_CHECKING:
    from cchc.site import Site

_PREFIX = re.compile(r"^[{|](filename|static|attach)[}|]")
_LINK_START = r"(?:\]\([ ]*<?|\]:[ ]*<?|(?:href|src)[ ]*=[ ]*[\"']?)"
_HOME = frozenset({".", "./", "index.html"})
Bodies = Mapping[str, Rendered]  # by source; without their HTML


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads: an address relative to the section root, or the problem with it."""

    url: str = ""
    code: str = ""
    details: tuple[tuple[str, str], ...] = ()
    file: str = ""


@dataclass(frozen=True)
class LinkMap:
    """Resolves internal links of a site's bodies; `rejected` are files whose own errors are reported already."""

    site: Site
    rejected: frozenset[str] = frozenset()

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """Address of every source file with a page."""
        return source_urls(self.site)

    @cached_property
    def with_body(self) -> frozenset[str]:
        """Addresses of pages that show a body, whose ids have a prefix."""
        return frozenset(self.sources.values())

    @cached_property
    def posts(self) -> Mapping[str, Post]:
        """Posts with a page by address; of two with one address the newer."""
        return {urls.post_url(post.year, post.slug): post for post in reversed(self.site.standing)}

    @cached_property
    def known(self) -> frozenset[str]:
        """Every address of the section."""
        return known_urls(self.site)

    def resolve(self, source: str, target: str) -> Destination:
        """Where `target`, written in the body of `source`, leads."""
        bare, mark, fragment = target.partition("#")
        path, query_mark, query = bare.partition("?")
        for candidate in _candidates(source, unquote(path)):
            found = self._lookup(candidate)
            if found is not None:
                part = own_fragment(f"#{fragment}") if found.url in self.with_body else f"#{fragment}"
                tail = (f"?{query}" if query_mark else "") + (part if mark else "")
                return replace(found, url=found.url + tail) if found.url else found
        return Destination(code="lien-ket-hong", details=(("value", target),))

    def _lookup(self, path: str) -> Destination | None:
        if path in self.sources:
            return Destination(self.sources[path])
        if path in self.rejected:
            return Destination()
        post = self.site.post_by_source.get(path)
        if post is not None:
            state = post.state(self.site.moment)
            code = "lien-ket-hen-gio" if state == "scheduled" else "lien-ket-chua-dang"
            return Destination(code=code, details=(("value", path), ("state", STATES[state])))
        if path in self.site.files and allowed_place(path):
            return self._file(path)
        return Destination("./") if path in _HOME else self._page(path)

    def _page(self, path: str) -> Destination | None:
        for address in (path, f"{path}/", path.removesuffix("index.html")):
            if address in self.known and address != "":
                return Destination(address)
        return None

    def _file(self, path: str) -> Destination:
        if extension(path) not in allowed_types(image=False):
            return _wrong_type(path, image=False)
        if not allowed_name(path):
            return Destination(code="tep-ten", details=(("value", path),))
        return Destination(path, file=path)


def _wrong_type(path: str, *, image: bool) -> Destination:
    known = ", ".join(sorted(allowed_types(image=image)))
    return Destination(code="tep-loai", details=(("value", extension(path)), ("known", known)))


def _candidates(source: str, path: str) -> Iterator[str]:
    """Ways to read a written path: from the content root, beside its file, then under the section root."""
    bare = _PREFIX.sub("", path)
    prefixed = bare != path
    if not bare:
        return
    if prefixed and bare.startswith("/"):
        yield posixpath.normpath(bare.lstrip("/"))
        return
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(source), bare))
    if not beside.startswith(".."):
        yield beside
    rooted = posixpath.normpath(bare)
    if not rooted.startswith(".."):
        yield rooted + ("/" if bare.endswith("/") else "")


def resolve_targets(source: str, rendered: Rendered, links: LinkMap) -> tuple[str, ...]:
    """The address of every internal link of a body, in order; "" for one without a page."""
    return tuple(links.resolve(source, target).url for target in rendered.targets)


def fill_links(html: str, key: str, addresses: Sequence[str], root: str) -> str:
    """A body's HTML with every internal link as `root` + address; links without a page become plain text."""
    for index, url in enumerate(addresses):
        if not url:
            token = re.escape(f"{key}-{index}")
            html = re.sub(rf'<a (?:[^<>]* )?href="{token}"[^<>]*>(.*?)</a>', r"\1", html, flags=re.DOTALL)
            html = re.sub(rf'<img (?:[^<>]* )?src="{token}"[^<>]*>', "", html)

    def address(found: re.Match[str]) -> str:
        return f"{root}{addresses[int(found[1])]}".replace("&", "&amp;").replace('"', "&quot;")

    return re.sub(rf"{re.escape(key)}-(\d+)", address, html) if addresses else html


def written_target(rendered: Rendered, target: str) -> str:
    """A link of a body as the editor wrote it."""
    prefix = f"{rendered.key}-"
    return rendered.targets[int(target.removeprefix(prefix))] if target.startswith(prefix) else target


def check_links(owner: Post | StandingPage, rendered: Rendered, links: LinkMap, bodies: Bodies) -> Iterator[Problem]:
    """Every internal link of a body leads to a page or file that is published; its fragment exists there."""
    seen: dict[str, int] = {}
    images = {source for source, _ in rendered.images}
    for index, target in enumerate(rendered.targets):
        seen[target] = seen.get(target, 0) + 1
        found = links.resolve(owner.source, target)
        if found.url and f"{rendered.key}-{index}" in images:
            found = _as_image(found, target)
        if found.code == "lien-ket-chua-dang" and owner.status != "published":
            found = replace(found, code="lien-ket-hen-gio")
        elif found.code == "lien-ket-hen-gio" and _in_time(owner, found, links):
            continue
        if found.code:
            place = find_in_body(owner, target, seen[target])
            fix = f"viết địa chỉ đầy đủ: https://{target}" if _is_host(found, target) else None
            yield make_problem(owner.source, place, found.code, fix=fix, **dict(found.details))
        elif "#" in found.url and not _has_fragment(found.url, links, bodies):
            place = find_in_body(owner, target, seen[target])
            yield make_problem(owner.source, place, "lien-ket-muc", value=target.partition("#")[2])


def check_own_links(owner: Post | StandingPage, rendered: Rendered) -> Iterator[Problem]:
    """What is wrong with a body's links whatever else the section holds: forbidden addresses, parts it lacks."""
    for target in rendered.refused:
        code, fix = ("anh-ngoai" if allowed_url(target, image=False) else "lien-ket-cam"), None
        if without_host(target):
            code, fix = "lien-ket-hong", "viết địa chỉ đầy đủ, ví dụ https://example.vn/"
        yield make_problem(owner.source, find_in_body(owner, target, 1), code, fix=fix, value=target)
    yield from _check_own_fragments(owner, rendered)


def _is_host(found: Destination, target: str) -> bool:
    """Whether a link that leads nowhere is an address of the web without its https://."""
    return found.code == "lien-ket-hong" and urls.wants_scheme(target)


def _as_image(found: Destination, target: str) -> Destination:
    """`found`, or the problem with showing it as an image."""
    if not found.file:
        return Destination(code="anh-ngoai", details=(("value", target),))
    right = extension(found.file) in allowed_types(image=True)
    return found if right else _wrong_type(found.file, image=True)


def _in_time(owner: Post | StandingPage, found: Destination, links: LinkMap) -> bool:
    """Whether a scheduled target will be public no later than the post that links to it."""
    target = links.site.post_by_source[dict(found.details)["value"]]
    return isinstance(owner, Post) and owner.appears >= target.appears


def _has_fragment(address: str, links: LinkMap, bodies: Bodies) -> bool:
    """Whether the post at `address` has the part named after `#`; other pages are not looked into."""
    url, _, fragment = address.partition("#")
    other = links.posts.get(url)
    return not fragment or other is None or other.source not in bodies or fragment in bodies[other.source].fragments


def _check_own_fragments(owner: Post | StandingPage, rendered: Rendered) -> Iterator[Problem]:
    for fragment in map(unescape, dict.fromkeys(re.findall(rf'href="#({ID_PREFIX}[^"]+)"', rendered.html))):
        if fragment not in rendered.fragments:
            written = fragment.removeprefix(ID_PREFIX)
            yield make_problem(owner.source, find_in_body(owner, f"#{written}", 1), "lien-ket-muc", value=written)


def find_in_body(owner: Post | StandingPage, written: str, occurrence: int) -> Mark:
    """Place of the n-th link or text `written` in the body; the body's first line when it is not found."""
    spelling = "".join(_either_form(char) for char in written)
    places = [found.start("at") for found in re.finditer(_LINK_START + rf"(?P<at>{spelling})(?![\w/-])", owner.body)]
    places = places or [found.start() for found in re.finditer(spelling, owner.body, re.IGNORECASE)]
    if not places:
        return Mark(owner.body_line, 1)
    start = places[min(occurrence, len(places)) - 1]
    line_start = owner.body.rfind("\n", 0, start) + 1
    return Mark(owner.body_line + owner.body.count("\n", 0, start), start - line_start + 1)


def _either_form(char: str) -> str:
    """Pattern for a character of normalised text as a file may store it: composed or decomposed."""
    decomposed = unicodedata.normalize("NFD", char)
    return re.escape(char) if decomposed == char else f"(?:{re.escape(char)}|{re.escape(decomposed)})"
