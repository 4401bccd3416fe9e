"""Markdown → Rendered: one reused converter, sanitised, with the facts others ask about it."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

import markdown
from markdown.extensions import Extension

from cchc.markup import sanitise as san
from cchc.markup.fast_inline import FastInlineExtension
from cchc.markup.fast_plain import write_plain
from cchc.markup.figures import image_attributes, set_figures
from cchc.text import CONTROL, clean_line, normalise, slugify

_EXTENSIONS: list[str | Extension] = ["extra", "sane_lists", "toc", FastInlineExtension()]  # tables come with extra


def _heading_id(text: str, separator: str = "-") -> str:
    return slugify(text, separator) or "muc"


_CONFIG = {
    "toc": {"slugify": _heading_id, "baselevel": 1},
    "extra": {
        "footnotes": {"BACKLINK_TITLE": "Về lại chỗ có chú thích {} trong bài"},
        "tables": {"use_align_attribute": True},
    },
}
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_LINK_TAG = re.compile(r"<(a|img)( (?:[^<>\"]|\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r"([^\s=\"'/]+)\s*=")
_URL = re.compile(r"\b(?:href|src)\s*=\s*\"([^\"]*)\"")
# Patterns on sanitised HTML: < and > stand only in tags, attribute values are in double quotes
_PARAGRAPH = re.compile(r"<p(?: [^<>]*)?>.*?</p>", re.DOTALL)
_HEADING = re.compile(r"<h[2-6](?: [^<>]*)?>.*?</h[2-6]>", re.DOTALL)
_IMAGE = re.compile(r"<img(?: [^<>]*)?>")
_ID = re.compile(r"<[a-z0-9]+ (?:[^<>]* )?id=\"([^\"<>]*)\"")
_H1 = re.compile(r"(</?)h1(?=[\s/>])", re.IGNORECASE)
_BREAK = re.compile(r"<br>\s*")
_NOTE_MARK = re.compile(r"<sup id=\"[^\"<>]*\"><a class=\"footnote-ref\"[^<>]*>[^<>]*</a></sup>")
_ANY_TAG = re.compile(r"<[^<>]*>")
_CELL_ALIGN = re.compile(r"(<t[dh](?: [^<>]*?)?) align=\"([^\"]*)\"")
# What Python-Markdown is known to raise on bodies it cannot take (TypeError: `{linenums=1}` on fenced code)
_CONVERTER_FAULTS = (RecursionError, ValueError, IndexError, AssertionError, TypeError)
_ALWAYS = frozenset({"class", "style", "align"})


@dataclass(frozen=True, slots=True)
class Rendered:
    """Safe HTML of a body and what is asked of it.

    `html` holds a token `<key>-<n>` for internal link `targets[n]`; `headings` are (level, id, text); `images`
    are (source or token, alt text); `removed` names the HTML the sanitiser took out; `refused` lists addresses
    that are not allowed; `fault` says why the body could not be converted (then the rest is empty).
    """

    html: str = ""
    key: str = ""
    targets: tuple[str, ...] = ()
    first_paragraph: str = ""
    headings: tuple[tuple[int, str, str], ...] = ()
    images: tuple[tuple[str, str], ...] = ()
    fragments: tuple[str, ...] = ()
    words: int = 0
    removed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    fault: str = ""


@lru_cache(maxsize=1)
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=_EXTENSIONS, extension_configs=_CONFIG, output_format="html")


def convert(body: str) -> Rendered:
    """Convert one Markdown body; never raises for what the body holds."""
    text = normalise(body)
    plain = write_plain(text, _heading_id)
    try:
        raw = _converter().reset().convert(text) if plain is None else plain
        raw = _H1.sub(r"\1h2", raw)  # the page's own title is its only h1
        clean = san.sanitise(raw, text, settled=plain is not None)
    except _CONVERTER_FAULTS as error:
        _converter.cache_clear()
        return Rendered(fault="lồng nhau quá sâu" if isinstance(error, RecursionError) else "cú pháp quá rối")
    if plain is not None:  # every tag and attribute of plain Markdown is allowed, and only links have addresses
        return _with_facts(clean, (), tuple(dict.fromkeys(_refused(raw, _LINK_TAG))))
    removed = tuple(sorted(set(_removed(raw)))) if "<" in text or "{" in text else ()
    return _with_facts(clean, removed, tuple(dict.fromkeys(_refused(raw, _TAG))))


def _removed(raw: str) -> Iterator[str]:
    """Names of elements and attributes that the sanitiser takes out."""
    for name, attributes in _TAG.findall(raw):
        element = name.lower()
        if element not in san.TAGS:
            yield f"<{element}>"
            continue
        allowed = san.ATTRIBUTES["*"] | san.ATTRIBUTES.get(element, set()) | _ALWAYS
        for attribute in _ATTRIBUTE.findall(re.sub(r"\"[^\"]*\"|'[^']*'", "", attributes)):
            if attribute.lower() not in allowed:
                yield attribute.lower()


def _refused(raw: str, tag: re.Pattern[str]) -> Iterator[str]:
    """Addresses that may not be linked to or shown, in tags that `tag` finds."""
    for name, attributes in tag.findall(raw):
        image = name.lower() == "img"
        for target in _URL.findall(attributes):
            plain = entities.unescape(target)
            if not image and san.is_plain_web(plain):
                continue
            own = plain.startswith("#") and not image
            if not (own or san.is_internal(plain) or san.allowed_url(plain, image=image)):
                yield plain


def _with_facts(clean: san.Sanitised, removed: tuple[str, ...], refused: tuple[str, ...]) -> Rendered:
    """Ask the safe HTML; it is canonical, so each piece can be cut out exactly."""
    html = clean.html
    headings = tuple(_heading(piece) for piece in _HEADING.findall(html))
    images = tuple(_image(piece) for piece in _IMAGE.findall(html))
    return Rendered(
        html=set_figures(_boxed_tables(_aligned_cells(html))), key=clean.key, targets=clean.targets,
        first_paragraph=_first_paragraph(html), headings=headings, images=images,
        fragments=tuple(map(entities.unescape, _ID.findall(html))),
        words=len(_ANY_TAG.sub(" ", html).split()), removed=removed, refused=refused,
    )


def _first_paragraph(html: str) -> str:
    """Text of the first paragraph that has any, without marks of footnotes."""
    texts = (_text(_NOTE_MARK.sub("", found.group())) for found in _PARAGRAPH.finditer(html))
    return next((text for text in texts if text), "")


def _heading(piece: str) -> tuple[int, str, str]:
    found = _ID.match(piece)
    return int(piece[2]), found[1] if found else "", _text(piece)


def _image(piece: str) -> tuple[str, str]:
    attributes = {name: entities.unescape(value) for name, value in image_attributes(piece).items()}
    return attributes.get("src", ""), clean_line(attributes.get("alt", ""))


def _text(piece: str) -> str:
    return clean_line(CONTROL.sub(" ", entities.unescape(_ANY_TAG.sub("", _BREAK.sub(" ", piece)))))


def _aligned_cells(html: str) -> str:
    """Say the alignment of cells by class: the attribute is obsolete (HTML standard, 16.2)."""
    if " align=" not in html:
        return html

    def by_class(found: re.Match[str]) -> str:
        side = found[2].strip().lower()
        return f'{found[1]} class="c-{side}"' if side in {"right", "center"} else found[1]

    return _CELL_ALIGN.sub(by_class, html)


def _boxed_tables(html: str) -> str:
    """Give each table its own scrolling box, reachable by keyboard and numbered for screen readers."""
    if "<table" not in html:
        return html
    numbers = count(1)

    def open_box(_found: re.Match[str]) -> str:
        label = f"Bảng số liệu {next(numbers)}"
        return f'<div class="c-table-box" role="region" aria-label="{label}" tabindex="0"><table'

    return re.sub(r"<table(?=[ >])", open_box, html).replace("</table>", "</table></div>")
