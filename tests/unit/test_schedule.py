"""The calendar that tasks are measured by: working days, deadlines, calendar periods, months."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.schedule import (
    PERIODS,
    Event,
    PlanEvent,
    add_working_days,
    calendar_periods,
    event_deadline,
    is_working_day,
    months_between,
)

DAYS_OFF_2024 = {
    "01-01": "Tết Dương lịch", "02-08": "Tết", "02-09": "Tết", "02-10": "Tết", "02-11": "Tết", "02-12": "Tết",
    "02-13": "Tết", "02-14": "Tết", "04-18": "Giỗ Tổ", "04-29": "nghỉ bù", "04-30": "Giải phóng miền Nam",
    "05-01": "Quốc tế Lao động", "09-02": "Quốc khánh", "09-03": "Quốc khánh",
}
relaxed = settings(deadline=None, database=None)


def test_package_knows_the_days_off_of_2024():
    """The `holidays` package has the days off of 2024 as they were: Tết 8–14 February, 29/4–1/5, 2–3/9."""
    known = holidays.country_holidays("VN", years=2024)
    assert {f"{day:%m-%d}" for day in known} == set(DAYS_OFF_2024)


@pytest.mark.parametrize("day", DAYS_OFF_2024)
def test_public_holidays_are_not_working_days(day):
    """Offices are closed on public holidays."""
    assert not is_working_day(date.fromisoformat(f"2024-{day}"))


@pytest.mark.parametrize(("day", "working"), [
    ("2024-02-07", True), ("2024-02-15", True), ("2024-02-17", False), ("2024-02-18", False),
    ("2024-05-02", True), ("2024-02-29", True), ("2024-09-04", True), ("2024-12-25", True),
    ("2023-05-03", False), ("2024-05-04", False), ("2025-01-24", True), ("2025-01-27", False), ("2025-01-31", False),
    ("2025-02-03", True), ("2025-04-07", False), ("2025-04-26", False), ("2025-05-02", False), ("2025-05-05", True),
    ("2025-09-01", False), ("2025-09-03", True),
])
def test_working_day(day, working):
    """Monday to Friday, leap day and Christmas included; days off by swap are off, swapped Saturdays still no workdays."""
    assert is_working_day(date.fromisoformat(day)) is working


def test_year_2024_has_its_working_days():
    """262 weekdays of 2024 without the 12 public holidays that fell on one."""
    days = [date(2024, 1, 1) + timedelta(n) for n in range(366)]
    assert sum(map(is_working_day, days)) == 250


@pytest.mark.parametrize(("day", "count", "expected"), [
    ("2024-06-24", 0, "2024-06-24"), ("2024-06-24", 1, "2024-06-25"), ("2024-06-28", 1, "2024-07-01"),
    ("2024-06-29", 1, "2024-07-01"), ("2024-02-05", 2, "2024-02-07"), ("2024-02-05", 3, "2024-02-15"),
    ("2024-02-05", 5, "2024-02-19"), ("2024-04-26", 1, "2024-05-02"), ("2024-08-30", 2, "2024-09-05"),
    ("2023-12-29", 1, "2024-01-02"), ("2024-05-02", 2, "2024-05-06"), ("2025-01-24", 1, "2025-02-03"),
    ("2024-12-31", 1, "2025-01-02"), ("2024-01-01", 250, "2024-12-31"), ("2024-01-01", 251, "2025-01-02"),
])
def test_add_working_days(day, count, expected):
    """The count starts on the next working day and skips weekends and holidays."""
    assert add_working_days(date.fromisoformat(day), count) == date.fromisoformat(expected)


@relaxed
@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(1, 40))
def test_a_deadline_is_a_working_day_that_many_after(day, count):
    """The result is a working day, with exactly `count` working days up to it."""
    end = add_working_days(day, count)
    between = [day + timedelta(n) for n in range(1, (end - day).days + 1)]
    assert is_working_day(end)
    assert sum(map(is_working_day, between)) == count


@pytest.mark.parametrize(("day", "within", "working", "expected"), [
    ("2024-02-05", 5, False, "2024-02-10"), ("2024-02-05", 5, True, "2024-02-19"), ("2024-02-05", 2, True, "2024-02-14"),
    ("2024-06-21", 5, False, "2024-06-26"), ("2024-06-21", 5, True, "2024-06-30"), ("2024-06-22", 1, True, "2024-06-24"),
    ("2024-02-28", 1, False, "2024-02-29"), ("2024-12-31", 1, False, "2025-01-01"), ("2024-12-31", 1, True, "2025-01-02"),
])
def test_event_deadline(day, within, working, expected):
    """A limit counts calendar days or working days; free days after the last working day are in time."""
    event = PlanEvent(date=date.fromisoformat(day), title="Công bố")
    schedule = Event(within=within, working=working, events=(event,), text="")
    assert event_deadline(schedule, event) == date.fromisoformat(expected)


@relaxed
@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(1, 20), st.booleans())
def test_a_day_is_in_time_as_long_as_no_more_than_the_limit_has_passed(day, within, working):
    """A day is up to the deadline exactly if at most `within` days, or working days, lie after the event up to it."""
    event = PlanEvent(date=day, title="")
    deadline = event_deadline(Event(within=within, working=working, events=(event,), text=""), event)
    passed = 0
    for later in (day + timedelta(n) for n in range(1, 2 * within + 20)):
        passed += is_working_day(later) if working else 1
        assert (later <= deadline) == (passed <= within)


@pytest.mark.parametrize(("every", "start", "end", "expected"), [
    ("quarter", "2024-01-01", "2024-12-31", "01-01..03-31 04-01..06-30 07-01..09-30 10-01..12-31"),
    ("quarter", "2024-02-15", "2024-11-15", "04-01..06-30 07-01..09-30"),
    ("quarter", "2024-01-02", "2024-06-30", "04-01..06-30"),
    ("quarter", "2024-04-01", "2024-06-29", ""),
    ("quarter", "2024-04-01", "2024-06-30", "04-01..06-30"),
    ("quarter", "2024-11-30", "2025-04-01", "01-01..03-31"),
    ("month", "2024-02-01", "2024-02-29", "02-01..02-29"),
    ("month", "2024-02-01", "2024-02-28", ""),
    ("month", "2023-12-01", "2024-01-31", "12-01..12-31 01-01..01-31"),
    ("half-year", "2024-12-31", "2025-12-31", "01-01..06-30 07-01..12-31"),
    ("year", "2024-01-01", "2025-12-31", "01-01..12-31 01-01..12-31"),
    ("year", "2024-05-19", "2024-05-19", ""),
    ("month", "2024-01-31", "2024-03-31", "02-01..02-29 03-01..03-31"),
    ("half-year", "2024-01-01", "2024-12-31", "01-01..06-30 07-01..12-31"),
    ("half-year", "2024-03-01", "2024-12-31", "07-01..12-31"),
    ("year", "2023-07-01", "2025-06-30", "01-01..12-31"),
    ("year", "2024-01-01", "2024-12-30", ""),
])
def test_calendar_periods(every, start, end, expected):
    """Calendar periods wholly inside the span, in order."""
    found = calendar_periods(every, date.fromisoformat(start), date.fromisoformat(end))
    assert " ".join(f"{first:%m-%d}..{last:%m-%d}" for first, last in found) == expected


@relaxed
@given(st.sampled_from(PERIODS), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 1500))
def test_calendar_periods_follow_each_other(every, start, length):
    """Periods are inside the span, without holes between them."""
    end = start + timedelta(length)
    found = list(calendar_periods(every, start, end))
    assert all(start <= first <= last <= end and first.day == 1 for first, last in found)
    assert all(b[0] - a[1] == timedelta(1) for a, b in pairwise(found))


@pytest.mark.parametrize(("start", "end", "expected"), [
    ("2024-05-31", "2024-05-31", ["2024-05"]),
    ("2024-05-01", "2024-05-01", ["2024-05"]),
    ("2024-01-31", "2024-03-01", ["2024-01", "2024-02", "2024-03"]),
    ("2023-12-31", "2024-01-01", ["2023-12", "2024-01"]),
    ("2024-11-30", "2025-02-01", ["2024-11", "2024-12", "2025-01", "2025-02"]),
    ("2024-02-29", "2024-03-31", ["2024-02", "2024-03"]),
    ("2024-12-31", "2024-12-31", ["2024-12"]),
])
def test_months_between(start, end, expected):
    """Every month touched by the span."""
    assert list(months_between(date.fromisoformat(start), date.fromisoformat(end))) == expected
