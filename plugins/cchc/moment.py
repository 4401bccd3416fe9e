"""The moment a command works at (contract: --as-of, SOURCE_DATE_EPOCH, else the clock)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from cchc.errors import UsageError
from cchc.text import VIETNAM


def build_moment(as_of: str | None, environment: Mapping[str, str]) -> datetime:
    """End of the day `as_of`, else SOURCE_DATE_EPOCH of `environment`, else now; in Vietnam's time."""
    if as_of:
        return datetime.combine(parse_day(as_of, "--as-of"), time(23, 59, 59, 999999), VIETNAM)
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(VIETNAM)
    try:
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(VIETNAM)
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH phải là số giây, đang là `{epoch}`.") from None


def parse_day(written: str, option: str) -> date:
    """Read the day of `option`, YYYY-MM-DD of 1900 to 2200; anything else is a UsageError."""
    if re.fullmatch(r"(?:19|20|21)\d{2}-\d{2}-\d{2}|2200-\d{2}-\d{2}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            pass
    raise UsageError(f"{option} phải là ngày viết như 2024-06-30, đang là `{written}`.")
