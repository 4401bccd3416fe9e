"""What to tell a unit: the tasks it leads that are late or fall due soon, as a text to paste into a message.

A group of units ("các phòng, đơn vị thuộc Sở") answers for none alone, so nothing is asked of it (coverage rules,
"What the office reads off the internal page").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cchc.coverage import Coverage, TaskCoverage
from cchc.coverage_words import STARTER
from cchc.plan import Period
from cchc.schedule import Continuous, Event, Periodic, Window, calendar_periods, event_deadline
from cchc.text import format_date, lower_first

SOON_DAYS = 30  # calendar days ahead in which a task that is not late yet is asked for
LATE = frozenset({"overdue", "stale", "partial"})  # statuses that fall short of the plan while it is open
_PERIOD_NAMES = {"month": "tháng", "quarter": "quý", "half-year": "6 tháng", "year": "năm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseLine:
    """What is asked for one task; `due` is its last day in time, None when it is late already or never falls due.

    `empty` says that it has no output at all, so that every kind is missing.
    """

    task: int
    title: str
    late: bool
    due: date | None
    says: str
    missing: tuple[str, ...]
    empty: bool = False

    @property
    def text(self) -> str:
        """"nhiệm vụ 4 chưa có sản phẩm mới từ 10/03/2024; chưa có: phóng sự, báo cáo"."""
        if not self.missing:
            return f"nhiệm vụ {self.task} {self.says}"
        kinds = ("; " if any("," in kind for kind in self.missing) else ", ").join(self.missing)
        lacking = f" (Kế hoạch yêu cầu: {kinds})" if self.empty else f"; chưa có: {kinds}"
        return f"nhiệm vụ {self.task} {self.says}{lacking}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseText:
    """A message to a unit (`unit` is its name): late tasks first, then those that fall due soon; may be empty."""

    unit: str
    lines: tuple[ChaseLine, ...]
    text: str


def chase_unit(coverage: Coverage, unit: str, office: str, before: date) -> ChaseText:
    """Compose what to tell the unit with id `unit`; answers go to `office` before the day `before`.

    Of a closed plan explanations are asked for, since its figures change no more.
    """
    name = coverage.plan.unit_by_id[unit].name
    led = [item for item in coverage.tasks if unit in item.task.lead]
    found = [line for item in led for line in _lines(coverage, item)]
    lines = tuple(sorted(found, key=lambda line: (not line.late, line.task)))
    return ChaseText(unit=name, lines=lines, text=_message(coverage, name, lines, office, before) if lines else "")


def due_day(coverage: Coverage, item: TaskCoverage) -> date | None:
    """Last day on which the next output of a task is in time; None when it is late, closed or nothing is asked."""
    if coverage.closed or item.status in {"overdue", "stale", "waiting"}:
        return None
    period, schedule = coverage.plan.period, item.task.schedule
    match schedule:
        case Continuous():
            due = (item.last_output or period.start) + timedelta(days=schedule.every_days)
            return None if item.last_output and due >= period.end else min(due, period.end)
        case Window():
            return None if item.outputs else min(schedule.end, period.end)
        case Event():
            last = item.last_output or date.min
            open_events = (event for event in schedule.events if last < event.date <= coverage.as_of)
            return min((min(event_deadline(schedule, event), period.end) for event in open_events), default=None)
        case Periodic():
            return _current_period_end(schedule, item, period, coverage.as_of)


def _current_period_end(schedule: Periodic, item: TaskCoverage, period: Period, day: date) -> date | None:
    for first, last in calendar_periods(schedule.every, period.start, period.end):
        if first <= day <= last:
            reached = sum(first <= output.date <= last for output in item.outputs)
            return None if reached >= schedule.count else last
    return None


def _lines(coverage: Coverage, item: TaskCoverage) -> Iterator[ChaseLine]:
    due = due_day(coverage, item)
    late = item.status in LATE or (coverage.closed and item.status not in {"done", "waiting"})
    if late:
        says = _late_words(coverage, item)
    elif due is not None and due <= coverage.as_of + timedelta(days=SOON_DAYS):
        state = "cần sản phẩm mới" if item.outputs else "chưa có sản phẩm nào"
        says = f"{state}, hạn đến {format_date(due)}"
    else:
        return
    kinds = coverage.plan.kind_by_id
    missing = tuple(lower_first(kinds[kind].name) for kind in item.missing)
    yield ChaseLine(
        task=item.task.number, title=item.task.title, late=late, due=None if late else due, says=says,
        missing=missing if late or not item.outputs else (), empty=not item.outputs,
    )


def _late_words(coverage: Coverage, item: TaskCoverage) -> str:
    schedule = item.task.schedule
    if item.status == "partial":
        return "chưa đủ thể loại sản phẩm"
    if item.status == "stale":
        silent = "có lúc không có sản phẩm quá lâu" if coverage.closed else "chưa có sản phẩm mới"
        return silent if coverage.closed else f"{silent} từ {format_date(item.last_output or coverage.as_of)}"
    match schedule:
        case Event():
            return "; ".join(_unanswered(coverage, schedule, item)) or "chưa có sản phẩm nào"
        case Periodic():
            return f"chưa đủ sản phẩm: {', '.join(_short_periods(coverage, schedule, item))}"
        case Window() if not coverage.closed:
            return f"chưa có sản phẩm nào, đã quá hạn {format_date(schedule.end)}"
    return "chưa có sản phẩm nào"


def _unanswered(coverage: Coverage, schedule: Event, item: TaskCoverage) -> Iterator[str]:
    last = item.last_output or date.min
    for event in schedule.events:
        if last < event.date <= coverage.as_of:
            deadline = format_date(event_deadline(schedule, event))
            yield f"chưa có sản phẩm sau “{event.title}” ngày {format_date(event.date)}, hạn {deadline}"


def _short_periods(coverage: Coverage, schedule: Periodic, item: TaskCoverage) -> Iterator[str]:
    name = _PERIOD_NAMES[schedule.every]
    for first, last in calendar_periods(schedule.every, coverage.plan.period.start, coverage.plan.period.end):
        reached = sum(first <= output.date <= last for output in item.outputs)
        if (coverage.closed or coverage.as_of > last) and reached < schedule.count:
            yield f"{name} {format_date(first)}–{format_date(last)} mới có {reached}/{schedule.count}"


def _message(coverage: Coverage, name: str, lines: tuple[ChaseLine, ...], office: str, before: date) -> str:
    what = "giải trình và tài liệu kiểm chứng (nếu có)" if coverage.closed else "sản phẩm hoặc giải trình"
    asked = f"bổ sung {what}" if name == office else f"gửi {what} về {office}"
    listed = ". ".join(_upper_first(line.text) for line in lines)
    starter = f" ({STARTER[0].lower()}{STARTER[1:]})" if coverage.has_starter else ""
    state = "chưa đạt yêu cầu" if all(line.late for line in lines) else "cần thực hiện"
    return (
        f"Kính gửi {name}: theo {coverage.plan.title}, tính đến ngày {format_date(coverage.as_of)}{starter}, "
        f"đơn vị chủ trì nhiệm vụ {state} sau: {listed}. Đề nghị {asked} trước ngày {format_date(before)}. Trân trọng."
    )


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
