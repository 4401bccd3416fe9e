"""Pages of a built site made to open from a folder without a network: what they use beside them, no dead link.

A link to a file that is packed becomes a way to that file (`…/index.html`, which a server would find by itself);
every other relative link becomes the absolute public address it stands for.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from cchc.asset_file import allowed_place
from cchc.urls import page_file

Content = bytes | Path
_TAG = re.compile(r"<!--.*?-->|<([a-zA-Z][a-zA-Z0-9:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+)")
_ADDRESSES = frozenset({"href", "src", "poster", "action", "formaction", "data", "xlink:href"})
_SEVERAL = frozenset({"srcset", "imagesrcset"})
_REFRESH = re.compile(r"(\s*\d+\s*;\s*url\s*=\s*)(.*)", re.IGNORECASE | re.DOTALL)
_CSS_ADDRESS = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^)\"'\s]+))\s*\)|@import\s+(?:\"([^\"]*)\"|'([^']*)')")
_SCRIPTS_AND_LOOKS = ("theme/",)


def pack_pages(site: Path, wanted: Iterable[str], base_url: str) -> dict[str, Content]:
    """Collect the files `wanted` of the built `site` with all that their pages use, by path, sorted.

    Pages are bytes, rewritten; other files are where they stand, to be read piece by piece. What the site does not
    have is left out. `base_url` is its public address with a slash at its end.
    """
    found = {path for path in wanted if (site / path).is_file()}
    pages = {path for path in found if path.endswith(".html")}
    texts = {path: (site / path).read_text(encoding="utf-8") for path in sorted(pages)}
    used = {
        target for path, text in texts.items() for target in _targets(path, text)
        if _is_part_of_a_page(target) and (site / target).is_file()
    }
    used |= set(_used_by_styles(site, used))
    packed = found | used
    pack = _Pack(packed, base_url)
    return {path: pack.rewrite(path, texts[path]).encode() if path in texts else site / path for path in sorted(packed)}


def _is_part_of_a_page(path: str) -> bool:
    """Looks and scripts of the theme, pictures and attachments of the content; not other pages or data."""
    return path.startswith(_SCRIPTS_AND_LOOKS) or allowed_place(path)


def _targets(page: str, text: str) -> Iterator[str]:
    """Files of the site that a page's addresses name."""
    for _, value in _addresses(text):
        target = resolve(page, value)
        if target is not None:
            yield target


def resolve(page: str, address: str) -> str | None:
    """Path of the file a relative `address` on `page` leads to; None when it leaves the site or stays on the page."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    path = unquote(parts.path)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if joined == ".." or joined.startswith("../"):
        return None
    is_folder = path.endswith(("/", "/.", "/..")) or path in {".", ".."}
    return page_file("" if joined == "." else f"{joined}/" if is_folder else joined)


def _used_by_styles(site: Path, files: Iterable[str]) -> Iterator[str]:
    """What style sheets load beside them, and what those load."""
    waiting, seen = [path for path in sorted(files) if path.endswith(".css")], set(files)
    while waiting:
        style = waiting.pop()
        for found in _CSS_ADDRESS.finditer((site / style).read_text(encoding="utf-8")):
            target = resolve(style, next(part for part in found.groups() if part is not None))
            if target and target not in seen and (site / target).is_file():
                seen.add(target)
                waiting += [target] if target.endswith(".css") else []
                yield target


def _addresses(text: str) -> Iterator[tuple[str, str]]:
    """(tag, address) of everything a page links to or loads."""
    for tag in _TAG.finditer(text):
        if tag[1]:
            for attribute in _ATTRIBUTE.finditer(tag[2]):
                name, value = attribute[1].lower(), html.unescape(_bare(attribute[3]))
                if name in _ADDRESSES:
                    yield tag[1], value
                elif name in _SEVERAL:
                    yield from ((tag[1], part.split()[0]) for part in value.split(",") if part.strip())


def _bare(value: str) -> str:
    return value[1:-1] if value[:1] in {'"', "'"} else value


class _Pack:
    """Rewrites pages by what is packed."""

    def __init__(self, packed: set[str], base_url: str) -> None:
        self.packed, self.base_url = packed, base_url

    def rewrite(self, page: str, text: str) -> str:
        """The page with every relative address led to a packed file or made absolute."""

        def tag(found: re.Match[str]) -> str:
            if not found[1]:
                return found[0]
            refresh = found[1].lower() == "meta" and "refresh" in found[2].lower()
            return f"<{found[1]}{_ATTRIBUTE.sub(lambda item: self._attribute(page, item, refresh=refresh), found[2])}>"

        return _TAG.sub(tag, text)

    def _attribute(self, page: str, found: re.Match[str], *, refresh: bool) -> str:
        name, written = found[1].lower(), html.unescape(_bare(found[3]))
        if name in _ADDRESSES:
            value = self._address(page, written)
        elif name in _SEVERAL:
            value = ", ".join(self._candidate(page, part) for part in written.split(",") if part.strip())
        elif name == "content" and refresh:
            value = _REFRESH.sub(lambda part: part[1] + self._address(page, part[2]), written)
        else:
            return found[0]
        return found[0] if value == written else f'{found[1]}{found[2]}"{html.escape(value)}"'

    def _candidate(self, page: str, written: str) -> str:
        """One picture of a srcset with its size."""
        address, *size = written.split()
        return " ".join([self._address(page, address), *size])

    def _address(self, page: str, written: str) -> str:
        target = resolve(page, written)
        if target in self.packed:
            way = quote(posixpath.relpath(target, posixpath.dirname(page) or "."), safe="/~!$&'()*+,;=:@")
            fragment = urlsplit(written).fragment
            return f"{way}#{fragment}" if fragment else way
        return written if _leads_itself(written) else urljoin(self.base_url + page, written.strip())


def _leads_itself(address: str) -> bool:
    """Whether an address needs no site around it: absolute, or a place on the same page."""
    try:
        scheme = urlsplit(address.strip()).scheme
    except ValueError:
        return True
    return bool(scheme) or address.strip()[:1] in {"", "#"}
