"""Text in the columns of a terminal: display widths, cutting, tables, and a line that tells how far work has come."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable, Collection, Sequence
from typing import TextIO

_BAR = 20  # columns
_PAUSE = 0.1  # seconds between two updates of a line
_QUICK = 5.0  # seconds; work that takes less is not told of in plain lines


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


def lay_out(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> list[str]:
    """Lines of a table whose columns are as wide as their widest cell; all rows are of one length.

    Columns named in `right`, by number from 0, are set to the right.
    """
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    columns = [(width, at in right) for at, width in enumerate(widths)]
    return ["  ".join(map(_pad, row, columns)).rstrip() for row in rows]


def _pad(text: str, column: tuple[int, bool]) -> str:
    width, right = column
    blanks = " " * (width - display_width(text))
    return blanks + text if right else text + blanks


class Progress:
    """Tells how far work has come: one line that writes over itself on a terminal, else a plain line for each stage.

    Plain lines are only for work that takes long. Neither colours nor other escapes are used, so that NO_COLOR asks
    for nothing; a terminal that calls itself dumb and a CI have plain lines.
    """

    def __init__(self, stream: TextIO, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._live = stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")
        self._next = clock() + (_PAUSE if self._live else _QUICK)
        self._label = self._told = ""
        self._shown = 0  # columns

    def begin(self, label: str) -> None:
        """Another stage; "" when there is nothing to tell."""
        self._label = label
        if label:
            self.advance(0, 0)
        else:
            self.clear()

    def advance(self, done: int, total: int) -> None:
        """`done` of `total` items of the stage; tells at most ten times a second."""
        now = self._clock()
        if now < self._next:
            return
        if self._live:
            self._next = now + _PAUSE
            self._draw(_line(self._label, done, total))
        elif self._label != self._told:
            self._told, self._next = self._label, now + _QUICK  # stages that pass quickly are not told
            self._write(f"{self._label} …\n")

    def clear(self) -> None:
        """Take the line off the terminal."""
        if self._shown:
            self._write(f"\r{' ' * self._shown}\r")
            self._shown = 0

    def _draw(self, line: str) -> None:
        line = cut(line, self._columns() - 2)
        width = display_width(line)
        self._write(f"\r{line}{' ' * (self._shown - width)}")
        self._shown = width

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or 80
        except (OSError, ValueError):
            return 80

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def _line(label: str, done: int, total: int) -> str:
    if not total:
        return f"{label} …"
    filled = _BAR * done // total
    return f"{label} [{'#' * filled}{'.' * (_BAR - filled)}] {done}/{total}"
