"""A post as a text for Zalo or Facebook, for the officer who puts it there."""

from __future__ import annotations

from cchc.text import shorten

_TWO_LINES = 160  # characters; about two lines of a post on a phone


def social_text(title: str, summary: str, address: str) -> str:
    """Title, two lines of the summary, the address, a blank line between them."""
    return "\n\n".join(part for part in (title, shorten(summary, _TWO_LINES), address) if part)
