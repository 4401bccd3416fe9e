"""A page value → HTML. Templates see `page`, `chrome` and `root` (the way back to the section root), nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

import jinja2
from markupsafe import Markup

from cchc.pages.parts import SiteChrome
from cchc.pages.views import Page
from cchc.text import format_number
from cchc.urls import root_of
from cchc.workers import Workers

_WORTH_A_PROCESS = 300

MissingName = jinja2.UndefinedError  # a template asked for something it was not given


@lru_cache(maxsize=4)
def make_environment(templates: Path) -> jinja2.Environment:
    """Jinja with autoescape on and undefined names as errors; templates are read once."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["number"] = format_number
    return environment


def render_page(page: Page, chrome: SiteChrome, environment: jinja2.Environment) -> str:
    """HTML of one page."""
    root = Markup(root_of(page.output_path, chrome.base_url))  # noqa: S704 - made of "../" or a checked address
    return environment.get_template(page.template).render(page=page.view, chrome=chrome, root=root) + "\n"


def render_audit(templates: Path, report: Mapping[str, object]) -> str:
    """The report of an audit as a page of its own; not part of the site."""
    return make_environment(templates).get_template("audit.html").render(report) + "\n"


def render_pages(
    pages: Sequence[Page], chrome: SiteChrome, templates: Path, workers: Workers
) -> Iterator[tuple[str, bytes]]:
    """(output path, UTF-8 HTML) of every page, in order, over the workers."""
    make_environment.cache_clear()
    return workers.map(partial(_render_all, chrome, templates), pages, worth=_WORTH_A_PROCESS)


def _render_all(chrome: SiteChrome, templates: Path, pages: Sequence[Page]) -> list[tuple[str, bytes]]:
    environment = make_environment(templates)
    return [(page.output_path, render_page(page, chrome, environment).encode()) for page in pages]
