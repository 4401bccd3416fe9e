"""What a unit is told: late tasks first, then those that fall due soon."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cchc.chasing import chase_unit, due_day
from cchc.coverage import Coverage, measure
from cchc.schedule import Event, Periodic, PlanEvent, Window
from unit.test_coverage import DAILY, EXAMPLE_OUTPUTS, make_output, make_plan, make_plan_2024, make_task

BEFORE = date(2024, 7, 8)
EVENT = Event(within=7, working=False, text="", events=(PlanEvent(date=date(2024, 6, 25), title="Công bố"),))
LATE_EVENT = Event(within=7, working=False, text="", events=(PlanEvent(date=date(2024, 12, 28), title="Công bố"),))
WINDOW = Window(start=date(2024, 3, 1), end=date(2024, 6, 30), text="")
MONTHLY = Periodic(every="month", count=2, text="")


def said(coverage: Coverage, unit: str = "van-phong") -> list[str]:
    return [line.text for line in chase_unit(coverage, unit, "Văn phòng Sở", BEFORE).lines]


def one(schedule, *days: str, at: str, products: str = "any tin-bai") -> Coverage:
    plan = make_plan(make_task(1, schedule, products))
    return measure(plan, [make_output(date.fromisoformat(f"2024-{day}")) for day in days], date.fromisoformat(at))


def test_the_worked_example_names_each_late_task_and_what_it_lacks() -> None:
    coverage = measure(make_plan_2024("all"), EXAMPLE_OUTPUTS, date(2024, 6, 30))
    assert said(coverage) == [
        "nhiệm vụ 1 chưa đủ thể loại sản phẩm; chưa có: quyết định, phóng sự",
        "nhiệm vụ 4 chưa có sản phẩm mới từ 10/03/2024; chưa có: kế hoạch, báo cáo, phóng sự",
        "nhiệm vụ 7 chưa có sản phẩm nào (Kế hoạch yêu cầu: bản tin; tin, bài; báo cáo; kế hoạch; văn bản)",
        "nhiệm vụ 5 chưa có sản phẩm nào, hạn đến 02/07/2024 (Kế hoạch yêu cầu: quyết định)",
    ]


def test_the_message_can_be_sent_as_it_is() -> None:
    plan = make_plan(make_task(1, DAILY, "all phong-su bao-cao tin-bai"))
    coverage = measure(plan, [make_output(date(2024, 3, 10))], date(2024, 6, 30))
    assert chase_unit(coverage, "van-phong", "Phòng Tổng hợp", BEFORE).text == (
        "Kính gửi Văn phòng Sở: theo Kế hoạch tuyên truyền cải cách hành chính năm 2024, tính đến ngày 30/06/2024, "
        "đơn vị chủ trì nhiệm vụ chưa đạt yêu cầu sau: Nhiệm vụ 1 chưa có sản phẩm mới từ 10/03/2024; chưa có: phóng sự, báo cáo. "
        "Đề nghị gửi sản phẩm hoặc giải trình về Phòng Tổng hợp trước ngày 08/07/2024. Trân trọng."
    )


def test_the_office_is_not_asked_to_write_to_itself() -> None:
    text = chase_unit(one(DAILY, at="2024-05-01"), "van-phong", "Văn phòng Sở", BEFORE).text
    assert "Đề nghị bổ sung sản phẩm hoặc giải trình trước ngày 08/07/2024" in text


def test_a_unit_with_nothing_due_is_told_nothing() -> None:
    told = chase_unit(one(DAILY, "06-20", at="2024-06-30"), "van-phong", "Văn phòng Sở", BEFORE)
    assert (told.unit, told.lines, told.text) == ("Văn phòng Sở", (), "")


def test_a_unit_that_only_supports_is_not_chased() -> None:
    assert said(one(DAILY, at="2024-12-01"), "cac-phong") == []


@pytest.mark.parametrize(("schedule", "days", "at", "due"), [
    (DAILY, (), "2024-01-10", "2024-03-31"),
    (DAILY, ("02-01",), "2024-02-10", "2024-05-01"),
    (DAILY, ("10-02",), "2024-10-10", None),
    (DAILY, ("03-10",), "2024-06-30", None),
    (WINDOW, (), "2024-01-10", "2024-06-30"),
    (WINDOW, ("03-05",), "2024-03-10", None),
    (EVENT, (), "2024-06-24", None),
    (EVENT, (), "2024-06-25", "2024-07-02"),
    (EVENT, ("06-25",), "2024-06-26", None),
    (MONTHLY, ("01-05", "01-06"), "2024-01-10", None),
    (MONTHLY, ("01-05",), "2024-01-10", "2024-01-31"),
    (DAILY, (), "2025-01-10", None),
    (LATE_EVENT, (), "2024-12-29", "2024-12-31"),
    (Window(start=date(2024, 12, 1), end=date(2025, 1, 31), text=""), (), "2024-12-02", "2024-12-31"),
])
def test_the_day_a_task_falls_due(schedule, days: tuple[str, ...], at: str, due: str | None) -> None:
    """None when it is late, answered, closed, or its last output reaches to the plan's end."""
    coverage = one(schedule, *days, at=at)
    assert due_day(coverage, coverage.tasks[0]) == (date.fromisoformat(due) if due else None)


