"""Months, quarters, halves and years as a cell writes them: "Quý II, III", "Tháng 3-6/2024", "6 tháng đầu năm"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cchc.plan import Period

_YEAR = re.compile(r"(?:trong |cả )?năm(?: (?P<year>\d{4}))?")
_YEARS = re.compile(r"(?:(?:cả |trong )?giai đoạn |(?:từ )?năm )(?P<first>\d{4})(?:-| đến (?:năm )?)(?P<last>\d{4})")
_PART = re.compile(
    r"(?:(?P<half>0?6|sáu) tháng (?P<which>đầu|cuối) năm|(?:0?9|chín) tháng đầu năm)(?: (?P<year>\d{4}))?"
)
_SERIES = re.compile(r"(?:(?P<sub>từ) )?(?:các )?(?P<unit>quý|tháng) (?P<body>.+)")
_ITEM = re.compile(r"(?:(?P<unit>quý|tháng) )?(?P<number>[ivx]+|\d+)(?:(?:/| năm )(?P<year>\d{4}))?(?!\w)")
_BETWEEN = re.compile(r" ?(?P<sign>đến(?: hết)?(?= )|và(?= )|[-,+]) ?")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS = {"tháng": 1, "quý": 3}
_RANGE = {"-", "đến", "đến hết"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """First and last day, both included."""

    start: date
    end: date


class SpanError(ValueError):
    """A span of time that cannot be placed; its text says why, in Vietnamese.

    `whole` is from the first to the last of several spans with gaps between them.
    """

    def __init__(self, why: str, whole: Span | None = None) -> None:
        super().__init__(why)
        self.whole = whole


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One month or quarter of a series; `sign` is what stands before it, `year` None until known."""

    number: int
    sign: str
    year: int | None = None


def year_span(first: int, last: int) -> Span:
    """From 1 January of `first` to 31 December of `last`; SpanError for years there are none of."""
    if not 1900 <= first <= last <= 2200:
        raise SpanError(f"không có năm {first}" if first == last else f"hai năm {first}-{last} không hợp lệ")
    return Span(start=date(first, 1, 1), end=date(last, 12, 31))


def read_span(written: str, period: Period) -> Span | None:
    """The span `written` (lower case, no blanks around - and /) means in a plan of `period`.

    None when it is no such form; SpanError when it is one but cannot be placed.
    """
    year, years, part = _YEAR.fullmatch(written), _YEARS.fullmatch(written), _PART.fullmatch(written)
    if year:
        number = _year(year["year"], period)
        return year_span(number, number) if year["year"] else Span(start=period.start, end=period.end)
    if years:
        return year_span(int(years["first"]), int(years["last"]))
    if part:
        whole = _year(part["year"], period)
        year_span(whole, whole)
        months = (1, 9) if part["half"] is None else (1, 6) if part["which"] == "đầu" else (7, 12)
        return _months((whole, months[0]), (whole, months[1]))
    series = _SERIES.fullmatch(written)
    items = _items(series["body"], series["unit"]) if series else None
    if series is None or items is None:
        return None
    return _series_span(items, period, _MONTHS[series["unit"]], whole_range=series["sub"] is not None)


def _year(written: str | None, period: Period) -> int:
    if written:
        return int(written)
    if period.start.year != period.end.year:
        raise SpanError("kế hoạch nhiều năm mà ô không ghi năm")
    return period.start.year


def _items(body: str, unit: str) -> list[_Item] | None:
    """Months or quarters of a series in their order; None when something else stands among them."""
    items: list[_Item] = []
    sign, position = "", 0
    while True:
        found = _ITEM.match(body, position)
        number = _number(found["number"], unit) if found and found["unit"] in {None, unit} else None
        if found is None or number is None:
            return None
        items.append(_Item(number=number, sign=sign, year=int(found["year"]) if found["year"] else None))
        if found.end() == len(body):
            return items
        between = _BETWEEN.match(body, found.end())
        if between is None:
            return None
        sign, position = between["sign"], between.end()


def _number(token: str, unit: str) -> int | None:
    if not token.isdecimal():
        return _ROMAN.get(token) if unit == "quý" else None
    if not 1 <= int(token) <= 12 // _MONTHS[unit] or len(token) > 2:
        raise SpanError(f"không có {unit} {token}")
    return int(token)


def _series_span(items: list[_Item], period: Period, size: int, *, whole_range: bool) -> Span | None:
    """The span the items cover; they must touch one another."""
    ranges = sum(item.sign in _RANGE for item in items)
    if whole_range and (ranges != 1 or len(items) != 2):
        return None
    year: int | None = None
    placed: list[tuple[int, str]] = []
    for item in reversed(items):
        year = item.year or year
        place = _year(str(year) if year else None, period) * (12 // size) + item.number - 1
        placed.insert(0, (place, item.sign))
    covered = {placed[0][0]}
    for (place, _), (following, sign) in pairwise(placed):
        if sign in _RANGE and following < place:
            raise SpanError("khoảng thời gian trong ô bị ngược")
        covered |= set(range(place, following + 1)) if sign in _RANGE and following - place < 1200 else {following}
    first, last = min(covered) * size, max(covered) * size + size - 1
    year_span(first // 12, last // 12)
    whole = _months((first // 12, first % 12 + 1), (last // 12, last % 12 + 1))
    if max(covered) - min(covered) + 1 != len(covered):
        raise SpanError("các quý hoặc tháng ghi trong ô không liền nhau, không thành một khoảng thời gian", whole)
    return whole


def _months(first: tuple[int, int], last: tuple[int, int]) -> Span:
    return Span(start=date(*first, 1), end=date(*last, monthrange(*last)[1]))
