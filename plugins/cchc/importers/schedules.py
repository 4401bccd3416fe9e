"""The cell "Thời gian thực hiện" → a schedule, or a question (coverage rules, "Reading the plan's own cells").

Only the forms listed there are understood, with the ways they are commonly written. Anything else is Unclear: a
schedule decides what counts as late, so it is never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from cchc.importers.knowledge import Limits
from cchc.importers.spans import Span, SpanError, read_span, year_span
from cchc.plan import Period
from cchc.schedule import Continuous, Event, Periodic, Schedule, Window
from cchc.text import clean_line, format_date

_LONGEST = 300
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "~": "-"})
_LEAD_IN = re.compile(r"(?:(?:hoàn thành|thực hiện|triển khai|xong)\s+)?(?:(?:trong|vào|xong)\s+)?(?=\S)")
_ONGOING = re.compile(
    r"thường xuyên(?:,? ?(?:liên tục|hằng năm|(?:trong |cả )?năm(?: (?P<year>\d{4}))?))?"
)
_UNIT = r"(?P<every>tháng|quý|năm|0?6 tháng)"
_TIMES = r"(?:(?:ít nhất|tối thiểu) )?(?P<count>\d{1,3}|một|hai|ba|bốn) (?:lần|cuộc|buổi|đợt|kỳ|số|lớp|hội nghị)"
_PERIODIC = tuple(re.compile(pattern) for pattern in (
    rf"(?:định kỳ )?(?:hằng|mỗi) {_UNIT}",
    rf"định kỳ (?:theo )?{_UNIT}",
    rf"(?:định kỳ )?{_TIMES} ?(?:/|mỗi |một |trong )(?:0?1 |một )?{_UNIT}",
    rf"(?:định kỳ )?(?:hằng|mỗi) {_UNIT}:? {_TIMES}",
    rf"(?:định kỳ )?(?:0?1 )?{_UNIT} ?/ ?(?P<count>0?1|một) lần",
))
_EVERY = {"tháng": "month", "quý": "quarter", "năm": "year", "6 tháng": "half-year", "06 tháng": "half-year"}
_COUNTS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4}
_EVENT = re.compile(r"(?:ngay )?sau khi (?:có )?\S.*")
_ALSO_DATED = re.compile(
    r"trước (?:ngày )?\d|chậm nhất|muộn nhất|định kỳ|hằng (?:tháng|quý|năm)|quý (?:[ivx]+|\d)(?!\w)|tháng \d|"
    r"\d+ ngày|năm \d{4}|;"
)
_DATE = r"(?:ngày )?(?P<day>\d{1,2})(?:[/.-]| tháng )(?P<month>\d{1,2})(?:(?:[/.-]| năm )(?P<year>\d{4}))?"
_BEFORE = re.compile(rf"trước {_DATE}")
_LATEST = re.compile(rf"(?:chậm nhất|muộn nhất)(?: là)?(?: (?:đến|vào))?(?: hết)? {_DATE}")
_LATEST_SPAN = re.compile(r"(?:chậm nhất|muộn nhất)(?: là)?(?: (?:đến|vào|trong))?(?: hết)? (?P<span>(?:tháng|quý) .+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """A cell not understood, and why in Vietnamese; `whole` is from the first to the last of spans with gaps."""

    text: str
    why: str
    whole: Span | None = None


def read_schedule(cell: str, period: Period, limits: Limits) -> Schedule | Unclear:
    """Read the cell of a task of a plan of `period`; `limits` are the office's numbers. Never raises."""
    text = clean_line(cell)
    if len(text) > _LONGEST:
        return Unclear(text=text, why="ô quá dài")
    written = _plain(text)
    if not written:
        return Unclear(text=text, why="ô để trống")
    try:
        for form in (_ongoing, _periodic, _event, _deadline, _span):
            found = form(written, text, period, limits)
            if found is not None:
                return found
    except SpanError as error:
        held = error.whole and period.holds(error.whole.start) and period.holds(error.whole.end)
        return Unclear(text=text, why=str(error), whole=error.whole if held else None)
    return Unclear(text=text, why="không thuộc các cách ghi đã biết")


