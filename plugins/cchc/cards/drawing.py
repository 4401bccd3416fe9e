"""A card as a PNG: ink on paper in the section's colours, the same bytes on every machine with the same Pillow.

Letters are placed one after the other (Pillow's basic layout, which every platform has): texts are NFC, so that each
Vietnamese letter is one glyph with its marks.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cchc.cards.text import BOLD, HEIGHT, SEMIBOLD, WIDTH, CardText
from cchc.cards.wrapping import Measure, Step, fit_title

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

Colour = tuple[int, int, int]
# The tokens of theme/css/tokens.css
PAPER: Colour = (251, 250, 246)
INK: Colour = (28, 26, 24)
MUTED: Colour = (77, 72, 66)
ACCENT: Colour = (140, 26, 28)
GOLD: Colour = (184, 146, 58)
INKS = (INK, MUTED, ACCENT)

_MARGIN, _BAR = 84, 14
_INNER = WIDTH - 2 * _MARGIN
_HEAD, _RULE, _FOOT = 76, 190, 556  # baselines' tops: agency, hairline, field and day
_TITLE_TOP, _TITLE_BOTTOM = 214, 534
_LINE = 1.34  # line height: stacked marks (Ễ, Ộ) never touch the line above
_STEPS = (Step(70, 3), Step(60, 3), Step(54, 4), Step(47, 5), Step(42, 5), Step(38, 6))
_SMALLEST = 18  # pixels; the smallest letters of agency, section and field
_LEVELS = 11  # shades between paper and an ink


def draw_card(text: CardText) -> bytes:
    """PNG of a card, WIDTH × HEIGHT."""
    from PIL import Image

    card = Image.new("P", (WIDTH, HEIGHT), 0)
    card.putpalette(_palette())
    card.paste(_solid(ACCENT), (0, 0, _BAR, HEIGHT))
    _write(card, _HEAD, *_one_line(text.agency.upper(), SEMIBOLD, 28), MUTED)
    _write(card, _HEAD + 46, *_one_line(text.section, BOLD, 40), ACCENT)
    card.paste(len(INKS) * _LEVELS + 1, (_MARGIN, _RULE, WIDTH - _MARGIN, _RULE + 3))
    size, lines = fit_title(text.title, _STEPS, _measure, _INNER)
    top = (_TITLE_TOP + _TITLE_BOTTOM - round(len(lines) * size * _LINE)) // 2
    for number, line in enumerate(lines):
        _write(card, top + round((number + 0.17) * size * _LINE), line, _font(BOLD, size), INK)
    foot = " · ".join(part for part in (text.field, text.day) if part)
    _write(card, _FOOT, *_one_line(foot, SEMIBOLD, 28), MUTED)
    file = io.BytesIO()
    card.save(file, "PNG", compress_level=6)
    return file.getvalue()


@lru_cache(maxsize=64)
def _font(path: Path, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _measure(size: int) -> Measure:
    """Width of a text in the title's font, word by word: titles share most of their words."""
    space = _width(size, " ")
    return lambda text: sum(_width(size, word) + space for word in text.split(" ")) - space


@lru_cache(maxsize=20_000)
def _width(size: int, word: str) -> float:
    return _font(BOLD, size).getlength(word)


def _one_line(text: str, path: Path, size: int) -> tuple[str, FreeTypeFont]:
    """The text with a font in which it is one line: smaller where it must be, cut where that is not enough."""
    while size > _SMALLEST and _font(path, size).getlength(text) > _INNER:
        size -= 1
    font, kept = _font(path, size), text
    while font.getlength(kept) > _INNER:
        kept = kept[:-2].rstrip(" …") + "…"
    return kept, font


@lru_cache(maxsize=1)
def _palette() -> list[int]:
    """Paper, the shades of every ink, gold."""
    colours = [PAPER]
    for ink in INKS:
        for level in range(1, _LEVELS + 1):
            parts = [round(under + (over - under) * level / _LEVELS) for under, over in zip(PAPER, ink, strict=True)]
            colours.append((parts[0], parts[1], parts[2]))
    return [part for colour in (*colours, GOLD) for part in colour]


def _solid(ink: Colour) -> int:
    return (INKS.index(ink) + 1) * _LEVELS


def _write(card: Image, top: int, text: str, font: FreeTypeFont, ink: Colour) -> None:
    """A line of text at the margin; capitals begin at `top`, marks stand above it."""
    from PIL import Image, ImageDraw

    if not text:
        return
    mask = Image.new("L", (WIDTH - _MARGIN, round(font.size * 1.8)), 0)
    ImageDraw.Draw(mask).text((0, round(font.size * 1.3)), text, fill=255, font=font, anchor="ls")
    card.paste(mask.point(_shades(ink)), (_MARGIN, top - round(font.size * 0.6)), mask.point([0, *[255] * 255]))


@lru_cache(maxsize=len(INKS))
def _shades(ink: Colour) -> list[int]:
    """Palette entry of every degree of cover by an ink."""
    first = INKS.index(ink) * _LEVELS
    return [0, *(first + max(1, round(value * _LEVELS / 255)) for value in range(1, 256))]
