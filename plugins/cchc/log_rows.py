"""One row of an output log → one output, or every problem of its cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
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
    "number": "Số, ký hiệu",
    "document_date": "Ngày văn bản",
}
_OTHER_NAMES = {"Số ký hiệu": "number", "Số/ký hiệu": "number"}  # a comma in a name is easily lost in a .csv
NAMES: Mapping[str, str] = {
    **{match_key(title): name for name, title in COLUMNS.items()},
    **{match_key(title): name for title, name in _OTHER_NAMES.items()},
}
REQUIRED = ("date", "title", "kind", "tasks")
NUMBERS = ("quantity", "people", "reach", "minutes")
STARTER_NOTE = "dòng khởi tạo"
FindPlan = Callable[[date], Plan | None]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One output; `evidence` is a web address or a file of the content folder, numbers are None when blank.

    `number` and `document_date` are those of the document the output is; `evidence_column` is where the sheet has it.
    """

    document_date: date | None = None
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
    number: str | None = None
    evidence_column: int = field(default=0, compare=False)

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
    """Reads the rows under one header; collects problems, and the days for a look at all of them.

    Every cell of a row is judged, whatever is wrong with others: without a day of its own, by the plan of the log's
    year.
    """

    def __init__(self, path: str, header: Header, find_plan: FindPlan, files: frozenset[str]) -> None:
        self.path, self.header, self.find_plan, self.files = path, header, find_plan, files
        self.problems: list[Problem] = []
        self.days: list[tuple[int, Cell, date]] = []
        self.row = header.number
        self.nameless: set[int] = set()
        self.filled: dict[tuple[int, str], list[int]] = defaultdict(list)
        self.values: dict[str, str] = {}

    @cached_property
    def usual_plan(self) -> Plan | None:
        """The one plan in force in the log's year; None when there is none or several."""
        year = PurePosixPath(self.path).stem
        if not re.fullmatch("[12][0-9]{3}", year):
            return None
        found = [self.find_plan(date(int(year), month, 1)) for month in range(1, 13)]
        plans = {plan.id: plan for plan in found if plan}
        return next(iter(plans.values())) if len(plans) == 1 else None

    def report(self, column: int, code: str, *, fix: str | None = None, **details: object) -> None:
        """Note a problem of a cell of the row."""
        mark = Mark(self.row, column)
        words = {"cell": cell_name(self.row, column), **details}
        self.problems.append(make_problem(self.path, mark, code, fix=fix, **words))

    def read(self, row: SheetRow) -> LogRow | None:
        """The row as an output; None when a problem of it was noted."""
        self.row = row.number
        before = len(self.problems)
        broken = self._broken_columns(row)
        if broken is None:
            return None
        places = self.header.columns.items()
        cells = {name: Cell() if column in broken else row.at(column) for name, column in places}
        for name in REQUIRED:
            if name != "tasks" and not cells[name].text and self.header.columns[name] not in broken:
                self.report(self.header.columns[name], "so-o-trong", title=COLUMNS[name])
        self._note_filled(cells)
        day, plan = self._day(cells["date"])
        judged = plan or self.usual_plan
        numbers = {name: self._number(name, cells) for name in NUMBERS}
        evidence = self._evidence(cells)
        found = self._build(cells, day or judged.period.start, judged, numbers, evidence) if judged else None
        return found if len(self.problems) == before else None

    def filled_in(self) -> Iterator[Problem]:
        """A warning for each merged cell whose value was read for rows below its first."""
        for (column, merged), rows in self.filled.items():
            first = re.search(r"\d+", merged)
            yield make_problem(
                self.path, Mark(rows[0], column), "so-o-gop-dien", cell=cell_name(rows[0], column), range=merged,
                rows=", ".join(map(str, rows)) if len(rows) < 5 else f"{rows[0]}, {rows[1]}, …, {rows[-1]}",
                value=self.values[merged], first=first[0] if first else "",
            )

    def _note_filled(self, cells: Mapping[str, Cell]) -> None:
        for name, cell in cells.items():
            if cell.above and name not in NUMBERS:
                self.filled[self.header.columns[name], cell.above].append(self.row)
                self.values[cell.above] = cell.text

    def _broken_columns(self, row: SheetRow) -> set[int] | None:
        """Report cells without a readable value; their columns, or None where the row as a whole is no output."""
        filled = [(column, cell) for column, cell in enumerate(row.cells, 1) if cell.filled]
        merged = self._merged_across(filled)
        rest = [(column, cell) for column, cell in filled if not cell.across]
        if not rest:
            return None
        beyond = [column for column, _ in rest if column > self.header.width]
        if beyond:
            self.report(beyond[0], "so-o-thua", found=len(row.cells), width=self.header.width)
            if self.path.endswith(".csv"):
                return None  # a comma without quotes moves every cell behind it
        column, first = rest[0]
        if log_cells.is_total(first):
            self.report(column, "so-dong-tong", value=first.text)
            return None
        if len(filled) == 1 and column in self.header.titled and first.kind != "formula":
            self.report(column, "so-dong-mot-o", value=first.text)
            return None
        return merged | self._without_value((column, cell) for column, cell in rest if column <= self.header.width)

    def _merged_across(self, filled: Iterable[tuple[int, Cell]]) -> set[int]:
        """Report cells merged over several columns, once a range; their columns."""
        told: set[str] = set()
        columns: set[int] = set()
        for column, cell in filled:
            if cell.across:
                columns.add(column)
                if cell.across not in told:
                    self.report(column, "so-o-gop", range=cell.across)
                told.add(cell.across)
        return columns

    def _without_value(self, filled: Iterable[tuple[int, Cell]]) -> set[int]:
        """Report formulas that were not computed or failed, and, once a column, values under no column name."""
        broken: set[int] = set()
        for column, cell in filled:
            code = {"formula": "so-cong-thuc", "error": "so-o-loi"}.get(cell.kind)
            if column not in self.header.titled:
                if column not in self.nameless:
                    self.report(column, "so-cot-khong-ten", value=cell.text)
                self.nameless.add(column)
            elif code and column in self.header.columns.values():
                self.report(column, code, value=cell.text)
                broken.add(column)
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
        unit = log_cells.read_unit(cells.get("unit", blank), plan)
        areas = self._take_all("areas", *log_cells.read_areas(cells.get("areas", blank), plan))
        issued = cells.get("document_date", blank)
        return LogRow(
            source=self.path, row=self.row, plan=plan.id, date=day, title=cells["title"].text, kind=kind or "",
            tasks=tasks, areas=areas or plan.task_areas(tasks),
            unit=self._take("unit", unit),
            channels=self._take_all("channels", *log_cells.read_channels(cells.get("channels", blank), plan)),
            evidence=evidence, evidence_column=self.header.columns.get("evidence", 0), **numbers,
            place=cells.get("place", blank).text, note=cells.get("note", blank).text,
            number=cells.get("number", blank).text or None,
            document_date=self._take("document_date", log_cells.read_day(issued)) if issued.text else None,
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
            if log_cells.lacks_scheme(written):
                self.report(self.header.columns["evidence"], "so-dia-chi", value=written)
            elif written not in self.files:
                self.report(self.header.columns["evidence"], "so-tep", value=written)
            elif not allowed_name(written):
                self.report(self.header.columns["evidence"], "so-tep-ten", value=written)
        return written
