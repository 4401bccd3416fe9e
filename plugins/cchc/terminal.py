"""Text in the columns of a terminal: display widths, cutting and tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def display_width(text: str) -> int:
    """Columns of a terminal: marks that combine take none, wide East Asian characters two."""
    shown = (char for char in text if not unicodedata.combining(char))
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in shown)


def cut(text: str, width: int) -> str:
    """Cut to `width` columns; what is cut ends in …."""
    if display_width(text) <= width:
        return text
    while text and display_width(text) >= width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def lay_out(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a table whose columns are as wide as their widest cell; all rows are of one length."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(_pad, row, widths)).rstrip() for row in rows]


def _pad(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))
