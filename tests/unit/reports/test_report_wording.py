"""Phrases of reports."""

from __future__ import annotations

import pytest

from cchc.periods import parse_days, parse_period
from cchc.reports.figures import Figures, KindCount
from cchc.reports.wording import figures_phrase, in_period, kinds_phrase, quantity, two_digits
from cchc.text import lower_first


@pytest.mark.parametrize(("count", "written"), [(0, "0"), (1, "01"), (9, "09"), (10, "10"), (1234, "1.234"), (9.0, "09"), (2.5, "2,5")])
def test_counts_have_a_leading_zero_below_ten(count: float, written: str) -> None:
    assert two_digits(count) == written


@pytest.mark.parametrize(("value", "written"), [(None, ""), (0.0, "0"), (1500.0, "1.500"), (12.5, "12,5")])
def test_quantities_have_decimals_only_when_they_need_them(value: float | None, written: str) -> None:
    assert quantity(value) == written


@pytest.mark.parametrize(("name", "written"), [
    ("Tin", "tin"), ("Đài tỉnh", "đài tỉnh"), ("TTHC mới", "TTHC mới"), ("", ""), ("Ấn phẩm", "ấn phẩm"),
])
def test_names_within_a_sentence_begin_small_unless_abbreviated(name: str, written: str) -> None:
    assert lower_first(name) == written


def test_groups_with_members_are_named_by_their_members_only() -> None:
    rows = [
        KindCount(id="tin-bai", name="Tin, bài", count=3, until_now=3),
        KindCount(id="tin", name="Tin", count=3, until_now=3, member=True),
        KindCount(id="bai", name="Bài viết", count=0, until_now=0, member=True),
        KindCount(id="phong-su", name="Phóng sự", count=12, until_now=12),
    ]
    assert kinds_phrase(rows) == "03 tin, 12 phóng sự"
    alone = [KindCount(id="tin-bai", name="Tin, bài", count=3, until_now=3), rows[3]]
    assert kinds_phrase(alone) == "03 tin, bài; 12 phóng sự"
    assert kinds_phrase([]) == ""


def test_only_known_figures_are_said() -> None:
    assert figures_phrase(Figures(outputs=2)) == ""
    found = figures_phrase(Figures(outputs=2, people=0.0, reach=9.0, minutes=348.0), 2)
    assert found == "02 cuộc, 0 lượt người tham gia, 09 lượt tiếp cận, tổng thời lượng 348 phút"


def test_periods_begin_a_sentence() -> None:
    assert in_period(parse_period("2024-H1")) == "Trong 6 tháng đầu năm 2024"
    assert in_period(parse_days("2024-01-02", "2024-01-03")) == "Từ ngày 02/01/2024 đến ngày 03/01/2024"
