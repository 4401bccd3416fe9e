"""Which plan's outputs a report counts, in the period and since the plan began."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cchc.periods import parse_days, parse_period
from cchc.reports.build import build_report
from cchc.reports.sources import short_title
from cchc.reports.view import ReportView
from unit.reports.test_report_view import OFFICE, kinds, site_at

PLANS = Path(__file__).parents[2] / "sites/plans/content"


def across(day: str = "2025-03-01", plan: str = "2025") -> ReportView:
    site = site_at(PLANS, day)
    return build_report(site, site.plan_by_id[plan], parse_days("2024-12-15", "2025-02-14"), OFFICE)


def test_a_period_over_two_plans_holds_both_and_counts_up_its_own_plan_only() -> None:
    view = across()
    assert (view.figures.outputs, view.planned, view.unplanned, view.until_now) == (3, 2, 0, 2)
    assert view.owned_elsewhere == ("01 sản phẩm ngày 31/12/2024 thuộc Kế hoạch năm 2024",)
    assert [(item.day.isoformat(), item.plan) for item in view.outputs] == [
        ("2024-12-31", "Kế hoạch năm 2024"), ("2025-01-01", ""), ("2025-02-14", ""),
    ]
    for rows in (view.channels, view.units):
        assert sum(row.until_now for row in rows) == 2
        assert sum(row.figures.outputs for row in rows) == 3
    assert kinds(view)["tin-bai"] == (3, 2)
    other = across(plan="2024")
    assert other.owned_elsewhere == ("02 sản phẩm từ ngày 01/01/2025 đến ngày 14/02/2025 thuộc Kế hoạch năm 2025",)


def test_outputs_of_another_plan_stand_in_the_areas_both_plans_share(tmp_path: Path) -> None:
    """Letter đ of 2024 is another content than đ of 2025; renamed alike it is the same."""
    view = across()
    assert "01 sản phẩm thuộc Kế hoạch năm 2024 có nội dung không trùng" in view.elsewhere_note
    assert {area.id: area.figures.outputs for area in view.areas}["đ"] == 0
    folder = tmp_path / "content"
    shutil.copytree(PLANS, folder)
    path = folder / "ke-hoach/2024.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("letter: đ, title: Một cửa", "letter: đ, title: MÔ HÌNH  hiệu quả"), encoding="utf-8")
    site = site_at(folder, "2025-03-01")
    alike = build_report(site, site.plan_by_id["2025"], parse_days("2024-12-15", "2025-02-14"), OFFICE)
    assert alike.elsewhere_note == ""
    assert {area.id: (area.figures.outputs, area.until_now) for area in alike.areas}["đ"] == (1, 0)
    assert "đ" not in {area.id for area in alike.empty_areas}


def test_another_plan_of_the_same_days_counts_in_the_period_too() -> None:
    site = site_at(PLANS, "2024-12-31")
    view = build_report(site, site.plan_by_id["2024"], parse_period("2024-Q2"), OFFICE)
    assert view.owned_elsewhere == ("02 sản phẩm ngày 20/06/2024 thuộc Kế hoạch giai đoạn 2021-2025",)
    assert view.figures.outputs == view.planned + view.unplanned + 2


@pytest.mark.parametrize(("title", "short"), [
    ("Kế hoạch tuyên truyền cải cách hành chính năm 2024", "Kế hoạch năm 2024"),
    ("Kế hoạch tuyên truyền  CCHC giai đoạn 2021-2025", "Kế hoạch giai đoạn 2021-2025"),
    ("Kế hoạch năm 2024", "Kế hoạch năm 2024"), ("Chương trình truyền thông", "Chương trình truyền thông"),
])
def test_titles_of_plans_are_shortened_to_their_time(title: str, short: str) -> None:
    assert short_title(title) == short
