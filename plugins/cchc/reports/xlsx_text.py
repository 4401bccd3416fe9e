"""Text in a workbook: the characters it may hold, names of sheets, and the lines that text takes in a column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

MOST_TEXT = 32_767  # UTF-16 units of one cell
MOST_NAME = 31  # UTF-16 units of a sheet's name
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_POINTS = 12  # of the font
_PIXELS = 96 / 72  # of a point
_UNIT, _PADDING = 7, 5  # pixels of a column's width unit, and of what stands left free in a cell
_BOLD = 1.08
_WIDTHS = (  # hundredths of the font's size: letters of Times New Roman, those not named 50
    (25, " .,'|"), (28, "ijlt:;/\\"), (34, "!()-[]`frI"), (40, '"sJ'), (45, "acez?"), (56, "+<=>~FPS"),
    (62, "ELTZ"), (67, "BCR"), (73, "ADĐGHKNOQUVXYw"), (78, "m"), (84, "%"), (89, "M"), (95, "W@"), (100, "…—"),
)


class _Letters(dict[str, int]):
    """Width of a letter in hundredths of the font's size; its marks take no room of their own."""

    def __missing__(self, letter: str) -> int:
        base = unicodedata.normalize("NFD", letter)[0]
        wide = 100 if unicodedata.east_asian_width(letter) in "WF" else 50
        self[letter] = 0 if unicodedata.combining(letter) else self[base] if base != letter else wide
        return self[letter]


_LETTERS = _Letters({letter: width for width, letters in _WIDTHS for letter in letters})


def clean(text: str, most: int = MOST_TEXT) -> str:
    """Make `text` one that XML and Excel take: without what XML forbids (XML 1.0, Char), at most `most` UTF-16 units.

    Control characters, lone surrogates, U+FFFE and U+FFFF are left out; ends of lines are those of Excel.
    """
    if text.isprintable():  # a cheap look that most texts pass: all printed signs stand in XML
        return _shorten(text, most)
    allowed = _NOT_IN_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return _shorten(allowed, most)


def fit_name(wanted: str, taken: Iterable[str]) -> str:
    """Make a name of a sheet from `wanted`: no sign Excel refuses, at most 31 characters, none of `taken` (folded)."""
    used = set(taken)
    plain = " ".join(_NOT_IN_NAMES.sub(" ", clean(wanted)).split()).strip("' ") or "Trang"
    for candidate in _candidates(plain):
        if candidate.casefold() not in used and candidate.casefold() != "history":
            return candidate
    raise AssertionError  # candidates never end


def _candidates(name: str) -> Iterator[str]:
    yield _shorten(name, MOST_NAME).strip("' ")
    number = 1
    while True:
        number += 1
        tail = f" ({number})"
        yield _shorten(name, MOST_NAME - len(tail)).strip("' ") + tail


def _shorten(text: str, most: int) -> str:
    """At most `most` UTF-16 units, as Excel counts."""
    if len(text) * 2 <= most:
        return text
    units = text.encode("utf-16-le")
    return text if len(units) <= most * 2 else units[: most * 2].decode("utf-16-le", errors="ignore")


def head_text(words: str) -> str:
    """Text of a page's head, where & begins a code, at most the 255 characters that Excel takes."""
    plain = " ".join(clean(words).split())
    short = plain if len(plain) <= 120 else f"{_shorten(plain, 119)}…"
    return short.replace("&", "&&")


def text_width(text: str, *, bold: bool = False) -> float:
    """Pixels that a line of `text` takes."""
    return _hundredths(text) / 100 * _POINTS * _PIXELS * (_BOLD if bold else 1)


@lru_cache(maxsize=8192)  # the words of titles come again and again
def _hundredths(text: str) -> int:
    return sum(map(_LETTERS.__getitem__, text))


def count_lines(text: str, width: float, *, bold: bool = False) -> int:
    """Lines that `text` takes in a column of `width` units: words are kept whole, those too long for a line are not."""
    room = width * _UNIT - _PADDING
    if "\n" not in text:
        return _lines_of(text, room, bold=bold)
    return sum(_lines_of(line, room, bold=bold) for line in text.split("\n"))


def _lines_of(text: str, room: float, *, bold: bool) -> int:
    if len(text) * _POINTS * _PIXELS * _BOLD < room:  # no letter is wider than the font is high
        return 1
    return _count_words(text, room, bold=bold)


@lru_cache(maxsize=4096)  # names of units and channels stand in every row
def _count_words(text: str, room: float, *, bold: bool) -> int:
    space, lines, used = text_width(" ", bold=bold), 1, 0.0
    for word in text.split():
        size = text_width(word, bold=bold)
        if used and used + space + size > room:
            lines, used = lines + 1, 0.0
        used += size + (space if used else 0)
        if used > room:
            whole = int(used // room)
            lines, used = lines + whole, used - whole * room
    return lines
