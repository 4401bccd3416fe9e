"""Images of a body as editors place them: alone with a caption, or several in one paragraph.

Works on sanitised HTML: it is canonical, < and > stand only in tags, attribute values are in double quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

GALLERY_OPENING = '<div class="c-gallery"'
_LINKED_IMAGE = r"(?:<a [^<>]*>)?<img [^<>]*>(?:</a>)?"
_ALONE = re.compile(rf"<p>\s*({_LINKED_IMAGE})\s*</p>")
_SEVERAL = re.compile(rf"<p>((?:(?:\s|<br>)*{_LINKED_IMAGE}){{2,}}(?:\s|<br>)*)</p>")
_PIECE = re.compile(_LINKED_IMAGE)
_IMAGE = re.compile(r"<img [^<>]*>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_CREDIT = re.compile(r"(?:^|(?<=[\s(]))Ảnh:\s*")


def image_attributes(tag: str) -> Mapping[str, str]:
    """Attributes of a sanitised tag by name, their values still escaped."""
    return dict(_ATTRIBUTE.findall(tag))


def write_image(attributes: Mapping[str, str]) -> str:
    """The tag of an image; values are escaped already."""
    return "".join(["<img", *(f' {name}="{value}"' for name, value in attributes.items()), ">"])


def set_figures(html: str) -> str:
    """`html` with captions under images that stand alone and have a title, and paragraphs of images as galleries."""
    if "<img" not in html:
        return html
    return _ALONE.sub(_figure_alone, _SEVERAL.sub(_gallery, html))


def _figure_alone(found: re.Match[str]) -> str:
    image = _IMAGE.search(found[1])
    titled = image is not None and image_attributes(image[0]).get("title", "").strip()
    return _figure(found[1], "c-figure") if titled else found[0]


def _gallery(found: re.Match[str]) -> str:
    pieces = _PIECE.findall(found[1])
    figures = "\n".join(_figure(piece, "c-gallery__item") for piece in pieces)
    return f'{GALLERY_OPENING} role="group" aria-label="Bộ {len(pieces)} ảnh">\n{figures}\n</div>'


def _figure(piece: str, name: str) -> str:
    """One image with its title as caption."""
    titles: list[str] = []

    def untitled(found: re.Match[str]) -> str:
        attributes = dict(image_attributes(found[0]))
        titles.append(unescape(attributes.pop("title", "")).strip())
        return write_image(attributes)

    image = _IMAGE.sub(untitled, piece)
    return f'<figure class="{name}">{image}{_caption(titles[0])}</figure>'


def _caption(title: str) -> str:
    """What is seen, then who took it when the title says "Ảnh: …", as under a post's first picture."""
    marks = list(_CREDIT.finditer(title))
    caption, credit = (title[: marks[-1].start()], title[marks[-1].end() :]) if marks else (title, "")
    parts = [caption.rstrip(" .,;(–-") if marks else caption]
    parts += [f"Ảnh: {credit.rstrip(' .)')}"] if credit.strip(" .)") else []
    shown = " · ".join(f"<span>{escape(part, quote=False)}</span>" for part in parts if part)
    return f'<figcaption class="c-meta">{shown}</figcaption>' if shown else ""
