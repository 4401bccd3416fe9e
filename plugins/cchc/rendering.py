"""Render the pages whose fingerprint changed, over several processes; the others stay as the last build left them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cchc.incremental.built import Made
from cchc.pages.bodies import with_body
from cchc.pages.parts import Body, SiteChrome
from cchc.pages.views import Page
from cchc.records.reading import body_html
from cchc.records.store import RecordStore
from cchc.records.version import code_version
from cchc.render import make_environment, render_page, template_digest
from cchc.workers import Workers

_WORTH_A_PROCESS = 100
_PACKAGES = ("jinja2", "markupsafe")


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What rendering needs beside the pages.

    `target` is the folder to write into; `made` says by path what the last build rendered a page from and what came
    of it, `standing` the sha256 of the files of that build that are still in the output.
    """

    chrome: SiteChrome
    templates: Path
    content: Path
    store: RecordStore
    target: Path
    made: Mapping[str, Made]
    standing: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Printed:
    """A page after rendering; `written` when its file is in the target folder, else it stands in the output."""

    path: str
    made: Made
    written: bool
    rendered: bool


def print_pages(pages: Sequence[Page], press: Press, workers: Workers) -> Iterator[Printed]:
    """Render what changed; one result a page, in order."""
    make_environment.cache_clear()
    _frame_digest.cache_clear()
    return workers.spread(_print_all, press, pages, worth=_WORTH_A_PROCESS)


def page_fingerprint(page: Page, press: Press) -> str:
    """Hash of all that a page's bytes depend on: its view, the chrome, the templates it reaches, and our code."""
    frame = f"{_frame_digest(press.chrome)}{template_digest(press.templates, page.template)}"
    text = f"{frame}\0{page.output_path}\0{page.template}\0{page.view!r}"
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@lru_cache(maxsize=2)
def _frame_digest(chrome: SiteChrome) -> str:
    code = code_version(("rendering",), _PACKAGES)
    return hashlib.blake2b(f"{code}{chrome!r}".encode(), digest_size=16).hexdigest()


def _print_all(press: Press, pages: Sequence[Page]) -> list[Printed]:
    return [_print(page, press) for page in pages]


def _print(page: Page, press: Press) -> Printed:
    """Render one page unless it stands already; write it unless the same bytes stand."""
    path, fingerprint = page.output_path, page_fingerprint(page, press)
    stands, made = press.standing.get(path), press.made.get(path)
    if made is not None and made.fingerprint == fingerprint and made.sha256 == stands:
        return Printed(path, made, written=False, rendered=False)

    def html_of(body: Body) -> str:
        return body_html(press.store, press.content, body.source, body.key)

    whole = with_body(page, press.chrome.base_url, html_of)
    data = render_page(whole, press.chrome, make_environment(press.templates)).encode()
    made = Made(fingerprint, hashlib.sha256(data).hexdigest())
    if made.sha256 == stands:
        return Printed(path, made, written=False, rendered=True)
    target = press.target / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return Printed(path, made, written=True, rendered=True)
