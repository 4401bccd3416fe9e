"""Cells of a sheet as text, and the reader of .csv; `excel_file` gives the same for .xlsx.

Both kinds of file give the same `Sheet`, so that whoever reads rows need not know which it was.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cchc.problems import Mark, Problem, make_problem
from cchc.text import CONTROL, clean_line, match_key

MOST_ROWS = 20_000
MOST_COLUMNS = 100
HEAD_ROWS = 15  # a title block may stand above the header
_FORMULA_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. `text` is on one line in NFC; `day` is set for a date, and for a number that may be a day's serial.

    `above`: the range, when the value is that of a cell merged over several rows that starts in a row above;
    `across`: the range, when merged over several columns; `link`: where a click leads; `grouped`: a number shown
    with a separator between thousands.
    """

    text: str = ""
    kind: Literal["text", "number", "date", "error", "formula"] = "text"
    day: date | None = None
    above: str = ""
    across: str = ""
    link: str = ""
    grouped: bool = False

    @property
    def filled(self) -> bool:
        """Whether something stands in it, be it unreadable."""
        return bool(self.text) or self.kind in {"error", "formula"}

    @property
    def own(self) -> bool:
        """Whether something stands in it that is not of a cell above."""
        return self.filled and not self.above


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that holds something; `number` and columns are those of the sheet, from 1."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell:
        """The cell in `column`, blank beyond the last."""
        return self.cells[column - 1] if column <= len(self.cells) else BLANK


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows in order, blank ones left out; problems of cells as such."""

    name: str
    rows: tuple[SheetRow, ...]
    problems: tuple[Problem, ...] = ()


def cell_name(row: int, column: int) -> str:
    """Spreadsheet name of a cell: (17, 4) → D17."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def read_csv(path: str, text: str, names: Collection[str]) -> Sheet:
    """Read a .csv with "," or ";" between cells: the sign that shows more of the column names `names` (match keys)."""
    problems: list[Problem] = []
    rows: list[SheetRow] = []
    number = 0
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, names),
                                                   strict=True), 1):
            cells = tuple(
                text_cell(one_line(path, Mark(number, column), raw, problems)) for column, raw in enumerate(record, 1)
            )
            if any(cell.text for cell in cells):
                rows.append(SheetRow(number, cells))
    except csv.Error:
        problems.append(make_problem(path, Mark(number + 1, 1), "so-nhay"))
    if number > MOST_ROWS:
        problems += [beyond(path, row.number, 1) for row in rows if row.number > MOST_ROWS][:1]
        rows = [row for row in rows if row.number <= MOST_ROWS]
    return Sheet("", tuple(rows), tuple(problems))


def text_cell(text: str, link: str = "") -> Cell:
    """A cell of text; the name of a formula's error, as a .csv holds it, is such an error."""
    return Cell(text=text, link=link, kind="error" if text in _FORMULA_ERRORS else "text")


def one_line(path: str, mark: Mark, raw: str, problems: list[Problem]) -> str:
    """What a cell says, on one line; a control character in it is a problem."""
    control = CONTROL.search(raw)
    if control:
        where = f"U+{ord(control.group()):04X} (ô {cell_name(mark.line, mark.column)})"
        problems.append(make_problem(path, mark, "ky-tu-la", char=where))
    return clean_line(raw)


def beyond(path: str, row: int, column: int) -> Problem:
    """The problem of the first cell that lies outside what is read."""
    cell = cell_name(row, column)
    return make_problem(path, Mark(row, column), "so-qua-lon", cell=cell, rows=MOST_ROWS, columns=MOST_COLUMNS)


def _delimiter(text: str, names: Collection[str]) -> str:
    """The sign whose cells in the head of the file hold most column names; else the commoner one in the first line."""
    head = text.split("\n", HEAD_ROWS)[:HEAD_ROWS]
    shown = {sign: max(_count_names(head, sign, names)) for sign in ",;"}
    if shown[","] != shown[";"]:
        return max(shown, key=lambda sign: shown[sign])
    return ";" if head[0].count(";") > head[0].count(",") else ","


def _count_names(lines: list[str], sign: str, names: Collection[str]) -> Iterator[int]:
    for line in lines:
        yield sum(match_key(cell.strip().strip('"')) in names for cell in line.split(sign))
