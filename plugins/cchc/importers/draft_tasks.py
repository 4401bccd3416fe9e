"""Rows of the appendix → tasks of the plan file, with what is uncertain marked."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from cchc.importers.appendix import Appendix, TaskRow
from cchc.importers.docx_text import one_line, reflow
from cchc.importers.draft import Draft
from cchc.importers.knowledge import Knowledge
from cchc.importers.previous import SameTask, same_task
from cchc.importers.products import read_products
from cchc.importers.schedules import Unclear, last_day_note, read_schedule
from cchc.importers.units import read_units
from cchc.plan import Kind, Period, Unit
from cchc.plan_file import QUESTION
from cchc.schedule import Continuous, Event, Periodic, Schedule, Window

TASK_TITLE = 100
_CLAUSE_END = re.compile(r"[;:.(…]")
_PERIODS = "định kỳ; month = tháng, quarter = quý, half-year = 6 tháng, year = năm; count: số sản phẩm mỗi kỳ"
_WHOLE = "một khoảng từ đợt đầu đến hết đợt cuối: hết khoảng mà chưa có sản phẩm mới là quá hạn"
_ASK_AREAS = "bảng không ghi nhiệm vụ thuộc nội dung nào, ghi chữ của nội dung, ví dụ [a]"
WHAT = {"number": "số thứ tự", "text": "lời văn", "products": "sản phẩm", "lead": "cơ quan chủ trì",
        "support": "cơ quan phối hợp", "schedule": "thời gian thực hiện"}


@dataclass(slots=True, kw_only=True)
class TaskWriter:
    """Adds tasks to a draft; units and kinds that cells name for the first time join the tables.

    `letters` are the plan's areas, `kept_letters` those that mean the same as in the earlier plan.
    """

    draft: Draft
    knowledge: Knowledge
    period: Period
    letters: tuple[str, ...]
    kept_letters: frozenset[str] = frozenset()
    units: list[Unit] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)

    def write(self, appendix: Appendix) -> None:
        """Add every row of `appendix` as a task."""
        self.units, self.kinds = list(self.knowledge.units), list(self.knowledge.kinds)
        numbers = _numbers(appendix.rows)
        tasks: list[dict[str, Any]] = []
        group = ""
        for index, (row, number) in enumerate(zip(appendix.rows, numbers, strict=True)):
            self._remark(index, row, group)
            group = row.group
            tasks.append(self._task(index, number, row))
        self.draft.values["tasks"] = tasks
        self.draft.cell_count = appendix.cell_count
        extra = (title for row in appendix.rows for title, cell in row.extra.items() if one_line(cell))
        self.draft.kept_columns = tuple(dict.fromkeys(extra))
        if appendix.shared:
            for index, number in enumerate(numbers):
                self._doubt(index, number, "lead", "cột này ghi cả đơn vị chủ trì và phối hợp, tách lại cho đúng")

    def _remark(self, index: int, row: TaskRow, group: str) -> None:
        if row.group and row.group != group:
            self.draft.remark(("tasks", index), f"Nhóm trong bảng: {row.group}")
        for title, cell in row.extra.items():
            if one_line(cell):
                self.draft.remark(("tasks", index), f"{title}: {one_line(cell)}")

    def _task(self, index: int, number: int, row: TaskRow) -> dict[str, Any]:
        text = reflow(row.cells["text"])
        same = same_task(text, self.knowledge.previous)
        task: dict[str, Any] = {"number": number, "title": self._title(index, number, text, same), "text": text}
        for name, why in row.doubts.items():
            self._doubt(index, number, name, why)
        if row.cells["number"] and _number(row.cells["number"]) != number:
            self._doubt(index, number, "number", f"Stt trong bảng là “{one_line(row.cells['number'])[:20]}”")
        if not text:
            self._doubt(index, number, "text", "ô để trống")
        task["areas"] = self._areas(index, number, same)
        task["products"] = self._products(index, number, row.cells["products"])
        for name in ("lead", "support"):
            task[name] = self._units(index, number, name, row.cells[name])
            task[f"{name}_text"] = one_line(row.cells[name])
        task["schedule"] = self._schedule(index, number, one_line(row.cells["schedule"]))
        if same and self._earlier():
            task["continues"] = {"plan": self._plan_id(), "task": same.task.number}
            if not same.exact:
                place = ("tasks", index, "continues")
                self.draft.doubt(place, f"nhiệm vụ {number}, tiếp nối", _alike(same, self._plan_id()))
        return {key: value for key, value in task.items() if value != "" or key in {"title", "text"}}

    def _doubt(self, index: int, number: int, column: str, *reasons: str) -> None:
        """Mark a cell of the table; the mark stands at the value made from it."""
        place = ("tasks", index, *(("products", "kinds") if column == "products" else (column,)))
        if reasons:
            self.draft.doubtful_cells.add((index, column))
        self.draft.doubt(place, f"nhiệm vụ {number}, {WHAT[column]}", *reasons)

    def _title(self, index: int, number: int, text: str, same: SameTask | None) -> str:
        place, what = ("tasks", index, "title"), f"nhiệm vụ {number}, tên ngắn"
        if same is None:
            self.draft.doubt(place, what, "cắt từ đầu lời văn, đặt lại cho gọn")
            return short_title(text)
        if not same.exact:
            self.draft.doubt(place, what, _alike(same, self._plan_id()))
        return same.task.title

    def _areas(self, index: int, number: int, same: SameTask | None) -> list[str]:
        place, what = ("tasks", index, "areas"), f"nhiệm vụ {number}, nội dung"
        known = [letter for letter in same.task.areas if letter in self.letters] if same else []
        if same is None or not known:
            self.draft.doubt(place, what, _ASK_AREAS)
            return []
        other = [letter for letter in known if letter not in self.kept_letters]
        lost = [letter for letter in same.task.areas if letter not in known]
        reasons = [] if same.exact else [_alike(same, self._plan_id())]
        reasons += [f"nội dung {', '.join(other)} khác kế hoạch {self._plan_id()}"] if other else []
        reasons += [f"kế hoạch {self._plan_id()} ghi cả {', '.join(lost)}, kế hoạch này không có"] if lost else []
        self.draft.doubt(place, what, *reasons)
        if not reasons:
            self.draft.remarks[place] = f"theo nhiệm vụ {same.task.number} của kế hoạch {self._plan_id()}"
        return known

    def _products(self, index: int, number: int, cell: str) -> dict[str, Any]:
        read = read_products(cell, tuple(self.kinds), self.knowledge.words)
        self._doubt(index, number, "products", *read.doubts)
        for kind in read.added:
            self.draft.doubt(("kinds", len(self.kinds)), f"thể loại {kind.id}", f"mới, lấy từ nhiệm vụ {number}")
            self.kinds.append(kind)
        products = {"kinds": list(read.kinds), "open": read.open, "require": "any", "text": one_line(cell)}
        return products if products["text"] else {key: products[key] for key in ("kinds", "open", "require")}

    def _units(self, index: int, number: int, column: str, cell: str) -> list[str]:
        read = read_units(cell, tuple(self.units), self.knowledge.words)
        self._doubt(index, number, column, *read.doubts)
        for unit in read.added:
            why = f"mới, lấy từ nhiệm vụ {number}" + ("; đọc là một nhóm đơn vị" if unit.group else "")
            self.draft.doubt(("units", len(self.units)), f"đơn vị {unit.id}", why)
            self.units.append(unit)
        if column == "lead" and not read.units:
            self._doubt(index, number, column, "chưa thấy đơn vị chủ trì, ghi mã đơn vị")
        return list(read.units)

    def _schedule(self, index: int, number: int, cell: str) -> dict[str, Any]:
        limits = self.knowledge.limits
        read = read_schedule(cell, self.period, limits)
        if isinstance(read, Unclear):
            self._doubt(index, number, "schedule", f"chưa hiểu “{cell[:60]}”: {read.why}")
            self.draft.remark(("tasks", index, "schedule"), *self._how_to_answer(cell, read))
            return {"type": QUESTION, "text": cell}
        if isinstance(read, Event):
            source = f"theo kế hoạch {self._plan_id()}" if limits.within_known else "quy ước có sẵn"
            days = f"{limits.within} ngày{' làm việc' if limits.working else ''}"
            self._doubt(index, number, "schedule", f"hạn {days} là quy ước ({source}), không có trong bảng")
        elif isinstance(read, Continuous) and not limits.every_known:
            self._doubt(index, number, "schedule", f"{limits.every_days} ngày là quy ước có sẵn, không có trong bảng")
        note = last_day_note(read)
        if note:
            self.draft.remarks["tasks", index, "schedule"] = note
        return schedule_values(read)

    def _how_to_answer(self, cell: str, unclear: Unclear) -> list[str]:
        """Ready lines; spans with gaps between them can only be one window, judged at its end."""
        limits, text = self.knowledge.limits, json.dumps(cell[:200] or "…", ensure_ascii=False)
        within = f"within_{'working_' if limits.working else ''}days: {limits.within}"
        first, last = self.period.start.isoformat(), self.period.end.isoformat()
        lines = [
            "Trả lời: thay dòng schedule dưới đây bằng một trong các dòng sau (bỏ dấu # ở đầu), sửa số, ngày:",
            f"schedule: {{type: continuous, every_days: {limits.every_days}, text: {text}}} # thường xuyên",
            f"schedule: {{type: window, from: {first}, to: {last}, text: {text}}} # từ ngày đến ngày",
            f"schedule: {{type: periodic, every: quarter, count: 1, text: {text}}} # {_PERIODS}",
            f"schedule: {{type: event, {within}, events: [], text: {text}}} # sau một sự việc",
        ]
        whole = unclear.whole
        if whole:
            span = f"from: {whole.start}, to: {whole.end}"
            lines.insert(1, f"schedule: {{type: window, {span}, text: {text}}} # {_WHOLE}")
        return lines

    def _earlier(self) -> bool:
        previous = self.knowledge.previous
        return previous is not None and previous.period.start < self.period.start

    def _plan_id(self) -> str:
        return self.knowledge.previous.id if self.knowledge.previous else ""


def _alike(same: SameTask, plan: str) -> str:
    return f"theo nhiệm vụ {same.task.number} của kế hoạch {plan}, lời văn giống {round(same.likeness * 100)} %"


def _number(cell: str) -> int | None:
    found = re.fullmatch(r"0*([1-9]\d{0,2})[.)]?", one_line(cell))
    return int(found[1]) if found else None


def _numbers(rows: tuple[TaskRow, ...]) -> list[int]:
    """The table's own numbers when every one is a different whole number, else counted from 1."""
    own = [_number(row.cells["number"]) for row in rows]
    whole = [number for number in own if number is not None]
    return whole if len(set(whole)) == len(rows) else list(range(1, len(rows) + 1))


def short_title(text: str) -> str:
    """The first clause of a text, cut at a word."""
    line = one_line(text)
    clause = _CLAUSE_END.split(line, maxsplit=1)[0].strip(" ,-")
    cut = clause or line
    if len(cut) > TASK_TITLE:
        cut = cut[:TASK_TITLE].rpartition(" ")[0] or cut[:TASK_TITLE]
    return cut.strip(" ,-")


def schedule_values(schedule: Schedule) -> dict[str, Any]:
    """A schedule as the plan file writes it."""
    match schedule:
        case Continuous():
            values: dict[str, Any] = {"type": "continuous", "every_days": schedule.every_days}
        case Window():
            values = {"type": "window", "from": schedule.start, "to": schedule.end}
        case Periodic():
            values = {"type": "periodic", "every": schedule.every, "count": schedule.count}
        case Event():
            limit = "within_working_days" if schedule.working else "within_days"
            values = {"type": "event", limit: schedule.within, "events": []}
    return {**values, "text": schedule.text}
