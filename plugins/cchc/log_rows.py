"""One row of an output log → one output, or every problem of its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from cchc import log_cells
from cchc.asset_file import allowed_name
from cchc.log_cells import Fault
from cchc.plan import Plan
from cchc.problems import Mark, Problem, make_problem
from cchc.spreadsheet import Cell, SheetRow, cell_name
from cchc.text import format_date, match_key

COLUMNS: Mapping[str, str] = {
    "date": "Ngày",
    "title": "Tên sản phẩm",
    "kind": "Thể loại",
    "tasks": "Nhiệm vụ",
    "areas": "Nội dung",
    "unit": "Đơn vị",
    "channels": "Kênh",
    "evidence": "Đường dẫn/tệp kiểm chứng",
    "quantity": "Số lượng",
    "people": "Lượt người",
    "reach": "Lượt tiếp cận",
    "minutes": "Thời lượng (phút)",
    "place": "Địa điểm",
    "note": "Ghi chú",
}
NAMES: Mapping[str, str] = {match_key(title): name for name, title in COLUMNS.items()}
REQUIRED = ("date", "title", "kind", "tasks")
NUMBERS = ("quantity", "people", "reach", "minutes")
STARTER_NOTE = "dòng khởi tạo"
FindPlan = Callable[[date], Plan | None]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One output; `evidence` is a web address or a file of the content folder, numbers are None when blank."""

    source: str
    row: int
    plan: str
    date: date
    title: str
    kind: str
    tasks: tuple[int, ...]
    areas: tuple[str, ...]
    unit: str | None = None
    channels: tuple[str, ...] = ()
    evidence: str = ""
    quantity: float | None = None
    people: float | None = None
    reach: float | None = None
    minutes: float | None = None
    place: str = ""
    note: str = ""

    @property
    def is_starter(self) -> bool:
        """Whether its note marks it as starter content."""
        return self.note.casefold().startswith(STARTER_NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header row: its number, how many cells it has, the column of each name, all columns with any name."""

    number: int
    width: int
    columns: Mapping[str, int]
    titled: frozenset[int]


class RowReader:
    """Reads the rows under one header; collects problems, and the days for a look at all of them."""

    def __init__(self, path: str, header: Header, find_plan: FindPlan, files: frozenset[str]) -> None:
        self.path, self.header, self.find_plan, self.files = path, header, find_plan, files
        self.problems: list[Problem] = []
        self.days: list[tuple[int, Cell, date]] = []
        self.row = header.number
        self.nameless: set[int] = set()

    def report(self, column: int, code: str, *, fix: str | None = None, **details: object) -> None:
        """Note a problem of a cell of the row."""
        mark = Mark(self.row, column)
        words = {"cell": cell_name(self.row, column), **details}
        self.problems.append(make_problem(self.path, mark, code, fix=fix, **words))

    def read(self, row: SheetRow) -> LogRow | None:
        """The row as an output; None when a problem of it was noted."""
        self.row = row.number
        before = len(self.problems)
        if self._unreadable(row):
            return None
        cells = {name: row.at(column) for name, column in self.header.columns.items()}
        for name in REQUIRED:
            if name != "tasks" and not cells[name].text:
                self.report(self.header.columns[name], "so-o-trong", title=COLUMNS[name])
        day, plan = self._day(cells["date"])
        numbers = {name: self._number(name, cells) for name in NUMBERS}
        evidence = self._evidence(cells)
        found = self._build(cells, day, plan, numbers, evidence) if day and plan else None
        return found if len(self.problems) == before else None

    def _unreadable(self, row: SheetRow) -> bool:
        """Report what makes the whole row unreadable; the first such thing only."""
        filled = [(column, cell) for column, cell in enumerate(row.cells, 1) if cell.filled]
        for column, cell in filled:
            if cell.across:
                self.report(column, "so-o-gop", range=cell.across)
                return True
            if column > self.header.width:
                self.report(column, "so-o-thua", found=len(row.cells), width=self.header.width)
                return True
        column, first = filled[0]
        if log_cells.is_total(first):
            self.report(column, "so-dong-tong", value=first.text)
            return True
        if len(filled) == 1 and column in self.header.titled and first.kind != "formula":
            self.report(column, "so-dong-mot-o", value=first.text)
            return True
        return self._without_value(filled)

    def _without_value(self, filled: Iterable[tuple[int, Cell]]) -> bool:
        """Report formulas that were not computed or failed, and, once a column, values under no column name."""
        broken = False
        for column, cell in filled:
            code = {"formula": "so-cong-thuc", "error": "so-o-loi"}.get(cell.kind)
            if column not in self.header.titled:
                if column not in self.nameless:
                    self.report(column, "so-cot-khong-ten", value=cell.text)
                self.nameless.add(column)
            elif code and column in self.header.columns.values():
                self.report(column, code, value=cell.text)
                broken = True
        return broken

    def _day(self, cell: Cell) -> tuple[date | None, Plan | None]:
        day = self._take("date", log_cells.read_day(cell)) if cell.text else None
        plan = self.find_plan(day) if day else None
        if day:
            self.days.append((self.row, cell, day))
        if day and plan is None:
            self.report(self.header.columns["date"], "so-khong-ke-hoach", day=format_date(day))
        return day, plan

    def _build(
        self, cells: Mapping[str, Cell], day: date, plan: Plan, numbers: Mapping[str, float | None], evidence: str,
    ) -> LogRow:
        blank = Cell()
        kind = self._take("kind", log_cells.read_name(cells["kind"], "so-the-loai", plan.kinds, plan.kind_names))
        tasks = self._take_all("tasks", *log_cells.read_tasks(cells["tasks"], plan))
        unit = log_cells.read_name(cells.get("unit", blank), "so-don-vi", plan.units, plan.unit_names)
        areas = self._take_all("areas", *log_cells.read_areas(cells.get("areas", blank), plan))
        return LogRow(
            source=self.path, row=self.row, plan=plan.id, date=day, title=cells["title"].text, kind=kind or "",
            tasks=tasks, areas=areas or plan.task_areas(tasks),
            unit=self._take("unit", unit),
            channels=self._take_all("channels", *log_cells.read_channels(cells.get("channels", blank), plan)),
            evidence=evidence, **numbers,
            place=cells.get("place", blank).text, note=cells.get("note", blank).text,
        )

    def _take(self, column: str, found: Value | Fault) -> Value | None:
        """A value, or None with its fault noted."""
        if isinstance(found, Fault):
            self.report(self.header.columns[column], found.code, fix=found.fix, **found.details)
            return None
        return found

    def _take_all(self, column: str, found: tuple[Value, ...], faults: tuple[Fault, ...]) -> tuple[Value, ...]:
        for fault in faults:
            self._take(column, fault)
        return found

    def _number(self, name: str, cells: Mapping[str, Cell]) -> float | None:
        cell = cells.get(name, Cell())
        if cell.above:
            self.report(self.header.columns[name], "so-o-gop-so", title=COLUMNS[name])
            return None
        return self._take(name, log_cells.read_number(cell))

    def _evidence(self, cells: Mapping[str, Cell]) -> str:
        written = log_cells.read_evidence(cells.get("evidence", Cell()))
        if written and not log_cells.is_web(written):
            if written not in self.files:
                self.report(self.header.columns["evidence"], "so-tep", value=written)
            elif not allowed_name(written):
                self.report(self.header.columns["evidence"], "so-tep-ten", value=written)
        return written
