"""A page value → HTML. Templates see `page`, `chrome` and `root` (the way back to the section root), nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import jinja2

from cchc.pages.views import Page, SiteChrome
from cchc.text import format_number
from cchc.urls import root_of


def make_environment(templates: Path) -> jinja2.Environment:
    """Jinja with autoescape on and undefined names as errors."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = format_number
    return environment


def render_page(page: Page, chrome: SiteChrome, environment: jinja2.Environment) -> str:
    """HTML of one page."""
    template = environment.get_template(page.template)
    return template.render(page=page.view, chrome=chrome, root=root_of(page.output_path, chrome.base_url)) + "\n"


def render_pages(
    pages: Iterable[Page], chrome: SiteChrome, environment: jinja2.Environment
) -> Iterator[tuple[str, str]]:
    """(output path, HTML) of every page."""
    return ((page.output_path, render_page(page, chrome, environment)) for page in pages)
