"""Links, images and emphasis of plain Markdown, written to HTML as Python-Markdown writes them.

Works on a whole document at once: what it knows begins and ends on one line, in one cell of a table. It knows few
forms and refuses the rest, so that the stock converter takes over: reference links, nested brackets, parentheses in
addresses, emphasis in emphasis, `_` as a mark, marks that do not pair.
"""

from __future__ import annotations

import re

# Stand for finished links and images while other marks are looked for; no text that is read holds them
_LINK_HERE = "\x02"
_IMAGE_HERE = "\x03"
# The literal mark first, so that the search for it is fast
_TARGET = r"\(([^\s()<>|\"'\[\]\x02\x03]+)(?: +\"([^|\"'()\[\]\n\x02\x03]+)\")?\)"
_IMAGE = re.compile(rf"!\[([^|\[\]\n]+)\]{_TARGET}")
_LINK = re.compile(rf"\[(?<!!\[)([^|\[\]\n]+)\]{_TARGET}")
# A run of marks opens before and closes after what is no white space; two equal runs in a row always pair
_EMPHASIS = re.compile(r"\*(?<!\*\*)(\*?)(?![*\s])([^|*\n]+)(?<!\s)\*\1(?!\*)")
_STAR = re.compile(r"\*(?:(?! )|(?<!^\*))", re.MULTILINE)
# Between letters or digits `_` is text; elsewhere it may be a mark
_OPEN_UNDERSCORE = re.compile(r"_(?:(?!\w)|(?<!\w_))")
_BRACKETS = ("[", "]", "{")


class Unusual(Exception):
    """The document holds something the fast writers do not know: no fault, the stock converter takes over."""


def write_spans(text: str) -> str:
    """`text`, in which `&` is escaped already, with its links, images and emphasis as HTML; raises Unusual."""
    images: list[str] = []
    links: list[str] = []

    def keep_image(found: re.Match[str]) -> str:
        alt, target, title = found.groups()
        images.append(f'<img alt="{_quoted(alt)}" src="{target}"{_title(title)}>')
        return _IMAGE_HERE

    def keep_link(found: re.Match[str]) -> str:
        label, target, title = found.groups()
        links.append(f'<a href="{target}"{_title(title)}>{_emphasised(label)}</a>')
        return _LINK_HERE

    if "![" in text:
        text = _IMAGE.sub(keep_image, text)
    if "[" in text:
        text = _LINK.sub(keep_link, text)
    text = _emphasised(text)
    text = _put_back(text, _LINK_HERE, links) if links else text
    return _put_back(text, _IMAGE_HERE, images) if images else text


def _put_back(text: str, mark: str, finished: list[str]) -> str:
    pieces = text.split(mark)
    return "".join([part for pair in zip(pieces, [*finished, ""], strict=True) for part in pair])


def _emphasised(text: str) -> str:
    """`text` with emphasis; a star may stay where a list item begins with it."""
    for bracket in _BRACKETS:
        if bracket in text:
            raise Unusual
    if "*" in text:
        text = _EMPHASIS.sub(_write_emphasis, text)
        if "*" in text and _STAR.search(text):
            raise Unusual
    if "_" in text and _OPEN_UNDERSCORE.search(text):
        raise Unusual
    return text


def _write_emphasis(found: re.Match[str]) -> str:
    tag = "strong" if found[1] else "em"
    return f"<{tag}>{found[2]}</{tag}>"


def _title(title: str | None) -> str:
    return "" if title is None else f' title="{title.strip()}"'


def _quoted(text: str) -> str:
    return text.replace('"', "&quot;")
