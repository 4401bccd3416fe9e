"""Excel workbooks (XlsxWriter): tables with a filter and a frozen header, for A4 landscape; the same bytes always.

Text is written as text whatever it looks like: nothing a title says is run as a formula or turned into a link.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from cchc.office_file import read_parts, rewrite_zip
from cchc.reports.xlsx_formats import Formats
from cchc.reports.xlsx_text import clean, count_lines, fit_name, head_text

MOST_LINKS = 65_530  # of one sheet; Excel opens no more
MOST_ADDRESS = 2_079  # UTF-16 units of one link
OPEN = "Mở"
_BESIDE = re.compile(r"[^/\\:#]+(?:/[^/\\:#]+)+")  # a file in a folder beside the workbook
_TITLE_SIZE = 14 / 12  # of the text's
_A4 = 9
_LINE = 15.75  # points
_HIGHEST = 409  # points of a row in Excel
_SIGNING_ROOM = 4  # empty lines for a signature
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.7, "bottom": 0.6}  # inches


@dataclass(frozen=True, slots=True)
class Link:
    """A short word that leads to `url`: an absolute web address, or a file beside the workbook; "" is an empty cell.

    The word stands in a column of its own, beside the text it belongs to: LibreOffice does not wrap text that links.
    """

    url: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum that the spreadsheet computes; `value` is what it gives now, for programs that only read."""

    text: str
    value: float


@dataclass(frozen=True, slots=True)
class Amount:
    """An empty cell for an amount of money that somebody fills in."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header and its width in characters; those not printed come after all that are."""

    title: str
    width: float
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Strong:
    """A row of totals, in bold."""

    cells: tuple[Cell, ...]


Cell = str | int | float | date | Link | Formula | Amount | None
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
        self._book.set_properties({"title": clean(title, 255), "created": datetime.combine(day, time())})
        self._formats = Formats(self._book)
        self._sheets: list[Sheet] = []
        self._names: set[str] = set()

    def sheet(self, name: str, columns: Sequence[Column] = ()) -> Sheet:
        """Add a sheet with these columns; its name is made one Excel takes and no other sheet of the book has."""
        fitted = fit_name(name, self._names)
        self._names.add(fitted.casefold())
        self._sheets.append(Sheet(self._book.add_worksheet(fitted), self._formats, columns))
        return self._sheets[-1]

    def close(self) -> bytes:
        """The whole workbook, the same bytes on every system."""
        for sheet in self._sheets:
            sheet.bound_print()
        self._book.close()
        return rewrite_zip(read_parts(self._stream.getvalue()))


