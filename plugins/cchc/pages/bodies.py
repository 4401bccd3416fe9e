"""The HTML of a written body, completed for its page: links as seen from it, images with sizes and variants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cchc.checks.links import fill_links
from cchc.pages.parts import Body, Picture
from cchc.pages.pictures import dress_images
from cchc.pages.views import Page, PostView, StandingView
from cchc.urls import root_of


def write_body(body: Body, html: str, root: str) -> str:
    """Complete the safe `html` of a body; `root` leads from its page to the section root."""
    pictures = dict(body.pictures)
    filled = fill_links(html, body.token, body.addresses, root)
    return dress_images(filled, root, lambda file: pictures.get(file) or Picture(url=file, alt=""), lead=body.lead)


def with_body(page: Page, base_url: str, html_of: Callable[[Body], str]) -> Page:
    """The page with its body as HTML; any other page as it is."""
    view = page.view
    if not isinstance(view, PostView | StandingView) or not isinstance(view.body, Body):
        return page
    html = write_body(view.body, html_of(view.body), root_of(page.output_path, base_url))
    return replace(page, view=replace(view, body=html))
