"""coverage.xlsx of a plan: tasks as in the CSV, every output with its link; in the full edition a sheet for each unit.

The public edition ("results") has public fields only (coverage rules, Two editions).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc.coverage import Coverage, Output, TaskCoverage
from cchc.coverage_words import STARTER, WITHDRAWN
from cchc.exports import Edition, as_of_words, kind_names, task_header, task_row, unit_names
from cchc.plan import Unit
from cchc.reports.xlsx import Book, Cell, Column, Link, Sheet
from cchc.text import clean_line

_TASK_WIDTHS = {
    "Số": 5, "Nhiệm vụ": 36, "Cơ quan chủ trì": 20, "Cơ quan phối hợp": 20, "Thời gian thực hiện": 14,
    "Sản phẩm theo kế hoạch": 20, "Tình trạng": 14, "Sản phẩm còn thiếu": 17, "Số lần trễ": 7,
    "Khoảng trống dài nhất (ngày)": 11, "Số sản phẩm": 9, "Sản phẩm gần nhất": 12, "Các tháng có sản phẩm": 18,
}
_OUTPUT_COLUMNS = (
    Column("Nhiệm vụ", 8), Column("Số, ký hiệu", 13), Column("Ngày", 12), Column("Tên sản phẩm", 46),
    Column("Liên kết", 7), Column("Thể loại", 13), Column("Đơn vị", 21), Column("Kênh", 20), Column("Nội dung", 8),
    Column("Ghi chú", 15),
)
_LOG_COLUMNS = (
    Column("Số lượng", 8), Column("Lượt người", 8), Column("Lượt tiếp cận", 9), Column("Thời lượng (phút)", 9),
    Column("Địa điểm", 16),
)
_UNIT_TASK_COLUMNS = (  # above the unit's outputs, whose widths hold
    "Nhiệm vụ", "Vai trò", "Gần nhất", "Tên nhiệm vụ", "Số lần trễ", "Tình trạng", "Thể loại chưa có", "Việc cần làm",
    "Sản phẩm của đơn vị",
)
_DUE = frozenset({"partial", "stale", "overdue", "pending"})
_STARTER_ROW = "dữ liệu khởi tạo"
_NO_OUTPUT = "Chưa có sản phẩm."


def coverage_workbook(coverage: Coverage, *, edition: Edition, base_url: str) -> bytes:
    """Build the workbook; links are absolute (`base_url` ends with a slash). The same input gives the same bytes."""
    book = Book(coverage.plan.title, coverage.as_of)
    writer = _Writer(book, coverage, base_url, internal=edition == "full")
    writer.tasks(edition)
    writer.outputs()
    if edition == "full":
        writer.office()
    writer.notes()
    return book.close()


class _Writer:
    """The sheets of one coverage."""

    def __init__(self, book: Book, coverage: Coverage, base_url: str, *, internal: bool) -> None:
        self.book, self.coverage, self.plan = book, coverage, coverage.plan
        self.base_url, self.internal = base_url, internal
        self.head = f"{clean_line(coverage.plan.title)}. {as_of_words(coverage)}"

    def sheet(self, name: str, columns: Sequence[Column] = ()) -> Sheet:
        sheet = self.book.sheet(name, columns)
        sheet.printed(self.head)
        return sheet

    def tasks(self, edition: Edition) -> None:
        """One row per task, as in coverage.csv."""
        columns = [Column(title, _TASK_WIDTHS[title]) for title in task_header(edition)]
        rows = (task_row(self.coverage, item, edition=edition) for item in self.coverage.tasks)
        self.sheet("Nhiệm vụ", columns).table(rows, empty="Kế hoạch chưa ghi nhiệm vụ nào.")

    def outputs(self) -> None:
        """One row per task and output."""
        columns = (*_OUTPUT_COLUMNS, *(_LOG_COLUMNS if self.internal else ()))
        rows = (
            [*self.output_row(output, str(item.task.number)), *(_log_numbers(output) if self.internal else ())]
            for item in self.coverage.tasks for output in item.outputs
        )
        self.sheet("Sản phẩm", columns).table(rows, empty=_NO_OUTPUT)

    def output_row(self, output: Output, tasks: str) -> list[Cell]:
        """An output under `_OUTPUT_COLUMNS`."""
        areas = output.areas or self.plan.task_areas(
            number for number in output.tasks if number in self.plan.task_by_number)
        number: Cell = int(tasks) if tasks.isdecimal() else tasks
        return [
            number, output.number, output.date, clean_line(output.title), Link(absolute(self.base_url, output.url)),
            kind_names(self.coverage, (output.kind,)), self.unit(output), self.channels(output), ", ".join(areas),
            self.remark(output),
        ]

    def unit(self, output: Output) -> str:
        return unit_names(self.coverage, (output.unit,)) if output.unit else ""

    def channels(self, output: Output) -> str:
        known = self.plan.channel_by_id
        return "; ".join(known[item].name if item in known else item for item in output.channels)

    def remark(self, output: Output) -> str:
        marks = ((WITHDRAWN, self.coverage.is_withdrawn(output)), (_STARTER_ROW, output.starter))
        return "; ".join(words for words, holds in marks if holds)

    def office(self) -> None:
        """What only the office sees: each unit's work, outputs outside the plan, explanations."""
        for unit in self.plan.units:
            self.unit_sheet(unit)
        rows = (self.output_row(output, "") for output in self.coverage.unplanned)
        self.sheet("Ngoài kế hoạch", _OUTPUT_COLUMNS).table(rows, empty="Không có sản phẩm ngoài kế hoạch.")
        columns = (Column("Nhiệm vụ", 10), Column("Ngày", 12), Column("Giải trình", 80), Column("Người giải trình", 26),
                   Column("Văn bản", 22))
        explained = (
            (item.task, item.date, item.note, item.by, item.document)
            for item in self.plan.explanations if item.date <= self.coverage.as_of or self.coverage.closed
        )
        self.sheet("Giải trình", columns).table(explained, empty="Chưa có giải trình.")

    def unit_sheet(self, unit: Unit) -> None:
        """What a unit leads and supports, what is due or late there, what it contributed (coverage rules)."""
        sheet = self.sheet(unit.name, _OUTPUT_COLUMNS)
        outputs = [item for item in self.coverage.planned_outputs if item.unit == unit.id]
        sheet.title(unit.name)
        none = "Không chủ trì và không phối hợp nhiệm vụ nào."
        sheet.side_table(_UNIT_TASK_COLUMNS, self.unit_tasks(unit, outputs), empty=none)
        sheet.skip()
        sheet.title("Sản phẩm đã thực hiện")
        rows = (self.output_row(item, ", ".join(map(str, item.tasks))) for item in outputs)
        sheet.table(rows, empty=_NO_OUTPUT)

    def unit_tasks(self, unit: Unit, outputs: Sequence[Output]) -> Iterator[list[Cell]]:
        roles = (("Chủ trì", "lead"), ("Phối hợp", "support"))
        for role, name in roles:
            for item in self.coverage.tasks:
                if unit.id in getattr(item.task, name):
                    own = sum(item.task.number in output.tasks for output in outputs)
                    todo = self.todo(item) if name == "lead" else ""
                    yield [
                        item.task.number, role, item.last_output, clean_line(item.task.title), item.late, item.label,
                        kind_names(self.coverage, item.missing), todo, own,
                    ]

    def todo(self, item: TaskCoverage) -> str:
        """Whether a task its unit leads is due or late; nothing once the plan is over."""
        if self.coverage.closed or item.status not in _DUE:
            return ""
        return "Quá hạn hoặc lâu chưa có sản phẩm" if item.status in {"stale", "overdue"} else "Đến hạn"

    def notes(self) -> None:
        """What the figures are of, beside the tables."""
        sheet = self.sheet("Ghi chú", (Column("", 140),))
        sheet.title(clean_line(self.plan.title))
        sheet.note(f"{as_of_words(self.coverage)}.")
        sheet.note("Một sản phẩm có thể phục vụ nhiều nhiệm vụ: khi đó mỗi nhiệm vụ có một dòng.")
        if self.internal:
            sheet.note("Khoảng trống dài nhất chỉ tính cho nhiệm vụ thường xuyên.")
        if self.plan.conventions:
            sheet.note(f"Quy ước theo dõi của Văn phòng Sở: {clean_line(self.plan.conventions)}.")
        if self.coverage.has_starter:
            sheet.note(f"{STARTER}.")


def _log_numbers(output: Output) -> tuple[Cell, ...]:
    return output.quantity, output.people, output.reach, output.minutes, output.place


def absolute(base_url: str, url: str) -> str:
    """Where an output stands: its own web address, or its place in the section; "" for a row without either."""
    return url if not url or url.startswith(("http://", "https://")) else f"{base_url}{url}"
