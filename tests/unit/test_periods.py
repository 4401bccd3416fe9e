"""Reporting periods: every way to write them, closing days, and rules that change without leaving a day out."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.errors import UsageError
from cchc.periods import CALENDAR, CutOff, parse_days, parse_period, parse_week, read_cut_offs

FORMS = [
    ("2024", "năm 2024", "year", "2024-01-01", "2024-12-31"),
    ("2024-M01", "tháng 1 năm 2024", "month", "2024-01-01", "2024-01-31"),
    ("2024-M02", "tháng 2 năm 2024", "month", "2024-02-01", "2024-02-29"),
    ("2023-M02", "tháng 2 năm 2023", "month", "2023-02-01", "2023-02-28"),
    ("2024-M12", "tháng 12 năm 2024", "month", "2024-12-01", "2024-12-31"),
    ("2024-Q1", "quý I năm 2024", "quarter", "2024-01-01", "2024-03-31"),
    ("2024-Q2", "quý II năm 2024", "quarter", "2024-04-01", "2024-06-30"),
    ("2024-Q3", "quý III năm 2024", "quarter", "2024-07-01", "2024-09-30"),
    ("2024-Q4", "quý IV năm 2024", "quarter", "2024-10-01", "2024-12-31"),
    ("2024-H1", "6 tháng đầu năm 2024", "half-year", "2024-01-01", "2024-06-30"),
    ("2024-H2", "6 tháng cuối năm 2024", "half-year", "2024-07-01", "2024-12-31"),
    ("2024-9M", "9 tháng đầu năm 2024", "nine-months", "2024-01-01", "2024-09-30"),
    ("1900", "năm 1900", "year", "1900-01-01", "1900-12-31"),
    ("2200-M12", "tháng 12 năm 2200", "month", "2200-12-01", "2200-12-31"),
]
CLOSING_14 = [
    ("2024", "2023-12-15", "2024-12-14"), ("2024-M01", "2023-12-15", "2024-01-14"),
    ("2024-M03", "2024-02-15", "2024-03-14"), ("2024-M12", "2024-11-15", "2024-12-14"),
    ("2024-Q1", "2023-12-15", "2024-03-14"), ("2024-Q2", "2024-03-15", "2024-06-14"),
    ("2024-H1", "2023-12-15", "2024-06-14"), ("2024-H2", "2024-06-15", "2024-12-14"),
    ("2024-9M", "2023-12-15", "2024-09-14"),
]
FOURTEENTH = read_cut_offs([("2000-01-01", 14)])


def days(period):
    return period.start.isoformat(), period.end.isoformat()


@pytest.mark.parametrize(("written", "name", "kind", "start", "end"), FORMS)
def test_every_form_by_the_calendar(written, name, kind, start, end):
    """Each form has its days, its kind and the name a report writes."""
    period = parse_period(written)
    assert (period.id, period.name, period.kind, *days(period)) == (written, name, kind, start, end)


@pytest.mark.parametrize(("written", "start", "end"), CLOSING_14)
def test_every_form_where_the_office_closes_on_the_14th(written, start, end):
    """The year runs from 15 December to 14 December, and its parts with it."""
    assert days(parse_period(written, FOURTEENTH)) == (start, end)


@pytest.mark.parametrize("written", [
    "", " ", "24", "2024-", "2024-M1", "2024-M00", "2024-M13", "2024-Q0", "2024-Q5", "2024-q2", "2024-H0", "2024-H3",
    "2024-9m", "2024-6M", "2024-W23", "2024-05", "2024-05-01", "Q2-2024", "quý II", "2024 ", " 2024", "2024-Q2\n",
    "1899", "2201", "0000", "9999-Q1", "2024-Q22",
])
def test_what_is_no_period_is_refused_with_the_forms(written):
    """The message repeats what was written and shows how to write it; a week is no reporting period."""
    with pytest.raises(UsageError) as error:
        parse_period(written)
    assert f"`{written}`" in str(error.value)
    assert "2024-M05, 2024-Q2, 2024-H1, 2024-9M, 2024" in str(error.value)


@pytest.mark.parametrize(("written", "start", "end", "name"), [
    ("2024-W01", "2024-01-01", "2024-01-07", "tuần 1 năm 2024"), ("2024-W23", "2024-06-03", "2024-06-09", "tuần 23 năm 2024"),
    ("2020-W53", "2020-12-28", "2021-01-03", "tuần 53 năm 2020"), ("2025-W01", "2024-12-30", "2025-01-05", "tuần 1 năm 2025"),
])
def test_weeks_run_from_monday_to_sunday(written, start, end, name):
    """ISO weeks, also across the turn of the year."""
    week = parse_week(written)
    assert (*days(week), week.name, week.kind, week.id) == (start, end, name, "week", written)
    assert (week.start.isoweekday(), week.end.isoweekday()) == (1, 7)


@pytest.mark.parametrize("written", [
    "", "2024", "2024-Q2", "2024-W00", "2024-W54", "2024-W53", "2024-W1", "2024-w23", "0000-W01", "9999-W53", "tuần 23",
])
def test_what_is_no_week_is_refused(written):
    """Also a week the year does not have."""
    with pytest.raises(UsageError, match="--week"):
        parse_week(written)


def test_two_days_are_a_period_with_both_included():
    """--from and --to; one day may be both."""
    period = parse_days("2024-04-01", "2024-06-30")
    assert (days(period), period.kind, period.id) == (("2024-04-01", "2024-06-30"), "days", "2024-04-01..2024-06-30")
    assert period.name == "từ ngày 01/04/2024 đến ngày 30/06/2024" == period.span
    assert days(parse_days("2024-02-29", "2024-02-29")) == ("2024-02-29", "2024-02-29")


@pytest.mark.parametrize(("start", "end", "option"), [
    ("1/4/2024", "2024-06-30", "--from"), ("2024-02-30", "2024-06-30", "--from"), ("20240401", "2024-06-30", "--from"),
    ("2024-W10-1", "2024-06-30", "--from"), ("2024-04-01", "", "--to"), ("2024-04-01", "2024-06-31", "--to"),
    ("2024-04-02", "2024-04-01", "--from"), ("2024-4-1", "2024-06-30", "--from"),
])
def test_wrong_days_are_refused_by_the_option_they_came_from(start, end, option):
    """A day that is none, another way to write it, or days the wrong way round."""
    with pytest.raises(UsageError, match=option):
        parse_days(start, end)


def test_a_period_holds_its_days_and_says_its_span():
    """Both ends belong to it."""
    period = parse_period("2024-Q2")
    assert [period.holds(date(2024, *day)) for day in ((3, 31), (4, 1), (6, 30), (7, 1))] == [False, True, True, False]
    assert period.span == "từ ngày 01/04/2024 đến ngày 30/06/2024"


def test_a_change_to_the_14th_leaves_no_day_out_and_counts_none_twice():
    """From 2025 on the 14th: January 2025 is short, then the 15th begins each month; the year before is whole."""
    rules = read_cut_offs([("2025-01-01", 14)])
    assert days(parse_period("2024", rules)) == ("2024-01-01", "2024-12-31")
    assert days(parse_period("2024-M12", rules)) == ("2024-12-01", "2024-12-31")
    assert days(parse_period("2025-M01", rules)) == ("2025-01-01", "2025-01-14")
    assert days(parse_period("2025-M02", rules)) == ("2025-01-15", "2025-02-14")
    assert days(parse_period("2025", rules)) == ("2025-01-01", "2025-12-14")
    assert days(parse_period("2026", rules)) == ("2025-12-15", "2026-12-14")


def test_a_change_back_to_the_calendar_gives_one_longer_month():
    """The month in which the calendar is in force again reaches from the 15th to the end of the next month."""
    rules = read_cut_offs([("2000-01-01", 14), ("2024-07-01", None)])
    assert days(parse_period("2024-M06", rules)) == ("2024-05-15", "2024-06-14")
    assert days(parse_period("2024-M07", rules)) == ("2024-06-15", "2024-07-31")
    assert days(parse_period("2024-Q3", rules)) == ("2024-06-15", "2024-09-30")


def test_a_rule_holds_from_the_month_whose_last_day_it_covers():
    """In force on the last calendar day of a month, it closes that month."""
    assert parse_period("2024-M05", read_cut_offs([("2024-05-31", 20)])).end == date(2024, 5, 20)
    assert parse_period("2024-M05", read_cut_offs([("2024-06-01", 20)])).end == date(2024, 5, 31)


RULES = st.lists(
    st.tuples(st.dates(date(2000, 1, 1), date(2040, 12, 31)).map(date.isoformat), st.none() | st.integers(1, 28)), max_size=6)


@given(RULES, st.integers(2000, 2040))
def test_consecutive_months_tile_the_calendar_whatever_the_rules(written, year):
    """No gap, no overlap, no empty month over two years, and every day lies in exactly one month."""
    rules = read_cut_offs(written)
    months = [parse_period(f"{y}-M{m:02d}", rules) for y in (year, year + 1) for m in range(1, 13)]
    for earlier, later in pairwise(months):
        assert later.start == earlier.end + timedelta(days=1)
    assert all(month.start <= month.end for month in months)
    assert sum((month.end - month.start).days + 1 for month in months) == (months[-1].end - months[0].start).days + 1


@given(RULES, st.integers(2000, 2040))
def test_longer_periods_are_made_of_their_months(written, year):
    """Quarters, halves, nine months and the year begin and end with their first and last month."""
    rules = read_cut_offs(written)
    months = [parse_period(f"{year}-M{m:02d}", rules) for m in range(1, 13)]
    spans = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12), "9M": (1, 9)}
    for name, (first, last) in {**{f"{year}-{key}": span for key, span in spans.items()}, f"{year}": (1, 12)}.items():
        period = parse_period(name, rules)
        assert (period.start, period.end) == (months[first - 1].start, months[last - 1].end)


def test_closing_days_are_read_in_order_of_their_days_over_the_calendar():
    """The setting may list them in any order; before the first the calendar holds."""
    found = read_cut_offs([("2025-01-01", 14), ("2020-06-01", None), ("2022-01-01", 28)])
    assert found == (
        *CALENDAR, CutOff(since=date(2020, 6, 1), day=None), CutOff(since=date(2022, 1, 1), day=28),
        CutOff(since=date(2025, 1, 1), day=14),
    )
    assert read_cut_offs([]) == CALENDAR


@pytest.mark.parametrize("rule", [
    ("2025-01-01", 0), ("2025-01-01", 29), ("2025-01-01", -1), ("2025-01-01", "14"), ("2025-01-01", 14.0),
    ("1/1/2025", 14), ("2025-02-30", 14), ("", 14), (20250101, 14), (None, 14), (date(2025, 1, 1), 14),
    ("2025-01-01",), "2025-01-01", 14, ("2025-01-01", 14, 1), None,
])
def test_wrong_closing_days_name_the_setting(rule):
    """A day no month always has, a text, another date, another shape."""
    with pytest.raises(UsageError, match="CCHC_CUT_OFFS"):
        read_cut_offs([rule])
