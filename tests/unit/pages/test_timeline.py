"""The drawing of a task's outputs along the plan's period."""

from __future__ import annotations

from datetime import date

from cchc.pages.timeline import build_timeline
from cchc.plan import Period
from unit.test_coverage import YEAR_2024, make_output


def test_each_output_is_a_dot_and_the_sentence_says_the_same() -> None:
    outputs = [make_output(date(2024, 1, 1)), make_output(date(2024, 1, 1), "tin"), make_output(date(2024, 12, 31))]
    drawing = build_timeline(3, outputs, YEAR_2024, date(2024, 6, 30))
    assert [(dot.x, dot.y) for dot in drawing.dots] == [("8", "44"), ("8", "38"), ("352", "44")]
    assert drawing.title == "Sản phẩm của nhiệm vụ 3 theo thời gian"
    assert drawing.text.startswith("3 sản phẩm, từ 01/01/2024 đến 31/12/2024.")
    assert [tick.text for tick in drawing.ticks] == [str(month) for month in range(1, 13)]
    assert 8 < float(drawing.today) < 352


def test_a_crowded_day_is_told_by_a_number() -> None:
    outputs = [make_output(date(2024, 5, 10), title=str(index)) for index in range(15)]
    drawing = build_timeline(1, outputs, YEAR_2024, date(2024, 12, 31))
    assert (len(drawing.dots), [more.text for more in drawing.more]) == (6, ["+9"])
    assert drawing.text.startswith("15 sản phẩm, ngày 10/05/2024.")
    top = float(drawing.view.split()[1])
    assert all(float(shape.y) > top for shape in (*drawing.dots, *drawing.more))


def test_nothing_is_said_to_be_nothing_and_the_day_outside_has_no_line() -> None:
    drawing = build_timeline(1, [], YEAR_2024, date(2024, 12, 31))
    assert (drawing.dots, drawing.more, drawing.today) == ((), (), "")
    assert drawing.text == "Từ 01/01/2024 đến 31/12/2024: chưa có sản phẩm."


def test_a_plan_of_years_is_drawn_by_quarters() -> None:
    period = Period(start=date(2021, 3, 1), end=date(2025, 12, 31))
    drawing = build_timeline(1, [make_output(date(2023, 7, 1))], period, date(2023, 8, 1))
    assert len(drawing.ticks) == 20
    assert drawing.ticks[0].text == "I/21"
    assert drawing.ticks[0].x == "8"
    assert [tick.text for tick in drawing.ticks[1:4]] == ["", "III/21", ""]


def test_a_plan_of_one_day_is_drawn_too() -> None:
    day = date(2024, 5, 10)
    assert len(build_timeline(1, [make_output(day)], Period(start=day, end=day), day).dots) == 1
