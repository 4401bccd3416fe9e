"""The output log content/so-theo-doi/<year>.csv or .xlsx: outputs that are not posts, one row each (contract).

Problems name the cell: line and column of a problem are the row and column of the sheet ("ô D17").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cchc import front_matter
from cchc.asset_file import extension
from cchc.errors import DamagedFileError
from cchc.excel_file import MOST_BYTES, read_xlsx
from cchc.log_rows import COLUMNS, NAMES, REQUIRED, FindPlan, Header, LogRow, RowReader
from cchc.problems import WHOLE_FILE, Mark, Problem, make_problem
from cchc.spreadsheet import HEAD_ROWS, Cell, Sheet, SheetRow, cell_name, read_csv
from cchc.text import format_date, match_key, nearest

__all__ = ["COLUMNS", "SHEET_NAME", "LogRow", "ParsedLog", "log_year", "misnamed", "parse_log"]

SHEET_NAME = "Sổ theo dõi"
_OTHER_SHEETS = frozenset({"xls", "xlsm", "xlsb", "xlt", "xltx", "xltm", "ods", "ots", "fods", "numbers", "et"})
_FILE_NAME = re.compile(r"so-theo-doi/([0-9]{4})\.(?:csv|xlsx)")


@dataclass(frozen=True, slots=True)
class ParsedLog:
    """Result of reading a log: the good rows and all problems."""

    rows: tuple[LogRow, ...]
    problems: tuple[Problem, ...]


def log_year(path: str) -> str | None:
    """The year a log is for, by its path in the content folder; None for a file that is no log."""
    found = _FILE_NAME.fullmatch(path)
    return found[1] if found else None


def misnamed(path: str) -> Problem:
    """The problem of a file among the logs that is none: another kind of sheet, or another name."""
    kind = extension(path)
    return make_problem(path, WHOLE_FILE, "so-excel" if kind in _OTHER_SHEETS else "so-ten-tep", kind=kind)


def parse_log(path: str, data: bytes, find_plan: FindPlan, files: frozenset[str]) -> ParsedLog:
    """Read the log at `path`; `find_plan` gives the plan of a day, `files` the content folder's files."""
    if path.endswith(".xlsx"):
        try:
            sheet, *others = read_xlsx(path, data, SHEET_NAME)
        except DamagedFileError as error:
            return ParsedLog((), (make_problem(path, WHOLE_FILE, "so-hong", reason=error),))
        more = _other_logs(path, sheet, others)
    else:
        text, problems = front_matter.decode(path, data, MOST_BYTES)
        if text is None:
            return ParsedLog((), tuple(problems))
        sheet, more = read_csv(path, text, NAMES), []
    log = _read_sheet(path, sheet, find_plan, files)
    return ParsedLog(log.rows, (*sheet.problems, *more, *log.problems))


def _read_sheet(path: str, sheet: Sheet, find_plan: FindPlan, files: frozenset[str]) -> ParsedLog:
    """Rows and problems of the sheet that holds the log."""
    first = _find_header(sheet)
    if first is None:
        empty = () if sheet.problems else (make_problem(path, WHOLE_FILE, "so-trong"),)
        return ParsedLog((), empty)
    header, problems = _read_header(path, first)
    missing = [COLUMNS[name] for name in REQUIRED if name not in header.columns]
    for title in missing:
        fix = f"thêm cột này ở dòng tiêu đề (dòng {header.number})"
        problems.append(make_problem(path, WHOLE_FILE, "so-cot-thieu", fix=fix, value=title))
    if missing:
        return ParsedLog((), tuple(problems))
    reader = RowReader(path, header, find_plan, files)
    found = [reader.read(row) for row in sheet.rows if row.number > header.number and _holds_output(row, header)]
    swapped = _swapped_days(path, header.columns["date"], reader.days)
    return ParsedLog(tuple(row for row in found if row), (*problems, *reader.problems, *reader.filled_in(), *swapped))


def _names_required(row: SheetRow) -> bool:
    return {NAMES.get(match_key(cell.text)) for cell in row.cells} >= set(REQUIRED)


def _find_header(sheet: Sheet) -> SheetRow | None:
    """The first row of the head that names all required columns, else the one that names most; None: no row."""
    head = [row for row in sheet.rows if row.number <= HEAD_ROWS] or list(sheet.rows[:1])
    best = max(head, key=lambda row: sum(match_key(cell.text) in NAMES for cell in row.cells), default=None)
    return next((row for row in head if _names_required(row)), best)


def _read_header(path: str, row: SheetRow) -> tuple[Header, list[Problem]]:
    """Where each column is; unknown, repeated and merged names are problems."""
    problems: list[Problem] = []
    columns: dict[str, int] = {}
    merged: set[str] = set()

    def report(column: int, code: str, fix: str | None = None, **details: object) -> None:
        words = {"cell": cell_name(row.number, column), **details}
        problems.append(make_problem(path, Mark(row.number, column), code, fix=fix, **words))

    for column, cell in enumerate(row.cells, 1):
        if cell.across in merged:
            continue
        if cell.across:
            merged.add(cell.across)
            report(column, "so-o-gop", range=cell.across)
        name = NAMES.get(match_key(cell.text))
        if name is None and cell.text:
            report(column, "so-cot-la", _column_fix(cell.text), value=cell.text)
        elif name in columns:
            report(column, "so-cot-trung", value=cell.text)
        elif name:
            columns[name] = column
    titled = frozenset(column for column, cell in enumerate(row.cells, 1) if cell.text)
    return Header(number=row.number, width=len(row.cells), columns=columns, titled=titled), problems


def _column_fix(written: str) -> str:
    close = nearest(written, tuple(COLUMNS.values()))
    return f"có phải cột “{close}”?" if close else f"xóa cột này, hoặc dùng các cột: {', '.join(COLUMNS.values())}"


def _holds_output(row: SheetRow, header: Header) -> bool:
    """Whether the row has something of its own and does not repeat the header, as sheets do on every page.

    What stands under an unknown name does not count: that column is a problem already.
    """
    repeated = all(match_key(row.at(header.columns[name]).text) == match_key(COLUMNS[name]) for name in REQUIRED)
    unknown = header.titled.difference(header.columns.values())
    return not repeated and any(cell.own for column, cell in enumerate(row.cells, 1) if column not in unknown)


def _other_logs(path: str, sheet: Sheet, others: Iterable[Sheet]) -> list[Problem]:
    """Sheets beside the one read that hold a log too."""
    return [
        make_problem(path, WHOLE_FILE, "so-trang-khac", other=other.name, read=sheet.name)
        for other in others if any(map(_names_required, other.rows))
    ]


def _swapped_days(path: str, column: int, days: Sequence[tuple[int, Cell, date]]) -> list[Problem]:
    """Days pasted into a sheet that puts the month first: it takes 05/06 for 6 May and leaves 25/06 as text."""
    dates = [(row, day) for row, cell, day in days if cell.kind == "date"]
    texts = [day for _, cell, day in days if cell.kind == "text"]
    if len(dates) < 3 or len(texts) < 2 or any(day.day > 12 for _, day in dates) or any(day.day < 13 for day in texts):
        return []
    row, day = dates[0]
    cell = cell_name(row, column)
    return [make_problem(path, Mark(row, column), "so-ngay-dao", cell=cell, day=format_date(day), count=len(dates))]
