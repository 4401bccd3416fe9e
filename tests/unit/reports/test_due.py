"""What the coming days ask: the next period, late tasks, days by which outputs are wanted."""

from __future__ import annotations

from datetime import date

import pytest

from cchc.coverage import measure
from cchc.periods import CALENDAR, CutOff, parse_days, parse_period, parse_week
from cchc.reports.due import following_period, list_steps
from cchc.schedule import Event, Periodic, PlanEvent, Window
from unit.test_coverage import DAILY, make_output, make_plan, make_task

UNTIL = date(2024, 9, 30)


def steps(schedule, *days: str, at: str = "2024-06-30", until: date = UNTIL):
    plan = make_plan(make_task(1, schedule))
    coverage = measure(plan, [make_output(date.fromisoformat(day)) for day in days], date.fromisoformat(at))
    return [(step.late, step.day.isoformat() if step.day else "", step.cause) for step in list_steps(coverage, until)]


@pytest.mark.parametrize(("written", "name", "start", "end"), [
    ("2024-M05", "tháng 6 năm 2024", "2024-06-01", "2024-06-30"),
    ("2024-M12", "tháng 1 năm 2025", "2025-01-01", "2025-01-31"),
    ("2024-Q2", "quý III năm 2024", "2024-07-01", "2024-09-30"),
    ("2024-Q4", "quý I năm 2025", "2025-01-01", "2025-03-31"),
    ("2024-H1", "6 tháng cuối năm 2024", "2024-07-01", "2024-12-31"),
    ("2024-H2", "6 tháng đầu năm 2025", "2025-01-01", "2025-06-30"),
    ("2024-9M", "quý IV năm 2024", "2024-10-01", "2024-12-31"),
    ("2024", "năm 2025", "2025-01-01", "2025-12-31"),
    ("2200-Q4", "kỳ tới", "2201-01-01", "2201-04-02"),
])
def test_the_period_after_is_of_the_same_kind(written: str, name: str, start: str, end: str) -> None:
    found = following_period(parse_period(written), CALENDAR)
    assert (found.name, found.start.isoformat(), found.end.isoformat()) == (name, start, end)


def test_the_period_after_follows_the_offices_closing_days() -> None:
    rules = [CutOff(since=date.min, day=14)]
    found = following_period(parse_period("2024-Q2", rules), rules)
    assert (found.start, found.end) == (date(2024, 6, 15), date(2024, 9, 14))


def test_days_and_weeks_are_followed_by_as_many_days() -> None:
    assert following_period(parse_days("2024-03-01", "2024-03-10"), CALENDAR).end == date(2024, 3, 20)
    assert following_period(parse_week("2024-W23"), CALENDAR).start == date(2024, 6, 10)


def test_a_continuous_task_is_due_when_its_limit_ends_and_late_after_it() -> None:
    assert steps(DAILY, "2024-06-01") == [(False, "2024-08-30", "")]
    assert steps(DAILY, "2024-06-01", until=date(2024, 8, 29)) == []
    assert steps(DAILY, "2024-03-01") == [(True, "", "")]


def test_a_window_is_due_on_its_last_day() -> None:
    window = Window(start=date(2024, 7, 1), end=date(2024, 8, 15), text="")
    assert steps(window) == [(False, "2024-08-15", "")]
    assert steps(window, at="2024-08-16") == [(True, "", "")]


def test_events_that_are_still_to_come_are_named() -> None:
    event = Event(within=7, working=False, text="", events=(PlanEvent(date=date(2024, 8, 1), title="Công bố"),))
    assert steps(event) == [(False, "2024-08-08", "“Công bố” ngày 01/08/2024")]
    assert steps(event, at="2024-08-20") == [(True, "", "")]


def test_each_coming_calendar_period_asks_again() -> None:
    quarterly = Periodic(every="quarter", count=1, text="")
    assert steps(quarterly, "2024-01-05", "2024-04-05") == [(False, "2024-09-30", "")]
    assert steps(quarterly, "2024-01-05") == [(False, "2024-06-30", "")]


def test_a_closed_plan_asks_for_nothing() -> None:
    assert steps(DAILY, at="2025-02-01", until=date(2025, 6, 1)) == []
