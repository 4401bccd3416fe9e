"""Reading a plan and its explanations; tests/sites/broken/plans holds one plan for each fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.plan import Continuation, Period
from cchc.plan_file import parse_explanations, parse_plan
from cchc.problems import Mark
from cchc.schedule import Continuous, Event, Periodic, Window
from sites import good

ROOT = Path(__file__).parents[2]
REAL = ROOT / "content" / "ke-hoach" / "2024.yaml"
PATH = "ke-hoach/2024.yaml"
TEXT = good.PLAN.format(id="2024")


def codes(parsed):
    return [(problem.line, problem.column, problem.code) for problem in parsed.problems]


def test_the_department_s_plan_is_read_whole_without_problems():
    parsed = parse_plan(PATH, REAL.read_bytes())
    assert (parsed.problems, parsed.unsound) == ((), frozenset())
    plan = parsed.plan
    assert (plan.id, plan.number, plan.issuer) == ("2024", None, "so-khcn")
    assert plan.period == Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
    assert [area.letter for area in plan.areas] == list("abcdđeg")
    assert [task.number for task in plan.tasks] == [1, 2, 3, 4, 5, 6, 7]
    assert [type(task.schedule) for task in plan.tasks] == [
        Continuous, Continuous, Continuous, Continuous, Event, Window, Continuous,
    ]
    assert plan.tasks[1].products.open


def test_every_kind_of_schedule_is_read():
    schedules = [task.schedule for task in parse_plan(PATH, TEXT.encode()).plan.tasks]
    assert isinstance(schedules[0], Continuous)
    assert schedules[0].every_days == 90
    assert isinstance(schedules[1], Window)
    assert isinstance(schedules[2], Event)
    assert (schedules[2].within, schedules[2].working) == (5, True)
    assert [event.date for event in schedules[2].events] == [date(2024, 3, 5)]
    assert isinstance(schedules[3], Periodic)
    assert (schedules[3].every, schedules[3].count) == ("quarter", 1)


def test_defaults_are_those_of_the_contract():
    task = parse_plan(PATH, TEXT.encode()).plan.tasks[1]
    assert (task.products.require, task.products.open, task.support) == ("any", False, ())
    assert task.areas == ("d", "đ")


def test_a_bom_and_windows_line_ends_change_nothing_but_first_columns():
    stored = TEXT.replace("# Dữ liệu thử\n", "").replace("\n", "\r\n").encode("utf-8-sig")
    assert parse_plan(PATH, stored).plan == parse_plan(PATH, TEXT.encode()).plan
    assert codes(parse_plan("ke-hoach/2025.yaml", stored)) == [(1, 6, "ma-khac-ten-tep")]


@pytest.mark.parametrize("key", ["id", "title", "period", "units", "kinds", "channels", "areas", "tasks"])
def test_each_required_key_is_missed_at_the_head_of_the_file(key):
    lines = TEXT.splitlines(keepends=True)
    start = next(index for index, line in enumerate(lines) if line.startswith(f"{key}:"))
    end = next((index for index in range(start + 1, len(lines)) if lines[index][0] not in " -"), len(lines))
    parsed = parse_plan(PATH, "".join(lines[:start] + lines[end:]).encode())
    assert parsed.plan is None
    assert (1, 1, "khoa-thieu") in codes(parsed)


@pytest.mark.parametrize(
    ("old", "new", "table"),
    [
        ("id: van-phong", "id: Văn phòng", "units"),
        ("id: phong-su, name: Phóng sự", "id: phong-su", "kinds"),
        ("lead: so-thu", "lead: so-la", "tasks"),
        ("letter: d,", "letter: D,", "areas"),
    ],
)
def test_tables_with_errors_are_unsound_so_that_posts_are_not_blamed(old, new, table):
    assert table in parse_plan(PATH, TEXT.replace(old, new, 1).encode()).unsound


def test_a_near_miss_of_a_reference_gets_the_known_id():
    parsed = parse_plan(PATH, TEXT.replace("lead: [van-phong]", "lead: [van-phogn]").encode())
    assert [problem.fix for problem in parsed.problems] == ["có phải ý anh/chị là `van-phong`?"]


def test_explanations_are_sorted_by_day_and_name_known_tasks():
    plan = parse_plan(PATH, TEXT.encode()).plan
    days = ((2, "1/7", "Sau"), (1, "1/6", "Trước"), (9, "1/1", "x"))
    text = "".join(f"- {{task: {task}, date: {day}/2024, note: {note}}}\n" for task, day, note in days)
    found, problems = parse_explanations("ke-hoach/2024.ghi-chu.yaml", text.encode(), plan)
    assert [item.note for item in found] == ["x", "Trước", "Sau"]
    assert [(problem.line, problem.column, problem.code) for problem in problems] == [(3, 10, "nhiem-vu-la")]


@pytest.mark.parametrize("data", [b"", b"# x\n", b"x\n", b"[]\n", b"- x\n", b"\xff\xfe", b"- {task: 1}\n"])
def test_odd_explanations_never_raise(data):
    found, _ = parse_explanations("ke-hoach/2024.ghi-chu.yaml", data, parse_plan(PATH, TEXT.encode()).plan)
    assert found == ()


def continuing(written):
    """The plan with its first task continuing what is written."""
    return parse_plan(PATH, TEXT.replace("    lead: [van-phong]\n", f"    lead: [van-phong]\n    continues: {written}\n").encode())


def test_a_task_may_continue_one_of_an_earlier_plan_and_says_where_it_is_written():
    first, second = continuing("{task: 4, plan: 2023}").plan.tasks[:2]
    assert (first.continues, second.continues) == (Continuation(plan="2023", task=4), None)
    line = 1 + TEXT.split("    lead: [van-phong]")[0].count("\n") + 1
    assert (first.continues.plan_mark, first.continues.task_mark) == (Mark(line, 32), Mark(line, 23))


@pytest.mark.parametrize(("written", "codes_found"), [
    ("{plan: '2023', task: '4'}", []),
    ("{plan: 2021-2025, task: 1}", []),
    ("null", []),
    ("2023", ["can-khoa-gia-tri"]),
    ("[{plan: 2023, task: 4}]", ["can-khoa-gia-tri"]),
    ("{plan: 2023}", ["khoa-thieu"]),
    ("{task: 4}", ["khoa-thieu"]),
    ("{plan: , task: 4}", ["gia-tri-trong"]),
    ("{plan: 2023, task: 0}", ["so-sai"]),
    ("{plan: 2023, task: [1, 2]}", ["can-mot-gia-tri"]),
    ("{plan: ke-hoach/2023.yaml, task: 4}", ["ma-sai"]),
    ("{plan: 2023, task: 4, nam: 2023}", ["khoa-la"]),
])
def test_what_a_continuation_may_say(written, codes_found):
    parsed = continuing(written)
    assert [problem.code for problem in parsed.problems] == codes_found
    assert len(parsed.plan.tasks) == 4


@given(st.integers(0, len(TEXT)), st.integers(0, 40), st.text(max_size=6))
def test_no_edit_of_a_plan_makes_it_raise_or_places_a_problem_outside(start, length, put):
    text = (TEXT[:start] + put + TEXT[start + length:]).replace("\r", "")
    parsed = parse_plan(PATH, text.encode())
    lines = text.split("\n")
    for problem in parsed.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def test_an_explanation_may_use_the_vietnamese_keys_of_posts():
    plan = parse_plan("ke-hoach/2024.yaml", good.PLAN.format(id="2024").encode()).plan
    text = "- {nhiem_vu: 1, ngay: 15/12/2024, nguoi: Văn phòng Sở, ghi_chu: Chờ tỉnh, van_ban: 12/BC-SKHCN}\n"
    (found,), problems = parse_explanations("ke-hoach/2024.ghi-chu.yaml", text.encode(), plan)
    assert (found.task, found.date, found.by, found.note, found.document) == (
        1, date(2024, 12, 15), "Văn phòng Sở", "Chờ tỉnh", "12/BC-SKHCN")
    assert problems == []


@pytest.mark.parametrize("group", ["tin", "tin-van"])
def test_a_group_that_is_itself_a_member_is_refused(group: str):
    """Counting looks one level up, so an output of a deeper kind would be lost from the totals."""
    more = f"  - {{id: tin-van, name: Tin nhanh, group: {group}}}\n"
    real = REAL.read_text(encoding="utf-8").replace("kinds:\n  - {id: tin-bai", f"kinds:\n{more}  - {{id: tin-bai", 1)
    assert [problem.code for problem in parse_plan(PATH, real.encode()).problems] == ["nhom-long"]
