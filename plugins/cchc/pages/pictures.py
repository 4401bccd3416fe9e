"""Images of a written body: each with its size, so that nothing moves while it loads, and its smaller variants."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from cchc.markup.figures import GALLERY_OPENING, image_attributes, write_image
from cchc.pages.parts import Picture

# How wide a picture is shown; a rem is 16 px here. As in the theme: the column, or what a phone is wide.
IN_GALLERY = "(min-width: 48rem) 20rem, (min-width: 30rem) 45vw, calc(100vw - 2rem)"
_PART = re.compile(rf"{re.escape(GALLERY_OPENING)}|</div>|<img [^<>]*>")


def dress_images(html: str, root: str, picture_of: Callable[[str], Picture], *, lead: bool) -> str:
    """`html` with every image of the section as a `<picture>`; the first one is loaded at once when it is the `lead`.

    `picture_of` gives the picture of a path under the section root. Images of the portal stay as they are.
    """
    if "<img" not in html:
        return html
    first, inside = lead, False

    def dress(found: re.Match[str]) -> str:
        nonlocal first, inside
        if found[0].startswith("<img"):
            eager, first = first, False
            return _dress(found[0], root, picture_of, eager=eager, gallery=inside)
        inside = found[0] == GALLERY_OPENING
        return found[0]

    return _PART.sub(dress, html)


def _dress(tag: str, root: str, picture_of: Callable[[str], Picture], *, eager: bool, gallery: bool) -> str:
    attributes = dict(image_attributes(tag))
    source = attributes.get("src", "")
    if not source.startswith(root):
        return tag
    picture = picture_of(re.split(r"[?#]", source.removeprefix(root))[0])
    if gallery:
        picture = replace(picture, sizes=IN_GALLERY)
    if picture.width:
        width, height = _shown_size(picture, attributes.pop("width", ""), attributes.pop("height", ""))
        attributes |= {"width": str(width), "height": str(height)}
    attributes |= {"fetchpriority": "high"} if eager else {"loading": "lazy"}
    image = write_image(attributes | {"decoding": "async"})
    return f"<picture>{source_html(picture, root)}{image}</picture>" if picture.sources else image


def _shown_size(picture: Picture, width: str, height: str) -> tuple[int, int]:
    """The size an editor wrote, in the picture's own proportions; else the picture's."""
    if width.isdecimal() and int(width):
        return int(width), max(1, round(int(width) * picture.height / picture.width))
    if height.isdecimal() and int(height):
        return max(1, round(int(height) * picture.width / picture.height)), int(height)
    return picture.width, picture.height


def source_html(picture: Picture, root: str) -> str:
    """The smaller variants of a picture, as the macro of the component `picture` writes them."""
    offered = ", ".join(f"{root}{source.url} {source.width}w" for source in picture.sources)
    return f'<source type="image/webp" srcset="{offered}" sizes="{picture.sizes}">'
