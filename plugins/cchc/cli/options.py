"""Option texts → values; a wrong value is a Vietnamese UsageError (exit 2)."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cchc.errors import UsageError
from cchc.moment import build_moment

ROOT = Path(__file__).resolve().parents[3]
SETTINGS_FILE = ROOT / "pelican.conf.py"


def folder(text: str, default: str) -> Path:
    """A folder given by the user (relative to where they are), else `default` in the project."""
    return Path(text).expanduser().absolute() if text else ROOT / default


def number(text: str, option: str, *, least: int, most: int) -> int | None:
    """A whole number; None when not given."""
    if not text:
        return None
    if not re.fullmatch(r"\d{1,6}", text) or not least <= int(text) <= most:
        raise UsageError(f"{option} phải là số từ {least} đến {most}, đang là `{text}`.")
    return int(text)


def percent(text: str, option: str) -> float | None:
    """A percentage between 0 and 100; a comma or a full stop before decimals."""
    if not text:
        return None
    if not re.fullmatch(r"\d{1,3}(?:[.,]\d+)?", text) or float(text.replace(",", ".")) > 100:
        raise UsageError(f"{option} phải là số từ 0 đến 100, đang là `{text}`.")
    return float(text.replace(",", "."))


def one_of(text: str, option: str, choices: Sequence[str]) -> str:
    """One of `choices`."""
    if text not in choices:
        raise UsageError(f"{option} phải là một trong {', '.join(choices)}, đang là `{text}`.")
    return text


def moment(as_of: str) -> datetime:
    """The moment meant by --as-of, SOURCE_DATE_EPOCH or the clock."""
    return build_moment(as_of or None, os.environ)
