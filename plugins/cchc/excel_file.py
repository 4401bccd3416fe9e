"""Cells of an .xlsx as text, with merged cells filled, dates as days and numbers the Vietnamese way (1234,5).

A file that comes from outside is opened only within limits. Hidden and filtered rows are read as any other;
comments and pictures are not.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from cchc.errors import DamagedFileError
from cchc.office_file import check_office_zip, read_parts
from cchc.problems import Mark, Problem
from cchc.spreadsheet import (
    BLANK,
    HEAD_ROWS,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Sheet,
    SheetRow,
    beyond,
    one_line,
    text_cell,
)
from cchc.text import format_date, match_key

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as StoredCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_BYTES = 5_000_000  # of the file as stored
MOST_CELLS = 500_000  # of all sheets, empty formatted and merged ones included: each takes memory
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # an OLE file: .xls, or an .xlsx with a password
_CELL_TAG = re.compile(rb"<(?:\w{1,20}:)?c[ />]")
_FORMULA_TAG = re.compile(rb"<(?:\w{1,20}:)?f[ />]")
_RANGE = re.compile(
    rb"<(?:\w{1,20}:)?(?:mergeCell|hyperlink)\b[^<>]{0,2000}?"
    rb"\bref=[\"']\$?([A-Z]{1,9})\$?(\d{1,19}):\$?([A-Z]{1,9})\$?(\d{1,19})[\"']"
)
_ESCAPED = re.compile("_x(00[01][0-9A-Fa-f]|005[Ff])_")  # how the format stores control characters and "_"


def read_xlsx(path: str, data: bytes, preferred: str) -> tuple[Sheet, ...]:
    """Read an .xlsx: first the sheet called `preferred`, else its first sheet; then the head of each other one.

    DamagedFileError for a file that is not sound, not of this kind, has a password or is too large.
    """
    name = path.rpartition("/")[2]
    with_formulas = _check_file(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on features that hold no values: extensions, pictures, styles
            book = _load(data, values=True)
            formulas = _load(data, values=False) if with_formulas else None
            sheets = sorted(book.worksheets, key=lambda sheet: match_key(sheet.title) != match_key(preferred))
            return tuple(
                _Sheet(path, sheet, formulas, last=MOST_ROWS if index == 0 else HEAD_ROWS).read()
                for index, sheet in enumerate(sheets)
            )
    except Exception as error:
        raise DamagedFileError(f"{name} có phần bên trong sai cấu trúc. Mở bằng Excel, lưu lại rồi thử lại.") from error


def _check_file(data: bytes, name: str) -> bool:
    """Raise DamagedFileError for what must not be opened; say whether there are formulas."""
    if data.startswith(_OLD_EXCEL):
        raise DamagedFileError(
            f"{name} có mật khẩu, hoặc là tệp .xls đổi đuôi. Mở bằng Excel, bỏ mật khẩu rồi lưu thành .xlsx."
        )
    if len(data) > MOST_BYTES:
        raise DamagedFileError(f"{name} lớn hơn {MOST_BYTES} byte. Bỏ ảnh và trang tính không dùng rồi lưu lại.")
    check_office_zip(data, name, "xl/workbook.xml")
    try:
        parts = {part: content for part, content in read_parts(data).items() if part.endswith((".xml", ".rels"))}
    except (zipfile.BadZipFile, OSError) as error:
        raise DamagedFileError(f"{name} bị hỏng, không đọc được. Mở tệp, lưu lại rồi thử lại.") from error
    if any(b"<!DOCTYPE" in content or b"<!ENTITY" in content for content in parts.values()):
        raise DamagedFileError(f"{name} có khai báo mà tệp Excel không bao giờ có. Mở bằng Excel, lưu lại rồi thử lại.")
    sheets = [content for part, content in parts.items() if part.startswith("xl/")]
    cells = sum(len(_CELL_TAG.findall(content)) for content in sheets)
    cells += sum(_area(*found.groups()) for content in sheets for found in _RANGE.finditer(content))
    if cells > MOST_CELLS:
        raise DamagedFileError(
            f"{name} có quá {MOST_CELLS} ô, kể cả ô trống có kẻ khung hoặc ô gộp. Chép các dòng đang dùng sang sổ mới."
        )
    return any(_FORMULA_TAG.search(content) for content in sheets)


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    """Cells in a range such as A1:C9; ranges of names no sheet has count as too many."""
    if max(len(left), len(right)) > 3 or max(len(top), len(bottom)) > 7:
        return MOST_CELLS + 1
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _load(data: bytes, *, values: bool) -> Workbook:
    from openpyxl import load_workbook  # only content with such a file pays for it

    return load_workbook(io.BytesIO(data), data_only=values, keep_links=False)


class _Sheet:
    """Reads one sheet of a workbook up to row `last`."""

    def __init__(self, path: str, sheet: Worksheet, formulas: Workbook | None, last: int) -> None:
        from openpyxl.utils.datetime import WINDOWS_EPOCH

        self.path, self.sheet, self.last = path, sheet, last
        self.formulas = formulas[sheet.title] if formulas else None
        self.epoch = sheet.parent.epoch if sheet.parent else WINDOWS_EPOCH
        self.problems: list[Problem] = []
        self.cells: dict[int, dict[int, Cell]] = defaultdict(dict)

    def read(self) -> Sheet:
        self._fill()
        self._spread()
        rows = tuple(
            SheetRow(number, tuple(cells.get(column, BLANK) for column in range(1, max(cells) + 1)))
            for number, cells in sorted(self.cells.items())
        )
        return Sheet(self.sheet.title, rows, tuple(self.problems))

    def _fill(self) -> None:
        """Every cell that holds something; the first one too far down or to the right is a problem."""
        stored = self.sheet._cells  # noqa: SLF001 - the public ways make a cell for every place up to the last
        outside = None
        for (row, column), cell in sorted(stored.items()):
            found = self._cell(row, column, cell)
            if not found.filled:
                continue
            if row > self.last or column > MOST_COLUMNS:
                outside = outside or (row, column)
            else:
                self.cells[row][column] = found
        if outside:
            self.problems.append(beyond(self.path, *outside))

    def _spread(self) -> None:
        """Give every cell of a merged range the value of its first."""
        for merged in self.sheet.merged_cells.ranges:
            left, top, right, bottom = merged.bounds
            first = self.cells[top].get(left, BLANK) if top in self.cells else BLANK
            if not first.filled:
                continue
            across = merged.coord if right > left else ""
            for row in range(top, min(bottom, self.last) + 1):
                for column in range(left, min(right, MOST_COLUMNS) + 1):
                    above = merged.coord if row > top else ""
                    self.cells[row][column] = replace(first, above=above, across=across)

    def _cell(self, row: int, column: int, cell: StoredCell | MergedCell) -> Cell:
        value = cell.value
        if value is None:
            formula = self.formulas is not None and cell.data_type == "n" and self._is_formula(row, column)
            return Cell(kind="formula") if formula else BLANK
        if cell.data_type == "e":
            return Cell(text=str(value), kind="error")
        if isinstance(value, bool):
            return Cell(text="TRUE" if value else "FALSE")
        if isinstance(value, (int, float)):
            grouped = "#,##" in str(cell.number_format)
            return Cell(text=_number_text(value), kind="number", day=self._serial_day(value), grouped=grouped)
        if isinstance(value, (date, time)):
            return _date_cell(value)
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
        link = getattr(cell.hyperlink, "target", None) if cell.hyperlink else None
        return text_cell(one_line(self.path, Mark(row, column), text, self.problems), link or "")

    def _is_formula(self, row: int, column: int) -> bool:
        return self.formulas is not None and self.formulas.cell(row, column).data_type == "f"

    def _serial_day(self, value: float) -> date | None:
        """The day a number would be if its cell had kept a date's format, by the workbook's own calendar."""
        from openpyxl.utils.datetime import from_excel

        try:
            found = from_excel(value, self.epoch) if value >= 1 else None
        except (OverflowError, ValueError):
            return None
        return found.date() if isinstance(found, datetime) else None


def _date_cell(value: date | time) -> Cell:
    """A day; the time of day, where there is one, stays to be seen."""
    if isinstance(value, time):
        return Cell(text=value.isoformat(), kind="date")
    day = value.date() if isinstance(value, datetime) else value
    clock = f" {value:%H:%M:%S}" if isinstance(value, datetime) and value.time() != time() else ""
    return Cell(text=f"{format_date(day)}{clock}", kind="date", day=day)


def _number_text(value: float) -> str:
    """As a Vietnamese sheet shows it, to the 15 digits a sheet keeps: 3.0 → 3, 1234.5 → 1234,5."""
    return f"{Decimal(f'{value:.15g}'):f}".replace(".", ",")
