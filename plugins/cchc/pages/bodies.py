"""The HTML of a written body, completed for its page: links as seen from it, images with sizes and variants."""

from __future__ import annotations

from cchc.checks.links import fill_links
from cchc.pages.parts import Body, Picture
from cchc.pages.pictures import dress_images


def write_body(body: Body, html: str, root: str) -> str:
    """Complete the safe `html` of a body; `root` leads from its page to the section root."""
    pictures = dict(body.pictures)
    filled = fill_links(html, body.token, body.addresses, root)
    return dress_images(filled, root, lambda file: pictures.get(file) or Picture(url=file, alt=""), lead=body.lead)
