"""What a schedule says of a task at a day: one function per row group of the table in coverage rules, Status.

Which outputs count is settled in `coverage`; the rules of schedules see only the dates of those.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cchc.coverage_words import Status
from cchc.plan import Period, Plan, Products
from cchc.schedule import (
    Continuous,
    Event,
    Periodic,
    PlanEvent,
    Schedule,
    Window,
    calendar_periods,
    event_deadline,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A silent interval: its ends are outputs, the plan's first day or the day of judging."""

    start: date
    end: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Dates of a task's outputs (ascending, in `period`, none after `day`) and the day they are judged at.

    `day` is at most the last day of the period; `closed` says that the real day lies beyond it.
    """

    period: Period
    day: date
    closed: bool
    dates: tuple[date, ...]

    def between(self, start: date, end: date) -> int:
        """Count the outputs dated in [start, end]."""
        return bisect_right(self.dates, end) - bisect_left(self.dates, start)

    def first_from(self, day: date) -> date | None:
        """Date of the earliest output on or after `day`."""
        index = bisect_left(self.dates, day)
        return self.dates[index] if index < len(self.dates) else None

    def silences(self) -> Iterator[Gap]:
        """Intervals without output: from the first day, by each output, to the day of judging."""
        first = self.period.start
        for start, end in pairwise((first, *self.dates, max(self.day, first))):
            yield Gap(start=start, end=end, days=(end - start).days)

    def longest_silence(self) -> int:
        """Days of the longest interval without output."""
        return max(gap.days for gap in self.silences())


def schedule_status(schedule: Schedule, line: Timeline) -> Status | None:
    """First matching row of the schedule's type; None leaves the verdict to `kinds_status`."""
    match schedule:
        case Window():
            return _window(schedule, line)
        case Event():
            return _event(schedule, line)
        case Continuous():
            return _continuous(schedule, line)
        case Periodic():
            return _periodic(schedule, line)


def kinds_status(products: Products, missing: tuple[str, ...]) -> Status:
    """Partial or done, for a task its schedule finds no fault with (coverage rules, Outputs of a task).

    `require: all` wants every kind; `any` wants one of them, or anything where the cell ends in "…" (`open`).
    """
    none_expected = missing == products.kinds and not products.open
    return "partial" if missing and (products.require == "all" or none_expected) else "done"


def missing_kinds(plan: Plan, products: Products, used: Collection[str]) -> tuple[str, ...]:
    """Find the expected kinds that no output has, in the order of the plan's cell; groups count."""
    return tuple(
        expected for expected in products.kinds if not any(plan.satisfies(kind, expected) for kind in used)
    )


def long_gaps(schedule: Schedule, line: Timeline) -> tuple[Gap, ...]:
    """Find the silent intervals longer than a continuous schedule allows; none for other schedules."""
    if not isinstance(schedule, Continuous):
        return ()
    return tuple(gap for gap in line.silences() if gap.days > schedule.every_days)


def late_count(schedule: Schedule, line: Timeline) -> int:
    """Count outputs after a window's last day, or events answered after their deadline; else 0."""
    match schedule:
        case Window():
            return len(line.dates) - bisect_right(line.dates, schedule.end)
        case Event():
            return sum(_answered_late(schedule, event, line) for event in _events_until(schedule, line.day))
    return 0


def _window(schedule: Window, line: Timeline) -> Status | None:
    if line.dates:
        return None
    if line.closed or line.day > schedule.end:
        return "overdue"
    return "not_due" if line.day < schedule.start else "pending"


def _event(schedule: Event, line: Timeline) -> Status | None:
    events = _events_until(schedule, line.day)
    if not events and not line.dates:
        return "waiting"
    unanswered = [event for event in events if line.first_from(event.date) is None]
    if any(line.closed or line.day > event_deadline(schedule, event) for event in unanswered):
        return "overdue"
    return "pending" if unanswered else None


def _continuous(schedule: Continuous, line: Timeline) -> Status | None:
    if not line.dates:
        silent = (line.day - line.period.start).days
        return "overdue" if line.closed or silent > schedule.every_days else "pending"
    silent = line.longest_silence() if line.closed else (line.day - line.dates[-1]).days
    return "stale" if silent > schedule.every_days else None


def _periodic(schedule: Periodic, line: Timeline) -> Status | None:
    for first, last in calendar_periods(schedule.every, line.period.start, line.period.end):
        ended = line.closed or line.day > last
        if ended and line.between(first, last) < schedule.count:
            return "overdue"
    return None if line.dates else "pending"


def _events_until(schedule: Event, day: date) -> list[PlanEvent]:
    return [event for event in schedule.events if event.date <= day]


def _answered_late(schedule: Event, event: PlanEvent, line: Timeline) -> bool:
    answer = line.first_from(event.date)
    return answer is not None and answer > event_deadline(schedule, event)