def last_day_note(schedule: Schedule) -> str:
    """How "before a day" was read: its last day is the day before (coverage rules); "" for any other schedule."""
    written = _plain(schedule.text)
    if not isinstance(schedule, Window) or not _BEFORE.fullmatch(written):
        return ""
    return f"{written}: ngày cuối là {format_date(schedule.end)}"


def _plain(text: str) -> str:
    """Lower case, one kind of dash, no blanks around signs, no lead-in such as "hoàn thành trong"."""
    lower = text.lower().translate(_DASHES).strip(" .,;:…-+*•")
    lower = re.sub(r"(?<!\w)hàng(?= (?:tháng|quý|năm|6|06))", "hằng", lower)
    lower = re.sub(r"\s*([-/])\s*", r"\1", re.sub(r"\s*,\s*", ", ", lower))
    found = _LEAD_IN.match(lower)
    return lower[found.end() :] if found else lower


def _ongoing(written: str, text: str, period: Period, limits: Limits) -> Schedule | None:
    found = _ONGOING.fullmatch(written)
    if found is None:
        return None
    if found["year"]:
        span = year_span(int(found["year"]), int(found["year"]))
        if (span.start, span.end) != (period.start, period.end):
            raise SpanError(f"năm {found['year']} không phải cả thời gian của kế hoạch ({_shown(period)})")
    return Continuous(every_days=limits.every_days, text=text)


def _periodic(written: str, text: str, period: Period, limits: Limits) -> Schedule | None:
    del period, limits
    for pattern in _PERIODIC:
        found = pattern.fullmatch(written)
        if found:
            counted = found.groupdict().get("count") or "1"
            count = _COUNTS.get(counted) or int(counted)
            return Periodic(every=_EVERY[found["every"]], count=count, text=text) if count else None
    return None


def _event(written: str, text: str, period: Period, limits: Limits) -> Schedule | None:
    del period
    if not _EVENT.fullmatch(written):
        return None
    if _ALSO_DATED.search(written):
        raise SpanError("ô vừa ghi sự kiện vừa ghi thời hạn")
    return Event(within=limits.within, working=limits.working, events=(), text=text)


def _deadline(written: str, text: str, period: Period, limits: Limits) -> Schedule | None:
    del limits
    before, latest, span = (pattern.fullmatch(written) for pattern in (_BEFORE, _LATEST, _LATEST_SPAN))
    if before:
        return _window(period.start, _day(before, period) - timedelta(days=1), text, period)
    if latest:
        return _window(period.start, _day(latest, period), text, period)
    latest_span = read_span(span["span"], period) if span else None
    return _window(period.start, latest_span.end, text, period) if latest_span else None


def _span(written: str, text: str, period: Period, limits: Limits) -> Schedule | None:
    del limits
    span = read_span(written, period)
    return None if span is None else _window(span.start, span.end, text, period)


def _day(found: re.Match[str], period: Period) -> date:
    """The day meant; its year may be left out when the plan is of one year."""
    if found["year"] is None and period.start.year != period.end.year:
        raise SpanError("kế hoạch nhiều năm mà ô không ghi năm")
    written = (int(found["year"] or period.start.year), int(found["month"]), int(found["day"]))
    year_span(written[0], written[0])
    try:
        return date(*written)
    except ValueError:
        raise SpanError(f"không có ngày {written[2]:02d}/{written[1]:02d}/{written[0]:04d}") from None


def _window(start: date, end: date, text: str, period: Period) -> Window:
    if not (period.holds(start) and period.holds(end)):
        raise SpanError(f"thời gian này không nằm trong thời gian của kế hoạch ({_shown(period)})")
    return Window(start=start, end=end, text=text)


def _shown(period: Period) -> str:
    return f"{format_date(period.start)}–{format_date(period.end)}"
