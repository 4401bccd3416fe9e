"""Schedules of plan tasks and the calendar they are measured by (coverage rules, section Status)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

PERIODS = ("month", "quarter", "half-year", "year")
_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuous:
    """"Thường xuyên": at least one output in every `every_days` calendar days."""

    every_days: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From the first day to the last day, both included."""

    start: date
    end: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEvent:
    """Something that calls for an output, such as the province's decision to publish an index."""

    date: date
    title: str
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """"Ngay sau khi …": an output at most `within` days (working days if `working`) after each event."""

    within: int
    working: bool
    events: tuple[PlanEvent, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodic:
    """At least `count` outputs in every calendar period (`every` is one of PERIODS)."""

    every: str
    count: int
    text: str


Schedule = Continuous | Window | Event | Periodic


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`: Monday–Friday without Vietnamese public holidays."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    """Whether offices are open, by the `holidays` package's calendar of Vietnam."""
    return day.weekday() < 5 and day not in _holidays(day.year)


@lru_cache(maxsize=64)
def _holidays(year: int) -> HolidayBase:
    import holidays  # takes a while, and most commands ask for none

    return holidays.country_holidays("VN", years=year)


def event_deadline(schedule: Event, event: PlanEvent) -> date:
    """Last day on which an output still answers `event` in time.

    A free day after the last working day is not one working day more, so it still is in time ("exactly w after is
    not overdue").
    """
    if schedule.working:
        return add_working_days(event.date, schedule.within + 1) - timedelta(days=1)
    return event.date + timedelta(days=schedule.within)


def calendar_periods(every: str, start: date, end: date) -> Iterator[tuple[date, date]]:
    """First and last day of each calendar period that lies wholly within [start, end]."""
    first = date(start.year, 1, 1)
    while (following := _add_months(first, _MONTHS[every])) <= end + timedelta(days=1):
        if first >= start:
            yield first, following - timedelta(days=1)
        first = following


def months_between(start: date, end: date) -> Iterator[str]:
    """Every month touched by [start, end] as YYYY-MM."""
    month = start.replace(day=1)
    while month <= end:
        yield f"{month.year:04d}-{month.month:02d}"
        month = _add_months(month, 1)


def _add_months(first: date, months: int) -> date:
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)
