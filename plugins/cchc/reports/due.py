"""What the coming days ask of a plan: tasks that are late, and those that fall due until a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from cchc.chasing import LATE, due_day
from cchc.coverage import Coverage, TaskCoverage
from cchc.errors import UsageError
from cchc.periods import CutOff, ReportPeriod, parse_period
from cchc.reports.view import Step
from cchc.schedule import Event, Periodic, calendar_periods, event_deadline
from cchc.text import clean_line, format_date

_COMING = "kỳ tới"


def list_steps(coverage: Coverage, until: date) -> tuple[Step, ...]:
    """Late tasks first, then those due by `until` in order of days; nothing for a closed plan."""
    if coverage.closed:
        return ()
    steps = [step for item in coverage.tasks for step in _steps(coverage, item, until)]
    return tuple(sorted(steps, key=lambda step: (not step.late, step.day or date.min, step.task)))


def following_period(period: ReportPeriod, cut_offs: Sequence[CutOff]) -> ReportPeriod:
    """The period of the same kind after `period`; after nine months the fourth quarter; days: as many again."""
    year, _, part = period.id.partition("-")
    number = int(part[1:]) if part[1:].isdecimal() else 0
    match period.kind:
        case "month" | "quarter" | "half-year":
            again = number == {"month": 12, "quarter": 4, "half-year": 2}[period.kind]
            width = 2 if period.kind == "month" else 1
            written = f"{int(year) + again}-{part[0]}{1 if again else number + 1:0{width}d}"
        case "nine-months":
            written = f"{year}-Q4"
        case "year":
            written = f"{int(year) + 1}"
        case _:
            return _days_after(period)
    try:
        return parse_period(written, cut_offs)
    except UsageError:  # beyond the last year that periods know
        return _days_after(period)


def _days_after(period: ReportPeriod) -> ReportPeriod:
    start = period.end + timedelta(days=1)
    return ReportPeriod(id="", name=_COMING, start=start, end=start + (period.end - period.start), kind="days")


def _steps(coverage: Coverage, item: TaskCoverage, until: date) -> Iterator[Step]:
    names = coverage.plan.unit_by_id
    lead = "; ".join(names[unit].name for unit in item.task.lead)
    number, title = item.task.number, clean_line(item.task.title)
    late = item.status in LATE
    if late:
        yield Step(task=number, title=title, lead=lead, late=True, day=None)
    found = [(day, cause) for day, cause in _due_days(coverage, item) if day <= until and (cause or not late)]
    if found:
        day, cause = min(found)
        yield Step(task=number, title=title, lead=lead, late=False, day=day, cause=cause)


def _due_days(coverage: Coverage, item: TaskCoverage) -> Iterator[tuple[date, str]]:
    """Days by which outputs are wanted: the next one now, then those of coming events and periods."""
    day = due_day(coverage, item)
    if day is not None and day >= coverage.as_of:
        yield day, ""
    schedule, plan = item.task.schedule, coverage.plan.period
    if isinstance(schedule, Event):
        for event in schedule.events:
            if event.date > coverage.as_of:
                yield event_deadline(schedule, event), f"“{event.title}” ngày {format_date(event.date)}"
    if isinstance(schedule, Periodic):
        for first, last in calendar_periods(schedule.every, plan.start, plan.end):
            if first > coverage.as_of:
                yield last, ""
