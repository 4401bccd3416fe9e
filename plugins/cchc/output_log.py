"""The output log content/so-theo-doi/<year>.csv: outputs that are not posts, one row each (contract).

Problems name the cell: line and column of a problem are the row and column of the sheet ("ô D17").
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cchc import front_matter
from cchc.asset_file import allowed_name
from cchc.dates import parse_moment
from cchc.fields import AREA_LETTERS
from cchc.plan import Plan, suggest
from cchc.problems import WHOLE_FILE, Mark, Problem, make_problem
from cchc.text import clean_line, format_date, match_key, nearest
from cchc.yaml_traps import CONTROL

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
REQUIRED = ("date", "title", "kind", "tasks")
STARTER_NOTE = "dòng khởi tạo"
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
FindPlan = Callable[[date], Plan | None]


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


@dataclass(frozen=True, slots=True)
class ParsedLog:
    """Result of reading a log: the good rows and all problems."""

    rows: tuple[LogRow, ...]
    problems: tuple[Problem, ...]


def cell_name(row: int, column: int) -> str:
    """Spreadsheet name of a cell: (17, 4) → D17."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def parse_log(path: str, data: bytes, find_plan: FindPlan, files: frozenset[str]) -> ParsedLog:
    """Read the log at `path`; `find_plan` gives the plan of a day, `files` the content folder's files."""
    text, problems = front_matter.decode(path, data)
    if text is None:
        return ParsedLog((), tuple(problems))
    for number, line in enumerate(text.split("\n"), 1):
        control = CONTROL.search(line)
        if control:
            problems.append(make_problem(path, Mark(number, 1), "ky-tu-la", char=f"U+{ord(control.group()):04X}"))
    reader = _Reader(path, find_plan, files)
    rows = tuple(reader.read(text))
    return ParsedLog(rows, (*problems, *reader.problems))