class Sheet:
    """A sheet, written from top to bottom."""

    def __init__(self, sheet: Any, formats: Formats, columns: Sequence[Column]) -> None:  # noqa: ANN401 - as above
        self._sheet, self._formats, self._columns = sheet, formats, columns
        self._row = 0
        self._links = 0
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.set_margins(**_MARGINS)
        sheet.fit_to_pages(1, 0)

    @property
    def next_row(self) -> int:
        """Number of the row that is written next, as formulas count them: from 1."""
        return self._row + 1

    @property
    def _printed(self) -> Sequence[Column]:
        return [column for column in self._columns if column.printed]

    def bound_print(self) -> None:
        """Print the columns meant for paper only."""
        if len(self._printed) < len(self._columns):
            self._sheet.print_area(0, 0, max(self._row - 1, 0), len(self._printed) - 1)

    def note(self, text: str) -> None:
        """A text across the sheet."""
        self._across(text, self._formats.line)

    def strong(self, text: str) -> None:
        """A bold text across the sheet."""
        self._across(text, self._formats.strong, bold=True)

    def title(self, text: str) -> None:
        """A bold line above what follows."""
        self._across(text, self._formats.title, size=_TITLE_SIZE, bold=True)

    def centred(self, text: str, *, bold: bool = False) -> None:
        """A line in the middle of the page."""
        self._across(text, self._formats.centred[bold], bold=bold)

    def skip(self) -> None:
        """An empty line."""
        self._row += 1

    def printed(self, words: str) -> None:
        """Say `words` at the head of every printed page; page numbers stand at the foot."""
        if head := head_text(words):
            self._sheet.set_header(f"&L{head}")
        self._sheet.set_footer("&CTrang &P/&N")

    def signatures(self, left: str, right: str, place_date: str) -> None:
        """Two blocks to sign, side by side under what is printed, place and date over the one on the right."""
        widths = [column.width for column in self._printed]
        middle = next(place for place in range(1, len(widths)) if sum(widths[: place + 1]) * 2 > sum(widths))
        halves = ((0, middle - 1), (middle, len(widths) - 1))
        bold = self._formats.centred[True]
        for texts, form in (
            (("", place_date), self._formats.italic), ((left, right), bold),
            (("(Ký, ghi rõ họ tên)", "(Ký, đóng dấu, ghi rõ họ tên)"), self._formats.italic),
        ):
            for (first, last), text in zip(halves, texts, strict=True):
                self._merge(first, last, text, form)
            self._row += 1
        self._row += _SIGNING_ROOM

    def table(self, rows: Iterable[Row], *, empty: str) -> None:
        """The sheet's table, under its columns: with a filter, and a header that stays and is printed on each page.

        Without rows the line `empty` says so. A last row of totals stays where it is when the table is sorted.
        """
        head = self._row
        ends_in_total = self._write_table([column.title for column in self._columns], rows, empty)
        last = self._row - 1 - ends_in_total
        self._sheet.autofilter(head, 0, max(last, head + 1), len(self._columns) - 1)
        self._sheet.freeze_panes(head + 1, 0)
        self._sheet.repeat_rows(head)

    def side_table(self, titles: Sequence[str], rows: Iterable[Row], *, empty: str) -> None:
        """A shorter table of its own above or below, in the widths of the sheet's columns."""
        self._write_table(titles, rows, empty)

    def _write_table(self, titles: Sequence[str], rows: Iterable[Row], empty: str) -> bool:
        """Write header and rows; whether the last one is a total."""
        for number, title in enumerate(titles):
            self._sheet.write_string(self._row, number, clean(title), self._formats.header)
        self._fit_height(titles, bold=True)
        self._row += 1
        row: Row | None = None
        for row in rows:
            self._write_row(row)
        if row is None:
            self.note(empty)
        return isinstance(row, Strong)

    def _write_row(self, row: Row) -> None:
        strong = isinstance(row, Strong)
        cells = [clean(cell) if isinstance(cell, str) else cell for cell in (
            row.cells if isinstance(row, Strong) else row)]
        for column, cell in enumerate(cells):
            self._write_cell(column, cell, strong=strong)
        self._fit_height(cells, bold=strong)
        self._row += 1

    def _across(self, text: str, form: Any, *, size: float = 1, bold: bool = False) -> None:  # noqa: ANN401 - as above
        """Write a text over the printed columns, on as many lines as it takes."""
        shown, columns = clean(text), self._printed
        self._merge(0, len(columns) - 1, shown, form)
        if columns:
            width = sum(column.width for column in columns) / size
            self._sheet.set_row(self._row, _height(count_lines(shown, width, bold=bold), size))
        self._row += 1

    def _merge(self, first: int, last: int, text: str, form: Any) -> None:  # noqa: ANN401 - as above
        if not text:
            return
        if first < last:
            self._sheet.merge_range(self._row, first, self._row, last, "", form)
        self._sheet.write_string(self._row, first, text, form)

    def _fit_height(self, cells: Sequence[Cell], *, bold: bool) -> None:
        """Make room for text that wraps: not every program does so for a file it has just opened."""
        lines = 1
        for cell, column in zip(cells, self._columns, strict=False):
            if isinstance(cell, str):
                lines = max(lines, count_lines(cell, column.width, bold=bold))
        if lines > 1:
            self._sheet.set_row(self._row, _height(lines))

    def _write_cell(self, column: int, cell: Cell, *, strong: bool) -> None:
        formats, row = self._formats, self._row
        match cell:
            case str() if cell:
                self._sheet.write_string(row, column, cell, formats.text[strong])
            case None | "" | Link(url=""):
                self._sheet.write_blank(row, column, None, formats.text[strong])
            case Amount():
                self._sheet.write_blank(row, column, None, formats.amount[strong])
            case Link():
                self._write_link(column, clean(cell.url), strong=strong)
            case Formula():
                self._sheet.write_formula(row, column, cell.text, formats.amount[strong], cell.value)
            case date():
                self._sheet.write_datetime(row, column, cell, formats.date[strong])
            case int():
                self._sheet.write_number(row, column, cell, formats.whole[strong])
            case float():
                looks = formats.whole if cell.is_integer() else formats.number
                self._sheet.write_number(row, column, cell, looks[strong])

    def _write_link(self, column: int, url: str, *, strong: bool) -> None:
        """A link where Excel takes one, else the address as text."""
        web = url.startswith(("http://", "https://"))
        if clean(url, MOST_ADDRESS) != url or self._links >= MOST_LINKS or not (web or _BESIDE.fullmatch(url)):
            self._sheet.write_string(self._row, column, url, self._formats.text[strong])
            return
        self._links += 1
        address = url if web else f"external:{url}"
        self._sheet.write_url(self._row, column, address, self._formats.link[strong], string=OPEN)


def _height(lines: int, size: float = 1) -> float:
    """Points of a row of so many lines, as far as Excel goes."""
    return min(_LINE * size * lines, _HIGHEST)
