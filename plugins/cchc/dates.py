"""Dates as people write them: the contract's forms, day first, Vietnam's time."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from cchc.text import VIETNAM

_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:[T ]\s*(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:\.\d+)?)?\s*(?P<z>Z|[+-]\d{2}:?\d{2})?)?"
)
_DAY_FIRST = re.compile(
    r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})(?: +(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2}))?)?"
)


def parse_moment(written: str) -> datetime | str:
    """The moment meant by `written`, or the code of the problem with it."""
    found = _ISO.fullmatch(written) or _DAY_FIRST.fullmatch(written)
    if not found:
        two_digits = re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?: .*)?", written)
        return "ngay-nam-hai-so" if two_digits else "ngay-sai"
    parts = found.groupdict()
    try:
        clock = time(int(parts["H"] or 0), int(parts["M"] or 0), int(parts["S"] or 0))
        if not 1900 <= int(parts["y"]) <= 2200:
            raise ValueError  # noqa: TRY301 - as any other day there is not
        calendar_day = date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    except ValueError:
        month_first = "/" in written and int(parts["m"]) > 12 >= int(parts["d"])
        return "ngay-thang-truoc" if month_first else "ngay-khong-co"
    zone = _zone(parts.get("z"))
    if zone is None:
        return "ngay-sai"
    try:
        return datetime.combine(calendar_day, clock, zone).astimezone(VIETNAM)
    except OverflowError:
        return "ngay-khong-co"


def _zone(written: str | None) -> tzinfo | None:
    if written is None:
        return VIETNAM
    if written == "Z":
        return timezone.utc  # noqa: UP017 - one name for both kinds of offset
    hours, minutes = int(written[1:3]), int(written[-2:])
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if written[0] == "-" else offset)
