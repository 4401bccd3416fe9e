"""Pictures of the portal in a body, whose files are not ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from cchc.checks.links import find_in_body
from cchc.markup.figures import image_attributes
from cchc.post import Post
from cchc.problems import Problem, make_problem
from cchc.standing_page import StandingPage

_IMAGE = re.compile(r"<img [^<>]*>")


def check_portal_images(owner: Post | StandingPage, html: str) -> Iterator[Problem]:
    """A picture of the portal, whose size we cannot know, has its width and height written."""
    for attributes in map(image_attributes, _IMAGE.findall(html)):
        address = unescape(attributes.get("src", ""))
        if address.startswith("/") and not {"width", "height"} <= attributes.keys():
            yield make_problem(owner.source, find_in_body(owner, address, 1), "anh-cong-kich-thuoc", value=address)
