"""A page parsed as the HTML standard says, with its parse errors; tinyhtml5 is the parser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed page: its bytes, every HTML element in order, each element's parent, and elements by id.

    `elements` are HTML's; SVG's and comments stand only in `parents` and `ids`.
    """

    data: bytes
    syntax: tuple[str, ...]
    elements: tuple[Element, ...]
    parents: dict[Element, Element]
    ids: dict[str, Element]

    def named(self, *names: str) -> list[Element]:
        """Elements of these names."""
        return [element for element in self.elements if element.tag in names]

    def above(self, element: Element) -> Iterator[Element]:
        """Its ancestors, nearest first."""
        while element in self.parents:
            element = self.parents[element]
            yield element


def read_html(data: bytes) -> Document:
    """Parse a page."""
    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(data, transport_encoding="utf-8")
    syntax = tuple(f"{line}:{column} {code} {words or ''}" for (line, column), code, words in parser.errors)
    parents = {child: parent for parent in root.iter() for child in parent}
    elements = tuple(one for one in root.iter() if isinstance(one.tag, str) and not one.tag.startswith("{"))
    ids = {one.attrib["id"]: one for one in parents if "id" in one.attrib}
    return Document(data=data, syntax=syntax, elements=elements, parents=parents, ids=ids)