class _Reader:
    """Reads one log; collects problems."""

    def __init__(self, path: str, find_plan: FindPlan, files: frozenset[str]) -> None:
        self.path, self.find_plan, self.files = path, find_plan, files
        self.problems: list[Problem] = []
        self.columns: dict[str, int] = {}
        self.row = 1

    def report(self, column: int, code: str, *, fix: str | None = None, **details: object) -> None:
        cell = cell_name(self.row, column)
        place = Mark(self.row, column)
        self.problems.append(make_problem(self.path, place, code, fix=fix, cell=cell, **details))

    def read(self, text: str) -> Iterator[LogRow]:
        header_line = text.split("\n", 1)[0]
        delimiter = ";" if header_line.count(";") > header_line.count(",") else ","
        records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        header: list[str] | None = None
        while True:
            try:
                record = next(records)
            except StopIteration:
                break
            except csv.Error:
                self.problems.append(make_problem(self.path, Mark(self.row, 1), "so-nhay"))
                return
            cells = [clean_line(cell) for cell in record]
            if header is None:
                header = cells
                if not self._read_header(cells):
                    return
            elif any(cells):
                found = self._read_row(cells, len(header))
                if found is not None:
                    yield found
            self.row += 1
        if header is None:
            self.problems.append(make_problem(self.path, WHOLE_FILE, "so-trong"))

    def _read_header(self, cells: list[str]) -> bool:
        names = {match_key(title): name for name, title in COLUMNS.items()}
        for column, cell in enumerate(cells, 1):
            name = names.get(match_key(cell))
            if name is None and cell:
                close = nearest(cell, tuple(COLUMNS.values()))
                fix = f"có phải cột “{close}”?" if close else f"dùng các cột: {', '.join(COLUMNS.values())}"
                self.report(column, "so-cot-la", fix=fix, value=cell)
            elif name in self.columns:
                self.report(column, "so-cot-trung", value=cell)
            elif name:
                self.columns[name] = column
        missing = [COLUMNS[name] for name in REQUIRED if name not in self.columns]
        for title in missing:
            self.problems.append(make_problem(self.path, WHOLE_FILE, "so-cot-thieu", value=title))
        return not missing

    def _read_row(self, cells: list[str], width: int) -> LogRow | None:
        before = len(self.problems)
        extra = next((column for column in range(width + 1, len(cells) + 1) if cells[column - 1]), None)
        if extra is not None:
            self.report(extra, "so-o-thua", found=len(cells), width=width)
            return None
        values = {name: cells[column - 1] if column <= len(cells) else "" for name, column in self.columns.items()}
        for name in REQUIRED:
            if name != "tasks" and not values[name]:
                self.report(self.columns[name], "so-o-trong", title=COLUMNS[name])
        day = self._day(values["date"])
        plan = self.find_plan(day) if day else None
        if day and plan is None:
            self.report(self.columns["date"], "so-khong-ke-hoach", day=format_date(day))
        if day is None or plan is None:
            return None
        row = self._build(values, day, plan)
        bad = any(problem.severity == "error" for problem in self.problems[before:])
        return None if bad else row

    def _day(self, written: str) -> date | None:
        if not written:
            return None
        parsed = parse_moment(written)
        if isinstance(parsed, str):
            self.report(self.columns["date"], "so-ngay", value=written)
            return None
        return parsed.date()

    def _build(self, values: dict[str, str], day: date, plan: Plan) -> LogRow:
        tasks = tuple(dict.fromkeys(self._tasks(values["tasks"], plan)))
        areas = tuple(dict.fromkeys(self._areas(values.get("areas", ""), plan))) or plan.task_areas(tasks)
        unit = self._name("unit", "so-don-vi", values.get("unit", ""), plan.unit_names)
        channels = _parts(values.get("channels", ""))
        found = [self._name("channels", "so-kenh", part, plan.channel_names) for part in channels]
        return LogRow(
            source=self.path, row=self.row, plan=plan.id, date=day, title=values["title"],
            kind=self._name("kind", "so-the-loai", values["kind"], plan.kind_names) or "",
            tasks=tasks, areas=areas, unit=unit, channels=tuple(dict.fromkeys(item for item in found if item)),
            evidence=self._evidence(values.get("evidence", "")),
            quantity=self._number("quantity", values), people=self._number("people", values),
            reach=self._number("reach", values), minutes=self._number("minutes", values),
            place=values.get("place", ""), note=values.get("note", ""),
        )

    def _tasks(self, written: str, plan: Plan) -> Iterator[int]:
        known = ", ".join(str(task.number) for task in plan.tasks)
        for part in dict.fromkeys(_parts(written)):
            if part.isdecimal() and part.isascii() and int(part) in plan.task_by_number:
                yield int(part)
            else:
                self.report(self.columns["tasks"], "so-nhiem-vu", value=part, known=known)

    def _areas(self, written: str, plan: Plan) -> Iterator[str]:
        known = ", ".join(plan.area_by_letter)
        for part in dict.fromkeys(_parts(written)):
            letter = "đ" if part == "dd" else part
            if letter in AREA_LETTERS and letter in plan.area_by_letter:
                yield letter
            else:
                self.report(self.columns["areas"], "so-noi-dung", value=part, known=known)

    def _name(self, column: str, code: str, written: str, names: Mapping[str, str]) -> str | None:
        if not written:
            return None
        found = names.get(match_key(written))
        if found is None:
            self.report(self.columns[column], code, fix=suggest(written, names), value=written)
        return found

    def _evidence(self, written: str) -> str:
        if written and not re.match(r"https?://\S+$", written):
            if written not in self.files:
                self.report(self.columns["evidence"], "so-tep", value=written)
            elif not allowed_name(written):
                self.report(self.columns["evidence"], "so-tep-ten", value=written)
        return written

    def _number(self, column: str, values: dict[str, str]) -> float | None:
        written = values.get(column, "")
        if not written:
            return None
        found = _NUMBER.fullmatch(written)
        if not found:
            self.report(self.columns[column], "so-so", value=written)
            return None
        return float(f"{found[1].replace('.', '')}.{found[2] or 0}")


def _parts(written: str) -> list[str]:
    return [part for part in (clean_line(part) for part in written.split(";")) if part]
