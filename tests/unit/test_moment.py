"""The moment a command works at."""

from __future__ import annotations

from datetime import datetime

import pytest

from cchc.errors import UsageError
from cchc.moment import build_moment
from cchc.text import VIETNAM


def test_a_day_means_its_last_moment_in_vietnam() -> None:
    moment = build_moment("2024-06-30", {"SOURCE_DATE_EPOCH": "1"})
    assert moment.isoformat() == "2024-06-30T23:59:59.999999+07:00"


def test_without_a_day_the_epoch_of_the_environment_is_taken() -> None:
    assert build_moment(None, {"SOURCE_DATE_EPOCH": "1719766800"}).isoformat() == "2024-07-01T00:00:00+07:00"


def test_without_either_it_is_now() -> None:
    before = datetime.now(VIETNAM)
    assert before <= build_moment(None, {}) <= datetime.now(VIETNAM)


@pytest.mark.parametrize("written", ["2024-6-30", "30/06/2024", "2024-02-30", "hôm nay", "20240630", "2024-06-30T10:00"])
def test_any_other_day_is_wrong_usage(written: str) -> None:
    with pytest.raises(UsageError, match="--as-of"):
        build_moment(written, {})


@pytest.mark.parametrize("written", ["x", "1e9", "99999999999999999999", "1.5"])
def test_a_wrong_epoch_is_wrong_usage(written: str) -> None:
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        build_moment(None, {"SOURCE_DATE_EPOCH": written})
