"""Excel workbooks (XlsxWriter): tables with a filter and a frozen header, for A4 landscape; the same bytes always.

Text is written as text whatever it looks like: nothing a title says is run as a formula or turned into a link.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from cchc.office_file import read_parts, rewrite_zip

MOST_LINKS = 65_530  # of one sheet; Excel opens no more
MOST_TEXT = 32_767  # characters of one cell
MOST_ADDRESS = 2_079  # characters of one link
MOST_NAME = 31  # characters of a sheet's name
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FONT = {"font_name": "Times New Roman", "font_size": 12}  # of each format: as the book's, it fixes row heights
_NARROWER = 1.15  # letters of Times New Roman to one of the width's unit
_A4 = 9
_LINE = 15  # points
_HIGHEST = 409  # points of a row in Excel
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.7, "bottom": 0.6}  # inches


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to `url`: an absolute web address, or a file beside the workbook; "" leads nowhere."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header and its width in characters."""

    title: str
    width: float


@dataclass(frozen=True, slots=True)
class Strong:
    """A row of totals, in bold."""

    cells: tuple[Cell, ...]


Cell = str | int | float | date | Link | None
Row = Sequence[Cell] | Strong


class Book:
    """A workbook being written: add sheets in their order, then `close` gives its bytes.

    `day` is written as its day of making, so that the same figures give the same file.
    """

    def __init__(self, title: str, day: date) -> None:
        import xlsxwriter

        self._stream = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        })
        self._book.set_properties({"title": title[:255], "created": datetime.combine(day, time())})
        self._formats = _Formats(self._book)
        self._names: set[str] = set()

    def sheet(self, name: str, columns: Sequence[Column] = ()) -> Sheet:
        """Add a sheet with these columns; its name is made one Excel takes and no other sheet of the book has."""
        fitted = fit_name(name, self._names)
        self._names.add(fitted.casefold())
        return Sheet(self._book.add_worksheet(fitted), self._formats, columns)

    def close(self) -> bytes:
        """The whole workbook, the same bytes on every system."""
        self._book.close()
        return rewrite_zip(read_parts(self._stream.getvalue()))


