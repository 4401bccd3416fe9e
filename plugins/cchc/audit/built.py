"""A built site as the checks see it: files by path, and pages parsed one at a time."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from cchc.errors import EnvironmentFault, UsageError, reason_of

_POST = re.compile(r"bai-viet/\d{4}/[^/]+/index\.html")


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that does not hold: where (a path under the section root) and what stands there."""

    path: str
    what: str


class BuiltPage:
    """A page: its path, its bytes as text, its elements, its Content-Security-Policy and its host ("" if unknown)."""

    def __init__(self, path: str, data: bytes, policy: str = "", host: str = "") -> None:
        self.path, self.data, self.policy, self.host = path, data, policy, host
        self.html = data.decode("utf-8", errors="replace")
        self.soup = BeautifulSoup(self.html, "html.parser")
        self.elements = [tag for tag in self.soup.descendants if isinstance(tag, Tag)]  # walked once for all checks
        self._metas = {attribute(tag, "name").lower(): attribute(tag, "content") for tag in self.tags("meta")}

    def tags(self, *names: str) -> list[Tag]:
        """Elements of these names, in the order of the page."""
        return [tag for tag in self.elements if tag.name in names]

    def classed(self, *classes: str) -> list[Tag]:
        """Elements of one of these classes, in the order of the page."""
        return [tag for tag in self.elements if not set(classes).isdisjoint(tag.get("class") or ())]

    @cached_property
    def role(self) -> str:
        """One of post, page, frame (ma-nhung/), redirect; a withdrawn post without its text is a page."""
        if any(attribute(tag, "http-equiv").lower() == "refresh" for tag in self.tags("meta")):
            return "redirect"
        if self.path.startswith("ma-nhung/"):
            return "frame"
        return "post" if _POST.fullmatch(self.path) and self.classed("c-prose") else "page"

    def meta(self, name: str) -> str:
        """Content of a meta element by its name, whatever its case; "" when absent."""
        return self._metas.get(name.lower(), "")

    @property
    def indexed(self) -> bool:
        """Whether search engines may list it."""
        return "noindex" not in self.meta("robots")


class BuiltSite:
    """The files of an output folder; `paths` are sorted. Raises UsageError for a folder that is no built site."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "index.html").is_file():
            raise UsageError(f"{folder} không có trang đã dựng (index.html). Chạy `inv build` trước hoặc sửa --output.")
        self.folder = folder
        files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        self.paths = tuple(sorted(path for path in files if not path.startswith(".")))
        self.known = frozenset(self.paths)

    def read(self, path: str) -> bytes:
        """Bytes of a file."""
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            raise EnvironmentFault(f"Không đọc được {self.folder / path}: {reason_of(error)}.") from error

    def page(self, path: str) -> BuiltPage:
        """A page, parsed."""
        return BuiltPage(path, self.read(path), self.policy, host_of(self.base_url) or "")

    def pages(self) -> Iterator[BuiltPage]:
        """Every page by path; parsed as it is asked for, so that memory does not grow with the site."""
        return (self.page(path) for path in self.paths if path.endswith(".html"))

    @cached_property
    def home(self) -> BuiltPage:
        """The section's first page."""
        return BuiltPage("index.html", self.read("index.html"), self.policy)

    @cached_property
    def base_url(self) -> str:
        """The address the site was built for."""
        return self.home.meta("DC.identifier") or _property(self.home, "og:url")

    @cached_property
    def policy(self) -> str:
        """The Content-Security-Policy of pages in the site's own server files; "" without them."""
        path = "may-chu/nginx.conf"
        text = self.read(path).decode("utf-8", "replace") if path in self.known else ""
        found = re.search(r'Content-Security-Policy "([^"]*)"', text)
        return found[1] if found else ""

    @cached_property
    def styles(self) -> str:
        """All stylesheets in one text."""
        return "\n".join(self.read(path).decode("utf-8", "replace") for path in self.paths if path.endswith(".css"))

    @cached_property
    def day(self) -> date | None:
        """The day the site was built for, as its open coverage data say; None when they do not tell."""
        days = []
        for path in self.paths:
            if re.fullmatch(r"ke-hoach/[^/]+/coverage\.json", path):
                with contextlib.suppress(ValueError, KeyError, TypeError):
                    document = json.loads(self.read(path))
                    if not document["closed"]:
                        days.append(date.fromisoformat(document["as_of"]))
        return max(days, default=None)


def attribute(tag: Tag, name: str) -> str:
    """An attribute as text; "" when absent."""
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else value or ""


def words(tag: Tag) -> str:
    """Text of an element on one line."""
    return " ".join(tag.get_text(" ").split())


def read_aloud(tag: Tag) -> str:
    """Text of an element as a screen reader says it: with what its pictures stand for, or its title."""
    pictures = [attribute(image, "alt") or attribute(image, "aria-label") for image in tag.find_all(["img", "svg"])]
    return " ".join(filter(None, (words(tag), *pictures))) or attribute(tag, "title")


def host_of(url: str) -> str | None:
    """Host of an address in a page; "" for the page's own, None for one that names none or cannot be read."""
    try:
        host = urlsplit(urljoin("page://own/", url)).hostname
    except ValueError:
        return None
    return "" if host == "own" else host


def _property(page: BuiltPage, name: str) -> str:
    return next((attribute(tag, "content") for tag in page.tags("meta") if attribute(tag, "property") == name), "")
