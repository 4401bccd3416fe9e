"""Reporting periods: 2024-M05, 2024-Q2, 2024-H1, 2024-9M, 2024, a week 2024-W23, or two days (contract, Commands).

When a period ends is dated data, not code: many offices close theirs on the 14th (15/12–14/12), others with the
calendar month. A change of that rule neither leaves days out nor counts them twice: a period begins on the day
after the one before it ended, each by the rule in force on the last calendar day of its last month.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cchc.errors import UsageError
from cchc.moment import parse_day
from cchc.text import format_date

_PERIOD = re.compile(r"(\d{4})(?:-(?:M(0[1-9]|1[0-2])|Q([1-4])|H([12])|(9M)|W(\d{2})))?")
_ROMAN = ("I", "II", "III", "IV")
_EXAMPLES = "2024-M05, 2024-Q2, 2024-H1, 2024-9M, 2024"


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """From `since` on, periods end on `day` of their last month; None: on the month's last day."""

    since: date
    day: int | None


CALENDAR = (CutOff(since=date.min, day=None),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPeriod:
    """First and last day, both included; `id` as typed, `name` as a report writes it ("quý II năm 2024").

    `kind` is month, quarter, half-year, nine-months, year, week or days.
    """

    id: str
    name: str
    start: date
    end: date
    kind: str

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return self.start <= day <= self.end

    @property
    def span(self) -> str:
        """"từ ngày dd/mm/yyyy đến ngày dd/mm/yyyy"."""
        return f"từ ngày {format_date(self.start)} đến ngày {format_date(self.end)}"


def parse_period(written: str, cut_offs: Sequence[CutOff] = CALENDAR) -> ReportPeriod:
    """Read a period other than a week; anything else is a UsageError that lists the forms."""
    found = _PERIOD.fullmatch(written)
    if not found or found[6] or not 1900 <= int(found[1]) <= 2200:
        raise UsageError(f"--period phải viết như {_EXAMPLES}, đang là `{written}`.")
    year = int(found[1])
    first, last, kind, name = _months(found)
    return ReportPeriod(
        id=written, name=f"{name} năm {year}".strip(), kind=kind,
        start=_period_end(year, first - 1, cut_offs) + timedelta(days=1), end=_period_end(year, last, cut_offs),
    )


def parse_week(written: str) -> ReportPeriod:
    """Read an ISO week such as 2024-W23, Monday to Sunday."""
    found = _PERIOD.fullmatch(written)
    try:
        if not found or not found[6]:
            raise ValueError  # noqa: TRY301 - as any other week there is not
        monday = date.fromisocalendar(int(found[1]), int(found[6]), 1)
        sunday = monday + timedelta(days=6)
    except (ValueError, OverflowError):
        raise UsageError(f"--week phải viết như 2024-W23 (năm và số tuần), đang là `{written}`.") from None
    return ReportPeriod(
        id=written, name=f"tuần {int(found[6])} năm {found[1]}", start=monday, end=sunday, kind="week",
    )


def parse_days(start: str, end: str) -> ReportPeriod:
    """Read the two days of --from and --to, YYYY-MM-DD."""
    first, last = parse_day(start, "--from"), parse_day(end, "--to")
    if first > last:
        raise UsageError(f"--from {start} phải không sau --to {end}.")
    name = f"từ ngày {format_date(first)} đến ngày {format_date(last)}"
    return ReportPeriod(id=f"{start}..{end}", name=name, start=first, end=last, kind="days")


def read_cut_offs(written: Sequence[tuple[str, int | None]]) -> tuple[CutOff, ...]:
    """Read the setting: (first day YYYY-MM-DD, closing day 1–28 or None for the calendar), in order of days."""
    rules = []
    for entry in written:
        if not isinstance(entry, tuple | list) or len(entry) != 2:
            raise UsageError(f"CCHC_CUT_OFFS: mỗi mục phải là (ngày, ngày chốt), đang là `{entry!r}`.")
        since, day = entry
        try:
            rule = CutOff(since=date.fromisoformat(since), day=day)
        except (TypeError, ValueError):
            raise UsageError(f"CCHC_CUT_OFFS: ngày phải viết như 2025-01-01, đang là `{since}`.") from None
        if day is not None and (not isinstance(day, int) or not 1 <= day <= 28):
            raise UsageError(f"CCHC_CUT_OFFS: ngày chốt phải là None hoặc số từ 1 đến 28, đang là `{day}`.")
        rules.append(rule)
    return (*CALENDAR, *sorted(rules, key=lambda rule: rule.since))


def _months(found: re.Match[str]) -> tuple[int, int, str, str]:
    """First and last month (1–12), kind and name of a period."""
    if found[2]:
        return int(found[2]), int(found[2]), "month", f"tháng {int(found[2])}"
    if found[3]:
        number = int(found[3])
        return 3 * number - 2, 3 * number, "quarter", f"quý {_ROMAN[number - 1]}"
    if found[4]:
        return (1, 6, "half-year", "6 tháng đầu") if found[4] == "1" else (7, 12, "half-year", "6 tháng cuối")
    if found[5]:
        return 1, 9, "nine-months", "9 tháng đầu"
    return 1, 12, "year", ""


def _period_end(year: int, month: int, cut_offs: Sequence[CutOff]) -> date:
    """Last day of what is reported for a month; month 0 is December of the year before."""
    if month == 0:
        year, month = year - 1, 12
    following = date(year + month // 12, month % 12 + 1, 1)
    calendar_end = following - timedelta(days=1)
    rule = max((rule for rule in cut_offs if rule.since <= calendar_end), key=lambda rule: rule.since)
    return calendar_end if rule.day is None else calendar_end.replace(day=rule.day)

