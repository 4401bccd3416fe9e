"""Small things that both XML forms of a feed need."""

from __future__ import annotations

import xml.etree.ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"


def add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    """Append an element that holds text."""
    ET.SubElement(parent, name, attributes).text = text


def document(root: ET.Element) -> bytes:
    """The document of a root element, one element a line."""
    ET.indent(root, " ")
    body: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"