class _Formats:
    """The formats of cells: plain, link, date and their bold forms."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self.title = book.add_format({**_FONT, "bold": True, "font_size": 14})
        self.line = book.add_format(_FONT)
        self.header = book.add_format({
            **_FONT, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1,
            "bg_color": "#DDE6EE",
        })
        self.text = _pair(book, text_wrap=True)
        self.whole = _pair(book, num_format="#,##0", align="right", indent=1)
        self.number = _pair(book, num_format="#,##0.##", align="right", indent=1)
        self.date = _pair(book, num_format="dd/mm/yyyy", align="left")
        self.link = _pair(book, text_wrap=True, font_color="#0B4F9E", underline=1)


def _pair(book: Any, **looks: object) -> tuple[Any, Any]:  # noqa: ANN401 - XlsxWriter has no types
    """A format and its bold form."""
    plain = {**_FONT, "valign": "top", **looks}
    return book.add_format(plain), book.add_format({**plain, "bold": True})


class Sheet:
    """A sheet, written from top to bottom."""

    def __init__(self, sheet: Any, formats: _Formats, columns: Sequence[Column]) -> None:  # noqa: ANN401 - as above
        self._sheet, self._formats, self._columns = sheet, formats, columns
        self._row = 0
        self._links = 0
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.set_margins(**_MARGINS)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(0)  # they are printed in place of borders, which every empty cell would need

    def note(self, text: str) -> None:
        """A line of text across the sheet."""
        self._sheet.write_string(self._row, 0, text[:MOST_TEXT], self._formats.line)
        self._row += 1

    def title(self, text: str) -> None:
        """A bold line above what follows."""
        self._sheet.write_string(self._row, 0, text[:MOST_TEXT], self._formats.title)
        self._row += 1

    def skip(self) -> None:
        """An empty line."""
        self._row += 1

    def printed(self, words: str) -> None:
        """Say `words` at the head of every printed page; page numbers stand at the foot."""
        self._sheet.set_header(f"&L{_plain(words)}")
        self._sheet.set_footer("&CTrang &P/&N")

    def table(self, rows: Iterable[Row], *, empty: str) -> None:
        """The sheet's table, under its columns: with a filter, and a header that stays and is printed on each page.

        Without rows the line `empty` says so.
        """
        head = self._row
        self._write_table([column.title for column in self._columns], rows, empty)
        self._sheet.autofilter(head, 0, max(self._row - 1, head + 1), len(self._columns) - 1)
        self._sheet.freeze_panes(head + 1, 0)
        self._sheet.repeat_rows(head)

    def side_table(self, titles: Sequence[str], rows: Iterable[Row], *, empty: str) -> None:
        """A shorter table of its own above or below, in the widths of the sheet's columns."""
        self._write_table(titles, rows, empty)

    def _write_table(self, titles: Sequence[str], rows: Iterable[Row], empty: str) -> None:
        for number, title in enumerate(titles):
            self._sheet.write_string(self._row, number, title, self._formats.header)
        self._fit_height(titles)
        self._row += 1
        first = self._row
        for row in rows:
            self._write_row(row)
        if self._row == first:
            self.note(empty)

    def _write_row(self, row: Row) -> None:
        strong = isinstance(row, Strong)
        cells = row.cells if isinstance(row, Strong) else row
        for column, cell in enumerate(cells):
            self._write_cell(column, cell, strong=strong)
        self._fit_height(cells)
        self._row += 1

    def _fit_height(self, cells: Sequence[Cell]) -> None:
        """Make room for text that wraps: not every program does so for a file it has just opened."""
        lines = 1
        for cell, column in zip(cells, self._columns, strict=False):
            text = cell.text if isinstance(cell, Link) else cell
            if isinstance(text, str) and len(text) > column.width:
                lines = max(lines, _lines(text, column.width * _NARROWER))
        if lines > 1:
            self._sheet.set_row(self._row, min(_LINE * lines, _HIGHEST))

    def _write_cell(self, column: int, cell: Cell, *, strong: bool) -> None:
        formats, row = self._formats, self._row
        match cell:
            case None | "":
                return
            case str():
                self._sheet.write_string(row, column, cell[:MOST_TEXT], formats.text[strong])
            case Link():
                self._write_link(column, cell, strong=strong)
            case date():
                self._sheet.write_datetime(row, column, cell, formats.date[strong])
            case int():
                self._sheet.write_number(row, column, cell, formats.whole[strong])
            case float():
                looks = formats.whole if cell.is_integer() else formats.number
                self._sheet.write_number(row, column, cell, looks[strong])

    def _write_link(self, column: int, link: Link, *, strong: bool) -> None:
        """A link where Excel takes one, else its text."""
        text = link.text[:MOST_TEXT]
        if not text:
            return
        if not link.url or len(link.url) > MOST_ADDRESS or self._links >= MOST_LINKS:
            self._sheet.write_string(self._row, column, text, self._formats.text[strong])
            return
        self._links += 1
        address = link.url if "://" in link.url else f"external:{link.url}"
        self._sheet.write_url(self._row, column, address, self._formats.link[strong], string=text)


def fit_name(wanted: str, taken: Iterable[str]) -> str:
    """Make a name of a sheet from `wanted`: no sign Excel refuses, at most 31 characters, none of `taken` (folded)."""
    used = set(taken)
    clean = " ".join(_NOT_IN_NAMES.sub(" ", wanted).split()).strip("' ") or "Trang"
    for candidate in _candidates(clean):
        if candidate.casefold() not in used and candidate.casefold() != "history":
            return candidate
    raise AssertionError  # candidates never end


def _candidates(name: str) -> Iterator[str]:
    yield _shorten(name, MOST_NAME)
    number = 1
    while True:
        number += 1
        tail = f" ({number})"
        yield _shorten(name, MOST_NAME - len(tail)) + tail


def _shorten(name: str, most: int) -> str:
    """At most `most` UTF-16 units, as Excel counts."""
    while len(name.encode("utf-16-le")) // 2 > most:
        name = name[:-1]
    return name.strip("' ")


def _lines(text: str, width: float) -> int:
    """Lines that `text` takes in a column of `width` characters, words kept whole."""
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, 0
        used += len(word) + (used > 0)
        lines, used = lines + int(used // (width + 1)), int(used % (width + 1))
    return lines


def _plain(words: str) -> str:
    """Text of a page's head, where & begins a code, at most the 255 characters that Excel takes."""
    short = words if len(words) <= 120 else f"{words[:119]}…"
    return short.replace("&", "&&")
