"""A task's outputs along the plan's period, as the shapes of a small drawing; its list stands beside it.

Units are those of the drawing's own box (WIDTH wide), which scales with the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cchc.coverage import Output
from cchc.pages.sheet import time_columns
from cchc.pages.timeline_views import Dot, More, Tick, Timeline
from cchc.plan import Period
from cchc.schedule import months_between
from cchc.text import format_date, format_number

WIDTH = 360
_MARGIN = 8
_SLOTS = 60  # dots beside each other
_MOST = 6  # dots above each other; further ones are a number
_STEP = 6.0
_AXIS = 50.0
_HEIGHT = 66.0


def build_timeline(number: int, outputs: Sequence[Output], period: Period, as_of: date) -> Timeline:
    """Draw the outputs of task `number`; `as_of` is marked when it lies inside the period."""
    slots: dict[int, int] = {}
    for output in outputs:
        slot = int(_share(output.date, period) * (_SLOTS - 1) + 0.5)
        slots[slot] = slots.get(slot, 0) + 1
    highest = max(slots.values(), default=0)
    top = _AXIS - _STEP * (min(highest, _MOST) + 1) - (9 if highest > _MOST else 0)
    return Timeline(
        view=f"0 {_number(top)} {WIDTH} {_number(_HEIGHT - top)}", top=_number(top + 2),
        title=f"Sản phẩm của nhiệm vụ {number} theo thời gian", text=_told(outputs, period),
        dots=tuple(
            Dot(x=_place(slot / (_SLOTS - 1)), y=_number(_AXIS - _STEP * (level + 1)))
            for slot, count in sorted(slots.items()) for level in range(min(count, _MOST))
        ),
        more=tuple(
            More(x=_place(slot / (_SLOTS - 1)), y=_number(top + 8), text=f"+{count - _MOST}")
            for slot, count in sorted(slots.items()) if count > _MOST
        ),
        ticks=tuple(_ticks(period)),
        today=_place(_share(as_of, period)) if period.start < as_of < period.end else "",
    )


def _told(outputs: Sequence[Output], period: Period) -> str:
    if not outputs:
        return f"Từ {format_date(period.start)} đến {format_date(period.end)}: chưa có sản phẩm."
    count = format_number(len(outputs))
    first, last = format_date(outputs[0].date), format_date(outputs[-1].date)
    when = f"ngày {first}" if first == last else f"từ {first} đến {last}"
    return f"{count} sản phẩm, {when}. Mỗi chấm là một sản phẩm; danh sách ở ngay dưới."


def _ticks(period: Period) -> Iterator[Tick]:
    spans = time_columns(months_between(period.start, period.end))
    starts = [max(date(int(span.months[0][:4]), int(span.months[0][5:]), 1), period.start) for span in spans]
    shares = [*(_share(start, period) for start in starts), 1.0]
    every = 1 if len(spans) <= 15 else 2
    for index, span in enumerate(spans):
        middle = (shares[index] + shares[index + 1]) / 2
        yield Tick(x=_place(shares[index]), middle=_place(middle), text=span.short if index % every == 0 else "")


def _share(day: date, period: Period) -> float:
    """Where a day lies in the period, 0 to 1."""
    return (day - period.start).days / max(1, (period.end - period.start).days)


def _place(share: float) -> str:
    return _number(_MARGIN + share * (WIDTH - 2 * _MARGIN))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