@pytest.mark.parametrize(("schedule", "days", "at", "words"), [
    (DAILY, (), "2024-02-28", []),
    (DAILY, (), "2024-03-01", ["nhiệm vụ 1 chưa có sản phẩm nào, hạn đến 31/03/2024 (Kế hoạch yêu cầu: tin, bài)"]),
    (DAILY, ("02-01",), "2024-04-01", ["nhiệm vụ 1 cần sản phẩm mới, hạn đến 01/05/2024"]),
    (DAILY, (), "2024-04-01", ["nhiệm vụ 1 chưa có sản phẩm nào (Kế hoạch yêu cầu: tin, bài)"]),
    (WINDOW, (), "2024-07-01", ["nhiệm vụ 1 chưa có sản phẩm nào, đã quá hạn 30/06/2024 (Kế hoạch yêu cầu: tin, bài)"]),
    (WINDOW, (), "2025-01-01", ["nhiệm vụ 1 chưa có sản phẩm nào (Kế hoạch yêu cầu: tin, bài)"]),
    (EVENT, (), "2024-07-03", [
        "nhiệm vụ 1 chưa có sản phẩm sau “Công bố” ngày 25/06/2024, hạn 02/07/2024 (Kế hoạch yêu cầu: tin, bài)"]),
    (MONTHLY, ("01-05", "02-01", "02-02"), "2024-02-15", [
        "nhiệm vụ 1 chưa đủ sản phẩm: tháng 01/01/2024–31/01/2024 mới có 1/2"]),
    (DAILY, ("03-10",), "2025-02-01", ["nhiệm vụ 1 có lúc không có sản phẩm quá lâu"]),
])
def test_words_for_each_schedule(schedule, days: tuple[str, ...], at: str, words: list[str]) -> None:
    """Late tasks tell since when; tasks due within 30 days tell until when; others are left alone."""
    assert said(one(schedule, *days, at=at)) == words


def test_after_the_plan_explanations_are_asked_for() -> None:
    text = chase_unit(one(DAILY, at="2025-02-01"), "van-phong", "Phòng Tổng hợp", BEFORE).text
    assert "Đề nghị gửi giải trình và tài liệu kiểm chứng (nếu có) về Phòng Tổng hợp trước ngày" in text


def test_what_a_task_lacks_is_told_when_it_is_late_and_not_when_it_only_falls_due() -> None:
    """With `require: any` a kind that is missing does not make a task late."""
    falls_due = one(DAILY, "02-01", at="2024-04-15", products="any tin-bai phong-su")
    assert said(falls_due) == ["nhiệm vụ 1 cần sản phẩm mới, hạn đến 01/05/2024"]
    late = one(DAILY, "02-01", at="2024-05-15", products="any tin-bai phong-su")
    assert said(late) == ["nhiệm vụ 1 chưa có sản phẩm mới từ 01/02/2024; chưa có: phóng sự"]


def test_a_closed_plan_is_told_of_tasks_that_were_never_judged_late() -> None:
    """A window that reaches beyond the plan is judged as ended with it."""
    beyond = Window(start=date(2024, 12, 1), end=date(2025, 3, 31), text="")
    assert said(one(beyond, at="2025-01-01")) == ["nhiệm vụ 1 chưa có sản phẩm nào (Kế hoạch yêu cầu: tin, bài)"]


def test_an_abbreviation_keeps_its_capitals_and_starter_data_are_marked() -> None:
    plan = make_plan(make_task(1, DAILY, "all tin-bai phong-su"))
    kinds = tuple(replace(kind, name="TTHC") if kind.id == "phong-su" else kind for kind in plan.kinds)
    coverage = measure(replace(plan, kinds=kinds), [make_output(date(2024, 5, 1), starter=True)], date(2024, 5, 2))
    text = chase_unit(coverage, "van-phong", "Phòng Tổng hợp", BEFORE).text
    assert "; chưa có: TTHC." in text
    assert "tính đến ngày 02/05/2024 (dữ liệu khởi tạo, chưa phải số liệu chính thức), đơn vị" in text
