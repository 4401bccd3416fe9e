"""Workbooks for tests, made with openpyxl from readable tables; all data are test data."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def make_xlsx(
    rows: Sequence[Sequence[object]], *, merged: Sequence[str] = (), name: str = "Sheet1",
    change: Callable[[Worksheet], None] | None = None, more: dict[str, Sequence[Sequence[object]]] | None = None,
) -> bytes:
    """An .xlsx with `rows` in its first sheet (text stays text), ranges `merged`, and further sheets `more`."""
    book = Workbook()
    sheet = book.active
    sheet.title = name
    _put(sheet, rows)
    for title, others in (more or {}).items():
        _put(book.create_sheet(title), others)
    for place in merged:
        sheet.merge_cells(place)
    if change:
        change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put(sheet: Worksheet, rows: Sequence[Sequence[object]]) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                cell = sheet.cell(number, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"


def edit_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one part changed as bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return stream.getvalue()
