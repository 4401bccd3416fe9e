"""What text in a document is made of: words, links and blanks for the officer; nothing here knows a file format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text; `url` (absolute) makes it a link, `blank` a highlighted place for the officer to fill in."""

    text: str
    url: str = ""
    bold: bool = False
    italic: bool = False
    blank: bool = False


Line = Sequence[Piece]
Cell = Sequence[Line]
"""Lines of a table cell, each its own paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A table column: heading, width in millimetres, and whether its cells are centred (numbers, dates)."""

    title: str
    width: float
    centred: bool = False


def say(text: str, *, bold: bool = False, italic: bool = False) -> Piece:
    """Plain words."""
    return Piece(text=text, bold=bold, italic=italic)


def link(text: str, url: str) -> Piece:
    """A link, or plain words when there is nothing to link to."""
    return Piece(text=text, url=url)


def blank(what: str) -> Piece:
    """A marked place for the officer's own words: "[Cán bộ soạn thảo bổ sung: …]"."""
    return Piece(text=f"[Cán bộ soạn thảo bổ sung: {what}]", blank=True)


def cell(text: str, *, bold: bool = False) -> Cell:
    """A table cell of one line."""
    return ((Piece(text=text, bold=bold),),)
