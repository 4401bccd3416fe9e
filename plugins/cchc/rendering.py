"""Render the pages whose fingerprint changed, over several processes; the others stay as the last build left them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import cast

from cchc.incremental.built import Made
from cchc.incremental.pack import Packing
from cchc.pages.bodies import write_body
from cchc.pages.parts import Body, SiteChrome
from cchc.pages.structured_data import structured_data
from cchc.pages.views import Page, PostView, RedirectView, StandingView
from cchc.records.reading import body_html
from cchc.records.store import RecordStore
from cchc.records.version import code_parts, code_version
from cchc.render import make_environment, render_page, template_digest
from cchc.urls import root_of
from cchc.workers import Workers

_WORTH_A_PROCESS = 100
_LENGTH = 16  # hex digits of hashes of what only administrators and we write
_MODULES = ("rendering",)
_PACKAGES = ("jinja2", "markupsafe")


@dataclass(frozen=True, kw_only=True)
class Press:
    """What rendering needs beside the pages.

    `target` is the folder to write into, `packs` whether what is written there is wanted packed as well; `made` says by
    path what the last build rendered a page from and what came of it, `standing` the sha256 of the files of that build
    that are still in the output.
    """

    chrome: SiteChrome
    templates: Path
    content: Path
    store: RecordStore
    target: Path
    packs: bool
    made: Mapping[str, Made]
    standing: Mapping[str, str]

    @cached_property
    def frame(self) -> str:
        """Hashes of what all pages are made with: the chrome (c) and our code (k)."""
        return _frame_digests(self.chrome)


@dataclass(frozen=True, slots=True)
class Printed:
    """A page after rendering; `written` when its file is in the target folder, else it stands in the output.

    `segment` has it packed (incremental.pack) if that is wanted, together with pages before it that came without one.
    """

    path: str
    made: Made
    written: bool
    rendered: bool
    segment: bytes = b""


def print_pages(pages: Sequence[Page], press: Press, workers: Workers) -> Iterator[Printed]:
    """Render what changed; one result a page, in order."""
    make_environment.cache_clear()
    make_environment(press.templates)  # a process that is forked has it, as all that follows
    _make_folder.cache_clear()
    press.store.close()  # no connection goes into another process
    _ = press.frame
    return workers.spread(_print_all, press, pages, worth=_WORTH_A_PROCESS)


def page_fingerprint(page: Page, press: Press) -> str:
    """Hashes of all that a page's bytes depend on, as incremental.account reads them.

    They are of its view (v), its body (b), the chrome (c), the templates it reaches (t) and our code (k).
    """
    text, body = f"{page.output_path}\0{page.template}\0{page.view!r}", ""
    written = page_body(page)
    if written is not None:
        parts = (written.digest, written.token)
        body = f"{parts[0][:32]}-{parts[1]}"
        for mark, part in zip("\1\2", parts, strict=True):
            text = text.replace(repr(part), mark)  # which no repr holds
    view = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    frame = f"{press.frame} t:{template_digest(press.templates, page.template)[:_LENGTH]}"
    return f"v:{view} b:{body} {frame}"


def shared_parts(chrome: SiteChrome, templates: Path, known: Mapping[str, str]) -> dict[str, str]:
    """What all pages are made with, by name, each a hash or a version: of chrome/, templates/ and code/.

    `known` is what this gave before: while our code is the same, its parts are taken from there.
    """
    parts = {f"chrome/{name}": _short(repr(getattr(chrome, name)).encode()) for name in SiteChrome.__slots__}
    parts |= {f"templates/{file.relative_to(templates).as_posix()}": _short(file.read_bytes())
              for file in sorted(templates.rglob("*.html"))}
    version = _frame_digests(chrome).rpartition(":")[2]
    if known.get("code") == version:
        code = {name: value for name, value in known.items() if name.startswith("code/")}
    else:
        code = {f"code/{name}": value[:_LENGTH] for name, value in code_parts(_MODULES, _PACKAGES).items()}
    return {**parts, "code": version, **code}


def _frame_digests(chrome: SiteChrome) -> str:
    return f"c:{_short(repr(chrome).encode())} k:{code_version(_MODULES, _PACKAGES)[:_LENGTH]}"


def _short(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=_LENGTH // 2).hexdigest()


def page_bytes(page: Page, press: Press) -> bytes:
    """The page as it is written."""

    def html_of(body: Body) -> str:
        return body_html(press.store, press.content, body.source, body.key)

    whole = with_body(with_structure(page, press.chrome), press.chrome.base_url, html_of)
    return render_page(whole, press.chrome, make_environment(press.templates)).encode()


def page_body(page: Page) -> Body | None:
    """The written body of a page that has one."""
    view = page.view
    return view.body if isinstance(view, PostView | StandingView) and isinstance(view.body, Body) else None


def with_structure(page: Page, chrome: SiteChrome) -> Page:
    """The page with the structured data that follow from its view; a redirect has none."""
    view = page.view
    if isinstance(view, RedirectView):
        return page
    head = replace(view.head, structured=(*view.head.structured, *structured_data(view, view.head, chrome)))
    return replace(page, view=replace(view, head=head))


def with_body(page: Page, base_url: str, html_of: Callable[[Body], str]) -> Page:
    """The page with its body as HTML; any other page as it is."""
    body = page_body(page)
    if body is None:
        return page
    html = write_body(body, html_of(body), root_of(page.output_path, base_url))
    return replace(page, view=replace(cast("PostView | StandingView", page.view), body=html))


@lru_cache(maxsize=4096)
def _make_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)


def _print_all(press: Press, pages: Sequence[Page]) -> list[Printed]:
    packing = Packing()
    *printed, last = [_print(page, press, packing) for page in pages]
    return [*printed, replace(last, segment=packing.finish())]


def _print(page: Page, press: Press, packing: Packing) -> Printed:
    """Render one page unless it stands already; write it unless the same bytes stand."""
    path, fingerprint = page.output_path, page_fingerprint(page, press)
    stands, made = press.standing.get(path), press.made.get(path)
    if made is not None and made.fingerprint == fingerprint and made.sha256 == stands:
        return Printed(path, made, written=False, rendered=False)
    data = page_bytes(page, press)
    made = Made(fingerprint, hashlib.sha256(data).hexdigest())
    if made.sha256 == stands:
        return Printed(path, made, written=False, rendered=True)
    target = press.target / path
    _make_folder(target.parent)
    target.write_bytes(data)
    if press.packs:
        packing.add(made.sha256, data)
    return Printed(path, made, written=True, rendered=True)
